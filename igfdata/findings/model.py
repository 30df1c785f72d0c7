"""A finding as a value: what a page, a deck, a print and a command show of it, and nothing that they compute."""

from dataclasses import dataclass

COUNTING, COMPARISON, NOTHING = "counting", "comparison", "nothing"


@dataclass(frozen=True)
class Check:
    """One answer to “Does it hold?”: a label of at most four words, whether it holds, and why."""

    key: str
    label: str
    passed: bool
    reason: str


@dataclass(frozen=True)
class Finding:
    """A sentence with its evidence.

    Parameters
    ----------
    key
        What it is about, each once in a list of findings: what the address names when it is hidden.
    kind
        ``counting``: it counts and compares nothing; ``comparison``: it says where something is more frequent;
        ``nothing``: it says that there is nothing to tell.
    headline, evidence
        A sentence of at most 14 words; its figures, in sentences of at most 25 words.
    n, of
        The count that the headline rests on, and of how many; of a comparison those of A.
    b_n, b_of
        Of a comparison, the same of B.
    chance_asked, chance_found
        How often chance alone gives so much, 0 to 1: for a cell named beforehand, and for the largest of all that were looked at.
    fragility
        The smallest number of sessions that, coded differently, end it.
    tests
        “Does it hold?”, the most important first.
    session_ids
        The sessions behind it.
    breakdown, cell, pillar
        What a chart shades: ``day``, ``2`` (as in an address), ``protection``.
    """

    key: str
    kind: str
    headline: str
    evidence: str
    n: int | None = None
    of: int | None = None
    b_n: int | None = None
    b_of: int | None = None
    chance_asked: float | None = None
    chance_found: float | None = None
    fragility: int | None = None
    tests: tuple[Check, ...] = ()
    session_ids: tuple[str, ...] = ()
    breakdown: str | None = None
    cell: str | None = None
    pillar: str | None = None
