"""Who may import whom: files → tables → selection → measures → charts and briefing → pages."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "igfdata").rglob("*.py"))

LAYERS = [
    {"vocabulary"},
    {"code_rules", "contacts", "csv_text", "files", "intervals", "lengths", "memory", "wording"},
    {"schema"},
    {"validation"},
    {"dataset", "counting"},
    {"selection"},
    {"igfdata"},  # the package's own front door: Dataset, Selection, load, select
    {"measures"},
    {"delegation"},
    {"charts", "briefing", "coding", "importers", "workspace"},
    {"__main__"},
]
RANK = {part: rank for rank, parts in enumerate(LAYERS) for part in parts}
MEASURES_MAY_USE = {"vocabulary", "counting", "dataset", "intervals", "lengths", "memory", "selection", "measures"}
NOT_IN_MEASURES = {"datetime", "time", "os", "pathlib", "io", "sqlite3", "sqlalchemy", "random", "streamlit", "plotly"}


def part_of(path: Path) -> str:
    """First component below igfdata: ``measures`` of igfdata/measures/coverage.py; the package itself: ``igfdata``."""
    parts = path.relative_to(ROOT / "igfdata").with_suffix("").parts
    return "igfdata" if parts == ("__init__",) else parts[0]


def imports(source: str, package: tuple[str, ...] = ("igfdata",)) -> Iterator[tuple[str, ...]]:
    """Dotted paths that a source imports, wherever in the file; ``from a import b`` gives a.b."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = (*base, *(node.module.split(".") if node.module else ()))
            yield from ((*module, alias.name) for alias in node.names)


def imported_parts(source: str, package: tuple[str, ...] = ("igfdata",)) -> set[str]:
    """Parts of igfdata that a source imports; a name of the front door counts as ``igfdata``."""
    own = [path for path in imports(source, package) if path[0] == "igfdata"]
    return {path[1] if len(path) > 1 and path[1] in RANK else "igfdata" for path in own}


def package_of(path: Path) -> tuple[str, ...]:
    return path.relative_to(ROOT).parent.parts


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_the_data_layer_knows_nothing_of_the_dashboard(path):
    roots = {parts[0] for parts in imports(path.read_text(encoding="utf-8"), package_of(path))}
    assert not roots & {"streamlit", "pages", "dashboard"}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_imports_go_one_way(path):
    part = part_of(path)
    assert part in RANK, f"{part} has no place in LAYERS: say between which layers it stands"
    upward = {other for other in imported_parts(path.read_text(encoding="utf-8"), package_of(path)) if RANK[other] > RANK[part]}
    assert not upward, f"{part} imports {upward}, which stand above it"


@pytest.mark.parametrize("path", [path for path in FILES if part_of(path) == "measures"], ids=name)
def test_measures_are_frames_in_frames_out(path):
    source = path.read_text(encoding="utf-8")
    assert imported_parts(source, package_of(path)) <= MEASURES_MAY_USE
    assert not {parts[0] for parts in imports(source, package_of(path))} & NOT_IN_MEASURES, "no clock, file or session state"
    called = {
        node.func.id for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"open", "load", "print", "input"}


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("from igfdata import vocabulary as v", {"vocabulary"}),
        ("from igfdata import load", {"igfdata"}),
        ("import igfdata.measures.coverage", {"measures"}),
        ("def f():\n    from igfdata.charts.pillars import bar", {"charts"}),
        ("from . import dataset", {"dataset"}),
        ("from .charts import theme", {"charts"}),
        ("import pandas", set()),
    ],
)
def test_the_reader_of_imports_sees_every_form(source, parts):
    assert imported_parts(source) == parts


def test_a_relative_import_from_a_sub_package_is_seen():
    assert imported_parts("from ..charts import theme", ("igfdata", "measures")) == {"charts"}
    assert imported_parts("from .intervals import wilson", ("igfdata", "measures")) == {"measures"}
    assert set(imports("import streamlit as st")) == {("streamlit",)}


def test_all_files_are_looked_at():
    assert {"vocabulary", "schema", "validation", "dataset", "selection", "measures", "__main__"} <= set(map(part_of, FILES))
