"""Set-up of every page: look, data, menu, filter, title, and the sentence that says what is shown."""

import gc
import os
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from igfdata.dataset import SHIPPED, Dataset, load
from igfdata.selection import Selection, describe, select, to_query, unfiltered
from igfdata.validation import DataFaults
from igfdata.wording import counted
from pages.shared.filters import current_selection, draw_filters, draw_notices, write_address
from pages.shared.menu import draw_menu
from pages.shared.text import inert

ICON = Path(__file__).with_name("icon.png")

DATA_FOLDER = "IGF_DATA"
"""Environment variable that names another data folder than the shipped one."""

STYLE = Path(__file__).with_name("style.css")


@dataclass(frozen=True)
class View:
    """What a page shows: the dataset, the selection, the selected part, and its meetings without a filter."""

    dataset: Dataset
    selection: Selection
    data: Dataset
    whole: Dataset

    @property
    def meeting(self) -> str | None:
        """Key of the meeting, when the selection has just one."""
        return self.selection.meetings[0] if len(self.selection.meetings) == 1 else None


def data_folder() -> Path:
    """The data folder of this server."""
    return Path(os.environ.get(DATA_FOLDER, SHIPPED))


@st.cache_resource(show_spinner="Reading and checking the data …")
def load_data(folder: Path) -> Dataset:
    """The dataset of a folder, read once a server."""
    dataset = load(folder)
    gc.collect()
    gc.freeze()  # what was loaded stays: the collector need not look at it after every click
    return dataset


def page_setup(title: str, question: str) -> View:
    """Begin a page: its settings, menu, filter and heading.

    Parameters
    ----------
    title, question
        Name of the page, and the question it answers.
    """
    view = page_view(title)
    with st.sidebar:
        draw_menu(to_query(view.selection))
        st.divider()
        draw_filters(view.dataset, view.selection)
    st.title(title, anchor=False)
    st.caption(
        f"{question} **{len(view.data.sessions)} of {counted(len(view.whole.sessions), 'session')}** in the data"
        f"{_official_total(view.dataset, view.selection)}. {inert(describe(view.selection, view.dataset))}"
    )
    draw_notices()
    return view


def page_view(title: str) -> View:
    """Settings, data and selection of a page, without drawing anything; faults of the data end it with their list."""
    st.set_page_config(page_title=f"{title} · Children's rights at the IGF", page_icon=str(ICON), layout="wide")
    st.html(STYLE)
    try:
        dataset = load_data(data_folder())
    except DataFaults as error:
        _show_faults(error)
        st.stop()
    selection = current_selection(dataset)
    write_address(dataset, selection)
    whole = select(dataset, unfiltered(selection))
    return View(dataset, selection, select(dataset, selection), whole)


def _official_total(dataset: Dataset, selection: Selection) -> str:
    chosen = dataset.meetings[dataset.meetings["meeting_id"].isin(selection.meetings)]
    if len(chosen) != 1 or chosen["sessions_total"].isna().all():
        return ""
    return f" ({chosen['sessions_total'].iloc[0]} in the official programme)"


def _show_faults(error: DataFaults) -> None:
    st.title("The data cannot be used", anchor=False)
    st.error(
        f"{counted(len(error.faults), 'fault')} in the data folder. Correct the rows below and reload the page.",
        icon=":material/error:",
    )
    rows = [
        {
            "file": fault.file,
            "row": fault.row or None,
            "key": fault.row_id,
            "column": fault.column,
            "value": fault.value,
            "expected": fault.expected,
        }
        for fault in error.faults
    ]
    st.dataframe(rows, hide_index=True, width="stretch", alt="Faults in the data folder")
