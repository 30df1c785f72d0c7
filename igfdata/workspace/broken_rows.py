"""Rows of the store that cannot be used: each is told with table, row and column, and skipped, so that the rest stays usable.

A hand has altered them, or codes and decisions come from an earlier version of the program, which accepted them. Of codes and
decisions only moment and state are forms; the rules that they break are told with a way to mend them.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

import pandas as pd
from sqlalchemy import Integer, Table, select

from igfdata import vocabulary as v
from igfdata.code_rules import DIMENSIONS, RESERVED_CODERS, BrokenRule, broken_rules, split_codes
from igfdata.schema import PATTERNS, TABLES, Column, has_form
from igfdata.validation.columns import wrong_cells
from igfdata.validation.problems import DataProblem, InvalidData
from igfdata.workspace import store_tables as t
from igfdata.workspace.database import Reading
from igfdata.workspace.revisions import as_text, text_frame

MOMENTS = ("at", "created_at")
"""Columns that only tell when: a wrong one is told, and its row used."""


def _declared(table: str, *names: str, **changes: Any) -> list[Column]:
    """Columns as the data files have them, but for their references; ``required`` can be changed."""
    return [replace(TABLES[table].by_name[name], refers_to=None, **changes) for name in names]


_CREATED, _AT = (Column(name, "When it was saved.", "moment", required=True) for name in ("created_at", "at"))
_SAVED = [_AT, Column("state", "Whether it is in effect.", required=True, choices=v.ROW_STATES)]
_CODEBOOK = [name for name in TABLES["codebook"].by_name if name != "examples"]
CHECKED: dict[Table, list[Column]] = {
    t.MEETINGS: [
        *_declared("meetings", "meeting_id", "year", "name", "timezone"),
        *_declared("meetings", "start_date", "end_date", "day_zero_date", required=False),
    ],
    t.VERSIONS: [_CREATED, *_declared("meetings", "timezone", "sessions_total", "sessions_total_url")],
    t.VERSION_SESSIONS: [
        *_declared("sessions", "session_id", "type", "title", "status", "date", "start", "end", "duration_min", "sdgs"),
        *_declared("sessions", "source_urls", required=False),
    ],
    t.VERSION_PARTICIPANTS: _declared("participants", "session_id", "role", "stakeholder_group", "regional_group", "basis"),
    t.VERSION_TEXTS: _declared("sessions", "session_id"),
    t.CODINGS: _SAVED,
    t.DECISIONS: _SAVED,
    t.CODEBOOKS: _SAVED,
    t.CODEBOOK_ROWS: _declared("codebook", *_CODEBOOK),
    t.CODEBOOK_CHANGES: _declared("codebook_changes", "version", "date", "change"),
}
"""Table of the store → the columns whose values have a form."""


def sound(table: Table, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a table of the store that can be used; columns are texts."""
    is_sound = pd.Series(True, index=rows.index)
    for (column, _), bad in _bad(table, rows):
        if column not in MOMENTS:
            is_sound &= ~bad
    return rows if is_sound.all() else rows[is_sound].reset_index(drop=True)


def refuse_unsound(table: Table, rows: pd.DataFrame) -> None:
    """Raise :class:`InvalidData` for rows that are about to be written and could not be used."""
    if problems := _problems(table, rows):
        raise InvalidData(problems)


def row_problems(reading: Reading) -> list[DataProblem]:
    """List every row that a hand has made wrong: table, row, column, value, and what was expected."""
    problems: list[DataProblem] = []
    kept = {table: text_frame(reading, select(table).order_by(*table.primary_key.columns)) for table in CHECKED}
    for table, rows in kept.items():
        problems += _problems(table, rows)
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
    """``(column, expected)`` and where a row breaks it, for each column with a form and each rule between columns."""
    if rows.empty:
        return
    for column in CHECKED[table]:
        texts = rows[column.name].map(as_text).astype("str")
        is_empty = texts.eq("")
        bad = (is_empty & column.required) | (texts.isin(wrong_cells(column, texts)) & ~is_empty)
        if bad.any():
            yield (column.name, column.allowed), bad
    if table is t.VERSION_SESSIONS:
        timed = rows["start"].str.fullmatch(r"\d\d:\d\d") & rows["end"].str.fullmatch(r"\d\d:\d\d")
        bad = timed.astype(bool) & (rows["end"] <= rows["start"])
        if bad.any():
            yield ("end", "a time after start"), bad


