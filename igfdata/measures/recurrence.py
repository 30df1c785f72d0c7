"""Which topics come back, day after day and year after year?"""

from math import comb

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from igfdata.dataset import Dataset
from igfdata.measures.dimensions import COLUMNS, counts_by, session_keys
from igfdata.measures.intervals import add_shares
from igfdata.vocabulary import DAY_UNKNOWN

RECURRING_DAYS = 3
RECURRING_SESSIONS = 3
"""A topic is called recurring from this many days and sessions on."""

ALPHA = 0.05


def topic_sessions(data: Dataset, *, by: str | None = None) -> pd.DataFrame:
    """In how many coded sessions does each topic occur?

    Returns
    -------
    DataFrame
        ``key, category`` (topic; those that occur in the selection), ``n, of`` (sessions with a topic
        code), ``share, low, high``.
    """
    keys = session_keys(data, by)
    rows = data.session_topics[["session_id", "topic"]].merge(keys, on="session_id").rename(columns={"topic": "category"})
    rows["category"] = rows["category"].cat.remove_unused_categories()
    result = counts_by(rows).rename("n").reset_index()
    of = keys[keys["session_id"].isin(data.session_topics["session_id"])].groupby("key", observed=False).size()
    result["of"] = result["key"].astype(object).map(of).fillna(0.0).astype(float)
    return add_shares(result)[COLUMNS]


def days_present_distribution(sizes: ArrayLike, n: int) -> list[float]:
    """Chance that n sessions, drawn at random from days of given sizes, fall on exactly 0, 1, 2 … days.

    Exact: the number of ways to draw with at least one session from each of k days, over all ways.
    """
    sizes = [int(size) for size in np.asarray(sizes)]
    ways = [[0] * (n + 1) for _ in range(len(sizes) + 1)]
    ways[0][0] = 1
    for size in sizes:
        for days in range(len(sizes) - 1, -1, -1):
            for drawn in range(n - 1, -1, -1):
                if ways[days][drawn]:
                    for more in range(1, min(size, n - drawn) + 1):
                        ways[days + 1][drawn + more] += ways[days][drawn] * comb(size, more)
    total = comb(sum(sizes), n)
    return [row[n] / total for row in ways] if total else [float("nan")] * len(ways)


def expected_days(sizes: ArrayLike, n: int) -> float:
    """Days on which a topic of n sessions would occur by chance: Σ_d [1 - C(N-N_d, n) / C(N, n)].

    >>> round(expected_days([8, 12, 12, 10, 8], 4), 2)
    2.99
    """
    sizes = [int(size) for size in np.asarray(sizes)]
    total = sum(sizes)
    return sum(1 - comb(total - size, n) / comb(total, n) for size in sizes) if total and n <= total else float("nan")


def dispersion(counts: ArrayLike, sizes: ArrayLike) -> float:
    """Deviation of proportions, ½ Σ |o_d - N_d/N|: 0 spread like all sessions, near 1 all on one day (Gries 2008)."""
    counts, sizes = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    return float(0.5 * np.abs(counts / counts.sum() - sizes / sizes.sum()).sum()) if counts.sum() else float("nan")


def longest_run(present: ArrayLike) -> int:
    """Most consecutive days on which a topic occurs; days without coded sessions are not asked."""
    best = run = 0
    for is_present in np.asarray(present, dtype=bool):
        run = run + 1 if is_present else 0
        best = max(best, run)
    return best


def benjamini_hochberg(p: ArrayLike) -> np.ndarray:
    """Probabilities corrected for the number of topics looked at (false discovery rate)."""
    from scipy.stats import false_discovery_control

    p = np.asarray(p, dtype=float)
    return false_discovery_control(p) if len(p) else p


