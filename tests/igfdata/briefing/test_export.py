"""The one door to all files, and the command for cron."""

import datetime as dt
import io
import os
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from icalendar import Calendar
from pptx import Presentation

from igfdata import Selection, select
from igfdata.briefing.agenda import briefing_about
from igfdata.briefing.export import ENDINGS, MEDIA_TYPES, OF_SLIDES, check_ending, export, file_name
from igfdata.briefing.model import Briefing
from igfdata.briefing.render.deck_page import to_html
from igfdata.cli.main import main
from igfdata.dataset import SHIPPED
from igfdata.files import write_file
from igfdata.measures.delegates import Delegation

ROOT = Path(__file__).resolve().parents[3]
IGF2025 = Selection(meetings=("igf2025",))
DAY_2 = Selection(meetings=("igf2025",), days=("Day 2",))
BEGINNINGS = {".pptx": b"PK", ".html": b"<!", ".xlsx": b"PK", ".ics": b"BEGIN:VCALENDAR"}


def made(file_stem="igf2025-day-2-2026-11-22"):
    return Briefing(
        "IGF 2025, Day 2", "Sessions.", "meeting=igf2025", dt.date(2026, 11, 22), "Data of 22 November 2026.", (), file_stem
    )


@pytest.fixture
def brief(capsys):
    """Runs the command: status, what it printed, and what it said was wrong."""

    def call(*options):
        status = main(["brief", *map(str, options)])
        return status, *capsys.readouterr()

    return call


def test_every_ending_has_a_description_and_a_media_type():
    assert set(ENDINGS) == set(MEDIA_TYPES) == set(BEGINNINGS)


@pytest.mark.parametrize("ending", ENDINGS)
def test_each_ending_gives_its_kind_of_file(shipped, ending):
    assert export(made(), ending, dataset=shipped, selection=DAY_2).startswith(BEGINNINGS[ending])
    assert export(made(), ending.upper(), dataset=shipped, selection=DAY_2).startswith(BEGINNINGS[ending])


@pytest.mark.parametrize("ending", ENDINGS)
def test_only_files_of_slides_need_slides(shipped, ending):
    if ending in OF_SLIDES:
        with pytest.raises(ValueError, match="needs a briefing"):
            export(None, ending, dataset=shipped, selection=DAY_2)
    else:
        assert export(None, ending, dataset=shipped, selection=DAY_2)


@pytest.mark.parametrize("ending", ["", ".pdf", "pptx", ".pptx "])
def test_an_unknown_ending_is_refused_with_the_known_ones(shipped, ending):
    with pytest.raises(ValueError, match=r"possible: \.pptx .*\.html .*\.xlsx .*\.ics"):
        check_ending(ending)
    with pytest.raises(ValueError, match="possible"):
        export(made(), ending, dataset=shipped, selection=DAY_2)


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("igf2025-day-2-2026-11-22", "igf2025-day-2-2026-11-22.pptx"),
        ("../../etc/passwd", "etc-passwd.pptx"),
        ("day 2: a/b\\c\x00", "day-2-a-b-c.pptx"),
        ("", "briefing.pptx"),
    ],
)
def test_file_names_hold_no_sign_that_a_system_refuses(stem, name):
    assert file_name(made(stem), ".pptx") == name


def test_a_day_as_slides_from_a_shell_is_what_the_page_makes(shipped, tmp_path):
    out = tmp_path / "day2.pptx"
    options = ["--meeting", "igf2025", "--day", "2", "--out", str(out), "--delegates", "3", "--point", "Ask the host."]
    call = [sys.executable, "-m", "igfdata", "brief", *options]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == str(out)
    expected = briefing_about(shipped, IGF2025, "Day 2", delegation=Delegation(3), own_points=("Ask the host.",))
    assert done.stdout.splitlines()[1:] == [f"Skipped: {note}" for note in expected.left_out]
    deck = Presentation(out)
    titles = [native.shapes.title.text_frame.text.replace("\xa0", " ") for native in deck.slides]
    first_parts = list(dict.fromkeys(re.sub(r" \(\d of \d\)$", "", title) for title in titles))
    assert first_parts == [expected.title, *(slide.title for slide in expected.slides)]
    tables = [shape.table for native in deck.slides for shape in native.shapes if shape.has_table]
    assert ["Our point", "Ask the host."] in [[cell.text for cell in row.cells] for table in tables for row in table.rows]
    assert list(tmp_path.iterdir()) == [out]


