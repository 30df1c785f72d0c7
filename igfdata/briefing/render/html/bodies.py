"""What is the HTML of a slide's body? Squares, bars, cells, statements: drawn without any script."""

from igfdata.briefing.model import DOT, Cell, Chart, ComparedGrid, ComparedRow, Grid, RowOfSquares, SessionGrid, Statements
from igfdata.charts.theme import ACCENT
from igfdata.escaping import for_html


def element(tag: str, text: str, **attributes: str) -> str:
    """An element around a text of the data: escaped, and in its own reading direction."""
    more = "".join(f' {name.rstrip("_")}="{for_html(value)}"' for name, value in attributes.items())
    return f'<{tag} dir="auto"{more}>{for_html(text)}</{tag}>'


def squares(grid: SessionGrid, *, has_dates: bool = True) -> str:
    """The session grid: a row a pillar, a square a session, the day in question shaded; on paper without the dates of its days."""
    n, gaps = sum(len(day.about) for day in grid.days), max(0, len(grid.days) - 1)
    heads = "".join(_day_head(grid, at, has_dates) for at in range(len(grid.days)))
    rows = "".join(_row_of_squares(row, grid) for row in grid.rows)
    columns = " ".join(f"{max(1, len(day.about))}fr" for day in grid.days)
    return (
        f'<div class="squares" role="img" aria-label="{for_html(grid.alt)}" style="--n:{n};--gaps:{gaps};--days:{columns}">'
        f'<div class="heads"><span class="name"></span>{heads}</div>{rows}</div>{_legend(grid)}'
    )


def _day_head(grid: SessionGrid, at: int, has_dates: bool) -> str:
    day = grid.days[at]
    dots = "".join(f'<i class="{"about" if about else "none"}"></i>' for about in day.about)
    n = len(day.about)
    date = f"<span>{for_html(day.detail)}</span> " if day.detail and has_dates and n > 2 else ""
    text = f"<b>{for_html(day.label)}</b><small>{date}<span>n = {n}</span></small>"
    return (
        f'<span class="day{" shaded" if day.is_shaded else ""}" style="--k:{n}">{text}<span class="dots">{dots}</span></span>'
    )


def _row_of_squares(row: RowOfSquares, grid: SessionGrid) -> str:
    days = "".join(
        f'<span class="day{" shaded" if day.is_shaded else ""}" style="--k:{len(states)}">'
        + "".join(f'<i class="{state}"></i>' for state in states)
        + "</span>"
        for day, states in zip(grid.days, row.states, strict=True)
    )
    name = f'<span class="name"><b>{for_html(row.name)}</b><small>{for_html(row.total)}</small></span>'
    return f'<div class="pillar" style="--fill:{for_html(row.colour)}">{name}{days}</div>'


def compared_squares(grid: ComparedGrid) -> str:
    """The session grid of A and B: in each pillar a line of A and below it one of B, with their totals at the end."""
    n, gaps = sum(n for _, _, n in grid.days), max(0, len(grid.days) - 1)
    heads = "".join(_compared_head(*day, n, gaps) for day in grid.days)
    names = "".join(
        f'<span class="{letter.lower()}"><b>{letter}</b> {for_html(name)}</span>'
        for letter, name in zip("AB", grid.names, strict=True)
    )
    rows = "".join(_compared_row(row, grid) for row in grid.rows)
    return (
        f'<div class="squares compared" role="img" aria-label="{for_html(grid.alt)}" style="--n:{n};--gaps:{gaps}">'
        f'<div class="heads"><span class="name"></span><span class="letter"></span>{heads}<span class="total">{names}</span></div>{rows}</div>'
        f"{_legend(grid)}"
    )


def _compared_head(label: str, detail: str, k: int, n: int, gaps: int) -> str:
    """Name and date of a day as far as they fit over its squares; widths in hundredths of the slide, as the style has them."""
    square = min(4.05, (57.5 - (gaps + 1) * 2.6) / n - 0.75)
    room = max(k * (square + 0.75) - 0.75, 4) + 2.6
    name = for_html(label)
    if not detail and len(label) * 1.25 > room:
        name = name.replace(" ", "<br>", 1)  # “No date”, “IGF 2025”
    shown = detail if len(detail) * 0.95 <= room else ""
    return f'<span class="day" style="--k:{k}"><b>{name}</b><small>{for_html(shown)}</small></span>'


def _square(state: str) -> str:
    return f'<i class="{state}"></i>'


def _compared_row(row: ComparedRow, grid: ComparedGrid) -> str:
    lines = []
    for letter, states, total in zip("AB", row.states, row.totals, strict=True):
        days = "".join(
            f'<span class="day" style="--k:{k}">{"".join(map(_square, of_day))}</span>'
            for (_, _, k), of_day in zip(grid.days, states, strict=True)
        )
        lines.append(
            f'<div class="line {letter.lower()}"><b class="letter">{letter}</b>{days}<b class="total"><span>{letter} </span>{for_html(total)}</b></div>'
        )
    marked = " marked" if row.is_marked else ""
    return f'<div class="pair{marked}"><b class="name">{for_html(row.name)}</b><div class="lines-of-both">{"".join(lines)}</div></div>'


