"""Some of the selected sessions: those that a search finds, or those of one delegate."""

from dataclasses import dataclass

import pandas as pd

from igfdata.dataset import Dataset
from igfdata.selection.part import Part
from igfdata.selection.selecting import select
from igfdata.selection.sentence import describe
from igfdata.selection.value import Selection

SEARCHED = ("code", "title", "type", "room", "subtheme", "note")


@dataclass(frozen=True)
class Only:
    """Which of the selected sessions, and what they are called: ``found by “age”``, ``for Delegate 2``."""

    session_ids: frozenset[str]
    name: str


def search(sessions: pd.DataFrame, words: str) -> pd.DataFrame:
    """Sessions in whose facts every word occurs, whatever its case."""
    text = sessions[list(SEARCHED)].astype(str).agg(" ".join, axis=1).str.casefold()
    keep = pd.Series(True, index=sessions.index)
    for word in words.casefold().split():
        keep &= text.str.contains(word, regex=False)
    return sessions[keep]


def selected(dataset: Dataset, selection: Selection, only: Only | None) -> Dataset:
    """The part of a dataset that a selection keeps, and of that only some sessions."""
    data = select(dataset, selection)
    if only is None:
        return data
    return Part.of(data, data.sessions["session_id"].isin(only.session_ids).to_numpy())


def said(dataset: Dataset, selection: Selection, only: Only | None) -> str:
    """The selection as a sentence, and which sessions of it."""
    sentence = describe(selection, dataset)
    return f"{sentence} Only those {only.name}." if only else sentence
