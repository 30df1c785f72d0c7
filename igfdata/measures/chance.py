"""What would chance do? Sessions of a topic, or of a pillar, drawn at random from days (or meetings) of given sizes."""

from collections.abc import Callable, Iterator
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from igfdata.intervals import SEED

MOST_STATES = 200_000
"""Ways to take sessions out of the sets of pillars (the product of their numbers + 1), up to which a chance is computed exactly."""

AT_ONCE, MOST_SHUFFLES = 1_000, 4_000
"""Reshuffled programmes behind a chance that cannot be computed exactly: dealt together, and at most."""

AS_PRECISE_AS = 10_000
"""No more are dealt when the chance is as precise as a count of so many; at most it is off by half of one in a hundred (standard error)."""

_ROUNDING = 1e-9


def days_present_distribution(sizes: ArrayLike, n: int) -> list[float]:
    """Chance that n sessions, drawn at random from days of given sizes, fall on exactly 0, 1, 2 … days.

    The number of ways to draw with at least one session from each of k days, over all ways.
    """
    return list(_days_present(tuple(int(size) for size in np.asarray(sizes)), int(n)))


@lru_cache(maxsize=4096)
def _days_present(sizes: tuple[int, ...], n: int) -> tuple[float, ...]:
    """By a generating function, so that the time does not grow with the number of ways.

    Let each session be drawn with chance p = n / N: given that n are drawn, it does not matter which p.
    Of a day nothing is drawn with chance (1 - p)^N_d, and x^j stands for j: the coefficient of x^n in the
    product over the days holds the answer. It is read off from the values of the product at roots of
    unity, more of them than sessions that could be drawn with a chance above the rounding error.
    """
    total = sum(sizes)
    if n > total:
        return (float("nan"),) * (len(sizes) + 1)
    p = n / total if total else 0.0
    n_roots = 1 + min(total, n + int(12 * n**0.5) + 40)
    roots = np.exp(2j * np.pi * np.arange(n_roots) / n_roots)
    ways = np.zeros((len(sizes) + 1, n_roots), dtype=complex)  # days with a session × root
    ways[0] = 1
    for size in sizes:
        absent = (1 - p) ** size
        present = (1 - p + p * roots) ** size - absent
        ways[1:] = ways[1:] * absent + ways[:-1] * present
        ways[0] *= absent
    chances = (ways @ roots**-n).real.clip(0)
    return tuple((chances / chances.sum()).tolist())


def expected_days(sizes: ArrayLike, n: ArrayLike) -> NDArray:
    """Days on which a topic of n sessions would occur by chance: Σ_d [1 - C(N-N_d, n) / C(N, n)].

    Parameters
    ----------
    n
        A number of sessions, or an array of them. Missing where there are more than N.

    >>> round(float(expected_days([8, 12, 12, 10, 8], 4)), 2)
    2.99
    """
    from scipy.special import gammaln

    sizes, n = np.asarray(sizes, dtype=float), np.asarray(n, dtype=float)[..., None]
    total = sizes.sum()
    others = total - sizes
    with np.errstate(invalid="ignore"):
        log_absent = gammaln(others + 1) - gammaln(others - n + 1) - gammaln(total + 1) + gammaln(total - n + 1)
    expected = (1 - np.where(n <= others, np.exp(log_absent), 0.0)).sum(axis=-1)
    return np.where((n[..., 0] <= total) & (total > 0), expected, np.nan)


def chance_of_peak(n_peak: ArrayLike, size: ArrayLike, n: ArrayLike, total: int) -> NDArray:
    """Chance that n of all sessions, drawn at random, have so many or more on a day of a given size (hypergeometric)."""
    from scipy.stats import hypergeom

    return hypergeom.sf(np.asarray(n_peak) - 1, total, size, n)


