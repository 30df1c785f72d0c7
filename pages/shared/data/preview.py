"""What an import would bring: counts, problems, and the difference to the version that is there."""

import pandas as pd
import streamlit as st

from igfdata.escaping import for_markdown
from igfdata.importers import FORMATS, Imported
from igfdata.wording import counted, zone_label
from igfdata.workspace import Change
from igfdata.workspace.difference import KINDS
from pages.shared.parts.table import download, draw_table

FIRST = 50
"""Sessions shown in the preview; the rest is in its download."""
KIND_LABELS = dict(zip(KINDS, ("Added", "Removed", "Moved", "Another room", "Renamed", "Other changes"), strict=True))
SHOWN = {"code": "Number", "type": "Type", "title": "Title", "date": "Date", "start": "Start", "end": "End", "room": "Room"}


def draw_preview(imported: Imported, change: Change) -> None:
    """Counts, problems, difference and sessions of a file that was read but not yet imported."""
    counts = imported.counts
    st.markdown(
        f"##### Preview: {FORMATS[imported.format].label}"
        + (f", times in {zone_label(imported.timezone)}" if imported.timezone else "")
    )
    with st.container(horizontal=True, gap="medium"):
        st.metric("Sessions", counts["sessions"], help=f"of {counts['records']} records in the file")
        st.metric("People by group", counts["participants"])
        st.metric("Texts", counts["texts"])
        st.metric("Records skipped", counts["errors"])
        st.metric("Fields in doubt", counts["warnings"])
    if imported.unread:
        st.warning(
            f"Not read: {for_markdown(', '.join(imported.unread))}. To have a column read, say under “Columns” what it holds.",
            icon=":material/view_column:",
        )
    draw_problems(imported)
    draw_difference(change, name="import_difference")
    sessions = imported.sessions[list(SHOWN)].rename(columns=SHOWN)
    with st.expander(f"Sessions as they were read ({len(sessions)})", icon=":material/list:"):
        draw_table(sessions.head(FIRST), alt="First sessions of the file")
        download(sessions, "import-sessions", is_selected=False)


def draw_problems(imported: Imported) -> None:
    """Everything worth knowing about the file, the worst first."""
    if not imported.problems:
        return
    order = {"error": 0, "warning": 1, "note": 2}
    problems = sorted(imported.problems, key=lambda problem: order[problem.severity])
    table = pd.DataFrame([vars(problem) for problem in problems])[
        ["severity", "file", "record", "field", "value", "expected"]
    ].rename(columns={"expected": "expected or done"})
    worst = problems[0].severity
    with st.expander(
        f"{counted(len(problems), 'message')} about the file",
        icon=":material/report:",
        expanded=worst == "error",
        key="import_problems",
    ):
        st.caption("Error: the record is skipped. Warning: a field is empty or doubtful. Note: good to know.")
        draw_table(table, alt="Messages about the file")
        download(table, "import-messages", is_selected=False)


def draw_difference(change: Change, *, name: str) -> None:
    """What changes, counted by kind, and each change."""
    if not change.is_new:
        st.info("Nothing changes: already imported.", icon=":material/done_all:")
        return
    if change.is_first:
        st.markdown(f"**The first version:** {counted(len(change.difference), 'session')}.")
        return
    kinds = change.difference["kind"].value_counts(sort=False)
    words = ", ".join(f"{n} {KIND_LABELS[str(kind)].lower()}" for kind, n in kinds.items() if n)
    st.markdown(f"**Compared with the current version:** {words or 'no session changes'}.")
    table = difference_table(change)
    if len(table):
        draw_table(table, alt=f"{counted(len(table), 'change')} of the programme")
        download(table, name, is_selected=False)
    if len(change.suspected_renumbering):
        st.caption(
            f"{counted(len(change.suspected_renumbering), 'session')} may have a new number. "
            "After the import you decide for each whether its codes move with it."
        )


def difference_table(change: Change) -> pd.DataFrame:
    """Changes for people."""
    rows = change.difference
    return pd.DataFrame(
        {
            "Change": rows["kind"].astype(str).map(KIND_LABELS),
            "Session": rows["session"],
            "Before": rows["before"],
            "Now": rows["after"],
        }
    )
