"""The few numbers at the top of a page."""

from collections.abc import Callable
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from igfdata import vocabulary as v
from igfdata.briefing.programme_wording import REASONS, percent_text
from igfdata.escaping import for_html
from igfdata.findings.passport import Lines, passport
from igfdata.measures.coverage import pillar_coverage
from igfdata.measures.programme_share import ACCEPTED, ProgrammeShare, programme_share
from igfdata.measures.recurrence import recurs_over, topic_recurrence
from igfdata.measures.stakeholders import Variable, diversity, group_mix
from igfdata.vocabulary import SMALL_N
from igfdata.wording import agree, amount, counted, interval_text, listed, out_of, part_of, percent, share_label
from pages.shared.filter import is_comparing
from pages.shared.parts.chart_card import about_button
from pages.shared.view import View

NONE = "–"
TEXTS = {"of_a": "Numbers of A."}
"""Texts of this part of a page."""


def numbers_row() -> DeltaGenerator:
    """Four numbers in a row; two by two on a phone. Where the page compares, they are those of A."""
    if is_comparing():
        st.caption(TEXTS["of_a"])
    return st.grid(4, min_column_width=150, key="numbers")


def number(label: str, value: str, note: str, explanation: str | None = None) -> None:
    """One number with what it rests on."""
    st.metric(label, value, help=explanation, delta_description=note, border=True, height="stretch")


def number_card(
    key: str, label: str, value: str, note: str, lines: Callable[[], Lines], *, of: str = "", body: str = ""
) -> None:
    """Draw a number with what it rests on, and its passport behind the i.

    Parameters
    ----------
    of
        Written small after the value: ``of 262``.
    body
        HTML in place of value and note, made here; no text from data or users.
    """
    with st.container(border=True, key=f"number_{key}", height="stretch"):
        inside = (
            body or f'<p class="value">{for_html(value)}<small>{for_html(of)}</small></p><p class="note">{for_html(note)}</p>'
        )
        st.html(f'<div class="number"><h3>{for_html(label)}</h3>{inside}</div>')
        about_button(f"number_{key}", lines, label="About this number")


@st.fragment
def overview_numbers(view: View) -> None:
    """Draw child-related sessions with their share, hours, people listed, and how many sessions touch each pillar."""
    sessions = view.data.sessions
    child = sessions["child_rights"].isin(["yes", "partly"])
    share = programme_share(view.dataset, view.selection)
    # A proposal is no part of a programme, so it is not counted of one either.
    counts = child & sessions["status"].isin(ACCEPTED) if share.kind != "none" else child
    n_child, n_counted, n_about = (int(mask.sum()) for mask in (child, counts, counts & (sessions["child_rights"] == "yes")))
    hours = sessions.loc[child, "hours"]
    n_timed = int(hours.notna().sum())
    known, total = known_persons(view, "stakeholder_group")
    with_people = int(view.data.participants["session_id"].nunique())
    lines = partial(passport, view.dataset, view.selection, view.data)
    caution = [v.PROGRAMME_COVERAGE["partial"].description] if share.kind == "at_least" else []
    partly = f"{amount(n_about)} about children, {amount(n_counted - n_about)} partly."
    proposed = f"{amount(n_child - n_counted)} more only proposed." if n_child > n_counted else ""
    with numbers_row():
        number_card(
            "sessions", "Known child-related sessions", amount(n_counted),
            " ".join(filter(None, (programme_note(share), partly, proposed))),
            partial(lines, of=f"Sessions about children or partly so: {partly}", codes="", notes=caution),
            of=f" of {amount(share.of)}" if share.kind != "none" else "",
        )  # fmt: skip
        number_card(
            "hours", "Hours", amount(float(hours.sum())) if n_timed else NONE,
            f"in the {part_of(n_timed, n_child, 'session')} with a known length." if n_timed else "No session has a known length.",
            partial(lines, of="Hours of child-related sessions whose start and end are known.", codes=""),
        )  # fmt: skip
        number_card(
            "people", "People listed", amount(total),
            f"in {part_of(with_people, len(sessions), 'session')}. Group known for {amount(known)}." if total else "No source lists anyone.",
            partial(lines, of="People in a role, by stakeholder group. No names are kept; who has two roles in a session is counted twice.", codes=""),
        )  # fmt: skip
        pillars_card(view, lines)


