"""Who of a delegation goes where?

The number of delegates, and what their coalition calls them, live in the address alone.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
import pandas as pd

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.memory import remembered
from igfdata.wording import whole_number

MOST_DELEGATES = 20

RULE = (
    "Each delegate is in one session at a time, from start to end; the way between rooms takes no time. "
    "The plan covers as many sessions about children as possible, then as many partly about them, then others. "
    "Where that leaves a choice, main and High-Level sessions come first, then longer sessions. "
    "No other plan covers more in this order. "
    "A session without a time has a delegate who finds it out."
)
"""The rule of :func:`delegate_plan` in words."""


@remembered
def delegate_plan(data: Dataset, n_delegates: int) -> pd.DataFrame:
    """Plan who goes where, so that as much as possible of what matters is covered: every session is in the plan.

    The sessions covered are the best that so many delegates can be in: a flow of least cost through the times of the
    programme, exact for intervals (Arkin & Silverberg 1987). What is best is said in :data:`RULE`. Each meeting is planned for itself.

    Parameters
    ----------
    n_delegates
        1 or more.

    Returns
    -------
    DataFrame
        Columns of ``sessions`` and ``delegate`` (1 …; missing where nobody can be there). First those without a start, each
        with the delegate who has least to do on its day, then by start and likely end.

    Raises
    ------
    ValueError
        Without delegates.
    """
    if n_delegates < 1:
        raise ValueError(f"n_delegates is {n_delegates}; it must be 1 or more")
    sessions = data.sessions.sort_values(["starts_at", "likely_ends_at", "session_id"], ignore_index=True)
    has_start = sessions["starts_at"].notna()
    weights = _weights(sessions)
    delegate: dict[int, int] = {}
    for _, of_meeting in sessions[has_start].groupby("meeting_id", sort=False):
        starts, ends = (of_meeting[name].tolist() for name in ("starts_at", "likely_ends_at"))
        covered = sorted(best_intervals(starts, ends, [weights[row] for row in of_meeting.index], n_delegates))
        rows = of_meeting.index[covered].tolist()
        delegate |= dict(zip(rows, _shared_out([starts[i] for i in covered], [ends[i] for i in covered]), strict=True))
    untimed = sorted(np.flatnonzero(~has_start).tolist(), key=lambda row: (sessions["day"].cat.codes[row], -weights[row], row))
    _ask_for_times(sessions, untimed, delegate, n_delegates)
    plan = sessions.assign(delegate=pd.array([delegate.get(row) for row in range(len(sessions))], dtype="Int16"))
    return plan.take([*untimed, *np.flatnonzero(has_start)]).reset_index(drop=True)


def _weights(sessions: pd.DataFrame) -> list[int]:
    """What a session is worth: no number of sessions of a lower rank outweighs one of a higher."""
    minutes = sessions["likely_minutes"].astype(int).tolist()
    main, step = sum(minutes) + 1, len(sessions) + 1
    relevance = {key: main * step ** (len(v.RELEVANCE) - place) for place, key in enumerate(v.RELEVANCE)}
    return [
        relevance[about] + main * (kind in v.PLENARY_TYPES) + length
        for about, kind, length in zip(sessions["child_rights"], sessions["type"], minutes, strict=True)
    ]


def best_intervals(starts: list, ends: list, weights: list[int], n: int) -> set[int]:
    """Choose intervals of the largest total weight of which never more than ``n`` run at a time: their positions.

    One after the other, each of n units flows through the times along the path that adds most; a path may take
    earlier choices back (successive shortest paths). Weights are whole and positive.
    """
    at = {moment: node for node, moment in enumerate(sorted({*starts, *ends}))}
    if not at:
        return set()
    first, last = [at[moment] for moment in starts], [at[moment] for moment in ends]
    leaving: list[list[int]] = [[] for _ in at]
    arriving: list[list[int]] = [[] for _ in at]
    for interval, (begin, end) in enumerate(zip(first, last, strict=True)):
        leaving[begin].append(interval)
        arriving[end].append(interval)
    price: list[int] = [0] * len(at)  # least cost of reaching a time: so that no cost along an edge is below zero
    for node in range(1, len(at)):
        price[node] = min([price[node - 1], *(price[first[i]] - weights[i] for i in arriving[node])])
    chosen: set[int] = set()
    idle = [0] * len(at)  # units that wait from this time to the next

    def edges(node: int) -> list[tuple[int, int, int | None]]:
        found: list[tuple[int, int, int | None]] = [(node + 1, 0, None)] if node + 1 < len(at) else []
        if node and idle[node - 1]:
            found.append((node - 1, 0, None))
        found += [(last[i], -weights[i], i) for i in leaving[node] if i not in chosen]
        return found + [(first[i], weights[i], i) for i in arriving[node] if i in chosen]

    for _ in range(n):
        cost: list[int | None] = [None] * len(at)
        came: list[tuple[int, int | None]] = [(0, None)] * len(at)
        queue, done = [(0, 0)], [False] * len(at)
        cost[0] = 0
        while queue:
            spent, node = heappop(queue)
            if done[node]:
                continue
            done[node] = True
            for target, extra, way in edges(node):
                total = spent + extra + price[node] - price[target]
                known = cost[target]
                if known is None or total < known:
                    cost[target], came[target] = total, (node, way)
                    heappush(queue, (total, target))
        price = [old + (new or 0) for old, new in zip(price, cost, strict=True)]
        if price[-1] >= price[0]:
            break
        node = len(at) - 1
        while node:
            before, way = came[node]
            if way is not None:
                chosen ^= {way}
            elif before < node:
                idle[before] += 1
            else:
                idle[node] -= 1
            node = before
    return chosen


def _shared_out(starts: list, ends: list) -> list[int]:
    """A delegate for each session, by start: the first who is free."""
    found: list[int] = []
    free: list[int] = []
    busy: list[tuple] = []
    most = 0
    for start, end in zip(starts, ends, strict=True):
        while busy and busy[0][0] <= start:
            heappush(free, heappop(busy)[1])
        if not free:
            most += 1
            free.append(most)
        found.append(heappop(free))
        heappush(busy, (end, found[-1]))
    return found


def _ask_for_times(sessions: pd.DataFrame, untimed: list[int], delegate: dict[int, int], n_delegates: int) -> None:
    """Give each session without a time to the delegate with the fewest minutes on its day, on all days where it is not known."""
    days, minutes = sessions["day"].astype("str").tolist(), sessions["likely_minutes"].tolist()
    meetings = sessions["meeting_id"].tolist()
    everybody = range(1, n_delegates + 1)
    load: dict[tuple, float] = {}

    def add(row: int) -> None:
        for day in {days[row], v.DAY_UNKNOWN}:
            key = (meetings[row], day, delegate[row])
            load[key] = load.get(key, 0) + minutes[row]

    for row in delegate:
        add(row)
    for row in untimed:
        delegate[row] = min(everybody, key=lambda who: (load.get((meetings[row], days[row], who), 0), who))
        add(row)


LONGEST_LABEL = 30
SHOWN = 20
"""Characters of a refused value that a notice repeats."""

INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


@dataclass(frozen=True)
class Delegation:
    """A number of delegates, and the labels of the first of them; the others are called by their number."""

    n: int = 2
    labels: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What each delegate is called: a label of the user's own, else ``Delegate 2``."""
        own = dict(enumerate(self.labels))
        return tuple(own.get(place) or f"Delegate {place + 1}" for place in range(self.n))

    def to_query(self) -> dict[str, list[str]]:
        """Values for the address; the default is left out."""
        labels = list(self.labels)
        while labels and not labels[-1]:
            labels.pop()
        return {"delegates": [] if self.n == Delegation.n else [str(self.n)], "delegate": labels}


