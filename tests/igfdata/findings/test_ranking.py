"""Which finding leads: every rule of a comparison, plain counting, and nothing to tell, on sessions counted by hand."""

from dataclasses import replace

import pytest

from igfdata import Selection, select
from igfdata import vocabulary as v
from igfdata.findings import findings
from igfdata.findings.claims import claims_of
from igfdata.findings.model import Finding
from igfdata.findings.people import largest_group, missing_speakers, official_share
from igfdata.findings.timing import no_recurring_topic, recurring_topics, same_hour, undated

IGF2025 = Selection(meetings=("igf2025",))


def programme(*days):
    """Sessions and their codes: one list of codes a day; None stands for no date."""
    sessions, pillars = [], {}
    for day, codes in enumerate(days):
        for number, code in enumerate(codes):
            name = f"d{day}s{number}"
            sessions.append({"session_id": name, "day": day})
            if code:
                pillars[name] = code
    return sessions, pillars


CLEAR = (["protection"] * 6, ["provision"] * 3 + ["participation"] * 2, ["participation"] * 3 + ["provision"] * 2)
"""Day 0: 6 of 6 on protection, no other session is."""


def first_of(tiny, days, selection=IGF2025, *, extra=None, **options):
    sessions, pillars = programme(*days)
    return findings(tiny(sessions, pillars={**pillars, **(extra or {})}, **options), selection)[0]


def test_a_comparison_that_every_rule_allows_leads(tiny):
    found = first_of(tiny, CLEAR)
    assert (found.kind, found.n, found.of) == ("comparison", 6, 6)
    assert found.headline == "All six child-related sessions on Day 0 touched protection."
    assert found.evidence.startswith("6 of 6; other dated days 0 of 10.")
    assert found.chance_found < 0.05
    assert found.session_ids == tuple(f"d0s{number}" for number in range(6))


def test_a_comparison_of_a_part_says_most_often(tiny):
    """Day 0: 9 of 10 on protection; elsewhere 0 of 12."""
    found = first_of(
        tiny, (["protection"] * 9 + ["provision"], ["provision", "participation"] * 3, ["participation", "provision"] * 3)
    )
    assert (found.kind, found.headline) == ("comparison", "Child-related sessions touched protection most often on Day 0.")


def test_three_sessions_in_the_cell_or_seven_outside_are_too_few(tiny):
    assert first_of(tiny, (["protection"] * 3, ["provision"] * 10, ["provision"] * 10)).breakdown is None
    assert first_of(tiny, (["protection"] * 6, ["provision"] * 3, ["participation"] * 3, ["provision"])).breakdown is None
    assert first_of(tiny, (["protection"] * 6, ["provision"] * 3, ["participation"] * 3, ["provision"] * 2)).breakdown == "day"


def test_no_day_is_named_where_another_has_the_same_share(tiny):
    """Day 3 has one session, on protection: 1 of 1 as Day 0 has 6 of 6."""
    found = first_of(tiny, (*CLEAR, ["protection"]))
    assert (found.kind, found.breakdown) == ("counting", None)


def test_the_pillar_must_lead_the_day(tiny):
    """Day 0: 6 of 6 on protection and on provision; provision is everywhere."""
    days = (["protection provision"] * 6, ["provision"] * 5, ["provision"] * 5)
    assert first_of(tiny, days).headline == "All 16 child-related sessions touched provision."


def test_a_coder_who_disagrees_ends_a_comparison(tiny):
    """Coder B finds protection on every day alike."""
    sessions, _ = programme(*CLEAR)
    of_b = {(session["session_id"], "B"): "protection" for session in sessions}
    assert first_of(tiny, CLEAR, extra=of_b).kind == "counting"
    agreeing = {(session["session_id"], "B"): "protection" if session["day"] == 0 else "provision" for session in sessions}
    sessions, pillars = programme(*CLEAR)
    found = findings(tiny(sessions, pillars={**pillars, **agreeing}), IGF2025)[0]
    assert found.kind == "comparison"


