"""How far is a pillar ahead in a cell of a breakdown, what would chance do, and how many codes would end it?

The lead of Day 2 on protection is its share there minus its share in all other dated sessions together.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from igfdata import vocabulary as v
from igfdata.counting import Amounts, Mask, Values
from igfdata.dataset import Dataset
from igfdata.measures.breakdown import EVERYTHING, rows_by, sessions_by
from igfdata.measures.chance import chance_of_lead, chance_of_peak
from igfdata.measures.coverage import Counting, Weight, pillar_counts
from igfdata.memory import remembered

SMALLEST_CELL = 2
"""Coded sessions that a cell needs for a lead."""

CELL, OUTSIDE = 4, 8
"""Coded sessions that a headline about a cell needs in the cell, and outside it."""

SMALL_LEAD = 0.2
"""Below this a lead has ended, however rare it is."""

PILLARS = tuple(v.PILLARS)
_EXACT = 1e-9


@dataclass(frozen=True, eq=False)
class Cells:
    """Coded sessions by cell and pillar. What a sentence tells of them is counted by ``pillar_counts``, as in the charts.

    Parameters
    ----------
    names
        The cells of a breakdown.
    n, of
        Cells × pillars: the sessions, or parts or hours of them, that touch a pillar; and of how many in each cell.
    all_n, all_of
        The same in all cells together, where a session of two cells counts once.
    member, touched
        Sessions × cells and sessions × pillars, of the coded sessions that lie in a cell: chance deals them anew.
    placed
        Which sessions of the data these are.
    elsewhere
        Sessions × pillars of the coded sessions that lie in no known cell, such as those without a date.
    """

    names: tuple[str, ...]
    n: Amounts
    of: Amounts
    all_n: Amounts
    all_of: float
    member: Mask
    touched: Mask
    placed: Mask
    elsewhere: Mask

    @cached_property
    def n_sessions(self) -> NDArray[np.integer]:
        """Coded sessions of each cell."""
        return self.member.sum(axis=0)

    @property
    def total(self) -> int:
        """Coded sessions in all cells together, each once."""
        return len(self.member)

    @cached_property
    def shares(self) -> NDArray[np.float64]:
        """Cells × pillars; missing where a cell has nothing."""
        of = self.of[:, None]
        return np.divide(self.n, of, out=np.full(self.n.shape, np.nan), where=of > 0)

    @cached_property
    def leads(self) -> NDArray[np.float64]:
        """Cells × pillars: share in the cell minus share outside it; missing where one of them is."""
        rest = self.all_of - self.of[:, None]
        outside = np.divide(self.all_n - self.n, rest, out=np.full(self.n.shape, np.nan), where=rest > _EXACT)
        return self.shares - outside

    def inside(self, cell: int, pillar: int) -> tuple[int, int]:
        """Sessions in a cell that touch a pillar, and all of them."""
        return int(self.n[cell, pillar]), int(self.of[cell])

    def outside(self, cell: int, pillar: int) -> tuple[int, int]:
        """Sessions outside a cell that touch a pillar, and all of them."""
        return int(self.all_n[pillar] - self.n[cell, pillar]), int(self.all_of - self.of[cell])

    def is_highest(self, cell: int, pillar: int, smallest: int = SMALLEST_CELL) -> bool:
        """Tell whether no other cell of so many sessions has so high a share of a pillar, and the share outside is lower."""
        others = (self.n_sessions >= smallest) & (np.arange(len(self.names)) != cell)
        return bool(self.leads[cell, pillar] > _EXACT) and not bool(
            (self.shares[others, pillar] >= self.shares[cell, pillar] - _EXACT).any()
        )

    def pillar_leads(self, cell: int, pillar: int) -> bool:
        """Tell whether a pillar has more of a cell than any other."""
        return bool((np.delete(self.n[cell], pillar) < self.n[cell, pillar] - _EXACT).all())

    def is_large(self, cell: int) -> bool:
        """Tell whether a headline may be about a cell."""
        return bool(self.n_sessions[cell] >= CELL) and self.total - int(self.n_sessions[cell]) >= OUTSIDE


@remembered
def cells_of(data: Dataset, by: str, counting: Counting = "full", weight: Weight = "sessions") -> Cells:
    """Count coded sessions by cell and pillar, under a rule of counting; sessions without a date are in no cell."""
    keys, codes = sessions_by(data, by), rows_by(data, "pillar")
    is_cell = np.array([name != v.DAY_UNKNOWN and (by != "group" or name in v.SECTORS) for name in keys.names], dtype=bool)
    pillars = _numbers_of_pillars(data)
    member, touched = keys.matrix[:, is_cell], codes.matrix[:, pillars]
    is_placed = member.any(axis=1)
    placed = is_placed & codes.present
    n, of = pillar_counts(data, keys, counting, weight)
    together = Values([EVERYTHING], np.flatnonzero(is_placed), np.zeros(is_placed.sum(), dtype=int), data.n_sessions)
    all_n, all_of = pillar_counts(data, together, counting, weight)
    return Cells(
        names=tuple(name for name, kept in zip(keys.names, is_cell, strict=True) if kept),
        n=n[is_cell][:, pillars], of=of[is_cell], all_n=all_n[0, pillars], all_of=float(all_of[0]),
        member=member[placed], touched=touched[placed], placed=placed, elsewhere=touched[codes.present & ~is_placed],
    )  # fmt: skip


def pillar_amounts(data: Dataset, counting: Counting = "full", weight: Weight = "sessions") -> tuple[dict[str, float], float]:
    """Count all coded sessions, or parts or hours of them, by pillar, and together."""
    n, of = pillar_counts(data, sessions_by(data, None), counting, weight)
    return dict(zip(PILLARS, n[0, _numbers_of_pillars(data)].tolist(), strict=True)), float(of[0])


def _numbers_of_pillars(data: Dataset) -> list[int]:
    names = rows_by(data, "pillar").names
    return [names.index(pillar) for pillar in PILLARS]


def chance_asked(cells: Cells, cell: int, pillar: int) -> float:
    """Chance of so many sessions on a pillar in a cell that was named beforehand (hypergeometric tail)."""
    n, of = cells.inside(cell, pillar)
    return float(chance_of_peak([n], [of], [int(cells.all_n[pillar])], cells.total)[0])


@remembered
def _chance(data: Dataset, by: str, pillars: tuple[int, ...]) -> Callable[[float], float]:
    cells = cells_of(data, by)
    return chance_of_lead(cells.member, cells.touched[:, list(pillars)], smallest=SMALLEST_CELL)


def chance_found(data: Dataset, by: str, pillars: tuple[int, ...], lead: float) -> float:
    """Chance that the largest lead of all cells and pillars looked at is so large."""
    return _chance(data, by, pillars)(lead)


def n_looked(cells: Cells, pillars: tuple[int, ...]) -> int:
    """Count the comparisons that were looked at."""
    looked = (cells.n_sessions >= SMALLEST_CELL) & (cells.n_sessions < cells.total)
    return int(looked.sum()) * len(pillars)


def fragility(cells: Cells, cell: int, pillar: int) -> int:
    """Count the fewest sessions that, coded differently on a pillar, let another cell lead or bring the lead under 0.2."""
    n, of = cells.n[:, pillar].astype(int), cells.n_sessions
    everywhere = int(cells.all_n[pillar])
    changes = 0
    while changes <= cells.total:
        if any(_has_ended(n, of, cells.total, everywhere, cell, ways) for ways in _ways(changes, n, of, cell)):
            return changes
        changes += 1
    return changes


def _ways(changes: int, n: NDArray, of: NDArray, cell: int) -> Iterator[tuple[int, int, int]]:
    """Ways to code some sessions otherwise: fewer in the cell, more in another one (or in any, where it is -1)."""
    for fewer in range(min(changes, int(n[cell])) + 1):
        more = changes - fewer
        yield fewer, more, -1
        for other in np.flatnonzero((of >= SMALLEST_CELL) & (of - n >= more)):
            if other != cell:
                yield fewer, more, int(other)


def _has_ended(n: NDArray, of: NDArray, total: int, everywhere: int, cell: int, way: tuple[int, int, int]) -> bool:
    fewer, more, other = way
    inside, rest = int(n[cell]) - fewer, total - int(of[cell])
    outside = everywhere - int(n[cell]) + more
    if rest <= 0 or outside > rest:
        return rest <= 0
    lead = inside / of[cell] - outside / rest
    if lead < SMALL_LEAD - _EXACT:
        return True
    if other < 0 or of[other] == total:  # nothing is outside a cell that holds all
        return False
    in_other = int(n[other]) + more
    other_lead = in_other / of[other] - (inside + outside - in_other) / (total - of[other])
    return bool(other_lead >= lead - _EXACT)
