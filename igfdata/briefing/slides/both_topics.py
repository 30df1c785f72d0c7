"""Slide of a comparison: which topics came up in both A and B, and which in only one of them?"""

from igfdata.briefing.model import Cell, Grid, Slide
from igfdata.briefing.slides.evidence import figure
from igfdata.briefing.slides.two_sides import TwoSides
from igfdata.findings import comparison_findings
from igfdata.findings.model import NOTHING
from igfdata.findings.phrases import capital, number
from igfdata.measures.compare import compare
from igfdata.measures.recurrence import topic_sessions
from igfdata.wording import amount, counted, listed

KEY = "topics"
HEADING = "Topics"
MOST_ROWS = 7


def topics_of_both(both: TwoSides) -> Slide:
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
        return both.without(KEY, HEADING, reason)
    names = both.dataset.topic_labels
    n_a, n_b = int(table["a_of"].max()), int(table["b_of"].max())
    table = table.assign(name=[names[str(topic)] for topic in table["category"]], together=table["a_share"] + table["b_share"])
    table = table.sort_values(["together", "name"], ascending=[False, True], kind="stable")
    in_a, in_b = table["a_n"] > 0, table["b_n"] > 0
    shared, only_a, only_b = (table.loc[rows, "name"].tolist() for rows in (in_a & in_b, in_a & ~in_b, ~in_a & in_b))
    shown = table.head(MOST_ROWS)
    cells = tuple(
        tuple(Cell(amount(n), float(n / of)) if n else Cell("") for n, of in ((row.a_n, row.a_of), (row.b_n, row.b_of)))
        for row in shown.itertuples()
    )
    n = len(shared)
    title = f"{capital(number(n))} {'topic' if n == 1 else 'topics'} came up in both A and B."
    chance = [one for one in comparison_findings(both.dataset, comparison) if one.breakdown == "topic"]
    told = [f"{one.headline} {one.evidence}" if one.kind == NOTHING else one.headline for one in chance]
    parts = [f"{len(only_a)} only in A, {len(only_b)} only in B."]
    return both.slide(
        KEY,
        HEADING,
        title,
        Grid(tuple(shown["name"]), (f"A · n = {amount(n_a)}", f"B · n = {amount(n_b)}"), cells, f"Sessions with each topic in A and B. {title}"),
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
