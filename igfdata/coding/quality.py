"""How well does the dictionary do on titles and, where there are texts, on texts? The figures that are quoted."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from igfdata.codebook.dictionary import Dictionary
from igfdata.coding.comparison import compared_codes
from igfdata.coding.evaluation import COLUMNS, coding_errors, evaluate
from igfdata.coding.split import Half
from igfdata.dataset import Dataset

if TYPE_CHECKING:
    from igfdata.workspace import Workspace

TITLE, TEXT = "title", "text"
ALL, WITH_TEXT = "all", "with text"
ABOUT = ["read", "sessions"]


def quality(
    data: Dataset,
    dictionary: Dictionary,
    *,
    half: Half | None = "evaluation",
    coder: str = "default",
    texts: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Precision, recall and F1 of each code, by what was read.

    Parameters
    ----------
    data, dictionary, half, coder
        As in :func:`igfdata.coding.comparison.compared_codes`.
    texts
        Text by session id, see :func:`texts_of`.

    Returns
    -------
    DataFrame
        ``read`` (``title``; ``text``: title and text), ``sessions`` (``all``; ``with text``) and the columns of
        :func:`igfdata.coding.evaluation.evaluate`. Text is read of the sessions that have one; titles are told for
        these too, so that the two can be compared.
    """
    parts = [
        evaluate(compared).assign(read=read, sessions=sessions)
        for read, sessions, compared in _readings(data, dictionary, half, coder, texts or {})
    ]
    return _joined(parts, [*ABOUT, *COLUMNS])


def quality_errors(
    data: Dataset,
    dictionary: Dictionary,
    *,
    half: Half | None = "evaluation",
    coder: str = "default",
    texts: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Where do people and the dictionary differ? ``read, sessions`` and columns of ``evaluation.coding_errors``."""
    parts = [
        coding_errors(compared).assign(read=read, sessions=sessions)
        for read, sessions, compared in _readings(data, dictionary, half, coder, texts or {})
        if (read, sessions) != (TITLE, WITH_TEXT)  # these stand among those of all sessions
    ]
    return _joined(parts, [*ABOUT, "session_id", "title", "dimension", "code", "error", "words"])


def texts_of(workspace: "Workspace") -> dict[str, str]:
    """Texts of the sessions in a workspace (description, report, transcript), joined; sessions without one are left out."""
    texts: dict[str, str] = {}
    for meeting_id in workspace.meetings()["meeting_id"]:
        rows = workspace.texts(meeting_id)
        texts |= rows[rows["text"].str.strip() != ""].groupby("session_id")["text"].agg("\n\n".join).to_dict()
    return texts


def _readings(
    data: Dataset, dictionary: Dictionary, half: Half | None, coder: str, texts: Mapping[str, str]
) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """What was read, of which sessions, and the codes compared."""
    of_titles = compared_codes(data, dictionary, half=half, coder=coder)
    yield TITLE, ALL, of_titles
    if any(key in texts for key in of_titles["session_id"]):
        of_texts = compared_codes(data, dictionary, half=half, coder=coder, texts=texts)
        yield TITLE, WITH_TEXT, of_titles[of_titles["session_id"].isin(texts)]
        yield TEXT, WITH_TEXT, of_texts[of_texts["session_id"].isin(texts)]


def _joined(parts: list[pd.DataFrame], columns: list[str]) -> pd.DataFrame:
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True)[columns] if filled else pd.DataFrame(columns=columns)
