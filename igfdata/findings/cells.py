"""Findings about one cell: the day, meeting or group that a pillar comes up in most, and any cell that a reader asks about."""

from dataclasses import replace

import numpy as np

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.findings import phrases
from igfdata.findings.holding import ALPHA, Lead, agreement_sentence, checks_of_cell, holds_for_all, holds_for_each_coder
from igfdata.findings.leads import PILLARS, SMALLEST_CELL, Cells, cells_of, chance_found, fragility, n_looked
from igfdata.findings.model import COMPARISON, COUNTING, NOTHING, Finding
from igfdata.measures.breakdown import rows_by, session_ids_with
from igfdata.selection import Selection, select
from igfdata.selection.address import address_key, resolve
from igfdata.selection.selecting import Part
from igfdata.wording import counted, out_of

ATTRIBUTES = {"day": "days", "meeting": "meetings", "group": "groups", "type": "types", "region": "regions"}
"""Breakdowns by what the filter knows, and the part of the filter."""


def open_pillars(selection: Selection) -> tuple[str, ...]:
    """Pillars that a finding may be about: those that the filter does not ask for already."""
    if v.UNCLEAR in selection.pillars:
        return ()
    return tuple(pillar for pillar in PILLARS if pillar not in selection.pillars)


def has_uncoded(data: Dataset) -> bool:
    """Tell whether some sessions have no pillar code: then a sentence says that it counts the coded ones."""
    return not bool(rows_by(data, "pillar").present.all())


def pillar_of_a_cell(dataset: Dataset, selection: Selection, by: str) -> Finding | None:
    """Tell in which cell a pillar comes up most, where every rule of a comparison holds; else None."""
    data = select(dataset, selection)
    for cell, pillar in _by_lead(selection, data, by):
        lead = _lead(dataset, data, selection, by, cell, pillar)
        if _is_comparison(lead):
            return _finding(lead, selection, COMPARISON)
    return None


def all_of_a_cell(dataset: Dataset, selection: Selection, by: str) -> Finding | None:
    """Tell that all sessions of one cell, and of no other, touch a pillar, whoever coded them; None where no cell is such."""
    data = select(dataset, selection)
    cells = cells_of(data, by)
    for cell, pillar in _by_lead(selection, data, by):
        n, of = cells.inside(cell, pillar)
        if n == of and _alone(cells, cell, pillar):
            lead = _lead(dataset, data, selection, by, cell, pillar)
            if holds_for_each_coder(lead):
                return _finding(lead, selection, COUNTING)
    return None


def no_difference(dataset: Dataset, selection: Selection, by: str) -> Finding | None:
    """Tell that no cell is clearer than chance; None where fewer than two could be compared."""
    data = select(dataset, selection)
    cells, pillars = cells_of(data, by), _numbers(selection)
    large = [number for number in range(len(cells.names)) if cells.is_large(number)]
    if not large or not pillars or n_looked(cells, pillars) < 2:
        return None
    top = float(np.nanmax(cells.leads[cells.n_sessions >= SMALLEST_CELL][:, list(pillars)]))
    found = chance_found(data, by, pillars, top)
    where = f"{phrases.kind_of_place(by)}s"
    if found < ALPHA:
        headline = f"No difference between the {where} holds under every test."
        evidence = f"Chance alone gives a lead this large in {phrases.in_hundred(found)} programmes, but other tests fail."
    else:
        headline = f"No difference between the {where} is clearer than chance."
        evidence = (
            f"The largest of {counted(n_looked(cells, pillars), 'comparison')} would be as large by chance "
            f"in {phrases.in_hundred(found)} programmes."
        )
    return Finding(
        f"no-difference-{by}", NOTHING, headline, evidence, of=cells.total, chance_found=found,
        session_ids=tuple(data.session_ids[cells.placed]), breakdown=by,
    )  # fmt: skip


