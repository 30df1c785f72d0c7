"""Slide: which topics are new, recurring, or not seen again, or came up in both A and B?"""

from collections import Counter
from itertools import zip_longest

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View, no_session, sessions_here
from igfdata.briefing.model import Cell, Matrix, Slide
from igfdata.briefing.slides.bodies import MOST_DOTS, dots, topic_matrix
from igfdata.briefing.slides.slide_making import Figure, TwoSides, figure, finding_figures, slide, without_data
from igfdata.findings import comparison_findings
from igfdata.findings.model import NOTHING
from igfdata.findings.phrases import number
from igfdata.findings.timing import recurring_topics
from igfdata.measures.compare import compare
from igfdata.measures.recurrence import topic_recurrence, topic_sessions, turnover
from igfdata.wording import agree, amount, capital, counted, listed, out_of

KEY, OF_BOTH = "topics", "Topics"
MOST_ROWS = 7
"""Topics on the slide; all of them stand in the notes."""

CHANGES = {"new": "new", "back": "back again", "stayed": "goes on", "gone": "not seen again"}


def of_day(view: View) -> Slide:
    """Which topics are new on the day, back again after a pause, still there, or not seen again since the day before?"""
    heading = "Topics: new, recurring, not seen again"
    days = turnover(view.until).set_index("day")
    reason = no_session(view) or _only_filtered_topics(view)
    if reason is None and view.label == v.DAY_UNKNOWN:
        reason = "Sessions without a known day stand before or after no other: no topic is new or recurring."
    if reason is None and view.label not in days.index:
        reason = f"No topic is coded yet in the {sessions_here(view)}."
    if reason:
        return without_data(view, KEY, heading, reason)
    row = days.loc[view.label]
    place = list(days.index).index(view.label)
    previous = list(days.index)[place - 1] if place else None
    table = topic_sessions(view.until, by="day")
    changes = (
        {"new": [], "back": [], "stayed": [], "gone": []} if previous is None else {key: list(row[key]) for key in CHANGES}
    )
    if previous is None:
        changes["today"] = list(row["topics"])
    labels = view.dataset.topic_labels
    shown = _some_of_each({key: _by_size(topics, table, view.label) for key, topics in changes.items()})
    names = {topic: labels[topic] + (f" ({CHANGES[key]})" if key in CHANGES else "") for key, topic in shown}
    ids = view.data.session_topics["session_id"].drop_duplicates()
    n_coded = int(row["n"])
    title, evidence = _words(view, changes, previous, table)
    return slide(
        view, KEY, heading, title, topic_matrix(table, names, {day: day for day in view.busy_days}), evidence=evidence,
        denominator=f"coded sessions: {n_coded} of {sessions_here(view)}; {len(shown)} of {sum(map(len, changes.values()))} topics shown",
        notes=_lines(changes, labels, previous, view),
        figures=[
            *(figure("topics", f"{CHANGES.get(key, key)} on {view.label}", len(topics)) for key, topics in changes.items()),
            *_first_day_figures(view, previous, table),
            figure("coded_sessions", view.label, n_coded, view.n_sessions),
        ],
        session_ids=ids,
    )  # fmt: skip


def of_meeting(view: View) -> Slide:
    """Which topics come back on most days of the meeting?"""
    heading = "Recurring topics"
    table = topic_recurrence(view.data)
    reason = no_session(view) or _only_filtered_topics(view)
    if reason is None and table.empty:
        reason = f"No topic is coded in the dated sessions among {sessions_here(view)}."
    if reason:
        return without_data(view, KEY, heading, reason)
    labels = view.dataset.topic_labels
    top = table.iloc[0]
    found = recurring_topics(view.dataset, view.selection)
    most = f"The widest: {labels[top['topic']]}, on {top['n_days']} of {counted(int(top['of_days']), 'day')}."
    title = found.headline if found else "No topic came up on three days in three sessions."
    rows = table.head(MOST_ROWS)
    by_day = topic_sessions(view.data, by="day")
    coded = int(topic_sessions(view.data)["of"].max())
    return slide(
        view, KEY, heading, title,
        topic_matrix(by_day, {topic: labels[topic] for topic in rows["topic"]}, {day: day for day in view.busy_days}),
        evidence=found.evidence if found else most,
        denominator=f"coded sessions: {coded} of {sessions_here(view)}; {len(rows)} of {counted(len(table), 'topic')} shown",
        notes=[
            f"{labels[r.topic]}: {counted(int(r.n_sessions), 'session')} on {r.n_days} of {r.of_days} days; by chance on {r.expected_days:.1f}"
            + (f"; {r.label}" if r.label else "")
            for r in table.itertuples()
        ]
        + ["Recurring: at least 3 days and 3 sessions; sessions without a known day are skipped."],
        figures=[
            *finding_figures([found] if found else []),
            *(figure("topic_days", labels[r.topic], r.n_days, r.of_days) for r in table.head(3).itertuples()),
            *(figure("topic_sessions", labels[r.topic], r.n_sessions, coded) for r in table.head(3).itertuples()),
        ],
        session_ids=found.session_ids if found else view.data.session_topics["session_id"],
    )  # fmt: skip


