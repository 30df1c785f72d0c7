"""Topics by day or meeting: one dot a session, from five on the number."""

import textwrap
from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from igfdata.charts.canvas import HALF, PHONE, PLACE, Canvas, figure_of
from igfdata.charts.theme import ACCENT, INK, LINE, MUTED, SECOND, Chart, mark
from igfdata.escaping import for_plotly
from igfdata.vocabulary import DAY_UNKNOWN
from igfdata.wording import amount, counted, share_of

MOST_DOTS = 4
"""Sessions of a cell that are drawn as dots; of more the number is written."""

HEAD_LETTER = 0.46 * 14.5
"""Pixels of a letter in the head of a column."""

FADED = 0.45
"""Opacity of the dots of sessions without a date."""


def topic_dots(
    topics: pd.DataFrame,
    *,
    by: str,
    rows: Mapping[str, str],
    columns: Mapping[str, str],
    other: pd.DataFrame | None = None,
    shaded: str | None = None,
    is_wide: bool = False,
) -> Chart:
    """On which days (or at which meetings) does each topic come up? One dot a session; with a second selection two columns a day.

    Parameters
    ----------
    topics
        From :func:`igfdata.measures.recurrence.topic_sessions` by ``by``.
    rows, columns
        Topic → label from the top; key → short label from the left, and after ``<br>`` the one for a narrow place.
    other
        The same measure of B, drawn in grey at the right of A.
    shaded
        The column that the page is about.
    is_wide
        Whether the chart has the full width of a page.
    """
    sides = [_side(frame) for frame in (topics, other) if frame is not None]
    drawn = (_drawn(sides, by, rows, columns, shaded, width) for width in (PLACE if is_wide else HALF, PHONE))
    return figure_of(*drawn, least=0.85 if not is_wide else 0.6, is_stretched=True)


class Side(NamedTuple):
    """Sessions by topic and key, and coded sessions by key."""

    n: Mapping[tuple[str, str], int]
    of: Mapping[str, int]


def _side(topics: pd.DataFrame) -> Side:
    rows = [(str(row.category), str(row.key), int(row.n), int(row.of)) for row in topics.itertuples(index=False)]
    return Side({(topic, key): n for topic, key, n, _ in rows}, {key: of for _, key, _, of in rows})


