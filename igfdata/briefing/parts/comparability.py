"""Slide of a comparison: how far can the two meetings be compared?"""

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View
from igfdata.briefing.evidence import figure, slide
from igfdata.briefing.model import Points, Slide
from igfdata.briefing.programme_wording import programme_notes
from igfdata.measures.completeness import completeness
from igfdata.wording import counted

CAUTIONS = ("Hosts, lengths, sub-themes and what could be read differ: compare shares with their intervals, not counts.",)
NOT_ALL_COMPLETE = "Not all programmes are complete in the data, and what is missing differs from meeting to meeting."


def comparability(view: View) -> Slide:
    """How many sessions of each meeting are there, how well are they known, and who coded them from what?"""
    table = completeness(view.data).set_index("meeting_id")
    coverage = view.dataset.meetings.set_index("meeting_id")["programme_coverage"].reindex(list(view.selection.meetings))
    cautions = CAUTIONS if (coverage == "complete").all() else (*CAUTIONS, NOT_ALL_COMPLETE)
    items, figures = programme_notes(view.dataset, view.selection), []
    parts: list[str] = []
    for key in view.selection.meetings:
        name = view.dataset.meeting_label(key)
        row = table.loc[key] if key in table.index else pd.Series(0, index=table.columns)
        n, dated, coded, held = (int(row[column]) for column in ("n_sessions", "n_dated", "n_pillars", "held"))
        items.append(f"{name}: {counted(n, 'session')} selected, {held} held, {dated} dated, {coded} coded.")
        items.append(f"{name}: {_coding(view, key)}.")
        figures += [figure("sessions", name, n), figure("coded_sessions", name, coded, n)]
        parts.append(f"{coded} of {counted(n, 'session')} at {name}" if not parts else f"{coded} of {n} at {name}")
    return slide(
        view,
        "caution",
        "How far to compare",
        f"Coded: {', '.join(parts)}.",
        Points((*items, *cautions)),
        evidence="The comparison rests on these codes.",
        denominator="sessions of the selection",
        notes=[*items, *cautions],
        figures=figures,
        session_ids=view.data.sessions["session_id"],
    )


def _coding(view: View, meeting_id: str) -> str:
    """From what evidence, and by whom, the pillars of a meeting's sessions were coded."""
    ids = view.data.sessions.loc[view.data.sessions["meeting_id"] == meeting_id, "session_id"]
    codes = view.data.session_pillars[view.data.session_pillars["session_id"].isin(ids)].drop_duplicates("session_id")
    evidence = codes["evidence"].value_counts(sort=False).items()
    coders = codes["coder"].value_counts().sort_index().items()
    texts = ", ".join(f"{v.EVIDENCE.label(str(kind)).lower()} {n}" for kind, n in evidence if n) or "none"
    names = ", ".join(f"{v.CODERS.label(str(coder)).removesuffix(' only')} {n}" for coder, n in coders) or "nobody"
    return f"evidence of the codes: {texts}; coded by: {names}"
