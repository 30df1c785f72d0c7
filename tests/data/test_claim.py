"""The claim that the product must be able to check: IGF 2025, day 2, a strong focus on protection."""

import pytest

from igfdata import Selection, select
from igfdata.measures.breakdown import session_ids_with
from igfdata.measures.clashes import clashes
from igfdata.measures.coverage import pillar_coverage

DAY_2 = {"igf2025-ws-70", "igf2025-main-dc", "igf2025-ws-203"}
"""What the report of the day names."""


@pytest.fixture(scope="module")
def held(shipped):
    return select(shipped, Selection(meetings=("igf2025",), status=("held",)))


def test_every_session_of_day_2_touches_protection_unlike_on_any_other_day(held):
    by_day = pillar_coverage(held, by="day")
    protection = by_day[(by_day["category"] == "protection") & by_day["key"].astype(str).str.match(r"Day \d")]
    assert [str(row.key) for row in protection.itertuples() if row.n == row.of] == ["Day 2"]


def test_the_sessions_behind_day_2(held):
    assert set(session_ids_with(held, day="Day 2")) >= DAY_2


def test_the_deepfakes_workshop_clashes_with_the_main_session_of_the_dynamic_coalitions(held):
    frame = clashes(held)
    pairs = {frozenset((row.session_x, row.session_y)): row for row in frame.itertuples()}
    clash = pairs[frozenset(("igf2025-ws-70", "igf2025-main-dc"))]
    assert (clash.day, clash.minutes) == ("Day 2", 60)
    assert clash.starts_at.strftime("%Y-%m-%d %H:%M") == "2025-06-25 09:00"


def test_links_that_the_report_states(shipped):
    links = {(row.from_session_id, row.relation, row.to_session_id) for row in shipped.session_links.itertuples()}
    assert {
        ("igf2025-main-dc", "concurrent", "igf2025-ws-70"),
        ("igf2025-ws-70", "follows_directly", "igf2025-ws-203"),
        ("igf2025-main-dc", "follows_directly", "igf2025-ws-203"),
        ("igf2025-ws-203", "continues", "igf2025-hls-4"),
    } <= links


def test_the_debate_goes_on_the_next_day_at_half_past_nine(held):
    session = held.sessions.set_index("session_id").loc["igf2025-hls-4"]
    assert (session["day"], session["starts_at"].strftime("%Y-%m-%d %H:%M")) == ("Day 3", "2025-06-26 09:30")


def test_workshop_203_has_civil_society_industry_and_academia(held):
    persons = held.participants[held.participants["session_id"] == "igf2025-ws-203"]
    assert {"Civil Society", "Private Sector", "Academia"} <= set(persons["stakeholder_group"].dropna().astype(str))


def test_the_report_of_day_2_names_its_topics_and_regions(shipped):
    report = shipped.daily_reports.set_index("date").loc["2025-06-25"]
    assert set(report["session_ids"].split(";")) == {"igf2025-ws-70", "igf2025-main-dc", "igf2025-ws-203", "igf2025-hls-4"}
    assert {
        "sexual_deepfakes",
        "hotline_helpline_reporting",
        "digital_literacy",
        "education_schools",
        "misinformation",
        "safety_by_design",
        "metaverse_xr",
        "artificial_intelligence",
        "internet_of_things",
        "standards",
        "age_assurance",
        "livestreaming",
        "self_generated_content",
    } <= set(report["topics"].split(";"))
    assert report["regions_named"].split(";") == ["South Korea", "Europe"]
    assert "Youth" in report["stakeholders_named"].split(";")


def test_proposals_stay_out_of_what_took_place(held, shipped):
    assert set(held.sessions["status"]) == {"held"}
    proposed = set(shipped.sessions.loc[shipped.sessions["status"] == "proposed", "session_id"])
    assert not proposed & set(held.session_pillars["session_id"])
