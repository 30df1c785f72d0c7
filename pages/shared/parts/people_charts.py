"""Charts of groups: who speaks, by any breakdown, shares compared with a reference, and missing groups by pillar."""

import pandas as pd
import streamlit as st

from igfdata import vocabulary as v
from igfdata.briefing.caveats import reference_text
from igfdata.charts.group_charts import group_cells, presence_marks
from igfdata.charts.representation import representation_dots
from igfdata.charts.share_cells import FEW
from igfdata.charts.theme import Chart, Pairs, drawn_once
from igfdata.charts.who_speaks import who_speaks
from igfdata.dataset import Dataset
from igfdata.findings import Finding
from igfdata.findings.chart_titles import gaps_title, group_totals, groups_by_title, people_title, reference_title
from igfdata.findings.compared_titles import (
    differing_title,
    gaps_of_both_title,
    largest_by_title,
    of_side,
    references_title,
)
from igfdata.measures.references import Reference, compare_gaps, compare_representation, reference_shares, representation
from igfdata.measures.stakeholders import BREAKDOWN_OF, Variable, gap_cells, group_mix
from igfdata.selection import Selection, select
from igfdata.wording import amount, counted, out_of, share_of
from pages.shared.parts.axis_labels import added_up, column_labels
from pages.shared.parts.chart_card import card_of, chart_card
from pages.shared.parts.sides import both_words, compared_table, difference_table, labels_of, named_table
from pages.shared.view import View

REFERENCES: dict[str, str] = {"official": "Official participation", "others": "Other sessions"}
ABOVE: dict[str, str] = {"official": "official participation", "others": "shares in other sessions"}
"""What a title says that the share of a group is above."""

TEXTS = {
    "official": "official participation of that meeting, in whole percents",
    "others": "the {n} with a known group in sessions not about children",
    "others_of_both": "people with a known group in sessions not about children (A {a}, B {b})",
    "share": "Share here divided by the share in the reference: {of}. Right of the line: more than the reference.",
    "few": "Up to nine people are drawn one by one.",
    "no_b": "B has no such reference.",
    "no_a": "A has no such reference.",
    "note_official": "Participants are not speakers: the host region weighs heavily, and academia has no box of its own in the official figures.",
    "note_others": "The fairest comparison: speakers of other sessions of the same year.",
    "gaps": "Sessions with the group, of the sessions on the pillar. Click a cell for its sessions.",
    "missing": "Missing groups by pillar, in A and B",
    "people": "People by group",
    "by": "Of the people whose group is known; youth and not stated: of all. One square is one person; from ten people on a dot is the share.",
    "tick": "Vertical line: official participation.",
    "no_tick": "No official shares for this choice of meetings.",
    "no_gap": "Every cell has a session, or the groups are not fully known.",
}
"""Texts of these charts."""

KNOWN_ENOUGH = 0.6
"""Below this share of persons with a known group, shares of groups are marked as weak."""


def _official_of(view: View, variable: Variable) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """Give the official participation that A has, and that of B where the page compares."""
    of_a = reference_shares(view.dataset, view.selection, "official", variable=variable)
    if view.comparison is None:
        return of_a, None
    return of_a, reference_shares(view.dataset, view.comparison.b, "official", variable=variable)


def _official_words(of_a: pd.DataFrame, of_b: pd.DataFrame | None) -> str:
    """Say in a subtitle how official participation is drawn, or that there is none."""
    return TEXTS["tick" if len(of_a) or (of_b is not None and len(of_b)) else "no_tick"]


def _mix_title(mix: pd.DataFrame, mix_b: pd.DataFrame | None, variable: Variable) -> str:
    """Say what is seen in a chart of people by group; of A and B which group differs most."""
    if mix_b is not None:
        return differing_title(group_totals(mix, variable), group_totals(mix_b, variable), "group")
    return people_title(mix, variable, TEXTS["people"])


