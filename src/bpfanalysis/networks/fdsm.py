"""The fixed degree sequence model: row and column sums kept exactly.

Every table with the observed margins is equally likely. Small tables are counted exactly,
larger ones are sampled; which of the two depends on the table alone.
"""

from __future__ import annotations

from math import ceil

import numpy as np
import numpy.typing as npt

from bpfanalysis.networks.exact_counts import exact_counts
from bpfanalysis.networks.margins import components, fixed_by_forced_cells, fixed_counts
from bpfanalysis.networks.null_tails import Bools, Floats, NullTails, pair_positions
from bpfanalysis.networks.sampling import sample_counts

FEWEST_DRAWS = 10_000
MOST_DEFAULT_DRAWS = 10_000_000


def fdsm_tails(
    matrix: npt.ArrayLike,
    counts: npt.ArrayLike,
    allowed: npt.ArrayLike | None = None,
    *,
    draws: int | None = None,
    seed: int = 0,
    alpha: float = 0.05,
    smallest_needed: float | None = None,
) -> NullTails:
    """Tails of every pair's count among all tables with the same margins, equally likely.

    Sampled tails are p = (b + 1) / (N + 1) with b the draws at or beyond the observed count: the
    observed table is one of those with its margins, so no p is 0 and none is too small.

    Parameters
    ----------
    matrix
        Rows x columns, 0/1.
    counts
        The pairs' observed counts, in the order of `null_tails.pair_positions`.
    allowed
        Rows x columns, False where a cell could not be 1; all True by default.
    draws
        Number of draws; giving it forces sampling.
    seed
        Start of the random numbers.
    alpha
        Level of the tests that follow, for the default number of draws.
    smallest_needed
        The two-sided p that a pair must be able to reach; by default alpha over the number of
        tested pairs, as the strictest corrections demand.

    Returns
    -------
    NullTails
        A pair is fixed where its count is the same in all such tables.

    Examples
    --------
    Six tables have these margins, one for each order of the rows; none has A and B together.

    >>> found = fdsm_tails(np.eye(3, dtype=int), [0, 0, 0])
    >>> found.fixed.tolist(), found.p_upper.tolist()
    ([True, True, True], [1.0, 1.0, 1.0])

    References
    ----------
    Strona et al. (2014), Nat. Commun. 5, doi:10.1038/ncomms5114; Phipson & Smyth (2010), Stat.
    Appl. Genet. Mol. Biol. 9, doi:10.2202/1544-6115.1585; Miller & Harrison (2013), Ann. Stat. 41,
    doi:10.1214/13-AOS1131.
    """
    table = np.asarray(matrix)
    observed = np.asarray(counts, dtype=np.int64)
    free = None if allowed is None else np.asarray(allowed, bool)
    fixed = fixed_counts(table, observed) if free is None else _surely_fixed(table, free)
    n_tested = int((~fixed).sum())
    if n_tested == 0:
        return _all_fixed(observed)
    if draws is None and free is None:
        exact = exact_counts(table, observed, ~fixed)
        if exact is not None:
            return NullTails(
                expected=exact.expected,
                p_upper=exact.p_upper,
                p_lower=exact.p_lower,
                fixed=fixed,
                method="exact",
                smallest_p=float(exact.smallest[~fixed].min()),
            )
    if draws is None:
        draws = default_draws(n_tested, alpha, smallest_needed)
    found = sample_counts(table, observed, ~fixed, draws=draws, seed=seed, allowed=free)
    if free is not None:
        # with structural zeros the margins' reach is not known in closed form: a count that
        # never moved in all draws is treated as fixed
        fixed = fixed | ((found.at_least == draws) & (found.at_most == draws))
    return NullTails(
        expected=np.where(fixed, observed, found.mean),
        p_upper=np.where(fixed, 1.0, (found.at_least + 1) / (draws + 1)),
        p_lower=np.where(fixed, 1.0, (found.at_most + 1) / (draws + 1)),
        fixed=fixed,
        method="sampled",
        smallest_p=min(1.0, 2 / (draws + 1)),
        details={"draws": int(draws), "mixing": found.mixing},
    )


def default_draws(n_tested: int, alpha: float, smallest_needed: float | None = None) -> int:
    """So many draws that a single pair can pass the correction, and at least 10,000.

    The smallest two-sided p is 2 / (N + 1); the strictest correction asks for alpha / T.

    Examples
    --------
    >>> default_draws(496, 0.05)
    20000
    """
    needed = alpha / n_tested if smallest_needed is None else smallest_needed
    wanted = ceil((2 / needed - 1) / 1000 - 1e-9) * 1000
    return min(MOST_DEFAULT_DRAWS, max(FEWEST_DRAWS, wanted))


def _surely_fixed(table: npt.NDArray[np.integer], free: Bools) -> Bools:
    """Pairs whose count forced cells decide, structural zeros among them."""
    rows, columns = components(table, free)
    varies = (rows[:, None] == columns[None, :]) & free
    square = fixed_by_forced_cells((table == 1) & ~varies, varies)
    return square[pair_positions(table.shape[1])]


def _all_fixed(observed: npt.NDArray[np.int64]) -> NullTails:
    ones: Floats = np.ones(observed.size)
    return NullTails(
        expected=observed.astype(np.float64),
        p_upper=ones,
        p_lower=ones.copy(),
        fixed=np.ones(observed.size, bool),
        method="exact",
        smallest_p=float("nan"),
    )
