"""What `make lint` cannot say of the plan: measures touch no clock, file or session state, names stand once, the picture is true."""

import ast
import re
from collections import Counter
from graphlib import TopologicalSorter
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


PAGES = [ROOT / "dashboard.py", *sorted((ROOT / "pages").rglob("*.py"))]


def state_keys(source: str) -> set[str]:
    """Keys under which a module keeps something in the session, as far as it writes them out; a name of a constant stands for its value."""
    tree = ast.parse(source)
    constants: dict[str, str] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign):
            names, values = (
                [part.elts if isinstance(part, ast.Tuple) else [part]][0] for part in (node.targets[0], node.value)
            )
            for name, value in zip(names, values, strict=False):
                if isinstance(name, ast.Name) and isinstance(value, ast.Constant):
                    constants[name.id] = str(value.value)
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and is_state(node.value):
            found.append(node.slice)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and is_state(node.func.value):
            found += node.args[:1]
        elif isinstance(node, ast.Compare) and is_state(node.comparators[0]):
            found.append(node.left)
    return {constants.get(ast.unparse(key), getattr(key, "value", "")) for key in found} - {""}


def is_state(node: ast.AST) -> bool:
    """Whether an expression is the state of the session."""
    return ast.unparse(node) in ("st.session_state", "state")


def touches_address(source: str) -> bool:
    """Whether a module reads or writes the address itself."""
    return any(isinstance(node, ast.Attribute) and node.attr == "query_params" for node in ast.walk(ast.parse(source)))


def test_one_module_touches_the_address():
    assert [path.name for path in PAGES if touches_address(path.read_text(encoding="utf-8"))] == ["page_address.py"]


def test_what_the_session_keeps_of_the_filter_is_touched_by_the_filter_alone():
    sources = {path.name: path.read_text(encoding="utf-8") for path in PAGES}
    own = state_keys(sources.pop("filter.py"))
    assert {"selection", "compared_with", "written_address", "filter_notices", "filter_chosen"} <= own
    shared = {name: keys & own for name, source in sources.items() if (keys := state_keys(source)) & own}
    assert shared == {}
    constants = {
        alias.name
        for source in sources.values()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.module == "pages.shared.filter"
        for alias in node.names
        if alias.name.isupper()
    }
    assert constants == set(), "a name of a key would let others in"


def test_the_reader_of_the_session_sees_every_form():
    source = """KEY, OTHER = "a", "b"
st.session_state[KEY] = 1
state = st.session_state
state.get(OTHER), state.pop("c", None), "d" in st.session_state
link(query_params=[])"""
    assert state_keys(source) == {"a", "b", "c", "d"}
    assert not touches_address(source)
    assert touches_address("x = st.query_params.get('a')")


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


@pytest.mark.parametrize("package", ["igfdata", "pages"])
def test_no_files_import_each_other_in_a_circle(package):
    """Imports inside functions included; ``static_order`` raises CycleError with the circle."""
    graph = grimp.build_graph(package, cache_dir=None)
    uses = {module: graph.find_modules_directly_imported_by(module) - {module} for module in graph.modules}
    assert len(list(TopologicalSorter(uses).static_order())) == len(uses) > 60


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


@pytest.mark.parametrize("folder", ["igfdata", "pages/shared"])
def test_every_room_is_in_the_plan(folder):
    rooms = {path.name + "/" * path.is_dir() for path in (ROOT / folder).iterdir() if not path.name.startswith("__")}
    first_column = {
        name
        for row in re.findall(r"^\| (`.*?) \|", PLAN.read_text(encoding="utf-8"), re.M)
        for name in re.findall(r"`(.*?)`", row)
    }
    assert {name for name in rooms if name.endswith((".py", "/"))} - first_column == set()


if __name__ == "__main__":
    text = PLAN.read_text(encoding="utf-8")
    start = text.index("```mermaid")
    PLAN.write_text(text[:start] + drawn() + text[text.index("```", start + 3) + 3 :], encoding="utf-8")