def test_cell(dataset: Dataset, selection: Selection, *, breakdown: str, cell: str, pillar: str) -> Finding:
    """Test one cell that a reader asks about: “Does it hold?”, with chance as for a question asked beforehand.

    Parameters
    ----------
    breakdown, cell
        ``day`` and ``Day 2`` or ``2``: a value as in the data or as in an address.
    pillar
        A key of :data:`igfdata.vocabulary.PILLARS`.

    Raises
    ------
    ValueError
        When there is no such pillar.
    """
    if pillar not in PILLARS:
        raise ValueError(f"pillar {pillar!r} is unknown; possible: {', '.join(PILLARS)}")
    attribute = ATTRIBUTES.get(breakdown)
    name = (resolve(dataset, attribute, cell) if attribute else None) or cell
    data = select(dataset, selection)
    cells = cells_of(data, breakdown)
    number = PILLARS.index(pillar)
    if name in cells.names and cells.n_sessions[cells.names.index(name)]:
        return _finding(
            _lead(dataset, data, selection, breakdown, cells.names.index(name), number), selection, COMPARISON, is_asked=True
        )
    return _plain_cell(dataset, data, selection, breakdown, name, pillar)


def beyond_its_day(dataset: Dataset, selection: Selection, pillar: str) -> Finding | None:
    """Test the one day of a filter among all days of its meeting; None where it cannot be compared."""
    if len(selection.days) != 1 or selection.days[0] == v.DAY_UNKNOWN:
        return None
    every = replace(selection, days=())
    data = select(dataset, every)
    cells = cells_of(data, "day")
    if data.column("sessions", "meeting_row").nunique() != 1 or selection.days[0] not in cells.names:
        return None
    if not cells.is_large(cells.names.index(selection.days[0])):
        return None
    return test_cell(dataset, every, breakdown="day", cell=selection.days[0], pillar=pillar)


def _numbers(selection: Selection) -> tuple[int, ...]:
    return tuple(PILLARS.index(pillar) for pillar in open_pillars(selection))


def _by_lead(selection: Selection, data: Dataset, by: str) -> list[tuple[int, int]]:
    """Cells and pillars that a headline may be about, the largest lead first, of equal ones the larger share, then cell."""
    cells = cells_of(data, by)
    found = [
        (
            round(float(cells.leads[cell, pillar]), 9),
            float(cells.shares[cell, pillar]),
            int(cells.n_sessions[cell]),
            cell,
            pillar,
        )
        for cell in range(len(cells.names))
        if cells.is_large(cell)
        for pillar in _numbers(selection)
    ]
    found.sort(key=lambda row: (-row[0], -row[1], -row[2], row[3], row[4]))
    return [(cell, pillar) for lead, *_, cell, pillar in found if lead > 0]


def _alone(cells: Cells, cell: int, pillar: int) -> bool:
    """Whether no other cell has the same share, however small, and the pillar leads the cell."""
    return cells.is_highest(cell, pillar, smallest=1) and cells.pillar_leads(cell, pillar)


def _lead(dataset: Dataset, data: Part, selection: Selection, by: str, cell: int, pillar: int) -> Lead:
    cells = cells_of(data, by)
    n, of = cells.inside(cell, pillar)
    pillars = _numbers(selection) or tuple(range(len(PILLARS)))
    return Lead(dataset, data, selection.coder, by, cell, pillar, pillars, says_all=n == of > 1)


def _is_comparison(lead: Lead) -> bool:
    """Whether every rule of a comparison holds."""
    cells, cell = lead.cells, lead.number
    # Chance of this lead alone is never larger than that of any, which takes longest.
    return _alone(cells, cell, lead.pillar) and lead.asked < ALPHA and holds_for_all(lead) and lead.found < ALPHA


