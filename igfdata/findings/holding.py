"""Does it hold? A lead of a cell, or of a pillar, tested under other rules of counting, other coders and other codes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.findings.leads import (
    CELL,
    OUTSIDE,
    PILLARS,
    SMALL_LEAD,
    SMALLEST_CELL,
    Cells,
    cells_of,
    chance_asked,
    chance_found,
    fragility,
    pillar_amounts,
)
from igfdata.findings.model import Check
from igfdata.findings.phrases import in_hundred, kind_of_place, place_of, recoded
from igfdata.measures.agreement import ADJUDICATED, TENTATIVE, label_alphas
from igfdata.measures.breakdown import rows_by
from igfdata.measures.coverage import Counting, Weight, under_second_mapping
from igfdata.memory import remembered
from igfdata.selection import Selection, coder_label, select
from igfdata.selection.selecting import Owned, Part, codes_of
from igfdata.wording import amount, counted, listed, out_of

ALPHA = 0.05
"""Below this a chance is small."""

NO_LENGTH = "No session here has a known length."
NOTHING_CODED = "Nothing is coded."


@dataclass(frozen=True, eq=False)
class Lead:
    """A cell and a pillar that are tested.

    Parameters
    ----------
    coder
        Whose codes the filter asks for.
    number, pillar
        Those of the cell and of the pillar, which are the same under every rule of counting.
    pillars
        Numbers of the pillars that were looked at.
    says_all
        Whether the headline says that all sessions of the cell touch the pillar.
    """

    dataset: Dataset
    data: Part
    coder: str
    by: str
    number: int
    pillar: int
    pillars: tuple[int, ...]
    says_all: bool = False

    @property
    def cells(self) -> Cells:
        """The cells in full counting."""
        return cells_of(self.data, self.by)

    @property
    def cell(self) -> str:
        """Name of the cell."""
        return self.cells.names[self.number]

    @cached_property
    def asked(self) -> float:
        """Chance of so many sessions in a cell that was named beforehand."""
        return chance_asked(self.cells, self.number, self.pillar)

    @cached_property
    def found(self) -> float:
        """Chance that the largest lead somewhere is so large."""
        lead = self.cells.leads[self.number, self.pillar]
        return chance_found(self.data, self.by, self.pillars, float(np.nan_to_num(lead, nan=-np.inf)))


def checks_of_cell(lead: Lead) -> tuple[Check, ...]:
    """Test a lead in a cell."""
    return tuple(
        check
        for make in (_asked, _found, _hours, _coders_of_cell, _shared, _one_code, _elsewhere, _mapping, _size)
        if (check := make(lead)) is not None
    )


def holds_for_all(lead: Lead) -> bool:
    """Tell whether a lead is the same shared between pillars and with the codes of each coder alone."""
    shared, coders = _shared(lead), _coders_of_cell(lead)
    return shared.passed and coders is not None and coders.passed


def holds_for_each_coder(lead: Lead) -> bool:
    """Tell whether a lead is the same with the codes of each coder alone."""
    coders = _coders_of_cell(lead)
    return coders is None or coders.passed


def _asked(lead: Lead) -> Check:
    reason = f"Chance alone gives this many in {in_hundred(lead.asked)} programmes for this {kind_of_place(lead.by)}."
    return Check("asked", "Asked beforehand", lead.asked < ALPHA, reason)


def _found(lead: Lead) -> Check:
    reason = f"Chance alone gives a lead this large somewhere in {in_hundred(lead.found)} programmes."
    return Check("found", "Found by looking", lead.found < ALPHA, reason)


def _hours(lead: Lead) -> Check:
    cells = cells_of(lead.data, lead.by, "full", "hours")
    if not cells.of[lead.number]:
        return Check("hours", "In hours", False, NO_LENGTH)
    return Check("hours", "In hours", cells.is_highest(lead.number, lead.pillar), _amounts(lead, cells, "hours"))


def _shared(lead: Lead) -> Check:
    cells = cells_of(lead.data, lead.by, "fractional")
    share = cells.shares[lead.number, lead.pillar]
    level = [
        place_of(lead.by, cells.names[other], lead.dataset)
        for other in range(len(cells.names))
        if other != lead.number
        and cells.n_sessions[other] >= SMALLEST_CELL
        and abs(cells.shares[other, lead.pillar] - share) < 1e-9
    ]
    same = f", as {listed(level, most=2)}" if level else ""
    reason = f"{_amounts(lead, cells, 'sessions').removesuffix('.')}{same}."
    return Check("shared", "Shared between pillars", cells.is_highest(lead.number, lead.pillar), reason)


def _amounts(lead: Lead, cells: Cells, unit: str) -> str:
    n, of = cells.n[lead.number, lead.pillar], cells.of[lead.number]
    rest, rest_of = cells.all_n[lead.pillar] - n, cells.all_of - of
    return f"{out_of(_short(n), _short(of))} {unit}; elsewhere {out_of(_short(rest), _short(rest_of))}."


def _short(value: float) -> float:
    return float(round(value, 1))


def alone(dataset: Dataset, data: Part) -> Iterator[tuple[str, Dataset]]:
    """Give the same sessions with the codes of each coder alone, without what was adjudicated; of those who coded some of them."""
    for coder in dataset.coders:
        part = _coded_alone(data, dataset, coder)
        if coder != ADJUDICATED and rows_by(part, "pillar").present.any():
            yield coder_label(coder), part


@remembered
def _coded_alone(data: Part, dataset: Dataset, coder: str) -> Dataset:
    return data.recoded(codes_of(dataset, coder))


def _remapped(dataset: Dataset, data: Part, coder: str) -> Dataset:
    """Give the same sessions under the second mapping of disputed rights."""
    return data.recoded(_second_codes(dataset, coder))


@remembered
def _second_codes(dataset: Dataset, coder: str) -> Owned:
    every = select(dataset, Selection(status=(), relevance=(), coder=coder))
    return Owned(under_second_mapping(every).session_pillars)


def _coders_of_cell(lead: Lead) -> Check | None:
    told, held = [], []
    for name, part in alone(lead.dataset, lead.data):
        cells = cells_of(part, lead.by)
        n, of = cells.inside(lead.number, lead.pillar)
        if of < SMALLEST_CELL or of == cells.total:
            told.append(f"{name} coded too few sessions to tell")
            continue
        held.append(cells.is_highest(lead.number, lead.pillar))
        told.append(f"{name} {out_of(n, of)}{'' if held[-1] else ', not the most'}")
    return _coders(told, held)


def _coders(told: list[str], held: list[bool]) -> Check | None:
    if not told:
        return None
    return Check("coders", "Each coder alone", bool(held) and all(held), f"{'; '.join(told)}.")


def _one_code(lead: Lead) -> Check:
    least = fragility(lead.cells, lead.number, lead.pillar)
    ends = f"The lead ends if {recoded(least)}." if least else "There is no lead to lose."
    if lead.says_all:
        return Check("one_code", "If one code changes", False, f"One changed code ends “all”. {ends}")
    return Check("one_code", "If one code changes", least > 1, ends)


def _elsewhere(lead: Lead) -> Check | None:
    """Could sessions that lie in no known cell change it, wherever they belong?"""
    cells = lead.cells
    if lead.by == "group":
        uncertain = _unknown_groups(lead.data, lead.cell)[:, lead.pillar]
        label, what = "Unknown groups", "with unknown groups"
    else:
        uncertain, label, what = cells.elsewhere[:, lead.pillar], "Undated sessions", "undated"
    if not len(uncertain):
        return None
    on, off = int(uncertain.sum()), int((~uncertain).sum())
    holds = not (lead.says_all and off) and _holds_wherever(cells, lead.number, lead.pillar, on, off)
    n = counted(len(uncertain), f"{what} session") if what == "undated" else f"{counted(len(uncertain), 'session')} {what}"
    return Check("elsewhere", label, holds, f"{n} {'cannot' if holds else 'could'} change it.")


def _unknown_groups(data: Dataset, group: str) -> np.ndarray:
    """Whether sessions that could have a group touch each pillar; those where it is not stated but could be."""
    groups, codes = rows_by(data, "group"), rows_by(data, "pillar")
    could = (~groups.present | groups.having(None)) & ~groups.having(group) & codes.present
    return codes.matrix[could][:, [codes.names.index(pillar) for pillar in PILLARS]]


def _holds_wherever(cells: Cells, cell: int, pillar: int, on: int, off: int) -> bool:
    """Whether a cell leads when sessions off the pillar fall into it and sessions on the pillar into any other cell."""
    n, of = cells.n[:, pillar].copy(), cells.n_sessions.astype(float)
    total, everywhere = float(cells.total + on + off), float(cells.all_n[pillar] + on)
    share = n[cell] / (of[cell] + off)
    rest = total - of[cell] - off
    if rest <= 0 or share - (everywhere - n[cell]) / rest < SMALL_LEAD:
        return False
    others = [i for i in range(len(n)) if i != cell and of[i] + on >= SMALLEST_CELL]
    return all(share > (n[i] + on) / (of[i] + on) for i in others)


def _mapping(lead: Lead) -> Check:
    cells = cells_of(_remapped(lead.dataset, lead.data, lead.coder), lead.by)
    n, of = cells.inside(lead.number, lead.pillar)
    reason = f"{out_of(n, of)} sessions under a second mapping of disputed rights."
    return Check("mapping", "Disputed rights moved", cells.is_highest(lead.number, lead.pillar), reason)


def _size(lead: Lead) -> Check | None:
    cells = lead.cells
    if cells.is_large(lead.number):
        return None
    n = int(cells.n_sessions[lead.number])
    reason = f"A comparison needs {CELL} coded sessions here and {OUTSIDE} elsewhere. There are {n} and {cells.total - n}."
    return Check("size", "Enough sessions", False, reason)


def checks_of_pillars(
    dataset: Dataset, data: Part, coder: str, pillars: tuple[str, ...], leading: list[str]
) -> tuple[Check, ...]:
    """Test whether a pillar leads the others over all sessions, or whether several lead that differ by no more than one session."""

    def amounts(of_whom: Dataset = data, counting: Counting = "full", weight: Weight = "sessions") -> tuple[dict, float]:
        n, of = pillar_amounts(of_whom, counting, weight)
        return {pillar: n[pillar] for pillar in pillars}, of

    def leads(n: Mapping[str, float], of: float, unit: str = "") -> tuple[bool, str]:
        if not of:
            return False, NOTHING_CODED
        named = [n[pillar] for pillar in leading]
        second = max((n[pillar] for pillar in pillars if pillar not in leading), default=0.0)
        counts = listed(amount(_short(count)) for count in named)
        told = f"{counts} of {amount(_short(of))}{unit}, the next pillar {amount(_short(second))}"
        return min(named) > second + 1e-9 and max(named) - min(named) <= 1 + 1e-9, f"{told}."

    told, held = [], []
    for name, part in alone(dataset, data):
        n, of = amounts(part)
        if of < CELL:
            told.append(f"{name}: too few coded sessions to tell")
            continue
        ahead, counts = leads(n, of)
        held.append(ahead)
        told.append(f"{name}: {counts.removesuffix('.')}")
    least = changes_to_end({pillar: int(n) for pillar, n in amounts()[0].items()}, leading)
    in_hours = leads(*amounts(weight="hours"), " hours")
    found = (
        Check("hours", "In hours", *(in_hours if in_hours[1] != NOTHING_CODED else (False, NO_LENGTH))),
        _coders(told, held),
        Check("shared", "Shared between pillars", *leads(*amounts(counting="fractional"))),
        Check("one_code", "If one code changes", least > 1, f"This order ends if {recoded(least)}."),
        Check("mapping", "Disputed rights moved", *leads(*amounts(_remapped(dataset, data, coder)))),
    )
    return tuple(one for one in found if one is not None)


def changes_to_end(n: Mapping[str, int], leading: list[str]) -> int:
    """Count the fewest sessions that, coded differently, let another pillar draw level, or part pillars that are named as equal."""
    named = [n[pillar] for pillar in leading]
    others = [count for pillar, count in n.items() if pillar not in leading]
    ahead = [min(named) - max(others)] if others else []
    level = [2 - (max(named) - min(named))] if len(named) > 1 else []
    return max(0, min([*ahead, *level], default=0))


def agreement_sentence(dataset: Dataset, pillars: tuple[str, ...]) -> str:
    """Say on which pillars coders often disagree, or that nobody can tell; empty where they agree."""
    alphas, _ = label_alphas(dataset, "pillar")
    poor = [v.PILLARS.label(key).lower() for key in pillars if alphas.get(key, 1.0) < TENTATIVE]
    return f"Coders often disagree on {listed(poor)}." if poor else ""
