"""Topics by day or meeting: one dot a session, from five on the number."""

import textwrap
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from igfdata.charts.canvas import HALF, NOTHING, PHONE, PLACE, Canvas, figure_of
from igfdata.charts.theme import ACCENT, INK, LINE, MUTED, SECOND, Chart, mark
from igfdata.escaping import for_plotly
from igfdata.vocabulary import DAY_UNKNOWN
from igfdata.wording import amount, counted, share_text

MOST_DOTS = 4
"""Sessions of a cell that are drawn as dots; of more the number is written."""

FADED = 0.45
"""Opacity of the dots of sessions without a date."""


def topic_dots(
    topics: pd.DataFrame,
    *,
    by: str,
    rows: Mapping[str, str],
    columns: Mapping[str, str],
    shaded: str | None = None,
    is_wide: bool = False,
    other: pd.DataFrame | None = None,
    only_other: pd.DataFrame | None = None,
) -> Chart:
    """On which days (or at which meetings) does each topic come up? One dot a session; a ring is a session of B alone.

    Parameters
    ----------
    topics
        From :func:`igfdata.measures.recurrence.topic_sessions` by ``by``.
    rows, columns
        Topic → label from the top; key → short label from the left, and after ``<br>`` the one for a narrow place.
    shaded
        The column that the page is about.
    is_wide
        Whether the chart has the full width of a page.
    other, only_other
        The same measure of a second selection, B, and of those of its sessions that are not in the first.
    """
    counts = Counts(_cells(topics), _cells(other), _cells(only_other), other is not None)
    wide, narrow = (
        _drawn(counts, by, rows, columns, shaded, width, is_phone=width == PHONE)
        for width in (PLACE if is_wide else HALF, PHONE)
    )
    return figure_of(wide, narrow, least=0.85 if not is_wide else 0.6, is_stretched=True)


Cells = Mapping[tuple[str, str], tuple[int, int]]


@dataclass(frozen=True)
class Counts:
    """Topic and key → sessions and coded sessions, of A, of B, and of B alone."""

    a: Cells
    b: Cells
    only_b: Cells
    has_b: bool

    def total(self, topic: str) -> tuple[int, int]:
        """Sessions of a topic in A and in B."""
        a, b = (sum(n for (of_topic, _), (n, _) in cells.items() if of_topic == topic) for cells in (self.a, self.b))
        return a, b


def _cells(topics: pd.DataFrame | None) -> Cells:
    if topics is None:
        return {}
    return {(str(row.category), str(row.key)): (int(row.n), int(row.of)) for row in topics.itertuples(index=False)}


def _drawn(
    counts: Counts, by: str, rows: Mapping[str, str], columns: Mapping[str, str], shaded: str | None,
    width: float, *, is_phone: bool,
) -> Canvas:  # fmt: skip
    canvas = Canvas(width)
    radius, step, size = (3.5, 8, 15) if is_phone else (5, 12, 16)
    heads = {key: label.split("<br>")[-1 if is_phone else 0] for key, label in columns.items()}
    total = (54 if is_phone else 64) if counts.has_b else 28
    names = (
        min(300 if width == PLACE else 200, width - total - 43 * len(columns))
        if not is_phone
        else max(124, width - total - 26 * len(columns))
    )
    names = max(96.0, names)
    column = (width - names - total) / max(1, len(columns))
    at = {key: names + column * (number + 0.5) for number, key in enumerate(columns)}
    y = 34.0
    for key, x in at.items():
        canvas.word(x, 12, for_plotly(heads[key]), size=14.5, colour=INK if key == shaded else MUTED, at="middle center")
    for topic, label in rows.items():
        lines = textwrap.wrap(label, max(10, int(names / (0.46 * size))), break_long_words=False) or [""]
        height = 33 if len(lines) == 1 else 41 + 18 * (len(lines) - 2)
        middle = y + height / 2
        canvas.line(0, y, width, y, LINE)
        for number, line in enumerate(lines):
            canvas.word(0, middle + 18 * (number - (len(lines) - 1) / 2), for_plotly(line), size=size)
        for key, x in at.items():
            found, of = counts.a.get((topic, key), (0, 0))
            found_b, of_b = counts.b.get((topic, key), (0, 0))
            only_b = counts.only_b.get((topic, key), (0, 0))[0]
            if not found + only_b:
                continue
            canvas.bar(x - column / 2, y + 1, column, height - 2, fill=NOTHING, edge=NOTHING)
            name = "no known date" if key == DAY_UNKNOWN else heads[key] if not is_phone else key
            canvas.mark(
                mark(topic=topic, **{by: key}),
                f"<b>{for_plotly(label)}</b>, {for_plotly(name)}: {share_text(found, of)} coded sessions"
                + (f"<br>B: {share_text(found_b, of_b)}" if counts.has_b else ""),
                str(found),
            )
            apart = min(step, (column - 2 * radius - 1) / max(1, found + only_b - 1))
            text = f"{amount(found)} · {amount(found_b)}" if counts.has_b else amount(found)
            _dots(canvas, (found, only_b), text, x, middle, radius, apart, key == DAY_UNKNOWN)
        every, every_b = counts.total(topic)
        written = f"{amount(every)} · {amount(every_b)}" if counts.has_b else amount(every)
        canvas.word(width, middle, written, size=size, colour=MUTED, at="middle left")
        canvas.bar(width - total, y + 1, total, height - 2, fill=NOTHING, edge=NOTHING)
        said = f"<b>{for_plotly(label)}</b>: {counted(every, 'coded session')}"
        canvas.mark(mark(topic=topic), f"{said}<br>B: {amount(every_b)}" if counts.has_b else said, str(every))
        y += height
    canvas.line(0, y, width, y, LINE)
    if counts.has_b:
        canvas.word(width, 12, "A · B", size=14.5, colour=MUTED, at="middle left")
    if shaded in at:
        canvas.tint(at[shaded] - column / 2, 0, at[shaded] + column / 2, y, 4)
    canvas.height = y + 6
    return canvas


def _dots(
    canvas: Canvas, n: tuple[int, int], text: str, x: float, y: float, radius: float, step: float, is_faded: bool
) -> None:
    """Draw a dot for each session of A and a ring for each of B alone; of many the numbers."""
    total = sum(n)
    if total > MOST_DOTS:
        canvas.word(x, y, text, colour=INK, at="middle center")
        return
    for number in range(total):
        place = x + step * (number - (total - 1) / 2)
        if number < n[0]:
            canvas.dot(place, y, radius, ACCENT, opacity=FADED if is_faded else 1)
        else:
            canvas.ring(place, y, radius - 0.8, SECOND, width=1.6, opacity=FADED if is_faded else 1)
