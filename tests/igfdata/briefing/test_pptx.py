"""The deck, read back from its file: what stands in it is what the briefing says."""

import datetime as dt
import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from lxml import etree
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches

from igfdata.briefing.model import Briefing, Cell, Chart, Matrix, Points, Series, Slide, TextTable
from igfdata.briefing.render.pptx.deck import to_pptx
from igfdata.briefing.render.pptx.native_charts import TYPES

SELECTION = "Sessions of IGF 2025, on Day 2, held; codes: adjudicated, else coder A."
DAYS = ("Day 0", "Day 1", "Day 2")
PROTECTION = Series("Protection", (1 / 3, None, 1.0), ("1/3", "", "4/4"), "#0072B2")
PROVISION = Series("Provision", (0.0, None, 0.25), ("0/3", "", "1/4"), "#E69F00")
COLUMNS = Chart("columns", DAYS, (PROTECTION, PROVISION), "share", "Protection leads on Day 2.")
ARABIC, CHINESE, EMOJI = "حقوق الطفل في البيئة الرقمية", "儿童权利与数字环境", "👩‍👧‍👦 🇳🇴 😀"
CONTROL = "a\x00b\x0b\x1bc\ud800\ufffe\nd"


def slide(body, title="A finding.", **given):
    return Slide(
        given.pop("key", "key"), given.pop("heading", "Heading"), title, body, given.pop("denominator", "of what"), **given
    )


def briefing(*slides, **given):
    values = {"title": "IGF 2025, Day 2", "selection": SELECTION, "query": "meeting=igf2025&day=2"}
    values |= {
        "data_date": dt.date(2026, 11, 22),
        "data_state": "Data of 22 November 2026.",
        "file_stem": "igf2025-day-2-2026-11-22",
    }
    return Briefing(slides=slides, **(values | given))


def read(*slides, **given):
    return Presentation(io.BytesIO(to_pptx(briefing(*slides, **given))))


def body_of(deck, number=1):
    """The chart or table on a slide."""
    return next(shape for shape in deck.slides[number].shapes if shape.has_chart or shape.has_table)


def texts(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def chart_of(kind="bars", n=3, **given):
    values = tuple(float(value) for value in range(1, n + 1))
    labels = tuple(f"{value}/{n}" for value in range(1, n + 1))
    return Chart(
        kind, tuple(f"Name {i}" for i in range(n)), (Series("n", values, labels, "#6B7FA3", **given),), "sessions", "alt"
    )


EVERY_BODY = {
    **{kind: chart_of(kind) for kind in TYPES},
    "grid": Matrix(("a", "b"), DAYS, ((Cell("2", 1.0), Cell(""), Cell("?", 0, True)),) * 2, "a grid"),
    "table": TextTable(("Time", "Room"), (("09:00", "1"), ("10:00", "2")), (1, 3), "a table"),
    "points": Points(("One.",), ("Mine.",)),
    "nothing": None,
    "no categories": Chart("bars", (), (), "share", "empty"),
    "no rows": Matrix((), (), (), "empty"),
    "no points": Points(()),
}


def test_the_deck_is_wide_and_starts_with_what_it_is_about():
    deck = read(left_out=("Changes: no earlier version.",))
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))
    cover = deck.slides[0]
    assert cover.shapes.title.text_frame.text == "IGF 2025, Day 2"
    text = cover.placeholders[1].text_frame.text
    assert text.split("\n") == [SELECTION, "Data of 22 November 2026."]
    assert "Changes: no earlier version." in cover.notes_slide.notes_text_frame.text
    assert deck.core_properties.title == "IGF 2025, Day 2"
    assert deck.core_properties.author == "igfdata"


def test_a_briefing_without_slides_is_a_cover():
    assert len(read().slides) == 1


