"""Slide: what changed in the programme since its last version?"""

from dataclasses import replace

import pandas as pd

from igfdata.briefing.briefing_view import View
from igfdata.briefing.model import Slide, TextTable
from igfdata.briefing.slides.evidence import figure, slide
from igfdata.names import TABLE_LENGTH, session_labels, shortened
from igfdata.selection import select
from igfdata.wording import counted, listed

KEY = "changes"
HEADING = "Changes of the programme"
COLUMNS = ["kind", "session", "before", "after"]


def changes_of_programme(view: View, changes: pd.DataFrame) -> Slide:
    """Which sessions were added, moved or dropped?

    Parameters
    ----------
    changes
        ``kind, session`` (id or name), ``before, after`` (text or missing), of :func:`of_selection`; at least one row.

    Raises
    ------
    ValueError
        When a column is missing.
    """
    lacking = [column for column in COLUMNS if column not in changes.columns]
    if lacking:
        raise ValueError(f"changes lack the columns {', '.join(lacking)}; needed: {', '.join(COLUMNS)}")
    labels = session_labels(view.dataset)
    given = changes[COLUMNS].astype(object).where(changes[COLUMNS].notna(), "–").astype(str)
    kinds = given["kind"].value_counts(sort=False)
    rows = tuple(
        (shortened(row.kind, 30), labels.get(row.session, shortened(row.session, TABLE_LENGTH)), shortened(row.before, 50), shortened(row.after, 50))
        for row in given.itertuples()
    )  # fmt: skip
    words = listed(f"{n} {shortened(str(kind), 30)}" for kind, n in kinds.items())
    changed = counted(len(rows), "change")
    return slide(
        view, KEY, HEADING, f"{changed} since the last version of the programme: {words}.",
        TextTable(("Change", "Session", "Before", "Now"), rows, (1.2, 5.0, 2.4, 2.4), f"{changed} of the programme."),
        denominator="changes between the last two versions of the programme that were imported",
        notes=[f"{' | '.join(row)}" for row in rows],
        figures=[figure("changes", "all", len(rows)), *(figure("changes", kind, n, len(rows)) for kind, n in kinds.items())],
        session_ids=[session_id for session_id in given["session"] if session_id in labels],
    )  # fmt: skip


def of_selection(changes: pd.DataFrame, view: View) -> pd.DataFrame:
    """Changes of sessions that are selected, whatever their day, or are gone; those of other sessions are not for this audience."""
    if "session_id" not in changes:
        return changes
    chosen = set(select(view.dataset, replace(view.selection, days=())).sessions["session_id"])
    there = set(view.dataset.sessions["session_id"])
    keep = changes["session_id"].map(lambda key: key in chosen or key not in there).astype(bool)
    named = changes["session_id"].where(changes["session_id"].isin(there), changes["session"])
    return changes.assign(session=named)[keep]


def why_no_changes(changes: pd.DataFrame | None) -> str | None:
    """Why the slide is left out, else None."""
    if changes is None:
        return f"{HEADING}: there is no earlier version to compare with."
    return f"{HEADING}: nothing changed since the last version." if changes.empty else None
