"""The filter in an address: short, documented keys; what is unknown gives a notice and is ignored."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.selection.value import ALL, DEFAULT, FIELDS, Selection, default_selection, options

EXACT = ("meetings", "coder")
"""Parts of the filter whose keys users choose: they stand in the address as they are, so that ``MK`` is not ``mk``."""
DAY = re.compile(r"(?:day(?: - | |-)?)?(?P<day>-?[0-9]{1,3}|unknown)")
"""A day as links and people write it; the hyphen of ``day-1`` is no minus, that of ``-1`` and ``day -1`` is one."""


def to_query(selection: Selection) -> dict[str, list[str]]:
    """Address of a selection: keys of :data:`FIELDS`, defaults left out but for the meeting.

    The meeting is always there, so that an old address keeps its view when a newer meeting comes.
    """
    query: dict[str, list[str]] = {}
    for field in FIELDS:
        value = getattr(selection, field.attribute)
        if value == getattr(DEFAULT, field.attribute) and field.attribute != "meetings":
            continue
        values = [value] if not field.is_many else list(value) or [ALL]
        query[field.key] = [text if text == ALL else address_key(field.attribute, text) for text in values]
    return query


def from_query(query: Mapping[str, Sequence[str]], dataset: Dataset) -> tuple[Selection, list[str]]:
    """Selection of an address, and a notice for every key or value that was ignored.

    Parameters
    ----------
    query
        Values by key; several values repeat the key or are separated by commas.
    """
    notices: list[str] = []
    found: dict[str, str | tuple[str, ...]] = {}
    fields = {field.key: field for field in FIELDS}
    for key, texts in query.items():
        if key not in fields:
            notices.append(f"The address has an unknown filter “{key}”; it was ignored. Known: {', '.join(fields)}.")
            continue
        field = fields[key]
        values = [part for text in texts for part in text.split(",") if part.strip()]
        if field.is_many and [v.slug(part) for part in values] == [ALL]:
            found[field.attribute] = ()
            continue
        keys = [resolve(dataset, field.attribute, part) for part in values]
        bad = [part for part, resolved in zip(values, keys, strict=True) if resolved is None]
        if bad:
            allowed = ", ".join(address_key(field.attribute, option) for option in options(dataset, field.attribute))
            notices.append(f"{field.label}: “{'”, “'.join(bad)}” is unknown and was ignored. Known: {allowed}.")
        known = [resolved for resolved in keys if resolved is not None]
        if not field.is_many and len(set(known)) > 1:
            notices.append(f"{field.label} takes one value; the last of “{'”, “'.join(values)}” counts.")
        if known:
            found[field.attribute] = _in_order(dataset, field.attribute, known) if field.is_many else known[-1]
    return replace(default_selection(dataset), **found), notices  # type: ignore[arg-type]


def resolve(dataset: Dataset, attribute: str, text: str) -> str | None:
    """Key that a text means for one part of the filter: key, short form or label, whatever its case.

    A key goes before a label and a label before an alias, so that an address means one value whatever others are called.
    """
    known = options(dataset, attribute)
    if text in known:
        return text
    if attribute == "days":
        return _day(text, known)
    wanted = v.slug(text)
    for names in ({key: key for key in known}, known):
        for key, name in names.items():
            if wanted == v.slug(name):
                return key
    for vocabulary in (v.STAKEHOLDER_GROUPS, v.REGIONAL_GROUPS, v.SESSION_TYPES):
        key_of_alias = vocabulary.resolve(text)
        if key_of_alias in known:
            return key_of_alias
    return None


def address_key(attribute: str, key: str) -> str:
    """Address value of a key, unlike that of any other key of its list; of a day its number alone.

    >>> address_key("days", "Day 1"), address_key("days", "Day -1"), address_key("types", "Day 0 Event")
    ('1', '-1', 'day-0-event')
    """
    if attribute == "days":
        return key.removeprefix("Day ")
    return key if attribute in EXACT else v.slug(key)


def _day(text: str, known: Iterable[str]) -> str | None:
    """The day that a text means, if there is one."""
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", unicodedata.normalize("NFKC", text[:40]).casefold())
    found = DAY.fullmatch(re.sub(r"[^a-z0-9-]+", " ", plain).strip())
    if found is None:
        return None
    name = found["day"] if found["day"] == "unknown" else str(int(found["day"]))
    return f"Day {name}" if f"Day {name}" in known else None


def _in_order(dataset: Dataset, attribute: str, keys: Iterable[str]) -> tuple[str, ...]:
    chosen = set(keys)
    return tuple(key for key in options(dataset, attribute) if key in chosen)
