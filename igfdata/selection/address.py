"""The filter in an address: short, documented keys; what is unknown gives a notice and is ignored."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.memory import remembered
from igfdata.selection.value import ALL, DEFAULT, FIELDS, Field, Selection, default_selection, options
from igfdata.wording import listed

LONGEST = 20_000
"""Characters of the longest address that is read: several times what every value of the filter and a page of talking points take."""

MOST_QUOTED, LONGEST_QUOTED = 5, 40
"""What a notice repeats of an address: so many values, each cut to so many characters."""

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
        query[field.key] = address_values(field, value)
    return query


def address_values(field: Field, value: str | tuple[str, ...]) -> list[str]:
    """Write the value of one part of the filter for an address; ``all`` where it sets no limit."""
    values = [value] if isinstance(value, str) else list(value) or [ALL]
    return [text if text == ALL else address_key(field.attribute, text) for text in values]


def from_query(query: Mapping[str, Sequence[str]], dataset: Dataset, *, strict: bool = False) -> tuple[Selection, list[str]]:
    """Selection of an address, and a notice for every key or value that was ignored.

    Parameters
    ----------
    query
        Values by key; several values repeat the key or are separated by commas.
    strict
        For a command, which ends when there is a notice: then no notice says that something was ignored.
    """
    if is_too_long(query):
        return default_selection(dataset), [TOO_LONG]
    found, notices = read_values(query, dataset, strict=strict)
    return replace(default_selection(dataset), **found), notices  # type: ignore[arg-type]


def read_values(
    query: Mapping[str, Sequence[str]], dataset: Dataset, *, strict: bool = False, prefix: str = ""
) -> tuple[dict[str, str | tuple[str, ...]], list[str]]:
    """Read the parts of the filter that an address names: attribute → value, and the notices of :func:`from_query`.

    Parameters
    ----------
    prefix
        What stands before each key: ``b-`` for the second selection of a comparison, which its notices then name.
    """
    notices: list[str] = []
    found: dict[str, str | tuple[str, ...]] = {}
    known_keys = {f"{prefix}{field.key}": field for field in FIELDS}
    fields = {**known_keys, **{f"{prefix}{field.older}": field for field in FIELDS if field.older}}
    strange = [key for key in query if key not in fields]
    if strange:
        filters, were = ("an unknown filter", "it was") if len(strange) == 1 else ("unknown filters", "they were")
        notices.append(f"The address has {filters} {quoted(strange)}; {were} ignored. Known: {', '.join(known_keys)}.")
    for key, texts in query.items():
        if key not in fields:
            continue
        field = fields[key]
        label = f"{field.label} of B" if prefix else field.label
        values = list(dict.fromkeys(part for text in texts for part in text.split(",") if part.strip()))
        if field.is_many and [v.slug(part) for part in values] == [ALL]:
            found[field.attribute] = ()
            continue
        keys = [resolve(dataset, field.attribute, part) for part in values]
        bad = [part for part, resolved in zip(values, keys, strict=True) if resolved is None]
        if bad:
            allowed = ", ".join(address_key(field.attribute, option) for option in options(dataset, field.attribute))
            ignored = "" if strict else " and ignored"
            notices.append(f"{label}: {quoted(bad)} {'is' if len(bad) == 1 else 'are'} unknown{ignored}. Known: {allowed}.")
        elif strict and not values:
            notices.append(f"{label}: no value is given.")
        known = [resolved for resolved in keys if resolved is not None]
        if not field.is_many and len(set(known)) > 1:
            outcome = f"found {quoted(values)}" if strict else f"of {quoted(values)}, the last known one is used"
            notices.append(f"{label} takes one value; {outcome}.")
        if known:
            found[field.attribute] = _in_order(dataset, field.attribute, known) if field.is_many else known[-1]
    return found, notices


TOO_LONG = "The address is longer than any link of this dashboard, so it was ignored. Check where it was copied from."


def is_too_long(query: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether an address is longer than any link that the product makes; such a one is not read."""
    return sum(len(text) for key, texts in query.items() for text in (key, *texts)) > LONGEST


def quoted(values: Sequence[str]) -> str:
    """Repeat values of an address in a notice: few, short, and without characters that cannot be seen or sent.

    >>> quoted(["a\\x00", "b"])
    '“a�” and “b”'
    """

    def plain(text: str) -> str:
        cut = text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}…"
        return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in cut)

    return listed((f"“{plain(text)}”" for text in values), most=MOST_QUOTED)


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
    if not wanted:  # no letter or digit that a short form has: only the key itself would do
        return None
    if key := _short_forms(dataset, attribute).get(wanted):
        return key
    for vocabulary in (v.STAKEHOLDER_GROUPS, v.REGIONAL_GROUPS, v.SESSION_TYPES):
        key_of_alias = vocabulary.resolve(text)
        if key_of_alias in known:
            return key_of_alias
    return None


def still_known(selection: Selection, dataset: Dataset) -> tuple[Selection, list[str]]:
    """Selection without what the data no longer have, such as a meeting that was deleted, and a notice for each part."""
    changed: dict[str, str | tuple[str, ...]] = {}
    notices = []
    for field in FIELDS:
        value, known = getattr(selection, field.attribute), options(dataset, field.attribute)
        values = value if field.is_many else (value,)
        gone = [key for key in values if key not in known]
        if not gone:
            continue
        left = tuple(key for key in values if key in known)
        default = getattr(default_selection(dataset), field.attribute)
        changed[field.attribute] = left if field.is_many and left else default
        notices.append(f"{field.label}: {quoted(gone)} {'is' if len(gone) == 1 else 'are'} no longer in the data.")
    return replace(selection, **changed) if changed else selection, notices  # type: ignore[arg-type]


@remembered
def _short_forms(dataset: Dataset, attribute: str) -> dict[str, str]:
    """Short form of every key and label of one part of the filter → its key; keys go before labels."""
    known = options(dataset, attribute)
    found: dict[str, str] = {}
    for names in ({key: key for key in known}, known):
        for key, name in names.items():
            found.setdefault(v.slug(name), key)
    return found


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
