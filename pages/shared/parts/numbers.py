"""The few numbers of each page: on Overview, Rights pillars, Stakeholder mix and Recurring topics."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.briefing.caveats import REASONS, percent_text
from igfdata.dataset import Dataset
from igfdata.findings.passport import Lines
from igfdata.measures.compare import compare
from igfdata.measures.coverage import pillar_coverage
from igfdata.measures.programme_share import ChildSessions, ProgrammeShare, child_sessions, is_child_related, is_counted
from igfdata.measures.recurrence import RECURRING_DAYS, recurs_over, topic_counts
from igfdata.measures.stakeholders import BREAKDOWN_OF, SHARED, Variable, diversity, known_people
from igfdata.vocabulary import SMALL_N
from igfdata.wording import agree, amount, counted, interval_text, listed, out_of, part_of, percent, share_label, share_text
from pages.shared.parts.number_card import NONE, NumberCard, draw_numbers, number_card, passport_of
from pages.shared.parts.session_lists import has_rows_in, rows_where, rows_with, show_rows
from pages.shared.view import View

MOST_MARKS = 9
"""Sessions that are drawn as a square each; of more the part is a strip."""

TEXTS = {
    "no_code": "No session is coded yet.",
    "touch": "Coded sessions that touch {pillar}, of {of}; a session can touch several pillars.",
    "topics": "Topics that at least one session has, of all in the codebook.",
    "recurring": "Topics {place} 3 {over}s and in 3 sessions or more, and {place} no fewer {over}s than by chance.",
    "once": "Topics whose sessions lie {place} one {over}; sessions without a date do not count.",
    "coded": "Sessions with a topic code, of all sessions that the filter keeps; the others had no text that could be read.",
    "coded_pillars": "Sessions with a pillar code, “unclear” among them, of all sessions that the filter keeps.",
    "listed": "{n} that sources list in a role, in {sessions}. No names are kept; who has two roles in a session is counted twice.",
    "listed_change": "{n} no one yet; a source that does adds its people.",
    "listed_whole": "Every session lists people already; a further source would add some.",
    "known": "People whose {group} is known, {part} listed.",
    "unknown_change": "{n} {have} no {group} stated.",
    "known_whole": "Every {group} is stated; only a correction would change it.",
    "effective": "{n} with a known {group} are as diverse as {value} groups of equal size, of {k} possible.",
    "blau": "Chance that two people picked at random differ in {group}, of {n} for whom it is known.",
    "few": "Too few people: fewer than five have a known {group}.",
    "between": "Between {low} and {high}, whatever {group} the other {n} {have}.",
    "outside": "{n} more {people} {are} not counted here: {which}.",
    "rows": "Open the people and their sessions",
}
"""Texts of this part of a page."""

GROUP = {"stakeholder_group": "stakeholder group", "regional_group": "regional group"}
OUTSIDE = {"stakeholder_group": "youth is an age", "regional_group": "an intergovernmental organization has no region"}


@st.fragment
def overview_numbers(view: View) -> None:
    """Draw child-related sessions with their share, hours, people listed, and how many sessions touch each pillar; of A and of B."""
    a = child_sessions(view.dataset, view.selection)
    b = child_sessions(view.dataset, view.comparison.b) if view.comparison else None
    known, total = known_people(view.data, "stakeholder_group")
    known_b, total_b = known_people(view.data_b, "stakeholder_group") if view.data_b is not None else (0, 0)
    with_people = int(view.data.participants["session_id"].nunique())
    lines = passport_of(view)
    caution = [v.PROGRAMME_COVERAGE["partial"].description] if a.share.kind == "at_least" else []
    proposed = f"{amount(a.n - a.n_counted)} more only proposed." if a.n > a.n_counted else ""
    cards = []
    cards.append(number_card(
        "sessions", "Known child-related sessions", amount(a.n_counted),
        " ".join(filter(None, (programme_note(a.share), _partly(a), proposed))),
        partial(lines, of=f"Sessions about or partly about children: {_partly(a)}", codes="", notes=caution),
        of=f" of {amount(a.share.of)}" if a.share.kind != "none" else "", second=f"{amount(b.n_counted)}: {_partly(b)}" if b else "",
        rows=rows_where(view, "Child-related sessions", partial(is_counted, share=a.share)),
    ))  # fmt: skip
    cards.append(number_card(
        "hours", "Hours", *_hours(a),
        partial(lines, of="Hours of child-related sessions whose start and end are known.", codes=""),
        second=" ".join(_hours(b)) if b else "",
        rows=rows_where(
            view, "Child-related sessions with a known length", lambda data: is_child_related(data) & data.sessions["hours"].notna().to_numpy()
        ),
    ))  # fmt: skip
    cards.append(number_card(
        "people", "People listed", amount(total),
        f"in {part_of(with_people, view.data.n_sessions, 'session')}. Group known for {amount(known)}." if total else "No source lists anyone.",
        partial(lines, of="People in a role, by stakeholder group. No names are kept. A person with two roles in a session is counted twice.", codes=""),
        second=f"{amount(total_b)}, group known for {amount(known_b)}." if b else "",
        rows=rows_where(view, "Sessions that list people", has_rows_in("participants")),
    ))  # fmt: skip
    cards.append(pillars_card(view, lines))
    draw_numbers(cards)


def _partly(child: ChildSessions) -> str:
    """Say how many are about children, and how many partly."""
    return f"{amount(child.n_about)} about children, {amount(child.n_counted - child.n_about)} partly."


def _hours(child: ChildSessions) -> tuple[str, str]:
    """Their hours, and of how many of them they are known."""
    if not child.n_timed:
        return NONE, "No session has a known length."
    return amount(child.hours), f"in the {part_of(child.n_timed, child.n, 'session')} with a known length."


def pillars_card(view: View, lines: Callable[..., Lines]) -> NumberCard:
    """Show how many coded sessions touch each pillar, a square each where they are few; most and least in words."""
    table = pillar_coverage(view.data).set_index("category")
    n = {pillar: int(table["n"].get(pillar, 0)) for pillar in v.PILLARS}
    of = int(table["of"].max()) if len(table) else 0
    if not of:
        return number_card("pillars", "Rights pillars", NONE, TEXTS["no_code"], lines)
    table_b = pillar_coverage(view.data_b).set_index("category") if view.data_b is not None else None
    n_b = {pillar: int(table_b["n"].get(pillar, 0)) for pillar in v.PILLARS} if table_b is not None else {}
    of_b = int(table_b["of"].max()) if table_b is not None and len(table_b) else 0
    ordered = sorted(n.values(), reverse=True)
    most = [pillar for pillar in n if n[pillar] == ordered[0]]
    least = [pillar for pillar in n if n[pillar] == ordered[-1]]
    rows = "".join(
        f"<li><span>{v.PILLARS.label(pillar)}</span>{_part(pillar, n[pillar], of, most=max(of, of_b))}<b>{n[pillar]}</b></li>"
        + (
            f"<li><span></span>{_part('second', n_b[pillar], of_b, most=max(of, of_b))}<b>{n_b[pillar]}</b></li>"
            if of_b
            else ""
        )
        for pillar in v.PILLARS
    )
    if len(most) == len(n):
        label, below = f"Each pillar: {out_of(ordered[0], of)}", "No pillar is ahead."
    else:
        label = f"Most: {listed(v.PILLARS.label(key).lower() for key in most)}, {out_of(ordered[0], of)}"
        below = f"Least: {listed(v.PILLARS.label(key).lower() for key in least)}, {out_of(ordered[-1], of)}{' each' if len(least) > 1 else ''}."
    lead = ordered[0] - ordered[1]
    fragility = (
        f"Another pillar would draw level if {counted(lead, 'session')} {agree(lead, 'was', 'were')} coded differently."
        if lead
        else ""
    )
    return number_card(
        "pillars", label, "", "",
        partial(lines, of=f"Coded sessions that touch each pillar, of {amount(of)}; a session can touch several.", fragility=fragility),
        body=f'<ul class="bars">{rows}</ul><p class="note">{below}</p>', second=f"in grey, of {counted(of_b, 'coded session')}." if of_b else "",
        rows=rows_where(view, "Coded sessions", has_rows_in("session_pillars")),
    )  # fmt: skip


def _part(colour: str, n: int, of: int, *, most: int) -> str:
    """Draw a part of a few as squares, of more, or where the other side has more, as a strip."""
    if most <= MOST_MARKS:
        squares = [f'<i class="{colour if place < n else "none"}"></i>' for place in range(of)]
        return f'<span class="marks">{"".join(squares)}</span>'
    return f'<i class="{colour}" style="--part:{100 * n / of:.1f}%"></i>'


@st.fragment
def pillar_numbers(view: View) -> None:
    """Draw the share of the coded sessions that touch each pillar, and how many are coded; of A and of B."""
    table = pillar_coverage(view.data).set_index("category")
    both = compare(view.data, view.data_b, pillar_coverage).set_index("category") if view.data_b is not None else None
    lines = passport_of(view)
    cards = []
    for pillar in v.PILLARS:
        n, of, low, high = (float(table[column].get(pillar, 0)) for column in ("n", "of", "low", "high"))
        enough, label = of >= SMALL_N, v.PILLARS.label(pillar)
        cards.append(number_card(
            f"pillar_{pillar}", label, percent(n / of) if enough else share_label(n, of),
            "; ".join(filter(None, (f"{out_of(n, of)} coded sessions", interval_text(low, high, of)))),
            partial(
                lines, of=TEXTS["touch"].format(pillar=label.lower(), of=amount(of)), pillars=(pillar,), notes=[v.PILLARS[pillar].description],
            ),
            second=second_share(both.loc[pillar]) if both is not None and pillar in both.index else "",
            rows=rows_with(view, pillar=pillar),
        ))  # fmt: skip
    coded, coded_b = (
        int(max(0, counts.max())) if counts is not None and len(counts) else 0
        for counts in (table["of"], both["b_of"] if both is not None else None)
    )
    cards.append(number_card(
        "coded", "Coded sessions", amount(coded), f"of {amount(view.data.n_sessions)} in the selection",
        partial(lines, of=TEXTS["coded_pillars"]),
        second=f"{out_of(coded_b, view.data_b.n_sessions)}" if view.data_b is not None else "",
        rows=rows_where(view, "Coded sessions", has_rows_in("session_pillars")),
    ))  # fmt: skip
    draw_numbers(cards)


def second_share(row: pd.Series) -> str:
    """Say the share of B, and by how much A has more, of a row of a comparison."""
    text = share_text(row["b_n"], row["b_of"])
    points = row["difference"]
    if pd.isna(points):
        return f"{text}."
    return (
        f"{text}; A {amount(abs(round(100 * points)))} points {'more' if points > 0 else 'less'}."
        if round(100 * points)
        else f"{text}; no difference."
    )


@st.fragment
def topic_numbers(view: View) -> None:
    """Draw how many topics there are, recur over the days (or meetings) and stay at one, and what they rest on; of A and of B.

    What so few days cannot show, such as topics on one day only of one day, is no number.
    """
    over, place = recurs_over(view.data)
    a, b = (topic_counts(data, over) if data is not None else None for data in (view.data, view.data_b))
    assert a is not None
    those = "topics of dated sessions" if over == "day" else "topics"
    lines = partial(passport_of(view), codes="topic")
    cards = []
    cards.append(number_card(
        "topics", "Topics", amount(a.topics), f"of {len(view.dataset.codebook)} in the codebook",
        partial(lines, of=TEXTS["topics"]), second=amount(b.topics) if b else "",
    ))  # fmt: skip
    places = max(counts.places for counts in (a, b) if counts)
    cards += [number_card(
        "recurring", "Recurring", amount(a.recurring), f"{place} 3 {over}s and in 3 sessions or more, and no fewer {over}s than by chance",
        partial(lines, of=TEXTS["recurring"].format(place=place, over=over)), second=out_of(b.recurring, b.dated) if b else "",
    )] if places >= RECURRING_DAYS else []  # fmt: skip
    cards += [number_card(
        "once", f"{place.title()} one {over} only", amount(a.once), f"of {a.dated} {those}",
        partial(lines, of=TEXTS["once"].format(place=place, over=over)), second=out_of(b.once, b.dated) if b else "",
    )] if places > 1 else []  # fmt: skip
    cards.append(number_card(
        "coded", "Coded sessions", amount(a.coded), f"of {amount(view.data.n_sessions)}, with a topic from the text that could be read",
        partial(lines, of=TEXTS["coded"]), second=out_of(b.coded, view.data_b.n_sessions) if b and view.data_b is not None else "",
        rows=rows_where(view, "Sessions with a topic", has_rows_in("session_topics")),
    ))  # fmt: skip
    draw_numbers(cards)


@st.fragment
def people_numbers(view: View, variable: Variable) -> None:
    """Draw people listed, how many of them have a known group, effective groups, and the chance that two differ; of A and of B."""
    data, b, by = view.data, view.data_b, BREAKDOWN_OF[variable]
    known, total = known_people(data, variable)
    found, group = diversity(data, variable=variable), GROUP[variable]
    listing = int(data.participants["session_id"].nunique())
    lines = partial(passport_of(view), codes=by)
    rows = {
        key: (TEXTS["rows"], partial(show_rows, {key: v.STATED}, view.dataset, data, None, view.data_b)) for key in ("role", by)
    }
    unknown = total - known
    change = TEXTS["unknown_change"].format(
        n=counted(unknown, "person", "people"), have=agree(unknown, "has", "have"), group=group
    )
    is_enough, n = found.n >= SMALL_N, counted(found.n, "person", "people")
    more = known - found.n
    outside = TEXTS["outside"].format(
        n=amount(more), people=agree(more, "person", "people"), are=agree(more, "is", "are"), which=OUTSIDE[variable]
    )
    notes = [outside] if more else []
    cards = []
    silent = data.n_sessions - listing
    cards.append(number_card(
        "people", "People listed", amount(total),
        f"in {part_of(listing, data.n_sessions, 'session')}{'; the others list no one' if silent else ''}",
        partial(
            lines, of=TEXTS["listed"].format(n=counted(total, "person", "people"), sessions=part_of(listing, data.n_sessions, "session")),
            fragility=TEXTS["listed_change"].format(n=f"{counted(silent, 'session')} {agree(silent, 'lists', 'list')}")
            if silent else TEXTS["listed_whole"],
        ),
        second=_people_of(b) if b is not None else "", rows=rows["role"],
    ))  # fmt: skip
    cards.append(number_card(
        "known", "Group known", percent(known / total) if total >= SMALL_N else share_label(known, total),
        f"{out_of(known, total)} people",
        partial(
            lines, of=TEXTS["known"].format(group=group, part=part_of(known, total, "person", "people")),
            fragility=change if unknown else TEXTS["known_whole"].format(group=group),
        ),
        second=share_text(*known_people(b, variable)) if b is not None else "", rows=rows[by],
    ))  # fmt: skip
    for measure, label, write, note in (
        ("effective", "Effective groups", "{:.1f}".format, f"of {len(SHARED[variable])} possible; n = {amount(found.n)}"),
        ("blau", "Two people differ", percent, "chance that two people picked at random differ in group"),
    ):
        value = write(getattr(found, measure))
        of = TEXTS[measure if is_enough else "few"].format(n=n, group=group, value=value, k=found.n_groups)
        low, high = map(write, found.bounds[measure]) if is_enough else ("", "")
        others, have = counted(unknown, "person", "people"), agree(unknown, "has", "have")
        between = TEXTS["between"].format(low=low, high=high, group=group, n=others, have=have)
        cards.append(number_card(
            measure, label, value if is_enough else NONE, note,
            partial(
                lines, of=of, notes=notes,
                fragility=between if unknown and is_enough else "",
            ),
            second=_diversity_of(b, variable, measure, write) if b is not None else "", rows=rows[by],
        ))  # fmt: skip
    draw_numbers(cards)


def _people_of(b: Dataset) -> str:
    """Say how many people B lists, and in how many sessions."""
    listing = int(b.participants["session_id"].nunique())
    return f"{amount(len(b.participants))} in {part_of(listing, b.n_sessions, 'session')}"


def _diversity_of(b: Dataset, variable: Variable, measure: str, write: Callable[[float], str]) -> str:
    """Say a measure of diversity of B with its n; below five people the n alone."""
    found = diversity(b, variable=variable)
    value = write(getattr(found, measure)) if found.n >= SMALL_N else NONE
    return f"{value}; n = {amount(found.n)}"


def programme_note(share: ProgrammeShare) -> str:
    """Say of which programme sessions are a share, or why there is none."""
    if share.kind == "none":
        return REASONS[share.reason]
    if share.kind == "at_least":
        at_least = f", at least {percent_text(share)}" if share.of >= SMALL_N else ""
        return f"on the official programme{at_least}."
    told = filter(None, (percent_text(share), interval_text(share.low, share.high, share.of)))
    return f"in the programme: {', '.join(told)}."
