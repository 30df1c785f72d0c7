"""``brief --update``: the figures of a deck that people have edited, and nothing else of it; also after LibreOffice."""

import io
import shutil
import subprocess
from dataclasses import replace

import pytest
from pptx import Presentation
from pptx.util import Inches

from igfdata.briefing.agenda import briefing_about
from igfdata.briefing.model import PRIVATE_NOTE, Briefing
from igfdata.briefing.my_deck.computing import slide_of
from igfdata.briefing.render.pptx.deck import to_pptx
from igfdata.briefing.render.pptx.deck_update import update_deck
from igfdata.briefing.render.pptx.shape_ids import read_id
from igfdata.cli.main import main
from igfdata.selection import Selection
from tests.igfdata.briefing.deck_data import computing, four_sessions

NAMES = ("chart/pillars?meeting=igf2025&split=day", "chart/pillars?meeting=igf2025&split=group", "chart/gaps?meeting=igf2025")


@pytest.fixture(scope="module")
def before(tiny):
    return four_sessions(tiny)


@pytest.fixture(scope="module")
def after(tiny):
    return four_sessions(tiny, later=True)


@pytest.fixture(scope="module")
def made(before):
    return deck_of(before, NAMES)


def deck_of(data, names):
    slides = tuple(slide_of(name, data) for name in names)
    start = briefing_about(data, Selection(meetings=("igf2025",)))
    return to_pptx(Briefing("Test", "", "", start.data_date, start.data_state, slides, "test"))


def opened(content):
    return Presentation(io.BytesIO(content))


def written(deck):
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def body(native):
    return next(shape for shape in native.shapes if (found := read_id(shape.name)) and found.what == "body")


def labels(chart):
    return {
        series.name: ["".join(label.xpath(".//a:t/text()")) for label in series._element.xpath("c:dLbls/c:dLbl")]
        for series in chart.plots[0].series
    }


def test_the_same_data_change_nothing(made, before):
    updated = update_deck(made, computing(before))
    assert updated.content == made and not updated.changed and not updated.kept and not updated.missing
    assert updated.summary == "0 changes on 3 slides with figures; 1 other slide not touched."


def test_numbers_change_and_what_the_user_did_stays(made, after):
    deck = opened(made)
    squares, columns, gaps = (deck.slides[at] for at in (1, 2, 3))
    squares.shapes.title.text_frame.text = "Our own message"
    table = body(columns)
    table.left, table.width = Inches(3), Inches(6)
    body(gaps).left = Inches(1.25)
    run = body(gaps).table.cell(1, 1).text_frame.paragraphs[0].runs[0]
    run.font.italic = True
    own = deck.slides.add_slide(deck.slide_layouts[0])
    own.shapes.title.text_frame.text = "A slide of mine"
    updated = update_deck(written(deck), computing(after))
    new = opened(updated.content)
    assert [slide.shapes.title.text for slide in new.slides][1] == "Our own message"
    assert new.slides[4].shapes.title.text == "A slide of mine"
    squares, columns, gaps = (body(new.slides[at]) for at in (1, 2, 3))
    assert [squares.table.cell(row, 0).text for row in (3, 4, 5)] == [
        "Protection\n2 of 4 sessions", "Provision\n2 of 4 sessions", "Participation\n1 of 4 sessions"
    ]  # fmt: skip
    assert (columns.left, columns.width) == (Inches(3), Inches(6)) and gaps.left == Inches(1.25)
    # by group: civil society a, d; government a and now c; nobody from academia any more
    assert list(columns.chart.plots[0].categories) == ["Government", "Civil Society"]
    assert labels(columns.chart) == {"Protection": ["1/2", "1/2"], "Provision": ["1/2", "2/2"], "Participation": ["1/2", "0/2"]}
    assert list(columns.chart.plots[0].series[1].values) == [0.5, 1.0]
    assert gaps.table.cell(1, 1).text == "1/2" and gaps.table.cell(1, 1).text_frame.paragraphs[0].runs[0].font.italic
    assert "Slide 2, Rights pillars by day, headline: your words are kept." in updated.kept
    assert any("Protection: 3 of 4 sessions → 2 of 4 sessions" in line for line in updated.changed)
    assert updated.n_figures == 3 and updated.n_others == 2
    again = update_deck(updated.content, computing(after))
    assert not again.changed and again.content == updated.content


