"""Which session of a new version is which of the version before, where the ids of the source do not tell?"""

import difflib
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import replace

import numpy as np

from igfdata import vocabulary as v
from igfdata.workspace.imported_programme import PARTS, Programme

SURVIVING = 0.5
"""Ids are believed when at least this share of them still stands for the same session."""
MOST_PAIRS = 250_000
"""Sessions of one title are compared each with each up to this number of pairs, beyond it in the order of time."""
SIMILAR = 0.6
"""A session at the same time in the same room is the same one under a new title when the titles are at least so similar."""
UNPLACED = 10_000_000

Row = Mapping[str, str]


def with_kept_ids(old: Programme, new: Programme, fixed: Collection[str]) -> Programme:
    """Return the new programme with the ids of the sessions that were there before, so that their codes stay with them.

    Ids that survive from one export to the next are left as they are. Where they do not, sessions are the same by title,
    start and room. A new number is never overlooked: two sessions of different numbers are not paired.

    Parameters
    ----------
    fixed
        Ids that are certain: sessions of the shipped data.
    """
    before, after = _by_id(old, fixed), _by_id(new, fixed)
    renamed = _renamed(before, after)
    if not renamed:
        return new
    frames = {
        part: getattr(new, part).assign(session_id=[renamed.get(key, key) for key in getattr(new, part)["session_id"]]) for part in PARTS
    }  # fmt: skip
    return replace(new, **frames)


def _by_id(programme: Programme, fixed: Collection[str]) -> dict[str, Row]:
    rows = {row["session_id"]: row for row in programme.sessions.astype(str).to_dict("records")}
    return {key: row for key, row in rows.items() if key not in fixed}


def _renamed(before: dict[str, Row], after: dict[str, Row]) -> dict[str, str]:
    """Id in the new file → id that the session gets."""
    common = before.keys() & after.keys()
    same = {key for key in common if _is_same(before[key], after[key])}
    renamed: dict[str, str] = {}
    if len(same) < SURVIVING * min(len(before), len(after)):
        same = {key for key in same if _slot(before[key]) == _slot(after[key]) and _title(before[key]) == _title(after[key])}
        renamed = _pairs(_without(before, same), _without(after, same))
    if not renamed:  # the ids survive, or no title says that they do not
        gone, come = ({k: row for k, row in _without(rows, common).items() if _is_made(k, row)} for rows in (before, after))
        return _pairs(gone, come)
    taken = {*before, *after, *renamed.values()}
    for key in common - same - renamed.keys():
        # The id stood for another session: one that only looks like it must not inherit its codes.
        renamed[key] = next(free for n in range(2, len(taken) + 3) if (free := f"{key}-{n}") not in taken)
        taken.add(renamed[key])
    return {key: other for key, other in renamed.items() if key != other}


def _without(rows: dict[str, Row], keys: Collection[str]) -> dict[str, Row]:
    return {key: row for key, row in rows.items() if key not in keys}


def _is_same(old: Row, new: Row) -> bool:
    return _title(old) == _title(new) or (_slot(old) == _slot(new) and bool(old["start"]))


def _is_made(key: str, row: Row) -> bool:
    """Whether date and start are part of the id, because the source has none that tells its sessions apart."""
    day = row["date"]
    return bool(day) and (day.replace("-", "") in key) and row["start"].replace(":", "") in key


def _title(row: Row) -> str:
    return v.slug(row["title"]) if row["title"].isascii() else row["title"].casefold().strip()


def _slot(row: Row) -> tuple[str, str, str]:
    return row["date"], row["start"], row["room"]


def _pairs(gone: dict[str, Row], come: dict[str, Row]) -> dict[str, str]:
    """New id → old id of the sessions that are the same by title, then of those at one time and place under a similar title."""
    pairs: dict[str, str] = {}
    for key in (lambda row: (_title(row), _slot(row)), _title):
        left = {name: row for name, row in come.items() if name not in pairs}
        free = {name: row for name, row in gone.items() if name not in set(pairs.values())}
        of_old, of_new = _grouped(free, key), _grouped(left, key)
        for title in of_old.keys() & of_new.keys():
            pairs |= dict(_closest({name: gone[name] for name in of_old[title]}, {name: come[name] for name in of_new[title]}))
    used = set(pairs.values())
    by_slot = _grouped({name: row for name, row in gone.items() if name not in used and row["start"] and row["room"]}, _slot)
    for name, row in come.items():
        if name not in pairs and len(there := by_slot.get(_slot(row), [])) == 1 and _is_retitled(gone[there[0]], row):
            pairs[name] = there.pop()
    return pairs


def _grouped(rows: Mapping[str, Row], key: Callable[[Row], Hashable]) -> dict[Hashable, list[str]]:
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for name, row in rows.items():
        groups[key(row)].append(name)
    return groups


def _is_retitled(old: Row, new: Row) -> bool:
    return _is_numbered_alike(old, new) and difflib.SequenceMatcher(None, _title(old), _title(new)).ratio() >= SIMILAR


def _is_numbered_alike(old: Row, new: Row) -> bool:
    return not old["code"] or not new["code"] or old["code"] == new["code"]


def _in_time(rows: dict[str, Row]) -> list[str]:
    return sorted(rows, key=lambda name: (*_slot(rows[name]), name))


def _closest(old: dict[str, Row], new: dict[str, Row]) -> Iterable[tuple[str, str]]:
    """Pairs (new id, old id) of sessions of one title, with as few changes of time and room as can be."""
    if len(old) * len(new) > MOST_PAIRS:
        yield from zip(_in_time(new), _in_time(old), strict=False)
        return
    from scipy.optimize import linear_sum_assignment  # here, because it is slow to load

    olds, news = list(old), list(new)
    costs = np.array([[_cost(old[a], new[b]) for b in news] for a in olds], dtype=float)
    for a, b in zip(*linear_sum_assignment(costs), strict=True):
        if costs[a, b] < UNPLACED:
            yield news[b], olds[a]


def _cost(old: Row, new: Row) -> float:
    """Number of changes, and a little for the distance in time."""
    if not _is_numbered_alike(old, new):
        return UNPLACED
    minutes = abs(_minutes(old) - _minutes(new))
    changes = (old["date"], old["start"]) != (new["date"], new["start"]), old["room"] != new["room"], old["date"] != new["date"]
    return sum(changes) + min(minutes, 500_000) / 1_000_000


def _minutes(row: Row) -> int:
    days = np.datetime64(row["date"], "D").astype(int) if row["date"] else 0
    hours, _, minutes = (row["start"] or "0:0").partition(":")
    return int(days) * 1440 + int(hours) * 60 + int(minutes)
