"""One escape for each target, and no second one anywhere."""

import ast
from pathlib import Path

import pytest

from igfdata.escaping import for_csv, for_html, for_markdown, for_plotly, from_csv

ROOT = Path(__file__).resolve().parents[2]
SHOWN = [path for folder in ("igfdata", "pages") for path in (ROOT / folder).rglob("*.py")] + [ROOT / "dashboard.py"]


@pytest.mark.parametrize(
    ("escape", "text", "escaped"),
    [
        (for_markdown, "[a](b) #1 :x:", r"\[a\]\(b\) \#1 \:x\:"),
        (for_markdown, "www.a", "www\u2060\\.a"),
        (for_html, "\u202e<\"'>", "&lt;&quot;&#x27;&gt;"),
        (for_html, "a\u2066b\u2069 ü", "ab ü"),
        (for_plotly, "<a> & $1", "&lt;a&gt; &amp; &#36;1"),
        (for_csv, " =1", "' =1"),
        (for_csv, "1-2", "1-2"),
    ],
)
def test_each_target_has_its_own_rules(escape, text, escaped):
    assert escape(text) == escaped
    assert from_csv(for_csv(text)) == text


def test_nobody_else_escapes():
    assert len(SHOWN) > 100
    own = [path.name for path in SHOWN if path.name != "escaping.py" and escapes(path.read_text(encoding="utf-8"))]
    assert own == []


def escapes(source: str) -> bool:
    """Whether a source takes the escape of the standard library, or writes an entity into a text."""
    for node in ast.walk(ast.parse(source)):
        written = ast.unparse(node) if isinstance(node, (ast.ImportFrom, ast.Attribute, ast.Call)) else ""
        if written in ("from html import escape", "html.escape") or (".replace(" in written and "'&lt;'" in written):
            return True
    return False


@pytest.mark.parametrize("source", ["from html import escape", "import html\nhtml.escape(a)", "a.replace('<', '&lt;')"])
def test_the_reader_of_escapes_sees_them(source):
    assert escapes(source)
    assert not escapes("import re\nre.escape(a)\na.replace('<br>', ' ')")
