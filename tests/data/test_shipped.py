"""The shipped data by their counts, read with Python's own csv, against the datasheet."""

import csv
import re
import unicodedata
from collections import Counter

import pytest

from igfdata import Selection, select
from igfdata.code_rules import coding_rules, decision_reasons
from igfdata.codebook.model import Codebook, check_codebook
from igfdata.dataset import SHIPPED
from igfdata.measures.agreement import agreement
from igfdata.measures.coverage import pillar_coverage
from igfdata.measures.programme_share import completeness, programme_share
from igfdata.schema import TABLES
from igfdata.validation import read_folder


def rows(table):
    with (SHIPPED / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = {
    "meetings": 5,
    "sessions": 540,
    "participants": 2282,
    "codings": 1586,
    "decisions": 42,
    "session_links": 5,
    "daily_reports": 5,
    "report_claims": 1,
    "benchmarks": 115,
    "codebook": 61,
}
LOGS = {"codebook_changes", "data_changes"}
"""Grow by a row with each correction: their rows are held by what they say, not by their number."""
TOPICS = 54
CODEBOOK = "1.1"
HELD = {"igf2021": 17, "igf2022": 24, "igf2023": 188, "igf2024": 79, "igf2025": 147}


@pytest.mark.parametrize(("table", "count"), ROWS.items())
def test_rows_of_each_table(table, count):
    assert len(rows(table)) == count


def test_every_table_is_counted():
    assert set(ROWS) | LOGS == set(TABLES) == {path.stem for path in SHIPPED.glob("*.csv")}


def test_frames_hold_what_the_files_hold(shipped):
    assert len(shipped.sessions) == 540
    assert len(shipped.participants) == 2282
    assert (len(shipped.session_pillars), len(shipped.session_topics)) == (232 + 155 + 158, 604 + 437)
    assert len(shipped.codebook) == TOPICS
    lists = [row["label"].split()[0] for row in rows("codebook") if row["topic"] not in set(shipped.codebook["topic"])]
    assert Counter(lists) == {"Pillar:": 3, "Relevance:": 2, "Mask": 2}


def test_sessions_by_meeting_and_status(shipped):
    frame = completeness(shipped).set_index("meeting_id")
    assert frame["n_sessions"].to_dict() == {"igf2021": 17, "igf2022": 24, "igf2023": 193, "igf2024": 106, "igf2025": 200}
    assert frame["held"].to_dict() == HELD
    assert frame["on_programme"].to_dict() == {"igf2021": 0, "igf2022": 0, "igf2023": 5, "igf2024": 27, "igf2025": 7}
    assert frame["proposed"].sum() == frame.loc["igf2025", "proposed"] == 46


def test_sessions_by_relevance(shipped):
    frame = completeness(shipped).set_index("meeting_id")
    found = {meeting: tuple(row) for meeting, row in frame[["yes", "partly", "no"]].iterrows()}
    assert found == {
        "igf2021": (8, 9, 0),
        "igf2022": (9, 15, 0),
        "igf2023": (11, 14, 168),
        "igf2024": (14, 7, 85),
        "igf2025": (21, 26, 153),
    }


def test_official_totals_where_they_are_known(shipped):
    totals = completeness(shipped).set_index("meeting_id")["sessions_total"].dropna().to_dict()
    assert totals == {"igf2023": 355, "igf2024": 307, "igf2025": 262}


def test_how_much_of_each_programme_is_here(shipped):
    assert completeness(shipped).set_index("meeting_id")["coverage"].to_dict() == {
        "igf2021": "child_sessions_only",
        "igf2022": "child_sessions_only",
        "igf2023": "partial",
        "igf2024": "partial",
        "igf2025": "partial",
    }
    child_sessions_only = shipped.sessions["meeting_id"].isin(["igf2021", "igf2022"])
    assert "no" not in set(shipped.sessions.loc[child_sessions_only, "child_rights"])


def accepted_children():
    """Sessions about or partly about children that were held or are on the programme, by id."""
    return {row["session_id"]: row for row in rows("sessions") if row["status"] != "proposed" and row["child_rights"] != "no"}


def test_child_related_sessions_held_or_on_the_programme():
    found = Counter(row["meeting_id"] for row in accepted_children().values())
    assert found == {"igf2021": 17, "igf2022": 24, "igf2023": 25, "igf2024": 21, "igf2025": 21}


@pytest.mark.parametrize(
    ("meeting", "kind", "n", "of", "percent"),
    [
        ("igf2021", "none", 17, 0, None),
        ("igf2022", "none", 24, 0, None),
        ("igf2023", "at_least", 25, 355, 7),
        ("igf2024", "at_least", 21, 307, 7),
        ("igf2025", "at_least", 21, 262, 8),
    ],
)
def test_share_of_each_programme(shipped, meeting, kind, n, of, percent):
    found = programme_share(shipped, Selection(meetings=(meeting,)))
    assert (found.kind, found.n, found.of) == (kind, n, of)
    assert (round(100 * found.share) if of else None) == percent


def test_all_meetings_together_have_no_share_of_a_programme(shipped):
    assert programme_share(shipped, Selection()).kind == "none"


@pytest.mark.parametrize(
    ("meeting", "protection", "provision", "participation", "unclear"),
    [
        ("igf2021", 9, 6, 8, 1),
        ("igf2022", 17, 9, 7, 1),
        ("igf2023", 16, 7, 12, 3),
        ("igf2024", 14, 11, 8, 1),
        ("igf2025", 13, 9, 9, 1),
    ],
)
def test_sessions_on_each_pillar(shipped, meeting, protection, provision, participation, unclear):
    found = pillar_coverage(select(shipped, Selection(meetings=(meeting,)))).set_index("category")["n"].to_dict()
    expected = {"protection": protection, "provision": provision, "participation": participation, "unclear": unclear}
    assert {key: found[key] for key in expected} == expected


@pytest.mark.parametrize(
    ("day", "n", "of"),
    [("Day 0", 1, 3), ("Day 1", 1, 2), ("Day 2", 5, 5), ("Day 3", 2, 4), ("Day 4", 2, 5), ("Day unknown", 2, 2)],
)
def test_protection_by_day_of_2025(shipped, cell, day, n, of):
    held = select(shipped, Selection(meetings=("igf2025",), status=("held",)))
    row = cell(pillar_coverage(held, by="day"), key=day, category="protection")
    assert (row["n"], row["of"]) == (n, of)


@pytest.mark.parametrize(
    ("label", "alpha"), [("protection", 0.791), ("provision", 0.729), ("participation", 0.549), (None, 0.624)]
)
def test_agreement_of_the_two_coders_on_pillars(shipped, label, alpha):
    """Sets of pillars (None) with MASI distance, ``unclear`` as a label of its own."""
    row = pillar_agreement(shipped)[label]
    assert (round(row["alpha"], 3), row["n"]) == (alpha, 106)


@pytest.mark.parametrize(("label", "alpha"), [("protection", 0.730), ("provision", 0.751), ("participation", 0.537)])
def test_agreement_after_rule_6_was_sharpened(shipped, label, alpha):
    """Held sessions that B coded by version 1.1 of the codebook."""
    held = {row["session_id"] for row in rows("sessions") if row["status"] == "held"}
    codes = [row for row in rows("codings") if row["dimension"] == "pillar" and row["session_id"] in held]
    later = {row["session_id"] for row in codes if row["coder"] == "B" and row["codebook_version"] == "1.1"}
    row = pillar_agreement(shipped, sessions=later)[label]
    assert (round(row["alpha"], 3), row["n"]) == (alpha, 48)
    given = Counter(row["coder"] for row in codes if row["session_id"] in later and row["code"] == "participation")
    assert (given["A"], given["B"]) == (26, 15)


def pillar_agreement(data, **options):
    frame = agreement(data, **options)
    return {row["label"]: row for row in frame[frame["dimension"] == "pillar"].to_dict("records")}


def test_completeness_is_counted_from_the_files(shipped):
    """The table of completeness against the files themselves."""
    sessions, people, codes = rows("sessions"), rows("participants"), rows("codings")
    found = completeness(shipped).set_index("meeting_id")
    for meeting in HELD:
        own = {row["session_id"]: row for row in sessions if row["meeting_id"] == meeting}
        persons = [row for row in people if row["session_id"] in own]
        assert found.loc[meeting, "n_dated"] == sum(bool(row["date"]) for row in own.values())
        assert found.loc[meeting, "n_timed"] == sum(bool(row["date"] and row["start"]) for row in own.values())
        assert found.loc[meeting, "n_length"] == sum(
            bool(row["duration_min"] or (row["date"] and row["start"] and row["end"])) for row in own.values()
        )
        assert found.loc[meeting, "n_persons"] == len(persons)
        assert found.loc[meeting, "n_with_persons"] == len({row["session_id"] for row in persons})
        assert found.loc[meeting, "n_group_known"] == sum(bool(row["stakeholder_group"]) for row in persons)
        assert found.loc[meeting, "n_region_known"] == sum(bool(row["regional_group"]) for row in persons)
        for dimension in ("pillar", "topic"):
            coded = {row["session_id"] for row in codes if row["dimension"] == dimension} & set(own)
            assert found.loc[meeting, f"n_{dimension}s"] == len(coded)


def test_sessions_of_2025_by_day(shipped):
    """As the datasheet has it: all held sessions, and in brackets the child-related ones."""
    held = shipped.sessions[(shipped.sessions["meeting_id"] == "igf2025") & (shipped.sessions["status"] == "held")]
    about = held[held["child_rights"] != "no"]
    days = ["Day 0", "Day 1", "Day 2", "Day 3", "Day 4", "Day unknown"]
    assert [int((held["day"] == day).sum()) for day in days] == [28, 20, 32, 37, 21, 9]
    assert [int((about["day"] == day).sum()) for day in days] == [3, 2, 5, 4, 5, 2]


def test_known_gaps_are_still_the_ones_the_datasheet_names(shipped):
    sessions = shipped.sessions
    assert not ((sessions["meeting_id"] == "igf2021") & (sessions["day"] == "Day 2")).any()
    held_2024 = sessions[(sessions["meeting_id"] == "igf2024") & (sessions["status"] == "held")]
    assert int((held_2024["start"] != "").sum()) == 28
    assert int(sessions.loc[(sessions["meeting_id"] == "igf2024"), "date"].isna().sum()) == 36
    assert sessions.loc[sessions["status"] == "proposed", "date"].isna().all()


def test_codes_by_coder():
    codes = rows("codings")
    assert Counter((row["coder"], row["dimension"]) for row in codes) == {
        ("A", "pillar"): 232,
        ("A", "topic"): 604,
        ("B", "pillar"): 155,
        ("B", "topic"): 437,
        ("adjudicated", "pillar"): 158,
    }
    coded = {coder: {row["session_id"] for row in codes if row["coder"] == coder} for coder in ("A", "B", "adjudicated")}
    related = {row["session_id"] for row in rows("sessions") if row["child_rights"] != "no"}
    assert coded["A"] == related
    assert len(related) == 134
    assert coded["B"] == coded["adjudicated"]
    assert len(coded["B"]) == 106
    by_a_alone = {"igf2025-other-host-country-open-stage-8", "igf2025-other-host-country-open-stage-10"}
    assert set(accepted_children()) - coded["B"] == by_a_alone


def test_topics_that_both_coders_gave():
    both = {row["session_id"] for row in rows("codings") if row["coder"] == "B"}
    by_a, by_b = (
        {
            (row["session_id"], row["code"])
            for row in rows("codings")
            if row["coder"] == coder and row["dimension"] == "topic" and row["session_id"] in both
        }
        for coder in ("A", "B")
    )
    assert (len(by_a & by_b), len(by_a - by_b), len(by_b - by_a)) == (361, 139, 76)


def test_pillars_are_ranked_without_gaps_and_unclear_stands_alone():
    ranked: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows("codings"):
        if row["dimension"] == "pillar":
            ranked.setdefault((row["session_id"], row["coder"]), {})[row["code"]] = row["rank"]
    for who, codes in ranked.items():
        assert sorted(codes.values()) == [str(rank + 1) for rank in range(len(codes))], who
        assert "unclear" not in codes or len(codes) == 1, who


def test_whom_the_decisions_by_version_1_1_follow():
    by_b = {(row["session_id"], row["codebook_version"]) for row in rows("codings") if row["coder"] == "B"}
    later = [row for row in rows("decisions") if (row["session_id"], "1.1") in by_b]

    def followed(row):
        a, b, decided = (set(row[name].split(";")) for name in ("code_a", "code_b", "decision"))
        return "B" if decided == b else "A" if decided == a else "neither"

    assert Counter(map(followed, later)) == {"B": 14, "A": 3, "neither": 1}


def test_a_decision_is_what_the_adjudicated_codes_say():
    adjudicated: dict[str, set[str]] = {}
    for row in rows("codings"):
        if row["coder"] == "adjudicated":
            adjudicated.setdefault(row["session_id"], set()).add(row["code"])
    for row in rows("decisions"):
        assert set(row["decision"].split(";")) == adjudicated[row["session_id"]], row["session_id"]


def test_versions_of_the_codebook_by_which_the_codes_were_given(shipped):
    found = {(row["coder"], row["codebook_version"], row["session_id"]) for row in rows("codings")}
    assert Counter((coder, version) for coder, version, _ in found) == {
        ("A", "1.0"): 125,
        ("A", "1.1"): 9,
        ("B", "1.0"): 56,
        ("B", "1.1"): 50,
        ("adjudicated", "1.0"): 56,
        ("adjudicated", "1.1"): 50,
    }
    assert [row["version"] for row in rows("codebook_changes")][:5] == ["1.0", "1.1", "1.1", "1.1", "1.1"]
    assert shipped.codebook_version == CODEBOOK


def test_the_codebook_says_of_each_topic_when_to_use_it_and_when_not(shipped):
    check_codebook(Codebook.from_frames(read_folder(SHIPPED)))
    assert len(shipped.codebook_rows) == ROWS["codebook"]
    topics = {row["topic"]: row for row in rows("codebook") if row["topic"] in set(shipped.codebook["topic"])}
    for key, row in topics.items():
        for column in ("use_when", "not_when"):
            assert row[column].endswith(".") and 20 < len(row[column]) < 150, (key, column)
    labels = {row["label"] for row in topics.values()}
    named = [
        label
        for row in topics.values()
        for told in re.findall(r"\bsee ([^;.]*)", row["not_when"])
        for label in told.split(" or ")
    ]
    assert len(named) > 40
    assert [label for label in named if label not in labels] == []


def test_example_sessions_are_those_of_the_rule_in_the_datasheet():
    """Given by A and B, held or on the programme, about children, fewest topics, newest, then by id; at most three.

    They were chosen when all codes were those of version 1.0.
    """
    sessions = {row["session_id"]: row for row in rows("sessions")}
    first = [row for row in rows("codings") if row["codebook_version"] == "1.0"]
    given = {(row["session_id"], row["code"], row["coder"]) for row in first if row["dimension"] == "topic"}
    n_topics = Counter(session for session, _, coder in given if coder == "A")

    def place(session, topic):
        row = sessions[session]
        newest = -int(row["date"].replace("-", "") or 0)
        is_less = ((session, topic, "B") not in given, row["status"] == "proposed", row["child_rights"] != "yes")
        return *is_less, n_topics[session], newest, session

    for row in rows("codebook"):
        topic = row["topic"]
        having = [session for session, code, coder in given if code == topic and coder == "A"]
        expected = sorted(having, key=lambda session: place(session, row["topic"]))[:3]
        assert row["examples"] == ";".join(expected), topic


def test_persons_by_basis():
    people = rows("participants")
    assert Counter(row["basis"] for row in people) == {"stated": 1543, "inferred": 520, "unknown": 219}
    unknown = [row for row in people if row["basis"] == "unknown"]
    assert not [row for row in unknown if row["stakeholder_group"]]
    assert sum(bool(row["regional_group"]) for row in unknown) == 7


def test_every_session_has_a_source():
    for row in rows("sessions"):
        urls = row["source_urls"].split(";")
        assert all(re.fullmatch(r"https?://[\w.-]+(/\S*)?", url) for url in urls), row["session_id"]


PERSONAL = re.compile(r"name|person|speaker|moderator|organi[sz]er|email|mail|bio|contact|affiliation", re.I)


def test_no_column_could_hold_a_persons_name():
    """``name`` of a meeting and what a report names (groups, regions) are no persons."""
    columns = {f"{table}.{column}" for table in ROWS for column in rows(table)[0] if PERSONAL.search(column)}
    assert columns == {"meetings.name", "daily_reports.stakeholders_named", "daily_reports.regions_named"}
    assert list(rows("participants")[0]) == ["session_id", "role", "stakeholder_group", "regional_group", "basis"]


def test_no_cell_holds_control_characters_or_stray_blanks():
    for table in ROWS:
        for row in rows(table):
            for column, text in row.items():
                assert not [sign for sign in text if unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cn"}], (
                    table,
                    column,
                    text,
                )
                assert text == text.strip(), (table, column, text)


ADDED_AT_THE_END = {"participants", "codings", "decisions"}
"""Tables whose later rows stand below the earlier ones."""


@pytest.mark.parametrize("table", [name for name in ROWS if not TABLES[name].is_ordered and name not in ADDED_AT_THE_END])
def test_rows_are_sorted_by_their_key(table):
    """The codebook stands in the order of its subjects, its changes in that of time."""
    keys = [tuple(row[column] for column in TABLES[table].key) for row in rows(table)]
    assert keys == sorted(keys)


def test_the_datasheet_holds_the_coding_rules_word_for_word():
    datasheet = " ".join((SHIPPED / "README.md").read_text(encoding="utf-8").split())
    assert all(f"{number}. {rule}" in datasheet for number, rule in enumerate(coding_rules(), start=1))
    named = {int(number) for number in re.findall(r"Rule (\d+):", " ".join(decision_reasons().values()))}
    assert named and named <= set(range(1, len(coding_rules()) + 1))
