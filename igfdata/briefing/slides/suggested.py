"""Slide of a meeting that nobody has coded: what is probably about children, by the words of titles and texts."""

from dataclasses import replace

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View
from igfdata.briefing.model import Slide, TextTable
from igfdata.briefing.slides.evidence import figure, slide
from igfdata.names import session_labels
from igfdata.selection import select
from igfdata.wording import agree, amount, clock_time, part_of

KEY = "suggested"
HEADING = "About children"
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
        view, KEY, HEADING, title,
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
