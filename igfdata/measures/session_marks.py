"""Which mark does each session have: on a pillar or not, about children or partly, in order of time?"""

import numpy as np
import pandas as pd

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.measures.breakdown import rows_by, session_keys
from igfdata.memory import remembered

ON, OFF, UNCODED = "on", "off", "not coded"


@remembered
def session_marks(data: Dataset, *, by: str) -> pd.DataFrame:
    """List the sessions of each value of a breakdown with what their marks show, in order of time.

    Returns
    -------
    DataFrame
        One row a session and value: ``key`` (an ordered category, empty days kept), ``session_id, title, code, start, end``
        (venue time as in the file; empty: not known), ``groups`` (labels of the stakeholder groups with a part in it), ``child_rights``
        (whether it is about children), and ``protection, provision, participation``: ``on, off, unclear`` or ``not coded``.
        By key, then date and start (sessions without one last), then ``session_id``.
    """
    states, groups = _states(data), _groups(data)
    sessions = data.sessions[["session_id", "title", "code", "date", "start", "end", "child_rights"]].reset_index(drop=True)
    sessions = sessions.assign(groups=groups, **states)
    marks = session_keys(data, by).merge(sessions, on="session_id", how="left")
    marks["late"] = marks["start"].where(marks["start"] != "", "99:99")
    ordered = marks.sort_values(["key", "date", "late", "session_id"], kind="stable", na_position="last", ignore_index=True)
    return ordered[["key", "session_id", "title", "code", "start", "end", "groups", "child_rights", *v.PILLARS]]


def _states(data: Dataset) -> dict[str, list[str]]:
    """Pillar → state of each session, in the order of the sessions."""
    codes = rows_by(data, "pillar")
    is_unclear = codes.having(v.UNCLEAR)
    rest = np.where(codes.present, np.where(is_unclear, v.UNCLEAR, OFF), UNCODED)
    return {pillar: np.where(codes.having(pillar), ON, rest).tolist() for pillar in v.PILLARS}


def _groups(data: Dataset) -> list[str]:
    """Stakeholder groups of each session in words, in the order of the sessions."""
    rows = rows_by(data, "group").each_once()
    named: list[list[str]] = [[] for _ in range(data.n_sessions)]
    for session, value in zip(rows.session, rows.value, strict=True):
        named[session].append(v.STAKEHOLDER_GROUPS.label(rows.names[value]))
    return [", ".join(names) for names in named]
