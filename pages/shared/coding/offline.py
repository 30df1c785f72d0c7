"""Code offline: a sheet out, the same sheet in again with the same checks as on the page."""

from functools import partial

import pandas as pd
import streamlit as st

from igfdata.coding.sheet_reading import read_sheet
from igfdata.coding.sheet_saving import outcomes, plan_changes, save_changes
from igfdata.coding.sheet_writing import coding_sheet
from igfdata.escaping import for_markdown
from igfdata.wording import counted
from igfdata.workspace import StoreUnavailable, Workspace, WorkspaceError
from pages.shared import messages
from pages.shared.filter import selection_words
from pages.shared.server.upload_limits import draw_upload
from pages.shared.view import View
from pages.shared.widgets import draw_table

PLACE = "sheet"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw_offline(view: View, workspace: Workspace, coder: str) -> None:
    """Download of the coder's sheet, and its way back."""
    with st.expander("Code offline in a spreadsheet", icon=":material/table_view:", key="coding_offline"):
        st.caption(
            "The sheet holds the sessions of the filter and your own codes, never those of others. Only you can upload it again."
        )
        st.download_button(
            "Coding sheet (XLSX)", partial(_sheet, view, workspace, coder), f"{selection_words()[0]}-coding-{coder}.xlsx", XLSX,
            icon=":material/download:", on_click="ignore", key="coding_sheet",
        )  # fmt: skip
        file = draw_upload("A sheet that you have filled in", type="xlsx", key="coding_sheet_in")
        done = messages.take(PLACE)
        if done is not None:
            st.success("Saved. Result for each row:")
            draw_table(done, alt="Result for each row of the sheet")
        elif file is not None:
            _draw_plan(view, workspace, coder, file.name, file.getvalue())


def _sheet(view: View, workspace: Workspace, coder: str) -> bytes:
    texts = [workspace.texts(meeting) for meeting in view.data.sessions["meeting_id"].unique()]
    return coding_sheet(
        view.data.sessions, view.dataset.codebook_rows, coder=coder, codebook_version=view.dataset.codebook_version,
        own=workspace.codings(coder=coder), texts=pd.concat(texts) if texts else None,
    )  # fmt: skip


def _draw_plan(view: View, workspace: Workspace, coder: str, name: str, data: bytes) -> None:
    """What the sheet would change, what is wrong in it, and the button that saves the good rows."""
    sheet = read_sheet(
        data,
        coder=coder,
        session_ids=set(view.dataset.sessions["session_id"]),
        codebook=view.dataset.codebook_rows,
        filename=name,
    )
    if sheet.problems:
        rows = [vars(problem) for problem in sheet.problems]
        st.warning(f"{counted(len(rows), 'message')} about the sheet; rows with an error are skipped.")
        draw_table(rows, alt="Messages about the coding sheet")
    changes = plan_changes(sheet, workspace.codings(coder=coder, history=True))
    st.caption(
        f"{counted(len(sheet.rows), 'coded row')}, {sheet.n_not_coded} not coded, {counted(len(changes), 'change')} to save."
    )
    if not changes:
        return
    draw_table(outcomes(changes), alt="What the sheet would change")
    if st.button(f"Save {counted(len(changes), 'change')}", type="primary", key="sheet_save"):
        try:
            messages.say(PLACE, save_changes(workspace, coder, changes))
        except (StoreUnavailable, WorkspaceError) as error:
            st.error(for_markdown(str(error)), icon=":material/error:")
            return
        st.rerun()
