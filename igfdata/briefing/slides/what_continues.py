"""Slide: what continues from yesterday? Links that a source states, and same-topic sessions, which are computed."""

from typing import Any

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View, no_session
from igfdata.briefing.model import Slide, TextTable
from igfdata.briefing.slides.slide_making import figure, slide, without_data
from igfdata.findings import Finding
from igfdata.findings.model import COUNTING
from igfdata.findings.phrases import n_words, number, short_enough
from igfdata.measures.cooccurrence import MIN_SHARED, same_topic_sessions
from igfdata.measures.recurrence import turnover
from igfdata.names import session_name
from igfdata.wording import agree, capital, counted

KEY = "continues"
HEADING = "What continues"
MOST_ROWS = 6
"""Links and pairs in the table, as many as one slide holds: links to other days first; the notes have all."""

STATED, COMPUTED = "stated", "computed"
NAME_LENGTH, IN_TABLE = 44, 80
"""Characters of a title in a sentence, and in the table, which a rendering cuts further where it has many rows."""


def continues(view: View) -> Slide:
    """Which debates of the days before go on today, and which of today go on later?"""
    reason = no_session(view)
    if reason is None and view.label == v.DAY_UNKNOWN:
        reason = "Sessions without a known day cannot be placed after others: what they continue is not known."
    if reason:
        return without_data(view, KEY, HEADING, reason)
    links = stated_links(view)
    previous = _previous_coded_day(view)
    pairs = same_topic_sessions(view.until, previous, view.label) if previous else pd.DataFrame()
    figures = [
        *(figure("stated_links", place, int((links["place"] == place).sum()), len(links)) for place in ("in", "out", "within")),
        figure("topics_in_common_at_least", "pair", MIN_SHARED),
        figure("same_topic_pairs", f"{previous or 'no day before'} and {view.label}", len(pairs), view.n_sessions),
    ]
    if links.empty and pairs.empty:
        return without_data(view, KEY, HEADING, _nothing(view, previous), figures)
    title, evidence = _words(view, links, pairs, previous)
    ids = [*links["from_session_id"], *links["to_session_id"]]
    ids += [*pairs["session_x"], *pairs["session_y"]] if len(pairs) else []
    return slide(
        view, KEY, HEADING, title, _table(view, links, pairs), evidence=evidence,
        denominator=f"stated: {counted(len(links), 'link')} of the daily reports; computed: {counted(len(pairs), 'pair')} of sessions",
        notes=_lines(view, links, pairs, previous), figures=figures, session_ids=ids, sources=links["source_url"],
    )  # fmt: skip


def stated_links(view: View) -> pd.DataFrame:
    """Links of the daily reports that touch the day: with ``place`` in (from a day before), within, or out (to a day after)."""
    days = view.meeting.sessions.set_index("session_id")["day"]
    order = days.cat.codes
    links = view.dataset.session_links
    links = links[links["from_session_id"].isin(days.index) & links["to_session_id"].isin(days.index)]
    links = links[links["relation"].astype(object) != "concurrent"]
    here = order.get(view.data.sessions["session_id"].iloc[0], -1) if view.n_sessions else -1
    start, end = links["from_session_id"].map(order), links["to_session_id"].map(order)
    place = pd.Series("", index=links.index, dtype="str")
    place[(start < here) & (end == here)] = "in"
    place[(start == here) & (end == here)] = "within"
    place[(start == here) & (end > here)] = "out"
    kept = links.assign(place=place)[place != ""]
    return kept.sort_values(
        "place", key=lambda column: column.map({"in": 0, "within": 1, "out": 2}), kind="stable", ignore_index=True
    )


def link_sentence(view: View, link: Any, *, has_place: bool = True) -> str:
    """A stated link in words: ``WS #203 continues in High-Level Session 4 (Day 3, 09:30)``, or without day and time."""
    relation = f"{'is ' if link.relation == 'follows_directly' else ''}{v.RELATIONS.label(str(link.relation))}"
    from_day = f" ({_of_session(view, link.from_session_id, 'day')})" if has_place and link.place == "in" else ""
    to = f" ({_place(view, link.to_session_id)})" if has_place else ""
    names = (session_name(view.meeting, key, NAME_LENGTH) for key in (link.from_session_id, link.to_session_id))
    return f"{next(names)}{from_day} {relation} {next(names)}{to}"


def _of_session(view: View, session_id: str, column: str) -> Any:
    sessions = view.meeting.sessions
    (at,) = (sessions["session_id"] == session_id).to_numpy().nonzero()[0]
    return sessions[column].iloc[at]


def _place(view: View, session_id: str) -> str:
    start = _of_session(view, session_id, "starts_at")
    time = f"{start:%H:%M}" if pd.notna(start) else "time not known"
    return f"{_of_session(view, session_id, 'day')}, {time}"


def _previous_coded_day(view: View) -> str | None:
    days = [str(day) for day in turnover(view.until)["day"]]
    return days[days.index(view.label) - 1] if view.label in days[1:] else None


