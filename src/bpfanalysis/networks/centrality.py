"""How central each norm (or agreement) is, with bootstrap intervals and ranks as bands."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
import pandas as pd

from bpfanalysis.networks.resampling import block_weights, weighted_counts
from bpfanalysis.networks.weights import weight as pair_weight

MEASURES = ("strength", "eigenvector")
_DIGITS = 9  # values are rounded before they are ranked: the last digit must not decide
_STEPS = 1000  # of the power iteration, at most


def centralities(
    matrix: pd.DataFrame,
    *,
    weight: str = "jaccard",
    blocks: Sequence[Hashable] | None = None,
    draws: int = 1000,
    seed: int = 0,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Centralities of the columns of an incidence table, with intervals and bands of ranks.

    strength: sum of the weights of a node's pairs. eigenvector: the leading eigenvector of the
    weight matrix, scaled to a largest value of 1. Betweenness and closeness are left out on
    purpose: nearly every pair of norms shares some agreement, so that shortest paths turn on
    small differences of weights.

    Parameters
    ----------
    matrix
        Rows x K, 0/1; transpose it for the centrality of agreements.
    weight
        A name in `WEIGHTS`. Weights below 0 (phi) and undefined ones count 0.
    blocks
        The lineage block of each row; without it each row is its own block.
    draws, seed
        Of the bootstrap.
    confidence
        Coverage of the intervals and bands.

    Returns
    -------
    pandas.DataFrame
        One row per measure and node: ``measure, node, value, low, high, rank, rank_low,
        rank_high``. Rank 1 is the most central; equal values share the better rank. The band of
        ranks holds the stated share of the draws.

    Raises
    ------
    ValueError
        For an unknown weight, blocks that do not match the rows, or no draws.

    Examples
    --------
    >>> matrix = pd.DataFrame({"A": [1, 1, 1], "B": [1, 1, 0], "C": [0, 0, 1]})
    >>> found = centralities(matrix, draws=50, seed=1)
    >>> found[found["measure"] == "strength"][["node", "value", "rank"]].values.tolist()
    [['A', 1.0, 1], ['B', 0.666666667, 2], ['C', 0.333333333, 3]]

    Notes
    -----
    Every weight but phi and lift grows with how many rows hold a norm: a frequent norm is central
    for that reason alone. Bands of ranks that overlap do not order two norms.
    """
    labels = list(range(len(matrix))) if blocks is None else list(blocks)
    if len(labels) != len(matrix):
        raise ValueError(
            f"{len(labels)} blocks for {len(matrix)} rows; expected one block per row."
        )
    resampled = block_weights(labels, draws=draws, seed=seed)
    rows = np.vstack([np.ones((1, len(matrix)), dtype=np.int64), resampled])
    table = _weights(weighted_counts(matrix, rows), rows.sum(axis=1), weight)
    values = {
        "strength": np.round(table.sum(axis=2), _DIGITS),
        "eigenvector": _leading(table),
    }
    tail = (1 - confidence) / 2
    frames = []
    for measure in MEASURES:
        scores = values[measure]
        ranks = _ranks(scores)
        low, high = np.quantile(scores[1:], [tail, 1 - tail], axis=0)
        # Ranks are whole numbers: the band ends at ranks that occurred.
        rank_low = np.quantile(ranks[1:], tail, axis=0, method="lower")
        rank_high = np.quantile(ranks[1:], 1 - tail, axis=0, method="higher")
        frames.append(
            pd.DataFrame(
                {
                    "measure": measure,
                    "node": list(matrix.columns),
                    "value": scores[0],
                    "low": low,
                    "high": high,
                    "rank": ranks[0],
                    "rank_low": rank_low.astype(np.int64),
                    "rank_high": rank_high.astype(np.int64),
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


def _weights(counts: np.ndarray, n_rows: np.ndarray, name: str) -> np.ndarray:
    """Weights of all pairs in each draw; the diagonal, undefined and negative ones are 0."""
    sums = np.diagonal(counts, axis1=1, axis2=2)
    table = pair_weight(
        name, counts, sums[:, :, None], sums[:, None, :], n_rows[:, None, None]
    ).copy()
    table = np.clip(np.nan_to_num(table, nan=0.0), 0.0, None)
    size = table.shape[1]
    table[:, np.arange(size), np.arange(size)] = 0.0
    return table


def _leading(table: np.ndarray) -> np.ndarray:
    """Leading eigenvectors by power iteration on A + I (which cannot oscillate), largest = 1."""
    vector = np.ones(table.shape[:2])
    for _ in range(_STEPS):
        following = vector + np.einsum("dij,dj->di", table, vector)
        following /= following.max(axis=1, keepdims=True)
        change = np.abs(following - vector).max()
        vector = following
        if change < 1e-12:
            break
    isolated = table.sum(axis=2) == 0
    return np.round(np.where(isolated, 0.0, vector), _DIGITS)


def _ranks(scores: np.ndarray) -> np.ndarray:
    rounded = np.round(scores, _DIGITS)
    return 1 + (rounded[:, None, :] > rounded[:, :, None]).sum(axis=2)
