"""A workspace as a folder: sound data, and the same state when it comes back."""

import csv

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from programme_samples import imported, make_shipped, session, with_a_row_in_each_file
from sqlalchemy import select
from test_codes import decide, save

from igfdata.cli.main import main
from igfdata.dataset import load
from igfdata.importers import read
from igfdata.workspace import Meeting, StoreIsNewer, Workspace
from igfdata.workspace.store_tables import METADATA

HOSTILE = '=HYPERLINK("x"), "quoted"; ünï\r\nline\rtwo 子 <b>'


@pytest.fixture(scope="module")
def base(tiny_frames):
    return with_a_row_in_each_file(make_shipped(tiny_frames))


def state(workspace):
    with workspace.reading() as connection:
        return {
            name: sorted(map(tuple, connection.execute(select(table))), key=repr) for name, table in METADATA.tables.items()
        }


@pytest.fixture
def full(workspace):
    workspace.import_version(
        Meeting("igf2026"), imported(1, session(2, title=HOSTILE.replace("\r\n", " ").replace("\r", " "))), "h1"
    )
    texts = [("uid1", "description", HOSTILE)]
    workspace.import_version(Meeting("igf2026"), imported(1, 3, people=[("uid1", "speaker", "Youth", "")], texts=texts), "h2")
    first = save(workspace, ["provision"], note=HOSTILE)
    save(workspace, ["protection", "provision"], first)
    decide(workspace, ["provision"], reason=HOSTILE)
    workspace.remember_mapping(["Title"], {"Title": "title"})
    return workspace


def test_the_command_accepts_the_folder_and_it_holds_what_the_pages_show(full, tmp_path, capsys):
    folder = full.export_folder(tmp_path / "out")
    assert main(["check", str(folder)]) == 0
    assert "2 meetings, 4 sessions" in capsys.readouterr().out
    read, shown = load(folder), full.dataset()
    assert sorted(read.sessions["session_id"]) == sorted(shown.sessions["session_id"])
    assert len(read.session_pillars) == len(shown.session_pillars)


def test_the_folder_comes_back_to_the_same_state(full, tmp_path, opened):
    folder = full.export_folder(tmp_path / "out")
    other = opened(tmp_path / "other.sqlite")
    counts = other.import_folder(folder)
    assert counts["versions"] == 2 and counts["codings"] == 2
    assert state(other) == state(full)
    again = other.export_folder(tmp_path / "again")
    files = sorted(path.relative_to(folder) for path in folder.rglob("*.csv"))
    assert len(files) > 15
    assert [(folder / path).read_bytes() for path in files] == [(again / path).read_bytes() for path in files]
    other.undo_to(1)
    assert other.save_codes("igf2026-uid1", "JD", "pillar", ["unclear"], evidence="title", expected_revision=0) > full.revision


def test_a_workspace_that_holds_something_is_replaced_only_when_told(full, tmp_path):
    folder = full.export_folder(tmp_path / "out")
    before = state(full)
    full.set_setting("later", "x")
    with pytest.raises(ValueError, match="not empty"):
        full.import_folder(folder)
    assert full.setting("later") == "x"
    revision = full.revision
    full.import_folder(folder, replace=True)
    after = state(full)
    assert {name: rows for name, rows in after.items() if name != "store"} == {n: r for n, r in before.items() if n != "store"}
    assert full.revision > revision  # caches must notice


def test_a_folder_with_something_in_it_is_not_written_over(sqlite, tmp_path):
    (tmp_path / "out").mkdir()
    sqlite.export_folder(tmp_path / "out")
    with pytest.raises(FileExistsError, match="not empty"):
        sqlite.export_folder(tmp_path / "out")
    assert not list(tmp_path.glob(".export-*"))


def edit(path, change):
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.reader(file))
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(change(rows))


