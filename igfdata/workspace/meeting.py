"""What is known of a meeting that users add: as given, else as known, else from its sessions."""

from dataclasses import asdict, dataclass, replace
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from igfdata.contacts import refuse_contacts
from igfdata.importers.formats import digwatch_page, igf_page
from igfdata.validation import Frames
from igfdata.workspace.history import clean_text
from igfdata.workspace.programme import Programme
from igfdata.workspace.tables import MEETINGS

PAGE_FORMATS = (igf_page.KEY, digwatch_page.KEY)
"""Formats of single sessions instead of programmes."""

LONGEST_DAYS = 60
"""A meeting that seems longer has a wrong date somewhere."""


@dataclass(frozen=True)
class Meeting:
    """A meeting that users add; what is left empty is taken from its sessions, or stays "not stated".

    ``programme_coverage`` is said of the file that is imported; the other facts are those of the meeting.
    """

    meeting_id: str
    name: str = ""
    year: str = ""
    city: str = ""
    country: str = ""
    start_date: str = ""
    end_date: str = ""
    day_zero_date: str = ""
    timezone: str = ""
    programme_coverage: str = ""


def settle(
    connection: Connection, shipped: Frames, facts: Meeting, zone: str, programme: Programme, *, is_scattered: bool = False
) -> Meeting:
    """Facts of a meeting: as given, else as known, else from the sessions.

    Parameters
    ----------
    is_scattered
        Whether sessions may be months apart, because the user keeps those far from the others.

    Raises
    ------
    ValueError
        When its zone or its dates cannot be known, or its sessions are in another zone.
    """
    known: dict[str, Any] = {}
    row = connection.execute(select(MEETINGS).where(MEETINGS.c.meeting_id == facts.meeting_id)).mappings().one_or_none()
    of_shipped = shipped["meetings"][shipped["meetings"]["meeting_id"] == facts.meeting_id]
    for record in [*of_shipped.to_dict("records"), *([dict(row)] if row else [])]:
        known |= {name: value for name, value in record.items() if isinstance(value, str) and value}
    known.pop("programme_coverage", None)
    refuse_contacts(asdict(facts))
    given = {name: clean_text(value) for name, value in asdict(facts).items() if value}
    zone_known = given.get("timezone") or known.get("timezone", "")
    if zone and zone_known and zone != zone_known:
        raise ValueError(f"timezone: the file was read in {zone}; expected {zone_known}, the zone of {facts.meeting_id}")
    merged = {**known, **given, "timezone": zone_known or zone}
    settled = Meeting(**{name: merged.get(name, "") for name in asdict(facts)})
    if not settled.timezone:
        raise ValueError(f"timezone: none found in the file; expected the zone of {facts.meeting_id}")
    return _dated(settled, programme, is_scattered)


def coverage_of(said: str, meeting_id: str, shipped: Frames, format: str) -> str:
    """Return how much of its programme a meeting holds: as said of the version, else as the shipped data have it.

    A new meeting is complete unless somebody said that it is not; pages hold one session each, so they are partial.
    """
    meetings = shipped["meetings"]
    known = meetings.loc[meetings["meeting_id"] == meeting_id, "programme_coverage"].tolist()
    return said or "".join(known) or ("partial" if format in PAGE_FORMATS else "complete")


def _dated(facts: Meeting, programme: Programme, is_scattered: bool) -> Meeting:
    """The meeting with first and last day; stored as stated, empty ones stay empty when the sessions tell them."""
    stated = (facts.start_date, facts.end_date, facts.day_zero_date)
    dates = sorted({*stated, *programme.sessions["date"]} - {""})
    if not dates:
        raise ValueError(f"start_date: no session has a date; expected the first and last day of {facts.meeting_id}")
    if (pd.Timestamp(dates[-1]) - pd.Timestamp(dates[0])).days > LONGEST_DAYS and not is_scattered:
        expected = f"dates at most {LONGEST_DAYS} days apart, unless you keep those far from the others (--keep stray)"
        raise ValueError(f"date: {dates[0]} and {dates[-1]} found; expected {expected}")
    return replace(facts, name=facts.name or facts.meeting_id, year=facts.year or dates[0][:4])
