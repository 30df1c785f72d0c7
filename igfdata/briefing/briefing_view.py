"""What does a briefing look at? A day or a whole meeting within the audience's selection, cut once for all slides."""

import datetime as dt
from dataclasses import dataclass, replace

import pandas as pd

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.measures.breakdown import sessions_by
from igfdata.selection import Selection, options, select, unfiltered
from igfdata.wording import counted


@dataclass(frozen=True)
class View:
    """The data of a briefing.

    Parameters
    ----------
    dataset
        Everything, for the denominators of the method slide.
    selection
        The audience's selection with the days of this view.
    meeting_id, label
        The meeting; ``Day 2``, or the name of the meeting for a view of all its days.
    data
        What the slides are about.
    until
        The selection up to and including the day; of a whole meeting: the same as ``data``.
    meeting
        The selection on all days.
    """

    dataset: Dataset
    selection: Selection
    meeting_id: str
    label: str
    data: Dataset
    until: Dataset
    meeting: Dataset

    @property
    def is_day(self) -> bool:
        """Whether the view is one day."""
        return bool(self.selection.days)

    @property
    def uncoded(self) -> list[str]:
        """Meetings of the selection of which no session has a code that counts."""
        whole = select(self.dataset, unfiltered(self.selection))
        coded = {*whole.session_pillars["session_id"], *whole.session_topics["session_id"]}
        known = set(whole.sessions.loc[whole.sessions["session_id"].isin(coded), "meeting_id"])
        return [key for key in self.selection.meetings if key in set(whole.sessions["meeting_id"]) - known]

    @property
    def meeting_label(self) -> str:
        """Name of the meeting: ``IGF 2025``."""
        return self.dataset.meeting_label(self.meeting_id)

    @property
    def n_sessions(self) -> int:
        """Sessions that the slides are about."""
        return len(self.data.sessions)

    @property
    def where(self) -> str:
        """Where the sessions are, in words: ``on Day 2``, ``at IGF 2025``."""
        if not self.is_day:
            return f"at {self.label}"
        return "without a known day" if self.label == v.DAY_UNKNOWN else f"on {self.label}"

    @property
    def days(self) -> list[str]:
        """Days that a table by day shows: those of the meeting, of a day's view only up to that day."""
        days = [day for day in sessions_by(self.until, "day").names if day != v.DAY_UNKNOWN]
        return days[: days.index(self.label) + 1] if self.is_day and self.label in days else days

    @property
    def busy_days(self) -> list[str]:
        """Those of :attr:`days` that have a session of the selection, and the day of the view."""
        held = {*self.until.sessions["day"].astype(str), self.label if self.is_day else ""}
        return [day for day in self.days if day in held]

    @property
    def date(self) -> dt.date | None:
        """Date of the day; None for a meeting and for sessions without a known day."""
        if not self.is_day or self.label == v.DAY_UNKNOWN:
            return None
        return self.date_of(self.label)

    def date_of(self, day: str) -> dt.date:
        """Date of a day of the meeting."""
        zero = self.dataset.meetings.set_index("meeting_id")["day_zero_date"][self.meeting_id]
        return (zero + pd.Timedelta(days=int(day.removeprefix("Day ")))).date()

    @property
    def n_undated(self) -> int:
        """Sessions of the selection, whatever the day, whose day is not known."""
        return int((self.meeting.sessions["day"].astype(object) == v.DAY_UNKNOWN).sum())


def the_meeting(selection: Selection) -> str:
    """Give the key of the one meeting of a selection; ValueError where it has none or several."""
    if len(selection.meetings) != 1:
        given = ", ".join(selection.meetings) or "none"
        raise ValueError(f"a briefing is about one meeting; the selection has {given}")
    return selection.meetings[0]


def check_meeting(dataset: Dataset, meeting_id: str) -> str:
    """Give the same key when the data know the meeting; ValueError where they do not."""
    known = dataset.meetings["meeting_id"].tolist()
    if meeting_id not in known:
        raise ValueError(f"meeting {meeting_id!r} is not in the data; possible: {', '.join(known)}")
    return meeting_id


def day_view(dataset: Dataset, selection: Selection, day: str) -> View:
    """View a selection on one day, with the days before it; ValueError where it is not about one meeting, or has no such day."""
    meeting_id = check_meeting(dataset, the_meeting(selection))
    days = list(options(dataset, "days"))
    if day not in days:
        raise ValueError(f"{day!r} is not a day; possible: {', '.join(days)}")
    so_far = (day,) if day == v.DAY_UNKNOWN else tuple(days[: days.index(day) + 1])
    of_day = replace(selection, days=(day,))
    return View(
        dataset=dataset,
        selection=of_day,
        meeting_id=meeting_id,
        label=day,
        data=select(dataset, of_day),
        until=select(dataset, replace(selection, days=so_far)),
        meeting=select(dataset, replace(selection, days=())),
    )


def next_view(view: View) -> View | None:
    """The day whose programme a morning is about: the next one with a session, but the day itself where nothing of it is held yet.

    Of sessions without a known day: these sessions; None after the last day.
    """
    if view.label == v.DAY_UNKNOWN or (view.n_sessions and not (view.data.sessions["status"] == "held").any()):
        return view
    days = list(sessions_by(view.meeting, "day").names)
    held = set(view.meeting.sessions["day"].astype(object)) - {v.DAY_UNKNOWN}
    later = [day for day in days[days.index(view.label) + 1 :] if day in held] if view.label in days else []
    return day_view(view.dataset, view.selection, later[0]) if later else None


def meeting_view(dataset: Dataset, selection: Selection) -> View:
    """View a selection on all days of its meeting; ValueError where it is not about one."""
    meeting_id = check_meeting(dataset, the_meeting(selection))
    everything = replace(selection, days=())
    data = select(dataset, everything)
    return View(dataset, everything, meeting_id, dataset.meeting_label(meeting_id), data, data, data)


def sessions_here(view: View) -> str:
    """How many sessions there are and where: ``4 sessions on Day 2``."""
    return f"{counted(view.n_sessions, 'session')} {view.where}"


def no_session(view: View) -> str | None:
    """Why there is nothing to show: a sentence when the view has no session, else None."""
    if view.n_sessions:
        return None
    undated = view.n_undated if view.is_day and view.label != v.DAY_UNKNOWN else 0
    rest = f"; the day of {counted(undated, 'session')} is not known" if undated else ""
    return f"The selection has no session {view.where}{rest}."
