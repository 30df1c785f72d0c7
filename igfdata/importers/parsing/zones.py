"""Which time zone does a name mean, in a file or as people write it? Zones that only a file knows follow its own rules."""

import datetime as dt
import re
import warnings
import zoneinfo
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from typing import Any

from icalendar import Calendar
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from igfdata.importers.words import by_word, tables, words
from igfdata.schema import PATTERNS
from igfdata.wording import bare_words

OFFSET = re.compile(r"(?:(?:utc|gmt)\s*)?([+\-−–])\s*(\d{1,2})(?:[:.]?([0-5]\d))?(?:\s*h)?", re.I)
HALF_HOURS = {int(minutes): zone for minutes, zone in tables("times")["half_hours"].items()}
ABBREVIATIONS = by_word(words("times", "zones"))
OTHER_ENDS = re.compile(r"\s*(?:standard|daylight|summer)?\s*time(?: zone)?$", re.I)
EXPECTED = "a time zone such as Europe/Oslo, a city such as Oslo, or UTC+1"


@cache
def zone_names() -> frozenset[str]:
    """Names of all zones; the system is asked once, for it looks through hundreds of files."""
    return frozenset(name for name in zoneinfo.available_timezones() if re.fullmatch(PATTERNS["zone"][0], name))


@cache
def _by_lower() -> dict[str, str]:
    return {name.casefold(): name for name in zone_names()}


@cache
def _by_city() -> dict[str, list[str]]:
    cities: dict[str, list[str]] = {}
    for name in sorted(zone_names()):
        if "/" in name and not name.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/")):
            cities.setdefault(bare_words(name.rpartition("/")[2]), []).append(name)
    return cities


def zone_of_file(name: str) -> zoneinfo.ZoneInfo | None:
    """Return the zone that a file names: an IANA name in any case, one of Windows, or one with a prefix of its maker.

    >>> zone_of_file("/softwarestudio.org/Olson_20011030_5/Europe/Oslo").key, zone_of_file("Tokyo Standard Time").key
    ('Europe/Oslo', 'Asia/Tokyo')
    """
    name = name.strip().strip('"').strip("/ ")[:120]
    parts = name.split("/")
    for start in range(len(parts)):
        tail = "/".join(parts[start:])
        found = _by_lower().get(tail.casefold()) or WINDOWS_TO_OLSON.get(tail)
        if found and (start == 0 or "/" in tail):
            return zoneinfo.ZoneInfo(found)
    return None


def zone_of_people(text: str) -> zoneinfo.ZoneInfo | None:
    """Return the zone that a person means: UTC+1, GMT+2, CET, Oslo, Europe/Oslo; None where it can mean several or none.

    >>> zone_of_people("GMT+2").key, zone_of_people("new york").key, zone_of_people("IST") is None
    ('Etc/GMT-2', 'America/New_York', True)
    """
    text = text.strip()[:80]
    if found := OFFSET.fullmatch(text):
        minutes = (int(found[2]) * 60 + int(found[3] or 0)) * (1 if found[1] == "+" else -1)
        name = offset_name(dt.timedelta(minutes=minutes))
        return zoneinfo.ZoneInfo(name) if name else None
    if text.casefold() in ABBREVIATIONS:
        return zoneinfo.ZoneInfo(ABBREVIATIONS[text.casefold()])
    if zone := zone_of_file(text):
        return zone
    city = bare_words(OTHER_ENDS.sub("", text).partition(",")[0])
    keys = _by_city().get(city, [])
    return zoneinfo.ZoneInfo(keys[0]) if keys and len({_year_of(key) for key in keys}) == 1 else None


def _year_of(key: str) -> tuple[dt.timedelta | None, ...]:
    """Offsets of a zone through a year, which tell whether two names are one zone."""
    zone = zoneinfo.ZoneInfo(key)
    return tuple(dt.datetime(2026, month, 1, tzinfo=zone).utcoffset() for month in range(1, 13))


def offset_name(offset: dt.timedelta | None) -> str:
    """Return the name of the zone that always has an offset (UTC+3 is Etc/GMT-3), or nothing when no zone has it."""
    minutes, rest = divmod(int(offset.total_seconds()), 60) if offset is not None else (0, 1)
    if rest:
        return ""
    if minutes % 60:
        return HALF_HOURS.get(minutes, "")
    name = "UTC" if minutes == 0 else f"Etc/GMT{-minutes // 60:+d}"
    return name if name in zone_names() else ""


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

    @cached_property
    def names(self) -> list[str]:
        """Names that the file gives rules for."""
        return list(self._stated)


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
