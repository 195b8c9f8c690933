"""The stochastic degree sequence model: row and column sums kept on average.

Each cell is an independent coin whose probability comes from the bipartite configuration model,
p_rc = x_r y_c / (1 + x_r y_c), with x and y such that every expected row and column sum is the
observed one. A pair's count is then a sum of independent coins of unequal probability, and its
tails are those of a Poisson-binomial distribution.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import special

from bpfanalysis.networks.margins import components, fixed_by_forced_cells
from bpfanalysis.networks.null_tails import Bools, Floats, Ints, NullTails, pair_positions

# the smallest p written: below it a double holds no digits, and no p-value is 0
SMALLEST = 1e-300
# cells of a dynamic programme kept at once: large enough for speed, small enough for a cache
CHUNK = 200_000


def cell_probabilities(matrix: npt.ArrayLike, allowed: npt.ArrayLike | None = None) -> Floats:
    """Probability of each cell in the bipartite configuration model.

    Expected row and column sums equal the observed ones to 1e-8. Cells that the margins force
    (full and empty rows and columns among them) have their value as probability.

    Parameters
    ----------
    matrix
        Rows x columns, 0/1.
    allowed
        Rows x columns, False where a cell could not be 1; all True by default.

    Returns
    -------
    ndarray
        Rows x columns, 0 to 1.

    Raises
    ------
    ValueError
        If no solution is reached (not known to happen).

    Examples
    --------
    >>> cell_probabilities([[1, 1, 1], [1, 0, 0], [0, 1, 0]]).round(3).tolist()
    [[1.0, 1.0, 1.0], [0.5, 0.5, 0.0], [0.5, 0.5, 0.0]]

    References
    ----------
    Saracco et al. (2015), Sci. Rep. 5, doi:10.1038/srep10595.
    """
    grouped = _grouped(np.asarray(matrix), allowed)
    return grouped.probabilities[np.ix_(grouped.row_group, grouped.column_group)]


def sdsm_tails(
    matrix: npt.ArrayLike,
    counts: npt.ArrayLike,
    allowed: npt.ArrayLike | None = None,
    *,
    tails: str = "exact",
) -> NullTails:
    """Tails of every pair's count when both margins are kept on average.

    Parameters
    ----------
    matrix
        Rows x columns, 0/1.
    counts
        The pairs' observed counts, in the order of `pair_positions`.
    allowed
        Rows x columns, False where a cell could not be 1; all True by default.
    tails
        ``exact`` (Poisson-binomial) or ``poisson`` (a Poisson distribution with the same mean:
        for very large tables; off by up to 0.1 in p on small ones).

    Returns
    -------
    NullTails
        A pair is fixed where forced cells and column sums decide its count.

    Examples
    --------
    Two rows of one, two columns of one: every cell is 1/2, so they meet in a row with 1/4.

    >>> found = sdsm_tails([[1, 0], [0, 1]], [0])
    >>> found.expected.tolist(), found.p_lower.round(4).tolist()
    ([0.5], [0.5625])

    References
    ----------
    Neal (2014), Soc. Netw. 39, doi:10.1016/j.socnet.2014.06.001.
    """
    table = np.asarray(matrix)
    grouped = _grouped(table, allowed)
    chance, times = grouped.probabilities, grouped.row_times.astype(np.float64)
    observed = np.asarray(counts, dtype=np.int64)
    first, second = pair_positions(table.shape[1])
    n_kinds = chance.shape[1]
    a, b = grouped.column_group[first], grouped.column_group[second]
    kind = np.minimum(a, b) * n_kinds + np.maximum(a, b)
    mean = (chance * times[:, None]).T @ chance
    certain = fixed_by_forced_cells(chance == 1, (chance > 0) & (chance < 1))

    # all pairs of the same kind and count share their tails
    highest = int(observed.max(initial=0)) + 1
    case_of, cases = pd.factorize(kind * highest + observed, sort=True)
    case_kind, case_count = np.divmod(cases, highest)
    left, right = np.divmod(case_kind, n_kinds)
    expected = mean[left, right]
    fixed = certain[left, right]
    if tails == "poisson":
        upper = np.where(case_count > 0, special.pdtrc(case_count - 1, expected), 1.0)
        lower = special.pdtr(case_count, expected)
        smallest = np.exp(-expected)
    else:
        upper, lower, smallest = _exact(chance, grouped.row_times, left, right, case_count, ~fixed)
    upper = np.where(fixed, 1.0, np.clip(upper, SMALLEST, 1.0))
    lower = np.where(fixed, 1.0, np.clip(lower, SMALLEST, 1.0))
    reach = np.clip(smallest[~fixed], SMALLEST, 1.0)
    return NullTails(
        expected=expected[case_of],
        p_upper=upper[case_of],
        p_lower=lower[case_of],
        fixed=fixed[case_of],
        method="exact" if tails == "exact" else "approximate",
        smallest_p=float(min(1.0, 2 * reach.min())) if reach.size else float("nan"),
        details={"largest_margin_error": grouped.margin_error},
    )


def poisson_binomial_tails(
    probabilities: npt.ArrayLike, times: npt.ArrayLike, observed: int
) -> tuple[float, float]:
    """P(X >= observed) and P(X <= observed) for a sum of independent coins.

    Parameters
    ----------
    probabilities
        Probability of each kind of coin.
    times
        Number of coins of each kind.
    observed
        The count.

    Examples
    --------
    >>> [round(tail, 4) for tail in poisson_binomial_tails([0.5, 0.25], [1, 1], 1)]
    [0.625, 0.875]
    """
    chance = np.asarray(probabilities, dtype=np.float64)[:, None]
    upper, lower, _ = _exact(
        np.sqrt(chance),
        np.asarray(times, dtype=np.int64),
        np.array([0]),
        np.array([0]),
        np.array([observed]),
        np.array([True]),
    )
    return float(min(1.0, upper[0])), float(min(1.0, lower[0]))


def _exact(
    chance: Floats, row_times: Ints, left: Ints, right: Ints, count: Ints, wanted: Bools
) -> tuple[Floats, Floats, Floats]:
    """Upper and lower tail of each case, and the chance of the rarer of its two extremes.

    P(X = 0), ..., P(X = c) are followed coin by coin, and so is the chance of having passed c:
    every step only adds positive terms, so both tails are exact to their last digits, however
    small. Only c + 2 numbers a case are needed, not n + 1.
    """
    upper, lower, smallest = (np.ones(count.size) for _ in range(3))
    at = np.nonzero(wanted)[0]
    at = at[np.argsort(count[at], kind="stable")]
    for chunk in _chunks(at, count):
        width = int(count[chunk].max()) + 1
        product = chance[:, left[chunk]] * chance[:, right[chunk]]
        pmf = np.zeros((width, chunk.size))
        pmf[0] = 1.0
        beyond = np.zeros(chunk.size)  # P(more than width - 1 so far)
        for p, times in zip(product, row_times, strict=True):
            q = 1.0 - p
            for _ in range(int(times)):
                beyond += pmf[-1] * p
                step = pmf[:-1] * p
                pmf *= q
                pmf[1:] += step
        cumulated = np.cumsum(pmf, axis=0)
        column = np.arange(chunk.size)
        c = count[chunk]
        lower[chunk] = cumulated[c, column]
        from_top = np.cumsum(pmf[::-1], axis=0)[::-1] + beyond
        upper[chunk] = from_top[c, column]
        none = np.prod((1.0 - product) ** row_times[:, None], axis=0, where=product < 1)
        every = np.prod(product ** row_times[:, None], axis=0, where=product > 0)
        smallest[chunk] = np.minimum(none, every)
    return upper, lower, smallest


def _chunks(at: Ints, count: Ints) -> Iterator[Ints]:
    start = 0
    while start < at.size:
        stop = at.size
        # cases are sorted by count: take as many as fit, at the width of the last
        while (stop - start) * (int(count[at[stop - 1]]) + 1) > CHUNK and stop - start > 1:
            stop = start + max(1, (stop - start) // 2)
        yield at[start:stop]
        start = stop


class _Grouped:
    """Cell probabilities by kinds of rows and columns: equal sums (and zeros) are alike."""

    def __init__(
        self, row_group: Ints, column_group: Ints, row_times: Ints, probabilities: Floats
    ) -> None:
        self.row_group = row_group
        self.column_group = column_group
        self.row_times = row_times
        self.probabilities = probabilities
        self.margin_error = 0.0


def _grouped(table: npt.NDArray[np.integer], allowed: npt.ArrayLike | None) -> _Grouped:
    row_sums = table.sum(axis=1, dtype=np.int64)
    column_sums = table.sum(axis=0, dtype=np.int64)
    row_labels, column_labels = components(table, allowed)
    row_keys, column_keys = [row_labels, row_sums], [column_labels, column_sums]
    if allowed is not None:
        free = np.asarray(allowed, bool)
        row_keys.append(np.unique(free, axis=0, return_inverse=True)[1].ravel())
        column_keys.append(np.unique(free, axis=1, return_inverse=True)[1].ravel())
    row_one, row_group, row_times = _kinds(row_keys)
    column_one, column_group, column_times = _kinds(column_keys)
    # forced cells keep their value; inside a component the model is solved
    chance = np.asarray(table[np.ix_(row_one, column_one)], dtype=np.float64)
    inside = row_labels[row_one][:, None] == column_labels[column_one][None, :]
    if allowed is not None:
        inside &= free[np.ix_(row_one, column_one)]
    for label in np.unique(row_labels[row_one]):
        rows = np.nonzero(row_labels[row_one] == label)[0]
        columns = np.nonzero(column_labels[column_one] == label)[0]
        block = np.ix_(rows, columns)
        if not inside[block].any():
            continue
        forced_rows = np.where(inside, 0.0, chance)[rows] @ column_times
        forced_columns = row_times @ np.where(inside, 0.0, chance)[:, columns]
        solved = _solve(
            row_sums[row_one[rows]] - forced_rows,
            column_sums[column_one[columns]] - forced_columns,
            row_times[rows].astype(np.float64),
            column_times[columns].astype(np.float64),
            inside[block],
        )
        chance[block] = np.where(inside[block], solved, chance[block])
    found = _Grouped(row_group, column_group, row_times, chance)
    found.margin_error = float(
        max(
            np.abs(chance @ column_times - row_sums[row_one]).max(),
            np.abs(row_times @ chance - column_sums[column_one]).max(),
        )
    )
    if found.margin_error > 1e-8:
        raise ValueError(
            "the configuration model did not reach the observed margins "
            f"(off by {found.margin_error:.2g}); use the fdsm null for this table."
        )
    return found


def _kinds(keys: list[Ints]) -> tuple[Ints, Ints, Ints]:
    """One member of each kind, the kind of each, how many there are of each."""
    _, one, group, times = np.unique(
        np.column_stack(keys), axis=0, return_index=True, return_inverse=True, return_counts=True
    )
    return one, group.ravel().astype(np.int64), times


def _solve(
    row_sums: Floats, column_sums: Floats, row_times: Floats, column_times: Floats, inside: Bools
) -> Floats:
    """Maximum likelihood of the model by damped Newton steps on logs of x and y.

    The log-likelihood is concave with one flat direction (x up, y down), along which nothing
    changes; the steps stay off it.
    """
    n = row_sums.size
    total = float(row_sums @ row_times)
    places = float(row_times @ inside @ column_times)
    share_rows = row_sums / (inside @ column_times)
    share_columns = column_sums / (row_times @ inside)
    share = total / places
    x = special.logit(share_rows) - special.logit(share) / 2
    y = special.logit(share_columns) - special.logit(share) / 2
    weights = row_times[:, None] * column_times[None, :] * inside

    def gain(x: Floats, y: Floats) -> float:
        return float(
            row_times * row_sums @ x
            + column_times * column_sums @ y
            - (weights * np.logaddexp(0.0, x[:, None] + y[None, :])).sum()
        )

    best = gain(x, y)
    chance = special.expit(x[:, None] + y[None, :]) * inside
    for _ in range(500):
        slope = np.concatenate(
            [
                row_times * (row_sums - chance @ column_times),
                column_times * (column_sums - row_times @ chance),
            ]
        )
        error = max(np.abs(slope[:n] / row_times).max(), np.abs(slope[n:] / column_times).max())
        if error < 1e-11:
            break
        step = _newton_step(weights * chance * (1 - chance), slope[:n], slope[n:])
        size = 1.0
        while size > 1e-10:
            new_x, new_y = x + size * step[:n], y + size * step[n:]
            reached = gain(new_x, new_y)
            if reached >= best - 1e-12 * abs(best):
                break
            size /= 2
        x, y, best = new_x, new_y, reached
        chance = special.expit(x[:, None] + y[None, :]) * inside
    return chance


def _newton_step(bend: Floats, slope_x: Floats, slope_y: Floats) -> Floats:
    """Solve the Newton equations, the longer side eliminated first: its block is diagonal."""
    if bend.shape[0] > bend.shape[1]:
        turned = _newton_step(bend.T, slope_y, slope_x)
        return np.concatenate([turned[slope_y.size :], turned[: slope_y.size]])
    share = bend / bend.sum(axis=0)
    reduced = np.diag(bend.sum(axis=1)) - share @ bend.T
    # the flat direction gets a bend of its own: the step then has no part along it
    reduced += np.trace(reduced) / reduced.shape[0] ** 2
    step_x = np.linalg.solve(reduced, slope_x - share @ slope_y)
    step_y = (slope_y - bend.T @ step_x) / bend.sum(axis=0)
    return np.concatenate([step_x, step_y])
