"""Slides: where do the numbers come from, of one selection or of A and B, and how far can A and B be compared?"""

from dataclasses import replace

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View, sessions_here
from igfdata.briefing.caveats import agreement_text, programme_notes
from igfdata.briefing.model import Points, Slide
from igfdata.briefing.slides.slide_making import Figure, TwoSides, figure, slide, sources_of
from igfdata.dataset import Dataset
from igfdata.findings import comparison_findings
from igfdata.findings.phrases import every, none_of, number
from igfdata.measures.programme_share import completeness, programme_share
from igfdata.selection import Selection, describe
from igfdata.wording import agree, amount, capital, counted, out_of

KEY = "method"
HEADING = "Sources and method"
CAUTION, HOW_FAR = "caution", "Limits of the comparison"
OF_MEETINGS = "Hosts, lengths, sub-themes and what could be read differ between meetings: compare shares with their intervals, not counts."
NOT_ALL_COMPLETE = "Not all programmes are complete in the data, and what is missing differs from meeting to meeting."
COUNTED = "A pillar is counted in all coded sessions. A session may touch several; an unclear one stays in the denominator."
RESTS = "Codes rest on the evidence named; who speaks is as the sources list it."


def method(view: View) -> Slide:
    """What was counted, of what, coded by whom, and what is not known?"""
    facts = _facts(view)
    sessions = view.data.sessions["session_id"]
    n_sources = len(sources_of(view.dataset, sessions))
    n, coded = view.n_sessions, view.data.session_pillars["session_id"].nunique()
    return slide(
        view, KEY, HEADING, _title(view, n, coded), Points(tuple(_points(view, coded, n_sources))), evidence=describe(view.selection, view.dataset),
        denominator="sessions of the selection; sessions of the meeting that were held or are on the programme",
        notes=_lines(view),
        figures=[
            figure("sessions", view.label, n, len(view.meeting.sessions)),
            figure("coded_sessions", view.label, coded, n),
            *(figure("sessions_in_the_data", row.label, row.known, row.total) for row in facts.itertuples()),
            *(figure("child_related_sessions", row.label, row.n, row.of) for row in facts.itertuples() if row.of),
            figure("sources", view.label, n_sources),
        ],
        session_ids=sessions,
        sources=[url for url in facts["url"] if url],
    )  # fmt: skip


def _title(view: View, n: int, coded: int) -> str:
    """How many sessions are coded, as a sentence."""
    if not n:
        return f"There is no session {view.where} in this selection."
    if n == 1:
        return f"The only session {view.where} is {'coded' if coded else 'not coded yet'}."
    if coded in (0, n):
        sessions = f"sessions {view.where}"
        return f"{every(n, sessions)} are coded." if coded else f"{none_of(n, sessions)} is coded yet."
    return f"{capital(number(coded))} of {number(n)} sessions {view.where} {agree(coded, 'is', 'are')} coded."


def _facts(view: View) -> pd.DataFrame:
    """Return one row a meeting: ``label, known`` (held or on the programme), ``total`` (official; 0 where not known), ``url``,
    and ``n, of``: its child-related sessions as a share of the programme (0 where there is none).
    """
    ids = list(view.selection.meetings)
    counts = completeness(view.dataset).set_index("meeting_id").reindex(ids)[["held", "on_programme"]].fillna(0).astype(int)
    meetings = view.dataset.meetings.set_index("meeting_id").loc[ids]
    shares = [programme_share(view.dataset, Selection(meetings=(key,))) for key in ids]
    return counts.assign(
        label=[view.dataset.meeting_label(key) for key in ids],
        n=[share.n for share in shares],
        of=[share.of for share in shares],
        known=counts.sum(axis=1),
        total=meetings["sessions_total"].fillna(0).astype(int),
        url=meetings["sessions_total_url"],
    )


def _points(view: View, coded: int, n_sources: int) -> list[str]:
    data = view.data
    persons = len(data.participants)
    known = int(data.participants["stakeholder_group"].notna().sum())
    timed = int((data.sessions["starts_at"].notna()).sum())
    return [
        *programme_notes(view.dataset, view.selection),
        f"Of the {sessions_here(view)}: {coded} coded for pillars, {data.session_topics['session_id'].nunique()} for topics, "
        f"{timed} with a known start"
        + (f"; {counted(view.n_undated, 'session')} of the selection without a known day." if view.n_undated else "."),
        f"People: {persons:,} listed in a role, the group of {known:,} known; groups only, no names.",
        COUNTED,
        "Below five sessions there are counts, no percentages. Intervals show how much a share would vary across similar programmes.",
        f"Sources: {counted(n_sources, 'page')} named in the notes.",
    ]


def _lines(view: View) -> list[str]:
    """Notes: whose codes, from what evidence, which status."""
    codes = view.data.session_pillars
    coders = codes.drop_duplicates("session_id")["coder"].value_counts(sort=False)
    evidence = codes.drop_duplicates("session_id")["evidence"].value_counts(sort=False)
    status = view.data.sessions["status"].value_counts(sort=False)
    lines = [
        f"Pillars of {counted(int(n), 'session')} by: {v.CODERS.label(str(coder)).removesuffix(' only')}."
        for coder, n in coders.items()
        if n
    ]
    lines += [
        f"Evidence of {counted(int(n), 'coded session')}: {v.EVIDENCE.label(str(kind)).lower()}."
        for kind, n in evidence.items()
        if n
    ]
    lines += [f"Status of {counted(int(n), 'session')}: {v.STATUS.label(str(key)).lower()}." for key, n in status.items() if n]
    lines += filter(None, [agreement_text(view.dataset)])
    return [*lines, RESTS]


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
    items.insert(0, size.evidence or size.headline)  # how many each has, the next lines say
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
    points = [
        f"A: {describe(comparison.a, dataset)}",
        f"B: {describe(comparison.b, dataset)}",
        *programme_notes(dataset, replace(comparison.a, meetings=comparison.meetings)),
        COUNTED,
        "Differences are points, A minus B, with Newcombe’s 95% interval. Sessions in both count once.",
        "Below five sessions there are only counts. Chance is asked of sessions that A and B do not share.",
    ]
    return both.slide(
        KEY, HEADING, f"A has {counted(both.a.n_sessions, 'session')}, B has {amount(both.b.n_sessions)}.", Points(tuple(points)),
        evidence=f"{counted(n_sources, 'page')} of sources {agree(n_sources, 'is', 'are')} named in the notes.", denominator="sessions of A and B",
        notes=[*points, *filter(None, [agreement_text(dataset)]), RESTS],
        figures=[
            figure("sessions", "A", both.a.n_sessions), figure("sessions", "B", both.b.n_sessions),
            figure("sessions", "in both", both.sides.n_both), figure("sources", "pages", n_sources),
        ],
    )  # fmt: skip


def _coding(data: Dataset) -> str:
    """From what evidence, and by whom, the pillars of the sessions were coded."""
    codes = data.session_pillars.drop_duplicates("session_id")
    evidence = codes["evidence"].value_counts(sort=False).items()
    coders = codes["coder"].value_counts().sort_index().items()
    texts = ", ".join(f"{v.EVIDENCE.label(str(kind)).lower()} {n}" for kind, n in evidence if n) or "none"
    names = ", ".join(f"{v.CODERS.label(str(coder)).removesuffix(' only')} {n}" for coder, n in coders) or "nobody"
    return f"evidence of the codes: {texts}; coded by: {names}"
