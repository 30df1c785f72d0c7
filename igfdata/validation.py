"""Is a data folder sound? Every fault at once, with file, row, column, value and what is allowed."""

import csv
import io
import zoneinfo
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from igfdata import vocabulary as v
from igfdata.schema import PATTERNS, TABLES, Column, Table

if TYPE_CHECKING:
    import pandera.pandas as pa

Frames = dict[str, pd.DataFrame]


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in a data folder.

    Parameters
    ----------
    file
        File name inside the folder.
    row
        Row as a spreadsheet counts it: the header is row 1. 0 for the file as a whole.
    row_id
        Key of the record, so that it can be found by searching.
    column, value
        Where and what; empty for the file as a whole.
    expected
        What would be allowed.
    """

    file: str
    row: int
    row_id: str
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        place = self.file
        if self.row:
            place += f", row {self.row}" + (f" ({self.row_id})" if self.row_id else "")
        if self.column:
            place += f", column {self.column}"
        return f"{place}: {self.value!r} found; expected {self.expected}" if self.column else f"{place}: {self.expected}"


class DataFaults(ValueError):
    """A data folder that cannot be used; ``faults`` lists every reason."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__(f"{len(faults)} fault(s) in the data:\n" + "\n".join(map(str, faults)))


def read_folder(folder: Path) -> Frames:
    """Read and validate all tables of a folder, as text.

    Returns
    -------
    dict of DataFrame
        One frame of ``str`` columns a table, empty cells as missing.

    Raises
    ------
    DataFaults
        With all faults of all files.
    """
    frames: Frames = {}
    faults: list[Fault] = []
    for table in TABLES.values():
        frame, found = _read_file(folder, table)
        faults += found
        if frame is not None:
            frames[table.name] = frame
    faults += _all_faults(frames)
    if faults:
        raise DataFaults(sorted(set(faults)))
    return {name: frame.reset_index(drop=True) for name, frame in frames.items()}


def check_frames(frames: Frames, *, trusted: Frames | None = None) -> None:
    """Check text frames that come from elsewhere than a folder, as :func:`read_folder` checks files.

    Parameters
    ----------
    trusted
        Frames that were checked before: the very same ones are only looked at for what refers to other tables.

    Raises
    ------
    DataFaults
        With all faults; rows counted as if each frame were written as a file.
    """
    known = {name for name, frame in (trusted or {}).items() if frames.get(name) is frame}
    faults = _all_faults({name: frame.set_axis(range(2, len(frame) + 2)) for name, frame in frames.items()}, known)
    if faults:
        raise DataFaults(sorted(set(faults)))


def _all_faults(frames: Frames, known: Collection[str] = ()) -> list[Fault]:
    """Faults of all frames; of those known to be sound only the faults that lie between tables."""
    doubtful = {name: frame for name, frame in frames.items() if name not in known and not _is_sound(TABLES[name], frame)}
    faults = [fault for name, frame in doubtful.items() for fault in _column_faults(TABLES[name], frame)]
    for check in (_reference_faults, _meeting_faults, _session_faults, _code_faults):
        faults += check(frames)
    return faults


def _read_file(folder: Path, table: Table) -> tuple[pd.DataFrame | None, list[Fault]]:
    path = folder / table.file

    def whole(expected: str) -> tuple[None, list[Fault]]:
        return None, [Fault(table.file, 0, "", "", "", expected)]

    if not path.is_file():
        return whole(f"the file is missing; expected CSV with one header line, one row is {table.row_is}")
    try:
        header, *lines = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), strict=True)
    except UnicodeDecodeError as error:
        return whole(f"not UTF-8 text (byte {error.start}); save the file as UTF-8")
    except ValueError:
        return whole(f"the file is empty; expected CSV with one header line, one row is {table.row_is}")
    except csv.Error as error:
        return whole(f"not a CSV file that can be read: {error}")
    if len(set(header)) < len(header):
        return whole(f"a column stands there twice; expected {', '.join(table.by_name)}")
    faults = [
        Fault(
            table.file,
            row,
            ", ".join(cells[: len(table.key) or 1]),
            "",
            "",
            f"{len(header)} cells expected, {len(cells)} found",
        )
        for row, cells in enumerate(lines, start=2)
        if cells and len(cells) != len(header)
    ]
    if faults:
        return None, faults
    rows = {row: [cell if cell.strip() else "" for cell in cells] for row, cells in enumerate(lines, start=2) if cells}
    frame = pd.DataFrame(list(rows.values()), index=list(rows), columns=header, dtype="str")
    return frame.mask(frame == ""), []


