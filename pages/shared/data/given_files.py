"""Where an import comes from: files, pasted text, or an address that is asked only on the click."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.escaping import for_markdown
from igfdata.importers import FIELDS, Imported, ImportFailed, NeedsAnswer, detect, guess_columns, read
from igfdata.importers.combine import combine
from igfdata.importers.fetch import fetch
from igfdata.importers.formats.tabular import KEY as TABLE
from igfdata.importers.model import ImportFile
from igfdata.importers.other_files import unpacked
from igfdata.importers.read import meeting_name
from igfdata.workspace import Workspace
from pages.shared.server.upload_limits import draw_upload

FILES, PASTED, ADDRESS = "Files", "Pasted text", "Address"


def draw_source() -> list[ImportFile]:
    """What was given; empty as long as nothing was."""
    way = st.segmented_control("From", [FILES, PASTED, ADDRESS], key="import_from", required=True, default=FILES)
    if way == PASTED:
        text = st.text_area("Text copied from a page", key="import_text", height=160)
        return [ImportFile("pasted text.txt", text.encode())] if text and text.strip() else []
    if way == ADDRESS:
        return _draw_address()
    files = draw_upload(
        "One file, or several of one meeting", accept_multiple_files=True, key="import_files",
        help="ICS, JSON, XML, HTML, TXT, CSV, XLSX or a ZIP of them, up to 25 MB each.",
    )  # fmt: skip
    return _unpacked(ImportFile(file.name, file.getvalue()) for file in files)


def _unpacked(files: Iterable[ImportFile]) -> list[ImportFile]:
    """The files, those of a ZIP each on its own; one that cannot be unpacked is told and skipped."""
    found: list[ImportFile] = []
    for file in files:
        try:
            found += [ImportFile(name, data, file.url) for name, data in unpacked(file.name, file.data)]
        except ImportFailed as error:
            show_problems(error)
    return found


def _draw_address() -> list[ImportFile]:
    state = st.session_state
    address = st.text_input("Address of the file", key="import_address", placeholder="https://…/all.ics")
    if st.button("Fetch", icon=":material/cloud_download:", disabled=not address):
        state.pop("import_fetched", None)
        try:
            with st.spinner("Fetching, at most 30 seconds …"):
                state["import_fetched"] = ImportFile(
                    address.rsplit("/", 1)[-1].partition("?")[0] or "page", fetch(address), address
                )
        except ImportFailed as error:
            show_problems(error)
    fetched = state.get("import_fetched")
    return _unpacked([fetched]) if fetched and fetched.url == address else []


def show_problems(error: ImportFailed) -> None:
    """Why a file cannot be read."""
    for problem in error.problems:
        st.error(for_markdown(str(problem)), icon=":material/error:")


QUESTIONS = {
    "timezone": ("does not state its time zone. Choose the time zone of the venue above.", "schedule"),
    "file_timezone": ("does not state its time zone. Choose the time zone of the times in the file above.", "schedule"),
    "mapping": ("has no column recognised as the session title. Choose one under “Columns”.", "view_column"),
    "days": ("has times but no dates. Choose the day of the programme under the import options.", "event"),
    "day_order": ("has dates with two possible readings. Choose their order under the import options.", "event"),
}
"""What a file leaves open → what the reader does next."""


def read_all(workspace: Workspace, given: list[ImportFile], options: Mapping[str, Any]) -> Imported | None:
    """All files as one programme, or None after saying what is missing; a file that cannot be read is told and left out."""
    parts: list[Imported] = []
    bar = st.progress(0.0, "Reading …") if len(given) > 1 else None
    for number, file in enumerate(given, start=1):
        if bar:
            bar.progress(number / len(given), f"Reading file {number} of {len(given)}")
        try:
            parts.append(read_file(file.data, file.name, _draw_mapping(workspace, file, options["format"]), **options))
        except NeedsAnswer as error:
            said, icon = QUESTIONS[error.parameter]
            st.warning(f"{for_markdown(file.name)} {said}", icon=f":material/{icon}:")
            if error.parameter in ("days", "day_order"):
                show_problems(error)
            return None
        except ImportFailed as error:
            show_problems(error)
    if bar:
        bar.empty()
    return combine(parts, days=options["days"], keep=options["keep"]) if parts else None


@st.cache_data(show_spinner="Reading the file …", show_time=True, max_entries=8)
def read_file(data: bytes, name: str, mapping: dict[str, str] | None, **options: Any) -> Imported:
    """An imported file; what a person is called is gone by then, so it may be kept between two clicks."""
    return read(data, filename=name, mapping=mapping, **options)


def _draw_mapping(workspace: Workspace, file: ImportFile, form: str | None) -> dict[str, str] | None:
    """For a table: which column is which field, guessed or remembered, and corrected by the user."""
    if (form or _detected(file.data, file.name)) != TABLE:
        return None
    guessed = guess_columns(file.data, filename=file.name)
    header = list(guessed)
    mapping = workspace.mapping_for(header) or {name: field for name, field in guessed.items() if field}
    with st.expander(
        f"Columns of {for_markdown(file.name)}", icon=":material/view_column:", expanded="title" not in mapping.values()
    ):
        table = pd.DataFrame({"Column": header, "is": [mapping.get(name, "") for name in header]})
        edited = st.data_editor(
            table, hide_index=True, width="stretch", disabled=["Column"], key=f"mapping_{v.slug(file.name)}",
            column_config={"is": st.column_config.SelectboxColumn("Field", options=["", *FIELDS])},
        )  # fmt: skip
    return {name: field for name, field in zip(edited["Column"], edited["is"].fillna(""), strict=True) if field}


@st.cache_data(show_spinner=False, max_entries=8)
def stated_name(data: bytes) -> str:
    """Name of the meeting that a file states, or nothing."""
    return meeting_name(data)


@st.cache_data(show_spinner=False, max_entries=8)
def _detected(data: bytes, name: str) -> str | None:
    return detect(data, name)
