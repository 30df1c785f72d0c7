"""Colours, sizes and layout of all figures.

A figure has the colours of a light page; the script that draws it in a browser takes those of :data:`DARK` on a dark one.
Text has the page's own colour where none is given.
"""

import json
import textwrap
from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any, ParamSpec, TypeAlias

import plotly.graph_objects as go
from plotly.io.json import to_json_plotly

from igfdata.escaping import for_plotly
from igfdata.memory import remembered

P = ParamSpec("P")
Pairs: TypeAlias = tuple[tuple[str, str], ...]
"""Key and label, in order: a dictionary that can be an option of what is remembered."""

FONT_SIZE = 16
"""Labels must be readable on a projector."""

PILLAR_COLOURS = {"protection": "#0072B2", "provision": "#E69F00", "participation": "#009E73", "unclear": "#9AA3AD"}
"""Blue, orange and bluish green of Okabe & Ito: told apart with every common colour blindness."""

INK, MUTED, FAINT = "#1B2530", "#56626E", "#87929D"
"""Text of the first, second and third rank."""

EDGE, LINE = "#BAC3CB", "#ECEEEC"
"""Outline of a square that is not filled; thin lines between rows."""

TINT, BAND, CARD = "#E8F0F8", "#DFE3E7", "#FFFFFF"
"""Behind the day in question; what the unknown allow; the ground under a chart, for dots on filled squares."""

ACCENT, SECOND = "#0B5CAD", "#8996A3"
"""Marks without a colour of their own, and the second of two selections."""

SOFTER = "#5E97CF"
"""The accent of marks of the second rank."""

PILLAR_TEXTS = {"protection": "#005C91", "provision": "#875A00", "participation": "#006B4E"}
"""Letters in a pillar's colour: the fills are too light to be read."""

LIGHTER = {"protection": "#94C4DF", "provision": "#F5D794", "participation": "#94D6C4"}
"""The colours of the pillars for the second of two selections: 42% of each over the card."""

DARK = {
    INK: "#E9EDF1", MUTED: "#A9B4BE", FAINT: "#7E8B97", EDGE: "#55626F", LINE: "#28313A", TINT: "#22344A", BAND: "#36424E", CARD: "#1A2128",
    ACCENT: "#7DB7F0", SOFTER: "#3F78B5", SECOND: "#8C99A6", "#0072B2": "#3F9FDB", "#E69F00": "#F0B42E", "#009E73": "#2BB88B",
    "#94C4DF": "#2A5673", "#F5D794": "#745F2B", "#94D6C4": "#216052", "#005C91": "#6BB8E8", "#875A00": "#F0B42E", "#006B4E": "#4CC9A0",
}  # fmt: skip
"""Colour on a light page → the same on a dark one; others are mid-tones for both."""

RELEVANCE_COLOURS = {"yes": "#7A3E9D", "partly": "#C8A2DC", "no": "#B9C0C7"}
MATRIX_COLOUR = "#5B6FB5"
UNKNOWN_COLOUR = "#9AA3AD"

OUTLINES = {
    "#E69F00": "#9A6A00", "#C8A2DC": "#8D5DAA", "#7A3E9D": "#A97BC4", "#B9C0C7": "#808A94", "#9AA3AD": "#76808A",
}  # fmt: skip

CONFIG = {"displayModeBar": False, "doubleClick": False, "responsive": True}
"""Plotly options: no mode bar, hence no button that could send a figure anywhere."""


def outline(colour: str) -> str:
    """Edge of a mark: its own colour, or one with contrast on light and dark pages."""
    return OUTLINES.get(colour, colour)


def mark(**values: str) -> str:
    """What lies behind a mark, as text that travels through the browser and back: split → value."""
    return json.dumps(values, ensure_ascii=False)


def wrapped(label: str, width: int = 18) -> str:
    """A label broken over lines, inert as HTML."""
    safe = [for_plotly(line) for line in textwrap.wrap(label, width)] or [""]
    return "<br>".join(safe)


class Chart:
    """A chart as plotly's plain dictionary; making a checked figure of it takes longer than drawing up all of it.

    Parameters
    ----------
    given
        ``data`` and ``layout``, or their JSON text.
    """

    def __init__(self, given: dict[str, Any] | str) -> None:
        self._given = given

    @cached_property
    def spec(self) -> dict[str, Any]:
        """``data`` and ``layout``."""
        return json.loads(self._given) if isinstance(self._given, str) else self._given

    @property
    def has_marks(self) -> bool:
        """Whether any mark opens what it counts."""
        return any(trace.get("customdata") for trace in self.spec["data"])

    def to_json(self) -> str:
        """Give what plotly's script draws."""
        return self._given if isinstance(self._given, str) else str(to_json_plotly(self._given))

    @cached_property
    def figure(self) -> go.Figure:
        """The same, checked, with all that plotly's figures can do."""
        return go.Figure(self.spec)

    @property
    def data(self) -> Any:
        """Traces of the figure."""
        return self.figure.data

    @property
    def layout(self) -> Any:
        """Layout of the figure."""
        return self.figure.layout


def drawn_once(draw: Callable[P, Chart]) -> Callable[P, Chart]:
    """Draw each chart of a function once for a dataset (its first argument) and its options; its text is kept, smaller than its dictionary."""

    @remembered
    def text(*args: P.args, **options: P.kwargs) -> str:
        return draw(*args, **options).to_json()

    return wraps(draw)(lambda *args, **options: Chart(text(*args, **options)))


AXIS = {
    "fixedrange": True,
    "tickfont": {"size": FONT_SIZE},
    "title": {"font": {"size": FONT_SIZE}},
    "automargin": True,
    "zeroline": False,
    "showgrid": False,
}


def drawn(traces: list[dict], *, height: int, has_legend: bool = False, **layout: Any) -> Chart:
    """A figure in the one layout: no zoom, no frame, few lines, labels large enough for a projector.

    Parameters
    ----------
    traces
        Plotly's traces, with their ``type``.
    layout
        More of plotly's layout; what is said of an axis, the margin or the legend is added to what all figures have.
    """
    given = {"xaxis": {}, "yaxis": {}, "margin": {}, "legend": {}} | layout
    common = _layout(height, has_legend)
    parts = {name: AXIS | given[name] for name in given if name[1:5] == "axis"}
    parts |= {name: common[name] | given[name] for name in ("margin", "legend")}
    return Chart({"data": traces, "layout": common | given | parts})


def _layout(height: int, has_legend: bool) -> dict[str, Any]:
    return {
        "height": height,
        "margin": {"l": 0, "r": 8, "t": 44 if has_legend else 10, "b": 8, "pad": 8},
        "showlegend": has_legend,
        "legend": {
            "orientation": "h",
            "y": 1.0,
            "yanchor": "bottom",
            "x": 0,
            "font": {"size": FONT_SIZE},
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "bargap": 0.25,
        "bargroupgap": 0.08,
        "hoverlabel": {"font": {"size": FONT_SIZE}, "align": "left", "namelength": -1},
        "separators": ".,",
        "font": {"size": FONT_SIZE},
        "barmode": "overlay",
        "hovermode": "closest",
        "dragmode": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "template": {},  # plotly's own is long, and nothing of it is used
    }
