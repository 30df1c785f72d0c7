"""The filter in an address: short, documented keys; what is unknown gives a notice and is ignored."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.selection.value import ALL, DEFAULT, FIELDS, Selection, default_selection, options


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
        query[field.key] = [_short(text) for text in values]
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
            allowed = ", ".join(_short(option) for option in options(dataset, field.attribute))
            notices.append(f"{field.label}: “{'”, “'.join(bad)}” is unknown and was ignored. Known: {allowed}.")
        known = [resolved for resolved in keys if resolved is not None]
        if not field.is_many and len(set(known)) > 1:
            notices.append(f"{field.label} takes one value; the last of “{'”, “'.join(values)}” counts.")
        if known:
            found[field.attribute] = _in_order(dataset, field.attribute, known) if field.is_many else known[-1]
    return replace(default_selection(dataset), **found), notices  # type: ignore[arg-type]


def resolve(dataset: Dataset, attribute: str, text: str) -> str | None:
    """Key that a text means for one part of the filter: key, short form or label, whatever its case."""
    wanted = v.slug(text)
    for key, label in options(dataset, attribute).items():
        if wanted in (v.slug(key), v.slug(label), _short(key)):
            return key
    for vocabulary in (v.STAKEHOLDER_GROUPS, v.REGIONAL_GROUPS, v.SESSION_TYPES):
        key_of_alias = vocabulary.resolve(text)
        if key_of_alias in options(dataset, attribute):
            return key_of_alias
    return None


def _short(key: str) -> str:
    """Address value of a key; of a day its number alone (the type "Day 0 Event" stays whole)."""
    return re.sub(r"^day-(\d+|unknown)$", r"\1", v.slug(key))


def _in_order(dataset: Dataset, attribute: str, keys: Iterable[str]) -> tuple[str, ...]:
    chosen = set(keys)
    return tuple(key for key in options(dataset, attribute) if key in chosen)
