"""Begin and end of every page: look, data, menu, filter, title; what is to be said where nothing is there; how to read the page."""

import base64
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.briefing.caveats import agreement_text, coders_text, programme_notes
from igfdata.dataset import Dataset
from igfdata.escaping import for_html, for_markdown
from igfdata.findings.passport import PRODUCT
from igfdata.selection import Comparison, Selection, describe, n_in_both, select, side_names, unfiltered
from igfdata.validation import DataProblem, InvalidData
from igfdata.wording import agree, amount, counted
from igfdata.workspace import StoreUnavailable, Workspace
from igfdata.workspace.location import data_folder
from pages.shared.access import Access, access, draw_account
from pages.shared.data_source import code_errors, load_data
from pages.shared.filter import (
    address_of_filter,
    current_comparison,
    current_selection,
    draw_filters,
    draw_notices,
    selection_words,
    write_address,
)
from pages.shared.server.upload_limits import begin_forms
from pages.shared.widgets import LOST, begin_run, draw_problems, draw_served, is_going_on

log = logging.getLogger(__name__)

ASSETS = Path(__file__).parent / "assets"

MARK = (ASSETS / "mark.svg").read_text(encoding="utf-8")
"""The mark of the product: the session grid in small, four squares of which three are filled."""

ICON = "data:image/svg+xml;base64," + base64.b64encode(MARK.encode()).decode()
"""The mark as the icon of the browser's tab. Inline: a file that Streamlit serves can be gone while a page starts again."""

ASKED_PAGE = "asked_page"
"""Session state: file of the page that a link of the menu asked for."""

SHOWN_ROWS = 3
"""Rows of the workspace that cannot be used and are named on a page; ``check`` names all."""

MOST_MEETINGS = 6
"""Meetings of which a page says each how much is in the data."""

MANY_MEETINGS = "What the data hold of each of the {n} meetings stands on Data and methods, under Completeness."

STYLE = (ASSETS / "style.css").read_text(encoding="utf-8")


@dataclass(frozen=True)
class View:
    """What a page shows: the dataset, the selection, the selected part, and its meetings without a filter.

    ``comparison`` says what the selection, A, is compared with, and ``data_b`` is the part that B keeps; both None without one.
    ``workspace`` is where the user's own additions live, None when it cannot be used; ``access`` says what the user may do.
    """

    dataset: Dataset
    selection: Selection
    data: Dataset
    whole: Dataset
    access: Access
    workspace: Workspace | None
    trouble: str
    skipped: tuple[DataProblem, ...] = ()
    comparison: Comparison | None = None
    data_b: Dataset | None = None

    @property
    def is_coded(self) -> bool:
        """Whether any session of the selection has a code that counts."""
        return not (self.data.session_pillars.empty and self.data.session_topics.empty)

    @property
    def is_new(self) -> bool:
        """Whether nobody has coded any session of these meetings yet: then the programme is all there is to show."""
        return bool(len(self.whole.sessions)) and self.whole.session_pillars.empty and self.whole.session_topics.empty

    @property
    def meeting(self) -> str | None:
        """Key of the meeting, when the selection has just one."""
        return self.selection.meetings[0] if len(self.selection.meetings) == 1 else None


def page_setup(title: str, view: View | None = None, *, heading: str = "") -> View:
    """Begin a page: its settings, identity, menu, filter and name.

    ``title``: name of the page: small above the headline that the page draws itself
    (:func:`pages.shared.parts.finding_lines.draw_headline`).
    ``view``: what :func:`page_view` gave, where the page needed it before.
    ``heading``: the heading, where no finding leads the page: its name, or the title of one session, which the browser's tab
    then shows too.
    """
    view = view or page_view(title)
    if heading not in ("", title):
        st.set_page_config(page_title=f"{heading} · {PRODUCT}")
    with st.sidebar:
        _draw_menu(_identity(view), current=title)
        draw_filters(view.dataset, view.selection, page=title, shown=_shown(view))
        draw_account(view.access)
    name = f'<p class="page-name">{title}</p>' if heading != title else ""
    st.html(f'<div class="page-brand">{_brand(view).replace("<br>", " · ")}</div>{name}')
    if heading:
        st.title(for_markdown(heading), anchor=False)
    draw_notices()
    if is_going_on():
        st.warning(LOST, icon=":material/sync_problem:")
    is_uncoded = view.is_new or (len(view.data.sessions) and not view.is_coded)
    if is_uncoded and heading in ("", title) and title not in ("Coding", "Data and methods"):
        _say_uncoded(view, title)
    if title != "Coding":
        _tell_code_errors(view)
    if view.trouble:
        st.warning(
            f"{for_markdown(view.trouble)} What is shown is the last state that could be read.", icon=":material/cloud_off:"
        )
    if view.skipped:
        n = len(view.skipped)
        st.warning(
            f"{counted(n, 'row')} of the workspace {agree(n, 'was', 'were')} altered by hand. What cannot be used is skipped. "
            f"{for_markdown('; '.join(map(str, view.skipped[:SHOWN_ROWS])))}{'; …' if n > SHOWN_ROWS else ''}. "
            "`python -m igfdata check` lists all.",
            icon=":material/rule:",
        )
    return view