def test_shared_between_pillars_it_must_still_lead(tiny):
    """Day 0: 6 of 6 in full, 2 of 6 shared between three pillars; Day 1: 3 of 6 in full and shared."""
    days = (
        ["protection provision participation"] * 5 + ["protection"],
        ["protection"] * 3 + ["provision participation"] * 3,
        ["provision participation"] * 12,
    )
    found = first_of(tiny, days)
    assert found.kind == "counting"


def test_only_the_lead_of_chance_is_no_comparison_but_can_be_counted(tiny):
    """Day 0: 4 of 4; elsewhere 6 of 10."""
    days = (["protection"] * 4, ["protection"] * 3 + ["provision"] * 2, ["protection"] * 3 + ["participation"] * 2)
    found = first_of(tiny, days)
    assert (found.kind, found.headline) == ("counting", "All four child-related sessions on Day 0 touched protection.")
    assert found.chance_found >= 0.05


def test_where_no_day_stands_apart_that_is_said(tiny):
    """Two of five on protection, two on provision, one on participation, each day."""
    day = ["protection", "protection", "protection", "provision", "participation"]
    sessions, pillars = programme(day, day, day)
    told = findings(tiny(sessions, pillars=pillars), IGF2025)
    assert told[0].headline == "Most child-related sessions touched protection."
    assert told[1].headline == "No difference between the days is clearer than chance."
    assert told[1].kind == "nothing"


@pytest.mark.parametrize(
    ("codes", "headline"),
    [
        ([], "There are no child-related sessions in the data."),
        ([""], "The only child-related session is not coded yet."),
        (["", ""], "Neither of the two child-related sessions is coded yet."),
        (["provision"], "The only child-related session touched provision."),
        (["unclear"], "The only child-related session has no clear rights pillar."),
        (["unclear", "unclear"], "Neither of the two child-related sessions has a clear rights pillar."),
        (["provision", ""], "The only coded child-related session touched provision."),
        (["provision", "provision"], "Both child-related sessions touched provision."),
        (["provision", "protection"], "Of two child-related sessions, one touched protection and one provision."),
        (["provision", "protection participation"], "Each pillar came up in one of two child-related sessions."),
        (["provision", "protection", "protection"], "Two of the three child-related sessions touched protection."),
        (["protection"] * 5, "All five child-related sessions touched protection."),
        (
            ["protection"] * 4 + ["provision"] * 3 + ["unclear"],
            "Child-related sessions touched protection and provision about equally often.",
        ),
        (["protection", "provision", "participation"] * 2, "Child-related sessions touched all three pillars equally often."),
        (["protection"] * 4 + ["provision"] * 2 + ["unclear"] * 2, "Child-related sessions touched protection more often than other pillars."),
        (["protection"] * 6 + ["provision"] * 3, "Most child-related sessions touched protection, fewest participation."),
    ],
)  # fmt: skip
def test_plain_counting(tiny, codes, headline):
    assert first_of(tiny, (codes,)).headline == headline


def test_the_pillar_of_the_fewest_is_named_where_it_is_so_for_each_coder(tiny):
    """Protection 6, provision 3, participation 0 of 9; coder B finds participation in 4 and provision in 3."""
    codes = ["protection"] * 6 + ["provision"] * 3
    told = "Most child-related sessions touched protection, fewest participation."
    alike = {(f"d0s{number}", "B"): code for number, code in enumerate(codes)}
    assert first_of(tiny, (codes,), extra=alike).headline == told
    other = {(f"d0s{number}", "B"): "protection participation" for number in range(4)}
    more = {**alike, **other}
    assert first_of(tiny, (codes,), extra=more).headline == "Most child-related sessions touched protection."


