"""Topics by day or meeting: one dot a session, from five on the number."""

import textwrap
from collections.abc import Mapping

import pandas as pd

from igfdata.charts.canvas import HALF, NOTHING, PHONE, PLACE, Canvas, figure_of
from igfdata.charts.theme import ACCENT, INK, LINE, MUTED, Chart, mark, plain
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
) -> Chart:
    """On which days (or at which meetings) does each topic come up? One dot a session.

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
    """
    n = {(str(row.category), str(row.key)): (int(row.n), int(row.of)) for row in topics.itertuples(index=False)}
    wide, narrow = (
        _drawn(n, by, rows, columns, shaded, width, is_phone=width == PHONE) for width in (PLACE if is_wide else HALF, PHONE)
    )
    return figure_of(wide, narrow, least=0.85 if not is_wide else 0.6, is_stretched=True)


def _drawn(
    n: Mapping[tuple[str, str], tuple[int, int]], by: str, rows: Mapping[str, str], columns: Mapping[str, str], shaded: str | None,
    width: float, *, is_phone: bool,
) -> Canvas:  # fmt: skip
    canvas = Canvas(width)
    radius, step, size = (3.5, 8, 15) if is_phone else (5, 12, 16)
    heads = {key: label.split("<br>")[-1 if is_phone else 0] for key, label in columns.items()}
    total = 28
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
        canvas.word(x, 12, plain(heads[key]), size=14.5, colour=INK if key == shaded else MUTED, at="middle center")
    for topic, label in rows.items():
        lines = textwrap.wrap(label, max(10, int(names / (0.46 * size))), break_long_words=False) or [""]
        height = 33 if len(lines) == 1 else 41 + 18 * (len(lines) - 2)
        middle = y + height / 2
        canvas.line(0, y, width, y, LINE)
        for number, line in enumerate(lines):
            canvas.word(0, middle + 18 * (number - (len(lines) - 1) / 2), plain(line), size=size)
        for key, x in at.items():
            found, of = n.get((topic, key), (0, 0))
            if not found:
                continue
            canvas.bar(x - column / 2, y + 1, column, height - 2, fill=NOTHING, edge=NOTHING)
            name = "no known date" if key == DAY_UNKNOWN else heads[key] if not is_phone else key
            canvas.mark(
                mark(topic=topic, **{by: key}),
                f"<b>{plain(label)}</b>, {plain(name)}: {share_text(found, of)} coded sessions",
                str(found),
            )
            _dots(canvas, found, x, middle, radius, min(step, (column - 2 * radius) / max(1, found - 1)), key == DAY_UNKNOWN)
        every = sum(found for (of_topic, _), (found, _) in n.items() if of_topic == topic)
        canvas.word(width, middle, amount(every), size=size, colour=MUTED, at="middle left")
        canvas.bar(width - total, y + 1, total, height - 2, fill=NOTHING, edge=NOTHING)
        canvas.mark(mark(topic=topic), f"<b>{plain(label)}</b>: {counted(every, 'coded session')}", str(every))
        y += height
    canvas.line(0, y, width, y, LINE)
    if shaded in at:
        canvas.tint(at[shaded] - column / 2, 0, at[shaded] + column / 2, y, 4)
    canvas.height = y + 6
    return canvas


def _dots(canvas: Canvas, n: int, x: float, y: float, radius: float, step: float, is_faded: bool) -> None:
    if n > MOST_DOTS:
        canvas.word(x, y, amount(n), colour=INK, at="middle center")
        return
    for number in range(n):
        canvas.dot(x + step * (number - (n - 1) / 2), y, radius, ACCENT, opacity=FADED if is_faded else 1)