def test_a_whole_meeting_without_a_day(shipped, tmp_path, brief):
    out = tmp_path / "meeting.pptx"
    status, _, wrong = brief("--meeting", "igf2024", "--out", out)
    assert (status, wrong) == (0, "")
    expected = briefing_about(shipped, Selection(meetings=("igf2024",)))
    assert Presentation(out).slides[0].shapes.title.text_frame.text == expected.title


def test_html_by_the_command_is_what_the_page_makes(shipped, tmp_path, brief):
    out = tmp_path / "day2.html"
    status, _, wrong = brief("--meeting", "igf2025", "--day", "2", "--out", out)
    assert (status, wrong) == (0, "")
    assert out.read_bytes() == to_html(briefing_about(shipped, IGF2025, "Day 2"))


def test_a_workbook_by_the_command(shipped, tmp_path, brief):
    out = tmp_path / "day2.xlsx"
    status, printed, wrong = brief("--meeting", "igf2025", "--day", "2", "--out", out)
    assert (status, wrong, printed) == (0, "", f"{out}\n")
    assert out.read_bytes() == export(None, ".xlsx", dataset=shipped, selection=DAY_2)
    assert openpyxl.load_workbook(io.BytesIO(out.read_bytes()))["Sessions"].max_row == 1 + len(select(shipped, DAY_2).sessions)


def test_a_calendar_by_the_command_names_whom_it_leaves_out(shipped, tmp_path, brief):
    out = tmp_path / "day2.ICS"
    status, printed, wrong = brief("--meeting", "igf2025", "--day", "2", "--out", out)
    assert (status, wrong) == (0, "")
    assert "Skipped: WS #203: Protecting Children from Online Sexual Exploitation (no source states a time)" in printed
    assert (
        len(Calendar.from_ical(out.read_bytes()).walk("VEVENT")) == select(shipped, DAY_2).sessions["starts_at"].notna().sum()
    )


def test_filters_count_in_every_file(tmp_path, capsys):
    out = tmp_path / "few.xlsx"
    assert main(["brief", "--meeting", "igf2025", "--group", "Government", "--status", "held", "--out", str(out)]) == 0
    method = openpyxl.load_workbook(out)["Method"]
    assert "with Government" in method["B2"].value
    assert "group=government" in method["B3"].value


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ["--meeting", "igf2025", "--out", "day2.pdf"],
            "'day2.pdf' found; expected a file that ends in .pptx or .html or .xlsx or .ics",
        ),
        (
            ["--meeting", "igf2025", "--out", "day2"],
            "'day2' found; expected a file that ends in .pptx or .html or .xlsx or .ics",
        ),
        (["--meeting", "igf2025", "--out", "no/such/folder/a.pptx"], "does not exist"),
        (["--meeting", "igf2025", "--out", "a.pptx", "--delegates", "0"], "expected a whole number from 1 to 20"),
        (["--meeting", "igf1999", "--out", "a.pptx"], "igf1999"),
    ],
)
def test_a_call_at_problem_stops_with_status_2(tmp_path, monkeypatch, capsys, options, message):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as stop:
        main(["brief", *options])
    assert stop.value.code == 2
    assert message in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "needs its meeting"),
        (["--meeting", "igf2024", "igf2025"], "about one meeting"),
        (["--meeting", "all"], "about one meeting"),
        (["--meeting", "igf2025", "--day", "1", "2"], "about one day"),
    ],
)
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_briefing_needs_one_meeting_and_at_most_one_day(tmp_path, capsys, options, message, ending):
    assert main(["brief", *options, "--out", str(tmp_path / f"a{ending}")]) == 2
    output = capsys.readouterr()
    assert message in output.err
    assert output.out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path):
    path = tmp_path / "a.pptx"
    write_file(path, b"old")
    with pytest.raises(TypeError):
        write_file(path, "not bytes")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_written_file_can_be_read_by_others_as_far_as_the_system_allows(tmp_path):
    (tmp_path / "plain").write_bytes(b"")
    write_file(tmp_path / "a.ics", b"x")
    assert (tmp_path / "a.ics").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_the_other_commands_load_none_of_the_libraries_for_files():
    heavy = "pptx", "xlsxwriter", "icalendar", "plotly", "igfdata.briefing.agenda"
    others = "summary", "findings", "check", "brief", "sheet", "import"
    script = (
        f"import sys, igfdata.cli.main as m; m.parser({others}); print([name for name in {heavy!r} if name in sys.modules])"
    )
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.strip() == "[]"


def test_a_folder_of_data_can_be_given(tmp_path, capsys):
    out = tmp_path / "a.ics"
    assert main(["brief", "--meeting", "igf2025", "--day", "4", "--data", str(SHIPPED), "--out", str(out)]) == 0
    assert capsys.readouterr().out.startswith(str(out))