def test_a_finding_never_tells_what_the_filter_says(shipped, tiny):
    for group in ("Civil Society", "Government"):
        told = findings(shipped, replace(IGF2025, groups=(group,)))
        assert not {one.key for one in told} & {"official-share", "largest-group"}
        assert all(one.breakdown != "group" for one in told)
        assert largest_group(shipped, replace(IGF2025, groups=(group,))) is None
    for pillar in ("protection", "provision", "participation"):
        for one in findings(shipped, replace(IGF2025, pillars=(pillar,))):
            assert f"touched {pillar}" not in one.headline
    days = [one.headline for one in findings(shipped, replace(IGF2025, days=("Day unknown",)))]
    assert not any("no known date" in headline for headline in days)
    topics = replace(IGF2025, topics=("artificial_intelligence",))
    found = recurring_topics(shipped, topics)
    assert found is None or shipped.topic_labels["artificial_intelligence"] not in f"{found.headline} {found.evidence}"


def test_a_day_of_the_filter_is_compared_as_if_named_beforehand(tiny):
    found = first_of(tiny, CLEAR, replace(IGF2025, days=("Day 0",)))
    assert (found.kind, found.headline) == ("counting", "All six child-related sessions on Day 0 touched protection.")
    assert found.evidence.startswith("6 of 6; other dated days 0 of 10.")
    assert found.cell == "0"


def test_undated_sessions_that_could_change_it_are_tested(tiny):
    sessions, pillars = programme(*CLEAR)
    for name, code, holds in (("u", "protection", True), ("u", "provision", False)):
        told = findings(tiny([*sessions, name], pillars={**pillars, name: code}), IGF2025)[0]
        assert {test.key: test.passed for test in told.tests}["elsewhere"] is holds


def test_missing_speakers_are_certain_or_said_to_be_incomplete(tiny):
    """Four sessions on protection: everybody's group is known but one's."""
    people = [
        (name, group) for name in "abcd" for group in ("Government", "Civil Society", "Private Sector", "Technical Community")
    ]
    people += [("a", "Intergovernmental Organization")]
    pillars = dict.fromkeys("abcd", "protection")
    known = missing_speakers(tiny(list("abcd"), pillars=pillars, persons=people), IGF2025)
    assert known.headline == "No known speaker from academia on protection."
    assert known.evidence == "Listed in none of the 4 sessions on protection, in any role. All their groups are known."
    open_ = missing_speakers(tiny(list("abcd"), pillars=pillars, persons=[*people, ("d", None)]), IGF2025)
    assert open_.evidence.endswith("Groups are incomplete in 1 of them.")
    three = [person for person in people if person[0] != "d"]
    assert missing_speakers(tiny(list("abc"), pillars=dict.fromkeys("abc", "protection"), persons=three), IGF2025) is None


def test_a_missing_group_is_missing_where_the_filter_looks(tiny):
    """Academia speaks on protection, in a session without government: the headline says where it does not."""
    people = [
        (name, group) for name in "abcd" for group in ("Government", "Civil Society", "Private Sector", "Technical Community")
    ]
    people += [("a", "Intergovernmental Organization"), ("e", "Academia")]
    data = tiny(list("abcde"), pillars=dict.fromkeys("abcde", "protection"), persons=people)
    assert missing_speakers(data, IGF2025) is None
    filtered = missing_speakers(data, replace(IGF2025, groups=("Government",)))
    assert filtered.headline == "No known speaker from academia on protection in sessions with government."
    few = tiny(list("abcd"), pillars=dict.fromkeys("abcd", "protection"), persons=people[:-1])
    undated_ones = replace(IGF2025, days=(v.DAY_UNKNOWN,))
    told = missing_speakers(few, undated_ones)
    assert told.headline == "No known speaker from academia on protection in sessions without a date."
    told = missing_speakers(few, replace(undated_ones, groups=("Government",)))
    assert told.headline == "No known speaker from academia on protection in this selection."


