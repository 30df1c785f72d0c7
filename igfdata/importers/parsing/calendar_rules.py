"""Rules of a calendar file: its own time zones, and the dates of repeated events within the meeting, moved and cancelled ones too."""

import datetime as dt
import math
import re
import warnings
import zoneinfo
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import recurring_ical_events
from icalendar import Calendar, Event

from igfdata.importers.model import Days
from igfdata.importers.parsing.times import main_days
from igfdata.importers.parsing.zones import offset_name, zone_of_file

WHOLE_DAYS = 14
"""A series that ends within so many days of its first date is part of the meeting as it is."""
LONGEST_DAYS = 60
LOOK_AHEAD = 35
"""Days after the meeting that are looked at to know whether a series goes on."""
MOST_STEPS = 20_000
"""Steps from the first date of a rule to the end of the meeting: every day for 54 years, every hour for two."""
STEP_SECONDS = {
    "SECONDLY": 1,
    "MINUTELY": 60,
    "HOURLY": 3600,
    "DAILY": 86400,
    "WEEKLY": 604800,
    "MONTHLY": 2_419_200,
    "YEARLY": 31_536_000,
}

STEPS_OF_A_DATE = 50
PICKING = ("BYDAY", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS", "BYEASTER")
"""Parts of a rule that pick some of its days."""
PICKED_STEPS = 10_000
"""Steps of a rule by month or year that fits no day at all."""

LocalDay = Callable[[dt.datetime | dt.date], dt.date]


@dataclass
class Budget:
    """Steps that the rules of one file may take together."""

    left: int = 300_000


@dataclass
class Series:
    """A repeated event: its first date, its moved instances, and what is known of its end."""

    event: Any
    start: dt.datetime | dt.date
    budget: Budget
    instances: list[Any] = field(default_factory=list)

    @property
    def rules(self) -> list[Any]:
        """Rules of repetition."""
        value = self.event.get("RRULE")
        return value if isinstance(value, list) else [value] if value is not None else []

    @property
    def has_end(self) -> bool:
        """Whether every rule has an end."""
        return all("COUNT" in rule or "UNTIL" in rule for rule in self.rules)

    def steps(self, until: dt.date) -> float:
        """About how many steps the rules take to a day."""
        seconds = max((until - _day(self.start)).days + 1, 1) * 86400
        return 50.0 * (1 + len(self.instances)) + sum(_steps(rule, seconds) for rule in self.rules)

    def between(self, first: dt.date, last: dt.date) -> list[Any]:
        """Occurrences that touch the days, each an event with its own times and the time it was planned for.

        Raises ValueError: when the rules cannot be followed.
        """
        steps = self.steps(last)
        if steps > min(MOST_STEPS, self.budget.left):
            raise ValueError("too many steps")
        self.budget.left -= int(steps)
        calendar = Calendar()
        core = self.event.copy()
        core["RRULE"] = [_ending(rule, last) for rule in self.rules]
        for one in (core, *self.instances):
            calendar.add_component(one)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                found = recurring_ical_events.of(calendar).between(first - dt.timedelta(days=1), last + dt.timedelta(days=2))
        except Exception as error:  # a rule can be wrong in any way; all mean the same: it cannot be followed
            raise ValueError("the rule cannot be followed") from error
        self.budget.left -= STEPS_OF_A_DATE * len(found)
        return found


def _steps(rule: Any, seconds: int) -> float:
    """Steps of a rule in a span of time; infinite for one that may fit no day at all, which is followed to the year 9999."""
    freq, interval = str(rule.get("FREQ", [""])[0]).upper(), max(int(rule.get("INTERVAL", [1])[0]), 1)
    steps = seconds / (STEP_SECONDS.get(freq, 1) * interval)
    for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        steps *= max(len(rule.get(name, [])), 1)
    picks = [name for name in PICKING if name in rule]
    if picks and freq in ("MONTHLY", "YEARLY"):
        return steps + PICKED_STEPS
    if any(name not in ("BYDAY", "BYMONTH", "BYMONTHDAY") for name in picks) or (picks and interval > 1 and freq != "WEEKLY"):
        return math.inf
    days = [abs(int(day)) for day in rule.get("BYMONTHDAY", [1])]
    months = [int(month) for month in rule.get("BYMONTH", [1])]
    longest = max((29 if month == 2 else 30 if month in (4, 6, 9, 11) else 31) for month in months)
    return steps + len(str(rule)) if min(days) <= longest else math.inf


def _ending(rule: Any, last: dt.date) -> Any:
    """The rule with an end soon after a day, so that one that never fits is not followed to the year 9999."""
    latest = last + dt.timedelta(days=2)
    if "UNTIL" in rule and _day(rule["UNTIL"][0]) <= latest:
        return rule
    ending = rule.copy()
    ending["UNTIL"] = [dt.datetime.combine(latest, dt.time(), dt.UTC)]
    return ending


def _day(moment: dt.datetime | dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


@dataclass(frozen=True)
class Expanded:
    """Occurrences of a series within the meeting, and what is to be told: field value and what was done."""

    occurrences: list[Any]
    told: tuple[str, ...] = ()


def _own_days(series: Series, longest: int, local_day: LocalDay) -> list[dt.date] | None:
    """All days of a series that ends within a number of days, else None."""
    if not series.has_end:
        return None
    first = local_day(series.start)
    try:
        found = series.between(first - dt.timedelta(days=1), first + dt.timedelta(days=longest + 40))
    except ValueError:
        return None
    days = sorted(local_day(one["DTSTART"].dt) for one in found)
    return days if days and (days[-1] - days[0]).days <= longest else None


def meeting_days(singles: Sequence[dt.date], series: Sequence[Series], stated: Days | None, local_day: LocalDay) -> Days | None:
    """Return first and last day of the meeting: as stated, else of its events, else of series with an end; None if unknown."""
    if stated is not None:
        return stated
    days = [*singles, *(day for one in series for day in _own_days(one, WHOLE_DAYS, local_day) or [])]
    if not days:
        days = [day for one in series for day in _own_days(one, LONGEST_DAYS, local_day) or []]
    return main_days(days)


def expand(series: Series, meeting: Days | None, is_stated: bool, local_day: LocalDay) -> Expanded:
    """Return the dates of a series within the meeting; what is cut off is told."""
    first = local_day(series.start)
    if meeting is None:
        return Expanded(
            [without_rules(series.event)],
            ("the days of the meeting are not known, so only the first date of the rule is used",),
        )
    own = None if is_stated else _own_days(series, WHOLE_DAYS, local_day)
    begins, ends = (own[0], own[-1]) if own else meeting
    try:
        found = series.between(begins, ends + dt.timedelta(days=LOOK_AHEAD if series.has_end else 0))
    except ValueError:
        return Expanded(
            [without_rules(series.event)],
            ("the rule gives too many dates; only its first one is used",),
        )
    dated = [(local_day(one["DTSTART"].dt), one) for one in found]
    inside = [one for day, one in dated if begins <= day <= ends]
    told = []
    if not series.has_end or any(day > ends for day, _ in dated):
        told.append(f"the rule goes on after the meeting; dates after {ends.isoformat()} are skipped")
    if first < begins:
        told.append(f"the rule begins before the meeting; dates before {begins.isoformat()} are skipped")
    if not inside:
        told.append("the series has no date within the meeting, so it is skipped")
    return Expanded(inside, tuple(told))


def group_series(events: Iterable[tuple[str, Any]]) -> tuple[list[Any], list[Series]]:
    """Return the single events, and the series with their instances; ``events`` are (UID, event).

    Events of one UID that are neither repeated nor instances are events of their own: the UID does not tell them apart.
    """
    listed = list(events)
    budget = Budget()
    series: dict[str, Series] = {}
    singles: list[Any] = []
    more: list[Series] = []
    for uid, event in listed:
        if "RECURRENCE-ID" not in event and ("RRULE" in event or "RDATE" in event) and "DTSTART" in event:
            one = Series(event, event["DTSTART"].dt, budget)
            if series.setdefault(uid, one) is not one:
                more.append(one)
        elif "RECURRENCE-ID" not in event:
            singles.append(event)
    for uid, event in listed:
        if "RECURRENCE-ID" in event:
            if uid in series and "DTSTART" in event:
                series[uid].instances.append(event)
            else:
                singles.append(event)
    return singles, [*series.values(), *more]


def without_rules(event: Any) -> Event:
    """Return the event as a single one."""
    single = event.copy()
    for name in ("RRULE", "RDATE", "EXDATE"):
        single.pop(name, None)
    return single


MOST_LINES = 2_000
SLOW_RULE = re.compile(r"RRULE.*FREQ=(?!YEARLY)|RRULE.*BY(?:HOUR|MINUTE|SECOND|SETPOS)", re.I)


class FileZones:
    """Zones by the names that one file gives them. What one file calls "Venue" is never known in another."""

    def __init__(self, stated: Mapping[str, list[str]]) -> None:
        self._stated = {name.strip("/"): lines for name, lines in stated.items()}
        self._found: dict[str, dt.tzinfo | None] = {}

    def find(self, name: str) -> dt.tzinfo | None:
        """Return the zone of a name; None where neither the name nor the file tells it."""
        if name not in self._found:
            lines = self._stated.get(name.strip("/"), [])
            place = next((line.partition(":")[2] for line in lines if line.upper().startswith("X-LIC-LOCATION")), "")
            self._found[name] = zone_of_file(name) or (zone_of_file(place) if place else None) or self._by_rules(lines)
        return self._found[name]

    def _by_rules(self, lines: list[str]) -> dt.tzinfo | None:
        """Zone by the rules of the file. Rules of other than yearly changes are no zone's, and take time without end."""
        if not lines or len(lines) > MOST_LINES or any(SLOW_RULE.match(line) for line in lines):
            return None
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                calendar = Calendar.from_ical("\r\n".join(("BEGIN:VCALENDAR", "BEGIN:VTIMEZONE", *lines[1:], "END:VCALENDAR")))
                zone: Any
                (zone,) = calendar.walk("VTIMEZONE")
                found = zone.to_tz(lookup_tzid=False)
                found.utcoffset(dt.datetime(2026, 6, 1))
        except Exception:  # the rules of a file can be broken in any way; all mean the same: no zone
            return None
        return found


def venue_of(moments: Iterable[dt.datetime]) -> tuple[zoneinfo.ZoneInfo | None, int]:
    """Return the zone that most moments are stated in, and how many moments have another offset than it has then.

    UTC is no statement about the venue. Zones that only the file knows count where their offset is always the same one.
    """
    local = [one for one in moments if one.tzinfo is not None and not _is_utc(one)]
    names = Counter(one.tzinfo.key for one in local if isinstance(one.tzinfo, zoneinfo.ZoneInfo))
    if names:
        most = max(names.values())
        zone = zoneinfo.ZoneInfo(min(name for name, n in names.items() if n == most))
    else:
        offsets = {one.utcoffset() for one in local}
        name = offset_name(next(iter(offsets))) if len(offsets) == 1 else ""
        if not name:
            return None, 0
        zone = zoneinfo.ZoneInfo(name)
    return zone, sum(one.astimezone(zone).utcoffset() != one.utcoffset() for one in local)


def _is_utc(moment: dt.datetime) -> bool:
    return isinstance(moment.tzinfo, zoneinfo.ZoneInfo) and moment.tzinfo.key in ("UTC", "Etc/UTC", "GMT", "Etc/GMT")
