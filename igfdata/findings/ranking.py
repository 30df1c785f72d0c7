"""Which finding leads, and which follow?"""

from igfdata.dataset import Dataset
from igfdata.findings.cells import all_of_a_cell, no_difference, pillar_of_a_cell
from igfdata.findings.model import Finding
from igfdata.findings.people import missing_speakers, official_share
from igfdata.findings.timing import recurring_topics, same_hour, undated
from igfdata.findings.totals import nothing_there, pillars_in_all
from igfdata.memory import remembered
from igfdata.selection import Selection, select

MOST = 6
"""Findings after the headline."""


@remembered
def findings(dataset: Dataset, selection: Selection) -> tuple[Finding, ...]:
    """Find what a selection shows: the headline first, then at most six more, the most important first; never empty.

    A comparison leads where every rule of one holds. Otherwise plain counting leads; where nothing can be counted, that is said.
    """
    if (bare := nothing_there(dataset, selection)) is not None:
        return (bare, *_others(dataset, selection)) if bare.key == "not-coded" else (bare,)
    by = _compared(dataset, selection)
    comparison = next((found for key in by if (found := pillar_of_a_cell(dataset, selection, key))), None)
    totals = pillars_in_all(dataset, selection)
    cell = None
    if comparison is None and by[:1] not in ((), ("group",)):
        cell = all_of_a_cell(dataset, selection, by[0])
    if totals is not None and totals.n == totals.of:
        cell = None  # where all sessions touch a pillar, no cell is told apart by it
    silence = None
    if comparison is None and cell is None and by[:1] not in ((), ("group",)):
        silence = no_difference(dataset, selection, by[0])
    told = [one for one in (comparison, cell, totals, silence, *_others(dataset, selection)) if one is not None]
    return tuple(told[: MOST + 1]) or (_silent(dataset, selection),)


def _compared(dataset: Dataset, selection: Selection) -> tuple[str, ...]:
    """Breakdowns whose cells are compared: days of one meeting, else meetings; then groups, unless the filter chooses them."""
    data = select(dataset, selection)
    n_meetings = data.column("sessions", "meeting_row").nunique()
    n_days = data.column("sessions", "day").nunique()
    first = ("meeting",) if n_meetings > 1 else ("day",) if n_days > 1 else ()
    return (*first, *(() if selection.groups else ("group",)))


def _others(dataset: Dataset, selection: Selection) -> list[Finding]:
    """Findings about people, topics and times, in the order of their weight."""
    makers = (missing_speakers, official_share, recurring_topics, same_hour, undated)
    return [found for make in makers if (found := make(dataset, selection)) is not None]


def _silent(dataset: Dataset, selection: Selection) -> Finding:
    """Say that there is nothing to tell that the filter does not say."""
    data = select(dataset, selection)
    ids = tuple(data.session_ids)
    n = len(ids)
    return Finding(
        "nothing", "nothing", "There is nothing more to say about this selection.",
        f"{n} sessions match." if n != 1 else "1 session matches.", n=n, of=n, session_ids=ids,
    )  # fmt: skip
