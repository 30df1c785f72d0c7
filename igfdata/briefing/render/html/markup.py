"""What is the HTML of one slide? Every text of the data is escaped; only http(s) addresses become links."""

from urllib.parse import urlsplit

from igfdata.briefing.model import Briefing, Chart, ComparedGrid, Grid, Points, SessionGrid, Slide, Statements, TextTable
from igfdata.briefing.render.html.bodies import bars, cells, compared_squares, element, second_line, squares, statements
from igfdata.briefing.render.slide_parts import WIDTH, Part, column_shares
from igfdata.escaping import for_html
from igfdata.wording import counted, listed

NAME = "Children’s rights at the IGF"
LINE = "\n"
MARK = '<svg class="mark" viewBox="0 0 20 20" aria-hidden="true"><path d="M1 1h8v8H1zM11 1h8v8h-8zM1 11h8v8H1z"/><path class="open" d="M12 12h6v6h-6z"/></svg>'


def link(address: str) -> str:
    """A link to a source in a new window; an address that is not http(s) stays text."""
    try:
        is_web = urlsplit(address).scheme in ("http", "https") and bool(urlsplit(address).netloc)
    except ValueError:
        is_web = False
    return (
        element("a", address, href=address, target="_blank", rel="noopener noreferrer") if is_web else element("span", address)
    )


def slide_section(part: Part, briefing: Briefing, *, label: str, extra_notes: tuple[str, ...] = ()) -> str:
    """The section of one slide.

    Parameters
    ----------
    part
        Of :func:`igfdata.briefing.render.slide_parts.parts_of`.
    label
        Such as ``3 of 9``.
    extra_notes
        Notes that are not the slide's own, such as which slides were left out.
    """
    slide = part.slide
    bare = " bare" if slide.body is None else ""
    behind = f' data-sessions="{for_html(slide.key)}"' if slide.session_ids else ""
    kicker = f'<p class="kicker"><bdi>{for_html(briefing.title)}</bdi> · <bdi>{for_html(slide.heading)}</bdi></p>'
    name = f'<p class="brand">{MARK}{NAME}</p>'
    return (
        f'<section class="slide{bare}" data-key="{for_html(part.key)}"{behind} aria-roledescription="slide" aria-label="{for_html(label)}">'
        f"<header>{name}{kicker}{element('h1', slide.title, style=f'--title:{part.title_size / 12.8:.3f}')}"
        f"{element('p', slide.evidence, class_='evidence') if slide.evidence else ''}</header>"
        f'<div class="body">{body_markup(part)}</div>'
        f"<footer>{element('span', footer_of(briefing, slide))}<b>{for_html(label)}</b></footer>"
        f"{notes_markup(slide, extra_notes)}</section>"
    )


def footer_of(briefing: Briefing, slide: Slide) -> str:
    """Sources, selection, day and version of the data in one line."""
    hosts = dict.fromkeys(filter(None, map(_host, slide.sources)))
    sources = f"Sources: {listed(hosts, most=3)}" if hosts else ""
    return " · ".join(
        filter(None, (sources, (slide.selection or briefing.selection).rstrip("."), data_state_of(briefing, slide)))
    )


def data_state_of(briefing: Briefing, slide: Slide) -> str:
    """Day and version of the data of a slide, without the full stop."""
    return (slide.data_state or briefing.data_state).rstrip(".")


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.removeprefix("www.")
    except ValueError:
        return ""


def body_markup(part: Part) -> str:
    """What the slide shows: squares, bars, a table, statements, a list, or nothing."""
    body = part.slide.body
    if isinstance(body, SessionGrid):
        return squares(body)
    if isinstance(body, ComparedGrid):
        return compared_squares(body)
    if isinstance(body, Chart):
        return bars(body, part.size)
    if isinstance(body, Grid):
        return cells(body, part.size)
    if isinstance(body, Statements):
        return statements(body)
    if isinstance(body, TextTable):
        return text_table(body, size=part.size, style=f"--size:{part.size}")
    if isinstance(body, Points):
        return points_list(body, style=f"--size:{part.size}")
    return ""


def points_list(points: Points, *, style: str = "") -> str:
    """Talking points; the user's own are marked as such."""
    own = [f'<li class="own"><span class="tag">Own point</span><bdi>{for_html(text)}</bdi></li>' for text in points.own]
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
    """An attribute that keeps a short text without a blank, such as 09:00–10:30, on one line."""
    return ' class="whole"' if len(text) <= 13 and not any(sign.isspace() for sign in text) else ""


def notes_markup(slide: Slide, extra: tuple[str, ...] = ()) -> str:
    """Speaker notes: figures behind the sentence, values of the chart, rows behind, sources."""
    addresses = {f"Source: {source}" for source in slide.sources}  # they follow as links
    parts = [element("p", note) for note in (*slide.notes, *extra) if note not in addresses]
    if slide.denominator:
        parts.append(element("p", f"Counted of: {slide.denominator}."))
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
