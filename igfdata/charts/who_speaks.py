"""Who speaks: a dot a group on one scale, what the unknown allow, and the official share."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.canvas import HALF, LETTER, NOTHING, PHONE, Canvas, figure_of
from igfdata.charts.legend import draw_legend
from igfdata.charts.theme import ACCENT, BAND, FAINT, INK, LINE, MUTED, SECOND, Chart, mark, wrapped
from igfdata.escaping import for_plotly
from igfdata.measures.stakeholders import SHARED
from igfdata.wording import interval_text, out_of, percent, share_text

BREAKDOWN = {"stakeholder_group": "group", "regional_group": "region"}
VOCABULARIES = {"stakeholder_group": v.STAKEHOLDER_GROUPS, "regional_group": v.REGIONAL_GROUPS}
KINDS = {"Youth": "an age, any group", "Intergovernmental Organization": "no region"}
"""What a group that stands outside the shares is."""


def who_speaks(
    mix: pd.DataFrame,
    *,
    variable: str = "stakeholder_group",
    reference: pd.DataFrame | None = None,
    other: pd.DataFrame | None = None,
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

    Returns
    -------
    Figure
        Groups with a share by their number of people; below a line those outside the shares, and the hatched unknown.
    """
    second = {} if other is None else {str(row.category): row for row in other.itertuples(index=False)}
    rows = [row for row in mix.itertuples(index=False) if _n(second, row) or not math.isnan(row.share_min)]
    official = {} if reference is None else {str(row.category): float(row.share) for row in reference.itertuples(index=False)}
    shared = sorted((row for row in rows if row.category in SHARED[variable]), key=lambda row: -row.n)
    outside = [row for row in rows if row.category not in SHARED[variable] and row.category != v.UNKNOWN]
    unknown = [row for row in rows if row.category == v.UNKNOWN and _n(second, row)]
    groups = [*shared, *outside, *unknown]
    wide, narrow = (_drawn(groups, official, second, variable, is_phone=is_phone) for is_phone in (False, True))
    return figure_of(wide, narrow, least=0.85, is_stretched=True)


def _n(second: Mapping[str, Any], row: Any) -> int:
    """People of a group in A and B."""
    return int(row.n) + (int(second[row.category].n) if row.category in second else 0)


def _drawn(
    groups: list[Any], official: Mapping[str, float], second: Mapping[str, Any], variable: str, *, is_phone: bool
) -> Canvas:
    canvas = Canvas(PHONE if is_phone else HALF, corner=7)
    names, height = (0, 70 if second else 52) if is_phone else (142, 47)
    numbers = 0 if is_phone else (150 if second else 108 if official else 66)
    right = canvas.width - numbers
    ends = [max(_or(row.share_max, row.share if row.of else 0), official.get(row.category, 0)) for row in groups]
    ends += [share for row in groups if (share := _share_of_b(second, row, variable)) is not None]
    top = max([0.2, *ends])
    pixels = (right - names - 12) / top
    zero = names + 6
    step = 0.2 if top <= 0.65 else 0.25 if top <= 0.8 else 0.5
    ticks = [number * step for number in range(int(top / step) + 1)]
    shared = [row for row in groups if row.category in SHARED[variable]]
    bottom = 34 + height * len(shared)
    for tick in ticks:
        canvas.word(zero + tick * pixels, 12, f"{100 * tick:.0f}%" if tick else "0", size=15, colour=MUTED, at="middle center")
        canvas.line(zero + tick * pixels, 26, zero + tick * pixels, bottom, LINE)
    if second and not is_phone:
        canvas.word(canvas.width - 78, 12, "<b>A</b>", size=15, colour=ACCENT, at="middle left")
        canvas.word(canvas.width, 12, "B", size=15, colour=MUTED, at="middle left")
    elif shared and not is_phone:
        canvas.word(
            canvas.width - (54 if official else 0), 12, f"of {shared[0].of:.0f}", size=15, colour=MUTED, at="middle left"
        )
        if official:
            canvas.word(canvas.width, 12, "official", size=15, colour=MUTED, at="middle left")
    first_outside = next((row for row in groups if row.category not in SHARED[variable]), None)
    y, at = 34.0, {}
    for row in groups:
        if row is first_outside:
            y += 10
            canvas.line(0, y - 5, canvas.width, y - 5, FAINT)
        at[row.category] = y
        y += height
    for row in sorted(groups, key=lambda row: not row.n):  # marks come before bars that open nothing
        _row(canvas, row, official, second, variable, at[row.category], height, zero, pixels, is_phone=is_phone)
    for row in groups:
        if (share := _share_of_b(second, row, variable)) is not None:
            middle = at[row.category] + (_middle(height, is_phone=is_phone))
            _ring(canvas, zero, pixels, row.share if row.of else None, share, middle)
    entries = [("person", "A"), ("ring", "B")] if second else [("person", "share of the known")]
    entries += [("tick", "official share")] if official else []
    entries += (
        [("band", f"what the unknown allow{' in A' if second else ''}")]
        if any(_or(row.share_max, 0) > _or(row.share_min, 0) for row in shared)
        else []
    )
    canvas.height = draw_legend(canvas, entries, y + 16)
    return canvas


