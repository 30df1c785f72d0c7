"""The filter: sidebar widgets ↔ selection ↔ address. The one module that touches what the session keeps of it.

The selection in session state is the truth. On a run whose address is not the one last written (first
visit, link, Back) it is read from the address; a widget that changed has set it before the run. The
widgets are given their values before they are drawn, so that they survive a change of page.
"""

from dataclasses import asdict
from typing import Any

import streamlit as st

from igfdata.dataset import Dataset
from igfdata.selection import (
    FIELDS,
    TOO_LONG,
    Comparison,
    Field,
    Selection,
    comparison_from_query,
    comparison_to_query,
    default_selection,
    describe,
    describe_comparison,
    file_stem,
    is_too_long,
    options,
    presets,
    still_compared,
    still_known,
    to_query,
)
from pages.shared import page_address
from pages.shared.widgets import give

SELECTION, SENTENCE, WRITTEN, NOTICES = "selection", "selection_sentence", "written_address", "filter_notices"
B, OWN = "compared_with", "compared_own"
"""Session state: the selection B that is compared with, or None; whether the reader chooses it part by part."""

DRAWN_ON, CHOSEN = "filter_drawn_on", "filter_chosen"
NOTHING = "nothing"

COMPARE = {
    "label": "Compare with",
    "help": "A is what the filter shows. B is what it is compared with, on the same scale in the same chart.",
    "nothing": "Nothing",
    "own": "Your choice",
    "second": "B: compared with",
    "more": "More filters of B",
}
"""Texts of the comparison in the sidebar."""

MAIN = ("meetings", "days", "groups")
IN_SIDEBAR = [field for field in FIELDS if field.attribute not in MAIN]
BY_ATTRIBUTE = {field.attribute: field for field in FIELDS}
PLACEHOLDERS = {"meetings": "All meetings", "groups": "All groups", "status": "Any status", "relevance": "Any"}


def current_selection(dataset: Dataset) -> Selection:
    """The selection of this run, from the address where that is newer than the session's."""
    state = st.session_state
    if is_too_long(page_address.everything()):
        page_address.clear()
        state[SELECTION], state[B], state[NOTICES] = default_selection(dataset), None, [TOO_LONG]
        return state[SELECTION]
    # Chosen just now, in this run: the browser may have sent the address of before.
    if not state.pop(CHOSEN, False):
        asked = page_address.filter_part()
        if SELECTION not in state or asked != state.get(WRITTEN):
            state[SELECTION], comparison, state[NOTICES] = comparison_from_query(asked, dataset)
            state[B], state[OWN] = comparison and comparison.b, False
    state[SELECTION], gone = still_known(state[SELECTION], dataset)
    state[NOTICES] = [*state.get(NOTICES, []), *gone]
    return state[SELECTION]


def current_comparison(dataset: Dataset) -> Comparison | None:
    """What the selection of this run is compared with, if anything; asked after :func:`current_selection`."""
    state = st.session_state
    if state.get(B) is None:
        return None
    comparison, gone = still_compared(Comparison(state[SELECTION], state[B]), dataset)
    state[B], state[NOTICES] = comparison.b, [*state.get(NOTICES, []), *gone]
    return comparison


def selection_words() -> tuple[str, str]:
    """Begin of a file name, and the sentence that an export carries: the selection, and day and version of the data."""
    stem = file_stem(st.session_state[SELECTION])
    return f"{stem}-compared" if st.session_state.get(B) else stem, st.session_state[SENTENCE]


def address_of_filter() -> dict[str, list[str]]:
    """The selection, and what it is compared with, as keys and values of an address."""
    a, b = st.session_state[SELECTION], st.session_state.get(B)
    return {**to_query(a), **(comparison_to_query(Comparison(a, b)) if b else {})}


def address_of_b() -> dict[str, list[str]]:
    """What the selection is compared with, as the keys and values of an address of its own."""
    return to_query(st.session_state[B])


def page_title() -> str:
    """Name of the page that is drawn."""
    return str(st.session_state.get(DRAWN_ON, ""))


def write_address(dataset: Dataset, selection: Selection, comparison: Comparison | None = None) -> None:
    """Make the address say the selection, and what it is compared with; keys of a page stay."""
    said = describe(selection, dataset)
    if comparison is not None:
        said = f"{describe_comparison(comparison, dataset)} A: {said} B: {describe(comparison.b, dataset)}"
    st.session_state[SENTENCE] = f"{said} {dataset.data_state(selection.meetings)}"
    target = address_of_filter()
    page_address.write_filter_part(target)
    st.session_state[WRITTEN] = target


def draw_filters(dataset: Dataset, selection: Selection, *, page: str, shown: str) -> None:
    """Draw the widgets of the filter with the values of the selection, and below them what they keep (``shown``)."""
    if st.session_state.get(DRAWN_ON) != page:  # the browser forgot them with the page before
        for attribute in asdict(selection):
            for side in ("", "b_"):
                st.session_state.pop(_key(attribute, side), None)
        st.session_state.pop(_key("compare"), None)
        page_address.note_arrival()
    st.session_state[DRAWN_ON] = page
    _draw_main(dataset, selection)
    if selection.groups or selection.regions:
        _draw(dataset, BY_ATTRIBUTE["persons"])
    _draw_comparison(dataset, selection)
    more = st.expander("More filters", expanded=_has_more(dataset, selection), key="more_filters", on_change="rerun")
    if more.open:  # nine lists that most clicks do not need
        with more:
            _draw_more(dataset, selection)
    st.caption(shown)
    if selection != default_selection(dataset) or st.session_state.get(B):
        st.button("Reset the filter", icon=":material/restart_alt:", on_click=_reset, args=(dataset,), type="tertiary")


