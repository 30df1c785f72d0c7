"""What does a delegate carry in the pocket? One printed page: the ask, who goes where, three findings, and lines to write on."""

from dataclasses import dataclass, replace
from string import Template
from typing import Literal

from igfdata.briefing.model import NAME, Briefing, Chart, ComparedSquares, Slide, Squares, Statement, Statements, TextTable
from igfdata.briefing.render.deck_page import asset, policy
from igfdata.briefing.render.line_breaks import lines_of
from igfdata.briefing.render.markup import MARK, chart_table, compared_squares, element, figure, squares, text_table
from igfdata.briefing.render.pagination import LETTER_WIDTH, LINE_HEIGHT, column_shares, row_heights
from igfdata.escaping import for_html

Paper = Literal["A4", "letter"]
PAPERS: dict[Paper, tuple[float, float]] = {"A4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Width and height in millimetres."""

MARGIN = 13.2
POINT = 25.4 / 72
"""Millimetres of a point."""

SIZES = (10.5, 10.0, 9.5, 9.0, 8.5)
"""Type sizes in points; what does not fit in the last one is counted in a line."""

SPARE = 0.97
"""Share of the page that may be planned: typefaces differ, and print.js takes rows away where one is wider still."""

N_FINDINGS = 3
GRID_HEIGHT, NOTES_HEIGHT = 47.0, 17.0
"""Millimetres of the session grid, and of the fewest lines for notes."""

LETTERS = 62
"""Part of the letters of a line, in hundredths, that a finding has beside its figure."""


@dataclass(frozen=True)
class _Plan:
    """Type size in points, and how many sessions the page holds in it."""

    size: float
    n_rows: int


def to_print_html(briefing: Briefing, *, paper: Paper = "A4") -> bytes:
    """Which page do I print this morning? One sheet of paper as HTML, with a button that prints it; ValueError for another paper."""
    if paper not in PAPERS:
        raise ValueError(f"paper is {paper!r}; possible: {', '.join(PAPERS)}")
    width, height = PAPERS[paper]
    slide, found = _programme(briefing), findings_of(briefing)
    table = slide.body if slide and isinstance(slide.body, TextTable) and slide.body.rows else None
    plan = _plan(briefing, slide, table, found, width - 2 * MARGIN, (height - 2 * MARGIN) * SPARE)
    script = asset("print.js")
    page = Template(asset("print.html")).substitute(
        policy=for_html(policy(script)),
        title=for_html(briefing.title),
        message=for_html(_title(briefing)),
        style=asset("print.css"),
        page=paper,
        width=width,
        height=height,
        margin=MARGIN,
        size=plan.size,
        mark=MARK,
        name=NAME,
        ask=_ask(briefing),
        findings=_list(found),
        grid=_grid(briefing),
        heading=for_html(f"{slide.heading}: {slide.title}" if slide else "This briefing has no list of sessions"),
        programme=_table(table, plan, width - 2 * MARGIN) if table else "",
        more=_more(briefing, len(table.rows) - plan.n_rows if table else 0),
        footer=for_html(briefing.footer),
        script=script,
    )
    return page.encode("utf-8", errors="replace")


def findings_of(briefing: Briefing) -> list[Statement]:
    """The three findings of the page: the user's own points first, then the computed ones, else titles of slides."""
    points = _statements(briefing)
    if points and points.items:
        return list(points.items[:N_FINDINGS])
    return [Statement("", slide.title, slide.evidence) for slide in briefing.slides if slide.key != "programme"][:N_FINDINGS]


def _statements(briefing: Briefing) -> Statements | None:
    return next((slide.body for slide in briefing.slides if isinstance(slide.body, Statements)), None)


def _ask(briefing: Briefing) -> str:
    points = _statements(briefing)
    return f'<p class="ask"><b>Our ask</b>{element("span", points.ask)}</p>' if points and points.ask else ""


def _grid(briefing: Briefing) -> str:
    """What happened, as squares, or as numbers where the sessions are too many for squares; nothing where there are none."""
    for slide in briefing.slides:
        if isinstance(slide.body, Squares):
            return f"<h2>{for_html(slide.heading)}</h2>{squares(replace(slide.body, remarks=()), has_dates=False)}"
        if isinstance(slide.body, ComparedSquares):
            return f"<h2>{for_html(slide.heading)}</h2>{compared_squares(replace(slide.body, remarks=()))}"
        if isinstance(slide.body, Chart) and slide.key == "balance":
            return f"<h2>{for_html(slide.heading)}</h2>{text_table(chart_table(slide.body))}"
    return ""


def _programme(briefing: Briefing) -> Slide | None:
    """The slide with the sessions: who goes where, else what is about children in a meeting that nobody has coded."""
    slides = {slide.key: slide for slide in briefing.slides}
    return slides.get("programme") or slides.get("suggested")


def _plan(
    briefing: Briefing, slide: Slide | None, table: TextTable | None, found: list[Statement], width: float, height: float
) -> _Plan:
    """The largest type in which everything fits, else the smallest with as many sessions as fit."""
    rows = len(table.rows) if table else 0
    plan = _Plan(SIZES[-1], rows)
    for size in SIZES:
        em = size * POINT
        room = height - _around(briefing, slide, found, em, width)
        if not table:
            plan = _Plan(size, 0)
            if room >= 0:
                break
            continue
        widths = [share * width for share in column_shares(table, size=em, width=width)]
        firsts = [[text.partition("\n")[0] for text in row] for row in (table.header, *table.rows)]
        below = [any("\n" in text for text in row) * 1.25 * em for row in (table.header, *table.rows)]
        heights = [
            first + second
            for first, second in zip(
                row_heights(firsts, widths, size=em * 1.04, padding=0.66 * em, gutter=em), below, strict=True
            )
        ]
        if sum(heights) <= room:
            return _Plan(size, rows)
        used, n_rows = heights[0] + 2.2 * em, 0  # the header, and the line that counts the rest
        for row in heights[1:]:
            used += row
            n_rows += used <= room
        plan = _Plan(size, n_rows)
    return plan


def _around(briefing: Briefing, slide: Slide | None, found: list[Statement], em: float, width: float) -> float:
    """Height of everything but the table, in millimetres."""
    letters = width / (em * LETTER_WIDTH)
    title = lines_of(_title(briefing), letters / 1.75) * 1.68 * 1.2 + 2.6
    heading = lines_of(slide.title if slide else "", letters / 1.2) * 1.14 * 1.25 + 1.4
    points = sum(
        (lines_of(one.text, letters * LETTERS / 100) + (lines_of(one.evidence, letters * LETTERS / 100) if one.evidence else 0))
        * LINE_HEIGHT
        + 0.8
        for one in found
    )
    statements = _statements(briefing)
    ask = lines_of(statements.ask, letters * 0.7) * 1.5 + 2.2 if statements and statements.ask else 0
    of_both = any(isinstance(slide.body, ComparedSquares) for slide in briefing.slides)
    grid = GRID_HEIGHT + 6 * of_both if _grid(briefing) else 0
    small = 8 * POINT
    footer = lines_of(briefing.footer, width / (small * LETTER_WIDTH)) * small * LINE_HEIGHT + small
    return (title + heading + points + ask + 2.4) * em + grid + footer + NOTES_HEIGHT


def _title(briefing: Briefing) -> str:
    """The message of the page: that of the first slide."""
    return briefing.slides[0].title if briefing.slides else briefing.title


def _list(found: list[Statement]) -> str:
    items = "".join(
        f"<li>{element('b', 'Our point') if one.is_own else figure(one.figure)}<span>{element('strong', one.text)} {element('span', one.evidence)}</span></li>"
        for one in found
    )
    return f'<h2>To say</h2><ul class="findings" role="list">{items}</ul>' if found else ""


def _table(table: TextTable, plan: _Plan, width: float) -> str:
    shown = replace(table, rows=table.rows[: plan.n_rows])
    return text_table(shown, size=plan.size * POINT, width=width)


def _more(briefing: Briefing, n: int) -> str:
    """The line that counts what the page does not hold, and says where it is; hidden when it holds everything."""
    where = for_html(f"more: see Briefing in the dashboard, ?{briefing.query}")
    return f'<p class="more" id="more"{"" if n else " hidden"}>and <span id="n-more">{n}</span> {where}</p>'
