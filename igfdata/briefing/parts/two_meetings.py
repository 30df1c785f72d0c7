"""Slides of a comparison: what differs between two meetings?"""

from typing import Any

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View
from igfdata.briefing.evidence import Figure, figure, slide, without_data
from igfdata.briefing.model import Cell, Chart, Grid, Series, Slide
from igfdata.briefing.parts.balance import only_filtered_pillars
from igfdata.charts.theme import MATRIX_COLOUR, UNKNOWN_COLOUR
from igfdata.findings import phrases
from igfdata.findings.people import PLURAL
from igfdata.measures.coverage import pillar_coverage
from igfdata.measures.recurrence import topic_sessions
from igfdata.measures.stakeholders import group_mix
from igfdata.wording import amount, counted, interval_text, out_of, percent, share_label, share_text

COLOURS = (UNKNOWN_COLOUR, MATRIX_COLOUR)
"""The earlier meeting in grey, the later one in blue: neither is the colour of a pillar or group."""

MOST_ROWS = 7


def coverage_of_both(view: View) -> Slide:
    """Which pillar's coverage differs most between the meetings, and do the intervals overlap?"""
    table = pillar_coverage(view.data, by="meeting")
    table = table[table["category"].isin(list(v.PILLARS))]
    reason = only_filtered_pillars(view) or _lacking(view, table, "coded session")
    if reason:
        return without_data(view, "balance", "Pillars at both meetings", reason)
    a, b = _widest(table)
    apart = a.low > b.high or b.low > a.high
    title = f"{v.PILLARS.label(str(a.category))} differs most: {_both(view, a, b, 'sessions')}."
    counts = f"{out_of(a.n, a.of)} and {out_of(b.n, b.of)} coded sessions"
    lines = [
        f"{v.PILLARS.label(str(row.category))}, {_name(view, row.key)}: {share_text(row.n, row.of)}; {interval_text(row.low, row.high)}."
        for row in table.itertuples()
    ]
    return slide(
        view,
        "balance",
        "Pillars at both meetings",
        title,
        _chart(
            view,
            table,
            {pillar: v.PILLARS.label(pillar) for pillar in v.PILLARS},
            "Share of coded sessions with each pillar. " + " ".join(lines),
        ),
        evidence=f"{counts}; the 95% intervals {'do not overlap' if apart else 'overlap'}.",
        denominator=f"coded sessions: {_denominators(view, table)}",
        notes=[*lines, "Intervals show how much a share would vary across similar programmes; errors of coding come on top."],
        figures=[*_figures(view, "pillar_coverage", table), figure("interval_percent", "level", 95)],
        session_ids=view.data.session_pillars["session_id"],
    )


def mix_of_both(view: View) -> Slide:
    """Which stakeholder group's share of persons differs most between the meetings?"""
    table = group_mix(view.data, by="meeting")
    known = table[table["category"].isin(v.SECTORS)]
    reason = _lacking(view, known, "person with a known group")
    if reason:
        return without_data(view, "speakers", "Who spoke at both meetings", reason)
    a, b = _widest(known)
    subject = phrases.capital(phrases.GROUPS[str(a.category)])
    verb = "differ" if str(a.category) in PLURAL else "differs"
    title = f"{subject} {verb} most: {_both(view, a, b, 'people')}."
    lines = [
        f"{v.STAKEHOLDER_GROUPS.label(str(row.category))}, {_name(view, row.key)}: {share_text(row.n, row.of)}."
        for row in table.itertuples()
        if row.of and (row.n or row.category in v.SECTORS)
    ]
    labels = {group: v.STAKEHOLDER_GROUPS.label(group) for group in v.SECTORS}
    return slide(
        view,
        "speakers",
        "Who spoke at both meetings",
        title,
        _chart(view, known, labels, "Share of people with a known group. " + " ".join(lines), kind="bars"),
        evidence=f"{out_of(a.n, a.of)} and {out_of(b.n, b.of)} people with a known group.",
        denominator=f"people with a known group: {_denominators(view, known)}",
        notes=[*lines, "The unknown are not random: some session types never state groups."],
        figures=_figures(view, "stakeholder_mix", table[table["of"] > 0]),
        session_ids=view.data.participants["session_id"].drop_duplicates(),
    )


