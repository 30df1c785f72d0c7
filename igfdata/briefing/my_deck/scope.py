"""What does a slide of a page look at? The part of the data under its address, and what it is compared with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from igfdata.briefing.model import Body, Slide
from igfdata.briefing.slides.evidence import sources_of
from igfdata.dataset import Dataset
from igfdata.findings import Finding, comparison_findings, findings
from igfdata.selection import Comparison, Selection, comparison_from_query, describe, describe_comparison, select, side_names
from igfdata.wording import counted


class NothingToShow(ValueError):
    """The data have nothing for a slide any more, or not yet; the text says why."""


@dataclass(frozen=True)
class Scope:
    """The data of a slide.

    Parameters
    ----------
    data, data_b
        The sessions of the filter, and of what it is compared with; None without a comparison.
    options
        What else was chosen on the page: the last value of each counts.
    """

    dataset: Dataset
    selection: Selection
    comparison: Comparison | None
    data: Dataset
    data_b: Dataset | None
    options: Mapping[str, Sequence[str]]

    def choice(self, key: str, allowed: Sequence[str]) -> str:
        """Give the chosen value of an option, the first allowed one where none is chosen.

        Raises
        ------
        ValueError
            For another value.
        """
        value = self.options.get(key, [allowed[0]])[-1]
        if value not in allowed:
            raise ValueError(f"{key}: “{value[:40]}” found; expected {', '.join(allowed)}")
        return value

    @property
    def meeting(self) -> str | None:
        """The one meeting of the filter."""
        return self.selection.meetings[0] if len(self.selection.meetings) == 1 else None

    @property
    def sides(self) -> tuple[tuple[str, Dataset], ...]:
        """Names and data of A and B; of the filter alone without a comparison, with an empty name."""
        if self.comparison is None or self.data_b is None:
            return (("", self.data),)
        names = side_names(self.comparison, self.dataset)
        return ((f"A: {names[0]}", self.data), (f"B: {names[1]}", self.data_b))

    @property
    def found(self) -> tuple[Finding, ...]:
        """What the page under this address says, the headline first."""
        if self.comparison is not None:
            return comparison_findings(self.dataset, self.comparison)
        return findings(self.dataset, self.selection)

    def said(self, *keys: str, breakdown: str = "") -> Finding | None:
        """The finding with one of these keys; with a comparison the one about a breakdown."""
        if self.comparison is not None:
            return next((one for one in self.found if breakdown and one.breakdown == breakdown), None)
        return next((one for key in keys for one in self.found if one.key == key), None)

    def comparison_says(self, headline: str) -> bool:
        """Whether a headline compares A and B itself."""
        return self.comparison is not None and any(one.headline == headline for one in self.found)

    @property
    def words(self) -> str:
        """What the slide is about, for its footer."""
        said = describe(self.selection, self.dataset)
        return f"{describe_comparison(self.comparison, self.dataset)} A: {said}" if self.comparison else said

    @property
    def data_state(self) -> str:
        """Day and version of the data behind the slide."""
        return self.dataset.data_state(self.comparison.meetings if self.comparison else self.selection.meetings)

    def slide(
        self, heading: str, title: str, body: Body, *, evidence: str = "", denominator: str = "", notes: Iterable[str] = (),
        session_ids: Iterable[str] | None = None, is_compared: bool = False,
    ) -> Slide:  # fmt: skip
        """Make a slide about the sessions of the scope, or about some of them; one that shows A alone says so."""
        heading += "" if is_compared or self.comparison is None else ", A only"
        every = self.data.sessions["session_id"] if session_ids is None else session_ids
        ids = tuple(dict.fromkeys(every))
        sources = sources_of(self.dataset, ids)
        return Slide(
            "card", heading, title, body, denominator or counted(len(ids), "session"), tuple(dict.fromkeys(filter(None, notes))),
            ids, sources, (), evidence, self.words,
        )  # fmt: skip


def scope_of(dataset: Dataset, address: Mapping[str, Sequence[str]], options: Mapping[str, Sequence[str]]) -> Scope:
    """Read an address against the data.

    Raises
    ------
    ValueError
        When the data do not know a value of it, such as a meeting that was deleted.
    NothingToShow
        When no session is left.
    """
    selection, comparison, notices = comparison_from_query(address, dataset, strict=True)
    if notices:
        raise ValueError(" ".join(notices))
    data = select(dataset, selection)
    if not data.n_sessions:
        raise NothingToShow("No session is left under this filter.")
    data_b = select(dataset, comparison.b) if comparison else None
    return Scope(dataset, selection, comparison, data, data_b, options)
