"""What changed between two versions of a programme, session by session?"""

from collections.abc import Iterator

import pandas as pd

from igfdata import vocabulary as v
from igfdata.wording import time_span
from igfdata.workspace.imported_programme import Programme

DIFFERENCE_COLUMNS = ["kind", "session", "before", "after", "session_id"]
KINDS = ("added", "removed", "moved", "relocated", "renamed", "redescribed")
RENUMBERED_COLUMNS = ["session", "old_session_id", "new_session_id", "old_code", "new_code"]
TIME, ROOM, TITLE = ("date", "start", "end"), "room", "title"
OTHER = ("type", "code", "status", "format", "duration_min", "subtheme", "sdgs", "source_urls", "note")
"""Facts whose change counts as re-described, beside texts and the number of people by group."""
EXCERPT = 80


def difference(old: Programme, new: Programme) -> pd.DataFrame:
    """Which sessions were added, removed, moved, relocated, renamed or re-described?

    Sessions are the same when their stable id is; what a file leaves out is taken as empty.

    Returns
    -------
    DataFrame
        One row a change, a session may have several: ``kind`` (one of :data:`KINDS`, in their order), ``session``
        (title, new where there is one), ``before``, ``after`` (text; a title and time for added and removed),
        ``session_id``.
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

    Returns
    -------
    DataFrame
        One row a removed and an added session of the same title (whatever its case and signs): ``session,
        old_session_id, new_session_id, old_code, new_code``. A title that occurs twice on a side gives every pair.
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
    return v.slug(title) or title.casefold().strip()


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