def _first_day_figures(view: View, previous: str | None, table: pd.DataFrame) -> list[Figure]:
    """Figures of the sentence about a day that has none before it: its most frequent topic."""
    rows = table[(table["key"].astype(object) == view.label)].sort_values("n", ascending=False, kind="stable").head(1)
    labels = view.dataset.topic_labels
    return [figure("topic_sessions", labels[str(r.category)], r.n, r.of) for r in rows.itertuples() if previous is None]


def _words(view: View, changes: dict[str, list[str]], previous: str | None, table: pd.DataFrame) -> tuple[str, str]:
    """Title and evidence."""
    labels, counts = view.dataset.topic_labels, _counts(table, view.label)
    if previous is None:
        top, n_coded = max(counts, key=lambda topic: counts[topic]), int(table.loc[table["key"] == view.label, "of"].max())
        most = f"Most often {labels[top]}, in {out_of(counts[top], n_coded)} coded sessions."
        return f"{_topics(len(counts))} came up on {view.label}.", f"{most} No day before has a coded session."
    new, back, gone, stayed = (len(changes[key]) for key in ("new", "back", "gone", "stayed"))
    first = f"{_topics(new)} {agree(new, 'is', 'are')} new on {view.label}" if new else f"No topic is new on {view.label}"
    title = f"{first}; {number(stayed)} {agree(stayed, 'goes', 'go')} on from {previous}." if stayed else f"{first}."
    evidence = [
        f"{back:,} {agree(back, 'is', 'are')} back after a pause." if back else "",
        f"{gone:,} of {previous} {agree(gone, 'was', 'were')} not seen again." if gone else "",
    ]
    names = [labels[topic] for topic in _by_size(changes["new"], table, view.label)[:2]]
    such = (
        f"New, for example: {listed(names)}." if len(changes["new"]) > len(names) else f"New: {listed(names)}." if names else ""
    )
    return title, " ".join(filter(None, (such, *evidence))) or f"{previous} and {view.label} have the same topics."


def _topics(n: int) -> str:
    return f"{capital(number(n))} topic{'' if n == 1 else 's'}"


def _lines(changes: dict[str, list[str]], labels: dict[str, str], previous: str | None, view: View) -> list[str]:
    meaning = {
        "new": "on no earlier coded day",
        "back": f"on an earlier day, but not on {previous}",
        "stayed": f"also on {previous}",
        "gone": f"on {previous}, but not on {view.label}",
        "today": "all of the day",
    }
    lines = [
        f"{CHANGES.get(key, key).capitalize()} ({meaning[key]}), {len(topics)}: {', '.join(labels[t] for t in topics) or 'none'}."
        for key, topics in changes.items()
        if previous is not None or key == "today"
    ]
    uncoded = view.n_sessions - view.data.session_topics["session_id"].nunique()
    if uncoded:
        lines.append(f"{uncoded} of {sessions_here(view)} not coded for topics: their topics may be missing here.")
    return [
        *lines,
        "Topic sets are minimal: they rest on the text that could be read. Sessions without a known day are skipped.",
    ]


