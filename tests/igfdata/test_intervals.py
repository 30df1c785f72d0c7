"""Intervals, held to SciPy."""

import warnings

import numpy as np
import pytest
from scipy import stats

from igfdata.intervals import bootstrap_interval, wilson
from igfdata.measures.coverage import evenness


@pytest.mark.parametrize(("n", "of", "low", "high"), [(7, 20, 0.181, 0.567), (0, 12, 0, 0.242), (12, 12, 1 - 0.242, 1)])
def test_wilson_check_values(n, of, low, high):
    assert [float(bound) for bound in wilson(n, of)] == pytest.approx([low, high], abs=6e-4)


def test_wilson_is_scipys_over_a_grid():
    grid = [(n, of) for of in (1, 2, 3, 4, 5, 7, 12, 20, 61, 247) for n in {0, 1, of // 3, of // 2, of - 1, of} if n <= of]
    low, high = wilson(*np.array(grid).T)
    for (n, of), ours in zip(grid, zip(low, high, strict=True), strict=True):
        theirs = stats.binomtest(n, of).proportion_ci(confidence_level=0.95, method="wilson")
        assert ours == pytest.approx((theirs.low, theirs.high), abs=1e-12), (n, of)


def test_wilson_of_nothing_is_missing():
    assert np.isnan(wilson(0, 0)).all()


def scipy_interval(counts, statistic, seed=1):
    """SciPy's BCa interval of sessions, each known by the number of its pattern."""
    sessions = np.repeat(np.arange(len(counts)), counts)

    def of_sample(sample, axis=-1):
        return statistic(np.stack([(sample == pattern).sum(axis=axis) for pattern in range(len(counts))], axis=-1))

    result = stats.bootstrap(
        (sessions,), of_sample, n_resamples=9_999, method="BCa", vectorized=True, rng=np.random.default_rng(seed), batch=2_000
    )
    return result.confidence_interval


def share_of_first(counts):
    return counts[..., 0] / counts.sum(axis=-1)


def balance_of(counts):
    fractions = np.array([[1, 0, 0], [0, 1, 0], [0.5, 0, 0.5]])
    return evenness(counts @ fractions)


@pytest.mark.parametrize(
    ("counts", "statistic", "tolerance"),
    [([7, 13], share_of_first, 0.051), ([12, 5, 6], balance_of, 0.02), ([40, 4, 2], balance_of, 0.01)],
)
def test_bootstrap_is_scipys_bca(counts, statistic, tolerance):
    # A share of 20 sessions moves in steps of 0.05: one step is within Monte-Carlo error.
    theirs = scipy_interval(counts, statistic)
    assert bootstrap_interval(counts, statistic) == pytest.approx((theirs.low, theirs.high), abs=tolerance)


def test_bootstrap_corrects_for_bias():
    """The estimate of evenness is biased low in resamples: BCa stands above the percentile interval."""
    counts = np.array([12, 5, 6])
    draws = np.random.default_rng(5).multinomial(23, counts / 23, size=20_000)
    low, high = np.quantile(balance_of(draws), [0.025, 0.975])
    ours = bootstrap_interval(counts, balance_of)
    assert ours[0] > low + 0.01
    assert ours[1] > high


def test_bootstrap_is_the_same_every_time():
    assert bootstrap_interval([12, 5, 6], balance_of) == bootstrap_interval([12, 5, 6], balance_of)


def test_bootstrap_where_all_sessions_agree_has_no_width_and_no_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert bootstrap_interval([0, 9, 0], balance_of) == (0, 0)


def test_bootstrap_of_no_session_is_missing():
    assert np.isnan(bootstrap_interval([0, 0, 0], balance_of)).all()
