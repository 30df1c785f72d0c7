"""What does a delegate carry in the pocket? One printed page: three findings, the day's sessions, clashes marked."""

from dataclasses import dataclass, replace
from html import escape
from string import Template
from typing import Literal

from igfdata.briefing.html import asset, policy
from igfdata.briefing.markup import element, inert, text_table
from igfdata.briefing.model import Briefing, Points, Slide, TextTable
from igfdata.briefing.pagination import LETTER_WIDTH, LINE_HEIGHT, lines_of, row_heights
from igfdata.briefing.slide_parts import column_shares

Paper = Literal["A4", "letter"]
PAPERS: dict[Paper, tuple[float, float]] = {"A4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Width and height in millimetres."""

MARGIN = 13.0
POINT = 25.4 / 72
"""Millimetres of a point."""

SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5)
"""Type sizes in points; what does not fit in the last one is counted in a line."""

SPARE = 0.97
"""Share of the page that may be planned: typefaces differ, and print.js takes rows away where one is wider still."""

N_FINDINGS = 3


@dataclass(frozen=True)
class _Plan:
    """Type size in points, and how many sessions the page holds in it."""

    size: float
    n_rows: int


def to_print_html(briefing: Briefing, *, paper: Paper = "A4") -> bytes:
    """Which page do I print this morning? One sheet of paper as HTML, with a button that prints it.

    Raises
    ------
    ValueError
        When the paper is neither ``A4`` nor ``letter``.
    """
    if paper not in PAPERS:
        raise ValueError(f"paper is {paper!r}; possible: {', '.join(PAPERS)}")
    width, height = PAPERS[paper]
    slide, found = _programme(briefing), findings_of(briefing)
    table = slide.body if slide and isinstance(slide.body, TextTable) and slide.body.rows else None
    plan = _plan(briefing, slide, table, found, width - 2 * MARGIN, (height - 2 * MARGIN) * SPARE)
    script = asset("print.js")
    page = Template(asset("print.html")).substitute(
        policy=escape(policy(script)),
        title=inert(briefing.title),
        style=asset("print.css"),
        page=paper,
        width=width,
        height=height,
        margin=MARGIN,
        size=plan.size,
        findings=_list(found),
        heading=inert(slide.title if slide else "This briefing has no list of sessions"),
        programme=_table(table, plan, width - 2 * MARGIN) if table else "",
        more=_more(briefing, len(table.rows) - plan.n_rows if table else 0),
        footer=inert(briefing.footer),
        script=script,
    )
    return page.encode("utf-8", errors="replace")


def findings_of(briefing: Briefing) -> list[str]:
    """The three sentences of the page: the user's own points first, then the computed ones, else titles of slides."""
    points = next((slide.body for slide in briefing.slides if slide.key == "points" and isinstance(slide.body, Points)), None)
    if points and (points.own or points.items):
        return [*points.own, *points.items][:N_FINDINGS]
    return [slide.title for slide in briefing.slides if slide.body is not None and slide.key != "programme"][:N_FINDINGS]


def _programme(briefing: Briefing) -> Slide | None:
    """The slide with the sessions: who goes where, else what is about children in a meeting that nobody has coded."""
    slides = {slide.key: slide for slide in briefing.slides}
    return slides.get("programme") or slides.get("suggested")


def _plan(
    briefing: Briefing, slide: Slide | None, table: TextTable | None, found: list[str], width: float, height: float
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
        widths[0] -= 1.6 * em if table.marked else 0
        heights = row_heights([table.header, *table.rows], widths, size=em, padding=0.6 * em, gutter=em)
        if sum(heights) <= room:
            return _Plan(size, rows)
        used, n_rows = heights[0] + 2.2 * em, 0  # the header, and the line that counts the rest
        for row in heights[1:]:
            used += row
            n_rows += used <= room
        plan = _Plan(size, n_rows)
    return plan


def _around(briefing: Briefing, slide: Slide | None, found: list[str], em: float, width: float) -> float:
    """Height of everything but the table, in millimetres."""
    letters = width / (em * LETTER_WIDTH)
    title = lines_of(briefing.title, letters / 1.7) * 1.6 * 1.2
    heading = lines_of(slide.title if slide else "", letters / 1.2) * 1.12 * 1.25 + 1.4
    points = sum(lines_of(text, letters * 0.96) * LINE_HEIGHT + 0.6 for text in found) + 0.6
    small = 8 * POINT
    footer = lines_of(briefing.footer, width / (small * LETTER_WIDTH)) * small * LINE_HEIGHT + small
    return (title + heading + points) * em + footer


def _list(found: list[str]) -> str:
    items = "".join(element("li", text) for text in found)
    return f'<ul class="findings" role="list">{items}</ul>' if found else ""


def _table(table: TextTable, plan: _Plan, width: float) -> str:
    shown = replace(table, rows=table.rows[: plan.n_rows])
    return text_table(shown, size=plan.size * POINT, width=width)


def _more(briefing: Briefing, n: int) -> str:
    """The line that counts what the page does not hold, and says where it is; hidden when it holds everything."""
    where = inert(f"more: see Briefing in the dashboard, ?{briefing.query}")
    return f'<p class="more" id="more"{"" if n else " hidden"}>and <span id="n-more">{n}</span> {where}</p>'
