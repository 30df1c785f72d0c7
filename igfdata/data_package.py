"""A data folder described for programs: a Data Package (frictionlessdata.io, version 2), from the declarations in ``schema.py``.

To write ``datapackage.json`` of a folder: ``python -m igfdata.data_package DIR``.
"""

import csv
import json
import sys
from pathlib import Path
from typing import Any

from igfdata.schema import PATTERNS, TABLES, Column, Kind, Table

FILE = "datapackage.json"
MAINTAINERS = "The maintainers of the children's-rights dashboard"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}

TYPES: dict[Kind, dict[str, str]] = {
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "date": {"type": "date"},
    "url": {"type": "string", "format": "uri"},
}
"""Kind of a value → type of the field; any other kind is a string. A time such as 25:30 is no time of the standard."""

PLAIN = ("text", "integer", "number", "date", "url")
"""Kinds whose form the type says already."""


def data_package(folder: Path) -> dict[str, Any]:
    """Describe the tables that a folder holds: files, columns, types, allowed values, keys and references."""
    headers = {name: _header(folder / table.file) for name, table in TABLES.items() if (folder / table.file).is_file()}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "childrens-rights-at-the-igf",
        "title": "Children and youth at the Internet Governance Forum",
        "description": "Sessions, groups of speakers and codes. README.md is the datasheet, LICENSE.md the licence.",
        **_newest_change(folder),
        "licenses": [LICENCE],
        "contributors": [{"title": MAINTAINERS, "roles": ["author"]}],
        "resources": [_resource(TABLES[name], header, headers) for name, header in headers.items()],
    }


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file), [])


def _newest_change(folder: Path) -> dict[str, str]:
    """Version of the data and its day, where the folder has a log."""
    path = folder / TABLES["data_changes"].file
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        changes = [row for row in csv.DictReader(file) if row["version"]]
    newest = max(changes, key=lambda row: int(row["version"]), default=None)
    return {"version": newest["version"], "created": f"{newest['date']}T00:00:00Z"} if newest else {}


def _resource(table: Table, header: list[str], present: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "path": table.file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": f"One row is {table.row_is}.",
        "schema": {
            "fields": [_field(column) for column in table.columns if column.name in header],
            "missingValues": [""],
            **_keys(table, present),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    described = {"name": column.name, "description": f"{column.description} Allowed: {column.allowed}."}
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.many:  # The standard has a type for it, `list`; its published schema and most programs do not know it yet.
        return {**described, "type": "string", **({"constraints": constraints} if constraints else {})}
    if column.choices:
        constraints["enum"] = list(column.choices)
    elif column.kind not in PLAIN:
        constraints["pattern"] = PATTERNS[column.kind][0]
    return {**described, **TYPES.get(column.kind, {"type": "string"}), **({"constraints": constraints} if constraints else {})}


def _keys(table: Table, present: dict[str, list[str]]) -> dict[str, Any]:
    """Key and references. A key with a cell that may be empty is a unique key only; a list cannot refer."""
    keys: dict[str, Any] = {}
    if table.key:
        is_full = all(table.by_name[name].required for name in table.key)
        keys |= {"primaryKey": list(table.key)} if is_full else {"uniqueKeys": [list(table.key)]}
    references = [
        {"fields": [column.name], "reference": {"resource": column.refers_to[0], "fields": [column.refers_to[1]]}}
        for column in table.columns
        if column.refers_to and not column.many and column.refers_to[0] in present
    ]
    return keys | ({"foreignKeys": references} if references else {})


def as_text(package: dict[str, Any]) -> str:
    """Write a description as the text of its file."""
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    place = Path(sys.argv[1])
    (place / FILE).write_text(as_text(data_package(place)), encoding="utf-8")
