"""What a reader should know beside the numbers: computed from the data, empty where the data give no reason."""

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.measures.agreement import label_alphas
from igfdata.measures.stakeholders import Variable, group_mix, meetings_with_reference
from igfdata.wording import counted, listed, out_of


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
    coders = sorted(set(data.session_pillars["coder"].astype(str)))
    return f"Pillars coded by {listed(coders)}." if coders else ""


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