def read_delegation(numbers: Sequence[str], labels: Sequence[str]) -> tuple[Delegation, list[str]]:
    """The delegates that an address names, and a notice for what of it was ignored.

    >>> read_delegation(["3"], ["Anna"])
    (Delegation(n=3, labels=('Anna',)), [])
    >>> read_delegation(["²"], [])
    (Delegation(n=2, labels=()), ['Delegates: “²” is not a whole number from 1 to 20. Shown for 2.'])
    """
    notices, n = [], Delegation.n
    if numbers:
        asked = whole_number(numbers[-1], least=1, most=MOST_DELEGATES)
        if asked is not None:
            n = asked
        else:
            shown = label_text(numbers[-1], SHOWN + 1)
            shown = shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}…"
            notices.append(f"Delegates: “{shown}” is not a whole number from 1 to {MOST_DELEGATES}. Shown for {n}.")
    if len(labels) > n:
        notices.append(
            f"The address has {len(labels)} labels for {n} {'delegate' if n == 1 else 'delegates'}. The last ones were ignored."
        )
    read = tuple(label_text(label) for label in labels[:n])
    if any(len(label.strip()) > LONGEST_LABEL for label in labels[:n]):
        notices.append(f"A label of a delegate was longer than {LONGEST_LABEL} characters. It was shortened.")
    return Delegation(n, read), notices


def label_text(text: str, longest: int = LONGEST_LABEL) -> str:
    """A label on one line, without characters that nobody sees, cut where it is too long."""
    beginning = text[: 20 * longest]  # an address can hold more than anybody wants to clean
    plain = "".join(letter if unicodedata.category(letter) not in INVISIBLE else " " for letter in beginning)
    return " ".join(plain.split())[:longest].strip()
