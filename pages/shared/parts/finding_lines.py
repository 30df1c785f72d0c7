"""Findings on a page: the headline with its evidence, “Does it hold?”, and the list of the others, each with its sessions."""

import re
from collections.abc import Sequence

import streamlit as st

from igfdata.briefing.reference import Reference
from igfdata.escaping import for_html, for_markdown
from igfdata.findings import Finding, comparison_findings, findings, test_cell
from igfdata.findings.claims import claims_of
from igfdata.findings.differences import difference_in
from igfdata.findings.model import NOTHING, Check
from igfdata.vocabulary import PILLARS
from igfdata.wording import counted, listed
from pages.shared.deck_store import TEXTS as DECK
from pages.shared.deck_store import add, add_button
from pages.shared.filter import address_of_filter
from pages.shared.page_address import page_values, set_page_values
from pages.shared.parts.session_lists import show_rows
from pages.shared.parts.sides import draw_sides
from pages.shared.view import View
from pages.shared.widgets import draw_served, is_served

CLAIMS_TAB = "claims-of-reports"
"""Key of the tab of the page Data and methods that holds claims against the data."""

_COUNT = r"(?<![\w.,])\d(?:[\d,]*\d)?"
FIGURES = re.compile(rf"({_COUNT} of {_COUNT}|(?<!Day ){_COUNT}(?=(?:(?:,| and) [a-z][a-z ’-]* \d[\d,]*)+ of \d))")
"""Counts, which an evidence line sets in bold, and those of a list that share their “of”: protection 3, provision 3 and participation 0 of 3."""

MOST_TESTS = 6
"""Tests that are named in the line “Does it hold?”; the reasons of all are behind it."""

HIDE = "hide"
"""Key of the address that names hidden findings."""

LABELS = {
    "tests": "Does it hold?",
    "others": "More findings",
    "hide": "Hide",
    "open": "Open",
    "show": "Show",
    "hidden": "hidden finding",
    "why": "Why",
    "claim": "The report on",
    "true": "is what it says true?",
}
"""Texts of this part of a page."""


def findings_of(view: View) -> tuple[Finding, ...]:
    """Find what a page shows: how A and B differ where there is a comparison, else what stands out in the selection."""
    if view.comparison is not None:
        return comparison_findings(view.dataset, view.comparison)
    return findings(view.dataset, view.selection)


def compared_in(view: View, breakdown: str) -> Finding | None:
    """Find how A and B differ in groups or topics; None without a comparison, or where that cannot be told."""
    if view.comparison is None:
        return None
    return difference_in(view.dataset, view.comparison, breakdown)


def draw_headline(finding: Finding, view: View | None = None) -> None:
    """Draw a headline, below it A and B where the page compares, and its evidence."""
    st.title(for_markdown(finding.headline), anchor=False)
    if view is not None:
        draw_sides(view)
    if finding.evidence:
        evidence = FIGURES.sub(r"<b>\1</b>", for_html(finding.evidence))
        with st.container(key="evidence", horizontal=True, vertical_alignment="top", gap="small"):
            st.html(f'<p class="evidence">{evidence}</p>')
            if view is not None and finding.kind != NOTHING:
                add_button(finding_card(finding), key="headline")
    elif view is None or view.comparison is None:
        st.space("small")  # the evidence or the two sides would keep the headline apart from what follows


def draw_tests(finding: Finding, *, key: str = "tests") -> None:
    """Draw one line of tests, ✓ or ✗, with the reasons behind it; a second one on a page has a key of its own."""
    if not finding.tests:
        return
    named = _named(finding.tests)
    marks = [f"{'✓' if test.passed else '✗'} {test.label}".replace(" ", "\u00a0") for test in named]  # no line breaks inside
    line = " &ensp;".join(
        for_markdown(mark) if test.passed else f"**{for_markdown(mark)}**" for mark, test in zip(marks, named, strict=True)
    )
    reasons = "\n".join(f"- {for_markdown(test.label)}: {for_markdown(test.reason)}" for test in finding.tests)
    with st.container(key=key):
        st.markdown(f"**{LABELS['tests']}** &ensp;{line}", help=f"{LABELS['why']}:\n{reasons}")


def _named(tests: Sequence[Check]) -> list[Check]:
    """Choose the tests that are named: those that failed, and of those that passed the first."""
    room = MOST_TESTS - sum(not test.passed for test in tests)
    passed = [test for test in tests if test.passed][: max(0, room)]
    return [test for test in tests if not test.passed or test in passed][:MOST_TESTS]


