"""Stored codes and decisions that break a rule: they are told with a way to mend them, and not counted until then.

They come from an earlier version of the program, which accepted them, or from a store that was changed by hand.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

import pandas as pd

from igfdata import vocabulary as v
from igfdata.code_rules import DIMENSIONS, BrokenRule, broken_rules
from igfdata.schema import PATTERNS
from igfdata.workspace.codes import RESERVED_CODERS, split_codes

ERROR_COLUMNS = ["table", "id", "session_id", "who", "dimension", "codes", "column", "value", "expected", "is_counted"]


def code_errors(codings: pd.DataFrame, decisions: pd.DataFrame, topics: Collection[str]) -> pd.DataFrame:
    """List what is wrong with current codes and decisions.

    Parameters
    ----------
    codings, decisions
        Rows of the store.
    topics
        All topics of the codebook, retired ones too.

    Returns
    -------
    DataFrame
        One row an error: ``table`` (codings, decisions), ``id`` (the revision), ``session_id, who, dimension, codes``;
        ``column, value, expected``; ``is_counted``: False where the whole row is skipped in every chart, True where
        only the value is (a topic that the codebook does not have).
    """
    rows = [
        (table, row["id"], row["session_id"], row[who], row["dimension"], row[said], *error)
        for table, frame, who, said in (
            ("codings", codings, "coder", "codes"),
            ("decisions", decisions, "signed_by", "decision"),
        )
        for row in frame.to_dict("records")
        for error in _errors(table, row, said, frozenset(topics))
    ]
    return pd.DataFrame(rows, columns=ERROR_COLUMNS)


def sound_rows(codings: pd.DataFrame, decisions: pd.DataFrame, topics: Collection[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Codes and decisions without the rows that break a rule."""
    errors = code_errors(codings, decisions, topics)
    bad = errors[~errors["is_counted"].astype(bool)]
    left_out = [set(bad.loc[bad["table"] == table, "id"]) for table in ("codings", "decisions")]
    return codings[~codings["id"].isin(left_out[0])], decisions[~decisions["id"].isin(left_out[1])]


def _errors(table: str, row: dict, said: str, topics: frozenset[str]) -> Iterator[tuple[str, str, str, bool]]:
    """``column, value, expected, is_counted`` of each error of a row."""
    for column in ("session_id", "coder") if table == "codings" else ("session_id",):
        yield from ((column, value, expected, False) for value, expected in _no_identifier(row[column]))
    if table == "codings" and str(row["coder"]).casefold() in RESERVED_CODERS:
        yield "coder", row["coder"], "initials or a role; this name stands for decisions", False
    if row["evidence"] not in v.EVIDENCE:
        yield "evidence", row["evidence"], f"one of: {', '.join(v.EVIDENCE)}", False
    pattern, expected = PATTERNS["version"]
    if row["codebook_version"] and not re.fullmatch(pattern, row["codebook_version"]):
        yield "codebook_version", row["codebook_version"], f"{expected}; or empty", False
    if table == "decisions" and row["decision"] and not row["reason"].strip():
        yield "reason", "", "a reason", False
    if table == "codings":
        wrong = [part for part in row["answers"].split(";") if part and part not in v.ANSWERED]
        yield from (("answers", part, "answers such as participation_aim=yes", True) for part in wrong)
    codes = tuple(split_codes(row[said]))
    for value, expected in _broken(row["dimension"], codes, topics):
        is_unknown_topic = row["dimension"] == "topic" and codes.count(value) == 1
        column = said if row["dimension"] in DIMENSIONS else "dimension"
        yield column, value, expected, is_unknown_topic


@lru_cache(maxsize=4096)
def _broken(dimension: str, codes: tuple[str, ...], topics: frozenset[str]) -> Sequence[BrokenRule]:
    return broken_rules(dimension, codes, topics=topics)


@lru_cache(maxsize=65536)
def _no_identifier(value: str) -> Sequence[BrokenRule]:
    pattern, expected = PATTERNS["identifier"]
    return () if re.fullmatch(pattern, value) else (BrokenRule(value, expected),)
