"""The charts of the pages as slides, by the names that references have; with a comparison A and B where a slide can hold both."""

import math
from collections.abc import Callable, Mapping
from typing import cast

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View
from igfdata.briefing.model import Cell, Chart, Series, Slide, Squares, TextTable
from igfdata.briefing.my_deck.scope import NothingToShow, Scope, with_b
from igfdata.briefing.slides.bodies import bars_of, columns_of, gap_matrix, grid_of, group_colours, matrix, topic_matrix
from igfdata.briefing.slides.who_was_missing import NOBODY
from igfdata.charts.theme import ACCENT, SECOND, SOFTER
from igfdata.findings.people import PLURAL
from igfdata.findings.phrases import GROUPS, number
from igfdata.findings.timing import recurring_topics
from igfdata.measures.breakdown import sessions_by
from igfdata.measures.cooccurrence import topic_pairs
from igfdata.measures.coverage import Counting, Weight, balance, pillar_coverage
from igfdata.measures.recurrence import topic_recurrence, topic_sessions, turnover
from igfdata.measures.references import Reference, reference_shares, representation
from igfdata.measures.stakeholders import BREAKDOWN_OF, Variable, gap_cells, group_mix
from igfdata.names import group_name, value_label
from igfdata.vocabulary import UNKNOWN
from igfdata.wording import agree, amount, capital, counted, listed, out_of, percent, share_label, share_text

VARIABLES: dict[str, Variable] = {"stakeholder": "stakeholder_group", "regional": "regional_group"}
PILLARS = {pillar: v.PILLARS.label(pillar) for pillar in v.PILLARS}
SPLITS = ("day", "meeting", "type", "group")
MOST_TOPICS, MOST_PAIRS = 7, 8


def pillars(scope: Scope) -> Slide:
    """Pillars by a breakdown: squares where there are few sessions of one meeting, else columns; A and B with a comparison."""
    by = scope.choice("split", SPLITS)
    counting = cast(Counting, scope.choice("counting", ("full", "fractional")))
    weight = cast(Weight, scope.choice("weight", ("sessions", "hours")))
    if scope.data.session_pillars.empty:
        raise NothingToShow("No session under this filter has a pillar.")
    first = scope.found[0]
    heading = f"{v.PILLARS.name}s by {by}" + (", in hours" if weight == "hours" else "")
    heading += ", shared between pillars" if counting == "fractional" else ""
    body: Chart | Squares | None = None
    if scope.comparison is not None:
        sides = [(name, pillar_coverage(data, counting=counting, weight=weight)) for name, data in scope.sides]
        body = bars_of("Sessions on each pillar", sides, PILLARS, kind="columns")
        heading = f"{v.PILLARS.name}s, A and B"
    elif by == "day" and scope.meeting and (counting, weight) == ("full", "sessions"):
        held = set(scope.data.sessions["day"].astype(str))
        body = grid_of(_view(scope), [day for day in _keys(scope, "day") if day in held], [])
    if body is None:
        table = pillar_coverage(scope.data, by=by, counting=counting, weight=weight)
        names = {key: value_label(by, key, scope.dataset) for key in dict.fromkeys(table["key"].astype(str))}
        body = columns_of(table, names, f"Share of coded sessions with each pillar by {by}")
    coded = scope.data.session_pillars["session_id"].nunique()
    return scope.slide(
        heading, first.headline, body, evidence=first.evidence, notes=[first.evidence, body.alt], is_compared=True,
        denominator=f"coded sessions: {coded} of {counted(scope.data.n_sessions, 'session')}",
    )  # fmt: skip


def leaning(scope: Scope) -> Slide:
    """How each day, meeting or type leans: the shares of the pillars, shared between the pillars of a session."""
    by = scope.choice("split", SPLITS)
    rows = [row for row in balance(scope.data, by=by, interval=False).itertuples() if row.n]
    if not rows:
        raise NothingToShow("No session under this filter has a pillar.")
    shares = {str(row.key): {pillar: float(getattr(row, pillar)) for pillar in v.PILLARS} for row in rows}
    n = {str(row.key): int(row.n) for row in rows}
    names = {key: value_label(by, key, scope.dataset) for key in shares}
    heads = {key: f"{name} · n = {n[key]}" for key, name in names.items()}
    known = [key for key in shares if key != v.DAY_UNKNOWN] or list(shares)
    many = [key for key in known if n[key] >= v.SMALL_N] or [key for key in known if n[key] == max(n[one] for one in known)]
    top, pillar = max(((key, pillar) for key in many for pillar in v.PILLARS), key=lambda pair: shares[pair[0]][pair[1]])
    most = listed(v.PILLARS.label(one).lower() for one in v.PILLARS if shares[top][one] > shares[top][pillar] - 1e-9)

    def cell(key: str, pillar: str) -> Cell:
        return Cell(percent(shares[key][pillar]), shares[key][pillar])

    return scope.slide(
        f"How each {by} leans", f"{names[top]} leans most towards {most}.",
        matrix(heads, PILLARS, cell, f"Shares of the pillars by {by}."),
        evidence=f"{percent(shares[top][pillar])} of its attention{' each' if ' and ' in most else ''}, shared between the pillars of a "
        f"session; {counted(n[top], 'session')}.",
        notes=["Below five sessions, look at the counts."],
    )  # fmt: skip


