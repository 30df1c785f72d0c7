"""Cells of a breakdown: n of N as one square each where they are few, else as a dot with its interval; B below A."""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from igfdata.charts.canvas import LETTER, PHONE, PLACE, Canvas, draw_legend, figure_of
from igfdata.charts.theme import ACCENT, BAND, CARD, EDGE, FAINT, INK, LINE, MUTED, SECOND, Chart
from igfdata.escaping import for_plotly
from igfdata.wording import amount, out_of, percent, share_label

FEW = 9
"""People or sessions of a cell at most that are drawn one by one: 1 of 2 must not look like 2 of 4."""

ROOMY, TIGHT, CRAMPED = 180, 90, 60
"""Pixels of a column: from the first on cells say of how many, below the second the number stands above its marks, below the third
heads have one line."""

Kind = Literal["share", "outside", "unknown"]
"""A row with a share of the known; one outside of the shares (youth); one of what is not stated. The last two have no scale."""


@dataclass(frozen=True)
class Part:
    """One side of a cell.

    Parameters
    ----------
    n, of
        People or sessions with the value, and all that are counted there.
    low, high
        95% interval of ``n / of``.
    n_open
        More of which it is not known.
    """

    n: int
    of: int
    low: float
    high: float
    n_open: int = 0

    @classmethod
    def of_row(cls, row: Any) -> "Part":
        """Make one of a row of a measure."""
        return cls(int(row.n), int(row.of), float(row.low), float(row.high), int(getattr(row, "n_unknown", 0)))

    @property
    def share(self) -> float:
        """``n / of``, 0 where nobody is counted."""
        return self.n / self.of if self.of else 0.0


NOBODY = Part(0, 0, 0.0, 0.0)


@dataclass(frozen=True)
class Row:
    """A row of cells: its key, its name and what it is."""

    key: str
    label: str
    kind: Kind = "share"


@dataclass(frozen=True)
class ShareCell:
    """A cell of A and B: what a click opens, its tooltip, and what is said of A."""

    a: Part
    b: Part
    behind: str
    hover: str
    said: str


@dataclass(frozen=True)
class Words:
    """Words of the legend: with the value, not known, without it; and what the denominators under the columns are."""

    has: str
    open: str
    off: str
    of: str


