"""Which group has a part on which pillar: one square a session, or a dot with its interval where sessions are many."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from igfdata.charts.share_cells import FEW, NOBODY, Part, Row, ShareCell, ShareCells, Words, draw_share_cells
from igfdata.charts.theme import Chart, mark
from igfdata.charts.who_speaks import BREAKDOWN, name_of
from igfdata.escaping import for_plotly
from igfdata.wording import interval_text, out_of

MOST_SQUARES = 18
"""Sessions of a cell at most that are drawn one by one, where no cell has more."""

WORDS = Words("with the group", "groups not fully known", "without the group", "sessions")


def presence_marks(
    gaps: pd.DataFrame, *, variable: str, by: str, columns: Mapping[str, str], other: pd.DataFrame | None = None
) -> Chart:
    """Which groups have a part in the sessions of a pillar? Filled: with the group; hatched: not all groups are known; outlined: without.

    Parameters
    ----------
    gaps
        From :func:`igfdata.measures.stakeholders.gap_cells`.
    columns
        Key → label from the left.
    other
        The same measure of B, drawn in grey below A.
    """
    found, found_b = _parts(gaps), _parts(other)
    rows = [Row(str(group), name_of(variable, group)) for group in gaps["category"].cat.categories]
    cells = {}
    for row in rows:
        for key, head in columns.items():
            a, b = found.get((row.key, key), NOBODY), found_b.get((row.key, key), NOBODY)
            if not a.of + b.of:
                continue
            name = head.replace("<br>", " ")
            hover = f"<b>{for_plotly(row.label)}</b>, {name}: in {_said(a)}"
            hover += f"<br>B: in {_said(b)}" if other is not None else ""
            cells[row.key, key] = ShareCell(a, b, mark(**{BREAKDOWN[variable]: row.key, by: key}), hover, f"{a.n}/{a.of}")
    are_few = all(part.of <= MOST_SQUARES for cell in cells.values() for part in (cell.a, cell.b))
    most = MOST_SQUARES if are_few else FEW
    return draw_share_cells(ShareCells(rows, columns, cells, WORDS, has_b=other is not None, most=most))


def _parts(gaps: pd.DataFrame | None) -> dict[tuple[str, str], Part]:
    """Group and key → its sessions."""
    if gaps is None:
        return {}
    return {(str(r.category), str(r.key)): _part(r) for r in gaps.itertuples(index=False)}


def _part(row: Any) -> Part:
    return Part(int(row.n), int(row.of), float(row.low), float(row.high), int(row.n_unknown))


def _said(part: Part) -> str:
    """Say a side of a cell in its tooltip."""
    rest = f"groups not fully known in {part.n_open} more" if part.n_open else "all groups known" if part.of else ""
    text = f"{out_of(part.n, part.of)} session{'' if part.of == 1 else 's'}"
    return "<br>".join(filter(None, (text, rest, interval_text(part.low, part.high))))
