"""Slide: which sessions of the meeting took place at the same time?"""

from igfdata.briefing.evidence import figure, slide, without_data
from igfdata.briefing.findings import clashing_sessions
from igfdata.briefing.model import Slide, TextTable
from igfdata.briefing.names import session_labels
from igfdata.briefing.view import View, no_session, sessions_here
from igfdata.measures.clashes import clashes, timed_sessions
from igfdata.wording import counted

KEY = "clashes"
HEADING = "Clashes"


def clashes_of_meeting(view: View) -> Slide:
    """Which pairs of sessions overlap, and for how long?"""
    n_timed = len(timed_sessions(view.data))
    reason = no_session(view)
    figures = [figure("sessions_with_a_known_time", view.label, n_timed, view.n_sessions)]
    if reason is None and n_timed < 2:
        reason = f"Of the {sessions_here(view)}, {n_timed} with a known start and end: clashes cannot be told."
    found = clashing_sessions(view.data)
    if reason is None and found is None:
        reason = f"No two of the {n_timed} sessions with a known start and end overlap, of {sessions_here(view)}."
    if reason or found is None:
        return without_data(view, KEY, HEADING, reason or "", figures)
    pairs = clashes(view.data)
    labels = session_labels(view.data, 70)
    rows = tuple(
        (
            pair.day,
            f"{pair.starts_at:%H:%M}–{pair.ends_at:%H:%M}",
            labels[pair.session_x],
            labels[pair.session_y],
            f"{pair.minutes} min",
        )
        for pair in pairs.itertuples()
    )
    figures += [figure(*numbers) for numbers in found.figures]
    figures.append(figure("clash_minutes", "longest", pairs["minutes"].max()))
    return slide(
        view,
        KEY,
        HEADING,
        found.text,
        TextTable(
            ("Day", "Time", "Session", "At the same time", "Overlap"),
            rows,
            (0.8, 1.3, 4.0, 4.0, 1.0),
            f"{counted(len(rows), 'pair')} of sessions.",
        ),
        denominator=f"{n_timed} sessions with a known start and end, of {sessions_here(view)}",
        notes=[
            *("; ".join(row) + "." for row in rows),
            "Many sessions have no known time: there may be more clashes than are shown.",
        ],
        figures=figures,
        session_ids=found.session_ids,
    )
