"""Every data file with the meaning of its columns, to download."""

from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from igfdata.csv_text import escape_file
from igfdata.schema import TABLES
from igfdata.workspace.location import data_folder
from pages.shared.setup import View


def draw_files(view: View) -> None:
    """One row a file: columns behind an expander, and the file itself."""
    st.markdown("#### Every data file")
    folder = data_folder()
    for table in TABLES.values():
        row, button = st.columns([5, 1], vertical_alignment="center")
        with row.expander(f"{table.file}: one row is {table.row_is}"):
            columns = [(column.name, column.description, column.allowed) for column in table.columns]
            st.dataframe(
                pd.DataFrame(columns, columns=["Column", "Meaning", "Allowed"]),
                hide_index=True,
                width="stretch",
                alt=table.file,
            )
        path = folder / table.file
        if not path.exists():  # an optional one
            continue
        button.download_button(
            "CSV",
            partial(_for_spreadsheets, path),
            table.file,
            "text/csv",
            icon=":material/download:",
            on_click="ignore",
            key=f"file_{table.name}",
        )


def _for_spreadsheets(path: Path) -> str:
    return escape_file(path.read_bytes().decode("utf-8-sig"))