def chance_of_difference(n: ArrayLike, of: int, n_other: ArrayLike, of_other: int) -> NDArray[np.float64]:
    """Chance of counts that are as unequal in two groups of sessions (Fisher's exact test, two-sided), for many counts at once.

    The same as ``scipy.stats.fisher_exact`` of each, which takes some milliseconds a table.

    >>> chance_of_difference([7], 9, [2], 12).round(4).tolist()
    [0.0092]
    """
    from scipy.stats import hypergeom

    n, n_other = np.asarray(n, dtype=int), np.asarray(n_other, dtype=int)
    if not n.size:
        return np.zeros(0)
    drawn = np.arange(min(of, int((n + n_other).max())) + 1)
    chances = np.nan_to_num(hypergeom.pmf(drawn, of + of_other, (n + n_other)[:, None], of))
    seen = chances[np.arange(len(n)), n][:, None]
    return np.minimum(1.0, np.where(chances <= seen * (1 + 1e-7), chances, 0.0).sum(axis=1))


def benjamini_hochberg(p: ArrayLike) -> NDArray:
    """Probabilities corrected for the number of topics looked at (false discovery rate)."""
    from scipy.stats import false_discovery_control

    p = np.asarray(p, dtype=float)
    return false_discovery_control(p) if len(p) else p


def chance_of_lead(member: NDArray[np.bool_], touched: NDArray[np.bool_], *, smallest: int) -> Callable[[float], float]:
    """How likely is a lead so large anywhere, when sessions are dealt to the cells by chance?

    A lead is the share of a pillar in a cell minus its share in all other sessions. Each session keeps its set of pillars, each cell
    its number of sessions. The answer is exact where no session lies in two cells and there are few sets of pillars and sessions
    (:data:`MOST_STATES`). Else it is taken from reshuffled programmes, in which cells that overlap keep their overlap.

    Parameters
    ----------
    member
        Sessions × cells: which session lies in which cell; each in one at least.
    touched
        Sessions × pillars: which session touches which pillar.
    smallest
        Sessions that a cell must have to be looked at.

    Returns
    -------
    Callable
        From a lead to the chance that the largest lead of all cells and pillars is at least so large.
    """
    sizes = member.sum(axis=0)
    patterns, left = _sets(touched)
    if (member.sum(axis=1) == 1).all() and np.prod(left + 1.0) <= MOST_STATES:
        return lru_cache(lambda lead: _exact_chance(sizes, patterns, left, lead, smallest))
    return lru_cache(Reshuffled(member, touched, smallest).chance)


def _exact_chance(sizes: NDArray, patterns: NDArray[np.bool_], left: NDArray, lead: float, smallest: int) -> float:
    """By a generating function, as in :func:`_days_present`, with a variable for each set of pillars.

    Let each session have a set of pillars by chance, as often as the set occurs: given how often each occurs in all, it does not
    matter how likely it was. A cell holds certain numbers of the sets with a multinomial chance, which counts only where no lead in it
    is so large. The product over the cells holds at the numbers of all sessions the chance that no cell has such a lead. It is read off
    by a discrete Fourier transform; sums of exponents are known, so none is taken for another.
    """
    from scipy.special import gammaln

    total, everywhere = left.sum(), left @ patterns
    held = np.indices(tuple(left + 1))  # how many sessions of each set of pillars may lie in a cell
    inside = np.tensordot(patterns.T.astype(int), held, axes=1)
    chances = np.exp(np.tensordot(np.log(left / total), held, axes=1) - gammaln(held + 1).sum(axis=0))
    product = np.ones(held.shape[1:], dtype=complex)
    for size, n_cells in zip(*np.unique(sizes, return_counts=True), strict=True):
        is_possible = held.sum(axis=0) == size
        if smallest <= size < total:
            outside = (everywhere.reshape(-1, *[1] * len(left)) - inside) / (total - size)
            is_possible &= (inside / size - outside < lead - _ROUNDING).all(axis=0)
        product *= np.fft.fftn(np.where(is_possible, chances, 0.0) * np.exp(gammaln(size + 1))) ** n_cells
    last = (-1,) * len(left)
    none = np.fft.ifftn(product).real[last] / (chances[last] * np.exp(gammaln(total + 1)))
    return float(np.clip(1 - none, 0, 1))


