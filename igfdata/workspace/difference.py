"""What changed between two versions of a programme, session by session, and which session is which where ids do not tell?"""

import difflib
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from igfdata.wording import bare_words, time_span
from igfdata.workspace.imported_programme import PARTS, Programme

DIFFERENCE_COLUMNS = ["kind", "session", "before", "after", "session_id"]
KINDS = ("added", "removed", "moved", "relocated", "renamed", "redescribed")
RENUMBERED_COLUMNS = ["session", "old_session_id", "new_session_id", "old_code", "new_code"]
TIME, ROOM, TITLE = ("date", "start", "end"), "room", "title"
OTHER = ("type", "code", "status", "format", "duration_min", "subtheme", "sdgs", "source_urls", "note")
"""Facts whose change counts as re-described, beside texts and the number of people by group."""
EXCERPT = 80


def difference(old: Programme, new: Programme) -> pd.DataFrame:
    """Which sessions were added, removed, moved, relocated, renamed or re-described? The same stable id is the same session.

    One row a change, a session may have several: ``kind`` (one of :data:`KINDS`, in their order), ``session`` (title, new where
    there is one), ``before``, ``after`` (text; a title and time for added and removed), ``session_id``. What a file leaves out
    is taken as empty.
    """
    before, after = _by_id(old), _by_id(new)
    rows = [("added", row[TITLE], "", _when(row), key) for key, row in after.items() if key not in before]
    rows += [("removed", row[TITLE], _when(row), "", key) for key, row in before.items() if key not in after]
    for key, row in after.items():
        if key in before:
            rows += [(kind, row[TITLE], was, now, key) for kind, was, now in _changes(before[key], row)]
    frame = pd.DataFrame(rows, columns=DIFFERENCE_COLUMNS, dtype="str")
    frame["kind"] = pd.Categorical(frame["kind"], categories=KINDS, ordered=True)
    return frame.sort_values(["kind", "session", "session_id"], ignore_index=True, kind="stable")


def suspected_renumbering(old: Programme, new: Programme) -> pd.DataFrame:
    """Which removed session may be an added one under a new number? To be asked, never assumed.

    One row a removed and an added session of the same title, whatever its case and punctuation: ``session, old_session_id,
    new_session_id, old_code, new_code``. A title that occurs twice on a side gives every pair.
    """
    before, after = _by_id(old), _by_id(new)
    removed = [(key, row) for key, row in before.items() if key not in after]
    added: dict[str, list[tuple[str, dict[str, str]]]] = {}
    for key, row in after.items():
        if key not in before:
            added.setdefault(_folded(row[TITLE]), []).append((key, row))
    rows = [
        (row[TITLE], key, other, row["code"], found["code"])
        for key, row in removed
        for other, found in added.get(_folded(row[TITLE]), ())
    ]
    return pd.DataFrame(rows, columns=RENUMBERED_COLUMNS, dtype="str")


def _folded(title: str) -> str:
    return bare_words(title) or title.casefold().strip()


def _by_id(programme: Programme) -> dict[str, dict[str, str]]:
    """Session → its facts, texts and people by group, as text."""
    rows = {row["session_id"]: {str(name): str(value) for name, value in row.items()} for row in
            programme.sessions.to_dict("records")}  # fmt: skip
    for (key, kind), texts in programme.texts.groupby(["session_id", "kind"], sort=True)["text"]:
        rows.get(key, {})[f"text {kind}"] = "\n\n".join(texts)
    people = programme.participants
    groups = people["role"] + ", " + people["stakeholder_group"] + ", " + people["regional_group"]
    for key, of_session in groups.groupby(people["session_id"]):
        counts = of_session.str.replace(r"(, )+$", "", regex=True).value_counts().sort_index()
        rows.get(key, {})["persons"] = "; ".join(f"{n} × {group}" for group, n in counts.items())
    return rows


def _when(row: dict[str, str]) -> str:
    return " ".join(filter(None, (row["date"], time_span(row["start"], row["end"]))))


def _changes(before: dict[str, str], after: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    if any(before[name] != after[name] for name in TIME):
        yield "moved", _when(before), _when(after)
    if before[ROOM] != after[ROOM]:
        yield "relocated", before[ROOM], after[ROOM]
    if before[TITLE] != after[TITLE]:
        yield "renamed", before[TITLE], after[TITLE]
    texts = sorted(name for name in before.keys() | after.keys() if name.startswith("text "))
    for name in (*OTHER, "persons", *texts):
        was, now = before.get(name, ""), after.get(name, "")
        if was != now:
            label = name.removeprefix("text ").replace("_", " ")
            shorter, newer = _excerpts(was, now)
            yield "redescribed", f"{label}: {shorter}", f"{label}: {newer}"


def _excerpts(was: str, now: str) -> tuple[str, str]:
    """Both texts, long ones from shortly before the first sign that differs."""
    if max(len(was), len(now)) <= EXCERPT:
        return was, now
    same = next((place for place, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    start = max(0, same - 20)
    first, second = (
        ("…" if start and text[start:] else "") + text[start : start + EXCERPT] + ("…" if len(text) > start + EXCERPT else "")
        for text in (was, now)
    )
    return first, second


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
    start and room. A new number is never overlooked: two sessions of different numbers are not paired. ``fixed`` ids are
    certain: those of shipped sessions.
    """
    before, after = _unfixed(old, fixed), _unfixed(new, fixed)
    renamed = _renamed(before, after)
    if not renamed:
        return new
    frames = {
        part: getattr(new, part).assign(session_id=[renamed.get(key, key) for key in getattr(new, part)["session_id"]]) for part in PARTS
    }  # fmt: skip
    return replace(new, **frames)


def _unfixed(programme: Programme, fixed: Collection[str]) -> dict[str, Row]:
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
    return _folded(row["title"])


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
