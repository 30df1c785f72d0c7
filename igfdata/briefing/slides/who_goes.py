"""Slides: who goes where, and what clashes? Every session of the next day by time, with room and delegate; pairs of a meeting that overlap."""

from typing import Any

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View, next_view, no_session, sessions_here
from igfdata.briefing.model import Slide, TextTable
from igfdata.briefing.slides.slide_making import figure, slide, without_data
from igfdata.findings.phrases import number
from igfdata.lengths import ABOUT, assumption, end_text
from igfdata.measures.clashes import clash_counts, clashes, n_clashes, timed_sessions
from igfdata.measures.delegates import RULE, Delegation, delegate_plan
from igfdata.names import session_labels, session_name, session_names, shortened
from igfdata.wording import agree, capital, counted, listed, zone_label

KEY = "programme"
HEADING = "Who goes where"
CLASHES, OF_CLASHES = "clashes", "Clashes"
NO_TIME = "No time yet"
NOBODY = "not covered"
DOTS = {"yes": "●", "partly": "○"}
"""About children, and partly."""

ABOUT_WORDS = {"●": "about children", "○": "partly about children"}

TITLE_LENGTH = 120
MOST_NOTES = 30
"""Clashes and sessions named in the notes; the table has all."""

MOST_CLASHES = 40
"""Clashes of a meeting in the table: of more, the longest, and how many more there are."""


def programme(view: View, *, delegation: Delegation) -> Slide:
    """Which sessions are on next, where, which of them clash, and who of the delegates goes where?"""
    reason = no_session(view) if view.label == v.DAY_UNKNOWN or not len(view.meeting.sessions) else None
    following = next_view(view)
    if reason is None and following is None:
        reason = f"The selection has no session after {view.label}."
    if reason or following is None:
        return without_data(view, KEY, HEADING, reason or "")
    return _programme_of(following, delegation)


def _programme_of(view: View, delegation: Delegation) -> Slide:
    pairs, n_pairs = clashes(view.data), n_clashes(view.data)
    plan = delegate_plan(view.data, delegation.n)
    rows = list(plan.itertuples(index=False))
    n_timed = int(plan["starts_at"].notna().sum())
    missed = plan.loc[plan["delegate"].isna(), "session_id"].tolist()
    figures = [
        figure("sessions", view.label, view.n_sessions, len(view.meeting.sessions)),
        figure("clashes", view.label, n_pairs, n_timed),
        figure("sessions_with_a_known_start", view.label, n_timed, view.n_sessions),
        figure("sessions_without_a_time", view.label, view.n_sessions - n_timed, view.n_sessions),
        figure("covered_sessions", counted(delegation.n, "delegate"), n_timed - len(missed), n_timed),
        figure("delegates", "who go", delegation.n),
        figure("clash_minutes", "longest", pairs["minutes"].max() if len(pairs) else 0),
    ]
    when = f" on {view.date:%a} {view.date.day} {view.date:%B}" if view.date else ""
    return slide(
        view, KEY, f"{HEADING}{when}", plan_title(plan, delegation.n, where=view.label if view.date else ""),
        _table(view, rows, pairs, delegation), evidence=f"{_evidence(view, pairs, n_pairs)}.", denominator=sessions_here(view),
        notes=[*_lines(view, rows, pairs, n_pairs, missed, delegation), *_sentences(RULE)], figures=figures,
        session_ids=plan["session_id"],
    )  # fmt: skip


def plan_title(plan: pd.DataFrame, n_delegates: int, *, where: str = "") -> str:
    """How much of a plan is covered, as a sentence: ``2 delegates cover all 3 timed Day 3 sessions; 1 needs a time.``"""
    n_timed = int(plan["starts_at"].notna().sum())
    untimed, covered = len(plan) - n_timed, n_timed - int(plan["delegate"].isna().sum())
    group = f"{where} session" if where else "session"
    if not n_timed:
        return f"{counted(untimed, group)} {'needs' if untimed == 1 else 'need'} a time first."
    who = f"{counted(n_delegates, 'delegate')} {'covers' if n_delegates == 1 else 'cover'}"
    if n_timed == 1:
        lead = f"{who} the one timed {group}"
    elif covered == n_timed:
        lead = f"{who} {'both' if n_timed == 2 else f'all {n_timed}'} timed {group}s"
    else:
        lead = f"{who} {covered} of {n_timed} timed {group}s"
    return f"{lead}; {untimed} {'needs' if untimed == 1 else 'need'} a time." if untimed else f"{lead}."


