"""Where an import comes from: files, pasted text, or an address that is asked only on the click."""

from dataclasses import dataclass

import streamlit as st

from igfdata.importers import ImportFault
from igfdata.importers.address import fetch
from pages.shared.text import inert
from pages.shared.uploads import draw_upload

FILES, PASTED, ADDRESS = "Files", "Pasted text", "Address"


@dataclass(frozen=True)
class Given:
    """A file as it was given."""

    name: str
    data: bytes
    url: str = ""


def draw_source() -> list[Given]:
    """What was given; empty as long as nothing was."""
    way = st.segmented_control("From", [FILES, PASTED, ADDRESS], key="import_from", required=True, default=FILES)
    if way == PASTED:
        text = st.text_area("Text copied from a page", key="import_text", height=160)
        return [Given("pasted text.txt", text.encode())] if text and text.strip() else []
    if way == ADDRESS:
        return _draw_address()
    files = draw_upload(
        "One file, or several of one meeting", accept_multiple_files=True, key="import_files",
        help="ICS, JSON, XML, HTML, TXT, CSV or XLSX, up to 25 MB each.",
    )  # fmt: skip
    return [Given(file.name, file.getvalue()) for file in files]


def _draw_address() -> list[Given]:
    state = st.session_state
    address = st.text_input("Address of the file", key="import_address", placeholder="https://…/all.ics")
    if st.button("Fetch", icon=":material/cloud_download:", disabled=not address):
        state.pop("import_fetched", None)
        try:
            with st.spinner("Fetching, at most 30 seconds …"):
                state["import_fetched"] = Given(address.rsplit("/", 1)[-1].partition("?")[0] or "page", fetch(address), address)
        except ImportFault as error:
            show_problems(error)
    fetched = state.get("import_fetched")
    return [fetched] if fetched and fetched.url == address else []


def show_problems(error: ImportFault) -> None:
    """Why a file cannot be read."""
    for problem in error.problems:
        st.error(inert(str(problem)), icon=":material/error:")
