"""Coding sheets as tests write, fill in and read them."""

import io

import openpyxl
import pandas as pd

from igfdata.coding.sheet_reading import read_sheet
from igfdata.coding.sheet_saving import plan_changes, save_changes
from igfdata.coding.sheet_writing import coding_sheet

CODER = "AB"
VERSION = "1.2+3"
CODEBOOK = pd.DataFrame(
    [
        ("gaming", "Gaming", "Games of every kind.", "game*", "igf2025-ws-1", ""),
        ("privacy", "Privacy", "=HYPERLINK(1)", "privacy", "", ""),
        ("old_topic", "Old", "No longer used.", "", "", "1.1"),
        ("mask_page", "Mask", "Not a topic.", "page", "", ""),
        ("pillar_provision", "Pillar", "Not a topic.", "school*", "", ""),
    ],
    columns=["topic", "label", "definition", "terms", "examples", "retired"],
)
IDS = ["igf2025-ws-1", "igf2025-ws-2", "igf2025-ws-3"]


def sheet_of(sessions, **options):
    return coding_sheet(sessions, CODEBOOK, coder=CODER, codebook_version=VERSION, **options)


def cells_of(data, sheet="Coding"):
    rows = openpyxl.load_workbook(io.BytesIO(data))[sheet].iter_rows(values_only=True)
    header = next(rows)
    return [dict(zip(header, row, strict=True)) for row in rows]


def filled(data, changes, *, prepare=None):
    """The sheet as a coder hands it back: session → column → what was typed."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book["Coding"]
    columns = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(number, 1).value: number for number in range(2, sheet.max_row + 1)}
    for session_id, values in changes.items():
        for name, value in values.items():
            cell = sheet.cell(rows[session_id], columns[name])
            cell.value = value
            cell.data_type = "s" if isinstance(value, str) else cell.data_type  # as text, also "=..."
    if prepare:
        prepare(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def read(data, **options):
    return read_sheet(data, **{"coder": CODER, "session_ids": IDS, "codebook": CODEBOOK, "filename": "ab.xlsx", **options})


def read_back(workspace, data):
    """Read a sheet and save it: (problems, outcomes)."""
    found = read(data)
    changes = plan_changes(found, workspace.codings(coder=CODER, history=True))
    return found.problems, save_changes(workspace, CODER, changes)


def outcomes(done):
    return list(done[["session_id", "dimension", "outcome"]].itertuples(index=False, name=None))


def saved(workspace, **about):
    columns = ["session_id", "dimension", "codes", "evidence", "note", "codebook_version"]
    return list(workspace.codings(coder=CODER, **about)[columns].itertuples(index=False, name=None))
