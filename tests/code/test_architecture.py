"""What `make lint` cannot say of the plan: measures touch no clock, file or session state, names stand once, the picture is true."""

import ast
from collections import Counter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[2]
MEASURES = sorted((ROOT / "igfdata/measures").glob("*.py"))
NOT_IN_MEASURES = {"datetime", "time", "os", "pathlib", "io", "sqlite3", "sqlalchemy", "random", "streamlit", "plotly"}
PLAN = ROOT / "docs/architecture.md"


def imported_roots(source: str) -> set[str]:
    """First parts of all modules that a source imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("path", MEASURES, ids=lambda path: path.stem)
def test_measures_are_frames_in_frames_out(path):
    source = path.read_text(encoding="utf-8")
    assert not imported_roots(source) & NOT_IN_MEASURES, "no clock, file or session state"
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    assert not {call.func.id for call in calls} & {"open", "load", "print", "input"}


def test_the_reader_of_imports_sees_every_form():
    source = "import os.path\ndef f():\n    from pandas import DataFrame\n    import streamlit as st"
    assert imported_roots(source) == {"os", "pandas", "streamlit"}


def doubles(paths: list[str]) -> set[str]:
    """File names that more than one folder has; ``model.py`` and what Python itself names may stand in many."""
    names = Counter(Path(path).name for path in paths)
    return {name for name, n in names.items() if n > 1} - {"model.py", "__init__.py", "__main__.py"}


def test_no_two_files_of_the_product_share_a_name():
    files = [str(path.relative_to(ROOT)) for folder in ("igfdata", "pages") for path in (ROOT / folder).rglob("*.py")]
    assert len(files) > 100
    assert doubles([*files, "dashboard.py"]) == set()


def test_doubles_are_seen_in_any_folder():
    files = ["igfdata/a/view.py", "pages/shared/view.py", "igfdata/a/model.py", "pages/model.py", "pages/text.py"]
    assert doubles(files) == {"view.py"}


def drawn() -> str:
    """Which room of the data layer imports which, as a Mermaid picture; what follows from other arrows is not drawn."""
    graph = grimp.build_graph("igfdata", cache_dir=None)
    rooms = sorted(name.split(".")[1] for name in graph.find_children("igfdata"))
    uses = {room: set[str]() for room in rooms}
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            ends = importer.split(".")[1:2], imported.split(".")[1:2]
            if all(ends) and ends[0] != ends[1]:
                uses[ends[0][0]].add(ends[1][0])

    def below(room: str) -> set[str]:
        return uses[room] | {far for near in uses[room] for far in below(near)}

    arrows = [
        f"    {room} --> {other}"
        for room in rooms
        for other in sorted(uses[room] - {far for near in uses[room] for far in below(near)})
    ]
    return "\n".join(["```mermaid", "flowchart TD", *arrows, "```"])


def test_the_plan_shows_the_house_as_it_stands():
    """To draw it anew: ``python -m tests.code.test_architecture``."""
    assert drawn() in PLAN.read_text(encoding="utf-8")


if __name__ == "__main__":
    text = PLAN.read_text(encoding="utf-8")
    start = text.index("```mermaid")
    PLAN.write_text(text[:start] + drawn() + text[text.index("```", start + 3) + 3 :], encoding="utf-8")
