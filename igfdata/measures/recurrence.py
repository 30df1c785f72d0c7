"""Which topics come back, day after day and year after year?"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from igfdata.counting import Amounts, Numbers, count, shares_table, total
from igfdata.dataset import Dataset
from igfdata.measures.breakdown import rows_by, sessions_by
from igfdata.measures.chance import benjamini_hochberg, chance_of_peak, days_present_distribution, expected_days
from igfdata.memory import remembered
from igfdata.vocabulary import DAY_UNKNOWN

RECURRING_DAYS = 3
RECURRING_SESSIONS = 3
"""A topic is called recurring from this many days and sessions on, if chance alone would not bring it back on more days."""

EXACT = 1e-9
"""An expected number of days is rounded in its last digits."""

ALPHA = 0.05


@remembered
def topic_sessions(data: Dataset, *, by: str | None = None) -> pd.DataFrame:
    """In how many coded sessions does each topic occur?

    Returns
    -------
    DataFrame
        ``key, category`` (topic; those that occur in the selection), ``n, of`` (sessions with a topic
        code), ``share, low, high``.
    """
    keys, topics, n, of = counted_topics(data, by)
    return shares_table(keys, topics, n, of[:, None])


@remembered
def counted_topics(data: Dataset, by: str | None) -> tuple[list[str], list[str], Amounts, Amounts]:
    """Keys of a split, topics that occur, sessions of each key and topic, coded sessions of each key."""
    keys, topics = sessions_by(data, by), rows_by(data, "topic")
    n = count(keys, topics)
    occurs = n.sum(axis=0) > 0
    names = [name for name, found in zip(topics.names, occurs, strict=True) if found]
    return list(keys.names), names, n[:, occurs], total(keys, topics.present)


def recurs_over(data: Dataset) -> tuple[str, str]:
    """Say over what topics come back, with its preposition: days, or meetings where there are several."""
    return ("day", "on") if data.column("sessions", "meeting_row").nunique() == 1 else ("meeting", "at")


class TopicCounts(NamedTuple):
    """How many topics there are, recur, lie on one day (or at one meeting), have a date; days or meetings; and sessions with a topic."""

    topics: int
    recurring: int
    once: int
    dated: int
    places: int
    coded: int


def topic_counts(data: Dataset, over: str) -> TopicCounts:
    """Count topics by how they come back over days, or over meetings."""
    recurrence, codes = topic_recurrence(data, over=over), data.session_topics
    recurring, once = int((recurrence["label"] == "recurring").sum()), int((recurrence["n_days"] == 1).sum())
    places = int(recurrence["of_days"].max()) if len(recurrence) else 0
    return TopicCounts(
        int(codes["topic"].nunique()), recurring, once, len(recurrence), places, int(codes["session_id"].nunique())
    )


def dispersion(counts: ArrayLike, sizes: ArrayLike) -> Amounts:
    """Deviation of proportions, ½ Σ |o_d - N_d/N|: 0 spread like all sessions, near 1 all on one day (Gries 2008).

    Parameters
    ----------
    counts
        Sessions a day of one topic, or of each topic in a row of its own. Missing for a topic without any.
    """
    counts, sizes = np.asarray(counts, dtype=float), np.asarray(sizes, dtype=float)
    total = counts.sum(axis=-1, keepdims=True)
    shares = np.divide(counts, total, out=np.full(counts.shape, np.nan), where=total > 0)
    return 0.5 * np.abs(shares - sizes / max(1.0, sizes.sum())).sum(axis=-1)


def longest_run(present: ArrayLike) -> int:
    """Most consecutive days on which a topic occurs; days without coded sessions are not asked."""
    best = run = 0
    for is_present in np.asarray(present, dtype=bool):
        run = run + 1 if is_present else 0
        best = max(best, run)
    return best


@remembered
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
        expected_days, longest_run, dispersion, p_few`` (chance of
        so few days), ``peak, n_peak, p_peak`` (hypergeometric tail of the fullest day, corrected over
        topics), ``label``: ``recurring`` (at least 3 days and 3 sessions, and
        no fewer days than expected), ``concentrated`` (fewer days than expected, p < 0.05) or empty.
    """
    keys, topics, table, of = counted_topics(data, over)
    is_known = np.array([key != DAY_UNKNOWN for key in keys], dtype=bool)
    names = np.array([key for key in keys if key != DAY_UNKNOWN], dtype=object)
    n, sizes = table[is_known].T, of[is_known]
    occurs = n.any(axis=1)
    n, total, n_open = n[occurs], int(sizes.sum()), int((sizes > 0).sum())
    n_sessions, n_days = n.sum(axis=1), (n > 0).sum(axis=1)
    expected = expected_days(sizes, n_sessions)
    p_few = np.array([_chance_of_few(sizes, *pair) for pair in zip(n_sessions, n_days, strict=True)], dtype=float)
    peak = n.argmax(axis=1) if n.size else np.zeros(0, dtype=int)
    n_peak = n.max(axis=1, initial=0)
    is_recurring = (n_days >= RECURRING_DAYS) & (n_sessions >= RECURRING_SESSIONS) & (n_days >= expected - EXACT)
    is_concentrated = (n_days < expected) & (p_few < ALPHA)
    columns = {
        "topic": pd.array(topics, dtype="str")[occurs],
        "n_sessions": n_sessions,
        "n_days": n_days,
        "of_days": np.full(len(n), n_open),
        "expected_days": expected,
        "longest_run": np.array([longest_run(counts) for counts in n[:, sizes > 0]], dtype=int),
        "dispersion": dispersion(n, sizes),
        "p_few": p_few,
        "peak": pd.array(names[peak], dtype="str"),
        "n_peak": n_peak,
        "p_peak": benjamini_hochberg(chance_of_peak(n_peak, sizes[peak], n_sessions, total)),
        "label": pd.array(np.where(is_concentrated, "concentrated", np.where(is_recurring, "recurring", "")), dtype="str"),
    }
    order = np.lexsort((-n_sessions, -n_days))
    return pd.DataFrame({name: values[order] for name, values in columns.items()})


