"""Slide: does the headline hold under other rules of counting?"""

import math

import pandas as pd

from igfdata import vocabulary as v
from igfdata.briefing.evidence import figure, slide, without_data
from igfdata.briefing.model import Slide, TextTable
from igfdata.briefing.parts.balance import only_filtered_pillars
from igfdata.briefing.view import View, no_session, sessions_here
from igfdata.measures.coverage import robustness
from igfdata.vocabulary import SMALL_N
from igfdata.wording import amount, percent

KEY = "robustness"
HEADING = "Does the headline hold?"


def headline_under_rules(view: View) -> Slide:
    """Does the same pillar lead however sessions are counted and disputed rights are placed?"""
    table = robustness(view.data)
    usable = table[table["leading"] != ""]
    reason = no_session(view) or only_filtered_pillars(view)
    if reason is None and usable.empty:
        reason = f"No pillar is coded in the {sessions_here(view)}."
    if reason:
        return without_data(view, KEY, HEADING, reason)
    counts = usable["leading"].value_counts(sort=True)
    leading, n = str(counts.index[0]), int(counts.iloc[0])
    lead = f"{leading} {'lead together' if ' and ' in leading else 'leads'}"
    rest = "" if n == len(usable) else f"; elsewhere {' or '.join(str(other) for other in counts.index[1:])}"
    rows = tuple(
        (row["rule"], row["leading"] or "–", *(_share(row, pillar) for pillar in v.PILLARS), _index(row))
        for _, row in table.iterrows()
    )
    header = ("Rule", "Leading", *(v.PILLARS.label(pillar) for pillar in v.PILLARS), "Balance")
    return slide(
        view,
        KEY,
        HEADING,
        f"{lead} under {n} of {len(usable)} rules of counting{rest}.",
        TextTable(header, rows, (4.0, 2.2, 1.4, 1.4, 1.4, 1.0), "Leading pillar and shares under each rule of counting."),
        denominator=f"coded sessions, or their hours, of {sessions_here(view)}",
        notes=[
            *("; ".join(f"{name}: {text}" for name, text in zip(header, row, strict=True)) + "." for row in rows),
            "Full shares add up to more than 100 %; fractional and ranked ones to 100 %. Sessions of unknown length have no hours.",
        ],
        figures=[figure("rules", leading, n, len(usable))],
        session_ids=view.data.session_pillars["session_id"],
    )


def _share(row: pd.Series, pillar: str) -> str:
    """A share under one rule: a percentage from five sessions or hours on, else the amounts."""
    if not row["of"] or math.isnan(row[pillar]):
        return "–"
    return (
        percent(row[pillar]) if row["of"] >= SMALL_N else f"{amount(round(row[pillar] * row['of'], 6))} of {amount(row['of'])}"
    )


def _index(row: pd.Series) -> str:
    return "–" if math.isnan(row["balance"]) else f"{row['balance']:.2f}"