def draw_claim_link(view: View) -> None:
    """Draw, where a report on the one meeting of the selection makes a claim, the way to what the data say to it."""
    if view.meeting and (claims := claims_of(view.dataset, (view.meeting,))):
        days = listed(claim.day for claim in claims)
        label = f"{LABELS['claim']} {days}: {LABELS['true']}"
        st.page_link(
            "pages/7_Data_and_methods.py",
            label=label,
            icon=":material/fact_check:",
            query_params={**address_of_filter(), "tab": CLAIMS_TAB},
        )


def draw_others(view: View, found: Sequence[Finding]) -> None:
    """Draw findings with a way to their sessions; one that is hidden is named in the address."""
    hidden = [key for key in page_values(HIDE) if key]
    shown = [finding for finding in found if finding.key not in hidden]
    n_hidden = len(found) - len(shown)
    if not found:
        return
    with st.container(border=True, key="findings_list" if is_served() else "findings"):
        st.markdown(f"#### {LABELS['others']}")
        if is_served() and shown:
            _draw_cards(view, shown, hidden)
        for finding in shown if not is_served() else ():
            with st.container(key=f"finding_{finding.key}", gap="xxsmall"):
                st.markdown(f"**{for_markdown(finding.headline)}**  \n{for_markdown(finding.evidence)}")
                with st.container(horizontal=True, gap="small"):
                    open_button(view, finding)
                    add_button(finding_card(finding), key=f"finding_{finding.key}")
                    st.button(
                        LABELS["hide"],
                        key=f"hide_{finding.key}",
                        type="tertiary",
                        on_click=_hide,
                        args=([*hidden, finding.key],),
                    )
    if n_hidden:
        st.button(
            f"{LABELS['show']} {counted(n_hidden, LABELS['hidden'])}", key="show_hidden", type="tertiary", on_click=_hide,
            args=([key for key in hidden if key not in {finding.key for finding in found}],),
        )  # fmt: skip


def _draw_cards(view: View, shown: Sequence[Finding], hidden: list[str]) -> None:
    """Draw findings as one element, and do what its buttons ask for."""
    state, asked = st.session_state, "findings_asked"

    def on_act(act: str) -> None:
        state[asked] = act
        if act.startswith("hide "):
            _hide([*hidden, act.removeprefix("hide ")])

    act, _, key = state.pop(asked, "").partition(" ")
    cards = [
        {
            "key": finding.key, "html": f"<b>{for_html(finding.headline)}</b><br>{for_html(finding.evidence)}",
            "acts": [
                *([{"act": "open", "label": _open_words(finding)}] if finding.session_ids else []),
                {"act": "add", "label": DECK["add"], "help": DECK["help"]}, {"act": "hide", "label": LABELS["hide"]},
            ],
        }
        for finding in shown
    ]  # fmt: skip
    draw_served({"name": "finding", "cards": cards}, key="findings_of_page", on_act=on_act)
    finding = next((one for one in shown if one.key == key), None)
    if finding and act == "add":
        add(finding_card(finding))
    if finding and act == "open":
        _open(view, finding)


def finding_card(finding: Finding) -> Reference:
    """What computes a finding as a slide of a deck."""
    return Reference.of("finding", finding.key, address_of_filter())


def open_button(view: View, finding: Finding) -> None:
    """Draw the button that opens the sessions behind a finding."""
    words, icon = _open_words(finding), ":material/list:"
    if finding.session_ids and st.button(words, key=f"open_{finding.key}", type="tertiary", icon=icon):
        _open(view, finding)


def _open_words(finding: Finding) -> str:
    return f"{LABELS['open']} {counted(len(finding.session_ids), 'session')}"


def _open(view: View, finding: Finding) -> None:
    show_rows({"session_ids": list(finding.session_ids), "title": finding.headline}, view.dataset, view.data)


def draw_cell(view: View, values: dict[str, str]) -> None:
    """Draw what a clicked cell of a breakdown and a pillar says, and whether it holds."""
    pillar = values.get("pillar", "")
    breakdown = next((key for key in values if key != "pillar"), None)
    if pillar not in PILLARS or breakdown is None:
        return
    finding = test_cell(view.dataset, view.selection, breakdown=breakdown, cell=values[breakdown], pillar=pillar)
    st.markdown(f"**{for_markdown(finding.headline)}**  \n{for_markdown(finding.evidence)}")
    draw_tests(finding, key="tests_of_cell")


def _hide(keys: list[str]) -> None:
    set_page_values(**{HIDE: keys})
