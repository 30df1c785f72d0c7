"""What does a briefing of two selections look at? A as every briefing does, B next to it, and what a slide of both says of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import pandas as pd

from igfdata.briefing.briefing_view import View
from igfdata.briefing.model import Body, Slide
from igfdata.briefing.slides.evidence import Figure, figure, slide
from igfdata.dataset import Dataset
from igfdata.findings import Sides
from igfdata.findings.phrases import capital
from igfdata.selection import describe_comparison
from igfdata.wording import amount, counted, out_of

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
