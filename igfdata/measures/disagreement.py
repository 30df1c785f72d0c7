"""Where do independent coders differ, and how much does it matter to the charts that are shown?

The effect of a difference is how far coverage, with full counting, would move in all if the codes
of the one coder counted for this session instead of those of the other: the sum over labels of the
change of share. A session is one of N, so this is (labels that only one of them gave) / N, with N
the coded sessions of the view. Order of weight alone moves no coverage: effect 0.
"""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from igfdata.dataset import Dataset
from igfdata.measures.agreement import ADJUDICATED, DIMENSIONS
from igfdata.selection import Selection, select

COLUMNS = [
    "session_id", "title", "dimension", "coder_x", "codes_x", "evidence_x", "answers_x", "coder_y", "codes_y", "evidence_y", "answers_y",
    "n_labels", "effect", "is_settled", "decision", "reason",
]  # fmt: skip


def disagreements(data: Dataset, selection: Selection | None = None) -> pd.DataFrame:
    """Which sessions did two independent coders code differently? What moves the charts most comes first.

    Parameters
    ----------
    data
        Before the selection: the codes of all coders.
    selection
        The view whose charts count; sessions outside it are left out. Everything by default.

    Returns
    -------
    DataFrame
        One row a session, dimension (``pillar``, ``topic``) and pair of coders: ``session_id, title,
        dimension``; for each side ``coder_x, codes_x`` (tuple; pillars by weight, topics in the order
        of the codebook), ``evidence_x`` (tuple: what was read), ``answers_x`` (cell: tests
        of its pillars), and the same of ``y``; ``n_labels``
        (labels that only one of them gave; 0 where the order alone differs); ``effect`` (0 to the number
        of labels, in shares: see the module); ``is_settled``, ``decision`` (tuple) and its ``reason``.

        In order of the effect on pillar coverage, then of that on topic coverage, which moves no
        pillar; then by session.
    """
    view = select(data, Selection(status=(), relevance=()) if selection is None else selection)
    titles = dict(zip(view.sessions["session_id"], view.sessions["title"], strict=True))
    decided = {(row["session_id"], str(row["dimension"])): row for row in data.decisions.to_dict("records")}
    records = []
    for dimension, name in DIMENSIONS.items():
        coded = set(getattr(view, name)["session_id"])
        sides = _sides(getattr(data, name), dimension)
        for session_id, of_session in sides[sides["session_id"].isin(titles)].groupby("session_id"):
            made = decided.get((str(session_id), dimension))
            decision = (True, tuple(made["decision"].split(";")), made["reason"]) if made else (False, (), "")
            for x, y in combinations(of_session.itertuples(index=False), 2):
                if x.codes == y.codes:
                    continue
                n_labels = len(set(x.codes) ^ set(y.codes))
                effect = n_labels / len(coded) if session_id in coded else 0.0
                records.append((session_id, titles[session_id], dimension, *x[1:], *y[1:], n_labels, effect, *decision))
    frame = pd.DataFrame(records, columns=COLUMNS)
    is_pillar = frame["dimension"] == "pillar"
    order = np.lexsort([frame["session_id"], -frame["effect"], -frame["effect"].where(is_pillar, 0.0)])
    return frame.iloc[order].reset_index(drop=True)


class Differs(NamedTuple):
    """What two sides have in common and what only one of them gave, each in its order of weight."""

    both: tuple[str, ...]
    only_x: tuple[str, ...]
    only_y: tuple[str, ...]

    @property
    def is_order_alone(self) -> bool:
        """Whether the sides gave the same codes in another order."""
        return not (self.only_x or self.only_y)


def what_differs(codes_x: Sequence[str], codes_y: Sequence[str]) -> Differs:
    """Compare the codes of two sides.

    >>> what_differs(("protection", "provision"), ("provision", "participation"))
    Differs(both=('provision',), only_x=('protection',), only_y=('participation',))
    """
    both = tuple(code for code in codes_x if code in codes_y)
    return Differs(both, *(tuple(code for code in codes if code not in both) for codes in (codes_x, codes_y)))


def _sides(codes: pd.DataFrame, dimension: str) -> pd.DataFrame:
    """One row a session and independent coder: ``session_id, coder, codes, evidence`` (two tuples), ``answers`` (a cell)."""
    rows = codes[codes["coder"] != ADJUDICATED]
    if "rank" in rows:
        rows = rows.sort_values("rank", kind="stable")
    rows = rows.astype({dimension: str, "evidence": str}).assign(answers=rows.get("answers", ""))
    return (
        rows.groupby(["session_id", "coder"])
        .agg(
            codes=(dimension, tuple),
            evidence=("evidence", lambda values: tuple(dict.fromkeys(values))),
            answers=("answers", lambda cells: ";".join(filter(None, cells))),
        )
        .reset_index()
    )
