"""Slide: who spoke? People by stakeholder group, known and unknown, in one selection or in A and B."""

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View, no_session, sessions_here
from igfdata.briefing.model import Chart, Series, Slide
from igfdata.briefing.slides.bodies import bars_of, group_colours
from igfdata.briefing.slides.slide_making import TwoSides, figure, figures_of, finding_figures, of_both, slide, without_data
from igfdata.charts.theme import ACCENT
from igfdata.findings import phrases
from igfdata.findings.people import PLURAL, largest_group
from igfdata.measures.compare import compare
from igfdata.measures.stakeholders import diversity, gap_cells, group_mix
from igfdata.wording import amount, capital, counted, listed, percent, share_label, share_of, share_text

KEY = "speakers"
HEADING = "Who spoke"
PRESS = "Press/Media"


def speakers(view: View) -> Slide:
    """Which stakeholder group has the most people among those listed?"""
    mix = group_mix(view.data)
    total = len(view.data.participants)
    found = largest_group(view.dataset, view.selection)
    reason = no_session(view) or (None if total else f"No one is listed for the {sessions_here(view)}.")
    if reason is None and found is None:
        reason = _why_none(view, mix)
    if reason:
        return without_data(view, KEY, HEADING, reason, [figure("people", view.label, total)])
    assert found is not None
    groups, without = _presence(view), _without_people(view)
    unlisted = f" No one is listed in {without} of {view.n_sessions} sessions." if without else ""
    return slide(
        view, KEY, HEADING, found.headline, _group_chart(mix, total), evidence=f"{found.evidence}{unlisted}",
        denominator=f"people listed in a role in {sessions_here(view)}; shares of those whose group is known",
        notes=[*_lines(mix, view), *_cautions(view)],
        figures=[
            *finding_figures([found]),
            *(figure("stakeholder_mix", row.category, row.n, row.of) for row in mix.itertuples() if row.of),
            figure("sessions_without_people", view.label, without, view.n_sessions),
            figure("groups_present", "all but the media", (groups["n"] > 0).sum(), len(groups)),
            figure("people", view.label, total, total),
        ],
        session_ids=view.data.participants["session_id"].drop_duplicates(),
    )  # fmt: skip


def _why_none(view: View, mix: pd.DataFrame) -> str:
    """Why no group is the largest."""
    if view.selection.groups or view.selection.regions:
        return "The filter chooses groups or regions: which group is the largest says nothing."
    of = float(mix.loc[mix["category"].isin(v.SECTORS), "of"].max())
    if of < v.SMALL_N:
        return f"The group of {counted(int(of), 'person', 'people')} is known: too few to name the largest."
    return "Three or more groups have equally many people: none is the largest."


def _presence(view: View) -> pd.DataFrame:
    """Sessions of each stakeholder group but the press, none told apart from not stated."""
    cells = gap_cells(view.data, by=None)
    return cells[cells["category"].astype(object) != PRESS]


def _without_people(view: View) -> int:
    """Sessions of which no source lists anybody."""
    return view.n_sessions - view.data.participants["session_id"].nunique()


def _group_chart(mix: pd.DataFrame, total: int) -> Chart:
    """Bars of people a group, the largest first; youth and the unknown stand last, with all people as denominator."""
    sectors = mix["category"].isin(v.SECTORS)
    rows = pd.concat([mix[sectors].sort_values("n", ascending=False, kind="stable"), mix[~sectors & (mix["n"] > 0)]])
    keys = [str(category) for category in rows["category"]]
    names = tuple("Group not stated" if key == v.UNKNOWN else v.STAKEHOLDER_GROUPS.label(key) for key in keys)
    labels = tuple(
        share_label(row.n, row.of) if row.category in v.SECTORS else f"{amount(row.n)} of all {total}"
        for row in rows.itertuples()
    )
    series = Series("People", tuple(map(float, rows["n"])), labels, ACCENT, group_colours(keys))
    alt = f"People by stakeholder group: {', '.join(map(' '.join, zip(names, labels, strict=True)))}."
    return Chart("bars", names, (series,), "people", alt)