def _chance_of_few(sizes: Numbers, n: int, n_days: int) -> float:
    """Chance that n sessions fall on so few days or fewer."""
    if n_days == (sizes > 0).sum():
        return 1.0
    return sum(days_present_distribution(sizes, n)[: n_days + 1])


@remembered
def turnover(data: Dataset) -> pd.DataFrame:
    """What changes from one day to the next that has coded sessions?

    Returns
    -------
    DataFrame
        One row a day: ``day, n`` (coded sessions), ``topics, new`` (on no day before), ``back``
        (before, but not on the previous day), ``stayed, gone`` (lists of topics), ``turnover`` from the
        previous day (1 - Jaccard of the sets: 0 same topics, 1 none in common; missing on the first
        day).
    """
    keys, topics, table, of = counted_topics(data, "day")
    seen, before = set[str](), set[str]()
    records: list[tuple] = []
    for day, row, n in zip(keys, table, of, strict=True):
        if not row.any() or day == DAY_UNKNOWN:
            continue
        order = [name for name, count in zip(topics, row, strict=True) if count]
        today = set(order)
        change = 1 - len(today & before) / len(today | before) if records else np.nan
        new, back = [t for t in order if t not in seen], [t for t in order if t in seen - before]
        stayed = [t for t in order if t in before]
        records.append((day, int(n), order, new, back, stayed, sorted(before - today), change))
        seen |= today
        before = today
    return pd.DataFrame(records, columns=["day", "n", "topics", "new", "back", "stayed", "gone", "turnover"])


@remembered
def compared_recurrence(a: Dataset, b: Dataset, *, over: str = "day") -> pd.DataFrame:
    """Compare over how many days (or meetings) each topic comes up in A and in B.

    Returns
    -------
    DataFrame
        One row a topic of A or B, those on the most days in one of them first: ``topic``, and of A with ``a_`` and of B with ``b_``:
        ``n_sessions, n_days, of_days, expected_days, longest_run, label``; ``n_days`` (the more of both) and ``difference`` (days of A
        less days of B). A topic that does not occur in one of them has 0 days there. Days are no sample of sessions, so the difference
        has no interval.
    """
    sides = [topic_recurrence(data, over=over).set_index("topic")[list(_ABSENT)] for data in (a, b)]
    topics = sorted({*sides[0].index, *sides[1].index})
    frame = pd.DataFrame(index=topics)
    for letter, data, side in zip("ab", (a, b), sides, strict=True):
        side = side.reindex(topics).fillna(_ABSENT).astype(side.dtypes.to_dict())
        frame = frame.join(side.add_prefix(f"{letter}_"))
        keys, _, _, of = counted_topics(data, over)
        frame[f"{letter}_of_days"] = sum(bool(n) and key != DAY_UNKNOWN for key, n in zip(keys, of, strict=True))
    days, sessions = (frame[[f"a_{name}", f"b_{name}"]] for name in ("n_days", "n_sessions"))
    frame = frame.assign(n_days=days.max(axis=1), difference=days["a_n_days"] - days["b_n_days"])
    order = pd.DataFrame({"days": -frame["n_days"], "most": -sessions.max(axis=1), "sum": -sessions.sum(axis=1)})
    return frame.loc[order.sort_values(list(order.columns)).index].rename_axis("topic").reset_index()


_ABSENT = {"n_sessions": 0, "n_days": 0, "expected_days": 0.0, "longest_run": 0, "label": ""}
"""What is compared of a topic, as it is where it does not occur."""

KINDS = ("stayed", "back", "new", "gone")
"""What a topic can be on a day, compared with the days before: columns of :func:`turnover`."""


@remembered
def compared_turnover(a: Dataset, b: Dataset) -> pd.DataFrame:
    """Compare what changes from one day to the next in A and in B.

    Returns
    -------
    DataFrame
        One row a day and kind: ``day, kind`` (of :data:`KINDS`), ``a, b`` (lists of topics), ``a_n, b_n`` (how many; missing where that
        side has no coded session on the day) and ``difference`` (missing there too).
    """
    sides = [turnover(side).set_index("day") for side in (a, b)]
    days = [day for day in rows_by(a, "day").names if any(day in side.index for side in sides)]
    records = []
    for day in days:
        for kind in KINDS:
            topics = [list(side.at[day, kind]) if day in side.index else None for side in sides]
            n = [pd.NA if some is None else len(some) for some in topics]
            records.append((day, kind, *(some or [] for some in topics), *n, n[0] - n[1]))
    frame = pd.DataFrame(records, columns=["day", "kind", "a", "b", "a_n", "b_n", "difference"])
    return frame.astype({name: "Int64" for name in ("a_n", "b_n", "difference")})
