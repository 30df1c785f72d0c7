"""Remember results: a page asks for one measure in several places, and a dataset never changes."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

import numpy as np
import pandas as pd

P = ParamSpec("P")
R = TypeVar("R")

MOST = 32
"""Results of each function that are kept with one dataset; the one asked for longest ago goes first.

Each function has its own, so that what is asked for often, such as the parts of a briefing, does not drive out what is rare and expensive.
"""


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Compute each result of a function once for a dataset (its first argument) and its options.

    Results live with the dataset and go with it. What is handed out cannot be changed for others: a frame is a
    copy that shares its values until it is written to (pandas' copy-on-write), an array is read-only.
    """

    @wraps(function)
    def ask(*args: P.args, **options: P.kwargs) -> R:
        dataset, *rest = args
        result = _results(dataset, function)(*rest, **options)
        return result.copy(deep=False) if isinstance(result, pd.DataFrame) else result

    return ask


def _results(dataset: Any, function: Callable) -> Callable:
    """What a function gave for a dataset: a function of its options that computes what it has not seen."""
    known = vars(dataset).setdefault("_memory", {})
    if function not in known:
        known[function] = lru_cache(MOST)(lambda *rest, **options: read_only(function(dataset, *rest, **options)))
    return known[function]


def read_only(result: R) -> R:
    """Give the same result; arrays in it can no longer be written to."""
    for value in result if isinstance(result, tuple) else [result]:
        if isinstance(value, np.ndarray):
            value.flags.writeable = False
    return result
