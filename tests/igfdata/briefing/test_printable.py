"""The printable page: what stands on it, and what is counted instead."""

import re

import pytest
from briefing_samples import LONG, briefing, pillars, points, programme, slide

from igfdata import Selection
from igfdata.briefing.agenda import briefing_about
from igfdata.briefing.model import ComparedRow, ComparedSquares, Statement, Statements
from igfdata.briefing.render.deck_page import asset
from igfdata.briefing.render.printed_page import findings_of, to_print_html


def day(n, **changes):
    return briefing(
        slide("balance", None, "No balance"), slide("programme", programme(n, **changes), "A clash"), slide("points", points())
    )


def rows_of(page):
    return page.split("<tbody", 1)[1].count("<tr") if "<tbody" in page else 0


@pytest.mark.parametrize(("paper", "size"), [("A4", "size: A4"), ("letter", "size: letter")])
def test_the_paper_is_asked_for(paper, size):
    assert size in to_print_html(day(3), paper=paper).decode()


def test_other_paper_is_refused():
    with pytest.raises(ValueError, match="'A3'; possible: A4, letter"):
        to_print_html(day(3), paper="A3")


@pytest.mark.parametrize("n", [0, 1, 12, 25, 60, 200])
def test_every_session_is_shown_or_counted(n):
    page = to_print_html(day(n)).decode()
    (more,) = re.findall(r'id="n-more">(\d+)<', page)
    assert rows_of(page) + int(more) == n
    assert ('id="more" hidden' in page) == (int(more) == 0)
    assert n <= 12 or rows_of(page) > 12


def test_few_sessions_stand_in_large_type_and_many_in_small():
    sizes = [float(re.search(r"--size: ([\d.]+)pt", to_print_html(day(n)).decode()).group(1)) for n in (2, 15, 60)]
    assert sizes[0] == 10.5
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == 8.5


def test_what_comes_first_is_marked():
    page = to_print_html(day(6)).decode()
    assert page.count('<tr role="row" class=marked>') == 2


def test_the_ask_stands_above_everything_and_lines_for_notes_below():
    page = to_print_html(
        briefing(slide("programme", programme(2)), slide("points", Statements("Ask for <rooms>", ())))
    ).decode()
    places = [page.index(text) for text in ("Our ask</b>", "Ask for &lt;rooms&gt;", "<table", "<h2>Notes</h2>")]
    assert places == sorted(places)
    assert "Our ask" not in to_print_html(day(2)).decode()


def test_three_findings_own_points_first():
    own, a, b = Statement("", "own", is_own=True), Statement("5 of 5", "a"), Statement("", "b")
    assert findings_of(briefing(slide("points", Statements("", (own, a, b, Statement("", "c")))))) == [own, a, b]
    without = briefing(slide("balance", points(), "one", evidence="1 of 1"), slide("programme", programme(2), "not this"))
    assert findings_of(without) == [Statement("", "one", "1 of 1")]


def test_selection_date_and_title_are_printed():
    page = to_print_html(day(3)).decode()
    assert "IGF 2025, Day 2" in page
    assert "Data of 2 July 2025." in page
    assert "sha256-" in page
    assert "@media print { .command { display: none; }" in page


def test_a_briefing_without_a_programme_says_so():
    assert "This briefing has no list of sessions" in to_print_html(briefing(slide("balance", None, "x"))).decode()


def test_texts_are_inert():
    page = to_print_html(day(3, title="<script>window.hurt = 1</script>")).decode()
    assert page.count("<script") == 1
    assert LONG not in page


def test_a_comparison_is_printed_with_both_numbers():
    rows = tuple(
        ComparedRow(name, totals, ((("on", "off", "away"),), (("on", "away", "off"),)), name == "Provision")
        for name, totals in (("Protection", ("1 of 2", "1 of 2")), ("Provision", ("2 of 2", "0 of 2")))
    )
    legend, names = (("on", "on the pillar"), ("off", "not on it")), ("Civil <society>", "Private sector")
    grid = ComparedSquares((("Day 2", "Wed 25 June", 3),), rows, names, legend, ("Chance.",), "Both.")
    said = Statements("", (Statement("A 2 of 2\nB 0 of 2", "Provision differs."),))
    page = to_print_html(briefing(slide("balance", grid), slide("points", said))).decode()
    assert [page.count(f'<i class="{state}"></i>') for state in ("on", "off", "away")] == [4 + 1, 4 + 1, 4]  # and the legend
    assert '<b class="total"><span>A </span>2 of 2</b>' in page and '<b class="total"><span>B </span>0 of 2</b>' in page
    assert "Civil &lt;society&gt;" in page and "Chance." not in page
    assert '<b class="of-both"><span>A 2 of 2</span><span>B 0 of 2</span></b>' in page


def test_squares_on_paper_have_the_colour_of_their_pillar(shipped):
    made = briefing_about(shipped, Selection(meetings=("igf2025",)), "Day 2")
    page, styles = to_print_html(made).decode(), asset("print.css")
    assert "--protection" not in styles  # so each square needs its own
    assert re.findall(r'class="pillar" style="--fill:([^"]+)"', page) == [
        "var(--protection, #0072B2)", "var(--provision, #E69F00)", "var(--participation, #009E73)"
    ]  # fmt: skip


def test_pillars_of_many_sessions_are_printed_as_numbers():
    page = to_print_html(
        briefing(slide("balance", pillars()), slide("programme", programme(2)), slide("points", points()))
    ).decode()
    table = page.split("</section>", 1)[1]  # behind the list of sessions
    assert table.count("<tr") == 6 and ">4/4</td>" in table and ">Participation</th>" in table
