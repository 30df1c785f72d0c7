"""What is taken along, and in which file? One door for the page and the command line; and what was chosen, kept as a file."""

import json
import re
from dataclasses import asdict, dataclass

from igfdata.briefing.model import Briefing
from igfdata.dataset import Dataset
from igfdata.selection import Comparison, Only, Selection

ENDINGS = {
    ".pptx": "slides to edit, for PowerPoint and LibreOffice",
    ".html": "slides in one file for a browser, without a network",
    ".xlsx": "the selection as a workbook",
    ".ics": "the selected sessions as a calendar",
}
"""Endings of the files that can be made, and what each is."""

OF_SLIDES = (".pptx", ".html")
"""Endings of files that hold slides; the others hold the selection itself."""

MEDIA_TYPES = {
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".html": "text/html",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ics": "text/calendar",
}


def check_ending(ending: str) -> str:
    """Give the same ending in lower case; ValueError, which names those that can be made, where no file of that kind can."""
    if ending.lower() not in ENDINGS:
        known = ", ".join(f"{known} ({what})" for known, what in ENDINGS.items())
        raise ValueError(
            f"no file ends in {ending!r}; possible: {known}" if ending else f"the file has no ending; possible: {known}"
        )
    return ending.lower()


def export(
    briefing: Briefing | None, ending: str, *, dataset: Dataset, selection: Selection, only: Only | None = None,
    comparison: Comparison | None = None,
) -> bytes:  # fmt: skip
    """What stands in the file of a briefing with this ending?

    Parameters
    ----------
    briefing
        The slides, for :data:`OF_SLIDES`; None will do for the others.
    ending
        One of :data:`ENDINGS`.
    dataset, selection
        Everything, and the selection of the briefing with its day, for ``.xlsx`` and ``.ics``.
    only
        Of these, which of the selected sessions, where not all.
    comparison
        What the selection is compared with, for ``.xlsx`` and ``.ics``.

    Raises
    ------
    ValueError
        When no file of that kind can be made, or one of slides without slides.
    """
    if briefing is None and ending.lower() in OF_SLIDES:
        raise ValueError(f"a file that ends in {ending} needs a briefing")
    # Imported here, because each brings a library that nothing else needs.
    match check_ending(ending), briefing:
        case ".pptx", Briefing():
            from igfdata.briefing.render.pptx.deck import to_pptx

            return to_pptx(briefing)
        case ".html", Briefing():
            from igfdata.briefing.render.deck_page import to_html

            return to_html(briefing)
        case ".xlsx", _:
            from igfdata.briefing.render.workbook import to_xlsx

            return to_xlsx(dataset, selection, only=only, comparison=comparison)
        case _:
            from igfdata.briefing.render.calendar import to_ics

            return to_ics(dataset, selection, only=only, comparison=comparison)[0]


def file_name(briefing: Briefing, ending: str) -> str:
    """How is the file called? Meeting, day and date, in signs that every system takes."""
    stem = re.sub(r"[^\w.-]+", "-", briefing.file_stem).strip("-.") or "briefing"
    return f"{stem}{check_ending(ending)}"


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