def topics_of_both(view: View) -> Slide:
    """Which topics occur at both meetings, and which at only one?"""
    heading = "Topics at both meetings"
    table = topic_sessions(view.data, by="meeting")
    reason = _lacking(view, table, "session coded for topics")
    if view.selection.topics:
        reason = "The selection keeps only sessions on chosen topics: it cannot show which topics the meetings share."
    if reason:
        return without_data(view, "topics", heading, reason)
    counts = table.assign(category=table["category"].astype(str), key=table["key"].astype(str)).pivot(
        index="category", columns="key", values="n"
    )
    of = table.assign(key=table["key"].astype(str)).groupby("key")["of"].max()
    first, second = view.selection.meetings
    both = counts[(counts[first] > 0) & (counts[second] > 0)]
    only = {meeting: counts[(counts[meeting] > 0) & ~counts.index.isin(both.index)] for meeting in (first, second)}
    shown = (counts / of).sum(axis=1).sort_values(ascending=False, kind="stable").index[:MOST_ROWS]
    names = view.dataset.topic_labels
    cells = tuple(
        tuple(Cell(amount(n), float(n / of[key])) if (n := counts.at[t, key]) else Cell("") for key in (first, second))
        for t in shown
    )
    columns = tuple(f"{_name(view, key)} · n = {amount(of[key])}" for key in (first, second))
    title = f"{phrases.capital(phrases.number(len(both)))} topic{'' if len(both) == 1 else 's'} came up at both meetings."
    evidence = f"{len(only[first])} only at {_name(view, first)}, {len(only[second])} only at {_name(view, second)}."
    lines = [
        f"Only at {_name(view, key)}, {len(rows)}: {', '.join(names[t] for t in rows.index) or 'none'}."
        for key, rows in only.items()
    ]
    return slide(
        view,
        "topics",
        heading,
        title,
        Grid(tuple(names[t] for t in shown), columns, cells, f"Sessions with each topic at both meetings. {title}"),
        evidence=evidence,
        denominator=f"sessions coded for topics: {_denominators(view, table)}; {len(shown)} of {counted(len(counts), 'topic')} shown",
        notes=[f"At both, {len(both)}: {', '.join(names[t] for t in both.index) or 'none'}.", *lines],
        figures=[
            figure("topics", "at both", len(both), len(counts)),
            *(figure("topics", f"only at {_name(view, key)}", len(rows), len(counts)) for key, rows in only.items()),
        ],
        session_ids=view.data.session_topics["session_id"],
    )


def _lacking(view: View, table: pd.DataFrame, what: str) -> str | None:
    of = table.groupby(table["key"].astype(str))["of"].max()
    without = [_name(view, key) for key in view.selection.meetings if not of.get(key, 0) > 0]
    return f"There is no {what} of {' and '.join(without)}: nothing to compare." if without else None


def _widest(table: pd.DataFrame) -> tuple:
    """Rows of both meetings for the category whose shares differ most."""
    spread = table.groupby("category", observed=True)["share"].agg(lambda shares: shares.max() - shares.min())
    rows = table[table["category"] == spread.idxmax()]
    first, second = rows.itertuples()
    return first, second


def _both(view: View, a: Any, b: Any, noun: str) -> str:
    """The shares of two meetings in words, counts where there are few: ``52% of sessions at IGF 2024, 43% at IGF 2025``."""
    few = min(a.of, b.of) < v.SMALL_N
    first, second = (out_of(row.n, row.of) if few else percent(row.n / row.of) for row in (a, b))
    return f"{first}{'' if few else ' of'} {noun} at {_name(view, a.key)}, {second} at {_name(view, b.key)}"


def _chart(view: View, table: pd.DataFrame, labels: dict[str, str], alt: str, *, kind: str = "columns") -> Chart:
    series = []
    for key, colour in zip(view.selection.meetings, COLOURS, strict=True):
        rows = table[table["key"].astype(str) == key]
        rows = rows.set_index(rows["category"].astype(str)).loc[list(labels)]
        marks = tuple(share_label(n, of) for n, of in zip(rows["n"], rows["of"], strict=True))
        series.append(Series(_name(view, key), tuple(float(share) for share in rows["share"]), marks, colour))
    return Chart("bars" if kind == "bars" else "columns", tuple(labels.values()), tuple(series), "share", alt)


def _figures(view: View, measure: str, table: pd.DataFrame) -> list[Figure]:
    return [figure(measure, f"{row.category}, {_name(view, row.key)}", row.n, row.of) for row in table.itertuples()]


def _denominators(view: View, table: pd.DataFrame) -> str:
    of = table.groupby(table["key"].astype(str))["of"].max()
    return ", ".join(f"{amount(of.get(key, 0))} at {_name(view, key)}" for key in view.selection.meetings)


def _name(view: View, meeting_id: object) -> str:
    return view.dataset.meeting_label(str(meeting_id))
