"""Findings about days and hours: topics on all days, sessions at the same hour, sessions without a date."""

import numpy as np
import pandas as pd

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.findings import phrases
from igfdata.findings.leads import PILLARS
from igfdata.findings.model import COUNTING, NOTHING, Finding
from igfdata.measures.breakdown import rows_by, session_ids_with
from igfdata.measures.clashes import MOST_PAIRS, clashes
from igfdata.measures.programme_share import CHILD_RELATED
from igfdata.measures.recurrence import RECURRING_DAYS, RECURRING_SESSIONS, recurs_over, topic_recurrence
from igfdata.names import session_name
from igfdata.selection import Selection, select
from igfdata.wording import agree, counted, listed, out_of

NAMED = 2
"""Topics and sessions that an evidence line names."""

NAME_LENGTH = 40
"""Characters of a title in an evidence line."""

CERTAIN = 0.05
"""A topic that chance alone puts on all days but for less than this is nothing to tell."""


def recurring_topics(dataset: Dataset, selection: Selection) -> Finding | None:
    """Tell which topics come up on all days, else on all but one; of several meetings, at all meetings.

    Days are those with coded sessions; three are needed, and a topic needs three sessions. Topics of the filter are not told.
    """
    data = select(dataset, selection)
    over, place = recurs_over(data)
    table = topic_recurrence(data, over=over)
    table = table[(table["n_sessions"] >= RECURRING_SESSIONS) & ~table["topic"].isin(selection.topics)]
    if table.empty or int(table["of_days"].iloc[0]) < RECURRING_DAYS:
        return None
    of = int(table["of_days"].iloc[0])
    every = table[(table["n_days"] == of) & (table["expected_days"] < of - CERTAIN)]
    on_all = bool((table["n_days"] == of).any())  # by chance perhaps; then one day less is nothing to tell
    almost = table[(not on_all) & (table["n_days"] == of - 1) & (table["label"] == "recurring") & (of > RECURRING_DAYS)]
    rows = every if len(every) else almost
    if rows.empty:
        return None
    where = f"all {phrases.number(of)} {over}s" if len(every) else f"{phrases.number(of - 1)} of {phrases.number(of)} {over}s"
    n, labels = len(rows), [dataset.topic_labels[topic] for topic in rows["topic"]]
    came = f"came up {place} {where}."
    headline = f"{labels[0]} {came}" if n == 1 else f"{phrases.capital(phrases.number(n))} topics {came}"
    if phrases.n_words(headline) > phrases.LONGEST_HEADLINE:
        headline = f"One topic {came}"
    low, high = (f"{days:.1f}" for days in (rows["expected_days"].min(), rows["expected_days"].max()))
    span = low if low == high else f"{low} to {high}"
    chance = f"Chance alone would put {'it' if n == 1 else 'each'} {place} {span} {over}s on average."
    count = f"{counted(int(rows['n_sessions'].iloc[0]), 'session')}." if n == 1 else ""
    names = "; ".join(labels[:NAMED]) + (f"; {n - NAMED} more" if n > NAMED else "")
    told = f"{names}." if n > 1 or labels[0] not in headline else ""
    topics = rows["topic"].tolist()
    ids = tuple(dict.fromkeys(i for topic in topics for i in session_ids_with(data, topic=topic)))
    n_topics = int(rows_by(data, "topic").each_once().matrix.any(axis=0).sum())
    return Finding(
        "topics", COUNTING, headline, " ".join(filter(None, (told, count, chance))), n=n, of=n_topics,
        session_ids=ids, breakdown=over,
    )  # fmt: skip


def no_recurring_topic(data: Dataset) -> Finding:
    """Say that no topic is told by :func:`recurring_topics`: there are too few days, or none is clearer than chance."""
    over, place = recurs_over(data)
    table = topic_recurrence(data, over=over)
    if table.empty or int(table["of_days"].iloc[0]) < RECURRING_DAYS:
        return Finding(
            "topics", NOTHING, f"No topic can recur {place} fewer than {phrases.number(RECURRING_DAYS)} {over}s.", ""
        )
    return Finding("topics", NOTHING, f"Nothing to tell about topics across the {over}s.", "")


