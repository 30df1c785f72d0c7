"""What of a briefing is kept as a file: what it is about, its slides in order, and the user's own points and ask."""

import json
from dataclasses import asdict, dataclass

MOST_BYTES = 100_000
MOST_CHARACTERS = 10_000
"""As much as an address can carry with the filter: slides and points stand in it."""


@dataclass(frozen=True)
class SavedBriefing:
    """What is kept; empty: as when nothing is chosen.

    Parameters
    ----------
    about
        ``Day 2`` or ``meeting``; of the first version also ``versus-igf2024``.
    slides, points
        Keys of slides, and points, one text each.
    compared_with
        What the selection is compared with, as in an address: ``b-group=private-sector``.
    """

    about: str
    slides: tuple[str, ...]
    points: tuple[str, ...]
    ask: str = ""
    compared_with: str = ""


def write_briefing(saved: SavedBriefing) -> str:
    """Return the file as JSON."""
    return json.dumps(asdict(saved), ensure_ascii=False, indent=1)


def read_briefing(content: bytes) -> SavedBriefing:
    """Read a file that :func:`write_briefing` made; a ValueError says in a sentence what is wrong with it."""
    if len(content) > MOST_BYTES:
        raise ValueError(f"The file has {len(content):,} bytes; a saved briefing has at most {MOST_BYTES:,}.")
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ValueError("The file is not JSON that can be read.") from None
    if not isinstance(found, dict):
        raise ValueError("The file does not hold “about”, “slides” and “points”.")
    about, slides, points = found.get("about", ""), found.get("slides", []), found.get("points", [])
    ask, compared_with = found.get("ask", ""), found.get("compared_with", "")
    if not _are_texts([about, ask, compared_with]) or not _are_texts(slides) or not _are_texts(points):
        raise ValueError("“about”, “ask” and “compared_with” must be texts, “slides” and “points” lists of texts.")
    texts = [about, ask, compared_with, *slides, *points]
    if any("\ud800" <= sign <= "\udfff" for text in texts for sign in text):
        raise ValueError("A text holds half a character (a surrogate), which no page can show.")
    if sum(map(len, texts)) > MOST_CHARACTERS:
        raise ValueError(f"The texts have more than {MOST_CHARACTERS:,} characters, which is more than a link can hold.")
    lines = [" ".join(line.split()) for point in points for line in point.replace("\x00", "").splitlines()]
    return SavedBriefing(
        about, tuple(slides), tuple(filter(None, lines)), " ".join(ask.replace("\x00", "").split()), compared_with
    )


def _are_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)
