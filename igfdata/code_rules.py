"""The rules of coding: what coders are told, and which codes may stand together for a session.

Form, decision, sheet, import, workspace and check all ask here.
"""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from igfdata import vocabulary as v

DIMENSIONS: dict[str, v.Vocabulary | None] = {"pillar": v.PILLAR_CODES, "topic": None, "relevance": v.RELEVANCE}
"""Dimension → its closed list; topics are those of a codebook, which users may extend."""
MOST_PILLARS = 3
RESERVED_CODERS = frozenset({"adjudicated", "default"})
"""Names that stand for decisions, in any case."""
SEPARATOR = ";"
"""Between the codes of a cell."""


@cache
def _texts() -> dict:
    return tomllib.loads(Path(__file__).with_name("coding_rules.toml").read_text(encoding="utf-8"))


def coding_rules() -> list[str]:
    """Return the rules as coders are told them, in order."""
    return _texts()["rules"]


def decision_reasons() -> dict[str, str]:
    """Short names of the reasons that a decision can give → what they say."""
    return _texts()["reasons"]


class BrokenRule(NamedTuple):
    """A value that breaks a rule, and what is expected instead."""

    value: str
    expected: str


def broken_rules(
    dimension: str, codes: Sequence[str], *, topics: Collection[str] | None = None, codebook: str = "the codebook"
) -> list[BrokenRule]:
    """List the rules that a coder's codes for one session and dimension break; none for no codes.

    All codes are given, the leading pillar first. Topics that may be given: None for any; ``codebook`` is how a message calls
    where they stand.
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
        broken.append(BrokenRule(together, v.RELEVANCE.one_of))
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


def split_codes(cell: str) -> list[str]:
    """Codes of a cell, in order."""
    return [code for code in cell.split(SEPARATOR) if code]


def join_answers(answers: Mapping[str, str], pillars: Iterable[str]) -> str:
    """Answers to the tests of the pillars given, as one cell; those to tests of other pillars are dropped.

    >>> join_answers({"participation_effect": "no", "provision_aim": "yes"}, ["participation"])
    'participation_effect=no'
    """
    tests = {test for pillar in pillars for test in v.TESTS_OF.get(pillar, ())}
    return ";".join(f"{test}={answers[test]}" for test in v.TESTS if test in tests and answers.get(test))


def split_answers(cell: str) -> dict[str, str]:
    """Test → answer of a cell; what is in no list is skipped.

    >>> split_answers("participation_aim=yes;participation_effect=maybe")
    {'participation_aim': 'yes'}
    """
    return dict(part.split("=") for part in cell.split(";") if part in v.ANSWERED)


def broken_answers(answers: Mapping[str, str]) -> list[BrokenRule]:
    """List answers to unknown tests, and answers that are none."""
    broken = [BrokenRule(test, f"a test: {', '.join(v.TESTS)}") for test in answers if test not in v.TESTS]
    return broken + [
        BrokenRule(answer, f"an answer to {test}: {', '.join(v.ANSWERS)}")
        for test, answer in answers.items()
        if test in v.TESTS and answer not in v.ANSWERS
    ]


def without_a_yes(pillars: Iterable[str], answers: Mapping[str, str]) -> list[str]:
    """List the pillars given none of whose tests is answered yes: worth a second look, never a bar.

    >>> without_a_yes(["protection", "participation"], {"participation_effect": "yes"})
    ['protection']
    """
    return [pillar for pillar in pillars if (tests := v.TESTS_OF.get(pillar)) and "yes" not in map(answers.get, tests)]


def labelled_answers(cell: str) -> str:
    """Answers of a cell in words, such as “Participation: aim yes, Participation: effect no”."""
    return ", ".join(v.ANSWERED.label(f"{test}={answer}") for test, answer in split_answers(cell).items())


def labelled_codes(dimension: str, codes: str | Iterable[str], topics: Mapping[str, str]) -> str:
    """Codes in words, given one by one or as a cell stores them: pillars by weight, a code outside its list as it is.

    >>> labelled_codes("pillar", "protection;provision", {})
    'Protection > Provision'
    """
    closed = DIMENSIONS.get(dimension)
    given = filter(None, codes.split(";")) if isinstance(codes, str) else codes
    words = [closed.label(code) if closed else topics.get(code, code) for code in given]
    return (" > " if dimension == "pillar" else ", ").join(words) or "none"
