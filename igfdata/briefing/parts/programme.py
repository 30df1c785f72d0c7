"""Slide: where must we be today? Sessions by time with room, clashes, and a split over the delegates."""

import pandas as pd

from igfdata.briefing.evidence import figure, slide, without_data
from igfdata.briefing.model import Slide, TextTable
from igfdata.briefing.names import session_labels, session_name, session_names
from igfdata.briefing.view import View, no_session, sessions_here
from igfdata.measures.clashes import clashes, split_over_delegates, timed_sessions
from igfdata.wording import counted, listed

KEY = "programme"
HEADING = "Today's programme for us"
MOST_NOTES = 30
"""Clashes and sessions named in the notes; the table has all."""

RULE = (
    "Rule of the split: sessions are taken by start; a delegate goes to one session at a time, from start to end. Where more sessions run "
    "than there are delegates, the one that ends last is given up (of those that end together, one partly about children): this misses "
    "as few sessions as possible. Ways between rooms are not counted."
)


def programme(view: View, *, n_delegates: int) -> Slide:
    """Which sessions are on, where, which of them clash, and who of the delegates goes where?"""
    reason = no_session(view)
    if reason:
        return without_data(view, KEY, HEADING, reason)
    pairs = clashes(view.data)
    split = split_over_delegates(view.data, n_delegates)
    ordered = in_order(view.data.sessions)
    missed = split.loc[split["delegate"].isna(), "session_id"].tolist()
    figures = [
        figure("sessions", view.label, view.n_sessions, len(view.meeting.sessions)),
        figure("clashes", view.label, len(pairs), len(split)),
        figure("sessions_with_a_known_time", view.label, len(split), view.n_sessions),
        figure("missed_sessions", counted(n_delegates, "delegate"), len(missed), len(split)),
        figure("delegates", "split", n_delegates),
        figure("clash_minutes", "longest", pairs["minutes"].max() if len(pairs) else 0),
    ]
    return slide(
        view,
        KEY,
        HEADING,
        _title(view, pairs, split, n_delegates),
        _table(view, ordered, pairs, split),
        denominator=f"{sessions_here(view)}, of which {len(split)} with a known start and end",
        notes=[*_lines(view, pairs, missed, n_delegates), RULE],
        figures=figures,
        session_ids=ordered["session_id"],
    )


def in_order(sessions: pd.DataFrame) -> pd.DataFrame:
    """Sessions by start and end; those without a time last."""
    return sessions.sort_values(["starts_at", "ends_at", "session_id"], na_position="last", ignore_index=True)


def time_text(row: pd.Series) -> str:
    """Start and end of a session: ``09:00–10:00``; what is not known is said."""
    if pd.isna(row["starts_at"]):
        return "time not known"
    end = f"{row['ends_at']:%H:%M}" if pd.notna(row["ends_at"]) else "?"
    return f"{row['starts_at']:%H:%M}–{end}"


def _title(view: View, pairs: pd.DataFrame, split: pd.DataFrame, n_delegates: int) -> str:
    lead = sessions_here(view)
    if split.empty:
        unknown = "none has a known start and end" if view.n_sessions > 1 else "its start and end are not known"
        return f"{lead}: {unknown}, so clashes cannot be told."
    missed = int(split["delegate"].isna().sum())
    group = f"{counted(len(split), 'session')} with a known time"
    covered = f"{counted(n_delegates, 'delegate')} {'misses' if n_delegates == 1 else 'miss'} {missed or 'none'} of {group}"
    if pairs.empty:
        return f"{lead}: no two of the {group} overlap; {covered}." if len(split) > 1 else f"{lead}; {covered}."
    top = pairs.sort_values("minutes", ascending=False, kind="stable").iloc[0]
    names = f"{session_name(view.data, top['session_x'])} and {session_name(view.data, top['session_y'])}"
    overlap = f"{counted(len(pairs), 'pair')} {'overlaps' if len(pairs) == 1 else 'overlap'}"
    extra = "" if len(pairs) == 1 else ", the longest"
    return f"{lead}; {overlap}{extra}: {names}, {counted(int(top['minutes']), 'minute')}; {covered}."


def _table(view: View, ordered: pd.DataFrame, pairs: pd.DataFrame, split: pd.DataFrame) -> TextTable:
    labels = session_labels(view.data)
    short = session_labels(view.data, 30)
    codes = dict(zip(view.data.sessions["session_id"], view.data.sessions["code"], strict=True))
    beside: dict[str, list[str]] = {}
    for pair in pairs.itertuples():
        for one, other in ((pair.session_x, pair.session_y), (pair.session_y, pair.session_x)):
            beside.setdefault(one, []).append(f"{codes[other] or short[other]}, {pair.minutes} min")
    delegate = dict(zip(split["session_id"], split["delegate"], strict=True))
    rows = []
    for _, row in ordered.iterrows():
        session_id = row["session_id"]
        who = "–" if session_id not in delegate else "nobody" if pd.isna(delegate[session_id]) else str(delegate[session_id])
        clash = beside.get(session_id, [])
        others = "; ".join(clash[:2]) + (f"; {len(clash) - 2} more" if len(clash) > 2 else "")
        rows.append((time_text(row), labels[session_id], row["room"] or "not stated", others or "–", who))
    marked = frozenset(i for i, session_id in enumerate(ordered["session_id"]) if session_id in beside)
    alt = f"Programme {view.where}: {counted(len(rows), 'session')} by time, {len(marked)} of them in a clash."
    return TextTable(
        ("Time", "Session", "Room", "At the same time", "Delegate"), tuple(rows), (1.3, 5.0, 1.6, 2.6, 0.9), alt, marked
    )


def _lines(view: View, pairs: pd.DataFrame, missed: list[str], n_delegates: int) -> list[str]:
    names = session_names(view.data)
    clash_lines = [
        f"Clash: {names[pair.session_x]} and {names[pair.session_y]}, "
        f"{pair.starts_at:%H:%M}–{pair.ends_at:%H:%M}, {pair.minutes} minutes."
        for pair in pairs.head(MOST_NOTES).itertuples()
    ]
    if len(pairs) > MOST_NOTES:
        clash_lines.append(f"And {counted(len(pairs) - MOST_NOTES, 'more pair')} in a clash; their rows are marked.")
    given_up = listed((names[session_id] for session_id in missed), most=MOST_NOTES)
    missed_lines = [f"Given up with {counted(n_delegates, 'delegate')}: {given_up}."] if missed else []
    timed = set(timed_sessions(view.data)["session_id"])
    untimed = [session_id for session_id in in_order(view.data.sessions)["session_id"] if session_id not in timed]
    text = listed((names[session_id] for session_id in untimed), most=MOST_NOTES)
    untimed_lines = [f"Without a known start or end, so neither in a clash nor in the split: {text}."] if untimed else []
    zone = view.dataset.meetings.set_index("meeting_id")["timezone"][view.meeting_id]
    return [*clash_lines, *missed_lines, *untimed_lines, f"Times are those of the venue ({zone})."]
