"""The commands versions, export and restore, and a workspace that cannot be used."""

import subprocess
import sys
from pathlib import Path

from import_calls import IGF2026, OSLO, n_versions
from programmes import SCHED_ICS, ics, vevent

from igfdata.cli.main import main


def test_versions_are_listed_and_undone(run, file, kept):
    assert run("versions", *IGF2026)[:2] == (0, "No version of igf2026 is kept.\n")
    run("import", file("all.ics", SCHED_ICS), *IGF2026, *OSLO)
    run("import", file("all2.ics", ics(vevent(1))), *IGF2026)
    status, out, _ = run("versions", *IGF2026)
    rows = [line.split()[:2] for line in out.splitlines()[1:]]
    assert (status, rows[0]) == (0, ["2", "active"])
    assert rows[1][0] == "1"
    status, out, _ = run("versions", *IGF2026, "--undo", "1")
    assert (status, "What changes: 1 added." in out) == (0, True)
    assert kept(lambda workspace: workspace.versions("igf2026")).set_index("id")["is_active"].to_dict() == {2: False, 1: True}
    status, _, err = run("versions", *IGF2026, "--undo", "7")
    assert (status, err) == (2, "--undo: 7 found; expected a version of igf2026: 2, 1\n")


def test_an_export_is_a_sound_data_folder(run, file, tmp_path, capsys, shipped_frames):
    run("import", file("all.ics", SCHED_ICS), *IGF2026, *OSLO)
    status, out, err = run("export", str(tmp_path / "out"))
    assert (status, out, err) == (0, f"{tmp_path / 'out'}\n", "")
    assert main(["check", str(tmp_path / "out")]) == 0
    n = len(shipped_frames["sessions"])
    assert f"6 meetings, {n + 2} sessions" in capsys.readouterr().out
    status, _, err = run("export", str(tmp_path / "out"))
    assert (status, "is not empty; expected a new folder" in err) == (2, True)


def test_an_export_without_a_workspace_is_not_taken_for_a_backup(run, store, tmp_path):
    status, out, err = run("export", str(tmp_path / "out"))
    assert (status, out, store.exists()) == (0, f"{tmp_path / 'out'}\n", False)
    assert err == (
        f"No workspace at {store}: the folder has the shipped data alone. To name another, use --workspace or IGF_WORKSPACE.\n"
    )


def test_a_folder_is_restored_where_nothing_is_lost_or_where_that_is_said(run, file, kept, tmp_path):
    run("import", file("all.ics", SCHED_ICS), *IGF2026, *OSLO)
    folder = str(tmp_path / "out")
    run("export", folder)
    run("import", file("all.ics", ics(vevent(1))), *IGF2026)
    assert kept(n_versions) == 2
    status, _, err = run("restore", folder)
    assert status == 2
    assert err == "replace: the workspace is not empty, and what it holds would be lost\nAdd --replace.\n"
    assert kept(n_versions) == 2
    status, out, _ = run("restore", folder, "--replace")
    assert status == 0
    assert f"of {folder} restored into " in out
    assert kept(n_versions) == 1


def test_what_is_no_exported_folder_is_not_restored(run, file, kept, tmp_path):
    run("import", file("all.ics", SCHED_ICS), *IGF2026, *OSLO)
    (tmp_path / "empty").mkdir()
    status, out, err = run("restore", str(tmp_path / "empty"), "--replace")
    assert (status, out) == (1, "")
    assert "workspace/store.csv: not an exported table" in err
    assert kept(n_versions) == 1


def test_a_workspace_that_cannot_be_used(file, tmp_path, capsys):
    (tmp_path / "other.sqlite").write_text(
        "no database at all, but a text that is long enough to be looked at", encoding="utf-8"
    )
    call = ["import", file("all.ics", SCHED_ICS), *IGF2026, *OSLO, "--workspace", str(tmp_path / "other.sqlite")]
    assert main(call) == 1
    assert "cannot be used" in capsys.readouterr().err


def test_other_commands_do_not_wait_for_the_database_library():
    others = ("check", "summary", "findings", "agreement", "brief", "codebook")
    program = f"import sys, igfdata.cli.main as m; m.parser({others}); print({{'sqlalchemy', 'lxml', 'http.client'}} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3]
    )
    assert done.stdout == "set()\n"
