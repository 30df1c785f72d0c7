"""Cut a dataset: the sessions that a filter keeps, with their rows of other tables, each cut when it is first asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import pandas as pd

from igfdata.counting import Mask, Numbers, ranges
from igfdata.dataset import Dataset
from igfdata.memory import remembered


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
    def of(cls, whole: Dataset, keep: Mask, tables: Mapping[str, Owned] | None = None) -> "Part":
        """Keep the sessions where ``keep`` is true, and their rows of the given tables; by default of the tables as they are."""
        part = object.__new__(cls)
        tables = tables or {
            table: Owned(getattr(whole, table)) for table in ("participants", "session_pillars", "session_topics")
        }
        cut = {"sessions": Owned(whole.sessions), **tables}
        shared = {field.name: getattr(whole, field.name) for field in fields(whole) if field.name not in cut}
        vars(part).update(shared, _cut=cut, _sessions=np.flatnonzero(keep))
        return part

    @property
    def n_sessions(self) -> int:
        """Number of sessions, without cutting them."""
        return len(vars(self)["_sessions"]) if "_cut" in vars(self) else len(self.sessions)

    def column(self, table: str, name: str) -> pd.Series:
        """One column of a table, without cutting the others."""
        if table in vars(self):
            return getattr(self, table)[name]
        session, rows = _kept(self, table)
        if name == "session_row":
            return pd.Series(session)
        return vars(self)["_cut"][table].frame[name].take(rows).reset_index(drop=True)

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
