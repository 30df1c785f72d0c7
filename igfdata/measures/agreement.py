"""Would another coder have given the same codes? Agreement of independent coders, before any decision.

Krippendorff's alpha = 1 - D_o / D_e: 1 perfect, 0 no better than chance; any number of coders, codes
may be missing (Krippendorff 2004; Hayes & Krippendorff 2007,
https://studylib.net/doc/5901100/submitted-to-communication-methods-and-measures).

A unit is a session. A coder took part in a unit, in a dimension, by giving it any code there; then
every label not given is a "no". ``unclear`` is a label like the others. Units with one coder say
nothing about agreement and stay out of every figure.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from igfdata import vocabulary as v
from igfdata.code_rules import split_answers
from igfdata.dataset import Dataset
from igfdata.intervals import bootstrap_interval
from igfdata.memory import remembered

ADJUDICATED = "adjudicated"
"""Coder of settled codes: made from the others' codes, so never independent of them."""

MIN_POSITIVES = 5
"""Below this number of sessions with a label, alpha is not shown: it falls even when coders nearly always agree."""

TOO_FEW = f"fewer than {MIN_POSITIVES} sessions have it"
NO_UNITS = "no session was coded by two coders"
NO_VARIATION = "no variation: all codes are the same"

RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff's customary limits of alpha: from .8 on conclusions may rest on a label, from .667 on tentative ones."""

DIMENSIONS = {"pillar": "session_pillars", "topic": "session_topics"}
COLUMNS = ["dimension", "label", "alpha", "low", "high", "percent", "positive", "prevalence", "n", "n_positive", "reason"]


@dataclass(frozen=True)
class Ratings:
    """Who gave which label to which unit, in one dimension.

    Parameters
    ----------
    units, labels
        Sessions that two coders or more took part in; all labels of the dimension.
    given
        Shape (units, coders, labels): whether the coder gave the label.
    present
        Shape (units, coders): whether the coder took part.
    """

    units: tuple[str, ...]
    labels: tuple[str, ...]
    given: NDArray[np.bool_]
    present: NDArray[np.bool_]


def agreement(data: Dataset, *, sessions: Collection[str] | None = None, coders: Sequence[str] | None = None) -> pd.DataFrame:
    """How far do independent coders agree, on each label and on the whole label set of a session?

    Parameters
    ----------
    data
        Before a selection, which would leave one coder's codes alone.
    sessions
        Session ids to look at; all by default.
    coders
        Whose codes; by default all but the adjudicated.

    Returns
    -------
    DataFrame
        One row a label and, with ``label`` None, one row a dimension for the label sets; sets first.

        ``alpha``; ``low, high`` (95%, bootstrap of sessions, see
        :func:`igfdata.intervals.bootstrap_interval`; where coders never differ it is 1 to 1, which
        says no more than that); ``percent`` (0 to 1; pairs of codes that
        are equal, of all pairs of two coders on a session; for sets: equal sets); ``positive``
        (2a / (2a + b + c): of the labels given, how many were given by the other coder too);
        ``prevalence`` (0 to 1; of all codings, those with the label; missing for sets); ``n`` (sessions
        coded by two or more); ``n_positive`` (sessions to which at least one gave the label; for sets
        the sum over labels); ``reason`` (why alpha is missing, else empty).
    """
    records = []
    for dimension in DIMENSIONS:
        ratings = ratings_of(data, dimension, sessions=sessions, coders=coders)
        records.append((dimension, None, *_of_sets(ratings)))
        records += [(dimension, label, *_of_label(ratings, i)) for i, label in enumerate(ratings.labels)]
    frame = pd.DataFrame(records, columns=COLUMNS)
    return frame.assign(label=pd.Series([record[1] for record in records], dtype=object))


