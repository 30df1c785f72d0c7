"""Charts of topics in rows: days against chance, what changes from day to day, topics that come together; of A, or of A and B."""

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from igfdata.charts.canvas import PHONE, PLACE, Canvas, draw_legend, figure_of
from igfdata.charts.theme import ACCENT, FAINT, INK, LINE, MUTED, SECOND, Chart, mark
from igfdata.escaping import for_plotly
from igfdata.measures.breakdown import DATED
from igfdata.measures.recurrence import KINDS
from igfdata.wording import amount, counted, out_of, part_of, share_of

FEWER = "#B5651D"
"""Topics on clearly fewer days than chance."""

KIND_LABELS = {"stayed": "Also the day before", "back": "Back again", "new": "New", "gone": "Gone since the day before"}
"""What a topic can be on a day, in words."""

NAMES, LINE_HEIGHT = 300, 24
"""Width of the names where there is room; height of a line of marks."""

MOST_IN_CELL = 40
"""Topics of a day that are drawn as dots; more are a strip."""

MOST_DOTS = 20
"""Sessions of a pair that are drawn as dots; more are a strip."""


class Row(NamedTuple):
    """One row: its name, what it opens, its tooltip, and of A, or A and B, how many sessions that are and the words at their side."""

    name: str
    behind: str
    hover: str
    n: list[int]
    words: list[str]


class Placed(NamedTuple):
    """Where the marks of a row lie: their left end, and the middle of each line of them."""

    row: Row
    left: float
    lines: list[float]
    top: float
    height: float


def _placed(canvas: Canvas, rows: Sequence[Row], top: float, *, n_lines: int) -> tuple[list[Placed], float]:
    """Write the names of rows, on a phone above their marks; where the marks of each lie, and where the rows end."""
    is_phone = canvas.is_phone
    places, y = [], top
    for row in rows:
        names = [part for text in row.name.split("\n") for part in textwrap.wrap(text, 42 if is_phone else 38)] or [""]
        height = 19 * len(names) + LINE_HEIGHT * n_lines + 10 if is_phone else max(19 * len(names), LINE_HEIGHT * n_lines) + 14
        canvas.line(0, y, canvas.width, y, LINE)
        first = y + 14 if is_phone else y + height / 2 - 19 * (len(names) - 1) / 2
        for number, name in enumerate(names):
            canvas.word(0, first + 19 * number, for_plotly(name), size=15 if is_phone else 16)
        middle = y + 19 * len(names) + 4 + LINE_HEIGHT * n_lines / 2 if is_phone else y + height / 2
        lines = [middle + LINE_HEIGHT * (number - (n_lines - 1) / 2) for number in range(n_lines)]
        places.append(Placed(row, 0 if is_phone else NAMES, lines, y, height))
        y += height
    canvas.line(0, y, canvas.width, y, LINE)
    for place in places:
        row = place.row
        canvas.area(0, place.top + 1, canvas.width, place.height - 2, row.behind, row.hover, amount(row.n[0]))
    return places, y


def _sides(words: Sequence[str]) -> list[str]:
    """Put A and B before words where both are told."""
    return [f"{side} {text}" for side, text in zip("AB", words, strict=True)] if len(words) == 2 else list(words)


def days_against_chance(recurrence: pd.DataFrame, *, labels: Mapping[str, str]) -> Chart:
    """Does a topic come back on more days than chance would have it? A dot: days present; a vertical line: days expected.

    Parameters
    ----------
    recurrence
        From :func:`igfdata.measures.recurrence.topic_recurrence`, or of A and B from ``compared_recurrence``: then B is a ring, and
        what chance would do there a grey line.
    """
    sides = ("a_", "b_") if "a_n_days" in recurrence.columns else ("",)
    rows, facts = [], []
    for found in recurrence.to_dict("records"):
        of_sides = [{name: found[f"{side}{name}"] for name in FACTS} for side in sides]
        name = labels.get(str(found["topic"]), str(found["topic"]))
        rows.append(
            Row(
                name, mark(topic=str(found["topic"]), day=DATED), _days_said(name, of_sides), [fact["n_sessions"] for fact in of_sides],
                _sides([f"{out_of(fact['n_days'], fact['of_days'])} days, n = {amount(fact['n_sessions'])}" for fact in of_sides]),
            )
        )  # fmt: skip
        facts.append(of_sides)
    return figure_of(*(_days(rows, facts, width) for width in (PLACE, PHONE)))


FACTS = ("n_days", "of_days", "n_sessions", "expected_days", "longest_run", "label")


