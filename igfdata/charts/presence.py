"""Which group has a part on which pillar: one square a session, or a dot with its interval where sessions are many."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from igfdata.charts.canvas import NOTHING, PHONE, PLACE, Canvas, figure_of
from igfdata.charts.legend import draw_legend
from igfdata.charts.theme import ACCENT, BAND, CARD, EDGE, FAINT, INK, LINE, MUTED, Chart, mark
from igfdata.charts.who_speaks import BREAKDOWN, name_of
from igfdata.escaping import for_plotly
from igfdata.intervals import wilson
from igfdata.wording import interval_text, out_of

MOST_SQUARES = 24
"""Sessions of a cell that are drawn one by one."""


def presence_marks(gaps: pd.DataFrame, *, variable: str, by: str, columns: Mapping[str, str]) -> Chart:
    """Which groups have a part in the sessions of a pillar? Filled: with the group; hatched: not all groups are known; outlined: without.

    Parameters
    ----------
    gaps
        From :func:`igfdata.measures.stakeholders.gap_cells`.
    columns
        Key → label from the left.
    """
    rows = [row for row in gaps.itertuples(index=False) if row.key in columns]
    cells = {(str(row.category), str(row.key)): row for row in rows}
    groups = [str(category) for category in gaps["category"].cat.categories]
    are_few = max((row.of for row in rows), default=0) <= MOST_SQUARES
    wide, narrow = (
        _drawn(cells, groups, columns, variable, by, is_phone=is_phone, are_few=are_few) for is_phone in (False, True)
    )
    return figure_of(wide, narrow, least=0.75)


def _drawn(
    cells: Mapping[tuple[str, str], Any], groups: list[str], columns: Mapping[str, str], variable: str, by: str, *, is_phone: bool, are_few: bool
) -> Canvas:  # fmt: skip
    canvas = Canvas(PHONE if is_phone else PLACE, corner=1)
    largest = max((row.of for row in cells.values()), default=1)
    names = 0 if is_phone else 232
    step = (canvas.width - names) / max(1, len(columns))
    at = {key: names + step * number for number, key in enumerate(columns)}
    for key, x in at.items():
        canvas.word(x, 12, f"<b>{columns[key]}</b>", size=14.5 if is_phone else 17)
    y, height = 32.0, 66 if is_phone else 38
    for group in groups:
        canvas.line(0, y, canvas.width, y, LINE)
        label = for_plotly(name_of(variable, group))
        canvas.word(0, y + (12 if is_phone else height / 2), label, size=15 if is_phone else 16)
        for key, x in at.items():
            row = cells.get((group, key))
            if row is None or not row.of:
                continue
            text = out_of(row.n, row.of)
            canvas.word(
                x, y + (32 if is_phone else height / 2), text, size=14.5 if is_phone else 16, colour=INK if row.n else MUTED
            )
            rest = f"groups not fully known in {row.n_unknown} more" if row.n_unknown else "all groups known"
            low, high = (float(bound) for bound in wilson(row.n, row.of))
            lines = [f"<b>{label}</b>, {columns[key]}: in {text} sessions", rest, interval_text(low, high)]
            canvas.bar(x, y + 1, step - 6, height - 2, fill=NOTHING, edge=NOTHING)
            behind, hover = mark(**{BREAKDOWN[variable]: group, by: key}), "<br>".join(filter(None, lines))
            canvas.mark(behind, hover, f"{row.n}/{row.of}")
            place = (x, y + 50) if is_phone else (x + 74, y + height / 2)
            if are_few:
                size = min(9.0 if is_phone else 13.0, (step - (8 if is_phone else 84)) / largest - (2 if is_phone else 3))
                _squares(canvas, row, *place, size, behind, hover, gap=2 if is_phone else 3)
            else:
                _interval(canvas, row, *place, step - (14 if is_phone else 90))
        y += height
    entries = [("has", "with the group"), ("hatched", "groups not fully known"), ("off", "without the group")]
    canvas.height = draw_legend(
        canvas, entries if are_few else [("person", "share with the group"), ("band", "95% interval")], y + 18
    )
    return canvas


def _squares(canvas: Canvas, row: Any, x: float, y: float, size: float, behind: str, hover: str, *, gap: float) -> None:
    """Draw one square a session: with the group, not fully known, without."""
    for number in range(row.of):
        left = x + number * (size + gap)
        if row.n <= number < row.n + row.n_unknown:
            canvas.bar(left, y - size / 2, size, size, is_hatched=True)
            canvas.mark(behind, hover, f"{row.n}/{row.of}")
        else:
            canvas.square(left + size / 2, y, size, ACCENT if number < row.n else CARD, ACCENT if number < row.n else EDGE)


def _interval(canvas: Canvas, row: Any, x: float, y: float, room: float) -> None:
    """Draw a share with its interval on a line from none to all."""
    low, high = (float(bound) for bound in wilson(row.n, row.of))
    canvas.line(x, y, x + room, y, FAINT)
    canvas.line(x + low * room, y, x + high * room, y, BAND, width=10)
    canvas.dot(x + row.n / row.of * room, y, 5, ACCENT)
