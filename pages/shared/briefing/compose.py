"""Compose a briefing: what it is about, which slides, own points; present it or take it along."""

from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import parse_qs, urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from igfdata.briefing.agenda import VERSUS, WHOLE, briefing_about
from igfdata.briefing.export import MOST_CHARACTERS, SavedBriefing, export, file_name, read_briefing, write_briefing
from igfdata.briefing.model import Briefing
from igfdata.briefing.render.printed_page import PAPERS, to_print_html
from igfdata.dataset import Dataset
from igfdata.escaping import for_markdown
from igfdata.measures.delegates import Delegation
from igfdata.memory import remembered
from igfdata.selection import Comparison, Selection, comparison_from_query, comparison_to_query, select, to_query
from igfdata.selection.comparison import PREFIX
from igfdata.wording import counted
from igfdata.workspace import Workspace
from pages.shared.briefing.slide_views import draw_picker, n_screens
from pages.shared.filter import compare_with
from pages.shared.page_address import page_value, page_values, set_page_values
from pages.shared.parts.axis_labels import day_date
from pages.shared.parts.delegate_fields import chosen_delegation, draw_delegation
from pages.shared.parts.sides import draw_sides
from pages.shared.server.upload_limits import draw_upload
from pages.shared.view import View
from pages.shared.widgets import give

NOW_A_AND_B = (
    "A briefing of two meetings is now a comparison: A is {a}, B is {b}. “Compare with” in the sidebar changes or ends it."
)
ENDINGS = {
    ".pptx": ("PowerPoint", "Editable slides with native charts", ":material/slideshow:"),
    ".html": ("One file (HTML)", "Opens in any browser, without a network", ":material/public:"),
    ".xlsx": ("Excel", "Sessions, groups, codes, measures, method", ":material/table:"),
    ".ics": ("Calendar", "The sessions for a phone or Thunderbird", ":material/event:"),
}
POINTS_HELP = "One point per line. They are in the address, so a copied link keeps them."
ASK_HELP = "What your coalition asks for, in one sentence. It leads the slide “To say” and the printed page."
MOST_OF_ASK = 300


@dataclass(frozen=True)
class Choice:
    """What a briefing is made of; it lives in the address.

    Parameters
    ----------
    about
        ``Day 2`` or ``meeting``.
    slides
        Keys of the slides in order; empty: all.
    ask
        What the coalition asks for; empty: nothing.
    """

    about: str
    slides: tuple[str, ...]
    points: tuple[str, ...]
    delegation: Delegation
    ask: str = ""


def subjects(view: View) -> dict[str, str]:
    """Everything a briefing can be about: the days, and the whole meeting."""
    return _subjects(view.dataset, view.meeting)


@remembered
def _subjects(dataset: Dataset, meeting: str | None) -> dict[str, str]:
    found, end = {}, dataset.meetings.set_index("meeting_id").at[meeting, "end_date"]
    for day in dataset.sessions["day"].cat.categories:
        date = day_date(dataset, meeting, str(day))
        if date is not None and date <= end:
            found[str(day)] = f"{day}, {date:%A %d %B}"
    return found | {WHOLE: "All days"}


def default_subject(view: View) -> str:
    """The day of the filter, else the day with the most sessions of the selection, else the whole meeting."""
    possible = subjects(view)
    if len(view.selection.days) == 1 and view.selection.days[0] in possible:
        return view.selection.days[0]
    counts = view.data.sessions.loc[view.data.sessions["day"].isin(list(possible)), "day"].value_counts(sort=False)
    return str(counts.idxmax()) if len(counts) and counts.max() else WHOLE


def chosen(view: View) -> Choice:
    """The choice that the address (or the session) holds; bad values fall back to the default."""
    about = page_value("brief") or default_subject(view)
    return Choice(
        about=about if about in subjects(view) else default_subject(view),
        slides=tuple(page_value("slides").split(",")) if page_value("slides") else (),
        points=tuple(page_values("point")),
        delegation=chosen_delegation(),
        ask=(page_value("ask") or "")[:MOST_OF_ASK],
    )


def view_of(view: View, choice: Choice) -> View:
    """What a briefing is about: the day of the choice or all days, of A and, where it does not differ in days, of B."""
    a = replace(view.selection, days=() if choice.about == WHOLE else (choice.about,))
    comparison = view.comparison and view.comparison.with_a(a)
    return replace(
        view, selection=a, data=select(view.dataset, a), comparison=comparison,
        data_b=select(view.dataset, comparison.b) if comparison else None,
    )  # fmt: skip


def take_over_two_meetings(view: View) -> None:
    """Turn what the first version called a briefing of two meetings into a comparison, and say so; the page is drawn again."""
    about = page_value("brief")
    other = about.removeprefix(VERSUS)
    if not about.startswith(VERSUS) or other == view.meeting or other not in set(view.dataset.meetings["meeting_id"]):
        return
    said = NOW_A_AND_B.format(a=view.dataset.meeting_label(str(view.meeting)), b=view.dataset.meeting_label(other))
    compare_with(replace(view.selection, meetings=(other,), days=()), said)
    set_page_values(brief=[WHOLE])
    st.rerun()


def briefing_of(view: View, choice: Choice, *, all_slides: bool = False) -> Briefing:
    """The briefing of a choice, with its slides in the chosen order."""
    here = view_of(view, choice)
    briefing = _built(view.dataset, here.selection, here.comparison, replace(choice, slides=()), view.workspace)
    return briefing if all_slides or not choice.slides else briefing.with_slides(list(choice.slides))