def _keys(scope: Scope, by: str) -> list[str]:
    """Values of a breakdown that the sessions of a scope have, in order."""
    return list(sessions_by(scope.data, by).names)


def _view(scope: Scope) -> View:
    """The scope as the briefing looks at it: no day of it is shaded."""
    assert scope.meeting is not None
    label = scope.dataset.meeting_label(scope.meeting)
    return View(scope.dataset, scope.selection, scope.meeting, label, scope.data, scope.data, scope.data)


LAST = ("Youth", UNKNOWN)
"""Rows of another kind, below those of the groups."""


def speakers(scope: Scope) -> Slide:
    """People listed by group, of A and B with a comparison."""
    variable = VARIABLES[scope.choice("groups-by", tuple(VARIABLES))]
    sides = [(name, group_mix(data, variable=variable)) for name, data in scope.sides]
    unstated = [row for _, mix in sides for row in mix.itertuples() if row.category == UNKNOWN]
    most: dict[str, float] = {}
    for row in (row for _, mix in sides for row in mix.itertuples() if row.n):
        most[str(row.category)] = max(most.get(str(row.category), 0.0), row.n / row.of)
    shown = dict.fromkeys(sorted(most, key=lambda key: (key in LAST, -most[key])))
    if len(sides) > 1:
        shown.pop(UNKNOWN, None)  # of two sides it stands in the line below, so that all groups fit on one slide
    if not shown:
        raise NothingToShow("No one is listed for the sessions under this filter.")
    keys = ("official-share", "largest-group") if variable == "stakeholder_group" else ()
    found = scope.said(*keys, breakdown=BREAKDOWN_OF[variable])
    total = len(scope.data.participants)
    colours = group_colours(shown) if len(sides) == 1 else ()
    names = {key: group_name(variable, key) for key in shown}
    body = bars_of("People by group", sides, names, colours=colours)
    title = found.headline if found else f"{capital(number(len(shown) - (UNKNOWN in shown)))} groups are listed."
    evidence = found.evidence if found else f"{counted(total, 'person', 'people')} listed."
    if len(sides) > 1:
        evidence += (
            " Not stated: "
            + ", ".join(f"{side} {out_of(row.n, row.of)}" for side, row in zip("AB", unstated, strict=True))
            + "."
        )
    return scope.slide(
        "Who speaks", title, body, evidence=evidence,
        denominator=f"{counted(total, 'person', 'people')} listed; shares of those whose group is known", notes=[body.alt],
        is_compared=True,
    )  # fmt: skip


def ratios(scope: Scope) -> Slide:
    """How the shares of the groups compare with a reference: official participation, or sessions not about children."""
    variable = VARIABLES[scope.choice("groups-by", tuple(VARIABLES))]
    reference = cast(Reference, scope.choice("show", ("official", "others")))
    base = reference_shares(scope.dataset, scope.selection, reference, variable=variable)
    rows = [] if base.empty else list(representation(scope.data, base, variable=variable).itertuples())
    rows = [row for row in rows if not math.isnan(row.ratio)]
    if not rows:
        raise NothingToShow("There is no reference for these sessions.")
    name = {"official": "official participation", "others": "sessions not about children"}[reference]
    names = tuple(group_name(variable, str(row.category)) for row in rows)
    values = tuple(float(row.ratio) for row in rows)
    labels = tuple(f"× {row.ratio:.1f}" for row in rows)
    top = max(rows, key=lambda row: row.ratio)
    alt = "; ".join(f"{name} {label}" for name, label in zip(names, labels, strict=True)) + "."
    subject = _subject(variable, str(top.category))
    return scope.slide(
        f"Compared with {name}", f"{subject}: {top.ratio:.1f} times the share in {name}.",
        Chart("bars", names, (Series("Ratio", values, labels, ACCENT),), "ratio", alt),
        evidence=f"{percent(top.share)} here, {percent(top.reference)} there; × 1 is equal.", notes=[alt],
        denominator="people whose group is known",
    )  # fmt: skip


def groups_by(scope: Scope) -> Slide:
    """People by group and a breakdown, as a matrix."""
    variable = VARIABLES[scope.choice("groups-by", tuple(VARIABLES))]
    by = scope.choice("split", ("day", "role", "pillar", "meeting"))
    mix = group_mix(scope.data, variable=variable, by=by)
    found = {(str(row.category), str(row.key)): row for row in mix.itertuples() if row.n}
    if not found:
        raise NothingToShow("No one is listed for the sessions under this filter.")
    rows = [key for key in dict.fromkeys(mix["category"].astype(str)) if any(one == key for one, _ in found)]
    columns = [key for key in dict.fromkeys(mix["key"].astype(str)) if any(one == key for _, one in found)]

    def cell(row: str, column: str) -> Cell:
        here = found.get((row, column))
        return Cell("") if here is None else Cell(amount(here.n), float(here.n / here.of), row == UNKNOWN)

    heads = {key: value_label(by, key, scope.dataset) for key in columns}
    body = matrix({key: group_name(variable, key) for key in rows}, heads, cell, f"People by group and {by}.")
    known = [pair for pair in found if pair[0] != UNKNOWN] or list(found)
    top = max(known, key=lambda pair: found[pair].n)
    n = found[top].n
    where = value_label(by, top[1], scope.dataset)
    return scope.slide(
        f"People by group and {by}", f"{_subject(variable, top[0])} {'lead' if top[0] in PLURAL else 'leads'}: {counted(int(n), 'person', 'people')}, {where}.",
        body, evidence=f"{share_text(n, found[top].of)} there with a known group.", denominator="people listed",
    )  # fmt: skip