def time_text(session: Any) -> str:
    """Start and likely end of a session: ``09:30–≈11:00``; what is not known is said, with the length where it is stated."""
    if pd.isna(session.starts_at):
        return NO_TIME if assumption(session) else f"{NO_TIME}, {session.likely_minutes:.0f} min"
    return f"{session.starts_at:%H:%M}–{end_text(session)}"


def who_goes(session: Any, names: tuple[str, ...]) -> str:
    """Who is in a session of a plan, and who finds out its time."""
    if pd.isna(session.delegate):
        return NOBODY
    name = names[int(session.delegate) - 1]
    return f"{name} finds out the time" if pd.isna(session.starts_at) else name


def not_covered_line(missed: list[str], names: dict[str, str], n_delegates: int, *, most: int = MOST_NOTES) -> str:
    """Which sessions nobody can be in, as a sentence; nothing where there are none."""
    text = listed((names[session_id] for session_id in missed), most=most)
    return f"Cannot be covered by {counted(n_delegates, 'delegate')}: {text}." if missed else ""


def _evidence(view: View, pairs: pd.DataFrame, n_pairs: int) -> str:
    lead = sessions_here(view)
    if not n_pairs:
        return f"{lead}, none known to overlap another"
    top = next(pairs.sort_values("minutes", ascending=False, kind="stable").itertuples(index=False))
    overlap = f"{counted(n_pairs, 'pair')} {'overlaps' if n_pairs == 1 else 'overlap'}"
    names = f"{session_name(view.data, top.session_x)} and {session_name(view.data, top.session_y)}"
    return f"{lead}; {overlap}{'' if n_pairs == 1 else ', the longest'}: {names}, {minutes_text(top)}"


def minutes_text(pair: Any) -> str:
    """How long two sessions overlap: ``30 min``, where an end is assumed ``≈30 min``."""
    return f"{ABOUT if pair.is_assumed else ''}{pair.minutes} min"


def _table(view: View, rows: list[Any], pairs: pd.DataFrame, delegation: Delegation) -> TextTable:
    sessions = view.data.sessions.set_index("session_id")
    short = session_labels(view.data, 30)
    counts = clash_counts(view.data)
    same_time: dict[str, list[str]] = {}
    for pair in pairs.itertuples(index=False):
        for one, other in ((pair.session_x, pair.session_y), (pair.session_y, pair.session_x)):
            name = sessions.at[other, "code"] or short[other]
            same_time.setdefault(one, []).append(f"{minutes_text(pair)} at the same time as {name}")
    texts = []
    for row in rows:
        named, n = same_time.get(row.session_id, [])[:1], counts.get(row.session_id, 0)
        others = [*named, *([f"{n - len(named)} more" if named else f"clashes with {n}"] if n > len(named) else [])]
        about = DOTS.get(str(sessions.at[row.session_id, "child_rights"]), "")
        below = " · ".join(filter(None, (sessions.at[row.session_id, "code"], *others))) or ABOUT_WORDS.get(about, "")
        title = shortened(sessions.at[row.session_id, "title"], TITLE_LENGTH)
        texts.append(
            (
                time_text(row).replace(f"{NO_TIME}, ", f"{NO_TIME}\n"), f"{title}\n{about} {below}".rstrip(), row.room or "not known",
                who_goes(row, delegation.names).replace(" finds out the time", "\nfinds out the time"),
            )
        )  # fmt: skip
    marked = frozenset(place for place, row in enumerate(rows) if pd.isna(row.starts_at))
    alt = f"Who goes where {view.where}: {counted(len(rows), 'session')} by time, {len(marked)} of them without a time."
    shown = {str(sessions.at[row.session_id, "child_rights"]) for row in rows}
    legend = [f"{dot} {ABOUT_WORDS[dot]}" for relevance, dot in DOTS.items() if relevance in shown]
    session = "Session: ● about children, ○ partly" if len(legend) == 2 else ": ".join(["Session", *legend])
    time = f"Time, {ABOUT} assumed" if any(ABOUT in text for text, *_ in texts) else "Time"
    return TextTable((time, session, "Room", "Who goes"), tuple(texts), (2.2, 5.1, 2.6, 2.4), alt, marked)


