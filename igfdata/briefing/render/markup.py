"""What is the HTML of one slide? Drawn without any script; every text is escaped, and only http(s) addresses become links."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from igfdata import vocabulary as v
from igfdata.briefing.model import (
    DOT,
    NAME,
    Briefing,
    Cell,
    Chart,
    ComparedRow,
    ComparedSquares,
    Matrix,
    Points,
    RowOfSquares,
    Slide,
    Squares,
    Statements,
    TextTable,
)
from igfdata.briefing.render.line_breaks import SHORT, head_lines, text_width, unbroken, words_of
from igfdata.briefing.render.pagination import WIDTH, Part, column_shares, name_share
from igfdata.charts.theme import ACCENT, PILLAR_COLOURS, SECOND, SOFTER
from igfdata.escaping import for_html
from igfdata.wording import counted

LINE = "\n"
MANY_COLUMNS = 6
"""Columns of a matrix beyond which its dots are as small as its words."""

FEW_SESSIONS = 6
"""Sessions whose squares are so large that their legend stands at their side."""

FILLS = {ACCENT: "accent", SOFTER: "softer", SECOND: "second", **{PILLAR_COLOURS[pillar]: pillar for pillar in v.PILLARS}}
"""Colours of marks that the style sheet names, because they differ on a dark slide."""

MARK = '<svg class="mark" viewBox="0 0 20 20" aria-hidden="true"><path d="M1 1h8v8H1zM11 1h8v8h-8zM1 11h8v8H1z"/><path class="open" d="M12 12h6v6h-6z"/></svg>'


def element(tag: str, text: str, **attributes: str) -> str:
    """An element around a text of the data: escaped, and in its own reading direction."""
    more = "".join(f' {name.rstrip("_")}="{for_html(value)}"' for name, value in attributes.items())
    return f'<{tag} dir="auto"{more}>{for_html(text)}</{tag}>'


def link(address: str) -> str:
    """A link to a source in a new window; an address that is not http(s) stays text."""
    try:
        is_web = urlsplit(address).scheme in ("http", "https") and bool(urlsplit(address).netloc)
    except ValueError:
        is_web = False
    return (
        element("a", address, href=address, target="_blank", rel="noopener noreferrer") if is_web else element("span", address)
    )


def slide_section(
    part: Part, briefing: Briefing, *, label: str, extra_notes: tuple[str, ...] = (), has_notes: bool = True
) -> str:
    """The section of one slide.

    Parameters
    ----------
    part
        Of :func:`igfdata.briefing.render.pagination.parts_of`.
    label
        Such as ``3 of 9``.
    extra_notes
        Notes that are not the slide's own, such as which slides were left out.
    has_notes
        Whether the notes come with it; a small slide does not show them.
    """
    slide = part.slide
    bare = " bare" if slide.body is None else ""
    behind = f' data-sessions="{for_html(slide.key)}"' if slide.session_ids else ""
    kicker = f'<p class="kicker"><bdi>{for_html(briefing.title)}</bdi> · <bdi>{for_html(slide.heading)}</bdi></p>'
    name = f'<p class="brand">{MARK}{NAME}</p>'
    return (
        f'<section class="slide{bare}" data-key="{for_html(part.key)}"{behind} aria-roledescription="slide" aria-label="{for_html(label)}">'
        f"<header>{name}{kicker}{element('h1', unbroken(slide.title), style=f'--title:{part.title_size / 12.8:.3f}')}"
        f"{element('p', unbroken(slide.evidence), class_='evidence') if slide.evidence else ''}</header>"
        f'<div class="body">{body_markup(part)}</div>'
        f"<footer>{element('span', briefing.footer_of(slide))}<b>{for_html(label)}</b></footer>"
        f"{notes_markup(slide, extra_notes) if has_notes else ''}</section>"
    )


def body_markup(part: Part) -> str:
    """What the slide shows: squares, bars, a table, statements, a list, or nothing."""
    body = part.slide.body
    if isinstance(body, Squares):
        n = sum(len(day.about) for day in body.days)
        return f'<div class="few">{squares(body)}</div>' if n <= FEW_SESSIONS else squares(body)
    if isinstance(body, ComparedSquares):
        return compared_squares(body)
    if isinstance(body, Chart):
        return bars(body, part.size)
    if isinstance(body, Matrix):
        return cells(body, part.size)
    if isinstance(body, Statements):
        return statements(body)
    if isinstance(body, TextTable):
        return text_table(body, size=part.size, style=f"--size:{part.size};--rows:{len(body.rows)}")
    if isinstance(body, Points):
        return points_list(body, style=f"--size:{part.size}")
    return ""


def points_list(points: Points, *, style: str = "") -> str:
    """Talking points; the user's own are marked as such."""
    own = [f'<li class="own"><span class="tag">Our point</span><bdi>{for_html(text)}</bdi></li>' for text in points.own]
    items = "".join([*[element("li", text) for text in points.items], *own])
    return f'<ul class="points" role="list" style="{style}">{items}</ul>'


