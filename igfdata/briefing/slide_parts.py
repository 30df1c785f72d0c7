"""Which slides does a long table, grid or list become, and in which type size? At 1280 × 720, before any browser."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from igfdata.briefing.figure import GRID_ROW, name_letters
from igfdata.briefing.model import Grid, Points, Slide, TextTable
from igfdata.briefing.pagination import lines_of, pages_of, row_heights, text_width

WIDTH = 1280 - 2 * 44
"""Room for text on a slide 1280 pixels wide."""

SIZES = (26, 24, 22, 20, 18, 17, 16, 15, 14)
"""Type sizes of tables and lists, in pixels at 1280 × 720; below the last one, a further slide begins."""

LONGEST_WORD = 14
"""Letters of a word that a column keeps whole."""

TITLE_SIZES = (38, 34, 30, 27)
TITLE_LINES = 2

GRID_SIZE = 16
"""Smallest type in a grid: more rows go on a further slide."""


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


def parts_of(slide: Slide) -> list[Part]:
    """Which screens does a slide take? One, unless a table or list does not fit in the smallest type."""
    title_size, title_lines = title_fit(slide.title)
    rows, widths = _rows(slide.body)
    if not rows:
        return [Part(slide, slide.key, SIZES[0], title_size)]
    room = 720 - 50 - 41 - 26 - title_lines * title_size * 1.16 - 20 - (28 if slide.denominator else 4)
    size, pages = _pages(slide.body, rows, widths, room)
    return [
        Part(_only(slide, page, at), slide.key if at == 0 else f"{slide.key}-{at + 1}", size, title_size)
        for at, page in enumerate(pages)
    ]


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
    words = [max(text_width(word) for text in column for word in (text.split() or [""])) for column in texts]
    least = [min(0.3, (min(word, LONGEST_WORD) * 0.56 + 1.1) * size / width) if size else 0.0 for word in words]
    if table.marked and least:
        least[0] += 1.6 * size / width  # the sign
    shares = [share / sum(given) for share in given]
    tight = [at for at, share in enumerate(shares) if share < least[at]]
    room = 1 - sum(least[at] for at in tight)
    rest = sum(share for at, share in enumerate(shares) if at not in tight)
    return [least[at] if at in tight else share * room / rest for at, share in enumerate(shares)]


def _rows(body: object) -> tuple[list[Sequence[str]], list[float]]:
    """Rows of texts and widths of columns, of what can be split."""
    if isinstance(body, TextTable) and body.header:
        return list(body.rows), []
    if isinstance(body, Grid):
        return [(name,) for name in body.rows], [0.4 * WIDTH]
    if isinstance(body, Points):
        own = [("Own point " + text,) for text in body.own]
        return [*[(text,) for text in body.items], *own], [float(WIDTH)]
    return [], []


def _pages(body: object, rows: list[Sequence[str]], widths: list[float], room: float) -> tuple[int, list[range]]:
    """The largest type with the fewest pages."""
    if isinstance(body, Grid):
        most_lines = max(lines_of(name[0], name_letters(body)) for name in rows)
        return GRID_SIZE, pages_of([GRID_SIZE * max(GRID_ROW, 0.4 + 1.25 * most_lines)] * len(rows), room - 3 * GRID_SIZE)
    found: list[tuple[int, int, list[range]]] = []
    for size in SIZES if isinstance(body, Points) else SIZES[2:]:
        if isinstance(body, TextTable):
            widths = [WIDTH * share for share in column_shares(body, size=size)]
            beside_sign = [widths[0] - (1.6 * size if body.marked else 0), *widths[1:]]
            heights = row_heights(rows, beside_sign, size=size, padding=size * 0.62 + 1, gutter=size)
            head = row_heights([body.header], widths, size=size, padding=size * 0.62 + 2, gutter=size)[0]
        else:
            heights, head = row_heights(rows, widths, size=size, padding=size * 0.75, gutter=size * 1.6), 0
        pages = pages_of(heights, room - head)
        found.append((len(pages), -size, pages))
    _, size, pages = min(found, key=lambda entry: entry[:2])
    return -size, pages


def _only(slide: Slide, page: range, at: int) -> Slide:
    """The slide with the rows of one page."""
    title = slide.title if at == 0 else f"{slide.title} (continued)"
    if isinstance(slide.body, TextTable):
        marked = frozenset(row - page.start for row in slide.body.marked if row in page)
        return replace(
            slide, title=title, body=replace(slide.body, rows=slide.body.rows[page.start : page.stop], marked=marked)
        )
    if isinstance(slide.body, Grid):
        rows = slice(page.start, page.stop)
        return replace(slide, title=title, body=replace(slide.body, rows=slide.body.rows[rows], cells=slide.body.cells[rows]))
    assert isinstance(slide.body, Points)
    n = len(slide.body.items)
    items, own = slide.body.items[page.start : page.stop], slide.body.own[max(0, page.start - n) : max(0, page.stop - n)]
    return replace(slide, title=title, body=Points(items, own))
