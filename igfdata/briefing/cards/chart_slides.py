"""The charts of the pages as slides: native charts and tables from the same measures."""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import cast

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View
from igfdata.briefing.cards.scope import NothingToShow, Scope
from igfdata.briefing.model import Cell, Chart, Grid, Series, SessionGrid, Slide, TextTable
from igfdata.briefing.parts.gaps import NONE
from igfdata.briefing.parts.squares import grid_of
from igfdata.charts.group_charts import colour_of
from igfdata.charts.theme import ACCENT, PILLAR_COLOURS, SECOND
from igfdata.findings.people import PLURAL
from igfdata.findings.phrases import GROUPS, capital, number
from igfdata.findings.timing import recurring_topics
from igfdata.measures.breakdown import session_keys
from igfdata.measures.cooccurrence import topic_pairs
from igfdata.measures.counting_rules import Counting
from igfdata.measures.coverage import Weight, balance, pillar_coverage
from igfdata.measures.recurrence import topic_recurrence, topic_sessions, turnover
from igfdata.measures.references import Reference, reference_shares, representation
from igfdata.measures.stakeholders import Variable, gap_cells, group_mix
from igfdata.names import value_label
from igfdata.vocabulary import UNKNOWN
from igfdata.wording import agree, amount, counted, percent, share_label, share_text

VARIABLES: dict[str, Variable] = {"stakeholder": "stakeholder_group", "regional": "regional_group"}
OF = {"stakeholder_group": "group", "regional_group": "region"}
LISTS = {"stakeholder_group": v.STAKEHOLDER_GROUPS, "regional_group": v.REGIONAL_GROUPS}
COLOURS = (ACCENT, SECOND)
MOST_TOPICS, MOST_PAIRS = 14, 12


def pillars(scope: Scope) -> Slide:
    """Pillars by a breakdown: squares where there are few sessions of one meeting, else columns; A and B with a comparison."""
    by = scope.choice("split", ("day", "meeting", "type", "group"))
    counting = cast(Counting, scope.choice("counting", ("full", "fractional")))
    weight = cast(Weight, scope.choice("weight", ("sessions", "hours")))
    if scope.data.session_pillars.empty:
        raise NothingToShow("No session under this filter has a pillar.")
    first = scope.found[0]
    heading = f"{v.PILLARS.name}s by {by}" + (", in hours" if weight == "hours" else "")
    heading += ", shared between pillars" if counting == "fractional" else ""
    body: Chart | SessionGrid | None = None
    if scope.comparison is not None:
        sides = [(name, pillar_coverage(data, counting=counting, weight=weight)) for name, data in scope.sides]
        names = {pillar: v.PILLARS.label(pillar) for pillar in v.PILLARS}
        body = _bars("Sessions on each pillar", sides, names, kind="columns")
        heading = f"{v.PILLARS.name}s, A and B"
    elif by == "day" and scope.meeting and (counting, weight) == ("full", "sessions"):
        held = set(scope.data.sessions["day"].astype(str))
        body = grid_of(_view(scope), [day for day in _keys(scope, "day") if day in held], [])
    if body is None:
        body = _columns(scope, pillar_coverage(scope.data, by=by, counting=counting, weight=weight), by)
    coded = scope.data.session_pillars["session_id"].nunique()
    return scope.slide(
        heading, first.headline, body, evidence=first.evidence, notes=[first.evidence, body.alt], is_compared=True,
        denominator=f"coded sessions: {coded} of {counted(scope.data.n_sessions, 'session')}",
    )  # fmt: skip


