"""A deck as text: JSON in the workspace, and a file to download and to load again. What comes in is checked in every part."""

import json
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields, is_dataclass, replace
from functools import cache
from typing import Any

from igfdata.briefing.model import Body, Chart, ComparedSquares, Matrix, Points, Slide, Squares, Statements, TextTable
from igfdata.briefing.my_deck.cards import LONGEST_HEADLINE, LONGEST_TEXT, MOST_CARDS, Card, Deck, deck_name
from igfdata.briefing.reference import read_reference
from igfdata.wording import counted, lower

FORMAT, VERSION = "igf-deck", 1
MOST_BYTES = 5_000_000
MOST_ERRORS = 5
"""Errors that a message names."""

BODIES: dict[str, type] = {
    "chart": Chart,
    "grid": Matrix,
    "table": TextTable,
    "points": Points,
    "squares": Squares,
    "compared": ComparedSquares,
    "statements": Statements,
}
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
MOST_MARKS = 2_000
"""Numbers or cells of one slide: many times what the product makes."""


def write_deck(deck: Deck) -> str:
    """Write a deck as JSON; the same deck gives the same text."""
    cards = [_written(card) for card in deck.cards]
    return json.dumps({"format": FORMAT, "version": VERSION, "name": deck.name, "cards": cards}, ensure_ascii=False, indent=1)


def _written(card: Card) -> dict[str, Any]:
    slide = {field.name: getattr(card.slide, field.name) for field in fields(Slide) if field.name not in ("body", "key")}
    return {
        "key": card.key, "headline": card.headline, "added": card.added, "page": card.page, "note": card.note, "slide": slide,
        "body": {"type": next(name for name, kind in BODIES.items() if isinstance(card.slide.body, kind)), **_plain(card.slide.body)},
    }  # fmt: skip


def _plain(body: Body | None) -> dict[str, Any]:
    assert is_dataclass(body), "a card has a body"
    return asdict(body, dict_factory=lambda pairs: {name: sorted(v) if isinstance(v, frozenset) else v for name, v in pairs})


