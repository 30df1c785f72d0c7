"""Who certainly did not speak? Only sessions in which the group of every listed speaker is known can say it."""

from dataclasses import dataclass

import pandas as pd

from igfdata import vocabulary as v
from igfdata.dataset import Dataset
from igfdata.memory import remembered

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
    people = data.participants
    speakers = people[people["role"] == SPEAKER]
    is_known = speakers["stakeholder_group"].notna()
    incomplete = set(speakers.loc[~is_known, "session_id"])
    listed = set(speakers["session_id"])
    ids = tuple(i for i in data.sessions["session_id"] if i in listed and i not in incomplete)
    here = speakers[speakers["session_id"].isin(ids)]
    table = pd.crosstab(here["stakeholder_group"].astype(str), here["session_id"])
    groups = [*v.SECTORS, *(group for group in table.index if group not in v.SECTORS)]
    counts = {
        group: tuple(int(table.at[group, i]) if group in table.index and i in table.columns else 0 for i in ids)
        for group in groups
    }
    anybody = set(people.loc[people["session_id"].isin(ids), "stakeholder_group"].dropna().astype(str))
    missing = tuple(group for group in v.SECTORS if ids and group not in anybody and group != PRESS)
    rest = speakers[~speakers["session_id"].isin(ids)]
    return KnownSpeakers(
        ids, counts, missing, int((here["basis"] == "inferred").sum()), data.n_sessions - len(ids),
        int(rest["stakeholder_group"].isna().sum()), len(rest),
    )  # fmt: skip
