"""How is a slide made? With its figures one a line, its rows and their addresses behind it; about one selection, or about A and B."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import pandas as pd

from igfdata.briefing.briefing_view import View
from igfdata.briefing.model import Body, Slide
from igfdata.dataset import Dataset
from igfdata.findings import Finding, Sides
from igfdata.memory import remembered
from igfdata.selection import describe, describe_comparison
from igfdata.wording import amount, capital, counted, out_of

Figure = tuple[str, str, float, float]
"""(measure, key, n, of); ``of`` is 0 where there is no denominator."""

SOURCES_IN_NOTES = 20
NO_DENOMINATOR = 0.0


def figure(measure: str, key: object, n: float, of: float = NO_DENOMINATOR) -> Figure:
    """A figure of plain Python values, so that equal slides are equal."""
    return (measure, str(key), float(n), float(of))


def finding_figures(found: Iterable[Finding]) -> list[Figure]:
    """The count behind each finding that has one."""
    return [figure("finding", one.key, one.n or 0, one.of or NO_DENOMINATOR) for one in found if one.n is not None or one.of]


def figure_line(found: Figure) -> str:
    """A figure for people: ``Pillar coverage, Day 2: 4 of 4``."""
    measure, key, n, of = found
    name = measure.replace("_", " ").capitalize()
    return f"{name}, {key}: {amount(n)}" + (f" of {amount(of)}" if of else "")


def sources_of(data: Dataset, session_ids: Iterable[str]) -> tuple[str, ...]:
    """Addresses of the pages that the rows of sessions were read from, each once, in the order of the sessions."""
    urls = _source_urls(data)
    found = (url.strip() for session_id in session_ids for url in urls.get(session_id, "").split(";"))
    return tuple(dict.fromkeys(url for url in found if url))


@remembered
def _source_urls(data: Dataset) -> dict[str, str]:
    return dict(zip(data.sessions["session_id"], data.sessions["source_urls"], strict=True))


def slide(
    view: View,
    key: str,
    heading: str,
    title: str,
    body: Body | None,
    *,
    evidence: str = "",
    denominator: str = "",
    notes: Iterable[str] = (),
    figures: Iterable[Figure] = (),
    session_ids: Iterable[str] = (),
    sources: Iterable[str] = (),
) -> Slide:
    """A slide with its sources; the notes end with the figures that they do not yet name and with the addresses."""
    ids = tuple(dict.fromkeys(session_ids))
    figures = tuple(dict.fromkeys(figures))
    addresses = tuple(dict.fromkeys([*sources, *sources_of(view.dataset, ids)]))
    lines = [*notes, *(figure_line(found) for found in figures)]
    lines += [f"Source: {address}" for address in addresses[:SOURCES_IN_NOTES]]
    if len(addresses) > SOURCES_IN_NOTES:
        lines.append(f"And {counted(len(addresses) - SOURCES_IN_NOTES, 'more source')}, listed with the sessions.")
    selection = describe(view.selection, view.dataset)
    return Slide(
        key, heading, title, body, denominator, tuple(dict.fromkeys(lines)), ids, addresses, figures, evidence, selection
    )


def without_data(view: View, key: str, heading: str, reason: str, figures: Iterable[Figure] = ()) -> Slide:
    """A slide that says in one line why it has nothing to show."""
    found = [figure("sessions", view.label, view.n_sessions, len(view.meeting.sessions)), *figures]
    if view.n_undated:
        found.append(figure("sessions", "Day unknown", view.n_undated, len(view.meeting.sessions)))
    return slide(view, key, heading, reason, None, denominator="sessions of the selection", figures=found)


A_ONLY = "A only"


@dataclass(frozen=True, eq=False)
class TwoSides:
    """A and B of a briefing.

    Parameters
    ----------
    view
        A as a briefing of it alone looks at it.
    sides
        A and B of the comparison, with their names and what chance is asked of.
    """

    view: View
    sides: Sides

    @property
    def a(self) -> Dataset:
        """Sessions of A."""
        return self.sides.a

    @property
    def b(self) -> Dataset:
        """Sessions of B."""
        return self.sides.b

    @property
    def dataset(self) -> Dataset:
        """Everything."""
        return self.sides.dataset

    @property
    def sentence(self) -> str:
        """What is compared, in a sentence."""
        return describe_comparison(self.sides.comparison, self.dataset)

    @property
    def sizes(self) -> str:
        """How many sessions A and B have, and how many lie in both: ``A n = 4, B n = 10, 4 in both``."""
        return f"A n = {amount(self.a.n_sessions)}, B n = {amount(self.b.n_sessions)}, {amount(self.sides.n_both)} in both"

    @property
    def empty(self) -> str | None:
        """Why nothing can be compared: the side that has no session; None where both have one."""
        for letter, name, data in zip("AB", self.sides.names, (self.a, self.b), strict=True):
            if not data.n_sessions:
                return f"{letter} has no session: {name}."
        return None

    def slide(
        self, key: str, heading: str, title: str, body: Body | None, *, figures: Iterable[Figure] = (),
        evidence: str = "", denominator: str = "", notes: Iterable[str] = (),
    ) -> Slide:  # fmt: skip
        """A slide about both, with the sessions of both behind it; its footer says the comparison and its sizes."""
        ids = [*self.a.sessions["session_id"], *self.b.sessions["session_id"]]
        made = slide(
            self.view, key, heading, title, body, evidence=evidence, denominator=denominator, figures=figures, session_ids=ids,
            notes=[*notes, self.sentence, f"{capital(counted(self.sides.n_both, 'session'))} in both."],
        )  # fmt: skip
        return replace(made, selection=f"{self.sentence.rstrip('.')} · {self.sizes}")

    def frames(self, measure: Callable[[Dataset], pd.DataFrame]) -> list[tuple[str, pd.DataFrame]]:
        """A measure of each side, with the side's name as legends have it."""
        return [
            (f"{letter}: {name}", measure(data))
            for letter, name, data in zip("AB", self.sides.names, (self.a, self.b), strict=True)
        ]

    def without(self, key: str, heading: str, reason: str) -> Slide:
        """A slide that says in one line why it has nothing to show."""
        return self.slide(key, heading, reason, None)


def of_both(a: tuple[float, float], b: tuple[float, float]) -> str:
    """Counts of A and B: ``A 4 of 5 · B 6 of 14``.

    >>> of_both((4, 5), (6, 14))
    'A 4 of 5 · B 6 of 14'
    """
    return f"A {out_of(*a)} · B {out_of(*b)}"


def figures_of(measure: str, table: pd.DataFrame) -> list[Figure]:
    """The counts of A and B in a comparison."""
    return [
        figure(measure, f"{row.category}, {letter}", n, of)
        for row in table.itertuples()
        for letter, n, of in (("A", row.a_n, row.a_of), ("B", row.b_n, row.b_of))
    ]


def only_of_a(made: Slide) -> Slide:
    """A slide about A alone, which says so above its headline and in its footer."""
    return replace(made, heading=f"{made.heading}, {A_ONLY}", selection=f"{A_ONLY}: {made.selection}")
