"""The file under a workspace is deleted, moved, replaced or restored while it is open; and two begin it at once."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import text

from igfdata.workspace import StoreUnavailable, Workspace


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "a folder"


@pytest.fixture
def workspace(folder, base):
    with Workspace.open(folder, shipped=base) as workspace:
        yield workspace


def saved(folder, base, name="place"):
    """What a program that starts now finds on disk."""
    with Workspace.open(folder, shipped=base) as fresh:
        return fresh.setting(name)


def test_a_deleted_file_takes_no_save_and_is_told(workspace, folder, base):
    workspace.set_setting("place", "1")
    file = folder / "workspace.sqlite"
    file.unlink()
    for act in (lambda: workspace.set_setting("place", "2"), lambda: workspace.setting("place"), lambda: workspace.revision):
        with pytest.raises(StoreUnavailable, match=r"workspace.sqlite is gone: it was moved or deleted"):
            act()
    assert not file.exists(), "an empty workspace in its place would look like a loss of all data"


def test_a_file_that_was_moved_away_goes_on_when_it_is_back(workspace, folder, base):
    workspace.set_setting("place", "1")
    file = folder / "workspace.sqlite"
    file.rename(folder / "elsewhere")
    with pytest.raises(StoreUnavailable, match="gone"):
        workspace.set_setting("place", "2")
    (folder / "elsewhere").rename(file)
    assert workspace.setting("place") == "1"
    workspace.set_setting("place", "3")
    assert saved(folder, base) == "3"


@pytest.mark.parametrize("way", ["copied over it", "put in its place"])
def test_a_restored_copy_is_read_and_written(workspace, folder, base, way):
    file, copy = folder / "workspace.sqlite", folder / "copy.sqlite"
    workspace.set_setting("place", "as copied")
    shutil.copyfile(file, copy)  # the file alone is whole: nothing is left in the log beside it
    workspace.set_setting("place", "after")
    workspace.set_setting("place", "after that")
    before = workspace.state
    if way == "copied over it":
        shutil.copyfile(copy, file)
    else:
        copy.rename(file)
    assert workspace.setting("place") == "as copied"
    assert workspace.state != before
    states = {workspace.state}
    workspace.set_setting("place", "another after")
    assert {workspace.state, before} & states == set(), "a cache would show what was there before the copy"
    assert workspace.state != before
    assert saved(folder, base) == "another after"


def test_a_file_that_is_replaced_by_something_else_is_told(workspace, folder):
    workspace.set_setting("place", "1")
    other = folder / "other"
    other.write_bytes(b"this is no database" * 100)
    other.rename(folder / "workspace.sqlite")
    for act in (lambda: workspace.setting("place"), lambda: workspace.set_setting("place", "2")):
        with pytest.raises(StoreUnavailable, match="not a SQLite database"):
            act()


@pytest.mark.parametrize("way", ["deleted", "replaced", "log deleted"])
def test_a_save_into_a_file_that_goes_meanwhile_is_not_confirmed(workspace, folder, base, way):
    workspace.set_setting("place", "1")
    file = folder / "workspace.sqlite"
    with pytest.raises(StoreUnavailable, match="deleted or replaced while this was saved"), workspace.writing() as transaction:
        transaction.next_id()
        transaction.execute(text("UPDATE settings SET value = '2'"))
        if way == "replaced":
            shutil.copyfile(file, folder / "copy")
            (folder / "copy").rename(file)
        else:
            (file if way == "deleted" else folder / "workspace.sqlite-wal").unlink()


def test_a_program_that_starts_after_the_file_is_deleted_begins_anew(workspace, folder, base):
    workspace.set_setting("place", "1")
    (folder / "workspace.sqlite").unlink()  # its log stays behind
    assert saved(folder, base) == ""


def open_at_once(folder, together, number, read_only):
    """Open a workspace at the same moment as others; what went wrong."""
    together.wait()
    try:
        with Workspace.open(folder, shipped={}, read_only=read_only) as workspace:
            if not read_only:
                workspace.set_setting(f"place {number}", "saved")
            return None if workspace.revision >= 0 else "no revision"
    except FileNotFoundError:
        return "not there"
    except StoreUnavailable as error:
        return None if "the file is not there" in str(error) and read_only else str(error)


@pytest.mark.parametrize("round_", range(5))
def test_the_first_visitors_open_one_workspace_at_once(folder, base, round_):
    """Writers all get in; a reader finds no workspace yet or a whole one, never half of one."""
    together = Barrier(8)
    with ThreadPoolExecutor(8) as pool:
        said = [pool.submit(open_at_once, folder, together, number, number % 2 == 1) for number in range(8)]
    assert [future.result() for future in said] == [None] * 8
    with Workspace.open(folder, shipped=base) as workspace:
        assert [workspace.setting(f"place {number}") for number in range(8)] == ["saved", ""] * 4
    assert sorted(path.name for path in folder.iterdir()) == ["workspace.sqlite"]


def open_in_process(folder, together, number, read_only, answer):
    answer.send(open_at_once(folder, together, number, read_only))


def test_programs_that_start_at_once_open_one_workspace(folder, base, processes):
    together, pipes = processes.Barrier(6), [processes.Pipe(duplex=False) for _ in range(6)]
    started = [
        processes.Process(target=open_in_process, args=(folder, together, number, number >= 3, child))
        for number, (_, child) in enumerate(pipes)
    ]
    for process in started:
        process.start()
    assert [parent.recv() for parent, _ in pipes] == [None] * 6
    for process in started:
        process.join()
    with Workspace.open(folder, shipped=base) as workspace:
        assert [workspace.setting(f"place {number}") for number in range(3)] == ["saved"] * 3