def read_deck(content: bytes | str) -> Deck:
    """Read a deck; a ValueError says in a sentence what is wrong, and in which card."""
    size = len(content)
    if size > MOST_BYTES:
        raise ValueError(f"The file has {size:,} bytes; a deck has at most {MOST_BYTES:,}.")
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        found = json.loads(text, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        at = f" It is cut off or wrong in line {error.lineno}." if isinstance(error, json.JSONDecodeError) else ""
        raise ValueError(f"The file is not JSON that can be read.{at}") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ValueError("The file is not a deck: it does not say “format”: “igf-deck”.")
    if found.get("version") != VERSION:
        raise ValueError(
            f"The deck has version {str(found.get('version'))[:20]}; this program reads version {VERSION}. Update the program."
        )
    _refuse_unknown(found, ("format", "version", "name", "cards"), "deck")
    cards = found.get("cards")
    if not isinstance(cards, list) or not isinstance(found.get("name"), str):
        raise ValueError("The deck needs a “name”, which is a text, and “cards”, which is a list.")
    if len(cards) > MOST_CARDS:
        raise ValueError(f"The deck has {counted(len(cards), 'card')}; at most {MOST_CARDS} are possible.")
    read = tuple(_card(card, at) for at, card in enumerate(cards, start=1))
    if len({card.key for card in read}) < len(read):
        raise ValueError("Two cards of the deck have the same “key”.")
    return Deck(deck_name(found["name"]), read)


def _refused(constant: str) -> float:
    raise ValueError(f"{constant} is not a number")


def _refuse_unknown(found: dict[str, Any], known: Iterable[str], where: str) -> None:
    known = tuple(known)
    if strange := [key for key in found if key not in known]:
        raise ValueError(f"{where}: “{strange[0][:40]}” is unknown; known are {', '.join(known)}.")


def _card(given: Any, number: int) -> Card:
    where = f"Card {number}"
    if not isinstance(given, dict):
        raise ValueError(f"{where}: expected an object with “slide” and “body”.")
    _refuse_unknown(given, ("key", "headline", "added", "page", "note", "slide", "body"), where)
    body, slide = given.get("body"), given.get("slide")
    kind = body.get("type") if isinstance(body, dict) else None
    if not isinstance(body, dict) or not isinstance(kind, str) or kind not in BODIES:
        raise ValueError(f"{where}, body: expected an object whose “type” is one of {', '.join(BODIES)}.")
    if not isinstance(slide, dict):
        raise ValueError(f"{where}, slide: expected an object.")
    rest = {name: value for name, value in given.items() if name not in ("body", "slide")}
    read = _checked(_card_model(), {**rest, "slide": {**slide, "key": given.get("key"), "body": None}}, where)
    shown = _checked(_body_model(kind), {"body": {name: value for name, value in body.items() if name != "type"}}, where).body
    card = Card(read.key, replace(read.slide, body=shown), read.added, read.headline, read.page, read.note)
    for problem in _problems(card):
        raise ValueError(f"{where}, {problem}.")
    return card


def _checked(model: Any, given: dict[str, Any], where: str) -> Any:
    """Check a part by the types of its class."""
    from pydantic import ValidationError

    try:
        return model.model_validate(given)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        told = [f"{'.'.join(map(str, one['loc']))}: {lower(one['msg'])}" for one in found[:MOST_ERRORS]]
        more = f"; and {len(found) - MOST_ERRORS} more" if len(found) > MOST_ERRORS else ""
        raise ValueError(f"{where}, {'; '.join(told)}{more}.") from None


@cache
def _card_model() -> Any:
    """Class that checks a card without its body; pydantic is loaded when the first deck is read."""
    from pydantic import create_model

    return create_model(
        "Card",
        __config__=_strict(),
        key=(str, ...),
        slide=(Slide, ...),
        added=(str, ...),
        headline=(str, ""),
        page=(str, ""),
        note=(str, ""),
    )


@cache
def _body_model(kind: str) -> Any:
    from pydantic import create_model

    return create_model(kind, __config__=_strict(), body=(BODIES[kind], ...))


def _strict() -> Any:
    from pydantic import ConfigDict

    return ConfigDict(extra="forbid")


def _problems(card: Card) -> Iterator[str]:
    """What no type says: keys, moments, colours, lengths that must agree, half characters."""
    if not re.fullmatch(r"card-[0-9]{1,6}", card.key):
        yield f"key: “{card.key[:40]}” found; expected such as “card-1”"
    if not re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]", card.added):
        yield f"added: “{card.added[:40]}” found; expected a time such as “2026-11-28T07:41”"
    elif not _is_day(card.added[:10]):
        yield f"added: “{card.added}” is no day of the calendar"
    if len(card.headline) > LONGEST_HEADLINE or not card.title.strip():
        yield f"headline: {len(card.headline):,} characters found; expected 1 to {LONGEST_HEADLINE}"
    if card.slide.reference:
        try:
            read_reference(card.slide.reference)
        except ValueError as error:
            yield f"reference: {error}"
    body = card.slide.body
    if isinstance(body, Chart):
        yield from _chart_problems(body)
    if isinstance(body, Matrix) and (
        len(body.cells) != len(body.rows) or any(len(row) != len(body.columns) for row in body.cells)
    ):
        yield "body.cells: expected a list for each of “rows”, as long as “columns”"
    if isinstance(body, Matrix) and any(not 0 <= cell.shade <= 1 for row in body.cells for cell in row):
        yield "body.cells: a “shade” is not from 0 to 1"
    if isinstance(body, TextTable) and any(len(part) != len(body.header) for part in (body.widths, *body.rows)):
        yield "body: “widths” and each of “rows” must be as long as “header”"
    if isinstance(body, TextTable) and any(not 0 < width < 1000 for width in body.widths):
        yield "body.widths: a number is not above 0"
    if isinstance(body, Squares):
        sizes = [len(day.about) for day in body.days]
        if any([len(states) for states in row.states] != sizes for row in body.rows):
            yield "body.rows: “states” must have a list for each of “days”, as long as its “about”"
        yield from (
            f"body.rows: “{row.colour[:20]}” is no colour such as #0072B2"
            for row in body.rows
            if not COLOUR.fullmatch(row.colour)
        )
    if isinstance(body, ComparedSquares):
        columns = [n for _, _, n in body.days]
        if any([len(states) for states in side] != columns for row in body.rows for side in row.states):
            yield "body.rows: “states” must have, of A and of B, a list for each of “days”, as long as its number of sessions"
    legend = body.legend if isinstance(body, (Squares, ComparedSquares)) else ()
    if unknown := [state for state, _ in legend if state not in ("on", "off", "unknown", "about")]:
        yield f"body.legend: “{unknown[0][:20]}” found; expected on, off, unknown or about"
    if len(card.note) > LONGEST_TEXT:
        yield f"note: {len(card.note):,} characters found; expected at most {LONGEST_TEXT:,}"
    texts = list(_texts([card.headline, card.page, card.note, asdict(card.slide)]))
    if any("\ud800" <= sign <= "\udfff" for text in texts for sign in text):
        yield "a text holds half a character (a surrogate), which no page can show"
    if sum(1 for _ in _leaves(asdict(card.slide)["body"])) > MOST_MARKS:
        yield f"body: more than {MOST_MARKS:,} texts and numbers on one slide"


def _chart_problems(chart: Chart) -> Iterator[str]:
    n = len(chart.categories)
    for series in chart.series:
        if len(series.values) != n or len(series.labels) != n or len(series.colours) not in (0, n):
            yield "body.series: “values”, “labels” and “colours” must be as long as “categories”"
        if any(value is not None and (not math.isfinite(value) or abs(value) > 1e9) for value in series.values):
            yield "body.series: a value is not a number that can be drawn"
        yield from (
            f"body.series: “{one[:20]}” is no colour such as #0072B2"
            for one in (series.colour, *series.colours)
            if not COLOUR.fullmatch(one)
        )
    if not chart.series or not n:
        yield "body: a chart needs “categories” and “series”"


def _is_day(text: str) -> bool:
    import datetime as dt

    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _texts(value: Any) -> Iterator[str]:
    return (leaf for leaf in _leaves(value) if isinstance(leaf, str))


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _leaves(part)
    elif isinstance(value, (list, tuple, frozenset)):
        for part in value:
            yield from _leaves(part)
    else:
        yield value
