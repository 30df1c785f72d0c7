"""A finding, and a list of sessions, as slides."""

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.model import Slide, Statement, Statements, TextTable
from igfdata.briefing.my_deck.scope import NothingToShow, Scope
from igfdata.dataset import by_time
from igfdata.findings import Finding
from igfdata.findings.people import largest_group, missing_speakers
from igfdata.findings.phrases import full_sentences, number
from igfdata.findings.timing import recurring_topics
from igfdata.measures.breakdown import BREAKDOWNS, sessions_with
from igfdata.names import TABLE_LENGTH, shortened, value_label
from igfdata.selection import search
from igfdata.wording import capital, counted, out_of, time_span

WITH = "with-"
"""Before the name of a breakdown in a reference: ``with-day=Day 2`` keeps the sessions of a mark of a chart."""

MOST_TESTS = 4
"""Tests of a finding on its slide; the notes have all of them."""

MOST_SESSIONS = 70
"""Sessions of a card: ten slides of a table."""


def finding(scope: Scope, key: str) -> Slide:
    """Show a finding with its evidence and its tests; NothingToShow where the data do not show it."""
    found = next((one for one in (*scope.found, *_of_pages(scope)) if one.key == key), None)
    if found is None:
        raise NothingToShow("The data do not show this finding any more.")
    counts = out_of(found.n, found.of) if found.n is not None and found.of else ""
    first, *more = full_sentences(found.evidence) or [""]
    first = capital(first.removeprefix(f"{counts}; ")) if counts else first
    tests = tuple(Statement("Holds" if one.passed else "Does not", one.label, one.reason) for one in found.tests[:MOST_TESTS])
    body = Statements("", (Statement(counts, first or found.headline, " ".join(more)), *tests))
    notes = [
        found.evidence,
        *(f"{one.label}: {'holds' if one.passed else 'does not hold'}. {one.reason}" for one in found.tests),
    ]
    return scope.slide("Finding", found.headline, body, notes=notes, session_ids=found.session_ids, is_compared=True)


def _of_pages(scope: Scope) -> list[Finding]:
    """Findings that one page alone tells."""
    if scope.comparison is not None:
        return []
    made = (make(scope.dataset, scope.selection) for make in (largest_group, missing_speakers, recurring_topics))
    return [one for one in made if one is not None]


def sessions(scope: Scope) -> Slide:
    """List the sessions of a mark, of a search, of a list of keys, or of the filter, with their times and rooms.

    NothingToShow where there is none, ValueError where there are more than a slide can say.
    """
    rows, about = scope.data.sessions, ""
    marks = {key.removeprefix(WITH): values[-1] for key, values in scope.options.items() if key.startswith(WITH)}
    if strange := [key for key in marks if key not in BREAKDOWNS]:
        raise ValueError(f"with: “{strange[0][:40]}” found; expected {', '.join(BREAKDOWNS)}")
    if marks:
        rows = sessions_with(scope.data, **marks)
        about = ", ".join(value_label(by, value, scope.dataset) for by, value in marks.items())
    ids, words = scope.options.get("id", ()), " ".join(scope.options.get("search", ()))
    if scope.data_b is not None and not marks:  # a page that compares lists the sessions of both
        rows = pd.concat([rows, scope.data_b.sessions]).drop_duplicates("session_id")
    if words:
        rows, about = search(rows, words), f"found by “{words}”"
    if ids:
        rows = rows[rows["session_id"].isin(ids)]
    if rows.empty:
        raise NothingToShow("None of these sessions is left under this filter.")
    if len(rows) > MOST_SESSIONS:
        raise ValueError(
            f"The list has {counted(len(rows), 'session')}; a card has at most {MOST_SESSIONS}. Narrow the filter first."
        )
    rows = by_time(rows)
    several = rows["meeting_id"].nunique() > 1
    table = tuple(
        (
            ", ".join(filter(None, (scope.dataset.meeting_label(row.meeting_id) if several else "", str(row.day)))),
            time_span(row.start, row.end) or "no time", f"{shortened(row.title, TABLE_LENGTH)}\n{row.code or v.SESSION_TYPES.label(row.type)}",
            row.room or "not stated",
        )
        for row in rows.itertuples()
    )  # fmt: skip
    told = " ".join(scope.options.get("title", []))
    title = (
        told
        or f"{capital(number(len(rows)))} {'session' if len(rows) == 1 else 'sessions'}{': ' + about if about else ' to look at'}."
    )
    missing = (
        f" {counted(len(ids) - len(rows), 'session')} of the list not under this filter."
        if ids and len(ids) > len(rows)
        else ""
    )
    return scope.slide(
        "Sessions", title, TextTable(("Day", "Time", "Session", "Room"), table, (1.6, 2.0, 6.8, 1.9), f"{counted(len(rows), 'session')} in order of time."),
        evidence=f"{counted(len(rows), 'session')}, in order of time.{missing}", session_ids=rows["session_id"],
    )  # fmt: skip
