"""Zones of a calendar: known ones by name, others by the rules that the file gives for them."""

import datetime as dt
import re
import warnings
import zoneinfo
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from icalendar import Calendar

from igfdata.importers.zones import offset_name, zone_of_file

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
