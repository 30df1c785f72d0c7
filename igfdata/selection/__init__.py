"""The filter as a value: Selection ↔ address ↔ sentence; ``select(dataset, selection)`` → dataset."""

from igfdata.selection.address import TOO_LONG, from_query, is_too_long, quoted, resolve, still_known, to_query
from igfdata.selection.selecting import Only, codes_in_effect, people_in_roles, said, search, select, selected
from igfdata.selection.value import (
    DEFAULT,
    FIELDS,
    Field,
    Selection,
    coder_label,
    default_selection,
    describe,
    file_stem,
    options,
    unfiltered,
)

__all__ = [
    "DEFAULT",
    "FIELDS",
    "TOO_LONG",
    "Field",
    "Only",
    "Selection",
    "coder_label",
    "codes_in_effect",
    "default_selection",
    "describe",
    "file_stem",
    "from_query",
    "is_too_long",
    "options",
    "people_in_roles",
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
