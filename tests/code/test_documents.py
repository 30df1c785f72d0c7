"""Documents lead where they say; workflows call `make` and nothing else; forms and templates are whole."""

import re
from pathlib import Path

import pytest
import yaml

from tests.links import documents, links

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
GITHUB = ROOT / ".github"
WORKFLOWS = sorted(GITHUB.glob("workflows/*.yml"))
FORMS = sorted(path for path in GITHUB.glob("ISSUE_TEMPLATE/*.yml") if path.name != "config.yml")
PLACEHOLDERS = {"pages/N_Title.py"}


def read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def headings(path):
    """The anchors of a document, as GitHub makes them of its headings."""
    titles = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_document_is_looked_at():
    names = {path.relative_to(ROOT).as_posix() for path in documents()}
    assert {"README.md", "docs/architecture.md", "data/README.md", ".github/CONTRIBUTING.md"} <= names


def test_links_within_the_repository_lead_somewhere():
    local = [(path, link) for path in documents() for link in links(path.read_text(encoding="utf-8")) if "://" not in link]
    assert local
    assert [f"{path.name}: {link}" for path, link in local if not (path.parent / link.partition("#")[0]).exists()] == []
    marked = [(path, *link.partition("#")[::2]) for path, link in local if "#" in link]
    assert [
        f"{path.name}: {name}" for path, file, name in marked if name not in headings(path.parent / file if file else path)
    ] == []


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_and_targets_that_a_document_names_are_there(path):
    text = path.read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:docs|data|tests|igfdata|pages|\.github)/[\w./-]*\w)`", text)) - PLACEHOLDERS
    assert [name for name in named if not (ROOT / name).exists() and not list(ROOT.glob(f"{name}*"))] == []
    blocks = "\n".join(re.findall(r"^```\w*\n(.*?)^```", text, flags=re.DOTALL | re.MULTILINE))
    targets = re.findall(r"`make ([a-z][a-z-]*)", text) + re.findall(r"^make ([a-z][a-z-]*)", blocks, flags=re.MULTILINE)
    assert [target for target in targets if not re.search(rf"^{target}:", MAKEFILE, flags=re.MULTILINE)] == []


def test_links_in_code_blocks_are_none():
    assert list(links("[a](b.md)\n```\n[c](d.md)\n```\n")) == ["b.md"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_calls_make_and_nothing_else(path):
    for job in read(path)["jobs"].values():
        steps = job["steps"]
        commands = [step["run"] for step in steps if "run" in step]
        assert len(commands) == 1
        (target,) = re.fullmatch(r"make (.+)", commands[0]).groups()
        targets = job["strategy"]["matrix"]["target"] if target == "${{ matrix.target }}" else [target]
        assert [name for name in targets if not re.search(rf"^{name}:", MAKEFILE, flags=re.MULTILINE)] == []
        assert {step["uses"].split("@")[0] for step in steps if "uses" in step} == {"actions/checkout", "actions/setup-python"}
        assert job["timeout-minutes"] <= 60
    assert read(path)["permissions"] == {"contents": "read"}


def test_what_runs_when():
    workflows = {path.stem: read(path) for path in WORKFLOWS}
    assert set(workflows) == {"quick", "everything", "weekly"}
    assert workflows["quick"][True] == ["push", "pull_request"]  # YAML reads the key `on` as true
    assert workflows["everything"][True] == {"push": {"branches": ["main"]}}
    assert workflows["everything"]["jobs"]["test"]["strategy"]["matrix"]["python"] == ["3.11", "3.x"]
    assert set(workflows["weekly"]["jobs"]["check"]["strategy"]["matrix"]["target"]) == {"upgrade-check", "audit", "links"}


def test_there_is_a_form_for_each_kind_of_error_of_the_data():
    assert [read(path)["name"] for path in FORMS] == ["A file is not read", "A label is wrong", "A session is missing"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_is_whole(path):
    form = read(path)
    assert form["description"] and form["labels"]
    ids = [field["id"] for field in form["body"]]
    assert len(ids) == len(set(ids)) >= 4
    assert {field["type"] for field in form["body"]} <= {"input", "textarea", "dropdown"}
    assert all(field["attributes"]["label"] for field in form["body"])
    assert sum(field.get("validations", {}).get("required", False) for field in form["body"]) >= 3
