"""Results that are remembered: a page asks for one measure in several places, and a dataset never changes."""

from collections.abc import Callable
from functools import wraps
from inspect import signature
from threading import Lock
from typing import Any, ParamSpec, TypeVar

import pandas as pd

P = ParamSpec("P")
R = TypeVar("R")

MOST = 64
"""Results that are kept of one function and one dataset; the one longest not asked for goes first."""

_lock = Lock()
_ABSENT = object()


def once_a_dataset(most: int | Callable[[Any], int] = MOST) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a function of a dataset (its first argument) and of plain options compute each result only once.

    The results are kept with the dataset and go with it; ``dataclasses.replace`` makes a dataset that
    remembers nothing. Who gets a frame may add columns to it: nobody else will see them.

    Parameters
    ----------
    most
        Results that are kept, or a function that says how many for a dataset.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        defaults = {name: option.default for name, option in signature(function).parameters.items()}

        @wraps(function)
        def remembered(*args: P.args, **options: P.kwargs) -> R:
            dataset, *rest = args
            # An option that is given its default asks for the same result as one that is left out.
            key = (*rest, *sorted(pair for pair in options.items() if pair[1] != defaults.get(pair[0], _ABSENT)))
            results = _results(dataset, f"{function.__module__}.{function.__qualname__}")
            with _lock:
                result = results.pop(key, _ABSENT)
            if result is _ABSENT:
                result = function(*args, **options)
            with _lock:
                results[key] = result
                while len(results) > (most if isinstance(most, int) else most(dataset)):
                    del results[next(iter(results))]
            return result.copy(deep=False) if isinstance(result, pd.DataFrame) else result

        return remembered

    return decorate


def _results(dataset: Any, name: str) -> dict:
    return vars(dataset).setdefault("_remembered", {}).setdefault(name, {})