def text_table(table: TextTable, *, size: float = 0, width: float = WIDTH, style: str = "") -> str:
    """A table with its header; what the slide is about is bold and tinted."""
    columns = "".join(f'<col style="width:{100 * share:.2f}%">' for share in column_shares(table, size=size, width=width))
    head = "".join(f'<th dir="auto" scope="col" role="columnheader">{second_line(text)}</th>' for text in table.header)
    rows = []
    for number, row in enumerate(table.rows):
        marked = number in table.marked
        cells = [
            f'<td dir="auto" role="cell"{whole(text)} data-head="{for_html(header.partition(LINE)[0])}">{second_line(text)}</td>'
            for at, (header, text) in enumerate(zip(table.header, row, strict=False))
        ]
        rows.append(f'<tr role="row"{" class=marked" if marked else ""}>{"".join(cells)}</tr>')
    return (
        f'<table role="table" style="{style}"><caption class="unseen">{for_html(table.alt)}</caption>'
        f"<colgroup>{columns}</colgroup>"
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{"".join(rows)}</tbody></table>'
    )


def whole(text: str) -> str:
    """An attribute that keeps a short text, such as “Day 1”, or one without a blank, such as 09:00–10:30, on one line; dots are large."""
    if text.startswith(DOT) and not text.strip(f"{DOT} "):
        return ' class="dotted"'
    return (
        ' class="whole"' if text_width(text) <= SHORT or (len(text) <= 13 and not any(sign.isspace() for sign in text)) else ""
    )


def notes_markup(slide: Slide, extra: tuple[str, ...] = ()) -> str:
    """Speaker notes: figures behind the sentence, values of the chart, rows behind, sources."""
    addresses = {f"Source: {source}" for source in slide.sources}  # they follow as links
    parts = [element("p", note) for note in (*slide.notes, *extra) if note not in addresses]
    if slide.denominator:
        parts.append(element("p", f"Based on: {slide.denominator}."))
    if isinstance(slide.body, Chart):
        parts.append(f"<h3>Values of the chart</h3>{text_table(chart_table(slide.body))}")
    if slide.session_ids:
        shown = ", ".join(slide.session_ids)
        parts.append(f"<h3>{counted(len(slide.session_ids), 'session')} behind this slide</h3>{element('p', shown)}")
    if slide.sources:
        links = "".join(f"<li>{link(source)}</li>" for source in slide.sources)
        parts.append(f"<h3>Sources</h3><ul>{links}</ul>")
    empty = "" if parts else "<p>No notes on this slide.</p>"
    return f'<aside class="notes" tabindex="0" aria-label="Speaker notes"><h2>Speaker notes</h2>{"".join(parts)}{empty}</aside>'


