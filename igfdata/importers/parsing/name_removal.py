"""Take the names that a file itself gives its people out of its texts, addresses, ids and problems."""

import re
import urllib.parse
from collections.abc import Iterable
from typing import Any

from igfdata.contacts import PLACEHOLDER
from igfdata.importers.model import Problem
from igfdata.importers.parsing.clean_text import fingerprint
from igfdata.importers.parsing.known_names import Names
from igfdata.wording import counted

FREE = ("title", "code", "room", "format", "subtheme", "note")
"""Columns of free text."""
PROSE = ("title", "note")
"""Those that speak of people, so that one part of a name alone stands for a person."""


def what_was_removed(n_names: int, n_contacts: int) -> str:
    """Return what was removed as a sentence, or nothing."""
    parts = [counted(n_names, "name")] * bool(n_names) + [counted(n_contacts, "contact detail")] * bool(n_contacts)
    return f"{' and '.join(parts)} of people removed and not kept" if parts else ""


def strip_all(rows: Iterable[dict[str, Any]], texts: Iterable[dict[str, Any]], names: Names) -> int:
    """Take the names out of rows of sessions and out of texts, in place; how many there were.

    First whole names go; then parts of names that stand alone, where no text writes them as a word in lower case.
    """
    if not names:
        return 0
    n_removed = 0
    in_texts = [(text, "text") for text in texts]
    free, prose = ([(row, name) for row in rows for name in columns] + in_texts for columns in (FREE, PROSE))
    for cells, alone in ((free, False), (prose, True)):
        for row, name in cells:
            row[name], n = names.strip(row[name], alone=alone)
            n_removed += n
            if n and name not in ("title", "text") and is_empty(row[name]):
                row[name] = ""
        names.see(row[name] for row, name in prose)
    return n_removed


def is_empty(text: str) -> bool:
    """Whether nothing but removed parts stands in a text."""
    return PLACEHOLDER in text and not re.search(r"\w", text.replace(PLACEHOLDER, ""))


def strip_addresses(cell: str, names: Names) -> tuple[str, int]:
    """Return addresses (separated by ``; ``) without names, and how many were left out or cut."""
    kept, n_changed = [], 0
    for url in filter(None, cell.split("; ")):
        short = address_without_names(url, names)
        n_changed += short != url
        kept.append(short)
    return "; ".join(dict.fromkeys(filter(None, kept))), n_changed


def address_without_names(url: str, names: Names) -> str:
    """Return an address up to the stable id before a name, or nothing where no id stands before it.

    ``https://example.org/event/8a1/talk-of-aurelia-testperson`` becomes ``https://example.org/event/8a1``.
    """
    if not names.are_in(url.partition("//")[2]):
        return url
    parts = urllib.parse.urlsplit(url)
    if names.are_in(parts.netloc):
        return ""
    segments = [segment for segment in parts.path.split("/") if segment]
    clean = next((position for position, segment in enumerate(segments) if names.are_in(segment)), len(segments))
    if clean == len(segments) and segments and names.are_in("/".join(segments)):
        clean = next(position for position in range(1, len(segments) + 1) if names.are_in("/".join(segments[:position]))) - 1
    if clean < len(segments):
        is_stable = clean > 0 and re.search(r"\d", segments[clean - 1])
        return parts._replace(path="/" + "/".join(segments[:clean]), query="", fragment="").geturl() if is_stable else ""
    pairs = [pair for pair in parts.query.split("&") if pair and not names.are_in(pair)]
    fragment = "" if names.are_in(parts.fragment) else parts.fragment
    shorter = parts._replace(query="&".join(pairs), fragment=fragment)
    is_stable = re.search(r"\d", f"{segments[-1] if segments else ''} {shorter.query}")
    return shorter.geturl() if is_stable and not names.are_in(shorter.geturl().partition("//")[2]) else ""


def id_without_names(key: str, names: Names) -> str:
    """Return an id as it is, or a fingerprint of one that holds a name."""
    if not key or not names.are_in(key):
        return key
    return f"x-{fingerprint(key, 24)}"


def problems_without_names(problems: Iterable[Problem], names: Names) -> tuple[Problem, ...]:
    """Return what is said of a file without the names in it."""

    def bare(text: str) -> str:
        return names.strip(text)[0]

    return tuple(
        Problem(one.file, bare(one.record), bare(one.field), bare(one.value), bare(one.expected), one.severity)
        for one in problems
    )
