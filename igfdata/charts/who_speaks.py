"""Who speaks: a dot a group on one scale, what the unknown allow, and the official share."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.canvas import HALF, LETTER, PHONE, Canvas, draw_legend, figure_of
from igfdata.charts.share_cells import FEW, Kind, Part, ShareCell, draw_squares
from igfdata.charts.theme import ACCENT, BAND, FAINT, INK, LINE, MUTED, SECOND, Chart, mark, wrapped
from igfdata.escaping import for_plotly
from igfdata.measures.stakeholders import SHARED
from igfdata.wording import interval_text, out_of, percent, share_of

BREAKDOWN = {"stakeholder_group": "group", "regional_group": "region"}
VOCABULARIES = {"stakeholder_group": v.STAKEHOLDER_GROUPS, "regional_group": v.REGIONAL_GROUPS}
KINDS = {"Youth": "an age, any group"}
"""What a group that stands outside the shares is, where its name does not say it."""


def who_speaks(
    mix: pd.DataFrame,
    *,
    variable: str = "stakeholder_group",
    reference: pd.DataFrame | None = None,
    other: pd.DataFrame | None = None,
    reference_b: pd.DataFrame | None = None,
) -> Chart:
    """Which groups do the people belong to, compared with the official participation, and with a second selection?

    Parameters
    ----------
    mix
        From :func:`igfdata.measures.stakeholders.group_mix` without a breakdown.
    reference
        ``category, share`` (0 to 1) of the official participation.
    other
        The same measure of B, drawn as rings; its numbers stand in the place of those of the official share.
    reference_b
        The official participation that B has; drawn for itself where it differs from that of A.

    Returns
    -------
    Figure
        Groups with a share by their number of people; below a line those outside the shares, and the hatched unknown.
    """
    second = {} if other is None else {str(row.category): row for row in other.itertuples(index=False)}
    rows = [row for row in mix.itertuples(index=False) if _n(second, row) or not math.isnan(row.share_min)]
    official, official_b = _shares(reference), _shares(reference_b)
    shared = sorted((row for row in rows if row.category in SHARED[variable]), key=lambda row: -row.n)
    outside = [row for row in rows if row.category not in SHARED[variable] and row.category != v.UNKNOWN]
    unknown = [row for row in rows if row.category == v.UNKNOWN and _n(second, row)]
    groups = [*shared, *outside, *unknown]
    drawn = (_drawn(groups, (official, official_b), second, variable, width) for width in (HALF, PHONE))
    return figure_of(*drawn, least=0.85, is_stretched=True)


def _shares(reference: pd.DataFrame | None) -> dict[str, float]:
    return {} if reference is None else {str(row.category): float(row.share) for row in reference.itertuples(index=False)}


def _n(second: Mapping[str, Any], row: Any) -> int:
    """People of a group in A and B."""
    return int(row.n) + (int(second[row.category].n) if row.category in second else 0)


def _drawn(
    groups: list[Any], both: tuple[Mapping[str, float], Mapping[str, float]], second: Mapping[str, Any], variable: str, width: float
) -> Canvas:  # fmt: skip
    official, official_b = both
    is_phone = width == PHONE
    names, height = (0, 70 if second else 52) if is_phone else (142, 47)
    numbers = 0 if is_phone else (150 if second else 108 if official else 66)
    right, zero = width - numbers, names + 6
    shared = [row for row in groups if row.category in SHARED[variable]]
    known = [_known(shared), _known([second[row.category] for row in shared if row.category in second])]
    is_few = {side: 0 < of <= FEW for side, of in zip("ab", known, strict=True)}
    is_split = bool(second) and any(is_few.values())
    canvas = Canvas(width, corner=1 if any(is_few.values()) else 7)
    if is_split:
        height += 10
    ends = (
        []
        if is_few["a"]
        else [max(_or(row.share_max, row.share if row.of else 0), official.get(row.category, 0)) for row in groups]
    )
    ends += [] if is_few["b"] else [share for row in groups if (share := _share_of_b(second, row, variable)) is not None]
    has_two = bool(second) and official_b != official
    ticks = {} if is_few["a"] else official
    ticks_b = official_b if second and not is_few["b"] and (has_two or is_few["a"]) else {}
    top = max([0.2, *ends, *ticks_b.values()])
    strips = _Strips(zero, (right - names - 12) / top, top, is_few, is_split, ticks, ticks_b, has_two, variable)
    bottom = 34 + height * len(shared)
    if ends:
        step = 0.2 if top <= 0.65 else 0.25 if top <= 0.8 else 0.5
        for tick in (number * step for number in range(int(top / step) + 1)):
            x = zero + tick * strips.pixels
            canvas.word(x, 12, f"{100 * tick:.0f}%" if tick else "0", size=15, colour=MUTED, at="middle center")
            canvas.line(x, 26, x, bottom, LINE)
    _heads(canvas, known[0], official, has_b=bool(second))
    first_outside = next((row for row in groups if row.category not in SHARED[variable]), None)
    y, at = 34.0, {}
    for row in groups:
        if row is first_outside:
            y += 10
            canvas.line(0, y - 5, canvas.width, y - 5, FAINT)
        at[row.category] = y
        y += height
    for row in sorted(groups, key=lambda row: not _n(second, row)):  # marks come before bars that open nothing
        _row(canvas, strips, row, second.get(row.category), at[row.category], height)
        middle = at[row.category] + _middle(canvas, height)
        _write(canvas, row, official, second, strips, at[row.category], middle)
    if not is_split:
        for row in groups:
            if (share := _share_of_b(second, row, variable)) is not None:
                middle = at[row.category] + _middle(canvas, height)
                _ring(canvas, zero, strips.pixels, row.share if row.of else None, share, middle)
    canvas.height = draw_legend(canvas, _entries(groups, strips, second), y + 16)
    return canvas


@dataclass(frozen=True)
class _Strips:
    """Where and how the marks of a row are drawn: from ``zero`` on, ``pixels`` to all, ``top`` at the right end; few people one by one."""

    zero: float
    pixels: float
    top: float
    is_few: Mapping[str, bool]
    is_split: bool
    ticks: Mapping[str, float]
    ticks_b: Mapping[str, float]
    has_two_references: bool
    variable: str


def _known(rows: list[Any]) -> int:
    """People whose group is known."""
    return max((int(row.of) for row in rows), default=0)


def _heads(canvas: Canvas, known: int, official: Mapping[str, float], *, has_b: bool) -> None:
    """Write what stands in the columns of numbers."""
    if canvas.is_phone:
        return
    if has_b:
        canvas.word(canvas.width - 78, 12, "<b>A</b>", size=15, colour=ACCENT, at="middle left")
        canvas.word(canvas.width, 12, "B", size=15, colour=MUTED, at="middle left")
        return
    canvas.word(canvas.width - (54 if official else 0), 12, f"of {known}", size=15, colour=MUTED, at="middle left")
    if official:
        canvas.word(canvas.width, 12, "official", size=15, colour=MUTED, at="middle left")


def _entries(groups: list[Any], strips: _Strips, second: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Say what is drawn, and nothing that is not."""
    shared = [row for row in groups if row.category in SHARED[strips.variable]]
    a, b = ("A", "B") if second else ("", "")
    few = [
        (kind, f"{side}, of the group" if side else "of the group")
        for kind, side, name in (("has", a, "a"), ("second", b, "b"))
        if strips.is_few[name]
    ]
    entries = [] if strips.is_few["a"] else [("person", a or "share of the known")]
    entries += [("ring", b)] if second and not strips.is_few["b"] else []
    entries += [*few, ("off", "of other groups")] if few else []
    named = (" of A", " of B") if strips.has_two_references else ("", "")
    entries += [("tick", f"official share{named[0]}")] if strips.ticks else []
    entries += [("tick-b", f"official share{named[1]}")] if strips.ticks_b else []
    is_open = not strips.is_few["a"] and any(_or(row.share_max, 0) > _or(row.share_min, 0) for row in shared)
    entries += [("band", f"what the unknown allow{' in A' if second else ''}")] if is_open else []
    return entries


