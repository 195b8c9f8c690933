"""How sure an edge is: resampled lineages, and one agreement left out (see also `recoding`)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence

import numpy as np
import pandas as pd

from bpfanalysis.networks.null_tails import pair_positions
from bpfanalysis.networks.pairs import norm_pairs
from bpfanalysis.networks.resampling import block_weights, weighted_counts
from bpfanalysis.networks.weights import weight as pair_weight

Null = str | Callable[[pd.DataFrame], pd.DataFrame]


def bootstrap_weights(
    matrix: pd.DataFrame,
    *,
    blocks: Sequence[Hashable] | None = None,
    weights: Sequence[str] = ("jaccard", "lift", "phi"),
    draws: int = 1000,
    seed: int = 0,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """Intervals for the weights of all pairs, with lineage blocks resampled whole.

    Tests are not repeated on resampled tables: a row drawn twice would count as two witnesses and
    make everything look surer than it is. What is repeated is the size of the association.

    Parameters
    ----------
    matrix
        Rows x K, 0/1.
    blocks
        The lineage block of each row; without it each row stands alone.
    weights
        Names in `WEIGHTS`.
    draws, seed
        Of the bootstrap.
    confidence
        Coverage of the percentile intervals.

    Returns
    -------
    pandas.DataFrame
        One row per pair and weight: ``source, target, weight, value, low, high, share_above``,
        the last being the share of draws in which the weight lies above what independent columns
        would give (phi above 0, which is lift above 1). Draws in which a weight is undefined are
        left out; where all are, the interval is NaN.

    Raises
    ------
    ValueError
        For an unknown weight or blocks that do not match the rows.

    Examples
    --------
    >>> matrix = pd.DataFrame({"A": [1, 1, 0, 0], "B": [1, 1, 0, 1]})
    >>> found = bootstrap_weights(matrix, weights=["jaccard"], draws=200, seed=1)
    >>> found.round(2).values.tolist()
    [['A', 'B', 'jaccard', 0.67, 0.24, 1.0, 0.6]]
    """
    labels = list(range(len(matrix))) if blocks is None else list(blocks)
    if len(labels) != len(matrix):
        raise ValueError(
            f"{len(labels)} blocks for {len(matrix)} rows; expected one block per row."
        )
    times = block_weights(labels, draws=draws, seed=seed)
    times = np.vstack([np.ones((1, len(matrix)), dtype=np.int64), times])
    counts = weighted_counts(matrix, times)
    first, second = pair_positions(matrix.shape[1])
    sums = np.diagonal(counts, axis1=1, axis2=2)
    both, s_i, s_j = counts[:, first, second], sums[:, first], sums[:, second]
    n_rows = times.sum(axis=1)[:, None]
    # Whole numbers: n c > s_i s_j is exact, while phi > 0 might turn on a last digit.
    above = (n_rows * both > s_i * s_j)[1:].mean(axis=0)
    tail = (1 - confidence) / 2
    names = matrix.columns.to_numpy()
    frames = []
    for name in weights:
        values = pair_weight(name, both, s_i, s_j, n_rows)
        low, high = _quantiles(values[1:], tail)
        frames.append(
            pd.DataFrame(
                {
                    "source": names[first],
                    "target": names[second],
                    "weight": name,
                    "value": values[0],
                    "low": low,
                    "high": high,
                    "share_above": above,
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


def leave_one_out(
    matrix: pd.DataFrame,
    null: Null = "hypergeometric",
    *,
    blocks: Sequence[str] | None = None,
    correction: str = "bh",
    alpha: float = 0.05,
) -> pd.DataFrame:
    """Which single agreement (or lineage block) makes or hides an edge.

    Parameters
    ----------
    matrix
        Rows x K, 0/1, at least three rows.
    null, correction, alpha
        As for `edge_probabilities`.
    blocks
        The lineage block of each row: whole blocks are left out. Without it single rows.

    Returns
    -------
    pandas.DataFrame
        One row per pair and left-out row at which the sign changes: ``left_out, source, target,
        effect`` ("makes": the edge is lost without it; "hides": an edge appears without it;
        "turns": more becomes less), ``count, count_without, sign, sign_without, p_adjusted,
        p_adjusted_without``. In the order of the rows, then of the pairs.

    Raises
    ------
    ValueError
        For fewer than three rows or blocks, or blocks that do not match the rows.

    Examples
    --------
    Four of eight rows hold both norms: 1 arrangement in 70, so p = 0.029; without any one of the
    rows it is 1 in 35 and p = 0.057.

    >>> matrix = pd.DataFrame({"A": [1] * 4 + [0] * 4, "B": [1] * 4 + [0] * 4})
    >>> found = leave_one_out(matrix)
    >>> len(found), set(found["effect"]), found["p_adjusted_without"].round(3).iloc[0].item()
    (8, {'makes'}, 0.057)
    """
    labels = list(matrix.index) if blocks is None else list(blocks)
    if len(labels) != len(matrix):
        raise ValueError(
            f"{len(labels)} blocks for {len(matrix)} rows; expected one block per row."
        )
    names = list(dict.fromkeys(labels))
    if len(names) < 3:
        raise ValueError(f"{len(names)} rows or blocks; leaving one out needs at least three.")
    decided = edges_under(matrix, null, correction=correction, alpha=alpha)
    frames = []
    for name in names:
        rest = matrix[[label != name for label in labels]]
        without = edges_under(rest, null, correction=correction, alpha=alpha)
        frame = decided[["source", "target", "count", "sign", "p_adjusted"]].assign(
            left_out=name,
            count_without=without["count"].to_numpy(),
            sign_without=without["sign"].to_numpy(),
            p_adjusted_without=without["p_adjusted"].to_numpy(),
        )
        frames.append(frame[frame["sign"] != frame["sign_without"]])
    found = pd.concat(frames, ignore_index=True)
    effect = np.where(
        found["sign_without"] == 0, "makes", np.where(found["sign"] == 0, "hides", "turns")
    )
    found.insert(0, "effect", effect)
    return found[
        [
            "left_out",
            "source",
            "target",
            "effect",
            "count",
            "count_without",
            "sign",
            "sign_without",
            "p_adjusted",
            "p_adjusted_without",
        ]
    ]


def edges_under(
    matrix: pd.DataFrame, null: Null, *, correction: str = "bh", alpha: float = 0.05
) -> pd.DataFrame:
    """The edges of a table under a null given by name or as a function."""
    if callable(null):
        return null(matrix)
    return norm_pairs(matrix, null, correction=correction, alpha=alpha).edges


def _quantiles(values: np.ndarray, tail: float) -> tuple[np.ndarray, np.ndarray]:
    """Quantiles over the draws in which a value is defined; NaN where none is."""
    empty = np.isnan(values).all(axis=0)
    filled = np.where(empty, 0.0, values)
    low, high = np.nanquantile(filled, [tail, 1 - tail], axis=0)
    return np.where(empty, np.nan, low), np.where(empty, np.nan, high)
