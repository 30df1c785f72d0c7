"""Does the headline hold, whoever coded? The same sessions with the codes of each coder, and of the dictionary."""

import pandas as pd

from igfdata import vocabulary as v
from igfdata.codebook.dictionary import Dictionary
from igfdata.dataset import Dataset
from igfdata.measures.coverage import headline
from igfdata.selection import coder_label

DICTIONARY = "Dictionary on titles (weak)"


def headline_by_coder(dataset: Dataset, data: Dataset, dictionary: Dictionary) -> pd.DataFrame:
    """Leading pillar and balance with the codes of each coder alone.

    Parameters
    ----------
    dataset
        Everything, with the codes of all coders.
    data
        The selection; its sessions count, whoever coded them.
    dictionary
        Its weak suggestions of pillars stand for a coder of its own, from titles alone; a session without any is not
        coded.

    Returns
    -------
    DataFrame
        Columns of :func:`igfdata.measures.coverage.robustness`: fractional counting of sessions, ``of`` the sessions
        that this coder coded. Coders who coded none of them are left out.
    """
    codes = dataset.session_pillars[dataset.session_pillars["session_id"].isin(data.sessions["session_id"])]
    sources = {f"{coder_label(coder)} alone": codes[codes["coder"] == coder] for coder in dataset.coders}
    sources[DICTIONARY] = _suggested(data, dictionary, codes)
    rows = [
        headline(name, data.with_pillars(of_coder), "fractional", "sessions")
        for name, of_coder in sources.items()
        if len(of_coder)
    ]
    return pd.DataFrame(rows, columns=["rule", "leading", *v.PILLARS, "of", "balance"])


def _suggested(data: Dataset, dictionary: Dictionary, shape: pd.DataFrame) -> pd.DataFrame:
    """Pillars that words of titles suggest, most matches first, in the columns of the codes of people."""
    rows = []
    for session_id, title in zip(data.sessions["session_id"], data.sessions["title"], strict=True):
        found = [suggestion for suggestion in dictionary.suggest(title) if suggestion.dimension == "pillar"]
        found.sort(key=lambda suggestion: -len(suggestion.evidence))
        rows += [(session_id, suggestion.code, rank) for rank, suggestion in enumerate(found, start=1)]
    frame = pd.DataFrame(rows, columns=["session_id", "pillar", "rank"]).assign(coder="dictionary", evidence="title")
    return frame.reindex(columns=shape.columns).astype({"pillar": shape["pillar"].dtype})
