"""Findings on the pages: they are the values that the data layer gives; one can be hidden; a cell that is clicked is tested."""

import pytest

from igfdata.escaping import for_markdown
from igfdata.findings import findings
from igfdata.findings import test_cell as ask
from igfdata.findings.claims import claims_of
from igfdata.selection import Selection
from pages.shared.parts.finding_lines import FIGURES
from tests.pages.dashboard_app import HOME, address_of, complaints, open_page

IGF2025 = Selection(meetings=("igf2025",))
PILLARS, DATA = "pages/1_Rights_pillars.py", "pages/7_Data_and_methods.py"


def texts(app):
    return [one.value.replace("\N{NO-BREAK SPACE}", " ") for one in app.main.get("markdown")]


def shown(app, finding):
    return any(text.startswith(f"**{for_markdown(finding.headline)}**") for text in texts(app))


@pytest.fixture(scope="module")
def told(shipped):
    return findings(shipped, IGF2025)


def test_all_counts_of_an_evidence_line_are_bold_by_one_rule():
    told = {
        "Protection 3, provision 3 and participation 0 of 3.": ["3", "3", "0 of 3"],
        "5 of 5; other dated days 6 of 14.": ["5 of 5", "6 of 14"],
        "On Day 2, protection 4 and provision 1,000 of 1,005.": ["4", "1,000 of 1,005"],
        "Two of three on Day 2 and Day 3, 09:30.": [],
    }
    assert {text: FIGURES.findall(text) for text in told} == told


def test_the_overview_shows_the_headline_its_tests_and_the_others(told):
    app = open_page(HOME, {"meeting": ["igf2025"]})
    assert not complaints(app)
    assert app.title[0].value == for_markdown(told[0].headline)
    (tests,) = [text for text in texts(app) if "Does it hold?" in text]
    assert (
        len(told[0].tests) > 6
    )  # at most six are named: all that fail, and the first of those that hold; the reasons of all are behind
    assert [test.label for test in told[0].tests if not test.passed and f"✗ {for_markdown(test.label)}" not in tests] == []
    assert tests.count("✓") + tests.count("✗") == 6
    (behind,) = [one.proto.help for one in app.main.get("markdown") if "Does it hold?" in one.value]
    assert [test.label for test in told[0].tests if for_markdown(test.label) not in behind] == []
    assert [finding.key for finding in told[1:] if not shown(app, finding)] == []
    labels = [button.label for button in app.main.get("button")]
    assert all(f"Open {len(finding.session_ids)} sessions" in labels for finding in told[1:])


def test_a_hidden_finding_is_named_in_the_address_and_can_be_shown_again(told):
    hidden = told[2]
    app = open_page(HOME, {"meeting": ["igf2025"]})
    app.main.button(key=f"hide_{hidden.key}").click().run()
    assert not complaints(app)
    assert address_of(app)["hide"] == [hidden.key]
    assert not shown(app, hidden)
    app = open_page(HOME, {"meeting": ["igf2025"], "hide": [hidden.key]})
    assert not shown(app, hidden)
    assert shown(app, told[1])
    app.main.button(key="show_hidden").click().run()
    assert shown(app, hidden)
    assert "hide" not in address_of(app)


def test_a_clicked_cell_is_tested_as_a_question_asked_beforehand(shipped):
    app = open_page(PILLARS, {"meeting": ["igf2025"]})
    app.session_state["rows_behind_coverage_by_day"] = {"day": "Day 4", "pillar": "participation"}
    app.run()
    assert not complaints(app), complaints(app)
    asked = ask(shipped, IGF2025, breakdown="day", cell="Day 4", pillar="participation")
    every = [one.value for one in app.get("markdown")]
    assert any(for_markdown(asked.headline) in text for text in every)
    assert sum("Does it hold?" in text for text in every) == 2


def test_the_claim_of_a_report_has_its_place_and_a_link(shipped):
    (claim,) = claims_of(shipped)
    app = open_page(DATA, {"meeting": ["igf2025"], "tab": ["claims-of-reports"]})
    assert not complaints(app)
    every = " ".join(texts(app))
    for text in (claim.text, claim.finding.headline, *claim.against):
        assert for_markdown(text) in every
    links = [link.proto.label for link in open_page(HOME, {"meeting": ["igf2025"]}).main.get("page_link")]
    assert "The report on Day 2: is what it says true?" in links
    links = [link.proto.label for link in open_page(HOME, {"meeting": ["igf2021"]}).main.get("page_link")]
    assert not any("report" in label for label in links)


@pytest.mark.parametrize(
    "address", [{"meeting": ["igf2021"], "day": ["2"]}, {"status": ["proposed"]}, {"group": ["youth"], "day": ["0"]}]
)
def test_pages_without_much_to_tell_still_have_a_headline(address):
    for page in (HOME, PILLARS):
        app = open_page(page, {"meeting": ["igf2025"], **address})
        assert not complaints(app)
