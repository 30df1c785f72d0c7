"""The few numbers at the top of a page."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.briefing.caveats import REASONS, percent_text
from igfdata.counting import Mask
from igfdata.dataset import Dataset
from igfdata.findings.passport import Lines
from igfdata.measures.compare import compare
from igfdata.measures.coverage import pillar_coverage
from igfdata.measures.programme_share import ACCEPTED, ProgrammeShare, programme_share
from igfdata.measures.recurrence import RECURRING_DAYS, recurs_over, topic_recurrence
from igfdata.measures.stakeholders import Variable, group_mix
from igfdata.memory import remembered
from igfdata.selection import Selection
from igfdata.vocabulary import SMALL_N
from igfdata.wording import agree, amount, counted, interval_text, listed, out_of, part_of, percent, share_label, share_text
from pages.shared.parts.number_card import NONE, NumberCard, draw_numbers, number_card, passport_of
from pages.shared.parts.session_lists import has_rows_in, rows_where, rows_with
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
}
"""Texts of this part of a page."""


@dataclass(frozen=True)
class Totals:
    """What the numbers of Overview say of one selection."""

    data: Dataset
    selection: Selection
    share: ProgrammeShare
    n_child: int
    n_counted: int
    n_about: int
    hours: float
    n_timed: int

    @property
    def sessions(self) -> str:
        """Child-related sessions that count."""
        return amount(self.n_counted)

    @property
    def hours_text(self) -> str:
        """Their hours."""
        return amount(self.hours) if self.n_timed else NONE

    @property
    def timed_text(self) -> str:
        """Of how many of them the hours are known."""
        known = f"in the {part_of(self.n_timed, self.n_child, 'session')} with a known length."
        return known if self.n_timed else "No session has a known length."

    def counts_in(self, data: Dataset) -> Mask:
        """Tell which sessions count: child-related, and of a programme not only proposed."""
        return is_child(data) & (data.column("sessions", "status").isin(ACCEPTED).to_numpy() | (self.share.kind == "none"))

    @property
    def partly(self) -> str:
        """How many are about children, and how many partly."""
        return f"{amount(self.n_about)} about children, {amount(self.n_counted - self.n_about)} partly."


def is_child(data: Dataset) -> Mask:
    """Tell which sessions are about or partly about children."""
    return data.column("sessions", "child_rights").isin(["yes", "partly"]).to_numpy()


@remembered
def totals_of(data: Dataset, dataset: Dataset, selection: Selection) -> Totals:
    """Count child-related sessions and their hours."""
    child = is_child(data)
    share = programme_share(dataset, selection)
    # A proposal is no part of a programme, so it is not counted of one either.
    counts = child & data.column("sessions", "status").isin(ACCEPTED).to_numpy() if share.kind != "none" else child
    about = counts & (data.column("sessions", "child_rights") == "yes").to_numpy()
    hours = data.column("sessions", "hours")[child]
    return Totals(
        data,
        selection,
        share,
        int(child.sum()),
        int(counts.sum()),
        int(about.sum()),
        float(hours.sum()),
        int(hours.notna().sum()),
    )


@st.fragment
def overview_numbers(view: View) -> None:
    """Draw child-related sessions with their share, hours, people listed, and how many sessions touch each pillar; of A and of B."""
    a = totals_of(view.data, view.dataset, view.selection)
    b = totals_of(view.data_b, view.dataset, view.comparison.b) if view.comparison and view.data_b is not None else None
    known, total = known_persons(view.data, "stakeholder_group")
    known_b, total_b = known_persons(b.data, "stakeholder_group") if b else (0, 0)
    with_people = int(view.data.participants["session_id"].nunique())
    lines = passport_of(view)
    caution = [v.PROGRAMME_COVERAGE["partial"].description] if a.share.kind == "at_least" else []
    proposed = f"{amount(a.n_child - a.n_counted)} more only proposed." if a.n_child > a.n_counted else ""
    cards = []
    cards.append(number_card(
        "sessions", "Known child-related sessions", a.sessions,
        " ".join(filter(None, (programme_note(a.share), a.partly, proposed))),
        partial(lines, of=f"Sessions about or partly about children: {a.partly}", codes="", notes=caution),
        of=f" of {amount(a.share.of)}" if a.share.kind != "none" else "", second=f"{b.sessions}: {b.partly}" if b else "",
        rows=rows_where(view, "Child-related sessions", a.counts_in),
    ))  # fmt: skip
    cards.append(number_card(
        "hours", "Hours", a.hours_text, a.timed_text,
        partial(lines, of="Hours of child-related sessions whose start and end are known.", codes=""),
        second=f"{b.hours_text} {b.timed_text}" if b else "",
        rows=rows_where(
            view, "Child-related sessions with a known length", lambda data: is_child(data) & data.sessions["hours"].notna().to_numpy()
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
            f"{out_of(n, of)} coded sessions" + (f"; {interval_text(low, high)}" if enough else ""),
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
    a, b = (_topic_counts(data, over) if data is not None else None for data in (view.data, view.data_b))
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


class TopicCounts(NamedTuple):
    """How many topics there are, recur, lie on one day (or at one meeting), have a date; days or meetings; and sessions with a topic."""

    topics: int
    recurring: int
    once: int
    dated: int
    places: int
    coded: int


def _topic_counts(data: Dataset, over: str) -> TopicCounts:
    recurrence, codes = topic_recurrence(data, over=over), data.session_topics
    recurring, once = int((recurrence["label"] == "recurring").sum()), int((recurrence["n_days"] == 1).sum())
    places = int(recurrence["of_days"].max()) if len(recurrence) else 0
    return TopicCounts(
        int(codes["topic"].nunique()), recurring, once, len(recurrence), places, int(codes["session_id"].nunique())
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


def known_persons(data: Dataset, variable: Variable) -> tuple[int, int]:
    """Persons whose group is known, and all persons."""
    mix = group_mix(data, variable=variable)
    total = int(mix["n"].sum())
    return total - int(mix.loc[mix["category"] == v.UNKNOWN, "n"].sum()), total
