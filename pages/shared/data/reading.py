"""From files to one programme: what they leave open is asked, what cannot be read is told."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.importers import FIELDS, Imported, ImportFault, NeedsAnswer, detect, guess_columns, read
from igfdata.importers.combine import combine
from igfdata.importers.meeting_name import meeting_name
from igfdata.importers.tabular import KEY as TABLE
from igfdata.workspace import Workspace
from pages.shared.data.source import Given, show_problems
from pages.shared.text import inert

QUESTIONS = {
    "timezone": ("does not state its time zone. Choose the time zone of the venue above.", "schedule"),
    "file_timezone": ("does not state its time zone. Choose the zone in which the file prints its times above.", "schedule"),
    "mapping": (
        "has no column that is known as the title of a session. Choose it under the columns of the file.",
        "view_column",
    ),
    "days": ("states times and no date. Choose the day of the programme under the import options.", "event"),
    "day_order": ("has dates that can be read in two ways. Choose their order under the import options.", "event"),
}
"""What a file leaves open → what the reader does next."""


def read_all(workspace: Workspace, given: list[Given], options: Mapping[str, Any]) -> Imported | None:
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
            st.warning(f"{inert(file.name)} {said}", icon=f":material/{icon}:")
            if error.parameter in ("days", "day_order"):
                show_problems(error)
            return None
        except ImportFault as error:
            show_problems(error)
    if bar:
        bar.empty()
    return combine(parts, days=options["days"], keep=options["keep"]) if parts else None


@st.cache_data(show_spinner="Reading the file …", show_time=True, max_entries=8)
def read_file(data: bytes, name: str, mapping: dict[str, str] | None, **options: Any) -> Imported:
    """An imported file; what a person is called is gone by then, so it may be kept between two clicks."""
    return read(data, filename=name, mapping=mapping, **options)


def _draw_mapping(workspace: Workspace, file: Given, form: str | None) -> dict[str, str] | None:
    """For a table: which column is which field, guessed or remembered, and corrected by the user."""
    if (form or _detected(file.data, file.name)) != TABLE:
        return None
    guessed = guess_columns(file.data, filename=file.name)
    header = list(guessed)
    mapping = workspace.mapping_for(header) or {name: field for name, field in guessed.items() if field}
    with st.expander(f"Columns of {inert(file.name)}", icon=":material/view_column:", expanded="title" not in mapping.values()):
        table = pd.DataFrame({"Column": header, "is": [mapping.get(name, "") for name in header]})
        edited = st.data_editor(
            table, hide_index=True, width="stretch", disabled=["Column"], key=f"mapping_{v.slug(file.name)}",
            column_config={"is": st.column_config.SelectboxColumn("Field", options=["", *FIELDS])},
        )  # fmt: skip
    return {name: field for name, field in zip(edited["Column"], edited["is"].fillna(""), strict=True) if field}


@st.cache_data(show_spinner=False, max_entries=8)
def stated_name(data: bytes, name: str) -> str:
    """Name of the meeting that a file states, or nothing."""
    return meeting_name(data, name)


@st.cache_data(show_spinner=False, max_entries=8)
def _detected(data: bytes, name: str) -> str | None:
    return detect(data, name)
