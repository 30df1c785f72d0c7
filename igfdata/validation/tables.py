"""Do the tables fit each other: references, dates inside the meeting, codes of the codebook?"""

from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from igfdata import vocabulary as v
from igfdata.schema import PATTERNS, TABLES, version_order
from igfdata.validation.faults import Fault, Frames, fault_at, faults_where


def reference_faults(frames: Frames) -> Iterator[Fault]:
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
            yield from faults_where(frames, table.name, bad, column.name, column.allowed)


def meeting_faults(frames: Frames) -> Iterator[Fault]:
    """Meetings that end before they start."""
    if not _has(frames, "meetings", "start_date", "end_date", "day_zero_date"):
        return
    meetings = frames["meetings"]
    start, end, zero = (_dates(meetings[column]) for column in ("start_date", "end_date", "day_zero_date"))
    yield from faults_where(frames, "meetings", end < start, "end_date", "a date on or after start_date")
    yield from faults_where(
        frames, "meetings", (zero < start) | (zero > end), "day_zero_date", "a date between start_date and end_date"
    )


def session_faults(frames: Frames) -> Iterator[Fault]:
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
            yield from faults_where(
                frames, name, (date < first) | (date > last), "date", "a date of the meeting (see meetings.csv)"
            )
    start, end = (_times(sessions[column]) for column in ("start", "end"))
    yield from faults_where(frames, "sessions", end <= start, "end", "a time after start")


def log_faults(frames: Frames) -> Iterator[Fault]:
    """Versions of the codebook that go down; a version of a wrong form is a fault of its own."""
    if not _has(frames, "codebook_changes", "version"):
        return
    frame = frames["codebook_changes"]
    versions = frame["version"].where(frame["version"].str.fullmatch(PATTERNS["version"][0]).fillna(False).astype(bool), "")
    for position, (before, version) in enumerate(pairwise(versions), start=1):
        if before and version and version_order(version) < version_order(before):
            yield fault_at(TABLES["codebook_changes"], frame, position, "version", f"a version not before {before}")


def code_faults(frames: Frames) -> Iterator[Fault]:
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
            yield from faults_where(frames, name, bad_pillar, column, f"one of: {', '.join(v.PILLAR_CODES)}")
            yield from faults_where(frames, name, bad_topic, column, "a topic of codebook.csv")


def _dates(values: pd.Series) -> pd.Series:
    return pd.to_datetime(values, format="%Y-%m-%d", errors="coerce")


def _times(values: pd.Series) -> pd.Series:
    """Times as durations from midnight; what has no form of a time is a fault of its own and stays out."""
    return pd.to_timedelta(values.where(values.str.fullmatch(PATTERNS["time"][0]).fillna(False).astype(bool)) + ":00")


def _has(frames: Frames, name: str, *columns: str) -> bool:
    return name in frames and set(columns) <= set(frames[name].columns)