def agreement_of_tests(data: Dataset) -> pd.DataFrame:
    """How far do independent coders agree on each test of a pillar that both gave: answered yes, or not?

    Returns
    -------
    DataFrame
        Columns of :func:`agreement`, one row a test, with ``dimension`` “test”. A unit is a session in which two coders or
        more answered the test; “no” and “cannot tell” are one answer, for a test is passed by a yes alone.
    """
    rows = data.session_pillars[data.session_pillars["coder"] != ADJUDICATED]
    given = rows.assign(answers=[split_answers(cell) for cell in rows["answers"]])
    records = []
    for test in v.TESTS:
        answered = given[[test in answers for answers in given["answers"]]]
        unit, units = pd.factorize(answered["session_id"], sort=True)
        coder, names = pd.factorize(answered["coder"], sort=True)
        present = np.zeros((len(units), len(names)), dtype=bool)
        present[unit, coder] = True
        is_yes = np.zeros((len(units), len(names), 1), dtype=bool)
        is_yes[unit, coder, 0] = [answers[test] == "yes" for answers in answered["answers"]]
        several = np.flatnonzero(present.sum(axis=1) > 1)
        ratings = Ratings(tuple(units[several]), (test,), is_yes[several], present[several])
        records.append(("test", test, *_of_label(ratings, 0)))
    return pd.DataFrame(records, columns=COLUMNS)


@remembered
def label_alphas(data: Dataset, dimension: str) -> tuple[dict[str, float], int]:
    """Compute the alpha of each label that has one, without intervals, and the number of sessions coded by two or more."""
    ratings = ratings_of(data, dimension)
    alphas = {}
    for index, label in enumerate(ratings.labels):
        counts, reason = _counts_of(ratings, index)
        if not reason:
            patterns, times = np.unique(counts, axis=0, return_counts=True)
            alphas[label] = float(_alpha(times, patterns))
    return alphas, len(ratings.units)


def ratings_of(
    data: Dataset, dimension: str, *, sessions: Collection[str] | None = None, coders: Sequence[str] | None = None
) -> Ratings:
    """The independent codes of a dimension, ``pillar`` or ``topic``; other parameters as in :func:`agreement`."""
    codes = getattr(data, DIMENSIONS[dimension])
    labels = tuple(map(str, codes[dimension].cat.categories))
    keep = codes["coder"].isin(coders) if coders is not None else codes["coder"] != ADJUDICATED
    if sessions is not None:
        keep &= codes["session_id"].isin(sessions)
    rows = codes[keep]
    unit, units = pd.factorize(rows["session_id"], sort=True)
    coder, names = pd.factorize(rows["coder"], sort=True)
    given = np.zeros((len(units), len(names), len(labels)), dtype=bool)
    given[unit, coder, rows[dimension].cat.codes.to_numpy()] = True
    present: NDArray[np.bool_] = np.any(given, axis=2)
    several = np.flatnonzero(present.sum(axis=1) > 1)
    return Ratings(tuple(units[several]), labels, given[several], present[several])


def _alpha(weights: NDArray, counts: NDArray) -> NDArray[np.float64]:
    """Alpha of yes-or-no codes: 1 - (n - 1) Σ no · yes / (m - 1) / (no · yes of the whole).

    Parameters
    ----------
    weights
        Shape (…, patterns): number of units with each pattern, for many samples at once.
    counts
        Shape (patterns, 2): how many coders of such a unit, of m ≥ 2, said no and yes.
    """
    no, yes = counts[:, 0].astype(float), counts[:, 1].astype(float)
    all_no, all_yes = weights @ no, weights @ yes
    with np.errstate(divide="ignore", invalid="ignore"):
        return 1 - (all_no + all_yes - 1) * (weights @ (no * yes / (no + yes - 1))) / (all_no * all_yes)


def masi_distance(x: NDArray[np.bool_], y: NDArray[np.bool_]) -> NDArray[np.float64]:
    """How far are two label sets apart? 0 equal, 1 without a common label.

    MASI: 1 - J · M, with J the Jaccard index and M = 1 for equal sets, 2/3 where one holds the other,
    1/3 where they overlap, 0 where they do not (Passonneau 2006,
    https://www.researchgate.net/publication/228528415). Two empty sets are equal.

    Parameters
    ----------
    x, y
        Membership, labels on the last axis; other axes are broadcast.

    >>> float(masi_distance(np.array([1, 1, 0, 0], bool), np.array([1, 1, 1, 1], bool)).round(3))
    0.667
    """
    both = (x & y).sum(axis=-1)
    only_x, only_y = (x & ~y).sum(axis=-1), (~x & y).sum(axis=-1)
    equal = (only_x + only_y) == 0
    monotonicity = np.where(equal, 1.0, np.where((only_x == 0) | (only_y == 0), 2 / 3, 1 / 3))
    jaccard = both / np.maximum(both + only_x + only_y, 1)
    return np.where(equal, 0.0, 1 - jaccard * monotonicity)