def _problems(table: Table, rows: pd.DataFrame) -> list[DataProblem]:
    return [
        _problem(table, rows, int(place), column, expected)
        for (column, expected), bad in _bad(table, rows)
        for place in bad.to_numpy().nonzero()[0]
    ]


def _problem(table: Table, rows: pd.DataFrame, place: int, column: str, expected: str) -> DataProblem:
    row = rows.iloc[place]
    number = row["id"] if "id" in rows and isinstance(table.c["id"].type, Integer) else ""
    name = next((row[key] for key in ("session_id", "meeting_id", "topic") if key in rows), "")
    return DataProblem(
        f"workspace, table {table.name}", int(number) if number.isdigit() else place + 1, name, column, row[column], expected
    )


ERROR_COLUMNS = ["table", "id", "session_id", "who", "dimension", "codes", "column", "value", "expected", "is_counted"]


def code_errors(codings: pd.DataFrame, decisions: pd.DataFrame, topics: Collection[str]) -> pd.DataFrame:
    """List what is wrong with current codes and decisions; ``topics`` are all of the codebook, retired ones too.

    One row an error: ``table`` (codings, decisions), ``id`` (the revision), ``session_id, who, dimension, codes``; ``column,
    value, expected``; ``is_counted``: False where the whole row is skipped in every chart, True where only the value is (a
    topic that the codebook does not have).
    """
    rows = [
        (table, row["id"], row["session_id"], row[who], row["dimension"], row[said], *error)
        for table, frame, who, said in (
            ("codings", codings, "coder", "codes"),
            ("decisions", decisions, "signed_by", "decision"),
        )
        for row in frame.to_dict("records")
        for error in _errors(table, row, said, frozenset(topics))
    ]
    return pd.DataFrame(rows, columns=ERROR_COLUMNS)


def sound_rows(codings: pd.DataFrame, decisions: pd.DataFrame, topics: Collection[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Codes and decisions without the rows that break a rule."""
    errors = code_errors(codings, decisions, topics)
    bad = errors[~errors["is_counted"].astype(bool)]
    left_out = [set(bad.loc[bad["table"] == table, "id"]) for table in ("codings", "decisions")]
    return codings[~codings["id"].isin(left_out[0])], decisions[~decisions["id"].isin(left_out[1])]


def _errors(table: str, row: dict, said: str, topics: frozenset[str]) -> Iterator[tuple[str, str, str, bool]]:
    """``column, value, expected, is_counted`` of each error of a row."""
    for column in ("session_id", "coder") if table == "codings" else ("session_id",):
        yield from ((column, value, expected, False) for value, expected in _no_identifier(row[column]))
    if table == "codings" and str(row["coder"]).casefold() in RESERVED_CODERS:
        yield "coder", row["coder"], "initials or a role; this name stands for decisions", False
    if row["evidence"] not in v.EVIDENCE:
        yield "evidence", row["evidence"], v.EVIDENCE.one_of, False
    if row["codebook_version"] and not has_form("version", row["codebook_version"]):
        yield "codebook_version", row["codebook_version"], f"{PATTERNS['version'][1]}; or empty", False
    if table == "decisions" and row["decision"] and not row["reason"].strip():
        yield "reason", "", "a reason", False
    if table == "codings":
        wrong = [part for part in row["answers"].split(";") if part and part not in v.ANSWERED]
        yield from (("answers", part, "answers such as participation_aim=yes", True) for part in wrong)
    codes = tuple(split_codes(row[said]))
    for value, expected in _broken(row["dimension"], codes, topics):
        is_unknown_topic = row["dimension"] == "topic" and codes.count(value) == 1
        column = said if row["dimension"] in DIMENSIONS else "dimension"
        yield column, value, expected, is_unknown_topic


@lru_cache(maxsize=4096)
def _broken(dimension: str, codes: tuple[str, ...], topics: frozenset[str]) -> Sequence[BrokenRule]:
    return broken_rules(dimension, codes, topics=topics)


@lru_cache(maxsize=65536)
def _no_identifier(value: str) -> Sequence[BrokenRule]:
    return () if has_form("identifier", value) else (BrokenRule(value, PATTERNS["identifier"][1]),)
