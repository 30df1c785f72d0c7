"""What changed in a meeting's programme when its active version came?"""

import pandas as pd

from igfdata.workspace.difference import DIFFERENCE_COLUMNS, difference, suspected_renumbering
from igfdata.workspace.errors import StoreUnavailable
from igfdata.workspace.versions import Change, Versions


def last_change(workspace: Versions, meeting_id: str) -> Change | None:
    """The active version of a meeting beside the one that was kept before it.

    Returns
    -------
    Change or None
        None when the meeting has no earlier version, or is not in the workspace.
    """
    versions = workspace.versions(meeting_id)
    active = versions.loc[versions["is_active"], "id"]
    if active.empty:
        return None
    earlier = versions.loc[versions["id"] < active.iloc[0], "id"]
    if earlier.empty:
        return None
    number = int(active.iloc[0])
    old, new = workspace.programme(int(earlier.max())), workspace.programme(number)
    return Change(number, True, difference(old, new), suspected_renumbering(old, new))


def changes_for(workspace: Versions | None, meeting_id: str | None) -> pd.DataFrame | None:
    """Changes for a briefing: ``kind, session, before, after, session_id``; None without an earlier version."""
    try:
        change = last_change(workspace, meeting_id) if workspace is not None and meeting_id else None
    except StoreUnavailable:  # the store went away since the data were read: the other slides still hold
        change = None
    return None if change is None else change.difference[DIFFERENCE_COLUMNS]
