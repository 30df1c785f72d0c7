"""The decks of the shipped data, measured from the file: no broken word, no row higher than its place, no shape on another."""

import io
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.util import Emu

from igfdata import Selection
from igfdata.briefing.agenda import briefing_about
from igfdata.briefing.model import Slide, TextTable
from igfdata.briefing.render.pagination import parts_of
from igfdata.briefing.render.pptx.deck import native_deck, to_pptx
from igfdata.briefing.render.pptx.native_tables import table_parts
from igfdata.briefing.render.pptx.native_text import LINE_HEIGHT, n_lines, text_width
from igfdata.selection import Comparison, select
from igfdata.vocabulary import DAY_UNKNOWN, STAKEHOLDER_GROUPS
from tests.igfdata.briefing.deck_data import compared

ONE = Selection(meetings=("igf2025",))


def of_groups(*days):
    a, b = (replace(ONE, days=days, groups=(group,)) for group in ("Civil Society", "Private Sector"))
    return Comparison(a, b)


DECKS = {
    **{f"Day {day}": lambda data, day=day: briefing_about(data, ONE, f"Day {day}", ask="Ask " * 20) for day in range(5)},
    "meeting": lambda data: briefing_about(data, ONE, own_points=("An own point.",)),
    "2021": lambda data: briefing_about(data, Selection(meetings=("igf2021",))),
    "two meetings": lambda data: compared(data, Comparison(ONE, Selection(meetings=("igf2024",)))),
    "two groups": lambda data: compared(data, of_groups("Day 2"), ask="Ask " * 20),
    "a group and all": lambda data: compared(data, Comparison(of_groups().a, ONE)),
}
SYMBOLS = set("■□▨●")


@pytest.fixture(scope="module", params=DECKS.values(), ids=DECKS)
def deck(request, shipped):
    return Presentation(io.BytesIO(to_pptx(request.param(shipped))))


def of_every_group(shipped):
    """Briefings of every day on which a session has somebody of a group, for each group."""
    for group in STAKEHOLDER_GROUPS:
        selection = replace(ONE, groups=(group,))
        for day in sorted(set(select(shipped, selection).sessions["day"].astype(str)) - {DAY_UNKNOWN}):
            yield briefing_about(shipped, selection, day)


def test_every_thought_takes_one_slide(shipped):
    """In PowerPoint with the widest typeface, and in the browser: of each day, the meeting, each group, and comparisons."""
    for made in (
        *(briefing_about(shipped, ONE, f"Day {day}", ask="More children.") for day in range(5)),
        briefing_about(shipped, ONE),
        *of_every_group(shipped),
        compared(shipped, of_groups("Day 2"), ask="More."),
        compared(shipped, of_groups(), ask="More."),
        compared(shipped, Comparison(ONE, Selection(meetings=("igf2024",)))),
    ):
        told = [native.shapes.title.text_frame.text for native in native_deck(made).slides]
        assert len(told) == 1 + len(made.slides) and not any("(1 of" in title for title in told), told
        assert {slide.key: len(parts) for slide in made.slides if len(parts := parts_of(slide)) > 1} == {}


def test_heads_of_a_matrix_take_one_line_for_the_name_and_one_for_its_number(shipped):
    made = briefing_about(shipped, ONE, "Day 3")
    at = [slide.key for slide in made.slides].index("topics")
    deck = Presentation(io.BytesIO(to_pptx(made)))
    table = next(shape.table for shape in deck.slides[1 + at].shapes if shape.has_table)
    heads = [[paragraph.text for paragraph in cell.text_frame.paragraphs] for cell in table.rows[0].cells]
    assert heads[1:] == [[f"Day {day}", f"n\u00a0=\u00a0{n}"] for day, n in enumerate((3, 2, 5, 4))]
    for cell, column in zip(table.rows[0].cells, table.columns, strict=True):
        assert all(n_lines(p.text, 16, inches(column.width) - 0.2, is_bold=True) == 1 for p in cell.text_frame.paragraphs)


