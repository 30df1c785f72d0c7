"""How much of each meeting is in the data, and how well is it known?"""

import numpy as np
import pandas as pd

from igfdata import vocabulary as v
from igfdata.counting import Numbers, Values, total
from igfdata.dataset import Dataset
from igfdata.measures.breakdown import rows_by, sessions_by
from igfdata.memory import remembered


@remembered
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
    groups, regions = rows_by(data, "group"), rows_by(data, "region")

    def people_of_session(people: Values) -> Numbers:
        return np.bincount(people.session, minlength=data.n_sessions)

    of_session = {
        "n_sessions": np.ones(data.n_sessions, dtype=int),
        **{key: data.column("sessions", "status") == key for key in v.STATUS},
        **{key: data.column("sessions", "child_rights") == key for key in v.RELEVANCE},
        "n_dated": data.column("sessions", "date").notna(),
        "n_timed": data.column("sessions", "starts_at").notna(),
        "n_length": data.column("sessions", "hours").notna(),
        "n_pillars": rows_by(data, "pillar").present,
        "n_topics": rows_by(data, "topic").present,
        "n_with_persons": groups.present,
        "n_persons": people_of_session(groups),
        "n_group_known": people_of_session(groups.stated()),
        "n_region_known": people_of_session(regions.stated()),
    }
    meeting = sessions_by(data, "meeting")
    counts = {name: total(meeting, np.asarray(values)) for name, values in of_session.items()}
    of_meeting = data.meetings.set_index("meeting_id").reindex(meeting.names)
    return pd.DataFrame(
        {
            "meeting_id": pd.Series(meeting.names, dtype="str"),
            "coverage": of_meeting["programme_coverage"].astype("str").array,
            **counts,
            "sessions_total": of_meeting["sessions_total"].array,
        }
    )
