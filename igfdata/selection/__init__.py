"""The filter as a value: Selection ↔ address ↔ sentence; ``select(dataset, selection)`` → dataset."""

from igfdata.selection.address import from_query, resolve, to_query
from igfdata.selection.sentence import describe, file_stem
from igfdata.selection.subset import counted_codes, counted_persons, select
from igfdata.selection.value import DEFAULT, FIELDS, Field, Selection, coder_label, default_selection, options, unfiltered

__all__ = [
    "DEFAULT",
    "FIELDS",
    "Field",
    "Selection",
    "coder_label",
    "counted_codes",
    "counted_persons",
    "default_selection",
    "describe",
    "file_stem",
    "from_query",
    "options",
    "resolve",
    "select",
    "to_query",
    "unfiltered",
]