def test_a_table_gives_way_in_its_long_texts_and_never_in_a_room():
    below = "15 min at the same time as " * 4
    rows = tuple(
        (f"{9 + at}:00–{10 + at}:30", f"{'A title of many words ' * 6}{at}\n○ WS #{at} · {below}", "Workshop Room 4 on the first floor", "Delegate 1")
        for at in range(5)
    )  # fmt: skip
    table = TextTable(("Time", "Session", "Room", "Who goes"), rows, (2.2, 5.1, 2.6, 2.4), "Plan.")
    (part,) = table_parts(table, 4.6)
    (screen,) = parts_of(Slide("programme", "Plan", "A plan.", table, "sessions"))
    for shown in (part.body, screen.slide.body):
        assert [(row[0], row[2], row[3]) for row in shown.rows] == [(row[0], row[2], row[3]) for row in rows]
        titles = [row[1].partition("\n")[0] for row in shown.rows]
        assert all(title.startswith("A title of many words") and title.endswith("…") for title in titles)


def test_only_the_rows_that_do_not_fit_give_way():
    """A row with a title on one line takes 0.68 in, on two 0.98: of 5.13 in, seven rows have one line to spare. A title that it shows whole has it."""
    titles = [" ".join(["Children and the digital world"] * n) for n in (8, 8, 5, 5, 1, 1, 1)]
    rows = tuple((f"{at}", f"{title}\n○ WS #{at}") for at, title in enumerate(titles))
    (part,) = table_parts(TextTable(("Day", "Session"), rows, (1, 5), "Plan."), 5.5)
    shown = [row[1].partition("\n")[0] for row in part.body.rows]
    assert [text.endswith("…") for text in shown] == [True, True, True, False, False, False, False]
    assert shown[3:] == titles[3:]


def test_many_rows_lose_no_word_to_save_a_slide():
    rows = tuple((f"{at}", f"{'Children and the digital world ' * 5}{at}\n○ WS #{at}") for at in range(20))
    parts = table_parts(TextTable(("Day", "Session"), rows, (1, 5), "Plan."), 4.6)
    assert [row for part in parts for row in part.body.rows] == list(rows)


def test_few_rows_are_large_and_fill_the_slide():
    """Two rows: 24 points, 1.3 inches each; seven rows share what 5 inches leave below the head and above the footer."""
    (two,) = table_parts(TextTable(("Time", "Session"), (("09:00", "One"), ("10:00", "Two")), (1, 3), "Plan."), 5.0)
    assert (two.size, two.heights[1:]) == (24, (1.3, 1.3))
    (seven,) = table_parts(TextTable(("Time", "Session"), (("09:00", "One"),) * 7, (1, 3), "Plan."), 5.0)
    assert seven.size == 24 and sum(seven.heights) == pytest.approx(5.0 - 0.12)
    long = "Three lines of words " * 12
    (many,) = table_parts(TextTable(("Time", "Session"), (("09:00", long),) * 3, (1, 3), "Plan."), 5.0)
    assert many.size == 20  # in 24 points each would take four lines


def test_dots_are_read_from_the_last_row(shipped):
    """26 points beside words of 20: four in ten of it is a dot's width, 0.15 inches at least."""
    for about, key in (("Day 2", "topics"), ("Day 2", "missing")):
        made = briefing_about(shipped, ONE, about)
        native = Presentation(io.BytesIO(to_pptx(made))).slides[1 + [slide.key for slide in made.slides].index(key)]
        table = next(shape.table for shape in native.shapes if shape.has_table)
        runs = [run for row in table.rows for cell in row.cells for p in cell.text_frame.paragraphs for run in p.runs]
        dots = {(run.font.size.pt, run.font.name) for run in runs if set(run.text) <= {"●", " "}}
        assert dots == {(26, "Segoe UI Symbol")}, key


def test_few_sessions_have_large_squares_and_their_legend_at_the_side(shipped):
    for about, at_side in (("Day 0", True), ("Day 1", True), ("Day 2", False)):
        native = Presentation(io.BytesIO(to_pptx(briefing_about(shipped, ONE, about)))).slides[1]
        table = next(shape for shape in native.shapes if shape.has_table)
        legend = next(shape for shape in native.shapes if "Legend" in shape.name)
        assert (inches(legend.left) > inches(table.left + table.width)) == at_side
        cells = [cell.text_frame.paragraphs[0] for row in table.table.rows for cell in row.cells]
        squares = {run.font.size.pt for paragraph in cells for run in paragraph.runs if run.text in "■□▨"}
        assert (min(squares) > 55) == at_side
        told = [paragraph.text for paragraph in legend.text_frame.paragraphs]
        assert told[0].startswith("■ on the pillar") and (len(told) > 4 or not at_side)