def _pairs(ratings: Ratings) -> tuple[NDArray, NDArray]:
    """Every pair of two coders on one unit: what the one gave and what the other gave, shape (pairs, labels)."""
    first, second = np.triu_indices(ratings.present.shape[1], 1)
    unit, pair = np.nonzero(ratings.present[:, first] & ratings.present[:, second])
    return ratings.given[unit, first[pair]], ratings.given[unit, second[pair]]


def _counts_of(ratings: Ratings, index: int) -> tuple[NDArray, str]:
    """How many coders of each unit said no and yes to a label, and why there is no alpha."""
    yes = ratings.given[:, :, index].sum(axis=1)
    counts = np.column_stack([ratings.present.sum(axis=1) - yes, yes])
    if not len(counts):
        return counts, NO_UNITS
    too_few = int((yes > 0).sum()) < MIN_POSITIVES
    return counts, TOO_FEW if too_few else NO_VARIATION if not counts[:, 0].any() else ""


def _of_label(ratings: Ratings, index: int) -> tuple:
    """Columns from ``alpha`` on, for one label."""
    counts, reason = _counts_of(ratings, index)
    yes = counts[:, 1]
    n, n_positive = len(counts), int((yes > 0).sum())
    x, y = (side[:, index] for side in _pairs(ratings))
    percent = float((x == y).mean()) if n else np.nan
    positive = _share(2 * int((x & y).sum()), int(x.sum() + y.sum()))
    prevalence = _share(int(yes.sum()), int(ratings.present.sum()))
    rest = (percent, positive, prevalence, n, n_positive)
    if reason:
        return (np.nan, np.nan, np.nan, *rest, reason)
    patterns, times = np.unique(counts, axis=0, return_counts=True)
    # A resample without variation shows no disagreement: alpha 1.
    bounds = bootstrap_interval(times, lambda draws: np.nan_to_num(_alpha(draws, patterns), nan=1.0))
    return (float(_alpha(times, patterns)), *bounds, *rest, reason)


def _of_sets(ratings: Ratings) -> tuple:
    """Columns from ``alpha`` on, for the label sets: alpha with MASI distance."""
    n, n_positive = len(ratings.units), int(ratings.given.any(axis=1).sum())
    x, y = _pairs(ratings)
    percent = float(np.equal(x, y).all(axis=1).mean()) if n else np.nan
    rest = (percent, _share(2 * int((x & y).sum()), int(x.sum() + y.sum())), np.nan, n, n_positive)
    if not n:
        return (np.nan, np.nan, np.nan, *rest, NO_UNITS)
    unit, coder = np.nonzero(ratings.present)
    sets, number = np.unique(ratings.given[unit, coder], axis=0, return_inverse=True)
    if len(sets) == 1:
        return (np.nan, np.nan, np.nan, *rest, NO_VARIATION)
    counts = np.zeros((n, len(sets)))
    np.add.at(counts, (unit, number.ravel()), 1)
    distance = np.stack([masi_distance(one, sets) for one in sets])
    size = counts.sum(axis=1)
    observed = ((counts @ distance) * counts).sum(axis=1) / (size - 1)
    patterns, position, times = np.unique(counts, axis=0, return_index=True, return_counts=True)

    def alpha(draws: NDArray) -> NDArray[np.float64]:
        drawn = draws @ patterns
        total = drawn.sum(axis=1)
        expected = ((drawn @ distance) * drawn).sum(axis=1) / (total - 1)
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.nan_to_num(1 - draws @ observed[position] / expected, nan=1.0)

    return (float(alpha(times[None, :])[0]), *bootstrap_interval(times, alpha), *rest, "")


def _share(part: int, whole: int) -> float:
    return part / whole if whole else np.nan
