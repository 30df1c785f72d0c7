"""The coding sheet: a workbook for coding sessions offline, by one coder, blind to the others; written and read in again."""

from igfdata.coding.sheet.reading import SheetCodes, SheetRow, read_sheet
from igfdata.coding.sheet.saving import Change, plan_changes, save_changes
from igfdata.coding.sheet.writing import coding_sheet

__all__ = ["Change", "SheetCodes", "SheetRow", "coding_sheet", "plan_changes", "read_sheet", "save_changes"]