@pytest.mark.parametrize(
    ("name", "change", "error", "said"),
    [
        ("codings", lambda rows: [rows[0][1:], *rows[1:]], ValueError, "codings.csv"),
        ("codings", lambda rows: [*rows, rows[1]], ValueError, "do not match each other"),
        ("codings", lambda rows: [rows[0], ["x", *rows[1][1:]]], ValueError, "codings.csv"),
        ("versions", lambda rows: rows[:1], ValueError, "do not match each other"),
        ("version_sessions", lambda rows: [rows[0], *([*row[:8], "3.11.", *row[9:]] for row in rows[1:])], ValueError, "date"),
        ("store", lambda rows: [rows[0], ["1", "99", "1"]], StoreIsNewer, "newer"),
        ("store", lambda rows: [rows[0], ["1", "0", "1"]], ValueError, "version 0 found"),
        ("store", lambda rows: [rows[0], ["1", "2", "1"]], ValueError, "codings.csv: not an exported table"),
        ("store", lambda rows: [], ValueError, "store.csv"),
    ],
)
def test_a_folder_that_was_changed_leaves_the_workspace_as_it_was(sqlite, tmp_path, opened, name, change, error, said):
    sqlite.import_version(Meeting("igf2026"), imported(1), "h1")
    save(sqlite, ["provision"])
    folder = sqlite.export_folder(tmp_path / "out")
    before = state(sqlite)
    edit(folder / "workspace" / f"{name}.csv", change)
    with pytest.raises(error, match=said):
        sqlite.import_folder(folder, replace=True)
    assert state(sqlite) == before


def test_a_folder_that_is_none(sqlite, tmp_path):
    with pytest.raises(ValueError, match="not an exported table"):
        sqlite.import_folder(tmp_path / "nowhere")


FORMULAS = ("=HYPERLINK(1)", "+1+1 children", "-2+3", "@SUM(1+1)", '"=1"', "'=1", "''-1")


def test_no_cell_of_an_exported_folder_is_a_formula_and_all_read_back(sqlite, tmp_path):
    sessions = [session(number, title=text, room=text) for number, text in enumerate(FORMULAS, 1)]
    sqlite.import_version(Meeting("igf2026"), imported(*sessions), "h1")
    folder = sqlite.export_folder(tmp_path / "out")
    cells = []
    for path in folder.rglob("*.csv"):
        with path.open(newline="", encoding="utf-8") as file:
            cells += [cell for row in csv.reader(file) for cell in row]
    assert not [cell for cell in cells if cell.lstrip(' "\t\r\n').startswith(("=", "+", "-", "@"))]
    assert "'=HYPERLINK(1)" in cells
    assert "'''-1" in cells
    kept = load(folder).sessions
    assert sorted(kept.loc[kept["meeting_id"] == "igf2026", "title"]) == sorted(FORMULAS)
    table = read((folder / "sessions.csv").read_bytes(), filename="sessions.csv", timezone="Europe/Oslo").sessions
    for column in ("title", "room"):
        assert set(FORMULAS) <= set(table[column])


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    text=st.one_of(st.text(max_size=40), st.text("=+-@'\" \t\r\n1a", max_size=8)),
    note=st.one_of(st.text(max_size=40), st.text("=+-@'\" \t\r\n1a", max_size=8)),
    codes=st.lists(st.sampled_from(["protection", "provision", "participation"]), unique=True),
)
def test_whatever_people_write_comes_back(tmp_path_factory, base, text, note, codes):
    folder = tmp_path_factory.mktemp("round")
    with Workspace.open(folder / "a", shipped=base) as one, Workspace.open(folder / "b", shipped=base) as other:
        one.save_codes("igf2025-ws-1", "MK", "pillar", codes, evidence="title", expected_revision=0, note=note)
        one.set_setting("text", text)
        other.import_folder(one.export_folder(folder / "out"))
        assert state(other) == state(one)
        assert load(folder / "out").session_pillars.equals(one.dataset().session_pillars)
