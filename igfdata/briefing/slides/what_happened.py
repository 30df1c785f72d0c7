"""Slide: what happened? The sessions of a day and of the days before it by pillar, or of a meeting day by day."""

from dataclasses import replace

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View, no_session, sessions_here
from igfdata.briefing.model import Chart, Series, Slide
from igfdata.briefing.slides.evidence import figure, finding_figures, slide, without_data
from igfdata.briefing.slides.session_squares import grid_of
from igfdata.charts.theme import PILLAR_COLOURS
from igfdata.findings import Finding, findings, test_cell
from igfdata.findings.phrases import sentences
from igfdata.measures.coverage import pillar_coverage
from igfdata.wording import agree, amount, counted, interval_text, share_label, share_text

KEY = "balance"
HEADING = "What happened"


def balance_of_day(view: View) -> Slide:
    """What is the headline of the day, with its pillars and those of the days before it?"""
    table = coverage_by_day(view)
    reason = no_session(view) or only_filtered_pillars(view)
    if reason is None and not table["of"].sum():
        reason = f"{_none_coded(view)}, nor is one of the days before."
    if reason:
        return without_data(view, KEY, HEADING, reason)
    return _headline_slide(view, table)


def balance_of_meeting(view: View) -> Slide:
    """What is the headline of the meeting, with its pillars day by day?"""
    reason = no_session(view) or only_filtered_pillars(view)
    if reason is None and not pillar_coverage(view.data)["of"].sum():
        reason = f"No pillar is coded in the {sessions_here(view)}."
    if reason:
        return without_data(view, KEY, HEADING, reason)
    return _headline_slide(view, coverage_by_day(view))


def _headline_slide(view: View, table: pd.DataFrame) -> Slide:
    first = headline_of(view)
    coded = int(pillar_coverage(view.data)["of"].max())
    evidence, *more = sentences(first.evidence)
    days = [view.label] if view.label == v.DAY_UNKNOWN else view.days
    grid = grid_of(view, days, [*more, *_not_drawn(view)])
    return slide(
        view,
        KEY,
        HEADING,
        first.headline,
        grid or coverage_chart(table),
        evidence=evidence,
        denominator=f"coded sessions: {amount(coded)} of {sessions_here(view)}",
        notes=[first.evidence, *test_lines(first), *coverage_lines(table), *_cautions(view, coded)],
        figures=[*finding_figures([first]), figure("coded_sessions", view.label, coded, view.n_sessions)],
        session_ids=view.data.sessions["session_id"],
    )


def headline_of(view: View) -> Finding:
    """The first finding; of a day that leads with one pillar, with the days before it for comparison: a morning knows no later ones."""
    first = findings(view.dataset, view.selection)[0]
    if not view.is_day or view.label == v.DAY_UNKNOWN or first.pillar is None or len(view.days) < 2:
        return first
    until = replace(view.selection, days=tuple(view.days))
    tested = test_cell(view.dataset, until, breakdown="day", cell=view.label, pillar=first.pillar)
    return replace(tested, headline=first.headline, evidence=tested.evidence.replace("other dated days", "the days before"))


def _not_drawn(view: View) -> list[str]:
    """How many sessions have no square, because no source gives their day."""
    if not view.n_undated or view.label == v.DAY_UNKNOWN:
        return []
    n = view.n_undated
    return [f"{counted(n, 'more session')} {agree(n, 'has', 'have')} no known date and {agree(n, 'is', 'are')} not drawn."]


def test_lines(found: Finding) -> list[str]:
    """“Does it hold?” in words, one line a test."""
    return [f"{check.label}: {'yes' if check.passed else 'no'}. {check.reason}" for check in found.tests]


def coverage_by_day(view: View) -> pd.DataFrame:
    """Pillar coverage of the days up to the one of the view, empty ones kept; sessions without a known day alone where it is about them."""
    table = pillar_coverage(view.until, by="day")
    days = [view.label] if view.label == v.DAY_UNKNOWN else view.days
    kept = table[table["key"].isin(days)]
    return kept.assign(key=pd.Categorical(kept["key"].astype(str), categories=days, ordered=True))


def only_filtered_pillars(view: View) -> str | None:
    """Why a filter by pillar allows no word on their balance."""
    if not view.selection.pillars:
        return None
    names = " or ".join(v.PILLAR_CODES.label(pillar).lower() for pillar in view.selection.pillars)
    return f"The selection keeps only sessions coded {names}: it cannot show the balance of the pillars."


def coverage_chart(table: pd.DataFrame) -> Chart:
    """Columns of the three pillars by day, labelled with number and denominator; days without a coded session stay empty."""
    days = [str(day) for day in table["key"].cat.categories]
    series = []
    found = {(row.category, row.key): (row.n, row.of) for row in table.itertuples(index=False)}
    for pillar in v.PILLARS:
        rows = [found.get((pillar, day), (0.0, 0.0)) for day in days]
        values = tuple(n / of if of else None for n, of in rows)
        labels = tuple(share_label(n, of) if of else "" for n, of in rows)
        series.append(Series(v.PILLARS.label(pillar), values, labels, PILLAR_COLOURS[pillar]))
    alt = "Share of coded sessions with each pillar by day. " + " ".join(coverage_lines(table))
    return Chart("columns", tuple(days), tuple(series), "share", alt)


def coverage_lines(table: pd.DataFrame) -> list[str]:
    """The numbers of a coverage table, one line a day."""
    lines, everything = [], list(table.itertuples(index=False))
    for day in table["key"].cat.categories:
        rows = [row for row in everything if row.key == day and row.category in v.PILLAR_CODES]
        of = int(max((row.of for row in rows), default=0))
        if not of:
            lines.append(f"{day}: no coded session.")
            continue
        parts = [
            f"{v.PILLAR_CODES.label(row.category).lower()} {amount(row.n)}"
            for row in rows
            if row.n or row.category in v.PILLARS
        ]
        lines.append(f"{day}: of {counted(of, 'coded session')}, {', '.join(parts)}.")
    return lines


def _none_coded(view: View) -> str:
    """That no session is coded, without the full stop."""
    return f"{'The' if view.n_sessions == 1 else 'None of the'} {sessions_here(view)} is {'not ' if view.n_sessions == 1 else ''}coded yet"


def _cautions(view: View, coded: int) -> list[str]:
    lines = [f"{coded} of {sessions_here(view)} {agree(coded, 'is', 'are')} coded; a session may touch several pillars."]
    overall = pillar_coverage(view.data)
    lines += [
        f"{v.PILLARS.label(str(row.category))}: {share_text(row.n, row.of)}; {interval_text(row.low, row.high)}."
        for row in overall.itertuples()
        if row.category in v.PILLARS and row.of
    ]
    if view.selection.groups or view.selection.topics or view.selection.regions:
        lines.append("The selection is narrowed by group, region or topic: the shares speak of these sessions alone.")
    if view.n_undated and view.is_day:
        lines.append(f"{counted(view.n_undated, 'session')} of the selection without a known day cannot be placed on any.")
    return lines
