"""What a reader should know beside the numbers: agreement, what is least known, and how much of a programme is in the data."""

import pandas as pd

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.measures.agreement import ADJUDICATED, label_alphas
from igfdata.measures.programme_share import ProgrammeShare, accepted_sessions, meetings_of, programme_share
from igfdata.measures.stakeholders import Variable, group_mix, meetings_with_reference
from igfdata.memory import remembered
from igfdata.selection import Selection
from igfdata.wording import counted, listed, out_of

REASONS = {
    "not_child_related": "The filter keeps no child-related session that was held or is on the programme.",
    "coded": "Only child-related sessions are coded: with a filter on codes there is nothing to compare with.",
    "part": "The filter keeps a part of the meeting, but the official total is for all of it.",
    "child_sessions_only": "Only child-related sessions are in the data.",
    "no_total": "A part of the programme is in the data, and the official total is not known.",
    "mixed": "These meetings differ in coverage.",
    "more": "The data have more sessions than the official total.",
    "empty": "No session of the programme is in the data.",
}
"""Why there is no share of the programme, by the key of the measure."""


def agreement_text(dataset: Dataset) -> str:
    """Say on which pillar the coders agree best and least; empty where no pillar has a figure.

    Parameters
    ----------
    dataset
        Before a selection: the codes of all coders.
    """
    alphas, n = label_alphas(dataset, "pillar")
    pillars = sorted((pillar for pillar in v.PILLARS if pillar in alphas), key=lambda pillar: -round(alphas[pillar], 2))
    if not pillars:
        return ""
    told = [f"{v.PILLARS.label(pillar).lower()} {alphas[pillar]:.2f}" for pillar in pillars]
    return f"Agreement of independent coders (Krippendorff's alpha, {counted(n, 'session')}): {listed(told)}."


def coders_text(data: Dataset) -> str:
    """Say whose pillar codes count in a selection; empty where nobody coded it."""
    coders = set(data.session_pillars["coder"].astype(str))
    named = [ADJUDICATED] if ADJUDICATED in coders else []
    named += [f"coder {coder}" for coder in sorted(coders - {ADJUDICATED})]
    return f"Pillar codes: {listed(named)}." if named else ""


def least_known_type(data: Dataset) -> str:
    """Say in which session type the stakeholder groups are least known; empty where all types are known alike."""
    people: dict[str, int] = {}
    unknown: dict[str, int] = {}
    for row in group_mix(data, by="type").itertuples(index=False):
        people[row.key] = people.get(row.key, 0) + int(row.n)
        if row.category == v.UNKNOWN:
            unknown[row.key] = int(row.n)
    shares = {kind: 1 - unknown[kind] / n for kind, n in people.items() if n >= v.SMALL_N}
    if not shares or min(shares.values()) == max(shares.values()):
        return ""
    least = min(shares, key=lambda kind: shares[kind])
    known = people[least] - unknown[least]
    return (
        f"Groups are least known in sessions of the type {v.SESSION_TYPES.label(least)}: {out_of(known, people[least])} people."
    )


def reference_text(dataset: Dataset, variable: Variable) -> str:
    """Say for which meetings the groups of speakers can be compared with something."""
    official, others = (
        listed(map(dataset.meeting_label, keys)) for keys in meetings_with_reference(dataset, variable=variable)
    )
    return (
        f"There is no such reference for this selection. Official shares: {official or 'no meeting'}. "
        f"Sessions not about children: {others or 'no meeting'}."
    )


def percent_text(share: ProgrammeShare) -> str:
    """Write a share in whole percents, as a count below five sessions."""
    return f"{100 * share.share:.0f}%" if share.of >= v.SMALL_N else f"{share.n} of {share.of}"


def programme_text(share: ProgrammeShare) -> str:
    """Write a share with its denominator; empty where there is none.

    >>> programme_text(ProgrammeShare("at_least", 21, 262))
    'at least 21 of 262 (8%) in the official programme'
    >>> programme_text(ProgrammeShare("share", 19, 117))
    '19 of 117 (16%) in the programme'
    """
    if share.kind == "none":
        return ""
    counts = f"{share.n:,} of {share.of:,}" + (f" ({percent_text(share)})" if share.of >= v.SMALL_N else "")
    if share.kind == "at_least":
        return f"at least {counts} in the official programme"
    return f"{counts} in the programme" + (", as far as the filter keeps it" if share.is_filtered else "")


@remembered
def coverage_text(dataset: Dataset, meeting_id: str) -> str:
    """Say how much of the programme of a meeting is in the data: sessions held or on the programme, without proposals."""
    meeting = meetings_of(dataset, Selection(meetings=(meeting_id,)))
    n, total = int(accepted_sessions(dataset, meeting).iloc[0]), meeting["sessions_total"].iloc[0]
    coverage = str(meeting["programme_coverage"].iloc[0])
    if coverage == "complete":
        return f"the complete programme, {counted(n, 'session')}"
    if coverage == "child_sessions_only":
        return f"{counted(n, 'session')}, child-related ones only"
    if pd.isna(total):
        return f"{counted(n, 'session')}, a part of the programme"
    return f"{n:,} of {total:,} sessions in the official programme"


def programme_notes(dataset: Dataset, selection: Selection) -> list[str]:
    """Say of each meeting of a selection, in a sentence, which share is child-related and how much is in the data."""
    notes = _notes(dataset)
    return [notes[key] for key in meetings_of(dataset, selection)["meeting_id"]]


@remembered
def _notes(dataset: Dataset) -> dict[str, str]:
    """Write the note of every meeting: together they are one result to remember."""
    notes = {}
    for key in dataset.meetings["meeting_id"]:
        share = programme_text(programme_share(dataset, Selection(meetings=(key,))))
        told = (
            f"{share} {'is' if share.startswith('1 of') else 'are'} child-related; in the data: " if share else "in the data: "
        )
        notes[key] = f"{dataset.meeting_label(key)}: {told}{coverage_text(dataset, key)}."
    return notes
