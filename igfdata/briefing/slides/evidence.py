"""What stands behind a slide? Its figures one a line, its rows, their addresses."""

from collections.abc import Iterable

from igfdata.briefing.briefing_view import View
from igfdata.briefing.model import Body, Slide
from igfdata.dataset import Dataset
from igfdata.findings import Finding
from igfdata.memory import remembered
from igfdata.selection import describe
from igfdata.wording import amount, counted

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
