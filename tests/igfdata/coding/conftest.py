import pytest
from sheets import CODER, IDS, sheet_of

from igfdata.workspace import Workspace


@pytest.fixture(scope="module")
def frames(tiny_frames):
    given = [
        {"session_id": IDS[0], "title": "=1+1", "day": 1, "code": "WS #1", "source_urls": "https://example.org/1;https://example.org/2"},
        {"session_id": IDS[1], "title": "@SUM(A1)"},
        {"session_id": IDS[2], "title": "Plain"},
    ]  # fmt: skip
    return tiny_frames(given, pillars={IDS[0]: "protection participation"}, topics={IDS[0]: "gaming privacy"})


@pytest.fixture
def workspace(tmp_path, frames):
    with Workspace.open(tmp_path / "store.sqlite", shipped=frames, now=lambda: "2026-11-22T12:00:00+00:00") as opened:
        yield opened


@pytest.fixture
def save(workspace):
    def one(session_id, dimension, codes, expected=0, *, coder=CODER, **more):
        about = {"evidence": "report", "codebook_version": "1.0", "expected_revision": expected, **more}
        return workspace.save_codes(session_id, coder, dimension, codes, **about)

    return one


@pytest.fixture
def written(workspace):
    """Writes the sheet of the coder from the present state of the workspace."""

    def write(**options):
        own = workspace.codings(coder=CODER)
        return sheet_of(workspace.dataset().sessions, own=own, **options)

    return write