def leaning(scope: Scope) -> Slide:
    """How each day, meeting or type leans: the shares of the pillars, shared between the pillars of a session."""
    by = scope.choice("split", ("day", "meeting", "type", "group"))
    rows = [row for row in balance(scope.data, by=by, interval=False).itertuples() if row.n]
    if not rows:
        raise NothingToShow("No session under this filter has a pillar.")
    shares = {str(row.key): {pillar: float(getattr(row, pillar)) for pillar in v.PILLARS} for row in rows}
    n = {str(row.key): int(row.n) for row in rows}
    names = {key: value_label(by, key, scope.dataset) for key in shares}
    known = [key for key in shares if key != v.DAY_UNKNOWN] or list(shares)
    many = [key for key in known if n[key] >= v.SMALL_N] or known
    top, pillar = max(((key, pillar) for key in many for pillar in v.PILLARS), key=lambda pair: shares[pair[0]][pair[1]])
    cells = tuple(tuple(Cell(percent(share), share) for share in of.values()) for of in shares.values())
    labels = tuple(f"{names[key]} · n = {n[key]}" for key in shares)
    alt = f"Shares of the pillars by {by}."
    return scope.slide(
        f"How each {by} leans", f"{names[top]} leans most to {v.PILLARS.label(pillar).lower()}.",
        Grid(labels, tuple(v.PILLARS.label(one) for one in v.PILLARS), cells, alt),
        evidence=f"{percent(shares[top][pillar])} of its attention, shared between the pillars of a session; {counted(n[top], 'session')}.",
        notes=["Below five sessions, look at the counts."],
    )  # fmt: skip


