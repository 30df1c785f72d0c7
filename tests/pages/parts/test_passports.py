"""The passport of each number, most of Stakeholder mix: what it says, of how many, whose labels, what would change it, how to cite it, its rows."""

import pytest

from igfdata import Selection, select
from tests.pages.dashboard_app import complaints, open_page

MIX = "pages/2_Stakeholder_mix.py"
ADDRESS = {"meeting": ["igf2025"]}


def lines(app):
    """Name → text of the lines of the passport that is open."""
    (text,) = [one.value for one in app.main.get("markdown") if one.value.startswith("**Counts.**")]
    pairs = (part.removeprefix("**").split(".** ", 1) for part in text.replace("\\", "").split("\n\n"))
    return dict(pairs)


def opened(name, address=ADDRESS):
    app = open_page(MIX, address)
    app.session_state[f"about_number_{name}"] = True
    app.run()
    assert not complaints(app)
    return app


@pytest.fixture(scope="module")
def people(shipped):
    """People of the child-related sessions of the meeting that are on the programme."""
    sessions = select(shipped, Selection(meetings=("igf2025",))).sessions["session_id"]
    return shipped.participants[shipped.participants["session_id"].isin(sessions)]


def test_every_number_has_a_passport_with_all_lines(people):
    stated = int((people["basis"] == "stated").sum())
    for name in ("people", "known", "effective", "blau"):
        told = lines(opened(name))
        assert {"Counts", "Labels", "Agreement", "Would change", "Filter", "Cite"} <= set(told), name
        assert told["Labels"].startswith(f"Of {len(people)} people listed: group stated for {stated}")
        assert told["Agreement"] == "Not known: no one has read these labels a second time."
        assert told["Cite"].endswith("?meeting=igf2025")


def test_what_is_counted_and_what_would_change_it(people):
    known = int(people["stakeholder_group"].notna().sum())
    youth = int((people["stakeholder_group"] == "Youth").sum())
    told = lines(opened("known"))
    assert told["Counts"] == f"People whose stakeholder group is known, {known} of {len(people)} people listed."
    assert told["Would change"] == f"{len(people) - known} people have no stakeholder group stated."
    told = lines(opened("effective"))
    assert told["Counts"].startswith(f"{known - youth} people with a known stakeholder group are as diverse as ")
    value = float(told["Counts"].split("diverse as ")[1].split()[0])
    low, high = (float(told["Would change"].split()[at].rstrip(",")) for at in (1, 3))
    assert low < value < high
    assert youth == 1 and told["Note"] == "1 more person is not counted here: youth is an age."


def test_the_rows_of_a_number_close_the_passport_and_open_what_it_counts(people):
    known = int(people["stakeholder_group"].notna().sum())
    app = opened("known")
    next(button for button in app.button if button.key == "rows_of_number_known").click().run()
    assert not complaints(app)
    assert not any(one.value.startswith("**Counts.**") for one in app.main.get("markdown"))
    assert f"{known} people by group (no names are kept)" in [text.value for text in app.get("text")]


def test_few_people_have_no_index():
    """On Day 1 two people have a group that counts and one is young: below five no index, and the passport says so."""
    app = opened("blau", {**ADDRESS, "day": ["1"]})
    assert lines(app)["Counts"] == "Too few people: fewer than five have a known stakeholder group."
    assert "Would change" not in lines(app)


@pytest.mark.parametrize(
    ("page", "number", "counted"),
    [
        ("dashboard.py", "sessions", lambda data: data.sessions["child_rights"].isin(["yes", "partly"]).sum()),
        ("dashboard.py", "hours", lambda data: data.sessions["hours"].notna().sum()),
        ("dashboard.py", "pillars", lambda data: data.session_pillars["session_id"].nunique()),
        ("pages/1_Rights_pillars.py", "pillar_provision", lambda data: (data.session_pillars["pillar"] == "provision").sum()),
        ("pages/3_Recurring_topics.py", "coded", lambda data: data.session_topics["session_id"].nunique()),
    ],
)
def test_sessions_behind_a_number_are_as_many_as_it_says(page, number, counted, shipped):
    app = open_page(page, ADDRESS)
    app.session_state[f"about_number_{number}"] = True
    app.run()
    next(button for button in app.button if button.key == f"rows_of_number_{number}").click().run()
    assert not complaints(app)
    n = int(counted(select(shipped, Selection(meetings=("igf2025",)))))
    assert any(text.value.endswith(f": {n} sessions") for text in app.get("text")), [text.value for text in app.get("text")]


def test_of_one_day_there_is_no_number_that_says_the_obvious():
    """On one day all topics are on one day only, and none can recur; on two days none can recur."""
    names, shown = ("Topics", "Recurring", "On one day only", "Coded sessions"), {}
    for days in ("2", "1 2", "0 1 2"):
        app = open_page("pages/3_Recurring_topics.py", {"meeting": ["igf2025"], "day": days.split()})
        drawn = " ".join(one.proto.body for one in app.main.get("html"))
        shown[days] = [name for name in names if f"<h3>{name}</h3>" in drawn]
    first, *_, last = names
    assert shown == {"2": [first, last], "1 2": [first, "On one day only", last], "0 1 2": list(names)}
