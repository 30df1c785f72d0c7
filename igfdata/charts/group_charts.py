"""People by group and day, role, pillar or meeting: one square a person, or a dot with its interval where people are many."""

import math
from collections.abc import Mapping

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.share_cells import FEW, NOBODY, Kind, Part, Row, ShareCell, ShareCells, Words, draw_share_cells
from igfdata.charts.theme import Chart, mark
from igfdata.charts.who_speaks import BREAKDOWN, KINDS, name_of
from igfdata.escaping import for_plotly
from igfdata.measures.stakeholders import SHARED
from igfdata.wording import amount, interval_text, share_of

WORDS = Words("of the group", "not stated", "of other groups", "people, group known")


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
    found, found_b = _parts(mix), _parts(other)
    every = found | found_b
    present = {group for side in (found, found_b) for (group, key), part in side.items() if part.n and key in columns}
    rows = [
        Row(group, _label(variable, group), _kind(variable, group)) for group in _ordered(mix, variable) if group in present
    ]
    cells = {}
    for row in rows:
        for key, head in columns.items():
            a, b = found.get((row.key, key), NOBODY), found_b.get((row.key, key), NOBODY)
            if (row.key, key) not in every or not a.of + b.of:
                continue
            hover = f"<b>{for_plotly(row.label)}</b>, {head.replace('<br>', ' ')}: {_said(a)}"
            hover += f"<br>B: {_said(b)}" if other is not None else ""
            cells[row.key, key] = ShareCell(
                a, b, mark(**{BREAKDOWN[variable]: row.key, by: key}), hover, amount(a.n) if a.n else "none"
            )
    return draw_share_cells(ShareCells(rows, columns, cells, WORDS, has_b=other is not None, top=_top(rows, cells)))


def _top(rows: list[Row], cells: Mapping[tuple[str, str], ShareCell]) -> float:
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
    label = name_of(variable, group)
    return f"{label}, {KINDS[group]}" if group in KINDS else label


def _parts(mix: pd.DataFrame | None) -> dict[tuple[str, str], Part]:
    """Group and key → its people."""
    if mix is None:
        return {}
    return {
        (str(r.category), str(r.key)): Part(int(r.n), int(r.of), float(r.low), float(r.high))
        for r in mix.itertuples(index=False)
    }


def _said(part: Part) -> str:
    if not part.of:
        return "no one listed"
    return "<br>".join(filter(None, (share_of(part.n, part.of, "people"), interval_text(part.low, part.high))))