def _days(rows: Sequence[Row], facts: Sequence[list[dict[str, Any]]], width: float) -> Canvas:
    canvas = Canvas(width)
    is_phone, has_b = width == PHONE, bool(facts) and len(facts[0]) == 2
    places, bottom = _placed(canvas, rows, 34, n_lines=2 if has_b else 1)
    most = max([1, *(fact["of_days"] for of_sides in facts for fact in of_sides)])
    left = 12 if is_phone else NAMES + 14
    pixels = (width - left - (170 if is_phone else 240)) / most
    step = 1 if most <= 8 else -(-most // 6)
    for day in range(0, most + 1, step):
        canvas.word(left + day * pixels, 14, str(day), size=15, colour=MUTED, at="middle center")
        canvas.line(left + day * pixels, 26, left + day * pixels, bottom, LINE)
    for place, of_sides in zip(places, facts, strict=True):
        for number, (y, fact, words) in enumerate(zip(place.lines, of_sides, place.row.words, strict=True)):
            colour = {"recurring": ACCENT, "concentrated": FEWER}.get(fact["label"], FAINT)
            if fact["n_sessions"]:
                canvas.tick(left + fact["expected_days"] * pixels, y, 20, SECOND if number else INK)
            if number:
                canvas.ring(left + fact["n_days"] * pixels, y, 6, SECOND)
            else:
                canvas.dot(left + fact["n_days"] * pixels, y, 6.5, colour)
            canvas.word(width, y, words, size=15, colour=MUTED if number else INK, at="middle left")
    found = {fact["label"] for of_sides in facts for fact in of_sides[:1]}
    a = "A, " if has_b else ""
    entries = [("spot" + ACCENT, f"{a}recurring")] if "recurring" in found else []
    entries += [("spot" + FEWER, f"{a}on fewer days than chance")] if "concentrated" in found else []
    entries += [("spot" + FAINT, f"{a}neither")] if "" in found else []
    entries += [("ring", "B"), ("tick", "by chance, of B grey")] if has_b else [("tick", "by chance")]
    canvas.height = draw_legend(canvas, entries, bottom + 22)
    return canvas


def _days_said(name: str, of_sides: list[dict[str, Any]]) -> str:
    lines = [
        f"{counted(fact['n_sessions'], 'session')} on {part_of(fact['n_days'], fact['of_days'], 'day')}; by chance on "
        f"{fact['expected_days']:.1f}; longest run {counted(fact['longest_run'], 'day')}{', ' + fact['label'] if fact['label'] else ''}"
        for fact in of_sides
    ]
    return "<br>".join([f"<b>{for_plotly(name)}</b>", *_sides(lines)])


def turnover_rows(turnover: pd.DataFrame) -> Chart:
    """What is new each day, what came back, what stayed, what is gone? A dot a topic, of very many a strip; a column a day.

    Parameters
    ----------
    turnover
        From :func:`igfdata.measures.recurrence.turnover`, or of A and B from ``compared_turnover``: then B's are grey and below.
    """
    has_b, n_of = "kind" in turnover.columns, {}
    if has_b:
        days = list(dict.fromkeys(turnover["day"]))
        cells = {
            (row.day, row.kind): [None if pd.isna(n) else int(n) for n in (row.a_n, row.b_n)]
            for row in turnover.itertuples(index=False)
        }
    else:
        days = turnover["day"].tolist()
        n_of = dict(zip(days, turnover["n"].astype(int), strict=True))
        cells = {(row["day"], kind): [len(row[kind])] for row in turnover.to_dict("records") for kind in KINDS}
    return figure_of(*(_turnover(days, cells, n_of, width, has_b=has_b) for width in (PLACE, PHONE)))


def _turnover(
    days: Sequence[str], cells: Mapping[tuple[str, str], list[int | None]], n_of: Mapping[str, int], width: float, *, has_b: bool
) -> Canvas:  # fmt: skip
    canvas, is_phone = Canvas(width), width == PHONE
    names = 0 if is_phone else 210
    step = (width - names) / max(1, len(days))
    at = {day: names + step * number for number, day in enumerate(days)}
    most = max([1, *(n for of_sides in cells.values() for n in of_sides if n)])
    has_dots, before = most <= MOST_IN_CELL, 20 if is_phone else 26
    radius, dot_step = (3, 8) if is_phone else (4.5, 12)
    across = min(10, max(1, int((step - before - 6) // dot_step)))
    for day, x in at.items():
        canvas.word(x, 14, f"<b>{day}</b>", size=14 if is_phone else 16)
        if day in n_of:
            sessions = f"of {n_of[day]}" if is_phone else counted(n_of[day], "session")
            canvas.word(x, 35, sessions, size=14 if is_phone else 15, colour=MUTED)

    def room(n: int) -> float:
        """Pixels that the dots of a side need in a cell."""
        return max(LINE_HEIGHT, dot_step * -(-n // across) + 8) if has_dots else LINE_HEIGHT

    y, sides = 52.0 if n_of else 32.0, 2 if has_b else 1
    for kind in KINDS:
        rooms = [max(room(cells[day, kind][side] or 0) for day in days) for side in range(sides)]
        height = sum(rooms) + (34 if is_phone else 16)
        canvas.line(0, y, width, y, LINE)
        canvas.word(0, y + (14 if is_phone else 8 + LINE_HEIGHT / 2), KIND_LABELS[kind], size=15 if is_phone else 16)
        for day, x in at.items():
            top = y + (24 if is_phone else 8)
            of_sides = cells[day, kind]
            told = ["no coded session" if n is None else f"{counted(n, 'topic')} {KIND_LABELS[kind].lower()}" for n in of_sides]
            canvas.area(x - 2, y + 1, step - 2, height - 2, mark(day=day), "<br>".join([f"<b>{day}</b>", *_sides(told)]))
            for number, n in enumerate(of_sides):
                middle, colour = top + sum(rooms[:number]) + LINE_HEIGHT / 2, SECOND if number else ACCENT
                words = "–" if n is None else amount(n)
                canvas.word(x, middle, words, size=15, colour=MUTED if number or not n else INK)
                if n and not has_dots:
                    canvas.strip(x + before + 8, middle, n * (step - before - 22) / most, 14, colour)
                for place in range(n or 0 if has_dots else 0):
                    line, column = divmod(place, across)
                    canvas.dot(x + before + dot_step * (column + 0.5), middle + dot_step * line, radius, colour)
        y += height
    canvas.line(0, y, width, y, LINE)
    entries = [("person", "A"), ("spot" + SECOND, "B")] if has_dots else [("has", "A"), ("second", "B")]
    canvas.height = draw_legend(canvas, entries, y + 22) if has_b else y + 8
    return canvas


def topic_pairs_rows(pairs: pd.DataFrame, *, labels: Mapping[str, str]) -> Chart:
    """Which topics are discussed together? A dot a session that has both; where they are many a strip.

    Parameters
    ----------
    pairs
        From :func:`igfdata.measures.cooccurrence.topic_pairs`, or of A and B from ``compared_pairs``: then B's dots are grey and below.
    """
    rows = []
    for row in pairs.to_dict("records"):
        counts = [(row["a_n"], row["a_of"]), (row["b_n"], row["b_of"])] if "a_n" in row else [(row["n_both"], row["of"])]
        name = f"{labels.get(row['topic_x'], row['topic_x'])}\n+ {labels.get(row['topic_y'], row['topic_y'])}"
        lines = _sides([f"{share_of(*count, 'coded sessions')} have both" for count in counts])
        if "npmi" in row:
            lines += [
                f"alone in {row['n_x'] - row['n_both']} and {row['n_y'] - row['n_both']}; overlap (Jaccard) {row['jaccard']:.2f}",
                f"tie (NPMI) {row['npmi']:.2f}: -1 never, 0 by chance, 1 always together",
            ]
        hover = "<br>".join([f"<b>{for_plotly(name.replace(chr(10), ' '))}</b>", *lines])
        behind = mark(topic=row["topic_x"], topic_2=row["topic_y"])
        rows.append(Row(name, behind, hover, [int(n) for n, _ in counts], _sides([out_of(*count) for count in counts])))
    return figure_of(*(_pairs(rows, width) for width in (PLACE, PHONE)))


def _pairs(rows: Sequence[Row], width: float) -> Canvas:
    canvas = Canvas(width)
    has_b = bool(rows) and len(rows[0].n) == 2
    places, bottom = _placed(canvas, rows, 4, n_lines=2 if has_b else 1)
    most = max([1, *(n for row in rows for n in row.n)])
    for place in places:
        room = width - place.left - 110
        step = min(14.0, room / MOST_DOTS)
        for number, (y, n, words) in enumerate(zip(place.lines, place.row.n, place.row.words, strict=True)):
            colour = SECOND if number else ACCENT
            if most > MOST_DOTS and n:
                canvas.strip(place.left, y, room * n / most, 14, colour)
            for place_of in range(n if most <= MOST_DOTS else 0):
                canvas.dot(place.left + step * (place_of + 0.5), y, min(5.5, step / 2 - 1), colour)
            canvas.word(width, y, words, size=15, colour=MUTED if number else INK, at="middle left")
    canvas.height = draw_legend(canvas, [("person", "A"), ("spot" + SECOND, "B")], bottom + 22) if has_b else bottom + 6
    return canvas
