"""Refresh a PowerPoint deck that people have edited: the figures that shapes name, and nothing else."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from pptx import Presentation
from pptx.presentation import Presentation as Deck
from pptx.slide import Slide as NativeSlide

from igfdata.briefing.model import PRIVATE_NOTE, Briefing, Slide
from igfdata.briefing.render.pptx.deck import ADDRESS, native_deck
from igfdata.briefing.render.pptx.native_squares import SIGNS
from igfdata.briefing.render.pptx.refill import refill_chart, refill_table, refill_text
from igfdata.briefing.render.pptx.shape_ids import (
    NONE,
    ShapeId,
    digest,
    digest_text,
    evidence_of,
    footer_shape,
    notes_text,
    read_id,
)
from igfdata.escaping import one_line
from igfdata.wording import counted

_LONG_AGO = dt.date(2000, 1, 1)
MOST_TOLD = 3
"""Numbers of a figure that are told, of those that changed."""

MOST_BYTES, MOST_UNPACKED, MOST_FILES = 100_000_000, 500_000_000, 20_000


@dataclass(frozen=True)
class Updated:
    """A refreshed deck, and what is to be said about it, one line each.

    Parameters
    ----------
    content
        The file; the one that was given where nothing changed.
    changed
        What is another sentence or number now; feet of slides that name newer data are counted alone.
    kept
        What was left alone because a user had edited it.
    missing
        What could not be refreshed, and why.
    n_figures, n_others
        Slides with a figure of the program, and slides without.
    """

    content: bytes
    changed: tuple[str, ...]
    kept: tuple[str, ...]
    missing: tuple[str, ...]
    n_figures: int
    n_others: int
    n_feet: int = 0

    @property
    def parts(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Head of a list → its lines."""
        return ("Changed", self.changed), ("Kept", self.kept), ("Not refreshed", self.missing)

    @property
    def summary(self) -> str:
        """What came of it, in one sentence."""
        asked = counted(self.n_figures, "slide")
        return (
            f"{counted(len(self.changed), 'change')} on {asked} with figures; {counted(self.n_others, 'other slide')} not touched."
            + (f" The footer of {counted(self.n_feet, 'slide')} now names the current data." if self.n_feet else "")
        )


Compute = Callable[[str], Slide]
"""Reference → slide as the data are now; ``ValueError`` where there is none."""


def update_deck(content: bytes, compute: Compute) -> Updated:
    """Refresh the figures of a deck.

    Parameters
    ----------
    content
        A ``.pptx`` file that the program made, whatever was added to it, edited or moved since.

    Raises
    ------
    ValueError
        When it is no such file, or none of its shapes names a figure.
    """
    deck = _opened(content)
    work = _Work(compute)
    n_figures = 0
    for number, native in enumerate(deck.slides, start=1):
        body = next(((shape, found) for shape, found in _named(native) if found.what == "body"), None)
        if body is not None:
            n_figures += 1
            work.refresh(native, *body, where=f"Slide {number}, {body[1].label}")
        elif ADDRESS in notes_text(native):
            work.missing.append(f"Slide {number}: its figure is named in the notes only, so it is left as it was.")
    if not n_figures:
        raise ValueError(
            "No shape of the deck names a figure of this program. Only decks made by version 2 or later can be refreshed."
        )
    work.tell_new_parts()
    file = io.BytesIO()
    deck.save(file)
    is_same = not work.changed and not work.n_feet
    told = (tuple(work.changed), tuple(work.kept), tuple(work.missing))
    return Updated(content if is_same else file.getvalue(), *told, n_figures, len(deck.slides) - n_figures, work.n_feet)


def _opened(content: bytes) -> Deck:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            files = packed.infolist()
            size = sum(one.file_size for one in files)
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise ValueError("The file is not a PowerPoint deck (.pptx), or it is cut off.") from None
    if len(content) > MOST_BYTES or size > MOST_UNPACKED or len(files) > MOST_FILES:
        raise ValueError(f"The deck is too large: {size:,} bytes unpacked; at most {MOST_UNPACKED:,} are read.")
    try:
        return Presentation(io.BytesIO(content))
    except Exception as error:  # python-pptx raises what its parts raise: KeyError, XMLSyntaxError, PackageNotFoundError
        raise ValueError(f"The file is not a PowerPoint deck that can be read ({type(error).__name__}).") from None


