"""Charts of the pillars as slides."""

from typing import cast

from igfdata import vocabulary as v
from igfdata.briefing.briefing_view import View
from igfdata.briefing.model import Cell, Chart, Grid, SessionGrid, Slide
from igfdata.briefing.my_deck.chart_bodies import bars_of, columns_of, keys_of
from igfdata.briefing.my_deck.scope import NothingToShow, Scope
from igfdata.briefing.slides.session_squares import grid_of
from igfdata.measures.coverage import Counting, Weight, balance, pillar_coverage
from igfdata.names import value_label
from igfdata.wording import counted, listed, percent


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
        body = bars_of("Sessions on each pillar", sides, names, kind="columns")
        heading = f"{v.PILLARS.name}s, A and B"
    elif by == "day" and scope.meeting and (counting, weight) == ("full", "sessions"):
        held = set(scope.data.sessions["day"].astype(str))
        body = grid_of(_view(scope), [day for day in keys_of(scope, "day") if day in held], [])
    if body is None:
        body = columns_of(scope, pillar_coverage(scope.data, by=by, counting=counting, weight=weight), by)
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
    many = [key for key in known if n[key] >= v.SMALL_N] or [key for key in known if n[key] == max(n[one] for one in known)]
    top, pillar = max(((key, pillar) for key in many for pillar in v.PILLARS), key=lambda pair: shares[pair[0]][pair[1]])
    most = listed(v.PILLARS.label(one).lower() for one in v.PILLARS if shares[top][one] > shares[top][pillar] - 1e-9)
    cells = tuple(tuple(Cell(percent(share), share) for share in of.values()) for of in shares.values())
    labels = tuple(f"{names[key]} · n = {n[key]}" for key in shares)
    alt = f"Shares of the pillars by {by}."
    return scope.slide(
        f"How each {by} leans", f"{names[top]} leans most to {most}.",
        Grid(labels, tuple(v.PILLARS.label(one) for one in v.PILLARS), cells, alt),
        evidence=f"{percent(shares[top][pillar])} of its attention{' each' if ' and ' in most else ''}, shared between the pillars of a "
        f"session; {counted(n[top], 'session')}.",
        notes=["Below five sessions, look at the counts."],
    )  # fmt: skip


def _view(scope: Scope) -> View:
    """The scope as the briefing looks at it: no day of it is shaded."""
    assert scope.meeting is not None
    label = scope.dataset.meeting_label(scope.meeting)
    return View(scope.dataset, scope.selection, scope.meeting, label, scope.data, scope.data, scope.data)
