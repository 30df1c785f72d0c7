"""Pieces that the server adds are missing: one line each in the log, and the dashboard comes up plain."""

import urllib.request

import pytest
from dashboard_page import charts, click, dialog, main, mark, sidebar, visit
from playwright.sync_api import expect

from pages.shared.server.private_parts import STATIC
from tests.servers import OPTIONS, ROOT, STREAMLIT, serve

PIECES = {
    "_one_pool": "memory that stays small",
    "PromptMessages": "prompt messages",
    "ProtectiveHeaders": "protective headers",
    "CompressedScripts": "compressed scripts",
    "CompressedFile": "charts that are changed in place",
    "draw_with": "charts that are changed in place",
    "_get_ready": "data that are read before the first visit",
}
"""Name in ``pages.shared.server.serving`` → what the log calls it."""
TAKEN = [
    ("_one_pool", "PromptMessages", "CompressedScripts", "draw_with"),
    ("ProtectiveHeaders", "CompressedFile", "_get_ready"),
]
"""Each piece once; what one server lacks, the other has: none fails with another."""

SCRIPT = next((STATIC / "static/js").glob("BidiComponent.*.js")).name

LAUNCHER = """
import sys
sys.path.insert(0, {root!r})
import streamlit as st
from starlette.middleware import Middleware
from pages.shared.server import serving

def broken(*_, **__):
    raise RuntimeError("taken away by a test")

def middleware(piece, *rest, **options):
    return broken() if piece.__name__ in {names!r} else Middleware(piece, *rest, **options)

serving.Middleware = middleware
for name in {names!r}:
    if name in ("_one_pool", "CompressedFile", "draw_with", "_get_ready"):
        setattr(serving, name, broken)
app = st.App({root!r} + "/dashboard.py", **serving.options())
"""


def test_each_piece_is_taken_away_once():
    assert sorted(name for names in TAKEN for name in names) == sorted(PIECES)


@pytest.mark.parametrize("names", TAKEN, ids="+".join)
def test_without_some_pieces_the_dashboard_comes_up_plain(new_page, tmp_path, names):
    launcher = tmp_path / "launcher.py"
    launcher.write_text(LAUNCHER.format(root=str(ROOT), names=names), encoding="utf-8")
    environment = {"IGF_WORKSPACE": str(tmp_path / "workspace")}
    with serve([*STREAMLIT, str(launcher), *OPTIONS], environment=environment) as server:
        request = urllib.request.Request(f"{server.url}/static/js/{SCRIPT}", headers={"Accept-Encoding": "br"})
        with urllib.request.urlopen(server.url) as answer, urllib.request.urlopen(request) as script:
            assert (answer.status, script.status) == (200, 200)
            assert ("content-security-policy" in answer.headers) == ("ProtectiveHeaders" not in names)
            assert (script.headers["content-encoding"] == "br") == ("CompressedScripts" not in names)
        page = new_page()
        try:
            visit(page, f"{server.url}/?meeting=igf2025&status=held")
            expect(main(page)).to_contain_text("one square each, in order of time")
            # in place: by the package's own component; plain: by Streamlit
            is_plain = bool({"CompressedFile", "draw_with"} & set(names))
            assert page.locator(".stBidiComponent").count() == (0 if is_plain else 6)
            assert sidebar(page).get_by_test_id("stPageLink").count() == (8 if is_plain else 0)
            click(mark(charts(page).first, {"day": "Day 2", "pillar": "protection"}))
            expect(dialog(page)).to_contain_text("Day 2 · Protection")
        finally:
            page.goto("about:blank")  # or the server would wait for it, and it would complain that the server is gone
        said = server.log.read_text(encoding="utf-8")
        told = {piece for piece in PIECES.values() if f"The dashboard is served without {piece}: taken away by a test" in said}
        assert told == {PIECES[name] for name in names}
