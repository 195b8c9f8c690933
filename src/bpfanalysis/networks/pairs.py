"""Every pair of norms against a null model: counts, weights, tails, correction, sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from bpfanalysis.networks.cooccurrence import pair_counts
from bpfanalysis.networks.fdsm import fdsm_tails
from bpfanalysis.networks.hypergeometric import hypergeometric_tails
from bpfanalysis.networks.incidence import check_incidence
from bpfanalysis.networks.method_text import method_paragraph
from bpfanalysis.networks.null_tails import NullTails, pair_positions, two_sided
from bpfanalysis.networks.sdsm import sdsm_tails
from bpfanalysis.networks.structural_zeros import allowed_cells
from bpfanalysis.networks.testing import CORRECTIONS, adjust
from bpfanalysis.networks.weights import association_strength, cosine, jaccard, lift, phi

NULLS = ("hypergeometric", "sdsm", "fdsm")
TAILS = ("exact", "poisson")
MOST_DRAWS = 10_000_000
EDGE_COLUMNS = (
    "source",
    "target",
    "count",
    "expected",
    "jaccard",
    "cosine",
    "association_strength",
    "lift",
    "phi",
    "p_upper",
    "p_lower",
    "p_two_sided",
    "p_adjusted",
    "sign",
)


@dataclass(frozen=True)
class PairsResult:
    """The pairs of a table against one null model.

    Attributes
    ----------
    edges
        One row per pair of columns in file order; columns `EDGE_COLUMNS`.
    info
        How it was made: null, method, draws, seed, smallest attainable p, number tested,
        mixing, and the paragraph of method with its references. Plain values, ready for JSON.
    """

    edges: pd.DataFrame
    info: dict[str, Any]


def norm_pairs(
    matrix: pd.DataFrame,
    null: str = "fdsm",
    *,
    draws: int | None = None,
    seed: int = 0,
    zeros: pd.DataFrame | None = None,
    correction: str = "bh",
    alpha: float = 0.05,
    tails: str = "exact",
) -> PairsResult:
    """Test for every pair of columns whether they meet more or less often than chance.

    What chance means is the null model: ``hypergeometric`` keeps column sums, ``sdsm`` keeps both
    margins on average, ``fdsm`` keeps both exactly. A pair whose count the margins fix gets p = 1
    and sign 0 and is not among the tested.

    Parameters
    ----------
    matrix
        Rows x columns, 0/1, unique ids (see `incidence` and `check_incidence`).
    null
        ``hypergeometric``, ``sdsm`` or ``fdsm``.
    draws
        Number of draws, for ``fdsm`` only, 1 to 10,000,000; giving it forces sampling. Without
        it: exact where the table is small enough, else so many that the correction can be met.
    seed
        Start of the draws, 0 or more. No other randomness is used.
    zeros
        Cells that could not be 1: columns ``row``, ``column``, ``reason``. None by default.
    correction
        ``bh``, ``holm`` or ``none``, over the tested pairs.
    alpha
        Level at which `sign` is set, above 0 and below 1.
    tails
        ``exact``, or ``poisson``: the Poisson approximation of ``sdsm``'s tails for very large
        tables. It is off by up to 0.1 in p on small ones, and labelled as approximate.

    Returns
    -------
    PairsResult
        The edges and how they were made.

    Raises
    ------
    ValueError
        If the table or an argument is not as described; the message says where and why.

    Examples
    --------
    >>> table = pd.DataFrame(
    ...     {"A": [1, 1, 0, 0], "B": [1, 1, 0, 0], "C": [0, 0, 1, 1]}, index=list("wxyz")
    ... )
    >>> found = norm_pairs(table, "hypergeometric", correction="none")
    >>> found.edges[["source", "target", "count", "p_upper", "p_lower"]].round(4).values.tolist()
    [['A', 'B', 2, 0.1667, 1.0], ['A', 'C', 0, 1.0, 0.1667], ['B', 'C', 0, 1.0, 0.1667]]
    >>> found.info["number_tested"]
    3
    """
    _check_arguments(null, draws, seed, correction, alpha, tails)
    table = check_incidence(matrix)
    allowed = None if zeros is None or zeros.empty else allowed_cells(table, zeros)
    cells = table.to_numpy()
    counts = pair_counts(cells)
    found = _tails(null, cells, counts, allowed, draws, seed, alpha, correction, tails)

    first, second = pair_positions(cells.shape[1])
    sums = cells.sum(axis=0, dtype=np.int64)
    s_i, s_j, n = sums[first], sums[second], cells.shape[0]
    both_sides = two_sided(found.p_upper, found.p_lower)
    adjusted = adjust(both_sides, correction, ~found.fixed)
    direction = np.where(found.p_upper < found.p_lower, 1, -1)
    significant = ~found.fixed & (adjusted <= alpha)
    names = table.columns.to_numpy()
    edges = pd.DataFrame(
        {
            "source": names[first],
            "target": names[second],
            "count": counts,
            "expected": found.expected,
            "jaccard": jaccard(counts, s_i, s_j),
            "cosine": cosine(counts, s_i, s_j),
            "association_strength": association_strength(counts, s_i, s_j),
            "lift": lift(counts, s_i, s_j, n),
            "phi": phi(counts, s_i, s_j, n),
            "p_upper": found.p_upper,
            "p_lower": found.p_lower,
            "p_two_sided": both_sides,
            "p_adjusted": adjusted,
            "sign": np.where(significant, direction, 0).astype(np.int64),
        }
    )[list(EDGE_COLUMNS)]
    info: dict[str, Any] = {
        "null": null,
        "method": found.method,
        "draws": found.details.get("draws"),
        "seed": int(seed),
        "n_rows": int(n),
        "n_columns": int(cells.shape[1]),
        "n_pairs": int(counts.size),
        "number_tested": int((~found.fixed).sum()),
        "number_fixed_by_margins": int(found.fixed.sum()),
        "single_arrangement": bool(found.fixed.all()),
        "smallest_attainable_p": None if np.isnan(found.smallest_p) else found.smallest_p,
        "correction": correction,
        "alpha": float(alpha),
        "number_more_than_expected": int((edges["sign"] == 1).sum()),
        "number_less_than_expected": int((edges["sign"] == -1).sum()),
        "structural_zeros": 0 if allowed is None else int((~allowed).sum()),
        **{key: value for key, value in found.details.items() if key != "draws"},
    }
    text, references = method_paragraph(info)
    info["method_paragraph"] = text
    info["references"] = references
    return PairsResult(edges, info)


def _tails(
    null: str,
    cells: np.ndarray,
    counts: np.ndarray,
    allowed: np.ndarray | None,
    draws: int | None,
    seed: int,
    alpha: float,
    correction: str,
    tails: str,
) -> NullTails:
    if null == "hypergeometric":
        return hypergeometric_tails(cells, counts, allowed)
    if null == "sdsm":
        return sdsm_tails(cells, counts, allowed, tails=tails)
    # an uncorrected test needs p = alpha only, a corrected one p = alpha / number of tests
    strictest = alpha if correction == "none" else None
    return fdsm_tails(
        cells, counts, allowed, draws=draws, seed=seed, alpha=alpha, smallest_needed=strictest
    )


def _check_arguments(
    null: str, draws: int | None, seed: int, correction: str, alpha: float, tails: str
) -> None:
    if null not in NULLS:
        raise ValueError(f"no null model is called {null!r}; expected one of {', '.join(NULLS)}.")
    if correction not in CORRECTIONS:
        raise ValueError(
            f"no correction is called {correction!r}; expected one of {', '.join(CORRECTIONS)}."
        )
    if tails not in TAILS:
        raise ValueError(f"tails is {tails!r}; expected one of {', '.join(TAILS)}.")
    if tails == "poisson" and null != "sdsm":
        raise ValueError("the Poisson approximation belongs to the sdsm null; leave tails out.")
    if draws is not None and not 1 <= draws <= MOST_DRAWS:
        raise ValueError(f"draws is {draws}; expected 1 to {MOST_DRAWS:,}.")
    if seed < 0:
        raise ValueError(f"seed is {seed}; expected 0 or more.")
    if not 0 < alpha < 1:
        raise ValueError(f"alpha is {alpha}; expected a number above 0 and below 1.")
