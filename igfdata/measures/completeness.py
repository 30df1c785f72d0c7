"""How much of each meeting is in the data, and how well is it known?"""

import pandas as pd

from igfdata import vocabulary as v
from igfdata.dataset import Dataset


def completeness(data: Dataset) -> pd.DataFrame:
    """One row a meeting: counts of sessions that are there, dated, timed, coded, with persons.

    Returns
    -------
    DataFrame
        ``meeting_id, n_sessions, sessions_total`` (official, missing where unknown), ``held,
        on_programme, proposed, yes, partly, no`` (sessions), ``n_dated, n_timed, n_length, n_pillars,
        n_topics`` (sessions), ``n_with_persons`` (sessions), ``n_persons, n_group_known,
        n_region_known`` (persons).
    """
    sessions = data.sessions
    has = pd.DataFrame(
        {
            "meeting_id": sessions["meeting_id"],
            "n_sessions": True,
            **{key: sessions["status"] == key for key in v.STATUS},
            **{key: sessions["child_rights"] == key for key in v.RELEVANCE},
            "n_dated": sessions["date"].notna(),
            "n_timed": sessions["starts_at"].notna(),
            "n_length": sessions["hours"].notna(),
            "n_pillars": sessions["session_id"].isin(data.session_pillars["session_id"]),
            "n_topics": sessions["session_id"].isin(data.session_topics["session_id"]),
            "n_with_persons": sessions["session_id"].isin(data.participants["session_id"]),
        }
    )
    counts = has.groupby("meeting_id").sum().astype(int)
    persons = data.participants.assign(
        meeting_id=data.participants["session_id"].map(sessions.set_index("session_id")["meeting_id"]),
        n_persons=True,
        n_group_known=data.participants["stakeholder_group"].notna(),
        n_region_known=data.participants["regional_group"].notna(),
    )
    of_persons = persons.groupby("meeting_id")[["n_persons", "n_group_known", "n_region_known"]].sum().astype(int)
    totals = data.meetings.set_index("meeting_id")["sessions_total"]
    result = counts.join(of_persons).join(totals)
    result[of_persons.columns] = result[of_persons.columns].fillna(0).astype(int)
    order = [meeting for meeting in data.meetings["meeting_id"] if meeting in result.index]
    return result.loc[order].rename_axis("meeting_id").reset_index()