def _named(native: NativeSlide) -> list[tuple[Any, ShapeId]]:
    return [(shape, found) for shape in native.shapes if (found := read_id(shape.name)) is not None]


class _Work:
    """One update: what was computed, and what is to be told."""

    def __init__(self, compute: Compute) -> None:
        self.compute = compute
        self.changed: list[str] = []
        self.kept: list[str] = []
        self.missing: list[str] = []
        self.made: dict[str, tuple[Slide, list[NativeSlide]] | str] = {}
        self.seen: dict[str, set[int]] = {}
        self.n_feet = 0

    def refresh(self, native: NativeSlide, body: Any, found: ShapeId, *, where: str) -> None:
        """Refresh the slide of a figure, part by part."""
        made = self._fresh(found.reference)
        if isinstance(made, str):
            self.missing.append(f"{where}: {made}")
            return
        slide, parts = made
        self.seen.setdefault(found.reference, set()).add(found.part)
        if found.part > len(parts):
            self.missing.append(f"{where}: the figure now fits on {counted(len(parts), 'slide')}; this one is left as it was.")
            return
        fresh = parts[found.part - 1]
        new_body = next(shape for shape, one in _named(fresh) if one.what == "body")
        new = next(one for _, one in _named(fresh) if one.what == "body")
        done = ShapeId(found.label, "body", found.part, len(parts), found.reference)
        if found.title == NONE:
            title = NONE
        else:
            title = self._text(native.shapes.title, fresh.shapes.title, found.title, f"{where}, headline")
        done = replace(
            done, title=title, evidence=self._text(_evidence(native, found), evidence_of(fresh), found.evidence, f"{where}, evidence"),
            footer=self._text(footer_shape(native), footer_shape(fresh), found.footer, f"{where}, foot", is_foot=True),
            notes=self._notes(native, fresh, found.notes, where), body=self._body(body, new_body, slide, found.body, where),
        )  # fmt: skip
        for shape, legend in _named(native):
            if legend.what == "legend":
                target = next((one for one, name in _named(fresh) if name.what == "legend"), None)
                told = self._text(shape, target, legend.body, f"{where}, legend")
                shape.name = str(replace(legend, body=told))
        body.name = str(done if done.body != NONE else replace(done, body=new.body))

    def tell_new_parts(self) -> None:
        """Say where a figure needs more slides than the deck has of it."""
        for reference, made in self.made.items():
            if isinstance(made, str):
                continue
            absent = [part for part in range(1, len(made[1]) + 1) if part not in self.seen.get(reference, set())]
            if absent:
                named = ", ".join(map(str, absent))
                self.missing.append(f"{made[0].heading}: part {named} of {len(made[1])} is not in the deck. A new deck has it.")

    def _fresh(self, reference: str) -> tuple[Slide, list[NativeSlide]] | str:
        """The slide as the data are now, drawn natively, or why there is none."""
        if reference not in self.made:
            try:
                slide = self.compute(reference)
            except ValueError as error:
                self.made[reference] = str(error)
            else:
                about = slide.selection or slide.title
                alone = Briefing("", about, "", _LONG_AGO, slide.data_state, (slide,), "deck")
                parts = list(native_deck(alone).slides)[1:]
                has_figures = all(_named(part) for part in parts)
                self.made[reference] = (slide, parts) if has_figures else "The data have nothing to draw for it."
        return self.made[reference]

    def _text(self, shape: Any, fresh: Any, written: str, where: str, *, is_foot: bool = False) -> str:
        """Refresh a text that is still the program's own; the digest of what stands there as the program's, as far as it is."""
        if shape is None or written == NONE:
            return NONE if fresh is None or shape is None else written
        if digest(shape) != written:
            self.kept.append(f"{where}: your words are kept.")
            return written
        new = fresh.text_frame.text if fresh is not None else ""
        old = shape.text_frame.text
        if digest_text(new) == written:
            return written
        refill_text(shape.text_frame, new)
        if is_foot:
            self.n_feet += 1
        else:
            self.changed.append(_told(where, old, new))
        return digest(shape)

    def _notes(self, native: NativeSlide, fresh: NativeSlide, written: str, where: str) -> str:
        old, new = notes_text(native), notes_text(fresh)
        private = [line for line in old.splitlines() if line.startswith(PRIVATE_NOTE)]
        new = "\n".join([new, *private])
        if digest_text(old) != written:
            self.kept.append(f"{where}, notes: your notes are kept.")
            return written
        frame = native.notes_slide.notes_text_frame if native.has_notes_slide else None
        if frame is not None and digest_text(new) != written:
            frame.text = new
        return digest_text(new)

    def _body(self, shape: Any, fresh: Any, slide: Slide, written: str, where: str) -> str:
        """Refresh the numbers of a chart or a table; its place, size and looks stay."""
        if digest(shape) != written:
            self.kept.append(f"{where}: you changed its numbers or words, so it is kept.")
            return written
        if digest(fresh) == written and _labels(shape) == _labels(fresh):
            return written
        before, is_drawn_again = _said(shape), False
        if getattr(shape, "has_chart", False) and getattr(fresh, "has_chart", False):
            refill_chart(shape.chart, fresh.chart)
        elif getattr(shape, "has_table", False) and getattr(fresh, "has_table", False):
            is_drawn_again = not refill_table(shape, fresh)
        elif shape.has_text_frame and fresh.has_text_frame:
            refill_text(shape.text_frame, fresh.text_frame.text)
        else:
            self.missing.append(f"{where}: the figure is now of a different kind. Make a new deck for it.")
            return written
        again = " Its columns have changed, so it was drawn again in the same place." if is_drawn_again else ""
        self.changed.append(f"{where}: {_numbers_told(before, _said(shape))}{again}")
        return digest(shape)


