"""The one HTML file: complete, small enough, and without effect of any text."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from briefing_samples import CANARIES, LONG, briefing, every_kind, hostile, points, programme, slide, topics

from igfdata.briefing.model import Cell, Chart, Matrix, Points, TextTable
from igfdata.briefing.render.deck_page import policy, to_html
from igfdata.briefing.render.line_breaks import lines_of
from igfdata.briefing.render.markup import cells, link
from igfdata.briefing.render.pagination import SIZES, column_shares, name_share, pages_of, parts_of


class Elements(HTMLParser):
    """Names and attributes of every element, and the text outside scripts."""

    def __init__(self, page):
        super().__init__()
        self.found, self.text, self.open = [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        self.open = tag

    def handle_endtag(self, tag):
        self.open = ""

    def handle_data(self, data):
        if self.open not in ("script", "style"):
            self.text.append(data)

    def of(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


@pytest.fixture(scope="module")
def page():
    return to_html(briefing())


@pytest.fixture(scope="module")
def elements(page):
    return Elements(page.decode("utf-8"))


def test_the_file_is_small_enough_to_send(page):
    assert len(page) < 400_000


def test_nothing_is_loaded_from_elsewhere(elements):
    assert not {tag for tag, _ in elements.found} & {"link", "img", "iframe", "object", "embed", "base"}
    assert not [attributes for _, attributes in elements.found if "src" in attributes]
    (rules,) = [meta["content"] for meta in elements.of("meta") if meta.get("http-equiv") == "Content-Security-Policy"]
    assert rules.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-inline" not in rules.split("style-src")[0]


def test_the_marks_are_those_of_the_slides(elements, page):
    shown = [part.slide.body for one in every_kind() for part in parts_of(one)]
    charts = [body for body in shown if isinstance(body, Chart)]
    lists = [attributes for attributes in elements.of("ul") if attributes.get("class") == "bars"]
    assert [attributes["aria-label"] for attributes in lists] == [chart.alt for chart in charts]
    widths = [attributes["style"].split(";")[0] for attributes in elements.of("i") if "width:" in attributes.get("style", "")]
    assert len(widths) == sum(len(chart.categories) * len(chart.series) for chart in charts)
    assert widths[:3] == ["width:24.7%", "width:49.3%", "width:24.7%"]  # Day 0: 1, 2 and 1 of 3, of 74% of the row


def test_each_slide_says_its_finding_denominator_selection_and_sources(elements):
    text = "".join(elements.text)
    for one in every_kind():
        assert one.title in text
        assert f"Based on: {one.denominator}" in text
        assert all(note in text for note in one.notes)
    assert (
        "Sources: dig.watch · Sessions of IGF 2025 that are about or partly about children's rights, held; adjudicated codes · Data of 2 July 2025"
        in text
    )
    assert briefing().left_out[0] in text
    assert len(elements.of("h1")) == len(elements.of("section"))


def test_only_web_addresses_are_links(elements):
    outside = [a for a in elements.of("a") if not a["href"].startswith("#")]
    assert {a["href"] for a in outside} == {"https://dig.watch/event/igf2025"}
    assert all(a["target"] == "_blank" and "noopener" in a["rel"] for a in outside)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc", "//host", "http://[bad", "https:", "JAVASCRIPT:x"]
)
def test_other_addresses_stay_text(address):
    assert link(address) == f'<span dir="auto">{address}</span>'


def test_hostile_texts_make_no_element_of_their_own():
    harmless, harmful = Elements(to_html(briefing()).decode()), Elements(to_html(hostile()).decode())
    assert {tag for tag, _ in harmful.found} <= {tag for tag, _ in harmless.found}
    assert len(harmful.of("script")) == len(harmless.of("script"))
    assert not [name for _, attributes in harmful.found for name in attributes if name.startswith("on")]
    assert {a["href"].split(":")[0] for a in harmful.of("a") if not a["href"].startswith("#")} == {"https"}
    text = "".join(harmful.text)
    assert all(canary.replace("\u202e", "") in text for canary in CANARIES)


def test_half_characters_and_control_characters_do_not_stop_it():
    odd = "a\x00b\x1b\ud800\ufffe"
    page = to_html(briefing(slide("k", programme(1, title=odd), odd), slide("g", replace(topics(1), rows=(odd,)))))
    assert page.decode("utf-8")


def test_the_policy_names_each_script_by_its_hash():
    assert "'sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE='" in policy("x")
    assert policy("a", "b").count("sha256-") == 2


@pytest.mark.parametrize("n", [1, 6, 25, 60, 200])
def test_long_tables_go_on_on_further_slides_and_lose_no_row(n):
    whole = slide("programme", programme(n), LONG)
    parts = parts_of(whole)
    rows = [row for part in parts for row in part.slide.body.rows]
    assert [(*row[:2], *row[3:]) for row in rows] == [(*row[:2], *row[3:]) for row in whole.body.rows]
    for row, given in zip(rows, whole.body.rows, strict=True):  # a title gives way where the table then takes one slide
        assert row[2] == given[2] or (len(parts) == 1 and given[2].startswith(row[2].removesuffix("…")))
    assert [part.key for part in parts][:2] == ["programme", "programme-2"][: len(parts)]
    assert sum(len(part.slide.body.marked) for part in parts) == len(whole.body.marked)
    assert [part.slide.title for part in parts] == [
        f"{LONG} ({at} of {len(parts)})" if len(parts) > 1 else LONG for at in range(1, len(parts) + 1)
    ]
    assert min(part.size for part in parts) >= SIZES[-1] == 24
    assert all(len(part.slide.body.rows) <= 7 for part in parts)


def test_long_lists_and_grids_go_on_too():
    whole = points(40, 5)
    parts = [part.slide.body for part in parts_of(slide("points", whole))]
    assert len(parts) > 1
    assert [text for part in parts for text in part.items] == list(whole.items)
    assert [text for part in parts for text in part.own] == list(whole.own)
    grids = [part.slide.body for part in parts_of(slide("topics", topics(40)))]
    assert [row for grid in grids for row in grid.rows] == list(topics(40).rows)
    assert [row for grid in grids for row in grid.cells] == list(topics(40).cells)


@pytest.mark.parametrize(
    "body", [TextTable(("a", "b"), (), (1, 1), ""), TextTable((), (), (), ""), Points(()), Matrix((), (), (), ""), None]
)
def test_what_is_empty_is_one_slide(body):
    assert len(parts_of(slide("k", body))) == 1
    assert to_html(briefing(slide("k", body)))


def test_no_slides_say_so():
    text = "".join(Elements(to_html(replace(briefing(), slides=())).decode()).text)
    assert "Nothing to show" in text


def test_columns_are_wide_enough_for_their_longest_word():
    table = TextTable(("Time", "Session"), (("09:00–10:30", "x"),), (1, 20), "")
    first, second = column_shares(table, size=20, width=1000)
    assert first == pytest.approx((11 * 0.56 + 1.1) * 20 / 1000)
    assert first + second == pytest.approx(1)


def test_pages_are_about_equally_full():
    assert pages_of([10.0] * 6, 50) == [range(3), range(3, 6)]
    assert pages_of([10.0, 90.0, 10.0], 50) == [range(1), range(1, 2), range(2, 3)]
    assert pages_of([], 50) == [range(0)]


def test_long_words_break():
    assert lines_of("a" * 25, 10) == 3


def test_a_source_named_in_a_note_is_listed_once():
    page = to_html(
        briefing(slide("k", None, notes=("Source: https://example.org/a",), sources=("https://example.org/a",)))
    ).decode()
    assert page.count("https://example.org/a<") == 1


def test_names_of_a_matrix_keep_to_one_line_where_the_cells_can_give_way():
    """51 letters of 0.6 of 24 pixels, and 1.2 of them: 763 of 1192 pixels; five columns leave them 0.475."""
    names = ("Algorithms and recommender systems (not seen again)",) * 7
    assert name_share(names, 3, 24) == pytest.approx((51 * 0.6 + 1.2) * 24 / 1192, abs=0.01)
    assert name_share(names, 5, 24) == pytest.approx(1 - 5 * 0.105)
    assert name_share(("a",), 3, 24) == 0.22
    grid = Matrix(names, ("Day 0 · n = 1", "Day 1 · n = 1", "Day 2 · n = 3"), ((Cell("● ●"),) * 3,) * 7, "Topics.")
    (part,) = parts_of(slide("topics", grid, "18 topics are new on Day 2.", evidence="Two lines of evidence. " * 6))
    assert part.size == 26


def test_few_rows_are_large_and_many_are_not():
    two = TextTable(("Time", "Session"), (("09:00", "One"), ("10:00", "Two")), (1, 3), "Plan.")
    assert [part.size for part in parts_of(slide("k", two, "A plan."))] == [32]
    long = replace(two, rows=(("09:00", "Three lines of words " * 9),) * 3)
    assert [part.size for part in parts_of(slide("k", long, "A plan."))] == [26]


def test_heads_of_a_narrow_matrix_get_smaller_before_a_word_breaks():
    def head(*columns):
        grid = Matrix(("row",), columns, (tuple(Cell("1") for _ in columns),), "alt")
        return cells(grid, 26)

    # six columns of 13 hundredths: 13 letters need 14.3
    assert head(*["A · Participation"] * 6).count("font-size:0.84em") == 6
    assert ">Day 2<small>n\u00a0=\u00a05</small></th>" in head("Day 2 · n = 5")
    assert "font-size" not in head(*["Day 1"] * 6) and "font-size" not in head("Participation", "Protection")
