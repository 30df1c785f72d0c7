"""How far can the dictionary's suggestions be trusted, against the codes that people gave?

Terms may be tuned on the development half of the sessions; figures come from the evaluation half
(:mod:`igfdata.coding.split`), which :func:`igfdata.coding.comparison.compared_codes` takes by default.

People coded from descriptions, reports and transcripts too: on titles alone a low recall says that
titles say little, not only that terms are missing. That the hand codes of the shipped data were made
blind to the terms is not documented, so precision may be flattered.
"""

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from igfdata.intervals import RESAMPLES, SEED, wilson

MACRO, MICRO = "macro", "micro"
RATES = ("precision", "recall", "f1")
COLUMNS = [
    "dimension", "code", "n", "n_hand", "n_dictionary", "tp", "fp", "fn",
    *(f"{rate}{end}" for rate in RATES for end in ("", "_low", "_high")), "specificity",
]  # fmt: skip


def evaluate(compared: pd.DataFrame) -> pd.DataFrame:
    """Precision, recall and F1 of each code, and over all codes of a dimension.

    Parameters
    ----------
    compared
        Of :func:`igfdata.coding.comparison.compared_codes`.

    Returns
    -------
    DataFrame
        ``dimension, code`` (also ``macro`` and ``micro`` of several codes), ``n`` (sessions), ``n_hand, n_dictionary``
        (codes), ``tp, fp, fn``, ``precision, recall, f1``, each with ``_low, _high`` (95 %), and
        ``specificity``. A rate without a denominator is missing.

        Intervals of a code are Wilson's; that of F1 is Wilson's of tp / (tp + fp + fn) = J, put
        through F1 = 2J / (1 + J). Codes of one session hang together, so those of ``macro`` (mean over
        the codes for which a rate is defined) and ``micro`` (all codes pooled) come from resampled
        sessions (percentiles, fixed seed) and are missing where all resamples agree.
    """
    frames = []
    for dimension, rows in compared.groupby("dimension", sort=False):
        codes = list(dict.fromkeys(rows["code"]))
        hand, found = (
            rows.pivot(index="session_id", columns="code", values=column)[codes].to_numpy(dtype=bool)
            for column in ("by_hand", "by_dictionary")
        )
        cells = np.stack([hand & found, ~hand & found, hand & ~found]).astype(float)
        frames.append(_per_code(str(dimension), codes, cells))
        if len(codes) > 1:
            frames.append(_overall(str(dimension), cells))
    if not frames:
        return pd.DataFrame(columns=COLUMNS)
    counts = {column: int for column in COLUMNS[2:8]}
    return pd.concat(frames, ignore_index=True)[COLUMNS].astype(counts)


def coding_errors(compared: pd.DataFrame) -> pd.DataFrame:
    """Where do people and the dictionary differ? For reading before a term is changed.

    Returns
    -------
    DataFrame
        ``session_id, title, dimension, code, error`` (``missed``: given by hand alone; ``unwanted``:
        suggested alone), ``words`` that led to an unwanted suggestion.
    """
    differ = compared[compared["by_hand"] != compared["by_dictionary"]]
    error = np.where(differ["by_hand"], "missed", "unwanted")
    return differ.assign(error=error)[["session_id", "title", "dimension", "code", "error", "words"]].reset_index(drop=True)


def _rates(tp: ArrayLike, fp: ArrayLike, fn: ArrayLike) -> tuple[NDArray, NDArray, NDArray]:
    """Precision, recall, F1; missing where the denominator is 0."""
    tp, fp, fn = (np.asarray(cells, dtype=float) for cells in (tp, fp, fn))
    with np.errstate(divide="ignore", invalid="ignore"):
        return tp / (tp + fp), tp / (tp + fn), 2 * tp / (2 * tp + fp + fn)


def _per_code(dimension: str, codes: list[str], cells: NDArray) -> pd.DataFrame:
    n = cells.shape[1]
    tp, fp, fn = cells.sum(axis=1)
    precision, recall, f1 = _rates(tp, fp, fn)
    with np.errstate(divide="ignore", invalid="ignore"):
        specificity = (n - tp - fp - fn) / (n - tp - fn)
    shared = [2 * bound / (1 + bound) for bound in wilson(tp, tp + fp + fn)]
    bounds = {"precision": wilson(tp, tp + fp), "recall": wilson(tp, tp + fn), "f1": shared}
    values = dict(zip(RATES, (precision, recall, f1), strict=True))
    counts = {"n": n, "n_hand": tp + fn, "n_dictionary": tp + fp, "tp": tp, "fp": fp, "fn": fn}
    ends = {f"{rate}_{end}": bounds[rate][i] for rate in RATES for i, end in enumerate(("low", "high"))}
    return pd.DataFrame({"dimension": dimension, "code": codes, **counts, **values, **ends, "specificity": specificity})


def _overall(dimension: str, cells: NDArray) -> pd.DataFrame:
    """Rows ``macro`` and ``micro``."""
    n = cells.shape[1]
    draws = np.random.default_rng(SEED).multinomial(n, np.full(n, 1 / n), size=RESAMPLES).astype(float)
    drawn = np.stack([draws @ cell for cell in cells])
    sums = cells.sum(axis=1)
    tp, fp, fn = sums.sum(axis=1)
    counts = {"n": n, "n_hand": tp + fn, "n_dictionary": tp + fp, "tp": tp, "fp": fp, "fn": fn}
    records = []
    for name in (MACRO, MICRO):
        if name == MACRO:
            values, resampled = [_mean(rate) for rate in _rates(*sums)], [_mean(rate) for rate in _rates(*drawn)]
        else:
            values, resampled = list(_rates(tp, fp, fn)), list(_rates(*drawn.sum(axis=2)))
        record: dict[str, object] = {"dimension": dimension, "code": name, **counts, "specificity": np.nan}
        for rate, value, many in zip(RATES, values, resampled, strict=True):
            low, high = _percentiles(many)
            record |= {rate: float(value), f"{rate}_low": low, f"{rate}_high": high}
        records.append(record)
    return pd.DataFrame(records)


def _percentiles(values: NDArray) -> tuple[float, float]:
    """95 % interval of resampled values; missing where they do not vary, which says nothing about sureness."""
    known = values[~np.isnan(values)]
    if not len(known) or known.min() == known.max():
        return np.nan, np.nan
    low, high = np.quantile(known, [0.025, 0.975])
    return float(low), float(high)


def _mean(rates: NDArray) -> NDArray:
    """Mean over the last axis of what is not missing."""
    known = ~np.isnan(rates)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(known, rates, 0.0).sum(axis=-1) / known.sum(axis=-1)