@remembered
def _built(
    dataset: Dataset, selection: Selection, comparison: Comparison | None, choice: Choice, workspace: Workspace | None
) -> Briefing:
    changes = workspace.changes_for if workspace else None
    return briefing_about(
        dataset,
        selection,
        choice.about,
        comparison=comparison,
        delegation=choice.delegation,
        own_points=choice.points,
        ask=choice.ask,
        changes=changes,
    )


def compose(view: View, head: DeltaGenerator, row: DeltaGenerator) -> None:
    """The page before presenting: the slides to pick and own words at the left, ways out at the right.

    Parameters
    ----------
    head, row
        Places of the headline, and of what begins the presentation.
    """
    choice = chosen(view)
    everything = briefing_of(view, choice, all_slides=True)
    here = view_of(view, choice)
    briefing = everything.with_slides(list(choice.slides)) if choice.slides else everything
    names = subjects(view)
    head.title(for_markdown(briefing.slides[0].title) if briefing.slides else "No slide has anything to say.", anchor=False)
    with row:
        give("brief_about", choice.about)
        st.selectbox("About", list(names), key="brief_about", format_func=lambda key: names[key], on_change=_keep, width=320)
        st.button(
            "Present", type="primary", icon=":material/play_arrow:", on_click=_start, args=(briefing,), disabled=not briefing.slides,
        )  # fmt: skip
        if briefing.slides:
            st.caption(
                f"{counted(n_screens(briefing), 'slide')}. Arrow keys turn them, F fills the screen, P opens your notes."
            )
    draw_sides(here)
    left, right = st.columns([7, 3], gap="medium")
    with left:
        if everything.slides:
            st.markdown("##### Pick slides")
            draw_picker(everything, [slide.key for slide in briefing.slides], _keep_slides)
        if everything.left_out:
            st.caption("**Skipped, nothing to say.** " + for_markdown(" ".join(everything.left_out)))
        st.markdown("##### Your words")
        _draw_words(choice)
    with right, st.container(border=True, key="take_along"):
        st.markdown("##### Download")
        _draw_files(view, here, briefing)
    _draw_saving(view, choice)


def _draw_files(view: View, here: View, briefing: Briefing) -> None:
    """Draw the ways out of the page: a file for each use."""
    for ending, (label, explanation, icon) in ENDINGS.items():
        st.download_button(
            label,
            partial(export, briefing, ending, dataset=view.dataset, selection=here.selection, comparison=here.comparison),
            file_name(briefing, ending),
            icon=icon, help=explanation, on_click="ignore", key=f"export{ending}", disabled=not briefing.slides, width="stretch",
        )  # fmt: skip
    for paper in PAPERS:
        st.download_button(
            f"One page ({paper})", partial(to_print_html, briefing, paper=paper), f"{briefing.file_stem}-{paper}.html", width="stretch",
            icon=":material/print:", help="Ask, who goes where, findings, notes: open it and print", on_click="ignore", key=f"print_{paper}",
        )  # fmt: skip
    st.caption("Every file prints its filter, its sources and the version of the data.")


def _start(briefing: Briefing) -> None:
    set_page_values(present=[briefing.slides[0].key])


def _draw_words(choice: Choice) -> None:
    """Draw what only the user knows: the ask, own points, who can go."""
    give("brief_points", "\n".join(choice.points))
    give("brief_ask", choice.ask)
    st.text_input("Our ask", key="brief_ask", help=ASK_HELP, max_chars=MOST_OF_ASK, on_change=_keep)
    st.text_area(
        "Your talking points", key="brief_points", height=120, help=POINTS_HELP, placeholder="One point per line", on_change=_keep,
        max_chars=MOST_CHARACTERS,
    )  # fmt: skip
    draw_delegation("briefing")


def _draw_saving(view: View, choice: Choice) -> None:
    with st.expander("Save or load slides and points", icon=":material/save:"):
        compared = urlencode(comparison_to_query(view.comparison), doseq=True) if view.comparison else ""
        saved = write_briefing(SavedBriefing(choice.about, choice.slides, choice.points, choice.ask, compared))
        st.download_button("Save", saved, "briefing.json", "application/json", on_click="ignore", key="save_briefing")
        file = draw_upload("Load a saved file", type="json", key="load_briefing", megabytes=1)
        if file is not None and st.button("Use this file"):
            _load(file.getvalue(), view)


def _keep() -> None:
    state = st.session_state
    is_other = state["brief_about"] != page_value("brief")
    set_page_values(
        brief=[state["brief_about"]],
        **({"slides": []} if is_other else {}),
        point=[line.strip() for line in state["brief_points"].splitlines() if line.strip()],
        ask=[state["brief_ask"].strip()] if state["brief_ask"].strip() else [],
    )


def _keep_slides(keys: list[str]) -> None:
    set_page_values(slides=[",".join(keys)])


def _load(content: bytes, view: View) -> None:
    try:
        saved = read_briefing(content)
    except ValueError as error:
        st.error(f"{error} Choose a file made with “Save”. Nothing was changed.")
        return
    set_page_values(
        brief=[saved.about] if saved.about else [],
        slides=[",".join(saved.slides)] if saved.slides else [],
        point=list(saved.points),
        ask=[saved.ask[:MOST_OF_ASK]] if saved.ask else [],
    )
    b = {key: values for key, values in parse_qs(saved.compared_with).items() if key.startswith(PREFIX)}
    _, comparison, notices = comparison_from_query({**to_query(view.selection), **b}, view.dataset)
    if comparison is not None:
        compare_with(comparison.b, *notices)
    st.rerun()