def _middle(canvas: Canvas, height: float) -> float:
    """Where the strip of a row lies."""
    return height - 17 if canvas.is_phone else height / 2


def _share_of_b(second: Mapping[str, Any], row: Any, variable: str) -> float | None:
    """Share of a group in B, where it is drawn."""
    found = second.get(row.category)
    return float(found.share) if found is not None and found.of and row.category in SHARED[variable] else None


def _ring(canvas: Canvas, zero: float, pixels: float, share: float | None, share_b: float, y: float) -> None:
    """Draw B as a ring, and a thin line to the dot of A."""
    if share is not None and abs(share - share_b) * pixels > 13:
        left, right = sorted((zero + share * pixels, zero + share_b * pixels))
        canvas.bar(left + 6.5, y - 1, right - left - 13, 2, fill=SECOND, edge=SECOND)
    canvas.ring(zero + share_b * pixels, y, 6, SECOND)


def _row(canvas: Canvas, strips: _Strips, row: Any, found: Any, y: float, height: float) -> None:
    """Draw the marks of one group: of A, and of B where they have a line of their own."""
    is_shared, is_unknown = row.category in SHARED[strips.variable], row.category == v.UNKNOWN
    middle = y + _middle(canvas, height)
    of_a = middle - 8 if found is not None and (strips.is_split or is_unknown) else middle
    behind, hover = mark(**{BREAKDOWN[strips.variable]: row.category}), _hover(row, strips.variable, found)
    cell = ShareCell(Part.of_row(row), Part.of_row(row if found is None else found), behind, hover, "")
    if row.n or (found is not None and found.n):
        canvas.area(0, y + 1, canvas.width, height - 2, behind, hover)  # the whole row can be clicked
    if strips.is_few["a"]:
        _few(canvas, strips, cell, is_shared, is_unknown, of_a, is_b=False)
    else:
        low, high = _or(row.share_min, 0), _or(row.share_max, 0)
        if is_shared and high > low:
            canvas.bar(
                strips.zero + low * strips.pixels - 1,
                of_a - 7,
                max(2.0, (high - low) * strips.pixels),
                14,
                fill=BAND,
                edge=BAND,
            )
            if row.n:
                canvas.mark(behind, hover)
        if is_unknown and row.n:
            _hatched(canvas, strips, cell, row, of_a, FAINT if found is None else ACCENT)
        if row.category in strips.ticks:
            x = strips.zero + strips.ticks[row.category] * strips.pixels
            canvas.tick(x, of_a, 20 if canvas.is_phone else 24, INK)
        if is_shared and row.of:
            canvas.dot(strips.zero + row.n / row.of * strips.pixels, of_a, 6.5, ACCENT)
    if found is None:
        return
    if row.category in strips.ticks_b:
        x = strips.zero + strips.ticks_b[row.category] * strips.pixels
        canvas.tick(x, middle + 8 if strips.is_split else middle, 20 if canvas.is_phone else 24, SECOND)
    if strips.is_few["b"]:
        _few(canvas, strips, cell, is_shared, is_unknown, middle + 8, is_b=True)
    elif is_unknown and found.n:
        _hatched(canvas, strips, cell, found, middle + 8, SECOND)
    elif strips.is_split and (share := _share_of_b({row.category: found}, row, strips.variable)) is not None:
        canvas.ring(strips.zero + share * strips.pixels, middle + 8, 6, SECOND)


