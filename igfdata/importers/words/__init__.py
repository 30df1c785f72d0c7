"""Words by which the import knows what a text means: a TOML file for each subject, to read and to add to without a line of code."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources


@cache
def tables(subject: str) -> dict[str, dict[str, str]]:
    """Return the tables of a subject as they stand in its file: name → key → words."""
    return tomllib.loads(resources.files(__name__).joinpath(f"{subject}.toml").read_text("utf-8"))


def words(subject: str, table: str) -> dict[str, tuple[str, ...]]:
    """Return a table of single words, separated by blanks: key → its words in their order.

    >>> words("times", "weekdays")["6"][:3]
    ('sun', 'sunday', 'dimanche')
    """
    return {key: tuple(text.split()) for key, text in tables(subject)[table].items()}


def phrases(subject: str, table: str) -> dict[str, tuple[str, ...]]:
    """Return a table of names of one word or more, separated by semicolons: key → its names in their order.

    >>> phrases("columns", "end_date")["fr"]
    ('date de fin', 'date fin')
    """
    return {key: tuple(filter(None, map(str.strip, text.split(";")))) for key, text in tables(subject)[table].items()}


def by_word(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return word → key of a table."""
    return {word: key for key, listed in table.items() for word in listed}
