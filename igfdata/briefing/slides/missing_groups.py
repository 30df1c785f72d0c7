"""Slide: which stakeholder groups are missing on which pillar? None told apart from not stated."""

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View, no_session, sessions_here
from igfdata.briefing.model import Slide
from igfdata.briefing.slides.evidence import figure, slide, without_data
from igfdata.briefing.slides.figures import gap_matrix
from igfdata.findings.people import missing_speakers
from igfdata.findings.phrases import GROUPS, capital, number
from igfdata.measures.stakeholders import gap_cells
from igfdata.wording import agree, counted, listed

KEY = "gaps"
HEADING = "Missing groups by pillar"
NONE = "none"


def gaps(view: View) -> Slide:
    """In which cells of pillar and stakeholder group is there no session, and is that known or only not stated?"""
    cells = gap_cells(view.data)
    cells = cells[cells["key"].isin(list(v.PILLARS)) & (cells["of"] > 0)]
    reason = no_session(view)
    if reason is None and view.selection.persons == "group" and (view.selection.groups or view.selection.regions):
        reason = "The filter shows only people of chosen groups, so nobody can say who is missing."
    if reason is None and cells.empty:
        reason = f"No pillar is coded in the {sessions_here(view)}, so gaps are unknown."
    if reason:
        return without_data(view, KEY, HEADING, reason)
    empty = cells[cells["n"] == 0]
    n_none, n_open = (int((empty["state"] == state).sum()) for state in (NONE, v.UNKNOWN))
    absent = [pillar for pillar in v.PILLARS if pillar not in set(cells["key"].astype(object))]
    if view.selection.pillars:
        absent = [pillar for pillar in absent if pillar in view.selection.pillars]
    figures = [
        figure("empty_cells", "all", len(empty), len(cells)),
        figure("empty_cells", NONE, n_none, len(cells)),
        figure("empty_cells", v.UNKNOWN, n_open, len(cells)),
        *(figure("pillar_coverage", pillar, 0, view.data.session_pillars["session_id"].nunique()) for pillar in absent),
    ]
    coded = int(view.data.session_pillars["session_id"].nunique())
    words = _words(view, cells, n_none, n_open, absent)
    if words is None:
        empty_pairs = {1: "the only empty pair", 2: "both empty pairs"}.get(n_open, f"all {n_open} empty pairs")
        reason = f"Nothing is certain: groups are incomplete in {empty_pairs} of pillar and group."
        return without_data(view, KEY, HEADING, reason, figures)
    title, evidence = words
    lines = _lines(cells)
    groups, pillars = (
        {key: terms.label(key) for key in keys} for terms, keys in ((v.STAKEHOLDER_GROUPS, v.SECTORS), (v.PILLARS, v.PILLARS))
    )
    alt = "Sessions of each pillar with each stakeholder group: " + " ".join(lines)
    return slide(
        view, KEY, HEADING, title, gap_matrix(cells, groups, pillars, alt), evidence=evidence,
        denominator=f"cells of pillar and group; sessions of the pillar, of {coded} coded among {sessions_here(view)}",
        notes=lines,
        figures=figures,
        session_ids=view.data.session_pillars["session_id"].drop_duplicates(),
    )  # fmt: skip


def _words(view: View, cells: pd.DataFrame, n_none: int, n_open: int, absent: list[str]) -> tuple[str, str] | None:
    """Title and evidence; None where nothing is certain."""
    found = missing_speakers(view.dataset, view.selection)
    pairs = f"{number(n_open)} pillar–group {agree(n_open, 'pair', 'pairs')} {agree(n_open, 'has', 'have')} no one listed"
    opened = f"Not certain: {pairs}, but groups are incomplete." if n_open else ""
    none = f"No session was on {listed((v.PILLARS.label(p).lower() for p in absent), joint='or')}." if absent else ""
    if found:
        return found.headline, " ".join(filter(None, (found.evidence, none)))
    if n_none:
        told = cells[(cells["n"] == 0) & (cells["state"] == NONE)]
        row = next(told.itertuples())
        one = f"No one from {GROUPS[str(row.category)]} took part on {v.PILLARS.label(str(row.key)).lower()}."
        many = f"{capital(number(n_none))} pillar–group pairs certainly had no one."
        return one if n_none == 1 else many, " ".join(filter(None, ("All groups are known there.", opened, none)))
    return None if n_open else ("Every stakeholder group took part on every pillar.", none or "No pillar–group pair is empty.")


def _lines(cells: pd.DataFrame) -> list[str]:
    lines = []
    for pillar in v.PILLARS:
        rows = cells[cells["key"].astype(object) == pillar]
        if rows.empty:
            lines.append(f"{v.PILLARS.label(pillar)}: no session.")
            continue
        parts = [
            f"{v.STAKEHOLDER_GROUPS.label(str(row.category))} {int(row.n)}"
            + ("" if row.n else f" ({row.state}{f', open in {int(row.n_unknown)}' if row.n_unknown else ''})")
            for row in rows.itertuples()
        ]
        lines.append(f"{v.PILLARS.label(pillar)}, {counted(int(rows['of'].iloc[0]), 'session')}: {', '.join(parts)}.")
    return [
        *lines,
        "“None” is about the people whom the sources list, not the people in the room; “not stated”: some of their groups are not known.",
    ]
