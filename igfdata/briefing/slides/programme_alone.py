"""Slides of what the programme alone tells: what is about children by its words, and what changed since its last version."""

from dataclasses import replace

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View
from igfdata.briefing.model import Slide, TextTable
from igfdata.briefing.slides.slide_making import figure, slide
from igfdata.names import TABLE_LENGTH, session_labels, shortened
from igfdata.selection import select
from igfdata.wording import agree, amount, clock_time, counted, listed, part_of

SUGGESTED, ABOUT_CHILDREN = "suggested", "About children"
BY_WORDS = "Suggested by codebook terms in titles and texts; nobody has coded these sessions yet."
AS_STATED = "Relevance as the data state it; nobody has coded these sessions yet."


def is_suggested(sessions: pd.DataFrame) -> bool:
    """Tell whether words, not people, say what is about children in any of the sessions."""
    return bool(sessions["note"].str.contains(v.SUGGESTED_RELEVANCE, regex=False).any())


def suggested(view: View) -> Slide | None:
    """Which sessions do their words suggest? The whole programme by time where they suggest none; no slide without sessions."""
    data = select(view.dataset, replace(view.selection, relevance=()))
    sessions = data.sessions.sort_values(["date", "starts_at", "session_id"], kind="stable")
    if sessions.empty:
        return None
    of, found = len(sessions), sessions[sessions["child_rights"].isin(["yes", "partly"])]
    n, about = len(found), int((found["child_rights"] == "yes").sum())
    shown = found if n else sessions
    labels, by_words = session_labels(data), is_suggested(sessions)
    caution, probably = (BY_WORDS, "probably ") if by_words else (AS_STATED, "")
    rows = tuple(
        (
            *([] if view.is_day else [str(row.day)]), clock_time(row.start) or "not known", labels[row.session_id],
            row.room or "not known", v.RELEVANCE.label(row.child_rights),
        )
        for row in shown.itertuples(index=False)
    )  # fmt: skip
    title = (
        f"{part_of(n, of, 'session')} {view.where} {agree(n, 'is', 'are')} {probably}about children."
        if n
        else f"No session {view.where} is {probably}about children; the programme has {amount(of)}."
    )
    return slide(
        view, SUGGESTED, ABOUT_CHILDREN, title,
        TextTable(
            (*([] if view.is_day else ["Day"]), "Start", "Session", "Room", "Children"), rows,
            (*([] if view.is_day else [1.0]), 1.0, 5.0, 1.6, 2.4), f"Sessions {view.where} by time, with their relevance to children.",
        ),
        evidence=caution,
        denominator=f"sessions of the programme {view.where}",
        notes=[f"About children: {amount(about)}; partly about children: {amount(n - about)}. {caution}"],
        figures=[figure("sessions_suggested", view.label, n, of)],
        session_ids=shown["session_id"],
    )  # fmt: skip


CHANGES, CHANGES_OF_PROGRAMME = "changes", "Changes of the programme"
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
        view, CHANGES, CHANGES_OF_PROGRAMME, f"{changed} since the last version of the programme: {words}.",
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
        return f"{CHANGES_OF_PROGRAMME}: there is no earlier version to compare with."
    return f"{CHANGES_OF_PROGRAMME}: nothing changed since the last version." if changes.empty else None
