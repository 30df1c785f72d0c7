"""When is a session, in the venue's zone, and when is the meeting? Only what cannot be read in two ways is read; zones are never guessed."""

import datetime as dt
import re
import zoneinfo
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from igfdata.importers.model import WITHHELD, Days, NeedsDay, NeedsTimezone, Unclear, Warn, When
from igfdata.importers.parsing.contents import Source
from igfdata.importers.parsing.time_text import DAY_MINUTES, Calendar, Stated
from igfdata.importers.parsing.time_words import CLOCK, UNITS, any_of, fold
from igfdata.importers.parsing.zones import ABBREVIATED, offset_of
from igfdata.importers.words import phrases
from igfdata.schema import PATTERNS
from igfdata.wording import bare_words

LONGEST_GAP = 28
"""Days without a session after which what follows, or came before, is not part of the meeting."""


def main_days(days: Iterable[dt.date]) -> Days | None:
    """Return the first and last day of the run of days that holds most of the sessions; None without a day.

    >>> day = dt.date.fromisoformat
    >>> [one.isoformat() for one in main_days([day("2026-03-10"), day("2026-06-23"), day("2026-06-25")])]
    ['2026-06-23', '2026-06-25']
    """
    runs = _runs(sorted(days))
    if not runs:
        return None
    most = max(map(len, runs))
    run = next(run for run in reversed(runs) if len(run) == most)
    return run[0], run[-1]


def _runs(days: list[dt.date]) -> list[list[dt.date]]:
    """Days in runs without a gap of more than four weeks."""
    runs: list[list[dt.date]] = []
    for day in days:
        if runs and (day - runs[-1][-1]).days <= LONGEST_GAP:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def is_stray(day: dt.date, meeting: Days) -> bool:
    """Whether a day lies more than four weeks before or after the meeting."""
    return (meeting[0] - day).days > LONGEST_GAP or (day - meeting[1]).days > LONGEST_GAP


NIGHT_ENDS = 3
"""Sessions that start before this hour belong to the day before where a format says so."""
LATEST_NIGHT = 9
"""A session that a file lists under the day before belongs there when it starts before this hour."""

LONGEST_DAYS = 14
"""A session that seems longer has a wrong date somewhere."""


LENGTH = re.compile(
    rf"(?:pt)?\s?(?:(?P<days>\d{{1,2}})\s?{any_of(UNITS['days'])}\.?,?\s?)?"
    rf"(?:(?:{any_of(CLOCK['and'])})?\s?(?P<hours>\d{{1,3}}(?:[.,]\d{{1,2}})?)\s?{any_of(UNITS['hours'])}\.?)?(?:,|\s?{any_of(CLOCK['and'])}\s?)?\s?"
    rf"(?:(?P<minutes>\d{{1,4}})(?:\.0+)?\s?(?:{any_of(UNITS['minutes'])}\.?)?)?"
)
DAYS_AND_CLOCK = re.compile(r"(?:(?P<days>\d{1,2}) days?(?:, |$))?(?:(?P<hours>\d{1,3}):(?P<minutes>\d{2})(?::\d{2})?)?")
ISO_LENGTH = re.compile(
    r"p(?:(?P<days>\d{1,2})d)?(?:t(?:(?P<hours>\d{1,3})h)?(?:(?P<minutes>\d{1,4})m)?(?:(?P<seconds>\d{1,2})s)?)?"
)
IN_WORDS = {bare_words(name): int(minutes) for minutes, names in phrases("times", "lengths").items() for name in names}
"""Length in words → minutes."""
PARTS_OF_HOUR = {"½": ".5", "1/2": ".5", "¼": ".25", "1/4": ".25", "¾": ".75", "3/4": ".75"}
PART_OF_HOUR = re.compile(rf"(?<!\d)(\d{{0,2}})\s?({'|'.join(PARTS_OF_HOUR)})(?!\d)")


def parse_minutes(text: object) -> int | None:
    """Return the minutes of a length: ``90``, ``90 min``, ``1:30``, ``1h30``, ``1½ h``, ``1 day, 2:00``, ``PT45M``; None when it is none.

    >>> parse_minutes("1 h 30 min"), parse_minutes("90 Minuten"), parse_minutes("1,5 Std."), parse_minutes("soon")
    (90, 90, 90, None)
    """
    whole = PART_OF_HOUR.sub(lambda found: f"{found[1] or 0}{PARTS_OF_HOUR[found[2]]}", str(text)[:60])
    folded = fold(whole)
    if minutes := IN_WORDS.get(bare_words(folded)):
        return minutes
    for pattern in (LENGTH, DAYS_AND_CLOCK, ISO_LENGTH):
        parts = found.groupdict() if (found := pattern.fullmatch(folded)) else {}
        if any(parts.values()):
            days, minutes = int(parts.get("days") or 0), int(parts["minutes"] or 0)
            return days * DAY_MINUTES + round(float((parts["hours"] or "0").replace(",", ".")) * 60) + minutes
    return None


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

    @classmethod
    def of(cls, source: Source, stated: zoneinfo.ZoneInfo | None = None) -> Self:
        """Return the clock of a file: the venue's zone is as the user says, else as the file states."""
        return cls(source.filename, source.venue or stated, source.file_zone)

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
        what = "occurs twice that night; the first is used" if exists else "does not exist, as clocks go forward"
        warn(field, moment.isoformat(sep=" "), f"a time with its offset: in {zone.key} this time {what}")
        return early

    def moment(self, day: dt.date, minutes: int | None, zone: str, warn: Warn) -> dt.datetime | None:
        """Moment of minutes after the midnight of a day, with the offset of a zone that is stated beside it."""
        if minutes is None:
            return None
        moment = dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minutes)
        try:
            offset = offset_of(zone, self.venue)
        except Unclear as error:
            warn("start", zone.upper() if zone in ABBREVIATED else WITHHELD, str(error))
            return moment
        return moment.replace(tzinfo=offset) if offset is not None else moment

    def needs_zone(self) -> NeedsTimezone:
        """The question to ask when a time cannot be placed."""
        expected = "the file does not state the zone of the venue; give one such as Europe/Oslo"
        return NeedsTimezone.because(self.filename, expected, field="timezone")


def only_day(source: Source, *, is_dated: bool, is_timed: bool) -> dt.date | None:
    """Return the day of a programme whose file states times and no date: the only day of the meeting.

    Raises NeedsDay: when the meeting has several days, or they are not known.
    """
    if is_dated or not is_timed:
        return None
    if day := Calendar(*(source.days or ())).only_day:
        return day
    raise needs_day(source, field="start")


def needs_day(source: Source, **place: str) -> NeedsDay:
    """The question to ask when times have no date."""
    return NeedsDay.because(
        source.filename, "the file has times but no dates. If the programme has one day, say which", **place
    )


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
        warn("duration_min", str(minutes), f"the {length} minutes between start and end; these are used")
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


def stated_time(clock: Clock, stated: Stated, warn: Warn) -> When:
    """Time of a session that a text states with its date; an end before the start is on the next day."""
    if stated.date is None or stated.start is None or stated.end is None:
        return When()
    end = stated.end + (DAY_MINUTES if stated.end < stated.start else 0)
    first, last = (clock.moment(stated.date, minutes, stated.zone, warn) for minutes in (stated.start, end))
    return session_time(clock, first, last, warn)
