"""Slides of a comparison: how far can A and B be compared, and where do the numbers come from?"""

from dataclasses import replace

from igfdata import vocabulary as v
from igfdata.briefing.cautions import agreement_text
from igfdata.briefing.model import Points, Slide
from igfdata.briefing.programme_wording import programme_notes
from igfdata.briefing.slides.evidence import Figure, figure, sources_of
from igfdata.briefing.slides.two_sides import TwoSides
from igfdata.dataset import Dataset
from igfdata.findings import comparison_findings
from igfdata.selection import describe
from igfdata.wording import amount, counted, out_of

CAUTION, METHOD = "caution", "method"
HOW_FAR, SOURCES = "How far to compare", "Sources and method"
OF_MEETINGS = "Hosts, lengths, sub-themes and what could be read differ between meetings: compare shares with their intervals, not counts."
NOT_ALL_COMPLETE = "Not all programmes are complete in the data, and what is missing differs from meeting to meeting."


def how_far_to_compare(both: TwoSides) -> Slide:
    """How many sessions do A and B have and share, how well are they known, and who coded them from what?"""
    if both.empty:
        return both.without(CAUTION, HOW_FAR, both.empty)
    comparison = both.sides.comparison
    items: list[str] = []
    figures: list[Figure] = []
    coded = []
    for letter, data in (("A", both.a), ("B", both.b)):
        n, of = data.session_pillars["session_id"].nunique(), data.n_sessions
        held, dated = int((data.sessions["status"] == "held").sum()), int((data.sessions["day"] != v.DAY_UNKNOWN).sum())
        known = int(data.participants["stakeholder_group"].notna().sum())
        items.append(
            f"{letter}: {counted(of, 'session')}, {held} held, {dated} dated, {n} coded; "
            f"{counted(len(data.participants), 'person', 'people')} listed, the group of {amount(known)} known."
        )
        items.append(f"{letter}: {_coding(data)}.")
        figures += [figure("sessions", letter, of), figure("coded_sessions", letter, n, of), figure("held", letter, held, of)]
        coded.append(f"{letter} {out_of(n, of)}")
    size = next(one for one in comparison_findings(both.dataset, comparison) if one.key == "compared-size")
    items.insert(0, f"{size.headline} {size.evidence}".strip())
    meetings = {*comparison.a.meetings, *comparison.b.meetings}
    if comparison.a.meetings != comparison.b.meetings:
        coverage = both.dataset.meetings.set_index("meeting_id")["programme_coverage"]
        items.append(OF_MEETINGS)
        items += [NOT_ALL_COMPLETE] if not (coverage[coverage.index.isin(list(meetings))] == "complete").all() else []
    return both.slide(
        CAUTION, HOW_FAR, f"Coded sessions: {' and '.join(coded)}.", Points(tuple(items)),
        evidence="The comparison rests on these codes.", denominator="sessions of A and B", notes=items, figures=figures,
    )  # fmt: skip


def method_of_both(both: TwoSides) -> Slide:
    """What was counted in A and in B, how are they compared, and from which sources?"""
    comparison, dataset = both.sides.comparison, both.dataset
    ids = [*both.a.sessions["session_id"], *both.b.sessions["session_id"]]
    n_sources = len(sources_of(dataset, dict.fromkeys(ids)))
    meetings = meetings_of_both(both)
    points = [
        f"A: {describe(comparison.a, dataset)}",
        f"B: {describe(comparison.b, dataset)}",
        *programme_notes(dataset, replace(comparison.a, meetings=meetings)),
        "A pillar is counted in all coded sessions. A session may touch several; an unclear one stays in the denominator.",
        "Differences are in percentage points, A minus B, with Newcombe’s 95% interval; sessions in both are counted once.",
        "Below five sessions there are counts, no percentages. Chance is asked only of sessions that A and B do not share.",
        f"Sources: {counted(n_sources, 'page')} named in the notes. {dataset.data_state(meetings)}",
    ]
    return both.slide(
        METHOD, SOURCES, f"A has {counted(both.a.n_sessions, 'session')}, B has {amount(both.b.n_sessions)}.", Points(tuple(points)),
        evidence=both.sentence, denominator="sessions of A and B",
        notes=[*points, *filter(None, [agreement_text(dataset)]), "Codes rest on the evidence named; who speaks is as the sources list it."],
        figures=[
            figure("sessions", "A", both.a.n_sessions), figure("sessions", "B", both.b.n_sessions),
            figure("sessions", "in both", both.sides.n_both), figure("sources", "pages", n_sources),
        ],
    )  # fmt: skip


def meetings_of_both(both: TwoSides) -> tuple[str, ...]:
    """Keys of the meetings of A and B, by their first day; empty: all."""
    chosen = (both.sides.comparison.a.meetings, both.sides.comparison.b.meetings)
    return tuple(key for key in both.dataset.meetings["meeting_id"] if key in {*chosen[0], *chosen[1]}) if all(chosen) else ()


def _coding(data: Dataset) -> str:
    """From what evidence, and by whom, the pillars of the sessions were coded."""
    codes = data.session_pillars.drop_duplicates("session_id")
    evidence = codes["evidence"].value_counts(sort=False).items()
    coders = codes["coder"].value_counts().sort_index().items()
    texts = ", ".join(f"{v.EVIDENCE.label(str(kind)).lower()} {n}" for kind, n in evidence if n) or "none"
    names = ", ".join(f"{v.CODERS.label(str(coder)).removesuffix(' only')} {n}" for coder, n in coders) or "nobody"
    return f"evidence of the codes: {texts}; coded by: {names}"
