"""Slide: where do the numbers come from? Sources and method in one slide."""

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View, sessions_here
from igfdata.briefing.cautions import agreement_text
from igfdata.briefing.model import Points, Slide
from igfdata.briefing.programme_wording import coverage_text, programme_notes
from igfdata.briefing.slides.evidence import figure, slide, sources_of
from igfdata.findings.phrases import capital, number
from igfdata.measures.completeness import completeness
from igfdata.measures.programme_share import programme_share
from igfdata.selection import Selection, describe
from igfdata.wording import agree, counted

KEY = "method"
HEADING = "Sources and method"


def method(view: View) -> Slide:
    """What was counted, of what, coded by whom, and what is not known?"""
    facts = _facts(view)
    sessions = view.data.sessions["session_id"]
    n_sources = len(sources_of(view.dataset, sessions))
    n, coded = view.n_sessions, view.data.session_pillars["session_id"].nunique()
    parts = [f"{row.label}: {row.text}" for row in facts.itertuples()]
    return slide(
        view,
        KEY,
        HEADING,
        _title(view, n, coded),
        Points(tuple(_points(view, coded, n_sources))),
        evidence=f"{'; '.join(parts)}.",
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
    )


def _title(view: View, n: int, coded: int) -> str:
    """How many sessions are coded, as a sentence."""
    if not n:
        return f"There is no session {view.where} in this selection."
    if n == 1:
        return f"The only session {view.where} is {'coded' if coded else 'not coded yet'}."
    if coded in (0, n):
        return (
            f"{'All' if coded else 'None of the'} {number(n)} sessions {view.where} {'are coded' if coded else 'is coded yet'}."
        )
    return f"{capital(number(coded))} of {number(n)} sessions {view.where} {agree(coded, 'is', 'are')} coded."


def _facts(view: View) -> pd.DataFrame:
    """Return one row a meeting: ``label, known`` (held or on the programme), ``total`` (official; 0 where not known), ``url``, ``text`` (what
    is in the data), and ``n, of``: its child-related sessions as a share of the programme (0 where there is none).
    """
    ids = list(view.selection.meetings)
    counts = completeness(view.dataset).set_index("meeting_id").reindex(ids)[["held", "on_programme"]].fillna(0).astype(int)
    meetings = view.dataset.meetings.set_index("meeting_id").loc[ids]
    shares = [programme_share(view.dataset, Selection(meetings=(key,))) for key in ids]
    return counts.assign(
        label=[view.dataset.meeting_label(key) for key in ids],
        text=[coverage_text(view.dataset, key) for key in ids],
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
        describe(view.selection, view.dataset),
        *programme_notes(view.dataset, view.selection),
        f"Of the {sessions_here(view)}: {coded} coded for pillars, {data.session_topics['session_id'].nunique()} for topics, "
        f"{timed} with a known start; {counted(view.n_undated, 'session')} of the selection without a known day.",
        f"People: {persons:,} listed in a role, the group of {known:,} known; groups only, no names.",
        "A pillar is counted in all coded sessions. A session may touch several; an unclear one stays in the denominator.",
        "Below five sessions there are counts, no percentages. Intervals show how much a share would vary across similar programmes.",
        f"Sources: {counted(n_sources, 'page')} named in the notes. {view.dataset.data_state(view.selection.meetings)}",
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
    return [*lines, "Codes rest on the evidence named; who speaks is as the sources list it."]
