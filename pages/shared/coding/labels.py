"""Codes in words."""

from igfdata import vocabulary as v
from igfdata.dataset import Dataset

VOCABULARIES = {"pillar": v.PILLAR_CODES, "relevance": v.RELEVANCE}


def labelled(dimension: str, codes: tuple[str, ...], dataset: Dataset) -> str:
    """Codes in words, pillars by weight; a code outside its list as it is."""
    vocabulary = VOCABULARIES.get(dimension)
    words = [vocabulary.label(code) if vocabulary else dataset.topic_labels.get(code, code) for code in codes]
    return (" > " if dimension == "pillar" else ", ").join(words) or "none"
