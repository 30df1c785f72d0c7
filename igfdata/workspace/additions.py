"""When did users add what? Rows for the log of the data, so that each export can say of which day it is."""

import datetime as dt
from collections.abc import Iterator

import pandas as pd
from sqlalchemy import Connection, select

from igfdata.schema import TABLES
from igfdata.validation import Frames
from igfdata.workspace.history import read_rows
from igfdata.workspace.tables import CODINGS, DECISIONS, MEETINGS, VERSIONS

Addition = tuple[str, str, str]
"""Meeting, moment, what was added."""


def local_day(moment: str) -> str:
    """Day of a moment of the store (UTC) where this program runs; empty for what is no moment.

    >>> local_day("soon")
    ''
    """
    try:
        return dt.datetime.fromisoformat(moment).astimezone().date().isoformat()
    except (ValueError, OverflowError):
        return ""


def with_additions(connection: Connection, frames: Frames) -> Frames:
    """Put the days of what users added into the log of the data: the newest of each meeting and kind."""
    rows = pd.DataFrame(
        [
            {"date": day, "meetings": meeting, "change": change}
            for meeting, moment, change in _additions(connection, frames)
            if (day := local_day(moment)) and meeting
        ],
        columns=["date", "meetings", "change"],
    )
    if rows.empty:
        return frames
    newest = rows.groupby(["meetings", "change"], as_index=False)["date"].max().sort_values(["date", "meetings", "change"])
    added = newest.reindex(columns=list(TABLES["data_changes"].by_name)).astype("str")
    added["version"] = pd.Series(pd.NA, index=added.index, dtype="str")
    return {**frames, "data_changes": pd.concat([frames["data_changes"], added], ignore_index=True)}


def _additions(connection: Connection, frames: Frames) -> Iterator[Addition]:
    meetings = set(frames["meetings"]["meeting_id"])
    meeting_of = dict(zip(frames["sessions"]["session_id"], frames["sessions"]["meeting_id"], strict=True))
    active = select(MEETINGS.c.meeting_id, VERSIONS.c.created_at).join(VERSIONS, MEETINGS.c.active_version == VERSIONS.c.id)
    for meeting, moment in connection.execute(active):
        if meeting in meetings:
            yield meeting, moment, "Programme imported."
    for table, change in ((CODINGS, "Sessions coded."), (DECISIONS, "Differences of coders settled.")):
        rows = read_rows(connection, table)
        for session_id, moment in zip(rows["session_id"], rows["at"], strict=True):
            yield meeting_of.get(session_id, ""), moment, change
