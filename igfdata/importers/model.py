"""What an importer takes and returns: limits, sessions, groups of people, texts and problems. No name of a person stands in any of them."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, Self, get_args

import pandas as pd

from igfdata.schema import TABLES

MEGABYTE = 2**20


@dataclass(frozen=True)
class Limits:
    """What an import may use.

    Parameters
    ----------
    file_bytes
        Largest file that is opened at all.
    unpacked_bytes
        Most bytes that the parts of a packed file (XLSX) may hold together.
    records
        Most sessions read from one file; the rest is skipped and reported.
    columns
        Most columns of a table that are read.
    field_chars, text_chars
        Longest title, room and the like; longest description, report or transcript.
    problems
        Most problems listed one by one; the rest is counted.
    """

    file_bytes: int = 25 * MEGABYTE
    unpacked_bytes: int = 60 * MEGABYTE
    records: int = 20_000
    columns: int = 200
    field_chars: int = 1_000
    text_chars: int = 500_000
    problems: int = 500

    def refuse_larger(self, filename: str, data: bytes) -> None:
        """Raise :class:`ImportFailed` for a file that is larger than these limits allow."""
        if len(data) > self.file_bytes:
            found, most = f"{len(data) / MEGABYTE:.1f} MB", f"a file of at most {self.file_bytes // MEGABYTE} MB"
            raise ImportFailed.because(filename, most, value=found)


DEFAULT = Limits()
"""The limits of :func:`igfdata.importers.read` unless others are given."""


Severity = Literal["error", "warning", "note"]
"""error: the record is skipped; warning: a field is left empty or is doubtful; note: worth knowing."""
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The worst first, as problems are listed everywhere."""

Days = tuple[dt.date, dt.date]
"""First and last day."""
DayOrder = Literal["", "day", "month"]
"""Which of day and month comes first where both are numbers; empty: it is open."""
Warn = Callable[[str, str, str], None]
"""Takes (field, value, expected)."""

SESSION_COLUMNS: tuple[str, ...] = (
    "external_id",
    *(name for name in TABLES["sessions"].by_name if name not in ("session_id", "meeting_id", "child_rights")),
)
PARTICIPANT_COLUMNS: tuple[str, ...] = (
    "external_id",
    *(name for name in TABLES["participants"].by_name if name != "session_id"),
)
TEXT_COLUMNS: tuple[str, ...] = ("external_id", "kind", "text", "is_automatic")
PARTS = ("sessions", "participants", "texts")
"""The frames of an import."""


def frames_of(
    sessions: Iterable[Sequence[str]], participants: Iterable[Sequence[str]], texts: Iterable[Sequence[object]]
) -> dict[str, pd.DataFrame]:
    """Return rows as the frames of an import, by their names."""
    rows = zip(PARTS, (sessions, participants, texts), (SESSION_COLUMNS, PARTICIPANT_COLUMNS, TEXT_COLUMNS), strict=True)
    types = {"is_automatic": "bool"}
    return {
        name: pd.DataFrame(list(of_part), columns=list(columns)).astype(
            {column: types.get(column, "str") for column in columns}
        )
        for name, of_part, columns in rows
    }


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
        ``error``: the record is skipped; ``warning``: a field is left empty or is doubtful; ``note``: worth knowing.
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


class ImportFailed(ValueError):
    """A file that cannot be imported as it is; ``problems`` says why."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))

    @classmethod
    def because(cls, file: str, expected: str, *, record: str = "", field: str = "", value: str = "") -> Self:
        """Return the failure for one problem; the parameters are those of :class:`Problem`."""
        return cls(Problem(file, record, field, value, expected, "error"))


class Unclear(ValueError):
    """A text that cannot be read, or in two ways; the message says what was expected."""


class NeedsAnswer(ImportFailed):
    """Something that the file leaves open: ask for ``parameter`` of :func:`igfdata.importers.read` and read again."""

    parameter = ""


class NeedsTimezone(NeedsAnswer):
    """The file does not say where its times are valid: ask for the zone of the venue."""

    parameter = "timezone"


class NeedsFileTimezone(NeedsTimezone):
    """The file does not say in which zone it prints its times."""

    parameter = "file_timezone"


class NeedsMapping(NeedsAnswer):
    """A table whose columns are not recognised: ask what they hold."""

    parameter = "mapping"


class NeedsDay(NeedsAnswer):
    """A programme with times and no date: ask for its day."""

    parameter = "days"


class NeedsDayOrder(NeedsAnswer):
    """A table with dates such as 03/04/2026: ask whether day or month comes first."""

    parameter = "day_order"


@dataclass(frozen=True)
class ImportFile:
    """A file to import: its name, what it holds, and where it was fetched."""

    name: str
    data: bytes
    url: str = ""


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
    n_records
        Records in the file, those that were skipped too.
    severities
        Severity → how many problems have it, each counted on its own also where several share a line.
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
    n_records: int = 0
    severities: Counter[str] = field(default_factory=Counter)
    mapping: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    is_scattered: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """How many ``records``, ``sessions``, ``participants``, ``texts``, ``errors``, ``warnings`` and ``notes`` there are."""
        frames = {name: len(getattr(self, name)) for name in PARTS}
        return {"records": self.n_records, **frames, **{f"{one}s": self.severities[one] for one in SEVERITIES}}

    @property
    def worst_first(self) -> list[Problem]:
        """The problems, errors before warnings before notes."""
        return sorted(self.problems, key=lambda problem: SEVERITIES.index(problem.severity))

    def with_problems(self, more: Iterable[Problem]) -> Self:
        """Return the same with further problems."""
        more = tuple(more)
        severities = self.severities + Counter(problem.severity for problem in more)
        return replace(self, problems=(*self.problems, *more), severities=severities)