def _sets(rows: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.integer]]:
    """Find the different rows, and how often each occurs; by bytes, many times faster than ``numpy.unique`` of rows."""
    packed = np.packbits(rows, axis=1)
    _, first, n = np.unique(packed.view(f"V{packed.shape[1]}").ravel(), return_index=True, return_counts=True)
    return rows[first], n


class Reshuffled:
    """Programmes in which the sessions are dealt to the cells by chance, from a fixed seed; parameters as of :func:`chance_of_lead`.

    Only the number of sessions of each set of pillars in each cell matters, so a reshuffle is one hypergeometric draw, whatever the
    number of sessions.
    """

    def __init__(self, member: NDArray[np.bool_], touched: NDArray[np.bool_], smallest: int) -> None:
        self._places, self._sizes = _sets(member)  # a place: sessions that lie in the same cells
        self._patterns, self._left = _sets(touched)
        self._random = np.random.default_rng(SEED)
        self._known: list[NDArray[np.integer]] = []
        of = member.sum(axis=0)
        self._looked = np.flatnonzero((of >= smallest) & (of < len(member)))
        self._of, self._total, self._everywhere = of[self._looked, None], len(member), touched.sum(axis=0)

    def chance(self, lead: float) -> float:
        """Estimate the chance that the largest lead is at least so large.

        It is the share of programmes with such a lead, made precise by what is known exactly: how many such leads to expect in one
        programme, for that of one cell and pillar is hypergeometric. Programmes with more of them than expected have one more often,
        so the share is corrected by how far they lie from that number (a control variate). The chance lies between
        that of the likeliest lead and the sum of all; where it is small, it is all but the sum.
        """
        from scipy.stats import hypergeom

        if not len(self._looked):
            return float(lead == -np.inf)
        of, rest = self._of, self._total - self._of
        enough = np.ceil((lead - _ROUNDING + self._everywhere / rest) * of * rest / self._total)  # sessions that give the lead
        each = hypergeom.sf(enough - 1, self._total, self._everywhere, of)
        n_leads, chance = np.zeros(0, dtype=int), 0.0
        for inside in self._programmes():
            n_leads = np.append(n_leads, (inside >= enough[:, :, None]).sum(axis=(0, 1)))
            has_one, spread = n_leads > 0, n_leads.var()
            slope = np.cov(has_one, n_leads, ddof=0)[0, 1] / spread if spread else 1.0
            corrected = has_one - slope * (n_leads - each.sum())
            chance = corrected.mean()
            if corrected.var() / len(corrected) <= has_one.var() / AS_PRECISE_AS:
                break
        most = min(each.sum(), 1 - 0.5 / MOST_SHUFFLES)  # reshuffling makes nothing certain
        return float(max(each.max(), min(chance, most)))

    def _programmes(self) -> Iterator[NDArray[np.integer]]:
        """Count the sessions of each cell and pillar in each programme: cells × pillars × programmes, some at a time."""
        yield from self._known
        while len(self._known) < MOST_SHUFFLES // AT_ONCE:
            dealt = self._dealt()  # not by matrix products, whose threads cost more than they save
            in_places = np.stack([dealt[:, touches].sum(axis=1) for touches in self._patterns.T], axis=1)
            in_cells = np.stack([in_places[self._places[:, cell]].sum(axis=0) for cell in self._looked])
            self._known.append(in_cells)
            yield in_cells

    def _dealt(self) -> NDArray[np.integer]:
        """Deal sessions of some patterns to places of given sizes: places × patterns × programmes. The last ones get what is left."""
        dealt = np.zeros((len(self._sizes), len(self._left), AT_ONCE), dtype=int)
        remaining = np.repeat(self._left[:, None], AT_ONCE, axis=1)
        for place, size in enumerate(self._sizes[:-1]):
            wanted, others = np.full(AT_ONCE, size), remaining.sum(axis=0)
            for pattern, good in enumerate(remaining[:-1]):
                others -= good
                taken = self._random.hypergeometric(good, others, wanted)
                dealt[place, pattern] = taken
                wanted -= taken
            dealt[place, -1] = wanted
            remaining -= dealt[place]
        dealt[-1] = remaining
        return dealt
