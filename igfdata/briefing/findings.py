"""What stands out? Computed sentences, each with its figures and the sessions behind it.

A finding is only there when the selection supports it: no day is compared with itself, no group is
called missing where groups are unknown, no index is given below five sessions.
"""

from dataclasses import dataclass

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.names import session_name
from igfdata.dataset import Dataset
from igfdata.measures.clashes import clashes
from igfdata.measures.coverage import balance, pillar_coverage
from igfdata.measures.dimensions import sessions_with
from igfdata.measures.recurrence import topic_recurrence
from igfdata.measures.stakeholders import gap_cells, group_mix, group_presence
from igfdata.once import once_a_dataset
from igfdata.wording import amount, counted, listed, out_of, percent, share_of, share_text

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


@once_a_dataset()
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


def _ids(sessions: pd.DataFrame) -> tuple[str, ...]:
    return tuple(sessions["session_id"])


def pillar_of_a_day(data: Dataset, *, day: str | None = None) -> Finding | None:
    """Which pillar stands out on which day (or on the given one), beside the other days?

    The pillar and day whose share is farthest above the share on all other dated days together; a day
    needs two coded sessions and a lead of :data:`MIN_LEAD`, and there must be two such days of one meeting.
    """
    if data.sessions["meeting_id"].nunique() != 1:
        return None
    table = pillar_coverage(data, by="day")
    table = table[(table["of"] > 0) & (table["key"].astype(object) != v.DAY_UNKNOWN) & table["category"].isin(list(v.PILLARS))]
    rest_n = table.groupby("category", observed=True)["n"].transform("sum") - table["n"]
    rest_of = table.groupby("category", observed=True)["of"].transform("sum") - table["of"]
    table = table.assign(lead=table["share"] - rest_n / rest_of.where(rest_of > 0))
    eligible = table[(table["of"] >= 2) & (table["lead"] >= MIN_LEAD) & (rest_of >= 2)]
    if day is not None:
        eligible = eligible[eligible["key"].astype(object) == day]
    if eligible.empty:
        return None
    top = eligible.sort_values(["lead", "of"], ascending=False, kind="stable").iloc[0]
    pillar, found = str(top["category"]), str(top["key"])
    others = table[(table["category"] == pillar) & (table["key"].astype(object) != found) & (table["of"] > 0)]
    beside = listed(f"{int(row.n)} of {int(row.of)} on {row.key}" for row in others.itertuples())
    text = f"{v.PILLARS.label(pillar)} stands out on {found}: in {int(top['n'])} of {int(top['of'])} coded sessions, beside {beside}."
    figures = [("pillar_coverage", f"{pillar}, {found}", float(top["n"]), float(top["of"]))]
    figures += [("pillar_coverage", f"{pillar}, {row.key}", float(row.n), float(row.of)) for row in others.itertuples()]
    return Finding("pillar_day", text, tuple(figures), _ids(sessions_with(data, day=found, pillar=pillar)))


def leading_pillar(data: Dataset) -> Finding | None:
    """Which pillar do most sessions touch? Says it where most are not coded."""
    table = pillar_coverage(data)
    table = table[table["category"].isin(list(v.PILLARS)) & (table["of"] > 0)].sort_values("n", ascending=False, kind="stable")
    if table.empty or table["n"].max() == 0:
        return None
    leaders = table[table["n"] == table["n"].max()]
    names = listed(v.PILLARS.label(str(category)) for category in leaders["category"])
    rest = listed(
        f"{v.PILLARS.label(str(row.category)).lower()} in {share_text(row.n, row.of)}"
        for row in table[table["n"] < table["n"].max()].itertuples()
    )
    top = leaders.iloc[0]
    lead = f"{names} leads" if len(leaders) == 1 else f"{names} lead together"
    n_left = len(data.sessions) - int(top["of"])
    open_ones = f" {out_of(n_left, len(data.sessions))} sessions are not coded." if n_left > top["of"] else ""
    text = f"{lead}: in {share_of(top['n'], top['of'], 'coded sessions')}" + (f"; {rest}." if rest else ".") + open_ones
    figures = tuple(("pillar_coverage", str(row.category), float(row.n), float(row.of)) for row in table.itertuples())
    return Finding("pillars", text, figures, _ids(sessions_with(data, pillar=str(top["category"]))))


def pillar_balance(data: Dataset) -> Finding | None:
    """Are the pillars in balance? With the three shares, because the index alone does not say which leads."""
    row = balance(data).iloc[0] if len(data.sessions) else None
    if row is None or pd.isna(row["share"]):
        return None
    shares = sorted(((float(row[pillar]), pillar) for pillar in v.PILLARS), reverse=True)
    words = listed(f"{v.PILLARS.label(pillar).lower()} {percent(share)}" for share, pillar in shares)
    text = (
        f"Balance {row['share']:.2f} of 1 (1: equal attention; {row['low']:.2f} to {row['high']:.2f} in programmes like it): "
        f"of the attention, {words} (n = {amount(row['n'])})."
    )
    return Finding("balance", text, (("balance", "all", float(row["n"]), float(row["of"])),), _ids(data.sessions))