def topic_recurrence(data: Dataset, *, over: str = "day") -> pd.DataFrame:
    """Which topics recur over the days (or meetings), beside what chance would do?

    Parameters
    ----------
    over
        ``day`` or ``meeting``. Sessions of unknown day are left out.

    Returns
    -------
    DataFrame
        One row a topic, most days and sessions first: ``topic, n_sessions, n_days, of_days,
        expected_days, persistence`` (n_days / of_days), ``longest_run, dispersion, p_few`` (chance of
        so few days), ``peak, n_peak, p_peak`` (hypergeometric tail of the fullest day, corrected over
        topics), ``label``: ``recurring`` (at least 3 days and 3 sessions), ``concentrated`` (fewer
        days than expected, p < 0.05) or empty.
    """
    columns = ["topic", "n_sessions", "n_days", "of_days", "expected_days", "persistence", "longest_run"]
    columns += ["dispersion", "p_few", "peak", "n_peak", "p_peak", "label"]
    table = topic_sessions(data, by=over)
    table = table[table["key"].astype(object) != DAY_UNKNOWN]
    if table.empty:
        return pd.DataFrame(columns=columns)
    table = table.assign(
        key=table["key"].cat.remove_categories([key for key in table["key"].cat.categories if key == DAY_UNKNOWN])
    )
    matrix = table.pivot_table(index="category", columns="key", values="n", observed=False, aggfunc="sum").fillna(0)
    sizes = table.groupby("key", observed=False)["of"].first().reindex(matrix.columns).fillna(0).to_numpy(dtype=int)
    matrix = matrix[matrix.sum(axis=1) > 0]
    records = []
    for topic, row in matrix.iterrows():
        counts = row.to_numpy(dtype=int)
        n, present = int(counts.sum()), int((counts > 0).sum())
        p_few = sum(days_present_distribution(sizes, n)[: present + 1])
        expected = expected_days(sizes, n)
        peak = int(np.argmax(counts))
        tail = sum(
            comb(int(sizes[peak]), x) * comb(int(sizes.sum() - sizes[peak]), n - x) for x in range(int(counts[peak]), n + 1)
        ) / comb(int(sizes.sum()), n)
        is_recurring = present >= RECURRING_DAYS and n >= RECURRING_SESSIONS
        is_concentrated = present < expected and p_few < ALPHA
        label = "concentrated" if is_concentrated else "recurring" if is_recurring else ""
        records.append(
            (topic, n, present, int((sizes > 0).sum()), expected, present / max(1, (sizes > 0).sum()), longest_run(counts[sizes > 0]),
             dispersion(counts, sizes), p_few, str(matrix.columns[peak]), int(counts[peak]), tail, label)
        )  # fmt: skip
    result = pd.DataFrame(records, columns=columns)
    result["p_peak"] = benjamini_hochberg(result["p_peak"])
    return result.sort_values(["n_days", "n_sessions"], ascending=False, kind="stable", ignore_index=True)


def turnover(data: Dataset) -> pd.DataFrame:
    """What changes from one day to the next that has coded sessions?

    Returns
    -------
    DataFrame
        One row a day: ``day, n`` (coded sessions), ``topics, new`` (on no day before), ``back``
        (before, but not on the previous day), ``stayed, gone`` (lists of topics), ``turnover`` from the
        previous day (1 - Jaccard of the sets: 0 same topics, 1 none in common; missing on the first
        day), ``share_shift`` (½ Σ |difference of topic shares|, less sensitive to unequal numbers).
    """
    table = topic_sessions(data, by="day")
    table = table[table["key"].astype(object) != DAY_UNKNOWN]
    seen: set[str] = set()
    previous: pd.Series | None = None
    records = []
    for day, rows in table.groupby("key", observed=True):
        counts = rows.set_index(rows["category"].astype(str))["n"]
        counts = counts[counts > 0]
        if counts.empty:
            continue
        today = set(counts.index)
        before = set() if previous is None else set(previous.index)
        change = shift = np.nan
        if previous is not None:
            change = 1 - len(today & before) / len(today | before)
            shift = 0.5 * (counts / counts.sum()).sub(previous / previous.sum(), fill_value=0).abs().sum()
        order = list(counts.index)
        new, back = [t for t in order if t not in seen], [t for t in order if t in seen - before]
        stayed = [t for t in order if t in before]
        records.append((str(day), int(rows["of"].iloc[0]), order, new, back, stayed, sorted(before - today), change, shift))
        seen |= today
        previous = counts
    return pd.DataFrame(records, columns=["day", "n", "topics", "new", "back", "stayed", "gone", "turnover", "share_shift"])
