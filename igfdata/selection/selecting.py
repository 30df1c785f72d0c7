"""Select the part of a dataset that a filter keeps, with the codes in effect; each table is cut when it is first asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import pandas as pd

from igfdata.counting import Mask, Numbers, is_one_of, ranges
from igfdata.dataset import Dataset
from igfdata.memory import read_only, remembered
from igfdata.selection.value import Selection, describe


@dataclass(frozen=True, eq=False)
class Owned:
    """A table in the order of its sessions (``session_row``)."""

    frame: pd.DataFrame

    @cached_property
    def first(self) -> Numbers:
        """Where the rows of each session begin; one more at the end, as long as there are rows."""
        owner = self.frame["session_row"].to_numpy()
        return np.searchsorted(owner, np.arange((owner[-1] if len(owner) else -1) + 2))


class Part(Dataset):
    """Some sessions of a dataset. Looks like a dataset; a page that asks for few columns cuts only these."""

    @classmethod
    def of(
        cls, whole: Dataset, keep: Mask, tables: Mapping[str, Owned] | None = None, *, days: tuple[str, ...] = ()
    ) -> "Part":  # fmt: skip
        """Keep the sessions where ``keep`` is true, and their rows of the given tables; by default of the tables as they are.

        ``days`` are those to which the part is limited, by default those of the whole.
        """
        part = object.__new__(cls)
        tables = tables or {
            table: Owned(getattr(whole, table)) for table in ("participants", "session_pillars", "session_topics")
        }
        cut = {"sessions": Owned(whole.sessions), **tables}
        shared = {field.name: getattr(whole, field.name) for field in fields(whole) if field.name not in cut}
        vars(part).update(shared, _cut=cut, _columns={}, _sessions=np.flatnonzero(keep), chosen_days=days or whole.chosen_days)
        vars(part).update({name: read_only(getattr(whole, name)[keep]) for name in ("session_ids", "time_order")})
        return part

    def recoded(self, codes: Owned) -> "Part":
        """Give the same sessions with other pillar codes of the dataset that this is a part of."""
        part = object.__new__(Part)
        known = {name: value for name, value in vars(self).items() if name not in ("session_pillars", "_memory")}
        vars(part).update(known, _cut={**known["_cut"], "session_pillars": codes}, _columns={})
        return part

    @property
    def n_sessions(self) -> int:
        """Number of sessions, without cutting them."""
        return len(vars(self)["_sessions"]) if "_cut" in vars(self) else len(self.sessions)

    def column(self, table: str, name: str) -> pd.Series:
        """One column of a table, without cutting the others."""
        if table in vars(self):
            return getattr(self, table)[name]
        known = vars(self)["_columns"]
        if (table, name) not in known:
            session, rows = _kept(self, table)
            array = session if name == "session_row" else vars(self)["_cut"][table].frame[name].array.take(rows)
            known[table, name] = pd.Series(array, name=name)
        return known[table, name].copy(deep=False)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in vars(self).get("_cut", ()):
            raise AttributeError(f"a dataset has no {name!r}")
        session, rows = _kept(self, name)
        frame = vars(self)["_cut"][name].frame.take(rows).reset_index(drop=True)
        if name != "sessions":
            frame["session_row"] = session
        vars(self)[name] = frame
        return frame


@remembered
def _kept(part: Part, table: str) -> tuple[Numbers, Numbers]:
    """Rows of a table that are kept: the new number of the session of each, and the row."""
    sessions = vars(part)["_sessions"]
    if table == "sessions":
        return np.arange(len(sessions)), sessions
    first = vars(part)["_cut"][table].first
    owners = sessions[sessions < len(first) - 1]
    n = first[owners + 1] - first[owners]
    return np.repeat(np.arange(len(owners)), n), ranges(first[owners], n)


@remembered
def select(dataset: Dataset, selection: Selection) -> Part:
    """Select the sessions that a filter keeps; ``session_pillars`` and ``session_topics`` hold the codes in effect."""
    sessions = dataset.sessions
    keep = np.ones(len(sessions), dtype=bool)
    if selection.meetings:
        is_chosen = np.array([key in selection.meetings for key in dataset.meetings["meeting_id"]], dtype=bool)
        keep &= is_chosen[sessions["meeting_row"]]
    for column, wanted in (
        ("day", selection.days),
        ("type", selection.types),
        ("status", selection.status),
        ("child_rights", selection.relevance),
    ):
        if wanted:
            keep &= is_one_of(sessions[column], wanted)
    people, coder = (selection.roles, selection.basis), (selection.coder,)
    for table, limits, column, wanted, match in (
        ("participants", people, "stakeholder_group", selection.groups, selection.group_match),
        ("participants", people, "regional_group", selection.regions, "any"),
        ("session_pillars", coder, "pillar", selection.pillars, "any"),
        ("session_topics", coder, "topic", selection.topics, selection.topic_match),
    ):
        if wanted:
            having = [_sessions_having(dataset, table, limits, column, value) for value in wanted]
            found = (np.logical_and if match == "all" else np.logical_or).reduce(having)
            keep &= ~found if match == "none" else found
    people_shown = _in_effect(dataset, "participants", people)
    if selection.persons == "group":
        for column, wanted in (("stakeholder_group", selection.groups), ("regional_group", selection.regions)):
            is_without = column == "stakeholder_group" and selection.group_match == "none"
            if wanted and not is_without:
                people_shown = Owned(people_shown.frame[is_one_of(people_shown.frame[column], wanted)])
    codes = {table: _in_effect(dataset, table, coder) for table in ("session_pillars", "session_topics")}
    return Part.of(dataset, keep, {"participants": people_shown, **codes}, days=selection.days)


def codes_of(dataset: Dataset, coder: str) -> Owned:
    """Give the pillar codes of one coder, by default those in effect."""
    return _in_effect(dataset, "session_pillars", (coder,))


@remembered
def _in_effect(dataset: Dataset, table: str, limits: tuple) -> Owned:
    """Rows of a table that are in effect under (roles, basis) or (coder,)."""
    frame = getattr(dataset, table)
    if table != "participants":
        return Owned(codes_in_effect(frame, *limits))
    roles, basis = limits
    return Owned(people_in_roles(frame, Selection(roles=roles, basis=basis)))


@remembered
def _sessions_having(dataset: Dataset, table: str, limits: tuple, column: str, value: str) -> Mask:
    """Which sessions have a row in effect with a value?"""
    rows = _in_effect(dataset, table, limits).frame
    has = np.zeros(len(dataset.sessions), dtype=bool)
    has[rows["session_row"].to_numpy()[is_one_of(rows[column], [value])]] = True
    return has


def people_in_roles(participants: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """Select the people in the chosen roles; under ``stated`` an inferred group becomes not stated (nobody is dropped)."""
    people = participants[participants["role"].isin(selection.roles)] if selection.roles else participants
    if selection.basis != "stated":
        return people
    stated = people["basis"] == "stated"
    return people.assign(**{column: people[column].where(stated) for column in ("stakeholder_group", "regional_group")})


def codes_in_effect(codes: pd.DataFrame, coder: str) -> pd.DataFrame:
    """Select the codes of one coder, or by default of each session those adjudicated, else of coder A, else of the first other."""
    if coder != "default":
        return codes[codes["coder"] == coder]
    session, names = codes["session_row"].to_numpy(), codes["coder"]
    adjudicated, by_a = (names == "adjudicated").to_numpy(), (names == "A").to_numpy()
    has_adjudicated, has_a = (np.isin(session, session[rows]) for rows in (adjudicated, by_a))
    others = ~has_adjudicated & ~has_a
    first = names[others].groupby(session[others]).transform("min")
    in_effect = adjudicated | (~has_adjudicated & by_a)
    in_effect[others] = (names[others] == first).to_numpy()
    return codes[in_effect]


SEARCHED = ("code", "title", "type", "room", "subtheme", "note")


@dataclass(frozen=True)
class Only:
    """Which of the selected sessions, and what they are called: ``found by “age”``, ``for Delegate 2``."""

    session_ids: frozenset[str]
    name: str


def search(rows: pd.DataFrame, words: str, columns: Iterable[str] = SEARCHED) -> pd.DataFrame:
    """Rows in whose columns every word occurs, whatever its case; by default sessions by their facts."""
    text = rows[list(columns)].astype(str).agg(" ".join, axis=1).str.casefold()
    keep = pd.Series(True, index=rows.index)
    for word in words.casefold().split():
        keep &= text.str.contains(word, regex=False)
    return rows[keep]


def selected(dataset: Dataset, selection: Selection, only: Only | None) -> Dataset:
    """The part of a dataset that a selection keeps, and of that only some sessions."""
    data = select(dataset, selection)
    if only is None:
        return data
    return Part.of(data, data.sessions["session_id"].isin(only.session_ids).to_numpy())


def said(dataset: Dataset, selection: Selection, only: Only | None) -> str:
    """The selection as a sentence, and which sessions of it."""
    sentence = describe(selection, dataset)
    return f"{sentence} Only those {only.name}." if only else sentence