@pytest.mark.parametrize("body", EVERY_BODY.values(), ids=EVERY_BODY)
def test_each_slide_has_its_finding_as_title_its_evidence_footer_and_number(body):
    native = read(slide(body, evidence="5 of 5 sessions.")).slides[1]
    assert native.shapes.title.text_frame.text == "A finding."
    by_kind = {shape._element.ph.get("type"): shape for shape in native.placeholders}
    assert by_kind["ftr"].text_frame.text == f"{SELECTION[:-1]} · Data of 22 November 2026"
    assert by_kind["sldNum"].text_frame.text == "2"
    assert by_kind["sldNum"]._element.xpath(".//a:fld/@type") == ["slidenum"]
    assert {"IGF 2025, Day 2 · Heading", "5 of 5 sessions."} <= {shape.text_frame.text for shape in native.placeholders}


@pytest.mark.parametrize("body", EVERY_BODY.values(), ids=EVERY_BODY)
def test_no_placeholder_is_left_empty_and_every_shape_has_its_own_number(body):
    deck = read(slide(body, denominator="", heading=""))
    for native in deck.slides:
        assert all(shape.text_frame.text.strip() for shape in native.placeholders)
        numbers = native._element.xpath(".//p:cNvPr/@id")
        assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("body", EVERY_BODY.values(), ids=EVERY_BODY)
