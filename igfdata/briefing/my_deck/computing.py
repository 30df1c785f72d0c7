"""Compute a slide from its reference, as the data are now, and say what would change in the cards of a deck before it is done."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace

from igfdata.briefing.agenda import Changes, briefing_about
from igfdata.briefing.model import Chart, ComparedSquares, Matrix, Points, Slide, Squares, Statements, TextTable
from igfdata.briefing.my_deck.cards import Card, Deck, moment_of
from igfdata.briefing.my_deck.chart_slides import CHARTS
from igfdata.briefing.my_deck.list_slides import finding, sessions
from igfdata.briefing.my_deck.scope import NothingToShow, scope_of
from igfdata.briefing.reference import Reference, read_reference
from igfdata.dataset import Dataset
from igfdata.measures.delegates import read_delegation
from igfdata.selection import comparison_from_query


def slide_of(reference: str, dataset: Dataset, changes: Changes | None = None) -> Slide:
    """Compute a slide, with day and version of the data that it rests on.

    Parameters
    ----------
    changes
        Meeting → changes of its programme, for the slide that tells them.

    Raises
    ------
    NothingToShow
        When the data have nothing for it.
    ValueError
        When it is no reference, or the data do not know a value of it.
    """
    found = read_reference(reference)
    if found.kind == "slide":
        return replace(_of_briefing(found, dataset, changes), reference=reference)
    if found.kind == "chart" and found.name not in CHARTS:
        raise ValueError(f"chart: “{found.name[:40]}” found; expected {', '.join(CHARTS)}")
    scope = scope_of(dataset, found.address, found.options)
    make = {"finding": lambda: finding(scope, found.name), "sessions": lambda: sessions(scope)}
    made = CHARTS[found.name](scope) if found.kind == "chart" else make[found.kind]()
    return replace(made, reference=reference, data_state=scope.data_state)


def _of_briefing(found: Reference, dataset: Dataset, changes: Changes | None) -> Slide:
    options = found.options
    selection, comparison, notices = comparison_from_query(found.address, dataset, strict=True)
    delegation, more = read_delegation(options.get("delegates", []), options.get("delegate", []))
    if notices or more:
        raise ValueError(" ".join([*notices, *more]))
    made = briefing_about(
        dataset, selection, options.get("brief", [""])[-1], comparison=comparison, delegation=delegation, own_points=tuple(options.get("point", [])),
        ask=options.get("ask", [""])[-1], changes=changes,
    )  # fmt: skip
    slide = next((slide for slide in made.slides if slide.key == found.name), None)
    if slide is None:
        raise NothingToShow("The briefing has nothing to say on this slide now.")
    return replace(slide, data_state=made.data_state)


@dataclass(frozen=True)
class Difference:
    """A sentence or number that is another one now; an empty text where there is none."""

    what: str
    old: str
    new: str


@dataclass(frozen=True)
class Refreshed:
    """A card computed again.

    Parameters
    ----------
    slide
        The new slide; None where it cannot be computed.
    differences
        What is another sentence or number; none where only the date of the data is newer.
    problem
        Why it cannot be computed.
    """

    card: Card
    slide: Slide | None
    differences: tuple[Difference, ...] = ()
    problem: str = ""


def refresh(deck: Deck, dataset: Dataset, changes: Changes | None = None) -> tuple[Refreshed, ...]:
    """Compute the cards of a deck again and say what differs; own slides are not asked."""
    return tuple(_refreshed(card, dataset, changes) for card in deck.cards if not card.is_own)


def _refreshed(card: Card, dataset: Dataset, changes: Changes | None) -> Refreshed:
    try:
        new = slide_of(card.slide.reference, dataset, changes)
    except ValueError as error:
        return Refreshed(card, None, problem=str(error))
    return Refreshed(card, new, differences(card.slide, new))


def apply(deck: Deck, refreshed: Collection[Refreshed], *, now: dt.datetime) -> Deck:
    """Give the deck with the new slides; own headlines and the order stay, and so do cards that cannot be computed."""
    for one in refreshed:
        if one.slide is not None:
            deck = deck.with_card(replace(one.card, slide=replace(one.slide, key=one.card.key), added=moment_of(now)))
    return deck


def differences(old: Slide, new: Slide) -> tuple[Difference, ...]:
    """Tell two states of a slide apart, line by line."""
    before, after = lines_of(old), lines_of(new)
    names = dict.fromkeys([*before, *after])
    return tuple(
        Difference(name, before.get(name, ""), after.get(name, "")) for name in names if before.get(name) != after.get(name)
    )


def lines_of(slide: Slide) -> dict[str, str]:
    """Everything that a slide says, by name: its headline, its evidence, and each number of its body."""
    said = {"Headline": slide.title, "Evidence": slide.evidence, **_body_lines(slide)}
    return {name: text for name, text in said.items() if text}


def _body_lines(slide: Slide) -> dict[str, str]:
    body = slide.body
    found: dict[str, str] = {}

    def say(name: str, text: str) -> None:
        times = sum(1 for known in found if known == name or known.startswith(f"{name} ("))
        found[f"{name} ({times + 1})" if times else name] = text

    if isinstance(body, Chart):
        for series in body.series:
            for category, label in zip(body.categories, series.labels, strict=False):
                say(category if len(body.series) == 1 else f"{category}, {series.name}", label)
    elif isinstance(body, Matrix):
        for row, cells in zip(body.rows, body.cells, strict=False):
            for column, cell in zip(body.columns, cells, strict=False):
                say(f"{row}, {column.partition(' · ')[0]}", cell.text)
    elif isinstance(body, TextTable):
        heads = [head.partition("\n")[0] for head in body.header]
        named = heads.index("Session") if "Session" in heads else 0
        for texts in body.rows:
            rest = [text.replace("\n", ", ") for at, text in enumerate(texts) if at != named]
            say(texts[named].partition("\n")[0], " · ".join(rest))
    elif isinstance(body, Squares):
        for line in body.rows:
            say(line.name, line.total)
            for day, states in zip(body.days, line.states, strict=False):
                say(f"{line.name}, {day.label}", f"{states.count('on')} of {len(states)}")
    elif isinstance(body, ComparedSquares):
        for both in body.rows:
            for side, total, of_side in zip("AB", both.totals, both.states, strict=True):
                say(f"{both.name}, {side}", total)
                for (label, _, _), here in zip(body.days, of_side, strict=False):
                    say(f"{both.name}, {side}, {label}", f"{here.count('on')} of {sum(state != 'away' for state in here)}")
    elif isinstance(body, Statements):
        if body.ask:
            say("Our ask", body.ask)
        for at, one in enumerate(body.items, start=1):
            say(f"Point {at}", " ".join(filter(None, (one.figure, one.text, one.evidence))))
    elif isinstance(body, Points):
        for at, text in enumerate((*body.items, *body.own), start=1):
            say(f"Point {at}", text)
    return found
