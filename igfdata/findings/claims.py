"""What a report says about the pillars of a day: what the data say, and what speaks against it."""

from dataclasses import dataclass

from igfdata import vocabulary as v
from igfdata.dataset import Dataset, day_name
from igfdata.findings import phrases
from igfdata.findings.cells import test_cell
from igfdata.findings.leads import PILLARS, Cells, cells_of
from igfdata.findings.model import Finding
from igfdata.measures.breakdown import session_ids_with
from igfdata.memory import remembered
from igfdata.selection import Selection, select
from igfdata.wording import agree, capital, counted


@dataclass(frozen=True)
class Claim:
    """A claim of a report.

    Parameters
    ----------
    meeting_id, day, pillar
        Which day of which meeting it is about, and which pillar it says comes first.
    text, source_url
        What it says, and where.
    finding
        What the data say, with its tests.
    against
        What speaks against it, each a sentence; empty where nothing does.
    """

    meeting_id: str
    day: str
    pillar: str
    text: str
    source_url: str
    finding: Finding
    against: tuple[str, ...]


@remembered
def claims_of(dataset: Dataset, meetings: tuple[str, ...] = ()) -> tuple[Claim, ...]:
    """Hold the claims of reports on some meetings, or on all, against the child-related sessions of these meetings."""
    zero = dict(zip(dataset.meetings["meeting_id"], dataset.meetings["day_zero_date"], strict=True))
    found = []
    for row in dataset.report_claims.itertuples(index=False):
        if meetings and row.meeting_id not in meetings:
            continue
        day = day_name((row.date - zero[row.meeting_id]).days)
        selection = Selection(meetings=(str(row.meeting_id),))
        finding = test_cell(dataset, selection, breakdown="day", cell=day, pillar=str(row.pillar))
        against = _against(dataset, selection, day, str(row.pillar), finding)
        found.append(Claim(str(row.meeting_id), day, str(row.pillar), str(row.claim), str(row.source_url), finding, against))
    return tuple(found)


def _against(dataset: Dataset, selection: Selection, day: str, pillar: str, finding: Finding) -> tuple[str, ...]:
    data = select(dataset, selection)
    return (
        *_other_pillars(cells_of(data, "day"), day, pillar),
        *(f"{test.label}: {test.reason}" for test in finding.tests if not test.passed),
        *_open_questions(dataset, data, selection.meetings[0], day, pillar),
    )


def _other_pillars(cells: Cells, day: str, pillar: str) -> list[str]:
    """Other pillars that at least half of the day's sessions touch."""
    if day not in cells.names:
        return []
    told = []
    for number, other in enumerate(PILLARS):
        n, of = cells.inside(cells.names.index(day), number)
        if other != pillar and n and 2 * n >= of:
            count = f"{capital(phrases.number(n))} of the {phrases.number(of)} sessions"
            told.append(f"{count} {agree(n, 'touches', 'touch')} {phrases.pillars_of([other])} too.")
    return told


def _open_questions(dataset: Dataset, data: Dataset, meeting: str, day: str, pillar: str) -> list[str]:
    """What is not known: sessions without a date, and how much of the day is in the data."""
    told = []
    n = len(session_ids_with(data, day=v.DAY_UNKNOWN, pillar=pillar))
    if n:
        told.append(f"{counted(n, 'session')} on {phrases.pillars_of([pillar])} {agree(n, 'has', 'have')} no known date.")
    coverage = dict(zip(dataset.meetings["meeting_id"], dataset.meetings["programme_coverage"].astype(str), strict=True))
    if coverage[meeting] != "complete":
        sessions = select(dataset, Selection(meetings=(meeting,), relevance=(), days=(day,)))
        told.append(f"The data hold {counted(sessions.n_sessions, 'session')} of {day}; how many there were is not known.")
    return told
