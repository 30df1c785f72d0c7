"""What every number means: question, formula, denominator, caution and source of each measure."""

import tomllib
from dataclasses import dataclass
from importlib import resources

from igfdata.measures.delegates import RULE


@dataclass(frozen=True)
class Explained:
    """One measure for people.

    Parameters
    ----------
    name
        Name on the pages.
    question
        What it answers.
    formula
        In symbols of everyday writing.
    of
        The denominator.
    caution
        What it does not say.
    source
        Address of the method, or empty where the rule is this product's own.
    """

    name: str
    question: str
    formula: str
    of: str
    caution: str
    source: str = ""


def _explained() -> tuple[Explained, ...]:
    rows = tomllib.loads(resources.files(__package__).joinpath("explained.toml").read_text("utf-8"))["measure"]
    return tuple(Explained(**{name: text.replace("{rule}", RULE) for name, text in row.items()}) for row in rows)


EXPLAINED = _explained()
"""Every measure, in the order of ``explained.toml``."""