def _lines(mix: pd.DataFrame, view: View) -> list[str]:
    lines = []
    for row in mix.itertuples():
        if row.category in v.SECTORS and row.of:
            bounds = ""
            if row.share_max > row.share_min and row.of >= 5:
                bounds = f"; of all people between {100 * row.share_min:.0f} and {percent(row.share_max)}, as the unknown may belong to it"
            lines.append(
                f"{v.STAKEHOLDER_GROUPS.label(str(row.category))}: {share_of(row.n, row.of, 'people with a known group')}{bounds}."
            )
    for row in _presence(view).itertuples():
        if row.n == 0:
            state = (
                f"not stated: groups are not fully known in {row.n_unknown}" if row.n_unknown else "none: all groups are known"
            )
            lines.append(
                f"{v.STAKEHOLDER_GROUPS.label(str(row.category))}: in 0 of {counted(int(row.of), 'session')} ({state})."
            )
    found = diversity(view.data)
    if found.n >= 5:
        lines.append(f"As diverse as {found.effective:.1f} equally large groups, of {found.n_groups} (n = {found.n}).")
    regions = group_mix(view.data, variable="regional_group")
    parts = [f"{v.REGIONAL_GROUPS.label(str(r.category))} {amount(r.n)}" for r in regions.itertuples() if r.n]
    lines.append(f"By region: {', '.join(parts)}.")
    return lines


def _cautions(view: View) -> list[str]:
    lines = [
        "Listed people are those of the source pages, in a role. The media are not counted as missing. Youth is an age, not a sector."
    ]
    without = _without_people(view)
    if without:
        lines.append(f"{without} of {sessions_here(view)}: no one listed.")
    planned = int((view.data.sessions["status"] != "held").sum())
    if planned:
        lines.append(f"{planned} of {sessions_here(view)} not shown to be held: their people are announced.")
    if view.selection.groups or view.selection.regions:
        lines.append("The selection keeps sessions by group or region: these groups are there by choice.")
    return lines


def speakers_of_both(both: TwoSides) -> Slide:
    """Which stakeholder group's share of the listed people differs most between A and B?"""
    comparison = both.sides.comparison
    table = compare(both.a, both.b, group_mix)
    known = table[table["category"].isin(list(v.SECTORS))]
    chosen = {*comparison.a.groups, *comparison.b.groups}
    free = known[~known["category"].isin(list(chosen))]
    reason = both.empty
    if reason is None and any(
        side.persons == "group" and (side.groups or side.regions) for side in (comparison.a, comparison.b)
    ):
        reason = "A or B shows only people of chosen groups: who spoke cannot be compared."
    if reason is None:
        of_known = [(letter, int(known[f"{letter.lower()}_of"].fillna(0).max()) if len(known) else 0) for letter in "AB"]
        few = [(letter, of) for letter, of in of_known if of < v.SMALL_N]
        told = [f"{letter} has {counted(of, 'person', 'people')} of a known group" for letter, of in few]
        reason = f"Too few to compare: {listed(told)}." if few else None
    if reason is None and (free["a_share"] == free["b_share"]).all():
        reason = "Every group has the same share of people in A and in B."
    if reason:
        return both.without(KEY, HEADING, reason)
    apart = (free["a_share"] - free["b_share"]).abs()
    row = free.loc[apart.idxmax()]
    group = str(row["category"])
    counts = ((row["a_n"], row["a_of"]), (row["b_n"], row["b_of"]))
    told = [percent(n / of) for n, of in counts]
    verb = "differ" if group in PLURAL else "differs"
    title = f"{capital(phrases.GROUPS[group])} {verb} most: {told[0]} of people in A, {told[1]} in B."
    lines = [
        f"{v.STAKEHOLDER_GROUPS.label(str(r.category))}: A {share_text(r.a_n, r.a_of)}, B {share_text(r.b_n, r.b_of)}."
        for r in table.itertuples()
        if r.a_of and r.b_of and (r.a_n or r.b_n or r.category in v.SECTORS)
    ]
    largest_first = known.assign(most=known[["a_share", "b_share"]].max(axis=1)).sort_values(
        "most", ascending=False, kind="stable"
    )
    names = {key: v.STAKEHOLDER_GROUPS.label(key) for key in largest_first["category"].astype(str)}
    named = [phrases.GROUPS[key] for key in v.STAKEHOLDER_GROUPS if key in chosen]
    by_choice = f" The filter chooses {listed(named)}: more of them is no finding." if named else ""
    return both.slide(
        KEY, HEADING, title, bars_of("Share of people with a known group", both.frames(group_mix), names),
        evidence=f"{of_both(*counts)} people with a known group.{by_choice}",
        denominator="people listed in a role whose group is known",
        notes=[
            *lines,
            "People of sessions that lie in both are counted in both. The unknown are not random: some session types never state groups.",
        ],
        figures=figures_of("stakeholder_mix", table[(table["a_of"] > 0) & (table["b_of"] > 0)]),
    )  # fmt: skip
