"""Read, check and join a data folder: one frozen :class:`Dataset` of frames."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import ClassVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from igfdata import vocabulary as v
from igfdata.lengths import with_likely_ends
from igfdata.memory import read_only, remembered
from igfdata.schema import TABLES, Column
from igfdata.validation import Frames, read_folder

_HERE = Path(__file__).resolve().parent
SHIPPED = _HERE / "data" if (_HERE / "data").is_dir() else _HERE.parent / "data"
"""The data folder that comes with the program: inside an installed package, in a checkout beside it."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """The tables of a data folder, typed and joined. Frames are shared: never change one in place.

    Parameters
    ----------
    meetings
        One row a meeting, columns of ``meetings.csv``.
    sessions
        One row a session, columns of ``sessions.csv`` and, derived: ``day_number`` (0-based, missing
        when the date is), ``day`` (``Day 0`` … or ``Day unknown``), ``starts_at`` and ``ends_at``
        (venue time without zone, by the calendar), ``hours`` (from ``duration_min``, else from start and end), ``year``,
        ``meeting_row`` (number of the row of its meeting),
        and what :func:`igfdata.lengths.with_likely_ends` adds for plans: ``likely_minutes, likely_ends_at, end_basis``.
    participants
        One row a person in a role, groups only; ``session_row``: number of the row of its session, ascending.
    session_pillars, session_topics
        One row a code: ``session_id, pillar`` or ``topic``, ``coder, rank, evidence, codebook_version, session_row``. After
        :func:`igfdata.selection.select` only the codes in effect.
    decisions, session_links, daily_reports, report_claims, benchmarks
        As in the files.
    codebook, codebook_rows, codebook_changes
        The topics alone, retired ones among them; every row of the codebook; its change log.
    data_changes
        When the rows of each meeting were collected or added, and the version of the data that came of it.
    """

    meetings: pd.DataFrame
    sessions: pd.DataFrame
    participants: pd.DataFrame
    session_pillars: pd.DataFrame
    session_topics: pd.DataFrame
    decisions: pd.DataFrame
    session_links: pd.DataFrame
    daily_reports: pd.DataFrame
    report_claims: pd.DataFrame
    benchmarks: pd.DataFrame
    codebook: pd.DataFrame
    codebook_rows: pd.DataFrame
    codebook_changes: pd.DataFrame
    data_changes: pd.DataFrame

    chosen_days: ClassVar[tuple[str, ...]] = ()
    """Days to which a selection limits the sessions; empty: no limit."""

    @property
    def n_sessions(self) -> int:
        """Number of sessions."""
        return len(self.sessions)

    @cached_property
    def session_ids(self) -> NDArray[np.object_]:
        """Keys of the sessions."""
        return read_only(self.sessions["session_id"].to_numpy(dtype=object))

    @cached_property
    def time_order(self) -> NDArray[np.integer]:
        """Rank of each session by date, then start (without one last), then key."""
        late = self.sessions["start"].where(self.sessions["start"] != "", "99:99")
        by_time = self.sessions.assign(late=late).sort_values(["date", "late", "session_id"], ignore_index=False).index
        return read_only(np.argsort(by_time))

    def column(self, table: str, name: str) -> pd.Series:
        """One column of a table."""
        return getattr(self, table)[name]

    def with_pillars(self, codes: pd.DataFrame) -> "Dataset":
        """The same sessions with other pillar codes; codes of other sessions fall away."""
        there = codes[codes["session_id"].isin(self.sessions["session_id"])]
        return replace(self, session_pillars=_by_session(there, self.sessions))

    @cached_property
    def newest_meeting(self) -> str:
        """Key of the meeting that starts last."""
        return str(self.meetings.sort_values("start_date")["meeting_id"].iloc[-1])

    @cached_property
    def coders(self) -> tuple[str, ...]:
        """Everybody whose codes are there, ``adjudicated`` among them; in alphabetical order."""
        codes = pd.concat([self.session_pillars["coder"], self.session_topics["coder"]])
        return tuple(sorted(map(str, codes.unique())))

    @property
    def codebook_version(self) -> str:
        """Version of the codebook: that of the last row of its change log."""
        versions = self.codebook_changes["version"]
        return str(versions.iloc[-1]) if len(versions) else ""

    @property
    def version(self) -> str:
        """Version of the data: ``2``; empty when they state none."""
        versions = self.data_changes["version"].dropna()
        return str(versions.max()) if len(versions) else ""

    def data_date(self, meetings: tuple[str, ...] = ()) -> dt.date:
        """Day of the newest rows of some meetings, or of all; where none is stated, the last day of the meetings themselves."""
        dates = self._changes_of(meetings)["date"]
        if dates.empty:
            of_meetings = self.meetings["meeting_id"].isin(meetings) if meetings else slice(None)
            dates = self.meetings.loc[of_meetings, "end_date"]
        return dates.max().date()

    @remembered
    def data_state(self, meetings: tuple[str, ...] = ()) -> str:
        """Say of which day and version the rows of some meetings are, or of all: ``Data of 28 November 2026 (version 2).``

        What users added is told apart.
        """
        changes = self._changes_of(meetings)
        if changes.empty:
            return "The data state no version and no day."
        shipped = changes[changes["version"].notna()]
        day = _long_date(changes["date"].max())
        if shipped.empty:
            return f"Data of {day} (added by users{f' to version {self.version}' if self.version else ''})."
        newest = shipped.loc[shipped["version"].idxmax()]
        if len(shipped) == len(changes):
            return f"Data of {day} (version {newest['version']})."
        return f"Data of {day} (version {newest['version']} of {_long_date(newest['date'])}, with additions by users)."

    def _changes_of(self, meetings: tuple[str, ...]) -> pd.DataFrame:
        """Rows of the log that are about any of the meetings; without meetings every row."""
        if not meetings:
            return self.data_changes
        named = self.data_changes["meetings"].str.split(";").explode().str.strip().isin(meetings)
        return self.data_changes[named.groupby(level=0).any()] if len(named) else self.data_changes

    @cached_property
    def topic_labels(self) -> dict[str, str]:
        """Label of each topic."""
        return dict(zip(self.codebook["topic"], self.codebook["label"], strict=True))

    def meeting_label(self, meeting_id: str) -> str:
        """Short name of a meeting: ``IGF 2025``, else its name; its key when it is not there."""
        return self._meeting_labels.get(str(meeting_id), str(meeting_id))

    @cached_property
    def _meeting_labels(self) -> dict[str, str]:
        rows = self.meetings[["meeting_id", "year", "name"]].itertuples(index=False, name=None)
        return {key: f"IGF {year}" if re.fullmatch(r"igf\d{4}", key) else str(name) for key, year, name in rows}


def load(folder: Path | str = SHIPPED) -> Dataset:
    """Read a data folder.

    Raises
    ------
    igfdata.validation.InvalidData
        With every problem of the folder.
    """
    return build(read_folder(Path(folder)))


def build(frames: Frames) -> Dataset:
    """Type and join validated text frames."""
    typed = {name: _typed(name, frame) for name, frame in frames.items()}
    codings = typed.pop("codings")
    codebook = typed["codebook"]
    topics = codebook[codebook["topic"].map(v.is_topic).astype(bool)].reset_index(drop=True)
    meetings = typed["meetings"].sort_values("start_date", ignore_index=True)
    sessions = _derived(typed["sessions"], meetings)
    joined = {
        "meetings": meetings,
        "sessions": sessions,
        "participants": _by_session(typed["participants"], sessions),
        "session_pillars": _by_session(_codes(codings, "pillar", list(v.PILLAR_CODES)), sessions),
        "session_topics": _by_session(
            _codes(codings, "topic", list(topics["topic"])).drop(columns=["rank", "answers"]), sessions
        ),
        "codebook": topics,
        "codebook_rows": codebook,
    }
    return Dataset(**typed | joined)


def by_time(sessions: pd.DataFrame) -> pd.DataFrame:
    """Sessions by meeting and time; those without a date or a time last."""
    return sessions.sort_values(["meeting_id", "date", "starts_at", "session_id"])


def _long_date(day: pd.Timestamp) -> str:
    return f"{day.day} {day:%B %Y}"


def day_name(number: float | None) -> str:
    """Name of a meeting day by its number: ``Day 0`` is the first date, usually of pre-events."""
    return v.DAY_UNKNOWN if number is None or pd.isna(number) else f"Day {int(number)}"


def _typed(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Types as declared: closed lists as ordered categories, so that tables keep the field's order."""
    columns = TABLES[name].by_name
    return pd.DataFrame({name: _typed_cells(columns[name], cells) for name, cells in frame.items()})