def _nothing(view: View, previous: str | None) -> str:
    alike = f"No two sessions of {previous} and {view.label} have {MIN_SHARED} topics in common."
    return f"{capital(_no_link(view))}. {alike if previous else 'No two coded days can be compared.'}"


def _no_link(view: View) -> str:
    """Why no link across days is told: the reports state none, or there are no reports."""
    if (view.dataset.daily_reports["meeting_id"] == view.meeting_id).any():
        return "no daily report states a link to a session of another day"
    return f"the data hold no daily report of {view.meeting_label}"


def across_finding(view: View) -> Finding | None:
    """Tell what the daily reports say goes on from or to another day; None where they say nothing."""
    if view.label == v.DAY_UNKNOWN:
        return None
    links = stated_links(view)
    across = links[links["place"] != "within"]
    if across.empty:
        return None
    sentences = [f"{capital(link_sentence(view, link, has_place=False))}." for link in across.itertuples()]
    n = len(across)
    many = f"{capital(number(n))} {view.label} session{'' if n == 1 else 's'} {agree(n, 'goes', 'go')} on on another day."
    headline = short_enough(min(sentences, key=n_words), many)
    told = across.iloc[[sentences.index(headline)]] if headline in sentences else across.head(1)
    (link,) = told.itertuples()
    days = f"{_of_session(view, link.from_session_id, 'day')} and {_place(view, link.to_session_id)}"
    evidence = f"A daily report links the two sessions: {days}."
    others = [key for key in [*across["from_session_id"], *across["to_session_id"]] if key != link.to_session_id]
    ids = (*dict.fromkeys(others), link.to_session_id)
    return Finding("continues", COUNTING, headline, evidence, session_ids=ids)


def across_time(view: View, found: Finding) -> str:
    """When the debate goes on: the start of the last session of a link, empty where it is not known."""
    start = _of_session(view, found.session_ids[-1], "starts_at")
    return f"{start:%H:%M}" if pd.notna(start) else ""


def _words(view: View, links: pd.DataFrame, pairs: pd.DataFrame, previous: str | None) -> tuple[str, str]:
    """Title and evidence."""
    found, n = across_finding(view), len(links)
    stated = f"{counted(n, 'link')} {agree(n, 'is', 'are')} stated in daily reports" if n else _no_link(view)
    more = (
        f"{counted(len(pairs), 'pair')} of sessions {agree(len(pairs), 'shares', 'share')} topics with {previous}"
        if len(pairs)
        else ""
    )
    evidence = f"{capital('; '.join(filter(None, (stated, more))))}."
    if n + len(pairs) > MOST_ROWS:
        evidence += f" The table has {MOST_ROWS}, the notes have all."
    if found:
        return found.headline, evidence
    if len(pairs):
        verb = agree(len(pairs), "session shares", "sessions share")
        return f"{capital(number(len(pairs)))} {view.label} {verb} topics with a session on {previous}.", evidence
    return (
        f"{capital(number(n))} {agree(n, 'link', 'links')} between {view.label} sessions {agree(n, 'is', 'are')} stated.",
        evidence,
    )


def _table(view: View, links: pd.DataFrame, pairs: pd.DataFrame) -> TextTable:
    """As many links and pairs as one slide holds, a line each for name and place."""

    def named(session_id: str, place: str) -> str:
        return f"{session_name(view.meeting, session_id, IN_TABLE)}\n{place}"

    of_days = links.sort_values("place", key=lambda place: place == "within", kind="stable")
    links = of_days.head(MOST_ROWS - bool(len(pairs))).sort_index()
    pairs = pairs.head(MOST_ROWS - len(links))
    rows = [
        (
            named(link.from_session_id, _of_session(view, link.from_session_id, "day")),
            named(link.to_session_id, _place(view, link.to_session_id)),
            f"{v.RELATIONS.label(str(link.relation))}\n{STATED}",
        )
        for link in links.itertuples()
    ]
    rows += [
        (
            named(pair.session_x, _of_session(view, pair.session_x, "day")),
            named(pair.session_y, _place(view, pair.session_y)),
            f"{pair.n_both} of {pair.n_either} topics shared\n{COMPUTED}",
        )
        for pair in pairs.itertuples()
    ]
    alt = f"{counted(len(links), 'stated link')} and {counted(len(pairs), 'computed pair')} of sessions."
    return TextTable(("From", "To", "How"), tuple(rows), (4.0, 4.0, 3.1), alt)


def _lines(view: View, links: pd.DataFrame, pairs: pd.DataFrame, previous: str | None) -> list[str]:
    topics = view.dataset.topic_labels
    lines = [f"Stated in a daily report: {link_sentence(view, link)}." for link in links.itertuples()]
    lines += [
        f"Computed: {session_name(view.meeting, p.session_x)} ({previous}) and {session_name(view.meeting, p.session_y)} have "
        f"{p.n_both} of {p.n_either} topics in common: {', '.join(topics[t] for t in p.topics)}."
        for p in pairs.itertuples()
    ]
    return [
        *lines,
        f"Computed pairs: for each session of {view.label}, the most similar one of the last coded day before. "
        f"They share at least {MIN_SHARED} topics. Nobody states that these debates continue each other.",
    ]
