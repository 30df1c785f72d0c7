"""Meetings that users added: their versions with undo, new numbers to confirm, deletion, and the way out and in again."""

import io
import tempfile
import zipfile
import zlib
from functools import partial
from pathlib import Path, PurePosixPath

import pandas as pd
import streamlit as st

from igfdata.escaping import for_markdown
from igfdata.importers.model import DEFAULT
from igfdata.wording import counted, listed
from igfdata.workspace import Workspace, WorkspaceError
from igfdata.workspace.archive import INSIDE
from pages.shared import messages
from pages.shared.access import why_not
from pages.shared.data.importing import draw_difference
from pages.shared.server.upload_limits import draw_upload
from pages.shared.view import View

REFUSED = "kept_versions"
"""Where the page says why a version was not restored or deleted."""


def draw_versions(view: View) -> None:
    """Everything that the workspace holds about programmes."""
    st.markdown("#### Kept versions")
    if view.workspace is None:
        st.caption(why_not(view.access, view.trouble) if view.trouble else "Nothing has been imported yet.")
        return
    meetings = view.workspace.meetings()
    if meetings.empty:
        st.caption("Nothing has been imported yet.")
    for meeting in meetings.itertuples():
        with st.expander(
            f"{for_markdown(meeting.name)} ({meeting.meeting_id})", icon=":material/history:", key=f"kept_{meeting.meeting_id}"
        ):
            _draw_meeting(view, view.workspace, meeting.meeting_id)
    _draw_whole(view, view.workspace)


def _draw_meeting(view: View, workspace: Workspace, meeting_id: str) -> None:
    versions = workspace.versions(meeting_id)
    for version in versions.itertuples():
        text, button = st.columns([5, 1], vertical_alignment="center")
        about = ", ".join(
            filter(
                None, (version.file_name, version.format.replace("_", " "), version.created_at.replace("T", " ")[:16] + " UTC")
            )
        )
        text.text(f"Version {version.id}: {counted(version.n_sessions, 'session')}. {about}")
        if version.is_active:
            button.markdown("**current**")
        else:
            button.button(
                "Restore this version", key=f"undo_{version.id}", on_click=messages.attempt, args=(REFUSED, partial(workspace.undo_to, version.id),),
                disabled=not view.access.can_edit, icon=":material/undo:",
            )  # fmt: skip
    change = workspace.last_change(meeting_id)
    if change:
        draw_difference(change, name=f"difference-{meeting_id}")
        _draw_renumbering(view, workspace, change.suspected_renumbering)
    _draw_delete(view, workspace, meeting_id)


def _draw_renumbering(view: View, workspace: Workspace, suspected: pd.DataFrame) -> None:
    """Ask for each session with codes whether it goes on under its new number."""
    orphaned = set(workspace.orphans()["session_id"])
    for row in suspected[suspected["old_session_id"].isin(orphaned)].itertuples():
        text, button = st.columns([5, 1], vertical_alignment="center")
        text.text(f"“{row.session}” was {row.old_code or row.old_session_id}; is it {row.new_code or row.new_session_id} now?")
        button.button(
            "Yes, move its codes", key=f"renumber_{row.old_session_id}_{row.new_session_id}", on_click=messages.attempt,
            args=(REFUSED, partial(workspace.accept_renumbering, row.old_session_id, row.new_session_id),), disabled=not view.access.can_edit,
        )  # fmt: skip


def _draw_delete(view: View, workspace: Workspace, meeting_id: str) -> None:
    if not view.access.can_edit:
        return
    with st.popover("Delete this meeting", icon=":material/delete:"):
        lost = workspace.deletion_of(meeting_id)
        codes = listed([counted(lost["codings"], "code row"), counted(lost["decisions"], "decision")])
        st.markdown(f"This permanently deletes {counted(lost['versions'], 'version')} with all sessions and texts.")
        with_codes = st.checkbox(
            f"Also delete {codes} of its sessions, with their history", key=f"codes_{meeting_id}",
            help="Otherwise they are kept, and used again when the meeting is imported again.",
        )  # fmt: skip
        typed = st.text_input(f"Type {meeting_id} to confirm", key=f"confirm_{meeting_id}")
        st.button(
            "Delete", type="primary", key=f"delete_{meeting_id}", disabled=typed != meeting_id, on_click=messages.attempt,
            args=(REFUSED, partial(workspace.delete_meeting, meeting_id, confirm=meeting_id, with_codes=with_codes),),
        )  # fmt: skip


def _draw_whole(view: View, workspace: Workspace) -> None:
    messages.draw(messages.take(REFUSED))
    st.markdown("##### Your workspace")
    # Where a team's database runs is not for every reader of a public server.
    kept = f"Kept at {for_markdown(workspace.address)}. " if view.access.can_edit else ""
    st.caption(
        f"{kept}The download is a folder of CSV files: a backup, or a copy for a colleague. "
        "Check it with `python -m igfdata check`."
    )
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            "Download workspace", partial(zipped, workspace), "igf-workspace.zip", "application/zip",
            icon=":material/folder_zip:", on_click="ignore", key="export_workspace",
        )  # fmt: skip
    if not view.access.can_edit:
        return
    with st.expander("Restore a workspace", icon=":material/unarchive:"):
        file = draw_upload("ZIP file of “Download workspace”", type="zip", key="workspace_zip", megabytes=100)
        replace = st.checkbox("Replace everything in the current workspace", key="workspace_replace")
        if file is not None and st.button("Restore", key="workspace_restore"):
            try:
                counts = unzipped(workspace, file.getvalue(), replace=replace)
            except (WorkspaceError, ValueError) as error:
                st.error(f"Nothing was changed. {for_markdown(str(error))}", icon=":material/error:")
                return
            st.success(f"Restored: {', '.join(f'{n} {name}' for name, n in counts.items() if n) or 'an empty workspace'}.")


def zipped(workspace: Workspace) -> bytes:
    """The exported folder as one ZIP file."""
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory() as scratch:
        folder = workspace.export_folder(Path(scratch) / "igf-workspace")
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(folder.rglob("*.csv")):
                archive.write(path, path.relative_to(folder.parent))
    return packed.getvalue()


def unzipped(workspace: Workspace, data: bytes, *, replace: bool) -> dict[str, int]:
    """Read an exported folder in from its ZIP file; only CSV files of plain names are unpacked, within the limits of imports.

    Raises ValueError when the file holds no exported workspace, or more than may be unpacked.
    """
    with tempfile.TemporaryDirectory() as scratch:
        inside = Path(scratch) / INSIDE
        inside.mkdir()
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                _unpack(archive, inside)
        except (zipfile.BadZipFile, RuntimeError, EOFError, zlib.error) as error:  # RuntimeError: locked by a password
            raise ValueError(f"The ZIP file cannot be unpacked: {error}") from None
        return workspace.import_folder(scratch, replace=replace)


def _unpack(archive: zipfile.ZipFile, inside: Path) -> None:
    parts = [(PurePosixPath(info.filename).parts, info) for info in archive.infolist() if info.filename.endswith(".csv")]
    tables = {name[-1]: info for name, info in parts if len(name) > 1 and name[-2] == INSIDE}
    if not tables:
        raise ValueError(f"The ZIP file has no folder “{INSIDE}” with CSV files; expected one from “Download workspace”.")
    most = 4 * DEFAULT.unpacked_bytes
    if sum(info.file_size for info in tables.values()) > most:
        raise ValueError(f"The ZIP file unpacks to more than {most // 2**20} MB.")
    for name, info in tables.items():
        (inside / name).write_bytes(archive.read(info))  # never more than its stated size
