"""Every table of the data set, declared once: columns, types, nulls, allowed values, keys.

The columns stand in ``columns.csv``, one row each, in the order of the files. The declarations drive validation, the types of the
loaded frames, and the descriptions that the dashboard and the datasheet show.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from igfdata import vocabulary as v

Kind = Literal["text", "identifier", "integer", "number", "date", "time", "zone", "url", "version", "moment"]

PATTERNS: dict[Kind, tuple[str, str]] = {
    "text": (r"(?s).*", "text"),
    "identifier": (r"[A-Za-z0-9][A-Za-z0-9._-]*", "letters, digits, hyphen, dot and underscore"),
    "integer": (r"\d{1,9}", "a whole number"),
    "number": (r"-?\d{1,12}(\.\d+)?", "a number"),
    "date": (r"(19|20)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "a date as YYYY-MM-DD"),
    "time": (r"([0-2]\d|3[0-5]):[0-5]\d", "a time as HH:MM (24:00 to 35:59 in the night after the date)"),
    "zone": (r"[A-Za-z_]+(/[A-Za-z0-9_+-]+)*", "a time zone such as Europe/Oslo"),
    "url": (r"https?://[^\s\"<>]+", "an address that starts with http:// or https://"),
    "version": (
        r"(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})(\+[1-9]\d{0,3})?",
        "a version such as 1.0; 1.0+2 for the second change of one's own",
    ),
    "moment": (
        r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?([+-]\d\d:\d\d|Z)?",
        "a time such as 2026-11-22T17:19:05+00:00",
    ),
}
"""Form of each kind of value and its description for people."""


def has_form(kind: Kind, text: str) -> bool:
    """Whether a text has the form of a kind of value."""
    return re.fullmatch(PATTERNS[kind][0], text) is not None


def require_form(kind: Kind, value: str, what: str) -> str:
    """Return the value if it has the form; else raise ValueError that names what it is, the value and the form."""
    if not has_form(kind, value):
        raise ValueError(f"{what}: {value!r} found; expected {PATTERNS[kind][1]}")
    return value


def version_order(version: str) -> tuple[int, ...]:
    """Place of a version among others.

    >>> sorted(["1.10", "1.2", "1.2+10", "1.2+9"], key=version_order)
    ['1.2', '1.2+9', '1.2+10', '1.10']
    """
    shipped, _, own = version.partition("+")
    return (*map(int, shipped.split(".")), int(own or 0))


@dataclass(frozen=True)
class Column:
    """One column: what it means and what may stand in it.

    ``kind`` is the form of a value (:data:`PATTERNS`), ``choices`` its closed list. ``many``: several values, separated by ``;``.
    ``required``: an empty cell is a problem. ``is_optional``: a file may do without the column, then all its cells are empty.
    ``refers_to``: table and column that must hold the value.
    """

    name: str
    description: str
    kind: Kind = "text"
    required: bool = False
    choices: v.Vocabulary | None = None
    many: bool = False
    is_optional: bool = False
    refers_to: tuple[str, str] | None = None

    @property
    def allowed(self) -> str:
        """What may stand in a cell, for an error message."""
        one = self.choices.one_of if self.choices else PATTERNS[self.kind][1]
        if self.refers_to:
            one = f"a {self.refers_to[1]} of {self.refers_to[0]}.csv"
        text = f"{one} (separate several with semicolons)" if self.many else one
        return text if self.required else f"{text}; or empty"


@dataclass(frozen=True)
class Table:
    """One file: what a row is, its key and its columns in order.

    ``is_ordered``: the order of its rows means something; ``is_optional``: a folder may do without the file.
    """

    name: str
    row_is: str
    key: tuple[str, ...] = ()
    is_ordered: bool = False
    is_optional: bool = False

    @property
    def by_name(self) -> Mapping[str, Column]:
        """Its columns by their names, in order."""
        return COLUMNS[self.name]

    @property
    def columns(self) -> tuple[Column, ...]:
        """Its columns, in order."""
        return tuple(self.by_name.values())

    @property
    def file(self) -> str:
        """File name."""
        return f"{self.name}.csv"


def _read_columns() -> dict[str, dict[str, Column]]:
    """Rows of ``columns.csv``: table → column → its declaration. A list is named as in ``vocabulary.csv``, a reference as table.column."""
    tables: dict[str, dict[str, Column]] = defaultdict(dict)
    lists = v.LISTS | {v.ANSWERED.name: v.ANSWERED}
    with Path(__file__).with_name("columns.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            table, _, column = row["refers_to"].partition(".")
            tables[row["table"]][row["column"]] = Column(
                row["column"], row["description"], row["kind"],  # type: ignore[arg-type]
                required=row["required"] == "yes", choices=lists[row["choices"]] if row["choices"] else None,
                many=row["many"] == "yes", is_optional=row["optional"] == "yes", refers_to=(table, column) if table else None,
            )  # fmt: skip
    return tables


COLUMNS = _read_columns()
TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table("meetings", "a meeting of the IGF", ("meeting_id",)),
        Table(
            "data_changes", "a change of the data; the highest version is that of the data", is_ordered=True, is_optional=True
        ),
        Table("sessions", "a session of a meeting", ("session_id",)),
        Table("participants", "a person in a role in a session, by group only"),
        Table("codings", "a code given to a session by a coder", ("session_id", "coder", "dimension", "code")),
        Table("decisions", "a settled difference between two coders", ("session_id", "dimension")),
        Table(
            "session_links",
            "a link between two sessions that a source states",
            ("from_session_id", "to_session_id", "relation"),
        ),
        Table("daily_reports", "a daily report of the coalition's site", ("meeting_id", "date")),
        Table(
            "report_claims",
            "what a daily report says about the rights pillars of a day",
            ("meeting_id", "date", "pillar"),
            is_optional=True,
        ),
        Table("benchmarks", "an official or published figure on participation or inputs", ("year", "measure", "category")),
        Table("codebook", "a topic, or a list of terms for matching", ("topic",), is_ordered=True),
        Table(
            "codebook_changes",
            "a change of the codebook; the version of the last row is that of the codebook",
            ("version", "topic"),
            is_ordered=True,
        ),
    )
}
"""The tables of a data folder by name, in the order in which they refer to each other."""
