"""Sessions of what a page shows: of the selection, or where it compares of A and B with the side that each lies in."""

import pandas as pd

from igfdata.measures.session_marks import compared_sessions
from pages.shared.parts.table import session_table
from pages.shared.view import View

SIDES = {(True, False): "A", (False, True): "B", (True, True): "A and B"}


def sessions_shown(view: View) -> pd.DataFrame:
    """Give the sessions of the selection, or of A or B with ``in_a, in_b``."""
    return view.data.sessions if view.data_b is None else compared_sessions(view.data, view.data_b)


def table_shown(view: View, sessions: pd.DataFrame) -> pd.DataFrame:
    """Write sessions for people, with the codes of A, else of B, and the side that they lie in."""
    if view.data_b is None:
        return session_table(sessions, view.data)
    of_a = sessions["in_a"].to_numpy(dtype=bool)
    table = pd.concat([session_table(sessions[of_a], view.data), session_table(sessions[~of_a], view.data_b)])
    sides = [SIDES[bool(a), bool(b)] for a, b in zip(sessions["in_a"], sessions["in_b"], strict=True)]
    table.insert(0, "In", pd.Series(sides, index=sessions.index))
    return table.loc[sessions.index]
