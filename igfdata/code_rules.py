"""Which codes may stand together for a session? Form, decision, sheet, import, workspace and check all ask here."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from igfdata import vocabulary as v

DIMENSIONS: dict[str, v.Vocabulary | None] = {"pillar": v.PILLAR_CODES, "topic": None, "relevance": v.RELEVANCE}
"""Dimension → its closed list; topics are those of a codebook, which users may extend."""
MOST_PILLARS = 3


class BrokenRule(NamedTuple):
    """A value that breaks a rule, and what is expected instead."""

    value: str
    expected: str


def broken_rules(
    dimension: str, codes: Sequence[str], *, topics: Collection[str] | None = None, codebook: str = "the codebook"
) -> list[BrokenRule]:
    """List the rules that a coder's codes for one session and dimension break; none for no codes.

    Parameters
    ----------
    dimension, codes
        ``pillar`` (the leading one first), ``topic`` or ``relevance``; all codes that were given.
    topics
        Topics that may be given; None: any.
    codebook
        How a message calls where they stand.
    """
    if dimension not in DIMENSIONS:
        return [BrokenRule(dimension, f"one of: {', '.join(DIMENSIONS)}")]
    known = DIMENSIONS[dimension] if dimension != "topic" else topics
    expected = f"a topic of {codebook}" if dimension == "topic" else f"one of: {', '.join(known or ())}"
    broken = [BrokenRule(code, expected) for code in dict.fromkeys(codes) if known is not None and code not in known]
    broken += [BrokenRule(code, f"each {dimension} once") for code in dict.fromkeys(codes) if codes.count(code) > 1]
    together = ", ".join(codes)
    n_codes = len(set(codes))
    if dimension == "relevance" and n_codes > 1:
        broken.append(BrokenRule(together, f"one of: {', '.join(v.RELEVANCE)}"))
    if dimension == "pillar" and v.UNCLEAR in codes and n_codes > 1:
        broken.append(BrokenRule(together, f"{v.UNCLEAR} alone, or pillars without it"))
    if dimension == "pillar" and n_codes > MOST_PILLARS:
        broken.append(BrokenRule(together, f"at most {MOST_PILLARS} pillars"))
    return broken


def broken_ranks(ranks: Sequence[str]) -> list[BrokenRule]:
    """List what is wrong with the ranks of a session's pillars: one stands twice, or there is a gap.

    A single pillar may go without a rank. A rank that is no number is an error of its form, not told here.
    """
    expected = [str(number) for number in range(1, len(ranks) + 1)]
    if sorted(ranks) == expected or list(ranks) == [""] or not all(re.fullmatch(r"\d*", rank) for rank in ranks):
        return []
    return [BrokenRule(", ".join(ranks), f"each rank from 1 to {len(ranks)} once for a session and coder")]
