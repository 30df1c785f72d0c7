"""Bring your own programme: from a file, pasted text or an address to a preview of what it would change, and a kept version."""

from dataclasses import replace
from functools import cache

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.escaping import for_markdown
from igfdata.importers import FORMATS, Imported, guess_columns
from igfdata.importers.combine import content_hash
from igfdata.importers.model import ImportFile
from igfdata.importers.parsing.zones import zone_names
from igfdata.importers.web_address import public_address
from igfdata.validation import InvalidData
from igfdata.wording import counted, zone_label
from igfdata.workspace import Change, Meeting, Workspace, WorkspaceError
from igfdata.workspace.difference import KINDS
from pages.shared import messages
from pages.shared.access import draw_why_not
from pages.shared.data.given_files import draw_source, read_all, stated_name
from pages.shared.parts.table import download
from pages.shared.view import View
from pages.shared.widgets import draw_table

NEW = "A new meeting"
RECOGNISED = "recognised by its content"
NOT_STATED = "as the file states"
DAY_ORDERS = {"": "from the dates themselves", "day": "day first: 3 April", "month": "month first: March 4"}
SUGGESTED = "import_suggested_name"
"""Session state: the name of the meeting that was filled in."""
PLACE = "import"
"""Session state: what the last import did, told after the page has the new data."""


def draw_import(view: View) -> None:
    """Source, meeting, what the file leaves open, preview, and the button that keeps it."""
    _tell_done()
    st.markdown("#### Bring your own programme")
    if view.workspace is None or not view.access.can_edit:
        draw_why_not(view.access, view.trouble, place="import")
        return
    st.caption(
        "A calendar or list of Sched, a schedule of pretalx, frab or Indico, pages of the IGF or dig.watch, or any table. "
        "Names, biographies and addresses of people are dropped during import and stored nowhere."
    )
    given = draw_source()
    if not given:
        return
    meeting, known_zone = _draw_meeting(view, given)
    with st.expander("Import options", icon=":material/tune:", key="import_options"):
        form = st.selectbox(
            "Format", [RECOGNISED, *FORMATS], format_func=lambda key: FORMATS[key].label if key in FORMATS else RECOGNISED
        )
        zones = _zones()
        printed_in = st.selectbox(
            "Time zone of the times in the file, if it is not the venue's", zones, format_func=zone_label, key="file_zone"
        )
        order = st.selectbox("Dates such as 03/04/2026", list(DAY_ORDERS), format_func=DAY_ORDERS.__getitem__, key="day_order")
        only_day = st.date_input("Day of a programme that states no date", value=None, key="only_day")
        keep = st.multiselect("Import also", list(v.SKIPPED), format_func=v.SKIPPED.label, key="import_keep")
    zone = known_zone or _draw_zone(zones)
    if not meeting.meeting_id:
        st.info("Give the meeting a name to see the preview.", icon=":material/edit:")
        return
    options = {
        "meeting": meeting.meeting_id, "format": _set(form, RECOGNISED), "timezone": zone, "file_timezone": _set(printed_in, NOT_STATED),
        "day_order": order, "days": (only_day, only_day) if only_day else view.workspace.known_days(meeting.meeting_id),
        "keep": tuple(keep),
    }  # fmt: skip
    imported = read_all(view.workspace, given, options)
    if imported is None:
        return
    try:
        coverage = view.workspace.coverage(meeting, imported)
        meeting = replace(meeting, timezone=zone or "", programme_coverage=_draw_coverage(meeting.meeting_id, coverage))
        if meeting.programme_coverage == "partial":
            meeting = _with_total(meeting, view.workspace.official_total(meeting.meeting_id))
        change = view.workspace.preview(meeting, imported)
    except (ValueError, WorkspaceError) as error:
        st.error(for_markdown(str(error)), icon=":material/error:")
        return
    draw_preview(imported, change)
    if st.button(
        f"Import {counted(len(imported.sessions), 'session')}" if change.is_new else "Already imported",
        type="primary", icon=":material/download_done:", disabled=not change.is_new or imported.sessions.empty, key="import_now",
    ):  # fmt: skip
        _import(view.workspace, meeting, imported, given)


def _tell_done() -> None:
    done = messages.take(PLACE)
    if isinstance(done, tuple):
        st.success(done[0], icon=":material/check_circle:")
        st.page_link(
            "dashboard.py", label="See it on Overview", icon=":material/dashboard:", query_params=[("meeting", done[1])]
        )