def _labels(shape: Any) -> list[str]:
    """Texts on the marks of a chart."""
    if not getattr(shape, "has_chart", False):
        return []
    return ["".join(label.split()) for label in shape.chart._chartSpace.xpath(".//c:dLbl//a:t/text()")]


def _evidence(native: NativeSlide, found: ShapeId) -> Any:
    """The line of evidence: the text that the program wrote there, whatever LibreOffice made of its placeholder, else the placeholder."""
    texts = [one for one in native.shapes if one.has_text_frame and one != native.shapes.title]
    written = next((one for one in texts if found.evidence != NONE and digest(one) == found.evidence), None)
    return written if written is not None else evidence_of(native)


def _told(where: str, old: str, new: str) -> str:
    return f"{where}: “{one_line(old)}” → “{one_line(new)}”"


def _said(shape: Any) -> dict[str, str]:
    """What a figure says, by the names of its rows and columns, or of its marks."""
    found: dict[str, str] = {}
    if getattr(shape, "has_chart", False):
        plot = shape.chart.plots[0]
        names = list(map(str, plot.categories))
        for series in plot.series:
            labels = {label.idx_val: "".join(label.xpath(".//a:t/text()")) for label in series._element.xpath("c:dLbls/c:dLbl")}
            for at, (name, value) in enumerate(zip(names, series.values, strict=False)):
                more = f", {series.name}" if len(plot.series) > 1 else ""
                found[f"{name}{more}"] = labels.get(at) or ("" if value is None else f"{value:g}")
    elif getattr(shape, "has_table", False):
        head, *rows = ([cell.text for cell in row.cells] for row in shape.table.rows)
        for at, (first, *cells) in enumerate(rows, start=1):
            name, _, total = first.partition("\n")
            found |= {one_line(name): one_line(total)} if total else {}
            for column, (title, text) in enumerate(zip(head[1:], cells, strict=True), start=2):
                if text not in SIGNS.values():  # a row of squares is told by its total
                    found[f"{one_line(name) or f'row {at}'}, {one_line(title) or f'column {column}'}"] = one_line(text)
    else:
        found = {f"line {at}": text for at, text in enumerate(shape.text_frame.text.split("\n"), start=1)}
    return found


def _numbers_told(before: dict[str, str], after: dict[str, str]) -> str:
    """Which numbers or words of a figure are others now, the first few of them."""
    names = [name for name in dict.fromkeys([*before, *after]) if before.get(name, "") != after.get(name, "")]
    told = [f"{name}: {before.get(name) or 'nothing'} → {after.get(name) or 'nothing'}" for name in names[:MOST_TOLD]]
    more = [f"and {counted(len(names) - MOST_TOLD, 'more', 'more')}"] if len(names) > MOST_TOLD else []
    return ("; ".join([*told, *more]) or "the order of its rows") + "."
