"""Resampling agreements, alone or in lineage blocks, as weights on the rows of an incidence table.

Instruments that restate one another are not independent witnesses (Galton's problem), so whole
blocks are drawn. A draw is a whole-number weight for each row; every count of a resampled table
is then a weighted sum, and a thousand resampled tables are one matrix product.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
import pandas as pd


def block_weights(blocks: Sequence[Hashable], *, draws: int = 1000, seed: int = 0) -> np.ndarray:
    """How often each row counts in each bootstrap draw, whole blocks being drawn together.

    Parameters
    ----------
    blocks
        The block of each row; all different for the ordinary bootstrap.
    draws
        Number of draws, at least 1.
    seed
        Seed of the draws.

    Returns
    -------
    numpy.ndarray
        Draws x rows, whole numbers. In each draw as many blocks are drawn, with replacement, as
        there are; the number of rows varies with the size of the blocks drawn.

    Raises
    ------
    ValueError
        If there are no rows, a block is missing, or fewer than one draw.

    Examples
    --------
    Rows of one block always count alike:

    >>> weights = block_weights(["gge", "gge", "paris"], draws=4, seed=1)
    >>> bool((weights[:, 0] == weights[:, 1]).all()), weights.shape
    (True, (4, 3))
    """
    if draws < 1:
        raise ValueError(f"{draws} draws asked for; expected at least 1.")
    labels = list(blocks)
    if not labels:
        raise ValueError("there are no rows to draw from.")
    if any(pd.isna(label) for label in labels):
        raise ValueError("a row has no block; give each row one (its own id if it stands alone).")
    place = {label: number for number, label in enumerate(dict.fromkeys(labels))}
    block_of = np.array([place[label] for label in labels])
    n_blocks = len(place)
    picked = np.random.default_rng(seed).integers(0, n_blocks, size=(draws, n_blocks))
    offset = np.arange(draws)[:, None] * n_blocks
    times = np.bincount((picked + offset).ravel(), minlength=draws * n_blocks)
    return times.reshape(draws, n_blocks)[:, block_of]


def weighted_counts(matrix: pd.DataFrame, weights: np.ndarray) -> np.ndarray:
    """Co-occurrence counts of each resampled table.

    Parameters
    ----------
    matrix
        Rows x K, 0/1.
    weights
        Draws x rows, whole numbers (as from `block_weights`).

    Returns
    -------
    numpy.ndarray
        Draws x K x K, int64; the diagonal holds the column sums.

    Examples
    --------
    >>> matrix = pd.DataFrame({"A": [1, 1], "B": [1, 0]})
    >>> weighted_counts(matrix, np.array([[1, 1], [2, 0]])).tolist()
    [[[2, 1], [1, 1]], [[2, 2], [2, 2]]]
    """
    values = matrix.to_numpy(dtype=np.float64)
    size = values.shape[1]
    products = (values[:, :, None] * values[:, None, :]).reshape(len(values), size * size)
    # Products of whole numbers below 2**53: the floating product is exact.
    counts = np.asarray(weights, dtype=np.float64) @ products
    return counts.astype(np.int64).reshape(-1, size, size)