def _finding(lead: Lead, selection: Selection, kind: str, *, is_asked: bool = False) -> Finding:
    cells, cell, pillar = lead.cells, lead.number, PILLARS[lead.pillar]
    (n, of), (rest, rest_of) = cells.inside(cell, lead.pillar), cells.outside(cell, lead.pillar)
    place = phrases.place_of(lead.by, lead.cell, lead.dataset)
    named = phrases.subjects(selection, lead.data, coded=has_uncoded(lead.data), place=lead.by)
    most = kind == COMPARISON and not is_asked and n < of
    headline = phrases.fitting(lambda s: _most(s, place, pillar) if most else _counted(s, n, of, place, pillar), named)
    parts = [f"{out_of(n, of)}; {_others(lead)} {out_of(rest, rest_of)}." if rest_of else f"{out_of(n, of)}."]
    if not rest_of:
        parts.append("There is nothing to compare it with.")
    elif cells.leads[cell, lead.pillar] <= 0:
        parts.append("The share is no larger than elsewhere.")
    else:
        parts.append(phrases.chance_sentence(lead.asked, lead.found, n_looked(cells, lead.pillars), lead.by))
    parts.append(agreement_sentence(lead.dataset, (pillar,)))
    if lead.by == "meeting":
        parts.append(_coverage_caution(lead.data))
    return Finding(
        key=f"{lead.by}-{_address(lead.by, lead.cell)}-{pillar}",
        kind=kind,
        headline=headline,
        evidence=" ".join(filter(None, parts)),
        n=n, of=of,
        chance_asked=round(lead.asked, 4) if rest_of else None,
        chance_found=round(lead.found, 4) if rest_of else None,
        fragility=fragility(cells, cell, lead.pillar) if rest_of else None,
        tests=checks_of_cell(lead) if rest_of else (),
        session_ids=session_ids_with(lead.data, **{lead.by: lead.cell, "pillar": pillar}),
        breakdown=lead.by, cell=_address(lead.by, lead.cell), pillar=pillar,
    )  # fmt: skip


def _address(by: str, name: str) -> str:
    return address_key(ATTRIBUTES.get(by, by), name)


def _others(lead: Lead) -> str:
    return {
        "day": "other dated days",
        "meeting": "other meetings",
        "group": "sessions without them",
        "type": "other types",
    }.get(lead.by, "others")


def _most(subject: phrases.Subject, place: str, pillar: str) -> str:
    return f"{subject.sessions()} {subject.touched} {phrases.pillars_of([pillar])} most often {place}."


def _counted(subject: phrases.Subject, n: int, of: int, place: str, pillar: str) -> str:
    """How many sessions of a cell touch a pillar, as a sentence."""
    what, on = f"{subject.sessions(of)} {place}", f"{subject.touched} {phrases.pillars_of([pillar])}."
    if of == 1:
        touched = subject.touched_by(1) if n else "did not touch" if subject.past else "does not touch"
        return f"The only {what} {touched} {phrases.pillars_of([pillar])}."
    if n == of:
        return f"{phrases.every(of, what)} {on}"
    if n == 0:
        return f"{phrases.none_of(of, what)} {on}"
    return f"{phrases.number(n)} of the {phrases.number(of)} {what} {on}"


def _plain_cell(dataset: Dataset, data: Dataset, selection: Selection, by: str, name: str, pillar: str) -> Finding:
    """Count a cell that cannot be compared: sessions without a date, or a cell without coded sessions."""
    ids = set(session_ids_with(data, **{by: name}))
    coded = {*data.column("session_pillars", "session_id")}
    of = len(ids & coded)
    found = session_ids_with(data, **{by: name, "pillar": pillar})
    place = phrases.place_of(by, name, dataset)
    named = phrases.subjects(selection, data, coded=has_uncoded(data) or not of, place=by)
    headline = phrases.fitting(
        lambda s: _counted(s, len(found), of, place, pillar) if of else phrases.none_there(f"{s.sessions()} {place}"), named
    )
    return Finding(
        f"{by}-{_address(by, name)}-{pillar}", COUNTING if of else NOTHING, headline,
        f"{out_of(len(found), of)}. They belong to no known {phrases.kind_of_place(by)}, so they are not compared."
        if of else "There is nothing to test.",
        n=len(found), of=of, session_ids=found or tuple(sorted(ids)), breakdown=by, cell=_address(by, name), pillar=pillar,
    )  # fmt: skip


def _coverage_caution(data: Dataset) -> str:
    meetings = data.meetings.take(np.unique(data.column("sessions", "meeting_row")))
    return "Meetings differ in coverage." if meetings["programme_coverage"].nunique() > 1 else ""
