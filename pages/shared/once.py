"""Results that hold for a data set as a whole, computed once for all browsers and gone with the data set."""

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from igfdata.dataset import Dataset

Result = TypeVar("Result")

MOST = 64
"""Results that are kept of one data set; the oldest goes first."""


def computed_once(name: str, dataset: Dataset, compute: Callable[[Dataset], Result]) -> Result:
    """Result for a data set; computed anew when the workspace has changed the data.

    Parameters
    ----------
    name
        What is computed, and everything else that it depends on.
    """
    kept: dict[str, Any] = vars(dataset).setdefault("_computed_once", {})
    if name not in kept:
        with st.spinner("Computing …"):
            kept[name] = compute(dataset)
        for oldest in list(kept)[:-MOST]:
            kept.pop(oldest, None)
    return kept[name]
