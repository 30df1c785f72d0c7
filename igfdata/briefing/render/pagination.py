"""How much text fits on a slide or a sheet, and which slides does a long table, grid or list become? Estimated before any browser.

A rendering leaves some room, because typefaces differ.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TypeVar

from igfdata.briefing.model import Chart, Matrix, Points, Slide, Statements, TextTable
from igfdata.briefing.render.line_breaks import LONGEST_WORD, lines_of, pieces_of, text_width
from igfdata.names import shortened

Rows = TypeVar("Rows")

WIDTH = 1280 - 2 * 44
"""Room for text on a slide 1280 pixels wide."""

SIZES = (26, 24)
"""Type sizes of tables and lists, in pixels at 1280 × 720: 18 points at least. What does not fit goes on on a further slide."""

LARGER = (32, 29)
"""Type sizes of few rows, as long as no cell takes more than two lines, and no name of a matrix more than one."""

HEAD = 0.89
"""Type size of the head of a table, of that of its rows."""

MOST_ROWS, MOST_BARS, MOST_STATEMENTS = 7, 16, 5
"""Rows of a table, bars of a chart, and statements on one slide; the ask takes the place of one statement."""

CLOSED_LIST = 9
"""Rows of a matrix that stay on one slide: the stakeholder groups with youth and not stated. A longer one has :data:`MOST_ROWS`."""

TITLE_SIZES = (37, 33, 30, 27)
TITLE_LINES = 2

LETTER_WIDTH, WIDE_LETTER = 0.48, 0.6
"""Mean width of a letter, of the type size; and in a wide typeface."""

LINE_HEIGHT = 1.3


LONG_TEXTS = 0.3
"""Share of the width from which on a column holds texts that may be cut; rooms, times and names may not."""


LEAST_CELL = 0.105
"""Share of the width that a cell of a matrix keeps, however long the names of its rows are: four dots in a wide typeface."""


def name_share(names: Sequence[str], n_columns: int, size: float) -> float:
    """Share of the width of a matrix (0 to 1) that the names of its rows have: one line each where the cells can give way."""
    need = (max(map(text_width, names), default=0) * WIDE_LETTER + 1.2) * size / WIDTH
    return max(0.22, min(need, 1 - n_columns * LEAST_CELL))


def most_rows(body: TextTable | Matrix) -> int:
    """How many rows of a table or matrix stand on one slide at most?"""
    return CLOSED_LIST if isinstance(body, Matrix) and len(body.rows) <= CLOSED_LIST else MOST_ROWS


def tightened(
    table: TextTable, room: float, wide: Callable[[str, bool], float], held: Callable[[float, str, bool, int], str]
) -> Iterator[TextTable]:
    """Return a table with more room for its wide columns, then, of few rows, with ever shorter texts in them, row by row.

    Parameters
    ----------
    room
        Width of the table.
    wide
        Text, and whether it is a quieter second line → how wide it is in a cell.
    held
        Width of the cell, text, whether it is a second line, and lines → what of the text these lines hold.
    """
    if {len(table.widths), *map(len, table.rows)} != {len(table.header)}:
        return
    total, columns = sum(table.widths), list(zip(table.header, *table.rows, strict=True))
    long = {at for at, part in enumerate(table.widths) if part > LONG_TEXTS * total}
    need = {
        at: min(max(wide(line, bool(n)) for text in texts for n, line in enumerate(text.split("\n"))), 0.25 * room)
        for at, texts in enumerate(columns)
        if at not in long
    }
    rest = (room - sum(need.values())) / max(1e-9, sum(table.widths[at] for at in long))
    widths = tuple(need.get(at, part * rest) for at, part in enumerate(table.widths))

    def cut(row: tuple[str, ...], first: int, second: int) -> tuple[str, ...]:
        return tuple(
            _shorter(text, partial(held, wide_cell), first, second) if at in long else text
            for at, (text, wide_cell) in enumerate(zip(row, widths, strict=True))
        )

    yield replace(table, widths=widths)
    for second in (1, 0) if long and len(table.rows) <= MOST_ROWS else ():
        full, short = ([cut(row, first, second) for row in table.rows] for first in (2, 1))
        lost = [len("".join(one)) - len("".join(other)) for one, other in zip(full, short, strict=True)]
        saved = [bool(n) and row == given for n, row, given in zip(lost, full, table.rows, strict=True)]
        order = sorted(range(len(lost)), key=lambda at: (saved[at], lost[at]))
        for n in range(len(order) + 1):  # what loses least gives way first; last, what its second line holds as a whole
            given = set(order[:n])
            rows = (short[at] if at in given else full[at] for at in range(len(full)))
            yield replace(table, rows=tuple(rows), widths=widths)


def is_better(tight: TextTable, n_pages: int, table: TextTable, n_before: int) -> bool:
    """Whether a tightened table is worth what it loses: fewer slides without a loss, or one slide."""
    return n_pages == 1 or (n_pages < n_before and tight.rows == table.rows)


def _shorter(text: str, held: Callable[[str, bool, int], str], first: int, second: int) -> str:
    """A cell with so many lines of its text, and of what stands below it: there, what is cut goes up to the last “ · ”."""
    upper, _, lower = text.partition("\n")
    kept = held(lower, True, second) if lower and second else ""
    if kept != lower and " · " in kept:
        kept = kept.rpartition(" · ")[0]
    shown = held(upper, False, first)
    if upper.endswith("”") and not shown.endswith("”") and " " in shown:
        shown = f"{shown.removesuffix('…').rpartition(' ')[0]}…”"  # a title that is cut keeps its closing mark
    return "\n".join(filter(None, (shown, kept)))


def row_heights(
    rows: Sequence[Sequence[str]], widths: Sequence[float], *, size: float, padding: float, gutter: float
) -> list[float]:
    """How high is each row of a table, in the unit of ``size``?

    Parameters
    ----------
    rows
        Texts, one a column.
    widths
        Of the columns, in the unit of ``size``.
    size, padding, gutter
        Type size; what a row needs above and below its text; what a column needs beside it.
    """
    letters = [(width - gutter) / (size * LETTER_WIDTH) for width in widths]
    return [
        max([lines_of(text, room) for text, room in zip(row, letters, strict=False)], default=1) * size * LINE_HEIGHT + padding
        for row in rows
    ]


def pages_of(heights: Sequence[float], room: float, *, most: int | None = None) -> list[range]:
    """Which rows go on which page, in order and about equally full, at most so many? A row higher than a page has one to itself."""
    fewest = _filled(heights, room)
    if most and any(len(page) > most for page in fewest):
        n_pages = max(len(fewest), -(-len(heights) // most))
        each = -(-len(heights) // n_pages)
        return [part for at in range(0, len(heights), each) for part in _from(at, pages_of(heights[at : at + each], room))]
    if len(fewest) < 2:
        return fewest
    low, high = max(heights), room
    for _ in range(12):  # the smallest room that still needs no further page
        middle = (low + high) / 2
        low, high = (low, middle) if len(_filled(heights, middle)) == len(fewest) else (middle, high)
    return _filled(heights, high)


def _from(start: int, pages: list[range]) -> list[range]:
    return [range(start + page.start, start + page.stop) for page in pages]


def _filled(heights: Sequence[float], room: float) -> list[range]:
    pages, start, used = [], 0, 0.0
    for row, height in enumerate(heights):
        if row > start and used + height > room:
            pages.append(range(start, row))
            start, used = row, 0.0
        used += height
    return [*pages, range(start, len(heights))]


@dataclass(frozen=True)
class Part:
    """What fits on one screen.

    Parameters
    ----------
    slide
        With the rows of this part only.
    key
        In the address: the slide's, with ``-2`` and so on from its second part.
    size, title_size
        Type sizes in pixels at 1280 × 720.
    """

    slide: Slide
    key: str
    size: int
    title_size: int


@lru_cache(maxsize=256)  # a page asks for the number of screens and for the screens
def parts_of(slide: Slide) -> tuple[Part, ...]:
    """Which screens does a slide take? One, unless a table or list does not fit in the smallest type."""
    title_size, title_lines = title_fit(slide.title)
    evidence_lines = lines_of(slide.evidence, WIDTH / (21 * 0.5)) if slide.evidence else 0
    room = 720 - 58 - 36 - title_lines * title_size * 1.16 - evidence_lines * 27 - 22 - 50
    size, pages = _pages(slide.body, room)
    if isinstance(slide.body, TextTable) and len(pages) > 1:
        for tight in tightened(slide.body, WIDTH, _wide, _held):
            fitted = _pages(tight, room)
            if is_better(tight, len(fitted[1]), slide.body, len(pages)):
                slide, (size, pages) = replace(slide, body=tight), fitted
                break
    return tuple(
        Part(_only(slide, page, at, len(pages)), slide.key if at == 0 else f"{slide.key}-{at + 1}", size, title_size)
        for at, page in enumerate(pages)
    )


def _wide(text: str, is_second: bool) -> float:
    """Width of a text in a cell, with the room at its sides, in a wide typeface."""
    return text_width(text) * _size(is_second) * WIDE_LETTER + SIZES[-1]


def _held(width: float, text: str, is_second: bool, lines: int) -> str:
    """How much of a text do so many lines of a cell hold?"""
    letters = (width - SIZES[-1]) / (_size(is_second) * LETTER_WIDTH)
    most = len(text)
    while most > 8 and lines_of(shortened(text, most), letters) > lines:
        most -= 1
    return shortened(text, most) if most < len(text) else text


def _size(is_second: bool) -> int:
    return round(SIZES[-1] * 0.85) if is_second else SIZES[-1]


def title_fit(title: str) -> tuple[int, int]:
    """(type size, lines) of a title: the largest that takes two lines, else the smallest."""
    for size in TITLE_SIZES:
        lines = lines_of(title, WIDTH / (size * 0.53))
        if lines <= TITLE_LINES:
            return size, lines
    return TITLE_SIZES[-1], lines_of(title, WIDTH / (TITLE_SIZES[-1] * 0.53))


def column_shares(table: TextTable, *, size: float = 0, width: float = WIDTH) -> list[float]:
    """Widths of the columns as shares of the whole (0 to 1), wide enough for a column's longest word.

    Parameters
    ----------
    size, width
        Of the type and of the whole table, in one unit; without a size, only the table's own widths count.
    """
    given = list(table.widths) if len(table.widths) == len(table.header) else [1.0] * len(table.header)
    texts = zip(table.header, *(row for row in table.rows if len(row) == len(table.header)), strict=True)
    words = [max(text_width(word) for text in column for word in (pieces_of(text) or [""])) for column in texts]
    least = [min(0.3, (min(word, LONGEST_WORD) * 0.56 + 1.1) * size / width) if size else 0.0 for word in words]
    shares = [share / sum(given) for share in given]
    tight = [at for at, share in enumerate(shares) if share < least[at]]
    room = 1 - sum(least[at] for at in tight)
    rest = sum(share for at, share in enumerate(shares) if at not in tight)
    return [least[at] if at in tight else share * room / rest for at, share in enumerate(shares)]


def _pages(body: object, room: float) -> tuple[int, list[range]]:
    """The largest type with the fewest pages, and which rows stand on which page."""
    if isinstance(body, Statements):
        first = MOST_STATEMENTS - bool(body.ask)
        rest = range(first, len(body.items), MOST_STATEMENTS)
        return SIZES[0], [range(first), *(range(at, at + MOST_STATEMENTS) for at in rest)]
    if isinstance(body, Chart):
        of = max(1, MOST_BARS // max(1, len(body.series)))
        n = len(body.categories)
        pages = [range(at, min(n, at + of)) for at in range(0, n, of)] or [range(0)]
        drawn = max(map(len, pages)) * len(body.series)
        return max(15, min(24, int((room - 40) / (1.5 * max(1, drawn))))), pages
    if isinstance(body, Matrix) and body.rows:
        pages, head = [range(0)], 2.7 if any(" · n = " in name for name in body.columns) else 1.8
        for size in (*LARGER, *SIZES):
            wide = name_share(body.rows, len(body.columns), size) * WIDTH
            heights = row_heights([(name,) for name in body.rows], [wide], size=size, padding=size * 0.62 + 1, gutter=size)
            pages = pages_of(heights, room - head * size, most=most_rows(body))
            if len(pages) == 1 and (size in SIZES or len(set(heights)) == 1):
                return size, pages
        return SIZES[-1], pages
    found: list[tuple[int, int, list[range]]] = []
    for size in (*LARGER, *SIZES) if isinstance(body, TextTable) else SIZES:
        if isinstance(body, TextTable) and body.rows:
            widths = [WIDTH * share for share in column_shares(body, size=size)]
            if size in LARGER and not _is_easy(body, widths, size):
                continue
            heights = [_row_height(row, widths, size) for row in body.rows]
            head = _row_height(body.header, widths, HEAD * size)
        elif isinstance(body, Points) and (body.items or body.own):
            texts = [(text,) for text in (*body.items, *(f"Our point {text}" for text in body.own))]
            heights, head = row_heights(texts, [float(WIDTH)], size=size, padding=size * 0.55, gutter=size * 1.6), 0
        else:
            return SIZES[0], [range(0)]
        pages = pages_of(heights, room - head, most=MOST_ROWS if isinstance(body, TextTable) else None)
        found.append((len(pages), -size, pages))
    _, size, pages = min(found, key=lambda entry: entry[:2])
    return -size, pages


def _is_easy(table: TextTable, widths: Sequence[float], size: float) -> bool:
    """Whether no cell takes more than two lines, of a table of two rows three, without its quieter second line."""
    most = 3 if len(table.rows) < 3 else 2
    letters = [(width - size) / (size * LETTER_WIDTH) for width in widths]
    return all(
        lines_of(text.partition("\n")[0], room) <= most for row in table.rows for text, room in zip(row, letters, strict=False)
    )


def _row_height(row: Sequence[str], widths: Sequence[float], size: float) -> float:
    """Height of a row: the first lines of its cells, and the quieter ones below them."""
    firsts, seconds = zip(*(text.partition("\n")[::2] for text in row), strict=True) if row else ((), ())
    (first,) = row_heights([firsts], widths, size=size, padding=size * 0.62 + 1, gutter=size)
    below = row_heights([seconds], widths, size=round(size * 0.85), padding=0, gutter=size)[0] if any(seconds) else 0
    return first + below


def _only(slide: Slide, page: range, at: int, of: int) -> Slide:
    """The slide with the rows of one page; the title says which of how many."""
    if of == 1:
        return slide
    return replace(slide, title=f"{slide.title} ({at + 1} of {of})", body=only_rows(slide.body, page))


def only_rows(body: Rows, page: range) -> Rows:
    """Some rows of a table, a matrix, statements (the ask stands with the first), a chart or points."""
    rows = slice(page.start, page.stop)
    if isinstance(body, TextTable):
        return replace(body, rows=body.rows[rows], marked=frozenset(row - page.start for row in body.marked if row in page))
    if isinstance(body, Matrix):
        return replace(body, rows=body.rows[rows], cells=body.cells[rows])
    if isinstance(body, Statements):
        return replace(body, ask=body.ask if page.start == 0 else "", items=body.items[rows])
    if isinstance(body, Chart):
        series = tuple(
            replace(one, values=one.values[rows], labels=one.labels[rows], colours=one.colours[rows]) for one in body.series
        )
        return replace(body, categories=body.categories[rows], series=series)
    if isinstance(body, Points):
        n = len(body.items)
        return replace(body, items=body.items[rows], own=body.own[max(0, page.start - n) : max(0, page.stop - n)])
    return body
