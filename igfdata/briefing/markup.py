"""What is the HTML of one slide? Every text of the data is escaped; only http(s) addresses become links."""

import html
from urllib.parse import urlsplit

from igfdata.briefing.model import Chart, Grid, Points, Slide, TextTable
from igfdata.briefing.slide_parts import WIDTH, Part, column_shares
from igfdata.wording import counted

SIGN = '<span class="sign" aria-hidden="true">!</span><span class="unseen">marked: </span>'


DIRECTIONS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Signs that turn the direction of the text after them, beyond their own text: each text has its own direction here."""


def inert(text: str) -> str:
    r"""A text that shows as it is and does nothing.

    >>> inert("<b>\u202e &")
    '&lt;b&gt; &amp;'
    """
    return html.escape(text.translate(DIRECTIONS))


def element(tag: str, text: str, **attributes: str) -> str:
    """An element around a text of the data: escaped, and in its own reading direction."""
    more = "".join(f' {name.rstrip("_")}="{inert(value)}"' for name, value in attributes.items())
    return f'<{tag} dir="auto"{more}>{inert(text)}</{tag}>'


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
    part: Part, *, briefing_title: str, footer: str, label: str, figure: int | None, extra_notes: tuple[str, ...] = ()
) -> str:
    """The section of one slide.

    Parameters
    ----------
    part
        Of :func:`igfdata.briefing.slide_parts.parts_of`.
    label
        Such as ``3 of 9``.
    figure
        Number of its figure in the page's data; None without a chart.
    extra_notes
        Notes that are not the slide's own, such as which slides were left out.
    """
    slide = part.slide
    bare = " bare" if slide.body is None else ""
    heading = f'<p class="heading"><bdi>{inert(briefing_title)}</bdi> · <bdi>{inert(slide.heading)}</bdi></p>'
    return (
        f'<section class="slide{bare}" data-key="{inert(part.key)}" aria-roledescription="slide" aria-label="{inert(label)}">'
        f"<header>{heading}{element('h1', slide.title, style=f'--title:{part.title_size / 12.8:.3f}')}</header>"
        f'<div class="body">{body_markup(part, figure)}</div>'
        f"{element('p', slide.denominator, class_='denominator') if slide.denominator else ''}"
        f"{element('p', footer, class_='selection')}"
        f"{notes_markup(slide, extra_notes)}</section>"
    )


def body_markup(part: Part, figure: int | None) -> str:
    """What the slide shows: a place for its figure, a table, a list, or nothing."""
    body = part.slide.body
    if isinstance(body, Chart | Grid):
        return f'<div class="figure" role="img" aria-label="{inert(body.alt)}" data-figure="{figure}"></div>'
    if isinstance(body, TextTable):
        return text_table(body, size=part.size, style=f"--size:{part.size}")
    if isinstance(body, Points):
        return points_list(body, style=f"--size:{part.size}")
    return ""


def points_list(points: Points, *, style: str = "") -> str:
    """Talking points; the user's own are marked as such."""
    own = [f'<li class="own"><span class="tag">Own point</span><bdi>{inert(text)}</bdi></li>' for text in points.own]
    items = "".join([*[element("li", text) for text in points.items], *own])
    return f'<ul class="points" role="list" style="{style}">{items}</ul>'


def text_table(table: TextTable, *, size: float = 0, width: float = WIDTH, style: str = "") -> str:
    """A table with its header; a marked row has a sign and a tint."""
    columns = "".join(f'<col style="width:{100 * share:.2f}%">' for share in column_shares(table, size=size, width=width))
    head = "".join(element("th", text, scope="col", role="columnheader") for text in table.header)
    rows = []
    for number, row in enumerate(table.rows):
        marked = number in table.marked
        cells = [
            f'<td dir="auto" role="cell"{whole(text)} data-head="{inert(header)}">{SIGN if marked and at == 0 else ""}{inert(text)}</td>'
            for at, (header, text) in enumerate(zip(table.header, row, strict=False))
        ]
        rows.append(f'<tr role="row"{" class=marked" if marked else ""}>{"".join(cells)}</tr>')
    look = ' class="has-marks"' if table.marked else ""
    return (
        f'<table role="table"{look} style="{style}"><caption class="unseen">{inert(table.alt)}</caption>'
        f"<colgroup>{columns}</colgroup>"
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{"".join(rows)}</tbody></table>'
    )


def whole(text: str) -> str:
    """An attribute that keeps a short text without a blank, such as 09:00–10:30, on one line."""
    return ' class="whole"' if len(text) <= 13 and not any(sign.isspace() for sign in text) else ""


def notes_markup(slide: Slide, extra: tuple[str, ...] = ()) -> str:
    """Speaker notes: figures behind the sentence, values of the chart, rows behind, sources."""
    listed = {f"Source: {source}" for source in slide.sources}  # they follow as links
    parts = [element("p", note) for note in (*slide.notes, *extra) if note not in listed]
    if isinstance(slide.body, Chart):
        parts.append(f"<h3>Values of the chart</h3>{text_table(_chart_table(slide.body))}")
    if slide.session_ids:
        shown = ", ".join(slide.session_ids)
        parts.append(f"<h3>{counted(len(slide.session_ids), 'session')} behind this slide</h3>{element('p', shown)}")
    if slide.sources:
        links = "".join(f"<li>{link(source)}</li>" for source in slide.sources)
        parts.append(f"<h3>Sources</h3><ul>{links}</ul>")
    empty = "" if parts else "<p>No notes on this slide.</p>"
    return f'<aside class="notes" tabindex="0" aria-label="Speaker notes"><h2>Speaker notes</h2>{"".join(parts)}{empty}</aside>'


def _chart_table(chart: Chart) -> TextTable:
    """The labels of a chart as a table, a row a category."""
    header = ("", *(series.name for series in chart.series))
    rows = tuple(
        (category, *(series.labels[at] if at < len(series.labels) else "" for series in chart.series))
        for at, category in enumerate(chart.categories)
    )
    return TextTable(header, rows, (2.0, *(1.0 for _ in chart.series)), chart.alt)
