"""How sure an edge is: resampled lineages, redrawn codings, one agreement left out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence

import numpy as np
import pandas as pd
from scipy import stats

from bpfanalysis.networks.incidence import incidence
from bpfanalysis.networks.null_tails import pair_positions, two_sided
from bpfanalysis.networks.pairs import norm_pairs
from bpfanalysis.networks.resampling import block_weights, weighted_counts
from bpfanalysis.networks.testing import adjust
from bpfanalysis.networks.weights import weight as pair_weight
from bpfanalysis.vocabularies import BASIS, PRESENCE, at_least

CELL = ["agreement_id", "norm_id"]
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


def contested_cells(
    adjudicated: pd.DataFrame, passes: Sequence[pd.DataFrame], *, decided_by: str = "judgement"
) -> pd.DataFrame:
    """The cells that a person decided although the passes read them differently.

    Cells decided by a numbered rule or by reading the text again are not contested: there the
    decision rests on something other than a choice between readings.

    Parameters
    ----------
    adjudicated
        One row per cell: ``agreement_id, norm_id, presence, decided_by``.
    passes
        The coding passes, each with ``agreement_id, norm_id, presence, basis``.
    decided_by
        The kind of decision that leaves a cell contested.

    Returns
    -------
    pandas.DataFrame
        ``agreement_id, norm_id, presence`` (as decided), then ``presence_1, basis_1, presence_2,
        ...``, in the order of `adjudicated`.

    Raises
    ------
    ValueError
        If fewer than two passes are given or a pass lacks a contested cell.

    Examples
    --------
    >>> decided = pd.DataFrame({"agreement_id": ["p", "q"], "norm_id": ["A", "A"],
    ...     "presence": ["implicit", "explicit"], "decided_by": ["judgement", "rule-1"]})
    >>> first = pd.DataFrame({"agreement_id": ["p", "q"], "norm_id": ["A", "A"],
    ...     "presence": ["absent", "absent"], "basis": ["unverified", "primary"]})
    >>> second = first.assign(presence=["implicit", "explicit"])
    >>> contested_cells(decided, [first, second])[["agreement_id", "presence_1", "presence_2"]]
      agreement_id presence_1 presence_2
    0            p     absent   implicit
    """
    if len(passes) < 2:
        raise ValueError(f"{len(passes)} pass given; contested cells need at least two.")
    cells = adjudicated.loc[adjudicated["decided_by"] == decided_by, [*CELL, "presence"]]
    for number, one in enumerate(passes, start=1):
        said = one[[*CELL, "presence", "basis"]].rename(
            columns={"presence": f"presence_{number}", "basis": f"basis_{number}"}
        )
        cells = cells.merge(said, on=CELL, how="left", validate="one_to_one")
        lost = cells[cells[f"presence_{number}"].isna()]
        if len(lost):
            where = lost.iloc[0]
            raise ValueError(
                f"pass {number} lacks the cell {where['agreement_id']} x {where['norm_id']}."
            )
    readings = [f"presence_{number}" for number in range(1, len(passes) + 1)]
    return cells[cells[readings].nunique(axis=1) > 1].reset_index(drop=True)


def recoded_matrices(
    adjudicated: pd.DataFrame,
    passes: Sequence[pd.DataFrame],
    *,
    presence: str = "implicit",
    min_basis: str = "unverified",
    agreements: Iterable[str] | None = None,
    norms: Iterable[str] | None = None,
    draws: int = 1000,
    seed: int = 0,
) -> tuple[pd.DataFrame, np.ndarray]:
    """The decided incidence table, and tables in which contested cells are redrawn.

    In each draw every contested cell takes the reading of one of the passes, each with the same
    chance and independently of the other cells. All other cells stay as decided.

    Parameters
    ----------
    adjudicated, passes
        As for `contested_cells`.
    presence, min_basis, agreements, norms
        As for `incidence`.
    draws, seed
        Number of redrawn tables and seed.

    Returns
    -------
    base
        The decided table.
    tables
        Draws x rows x columns, 0/1 (int8), with the rows and columns of `base`: an agreement that
        loses its only norm in a draw stays as an empty row.

    Raises
    ------
    ValueError
        As `incidence` and `contested_cells`; also for fewer than one draw.
    """
    if draws < 1:
        raise ValueError(f"{draws} draws asked for; expected at least 1.")
    base = incidence(
        adjudicated, presence=presence, min_basis=min_basis, agreements=agreements, norms=norms
    ).matrix
    contested = contested_cells(adjudicated, passes)
    known = contested["agreement_id"].isin(base.index) & contested["norm_id"].isin(base.columns)
    contested = contested[known]
    levels, grades = at_least(presence, PRESENCE), at_least(min_basis, BASIS)
    readings = np.column_stack(
        [
            contested[f"presence_{number}"].isin(levels) & contested[f"basis_{number}"].isin(grades)
            for number in range(1, len(passes) + 1)
        ]
    ).reshape(len(contested), len(passes))
    rng = np.random.default_rng(seed)
    pick = rng.integers(0, len(passes), size=(draws, len(contested)))
    tables = np.repeat(base.to_numpy(dtype=np.int8)[None], draws, axis=0)
    rows = base.index.get_indexer(contested["agreement_id"])
    columns = base.columns.get_indexer(contested["norm_id"])
    tables[:, rows, columns] = readings[np.arange(len(contested)), pick]
    return base, tables


def edge_probabilities(
    base: pd.DataFrame,
    tables: np.ndarray,
    null: Null = "hypergeometric",
    *,
    correction: str = "bh",
    alpha: float = 0.05,
) -> pd.DataFrame:
    """P(edge): the share of redrawn tables in which a pair is an edge under the null.

    Parameters
    ----------
    base
        The decided table.
    tables
        Draws x rows x columns, 0/1, as from `recoded_matrices`.
    null
        Name of a null of `norm_pairs`, or a function from a table to edges (``source, target,
        count, p_adjusted, sign``). "hypergeometric" is computed for all draws at once.
    correction, alpha
        As for `norm_pairs`; ignored for a function.

    Returns
    -------
    pandas.DataFrame
        One row per pair: ``source, target, count, count_low, count_high`` (extremes over the
        draws), ``sign`` (of the decided table), ``p_edge_more, p_edge_less``.

    Raises
    ------
    ValueError
        As `norm_pairs`.

    Examples
    --------
    >>> base = pd.DataFrame({"A": [1] * 5 + [0] * 5, "B": [1] * 5 + [0] * 5})
    >>> other = base.assign(B=[1] * 4 + [0] * 5 + [1])
    >>> tables = np.stack([base.to_numpy(), other.to_numpy()])
    >>> found = edge_probabilities(base, tables)
    >>> found[["count_low", "count_high", "sign", "p_edge_more"]].values.tolist()
    [[4.0, 5.0, 1.0, 0.5]]
    """
    decided = edges_under(base, null, correction=correction, alpha=alpha)
    first, second = pair_positions(base.shape[1])
    values = tables.astype(np.float64)
    both = np.rint(values.transpose(0, 2, 1) @ values).astype(np.int64)
    counts = both[:, first, second]
    if null == "hypergeometric":
        sums = np.diagonal(both, axis1=1, axis2=2)
        signs = _hypergeometric_signs(
            counts, sums[:, first], sums[:, second], tables.shape[1], correction, alpha
        )
    else:
        # Redrawn tables repeat when few cells are contested: each is tested once.
        kinds, kind_of = np.unique(tables.reshape(len(tables), -1), axis=0, return_inverse=True)
        found = [
            edges_under(
                pd.DataFrame(kind.reshape(base.shape), index=base.index, columns=base.columns),
                null,
                correction=correction,
                alpha=alpha,
            )["sign"].to_numpy()
            for kind in kinds
        ]
        signs = np.stack(found)[kind_of.reshape(-1)]
    return pd.DataFrame(
        {
            "source": decided["source"],
            "target": decided["target"],
            "count": decided["count"],
            "count_low": counts.min(axis=0),
            "count_high": counts.max(axis=0),
            "sign": decided["sign"],
            "p_edge_more": (signs == 1).mean(axis=0),
            "p_edge_less": (signs == -1).mean(axis=0),
        }
    )


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


def _hypergeometric_signs(
    counts: np.ndarray, s_i: np.ndarray, s_j: np.ndarray, n: int, correction: str, alpha: float
) -> np.ndarray:
    """Signs of all pairs (columns) in all draws (rows); each distinct case is computed once."""
    low, high = np.minimum(s_i, s_j), np.maximum(s_i, s_j)
    keys = np.stack([low, high, counts], axis=-1).reshape(-1, 3)
    kinds, kind_of = np.unique(keys, axis=0, return_inverse=True)
    p_upper = stats.hypergeom.sf(kinds[:, 2] - 1, n, kinds[:, 0], kinds[:, 1])
    p_lower = stats.hypergeom.cdf(kinds[:, 2], n, kinds[:, 0], kinds[:, 1])
    fixed = (kinds[:, 0] == 0) | (kinds[:, 1] == n)
    p_upper, p_lower = np.where(fixed, 1.0, p_upper), np.where(fixed, 1.0, p_lower)
    p = two_sided(p_upper, p_lower)
    direction = np.where(p_upper < p_lower, 1, -1)
    kind_of = kind_of.reshape(counts.shape)
    signs = np.zeros(counts.shape, dtype=np.int64)
    for draw, kind in enumerate(kind_of):
        tested = ~fixed[kind]
        adjusted = adjust(p[kind], correction, tested)
        signs[draw] = np.where(tested & (adjusted <= alpha), direction[kind], 0)
    return signs


def _quantiles(values: np.ndarray, tail: float) -> tuple[np.ndarray, np.ndarray]:
    """Quantiles over the draws in which a value is defined; NaN where none is."""
    empty = np.isnan(values).all(axis=0)
    filled = np.where(empty, 0.0, values)
    low, high = np.nanquantile(filled, [tail, 1 - tail], axis=0)
    return np.where(empty, np.nan, low), np.where(empty, np.nan, high)
