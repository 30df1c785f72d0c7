"""The filter as a value: Selection ↔ address ↔ sentence; ``select(dataset, selection)`` → dataset."""

from igfdata.selection.address import TOO_LONG, from_query, is_too_long, quoted, resolve, still_known, to_query
from igfdata.selection.only import Only, said, search, selected
from igfdata.selection.sentence import describe, file_stem
from igfdata.selection.subset import counted_codes, counted_persons, select
from igfdata.selection.value import DEFAULT, FIELDS, Field, Selection, coder_label, default_selection, options, unfiltered

__all__ = [
    "DEFAULT",
    "FIELDS",
    "TOO_LONG",
    "Field",
    "Only",
    "Selection",
    "coder_label",
    "counted_codes",
    "counted_persons",
    "default_selection",
    "describe",
    "file_stem",
    "from_query",
    "is_too_long",
    "options",
    "quoted",
    "resolve",
    "said",
    "search",
    "select",
    "selected",
    "still_known",
    "to_query",
    "unfiltered",
]
