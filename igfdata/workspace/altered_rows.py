"""Rows of the store that a hand has altered: each is told with table, row and column, and skipped, so that the rest stays usable.

Codes and decisions have rules of their own, see :mod:`igfdata.workspace.code_errors`; here are only their moment and state.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

import pandas as pd
from sqlalchemy import Integer, Table, select

from igfdata.schema import TABLES, Column
from igfdata.validation.columns import is_valid
from igfdata.validation.problems import DataProblem, InvalidData
from igfdata.workspace import store_tables as t
from igfdata.workspace.database import Reading
from igfdata.workspace.revisions import CONFLICT, CURRENT, SUPERSEDED, as_text

MOMENT = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?([+-]\d\d:\d\d|Z)?")
MOMENTS = ("at", "created_at")
"""Columns that only tell when: a wrong one is told, and its row used."""
STATES = (CURRENT, SUPERSEDED, CONFLICT)
Check = Callable[[pd.Series], pd.Series]


class Form(NamedTuple):
    """What may stand in a column: a test of its texts, and the same in words."""

    check: Check
    expected: str


def _declared(table: str, *names: str, **changes: object) -> dict[str, Form]:
    """Forms as the data files have them; ``required`` can be changed."""
    columns = [replace(TABLES[table].by_name[name], refers_to=None, **changes) for name in names]  # type: ignore[arg-type]
    return {column.name: _form(column) for column in columns}


def _form(column: Column) -> Form:
    test = is_valid(column)

    def check(texts: pd.Series) -> pd.Series:
        is_empty = texts.eq("")
        return (is_empty & (not column.required)) | (test(texts) & ~is_empty)

    return Form(check, column.allowed)


def _each(test: Callable[[str], bool], expected: str) -> Form:
    return Form(lambda texts: texts.map(test).astype(bool), expected)


_MOMENT = _each(lambda text: bool(MOMENT.fullmatch(text)), "a moment such as 2026-11-22T17:19:05+00:00")
_STATE = _each(lambda text: text in STATES, f"one of: {', '.join(STATES)}")
_CODEBOOK = [name for name in TABLES["codebook"].by_name if name != "examples"]
FORMS: dict[Table, dict[str, Form]] = {
    t.MEETINGS: {
        **_declared("meetings", "meeting_id", "year", "name", "timezone"),
        **_declared("meetings", "start_date", "end_date", "day_zero_date", required=False),
    },
    t.VERSIONS: {"created_at": _MOMENT, **_declared("meetings", "timezone", "sessions_total", "sessions_total_url")},
    t.VERSION_SESSIONS: {
        **_declared("sessions", "session_id", "type", "title", "status", "date", "start", "end", "duration_min", "sdgs"),
        **_declared("sessions", "source_urls", required=False),
    },
    t.VERSION_PARTICIPANTS: _declared("participants", "session_id", "role", "stakeholder_group", "regional_group", "basis"),
    t.VERSION_TEXTS: _declared("sessions", "session_id"),
    t.CODINGS: {"at": _MOMENT, "state": _STATE},
    t.DECISIONS: {"at": _MOMENT, "state": _STATE},
    t.CODEBOOKS: {"at": _MOMENT, "state": _STATE},
    t.CODEBOOK_ROWS: _declared("codebook", *_CODEBOOK),
    t.CODEBOOK_CHANGES: _declared("codebook_changes", "version", "date", "change"),
}
"""Table → column → what may stand there."""


def sound(table: Table, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a table of the store that can be used; columns are texts."""
    is_sound = pd.Series(True, index=rows.index)
    for (column, _), bad in _bad(table, rows):
        if column not in MOMENTS:
            is_sound &= ~bad
    return rows if is_sound.all() else rows[is_sound].reset_index(drop=True)


def refuse_unsound(table: Table, rows: pd.DataFrame) -> None:
    """Raise :class:`InvalidData` for rows that are about to be written and could not be used."""
    problems = [
        _problem(table, rows, int(place), column, expected)
        for (column, expected), bad in _bad(table, rows)
        for place in bad.to_numpy().nonzero()[0]
    ]
    if problems:
        raise InvalidData(problems)


def row_problems(reading: Reading) -> list[DataProblem]:
    """List every row that a hand has made wrong: table, row, column, value, and what was expected."""
    problems: list[DataProblem] = []
    kept = {table: _rows(reading, table) for table in FORMS}
    for table, rows in kept.items():
        for (column, expected), bad in _bad(table, rows):
            problems += [_problem(table, rows, int(place), column, expected) for place in bad.to_numpy().nonzero()[0]]
    known, versions = set(kept[t.MEETINGS]["meeting_id"]), kept[t.VERSIONS]
    for place, meeting in enumerate(versions["meeting_id"]):
        if meeting not in known:
            problems.append(_problem(t.VERSIONS, versions, place, "meeting_id", "a meeting of the table meetings"))
    own = set(zip(versions["meeting_id"], versions["id"], strict=True))
    meetings = kept[t.MEETINGS]
    for place, pair in enumerate(zip(meetings["meeting_id"], meetings["active_version"], strict=True)):
        if pair[1] and pair not in own:
            problems.append(_problem(t.MEETINGS, meetings, place, "active_version", "a version of the meeting"))
    return sorted(problems)


def _bad(table: Table, rows: pd.DataFrame) -> Iterator[tuple[tuple[str, str], pd.Series]]:
    """``(column, expected)`` and where a row breaks it, for each form and each rule between columns."""
    for name, form in FORMS[table].items():
        if len(rows) and not (valid := form.check(rows[name].map(as_text).astype("str"))).all():
            yield (name, form.expected), ~valid
    if table is t.VERSION_SESSIONS and len(rows):
        timed = rows["start"].str.fullmatch(r"\d\d:\d\d") & rows["end"].str.fullmatch(r"\d\d:\d\d")
        bad = timed.astype(bool) & (rows["end"] <= rows["start"])
        if bad.any():
            yield ("end", "a time after start"), bad


def _rows(reading: Reading, table: Table) -> pd.DataFrame:
    """All rows as texts, in the order of their key, whatever a hand has put in: the types of the driver are not believed."""
    columns = [column.name for column in table.columns]
    found = reading.execute(select(table).order_by(*table.primary_key.columns)).fetchall()
    return pd.DataFrame([[as_text(value) for value in row] for row in found], columns=columns, dtype="str")


def _problem(table: Table, rows: pd.DataFrame, place: int, column: str, expected: str) -> DataProblem:
    row = rows.iloc[place]
    number = row["id"] if "id" in rows and isinstance(table.c["id"].type, Integer) else ""
    name = next((row[key] for key in ("session_id", "meeting_id", "topic") if key in rows), "")
    return DataProblem(
        f"workspace, table {table.name}", int(number) if number.isdigit() else place + 1, name, column, row[column], expected
    )
