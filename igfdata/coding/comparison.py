"""Who gave which code to which session, people or the dictionary?"""

from collections.abc import Mapping

import pandas as pd

from igfdata import vocabulary as v
from igfdata.codebook.dictionary import Dictionary, dimension_of
from igfdata.coding.split import Half, half_of
from igfdata.dataset import Dataset
from igfdata.selection import codes_in_effect


def compared_codes(
    data: Dataset,
    dictionary: Dictionary,
    *,
    half: Half | None = "evaluation",
    coder: str = "default",
    texts: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Codes of people beside those of the dictionary.

    Parameters
    ----------
    data
        Before a selection.
    half
        None for all sessions.
    coder
        Whose codes are held against the dictionary, see :data:`igfdata.vocabulary.CODERS`.
    texts
        Text by session id; read behind the title. Without it titles alone are read.

    Returns
    -------
    DataFrame
        One row a session, dimension and code of the dictionary: ``session_id, title, dimension, code,
        by_hand, by_dictionary`` and the ``words`` found. Sessions: for pillars and topics those with
        a code of that dimension; for ``relevance child`` those about children or not; those partly
        about children, those whose relevance the dictionary itself suggested, and the row ``youth``,
        have nothing to be held against.
    """
    texts = texts or {}
    sessions = data.sessions
    if half is not None:
        sessions = sessions[sessions["session_id"].map(half_of) == half]
    titles = dict(zip(sessions["session_id"], sessions["title"], strict=True))
    rows = [row for row in dictionary.codes if dimension_of(row) != ("relevance", "youth")]
    hand = _hand_codes(data, coder)
    records = []
    for session_id, title in titles.items():
        words: dict[tuple[str, str], list[str]] = {}
        for suggestion in dictionary.suggest(title, texts.get(session_id, "")):
            words[suggestion.dimension, suggestion.code] = [evidence.match.matched_text for evidence in suggestion.evidence]
        for dimension, code in map(dimension_of, rows):
            given = hand[dimension].get(session_id)
            if given is not None:
                found = words.get((dimension, code), [])
                by_hand = code in given
                records.append((session_id, title, dimension, code, by_hand, bool(found), "; ".join(dict.fromkeys(found))))
    columns = ["session_id", "title", "dimension", "code", "by_hand", "by_dictionary", "words"]
    return pd.DataFrame(records, columns=columns).astype({"by_hand": bool, "by_dictionary": bool})


def _hand_codes(data: Dataset, coder: str) -> dict[str, dict[str, set[str]]]:
    """Codes given by people, by dimension and session."""
    result: dict[str, dict[str, set[str]]] = {}
    for dimension, codes in (("pillar", data.session_pillars), ("topic", data.session_topics)):
        counted = codes_in_effect(codes, coder)
        result[dimension] = counted[dimension].astype(str).groupby(counted["session_id"]).agg(set).to_dict()
    told = data.sessions[data.sessions["child_rights"].isin(["yes", "no"])]
    told = told[~told["note"].str.contains(v.SUGGESTED_RELEVANCE, regex=False)]  # the dictionary is not its own judge
    about = told["child_rights"] == "yes"
    result["relevance"] = {key: {"child"} if yes else set() for key, yes in zip(told["session_id"], about, strict=True)}
    return result