def speakers_card(view: View, variable: Variable, name: str, *, denominator: str, alt: str, title: str = "") -> None:
    """Draw how many of the people listed belong to each group, with a line for official participation; of A and of B.

    Parameters
    ----------
    name
        Key of the card on its page.
    denominator
        What the shares are of, in words.
    title
        Empty: what is seen in the chart.
    """
    mix = group_mix(view.data, variable=variable)
    mix_b = group_mix(view.data_b, variable=variable) if view.data_b is not None else None
    official, official_b = _official_of(view, variable)
    of = BREAKDOWN_OF[variable]
    chart_card(
        view, name, _speakers(view.dataset, view.selection, view.comparison.b if view.comparison else None, variable=variable),
        title=title or _mix_title(mix, mix_b, variable), subtitle=f"{denominator} {_official_words(official, official_b)}", alt=alt,
        card=card_of(view, "speakers", groups_by=variable.removesuffix("_group")), codes="", notes=_mix_notes(mix),
        table=compared_table(view, lambda: named_table(view, mix, of=of, n="People"), group_mix, of=of, variable=variable),
    )  # fmt: skip


@drawn_once
def _speakers(dataset: Dataset, a: Selection, b: Selection | None, *, variable: Variable) -> Chart:
    mixes = [group_mix(select(dataset, side), variable=variable) for side in (a, b) if side is not None]
    official = [reference_shares(dataset, side, "official", variable=variable) for side in (a, b) if side is not None]
    more = {"other": mixes[1], "reference_b": official[1]} if b is not None else {}
    return who_speaks(mixes[0], variable=variable, reference=official[0], **more)


def groups_by_card(view: View, variable: Variable, by: str, label: str) -> None:
    """Draw the groups of the people listed by a breakdown, which is called ``label``; of A and of B."""
    split = group_mix(view.data, variable=variable, by=by)
    of, label_only = BREAKDOWN_OF[variable], f"People by group and {label.lower()}"
    title = groups_by_title(split, variable, by, label_only)
    if view.data_b is not None:
        title = largest_by_title(
            split, group_mix(view.data_b, variable=variable, by=by), variable, by, of_side("A", title, label_only)
        )
    chart_card(
        view, f"mix_{variable}_by_{by}",
        _groups_by(view.data, view.data_b, variable=variable, by=by, columns=tuple(column_labels(view, by).items())),
        title=title, subtitle=TEXTS["by"] + both_words(view) + added_up(view, by),
        alt="; ".join(f"{row.category} {row.key}: {row.n} of {row.of}" for row in split.itertuples() if row.n), codes="",
        card=card_of(view, "groups-by", groups_by=variable.removesuffix("_group"), split=by),
        table=compared_table(
            view, lambda: named_table(view, split[split["n"] > 0], of=of, by=by, n="People"), group_mix, of=of, by=by, variable=variable
        ),
    )  # fmt: skip


@drawn_once
def _groups_by(a: Dataset, b: Dataset | None, *, variable: Variable, by: str, columns: Pairs) -> Chart:
    other = None if b is None else group_mix(b, variable=variable, by=by)
    return group_cells(group_mix(a, variable=variable, by=by), variable=variable, by=by, columns=dict(columns), other=other)


def _mix_notes(mix: pd.DataFrame) -> list[str]:
    """How much of a mix is known, and a warning where it is too little."""
    total = mix.loc[mix["category"].isin([*v.SECTORS, *v.REGIONS, v.UNKNOWN, "Youth"]), "n"].sum()
    unknown = float(mix.loc[mix["category"] == v.UNKNOWN, "n"].sum())
    if not total:
        return ["No one is listed for these sessions."]
    share = 1 - unknown / total
    notes = [f"Known for {share_of(total - unknown, total, 'people')}; the table gives the bounds that the unknown allow."]
    if share < KNOWN_ENOUGH:
        notes.append("Fewer than 60% are known: read the shares as a lower bound.")
    return notes


