"""Set-up of every page: look, data, menu, filter, title, and the sentence that says what is shown."""

import gc
import os
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from igfdata.dataset import SHIPPED, Dataset, load
from igfdata.selection import Selection, describe, select, to_query
from igfdata.validation import DataFaults
from igfdata.wording import counted
from pages.shared.filters import current_selection, draw_filters, draw_notices, write_address
from pages.shared.menu import draw_menu
from pages.shared.text import inert

ICON = Path(__file__).with_name("icon.png")

DATA_FOLDER = "IGF_DATA"
"""Environment variable that names another data folder than the shipped one."""

STYLE = """<style>
/* Text of charts takes the page's colour, also right after a change of theme. */
.js-plotly-plot g[class$="tick"] text, .js-plotly-plot .legendtext, .js-plotly-plot .annotation-text,
.js-plotly-plot .bartext-outside, .js-plotly-plot .gtitle, .js-plotly-plot .g-xtitle text, .js-plotly-plot .g-ytitle text,
.js-plotly-plot .scatterlayer .textpoint text, .js-plotly-plot [class*="axis-title"] text, .js-plotly-plot .matrix .bartext
{ fill: currentColor !important; }
.stMainBlockContainer { padding-top: 2.2rem; max-width: 1240px; }
[data-testid="stSidebarContent"] { padding-top: .5rem; }
[data-testid="stHeader"] { background: transparent; height: 2.2rem; }
h1 { font-size: 1.9rem !important; padding: 0 !important; }
[data-testid="stMetricLabel"] p { font-weight: 600; white-space: normal; }
[data-testid="stMetricValue"] * { white-space: normal; overflow: visible; }
@media (max-width: 640px) { .stMainBlockContainer { padding-top: 3.4rem; } }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; animation: none !important; } }
</style>"""


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
    st.set_page_config(page_title=f"{title} · Children's rights at the IGF", page_icon=str(ICON), layout="wide")
    st.html(STYLE)
    try:
        dataset = load_data(data_folder())
    except DataFaults as error:
        _show_faults(error)
        st.stop()
    selection = current_selection(dataset)
    with st.sidebar:
        draw_menu(to_query(selection))
        st.divider()
        draw_filters(dataset, selection)
    write_address(selection)
    data = select(dataset, selection)
    whole = select(dataset, replace(Selection(status=(), relevance=()), meetings=selection.meetings, coder=selection.coder))
    st.title(title, anchor=False)
    st.caption(
        f"{question} **{len(data.sessions)} of {counted(len(whole.sessions), 'session')}** in the data"
        f"{_official_total(dataset, selection)}. {inert(describe(selection, dataset))}"
    )
    draw_notices()
    return View(dataset, selection, data, whole)


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