@dataclass(frozen=True)
class ShareCells:
    """All that a chart of such cells shows.

    Parameters
    ----------
    rows, columns
        From the top; key → label from the left, ``<br>`` begins a second line.
    cells
        Row and column → cell; a pair without one stays empty.
    most
        People or sessions of a cell at most that are drawn one by one.
    top
        Share at the right end of a cell of more.
    """

    rows: list[Row]
    columns: Mapping[str, str]
    cells: Mapping[tuple[str, str], ShareCell]
    words: Words
    has_b: bool = False
    most: int = FEW
    top: float = 1.0
    heads: dict[str, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shared = {row.key for row in self.rows if row.kind == "share"}
        for (row, column), cell in self.cells.items():
            if row in shared:
                self.heads.setdefault(column, (cell.a.of, cell.b.of))

    def of_row(self, row: Row) -> Iterator[tuple[str, ShareCell]]:
        """Give the cells of a row from the left with their columns."""
        for column in self.columns:
            if (cell := self.cells.get((row.key, column))) is not None:
                yield column, cell

    def is_few(self, part: Part) -> bool:
        """Tell whether the people or sessions of a side are drawn one by one."""
        return part.of <= self.most

    def has_scale(self, column: str) -> bool:
        """Tell whether a column has cells with a share on a scale."""
        return any(n > self.most for n in self.heads.get(column, ()))


def draw_share_cells(cells: ShareCells) -> Chart:
    """Draw rows × columns for a wide place, and rows with their columns below each for a narrow one."""
    return figure_of(_wide(cells), _narrow(cells), least=0.75)


def _wide(cells: ShareCells) -> Canvas:
    canvas = Canvas(PLACE, corner=1)
    names = 232 if len(cells.columns) <= 3 else 158
    step = (canvas.width - names) / max(1, len(cells.columns))
    is_inline, is_roomy = step >= TIGHT, step >= ROOMY
    before = (92 if cells.has_b else 74) if is_roomy else 30
    y = _heads(canvas, cells, {key: names + step * number for number, key in enumerate(cells.columns)}, step)
    side = 24.0 if is_inline else 40.0
    height = (side * 2 + 10 if cells.has_b else side + 14) if is_inline else (side * 2 if cells.has_b else side) + 8
    top = y
    for number, row in enumerate(cells.rows):
        is_first_outside = row.kind != "share" and number and cells.rows[number - 1].kind == "share"
        canvas.line(0, y, canvas.width, y, FAINT if is_first_outside else LINE)
        lines = textwrap.wrap(row.label, int((names - 12) / (LETTER * 16))) or [""]
        canvas.lines(0, y + height / 2, [*map(for_plotly, lines)], step=18)
        for column, cell in cells.of_row(row):
            x = names + step * list(cells.columns).index(column)
            canvas.area(x, y + 1, step - 6, height - 2, cell.behind, cell.hover, cell.said)
            for at, (part, is_b) in enumerate(_sides(cells, cell)):
                middle = y + (height - side * (2 if cells.has_b else 1)) / 2 + side * (at + 0.5)
                text = _text(part, row.kind, is_b, cells.has_b, is_roomy=is_roomy)
                if not is_inline and row.kind != "share" and part.n:  # its denominator stands where others have their scale
                    text = share_label(part.n, part.of) if cells.is_few(part) else amount(part.n)
                    if not cells.is_few(part):
                        canvas.word(x, middle + 9, f"/{amount(part.of)}", size=14, colour=MUTED)
                wide = max(before, LETTER * 15 * len(text) + 8)  # a row with denominators of its own has longer words
                place = (x + wide, middle, max(8.0, step - wide - 14)) if is_inline else (x, middle + 9, step - 6)
                _write(canvas, text, part, is_b, cells.has_b, x, middle if is_inline else middle - 9)
                _strip(canvas, cells, row.kind, cell, part, is_b, *place)
        y += height
    canvas.line(0, y, canvas.width, y, LINE)
    scaled = [key for key in cells.columns if cells.has_scale(key)]
    for key in scaled:
        x = names + step * list(cells.columns).index(key) + (before if is_inline else 0)
        end = x + step - (before + 14 if is_inline else 6)
        for edge in (x, end):
            canvas.line(edge, top, edge, y, LINE)
        if step >= CRAMPED:
            canvas.word(x, y + 11, "0", size=14, colour=MUTED)
            canvas.word(end, y + 11, percent(cells.top), size=14, colour=MUTED, at="middle left")
    canvas.height = draw_legend(canvas, _entries(cells), y + (38 if scaled and step >= CRAMPED else 20))
    return canvas


def _narrow(cells: ShareCells) -> Canvas:
    """A row's name, and below it a line for each column: its name, marks and numbers."""
    canvas = Canvas(PHONE, corner=1)
    heads = {key: label.split("<br>")[0] for key, label in cells.columns.items()}
    left = min(136.0, max((LETTER * 15 * len(head) for head in heads.values()), default=0) + 12)
    right = 84 if cells.has_b else 72
    room, side, y = PHONE - left - right, 20.0, 0.0
    for row in cells.rows:
        canvas.line(0, y, PHONE, y, LINE)
        canvas.word(0, y + 14, f"<b>{for_plotly(row.label)}</b>", size=15)
        y += 28
        for column, cell in cells.of_row(row):
            height = side * (2 if cells.has_b else 1) + 4
            canvas.area(0, y - 1, PHONE, height, cell.behind, cell.hover, cell.said)
            canvas.word(0, y + side / 2, heads[column], size=15, colour=MUTED)
            for at, (part, is_b) in enumerate(_sides(cells, cell)):
                middle = y + side * (at + 0.5)
                text = _text(part, row.kind, is_b, cells.has_b, is_roomy=True)
                _write(canvas, text, part, is_b, cells.has_b, PHONE, middle, at="middle left", size=14.5)
                _strip(canvas, cells, row.kind, cell, part, is_b, left, middle, room)
            y += height
        y += 6
    if any(map(cells.has_scale, cells.columns)):
        canvas.word(left, y + 8, "0", size=14, colour=MUTED)
        canvas.word(left + room, y + 8, percent(cells.top), size=14, colour=MUTED, at="middle left")
        y += 22
    canvas.height = draw_legend(canvas, _entries(cells), y + 16)
    return canvas


def _heads(canvas: Canvas, cells: ShareCells, at: Mapping[str, float], step: float) -> float:
    """Write the names of the columns and of how many they are; the lower end."""
    size = 17 if step >= ROOMY else 15
    n_lines = max((label.count("<br>") for label in cells.columns.values()), default=0) if step >= TIGHT else 0
    below = 12 + 20 * (n_lines + 1)
    for key, x in at.items():
        name, *detail = cells.columns[key].split("<br>")
        canvas.word(x, 12, f"<b>{name}</b>", size=size)
        for line, text in enumerate(detail[:n_lines]):
            canvas.word(x, 32 + 20 * line, text, size=14.5, colour=MUTED)
        for line, (side, of) in enumerate(zip("AB" if cells.has_b else " ", cells.heads.get(key, (0, 0)), strict=False)):
            words = f"of {amount(of)}" if step >= CRAMPED else amount(of)
            text = f"{side} {words}" if cells.has_b and step >= CRAMPED else words
            canvas.word(x, below + 19 * line, text, size=14.5, colour=ACCENT if cells.has_b and side == "A" else MUTED)
    for line, side in enumerate(("A: ", "B: ") if cells.has_b and step < CRAMPED else ("",)):
        canvas.word(0, below + 19 * line, f"{side}{cells.words.of}", size=14.5, colour=MUTED)
    return below + (19 if cells.has_b else 0) + 18.0


def _sides(cells: ShareCells, cell: ShareCell) -> list[tuple[Part, bool]]:
    return [(cell.a, False), (cell.b, True)] if cells.has_b else [(cell.a, False)]


def _text(part: Part, kind: Kind, is_b: bool, has_b: bool, *, is_roomy: bool) -> str:
    """Write the number of a cell: ``14`` where the head of the column says of how many, else ``14 of 26``."""
    has_own = kind != "share" and part.n
    text = out_of(part.n, part.of) if is_roomy or has_own else amount(part.n)
    return f"{'B' if is_b else 'A'} {text}" if has_b and is_roomy else text


def _write(
    canvas: Canvas, text: str, part: Part, is_b: bool, has_b: bool, x: float, y: float, *, at: str = "middle right", size: float = 15
) -> None:  # fmt: skip
    if not part.of:
        text = "–"
    is_bold = has_b and not is_b and part.n
    colour = FAINT if not part.n else MUTED if is_b else INK
    canvas.word(x, y, f"<b>{text}</b>" if is_bold else text, size=size, colour=colour, at=at)


def _strip(
    canvas: Canvas, cells: ShareCells, kind: Kind, cell: ShareCell, part: Part, is_b: bool, x: float, y: float, room: float
) -> None:  # fmt: skip
    """Draw the marks of one side: a square each, or a dot (B: a ring) with its interval."""
    if not part.of:
        return
    if cells.is_few(part):
        draw_squares(canvas, part, kind, is_b, cell, x, y, room)
        return
    pixels = room / cells.top

    def bar(low: float, high: float, height: float, **look: Any) -> None:
        start, end = (x + min(value, cells.top) * pixels for value in (low, high))
        canvas.bar(start, y - height / 2, max(2.0, end - start), height, **look)
        canvas.mark(cell.behind, cell.hover, cell.said)

    if kind == "share":
        bar(part.low, part.high, 12, fill=BAND, edge=BAND)
        if part.n_open:
            bar(part.share, part.share + part.n_open / part.of, 6, edge=FAINT, is_hatched=True)
        middle = x + min(part.share, cells.top) * pixels
        if is_b:
            canvas.ring(middle, y, 5, SECOND)
        else:
            canvas.dot(middle, y, 5, ACCENT)


def draw_squares(canvas: Canvas, part: Part, kind: Kind, is_b: bool, cell: ShareCell, x: float, y: float, room: float) -> None:
    """Draw one square each: with the value, not known (hatched), without."""
    gap = 2 if part.of > FEW or room < 90 else 3
    size = max(3.0, min(11.0, (room + gap) / part.of - gap))
    first, last = (0, part.n) if kind == "unknown" else (part.n, part.n + part.n_open)
    fill = SECOND if is_b else ACCENT
    for number in range(part.of):
        left = x + number * (size + gap)
        if first <= number < last:
            canvas.bar(left, y - size / 2, size, size, is_hatched=True)
            canvas.mark(cell.behind, cell.hover, cell.said)
        else:
            is_on = kind != "unknown" and number < part.n
            canvas.square(left + size / 2, y, size, fill if is_on else CARD, fill if is_on else EDGE)


def _entries(cells: ShareCells) -> list[tuple[str, str]]:
    """Say what is drawn, and nothing that is not."""
    drawn = [
        (row.kind, part, is_b)
        for row in cells.rows
        for _, cell in cells.of_row(row)
        for part, is_b in _sides(cells, cell)
        if part.of
    ]
    few = [(kind, part, is_b) for kind, part, is_b in drawn if cells.is_few(part)]
    many = [(kind, part, is_b) for kind, part, is_b in drawn if not cells.is_few(part) and kind == "share"]
    a, b = ("A, ", "B, ") if cells.has_b else ("", "")
    entries = []
    if any(not is_b for *_, is_b in few):
        entries.append(("has", f"{a}{cells.words.has}"))
    if any(is_b for *_, is_b in few):
        entries.append(("second", f"{b}{cells.words.has}"))
    if few:
        entries.append(("off", cells.words.off))
    if any(not is_b for *_, is_b in many):
        entries.append(("person", f"{a}share"))
    if any(is_b for *_, is_b in many):
        entries.append(("ring", f"{b}share"))
    if any(part.n_open or (kind == "unknown" and part.n and cells.is_few(part)) for kind, part, _ in drawn):
        entries.append(("hatched", cells.words.open))
    if many:
        entries.append(("band", "95% interval"))
    return entries
