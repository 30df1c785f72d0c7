"""What every layout of the session grid draws: pillars, keys, and the sessions where they meet."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from igfdata import vocabulary as v
from igfdata.measures.session_marks import OFF, ON, UNCODED

PILLAR_WORDS = {pillar: v.PILLARS.label(pillar).lower() for pillar in v.PILLARS}
"""Pillars inside a sentence."""

ORDER = (ON, OFF, v.UNCLEAR, UNCODED)


class Cell(NamedTuple):
    """The sessions where a pillar and a key meet, in the order in which they are drawn."""

    pillar: str
    key: str
    sessions: list[Any]

    @property
    def n(self) -> int:
        """Sessions on the pillar."""
        return sum(getattr(row, self.pillar) == ON for row in self.sessions)

    @property
    def of(self) -> int:
        """Coded sessions."""
        return sum(getattr(row, self.pillar) != UNCODED for row in self.sessions)


class Keyed:
    """The keys of a breakdown, their names, and what of them the page is about: no key where it is about two selections."""

    labels: Mapping[str, str]
    shaded: tuple[str, str] | None

    @property
    def keys(self) -> list[str]:
        """Keys in order."""
        return list(self.labels)

    def lines(self, key: str) -> list[str]:
        """Name of a key and what stands below it."""
        return self.labels[key].split("<br>")

    def is_shaded(self, key: str, pillar: str | None = None) -> bool:
        """Tell whether a key, or its cell, is what the page is about."""
        return self.shaded is not None and self.shaded[0] == key and pillar in (None, self.shaded[1])


@dataclass(frozen=True)
class Grid(Keyed):
    """What every layout draws.

    Parameters
    ----------
    by
        The breakdown.
    labels
        Key → name, and after ``<br>`` a second line.
    cells
        Pillar → key → cell.
    totals
        Pillar → sessions on it and coded sessions.
    shaded
        Key and pillar that the page is about.
    coverage
        Meeting → what its sessions are, in words.
    hovers
        Tooltips that are written already, by key and session: every session has a square in each row.
    """

    by: str
    labels: Mapping[str, str]
    cells: Mapping[str, Mapping[str, Cell]]
    totals: Mapping[str, tuple[float, float]]
    shaded: tuple[str, str] | None
    coverage: Mapping[str, str]
    hovers: dict[tuple[str, str], str] = field(default_factory=dict)

    def of_key(self, key: str) -> list[Any]:
        """Sessions of a key."""
        return self.cells[next(iter(v.PILLARS))][key].sessions

    def breaks(self) -> set[str]:
        """Keys before which the coverage changes."""
        keys = self.keys
        return {now for before, now in pairwise(keys) if self.coverage.get(before) != self.coverage.get(now)}


def totals_of(coverage: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Give pillar → n and of."""
    found = {str(row.category): (row.n, row.of) for row in coverage.itertuples(index=False)}
    return {pillar: found.get(pillar, (0, 0)) for pillar in v.PILLARS}
