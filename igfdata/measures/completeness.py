"""How much of each meeting is in the data, and how well is it known?"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.joining import column_of, n_sessions, session_rows, sessions_of
from igfdata.measures.dimensions import keys_of_sessions
from igfdata.once import once_a_dataset


@once_a_dataset()
def completeness(data: Dataset) -> pd.DataFrame:
    """One row a meeting: counts of sessions that are there, dated, timed, coded, with persons.

    Returns
    -------
    DataFrame
        ``meeting_id, coverage`` (of the programme), ``n_sessions, sessions_total`` (official, missing where unknown), ``held,
        on_programme, proposed, yes, partly, no`` (sessions), ``n_dated, n_timed, n_length, n_pillars,
        n_topics`` (sessions), ``n_with_persons`` (sessions), ``n_persons, n_group_known,
        n_region_known`` (persons).
    """
    n, owner = n_sessions(data), session_rows(data, "participants")
    has_row = {table: sessions_of(n, session_rows(data, table)) for table in ("session_pillars", "session_topics")}

    def persons_of_session(is_counted: NDArray) -> NDArray:
        return np.bincount(owner[is_counted & (owner >= 0)], minlength=n)

    of_session = {
        "n_sessions": np.ones(n),
        **{key: column_of(data, "sessions", "status") == key for key in v.STATUS},
        **{key: column_of(data, "sessions", "child_rights") == key for key in v.RELEVANCE},
        "n_dated": column_of(data, "sessions", "date").notna(),
        "n_timed": column_of(data, "sessions", "starts_at").notna(),
        "n_length": column_of(data, "sessions", "hours").notna(),
        "n_pillars": has_row["session_pillars"],
        "n_topics": has_row["session_topics"],
        "n_with_persons": sessions_of(n, owner),
        "n_persons": persons_of_session(np.ones(len(owner), dtype=bool)),
        "n_group_known": persons_of_session(column_of(data, "participants", "stakeholder_group").notna().to_numpy()),
        "n_region_known": persons_of_session(column_of(data, "participants", "regional_group").notna().to_numpy()),
    }
    meeting = keys_of_sessions(data, "meeting")
    counts = {name: meeting.total(np.asarray(values)).astype(int) for name, values in of_session.items()}
    of_meeting = data.meetings.set_index("meeting_id").reindex(meeting.names)
    return pd.DataFrame(
        {
            "meeting_id": pd.Series(meeting.names, dtype="str"),
            "coverage": of_meeting["programme_coverage"].astype("str").array,
            **counts,
            "sessions_total": of_meeting["sessions_total"].array,
        }
    )
