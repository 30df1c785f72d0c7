"""How does a briefing travel without a network? One HTML file: slides, interactive charts, keyboard and touch."""

import hashlib
import json
from base64 import b64encode
from functools import cache
from html import escape
from importlib.resources import files
from string import Template
from urllib.parse import quote

from plotly.offline import get_plotlyjs

from igfdata.briefing.figure import figure_of
from igfdata.briefing.markup import element, inert, slide_section
from igfdata.briefing.model import Briefing, Chart, Grid, Slide
from igfdata.briefing.slide_parts import Part, parts_of

NO_SLIDES = "Nothing to show: no slide of this briefing has data."


def to_html(briefing: Briefing) -> bytes:
    """Which file shows this briefing in any browser, also without a network?

    Returns
    -------
    bytes
        UTF-8 HTML of about 5 MB, most of it plotly.js; its policy forbids every request.
    """
    slides = briefing.slides or (Slide("empty", briefing.title, NO_SLIDES, None, ""),)
    parts = [part for slide in slides for part in parts_of(slide)]
    script, plotly = asset("deck.js"), plotly_script()
    page = Template(asset("deck.html")).substitute(
        policy=escape(policy(script, plotly)),
        title=inert(briefing.title),
        style=asset("deck.css"),
        slides="\n".join(_sections(briefing, parts)),
        footer=inert(briefing.footer),
        total=len(parts),
        contents="\n".join(_entry(part) for part in parts),
        left_out="".join(element("p", note, class_="left-out") for note in briefing.left_out),
        figures=script_json([_figures(part.slide.body) for part in parts if isinstance(part.slide.body, Chart | Grid)]),
        plotly=plotly,
        script=script,
    )
    return page.encode("utf-8", errors="replace")


def asset(name: str) -> str:
    """The text of a file in ``assets``."""
    return (files("igfdata.briefing") / "assets" / name).read_text(encoding="utf-8")


@cache
def plotly_script() -> str:
    """plotly.js, with the line ends that a browser counts its hash over."""
    return get_plotlyjs().replace("\r\n", "\n").replace("\r", "\n")


def policy(*scripts: str) -> str:
    """A content security policy under which only these scripts run, and nothing is fetched or sent."""
    hashes = " ".join(f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def script_json(value: object) -> str:
    """JSON that cannot end the script it stands in."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _sections(briefing: Briefing, parts: list[Part]) -> list[str]:
    """All slides; the last one's notes name what was left out."""
    figures = iter(range(len(parts)))
    return [
        slide_section(
            part,
            briefing_title=briefing.title,
            footer=briefing.footer,
            label=f"{number} of {len(parts)}",
            figure=next(figures) if isinstance(part.slide.body, Chart | Grid) else None,
            extra_notes=briefing.left_out if number == len(parts) else (),
        )
        for number, part in enumerate(parts, start=1)
    ]


def _entry(part: Part) -> str:
    """A line of the contents."""
    heading, title = f"<b><bdi>{inert(part.slide.heading)}</bdi></b>", f"<bdi>{inert(part.slide.title)}</bdi>"
    return f'<li><a href="#{escape(quote(part.key, safe=""))}">{heading} {title}</a></li>'


def _figures(body: Chart | Grid) -> dict[str, object]:
    """One chart twice: for a projector, and for a phone."""
    return {
        "wide": json.loads(figure_of(body, font_size=20).to_json()),
        "narrow": json.loads(figure_of(body, font_size=15, narrow=True).to_json()),
    }
