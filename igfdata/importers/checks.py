"""Does a session fit the declared table? What does not is left empty and reported."""

import re
from collections.abc import Callable, Iterable

from igfdata.contacts import PHONE, find_contacts
from igfdata.importers.model import WITHHELD
from igfdata.importers.text import one_line
from igfdata.schema import PATTERNS, TABLES

URL = re.compile(PATTERNS["url"][0])
COLUMNS = TABLES["sessions"].by_name
Warn = Callable[[str, str, str], None]
"""Takes (field, value, expected)."""


def good_urls(urls: Iterable[str], warn: Warn) -> list[str]:
    """Addresses that fit the table; an address that could hold a person's is left out, and its text is not shown."""
    good = []
    for url in map(one_line, urls):
        if any(contact.kind != PHONE for contact in find_contacts(url)):
            warn("source_urls", WITHHELD, "an address without a contact or profile of a person; it is left out")
        elif URL.fullmatch(url) and ";" not in url and "@" not in url and len(url) <= 1000:
            good.append(url)
        elif url:
            warn("source_urls", WITHHELD, COLUMNS["source_urls"].allowed)
    return good


def fitting_row(row: dict[str, str], warn: Warn) -> dict[str, str]:
    """Row whose dates, times, lengths and members of closed lists all fit the table."""
    fitting = dict(row)
    for name in ("date", "start", "end", "duration_min", "status", "type"):
        column, value = COLUMNS[name], row[name]
        fits = value in column.choices if column.choices else re.fullmatch(PATTERNS[column.kind][0], value)
        if value and not fits:
            warn(name, value, column.allowed)
            fitting[name] = ""
    return fitting
