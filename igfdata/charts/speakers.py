"""Who speaks: a dot a group on one scale, what the unknown allow, and the official share."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from igfdata import vocabulary as v
from igfdata.charts.canvas import HALF, LETTER, NOTHING, PHONE, Canvas, figure_of
from igfdata.charts.legend import draw_legend
from igfdata.charts.theme import ACCENT, BAND, FAINT, INK, LINE, MUTED, Chart, mark, plain, wrapped
from igfdata.measures.stakeholders import SHARED
from igfdata.wording import interval_text, out_of, percent, share_text

BREAKDOWN = {"stakeholder_group": "group", "regional_group": "region"}
VOCABULARIES = {"stakeholder_group": v.STAKEHOLDER_GROUPS, "regional_group": v.REGIONAL_GROUPS}
KINDS = {"Youth": "an age, any group", "Intergovernmental Organization": "no region"}
"""What a group that stands outside the shares is."""


def who_speaks(mix: pd.DataFrame, *, variable: str = "stakeholder_group", reference: pd.DataFrame | None = None) -> Chart:
    """Which groups do the people belong to, compared with the official participation?

    Parameters
    ----------
    mix
        From :func:`igfdata.measures.stakeholders.group_mix` without a breakdown.
    reference
        ``category, share`` (0 to 1) of the official participation.

    Returns
    -------
    Figure
        Groups with a share by their number of people; below a line those outside the shares, and the hatched unknown.
    """
    rows = [row for row in mix.itertuples(index=False) if row.n or not math.isnan(row.share_min)]
    official = {} if reference is None else {str(row.category): float(row.share) for row in reference.itertuples(index=False)}
    shared = sorted((row for row in rows if row.category in SHARED[variable]), key=lambda row: -row.n)
    outside = [row for row in rows if row.category not in SHARED[variable] and row.category != v.UNKNOWN]
    unknown = [row for row in rows if row.category == v.UNKNOWN and row.n]
    groups = [*shared, *outside, *unknown]
    wide, narrow = (_drawn(groups, official, variable, is_phone=is_phone) for is_phone in (False, True))
    return figure_of(wide, narrow, least=0.85, is_stretched=True)


def _drawn(groups: list[Any], official: Mapping[str, float], variable: str, *, is_phone: bool) -> Canvas:
    canvas = Canvas(PHONE if is_phone else HALF, corner=7)
    names, height = (0, 52) if is_phone else (142, 47)
    numbers = 0 if is_phone else (108 if official else 66)
    right = canvas.width - numbers
    ends = [max(_or(row.share_max, row.share if row.of else 0), official.get(row.category, 0)) for row in groups]
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
    if shared and not is_phone:
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
        _row(canvas, row, official, variable, at[row.category], height, zero, pixels, is_phone=is_phone)
    entries = [("person", "share of the known")]
    entries += [("tick", "official share")] if official else []
    entries += (
        [("band", "what the unknown allow")] if any(_or(row.share_max, 0) > _or(row.share_min, 0) for row in shared) else []
    )
    canvas.height = draw_legend(canvas, entries, y + 16)
    return canvas


def _row(
    canvas: Canvas, row: Any, official: Mapping[str, float], variable: str, y: float, height: float, zero: float, pixels: float, *,
    is_phone: bool,
) -> None:  # fmt: skip
    """Draw one group: its name, strip and numbers."""
    is_shared, is_unknown = row.category in SHARED[variable], row.category == v.UNKNOWN
    middle = y + (35 if is_phone else height / 2)
    behind, hover = mark(**{BREAKDOWN[variable]: row.category}), _hover(row, variable)
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
    _write(canvas, row, official, variable, y, middle, is_shared=is_shared, is_phone=is_phone)


def _write(
    canvas: Canvas,
    row: Any,
    official: Mapping[str, float],
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
        canvas.word(0, y + 12, plain(f"{label}, {kind}" if kind and not is_shared else label))
        canvas.word(canvas.width, y + 12, out_of(row.n, row.of), colour=MUTED, at="middle left")
        return
    lines = wrapped(label, 18).split("<br>")
    for number, line in enumerate(lines):
        canvas.word(0, middle + 19 * (number - (len(lines) - 1) / 2), line)
    if kind and not is_shared:
        canvas.word(LETTER * 16 * len(label) + 12, middle, kind, size=15, colour=MUTED)
    end = canvas.width - (54 if official else 0)
    canvas.word(end, middle, f"<b>{row.n:.0f}</b>" if is_shared else out_of(row.n, row.of), at="middle left")
    if official:
        would = f"{official[row.category] * row.of:.0f}" if is_shared and row.category in official else "–"
        canvas.word(canvas.width, middle, would, colour=MUTED, at="middle left")


def name_of(variable: str, category: object) -> str:
    """Give the label of a group or region."""
    return "Not stated" if category == v.UNKNOWN else VOCABULARIES[variable].label(str(category))


def _hover(row: Any, variable: str) -> str:
    lines = [
        f"<b>{plain(name_of(variable, row.category))}</b>: {share_text(row.n, row.of)} people",
        interval_text(row.low, row.high),
    ]
    if not math.isnan(row.share_max):
        lines.append(f"{percent(row.share_min)} to {percent(row.share_max)} of all people, whoever the unknown are")
    return "<br>".join(filter(None, lines))


def _or(value: float, otherwise: float) -> float:
    return otherwise if math.isnan(value) else float(value)