def test_private_notes_in_a_deck_stay(before, after):
    slide = slide_of(NAMES[0], before)
    noted = replace(slide, notes=(*slide.notes, f"{PRIVATE_NOTE}Ask Testperson"))
    start = briefing_about(before, Selection(meetings=("igf2025",)), "meeting")
    content = to_pptx(Briefing("Test", "", "", start.data_date, start.data_state, (noted,), "test"))
    updated = update_deck(content, computing(after))
    notes = opened(updated.content).slides[1].notes_slide.notes_text_frame.text
    assert "Private note: Ask Testperson" in notes and notes.count("Private note") == 1
    assert body(opened(updated.content).slides[1]).table.cell(3, 0).text == "Protection\n2 of 4 sessions"
    assert not update_deck(updated.content, computing(after)).kept


def test_an_edited_table_is_kept_whole(made, after):
    deck = opened(made)
    body(deck.slides[3]).table.cell(1, 1).text_frame.text = "see below"
    updated = update_deck(written(deck), computing(after))
    assert body(opened(updated.content).slides[3]).table.cell(1, 1).text == "see below"
    assert any("you changed its numbers or words, so it is kept" in line for line in updated.kept)


def test_what_cannot_be_found_is_told(made, tiny):
    gone = tiny([{"session_id": "x", "day": 1}])  # nobody has coded it, nobody is listed
    updated = update_deck(made, computing(gone))
    names = ("Slide 2, Rights pillars by day", "Slide 3, Rights pillars by group", "Slide 4, Missing groups by pillar")
    assert updated.missing == tuple(f"{name}: No session under this filter has a pillar." for name in names)
    assert updated.content == made


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html>", to_pptx.__doc__.encode()])
def test_what_is_no_deck_is_refused(content, before):
    with pytest.raises(ValueError, match="not a PowerPoint deck"):
        update_deck(content, computing(before))


def test_a_deck_cut_off_or_of_others_is_refused(made, before):
    with pytest.raises(ValueError, match="not a PowerPoint deck"):
        update_deck(made[: len(made) // 2], computing(before))
    other = Presentation()
    other.slides.add_slide(other.slide_layouts[0])
    with pytest.raises(ValueError, match="No shape of the deck names a figure"):
        update_deck(written(other), computing(before))


def test_the_command_refreshes_in_place_or_into_a_new_file(made, tmp_path, capsys):
    path, new = tmp_path / "deck.pptx", tmp_path / "new.pptx"
    path.write_bytes(made)
    assert main(["brief", "--update", str(path), "--out", str(new)]) == 0
    told = capsys.readouterr().out
    assert "Changed: Slide 2, Rights pillars by day" in told and "3 slides with figures" in told
    assert path.read_bytes() == made and new.read_bytes() != made
    assert main(["brief", "--update", str(path)]) == 0 and path.read_bytes() != made
    assert main(["brief", "--update", str(tmp_path / "none.pptx")]) == 1
    assert main(["brief", "--update", str(path), "--out", str(tmp_path / "x.html")]) == 2
    assert main(["brief", "--meeting", "igf2025"]) == 2
    assert "A briefing needs its file" in capsys.readouterr().err


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_deck_saved_by_libreoffice_is_refreshed(before, after, tmp_path):
    plain = ("slide/method?meeting=igf2025&brief=meeting", "slide/points?meeting=igf2025&brief=Day 4&ask=Listen")
    deck = opened(deck_of(before, [*NAMES, *plain]))
    deck.slides[2].shapes.title.text_frame.text = "Edited in LibreOffice"
    (tmp_path / "deck.pptx").write_bytes(written(deck))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pptx",
        "--outdir",
        str(tmp_path / "saved"),
        str(tmp_path / "deck.pptx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    saved = (tmp_path / "saved" / "deck.pptx").read_bytes()
    assert update_deck(saved, computing(before)).changed == ()
    updated = update_deck(saved, computing(after))
    new = opened(updated.content)
    assert body(new.slides[1]).table.cell(3, 0).text == "Protection\n2 of 4 sessions"
    assert labels(body(new.slides[2]).chart)["Provision"] == ["1/2", "2/2"]
    assert new.slides[2].shapes.title.text == "Edited in LibreOffice"
    assert (
        "the group of 5 known" in body(new.slides[4]).text_frame.text
        and body(new.slides[5]).text_frame.text == "Our ask\nListen"
    )
    assert (updated.n_figures, updated.missing) == (5, ())