def test_dates_stand_over_all_days_or_only_over_the_one_in_question(shipped):
    heads = {}
    for about in ("Day 2", "meeting"):
        deck = Presentation(io.BytesIO(to_pptx(briefing_about(shipped, ONE, about))))
        table = next(shape.table for shape in deck.slides[1].shapes if shape.has_table)
        heads[about] = [cell.text for cell in table.rows[1].cells if cell.text]
    assert heads["Day 2"] == ["n = 3", "n = 2", "Wed 25 June · n = 5"]
    assert heads["meeting"] == ["n = 3", "n = 2", "n = 5", "n = 4", "n = 5"]


def test_a_short_last_word_of_a_headline_stands_on_no_line_alone(shipped):
    deck = Presentation(io.BytesIO(to_pptx(briefing_about(shipped, ONE, "Day 2"))))
    told = [native.shapes.title.text_frame.text for native in deck.slides]
    assert "No one from government spoke in two of five child-related sessions\u00a0on\u00a0Day\u00a02." in told


def test_a_title_that_is_cut_keeps_its_closing_mark_and_what_stands_below_its_whole_parts():
    below = "○ WS #7 · 15 min at the same time as WS #8"
    rows = [(f"“{'Children and the digital world ' * 4}{at}”\n{below}", "in") for at in range(6)]
    (part,) = table_parts(TextTable(("From", "How"), tuple(rows), (2, 1), "Links."), 4.6)
    for shown, how in part.body.rows:
        title, _, second = shown.partition("\n")
        assert title.startswith("“Children and the digital world") and title.endswith("…”") and how == "in"
        assert second in (below, "○ WS #7")


def inches(length):
    return Emu(length).inches


def test_shapes_lie_on_the_slide_and_not_on_each_other(deck):
    for slide in deck.slides:
        boxes = [
            (s.name, inches(s.left), inches(s.top), inches(s.left + s.width), inches(s.top + s.height)) for s in slide.shapes
        ]
        for at, (name, left, top, right, bottom) in enumerate(boxes):
            assert left >= 0 and top >= 0 and right <= 13.34 and bottom <= 7.51, (slide.shapes.title.text_frame.text, name)
            for other, *box in boxes[at + 1 :]:
                gap = max(left - box[2], box[0] - right, top - box[3], box[1] - bottom)
                assert gap >= -0.02, (slide.shapes.title.text_frame.text, name, other)


def test_no_word_of_a_table_is_broken_and_no_row_is_higher_than_its_place(deck):
    for slide in deck.slides:
        for shape in slide.shapes:
            if not shape.has_table:
                continue
            columns, rows = list(shape.table.columns), list(shape.table.rows)
            assert len(rows) <= 8
            for row in rows:
                for at, cell in enumerate(row.cells):
                    if cell.is_spanned or set(cell.text) <= SYMBOLS:
                        continue
                    wide = sum(inches(column.width) for column in columns[at : at + max(1, cell.span_width)])
                    room, high = wide - inches(cell.margin_left) - inches(cell.margin_right), 0.0
                    for paragraph in cell.text_frame.paragraphs:
                        for run in paragraph.runs:
                            size, is_bold = run.font.size.pt, bool(run.font.bold)
                            for word in run.text.split():
                                assert text_width(word, size, is_bold=is_bold) <= room + 0.01, (
                                    slide.shapes.title.text_frame.text,
                                    word,
                                )
                            high += n_lines(run.text, size, room, is_bold=is_bold) * size * LINE_HEIGHT / 72
                    assert high <= inches(row.height) + 0.02, (slide.shapes.title.text_frame.text, cell.text)


def test_titles_take_two_lines_at_28_points_and_no_text_but_the_footer_is_under_16(deck):
    for slide in list(deck.slides)[1:]:
        title = slide.shapes.title
        (run,) = title.text_frame.paragraphs[0].runs
        assert run.font.size.pt == 28
        assert n_lines(run.text, 28, inches(title.width), is_bold=True) <= 2
        for shape in slide.shapes:
            if shape.has_table:
                sizes = {
                    run.font.size.pt
                    for row in shape.table.rows for cell in row.cells for p in cell.text_frame.paragraphs for run in p.runs
                    if not set(run.text) <= SYMBOLS
                }  # fmt: skip
                assert min(sizes) >= 16, (run.text, sizes)
