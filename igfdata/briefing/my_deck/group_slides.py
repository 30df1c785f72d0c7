"""Charts of people and groups as slides."""

import math
from typing import cast

from igfdata import vocabulary as v
from igfdata.briefing.model import Cell, Chart, Grid, Series, Slide
from igfdata.briefing.my_deck.chart_bodies import bars_of
from igfdata.briefing.my_deck.scope import NothingToShow, Scope
from igfdata.briefing.slides.missing_groups import NONE
from igfdata.charts.group_charts import colour_of
from igfdata.charts.theme import ACCENT
from igfdata.findings.people import PLURAL
from igfdata.findings.phrases import GROUPS, capital, number
from igfdata.measures.references import Reference, reference_shares, representation
from igfdata.measures.stakeholders import Variable, gap_cells, group_mix
from igfdata.names import value_label
from igfdata.vocabulary import UNKNOWN
from igfdata.wording import agree, amount, counted, out_of, percent, share_label, share_text

VARIABLES: dict[str, Variable] = {"stakeholder": "stakeholder_group", "regional": "regional_group"}
OF = {"stakeholder_group": "group", "regional_group": "region"}
LISTS = {"stakeholder_group": v.STAKEHOLDER_GROUPS, "regional_group": v.REGIONAL_GROUPS}


def speakers(scope: Scope) -> Slide:
    """People listed by group, of A and B with a comparison."""
    variable = VARIABLES[scope.choice("groups-by", tuple(VARIABLES))]
    sides = [(name, group_mix(data, variable=variable)) for name, data in scope.sides]
    unstated = [row for _, mix in sides for row in mix.itertuples() if row.category == UNKNOWN]
    shown = dict.fromkeys(str(row.category) for _, mix in sides for row in mix.itertuples() if row.n)
    if len(sides) > 1:
        shown.pop(UNKNOWN, None)  # of two sides it stands in the line below, so that all groups fit on one slide
    if not shown:
        raise NothingToShow("No one is listed for the sessions under this filter.")
    keys = ("official-share", "largest-group") if variable == "stakeholder_group" else ()
    found = scope.said(*keys, breakdown=OF[variable])
    total = len(scope.data.participants)
    colours = tuple(colour_of(variable, key) for key in shown) if len(sides) == 1 else ()
    names = {key: _group(variable, key) for key in shown}
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


def _group(variable: str, key: str) -> str:
    return "Not stated" if key == UNKNOWN else LISTS[variable].label(key)


def _subject(variable: str, key: str) -> str:
    return capital(GROUPS.get(key, key)) if variable == "stakeholder_group" else key
