"""What stands where in a coding sheet, and what it shows of the codes that its coder saved before."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from igfdata import vocabulary as v
from igfdata.code_rules import DIMENSIONS
from igfdata.importers.parsing.clean_text import NEW_LINE, strip_controls

CODING, CODEBOOK, HOW_TO = "Coding", "Codebook", "How to"
"""Sheets of the workbook; the first is the one that is read in."""

PILLARS = ("pillar_1", "pillar_2", "pillar_3")
REVISION = {dimension: f"revision_{dimension}" for dimension in DIMENSIONS}
"""Dimension → hidden column with the revision of the coder's codes that the sheet was written from; 0 for none."""

GIVEN = {
    "session_id": "The session. Do not change it.",
    "meeting": "The meeting.",
    "day": "Day of the meeting.",
    "type": "Type of the session.",
    "title": "Title as printed.",
    "description": "Beginning of the description, where one was imported.",
    "source": "Address of the session's page: copy it into a browser.",
}
FILLED = {
    "pillar_1": f"Pillar that leads. One of: {', '.join(v.PILLAR_CODES)}.",
    "pillar_2": "Second pillar, if the text has one.",
    "pillar_3": "Third pillar, if the text has one.",
    **{test: f"Only with its pillar. {term.description} One of: {', '.join(v.ANSWERS)}." for test, term in v.TESTS.items()},
    "relevance": f"Relevance to children. One of: {', '.join(v.RELEVANCE)}.",
    "topics": f"Topics of the sheet {CODEBOOK}, by the word in its first column, separated by ; (a semicolon).",
    "evidence": f"What you read. One of: {', '.join(v.EVIDENCE)}. Required wherever there is a code.",
    "note": "Why, or what is doubtful. No name of a person.",
}
HIDDEN = ("coder", "codebook_version", *REVISION.values())
"""Columns that say from which state the sheet was written: a change made elsewhere meanwhile is not overwritten."""

COLUMNS = (*GIVEN, *FILLED, *HIDDEN)
NEEDED = tuple(name for name in ("session_id", *FILLED, *HIDDEN) if name not in v.TESTS)
"""Columns without which a sheet cannot be read in; sheets of before had no tests."""

CODEBOOK_COLUMNS = ("topic", "label", "definition", "use_when", "not_when", "terms")
"""Columns of the codebook in the sheet; its examples are left out, for they tell how sessions were coded."""


def topics_in_use(codebook: pd.DataFrame) -> pd.DataFrame:
    """Rows of topics that new codes may use; no lists of terms, no retired topics."""
    topics = codebook["topic"].astype(str)
    return codebook[~topics.str.startswith(v.NON_TOPIC_PREFIXES) & ~topics.isin(retired(codebook))]


def retired(codebook: pd.DataFrame) -> set[str]:
    """Topics that no new code may use."""
    if "retired" not in codebook.columns:
        return set()
    return set(codebook.loc[codebook["retired"].fillna("").astype(str) != "", "topic"].astype(str))


MOST_CHARACTERS = 32_767
"""What a cell of a workbook holds."""

Saved = Mapping[str, Mapping[str, Any]]
"""Dimension → row of the workspace with the coder's codes of one session."""

NOTHING: Saved = {}


def by_session(codings: pd.DataFrame) -> dict[str, dict[str, dict[str, Any]]]:
    """Session → dimension → row, of rows of one coder as ``Workspace.codings`` gives them."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for row in codings.to_dict("records"):
        found.setdefault(str(row["session_id"]), {})[str(row["dimension"])] = {str(name): row[name] for name in row}
    return found


def shown_once(saved: Saved, column: str) -> str:
    """Evidence or note of a session: the sheet has one cell for all dimensions, so that of the last save with a code."""
    coded = [row for row in saved.values() if row["codes"]]
    return str(max(coded, key=lambda row: row["id"])[column]) if coded else ""


def cell_text(text: str) -> str:
    """What of a text stands in a cell: no control characters, one kind of line end, cut where a cell ends."""
    return strip_controls(NEW_LINE.sub("\n", text))[:MOST_CHARACTERS]
