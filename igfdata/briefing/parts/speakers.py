"""Slide: who spoke, and who was missing? Persons by stakeholder group, known and unknown."""

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.evidence import figure, slide, without_data
from igfdata.briefing.model import Chart, Series, Slide
from igfdata.briefing.view import View, no_session, sessions_here
from igfdata.charts.theme import GROUP_COLOURS
from igfdata.measures.stakeholders import diversity, gap_cells, group_mix
from igfdata.wording import amount, counted, listed, percent, share_label, share_of, share_text

KEY = "speakers"
HEADING = "Who spoke and who was missing"
PRESS = "Press/Media"
ENOUGH_KNOWN = 0.6
"""Below this part of persons with a known group no percentage is given."""


def speakers(view: View) -> Slide:
    """Which stakeholder groups do the persons of the sessions belong to, and which has no known part?"""
    mix = group_mix(view.data)
    total = len(view.data.participants)
    reason = no_session(view) or (None if total else f"No person is listed for the {sessions_here(view)}.")
    if reason:
        return without_data(view, KEY, HEADING, reason, [figure("persons", view.label, 0)])
    figures = [figure("stakeholder_mix", row.category, row.n, row.of) for row in mix.itertuples() if row.of]
    parts = [_loudest(mix), *_missing(view), *_unknown(view, mix, total)]
    groups = presence(view)
    return slide(
        view,
        KEY,
        HEADING,
        "; ".join(part for part in parts if part) + ".",
        group_chart(mix, total),
        denominator=f"persons listed in a role in {sessions_here(view)}; shares of those whose group is known",
        notes=[*_lines(mix, view), *_cautions(view)],
        figures=[
            *figures,
            figure("sessions_without_persons", view.label, _without_persons(view), view.n_sessions),
            figure("groups_present", "besides the press", (groups["n"] > 0).sum(), len(groups)),
            figure("persons", view.label, total, total),
        ],
        session_ids=view.data.participants["session_id"].drop_duplicates(),
    )


def presence(view: View) -> pd.DataFrame:
    """Sessions of each stakeholder group but the press, none told apart from not stated."""
    cells = gap_cells(view.data, by=None)
    return cells[cells["category"].astype(object) != PRESS]


def _loudest(mix: pd.DataFrame) -> str:
    shared = mix[mix["category"].isin(v.SECTORS)]
    of = float(shared["of"].max())
    if not of:
        return "No stakeholder group of a listed person is known"
    leaders = shared[shared["n"] == shared["n"].max()]
    names = listed(v.STAKEHOLDER_GROUPS.label(str(category)) for category in leaders["category"])
    n = float(leaders["n"].iloc[0])
    is_known_enough = of >= ENOUGH_KNOWN * mix["n"].sum()
    words = (
        share_of(n, of, "persons of known group") if is_known_enough else f"{amount(n)} of {amount(of)} persons of known group"
    )
    return f"{names} has the most persons: {words}" if len(leaders) == 1 else f"{names} have the most persons, each {words}"


def _missing(view: View) -> list[str]:
    if view.selection.persons == "group" and (view.selection.groups or view.selection.regions):
        return ["the selection shows only chosen groups, so who is missing cannot be told"]
    cells = presence(view)
    absent = cells[cells["n"] == 0]
    if absent.empty:
        return [f"all {len(cells)} groups besides the press have a part"]
    if len(absent) == len(cells):
        return []
    return [f"nobody known from {listed((v.STAKEHOLDER_GROUPS.label(str(c)) for c in absent['category']), joint='or')}"]


def _unknown(view: View, mix: pd.DataFrame, total: int) -> list[str]:
    unknown = int(mix.loc[mix["category"] == v.UNKNOWN, "n"].sum())
    parts = [f"the group of {unknown} of {counted(total, 'person')} is not stated"] if unknown else []
    without = _without_persons(view)
    return [*parts, f"nobody is listed in {without} of {view.n_sessions} sessions"] if without else parts


def _without_persons(view: View) -> int:
    """Sessions of which no source lists a person."""
    return view.n_sessions - view.data.participants["session_id"].nunique()


def group_chart(mix: pd.DataFrame, total: int) -> Chart:
    """Bars of persons a group in its own colour; youth and the unknown are labelled with all persons as denominator."""
    rows = mix[mix["category"].isin(v.SECTORS) | (mix["n"] > 0)]
    keys = [str(category) for category in rows["category"]]
    names = tuple("Group not stated" if key == v.UNKNOWN else v.STAKEHOLDER_GROUPS.label(key) for key in keys)
    labels = tuple(
        share_label(row.n, row.of) if row.category in v.SECTORS else f"{amount(row.n)} of all {total}"
        for row in rows.itertuples()
    )
    series = Series(
        "Persons",
        tuple(float(n) for n in rows["n"]),
        labels,
        GROUP_COLOURS[v.UNKNOWN],
        tuple(GROUP_COLOURS[key] for key in keys),
    )
    alt = (
        "Persons by stakeholder group: " + ", ".join(f"{name} {label}" for name, label in zip(names, labels, strict=True)) + "."
    )
    return Chart("bars", names, (series,), "persons", alt)


def _lines(mix: pd.DataFrame, view: View) -> list[str]:
    lines = []
    for row in mix.itertuples():
        if row.category in v.SECTORS and row.of:
            bounds = ""
            if row.share_max > row.share_min and row.of >= 5:
                bounds = f"; of all persons between {100 * row.share_min:.0f} and {percent(row.share_max)}, as the unknown may belong to it"
            lines.append(
                f"{v.STAKEHOLDER_GROUPS.label(str(row.category))}: {share_text(row.n, row.of)} persons of known group{bounds}."
            )
    for row in presence(view).itertuples():
        if row.n == 0:
            state = (
                f"not stated: groups are not fully known in {row.n_unknown}" if row.n_unknown else "none: all groups are known"
            )
            lines.append(
                f"{v.STAKEHOLDER_GROUPS.label(str(row.category))}: in 0 of {counted(int(row.of), 'session')} ({state})."
            )
    row = diversity(view.data).iloc[0]
    if row["n"] >= 5:
        lines.append(
            f"As diverse as {row['effective']:.1f} equally large groups, of {int(row['n_groups'])} (n = {int(row['n'])})."
        )
    regions = group_mix(view.data, variable="regional_group")
    parts = [f"{v.REGIONAL_GROUPS.label(str(r.category))} {amount(r.n)}" for r in regions.itertuples() if r.n]
    lines.append(f"By region: {', '.join(parts)}.")
    return lines


def _cautions(view: View) -> list[str]:
    lines = [
        "Listed persons are those of the source pages, in a role; the press is not counted as missing; youth is an age, not a sector."
    ]
    without = _without_persons(view)
    if without:
        lines.append(f"{without} of {sessions_here(view)}: nobody listed.")
    planned = int((view.data.sessions["status"] != "held").sum())
    if planned:
        lines.append(f"{planned} of {sessions_here(view)} not shown to be held: their persons are announced.")
    if view.selection.groups or view.selection.regions:
        lines.append("The selection keeps sessions by group or region: these groups are there by choice.")
    return lines