def _lines(
    view: View, rows: list[Any], pairs: pd.DataFrame, n_pairs: int, missed: list[str], delegation: Delegation
) -> list[str]:
    names = session_names(view.data)
    lines = [
        f"Clash: {names[pair.session_x]} and {names[pair.session_y]}, "
        f"{pair.starts_at:%H:%M}–{pair.ends_at:%H:%M}, {minutes_text(pair)}."
        for pair in pairs.head(MOST_NOTES).itertuples(index=False)
    ]
    if n_pairs > MOST_NOTES:
        lines.append(f"And {counted(n_pairs - MOST_NOTES, 'more pair')} in a clash.")
    untimed = [row.session_id for row in rows if pd.isna(row.starts_at)]
    if untimed:
        lines.append(f"Without a time, so first find it out: {listed((names[key] for key in untimed), most=MOST_NOTES)}.")
    assumed = {assumption(row): None for row in rows if pd.notna(row.starts_at) and assumption(row)}
    zone = zone_label(view.dataset.meetings.set_index("meeting_id")["timezone"][view.meeting_id])
    lines += [not_covered_line(missed, names, delegation.n), *(f"{ABOUT} {text}" for text in assumed)]
    lines.append("● about children, ○ partly about children.")
    return [*filter(None, lines), f"Times are those of the venue ({zone})."]


def _sentences(text: str) -> list[str]:
    return [f"{sentence.removesuffix('.')}." for sentence in text.split(". ")]


def clashes_of_meeting(view: View) -> Slide:
    """Which pairs of sessions overlap, and for how long?"""
    n_timed = len(timed_sessions(view.data))
    reason = no_session(view)
    figures = [figure("sessions_with_a_known_start", view.label, n_timed, view.n_sessions)]
    if reason is None and n_timed < 2:
        reason = f"Of {sessions_here(view)}, {n_timed} {agree(n_timed, 'has', 'have')} a known start, so clashes are unknown."
    pairs, n_pairs = clashes(view.data), n_clashes(view.data)
    if reason is None and not n_pairs:
        reason = f"No two of the {n_timed} sessions with a known start overlap, of {sessions_here(view)}."
    if reason:
        return without_data(view, CLASHES, OF_CLASHES, reason, figures)
    if n_pairs > MOST_CLASHES:
        pairs = pairs.sort_values("minutes", ascending=False, kind="stable").head(MOST_CLASHES).sort_index()
    labels = session_labels(view.data, 70)
    rows = [
        (pair.day, f"{pair.starts_at:%H:%M}–{pair.ends_at:%H:%M}", labels[pair.session_x], labels[pair.session_y], minutes_text(pair))
        for pair in pairs.itertuples(index=False)
    ]  # fmt: skip
    if n_pairs > MOST_CLASHES:
        rows.append(("", "", f"and {counted(n_pairs - MOST_CLASHES, 'more pair')}, none of them longer", "", ""))
    figures.append(figure("clashes", view.label, n_pairs, view.n_sessions))
    figures.append(figure("clash_minutes", "longest", pairs["minutes"].max()))
    open_start = "Sessions without a known start are not in this list: there may be more clashes."
    heads, widths = ("Day", "Time", "Session", "At the same time", "Overlap"), (0.8, 1.3, 4.0, 4.0, 1.0)
    return slide(
        view, CLASHES, OF_CLASHES, f"{capital(number(n_pairs))} {agree(n_pairs, 'pair of sessions overlaps', 'pairs of sessions overlap')} in time.",
        TextTable(heads, tuple(rows), widths, f"{counted(n_pairs, 'pair')} of sessions that overlap."),
        evidence=f"{n_timed} of {sessions_here(view)} {agree(n_timed, 'has', 'have')} a known start.",
        denominator=f"{n_timed} sessions with a known start, of {sessions_here(view)}",
        notes=[
            *("; ".join(filter(None, row)) + "." for row in rows),
            "≈ where the end of one of the two is assumed from the usual length of its type.",
            *([] if n_timed == view.n_sessions else [open_start]),
        ],
        figures=figures,
        session_ids=clash_counts(view.data),
    )  # fmt: skip