def pillars_card(view: View, lines: Callable[..., Lines]) -> None:
    """Draw three small bars: coded sessions that touch each pillar; most and least in words."""
    table = pillar_coverage(view.data).set_index("category")
    n = {pillar: int(table["n"].get(pillar, 0)) for pillar in v.PILLARS}
    of = int(table["of"].max()) if len(table) else 0
    if not of:
        number_card("pillars", "Rights pillars", NONE, "No session is coded yet.", lines)
        return
    ordered = sorted(n.values(), reverse=True)
    most = [pillar for pillar in n if n[pillar] == ordered[0]]
    least = [pillar for pillar in n if n[pillar] == ordered[-1]]
    rows = "".join(
        f'<li><span>{v.PILLARS.label(pillar)}</span><i class="{pillar}" style="--part:{100 * n[pillar] / of:.1f}%"></i><b>{n[pillar]}</b></li>'
        for pillar in v.PILLARS
    )
    if len(most) == len(n):
        label, below = f"Each pillar: {out_of(ordered[0], of)}", "No pillar is ahead."
    else:
        label = f"Most: {listed(v.PILLARS.label(key).lower() for key in most)}, {out_of(ordered[0], of)}"
        below = f"Least: {listed(v.PILLARS.label(key).lower() for key in least)}, {out_of(ordered[-1], of)}{' each' if len(least) > 1 else ''}."
    lead = ordered[0] - ordered[1]
    fragility = (
        f"Another pillar draws level if {counted(lead, 'session')} {agree(lead, 'is', 'are')} coded differently."
        if lead
        else ""
    )
    number_card(
        "pillars", label, "", "",
        partial(lines, of=f"Coded sessions that touch each pillar, of {amount(of)}; a session can touch several.", fragility=fragility),
        body=f'<ul class="bars">{rows}</ul><p class="note">{below}</p>',
    )  # fmt: skip


def pillar_numbers(view: View) -> None:
    """Draw the share of the coded sessions that touch each pillar, and how many are coded."""
    table = pillar_coverage(view.data).set_index("category")
    with numbers_row():
        for pillar in v.PILLARS:
            n, of, low, high = (float(table[column].get(pillar, 0)) for column in ("n", "of", "low", "high"))
            enough = of >= SMALL_N
            number(
                v.PILLARS.label(pillar),
                percent(n / of) if enough else share_label(n, of),
                f"{out_of(n, of)} coded sessions" + (f"; {interval_text(low, high)}" if enough else ""),
                v.PILLARS[pillar].description,
            )
        coded = int(table["of"].max()) if len(table) else 0
        number("Coded sessions", amount(coded), f"of {amount(len(view.data.sessions))} in the selection")


def speaker_numbers(view: View, variable: Variable) -> None:
    """Persons, how many are known, and how diverse they are."""
    known, total = known_persons(view, variable)
    row = diversity(view.data, variable=variable).iloc[0]
    enough = row["n"] >= SMALL_N
    with_persons = view.data.participants["session_id"].nunique()
    with numbers_row():
        number(
            "People listed",
            amount(total),
            f"in {out_of(with_persons, len(view.data.sessions))} sessions; the others list nobody",
        )
        number(
            "Group known",
            percent(known / total) if total >= SMALL_N else share_label(known, total),
            f"{out_of(known, total)} people",
        )
        number(
            "Effective groups", f"{row['effective']:.1f}" if enough else NONE, f"of {row['n_groups']} possible; n = {amount(row['n'])}",
            "Effective number of groups: how many equally large groups would be as diverse.",
        )  # fmt: skip
        number(
            "Two people differ",
            percent(row["blau"]) if enough else NONE,
            "chance that two people picked at random differ in group",
        )


def topic_numbers(view: View) -> None:
    """Topics, how many recur over the days (or meetings), how many stay at one, and what they rest on."""
    over, place = recurs_over(view.data)
    topics, recurrence = view.data.session_topics, topic_recurrence(view.data, over=over)
    those = "topics of dated sessions" if over == "day" else "topics"
    with numbers_row():
        number("Topics", f"{topics['topic'].nunique()}", f"of {len(view.dataset.codebook)} in the codebook")
        number(
            "Recurring",
            f"{(recurrence['label'] == 'recurring').sum()}",
            f"{place} 3 {over}s and in 3 sessions or more, and no fewer {over}s than by chance",
        )
        number(f"{place.title()} one {over} only", f"{(recurrence['n_days'] == 1).sum()}", f"of {len(recurrence)} {those}")
        number(
            "Coded sessions",
            amount(topics["session_id"].nunique()),
            f"of {amount(len(view.data.sessions))}, with a topic from the text that could be read",
        )


def programme_note(share: ProgrammeShare) -> str:
    """Say of which programme sessions are a share, or why there is none."""
    if share.kind == "none":
        return REASONS[share.reason]
    if share.kind == "at_least":
        at_least = f", at least {percent_text(share)}" if share.of >= SMALL_N else ""
        return f"on the official programme{at_least}."
    interval = f", {interval_text(share.low, share.high)}" if share.of >= SMALL_N else ""
    return f"in the programme: {percent_text(share)}{interval}."


def known_persons(view: View, variable: Variable) -> tuple[int, int]:
    """Persons whose group is known, and all persons."""
    mix = group_mix(view.data, variable=variable)
    total = int(mix["n"].sum())
    return total - int(mix.loc[mix["category"] == v.UNKNOWN, "n"].sum()), total
