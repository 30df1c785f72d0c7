"""How sure can a share be? Intervals that speak of programmes that could have been.

One meeting's programme is a census: there is no sampling error in what was on it. The intervals
say how far a share would move in programmes like it; coding errors come on top.
"""

from collections.abc import Callable
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

RESAMPLES = 9_999
SEED = 20_250_623
_NORMAL = NormalDist()
_Z = _NORMAL.inv_cdf(0.975)


def wilson(n: ArrayLike, of: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Wilson score interval, 95%, of shares ``n / of``; missing where ``of`` is 0.

    The formula stands here because it is needed for whole columns at once and before SciPy is
    loaded; the tests hold it to ``scipy.stats.binomtest(n, of).proportion_ci(method="wilson")``.

    >>> [round(float(bound), 3) for bound in wilson(7, 20)]
    [0.181, 0.567]
    """
    n, of = np.asarray(n, dtype=float), np.asarray(of, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = n / of
        middle = p + _Z**2 / (2 * of)
        half = _Z * np.sqrt(p * (1 - p) / of + _Z**2 / (4 * of**2))
        scale = 1 + _Z**2 / of
        low, high = (middle - half) / scale, (middle + half) / scale
    return np.where(n == 0, np.where(of > 0, 0.0, np.nan), low), np.where(n == of, np.where(of > 0, 1.0, np.nan), high)


def bootstrap_interval(counts: ArrayLike, statistic: Callable[[NDArray], NDArray]) -> tuple[float, float]:
    """Bootstrap interval, 95%, of a statistic of sessions that fall into few patterns.

    Sessions are resampled, never labels or speakers. Because only the number of sessions with each
    pattern (set of pillars) matters, a resample is one multinomial draw: the same distribution as
    ``scipy.stats.bootstrap``, at a cost that does not grow with the number of sessions. The method
    is BCa (bias-corrected and accelerated); where all sessions agree, or all resamples do, it is
    not defined and the percentile interval stands.

    ``counts``: sessions a pattern.
    ``statistic``: takes counts of shape (resamples, patterns), gives one value a resample.
    Returns lower and upper bound, from a fixed seed.
    """
    observed = np.asarray(counts, dtype=int)
    total = int(observed.sum())
    if total == 0:
        return float("nan"), float("nan")
    draws = np.random.default_rng(SEED).multinomial(total, observed / total, size=RESAMPLES)
    values = statistic(draws)
    estimate = float(statistic(observed[None, :])[0])
    levels = np.array([0.025, 0.975])
    below = (np.mean(values < estimate) + np.mean(values <= estimate)) / 2
    present = np.flatnonzero(observed)
    if 0 < below < 1 and len(present) > 1:
        left_out = statistic(observed[None, :] - np.eye(len(observed), dtype=int)[present])
        times = observed[present]
        gap = np.average(left_out, weights=times) - left_out
        spread = (times * gap**2).sum() ** 1.5
        acceleration = (times * gap**3).sum() / (6 * spread) if spread > 0 else 0.0
        bias = _NORMAL.inv_cdf(float(below))
        for i, level in enumerate(levels):
            z = bias + _NORMAL.inv_cdf(float(level))
            levels[i] = _NORMAL.cdf(bias + z / (1 - acceleration * z))
    low, high = np.quantile(values, levels)
    return float(low), float(high)