def _row_id(table: Table, frame: pd.DataFrame, position: int) -> str:
    columns = [column for column in (table.key or (table.columns[0].name,)) if column in frame]
    return ", ".join(str(frame[column].iloc[position]) for column in columns if pd.notna(frame[column].iloc[position]))


def _fault(table: Table, frame: pd.DataFrame, position: int, column: str, expected: str) -> Fault:
    value = frame[column].iloc[position]
    return Fault(
        table.file,
        int(frame.index[position]),
        _row_id(table, frame, position),
        column,
        "" if pd.isna(value) else str(value),
        expected,
    )


def _is_valid(column: Column) -> Callable[[pd.Series], pd.Series]:
    """Vectorised test of one column's form and closed list."""

    def one(values: pd.Series) -> pd.Series:
        if column.choices is not None:
            return values.isin(list(column.choices))
        valid = values.str.fullmatch(PATTERNS[column.kind][0]).astype(bool)
        if column.kind == "date":
            valid &= pd.to_datetime(values, format="%Y-%m-%d", errors="coerce").notna()
        if column.kind == "zone":
            valid &= values.isin(zoneinfo.available_timezones())
        return valid

    def many(values: pd.Series) -> pd.Series:
        parts = values.str.split(";").explode().str.strip()
        return one(parts).groupby(level=0).all().reindex(values.index)

    return many if column.many else one


def _is_sound(table: Table, frame: pd.DataFrame) -> bool:
    """Whether a frame has no fault of its own: much quicker than to list the faults, which needs pandera."""
    if set(frame.columns) != set(table.by_name):
        return False
    for column in table.columns:
        given = frame[column.name].dropna()
        if column.required and len(given) < len(frame):
            return False
        if len(given) and not _is_valid(column)(given.astype(str)).all():
            return False
    return not (table.key and frame.duplicated(list(table.key)).any())


def _pandera_schema(table: Table) -> "pa.DataFrameSchema":
    import pandera.pandas as pa  # here, because it is slow to load

    return pa.DataFrameSchema(
        {
            column.name: pa.Column(
                str, pa.Check(_is_valid(column), error=column.allowed), nullable=not column.required, coerce=False
            )
            for column in table.columns
        },
        unique=list(table.key) or None,
        strict=True,
    )


def _column_faults(table: Table, frame: pd.DataFrame) -> Iterator[Fault]:
    """Faults of form, closed list, emptiness, missing or undeclared columns, and repeated keys."""
    import pandera.errors

    # A column without any value is read as numbers; as text it can be checked like the others.
    checked = frame.reset_index(drop=True).astype(str).where(frame.notna().reset_index(drop=True))
    try:
        _pandera_schema(table).validate(checked.astype(str).where(checked.notna()), lazy=True)
    except pandera.errors.SchemaErrors as error:
        cases = error.failure_cases
    else:
        return
    for case in cases.itertuples():
        check = str(case.check)
        if check == "column_in_dataframe":
            declared = ", ".join(table.by_name)
            yield Fault(table.file, 0, "", "", "", f"column {case.failure_case!r} is missing; expected {declared}")
        elif check == "column_in_schema":
            yield Fault(
                table.file, 0, "", "", "",
                f"column {case.failure_case!r} is not declared; no names or other facts of persons belong here",
            )  # fmt: skip
        elif check == "multiple_fields_uniqueness":
            yield _fault(table, frame, int(case.index), table.key[0], f"a row whose {' + '.join(table.key)} occurs only once")
        elif pd.notna(case.index):
            column = table.by_name[str(case.column)]
            expected = f"a value ({column.allowed})" if check == "not_nullable" else column.allowed
            yield _fault(table, frame, int(case.index), column.name, expected)
        else:
            yield Fault(table.file, 0, "", "", "", f"column {case.column}: {check}")


