"""Put new words and numbers into shapes that users have laid out: runs, cells and fills stay as they look."""

from copy import deepcopy
from typing import Any

from pptx.oxml.ns import qn
from pptx.text.text import TextFrame

from igfdata.briefing.render.pptx.native_charts import TextChartData
from igfdata.briefing.render.pptx.native_squares import SIGNS


def refill_text(frame: TextFrame, text: str) -> None:
    """Replace the words of a text, line by line; each line has the look of its first run."""
    lines = text.split("\n")
    body = frame._txBody
    paragraphs = list(body.p_lst)
    while len(paragraphs) < len(lines):
        paragraphs.append(deepcopy(paragraphs[-1]))
        body.append(paragraphs[-1])
    for extra in paragraphs[len(lines) :]:
        body.remove(extra)
    for paragraph, line in zip(frame.paragraphs, lines, strict=True):
        first, *others = list(paragraph.runs) or [paragraph.add_run()]
        first.text = line
        for run in others:
            paragraph._p.remove(run._r)
        for ending in paragraph._p.findall(qn("a:br")):
            paragraph._p.remove(ending)


def refill_chart(chart: Any, fresh: Any) -> None:
    """Put the numbers and labels of a new chart into an old one, and the colours of its marks where the categories are others."""
    plot, new = chart.plots[0], fresh.plots[0]
    before = data_names(plot)
    formats = new._element.xpath(".//c:val//c:formatCode/text()")
    data = TextChartData(number_format=formats[0] if formats else "General")
    data.categories = data_names(new)
    for series in new.series:
        data.add_series(series.name, list(series.values))
    chart.replace_data(data)
    for drawn, series in zip(chart.plots[0].series, new.series, strict=False):
        _refill_labels(drawn, series)
        if before != data_names(new):
            _take_colours(drawn._element, series._element)
    if fresh._chartSpace.valAx_lst and chart._chartSpace.valAx_lst:
        chart.value_axis.maximum_scale = fresh.value_axis.maximum_scale


def data_names(plot: Any) -> list[str]:
    """Names of the categories of a chart."""
    return list(map(str, plot.categories))


def _refill_labels(drawn: Any, fresh: Any) -> None:
    """Write the labels of a series on its marks; one that is there keeps its look."""
    new = {label.idx_val: label for label in fresh._element.xpath("c:dLbls/c:dLbl")}
    old = drawn._element.get_or_add_dLbls()
    for label in old.xpath("c:dLbl"):
        if label.idx_val not in new:
            old.remove(label)
    for at, label in sorted(new.items()):
        text = "".join(label.xpath(".//a:t/text()"))
        found = next(iter(old.xpath(f"c:dLbl[c:idx/@val='{at}']")), None)
        if found is not None and found.xpath("c:tx/c:rich//a:r"):
            refill_text(drawn.points[at].data_label.text_frame, text)
        else:
            if found is None:
                found = old._insert_dLbl_in_sequence(at)
            old.replace(found, deepcopy(label))


def _take_colours(old: Any, new: Any) -> None:
    for point in old.xpath("c:dPt"):
        old.remove(point)
    place = next(iter(old.xpath("c:dLbls|c:cat|c:val")), None)
    for point in new.xpath("c:dPt"):
        if place is not None:
            place.addprevious(deepcopy(point))


def refill_table(shape: Any, fresh: Any) -> bool:
    """Put the texts of a new table into an old one; rows are added and taken away at its end.

    Returns
    -------
    bool
        False where the columns are others, so that the table was replaced as a whole, in its place.
    """
    old, new = shape.table._tbl, fresh.table._tbl
    if _columns(old) != _columns(new):
        replaced = deepcopy(new)
        old.getparent().replace(old, replaced)
        shape.width, shape.height = fresh.width, fresh.height
        return False
    rows = list(old.tr_lst)
    while len(rows) < len(new.tr_lst):
        rows.append(deepcopy(rows[-1]))
        old.tr_lst[-1].addnext(rows[-1])
    for extra in rows[len(new.tr_lst) :]:
        old.remove(extra)
    for old_row, new_row in zip(shape.table.rows, fresh.table.rows, strict=True):
        for cell, given in zip(old_row.cells, new_row.cells, strict=True):
            if "".join(cell.text.split()) != "".join(given.text.split()):
                _refill_cell(cell, given)
    return True


def _columns(table: Any) -> list[list[tuple[str | None, str | None]]]:
    """Number of columns, and which cells of the head are merged."""
    cells = [[(cell.get("gridSpan"), cell.get("hMerge")) for cell in row.tc_lst] for row in table.tr_lst[:1]]
    return [*cells, [(None, None)] * len(table.tblGrid.gridCol_lst)]


def _refill_cell(cell: Any, given: Any) -> None:
    """Write a cell anew: its words in its old look, but a square or another number of lines as the program draws it; its fill is data."""
    paragraphs = list(cell.text_frame.paragraphs)
    is_alike = len(paragraphs) == len(given.text_frame.paragraphs) and all(paragraph.runs for paragraph in paragraphs)
    if is_alike and given.text not in SIGNS.values():
        refill_text(cell.text_frame, given.text)
    else:
        cell._tc.replace(cell._tc.txBody, deepcopy(given._tc.txBody))
    target, source = cell._tc.get_or_add_tcPr(), given._tc.get_or_add_tcPr()
    fills = ("a:noFill", "a:solidFill", "a:pattFill", "a:gradFill", "a:blipFill", "a:grpFill")
    for fill in [child for name in fills for child in target.findall(qn(name))]:
        target.remove(fill)
    lines = [child for child in target if child.tag.startswith(qn("a:ln")[:-2] + "ln")]
    for fill in [child for name in fills for child in source.findall(qn(name))]:
        target.insert(len(lines), deepcopy(fill))
