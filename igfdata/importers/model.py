"""What an importer returns: sessions, groups of people, texts and problems. No name of a person stands in any of them."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from zoneinfo import ZoneInfo

import pandas as pd

from igfdata.importers.limits import DEFAULT, Limits
from igfdata.schema import TABLES

Severity = Literal["error", "warning", "note"]
"""error: the record is not taken; warning: a field is left empty or is doubtful; note: worth knowing."""

SESSION_COLUMNS: tuple[str, ...] = (
    "external_id",
    *(name for name in TABLES["sessions"].by_name if name not in ("session_id", "meeting_id", "child_rights")),
)
PARTICIPANT_COLUMNS: tuple[str, ...] = (
    "external_id",
    *(name for name in TABLES["participants"].by_name if name != "session_id"),
)
TEXT_COLUMNS: tuple[str, ...] = ("external_id", "kind", "text", "is_automatic")


@dataclass(frozen=True, order=True)
class Problem:
    """One thing in a file that a person should know about.

    Parameters
    ----------
    file
        Name of the file as given.
    record
        Which record: ``event 3 (line 41)``, ``row 5``; empty for the file as a whole.
    field
        Field of the file, or of the sessions table.
    value
        What stood there; ``(not shown)`` where it could hold a person's data.
    expected
        What would be right, or what was done.
    severity
        ``error``: the record is not taken; ``warning``: a field is left empty or is doubtful; ``note``: worth knowing.
    """

    file: str
    record: str
    field: str
    value: str
    expected: str
    severity: Severity = "warning"

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, self.record, self.field and f"field {self.field}") if part)
        found = "" if not self.value else self.value if self.value == WITHHELD else repr(self.value)
        return f"{place}: " + (f"{found} found; expected {self.expected}" if found else self.expected)


WITHHELD = "(not shown)"
"""Stands for a value that could hold a person's data."""


class ImportFault(ValueError):
    """A file that cannot be imported as it is; ``problems`` says why."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class NeedsAnswer(ImportFault):
    """Something that the file leaves open: ask for ``parameter`` of :func:`igfdata.importers.read` and read again."""

    def __init__(self, problem: Problem, parameter: str) -> None:
        self.parameter = parameter
        super().__init__(problem)


class NeedsTimezone(NeedsAnswer):
    """The file does not say where its times are valid: ask for ``parameter`` and read again.

    ``parameter`` is ``timezone`` (zone of the venue) or ``file_timezone`` (zone in which the file prints its times).
    """

    def __init__(self, problem: Problem, parameter: Literal["timezone", "file_timezone"] = "timezone") -> None:
        super().__init__(problem, parameter)


class NeedsMapping(NeedsAnswer):
    """A table whose columns are not recognised: ask for the mapping and read again."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem, "mapping")


class NeedsDay(NeedsAnswer):
    """A table with times and no date: ask for the day of the programme (``days``) and read again."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem, "days")


class NeedsDayOrder(NeedsAnswer):
    """A table with dates such as 03/04/2026: ask for ``day_order``, day or month first, and read again."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem, "day_order")


@dataclass(frozen=True)
class Source:
    """A file on its way to a parser: its bytes, its text, and what the user said about it."""

    data: bytes
    text: str
    filename: str = ""
    meeting: str = ""
    venue: ZoneInfo | None = None
    file_zone: ZoneInfo | None = None
    mapping: Mapping[str, str] | None = None
    limits: Limits = DEFAULT
    days: tuple[dt.date, dt.date] | None = None
    keep: frozenset[str] = frozenset()
    day_order: Literal["", "day", "month"] = ""


@dataclass(frozen=True)
class When:
    """Time of a session as the sessions table holds it: venue date, HH:MM (25:30 in the night after), whole minutes; empty when unknown."""

    date: str = ""
    start: str = ""
    end: str = ""
    duration_min: str = ""
    note: str = ""


@dataclass(frozen=True)
class Person:
    """A person in a role, by group only. Groups are keys of the closed lists, or empty: not stated."""

    role: str
    stakeholder_group: str = ""
    regional_group: str = ""

    @property
    def basis(self) -> str:
        """How the groups are known."""
        return "stated" if self.stakeholder_group or self.regional_group else "unknown"


@dataclass(frozen=True)
class Text:
    """A text about a session: description, report or transcript."""

    kind: str
    text: str
    is_automatic: bool = False


@dataclass(frozen=True)
class Record:
    """A session as a parser found it; ``names`` are only used to take them out of the texts, and go no further."""

    title: str
    key: str = ""
    type: str = ""
    code: str = ""
    when: When = When()
    room: str = ""
    format: str = ""
    subthemes: tuple[str, ...] = ()
    sdgs: tuple[int, ...] = ()
    urls: tuple[str, ...] = ()
    note: str = ""
    status: str = "on_programme"
    is_cancelled: bool = False
    people: tuple[Person, ...] = ()
    texts: tuple[Text, ...] = ()
    names: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Imported:
    """What a file holds.

    Parameters
    ----------
    format
        Key of the format, see :data:`igfdata.importers.FORMATS`.
    timezone
        Zone of the dates and times: given, or stated in the file; empty when the file holds no time or states an
        offset that no zone has.
    sessions
        :data:`SESSION_COLUMNS`, text, empty = not stated. ``external_id`` is stable between versions of a file.
    participants
        :data:`PARTICIPANT_COLUMNS`: a row a person in a role, groups only, empty = not stated.
    texts
        :data:`TEXT_COLUMNS`; ``kind`` is description, report or transcript, ``is_automatic`` a truth value.
    problems
        Everything the user should see before importing.
    counts
        ``records`` in the file, ``sessions``, ``participants``, ``texts``, ``errors``, ``warnings``, ``notes``.
    mapping
        For tables: header of a column → field it was read as.
    unread
        For tables: headers of the columns that were not read.
    is_scattered
        Whether the user keeps sessions that are weeks away from the others.
    """

    format: str
    timezone: str
    sessions: pd.DataFrame
    participants: pd.DataFrame
    texts: pd.DataFrame
    problems: tuple[Problem, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    mapping: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    is_scattered: bool = False
