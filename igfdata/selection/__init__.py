"""The filter as a value: Selection ↔ address ↔ sentence; ``select(dataset, selection)`` → dataset."""

from igfdata.selection.address import TOO_LONG, from_query, is_too_long, quoted, resolve, still_known, to_query
from igfdata.selection.comparison import (
    Comparison,
    comparison_from_query,
    comparison_to_query,
    describe_comparison,
    in_both,
    n_in_both,
    side_names,
    still_compared,
)
from igfdata.selection.presets import Preset, presets
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
    "Comparison",
    "Field",
    "Only",
    "Preset",
    "Selection",
    "coder_label",
    "codes_in_effect",
    "comparison_from_query",
    "comparison_to_query",
    "default_selection",
    "describe",
    "describe_comparison",
    "file_stem",
    "from_query",
    "in_both",
    "is_too_long",
    "n_in_both",
    "options",
    "people_in_roles",
    "presets",
    "quoted",
    "resolve",
    "said",
    "search",
    "select",
    "selected",
    "side_names",
    "still_compared",
    "still_known",
    "to_query",
    "unfiltered",
]