def _legend(grid: SessionGrid | ComparedGrid) -> str:
    """What the squares mean, and the quiet lines below."""
    legend = "".join(f'<span><i class="{state}"></i>{for_html(text)}</span>' for state, text in grid.legend)
    remarks = "".join(element("p", remark) for remark in grid.remarks)
    return f'<p class="legend" aria-hidden="true">{legend}</p><div class="remarks">{remarks}</div>'


def bars(chart: Chart, size: float) -> str:
    """Bars with their numbers: a group of them a category, a bar a series."""
    longest = (
        1.0 if chart.unit == "share" else max([value or 0 for one in chart.series for value in one.values], default=0) or 1
    )
    names = [one.name for one in chart.series] if len(chart.series) > 1 else []
    swatches = "".join(
        f'<span><i style="background:{for_html(_fill(one.colour))}"></i>{for_html(one.name)}</span>'
        for one in chart.series
        if names
    )
    rows = []
    for at, category in enumerate(chart.categories):
        drawn = []
        for one in chart.series:
            value, label = one.values[at], one.labels[at] if at < len(one.labels) else ""
            colour = _fill(one.colours[at] if at < len(one.colours) else one.colour)
            width = 74 * (value or 0) / longest
            drawn.append(
                f'<span class="bar"><i style="width:{width:.1f}%;background:{for_html(colour)}"></i>{element("b", label)}</span>'
            )
        rows.append(f'<li>{element("span", category, class_="bar-name")}<span class="track">{"".join(drawn)}</span></li>')
    legend = f'<p class="legend">{swatches}</p>' if names else ""
    return f'{legend}<ul class="bars" role="img" aria-label="{for_html(chart.alt)}" style="--size:{size}">{"".join(rows)}</ul>'


def _fill(colour: str) -> str:
    """A colour as the style sheet has it: the accent is lighter on a dark slide."""
    return "var(--accent)" if colour == ACCENT else colour


def cells(grid: Grid, size: float) -> str:
    """A matrix as a table: a stronger tint for a larger share, hatching where it is not known."""
    first = 42 if len(grid.columns) < 6 else 22
    look = _narrow_head(grid.columns, first)
    head = element("th", "", scope="col") + "".join(element("th", text, scope="col", **look) for text in grid.columns)
    rows = []
    for name, row in zip(grid.rows, grid.cells, strict=True):
        drawn = "".join(
            f'<td class="{_look(cell)}" style="--share:{100 * cell.shade:.0f}%">{for_html(cell.text)}</td>' for cell in row
        )
        rows.append(f"<tr>{element('th', name, scope='row')}{drawn}</tr>")
    caption = f'<caption class="unseen">{for_html(grid.alt)}</caption>'
    columns = f'<colgroup><col style="width:{first}%"></colgroup>'
    table = f"{caption}{columns}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody>"
    return f'<table class="matrix" style="--size:{size}">{table}</table>'


def _look(cell: Cell) -> str:
    return "hatched" if cell.is_unknown else "dotted" if cell.text.startswith(DOT) else "cell"


def _narrow_head(columns: tuple[str, ...], first: int) -> dict[str, str]:
    """Look of the heads of a matrix in which the longest word would break: smaller, with less room at its sides; else none."""
    longest = max((len(word) for text in columns for word in text.split()), default=1)
    room = (100 - first) / max(1, len(columns))  # hundredths of a slide, as the sizes of the style
    need = longest * 1.1
    return {"style": f"font-size:{max(0.6, (room - 1) / need):.2f}em;padding-inline:.2em"} if need > room - 2 else {}


def statements(body: Statements) -> str:
    """The ask in its box, then each statement led by its figure."""
    ask = f'<div class="ask"><b>Our ask</b>{element("span", body.ask)}</div>' if body.ask else ""
    items = "".join(
        f'<li class="own"><b>Own point</b><span>{element("strong", one.text)}</span></li>'
        if one.is_own
        else f"<li>{figure(one.figure)}<span>{element('strong', one.text)}{_below(one.evidence)}</span></li>"
        for one in body.items
    )
    return f'{ask}<ul class="statements" role="list">{items}</ul>'


def figure(counts: str) -> str:
    """What leads a statement: one count, or that of A and below it that of B."""
    a, _, b = counts.partition("\n")
    return f'<b class="of-both"><span>{for_html(a)}</span><span>{for_html(b)}</span></b>' if b else element("b", a)


def _below(evidence: str) -> str:
    return element("small", evidence) if evidence else ""


def second_line(text: str) -> str:
    """A cell of a table with its quieter second line."""
    first, _, second = text.partition("\n")
    return for_html(first) + (f"<small>{for_html(second)}</small>" if second else "")