def _drawn(
    both: list[Side], by: str, rows: Mapping[str, str], columns: Mapping[str, str], shaded: str | None,
    width: float,
) -> Canvas:  # fmt: skip
    canvas, has_b, is_phone = Canvas(width), len(both) == 2, width == PHONE
    size = 15 if is_phone else 16
    heads = {key: label.split("<br>")[-1 if is_phone else 0] for key, label in columns.items()}
    total = (54 if is_phone else 64) if has_b else 28
    names = (
        min(300 if width == PLACE else 200, width - total - 41 * len(columns))
        if not is_phone
        else max(124, width - total - max(26.0, HEAD_LETTER * max(map(len, heads.values()), default=0) + 8) * len(columns))
    )
    names = max(96.0, names)
    column = (width - names - total) / max(1, len(columns))
    at = {key: names + column * (number + 0.5) for number, key in enumerate(columns)}
    if is_phone:
        heads = {key: _year(head) if HEAD_LETTER * len(head) > 0.9 * column else head for key, head in heads.items()}
    else:  # a name that would touch its neighbours goes on in a second line, or gives way to its short form
        heads = {key: _head(head, columns[key].split("<br>")[-1], column) for key, head in heads.items()}
    more = 17.0 * any("\n" in head for head in heads.values())
    y = (52.0 if has_b else 34.0) + more
    if is_phone and by == "day":
        canvas.word(0, 12, "Day", size=14.5, colour=MUTED)
    for key, x in at.items():
        parts = heads[key].split("\n")
        for number, part in enumerate(reversed(parts)):
            colour = INK if key == shaded else MUTED
            canvas.word(x, 12 + more - 17 * number, for_plotly(part), size=14.5, colour=colour, at="middle center")
        for side, name in enumerate("AB" if has_b else ""):
            place = x + (side - 0.5) * column / 2
            canvas.word(place, 34 + more, name, size=14, colour=MUTED if side else ACCENT, at="middle center")
    for topic, label in rows.items():
        lines = textwrap.wrap(label, max(10, int(names / (0.46 * size))), break_long_words=False) or [""]
        height = 33 if len(lines) == 1 else 41 + 18 * (len(lines) - 2)
        middle = y + height / 2
        canvas.line(0, y, width, y, LINE)
        canvas.lines(0, middle, [*map(for_plotly, lines)], size=size, step=18)
        for key, x in at.items():
            sides = [(side.n.get((topic, key), 0), side.of.get(key, 0)) for side in both]
            if not sum(n for n, _ in sides):
                continue
            name = "no known date" if key == DAY_UNKNOWN else heads[key].replace("\n", " ") if not is_phone else key
            said = _said(f"<b>{for_plotly(label)}</b>, {for_plotly(name)}", sides)
            canvas.area(x - column / 2, y + 1, column, height - 2, mark(topic=topic, **{by: key}), said, str(sides[0][0]))
            room = column / len(sides)
            for side, (n, _) in enumerate(sides):
                place = x + (side - (len(sides) - 1) / 2) * room
                _dots(canvas, n, place, middle, room, height, is_b=side > 0, is_faded=key == DAY_UNKNOWN)
        every = [sum(n for (name, _), n in side.n.items() if name == topic) for side in both]
        canvas.word(width, middle, " · ".join(map(amount, every)), size=size, colour=MUTED, at="middle left")
        said = f"<b>{for_plotly(label)}</b>: {counted(every[0], 'coded session')}"
        said = f"{said} in A<br>B: {amount(every[1])}" if has_b else said
        canvas.area(width - total, y + 1, total, height - 2, mark(topic=topic), said, str(every[0]))
        y += height
    canvas.line(0, y, width, y, LINE)
    if has_b:
        canvas.word(width, 12 + more, "A · B", size=14.5, colour=MUTED, at="middle left")
        for number in range(len(columns)):  # where one day ends and the next begins
            canvas.line(names + column * number, 26 + more, names + column * number, y, LINE)
    if shaded in at:
        canvas.tint(at[shaded] - column / 2, 0, at[shaded] + column / 2, y, 4)
    canvas.height = y + 6
    return canvas


def _head(name: str, short: str, room: float) -> str:
    """Give the name of a column as it fits: in one line, in two, or the short one."""
    for written in (name, "\n".join(name.rsplit(" ", 1))):
        # A narrower place squeezes columns, not letters; those of a head are narrower than LETTER.
        if HEAD_LETTER * max(map(len, written.split("\n"))) <= 0.88 * room:
            return written
    return short


def _year(head: str) -> str:
    """Give a year as its last two figures, ``’25``; other heads as they are."""
    return f"’{head[-2:]}" if len(head) == 4 and head.isdigit() else head


def _said(name: str, sides: list[tuple[int, int]]) -> str:
    """Say how many sessions a cell has, of each side."""
    if len(sides) == 1:
        return f"{name}: {share_of(*sides[0], 'coded sessions')}"
    return f"{name}<br>" + "<br>".join(
        f"{side}: {share_of(n, of, 'coded sessions')}" for side, (n, of) in zip("AB", sides, strict=True)
    )


def _dots(
    canvas: Canvas, n: int, x: float, y: float, room: float, height: float, *, is_b: bool, is_faded: bool
) -> None:  # fmt: skip
    """Draw a dot for each session, in lines where the column is narrow; of many the number."""
    is_tight = canvas.is_phone or room < 30
    radius, step = (3.5, 8.5) if is_tight else (5, 12)
    across = max(1, int((room - 1) // step))
    lines = -(-n // across)
    if n > MOST_DOTS or lines * step > height - 2:
        canvas.word(x, y, amount(n), size=14 if is_tight else 16, colour=MUTED if is_b else INK, at="middle center")
        return
    for number in range(n):
        line, place = divmod(number, across)
        here = min(across, n - line * across)
        left, top = x + step * (place - (here - 1) / 2), y + step * (line - (lines - 1) / 2)
        canvas.dot(left, top, radius, SECOND if is_b else ACCENT, opacity=FADED if is_faded else 1)