def representation_card(view: View, variable: Variable, kind: Reference) -> None:
    """Draw the shares of the groups divided by those of a reference, and those of B by its own."""
    found = reference_shares(view.dataset, view.selection, kind, variable=variable)
    ratios = representation(view.data, found, variable=variable)
    found_b, ratios_b = found, None
    if view.comparison is not None and view.data_b is not None:
        found_b = reference_shares(view.dataset, view.comparison.b, kind, variable=variable)
        ratios_b = representation(view.data_b, found_b, variable=variable)
    if not len(found) and not len(found_b):
        st.info(reference_text(view.dataset, variable))
        return
    sides = [one for one in (ratios, ratios_b) if one is not None]
    missing = [TEXTS[name] for name, one in zip(("no_a", "no_b"), (found, found_b), strict=True) if not len(one)]
    few = [TEXTS["few"]] if any(0 < one["of"].max() <= FEW for one in sides) else []
    subtitle = " ".join(
        (TEXTS["share"].format(of=_of_what(kind, [found] if ratios_b is None else [found, found_b])), *few, *missing)
    )
    of = BREAKDOWN_OF[variable]
    label_only = f"Compared with {REFERENCES[kind].lower()}"
    title = reference_title(ratios, variable, ABOVE[kind], label_only)
    if ratios_b is not None:
        title = references_title(ratios, ratios_b, variable, ABOVE[kind], of_side("A", title, label_only))

    def table() -> pd.DataFrame:
        if ratios_b is None or view.data_b is None:
            return named_table(view, ratios, of=of, n="People")
        frame = compare_representation(view.data, view.data_b, (found, found_b), variable=variable)
        more = {"a_reference": "A reference", "a_ratio": "A times", "b_reference": "B reference", "b_ratio": "B times"}
        return difference_table(frame, labels_of(view, frame, of, None), more)

    chart_card(
        view, f"ratio_{variable}_{kind}", representation_dots(ratios, variable=variable, other=ratios_b),
        title=title, subtitle=subtitle + both_words(view),
        alt=_said(ratios) or subtitle,
        card=card_of(view, "ratios", groups_by=variable.removesuffix("_group"), show=kind), table=table, notes=[TEXTS[f"note_{kind}"]], codes="",
    )  # fmt: skip


def presence_card(view: View, variable: Variable, missing: Finding | None) -> None:
    """Draw in how many sessions of each pillar the groups have a part."""
    gaps = gap_cells(view.data, variable=variable)
    title = gaps_title(gaps)
    if view.data_b is not None:
        title = gaps_of_both_title(gaps, gap_cells(view.data_b, variable=variable), TEXTS["missing"])
    columns = {key: label for key, label in column_labels(view, "pillar").items() if key in v.PILLARS}
    of = BREAKDOWN_OF[variable]

    def table() -> pd.DataFrame:
        if view.data_b is None:
            return named_table(view, gaps, of=of, by="pillar", n="Sessions")
        frame = compare_gaps(view.data, view.data_b, variable=variable)
        more = {"a_unknown": "A not fully known", "b_unknown": "B not fully known"}
        return difference_table(frame, labels_of(view, frame, of, "pillar"), more)

    chart_card(
        view, f"gaps_{variable}", _presence(view.data, view.data_b, variable=variable, columns=tuple(columns.items())),
        title=title, subtitle=TEXTS["gaps"] + both_words(view),
        alt=f"{missing.headline} {missing.evidence}" if missing else TEXTS["no_gap"],
        card=card_of(view, "gaps", groups_by=variable.removesuffix("_group")), table=table,
    )  # fmt: skip


@drawn_once
def _presence(a: Dataset, b: Dataset | None, *, variable: Variable, columns: Pairs) -> Chart:
    other = None if b is None else gap_cells(b, variable=variable)
    return presence_marks(gap_cells(a, variable=variable), variable=variable, by="pillar", columns=dict(columns), other=other)


def _of_what(kind: Reference, references: list[pd.DataFrame]) -> str:
    """Say what a reference is, and of how many people."""
    if kind == "official":
        return TEXTS["official"]
    known = [int(one["of"].max()) if len(one) else 0 for one in references]
    if len(known) == 1:
        return TEXTS["others"].format(n=counted(known[0], "person", "people"))
    return TEXTS["others_of_both"].format(a=amount(known[0]), b=amount(known[1]))


def _said(ratios: pd.DataFrame) -> str:
    """Say what the chart shows of A: times the reference, of few people their number."""
    parts = [
        f"{row.category}: {row.ratio:.1f} times the reference"
        if row.of > FEW
        else f"{row.category}: {out_of(row.n, row.of)} people"
        for row in ratios.dropna(subset=["ratio"]).itertuples()
    ]
    return "; ".join(parts)
