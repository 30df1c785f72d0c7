"""What is a codebook: topics with their rules, lists of terms, and a log of what changed in which version.

A shipped version has a number such as 1.1. Users number their own changes behind it: ``1.1+2`` is the second
change of their own that was built on 1.1. A version is never changed; what changes gets a new one
(:mod:`igfdata.codebook.next_version`), and every code keeps the version by which it was given.
"""

import re
from dataclasses import dataclass

import pandas as pd

from igfdata import vocabulary as v
from igfdata.codebook.matching import MASK_PREFIX, MASK_SUFFIX, Term
from igfdata.schema import TABLES, version_order
from igfdata.validation import DataProblem, Frames, InvalidData, check_frames

ROWS, CHANGES = "codebook", "codebook_changes"
ROW_COLUMNS, CHANGE_COLUMNS = tuple(TABLES[ROWS].by_name), tuple(TABLES[CHANGES].by_name)
LISTS = {"terms": "; ", "gc25_section": ";", "examples": ";"}
"""Columns of several values and what stands between them."""
RESERVED = frozenset({*(f"pillar_{key}" for key in v.PILLARS), "relevance_child", "relevance_youth"})
"""Rows that are no topics and that the dictionary knows by name; each may have a mask, ``relevance_child_mask``."""
_BROKEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Control characters and halves of characters."""


@dataclass(frozen=True, eq=False)
class Codebook:
    """A codebook as text: one line a cell, empty where nothing is stated. Frames are shared: never change one in place.

    ``rows`` has the columns of ``codebook.csv``, in the order in which topics are shown; ``changes`` those of
    ``codebook_changes.csv``, the oldest first. Without changes the codebook has no version yet.
    """

    rows: pd.DataFrame
    changes: pd.DataFrame

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", _tidy(self.rows, ROW_COLUMNS))
        object.__setattr__(self, "changes", _tidy(self.changes, CHANGE_COLUMNS))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Codebook):
            return NotImplemented
        return self.rows.equals(other.rows) and self.changes.equals(other.changes)

    __hash__ = None  # type: ignore[assignment]

    @classmethod
    def from_frames(cls, frames: Frames) -> "Codebook":
        """The codebook of a data folder."""
        return cls(frames[ROWS], frames[CHANGES])

    def frames(self) -> Frames:
        """Its two tables as those of a data folder, empty cells as missing."""
        return {name: frame.mask(frame == "") for name, frame in ((ROWS, self.rows), (CHANGES, self.changes))}

    @property
    def version(self) -> str:
        """Version of the last change; empty without a log."""
        return str(self.changes["version"].iloc[-1]) if len(self.changes) else ""

    @property
    def date(self) -> str:
        """Day of the last change, YYYY-MM-DD; empty without a log."""
        return str(self.changes["date"].iloc[-1]) if len(self.changes) else ""

    @property
    def built_on(self) -> str:
        """The shipped version that it is, or that the user's changes were built on."""
        return self.version.partition("+")[0]

    @property
    def topics(self) -> pd.DataFrame:
        """Rows of the topics that new codes may use: no lists of terms, none retired."""
        return self.rows[are_topics(self.rows["topic"]) & (self.rows["retired"] == "")].reset_index(drop=True)


def are_topics(keys: pd.Series) -> pd.Series:
    """Which rows are topics, and no lists of terms of pillars, relevance or masks."""
    return keys.map(v.is_topic).astype(bool)


def check_codebook(codebook: Codebook) -> None:
    """Raise InvalidData for a codebook that cannot be used; whether its example sessions exist is not looked at."""
    problems = codebook_problems(codebook)
    if problems:
        raise InvalidData(problems)


def codebook_problems(codebook: Codebook) -> list[DataProblem]:
    """All that is wrong, in order; rows counted as if each of its two tables were a file."""
    problems: set[DataProblem] = set()
    try:
        check_frames(codebook.frames())
    except InvalidData as error:
        problems |= set(error.problems)
    for row, record in enumerate(codebook.rows.to_dict("records"), start=2):
        key = record["topic"]
        found = [("topic", key, _wrong_key(key)), *(("terms", part, _wrong_term(part)) for part in record["terms"].split("; "))]
        found += [(name, record[name], _too_late(record[name], codebook)) for name in ("since", "retired")]
        problems |= {
            DataProblem(TABLES[ROWS].file, row, key, column, value, expected) for column, value, expected in found if expected
        }
    if not are_topics(codebook.rows["topic"]).any():
        problems.add(DataProblem(TABLES[ROWS].file, 0, "", "", "", "no topic found; expected at least one"))
    return sorted(problems)


def _wrong_key(key: str) -> str:
    """What is expected instead of a key that means something else to the program."""
    if v.slug(key) == "all":
        return "another key; “all” stands for all topics in an address"
    is_known = key.removesuffix(MASK_SUFFIX) in RESERVED or key.startswith(MASK_PREFIX)
    if is_known or (v.is_topic(key) and not key.endswith(MASK_SUFFIX)):
        return ""
    return f"a key that neither starts with {', '.join(v.NON_TOPIC_PREFIXES)} nor ends with {MASK_SUFFIX}"


def _wrong_term(text: str) -> str:
    try:
        if text:
            Term("", text)
    except ValueError as error:
        return str(error).rpartition("expected ")[2]
    return ""


def _too_late(version: str, codebook: Codebook) -> str:
    if not (_is_version(version) and _is_version(codebook.version)):
        return ""  # no version at all, or a problem of its form
    return f"a version up to {codebook.version}" if version_order(version) > version_order(codebook.version) else ""


def _is_version(text: str) -> bool:
    try:
        version_order(text)
    except ValueError:
        return False
    return True


def _tidy(frame: pd.DataFrame, columns: tuple[str, ...]) -> pd.DataFrame:
    tidy = frame.reindex(columns=list(columns)).astype(object)
    tidy = tidy.where(tidy.notna(), "").map(_one_line).astype("str").reset_index(drop=True)
    for name in LISTS.keys() & set(columns):
        tidy[name] = [LISTS[name].join(filter(None, map(str.strip, cell.split(";")))) for cell in tidy[name]]
    return tidy


def _one_line(cell: object) -> str:
    """A cell without line ends, control characters, halves of characters and blanks to spare."""
    return " ".join(_BROKEN.sub(" ", str(cell)).split())
