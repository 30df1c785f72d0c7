"""A piece that the server adds is missing: one line in the log, and the dashboard comes up plain."""

import urllib.request

import pytest
from dashboard_page import charts, click, dialog, main, mark, visit
from playwright.sync_api import expect

from tests.servers import OPTIONS, ROOT, STREAMLIT, serve

PIECES = {
    "PromptMessages": "prompt messages",
    "ProtectiveHeaders": "protective headers",
    "CompressedScripts": "compressed scripts",
    "CompressedFile": "charts that are changed in place",
    "draw_with": "charts that are changed in place",
}
"""Name in ``pages.shared.server.serving`` → what the log calls it."""

LAUNCHER = """
import sys
sys.path.insert(0, {root!r})
import streamlit as st
from starlette.middleware import Middleware
from pages.shared.server import serving

def broken(*_, **__):
    raise RuntimeError("taken away by a test")

def middleware(piece, *rest, **options):
    return broken() if piece.__name__ == {name!r} else Middleware(piece, *rest, **options)

if {name!r} in ("PromptMessages", "ProtectiveHeaders", "CompressedScripts"):
    serving.Middleware = middleware
else:
    serving.{name} = broken
app = st.App({root!r} + "/dashboard.py", **serving.options())
"""


@pytest.mark.parametrize("name", PIECES)
def test_without_a_piece_the_dashboard_comes_up_plain(new_page, tmp_path, name):
    launcher = tmp_path / "launcher.py"
    launcher.write_text(LAUNCHER.format(root=str(ROOT), name=name), encoding="utf-8")
    environment = {"IGF_WORKSPACE": str(tmp_path / "workspace")}
    with serve([*STREAMLIT, str(launcher), *OPTIONS], environment=environment) as server:
        with urllib.request.urlopen(server.url) as answer:
            assert answer.status == 200
            assert ("content-security-policy" in answer.headers) == (name != "ProtectiveHeaders")
        page = new_page()
        try:
            visit(page, f"{server.url}/?meeting=igf2025&status=held")
            expect(main(page)).to_contain_text("Sessions on each rights pillar")
            # in place: by the package's own component; plain: by Streamlit
            assert page.locator(".stBidiComponent").count() == (0 if name in ("CompressedFile", "draw_with") else 5)
            click(mark(charts(page).first, {"day": "Day 2", "pillar": "protection"}))
            expect(dialog(page)).to_contain_text("Day 2 · Protection")
        finally:
            page.close()  # or the server would wait for it, and it would complain that the server is gone
        said = server.log.read_text(encoding="utf-8")
        assert f"The dashboard is served without {PIECES[name]}: taken away by a test" in said