def _typed_cells(column: Column, cells: pd.Series) -> pd.Series | pd.Categorical:
    if column.choices is not None and not column.many:
        return pd.Categorical(cells, categories=list(column.choices), ordered=True)
    if column.kind == "integer" and not column.many:
        return pd.to_numeric(cells).astype("Int32")
    if column.kind == "number" and not column.many:
        return pd.to_numeric(cells)
    if column.kind == "date":
        return pd.to_datetime(cells, format="%Y-%m-%d")
    text = cells.astype("str")
    return text if column.required else text.fillna("")


def _derived(sessions: pd.DataFrame, meetings: pd.DataFrame) -> pd.DataFrame:
    by_meeting = meetings.set_index("meeting_id")
    numbers = (sessions["date"] - sessions["meeting_id"].map(by_meeting["day_zero_date"])).dt.days
    longest = max(4, int((meetings["end_date"] - meetings["day_zero_date"]).dt.days.max()))
    earliest = min(0, int((meetings["start_date"] - meetings["day_zero_date"]).dt.days.min()))
    names = [day_name(number) for number in range(earliest, longest + 1)] + [v.DAY_UNKNOWN]
    starts_at, ends_at = (
        sessions["date"] + pd.to_timedelta(sessions[column].where(sessions[column] != "") + ":00")  # 25:30: the next day
        for column in ("start", "end")
    )
    measured = (ends_at - starts_at).dt.total_seconds() / 60
    minutes = sessions["duration_min"].astype("Float64").fillna(measured.astype("Float64")).astype("float64")
    derived = sessions.assign(
        meeting_row=_row_numbers(meetings["meeting_id"], sessions["meeting_id"]),
        year=sessions["meeting_id"].map(by_meeting["year"]),
        day_number=numbers.astype("Int16"),
        day=pd.Categorical(numbers.map(day_name), categories=names, ordered=True),
        starts_at=starts_at,
        ends_at=ends_at.fillna(starts_at + pd.to_timedelta(minutes, unit="min")),
        hours=minutes / 60,
    )
    return with_likely_ends(derived)


def _codes(codings: pd.DataFrame, dimension: str, codes: list[str]) -> pd.DataFrame:
    rows = codings[codings["dimension"] == dimension].drop(columns="dimension").rename(columns={"code": dimension})
    rows[dimension] = pd.Categorical(rows[dimension], categories=codes, ordered=True)
    return rows.sort_values(["session_id", "coder", dimension], ignore_index=True)


def _by_session(rows: pd.DataFrame, sessions: pd.DataFrame) -> pd.DataFrame:
    """Rows in the order of their sessions, with the number of its row."""
    numbers = _row_numbers(sessions["session_id"], rows["session_id"])
    return rows.assign(session_row=numbers).sort_values("session_row", kind="stable", ignore_index=True)


def _row_numbers(keys: pd.Series, values: pd.Series) -> NDArray[np.integer]:
    return pd.Index(keys).get_indexer(pd.Index(values))
