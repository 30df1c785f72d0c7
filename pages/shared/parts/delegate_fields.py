"""Who of us is there: number and labels of the delegates, kept in the address alone."""

import streamlit as st

from igfdata.measures.delegates import LONGEST_LABEL, MOST_DELEGATES, Delegation, label_text, read_delegation
from pages.shared.page_address import everything, notice, page_values, set_page_values
from pages.shared.widgets import give

LABELS_HELP = (
    f"Optional: what your delegates are called, such as initials, at most {LONGEST_LABEL} characters each. "
    "The labels stay in the address of the page and in the files that you download. Nothing is stored."
)


def chosen_delegation() -> Delegation:
    """The delegates of the address; what cannot be read is the default."""
    return _read()[0]


def draw_delegation(page: str) -> Delegation:
    """Draw the fields for number and labels; say what of the address was ignored.

    Parameters
    ----------
    page
        Where they stand: a field of the same name on two pages would be emptied by the change of page.
    """
    number, labels = f"n_delegates_{page}", f"delegate_labels_{page}"
    delegation, notices = _read()
    address = delegation.to_query()
    if any(everything().get(key, []) != values for key, values in address.items()):
        set_page_values(**address)  # chosen on another page: a link copied from this one keeps them
    give(number, delegation.n)
    give(labels, ", ".join(delegation.labels))
    with st.container(horizontal=True, gap="small"):
        st.number_input("Delegates", 1, MOST_DELEGATES, key=number, on_change=_keep, args=(number, labels), width=150)
        st.text_input(
            "Labels, separated by commas", key=labels, on_change=_keep, args=(number, labels), help=LABELS_HELP, placeholder="Delegate 1, Delegate 2",
            max_chars=MOST_DELEGATES * (LONGEST_LABEL + 2), width="stretch",
        )  # fmt: skip
    for text in notices:
        notice(text)
    return delegation


def _read() -> tuple[Delegation, list[str]]:
    return read_delegation(page_values("delegates"), page_values("delegate"))


def _keep(number: str, labels: str) -> None:
    n = int(st.session_state[number])
    own = tuple(label_text(label) for label in st.session_state[labels].split(","))
    set_page_values(**Delegation(n, own[:n]).to_query())
