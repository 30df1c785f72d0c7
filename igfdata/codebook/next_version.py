"""What is the next version of a codebook, and what differs between two?"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from igfdata import vocabulary as v
from igfdata.codebook.model import CHANGE_COLUMNS, ROW_COLUMNS, Codebook, are_topics, check_codebook
from igfdata.schema import TABLES, version_order
from igfdata.validation import DataProblem, InvalidData

TOLD = tuple(name for name in ROW_COLUMNS if name not in {"topic", "since"})
"""Columns whose change is a change; ``since`` follows from them."""


class ChangedCell(NamedTuple):
    """A cell of a row that both codebooks have."""

    topic: str
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """What a codebook has that another had not: keys of rows, and cells of the rows that both have."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[ChangedCell, ...]
    is_reordered: bool
    """Whether the rows that both have stand in another order."""

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.is_reordered)

    @property
    def topics(self) -> tuple[str, ...]:
        """Keys of all rows that were added, removed or changed, each once."""
        return tuple(dict.fromkeys([*self.added, *self.removed, *(cell.topic for cell in self.changed)]))


def difference(old: Codebook, new: Codebook) -> Difference:
    """Rows and cells that differ, in the order of the new codebook, removed rows in that of the old one."""
    before, after = by_topic(old), by_topic(new)
    both = [topic for topic in after if topic in before]
    return Difference(
        added=tuple(topic for topic in after if topic not in before),
        removed=tuple(topic for topic in before if topic not in after),
        changed=tuple(
            ChangedCell(topic, column, before[topic][column], after[topic][column])
            for topic in both
            for column in TOLD
            if before[topic][column] != after[topic][column]
        ),
        is_reordered=both != [topic for topic in before if topic in after],
    )


def by_topic(codebook: Codebook) -> dict[str, dict[str, str]]:
    """Rows by their key."""
    return {record["topic"]: record for record in codebook.rows.to_dict("records")}


FILE = TABLES["codebook"].file
FIRST = "1.0"
"""Version that follows on none."""


def next_version(version: str) -> str:
    """Version of the next change of one's own.

    >>> next_version("1.1"), next_version("1.1+2"), next_version("")
    ('1.1+1', '1.1+3', '1.0')
    """
    if not version:
        return FIRST
    shipped, _, own = version.partition("+")
    return f"{shipped}+{int(own or 0) + 1}"


def continued(base: Codebook, edited: Codebook, *, date: str, change: str = "", used: Collection[str] = ()) -> Codebook:
    """The version that follows on ``base`` and has the rows of ``edited``; ``base`` itself when nothing differs.

    When the log of ``edited`` goes on where that of ``base`` ends, as in a file that was written after a save elsewhere, its
    versions stay; else the next one is numbered here. The log gets day and reason, and says of each row what changed in it. A
    topic that codes use (``used``) and ``edited`` lacks is kept as retired; lists of terms of pillars, relevance and masks that
    it lacks stay as they are. InvalidData has all problems of ``edited``, or of what would come of it.
    """
    check_codebook(edited)
    goes_on = _goes_on(base, edited)
    version = edited.version if goes_on else next_version(max(base.version, edited.version, key=_order))
    kept = _kept_rows(base, edited, used, version)
    edited = Codebook(pd.concat([edited.rows, kept], ignore_index=True), edited.changes)
    differs = difference(base, edited)
    if not differs:
        return base
    told = {topic: _told(topic, differs) for topic in differs.topics if not goes_on or topic in set(kept["topic"])}
    result = Codebook(
        _with_versions(base, edited, differs, version, keep_since=goes_on),
        _with_entries(edited.changes if goes_on else base.changes, version, date, told, change),
    )
    check_codebook(result)
    return result


def changed(codebook: Codebook, topic: str, *, date: str, change: str = "", **cells: str) -> Codebook:
    """The next version, with cells of one row changed (column → text), or with a new row at the end of the topics.

    InvalidData with all problems of the result; ValueError for a column that cannot be changed.
    """
    unknown = [name for name in cells if name not in TOLD]
    if unknown:
        raise ValueError(f"column: {', '.join(unknown)} found; expected one of: {', '.join(TOLD)}")
    rows = codebook.rows.astype(object)
    if not (rows["topic"] == topic).any():
        place = int(are_topics(rows["topic"]).to_numpy().nonzero()[0].max(initial=-1)) + 1
        new = pd.DataFrame([{"topic": topic}], columns=list(ROW_COLUMNS), dtype=object)
        rows = pd.concat([rows[:place], new, rows[place:]], ignore_index=True)
    for name, text in cells.items():
        rows.loc[rows["topic"] == topic, name] = text
    return continued(codebook, Codebook(rows, codebook.changes), date=date, change=change)