def chart_table(chart: Chart) -> TextTable:
    """The labels of a chart as a table, a row a category."""
    header = ("", *(series.name for series in chart.series))
    rows = tuple(
        (category, *(series.labels[at] if at < len(series.labels) else "" for series in chart.series))
        for at, category in enumerate(chart.categories)
    )
    return TextTable(header, rows, (2.0, *(1.0 for _ in chart.series)), chart.alt)


def squares(grid: Squares, *, has_dates: bool = True) -> str:
    """The session grid: a row a pillar, a square a session, the day in question shaded; on paper without the dates of its days."""
    n, gaps = sum(len(day.about) for day in grid.days), max(0, len(grid.days) - 1)
    heads = "".join(_day_head(grid, at, has_dates) for at in range(len(grid.days)))
    rows = "".join(_row_of_squares(row, grid) for row in grid.rows)
    columns = " ".join(f"{max(1, len(day.about))}fr" for day in grid.days)
    return (
        f'<div class="squares" role="img" aria-label="{for_html(grid.alt)}" style="--n:{n};--gaps:{gaps};--days:{columns}">'
        f'<div class="heads"><span class="name"></span>{heads}</div>{rows}</div>{_legend(grid)}'
    )


def _day_head(grid: Squares, at: int, has_dates: bool) -> str:
    day = grid.days[at]
    dots = "".join(f'<i class="{"about" if about else "none"}"></i>' for about in day.about)
    n = len(day.about)
    has_date = day.detail and has_dates and n > 2 and (day.is_shaded or all(len(one.about) > 2 for one in grid.days))
    date = f"<span>{for_html(day.detail)}</span> " if has_date else ""
    text = f"<b>{for_html(day.label)}</b><small>{date}<span>n = {n}</span></small>"
    return (
        f'<span class="day{" shaded" if day.is_shaded else ""}" style="--k:{n}">{text}<span class="dots">{dots}</span></span>'
    )


def _row_of_squares(row: RowOfSquares, grid: Squares) -> str:
    days = "".join(_day(states, is_shaded=day.is_shaded) for day, states in zip(grid.days, row.states, strict=True))
    name = f'<span class="name"><b>{for_html(row.name)}</b><small>{for_html(row.total)}</small></span>'
    return f'<div class="pillar" style="--fill:{for_html(_fill(row.colour))}">{name}{days}</div>'


def compared_squares(grid: ComparedSquares) -> str:
    """The session grid of A and B: in each pillar a line of A and below it one of B, with their totals at the end."""
    n, gaps = sum(n for _, _, n in grid.days), max(0, len(grid.days) - 1)
    heads = "".join(_compared_head(*day, n, gaps) for day in grid.days)
    names = "".join(
        f'<span class="{letter.lower()}"><b>{letter}</b> {for_html(name)}</span>'
        for letter, name in zip("AB", grid.names, strict=True)
    )
    rows = "".join(map(_compared_row, grid.rows))
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


def _day(states: Sequence[str], *, is_shaded: bool = False) -> str:
    """The squares of one day in a row."""
    marks = "".join(f'<i class="{state}"></i>' for state in states)
    return f'<span class="day{" shaded" if is_shaded else ""}" style="--k:{len(states)}">{marks}</span>'


def _compared_row(row: ComparedRow) -> str:
    lines = []
    for letter, states, total in zip("AB", row.states, row.totals, strict=True):
        days = "".join(map(_day, states))
        lines.append(
            f'<div class="line {letter.lower()}"><b class="letter">{letter}</b>{days}<b class="total"><span>{letter} </span>{for_html(total)}</b></div>'
        )
    marked = " marked" if row.is_marked else ""
    return f'<div class="pair{marked}"><b class="name">{for_html(row.name)}</b><div class="lines-of-both">{"".join(lines)}</div></div>'