def _say_uncoded(view: View, title: str) -> None:
    """Say that there is no code to show, and where to code and what can be seen before."""
    if title in ("Rights pillars", "Recurring topics"):
        st.title("None of these sessions is coded yet.", anchor=False)
    st.info(
        "Nobody has coded these sessions, so there are no pillars and topics to show. Days, times and rooms are as imported. "
        "Words in titles and texts suggest what is probably about children.", icon=":material/label_off:",
    )  # fmt: skip
    with st.container(horizontal=True):
        links = [("pages/6_Coding.py", "Code these sessions", ":material/label:")]
        if title != "Overview":
            links.append(("dashboard.py", "See the programme", ":material/event_note:"))
        for page, label, icon in links:
            st.page_link(page, label=label, icon=icon, query_params=address_of_filter())


def _tell_code_errors(view: View) -> None:
    """Say on every page that the charts leave out stored codes that break a rule; the page Coding shows and mends them."""
    if view.workspace is None:
        return
    try:
        errors = code_errors(view.workspace)
    except StoreUnavailable:  # the store went away since the data were read
        return
    if len(errors):
        n_rows = errors[["table", "id"]].drop_duplicates().shape[0]
        st.warning(f"The charts skip {counted(n_rows, 'stored row')} of codes that break a rule.", icon=":material/error:")
        st.page_link("pages/6_Coding.py", label="Show and correct them", icon=":material/build:")


def page_view(title: str) -> View:
    """Settings, data and selection of a page, without drawing anything; problems of the data end it with their list."""
    st.set_page_config(page_title=f"{title} · {PRODUCT}", page_icon=ICON, layout="wide")
    # Dialogs and popovers lie outside the element that has the theme's scheme.
    st.html(f"<style>:root {{ color-scheme: {st.context.theme.type or 'light dark'}; }}\n{STYLE}</style>")
    begin_run()
    begin_forms(title)
    granted = access()
    try:
        loaded = load_data(data_folder(), can_edit=granted.can_edit)
    except InvalidData as error:
        _show_problems(error)
        st.stop()
    dataset = loaded.dataset
    selection = current_selection(dataset)
    comparison = current_comparison(dataset)
    write_address(dataset, selection, comparison)
    _go_where_asked()
    whole = select(dataset, unfiltered(selection))
    return View(
        dataset, selection, select(dataset, selection), whole, granted, loaded.workspace, loaded.trouble, loaded.skipped,
        comparison, select(dataset, comparison.b) if comparison else None,
    )  # fmt: skip


def empty_note(view: View) -> bool:
    """Say so when nothing matches the filter, as the heading of the page; whether that is so."""
    if len(view.data.sessions):
        return False
    st.title("No session matches this filter.", anchor=False)
    st.info("Widen the filter in the sidebar, or reset it.", icon=":material/filter_alt_off:")
    return True


def method_line(view: View) -> None:
    """End a page: how to read it, who coded it, how much of the programme is in the data, and what is shown."""
    notes = programme_notes(view.dataset, view.selection)
    parts = [
        "A session can touch several pillars.",
        *(notes if len(notes) <= MOST_MEETINGS else [MANY_MEETINGS.format(n=len(notes))]),
        coders_text(view.data),
        agreement_text(view.dataset) if len(view.data.session_pillars) else "",
        "Intervals show how much a share would vary across similar programmes.",
    ]
    read = for_markdown(" ".join(filter(None, parts)))
    shown = for_markdown(selection_words()[1])
    st.caption(f"**How to read this page.** {read}  \n**Showing:** {shown}")


def _identity(view: View) -> str:
    """The mark, the product's name, and the meeting with place and dates: at the head of the sidebar."""
    return f'<div class="identity">{_brand(view, size=42)}</div>'