def test_a_group_is_above_its_official_share_only_where_the_unknown_cannot_change_it(tiny):
    """40 people: government 10 of them, 6 unknown; official 20% and 30%."""
    people = [("a", "Government")] * 10 + [("a", "Civil Society")] * 24 + [("a", None)] * 6

    def told(percent):
        data = tiny(
            ["a"], pillars={"a": "protection"}, persons=people, benchmarks=[("stakeholder_group_share", "Government", percent)]
        )
        return official_share(data, IGF2025)

    above = told(20)
    assert above.headline == "Government is certainly above its official share."
    assert above.evidence == "At least 10 of 40 people listed; the official share of attendance, 20%, would be 8."
    assert told(30) is None  # 10 to 16 of 40: 25 to 40%
    assert told(26) is None  # 29% of the 34 known, but 25% where no other is
    assert told(24) is None  # one person less: 9 of 40
    assert told(42) is None  # one person more: 17 of 40, below 41.5% only with the 16
    below = told(45)
    assert below.headline == "Government is certainly below its official share."
    assert below.evidence.startswith("At most 16 of 40 people")


def test_topics_on_all_days(tiny):
    """Three of six sessions on t, two a day: by chance on 3 · (1 - C(4, 3) / C(6, 3)) = 2.4 of three days; u, on five, on all 3."""
    sessions = [{"session_id": f"s{i}", "day": i // 2} for i in range(6)]
    topics = {f"s{i}": ("t u", "u", "t u", "u", "t u", "v")[i] for i in range(6)}
    found = recurring_topics(tiny(sessions, pillars={f"s{i}": "protection" for i in range(6)}, topics=topics), IGF2025)
    assert found.headline == "t came up on all three days."
    assert found.evidence == "3 sessions. Chance alone would put it on 2.4 days on average."
    assert found.session_ids == ("s0", "s2", "s4")


def test_a_number_of_topics_on_all_days_counts_those_by_chance_too(tiny):
    """Three days of two sessions: t and w in one a day, by chance on 2.4 days; u in five sessions, on all 3 whatever the order."""
    sessions = [{"session_id": f"s{i}", "day": i // 2} for i in range(6)]
    topics = {f"s{i}": ("t u", "u w", "t u", "u w", "t u", "w")[i] for i in range(6)}
    found = recurring_topics(tiny(sessions, pillars={f"s{i}": "protection" for i in range(6)}, topics=topics), IGF2025)
    assert found.headline == "Three topics came up on all three days."
    assert found.evidence == "t; w; 1 more. Chance alone would put each on 2.4 to 3.0 days on average."
    assert len(found.session_ids) == 6


def test_a_topic_of_fewer_days_is_not_told_where_another_is_on_all(tiny):
    """Four days; t comes up on three of them with three sessions, u on all four with eight: of u chance alone says as much."""
    sessions = [{"session_id": f"s{i}", "day": i // 2} for i in range(8)]
    pillars = {f"s{i}": "protection" for i in range(8)}
    topics = {f"s{i}": "t" if i in (0, 2, 4) else f"v{i}" for i in range(8)}
    found = recurring_topics(tiny(sessions, pillars=pillars, topics=topics), IGF2025)
    assert found.headline == "t came up on three of four days."
    both = {session: f"{topic} u" for session, topic in topics.items()}
    assert recurring_topics(tiny(sessions, pillars=pillars, topics=both), IGF2025) is None


def test_without_a_recurring_topic_nothing_is_claimed_of_all_days(tiny):
    """A topic of the only day came up on all days there are; one that chance alone puts on all three is not told, nor denied."""
    one_day = tiny(["a", "b"], pillars={"a": "protection", "b": "protection"}, topics={"a": "t", "b": "t"})
    assert recurring_topics(one_day, IGF2025) is None
    assert no_recurring_topic(one_day).headline == "No topic can recur on fewer than three days."
    sessions = [{"session_id": f"s{day}", "day": day} for day in range(3)]
    everywhere = tiny(
        sessions, pillars={f"s{day}": "protection" for day in range(3)}, topics={f"s{day}": "t" for day in range(3)}
    )
    assert recurring_topics(everywhere, IGF2025) is None
    assert no_recurring_topic(everywhere).headline == "Nothing to tell about topics across the days."


def test_sessions_at_the_same_time_are_told_only_where_it_is_certain(tiny):
    a = {"session_id": "a", "code": "WS 1", "day": 1, "start": "09:00", "end": "10:00"}
    b = {"session_id": "b", "code": "WS 2", "day": 1, "start": "09:30", "end": "10:30"}
    found = same_hour(tiny([a, b], pillars={"a": "protection"}), IGF2025)
    assert found.headline == "Two child-related sessions overlapped on Day 1."
    assert found.evidence == "WS 1 and WS 2, 09:30–10:00."
    assert found.session_ids == ("a", "b")
    c = {"session_id": "c", "code": "WS 3", "day": 1, "start": "10:15", "end": "11:00"}
    three = same_hour(tiny([a, b, c, {"session_id": "d", "day": 1}], pillars={"a": "protection"}), IGF2025)
    assert three.headline == "Three child-related sessions overlapped with another."
    assert three.evidence == "3 of 4 sessions, in 2 pairs. The longest overlap: on Day 1, 09:30–10:00, WS 1 and WS 2."
    days = ("2024-12-15", "2025-06-23")
    meetings = [
        {"meeting_id": f"igf{day[:4]}", "year": day[:4], "name": "x", "city": "x", "country": "x", "timezone": "Europe/Oslo"}
        | {"start_date": day, "end_date": day[:8] + "27", "day_zero_date": day}
        for day in days
    ]
    apart = tiny([a, b, {"session_id": "c", "meeting_id": "igf2024"}], pillars={"a": "protection"}, meetings=meetings)
    assert same_hour(apart, Selection()).evidence == "At IGF 2025 on Day 1, 09:30–10:00: WS 1 and WS 2."
    open_end = {"session_id": "a", "code": "WS 1", "day": 1, "start": "09:00"}
    assert same_hour(tiny([open_end, b], pillars={"a": "protection"}), IGF2025) is None
    together = {**b, "start": "09:00"}
    assert same_hour(tiny([open_end, together], pillars={"a": "protection"}), IGF2025) is not None
    other = {**b, "child_rights": "no"}
    assert same_hour(tiny([a, other], pillars={"a": "protection"}), replace(IGF2025, relevance=())) is None


def test_undated_sessions(tiny):
    data = tiny(
        [{"session_id": "a", "day": 1}, "b", {"session_id": "c", "status": "proposed"}], pillars={"b": "protection provision"}
    )
    found = undated(data, replace(IGF2025, status=()))
    assert found.headline == "One child-related session has no known date."
    assert found.evidence == "1 of 2 sessions; 1 on protection and 1 on provision. It may belong to any day."


def test_at_most_six_follow_the_headline(tiny, monkeypatch):
    many = [Finding(f"more-{number}", "counting", "One.", "1.") for number in range(9)]
    monkeypatch.setattr("igfdata.findings.ranking._others", lambda dataset, selection: many)
    sessions, pillars = programme(*CLEAR)
    told = findings(tiny(sessions, pillars=pillars), IGF2025)
    assert len(told) == 7
    assert [one.key for one in told[2:]] == [one.key for one in many[:5]]


def test_the_claim_of_the_report_can_be_checked(shipped):
    (claim,) = claims_of(shipped, ("igf2025",))
    assert (claim.meeting_id, claim.day, claim.pillar) == ("igf2025", "Day 2", "protection")
    assert claim.finding.headline == "All five child-related sessions on Day 2 touched protection."
    assert "Four of the five sessions touch provision too." in claim.against
    assert "2 sessions on protection have no known date." in claim.against
    assert any(text.startswith("Shared between pillars:") for text in claim.against)
    n = len(select(shipped, replace(IGF2025, relevance=(), days=("Day 2",))).sessions)
    assert f"The data hold {n} sessions of Day 2; how many there were is not known." in claim.against
    assert claims_of(shipped, ("igf2021",)) == ()
