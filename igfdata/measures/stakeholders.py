"""Who speaks, and who is missing? People and sessions by stakeholder and regional group."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from igfdata import vocabulary as v
from igfdata.counting import cells, count, is_one_of, shares_table, total
from igfdata.dataset import Dataset
from igfdata.measures.breakdown import people_by, rows_by, sessions_by
from igfdata.memory import remembered

Variable = Literal["stakeholder_group", "regional_group"]

SHARED: dict[str, list[str]] = {"stakeholder_group": v.SECTORS, "regional_group": v.REGIONS}
"""The groups that shares are computed over; youth (an age) and intergovernmental (no region) stand outside."""

BREAKDOWN_OF = {"stakeholder_group": "group", "regional_group": "region"}
BENCHMARKS = {"stakeholder_group": "stakeholder_group_share", "regional_group": "regional_group_share"}


@remembered
def group_mix(data: Dataset, *, variable: Variable = "stakeholder_group", by: str | None = None) -> pd.DataFrame:
    """Which groups do the people listed belong to?

    Returns
    -------
    DataFrame
        ``key, category, n, of, share, low, high`` and ``share_min, share_max``. For groups in
        :data:`SHARED`, ``of`` is the number of persons whose group is known and the bounds say what
        the share would be among all persons if none, or all, of the others belonged to the group.
        For the others (youth; intergovernmental as a region; ``not stated``) ``of`` is all persons.
    """
    names, people, key = people_by(data, by)
    groups = rows_by(data, BREAKDOWN_OF[variable])
    categories = [*groups.names, v.UNKNOWN]
    n = cells(key, groups.value[people], (len(names), len(categories)))
    in_shares = np.isin(categories, SHARED[variable])
    everyone, known = n.sum(axis=1, keepdims=True), n[:, in_shares].sum(axis=1, keepdims=True)
    of = np.where(in_shares, known, everyone)
    base = np.where(in_shares & (everyone > 0), everyone, np.nan)
    return shares_table(names, categories, n, of, share_min=n / base, share_max=(n + everyone - known) / base)


def known_people(data: Dataset, variable: Variable) -> tuple[int, int]:
    """Count the people whose group is known, and all people listed."""
    mix = group_mix(data, variable=variable)
    total = int(mix["n"].sum())
    return total - int(mix.loc[mix["category"] == v.UNKNOWN, "n"].sum()), total


@remembered
def group_presence(data: Dataset, *, variable: Variable = "stakeholder_group", by: str | None = None) -> pd.DataFrame:
    """In how many sessions does each group have a part?

    Returns
    -------
    DataFrame
        ``key, category, n, of, share, low, high``; ``of`` is the number of sessions of which at least
        one person's group is known; sessions without one are unknown, not empty.
    """
    keys, groups = sessions_by(data, by), rows_by(data, BREAKDOWN_OF[variable]).each_once()
    return shares_table(keys.names, groups.names, count(keys, groups), total(keys, groups.present)[:, None])


def blau(counts: ArrayLike) -> float:
    """Blau (Gini-Simpson) index, 1 - Σ p²: the chance that two random persons differ in group."""
    n = np.asarray(counts, dtype=float)
    return float(1 - ((n / n.sum()) ** 2).sum()) if n.sum() else float("nan")


def effective_number(counts: ArrayLike) -> float:
    """Number of equally large groups that would be as diverse: e^H (Hill number of order 1)."""
    n = np.asarray(counts, dtype=float)
    p = n[n > 0] / n.sum()
    return float(np.exp(-(p * np.log(p)).sum())) if len(p) else float("nan")


@dataclass(frozen=True)
class Diversity:
    """How diverse are the people of known group?

    Parameters
    ----------
    n, n_groups
        People of known group, and groups that there are.
    effective, blau
        See :func:`effective_number` and :func:`blau`.
    bounds
        Of both measures the least and the most, whatever groups those without a stated one have.
    """

    n: int
    n_groups: int
    effective: float
    blau: float
    bounds: dict[str, tuple[float, float]]


@remembered
def diversity(data: Dataset, *, variable: Variable = "stakeholder_group") -> Diversity:
    """As diverse as how many equal groups? Pooled over all people whose group is known.

    The least diverse are they if all without a stated group belong to the largest one, the most if they spread over the smallest.
    """
    n = group_mix(data, variable=variable).set_index("category")["n"]
    known, unknown = n.reindex(SHARED[variable], fill_value=0).to_numpy(dtype=int), int(n.get(v.UNKNOWN, 0))
    least = known + unknown * (np.arange(len(known)) == known.argmax())
    most = np.sort(known)
    raised = next(
        k for k in range(len(most), 0, -1) if most[:k].sum() + unknown >= k * most[k - 1]
    )  # the smallest become equal
    whole, rest = divmod(int(most[:raised].sum()) + unknown, raised)
    most[:raised] = whole + (np.arange(raised) < rest)
    bounds = {name: (of(least), of(most)) for name, of in (("effective", effective_number), ("blau", blau))}
    return Diversity(int(known.sum()), len(known), effective_number(known), blau(known), bounds)


@remembered
def official_shares(data: Dataset, meeting_id: str, variable: Variable = "stakeholder_group") -> pd.DataFrame:
    """Official participation of a meeting: ``category, share`` (0 to 1), ``source_url``; empty where none was published."""
    year = data.meetings.set_index("meeting_id")["year"].get(meeting_id)
    rows = data.benchmarks[(data.benchmarks["year"] == year) & (data.benchmarks["measure"] == BENCHMARKS[variable])]
    return pd.DataFrame(
        {"category": rows["category"], "share": rows["value"] / 100, "source_url": rows["source_url"]}
    ).reset_index(drop=True)


@remembered
def meetings_with_reference(data: Dataset, *, variable: Variable = "stakeholder_group") -> tuple[list[str], list[str]]:
    """List the meetings with official shares, and those with people of known group in sessions not about children."""
    keys = data.meetings["meeting_id"].tolist()
    official = [key for key in keys if len(official_shares(data, key, variable))]
    sessions = data.sessions.loc[data.sessions["child_rights"] == "no"]
    known = data.participants.loc[data.participants[variable].notna(), "session_id"]
    others = set(sessions.loc[sessions["session_id"].isin(known), "meeting_id"])
    return official, [key for key in keys if key in others]


@remembered
def gap_cells(data: Dataset, *, by: str | None = "pillar", variable: Variable = "stakeholder_group") -> pd.DataFrame:
    """Which groups have no part in the sessions of a pillar, or is it only not stated?

    Returns
    -------
    DataFrame
        ``key, category, n`` (sessions with the group), ``of`` (sessions of the key), ``share, low, high``, ``n_unknown``
        (sessions without the group in which some person's group is not stated, or nobody is listed),
        ``state``: ``present``; ``none`` (no session, all groups known); ``not stated`` (no session,
        but some are unknown).
    """
    keys, people = sessions_by(data, by), rows_by(data, BREAKDOWN_OF[variable])
    is_open = ~people.present | people.having(None)
    groups = people.each_once()
    places = [groups.names.index(group) for group in SHARED[variable]]
    n = count(keys, groups)[:, places].T
    n_unknown = total(keys, is_open) - count(keys, groups, is_open[groups.session].astype(int))[:, places].T.astype(int)
    state = np.where(n > 0, "present", np.where(n_unknown > 0, v.UNKNOWN, "none")).astype(object)
    # one row a group and key, group by group
    table = shares_table(SHARED[variable], keys.names, n, total(keys), n_unknown=n_unknown, state=state)
    table.columns = ["category", "key", *table.columns[2:]]
    table.insert(0, "key", table.pop("key"))
    return table


SPEAKER = "speaker"
PRESS = "Press/Media"
"""Is in the hall to report: its silence is no gap."""


@dataclass(frozen=True)
class KnownSpeakers:
    """What is certain about the speakers of some sessions.

    Parameters
    ----------
    session_ids
        Sessions with a listed speaker in which every speaker's group is known, in the order of the data.
    counts
        Group → speakers in each of these sessions; all of :data:`igfdata.vocabulary.SECTORS`, and Youth where there is one.
    missing
        Groups without a speaker in them, and without anybody else listed there; the press is never one.
    n_inferred
        Speakers of these sessions whose group was inferred, not stated.
    others, others_unknown, others_of
        Sessions where it is not certain, and there: speakers without a known group, of how many.
    """

    session_ids: tuple[str, ...]
    counts: dict[str, tuple[int, ...]]
    missing: tuple[str, ...]
    n_inferred: int
    others: int
    others_unknown: int
    others_of: int

    @property
    def total(self) -> int:
        """Speakers of the sessions."""
        return sum(map(sum, self.counts.values()))


@remembered
def known_speakers(data: Dataset) -> KnownSpeakers:
    """Tell which groups certainly had no speaker in the sessions whose speakers' groups are all known."""
    people = rows_by(data, "group")
    speaks = is_one_of(data.column("participants", "role"), [SPEAKER])
    is_known = people.value >= 0
    listed, incomplete = (
        np.bincount(people.session[rows], minlength=data.n_sessions) > 0 for rows in (speaks, speaks & ~is_known)
    )
    certain = listed & ~incomplete
    here = speaks & certain[people.session]
    n = cells(people.session[here], people.value[here], (data.n_sessions, len(people.names)))[certain]
    groups = [*v.SECTORS, *(name for name, of in zip(people.names, n.sum(axis=0), strict=True) if of and name not in v.SECTORS)]
    anybody = people.matrix[certain].sum(axis=0)
    inferred = is_one_of(data.column("participants", "basis"), ["inferred"])
    return KnownSpeakers(
        session_ids=tuple(data.session_ids[certain]),
        counts={group: tuple(n[:, people.names.index(group)].tolist()) for group in groups},
        missing=tuple(g for g in v.SECTORS if certain.any() and not anybody[people.names.index(g)] and g != PRESS),
        n_inferred=int((here & inferred).sum()),
        others=int((~certain).sum()),
        others_unknown=int((speaks & ~here & ~is_known).sum()),
        others_of=int((speaks & ~here).sum()),
    )