def test_everything_lies_on_the_slide_and_nothing_on_another(body):
    deck = read(slide(body))
    boxes = []
    for shape in deck.slides[1].shapes:
        assert shape.left >= 0
        assert shape.left + shape.width <= deck.slide_width
        assert shape.top + shape.height <= deck.slide_height
        boxes.append((shape.left, shape.top, shape.left + shape.width, shape.top + shape.height))
    for i, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[i + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


def test_only_the_layouts_in_use_are_kept():
    deck = read(slide(COLUMNS))
    assert [layout.name for layout in deck.slide_layouts] == ["Title Slide", "Title and Content", "Title Only"]


def test_a_chart_holds_the_numbers_of_the_model_and_shows_its_labels():
    chart = body_of(read(slide(COLUMNS))).chart
    assert chart.chart_type == XL_CHART_TYPE.COLUMN_CLUSTERED
    plot = chart.plots[0]
    assert tuple(plot.categories) == DAYS
    for drawn, series in zip(plot.series, COLUMNS.series, strict=True):
        assert (drawn.name, tuple(drawn.values)) == (series.name, series.values)
        assert str(drawn.format.fill.fore_color.rgb) == series.colour[1:]
        shown = [drawn.points[i].data_label.text_frame.text for i in range(3)]
        assert tuple(shown) == series.labels


@pytest.mark.parametrize("kind", TYPES)
def test_a_legend_is_text_in_the_order_of_the_series(kind):
    """LibreOffice draws the legend of bars from the last series to the first."""
    shapes = read(slide(replace(COLUMNS, kind=kind))).slides[1].shapes
    assert not next(shape.chart for shape in shapes if shape.has_chart).has_legend
    (legend,) = [shape for shape in shapes if shape.name == "Legend"]
    (paragraph,) = legend.text_frame.paragraphs
    assert paragraph.text == "■ Protection    ■ Provision    "
    squares = [str(run.font.color.rgb) for run in paragraph.runs if run.text == "■"]
    assert squares == [PROTECTION.colour[1:], PROVISION.colour[1:]]
    alone = read(slide(chart_of(kind))).slides[1].shapes
    assert not any(shape.name == "Legend" for shape in alone)


def test_bars_of_shares_are_as_long_as_the_place_allows_and_columns_have_a_scale_to_one():
    series = Series("A", (0.5, 0.25), ("2/4", "1/4"), "#0B5CAD")
    charts = [body_of(read(slide(Chart(kind, ("x", "y"), (series,), "share", "")))).chart for kind in ("bars", "columns")]
    assert [round(chart.value_axis.maximum_scale, 2) for chart in charts] == [0.56, 1.12]
    assert [chart.value_axis.visible for chart in charts] == [False, True]


@pytest.mark.parametrize("kind", TYPES)
def test_each_kind_of_chart_is_native_and_opens_with_its_table(kind):
    data = to_pptx(briefing(slide(chart_of(kind, colours=("#0072B2", "#E69F00", "#9AA3AD")))))
    chart = body_of(Presentation(io.BytesIO(data))).chart
    assert chart.chart_type == TYPES[kind]
    assert tuple(chart.plots[0].series[0].values) == (1.0, 2.0, 3.0)
    inner = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    assert [[cell.value for cell in row] for row in inner.active] == [[None, "n"], ["Name 0", 1], ["Name 1", 2], ["Name 2", 3]]


def test_columns_whose_names_do_not_fit_become_bars():
    """“Intergovernmental” is about 2.2 inches wide: of seven columns none is."""
    names = (
        "Government",
        "Intergovernmental Organization",
        "Civil Society",
        "Academia",
        "Youth",
        "Technical Community",
        "Press",
    )
    series = (Series("Protection", (0.5,) * 7, ("1/2",) * 7, "#0072B2"),)
    kinds = [
        body_of(read(slide(Chart("columns", some, (replace(series[0], values=(0.5,) * n, labels=("1/2",) * n),), "share", "")))).chart.chart_type
        for some, n in ((names, 7), (names[:3], 3))
    ]  # fmt: skip
    assert kinds == [XL_CHART_TYPE.BAR_CLUSTERED, XL_CHART_TYPE.COLUMN_CLUSTERED]


def test_label_places_are_those_that_powerpoint_allows():
    for kind in TYPES:
        found = body_of(read(slide(chart_of(kind)))).chart._chartSpace.xpath(".//c:dLblPos/@val")
        assert set(found) == {"outEnd"}, kind


def test_shares_stand_on_a_scale_to_one_and_counts_on_none():
    axis = body_of(read(slide(COLUMNS))).chart.value_axis
    assert (axis.minimum_scale, axis.visible) == (0, True)
    assert axis.maximum_scale >= 1
    assert not body_of(read(slide(chart_of()))).chart.value_axis.visible


def test_unknown_is_hatched():
    chart = body_of(read(slide(chart_of(colours=("#0072B2", "#E69F00", "#9AA3AD"))))).chart
    assert len(chart._chartSpace.xpath(".//c:dPt//a:pattFill")) == 1
    table = body_of(read(slide(EVERY_BODY["grid"]))).table
    assert table.cell(1, 3)._tc.tcPr.find(qn("a:pattFill")) is not None


def test_a_category_without_any_value_says_why():
    chart = Chart("bars", ("Day 0", "Day 1"), (Series("n", (1.0, None), ("1", "no session"), "#0072B2"),), "sessions", "")
    assert tuple(body_of(read(slide(chart))).chart.plots[0].categories) == ("Day 0", "Day 1: no session")


def test_a_name_like_a_formula_stays_text_in_the_table_behind_a_chart():
    evil = "=HYPERLINK(A1)"
    chart = Chart("bars", (evil,), (Series("+1", (1.0,), ("1",), "#0072B2"),), "sessions", "")
    inner = openpyxl.load_workbook(io.BytesIO(body_of(read(slide(chart))).chart.part.chart_workbook.xlsx_part.blob))
    assert (inner.active["A2"].value, inner.active["A2"].data_type) == (evil, "s")
    assert inner.active["B1"].data_type == "s"


def test_many_categories_go_on_on_further_slides_on_one_scale():
    chart = chart_of(n=40)
    deck = read(slide(chart))
    charts = [body_of(deck, number).chart for number in range(1, len(deck.slides))]
    assert len(charts) == 3
    assert [value for part in charts for value in part.plots[0].series[0].values] == list(chart.series[0].values)
    assert len({part.value_axis.maximum_scale for part in charts}) == 1
    assert [native.shapes.title.text_frame.text for native in deck.slides][2:] == [
        "A finding. (2 of 3)",
        "A finding. (3 of 3)",
    ]


@pytest.mark.parametrize("name", ["columns", "bars", "grid", "table"])
def test_figures_have_alt_text_and_a_name(name):
    body = EVERY_BODY[name]
    properties = body_of(read(slide(body, heading="What stood out")))._element.nvGraphicFramePr.cNvPr
    assert (properties.get("descr"), properties.get("name")) == (body.alt, "What stood out")


def test_alt_text_is_never_empty():
    table = TextTable(("a",), (("b",),), (1,), "")
    assert body_of(read(slide(table, "The finding.")))._element.nvGraphicFramePr.cNvPr.get("descr") == "The finding."


def test_notes_hold_figures_denominator_rows_sources_and_selection():
    given = {"notes": ("protection, Day 2: 4 of 4",), "session_ids": ("igf2025-ws-70",), "sources": ("https://example.org/a",)}
    notes = read(slide(COLUMNS, denominator="coded sessions", **given)).slides[1].notes_slide.notes_text_frame.text
    for part in ("A finding.", "protection, Day 2: 4 of 4", "Based on: coded sessions", "Sessions: igf2025-ws-70"):
        assert part in notes
    for part in ("Source: https://example.org/a", SELECTION, "Data of 22 November 2026.", "meeting=igf2025&day=2"):
        assert part in notes


def test_a_grid_is_a_table_with_stronger_shades_for_more():
    cells = ((Cell("1", 0.1), Cell("9", 1.0)), (Cell(""), Cell("", 0.0, True)))
    table = body_of(read(slide(Matrix(("AI", "Deepfakes"), ("Day 0", "Day 1"), cells, "grid")))).table
    assert texts(table) == [["", "Day 0", "Day 1"], ["AI", "1", "9"], ["Deepfakes", "", ""]]
    assert (table.first_row, table.first_col) == (True, True)
    weak, strong = (table.cell(1, column).fill.fore_color.rgb for column in (1, 2))
    assert sum(strong) < sum(weak)
    assert table.cell(2, 1)._tc.tcPr.find(qn("a:solidFill")) is None


def test_a_marked_row_is_bold_and_has_a_tint():
    table = body_of(read(slide(TextTable(("Time",), (("09:00",), ("09:00",)), (1,), "t", frozenset({1}))))).table
    assert texts(table) == [["Time"], ["09:00"], ["09:00"]]
    bold = [table.cell(row, 0).text_frame.paragraphs[0].runs[0].font.bold for row in range(3)]
    assert bold == [True, False, True]
    assert str(table.cell(2, 0).fill.fore_color.rgb) == "EAF1F9"


def test_two_hundred_sessions_go_on_without_losing_one():
    rows = tuple(
        (f"{i:03}", f"WS #{i} on children's rights in the digital environment " + "and more " * (i % 9)) for i in range(200)
    )
    deck = read(slide(TextTable(("Time", "Session"), rows, (1, 6), "Programme.", frozenset({150})), "Two hundred."))
    found = []
    for number in range(1, len(deck.slides)):
        frame = body_of(deck, number)
        assert frame.top + sum(row.height for row in frame.table.rows) <= Inches(6.86)
        assert len(frame.table.rows) <= 8
        assert texts(frame.table)[0] == ["Time", "Session"]
        found += texts(frame.table)[1:]
    assert [row[0] for row in found] == [row[0] for row in rows]
    assert [row[1] for row in found] == [row[1].strip() for row in rows]
    sizes = {
        run.font.size.pt
        for row in body_of(deck).table.rows
        for c in row.cells
        for p in c.text_frame.paragraphs
        for run in p.runs
    }
    assert (min(sizes), max(sizes)) == (16, 18)


def test_a_cell_higher_than_a_slide_is_cut_with_an_ellipsis():
    frame = body_of(read(slide(TextTable(("Text",), (("word " * 2000,),), (1,), "t"))))
    assert frame.table.cell(1, 0).text.endswith("…")
    assert sum(row.height for row in frame.table.rows) <= Inches(5.1)


def points_of(native):
    """The text box with points: no placeholder, whose name LibreOffice would not keep."""
    return next(shape.text_frame for shape in native.shapes if shape.has_text_frame and not shape.is_placeholder)


def test_points_stand_in_a_text_box_with_bullets_own_ones_named():
    frame = points_of(read(slide(Points(("One.", "Two."), ("Ask the host.",)))).slides[1])
    assert frame.text.split("\n") == ["One.", "Two.", "Our point: Ask the host."]
    assert frame._txBody.xpath("a:p/a:pPr/a:buChar/@char") == ["•"] * 3


def test_many_points_go_on_on_further_slides():
    items = tuple(f"Point {i}: " + "a computed sentence with its figures. " * 5 for i in range(20))
    deck = read(slide(Points(items)))
    shown = [line for native in list(deck.slides)[1:] for line in points_of(native).text.split("\n")]
    assert [text.replace("\u00a0", " ") for text in shown] == [item.strip() for item in items]
    assert len(deck.slides) > 2


@pytest.mark.parametrize("text", [ARABIC, CHINESE, EMOJI, "x" * 200, "word " * 40, CONTROL, "<b>&amp;</b> _x0041_", "=1+1"])
def test_any_text_goes_in_and_comes_out(text):
    expected = {CONTROL: "ab c d"}.get(text, text.strip())
    bodies = [
        Chart("bars", (text,), (Series(text, (1.0,), (text,), "#0072B2"),), "share", text),
        Matrix((text,), (text,), ((Cell(text),),), text),
        TextTable((text,), ((text,),), (1,), text, frozenset({0})),
        Points((text,), (text,)),
        None,
    ]
    slides = [slide(b, text, heading=text, denominator=text, notes=(text,), sources=(text,)) for b in bodies]
    deck = read(*slides, title=text, selection=text, query=text, left_out=(text,))
    shown = [native.shapes.title.text_frame.text for native in deck.slides]
    assert all(title == expected or (title.endswith("…") and expected.startswith(title[:-1])) for title in shown)
    assert tuple(body_of(deck, 1).chart.plots[0].categories) == (expected,)
    narrow = body_of(deck, 2).table.cell(1, 1).text
    assert narrow == expected or (narrow.endswith("…") and expected.startswith(narrow[:-1]))
    assert body_of(deck, 3).table.cell(1, 0).text in (expected, "ab c\nd")
    assert all(expected.split("\n")[0] in native.notes_slide.notes_text_frame.text for native in deck.slides if text != CONTROL)


def test_the_data_date_stands_in_the_footer_however_long_the_selection():
    native = read(slide(None), selection="Sessions of a very long selection, " * 30).slides[1]
    footer = next(shape for shape in native.placeholders if shape._element.ph.get("type") == "ftr")
    assert footer.text_frame.text.endswith("… · Data of 22 November 2026")


def test_titles_get_smaller_before_they_are_cut():
    def size(title):
        return read(slide(None, title)).slides[1].shapes.title.text_frame.paragraphs[0].runs[0].font.size.pt

    assert size("Short.") == 28
    assert 20 <= size("word " * 40) < 28
    deck = read(slide(chart_of(n=40), "word " * 400))
    shown = deck.slides[2].shapes.title.text_frame.text
    assert shown.endswith("… (2 of 3)")
    assert ("word " * 400).strip() in deck.slides[2].notes_slide.notes_text_frame.text


def test_text_from_right_to_left_says_so():
    native = read(slide(Points((ARABIC, "One.")), ARABIC)).slides[1]
    paragraphs = points_of(native).paragraphs
    assert [paragraph._p.pPr.get("rtl") for paragraph in paragraphs] == ["1", None]
    assert native.shapes.title.text_frame.paragraphs[0]._p.pPr.get("algn") == "r"
    assert native.shapes.title.text_frame.paragraphs[0].runs[0]._r.rPr.get("lang") == "ar-SA"


def test_every_part_of_the_file_is_sound_xml():
    data = to_pptx(briefing(*(slide(body, CONTROL) for body in EVERY_BODY.values())))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = file.namelist()
        assert len(names) == len(set(names))
        for name in names:
            if name.endswith((".xml", ".rels")):
                etree.fromstring(file.read(name))


def test_an_empty_cell_is_as_small_as_the_others():
    table = body_of(read(slide(EVERY_BODY["grid"]))).table
    sizes = {node.get("sz") for node in table._tbl.iter(qn("a:rPr"), qn("a:endParaRPr"))}
    assert sizes == {"1600", "2400"}