def _brand(view: View, *, size: int = 26) -> str:
    """The words of the identity beside its mark."""
    facts = ""
    if view.meeting:
        meeting = view.dataset.meetings.set_index("meeting_id").loc[view.meeting]
        where = f" · {for_html(meeting['city'])}" if meeting["city"] not in ("", v.UNKNOWN) else ""
        facts = f"{for_html(view.dataset.meeting_label(view.meeting))}{where}<br>{_dates(meeting['start_date'], meeting['end_date'])}"
    elif len(view.data.sessions):
        facts = f"{counted(view.data.sessions['meeting_id'].nunique(), 'meeting')}"
    return f'<img src="{ICON}" alt="" width="{size}" height="{size}"><div><b>{PRODUCT}</b><span>{facts}</span></div>'


def _dates(first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Write the days of a meeting: ``23–27 June``, ``30 May – 2 June``."""
    if pd.isna(first) or pd.isna(last):
        return ""
    if first.month == last.month:
        return f"{first.day}–{last.day} {last:%B}" if first != last else f"{first.day} {first:%B}"
    return f"{first.day} {first:%B} – {last.day} {last:%B}"


def _shown(view: View) -> str:
    """Say at the filter what it keeps."""
    n = counted(len(view.data.sessions), "session")
    if view.comparison is not None and view.data_b is not None:
        a, b = side_names(view.comparison, view.dataset)
        both = amount(n_in_both(view.comparison, view.dataset))
        return (
            f"**Showing {n}** (A: {for_markdown(a)}), compared with {amount(view.data_b.n_sessions)} (B: {for_markdown(b)}); {both} in both. "
            f"A: {for_markdown(describe(view.selection, view.dataset))}"
        )
    return f"**Showing {n}**{_proposed(view)}. {for_markdown(describe(view.selection, view.dataset))}"


def _proposed(view: View) -> str:
    """Say how many of the sessions are only proposed; empty where none is."""
    n_proposed = int((view.data.sessions["status"] == "proposed").sum())
    return f", {amount(n_proposed)} of them only proposed" if n_proposed else ""


def _show_problems(error: InvalidData) -> None:
    log.error("No page can be shown; errors in the data folder: %d", len(error.problems))
    st.title("The data cannot be used", anchor=False)
    st.error(
        f"{counted(len(error.problems), 'error')} in the data folder. Correct the rows below and reload the page.",
        icon=":material/error:",
    )
    draw_problems(error.problems, alt="Errors in the data folder")


MENU: dict[str, list[tuple[str, str, str]]] = {
    "Look": [
        ("dashboard.py", "Overview", ":material/dashboard:"),
        ("pages/1_Rights_pillars.py", "Rights pillars", ":material/balance:"),
        ("pages/2_Stakeholder_mix.py", "Stakeholder mix", ":material/groups:"),
        ("pages/3_Recurring_topics.py", "Recurring topics", ":material/repeat:"),
    ],
    "Plan": [
        ("pages/4_Sessions.py", "Sessions", ":material/event:"),
        ("pages/5_Briefing.py", "Briefing", ":material/present_to_all:"),
    ],
    "Check": [
        ("pages/6_Coding.py", "Coding", ":material/label:"),
        ("pages/7_Data_and_methods.py", "Data and methods", ":material/fact_check:"),
    ],
}
"""Group → (file, title, icon)."""


def _draw_menu(identity: str, *, current: str) -> None:
    """Draw the identity and links to all pages, which carry the filter in their addresses: as one element where the server offers it."""
    query = address_of_filter()
    groups = [
        {"name": group, "links": [_link(path, title, icon, is_current=title == current) for path, title, icon in pages]}
        for group, pages in MENU.items()
    ]
    if draw_served(
        {"menu": groups, "query": urlencode(query, doseq=True), "identity": identity}, key="menu", on_act=_ask_for_page
    ):
        return
    st.html(identity)
    for group, pages in MENU.items():
        st.caption(group)
        for path, title, icon in pages:
            st.page_link(path, label=title, icon=icon, query_params=query)


def _link(path: str, title: str, icon: str, *, is_current: bool) -> dict[str, Any]:
    """Give a link as the component draws it; Streamlit makes the address of a page from the name of its file."""
    address = "" if "/" not in path else Path(path).stem.partition("_")[2]
    return {"act": path, "label": title, "icon": icon.strip(":").partition("/")[2], "address": address, "isCurrent": is_current}


def _ask_for_page(path: str) -> None:
    st.session_state[ASKED_PAGE] = path


def _go_where_asked() -> None:
    """Go to the page that a link of the menu asked for, under the same filter."""
    if path := st.session_state.pop(ASKED_PAGE, ""):
        st.switch_page(path, query_params=address_of_filter())
