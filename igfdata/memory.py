"""Remember results: a page asks for one measure in several places, and a dataset never changes."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, ParamSpec, TypeVar

import numpy as np
import pandas as pd

P = ParamSpec("P")
R = TypeVar("R")

MOST = 64
"""Results that are kept with one dataset; the one asked for longest ago goes first."""


def remembered(function: Callable[P, R]) -> Callable[P, R]:
    """Compute each result of a function once for a dataset (its first argument) and its options.

    Results live with the dataset and go with it. What is handed out cannot be changed for others: a frame is a
    copy that shares its values until it is written to (pandas' copy-on-write), an array is read-only.
    """

    @wraps(function)
    def ask(*args: P.args, **options: P.kwargs) -> R:
        dataset, *rest = args
        result = _memory(dataset)(function, *rest, **options)
        return result.copy(deep=False) if isinstance(result, pd.DataFrame) else result

    return ask


def _memory(dataset: Any) -> Callable:
    """The results of a dataset: a function of (function, options) that computes what it has not seen."""
    known = vars(dataset)
    if "_memory" not in known:
        known["_memory"] = lru_cache(MOST)(lambda function, *rest, **options: read_only(function(dataset, *rest, **options)))
    return known["_memory"]


def read_only(result: R) -> R:
    """Give the same result; arrays in it can no longer be written to."""
    for value in result if isinstance(result, tuple) else [result]:
        if isinstance(value, np.ndarray):
            value.flags.writeable = False
    return result