def is_comparing() -> bool:
    """Tell whether the selection is compared with another one."""
    return st.session_state.get(B) is not None


def compare_with(b: Selection, *said: str) -> None:
    """Compare the selection with another one from the next run on, and say there what is to be said."""
    state = st.session_state
    state[B], state[OWN], state[CHOSEN] = b, False, True
    state[NOTICES] = [*state.get(NOTICES, []), *said]


def end_comparison() -> None:
    """Show the selection alone."""
    st.session_state[B], st.session_state[OWN], st.session_state[CHOSEN] = None, False, True


def swap_comparison() -> None:
    """Exchange A and B."""
    state = st.session_state
    state[SELECTION], state[B], state[CHOSEN] = state[B], state[SELECTION], True


def _draw_comparison(dataset: Dataset, selection: Selection) -> None:
    """Draw what the selection can be compared with, and below it the second filter where the reader chooses B part by part."""
    state = st.session_state
    b: Selection | None = state.get(B)
    known = {preset.key: preset for preset in presets(dataset, selection)}
    labels = {NOTHING: COMPARE["nothing"], OWN: COMPARE["own"], **{key: preset.label for key, preset in known.items()}}
    chosen = NOTHING
    if b is not None:
        same = (key for key, preset in known.items() if preset.comparison == Comparison(selection, b) and not state.get(OWN))
        chosen = next(same, OWN)
    give(_key("compare"), chosen)
    st.selectbox(
        COMPARE["label"], list(labels), key=_key("compare"), format_func=lambda key: labels.get(key, key),
        on_change=_compare, args=(dataset,), help=COMPARE["help"],
    )  # fmt: skip
    if b is None or chosen != OWN:
        return
    with st.container(border=True, key="filter_b"):
        st.markdown(f"**{COMPARE['second']}**")
        _draw_main(dataset, b, "b_")
        more = st.expander(COMPARE["more"], key="more_filters_b", on_change="rerun")
        if more.open:
            with more:
                _draw_more(dataset, b, "b_")


def _compare(dataset: Dataset) -> None:
    state = st.session_state
    chosen = state[_key("compare")]
    state[OWN], state[CHOSEN], state[NOTICES] = chosen == OWN, True, []
    preset = next((one for one in presets(dataset, state[SELECTION]) if one.key == chosen), None)
    if preset is not None:
        state[SELECTION], state[B] = preset.comparison.a, preset.comparison.b
    elif chosen == OWN:
        state[B] = state.get(B) or state[SELECTION]
    else:
        state[B] = None


def _draw_main(dataset: Dataset, selection: Selection, side: str = "") -> None:
    """Give all widgets of a side their values, and draw the first of them."""
    for attribute, value in asdict(selection).items():
        give(_key(attribute, side), list(value) if isinstance(value, tuple) else value)
    for attribute in MAIN:
        _draw(dataset, BY_ATTRIBUTE[attribute], side)
    if selection.groups:
        _draw(dataset, BY_ATTRIBUTE["group_match"], side)


def _draw_more(dataset: Dataset, selection: Selection, side: str = "") -> None:
    for field in IN_SIDEBAR:
        hidden = field.attribute in ("group_match", "persons") or (
            field.attribute == "topic_match" and len(selection.topics) < 2
        )
        if not hidden:
            _draw(dataset, field, side)


def draw_notices() -> None:
    """Say what of the address was ignored."""
    page_address.draw_notices(st.session_state.get(NOTICES, []))


def _key(attribute: str, side: str = "") -> str:
    return f"{side}filter_{attribute}"


def _draw(dataset: Dataset, field: Field, side: str = "") -> None:
    choices = options(dataset, field.attribute)
    common: dict[str, Any] = {
        "label": f"{field.label} of B" if side else field.label, "options": list(choices), "key": _key(field.attribute, side),
        "format_func": lambda option: choices.get(option, option), "on_change": _from_widgets, "args": (side,),
    }  # fmt: skip
    if field.attribute == "days":  # few and short: a click each
        st.pills(selection_mode="multi", **common)
    elif field.is_many:
        st.multiselect(placeholder=PLACEHOLDERS.get(field.attribute, "All"), **common)
    else:
        st.selectbox(**common)


def _has_more(dataset: Dataset, selection: Selection) -> bool:
    default = default_selection(dataset)
    attributes = [field.attribute for field in IN_SIDEBAR]
    return any(getattr(selection, attribute) != getattr(default, attribute) for attribute in attributes)


def _from_widgets(side: str) -> None:
    """Take A, or B, from its widgets; B follows A in what it did not choose itself."""
    state = st.session_state
    values: dict[str, Any] = {}
    for attribute, before in asdict(state[B] if side else state[SELECTION]).items():
        value = state.get(_key(attribute, side), before)
        values[attribute] = tuple(value) if isinstance(value, list) else value
    given = Selection(**values)
    if side:
        state[B] = given
    else:
        if state.get(B) is not None:
            state[B] = Comparison(state[SELECTION], state[B]).with_a(given).b
        state[SELECTION] = given
    state[CHOSEN], state[NOTICES] = True, []


def _reset(dataset: Dataset) -> None:
    st.session_state[SELECTION], st.session_state[CHOSEN] = default_selection(dataset), True
    st.session_state[B], st.session_state[OWN] = None, False
    st.session_state[NOTICES] = []
