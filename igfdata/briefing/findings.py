"""What stands out? Computed sentences, each with its figures and the sessions behind it.

A finding is only there when the selection supports it: no day is compared with itself, no group is
called missing where groups are unknown, no index is given below five sessions.
"""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from igfdata import vocabulary as v
from igfdata.briefing.names import day_name, session_name
from igfdata.dataset import Dataset
from igfdata.measures.breakdown import session_ids_with
from igfdata.measures.clashes import clash_counts, clashes, n_clashes
from igfdata.measures.coverage import balance, pillar_coverage
from igfdata.measures.recurrence import topic_recurrence
from igfdata.measures.stakeholders import gap_cells, group_mix, group_presence
from igfdata.memory import remembered
from igfdata.wording import agree, amount, counted, listed, part_of, percent, share_of, share_text

MIN_LEAD = 0.2
"""A pillar stands out on a day from this difference to its share on the other days on."""


@dataclass(frozen=True)
class Finding:
    """A sentence with its evidence.

    Parameters
    ----------
    key
        What it is about: ``pillar_day, pillars, balance, gap, speakers, recurrence, clash, continues``.
    text
        The sentence.
    figures
        (measure, key, n, of) behind each number of the sentence.
    session_ids
        Sessions behind it.
    """

    key: str
    text: str
    figures: tuple[tuple[str, str, float, float], ...]
    session_ids: tuple[str, ...]


@remembered
def findings(data: Dataset) -> tuple[Finding, ...]:
    """Everything that stands out in a selection, the most important first; empty when nothing is coded."""
    makers = (
        pillar_of_a_day,
        leading_pillar,
        pillar_balance,
        missing_groups,
        loudest_group,
        recurring_topics,
        clashing_sessions,
        continuing_debates,
    )
    return tuple(found for make in makers if (found := make(data)) is not None)


def pillar_of_a_day(data: Dataset, *, day: str | None = None) -> Finding | None:
    """Which pillar stands out on which day (or on the given one), beside the other days?

    The pillar and day whose share is farthest above the share on all other dated days together; a day
    needs two coded sessions and a lead of :data:`MIN_LEAD`, and there must be two such days of one meeting.
    """
    if not _is_one_meeting(data):
        return None
    rows = [
        row
        for row in pillar_coverage(data, by="day").itertuples(index=False)
        if row.of and row.key != v.DAY_UNKNOWN and row.category in v.PILLARS
    ]
    n, of = Counter[str](), Counter[str]()
    for row in rows:
        n[row.category] += row.n
        of[row.category] += row.of
    leads = {}
    for row in rows:
        rest_n, rest_of = n[row.category] - row.n, of[row.category] - row.of
        if row.of >= 2 and rest_of >= 2 and day in (None, row.key) and row.share - rest_n / rest_of >= MIN_LEAD:
            leads[row] = row.share - rest_n / rest_of
    if not leads:
        return None
    # Rounded, so that equal leads are equal: of these the pillar that more of the sessions touch is told.
    top = max(leads, key=lambda row: (round(leads[row], 9), row.share, row.of))
    others = [row for row in rows if row.category == top.category and row.key != top.key]
    beside = listed(f"{int(row.n)} of {int(row.of)} on {row.key}" for row in others)
    text = f"{v.PILLARS.label(top.category)} stands out on {top.key}: in {int(top.n)} of {int(top.of)} coded sessions, beside {beside}."
    figures = tuple(("pillar_coverage", f"{row.category}, {row.key}", row.n, row.of) for row in (top, *others))
    return Finding("pillar_day", text, figures, session_ids_with(data, day=top.key, pillar=top.category))


