"""What is written down for people and programs that cite, install or read: the same versions, licences and columns everywhere."""

import csv
import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

from igfdata.data_package import FILE, as_text, data_package
from igfdata.dataset import SHIPPED
from igfdata.findings.passport import citation_of_data
from igfdata.schema import TABLES

ROOT = Path(__file__).parents[2]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
CHANGELOG = (ROOT / "docs/CHANGELOG.md").read_text(encoding="utf-8")
CODE = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def newest_change():
    with (SHIPPED / "data_changes.csv").open(encoding="utf-8", newline="") as file:
        return max(csv.DictReader(file), key=lambda row: int(row["version"]))


def entries(section):
    """Version and day of each entry of a section of the changelog, the newest first."""
    text = CHANGELOG.split(f"## {section}\n", 1)[1].split("\n## ")[0]
    return re.findall(r"^### (\S+) · (\d{4}-\d\d-\d\d)$", text, flags=re.MULTILINE)


def test_the_version_of_the_code_is_one():
    inner = tomllib.loads((ROOT / "igfdata/pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {CODE["version"], inner["version"], CITATION["version"], entries("Code")[0][0]} == {CODE["version"]}
    assert str(CITATION["date-released"]) == entries("Code")[0][1]


def test_the_version_of_the_data_is_one():
    newest = newest_change()
    (data,) = CITATION["references"]
    package = json.loads((SHIPPED / FILE).read_text(encoding="utf-8"))
    stated = {
        "data/data_changes.csv": (newest["version"], newest["date"]),
        "CITATION.cff": (data["version"], str(data["date-released"])),
        "docs/CHANGELOG.md": entries("Data")[0],
        "data/datapackage.json, by python -m igfdata.data_package data": (package["version"], package["created"][:10]),
    }
    assert stated == dict.fromkeys(stated, (newest["version"], newest["date"]))
    with (SHIPPED / "data_changes.csv").open(encoding="utf-8", newline="") as file:
        log = {(row["version"], row["date"]) for row in csv.DictReader(file)}
    assert set(entries("Data")) == log


def test_nobody_is_named_but_the_maintainers():
    authors = [*CITATION["authors"], *CITATION["references"][0]["authors"]]
    assert authors == [{"name": "The maintainers of the children's-rights dashboard"}] * 2


def test_the_licences_are_the_same_everywhere(shipped):
    assert (CITATION["license"], CITATION["references"][0]["license"]) == ("MIT", "CC-BY-4.0")
    assert CODE["license"] == "MIT AND CC-BY-4.0"
    assert all((ROOT / path).is_file() for path in CODE["license-files"])
    assert json.loads((SHIPPED / FILE).read_text(encoding="utf-8"))["licenses"][0]["name"] == "CC-BY-4.0"
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    assert "Attribution 4.0" in (SHIPPED / "LICENSE.md").read_text(encoding="utf-8")
    assert "CC BY 4.0" in citation_of_data(shipped)


def test_how_to_cite_the_data_names_their_version(shipped):
    text = citation_of_data(shipped)
    assert text.startswith("The maintainers of the children's-rights dashboard. “Children's rights at the IGF”. Data of ")
    assert f"(version {newest_change()['version']})" in text


def test_the_data_package_is_that_of_the_schema():
    """To write it: ``python -m igfdata.data_package data``."""
    assert (SHIPPED / FILE).read_text(encoding="utf-8") == as_text(data_package(SHIPPED))


def test_the_data_package_names_every_file_and_column():
    package = json.loads((SHIPPED / FILE).read_text(encoding="utf-8"))
    found = {resource["path"]: [field["name"] for field in resource["schema"]["fields"]] for resource in package["resources"]}
    headers = {path.name: path.read_text(encoding="utf-8").splitlines()[0].split(",") for path in SHIPPED.glob("*.csv")}
    assert found == headers


@pytest.fixture
def small(tmp_path):
    """A folder of two small tables, written by hand."""
    (tmp_path / "meetings.csv").write_text("meeting_id,year\nigf2025,2025\n", encoding="utf-8")
    (tmp_path / "sessions.csv").write_text("session_id,meeting_id,start,status,sdgs,date\n", encoding="utf-8")
    return tmp_path


def test_types_are_those_that_every_reader_of_data_packages_knows():
    """A type that one does not know makes it refuse the whole package, as frictionless 5 does with `list`."""
    package = json.loads((SHIPPED / FILE).read_text(encoding="utf-8"))
    types = {field["type"] for resource in package["resources"] for field in resource["schema"]["fields"]}
    assert types == {"string", "integer", "number", "date"}


def test_a_column_is_described_as_programs_need_it(small):
    package = data_package(small)
    assert [resource["name"] for resource in package["resources"]] == ["meetings", "sessions"]
    assert "version" not in package
    schema = package["resources"][1]["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    assert fields["date"]["type"] == "date"
    assert (fields["sdgs"]["type"], "separate several with semicolons" in fields["sdgs"]["description"]) == ("string", True)
    assert fields["start"]["type"] == "string"
    assert re.fullmatch(fields["start"]["constraints"]["pattern"], "25:30")
    assert fields["status"]["constraints"] == {"required": True, "enum": ["held", "on_programme", "proposed"]}
    assert schema["primaryKey"] == ["session_id"]
    assert schema["foreignKeys"] == [
        {"fields": ["meeting_id"], "reference": {"resource": "meetings", "fields": ["meeting_id"]}}
    ]


def test_a_key_that_may_be_empty_is_no_primary_key():
    package = data_package(SHIPPED)
    schema = next(one["schema"] for one in package["resources"] if one["name"] == "codebook_changes")
    assert TABLES["codebook_changes"].key == ("version", "topic")
    assert "primaryKey" not in schema
    assert schema["uniqueKeys"] == [["version", "topic"]]
