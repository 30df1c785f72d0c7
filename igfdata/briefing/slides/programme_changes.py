"""Slide: what changed in the programme since its last version?"""

import pandas as pd

from igfdata.briefing.briefing_view import View
from igfdata.briefing.model import Slide, TextTable
from igfdata.briefing.slides.evidence import figure, slide
from igfdata.names import TABLE_LENGTH, session_labels, shortened
from igfdata.wording import counted, listed

KEY = "changes"
HEADING = "Changes of the programme"
COLUMNS = ["kind", "session", "before", "after"]


def changes_of_programme(view: View, changes: pd.DataFrame) -> Slide:
    """Which sessions were added, moved or dropped?

    Parameters
    ----------
    changes
        ``kind, session`` (id or name), ``before, after`` (text or missing); at least one row.

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
        (
            shortened(row.kind, 30),
            labels.get(row.session, shortened(row.session, TABLE_LENGTH)),
            shortened(row.before, 50),
            shortened(row.after, 50),
        )
        for row in given.itertuples()
    )
    words = listed(f"{n} {shortened(str(kind), 30)}" for kind, n in kinds.items())
    return slide(
        view,
        KEY,
        HEADING,
        f"{counted(len(rows), 'change')} since the last version of the programme: {words}.",
        TextTable(
            ("Change", "Session", "Before", "Now"),
            rows,
            (1.2, 5.0, 2.4, 2.4),
            f"{counted(len(rows), 'change')} of the programme.",
        ),
        denominator="changes between the last two versions of the programme that were imported",
        notes=[f"{' | '.join(row)}" for row in rows],
        figures=[figure("changes", "all", len(rows)), *(figure("changes", kind, n, len(rows)) for kind, n in kinds.items())],
        session_ids=[session_id for session_id in given["session"] if session_id in labels],
    )


def why_no_changes(changes: pd.DataFrame | None) -> str | None:
    """Why the slide is left out, else None."""
    if changes is None:
        return f"{HEADING}: there is no earlier version to compare with."
    return f"{HEADING}: nothing changed since the last version." if changes.empty else None
