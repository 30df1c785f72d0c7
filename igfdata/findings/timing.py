"""Findings about days and hours: topics on all days, sessions at the same hour, sessions without a date."""

import numpy as np

from igfdata import vocabulary as v
from igfdata.counting import is_one_of
from igfdata.dataset import Dataset
from igfdata.findings import phrases
from igfdata.findings.leads import PILLARS
from igfdata.findings.model import COUNTING, NOTHING, Finding
from igfdata.measures.breakdown import rows_by, session_ids_with_any
from igfdata.measures.clashes import MOST_PAIRS, overlapping, overlaps
from igfdata.measures.programme_share import CHILD_RELATED
from igfdata.measures.recurrence import RECURRING_DAYS, RECURRING_SESSIONS, recurs_over, topic_recurrence
from igfdata.names import session_name
from igfdata.selection import Selection, select
from igfdata.wording import agree, capital, counted, listed, out_of

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
    found = [
        row
        for row in table.to_dict("records")
        if row["n_sessions"] >= RECURRING_SESSIONS and row["topic"] not in selection.topics
    ]
    of = found[0]["of_days"] if found else 0
    if of < RECURRING_DAYS:
        return None
    on_all = [row for row in found if row["n_days"] == of]  # by chance perhaps; then one day less is nothing to tell
    every = [row for row in on_all if row["expected_days"] < of - CERTAIN]
    almost = [row for row in found if row["n_days"] == of - 1 and row["label"] == "recurring"] if of > RECURRING_DAYS else []
    rows = every or ([] if on_all else almost)
    if len(every) > 1:  # a number says how many there are: it counts those by chance too, named last
        rows = [*every, *(row for row in on_all if row not in every)]
    if not rows:
        return None
    where = f"all {phrases.number(of)} {over}s" if every else f"{phrases.number(of - 1)} of {phrases.number(of)} {over}s"
    n, topics = len(rows), [row["topic"] for row in rows]
    labels = [dataset.topic_labels[topic] for topic in topics]
    came = f"came up {place} {where}."
    named = f"{labels[0]} {came}" if n == 1 else f"{capital(phrases.number(n))} topics {came}"
    headline = phrases.short_enough(named, f"One topic {came}")
    days = [row["expected_days"] for row in rows]
    low, high = f"{min(days):.1f}", f"{max(days):.1f}"
    span = low if low == high else f"{low} to {high}"
    chance = f"Chance alone would put {'it' if n == 1 else 'each'} {place} {span} {over}s on average."
    count = f"{counted(rows[0]['n_sessions'], 'session')}." if n == 1 else ""
    names = "; ".join(labels[:NAMED]) + (f"; {n - NAMED} more" if n > NAMED else "")
    told = f"{names}." if n > 1 or labels[0] not in headline else ""
    ids = session_ids_with_any(data, "topic", topics)
    n_topics = int(rows_by(data, "topic").matrix.any(axis=0).sum())
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
    pairs, starts = overlaps(data), data.column("sessions", "starts_at").to_numpy()
    is_ours = is_one_of(data.column("sessions", "child_rights"), CHILD_RELATED)
    told = (~pairs.is_assumed | (starts[pairs.x] == starts[pairs.y])) & is_ours[pairs.x] & is_ours[pairs.y]
    n_pairs, n_of_ours = int(told.sum()), int(is_ours.sum())
    if not n_pairs:
        return None
    clashing = tuple(dict.fromkeys(data.session_ids[np.append(pairs.x[told], pairs.y[told])]))
    longest = int(np.argmax(np.where(told, pairs.minutes, -1)))
    x, y = pairs.x[longest], pairs.y[longest]
    day, meetings = data.column("sessions", "day").iloc[x], data.column("sessions", "meeting_id")
    named = phrases.subjects(selection, data, place="day")
    verb = "overlapped" if named[0].past else "overlap"
    is_one_meeting = meetings.nunique() == 1
    if n_pairs == 1:
        on_day = f" on {day}" if is_one_meeting else ""
        headline = phrases.fitting(lambda s: f"Two {s.sessions()} {verb}{on_day}.", named)
    else:
        n = phrases.number(len(clashing))
        headline = phrases.fitting(lambda s: f"{n} {s.sessions()} {verb} with another.", named)
    first, second = (session_name(data, data.session_ids[row], NAME_LENGTH) for row in (x, y))
    begin, end = (str(moments[longest].astype("datetime64[m]"))[-5:] for moments in (pairs.starts_at, pairs.ends_at))
    time = f"{'about ' if pairs.is_assumed[longest] else ''}{begin}–{end}"
    meeting = "" if is_one_meeting else f"at {dataset.meeting_label(meetings.iloc[x])} "
    if n_pairs == 1:
        evidence = f"{capital(meeting)}on {day}, {time}: {first} and {second}." if meeting else f"{first} and {second}, {time}."
    else:
        least = "at least " if n_pairs >= MOST_PAIRS else ""
        count = f"{out_of(len(clashing), n_of_ours)} sessions, in {least}{counted(n_pairs, 'pair')}."
        evidence = f"{count} The longest overlap: {meeting}on {day}, {time}, {first} and {second}."
    return Finding(
        "same-hour", COUNTING, headline, evidence, n=len(clashing), of=n_of_ours,
        session_ids=clashing, breakdown="day",
    )  # fmt: skip


def timing(data: Dataset, data_b: Dataset | None = None) -> Finding:
    """Tell how many child-related sessions certainly overlap, and how many sessions have no known time; of B in the evidence."""
    n, more, untimed = _timing(data)
    overlap = (
        f"{phrases.number(n)} child-related sessions overlap another" if n else "no child-related sessions certainly overlap"
    )
    times = f", and {phrases.number(untimed)} {agree(untimed, 'session has', 'sessions have')} no known time" if untimed else ""
    evidence = f"{counted(data.n_sessions, 'session')} in all."
    if more:
        evidence += f" {capital(phrases.number(more))} more {agree(more, 'overlaps', 'overlap')} if the assumed ends are right."
    if data_b is None:
        return Finding("timing", NOTHING, f"{capital(overlap)}{times}.", evidence)
    n_b, _, untimed_b = _timing(data_b)
    told = f"{n_b or 'none'} certainly {agree(n_b, 'overlaps', 'overlap')} another, {untimed_b or 'none'} {agree(untimed_b, 'has', 'have')} no known time"
    return Finding(
        "timing", NOTHING, f"In A, {overlap}{times}.", f"A: {evidence} B: {counted(data_b.n_sessions, 'session')}, {told}."
    )


def _timing(data: Dataset) -> tuple[int, int, int]:
    return *overlapping(data), int(data.column("sessions", "starts_at").isna().sum())


def undated(dataset: Dataset, selection: Selection) -> Finding | None:
    """Tell how many sessions have no known date, and on which pillar they are; None where the filter or their status says so."""
    data = select(dataset, selection)
    status = data.column("sessions", "status").to_numpy(dtype=object)
    is_undated = data.column("sessions", "date").isna().to_numpy() & (status != "proposed")  # a proposal never has a date
    n, of = int(is_undated.sum()), int((status != "proposed").sum())
    if not n or n == of or selection.days:
        return None
    ids = tuple(data.session_ids[is_undated])
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