def same_hour(dataset: Dataset, selection: Selection) -> Finding | None:
    """Tell which child-related sessions certainly overlapped: both ends are known, or both begin together."""
    data = select(dataset, selection)
    pairs = clashes(data)
    if pairs.empty:
        return None
    sessions = pd.Index(data.column("sessions", "session_id"))
    x, y = (sessions.get_indexer(pairs[name]) for name in ("session_x", "session_y"))
    is_ours = data.column("sessions", "child_rights").isin(CHILD_RELATED).to_numpy()
    starts = data.column("sessions", "starts_at").to_numpy()
    told = (~pairs["is_assumed"].to_numpy() | (starts[x] == starts[y])) & is_ours[x] & is_ours[y]
    pairs = pairs[told]
    if pairs.empty:
        return None
    clashing = dict.fromkeys([*pairs["session_x"], *pairs["session_y"]])
    at = int(np.argmax(pairs["minutes"].to_numpy()))
    longest, meetings = pairs.iloc[at], data.column("sessions", "meeting_row")
    n_of_ours = int(is_ours.sum())
    named = phrases.subjects(selection, data, place="day")
    verb = "overlapped" if named[0].past else "overlap"
    is_one_meeting = meetings.nunique() == 1
    if len(pairs) == 1:
        day = f" on {longest['day']}" if is_one_meeting else ""
        headline = phrases.fitting(lambda s: f"Two {s.sessions()} {verb}{day}.", named)
    else:
        n = phrases.number(len(clashing))
        headline = phrases.fitting(lambda s: f"{n} {s.sessions()} {verb} with another.", named)
    first, second = (session_name(dataset, longest[name], NAME_LENGTH) for name in ("session_x", "session_y"))
    about = "" if not longest["is_assumed"] else "about "
    time = f"{about}{longest['starts_at']:%H:%M}–{longest['ends_at']:%H:%M}"
    of_meeting = data.meetings["meeting_id"].iloc[meetings.iloc[x[told][at]]]
    meeting = "" if is_one_meeting else f"at {data.meeting_label(of_meeting)} "
    if len(pairs) == 1:
        evidence = (
            f"{phrases.capital(meeting)}on {longest['day']}, {time}: {first} and {second}."
            if meeting
            else f"{first} and {second}, {time}."
        )
    else:
        least = "at least " if len(pairs) >= MOST_PAIRS else ""
        count = f"{out_of(len(clashing), n_of_ours)} sessions, in {least}{counted(len(pairs), 'pair')}."
        evidence = f"{count} The longest overlap: {meeting}on {longest['day']}, {time}, {first} and {second}."
    return Finding(
        "same-hour", COUNTING, headline, evidence, n=len(clashing), of=n_of_ours,
        session_ids=tuple(clashing), breakdown="day",
    )  # fmt: skip


def undated(dataset: Dataset, selection: Selection) -> Finding | None:
    """Tell how many sessions have no known date, and on which pillar they are; None where the filter or their status says so."""
    data = select(dataset, selection)
    status = data.column("sessions", "status").to_numpy(dtype=object)
    is_undated = data.column("sessions", "date").isna().to_numpy() & (status != "proposed")  # a proposal never has a date
    n, of = int(is_undated.sum()), int((status != "proposed").sum())
    if not n or n == of or selection.days:
        return None
    ids = tuple(data.column("sessions", "session_id").to_numpy(dtype=object)[is_undated])
    codes = rows_by(data, "pillar").matrix[is_undated]
    names = rows_by(data, "pillar").names
    counts = [(v.PILLARS.label(key).lower(), int(codes[:, names.index(key)].sum())) for key in PILLARS]
    told = listed(f"{count} on {name}" for name, count in counts if count)
    named = phrases.subjects(selection, data, place="day")
    headline = phrases.fitting(lambda s: f"{phrases.number(n)} {s.sessions(n)} {agree(n, 'has', 'have')} no known date.", named)
    rest = f"; {told}" if told else ""
    any_day = "It may belong to any day." if n == 1 else "They may belong to any day."
    return Finding(
        "undated", COUNTING, headline, f"{out_of(n, of)} sessions{rest}. {any_day}", n=n, of=of, session_ids=ids, breakdown="day", cell="unknown",
    )  # fmt: skip
