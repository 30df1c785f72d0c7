"""How does a briefing travel without a network? One HTML file: slides, keyboard, touch, and a window for the presenter."""

import hashlib
from base64 import b64encode
from collections.abc import Collection, Sequence
from importlib.resources import files
from string import Template
from urllib.parse import quote

from igfdata.briefing.model import Briefing, Slide
from igfdata.briefing.render.markup import element, slide_section
from igfdata.briefing.render.pagination import Part, parts_of
from igfdata.escaping import for_html

ON_A_PHONE = "/* A phone,"
"""Where the part of the style for small screens begins, which small slides do without."""

NO_SLIDES = "Nothing to show: no slide of this briefing has data."


def to_html(briefing: Briefing) -> bytes:
    """Which file shows this briefing in any browser, also without a network?

    Returns
    -------
    bytes
        UTF-8 HTML of less than 200 kB for the usual briefing; its policy forbids every request.
    """
    slides = briefing.slides or (Slide("empty", briefing.title, NO_SLIDES, None, ""),)
    parts = [part for slide in slides for part in parts_of(slide)]
    script = asset("deck.js")
    page = Template(asset("deck.html")).substitute(
        policy=for_html(policy(script)),
        title=for_html(briefing.title),
        style=asset("deck.css"),
        slides="\n".join(_sections(briefing, parts)),
        total=len(parts),
        contents="\n".join(_entry(part) for part in parts),
        left_out="".join(element("p", note, class_="left-out") for note in briefing.left_out),
        script=script,
    )
    return page.encode("utf-8", errors="replace")


def to_sheet(
    briefing: Briefing, *, theme: str = "light", picked: Collection[str] | None = None, may_leave: bool = True
) -> bytes:
    """Show the slides of a briefing small, side by side: the HTML slides themselves, without a script.

    Parameters
    ----------
    theme
        ``light`` or ``dark``.
    picked
        Keys of the slides that are in the deck. Each slide then has its heading below it, a box to pick it and two buttons to move it,
        which wait for the script of the page around them; None: only the slides.
    may_leave
        Whether slides can be taken out of the deck; else they are only moved, and have no box.
    """
    figures, number = [], 0
    for slide in briefing.slides:
        parts = parts_of(slide)
        if picked is None:
            for part in parts:
                number += 1
                section = slide_section(part, briefing, label=f"Slide {number}", has_notes=False)
                figures.append(f"<figure><div>{section}</div><b>{number}</b></figure>")
        else:
            figures.append(_to_pick(briefing, slide, parts, is_picked=slide.key in picked, may_leave=may_leave))
    style = asset("deck.css").partition(ON_A_PHONE)[0] + asset("small.css")
    page = (
        f'<!doctype html><html lang="en" class="{"dark" if theme == "dark" else "light"}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{for_html(policy())}"><title>{for_html(briefing.title)}</title>'
        f"<style>{style}</style></head><body>{''.join(figures)}</body></html>"
    )
    return page.encode("utf-8", errors="replace")


def _to_pick(briefing: Briefing, slide: Slide, parts: Sequence[Part], *, is_picked: bool, may_leave: bool) -> str:
    """A slide to pick and to move: its first part stands for all."""
    heading, key = for_html(slide.heading), for_html(slide.key)
    more = f" · {len(parts)} slides" if len(parts) > 1 else ""
    title = element("span", f": {slide.title}", class_="unseen")
    box = f'<input type="checkbox"{" checked" if is_picked else ""}> ' if may_leave else ""
    tag = "label" if may_leave else "p"
    return (
        f'<figure data-key="{key}" data-parts="{len(parts)}" draggable="true"{" class=picked" if is_picked else ""}>'
        f'<div aria-hidden="true" inert>{slide_section(parts[0], briefing, label="", has_notes=False)}</div><b></b><figcaption>'
        f"<{tag}>{box}<span><bdi>{heading}</bdi>{more}{title}</span></{tag}>"
        f'<button type="button" data-by="-1" aria-label="Move earlier: {heading}" title="Move earlier">←</button>'
        f'<button type="button" data-by="1" aria-label="Move later: {heading}" title="Move later">→</button>'
        "</figcaption></figure>"
    )


def asset(name: str) -> str:
    """The text of a file in ``assets``."""
    return (files("igfdata.briefing") / "assets" / name).read_text(encoding="utf-8")


def policy(*scripts: str) -> str:
    """A content security policy under which only these scripts run, and nothing is fetched or sent."""
    hashes = " ".join(f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"


def _sections(briefing: Briefing, parts: list[Part]) -> list[str]:
    """All slides; the last one's notes name what was left out."""
    return [
        slide_section(
            part, briefing, label=f"{number} of {len(parts)}", extra_notes=briefing.left_out if number == len(parts) else ()
        )
        for number, part in enumerate(parts, start=1)
    ]


def _entry(part: Part) -> str:
    """A line of the contents."""
    heading, title = f"<b><bdi>{for_html(part.slide.heading)}</bdi></b>", f"<bdi>{for_html(part.slide.title)}</bdi>"
    return f'<li><a href="#{for_html(quote(part.key, safe=""))}">{heading} {title}</a></li>'
