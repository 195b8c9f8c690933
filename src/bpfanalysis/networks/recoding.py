"""What a tie owes to the coders: contested cells redrawn from what the passes said, and P(edge)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd
from scipy import stats

from bpfanalysis.networks.incidence import incidence
from bpfanalysis.networks.null_tails import pair_positions, two_sided
from bpfanalysis.networks.testing import adjust
from bpfanalysis.networks.uncertainty import Null, edges_under
from bpfanalysis.vocabularies import BASIS, PRESENCE, at_least

CELL = ["agreement_id", "norm_id"]


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