def missing_groups(data: Dataset) -> Finding | None:
    """Which stakeholder groups have no known part in the sessions of a pillar?"""
    gaps = gap_cells(data)
    gaps = gaps[
        (gaps["n"] == 0) & gaps["key"].isin(list(v.PILLARS)) & (gaps["n_unknown"] * 2 <= gaps["of"]) & (gaps["of"] >= 2)
    ]
    gaps = gaps[gaps["category"].astype(object) != "Press/Media"]
    if gaps.empty:
        return None
    pillar = gaps.groupby("key", observed=True).size().sort_values(ascending=False, kind="stable").index[0]
    cells = gaps[gaps["key"] == pillar]
    names = listed((v.STAKEHOLDER_GROUPS.label(str(category)) for category in cells["category"]), joint="or")
    of, unknown = int(cells["of"].iloc[0]), int(cells["n_unknown"].max())
    caution = f"; in {unknown} of them the groups are not fully known" if unknown else ""
    text = f"Nobody from {names} is known to speak in the {counted(of, 'session')} on {v.PILLARS.label(str(pillar)).lower()}{caution}."
    figures = tuple(("gap", str(row.category), 0.0, float(row.of)) for row in cells.itertuples())
    return Finding("gap", text, figures, _ids(sessions_with(data, pillar=str(pillar))))


def loudest_group(data: Dataset) -> Finding | None:
    """Which group has the most persons, and in how many sessions?"""
    mix = group_mix(data)
    shared = mix[mix["category"].isin(v.SECTORS) & (mix["of"] > 0)]
    if shared.empty:
        return None
    leaders = shared[shared["n"] == shared["n"].max()]
    top, group = leaders.iloc[0], str(leaders.iloc[0]["category"])
    unknown = int(mix.loc[mix["category"] == v.UNKNOWN, "n"].sum())
    presence = group_presence(data)
    row = presence[presence["category"] == group].iloc[0]
    known = share_of(top["n"], top["of"], "persons whose group is known")
    if len(leaders) == 1:
        sessions = share_of(row["n"], row["of"], "sessions with known groups")
        text = f"{v.STAKEHOLDER_GROUPS.label(group)} has the most persons: {known}, in {sessions}"
    else:
        names = listed(v.STAKEHOLDER_GROUPS.label(str(category)) for category in leaders["category"])
        text = f"{names} have the most persons: {known} each"
    rest = f"; the group of {counted(unknown, 'more person')} is not stated" if unknown else ""
    figures = (
        ("stakeholder_mix", group, float(top["n"]), float(top["of"])),
        ("stakeholder_presence", group, float(row["n"]), float(row["of"])),
    )
    return Finding("speakers", f"{text}{rest}.", figures, _ids(sessions_with(data, group=group)))


def recurs_over(data: Dataset) -> tuple[str, str]:
    """Over what topics come back, with its preposition: days, or meetings where there are several."""
    return ("day", "on") if data.sessions["meeting_id"].nunique() == 1 else ("meeting", "at")


def recurring_topics(data: Dataset) -> Finding | None:
    """Which topics come back on most days; of several meetings, at most meetings?"""
    over, place = recurs_over(data)
    table = topic_recurrence(data, over=over)
    table = table[table["label"] == "recurring"].head(3)
    if table.empty:
        return None
    labels = data.topic_labels
    parts = listed(
        f"{labels[row.topic]} ({place} {row.n_days} of {row.of_days} {over}s, {counted(row.n_sessions, 'session')})"
        for row in table.itertuples()
    )
    ids = data.session_topics.loc[data.session_topics["topic"].isin(table["topic"]), "session_id"].unique()
    figures = tuple((f"topic_{over}s", row.topic, float(row.n_days), float(row.of_days)) for row in table.itertuples())
    return Finding("recurrence", f"Topics that come back: {parts}.", figures, tuple(ids))


def clashing_sessions(data: Dataset) -> Finding | None:
    """Which sessions of the selection take place at the same time?"""
    pairs = clashes(data).sort_values("minutes", ascending=False, kind="stable")
    if pairs.empty:
        return None
    top = pairs.iloc[0]
    names = f"{session_name(data, top['session_x'])} and {session_name(data, top['session_y'])}"
    pair = f"{counted(len(pairs), 'pair')} of sessions {'overlaps' if len(pairs) == 1 else 'overlap'} in time"
    text = f"{pair}; the longest: {names} on {top['day']}, {int(top['minutes'])} minutes."
    ids = tuple(dict.fromkeys([*pairs["session_x"], *pairs["session_y"]]))
    return Finding("clash", text, (("clashes", str(top["day"]), float(len(pairs)), float(len(data.sessions))),), ids)


def continuing_debates(data: Dataset) -> Finding | None:
    """Which debates go on where, as a source states it?"""
    ids = data.sessions["session_id"]
    links = data.session_links[data.session_links["relation"] != "concurrent"]
    ids = ids[ids.isin([*links["from_session_id"], *links["to_session_id"]])]
    links = links[links["from_session_id"].isin(ids) & links["to_session_id"].isin(ids)]
    if links.empty:
        return None
    there = data.sessions["session_id"].isin(ids)
    days = dict(zip(data.sessions.loc[there, "session_id"], data.sessions.loc[there, "day"].astype(str), strict=True))
    parts = [
        f"{session_name(data, row.from_session_id)} {'is ' if row.relation == 'follows_directly' else ''}{v.RELATIONS.label(row.relation)} "
        f"{session_name(data, row.to_session_id)} ({days[row.to_session_id]})"
        for row in links.itertuples()
    ]
    found = tuple(dict.fromkeys([*links["from_session_id"], *links["to_session_id"]]))
    figures = (("session_links", "stated", float(len(links)), float(len(data.session_links))),)
    return Finding("continues", f"As the daily reports state: {'; '.join(parts)}.", figures, found)