def added(codebook: Codebook, *, date: str, change: str = "", **cells: str) -> Codebook:
    """The next version, with a new topic whose key is made of its label.

    InvalidData when the topic is there already, whatever its case and punctuation, or with all problems of the result.
    """
    key = v.slug(cells.get("label", "")).replace("-", "_")
    alike = [topic for topic in codebook.rows["topic"] if v.folded(topic) == v.folded(key)]
    if alike and key:
        expected = f"a label that differs from that of the topic {alike[0]}"
        raise InvalidData([DataProblem(FILE, 0, key, "label", cells.get("label", ""), expected)])
    return changed(codebook, key, date=date, change=change, **cells)


def without(codebook: Codebook, topic: str, *, date: str, change: str = "") -> Codebook:
    """The next version, without a topic, or LookupError. A workspace whose codes use the topic keeps it as retired."""
    rows = codebook.rows
    if topic not in set(rows.loc[are_topics(rows["topic"]), "topic"]):
        raise LookupError(f"topic: {topic!r} found; expected a topic of the codebook")
    return continued(codebook, Codebook(rows[rows["topic"] != topic], codebook.changes), date=date, change=change)


def _order(version: str) -> tuple[int, ...]:
    return version_order(version) if version else ()


def _goes_on(base: Codebook, edited: Codebook) -> bool:
    """Whether the log of one is the beginning of that of the other."""
    start = edited.changes[: len(base.changes)]
    return _order(edited.version) > _order(base.version) and start.equals(base.changes)


def _kept_rows(base: Codebook, edited: Codebook, used: Collection[str], version: str) -> pd.DataFrame:
    """Rows that must not be lost: lists of terms as they are, topics that codes use as retired."""
    missing = base.rows[~base.rows["topic"].isin(edited.rows["topic"])]
    kept = missing[~are_topics(missing["topic"]) | missing["topic"].isin(used)]
    return kept.assign(retired=kept["retired"].mask(are_topics(kept["topic"]) & (kept["retired"] == ""), version))


def _with_entries(log: pd.DataFrame, version: str, date: str, told: dict[str, str], change: str) -> pd.DataFrame:
    """The log with what is told of a version: first the reason, unless it says one already, then row by row."""
    before = log[log["version"] == version]
    entries = dict(zip(before["topic"], zip(before["date"], before["change"], strict=True), strict=True))
    if "" not in entries and (change or not (entries or told)):
        entries[""] = date, change or "order of the rows changed"
    entries |= {topic: (date, text) for topic, text in told.items()}
    lines = [(version, entries[topic][0], topic, entries[topic][1]) for topic in sorted(entries)]
    # text of users may hold what no text column takes, until the codebook has tidied it
    return pd.concat([log[log["version"] != version], pd.DataFrame(lines, columns=list(CHANGE_COLUMNS), dtype=object)])


def _told(topic: str, differs: Difference) -> str:
    """What the log says of a row."""
    if topic in differs.added:
        return "added"
    if topic in differs.removed:
        return "removed"
    cells = {cell.column: cell.after for cell in differs.changed if cell.topic == topic}
    retired = cells.pop("retired", None)
    parts = [] if retired is None else ["retired" if retired else "in use again"]
    return "; ".join([*parts, *([f"changed: {', '.join(cells)}"] if cells else [])])


def _with_versions(base: Codebook, edited: Codebook, differs: Difference, version: str, *, keep_since: bool) -> pd.DataFrame:
    """Rows with the version in which they came or last changed."""
    before, touched = by_topic(base), set(differs.topics)

    def since(topic: str, stated: str) -> str:
        if topic not in touched:
            return before[topic]["since"]
        return stated if keep_since and _order(stated) > _order(base.version) else version

    rows = edited.rows
    return rows.assign(since=[since(*pair) for pair in zip(rows["topic"], rows["since"], strict=True)])
