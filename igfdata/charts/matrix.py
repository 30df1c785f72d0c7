"""A table whose cells are shaded: counts stay readable, every cell can be clicked."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from igfdata.charts.theme import FONT_SIZE, MATRIX_COLOUR, UNKNOWN_COLOUR, Chart, drawn, wrapped

ROW_HEIGHT, LINE_HEIGHT = 34, 22
"""Pixels of a row whose label has one line, and of each line where labels have more."""

MANY_COLUMNS = 5
LABEL_WIDTH, NARROW_LABEL_WIDTH = 26, 21
"""Letters in a line of a row's label; fewer beside many columns, whose names need the room on a phone."""

MOST_LETTERS, SMALL = 20, FONT_SIZE - 4
"""Letters side by side in a row of cells that fit on a phone at full size, and the size of the letters of more.

The dashboard's own script knows the width and chooses the size itself: see ``fit`` in ``meta`` of the trace of texts."""

MOST_NAMES = 12
"""Columns whose names are as large as all letters; more are smaller, and upright where they do not fit side by side."""


class Cell(NamedTuple):
    """What stands where a row and a column meet.

    Parameters
    ----------
    row, column
        Their keys.
    text
        What is written in the cell; without any it stays empty.
    share
        Its shade, 0 to 1.
    hover
        The tooltip.
    is_unknown
        Hatched grey.
    """

    row: str
    column: str
    text: str
    share: float
    hover: str
    is_unknown: bool = False


def shaded(share: float, colour: str = MATRIX_COLOUR) -> str:
    """Fill of a cell: the colour at an opacity that grows with the share."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{0.12 + 0.6 * min(1.0, max(0.0, share)):.2f})"


def cell_matrix(
    cells: Sequence[Cell],
    *,
    rows: dict[str, str],
    columns: dict[str, str],
    behind: Callable[[str, str], str],
    colour: str = MATRIX_COLOUR,
) -> Chart:
    """How often do rows and columns meet? One bar a cell, because plotly tells no click on a heat map.

    Parameters
    ----------
    cells
        In any order; those of other rows and columns are left out.
    rows, columns
        Key → label in the order from the top and from the left; labels may hold ``<br>``.
    behind
        (row, column) → what the click opens, see :func:`igfdata.charts.theme.mark`.
    """
    place = {key: position for position, key in enumerate(columns)}
    width = NARROW_LABEL_WIDTH if len(columns) >= MANY_COLUMNS else LABEL_WIDTH
    names = {key: wrapped(label, width) for key, label in rows.items()}
    shown = [cell for cell in cells if cell.row in rows and cell.column in columns and cell.text]
    y, x = [names[cell.row] for cell in shown], [place[cell.column] for cell in shown]
    colours = [shaded(0.1, UNKNOWN_COLOUR) if cell.is_unknown else shaded(cell.share, colour) for cell in shown]
    hatching = {"shape": ["/" if cell.is_unknown else "" for cell in shown], "fgcolor": UNKNOWN_COLOUR, "size": 6}
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": y,
        "base": [at - 0.48 for at in x],
        "x": [0.96] * len(shown),
        "width": 0.92,
        "marker": {"color": colours, "pattern": hatching, "line": {"width": 0}},
        "unselected": {"marker": {"opacity": 1}},
        "customdata": [behind(cell.row, cell.column) for cell in shown],
        "hovertext": [cell.hover for cell in shown],
        "hoverinfo": "text",
    }
    longest = max((len(cell.text) for cell in shown), default=0)
    # Text in a trace of its own takes the page's colour; a row without any cell keeps its place and label.
    text = {
        "type": "scatter",
        "x": x,
        "y": y,
        "text": [cell.text for cell in shown],
        "mode": "text",
        "textfont": {"size": FONT_SIZE if longest * len(columns) <= MOST_LETTERS else SMALL},
        "meta": {"fit": {"letters": longest, "columns": len(columns), "most": FONT_SIZE}},
        "hoverinfo": "skip",
    }
    every_row = {"type": "scatter", "x": [None] * len(names), "y": list(names.values()), "mode": "markers", "hoverinfo": "skip"}
    order = {"type": "category", "categoryorder": "array", "categoryarray": list(names.values())}
    down = {**order, "range": [len(rows) - 0.5, -0.5], "showgrid": False}
    across = {
        "side": "top", "tickvals": list(place.values()), "ticktext": list(columns.values()), "range": [-0.5, max(1, len(columns)) - 0.5], "showgrid": False,
        **({"autotickangles": [0, 90], "tickfont": {"size": SMALL}} if len(columns) > MOST_NAMES else {"autotickangles": [0, 30, 60]}),
    }  # fmt: skip
    lines = max((1 + name.count("<br>") for name in names.values()), default=1)
    height = 70 + max(ROW_HEIGHT, LINE_HEIGHT * lines) * max(1, len(names))
    return drawn([bars, text, every_row], height=height, yaxis=down, xaxis=across)
