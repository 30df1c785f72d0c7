"""Where does this number come from? What stands behind a number or a chart, line by line."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from igfdata import vocabulary as v
from igfdata.data_package import MAINTAINERS
from igfdata.dataset import Dataset
from igfdata.findings.model import COUNTING, NOTHING, Finding
from igfdata.measures.agreement import RELIABLE, TENTATIVE, label_alphas
from igfdata.selection import (
    Comparison,
    Selection,
    coder_label,
    comparison_to_query,
    describe,
    describe_comparison,
    to_query,
)
from igfdata.wording import amount, counted, listed, lower

PRODUCT = "Children's rights at the IGF"
LICENCE = "Data: CC BY 4.0, name the source and the version. Code: MIT."
"""How the shipped data and the code may be used."""

NO_CODE, NO_PEOPLE = "No session is coded.", "No one is listed."

OF_PEOPLE = {"group": "stakeholder_group", "region": "regional_group"}
"""Labels of people → their column."""

READ_ONCE = "Not known: no one has read these labels a second time."
"""How well readers agree on labels of people."""

Lines = tuple[tuple[str, str], ...]
"""Name of a line and its text."""


def passport(
    dataset: Dataset, selection: Selection, data: Dataset, *, of: str = "", pillars: Sequence[str] = (), fragility: str = "",
    notes: Sequence[str] = (), codes: str = "pillar", comparison: Comparison | None = None, data_b: Dataset | None = None,
) -> Lines:  # fmt: skip
    """Say of a number what it counts, who gave its labels and how well they agree, what would change it, and how to cite it.

    Parameters
    ----------
    dataset, selection, data
        Everything, the filter, and what it keeps.
    of
        What is counted, and of how many.
    pillars
        Pillars that the number is about; empty for a number that no code decides.
    fragility
        What would change it.
    notes
        Cautions.
    codes
        Whose labels are named: ``pillar``, ``topic``, or ``group`` and ``region`` of people; empty where no label counts.
    comparison, data_b
        What the selection is compared with, and what that keeps.
    """
    labels = labels_text(data, codes) if codes else ""
    said = describe(selection, dataset)
    if comparison is not None and data_b is not None:
        none = NO_PEOPLE if codes in OF_PEOPLE else NO_CODE
        labels = f"A: {labels or none} B: {labels_text(data_b, codes) or none}" if codes else ""
        said = f"{describe_comparison(comparison, dataset)} A: {said} B: {describe(comparison.b, dataset)}"
    lines = [
        ("Counts", of),
        ("Labels", labels),
        (
            "Agreement",
            READ_ONCE
            if codes in OF_PEOPLE
            else agreement_of(dataset, pillars or tuple(v.PILLARS))
            if codes == "pillar"
            else "",
        ),
        ("Would change", fragility),
        ("Note", " ".join(filter(None, notes))),
        ("Filter", said),
        ("Cite", citation(dataset, selection, comparison)),
    ]
    return tuple((name, text) for name, text in lines if text)


def labels_text(data: Dataset, dimension: str = "pillar") -> str:
    """Say whose codes count, and for how many sessions: ``Of 21 coded sessions: 19 adjudicated, 2 coder A.``; of people what is known."""
    if dimension in OF_PEOPLE:
        return _people_text(data, dimension)
    codes = data.session_pillars if dimension == "pillar" else data.session_topics
    given = codes[["session_id", "coder"]].drop_duplicates()
    if given.empty:
        return ""
    n = given.groupby("coder", observed=True)["session_id"].nunique().sort_values(ascending=False)
    told = [f"{amount(number)} {by_coder(str(coder))}" for coder, number in n.items() if number]
    return f"Of {counted(given['session_id'].nunique(), 'coded session')}: {listed(told)}."


def _people_text(data: Dataset, dimension: str) -> str:
    """Say where the groups of people come from: ``Of 94 people listed: group stated for 70, inferred for 4, not stated for 20.``"""
    people = data.participants
    if people.empty:
        return ""
    is_known = people[OF_PEOPLE[dimension]].notna()
    n_unknown = int((~is_known).sum())
    parts = {"known": int(is_known.sum())}
    if dimension == "group":  # only of stakeholder groups is it kept where they come from
        parts = {basis: int((is_known & (people["basis"] == basis)).sum()) for basis in ("stated", "inferred")}
    told = [f"{basis} for {amount(n)}" for basis, n in {**parts, "not stated": n_unknown}.items() if n]
    return f"Of {counted(len(people), 'person', 'people')} listed: {dimension} {listed(told)}."


def by_coder(coder: str) -> str:
    """Write who gave a code, within a sentence: ``by coder A``, ``adjudicated``."""
    label = coder_label(coder)
    return f"by {lower(label)}" if label.startswith("Coder ") else label.lower()


def agreement_of(dataset: Dataset, pillars: Sequence[str]) -> str:
    """Say how well independent coders agree on some pillars; empty where no two coders coded the same sessions."""
    return " ".join(_agreement(dataset, pillars))


def agreement_finding(dataset: Dataset) -> Finding:
    """Say how well independent coders agree on the pillars, as a headline with its figures."""
    told = _agreement(dataset, tuple(v.PILLARS))
    if not told:
        return Finding(
            "agreement",
            NOTHING,
            "Nobody can say yet how well coders agree.",
            "No two coders have coded enough of the same sessions.",
        )
    headline, figures = told
    _, n = label_alphas(dataset, "pillar")
    return Finding("agreement", COUNTING, headline, f"{figures} 1 is full agreement, 0 chance.", of=n)


def _agreement(dataset: Dataset, pillars: Sequence[str]) -> list[str]:
    """Say on which pillars coders agree, and in a second sentence the figures; nothing where it is not known."""
    alphas, n = label_alphas(dataset, "pillar")
    levels = _levels(alphas, pillars)
    if not levels:
        return []
    told = [f"{words} on {listed(v.PILLARS.label(key).lower() for key in some)}" for words, some in levels]
    figures = listed(f"{v.PILLARS.label(key).lower()} {alphas[key]:.2f}" for _, some in levels for key in some)
    return [f"Coders {listed(told)}.", f"Krippendorff's alpha, {counted(n, 'session')}: {figures}."]


def _levels(alphas: Mapping[str, float], pillars: Sequence[str]) -> list[tuple[str, list[str]]]:
    """How well coders agree in words, and on which pillars; the best first."""
    limits = (("agree well", RELIABLE, 2.0), ("mostly agree", TENTATIVE, RELIABLE), ("often disagree", -2.0, TENTATIVE))
    levels = [(words, [key for key in pillars if low <= alphas.get(key, -9.0) < high]) for words, low, high in limits]
    return [(words, some) for words, some in levels if some]


def citation(dataset: Dataset, selection: Selection, comparison: Comparison | None = None) -> str:
    """Write how to cite a number: product, data version and day, and the address within the dashboard."""
    meetings = selection.meetings
    if comparison is not None:
        meetings = tuple(dict.fromkeys([*meetings, *comparison.b.meetings])) if meetings and comparison.b.meetings else ()
    state = dataset.data_state(meetings).removesuffix(".")
    return f"“{PRODUCT}”. {state}. {address(selection, comparison)}"


def citation_of_data(dataset: Dataset) -> str:
    """Write how to cite the data as a whole: who made them, product, version and day, licence."""
    return f"{MAINTAINERS}. “{PRODUCT}”. {dataset.data_state()} {LICENCE}"


def address(selection: Selection, comparison: Comparison | None = None) -> str:
    """Write the address of a selection, and of what it is compared with, without the server: ``?meeting=igf2025&b-group=all``."""
    query = {**to_query(selection), **(comparison_to_query(comparison) if comparison is not None else {})}
    return f"?{urlencode(query, doseq=True)}"