def _faults_where(frames: Frames, name: str, bad: pd.Series, column: str, expected: str) -> list[Fault]:
    table, frame = TABLES[name], frames[name]
    return [_fault(table, frame, int(position), column, expected) for position in np.flatnonzero(bad.to_numpy())]


def _reference_faults(frames: Frames) -> Iterator[Fault]:
    """Values that must stand in another table and do not."""
    for table in TABLES.values():
        for column in table.columns:
            if not column.refers_to or table.name not in frames or column.name not in frames[table.name]:
                continue
            target, key = column.refers_to
            if target not in frames or key not in frames[target]:
                continue
            values = frames[table.name][column.name]
            parts = values.str.split(";").explode() if column.many else values
            bad = (parts.notna() & ~parts.isin(frames[target][key])).groupby(level=0).any()
            yield from _faults_where(frames, table.name, bad, column.name, column.allowed)


def _dates(values: pd.Series) -> pd.Series:
    return pd.to_datetime(values, format="%Y-%m-%d", errors="coerce")


def _has(frames: Frames, name: str, *columns: str) -> bool:
    return name in frames and set(columns) <= set(frames[name].columns)


def _meeting_faults(frames: Frames) -> Iterator[Fault]:
    """Meetings that end before they start."""
    if not _has(frames, "meetings", "start_date", "end_date", "day_zero_date"):
        return
    meetings = frames["meetings"]
    start, end, zero = (_dates(meetings[column]) for column in ("start_date", "end_date", "day_zero_date"))
    yield from _faults_where(frames, "meetings", end < start, "end_date", "a date on or after start_date")
    yield from _faults_where(
        frames, "meetings", (zero < start) | (zero > end), "day_zero_date", "a date between start_date and end_date"
    )


def _session_faults(frames: Frames) -> Iterator[Fault]:
    """Sessions and reports outside their meeting, sessions that end before they start."""
    if not _has(frames, "sessions", "meeting_id", "date", "start", "end"):
        return
    sessions = frames["sessions"]
    if _has(frames, "meetings", "meeting_id", "start_date", "end_date"):
        meetings = frames["meetings"].drop_duplicates("meeting_id").set_index("meeting_id")
        for name in ("sessions", "daily_reports"):
            if not _has(frames, name, "meeting_id", "date"):
                continue
            frame = frames[name]
            date = _dates(frame["date"])
            first, last = (_dates(frame["meeting_id"].map(meetings[column])) for column in ("start_date", "end_date"))
            yield from _faults_where(
                frames, name, (date < first) | (date > last), "date", "a date of the meeting (see meetings.csv)"
            )
    start, end = (pd.to_datetime(sessions[column], format="%H:%M", errors="coerce") for column in ("start", "end"))
    yield from _faults_where(frames, "sessions", end <= start, "end", "a time after start")


def _code_faults(frames: Frames) -> Iterator[Fault]:
    """Codes that are no pillar or no topic of the codebook."""
    if not _has(frames, "codebook", "topic"):
        return
    topics = set(frames["codebook"]["topic"])
    topics = {topic for topic in topics if not str(topic).startswith(v.NON_TOPIC_PREFIXES)}
    for name, columns in {"codings": ("code",), "decisions": ("code_a", "code_b", "decision")}.items():
        if not _has(frames, name, "dimension", *columns):
            continue
        frame = frames[name]
        is_topic = frame["dimension"].eq("topic")
        for column in columns:
            parts = frame[column].str.split(";").explode()
            topic = is_topic.reindex(parts.index)
            bad_pillar = (parts.notna() & ~topic & ~parts.isin(list(v.PILLAR_CODES))).groupby(level=0).any()
            bad_topic = (parts.notna() & topic & ~parts.isin(topics)).groupby(level=0).any()
            yield from _faults_where(frames, name, bad_pillar, column, f"one of: {', '.join(v.PILLAR_CODES)}")
            yield from _faults_where(frames, name, bad_topic, column, "a topic of codebook.csv")
