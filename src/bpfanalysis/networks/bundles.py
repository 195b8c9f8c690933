"""Three and four norms that stand in the same agreements more often than chance."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd

from bpfanalysis.networks.sdsm import cell_probabilities
from bpfanalysis.networks.testing import adjust

SIZES = (2, 3, 4)
_AT_ONCE = 4_000_000  # numbers held at a time by the recursion


def bundles(
    matrix: pd.DataFrame,
    size: int = 3,
    *,
    min_rows: int = 3,
    correction: str = "bh",
    alpha: float = 0.05,
) -> pd.DataFrame:
    """Every bundle of norms against the null that keeps both margins on average (SDSM).

    Under that null the cells are independent with known probabilities p_rc, so an agreement holds
    all norms of a bundle with the product of its cells' probabilities, and the number of
    agreements that do is Poisson-binomial: its tail is exact, for bundles as for pairs.

    Parameters
    ----------
    matrix
        Agreements x norms, 0/1.
    size
        Number of norms in a bundle: 2, 3 or 4.
    min_rows
        Norms held by fewer agreements are left out. The null keeps these numbers, so the choice
        does not look at what is tested; choosing bundles by their own count would.
    correction, alpha
        As for `norm_pairs`; corrected over all bundles of this size.

    Returns
    -------
    pandas.DataFrame
        ``norms`` (ids joined with ``;``), ``size, count, expected, p_upper, p_adjusted, sign``
        (1 more often than chance, else 0), in order of p, then of the norms. Only more than
        expected is tested: nearly all larger bundles occur nowhere.

    Raises
    ------
    ValueError
        For another size, or fewer norms than a bundle needs.

    Examples
    --------
    >>> matrix = pd.DataFrame({"A": [1, 1, 1, 0], "B": [1, 1, 1, 0], "C": [1, 1, 1, 0],
    ...                        "D": [0, 0, 0, 1]})
    >>> bundles(matrix, 3)[["norms", "count"]].values.tolist()
    [['A;B;C', 3]]

    Notes
    -----
    A bundle can be more frequent than chance because its pairs are: see `beyond_pairs`.

    References
    ----------
    Neal (2014). doi:10.1016/j.socnet.2014.06.001
    """
    if size not in SIZES:
        raise ValueError(f"size is {size}; expected one of {', '.join(map(str, SIZES))}.")
    held = matrix.columns[(matrix.sum(axis=0) >= min_rows).to_numpy()]
    if len(held) < size:
        raise ValueError(
            f"{len(held)} norms are held by at least {min_rows} agreements; a bundle of {size} "
            "needs more. Lower min_rows."
        )
    positions = matrix.columns.get_indexer(held)
    chance = cell_probabilities(matrix)[:, positions]
    cells = matrix.to_numpy(dtype=np.int64)[:, positions]
    members = np.array(list(combinations(range(len(held)), size)))
    count = np.ones((len(members), len(cells)), dtype=np.int8)
    for place in range(size):
        count &= cells.T[members[:, place]].astype(np.int8)
    count = count.sum(axis=1, dtype=np.int64)
    p_upper, expected = _tails(chance, members, count)
    adjusted = adjust(p_upper, correction)
    names = np.array(held, dtype=object)
    found = pd.DataFrame(
        {
            "norms": [";".join(names[list(group)]) for group in members],
            "size": size,
            "count": count,
            "expected": expected,
            "p_upper": p_upper,
            "p_adjusted": adjusted,
            "sign": (adjusted <= alpha).astype(np.int64),
        }
    )
    order = found.assign(rounded=found["p_upper"].map(lambda p: float(f"{p:.9e}")))
    order = order.reset_index().sort_values(["rounded", "index"], kind="stable")
    return found.loc[order["index"]].reset_index(drop=True)


def beyond_pairs(found: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """How many of a bundle's pairs are edges themselves.

    Parameters
    ----------
    found
        As from `bundles`.
    pairs
        ``source, target, sign``, as from `norm_pairs`.

    Returns
    -------
    pandas.DataFrame
        `found` with ``n_pairs`` and ``n_edges`` (pairs with sign 1). A bundle with `n_edges`
        below `n_pairs` says something that its pairs alone do not.

    Examples
    --------
    >>> found = pd.DataFrame({"norms": ["A;B;C"]})
    >>> pairs = pd.DataFrame({"source": ["A", "A", "B"], "target": ["B", "C", "C"],
    ...                       "sign": [1, 0, 1]})
    >>> beyond_pairs(found, pairs)[["n_pairs", "n_edges"]].values.tolist()
    [[3, 2]]
    """
    ties = zip(pairs["source"], pairs["target"], pairs["sign"], strict=True)
    edges = {frozenset((a, b)) for a, b, sign in ties if sign == 1}
    groups = [list(combinations(norms.split(";"), 2)) for norms in found["norms"]]
    return found.assign(
        n_pairs=[len(group) for group in groups],
        n_edges=[sum(frozenset(pair) in edges for pair in group) for group in groups],
    )


def _tails(
    chance: np.ndarray, members: np.ndarray, count: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """P(X >= count) and the mean, for sums of independent coins (one per row of the table)."""
    p_upper, expected = np.ones(len(members)), np.empty(len(members))
    order = np.argsort(count, kind="stable")
    start = 0
    while start < len(order):
        # Sorted by count: a batch is as wide as its largest one.
        width = int(count[order[start]])
        stop = min(len(order), start + max(1, _AT_ONCE // max(width + 1, len(chance))))
        part = order[start:stop]
        width = max(1, int(count[part].max()))
        product = np.ones((len(chance), len(part)))
        for place in range(members.shape[1]):
            product *= chance[:, members[part, place]]
        expected[part] = product.sum(axis=0)
        below = np.zeros((width, len(part)))  # P(X = 0), ..., P(X = width - 1) so far
        below[0] = 1.0
        reached = np.zeros(len(part))  # P(X >= width) so far
        for p in product:
            reached += below[-1] * p
            step = below[:-1] * p
            below *= 1.0 - p
            below[1:] += step
        # Only positive terms are added, so small tails keep their digits.
        from_top = np.cumsum(np.vstack([reached, below[::-1]]), axis=0)[::-1]
        p_upper[part] = np.clip(from_top[count[part], np.arange(len(part))], 0.0, 1.0)
        start = stop
    return p_upper, expected
