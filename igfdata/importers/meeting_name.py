"""What is the meeting called? As its file states it, for the name that a user is offered."""

import re
from typing import Any

from igfdata.contacts import PLACEHOLDER, without_contacts
from igfdata.importers.model import ImportFailed
from igfdata.importers.parsing import contents as j
from igfdata.importers.parsing.calendar_lines import read_lines
from igfdata.importers.parsing.clean_text import decode, is_calendar, one_line, whole_characters
from igfdata.importers.parsing.listed_names import ORGANISATION
from igfdata.importers.words import phrases

LONGEST = 120
HEAD = 60_000
"""Characters of a file that are looked at for its header."""
_NAMES = phrases("pages", "meeting")
GENERIC, MEETING_WORDS = frozenset([*_NAMES["generic"], ""]), frozenset(_NAMES["of_a_meeting"])
SCHED = re.compile(r"-//Sched\.com (?P<name>.+?)//")
XML_TITLE = re.compile(r"<conference\b.*?<title>(?P<title>[^<]{1,400})</title>", re.S)


def meeting_name(data: bytes, filename: str = "") -> str:
    """Return the name of the meeting that a file states, or nothing.

    Calendars (X-WR-CALNAME, Sched's PRODID), schedules of frab and pretalx and exports of Indico state one.
    """
    text = decode(whole_characters(data[:HEAD]) if is_calendar(data) else data).text
    found = (
        _of_calendar(text) if is_calendar(data) else _of_json(text, filename) if text.lstrip()[:1] in "{[" else _of_xml(text)
    )
    name = without_contacts(one_line(found))[:LONGEST].strip()
    return "" if name.casefold() in GENERIC or PLACEHOLDER in name else name


def _of_calendar(text: str) -> str:
    header = read_lines(text[:HEAD]).header
    sched = SCHED.search(header.get("PRODID", ""))
    if sched:
        return sched["name"]
    stated = re.sub(r"\\([,;\\])", r"\1", header.get("NAME") or header.get("X-WR-CALNAME", ""))
    words = set(re.findall(r"[a-z]+", stated.casefold()))
    # A calendar of a person bears the person's name: only one that looks like a meeting is taken.
    return stated if re.search(r"\d", stated) or words & (ORGANISATION | MEETING_WORDS) else ""


def _of_xml(text: str) -> str:
    found = XML_TITLE.search(text[:HEAD])
    return found["title"] if found else ""


def _of_json(text: str, filename: str) -> str:
    try:
        value: Any = j.as_dict(j.load_json(text, filename))
    except ImportFailed:
        return ""
    conference = j.as_dict(j.as_dict(value.get("schedule")).get("conference"))
    results = value.get("results")
    titles = [
        conference.get("title"),
        *(event.get("title") for event in (j.as_dicts(results) if isinstance(results, list) else [])),
    ]
    names = list(dict.fromkeys(filter(None, map(j.as_text, titles))))
    return names[0] if len(names) == 1 else ""
