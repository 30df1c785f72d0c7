"""Is a data folder sound? Every problem at once, with file, row, column, value and what is allowed."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path

import pandas as pd

from igfdata import vocabulary as v
from igfdata.code_rules import BrokenRule, broken_ranks, broken_rules
from igfdata.schema import PATTERNS, TABLES, version_order
from igfdata.validation.columns import column_problems, read_file
from igfdata.validation.problems import DataProblem, Frames, InvalidData, problem_at, problems_where


def reference_problems(frames: Frames) -> Iterator[DataProblem]:
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
            yield from problems_where(frames, table.name, bad, column.name, column.allowed)


def meeting_problems(frames: Frames) -> Iterator[DataProblem]:
    """Meetings that end before they start."""
    if not _has(frames, "meetings", "start_date", "end_date", "day_zero_date"):
        return
    meetings = frames["meetings"]
    start, end, zero = (_dates(meetings[column]) for column in ("start_date", "end_date", "day_zero_date"))
    yield from problems_where(frames, "meetings", end < start, "end_date", "a date on or after start_date")
    yield from problems_where(
        frames, "meetings", (zero < start) | (zero > end), "day_zero_date", "a date between start_date and end_date"
    )


def session_problems(frames: Frames) -> Iterator[DataProblem]:
    """Sessions and reports outside their meeting, sessions that end before they start."""
    if not _has(frames, "sessions", "meeting_id", "date", "start", "end"):
        return
    sessions = frames["sessions"]
    if _has(frames, "meetings", "meeting_id", "start_date", "end_date"):
        meetings = frames["meetings"].drop_duplicates("meeting_id").set_index("meeting_id")
        for name in ("sessions", "daily_reports", "report_claims"):
            if not _has(frames, name, "meeting_id", "date"):
                continue
            frame = frames[name]
            date = _dates(frame["date"])
            first, last = (_dates(frame["meeting_id"].map(meetings[column])) for column in ("start_date", "end_date"))
            yield from problems_where(
                frames, name, (date < first) | (date > last), "date", "a date of the meeting (see meetings.csv)"
            )
    start, end = (_times(sessions[column]) for column in ("start", "end"))
    yield from problems_where(frames, "sessions", end <= start, "end", "a time after start")


def log_problems(frames: Frames) -> Iterator[DataProblem]:
    """Versions of the codebook that go down; a version of a wrong form is a problem of its own."""
    if not _has(frames, "codebook_changes", "version"):
        return
    frame = frames["codebook_changes"]
    versions = frame["version"].where(frame["version"].str.fullmatch(PATTERNS["version"][0]).fillna(False).astype(bool), "")
    for position, (before, version) in enumerate(pairwise(versions), start=1):
        if before and version and version_order(version) < version_order(before):
            yield problem_at(TABLES["codebook_changes"], frame, position, "version", f"a version not before {before}")


def code_problems(frames: Frames) -> Iterator[DataProblem]:
    """Codes that are no pillar or no topic of the codebook, and codes that may not stand together."""
    if not _has(frames, "codebook", "topic"):
        return
    topics = set(filter(v.is_topic, frames["codebook"]["topic"]))
    yield from _coding_problems(frames, topics)
    yield from _decision_problems(frames, topics)


def same_key_problems(frames: Frames) -> Iterator[DataProblem]:
    """Topics whose keys are one and the same but for case and punctuation; each of the rows is told, with the others.

    A reader could not keep them apart, and an address would mean both.
    """
    if not _has(frames, "codebook", "topic"):
        return
    keys = frames["codebook"]["topic"].reset_index(drop=True).dropna().astype(str)
    names = keys.map(v.folded)
    for _, alike in keys[names.duplicated(keep=False) & (names != "")].groupby(names):
        if alike.nunique() == 1:
            continue  # the same key twice is told as such
        for row, key in alike.items():
            others = ", ".join(other for other in dict.fromkeys(alike) if other != key)
            expected = f"a key that differs from {others} by more than case and punctuation"
            yield problem_at(TABLES["codebook"], frames["codebook"], int(str(row)), "topic", expected)


def _coding_problems(frames: Frames, topics: set[str]) -> Iterator[DataProblem]:
    if not _has(frames, "codings", "session_id", "coder", "dimension", "code", "rank"):
        return
    frame = frames["codings"].reset_index(drop=True).fillna("")
    frame = frame[frame["dimension"].isin(TABLES["codings"].by_name["dimension"].choices or ())]
    for (dimension, code), rows in frame.groupby(["dimension", "code"]).groups.items():
        for rule in broken_rules(dimension, [code], topics=topics, codebook=TABLES["codebook"].file):
            yield from (_coding_problem(frames, row, "code", rule) for row in rows)
    pillars = frame[frame["dimension"] == "pillar"].groupby(["session_id", "coder"])
    for column, rules in (("code", partial(broken_rules, "pillar")), ("rank", broken_ranks)):
        cells = pillars[column].agg(tuple)
        broken = {cell: rules(list(cell)) for cell in cells.unique()}
        for key in cells.index[cells.isin([cell for cell, found in broken.items() if found])]:
            row = pillars.groups[key][-1]
            together = [rule for rule in broken[cells[key]] if rule.value not in cells[key] or column == "rank"]
            yield from (_coding_problem(frames, row, column, rule) for rule in together)


def _coding_problem(frames: Frames, position: int, column: str, rule: BrokenRule) -> DataProblem:
    return replace(problem_at(TABLES["codings"], frames["codings"], position, column, rule.expected), value=rule.value)


def _decision_problems(frames: Frames, topics: set[str]) -> Iterator[DataProblem]:
    """The sides of a decision are what the coders said; what was decided must keep all rules."""
    for column in ("code_a", "code_b", "decision"):
        if not _has(frames, "decisions", "dimension", column):
            continue
        frame = frames["decisions"].reset_index(drop=True)
        frame = frame[frame["dimension"].isin(TABLES["decisions"].by_name["dimension"].choices or ())].dropna(subset=[column])
        for (dimension, cell), rows in frame.groupby(["dimension", column]).groups.items():
            codes = [code.strip() for code in cell.split(";")]
            parts = [codes] if column == "decision" else [[code] for code in codes]
            for rule in (
                rule
                for part in parts
                for rule in broken_rules(dimension, part, topics=topics, codebook=TABLES["codebook"].file)
            ):
                for row in rows:
                    yield problem_at(TABLES["decisions"], frames["decisions"], row, column, rule.expected)


def _dates(values: pd.Series) -> pd.Series:
    return pd.to_datetime(values, format="%Y-%m-%d", errors="coerce")


def _times(values: pd.Series) -> pd.Series:
    """Times as durations from midnight; what has no form of a time is a problem of its own and stays out."""
    return pd.to_timedelta(values.where(values.str.fullmatch(PATTERNS["time"][0]).fillna(False).astype(bool)) + ":00")


def _has(frames: Frames, name: str, *columns: str) -> bool:
    return name in frames and set(columns) <= set(frames[name].columns)


def read_folder(folder: Path) -> Frames:
    """Read and validate all tables of a folder, as text; files that did not change since are not read again.

    One frame of ``str`` columns a table, empty cells as missing; InvalidData has all problems of all files.
    """
    if not folder.is_dir():
        what = "this is not a folder" if folder.exists() else "there is no such folder"
        raise InvalidData(
            [DataProblem(str(folder), 0, "", "", "", f"{what}; expected one with {', '.join(t.file for t in TABLES.values())}")]
        )
    return {name: frame.copy(deep=False) for name, frame in _read(folder.absolute(), _state(folder)).items()}


def _state(folder: Path) -> tuple:
    """What tells whether a file of the folder was changed: time and size of each that is there."""
    found: list[tuple] = []
    for table in TABLES.values():
        with suppress(OSError):  # what cannot be read is told by who reads it
            file = (folder / table.file).stat()
            found.append((table.file, file.st_ino, file.st_mtime_ns, file.st_size))
    return tuple(found)


@lru_cache(4)
def _read(folder: Path, state: tuple) -> Frames:
    """Read and validate a folder once for a state of its files."""
    frames: Frames = {}
    problems: list[DataProblem] = []
    for table in TABLES.values():
        frame, found = read_file(folder, table)
        problems += found
        if frame is not None:
            frames[table.name] = frame
    problems += _all_problems(frames)
    if problems:
        raise InvalidData(problems)
    return {name: frame.reset_index(drop=True) for name, frame in frames.items()}


def check_frames(frames: Frames, *, trusted: Frames | None = None) -> None:
    """Check text frames that come from elsewhere than a folder, as :func:`read_folder` checks files.

    Rows are counted as if each frame were written as a file. Of the very same frames that are ``trusted``, checked before,
    only what refers to other tables is looked at. InvalidData has all problems.
    """
    known = {name for name, frame in (trusted or {}).items() if frames.get(name) is frame}
    problems = _all_problems({name: frame.set_axis(range(2, len(frame) + 2)) for name, frame in frames.items()}, known)
    if problems:
        raise InvalidData(problems)


def _all_problems(frames: Frames, known: Collection[str] = ()) -> list[DataProblem]:
    """Problems of all frames; of those known to be sound only the problems that lie between tables."""
    doubtful = {name: frame for name, frame in frames.items() if name not in known}
    problems = [problem for name, frame in doubtful.items() for problem in column_problems(TABLES[name], frame)]
    for check in (reference_problems, meeting_problems, session_problems, code_problems, same_key_problems, log_problems):
        problems += check(frames)
    return problems
