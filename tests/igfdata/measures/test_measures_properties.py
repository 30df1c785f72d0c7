"""What must hold of every measure, whatever the data."""

from dataclasses import asdict

import pandas as pd
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from igfdata import Selection, select
from igfdata.dataset import build
from igfdata.measures.breakdown import BREAKDOWNS
from igfdata.measures.clashes import clashes
from igfdata.measures.cooccurrence import topic_pairs
from igfdata.measures.coverage import pillar_coverage
from igfdata.measures.delegates import delegate_plan
from igfdata.measures.programme_share import completeness
from igfdata.measures.recurrence import topic_recurrence, turnover
from igfdata.measures.stakeholders import diversity, gap_cells, group_mix
from igfdata.measures.summary import programme_shares, summarise
from igfdata.vocabulary import PILLARS, REGIONAL_GROUPS, ROLES, STAKEHOLDER_GROUPS
from tests.conftest import load_shipped

SHIPPED = load_shipped()
FOUND = (Phase.explicit, Phase.reuse, Phase.generate)
"""Slow measures: a failure is shown as it was found, not made smaller for minutes."""
NAMES = [f"s{number}" for number in range(7)]
TABLES = {
    "coverage by day": lambda data: pillar_coverage(data, by="day", counting="ranked", weight="hours"),
    "mix by day": lambda data: group_mix(data, by="day"),
    "summary": lambda data: summarise(data),
    "recurrence": topic_recurrence,
    "turnover": turnover,
    "pairs": lambda data: topic_pairs(data, min_together=1),
    "clashes": clashes,
    "plan": lambda data: delegate_plan(data, 1),
    "gaps": gap_cells,
    "diversity": lambda data: pd.DataFrame([asdict(diversity(data))]),
    "completeness": completeness,
}


def codes_of(codes):
    """A non-empty list of distinct codes, in any order."""
    return st.lists(st.sampled_from(codes), min_size=1, max_size=3, unique=True).map(" ".join)


PILLAR_CODES = codes_of(list(PILLARS)) | st.just("unclear")
TOPIC_CODES = codes_of(["w", "x", "y", "z"])
SESSION = st.fixed_dictionaries(
    {
        "child_rights": st.sampled_from(["yes", "partly"]),
        "start": st.sampled_from([None, "09:00", "09:30", "10:00"]),
        "duration_min": st.sampled_from([None, "30", "60", "90"]),
    },
    optional={"day": st.integers(0, 4)},
)
PERSON = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from([None, *STAKEHOLDER_GROUPS]),
    st.sampled_from([None, *REGIONAL_GROUPS]),
    st.sampled_from(list(ROLES)),
)
PARTS = st.fixed_dictionaries(
    {
        "sessions": st.tuples(*[SESSION] * len(NAMES)),
        "pillars": st.dictionaries(st.sampled_from(NAMES), PILLAR_CODES, min_size=1),
        "topics": st.dictionaries(st.sampled_from(NAMES), TOPIC_CODES, min_size=1),
        "persons": st.lists(PERSON, max_size=12),
    }
)


def data_of(tiny, parts):
    sessions = [{"session_id": name, **session} for name, session in zip(NAMES, parts["sessions"], strict=True)]
    return tiny(sessions, **{name: parts[name] for name in ("pillars", "topics", "persons")})


@given(parts=PARTS, random=st.randoms(use_true_random=False))
@settings(max_examples=6, phases=FOUND)
def test_the_order_of_rows_changes_no_measure(tiny_frames, parts, random):
    frames = data_of(tiny_frames, parts)

    def shuffled(frame):
        return frame.iloc[random.sample(range(len(frame)), len(frame))].reset_index(drop=True)

    data = build(frames)
    mixed = build(frames | {name: shuffled(frames[name]) for name in ("sessions", "participants", "codings")})
    for name, measure in TABLES.items():
        pd.testing.assert_frame_equal(measure(mixed), measure(data), obj=name)


@given(parts=PARTS, by=st.sampled_from([None, *BREAKDOWNS]), weight=st.sampled_from(["sessions", "hours"]))
@settings(max_examples=25, phases=FOUND)
def test_divided_shares_sum_to_one_wherever_there_are_data(tiny, parts, by, weight):
    data = data_of(tiny, parts)
    for counting in ("fractional", "ranked"):
        rows = pillar_coverage(data, by=by, counting=counting, weight=weight)
        for key, of_key in rows.groupby("key", observed=True):
            if of_key["of"].iloc[0] > 0:
                assert abs(of_key["share"].sum() - 1) < 1e-9, (key, counting)


@given(parts=PARTS, by=st.sampled_from([None, "day", "relevance"]))
@settings(max_examples=25)
def test_full_counts_are_counts_of_sessions(tiny, parts, by):
    """Full counting against plain Python: sessions of each key that hold the code, over the coded ones."""
    rows = pillar_coverage(data_of(tiny, parts), by=by)
    key_of = {}
    for name, session in zip(NAMES, parts["sessions"], strict=True):
        day = f"Day {session['day']}" if "day" in session else "Day unknown"
        key_of[name] = {None: "all", "day": day, "relevance": session["child_rights"]}[by]
    for row in rows.itertuples():
        coded = [codes.split() for name, codes in parts["pillars"].items() if key_of[name] == row.key]
        assert (row.n, row.of) == (sum(str(row.category) in codes for codes in coded), len(coded))


@st.composite
def shipped_selections(draw):
    some = {
        "meetings": st.sampled_from([(), ("igf2025",), ("igf2023",), ("igf2021", "igf2024")]),
        "status": st.sampled_from([(), ("held",), ("held", "on_programme")]),
        "relevance": st.sampled_from([(), ("yes",), ("yes", "partly")]),
        "groups": st.sampled_from([(), (), ("Government",), ("Academia", "Youth")]),
        "persons": st.sampled_from(["session", "group"]),
        "basis": st.sampled_from(["all", "stated"]),
        "coder": st.sampled_from(["default", "A", "B", "adjudicated"]),
    }
    return Selection(**{name: draw(values) for name, values in some.items()})


@given(selection=shipped_selections(), by=st.sampled_from([None, *BREAKDOWNS]))
@settings(max_examples=12, phases=FOUND)
def test_shares_of_the_shipped_data_are_shares(selection, by):
    data = select(SHIPPED, selection)
    assume(len(data.sessions))
    table = summarise(data, by=by, programme=programme_shares(SHIPPED, selection, by=by))
    numbers = table[["n", "of", "share", "low", "high"]].astype(float)
    numbers["measure"] = table["measure"]
    assert (numbers["n"] >= 0).all()
    shares = numbers.dropna(subset="share")
    assert shares["share"].between(0, 1 + 1e-9).all(), shares[~shares["share"].between(0, 1 + 1e-9)]
    counted = shares[shares["measure"] != "balance"]
    assert ((counted["share"] - counted["n"] / counted["of"]).abs() < 1e-9).all()
    bounded = shares.dropna(subset=["low", "high"])
    assert (bounded["low"] <= bounded["share"] + 1e-9).all()
    assert (bounded["share"] <= bounded["high"] + 1e-9).all()
    assert bounded[["low", "high"]].stack().between(0, 1 + 1e-9).all()
    assert (table.loc[numbers["of"] == 0, "share"].isna()).all(), "no share of nothing"