def leading_pillar(data: Dataset) -> Finding | None:
    """Which pillar do most sessions touch? Says it where most are not coded."""
    rows = [row for row in pillar_coverage(data).itertuples(index=False) if row.of and row.category in v.PILLARS]
    rows.sort(key=lambda row: -row.n)
    if not rows or not rows[0].n:
        return None
    top, total = rows[0], data.n_sessions
    leaders = [row for row in rows if row.n == top.n]
    names = listed(v.PILLARS.label(row.category) for row in leaders)
    rest = listed(f"{v.PILLARS.label(row.category).lower()} in {share_text(row.n, row.of)}" for row in rows[len(leaders) :])
    lead = f"{names} leads" if len(leaders) == 1 else f"{names} lead together"
    n_left = total - int(top.of)
    open_ones = f" {part_of(n_left, total, 'session')} {agree(n_left, 'is', 'are')} not coded." if n_left > top.of else ""
    text = f"{lead}: in {share_of(top.n, top.of, 'coded sessions')}" + (f"; {rest}." if rest else ".") + open_ones
    figures = tuple(("pillar_coverage", row.category, row.n, row.of) for row in rows)
    return Finding("pillars", text, figures, session_ids_with(data, pillar=top.category))


def pillar_balance(data: Dataset) -> Finding | None:
    """Are the pillars in balance? With the three shares, because the index alone does not say which leads."""
    (row,) = list(balance(data).itertuples(index=False))
    if math.isnan(row.share):
        return None
    shares = sorted(((getattr(row, pillar), pillar) for pillar in v.PILLARS), reverse=True)
    words = listed(f"{v.PILLARS.label(pillar).lower()} {percent(share)}" for share, pillar in shares)
    text = (
        f"Balance {row.share:.2f} of 1 (1: equal attention; {row.low:.2f} to {row.high:.2f} in programmes like it): "
        f"of the attention, {words} (n = {amount(row.n)})."
    )
    return Finding("balance", text, (("balance", "all", float(row.n), float(row.of)),), session_ids_with(data))


def missing_groups(data: Dataset) -> Finding | None:
    """Which stakeholder groups have no known part in the sessions of a pillar?"""
    gaps = defaultdict(list)
    for row in gap_cells(data).itertuples(index=False):
        is_gap = not row.n and row.of >= 2 and 2 * row.n_unknown <= row.of
        if is_gap and row.key in v.PILLARS and row.category != "Press/Media":
            gaps[row.key].append(row)
    if not gaps:
        return None
    pillar = max((pillar for pillar in v.PILLARS if pillar in gaps), key=lambda pillar: len(gaps[pillar]))
    cells = gaps[pillar]
    names = listed((v.STAKEHOLDER_GROUPS.label(row.category) for row in cells), joint="or")
    of, unknown = cells[0].of, max(row.n_unknown for row in cells)
    caution = f"; in {unknown} of them the groups are not fully known" if unknown else ""
    text = (
        f"Nobody from {names} is known to speak in the {counted(of, 'session')} on {v.PILLARS.label(pillar).lower()}{caution}."
    )
    figures = tuple(("gap", row.category, 0.0, float(row.of)) for row in cells)
    return Finding("gap", text, figures, session_ids_with(data, pillar=pillar))


def loudest_group(data: Dataset) -> Finding | None:
    """Which group has the most persons, and in how many sessions?"""
    mix = list(group_mix(data).itertuples(index=False))
    shared = [row for row in mix if row.of and row.category in v.SECTORS]
    if not shared:
        return None
    most = max(row.n for row in shared)
    leaders = [row for row in shared if row.n == most]
    top, group = leaders[0], leaders[0].category
    unknown = int(sum(row.n for row in mix if row.category == v.UNKNOWN))
    present = next(row for row in group_presence(data).itertuples(index=False) if row.category == group)
    known = share_of(top.n, top.of, "persons whose group is known")
    if len(leaders) == 1:
        sessions = share_of(present.n, present.of, "sessions with known groups")
        text = f"{v.STAKEHOLDER_GROUPS.label(group)} has the most persons: {known}, in {sessions}"
    else:
        names = listed(v.STAKEHOLDER_GROUPS.label(row.category) for row in leaders)
        text = f"{names} have the most persons: {known} each"
    rest = f"; the group of {counted(unknown, 'more person')} is not stated" if unknown else ""
    figures = (("stakeholder_mix", group, top.n, top.of), ("stakeholder_presence", group, present.n, present.of))
    return Finding("speakers", f"{text}{rest}.", figures, session_ids_with(data, group=group))


