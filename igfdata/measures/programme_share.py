"""Which share of a programme is child-related? Only where the data can say it.

A meeting's ``programme_coverage`` says what its sessions are. Of a complete programme there is a share with its interval.
Where sessions were found by searching for subjects they are no sample: known sessions over the official total is
"at least". Proposals never belong to a programme. The official total is that of a whole meeting, so a filter that keeps
a part of one has no such share; neither have meetings together that are not covered alike.

How much of each meeting is in the data, and how well it is known, :func:`completeness` counts.
"""

import math
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from igfdata import vocabulary as v
from igfdata.counting import Mask, Numbers, Values, total
from igfdata.dataset import Dataset
from igfdata.intervals import wilson
from igfdata.measures.breakdown import rows_by, sessions_by
from igfdata.memory import remembered
from igfdata.selection import Selection, select

ACCEPTED = ("held", "on_programme")
CHILD_RELATED = ("yes", "partly")
PARTS_OF_A_MEETING = ("days", "types", "groups", "regions", "pillars", "topics")
"""What a filter can say that keeps a part of a meeting's sessions, apart from status and relevance."""

Reason = Literal["", "not_child_related", "coded", "part", "child_sessions_only", "no_total", "mixed", "more", "empty"]


@dataclass(frozen=True)
class ProgrammeShare:
    """Child-related sessions as a share of a programme.

    Parameters
    ----------
    kind
        ``share``: of a complete programme; ``at_least``: known sessions over the official total; ``none``: see ``reason``.
    n, of
        Child-related sessions, held or on the programme; sessions of the programme, 0 where there is no share.
    low, high
        Wilson interval, 95%; missing unless ``kind`` is ``share``.
    is_filtered
        Whether ``of`` counts only the sessions that the filter keeps.
    reason
        Why there is no share: ``not_child_related`` (the filter keeps no such session), ``coded`` (a filter on codes, which only
        child-related sessions have), ``part`` (a filter that keeps a part of the meeting), ``child_sessions_only``, ``no_total`` (not
        known), ``mixed`` (meetings that are not covered alike), ``more`` (sessions than the total states), ``empty``.
    """

    kind: Literal["share", "at_least", "none"]
    n: int
    of: int = 0
    low: float = math.nan
    high: float = math.nan
    is_filtered: bool = False
    reason: Reason = ""

    @property
    def share(self) -> float:
        """``n / of``, 0 to 1; missing where there is none."""
        return self.n / self.of if self.of else math.nan


@remembered
def programme_share(dataset: Dataset, selection: Selection) -> ProgrammeShare:
    """Count the child-related sessions of a selection as a share of the programme of its meetings.

    Parameters
    ----------
    dataset
        Everything; the selection is cut here. Its proposals, and its sessions not about children, never count.
    """
    status = tuple(key for key in ACCEPTED if not selection.status or key in selection.status)
    relevance = tuple(key for key in CHILD_RELATED if not selection.relevance or key in selection.relevance)
    if not status or not relevance:
        return ProgrammeShare("none", 0, reason="not_child_related")
    accepted = replace(selection, status=status)
    n = select(dataset, replace(accepted, relevance=relevance)).n_sessions
    meetings = meetings_of(dataset, selection)
    coverage = set(meetings["programme_coverage"].astype(str))
    is_part = any(getattr(selection, name) for name in PARTS_OF_A_MEETING)
    if coverage == {"complete"} and not (selection.pillars or selection.topics):
        of = select(dataset, replace(accepted, relevance=())).n_sessions
        low, high = (float(bound) for bound in wilson(n, of))
        if of:
            return ProgrammeShare("share", n, of, low, high, is_filtered=is_part or status != ACCEPTED)
    if coverage == {"partial"} and not is_part:
        totals = meetings["sessions_total"]
        if not totals.isna().any() and (accepted_sessions(dataset, meetings) <= totals).all():
            return ProgrammeShare("at_least", n, int(totals.sum()))
    return ProgrammeShare("none", n, reason=_why_not(coverage, selection, meetings, is_part=is_part))


def _why_not(coverage: set[str], selection: Selection, meetings: pd.DataFrame, *, is_part: bool) -> Reason:
    if coverage == {"complete"}:
        return "coded" if selection.pillars or selection.topics else "empty"
    if coverage == {"partial"}:
        return "no_total" if meetings["sessions_total"].isna().any() else "part" if is_part else "more"
    return "child_sessions_only" if coverage == {"child_sessions_only"} else "mixed" if coverage else "empty"


def accepted_sessions(dataset: Dataset, meetings: pd.DataFrame) -> pd.Series:
    """Count the sessions of meetings that were held or are on the programme, in the order of the meetings."""
    return meetings["meeting_id"].map(_accepted_by_meeting(dataset)).fillna(0).astype(int)


@remembered
def _accepted_by_meeting(dataset: Dataset) -> pd.Series:
    sessions = dataset.sessions
    return sessions.loc[sessions["status"].isin(ACCEPTED), "meeting_id"].value_counts()


def is_child_related(data: Dataset) -> Mask:
    """Tell which sessions are about or partly about children."""
    return data.column("sessions", "child_rights").isin(CHILD_RELATED).to_numpy()


def is_counted(data: Dataset, share: ProgrammeShare) -> Mask:
    """Tell which child-related sessions count: where they are a share of a programme, none that is only proposed."""
    child = is_child_related(data)
    return child if share.kind == "none" else child & data.column("sessions", "status").isin(ACCEPTED).to_numpy()


@dataclass(frozen=True)
class ChildSessions:
    """Child-related sessions of a selection, and their share of the programme.

    ``n``: all; ``n_counted``: those that count, see :func:`is_counted`; ``n_about``: of these about children, not partly.
    ``hours``: of all whose length is known, which are ``n_timed``.
    """

    share: ProgrammeShare
    n: int
    n_counted: int
    n_about: int
    hours: float
    n_timed: int


@remembered
def child_sessions(dataset: Dataset, selection: Selection) -> ChildSessions:
    """Count child-related sessions and their hours."""
    data, share = select(dataset, selection), programme_share(dataset, selection)
    child, counts = is_child_related(data), is_counted(data, share)
    about = counts & (data.column("sessions", "child_rights") == "yes").to_numpy()
    hours = data.column("sessions", "hours")[child]
    return ChildSessions(
        share, int(child.sum()), int(counts.sum()), int(about.sum()), float(hours.sum()), int(hours.notna().sum())
    )


def meetings_of(dataset: Dataset, selection: Selection) -> pd.DataFrame:
    """Rows of the meetings of a selection; without a limit to meetings all."""
    meetings = dataset.meetings
    return meetings[meetings["meeting_id"].isin(selection.meetings)] if selection.meetings else meetings


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
