"""Which time zone does a name mean, in a file or as people write it? Short names of several zones are never guessed."""

import datetime as dt
import re
import zoneinfo
from functools import cache

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from igfdata.importers.model import WITHHELD, ImportFailed, Unclear
from igfdata.importers.words import by_word, tables, words
from igfdata.schema import PATTERNS
from igfdata.wording import bare_words

OFFSET = re.compile(r"(?:(?:utc|gmt)\s*)?([+\-−–])\s*(\d{1,2})(?:[:.]?([0-5]\d))?(?:\s*h)?", re.I)
HALF_HOURS = {int(minutes): zone for minutes, zone in tables("times")["half_hours"].items()}
ABBREVIATIONS = by_word(words("times", "zones"))
HOURS_OF = {name: int(hours) for name, hours in by_word(words("times", "hours")).items()}
"""Short names of zones → hours before UTC."""
OTHER_ZONES = frozenset(words("times", "words")["several_zones"])
ABBREVIATED = OTHER_ZONES.union(HOURS_OF)
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


def find_zone(name: str, filename: str, parameter: str = "timezone") -> zoneinfo.ZoneInfo:
    """Return the zone of a name such as Europe/Oslo, Oslo or UTC+1.

    Raises ImportFailed: when there is no such zone.
    """
    if zone := zone_of_people(name):
        return zone
    value = name if re.fullmatch(r"[\w+\-/: ]{1,60}", name) else WITHHELD
    raise ImportFailed.because(filename, EXPECTED, field=parameter, value=value)


def plain_offset(zone: str) -> dt.tzinfo | None:
    """Return the offset of a zone stated as one (``+02:00``, ``utc``, ``gmt``); None for another."""
    found = re.fullmatch(r"([+-])(\d\d):(\d\d)|utc|gmt", zone)
    if found is None:
        return None
    minutes = (int(found[2] or 0) * 60 + int(found[3] or 0)) * (-1 if found[1] == "-" else 1)
    return dt.timezone(dt.timedelta(minutes=minutes)) if abs(minutes) < 24 * 60 else None


def offset_of(zone: str, venue: zoneinfo.ZoneInfo | None) -> dt.tzinfo | None:
    """Return the offset of a zone that stands beside a time, or the zone itself; None where it is the venue's own.

    The short names of the venue's zone mean its clock in summer and winter alike.

    Raises Unclear: when a name means several zones, or none.
    """
    if not zone:
        return None
    if zone not in ABBREVIATED or zone in ("utc", "gmt"):
        if (found := plain_offset(zone) or zone_of_people(zone)) is None:
            raise Unclear(f"{EXPECTED}; read as the time of the venue")
        return found
    if venue is not None and zone in _own_names(venue):
        return None
    if zone in OTHER_ZONES:
        raise Unclear("times without a zone, or with one of one meaning, such as UTC+2; read as the time of the venue")
    return dt.timezone(dt.timedelta(hours=HOURS_OF[zone]))


@cache
def _own_names(venue: zoneinfo.ZoneInfo) -> frozenset[str]:
    german = {"cet": "mez", "cest": "mesz"}
    names = {str(dt.datetime(2026, month, 1, tzinfo=venue).tzname()).casefold() for month in (1, 7)}
    return frozenset(names | {german[name] for name in names if name in german})
