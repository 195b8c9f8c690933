"""The hypergeometric null: each norm keeps its number of rows and falls on any of them.

Column sums are fixed; rows are exchangeable, so a text that holds nearly everything is as likely
to hold a norm as a short one. That makes it the weakest of the nulls: much of what it calls more
than chance is merely that some texts are long.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import stats

from bpfanalysis.networks.null_tails import Floats, NullTails, pair_positions


def hypergeometric_tails(
    matrix: npt.ArrayLike, counts: npt.ArrayLike, allowed: npt.ArrayLike | None = None
) -> NullTails:
    """Exact tails of every pair's count when column sums are fixed and rows exchangeable.

    With n rows, X_ij ~ Hypergeometric(n, s_i, s_j). With structural zeros each column falls on
    its own allowed rows A_i only: the ones of i and of j within A_i and A_j's common rows are
    hypergeometric themselves, and X_ij is the mixture over both.

    Parameters
    ----------
    matrix
        Rows x columns, 0/1.
    counts
        The pairs' observed counts, in the order of `pair_positions`.
    allowed
        Rows x columns, False where a cell could not be 1; all True by default.

    Returns
    -------
    NullTails
        Exact; a pair is fixed where its count can take one value only.

    Examples
    --------
    Four rows, two norms in two rows each, always together: one in six placements.

    >>> tails = hypergeometric_tails([[1, 1], [1, 1], [0, 0], [0, 0]], [2])
    >>> tails.p_upper.round(6).tolist(), tails.expected.tolist()
    ([0.166667], [1.0])

    References
    ----------
    Griffith, Veech & Marsh (2016), J. Stat. Softw. 69, doi:10.18637/jss.v069.c02.
    """
    table = np.asarray(matrix)
    n_columns = table.shape[1]
    sums = table.sum(axis=0, dtype=np.int64)
    observed = np.asarray(counts, dtype=np.int64)
    free = np.ones(table.shape, bool) if allowed is None else np.asarray(allowed, bool)
    places = free.sum(axis=0, dtype=np.int64)
    first, second = pair_positions(n_columns)
    common = free.T.astype(np.int64) @ free.astype(np.int64)

    keys = np.column_stack(
        [
            places[first],
            sums[first],
            places[second],
            sums[second],
            common[first, second],
            observed,
        ]
    )
    kinds, kind_of = np.unique(keys, axis=0, return_inverse=True)
    found = np.array([_kind(*(int(value) for value in kind)) for kind in kinds])
    expected, upper, lower, smallest, width = found.reshape(-1, 5)[kind_of.ravel()].T
    fixed = width == 1
    tested = ~fixed
    return NullTails(
        expected=expected,
        p_upper=np.where(fixed, 1.0, upper),
        p_lower=np.where(fixed, 1.0, lower),
        fixed=fixed,
        method="exact",
        smallest_p=float(min(1.0, 2 * smallest[tested].min())) if tested.any() else float("nan"),
    )


def _kind(
    places_i: int, sum_i: int, places_j: int, sum_j: int, common: int, observed: int
) -> tuple[float, float, float, float, float]:
    """Expected count, upper tail, lower tail, smallest tail, number of possible counts."""
    low, pmf = _count_pmf(places_i, sum_i, places_j, sum_j, common)
    at = observed - low
    expected = sum_i / places_i * sum_j / places_j * common if sum_i and sum_j else 0.0
    upper, lower = min(1.0, pmf[at:].sum()), min(1.0, pmf[: at + 1].sum())
    return expected, upper, lower, min(pmf[0], pmf[-1]), pmf.size


def _count_pmf(
    places_i: int, sum_i: int, places_j: int, sum_j: int, common: int
) -> tuple[int, Floats]:
    """Probabilities of the counts from the lowest possible to the highest."""
    if places_i == places_j == common:
        return _pmf(common, sum_i, sum_j)
    low_i, inside_i = _pmf(places_i, common, sum_i)
    low_j, inside_j = _pmf(places_j, common, sum_j)
    total = np.zeros(common + 1)
    for u, weight_u in enumerate(inside_i, start=low_i):
        for v, weight_v in enumerate(inside_j, start=low_j):
            low, given = _pmf(common, u, v)
            total[low : low + given.size] += weight_u * weight_v * given
    support = np.nonzero(total)[0]
    return int(support[0]), total[support[0] : support[-1] + 1]


def _pmf(n: int, good: int, drawn: int) -> tuple[int, Floats]:
    low, high = max(0, good + drawn - n), min(good, drawn)
    return low, np.atleast_1d(stats.hypergeom.pmf(np.arange(low, high + 1), n, good, drawn))
