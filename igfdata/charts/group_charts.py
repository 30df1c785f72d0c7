"""Groups by day, role, pillar or meeting: one square a person or session, or a dot with its interval where they are many."""

import math
from collections.abc import Callable, Iterator, Mapping

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.share_cells import FEW, NOBODY, Kind, Part, Row, ShareCell, ShareCells, Words, draw_share_cells
from igfdata.charts.theme import Chart, mark
from igfdata.charts.who_speaks import KINDS
from igfdata.escaping import for_plotly
from igfdata.measures.stakeholders import BREAKDOWN_OF, SHARED
from igfdata.names import group_name
from igfdata.wording import amount, interval_text, out_of, share_of

MOST_SQUARES = 18
"""Sessions of a cell at most that are drawn one by one, where no cell has more."""

PEOPLE = Words("of the group", "not stated", "of other groups", "people, group known")
SESSIONS = Words("with the group", "groups not fully known", "without the group", "sessions")

Parts = dict[tuple[str, str], Part]
"""Group and key → its people or sessions."""

Cells = dict[tuple[str, str], ShareCell]


def group_cells(
    mix: pd.DataFrame, *, variable: str, by: str, columns: Mapping[str, str], other: pd.DataFrame | None = None
) -> Chart:
    """Which groups are strong where? People of each group by day, pillar, role or meeting, of those whose group is known.

    Parameters
    ----------
    mix
        From :func:`igfdata.measures.stakeholders.group_mix` by ``by``.
    columns
        Key → label from the left; ``<br>`` begins a second line.
    other
        The same measure of B, drawn in grey below A.
    """
    sides = _parts(mix), _parts(other)
    present = {group for side in sides for (group, key), part in side.items() if part.n and key in columns}
    rows = [
        Row(group, _label(variable, group), _kind(variable, group)) for group in _ordered(mix, variable) if group in present
    ]
    cells = {
        place: ShareCell(a, b, behind, _hover(name, a, b, _people, other), amount(a.n) if a.n else "none")
        for place, name, behind, a, b in _cells(rows, columns, sides, BREAKDOWN_OF[variable], by)
    }
    return draw_share_cells(ShareCells(rows, columns, cells, PEOPLE, has_b=other is not None, top=_top(rows, cells)))


def presence_marks(
    gaps: pd.DataFrame, *, variable: str, by: str, columns: Mapping[str, str], other: pd.DataFrame | None = None
) -> Chart:
    """Which groups have a part in the sessions of a pillar? Filled: with the group; hatched: not all groups are known; outlined: without.

    Parameters
    ----------
    gaps
        From :func:`igfdata.measures.stakeholders.gap_cells`; the others as of :func:`group_cells`.
    """
    rows = [Row(str(group), group_name(variable, group)) for group in gaps["category"].cat.categories]
    cells = {
        place: ShareCell(a, b, behind, _hover(name, a, b, _sessions, other), f"{a.n}/{a.of}")
        for place, name, behind, a, b in _cells(rows, columns, (_parts(gaps), _parts(other)), BREAKDOWN_OF[variable], by)
    }
    are_few = all(part.of <= MOST_SQUARES for cell in cells.values() for part in (cell.a, cell.b))
    most = MOST_SQUARES if are_few else FEW
    return draw_share_cells(ShareCells(rows, columns, cells, SESSIONS, has_b=other is not None, most=most))


def _cells(
    rows: list[Row], columns: Mapping[str, str], sides: tuple[Parts, Parts], of: str, by: str
) -> Iterator[tuple[tuple[str, str], str, str, Part, Part]]:
    """Give the cells in which a side counts anybody: their place, name, what a click opens, and both sides."""
    for row in rows:
        for key, head in columns.items():
            a, b = (side.get((row.key, key), NOBODY) for side in sides)
            if a.of + b.of:
                name = f"<b>{for_plotly(row.label)}</b>, {head.replace('<br>', ' ')}"
                yield (row.key, key), name, mark(**{of: row.key, by: key}), a, b


def _hover(name: str, a: Part, b: Part, said: Callable[[Part], str], other: pd.DataFrame | None) -> str:
    return f"{name}: {said(a)}" + (f"<br>B: {said(b)}" if other is not None else "")


def _parts(frame: pd.DataFrame | None) -> Parts:
    rows = () if frame is None else frame.itertuples(index=False)
    return {(str(row.category), str(row.key)): Part.of_row(row) for row in rows}


def _people(part: Part) -> str:
    """Say a side of a cell in its tooltip."""
    if not part.of:
        return "no one listed"
    return "<br>".join(filter(None, (share_of(part.n, part.of, "people"), interval_text(part.low, part.high, part.of))))


def _sessions(part: Part) -> str:
    """Say a side of a cell in its tooltip."""
    rest = f"groups not fully known in {part.n_open} more" if part.n_open else "all groups known" if part.of else ""
    text = f"in {out_of(part.n, part.of)} session{'' if part.of == 1 else 's'}"
    return "<br>".join(filter(None, (text, rest, interval_text(part.low, part.high, part.of))))


def _top(rows: list[Row], cells: Cells) -> float:
    """Right end of the scale, in steps of 10%: no interval of a share is cut."""
    groups = {row.key for row in rows if row.kind == "share"}
    drawn = (part for (group, _), cell in cells.items() if group in groups for part in (cell.a, cell.b) if part.of > FEW)
    return min(1.0, math.ceil(10 * max((part.high for part in drawn), default=1.0)) / 10)


def _ordered(mix: pd.DataFrame, variable: str) -> list[str]:
    """Groups with a share first, then those outside, at last what is not stated."""
    groups = [str(group) for group in mix["category"].cat.categories]
    return sorted(groups, key=lambda group: (group == v.UNKNOWN, group not in SHARED[variable]))


def _kind(variable: str, group: str) -> Kind:
    return "unknown" if group == v.UNKNOWN else "share" if group in SHARED[variable] else "outside"


def _label(variable: str, group: str) -> str:
    label = group_name(variable, group)
    return f"{label}, {KINDS[group]}" if group in KINDS else label