def recurs_over(data: Dataset) -> tuple[str, str]:
    """Over what topics come back, with its preposition: days, or meetings where there are several."""
    return ("day", "on") if _is_one_meeting(data) else ("meeting", "at")


def _is_one_meeting(data: Dataset) -> bool:
    return data.column("sessions", "meeting_row").nunique() == 1


def recurring_topics(data: Dataset) -> Finding | None:
    """Which topics come back on most days; of several meetings, at most meetings?"""
    over, place = recurs_over(data)
    rows = [row for row in topic_recurrence(data, over=over).itertuples(index=False) if row.label == "recurring"][:3]
    if not rows:
        return None
    labels = data.topic_labels
    parts = listed(
        f"{labels[row.topic]} ({place} {row.n_days} of {row.of_days} {over}s, {counted(row.n_sessions, 'session')})"
        for row in rows
    )
    on_them = data.column("session_topics", "topic").isin([row.topic for row in rows]).to_numpy()
    ids = data.column("session_topics", "session_id").to_numpy(dtype=object)[on_them]
    figures = tuple((f"topic_{over}s", row.topic, float(row.n_days), float(row.of_days)) for row in rows)
    return Finding("recurrence", f"Topics that come back: {parts}.", figures, tuple(dict.fromkeys(ids)))


def clashing_sessions(data: Dataset) -> Finding | None:
    """Which sessions of the selection take place at the same time?"""
    pairs = clashes(data)
    if pairs.empty:
        return None
    n_pairs = n_clashes(data)
    top = next(pairs.take(np.argsort(-pairs["minutes"].to_numpy(), kind="stable")[:1]).itertuples(index=False))
    names = f"{session_name(data, top.session_x)} and {session_name(data, top.session_y)}"
    pair = f"{counted(n_pairs, 'pair')} of sessions {'overlaps' if n_pairs == 1 else 'overlap'} in time"
    about = f"{'about ' if top.is_assumed else ''}{counted(int(top.minutes), 'minute')}"
    day = top.day if _is_one_meeting(data) else day_name(data, top.session_x)
    text = f"{pair}; the longest: {names} on {day}, {about}."
    ids = tuple(dict.fromkeys([top.session_x, top.session_y, *clash_counts(data)]))
    return Finding("clash", text, (("clashes", top.day, float(n_pairs), float(data.n_sessions)),), ids)


def continuing_debates(data: Dataset) -> Finding | None:
    """Which debates go on where, as a source states it?"""
    stated = [link for link in data.session_links.itertuples(index=False) if link.relation != "concurrent"]
    ends = {end for link in stated for end in (link.from_session_id, link.to_session_id)}
    session_ids = data.column("sessions", "session_id")
    there = np.flatnonzero(session_ids.isin(ends))
    days = dict(zip(session_ids.iloc[there], data.column("sessions", "day").iloc[there], strict=True))
    links = [link for link in stated if link.from_session_id in days and link.to_session_id in days]
    if not links:
        return None
    parts = [
        f"{session_name(data, link.from_session_id)} {'is ' if link.relation == 'follows_directly' else ''}{v.RELATIONS.label(link.relation)} "
        f"{session_name(data, link.to_session_id)} ({days[link.to_session_id] if _is_one_meeting(data) else day_name(data, link.to_session_id)})"
        for link in links
    ]
    found = tuple(dict.fromkeys([*(link.from_session_id for link in links), *(link.to_session_id for link in links)]))
    figures = (("session_links", "stated", float(len(links)), float(len(data.session_links))),)
    return Finding("continues", f"As the daily reports state: {'; '.join(parts)}.", figures, found)
