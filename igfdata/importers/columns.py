"""Which column of a table is which field? Guessed from names that exports use; the user has the last word."""

import re
from collections.abc import Iterable

from igfdata import vocabulary as v

Rows = list[tuple[int, list[str]]]

ALIASES: dict[str, tuple[str, ...]] = {
    "title": ("title", "name", "session_title", "session title", "session name", "session", "summary", "event name", "event title",
              "subject", "titel", "titre", "título"),
    "external_id": ("external_id", "session_id", "id", "uid", "guid", "session id", "event_key", "session_key", "event id", "key"),
    "code": ("code", "session code", "number", "no", "session number"),
    "type": ("event_type", "session_type", "type", "session type", "category", "categories", "track type"),
    "date": ("date", "start_date", "start date", "day", "event date", "datum"),
    "start": ("event_start", "session_start", "start", "start_time", "start time", "starts", "starts at", "begin", "from", "dtstart",
              "beginn", "début", "time"),
    "end": ("event_end", "session_end", "end", "end_time", "end time", "ends", "ends at", "finish", "to", "until", "dtend", "ende", "fin"),
    "duration_min": ("duration_min", "duration", "duration (minutes)", "length", "minutes", "duration in minutes", "dauer"),
    "room": ("venue", "room", "location", "raum", "salle", "place", "hall"),
    "format": ("format", "session format", "seating", "room layout"),
    "subtheme": ("subtheme", "sub-theme", "subthemes", "theme", "track", "thematic track", "sub theme"),
    "sdgs": ("sdgs", "sdg", "relation to sdgs", "sustainable development goals"),
    "description": ("description", "abstract", "about", "session description", "details", "beschreibung", "content"),
    "source_urls": ("source_urls", "url", "link", "source url", "web page", "website", "session url"),
    "status": ("status",),
    "active": ("active", "published"),
    "note": ("note",),
    "role": ("role", "role in session"),
    "stakeholder_group": ("stakeholder_group", "stakeholder group", "stakeholder", "speaker stakeholder group"),
    "regional_group": ("regional_group", "regional group", "region", "speaker regional group"),
}  # fmt: skip
"""Field → names of columns it is known under, the likelier first."""

FIELDS = tuple(ALIASES)
"""Fields that a column can be mapped to."""


def guess_mapping(header: Iterable[str]) -> dict[str, str]:
    """Which field does each column hold, by its name? Columns of unknown names are left out.

    Parameters
    ----------
    header
        Names of the columns, in any case and punctuation.

    Returns
    -------
    dict
        Name of a column → field. Each field once: the likeliest name wins.

    >>> guess_mapping(["Session Title", "Venue", "Speaker name"])
    {'Session Title': 'title', 'Venue': 'room'}
    """
    names = list(header)
    by_slug: dict[str, str] = {}
    for name in names:
        by_slug.setdefault(v.slug(name), name)
    found = {}
    for field, aliases in ALIASES.items():
        column = next((by_slug[v.slug(alias)] for alias in aliases if v.slug(alias) in by_slug), None)
        if column is not None and column not in found:
            found[column] = field
    return {name: found[name] for name in names if name in found}


def find_header(rows: Rows) -> tuple[int, list[str]]:
    """Position and names of the header: the first of the first rows with a column of titles, else the first row.

    A name that occurs twice gets a number, an empty one its position, and one that looks like an address is not shown.
    """
    for position, (_, cells) in enumerate(rows[:20]):
        guessed = guess_mapping(cells)
        if "title" in guessed.values() and len(guessed) >= 2:
            return position, _named(cells)
    return 0, _named(rows[0][1]) if rows else []


def _named(cells: list[str]) -> list[str]:
    names: list[str] = []
    for position, cell in enumerate(cells, 1):
        name = " ".join(cell.split())[:100]
        if not name or re.search(r"@|\+?\d{6}", name):
            name = f"column {position}"
        names.append(name if name not in names else f"{name} ({position})")
    return names
