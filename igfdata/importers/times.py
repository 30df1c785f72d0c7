"""When is a session, in the venue's zone? Zones are stated or given, never guessed; summer time is right."""

import datetime as dt
import re
import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass

from igfdata.importers.model import WITHHELD, ImportFault, NeedsTimezone, Problem, When
from igfdata.importers.moments import DAY_MINUTES
from igfdata.importers.zones import EXPECTED, zone_of_people
from igfdata.schema import PATTERNS

NIGHT_ENDS = 3
"""Sessions that start before this hour belong to the day before where a format says so."""
LATEST_NIGHT = 9
"""A session that a file lists under the day before belongs there when it starts before this hour."""

LONGEST_DAYS = 14
"""A session that seems longer has a wrong date somewhere."""

Warn = Callable[[str, str, str], None]
"""Takes (field, value, expected)."""


def find_zone(name: str, filename: str, parameter: str = "timezone") -> zoneinfo.ZoneInfo:
    """Return the zone of a name such as Europe/Oslo, Oslo or UTC+1.

    Raises
    ------
    ImportFault
        When there is no such zone.
    """
    if zone := zone_of_people(name):
        return zone
    value = name if re.fullmatch(r"[\w+\-/: ]{1,60}", name) else WITHHELD
    raise ImportFault(Problem(filename, "", parameter, value, EXPECTED, "error"))


@dataclass(frozen=True)
class Clock:
    """Turns the times of a file into venue time.

    Parameters
    ----------
    filename
        For messages.
    venue
        Zone of the venue; without it times that need a conversion raise :class:`NeedsTimezone`.
    file_zone
        Zone of times that state none; the venue's unless it is given.
    trust_offset
        Times that state an offset are venue time as they stand when no venue zone is known.
    """

    filename: str
    venue: zoneinfo.ZoneInfo | None = None
    file_zone: zoneinfo.ZoneInfo | None = None
    trust_offset: bool = False

    def local(self, moment: dt.datetime, field: str, warn: Warn) -> dt.datetime | None:
        """Venue time of a moment; None, and a warning, when the calendar of our time does not hold it."""
        if not 1900 < moment.year < 2100:
            warn(field, moment.isoformat(sep=" "), "a date between 1901 and 2099")
            return None
        if moment.tzinfo is None:
            moment = self._placed(moment, field, warn)
        if self.venue is not None:
            return moment.astimezone(self.venue)
        if self.trust_offset:
            return moment
        raise self.needs_zone()

    def _placed(self, moment: dt.datetime, field: str, warn: Warn) -> dt.datetime:
        zone = self.file_zone or self.venue
        if zone is None:
            raise self.needs_zone()
        early, late = moment.replace(tzinfo=zone, fold=0), moment.replace(tzinfo=zone, fold=1)
        if early.utcoffset() == late.utcoffset():
            return early
        exists = early.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) == moment
        what = "occurs twice that night; the first is taken" if exists else "does not exist: the clock is put forward"
        warn(field, moment.isoformat(sep=" "), f"a time with its offset, for in {zone.key} this time {what}")
        return early

    def needs_zone(self) -> NeedsTimezone:
        """The question to ask when a time cannot be placed."""
        return NeedsTimezone(
            Problem(self.filename, "", "timezone", "", "the file does not state the zone of the venue; give one such as Europe/Oslo", "error")
        )  # fmt: skip


def session_time(
    clock: Clock, start: dt.datetime | None, end: dt.datetime | None, warn: Warn, *,
    minutes: int | None = None, listed_day: dt.date | None = None, night_belongs_before: bool = False,
) -> When:  # fmt: skip
    """Date, start, end and minutes of a session in venue time; the hours after the midnight of its date go on from 24:00.

    An end after noon of the next day, or one that the clock change makes no later than the start, is left empty: the
    minutes and the note hold it. With ``night_belongs_before`` a start after midnight belongs to ``listed_day`` when the
    file lists it under the day before, and to the day before its date when the file lists it under no day and it is before
    03:00.
    """
    if start is None:
        return When(date=listed_day.isoformat() if listed_day else "", duration_min=str(minutes or ""))
    begins = clock.local(start, "start", warn)
    ends = clock.local(end, "end", warn) if end is not None else None
    if begins is None:
        return When(duration_min=str(minutes or ""))
    if ends is not None and ends.astimezone(dt.UTC) < begins.astimezone(dt.UTC):
        shown, first = (moment.isoformat(sep=" ", timespec="minutes") for moment in (ends, begins))
        warn("end", shown, f"an end after the start ({first}); left empty")
        ends = None
    if ends is None and minutes:
        ends = (begins.astimezone(dt.UTC) + dt.timedelta(minutes=minutes)).astimezone(begins.tzinfo)
    length = (ends.astimezone(dt.UTC) - begins.astimezone(dt.UTC)) // dt.timedelta(minutes=1) if ends is not None else None
    if end is not None and minutes and length and length != minutes:
        warn("duration_min", str(minutes), f"the {length} minutes between start and end; these are taken")
    day = _programme_day(begins, listed_day) if night_belongs_before else begins.date()
    ends, length, notes = _checked_end(begins, ends, length, day, warn)
    if day != begins.date():
        notes.insert(0, f"after midnight: by the calendar on {begins.date().isoformat()}")
    end_text = table_time(ends, day) if ends is not None else ""
    return When(day.isoformat(), table_time(begins, day), end_text, str(length or ""), "; ".join(notes))


def _programme_day(begins: dt.datetime, listed_day: dt.date | None) -> dt.date:
    """Day of the programme that a session belongs to: the day before its date when it is in the night after that day."""
    before = begins.date() - dt.timedelta(days=1)
    night_ends = LATEST_NIGHT if listed_day == before else NIGHT_ENDS if listed_day is None else 0
    return before if begins.hour < night_ends else begins.date()


def table_time(moment: dt.datetime, day: dt.date) -> str:
    """Time of a moment as the table holds it for a session of a day.

    >>> table_time(dt.datetime(2025, 6, 25, 1, 30), dt.date(2025, 6, 24))
    '25:30'
    """
    return f"{24 * (moment.date() - day).days + moment.hour:02d}:{moment.minute:02d}"


def _checked_end(
    begins: dt.datetime, ends: dt.datetime | None, length: int | None, day: dt.date, warn: Warn
) -> tuple[dt.datetime | None, int | None, list[str]]:
    if ends is None or length is None:
        return None, None, []
    shown = ends.isoformat(sep=" ", timespec="minutes")
    if length == 0:
        return None, None, ["the file gives no length"]
    if length > LONGEST_DAYS * DAY_MINUTES:
        warn("end", shown, f"an end within {LONGEST_DAYS} days of the start; left empty")
        return None, None, []
    is_put_back = table_time(ends, day) <= table_time(begins, day)
    if is_put_back or not re.fullmatch(PATTERNS["time"][0], table_time(ends, day)):
        return None, length, [f"ends {ends.strftime('%H:%M')} on {ends.date().isoformat()}"]
    return ends, length, []
