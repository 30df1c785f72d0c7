"""A coding sheet as a workbook: what to code, with which codes, by which rules; without anybody else's codes."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from igfdata import vocabulary as v
from igfdata.code_rules import DIMENSIONS, SEPARATOR, coding_rules, split_answers
from igfdata.codebook.model import Codebook
from igfdata.escaping import line_ends, visible
from igfdata.vocabulary import NO_SOURCE
from igfdata.workspace.codes import check_coder
from igfdata.workspace.revisions import CURRENT

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


def as_codebook(rows: pd.DataFrame) -> Codebook:
    """Return the rows of a codebook as one, whose log does not matter here."""
    return Codebook(rows, pd.DataFrame())


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
    return visible(line_ends(text))[:MOST_CHARACTERS]


EXCERPT = 600
WIDTHS = {"title": 50, "description": 70, "source": 30, "topics": 40, "note": 40, "session_id": 24}
LISTS: Mapping[str, Sequence[str]] = {
    **{name: list(v.PILLAR_CODES) for name in PILLARS}, "relevance": list(v.RELEVANCE), "evidence": list(v.EVIDENCE),
    **{test: list(v.ANSWERS) for test in v.TESTS},
}  # fmt: skip


def coding_sheet(
    sessions: pd.DataFrame,
    codebook: pd.DataFrame,
    *,
    coder: str,
    codebook_version: str = "",
    own: pd.DataFrame | None = None,
    texts: pd.DataFrame | None = None,
) -> bytes:
    """An XLSX workbook in which one coder codes sessions offline; every cell is text or a number, none a formula.

    Parameters
    ----------
    sessions
        What to code: ``session_id, meeting_id, type, title`` and, where there are such, ``day, source_urls``.
    codebook, codebook_version
        Rows of a codebook, of which those in use are shown; the version is kept with every code that is given in the sheet.
    coder
        Initials or a role; the sheet can be read in for this coder alone. ValueError when it cannot be one.
    own
        Codes of the workspace (``Workspace.codings``); only those of the coder are shown, to be gone on with.
    texts
        ``session_id, kind, text``: of descriptions the beginning is shown.
    """
    check_coder(coder)
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "bg_color": "#EEF1F4", "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    rows = _coding_rows(sessions, own, texts, coder, codebook_version)
    _write_coding(book.add_worksheet(CODING), rows, head, wrapped)
    columns = [name for name in CODEBOOK_COLUMNS if name in codebook]
    cells = as_codebook(codebook).topics[columns].to_numpy().tolist()
    _write_table(book.add_worksheet(CODEBOOK), columns, cells, head, wrapped)
    _write_table(book.add_worksheet(HOW_TO), ["what", "how"], _how_to(coder, codebook_version, len(rows)), head, wrapped)
    book.close()
    return file.getvalue()


def _coding_rows(
    sessions: pd.DataFrame, own: pd.DataFrame | None, texts: pd.DataFrame | None, coder: str, codebook_version: str
) -> list[dict[str, Any]]:
    saved = by_session(own[(own["coder"] == coder) & (own["state"] == CURRENT)]) if own is not None else {}
    told: dict[str, str] = {}
    if texts is not None:
        told = texts[texts["kind"] == "description"].groupby("session_id")["text"].first().to_dict()
    about = {"coder": coder, "codebook_version": codebook_version}
    return [
        {**_given(row, told), **_filled(saved.get(row["session_id"], NOTHING)), **about}
        for row in sessions.astype(object).to_dict("records")
    ]


def _given(row: Mapping[Any, Any], told: Mapping[str, str]) -> dict[str, str]:
    source = str(row.get("source_urls") or "").split(";")[0].strip()
    text = " ".join(told.get(row["session_id"], "").split())
    cut = text if len(text) <= EXCERPT else text[:EXCERPT].rpartition(" ")[0] + " …"
    return {
        "session_id": row["session_id"], "meeting": row["meeting_id"], "day": str(row.get("day") or ""),
        "type": str(row["type"]), "title": row["title"], "description": cut,
        "source": "" if source.startswith(NO_SOURCE) else source,
    }  # fmt: skip


def _filled(saved: Saved) -> dict[str, Any]:
    """The coder's own codes; a pillar beyond the third stands in the third cell."""
    codes = {dimension: str(row["codes"]) for dimension, row in saved.items()}
    pillars = codes.get("pillar", "").split(SEPARATOR)
    last = len(PILLARS) - 1
    answers = split_answers(str(saved["pillar"].get("answers", ""))) if "pillar" in saved else {}
    return {
        **dict(zip(PILLARS, [*pillars[:last], SEPARATOR.join(pillars[last:])], strict=False)),
        **{test: answers.get(test, "") for test in v.TESTS},
        "relevance": codes.get("relevance", ""),
        "topics": codes.get("topic", "").replace(SEPARATOR, f"{SEPARATOR} "),
        **{column: shown_once(saved, column) for column in ("evidence", "note")},
        **{column: int(saved[dimension]["id"]) if dimension in saved else 0 for dimension, column in REVISION.items()},
    }


def _write_coding(sheet: Worksheet, rows: list[dict[str, Any]], head: Format, wrapped: Format) -> None:
    cells = [[row.get(name, "") for name in COLUMNS] for row in rows]
    _write_table(sheet, COLUMNS, cells, head, wrapped)
    sheet.freeze_panes(1, 1)
    hidden = COLUMNS.index(HIDDEN[0])
    sheet.set_column(hidden, hidden + len(HIDDEN) - 1, 8, None, {"hidden": True})
    for name, message in FILLED.items():
        position = COLUMNS.index(name)
        rule: dict[str, Any] = {"validate": "any"}
        if name in LISTS:
            rule = {"validate": "list", "source": LISTS[name], "error_message": f"Expected one of: {', '.join(LISTS[name])}"}
        sheet.data_validation(1, position, max(1, len(rows)), position, {**rule, "input_message": message})


def _write_table(sheet: Worksheet, columns: Sequence[str], rows: list[list[Any]], head: Format, wrapped: Format) -> None:
    """Header and rows; text is written as text, whatever it begins with."""
    sheet.freeze_panes(1, 0)
    for position, name in enumerate(columns):
        longest = max((len(str(row[position])) for row in rows), default=0)
        sheet.set_column(position, position, WIDTHS.get(name, min(70, max(len(name) + 3, longest + 1))), wrapped)
        sheet.write_string(0, position, name, head)
        for number, row in enumerate(rows, 1):
            cell = row[position]
            if isinstance(cell, int):
                sheet.write_number(number, position, cell)
            elif cell:
                sheet.write_string(number, position, cell_text(str(cell)))


def _how_to(coder: str, codebook_version: str, n_sessions: int) -> list[list[Any]]:
    facts: list[list[Any]] = [
        ["Coder", coder],
        ["Codebook version", codebook_version or "not stated"],
        ["Sessions", n_sessions],
        ["Blind", "The sheet holds no codes of others. Do not look at theirs before you have uploaded yours."],
        ["Not coded", "Leave the row as it is. To undo codes that you saved before, empty their cells."],
        ["Afterwards", "After uploading, get a new sheet before you go on: this one holds the earlier state."],
    ]
    facts += [[f"Column: {name}", told] for name, told in {**GIVEN, **FILLED}.items()]
    for vocabulary in (v.PILLAR_CODES, v.ANSWERS, v.RELEVANCE, v.EVIDENCE):
        facts += [[f"{vocabulary.name}: {key}", f"{term.label}. {term.description}"] for key, term in vocabulary.items()]
    return facts + [[f"Rule {number}", rule] for number, rule in enumerate(coding_rules(), 1)]