def _legend(grid: Squares | ComparedSquares) -> str:
    """What the squares mean, and the quiet lines below."""
    legend = "".join(f'<span><i class="{state}"></i>{for_html(text)}</span>' for state, text in grid.legend)
    remarks = "".join(element("p", remark) for remark in grid.remarks)
    return f'<p class="legend" aria-hidden="true">{legend}</p><div class="remarks">{remarks}</div>'


def bars(chart: Chart, size: float) -> str:
    """Bars with their numbers: a group of them a category, a bar a series."""
    largest = max([value or 0 for one in chart.series for value in one.values], default=0) or 1
    longest = 1.0 if chart.unit == "share" and chart.kind == "columns" else largest
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
    """A colour as the style sheet has it: that of the theme has another one on a dark slide, and itself on paper."""
    return f"var(--{FILLS[colour]}, {colour})" if colour in FILLS else colour


def cells(grid: Matrix, size: float) -> str:
    """A matrix as a table: a stronger tint for a larger share, hatching where it is not known."""
    first = round(100 * name_share(grid.rows, len(grid.columns), size))
    heads = list(map(head_lines, grid.columns))
    look = "".join(f' {name}="{value}"' for name, value in _narrow_head(heads, first).items())
    head = element("th", "", scope="col") + "".join(
        f'<th dir="auto" scope="col"{look}>{second_line(text)}</th>' for text in heads
    )
    rows = []
    for name, row in zip(grid.rows, grid.cells, strict=True):
        drawn = "".join(
            f'<td class="{_look(cell)}" style="--share:{100 * cell.shade:.0f}%">{for_html(cell.text)}</td>' for cell in row
        )
        rows.append(f"<tr>{element('th', name, scope='row')}{drawn}</tr>")
    caption = f'<caption class="unseen">{for_html(grid.alt)}</caption>'
    columns = f'<colgroup><col style="width:{first}%"></colgroup>'
    table = f"{caption}{columns}<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody>"
    many = " many" if len(grid.columns) > MANY_COLUMNS else ""
    return f'<table class="matrix{many}" style="--size:{size};--rows:{len(grid.rows)}">{table}</table>'


def _look(cell: Cell) -> str:
    return "hatched" if cell.is_unknown else "dotted" if cell.text.startswith(DOT) else "cell"


def _narrow_head(columns: list[str], first: int) -> dict[str, str]:
    """Look of the heads of a matrix in which the longest word would break: smaller, with less room at its sides; else none."""
    longest = max((len(word) for text in columns for word in words_of(text)), default=1)
    room = (100 - first) / max(1, len(columns))  # hundredths of a slide, as the sizes of the style
    need = longest * 1.1
    return {"style": f"font-size:{max(0.6, (room - 1) / need):.2f}em;padding-inline:.2em"} if need > room - 2 else {}


def statements(body: Statements) -> str:
    """The ask in its box, then each statement led by its figure."""
    ask = f'<div class="ask"><b>Our ask</b>{element("span", body.ask)}</div>' if body.ask else ""
    items = "".join(
        f'<li class="own"><b>Our point</b><span>{element("strong", one.text)}</span></li>'
        if one.is_own
        else f"<li>{figure(one.figure)}<span>{element('strong', unbroken(one.text))}{_below(one.evidence)}</span></li>"
        for one in body.items
    )
    return f'{ask}<ul class="statements" role="list">{items}</ul>'


def figure(counts: str) -> str:
    """What leads a statement: one count, or that of A and below it that of B."""
    a, _, b = counts.partition("\n")
    return f'<b class="of-both"><span>{for_html(a)}</span><span>{for_html(b)}</span></b>' if b else element("b", a)


def _below(evidence: str) -> str:
    return element("small", unbroken(evidence)) if evidence else ""


def second_line(text: str) -> str:
    """A cell of a table with its quieter second line."""
    first, _, second = text.partition("\n")
    return for_html(first) + (f"<small>{for_html(second)}</small>" if second else "")