def _few(canvas: Canvas, strips: _Strips, cell: ShareCell, is_shared: bool, is_unknown: bool, y: float, *, is_b: bool) -> None:
    """Draw people one by one; outside the shares only where all who are listed are few, too."""
    part = cell.b if is_b else cell.a
    kind: Kind = "share" if is_shared else "unknown" if is_unknown else "outside"
    if part.of and (is_shared or part.of <= 2 * FEW):
        draw_squares(canvas, part, kind, is_b, cell, strips.zero, y, strips.top * strips.pixels)


def _hatched(canvas: Canvas, strips: _Strips, cell: ShareCell, row: Any, y: float, edge: str) -> None:
    """Draw how many have no group stated."""
    length = min(strips.top, row.n / row.of) * strips.pixels
    canvas.bar(strips.zero, y - 6, max(2.0, length), 12, edge=edge, is_hatched=True)
    canvas.mark(cell.behind, cell.hover)


def _write(
    canvas: Canvas, row: Any, official: Mapping[str, float], second: Mapping[str, Any], strips: _Strips, y: float, middle: float
) -> None:  # fmt: skip
    """Write the name of a group and its numbers."""
    label, kind = name_of(strips.variable, row.category), KINDS.get(row.category, "")
    is_shared = row.category in SHARED[strips.variable]
    if canvas.is_phone:
        canvas.word(0, y + 12, for_plotly(f"{label}, {kind}" if kind and not is_shared else label))
        if row.category in second:
            canvas.word(0, y + 31, _both(row, second[row.category]), size=15, colour=MUTED)
        else:
            canvas.word(canvas.width, y + 12, out_of(row.n, row.of), colour=MUTED, at="middle left")
        return
    is_beside = bool(kind) and not is_shared and not any(strips.is_few.values())
    lines = [*wrapped(label, 18).split("<br>"), *([kind] if kind and not is_shared and not is_beside else [])]
    for number, line in enumerate(lines):
        canvas.word(0, middle + 19 * (number - (len(lines) - 1) / 2), line, colour=MUTED if line == kind else INK)
    if is_beside:
        canvas.word(LETTER * 16 * len(label) + 12, middle, kind, size=15, colour=MUTED)
    if row.category in second:
        found = second[row.category]
        canvas.word(canvas.width - 78, middle, f"<b>{out_of(row.n, row.of)}</b>", size=15, at="middle left")
        canvas.word(canvas.width, middle, out_of(found.n, found.of), size=15, colour=MUTED, at="middle left")
        return
    end = canvas.width - (54 if official else 0)
    canvas.word(end, middle, f"<b>{row.n:.0f}</b>" if is_shared else out_of(row.n, row.of), at="middle left")
    if official:
        would = f"{official[row.category] * row.of:.0f}" if is_shared and row.category in official else "–"
        canvas.word(canvas.width, middle, would, colour=MUTED, at="middle left")


def name_of(variable: str, category: object) -> str:
    """Give the label of a group or region."""
    return "Not stated" if category == v.UNKNOWN else VOCABULARIES[variable].label(str(category))


def _both(row: Any, found: Any) -> str:
    return f"<b>A {out_of(row.n, row.of)}</b> · B {out_of(found.n, found.of)}"


def _hover(row: Any, variable: str, found: Any = None) -> str:
    lines = [
        f"<b>{for_plotly(name_of(variable, row.category))}</b>: {share_of(row.n, row.of, 'people')}",
        interval_text(row.low, row.high),
    ]
    if not math.isnan(row.share_max):
        lines.append(f"{percent(row.share_min)} to {percent(row.share_max)} of all people, whoever the unknown are")
    if found is not None:
        lines.append(f"B: {share_of(found.n, found.of, 'people')}")
    return "<br>".join(filter(None, lines))


def _or(value: float, otherwise: float) -> float:
    return otherwise if math.isnan(value) else float(value)