def gaps(scope: Scope) -> Slide:
    """Which groups have no session on a pillar: none told apart from not stated."""
    variable = VARIABLES[scope.choice("groups-by", tuple(VARIABLES))]
    cells = gap_cells(scope.data, variable=variable)
    cells = cells[cells["key"].isin(list(v.PILLARS)) & (cells["of"] > 0)]
    if cells.empty:
        raise NothingToShow("No session under this filter has a pillar.")
    rows = {key: group_name(variable, key) for key in dict.fromkeys(cells["category"].astype(str))}
    columns = {pillar: label for pillar, label in PILLARS.items() if (cells["key"] == pillar).any()}
    body = gap_matrix(cells, rows, columns, "Sessions of each pillar with each group.")
    said = scope.said("missing-speakers") if variable == "stakeholder_group" and scope.comparison is None else None
    none, opened = (int((cells["state"] == state).sum()) for state in (NOBODY, UNKNOWN))
    more = f"{capital(number(opened))} more {agree(opened, 'pair has', 'pairs have')} no one listed, but groups are incomplete."
    title = f"{capital(number(none))} pillar–group {agree(none, 'pair', 'pairs')} certainly had no one."
    if not none:
        title = "No group is certainly missing on a pillar."
    return scope.slide(
        "Missing groups by pillar", said.headline if said else title, body, denominator="sessions on the pillar",
        evidence=said.evidence if said else more if opened else "",
    )  # fmt: skip


def _subject(variable: str, key: str) -> str:
    return capital(GROUPS.get(key, key)) if variable == "stakeholder_group" else key


def topics(scope: Scope) -> Slide:
    """Topics by day or meeting, those that come back most first."""
    by = scope.choice("split", ("day", "meeting"))
    table, order = topic_sessions(scope.data, by=by), topic_recurrence(scope.data, over=by)
    if order.empty:
        raise NothingToShow("No topic is coded in the sessions under this filter.")
    labels = scope.dataset.topic_labels
    ranked = _ranked_topics(scope, by)
    shown, more = ranked[:MOST_TOPICS], ranked[MOST_TOPICS:]
    columns = {
        key: value_label(by, key, scope.dataset) for key in _keys(scope, by) if (table.loc[table["key"] == key, "of"] > 0).any()
    }
    body = topic_matrix(table, {topic: labels[topic] for topic in shown}, columns)
    said = scope.said("topics", breakdown="topic") or (
        None if scope.comparison else recurring_topics(scope.dataset, scope.selection)
    )
    top = order.iloc[0]
    otherwise = f"{labels[top['topic']]} is on the most {by}s: {top['n_days']} of {top['of_days']}."
    return scope.slide(
        f"Topics by {by}", said.headline if said else otherwise, body,
        evidence=said.evidence if said else f"{len(body.rows)} of {counted(len(order), 'topic')} shown.",
        notes=[f"Not on the slide: {', '.join(labels[topic] for topic in more)}."] if more else [],
        denominator="sessions coded for topics", session_ids=scope.data.session_topics["session_id"],
    )  # fmt: skip


def _ranked_topics(scope: Scope, by: str) -> list[str]:
    """Topics of a side and of the one next to it, those on the most days (or meetings), then in the most sessions of both first."""
    sides = [data for data in (scope.data, scope.beside) if data is not None]
    ranks = pd.concat([topic_recurrence(data, over=by)[["topic", "n_days", "n_sessions"]] for data in sides])
    both = ranks.groupby("topic", sort=True, observed=True)[["n_days", "n_sessions"]].sum()
    return [str(topic) for topic in both.sort_values(["n_days", "n_sessions"], ascending=False, kind="stable").index]


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
    colours = dict(zip(columns, (ACCENT, SOFTER, SECOND), strict=True))
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
        Chart("columns", tuple(days), series, "topics", f"{alt}."), evidence="Few sessions per day: read it with the table.",
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


CHARTS: Mapping[str, Callable[[Scope], Slide]] = {
    "pillars": pillars,
    "leaning": with_b(leaning),
    "speakers": speakers,
    "ratios": with_b(ratios),
    "groups-by": with_b(groups_by),
    "gaps": with_b(gaps),
    "topics": with_b(topics),
    "chance": chance,
    "changing": changing,
    "together": with_b(together),
}
"""Name of a chart in a reference → what draws it."""
