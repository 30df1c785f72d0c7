"""How do two codebooks differ?"""

from dataclasses import dataclass
from typing import NamedTuple

from igfdata.codebook.model import ROW_COLUMNS, Codebook

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