def _middle(height: float, *, is_phone: bool) -> float:
    """Where the strip of a row lies."""
    return height - 17 if is_phone else height / 2


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


def _row(
    canvas: Canvas, row: Any, official: Mapping[str, float], second: Mapping[str, Any], variable: str, y: float, height: float, zero: float, pixels: float, *,
    is_phone: bool,
) -> None:  # fmt: skip
    """Draw one group: its name, strip and numbers."""
    is_shared, is_unknown = row.category in SHARED[variable], row.category == v.UNKNOWN
    middle = y + _middle(height, is_phone=is_phone)
    behind, hover = mark(**{BREAKDOWN[variable]: row.category}), _hover(row, variable, second.get(row.category))
    if row.n:
        canvas.bar(0, y + 1, canvas.width, height - 2, fill=NOTHING, edge=NOTHING)  # the whole row can be clicked
        canvas.mark(behind, hover)
    low, high = _or(row.share_min, 0), _or(row.share_max, 0)
    length = row.n / row.of if is_unknown and row.of else 0
    if is_shared and high > low:
        canvas.bar(zero + low * pixels - 1, middle - 7, max(2.0, (high - low) * pixels), 14, fill=BAND, edge=BAND)
    elif length:
        canvas.bar(zero, middle - 6, max(2.0, length * pixels), 12, edge=FAINT, is_hatched=True)
    if row.n and (length or (is_shared and high > low)):
        canvas.mark(behind, hover)
    if row.category in official:
        canvas.tick(zero + official[row.category] * pixels, middle, 20 if is_phone else 24, INK)
    if is_shared and row.of:
        canvas.dot(zero + row.n / row.of * pixels, middle, 6.5, ACCENT)
    _write(canvas, row, official, second, variable, y, middle, is_shared=is_shared, is_phone=is_phone)


def _write(
    canvas: Canvas,
    row: Any,
    official: Mapping[str, float],
    second: Mapping[str, Any],
    variable: str,
    y: float,
    middle: float,
    *,
    is_shared: bool,
    is_phone: bool,
) -> None:
    """Write the name of a group and its numbers."""
    label, kind = name_of(variable, row.category), KINDS.get(row.category, "")
    if is_phone:
        canvas.word(0, y + 12, for_plotly(f"{label}, {kind}" if kind and not is_shared else label))
        if row.category in second:
            canvas.word(0, y + 31, _both(row, second[row.category]), size=15, colour=MUTED)
        else:
            canvas.word(canvas.width, y + 12, out_of(row.n, row.of), colour=MUTED, at="middle left")
        return
    lines = wrapped(label, 18).split("<br>")
    for number, line in enumerate(lines):
        canvas.word(0, middle + 19 * (number - (len(lines) - 1) / 2), line)
    if kind and not is_shared:
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
        f"<b>{for_plotly(name_of(variable, row.category))}</b>: {share_text(row.n, row.of)} people",
        interval_text(row.low, row.high),
    ]
    if not math.isnan(row.share_max):
        lines.append(f"{percent(row.share_min)} to {percent(row.share_max)} of all people, whoever the unknown are")
    if found is not None:
        lines.append(f"B: {share_text(found.n, found.of)} people")
    return "<br>".join(filter(None, lines))


def _or(value: float, otherwise: float) -> float:
    return otherwise if math.isnan(value) else float(value)