def speakers(scope: Scope) -> Slide:
    """People listed by group, of A and B with a comparison."""
    variable = VARIABLES[scope.choice("groups-by", tuple(VARIABLES))]
    sides = [(name, group_mix(data, variable=variable)) for name, data in scope.sides]
    shown = dict.fromkeys(str(row.category) for _, mix in sides for row in mix.itertuples() if row.n)
    if not shown:
        raise NothingToShow("No one is listed for the sessions under this filter.")
    keys = ("official-share", "largest-group") if variable == "stakeholder_group" else ()
    found = scope.said(*keys, breakdown=OF[variable])
    total = len(scope.data.participants)
    colours = tuple(colour_of(variable, key) for key in shown) if len(sides) == 1 else ()
    names = {key: _group(variable, key) for key in shown}
    body = _bars("People by group", sides, names, colours=colours)
    title = found.headline if found else f"{capital(number(len(shown) - (UNKNOWN in shown)))} groups are listed."
    return scope.slide(
        "Who speaks", title, body, evidence=found.evidence if found else f"{counted(total, 'person', 'people')} listed.",
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
    names = tuple(_group(variable, str(row.category)) for row in rows)
    colours = tuple(colour_of(variable, str(row.category)) for row in rows)
    values = tuple(float(row.ratio) for row in rows)
    labels = tuple(f"× {row.ratio:.1f}" for row in rows)
    top = max(rows, key=lambda row: row.ratio)
    alt = "; ".join(f"{name} {label}" for name, label in zip(names, labels, strict=True)) + "."
    subject = _subject(variable, str(top.category))
    return scope.slide(
        f"Compared with {name}", f"{subject}: {top.ratio:.1f} times the share in {name}.",
        Chart("bars", names, (Series("Ratio", values, labels, ACCENT, colours),), "ratio", alt),
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

    body = Grid(
        tuple(_group(variable, key) for key in rows), tuple(value_label(by, key, scope.dataset) for key in columns),
        tuple(tuple(cell(row, column) for column in columns) for row in rows), f"People by group and {by}.",
    )  # fmt: skip
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
    found = {(str(row.category), str(row.key)): row for row in cells.itertuples()}
    rows = list(dict.fromkeys(cells["category"].astype(str)))
    columns = [pillar for pillar in v.PILLARS if any(key == pillar for _, key in found)]

    def cell(group: str, pillar: str) -> Cell:
        row = found[group, pillar]
        if row.n:
            return Cell(share_label(row.n, row.of), float(row.n / row.of))
        return Cell(str(row.state), is_unknown=row.state == UNKNOWN)

    body = Grid(
        tuple(_group(variable, key) for key in rows), tuple(v.PILLARS.label(key) for key in columns),
        tuple(tuple(cell(row, column) for column in columns) for row in rows), "Sessions of each pillar with each group.",
    )  # fmt: skip
    said = scope.said("missing-speakers") if variable == "stakeholder_group" and scope.comparison is None else None
    none, opened = (int((cells["state"] == state).sum()) for state in (NONE, UNKNOWN))
    more = f"{capital(number(opened))} more {agree(opened, 'pair has', 'pairs have')} no one listed, but groups are incomplete."
    title = f"{capital(number(none))} pillar–group {agree(none, 'pair', 'pairs')} certainly had no one."
    if not none:
        title = "No group is certainly missing on a pillar."
    return scope.slide(
        "Missing groups by pillar", said.headline if said else title, body, denominator="sessions on the pillar",
        evidence=said.evidence if said else more if opened else "",
    )  # fmt: skip


def topics(scope: Scope) -> Slide:
    """Topics by day or meeting, those that come back most first."""
    by = scope.choice("split", ("day", "meeting"))
    table, order = topic_sessions(scope.data, by=by), topic_recurrence(scope.data, over=by)
    if order.empty:
        raise NothingToShow("No topic is coded in the sessions under this filter.")
    shown = order["topic"].head(MOST_TOPICS).tolist()
    found = {(str(row.category), str(row.key)): row for row in table.itertuples()}
    coded = {str(row.key): row.of for row in table.itertuples()}
    columns = [key for key in _keys(scope, by) if coded.get(key)]

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
        "Days present, against chance", f"{capital(number(n))} {subject} on three days or more." if n else "No topic recurs.",
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


CHARTS: Mapping[str, Callable[[Scope], Slide]] = {
    "pillars": pillars,
    "leaning": leaning,
    "speakers": speakers,
    "ratios": ratios,
    "groups-by": groups_by,
    "gaps": gaps,
    "topics": topics,
    "chance": chance,
    "changing": changing,
    "together": together,
}
"""Name of a chart in a reference → what draws it."""


def _view(scope: Scope) -> View:
    """The scope as the briefing looks at it: no day of it is shaded."""
    assert scope.meeting is not None
    label = scope.dataset.meeting_label(scope.meeting)
    return View(scope.dataset, scope.selection, scope.meeting, label, scope.data, scope.data, scope.data)


def _keys(scope: Scope, by: str) -> list[str]:
    return [str(key) for key in session_keys(scope.data, by)["key"].cat.categories]


def _group(variable: str, key: str) -> str:
    return "Not stated" if key == UNKNOWN else LISTS[variable].label(key)


def _subject(variable: str, key: str) -> str:
    return capital(GROUPS.get(key, key)) if variable == "stakeholder_group" else key


def _columns(scope: Scope, table: pd.DataFrame, by: str) -> Chart:
    """Columns of the pillars by a breakdown; a key without a coded session stays empty."""
    keys = list(dict.fromkeys(table["key"].astype(str)))
    found = {(str(row.category), str(row.key)): (float(row.n), float(row.of)) for row in table.itertuples()}
    series = []
    for pillar in v.PILLARS:
        pairs = [found.get((pillar, key), (0.0, 0.0)) for key in keys]
        values = tuple(n / of if of else None for n, of in pairs)
        labels = tuple(share_label(n, of) if of else "" for n, of in pairs)
        series.append(Series(v.PILLARS.label(pillar), values, labels, PILLAR_COLOURS[pillar]))
    names = tuple(value_label(by, key, scope.dataset) for key in keys)
    told = "; ".join(
        f"{name}: " + ", ".join(f"{one.name.lower()} {one.labels[at] or 'not coded'}" for one in series)
        for at, name in enumerate(names)
    )
    return Chart("columns", names, tuple(series), "share", f"Share of coded sessions with each pillar by {by}. {told}.")


def _bars(
    what: str, sides: Iterable[tuple[str, pd.DataFrame]], names: Mapping[str, str], *, colours: tuple[str, ...] = (), kind: str = "bars"
) -> Chart:  # fmt: skip
    """Bars of shares, a series for each side."""
    series = []
    for (name, table), colour in zip(sides, COLOURS, strict=False):
        found = {str(row.category): (float(row.n), float(row.of)) for row in table.itertuples()}
        pairs = [found.get(key, (0.0, 0.0)) for key in names]
        values = tuple(n / of if of else None for n, of in pairs)
        labels = tuple(share_label(n, of) if of else "" for n, of in pairs)
        series.append(Series(name or "Share", values, labels, colour, colours))
    told = "; ".join(
        f"{label} {', '.join(filter(None, (f'{one.name} {one.labels[at]}' if one.name != 'Share' else one.labels[at] for one in series)))}"
        for at, label in enumerate(names.values())
    )
    return Chart("columns" if kind == "columns" else "bars", tuple(names.values()), tuple(series), "share", f"{what}: {told}.")
