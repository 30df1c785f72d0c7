"""Do the measures grow well? A filter of two groups and two years, then three counts, beside DuckDB and pandas.

The counts: sessions by day and pillar, people by group, sessions by day and topic. Ours is what a page
calls: ``select``, ``pillar_coverage``, ``group_mix``, ``topic_sessions``, with shares and intervals.
The floors hold only the columns they need, typed as well as they can be (DuckDB: ENUM, two threads;
pandas: categories and row numbers, no join of persons), and only the codes that count; they stop at the
counts. All three are asked the same: the counts are compared before anything is timed.
"""

import time
from collections.abc import Callable, Iterator
from itertools import combinations, product

import numpy as np
import pandas as pd

from igfdata import Dataset, Selection, select
from igfdata.dataset import build
from igfdata.measures.coverage import pillar_coverage
from igfdata.measures.recurrence import topic_sessions
from igfdata.measures.stakeholders import group_mix
from igfdata.vocabulary import UNKNOWN
from tests.bench.results import Result
from tests.bench.synthetic import text_frames

LARGEST = 1_000_000
SIZES = (1_000, 10_000, 100_000, LARGEST)
PERSONS, TOPICS = 5, 2
"""Persons and topic codes a session."""

EVERYTHING = Selection(status=(), relevance=())
Counts = dict[tuple[str, str], int]


def measure(*, is_quick: bool) -> Iterator[Result]:
    """Four results a size: loading, the counts beside DuckDB and beside pandas, and the counts right after loading."""
    for n in SIZES[:2] if is_quick else SIZES:
        frames = text_frames(n, PERSONS * n, TOPICS * n)
        start = time.perf_counter()
        dataset = build(frames)
        loading = time.perf_counter() - start
        engines = {"ours": ours(dataset), "DuckDB": duckdb_floor(dataset), "pandas": pandas_floor(dataset)}
        samples: dict[str, list[float]] = {name: [] for name in engines}
        for turn, (groups, years) in enumerate(_filters(5 if is_quick else 30)):
            counted = {}
            for name, engine in engines.items():
                start = time.perf_counter()
                answer = engine(groups, years)
                samples[name].append(1000 * (time.perf_counter() - start))
                counted[name] = answer()
            assert counted["ours"] == counted["DuckDB"] == counted["pandas"], f"{n} sessions, {groups}, {years}"
            if turn == 0:
                first = samples["ours"].pop()
                del samples["DuckDB"][0], samples["pandas"][0]
        size = f"{n:,} sessions"
        yield Result(f"Texts that were read and checked become a dataset, {size}", [loading], "s")
        what = f"Filter and three counts, {size}"
        goal = 1.0 if n == LARGEST else None
        yield Result(what, samples["ours"], floor=samples["DuckDB"], floor_is="DuckDB", most=goal)
        yield Result(what, samples["ours"], floor=samples["pandas"], floor_is="pandas, categories")
        yield Result(f"The same, the first time after loading, {size}", [first])


def _filters(n: int) -> list[tuple[tuple[str, ...], tuple[int, ...]]]:
    """Two groups and two years, never the same filter twice."""
    groups = ("Government", "Civil Society", "Academia", "Youth")
    years = [(2025 - i, 2024 - i) for i in range(10)]
    return [(pair, year) for year, pair in product(years, combinations(groups, 2))][:n]


def _counts(frame: pd.DataFrame) -> Counts:
    """Counts of a measure that are not 0."""
    rows = frame[frame["n"] > 0]
    return {
        (str(key), str(category)): int(n) for key, category, n in zip(rows["key"], rows["category"], rows["n"], strict=True)
    }


def ours(dataset: Dataset) -> Callable:
    """The product's own functions."""

    def run(groups: tuple[str, ...], years: tuple[int, ...]) -> Callable[[], list[Counts]]:
        meetings = tuple(f"igf{year}" for year in years)
        data = select(dataset, Selection(meetings=meetings, groups=groups, status=(), relevance=()))
        frames = pillar_coverage(data, by="day"), group_mix(data), topic_sessions(data, by="day")
        return lambda: [_counts(frame) for frame in frames]

    return run


def _columns(dataset: Dataset) -> dict[str, pd.DataFrame]:
    """The columns that the floors need, with row numbers for keys, and only the codes that count."""
    counted = select(dataset, EVERYTHING)
    years = dataset.meetings["year"].to_numpy()[counted.column("sessions", "meeting_row")].astype(np.int16)

    def coded(table: str, column: str) -> pd.DataFrame:
        values = getattr(counted, table)[column]
        return pd.DataFrame({"session": counted.column(table, "session_row").to_numpy(dtype=np.int32), column: values})

    return {
        "sessions": pd.DataFrame(
            {"session": np.arange(len(years), dtype=np.int32), "year": years, "day": counted.sessions["day"]}
        ),
        "persons": coded("participants", "stakeholder_group"),
        "pillars": coded("session_pillars", "pillar"),
        "topics": coded("session_topics", "topic"),
    }


def duckdb_floor(dataset: Dataset) -> Callable:
    """DuckDB in memory, two threads, texts as ENUM."""
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    for name, frame in _columns(dataset).items():
        connection.register("given", frame)
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM given")
        connection.unregister("given")

    def run(groups: tuple[str, ...], years: tuple[int, ...]) -> Callable[[], list[Counts]]:
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE chosen AS SELECT session, day FROM sessions WHERE year IN (?, ?) "
            "AND session IN (SELECT session FROM persons WHERE stakeholder_group IN (?, ?))",
            [*years, *groups],
        )
        by_pillar, by_group, by_topic = (
            connection.execute(query).fetchall()
            for query in (
                "SELECT day, pillar, count(*) FROM pillars JOIN chosen USING (session) GROUP BY ALL",
                "SELECT stakeholder_group, count(*) FROM persons SEMI JOIN chosen USING (session) GROUP BY ALL",
                "SELECT day, topic, count(*) FROM topics JOIN chosen USING (session) GROUP BY ALL",
            )
        )
        return lambda: [
            {(day, pillar): n for day, pillar, n in by_pillar},
            {("all", group or UNKNOWN): n for group, n in by_group},
            {(day, topic): n for day, topic, n in by_topic},
        ]

    return run


def pandas_floor(dataset: Dataset) -> Callable:
    """pandas done well: categories, row numbers, ``isin`` on numbers, and no join of the persons."""
    tables = _columns(dataset)
    sessions, persons = tables["sessions"], tables["persons"]

    def run(groups: tuple[str, ...], years: tuple[int, ...]) -> Callable[[], list[Counts]]:
        with_group = persons.loc[persons["stakeholder_group"].isin(groups), "session"].unique()
        chosen = sessions[sessions["year"].isin(years) & sessions["session"].isin(with_group)]
        day = chosen.set_index("session")["day"]

        def by_day(name: str, column: str) -> pd.Series:
            rows = tables[name]
            rows = rows[rows["session"].isin(chosen["session"])]
            return rows.groupby([day.reindex(rows["session"]).array, rows[column]], observed=True).size()

        by_pillar, by_topic = by_day("pillars", "pillar"), by_day("topics", "topic")
        by_group = persons.loc[persons["session"].isin(chosen["session"]), "stakeholder_group"].value_counts(dropna=False)
        return lambda: [
            {(str(key), str(name)): int(n) for (key, name), n in by_pillar.items()},
            {("all", UNKNOWN if pd.isna(name) else str(name)): int(n) for name, n in by_group.items() if n},
            {(str(key), str(name)): int(n) for (key, name), n in by_topic.items()},
        ]

    return run
