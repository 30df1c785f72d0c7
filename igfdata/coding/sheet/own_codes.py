"""What a coder's sheet shows of the codes that this coder saved before."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from igfdata.importers.parsing.clean_text import NEW_LINE, strip_controls

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