def _draw_meeting(view: View, given: list[ImportFile]) -> tuple[Meeting, str]:
    """The meeting that the file is about, and its zone where that is known."""
    meetings = view.dataset.meetings.set_index("meeting_id")
    choices = [NEW, *reversed(meetings.index.tolist())]
    label = {key: view.dataset.meeting_label(key) for key in meetings.index}
    chosen = st.selectbox("Meeting", choices, format_func=lambda key: label.get(key, key), key="import_meeting")
    if chosen != NEW:
        return Meeting(chosen), str(meetings.at[chosen, "timezone"])
    _suggest_name(given)
    left, middle, right = st.columns(3)
    name = left.text_input("Its name", key="import_name", placeholder="For example: EuroDIG 2026")
    city = middle.text_input("City", key="import_city", placeholder="optional")
    country = right.text_input("Country", key="import_country", placeholder="optional")
    key = v.slug(name or "")
    known = meetings.index.tolist()
    if key in known:
        return Meeting(key), str(meetings.at[key, "timezone"])
    return Meeting(key, name=(name or "").strip(), city=(city or "").strip(), country=(country or "").strip()), ""


def _suggest_name(given: list[ImportFile]) -> None:
    """Fill in the name that the files state, once, where the user has written none."""
    suggested = next(filter(None, (stated_name(file.data) for file in given)), "")
    if suggested != st.session_state.get(SUGGESTED, ""):
        if st.session_state.get("import_name", "") in ("", st.session_state.get(SUGGESTED)):
            st.session_state["import_name"] = suggested
        st.session_state[SUGGESTED] = suggested


@cache
def _zones() -> list[str]:
    """All zones; the system is asked once, for it looks through hundreds of files."""
    return [NOT_STATED, *sorted(zone_names())]


def _draw_zone(zones: list[str]) -> str | None:
    chosen = st.selectbox(
        "Time zone of the venue", zones, format_func=zone_label, key="import_zone",
        help="Days and times are shown in this zone. Not needed if the file states its zone."
    )  # fmt: skip
    return _set(chosen, NOT_STATED)


def _draw_coverage(meeting_id: str, known: str) -> str:
    """Ask how much of the programme is here, as far as known."""
    choices = list(v.PROGRAMME_COVERAGE)
    return st.selectbox(
        "How much of the programme will be here after the import?", choices, index=choices.index(known),
        format_func=lambda key: f"{v.PROGRAMME_COVERAGE[key].label}: {v.PROGRAMME_COVERAGE[key].description}",
        key=f"import_coverage_{meeting_id}_{known}", help="Shares of the programme are shown only where it is complete.",
    )  # fmt: skip


def _with_total(meeting: Meeting, known: tuple[str, str]) -> Meeting:
    """Ask how many sessions the whole programme has, as far as known: then “at least 5 of 80” can be said."""
    left, right = st.columns([1, 2])
    key = f"{meeting.meeting_id}_{known}"
    total = left.number_input(
        "Sessions on the official programme", min_value=1, max_value=100_000, step=1, value=int(known[0]) if known[0] else None,
        key=f"import_total_{key}", placeholder="not known",
        help="As the organisers state it. With it, the pages say “at least” so many of them are about children.",
    )  # fmt: skip
    url = right.text_input(
        "Where the organisers state it",
        known[1],
        key=f"import_total_url_{key}",
        placeholder="https://…",
        disabled=total is None,
    )
    said = (str(total or ""), (url or "").strip() if total else "")
    return meeting if said == known else replace(meeting, sessions_total=said[0], sessions_total_url=said[1])


def _set(value: str, default: str) -> str | None:
    return None if value == default else value


def _import(workspace: Workspace, meeting: Meeting, imported: Imported, given: list[ImportFile]) -> None:
    """Keep the version; the page then runs again on the new data."""
    name = given[0].name if len(given) == 1 else f"{len(given)} pages"
    try:
        change: Change = workspace.import_version(
            meeting,
            imported,
            content_hash(file.data for file in given),
            file_name=name,
            source_url=public_address(given[0].url) if given[0].url else "",
        )
    except (ValueError, WorkspaceError, InvalidData) as error:
        st.error(f"Nothing was imported. {for_markdown(str(error))}", icon=":material/error:")
        return
    if imported.mapping:
        workspace.remember_mapping(list(guess_columns(given[0].data, filename=given[0].name)), imported.mapping)
    messages.say(PLACE, (f"{counted(len(imported.sessions), 'session')} imported: {change}", meeting.meeting_id))
    st.rerun()


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
            f"Not read: {for_markdown(', '.join(imported.unread))}. To read a column, say under “Columns” what it holds.",
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
    problems = imported.worst_first
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
