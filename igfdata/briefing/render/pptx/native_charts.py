"""How is a chart of a briefing drawn natively, so that people can edit it in PowerPoint?"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, BinaryIO

from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.fill import FillFormat
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.dml import MSO_PATTERN
from pptx.shapes.graphfrm import GraphicFrame
from pptx.slide import Slide
from pptx.util import Inches, Pt
from xlsxwriter import Workbook

from igfdata.briefing.model import Chart, Series
from igfdata.briefing.render.line_breaks import words_of
from igfdata.briefing.render.pagination import only_rows
from igfdata.briefing.render.pptx.native_text import INK, LEGEND_NAME, MUTED, RULE, SYMBOLS, cut, rgb, text_width, write
from igfdata.briefing.render.pptx.slide_layouts import BODY
from igfdata.charts.theme import UNKNOWN_COLOUR, outline
from igfdata.escaping import one_line

TYPES = {"columns": XL_CHART_TYPE.COLUMN_CLUSTERED, "bars": XL_CHART_TYPE.BAR_CLUSTERED}
LEGEND, LEGEND_SIZE, SQUARE = 0.36, 16, "■"
"""Inches of the legend above a chart, points of its names, and what stands before each."""

MOST_MARKS = {"bars": 16, "columns": 24}
"""Marks side by side on one slide; more go on a further slide."""


class _TextWorkbook(CategoryWorkbookWriter):
    """The table behind a chart, in which a name that starts with ``=`` stays text."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: BinaryIO) -> Iterator[tuple[Workbook, Any]]:
        workbook = Workbook(xlsx_file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        yield workbook, workbook.add_worksheet()
        workbook.close()


class TextChartData(CategoryChartData):
    """Chart data whose embedded workbook holds no formulas."""

    @property
    def _workbook_writer(self) -> _TextWorkbook:
        return _TextWorkbook(self)


def is_share(chart: Chart) -> bool:
    """Are the values shares (0 to 1), or counts?"""
    return chart.unit.lower().startswith("share")


def has_scale(chart: Chart) -> bool:
    """Is 100% the end of the scale? Of columns of shares; bars are as long as the place allows, and their labels say the numbers."""
    return is_share(chart) and chart.kind == "columns"


def chart_parts(chart: Chart) -> list[Chart]:
    """The chart in parts that fit on a slide each; most charts are one. Columns whose names would be turned or broken become bars."""
    names = [word for name in chart.categories for word in words_of(one_line(name))]
    room = BODY[2] / max(1, len(chart.categories))
    if chart.kind == "columns" and any(text_width(word, _type_size(len(chart.categories))) > room for word in names):
        chart = replace(chart, kind="bars")
    most = max(1, MOST_MARKS[chart.kind] // max(1, len(chart.series)))
    starts = range(0, len(chart.categories), most)
    if len(starts) < 2:
        return [chart]
    parts = (only_rows(chart, range(start, start + most)) for start in starts)
    return [replace(part, alt=f"{chart.alt} Part {number} of {len(starts)}.") for number, part in enumerate(parts, 1)]


def add_chart(slide: Slide, chart: Chart, *, highest: float, top: float) -> GraphicFrame:
    """Draw a chart in the body of a slide.

    Parameters
    ----------
    highest
        Top of the scale (:func:`scale_top`), the same on every part of one chart.
    top
        Where the body begins, in inches.
    """
    data = TextChartData(number_format="0%" if is_share(chart) else "General")
    data.categories = _names(chart)
    for series in chart.series:
        data.add_series(one_line(series.name), series.values)
    if len(chart.series) > 1:
        _write_legend(slide, chart, top)
        top += LEGEND
    shapes: Any = slide.shapes
    frame: GraphicFrame = shapes.add_chart(
        TYPES[chart.kind], *(Inches(value) for value in (BODY[0], top, BODY[2], BODY[1] + BODY[3] - top)), data
    )
    native = frame.chart
    native.has_title = native.has_legend = False
    native.font.size = Pt(_type_size(len(chart.categories)))
    native.font.color.rgb = rgb(INK)
    _style_axes(native, chart, highest)
    for series, drawn in zip(chart.series, native.plots[0].series, strict=True):
        _style_series(drawn, series)
        _label(drawn, chart, series)
    return frame


def _names(chart: Chart) -> list[str]:
    """Names of the categories; where no series has a value, with the label that says why: it has no mark to stand on."""
    names = [one_line(category) for category in chart.categories]
    for position, name in enumerate(names):
        reasons = {one_line(series.labels[position]) for series in chart.series if series.values[position] is None}
        if all(series.values[position] is None for series in chart.series) and len(reasons) == 1:
            names[position] = f"{name}: {reasons.pop()}".removesuffix(": ")
    return names


def scale_top(chart: Chart) -> float:
    """The value at the top of the scale, with room for its label: 100% for columns of shares, else the largest mark."""
    largest = max((value or 0 for series in chart.series for value in series.values), default=0)
    return 1.12 * (max(largest, 1.0) if has_scale(chart) else largest or 1.0)


def _type_size(n_marks: int) -> int:
    return 18 if n_marks <= 7 else 16 if n_marks <= 12 else 14 if n_marks <= 16 else 12


def _write_legend(slide: Slide, chart: Chart, top: float) -> None:
    """Name the series above a chart, each after a square of its colour: LibreOffice turns the chart's own legend round, so that B comes first."""
    box = slide.shapes.add_textbox(*map(Inches, (BODY[0], top, BODY[2], LEGEND)))
    box.name = LEGEND_NAME
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    room = BODY[2] / len(chart.series) - text_width(f"{SQUARE}     ", LEGEND_SIZE)
    for series in chart.series:
        name = cut(one_line(series.name), LEGEND_SIZE, room, LEGEND)
        for text, colour in ((SQUARE, series.colour), (f" {name}    ", INK)):
            run = frame.paragraphs[0].add_run()
            run.text, run.font.size, run.font.color.rgb = text, Pt(LEGEND_SIZE), rgb(colour)
            run.font.name = SYMBOLS if text == SQUARE else None


def _style_axes(native: NativeChart, chart: Chart, highest: float) -> None:
    values, categories, plot = native.value_axis, native.category_axis, native.plots[0]
    values.minimum_scale, values.maximum_scale = 0, highest
    values.has_major_gridlines = values.visible = has_scale(chart)
    if has_scale(chart):
        values.major_unit = 0.5
        values.major_gridlines.format.line.color.rgb = rgb(RULE)
        values.format.line.fill.background()
        values.tick_labels.font.size = Pt(12)
        values.tick_labels.font.color.rgb = rgb(MUTED)
        values.tick_labels.number_format, values.tick_labels.number_format_is_linked = "0%", False
    categories.format.line.color.rgb = rgb(RULE)
    categories.has_major_gridlines = False
    if chart.kind == "bars":
        categories.reverse_order = True
    plot.gap_width, plot.overlap = 45, 0


def _style_series(drawn: Any, series: Series) -> None:
    drawn.invert_if_negative = False
    marks = ((drawn.points[position].format, colour) for position, colour in enumerate(series.colours))
    for mark, colour in ((drawn.format, series.colour), *marks):
        _fill(mark.fill, colour)
        mark.line.color.rgb = rgb(outline(colour))


def _fill(fill: FillFormat, colour: str) -> None:
    """The colour; unknown is grey and hatched."""
    if colour == UNKNOWN_COLOUR:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = rgb(UNKNOWN_COLOUR), rgb("#E6E9ED")
    else:
        fill.solid()
        fill.fore_color.rgb = rgb(colour)


def _label(drawn: Any, chart: Chart, series: Series) -> None:
    """The label of the model on every mark."""
    size = _type_size(len(chart.categories) * len(chart.series))
    for position, (value, label) in enumerate(zip(series.values, series.labels, strict=True)):
        if value is not None and label:
            text = drawn.points[position].data_label
            write(text.text_frame, [label], size=size, colour=INK)
            text.position = XL_LABEL_POSITION.OUTSIDE_END
