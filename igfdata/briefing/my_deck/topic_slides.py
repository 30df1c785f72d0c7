"""Charts of topics as slides."""

from igfdata.briefing.model import Cell, Chart, Grid, Series, Slide, TextTable
from igfdata.briefing.my_deck.chart_bodies import keys_of
from igfdata.briefing.my_deck.scope import NothingToShow, Scope
from igfdata.charts.theme import ACCENT
from igfdata.findings.phrases import capital, number
from igfdata.findings.timing import recurring_topics
from igfdata.measures.cooccurrence import topic_pairs
from igfdata.measures.recurrence import topic_recurrence, topic_sessions, turnover
from igfdata.names import value_label
from igfdata.wording import amount, counted, share_label

MOST_TOPICS, MOST_PAIRS = 14, 12


def topics(scope: Scope) -> Slide:
    """Topics by day or meeting, those that come back most first."""
    by = scope.choice("split", ("day", "meeting"))
    table, order = topic_sessions(scope.data, by=by), topic_recurrence(scope.data, over=by)
    if order.empty:
        raise NothingToShow("No topic is coded in the sessions under this filter.")
    shown = order["topic"].head(MOST_TOPICS).tolist()
    found = {(str(row.category), str(row.key)): row for row in table.itertuples()}
    coded = {str(row.key): row.of for row in table.itertuples()}
    columns = [key for key in keys_of(scope, by) if coded.get(key)]

    def cell(topic: str, key: str) -> Cell:
        row = found.get((topic, key))
        return Cell(amount(row.n), float(row.n / row.of)) if row is not None and row.n else Cell("")

    labels = scope.dataset.topic_labels
    body = Grid(
        tuple(labels[topic] for topic in shown),
        tuple(f"{value_label(by, key, scope.dataset)} · n = {amount(coded[key])}" for key in columns),
        tuple(tuple(cell(topic, key) for key in columns) for topic in shown), f"Sessions with each topic by {by}.",
    )  # fmt: skip
    said = scope.said("topics", breakdown="topic") or (
        None if scope.comparison else recurring_topics(scope.dataset, scope.selection)
    )
    top = order.iloc[0]
    otherwise = f"{labels[top['topic']]} is on the most {by}s: {top['n_days']} of {top['of_days']}."
    return scope.slide(
        f"Topics by {by}", said.headline if said else otherwise, body,
        evidence=said.evidence if said else f"{len(shown)} of {counted(len(order), 'topic')} shown.",
        denominator="sessions coded for topics", session_ids=scope.data.session_topics["session_id"],
    )  # fmt: skip


def chance(scope: Scope) -> Slide:
    """Days on which topics occur, and how many chance alone would give."""
    table = topic_recurrence(scope.data)
    if table.empty:
        raise NothingToShow("No topic is coded in the dated sessions under this filter.")
    labels = scope.dataset.topic_labels
    rows = tuple(
        (labels[row.topic], f"{row.n_days} of {row.of_days}", f"{row.expected_days:.1f}", amount(row.n_sessions), row.label or "neither")
        for row in table.head(MOST_TOPICS).itertuples()
    )  # fmt: skip
    n = int((table["label"] == "recurring").sum())
    subject = "topic recurs" if n == 1 else "topics recur"
    return scope.slide(
        "Days present, compared with chance", f"{capital(number(n))} {subject} on three days or more." if n else "No topic recurs.",
        TextTable(("Topic", "Days", "By chance", "Sessions", "Label"), rows, (4.4, 1.4, 1.5, 1.4, 1.8), "Topics by number of days."),
        evidence=f"{len(rows)} of {counted(len(table), 'topic')} shown; recurring: 3 days and 3 sessions or more.",
        session_ids=scope.data.session_topics["session_id"], denominator="sessions coded for topics",
    )  # fmt: skip


def changing(scope: Scope) -> Slide:
    """How many topics are new, back again and not seen again from day to day."""
    table = turnover(scope.data)
    if table.empty:
        raise NothingToShow("No dated session under this filter is coded.")
    columns = {"new": "New", "back": "Back again", "gone": "Not seen again"}
    colours = dict(zip(columns, ("#0B5CAD", "#7DB7F0", "#8996A3"), strict=True))
    counts = {key: [len(topics) for topics in table[key]] for key in columns}
    series = tuple(
        Series(name, tuple(map(float, counts[key])), tuple(map(str, counts[key])), colours[key])
        for key, name in columns.items()
    )
    days = table["day"].astype(str).tolist()
    top = max(range(len(days)), key=lambda at: counts["new"][at])
    alt = "; ".join(
        f"{day}: {', '.join(f'{counts[key][at]} {name.lower()}' for key, name in columns.items())}"
        for at, day in enumerate(days)
    )
    new = counts["new"][top]
    return scope.slide(
        "What changes from day to day", f"{days[top]} has the most new topics: {new}.",
        Chart("columns", tuple(days), series, "topics", f"{alt}."), evidence="Few sessions a day: read with the table.",
        notes=[alt], denominator="topics", session_ids=scope.data.session_topics["session_id"],
    )  # fmt: skip


def together(scope: Scope) -> Slide:
    """Pairs of topics with the most common sessions."""
    pairs = topic_pairs(scope.data)
    if pairs.empty:
        raise NothingToShow("No two topics share enough sessions under this filter.")
    labels = scope.dataset.topic_labels
    shown = list(pairs.head(MOST_PAIRS).itertuples())
    names = tuple(f"{labels[row.topic_x]} + {labels[row.topic_y]}" for row in shown)
    marks = tuple(share_label(row.n_both, row.of) for row in shown)
    series = Series("Sessions", tuple(float(row.n_both) for row in shown), marks, ACCENT)
    alt = "; ".join(f"{name} {mark}" for name, mark in zip(names, marks, strict=True)) + "."
    top = shown[0]
    return scope.slide(
        "Topics discussed together", f"{labels[top.topic_x]} and {labels[top.topic_y]} share the most sessions: {top.n_both}.",
        Chart("bars", names, (series,), "sessions", alt),
        evidence=f"Of {counted(int(top.of), 'coded session')}; {len(shown)} of {counted(len(pairs), 'pair')} shown.",
        notes=[alt], denominator="sessions coded for topics", session_ids=scope.data.session_topics["session_id"],
    )  # fmt: skip
