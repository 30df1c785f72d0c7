"""Problems are tried on the small programmes and the database server of the tests of the workspace, and on the pages of the app."""

import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS / folder) for folder in ("faults", "igfdata/workspace", "pages")]

from postgres import find_programs  # noqa: E402
from programme_samples import make_shipped  # noqa: E402

from igfdata.workspace.location import SETTING  # noqa: E402
from pages.shared import data_source as store  # noqa: E402

PROGRAMS = find_programs()


def pytest_collection_modifyitems(items):
    if not PROGRAMS:
        items[:] = [item for item in items if "postgres_programs" not in getattr(item, "fixturenames", ())]


@pytest.fixture(scope="session")
def postgres_programs():
    """Folder of the programs of PostgreSQL; tests that need them are left out where there are none."""
    return PROGRAMS


@pytest.fixture(scope="session")
def base(tiny_frames):
    """Text frames of the data that the workspaces of these tests add to."""
    return make_shipped(tiny_frames)


@pytest.fixture
def use_workspace(monkeypatch):
    """Make the app of this process use the workspace at an address, and try one that failed again at once."""

    def use(address):
        monkeypatch.setenv(SETTING, str(address))
        monkeypatch.setattr(store, "RETRY_AFTER", 0)

    store._kept.clear()
    yield use
    store._kept.clear()
