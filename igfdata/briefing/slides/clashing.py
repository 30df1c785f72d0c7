"""Slide: which sessions of the meeting took place at the same time?"""

from igfdata.briefing.briefing_view import View, no_session, sessions_here
from igfdata.briefing.model import Slide, TextTable
from igfdata.briefing.slides.evidence import figure, slide, without_data
from igfdata.briefing.slides.who_goes import minutes_text
from igfdata.findings.phrases import capital, number
from igfdata.measures.clashes import clash_counts, clashes, n_clashes, timed_sessions
from igfdata.names import session_labels
from igfdata.wording import agree, counted

KEY = "clashes"
HEADING = "Clashes"
MOST_ROWS = 40
"""Clashes in the table: of more, the longest, and how many more there are."""


def clashes_of_meeting(view: View) -> Slide:
    """Which pairs of sessions overlap, and for how long?"""
    n_timed = len(timed_sessions(view.data))
    reason = no_session(view)
    figures = [figure("sessions_with_a_known_start", view.label, n_timed, view.n_sessions)]
    if reason is None and n_timed < 2:
        reason = f"Of {sessions_here(view)}, {n_timed} {agree(n_timed, 'has', 'have')} a known start, so clashes are unknown."
    pairs, n_pairs = clashes(view.data), n_clashes(view.data)
    if reason is None and not n_pairs:
        reason = f"No two of the {n_timed} sessions with a known start overlap, of {sessions_here(view)}."
    if reason:
        return without_data(view, KEY, HEADING, reason, figures)
    if n_pairs > MOST_ROWS:
        pairs = pairs.sort_values("minutes", ascending=False, kind="stable").head(MOST_ROWS).sort_index()
    labels = session_labels(view.data, 70)
    rows = [
        (pair.day, f"{pair.starts_at:%H:%M}–{pair.ends_at:%H:%M}", labels[pair.session_x], labels[pair.session_y], minutes_text(pair))
        for pair in pairs.itertuples(index=False)
    ]  # fmt: skip
    if n_pairs > MOST_ROWS:
        rows.append(("", "", f"and {counted(n_pairs - MOST_ROWS, 'more pair')}, none of them longer", "", ""))
    figures.append(figure("clashes", view.label, n_pairs, view.n_sessions))
    figures.append(figure("clash_minutes", "longest", pairs["minutes"].max()))
    open_start = "Sessions without a known start are not in this list: there may be more clashes."
    heads, widths = ("Day", "Time", "Session", "At the same time", "Overlap"), (0.8, 1.3, 4.0, 4.0, 1.0)
    return slide(
        view, KEY, HEADING, f"{capital(number(n_pairs))} {agree(n_pairs, 'pair of sessions overlaps', 'pairs of sessions overlap')} in time.",
        TextTable(heads, tuple(rows), widths, f"{counted(n_pairs, 'pair')} of sessions that overlap."),
        evidence=f"{n_timed} of {sessions_here(view)} {agree(n_timed, 'has', 'have')} a known start.",
        denominator=f"{n_timed} sessions with a known start, of {sessions_here(view)}",
        notes=[
            *("; ".join(filter(None, row)) + "." for row in rows),
            "≈ where the end of one of the two is assumed from the usual length of its type.",
            *([] if n_timed == view.n_sessions else [open_start]),
        ],
        figures=figures,
        session_ids=clash_counts(view.data),
    )  # fmt: skip
