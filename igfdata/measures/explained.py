"""What every number means: question, formula, denominator, caution and source of each measure."""

import tomllib
from importlib import resources
from typing import NamedTuple

from igfdata.measures.delegates import RULE


class Explained(NamedTuple):
    """One measure for people: its name on the pages, what it answers, its formula in everyday symbols, its denominator, and what it does not say.

    ``source`` is the address of the method; empty where the rule is this product's own.
    """

    name: str
    question: str
    formula: str
    of: str
    caution: str
    source: str = ""


_ROWS = tomllib.loads(resources.files(__package__).joinpath("explained.toml").read_text("utf-8"))["measure"]

EXPLAINED = tuple(Explained(**{name: text.replace("{rule}", RULE) for name, text in row.items()}) for row in _ROWS)
"""Every measure, in the order of ``explained.toml``."""