def _only_filtered_topics(view: View) -> str | None:
    if not view.selection.topics:
        return None
    names = listed((view.dataset.topic_labels.get(topic, topic) for topic in view.selection.topics), joint="or", most=3)
    return f"The selection keeps only sessions on {names}: it cannot show which topics come and go."


def _counts(table: pd.DataFrame, day: str) -> dict[str, float]:
    return {row.category: row.n for row in table.itertuples(index=False) if row.key == day and row.n}


def _by_size(topics: list[str], table: pd.DataFrame, day: str) -> list[str]:
    if not topics:
        return []
    today, ever = _counts(table, day), Counter[str]()
    for row in table.itertuples(index=False):
        ever[row.category] += row.n
    return sorted(topics, key=lambda topic: (-today.get(topic, 0), -ever[topic], topic))


def _some_of_each(changes: dict[str, list[str]]) -> list[tuple[str, str]]:
    """At most :data:`MOST_ROWS` topics, in turn from each kind of change, in the order of the kinds."""
    turns = zip_longest(*([(key, topic) for topic in topics] for key, topics in changes.items()))
    chosen = [item for turn in turns for item in turn if item][:MOST_ROWS]
    return [item for key in changes for item in chosen if item[0] == key]


def of_both(both: TwoSides) -> Slide:
    """How many topics are in both, and how often does each come up?"""
    comparison = both.sides.comparison
    table = compare(both.a, both.b, topic_sessions)
    table = table[(table["a_n"] > 0) | (table["b_n"] > 0)]
    reason = both.empty
    if reason is None and (comparison.a.topics or comparison.b.topics):
        reason = "A or B keeps only sessions on chosen topics: the topics cannot be compared."
    if reason is None:
        lacking = [letter for letter in "AB" if not (table[f"{letter.lower()}_of"] > 0).any()]
        reason = f"{listed(lacking)}: no session is coded for topics, so there is nothing to compare." if lacking else None
    if reason:
        return both.without(KEY, OF_BOTH, reason)
    names = both.dataset.topic_labels
    n_a, n_b = int(table["a_of"].max()), int(table["b_of"].max())
    table = table.assign(name=[names[str(topic)] for topic in table["category"]], together=table["a_share"] + table["b_share"])
    table = table.sort_values(["together", "name"], ascending=[False, True], kind="stable")
    in_a, in_b = table["a_n"] > 0, table["b_n"] > 0
    shared, only_a, only_b = (table.loc[rows, "name"].tolist() for rows in (in_a & in_b, in_a & ~in_b, ~in_a & in_b))
    shown = table.head(MOST_ROWS)
    cells = tuple(
        tuple(Cell(dots(int(n), MOST_DOTS)) if n else Cell("") for n in (row.a_n, row.b_n)) for row in shown.itertuples()
    )
    n = len(shared)
    title = f"{capital(number(n))} {'topic' if n == 1 else 'topics'} came up in both A and B."
    chance = [one for one in comparison_findings(both.dataset, comparison) if one.breakdown == "topic"]
    told = [f"{one.headline} {one.evidence}" if one.kind == NOTHING else one.headline for one in chance]
    parts = [f"{len(only_a)} only in A, {len(only_b)} only in B."]
    return both.slide(
        KEY, OF_BOTH, title,
        Matrix(tuple(shown["name"]), (f"A · n = {amount(n_a)}", f"B · n = {amount(n_b)}"), cells, f"Sessions with each topic in A and B. {title}"),
        evidence=" ".join([*parts, *(one.headline for one in chance)]),
        denominator=f"sessions coded for topics: A {amount(n_a)}, B {amount(n_b)}; {len(shown)} of {counted(len(table), 'topic')} shown",
        notes=[
            *told,
            *(f"{where}, {len(topics)}: {', '.join(topics) or 'none'}."
              for where, topics in (("In both", shared), ("Only in A", only_a), ("Only in B", only_b))),
            *(f"{row.name}: A {amount(row.a_n)} of {n_a}, B {amount(row.b_n)} of {n_b}." for row in shown.itertuples(index=False)),
        ],
        figures=[
            figure("topics", where, len(topics), len(table))
            for where, topics in (("in both", shared), ("only in A", only_a), ("only in B", only_b))
        ],
    )  # fmt: skip
