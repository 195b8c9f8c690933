"""How many ties survive each choice of scope, level of presence and null model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from bpfanalysis.networks.incidence import incidence
from bpfanalysis.networks.pairs import norm_pairs


def tie_choices(
    codings: pd.DataFrame,
    scopes: Mapping[str, Sequence[str]],
    *,
    levels: Sequence[str] = ("explicit", "implicit", "by-reference"),
    nulls: Sequence[str] = ("hypergeometric", "sdsm", "fdsm"),
    min_basis: str = "unverified",
    correction: str = "bh",
    alpha: float = 0.05,
    draws: int | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    """How many ties survive under each choice of scope, level of presence and null model.

    Parameters
    ----------
    codings
        The decided cells.
    scopes
        Name of a scope to its agreements.
    levels, nulls
        Levels of presence and null models to go through.
    min_basis, correction, alpha, draws, seed
        As for `incidence` and `norm_pairs` (draws for the sampled null only).

    Returns
    -------
    pandas.DataFrame
        One row per choice: ``scope, presence, null_model, n_agreements, n_norms, n_tested,
        n_more_uncorrected, n_less_uncorrected, n_more, n_less, smallest_p_adjusted, ties`` (ids
        of the pairs with sign 1, ``A-B`` joined with ``;``; empty where none).

    Examples
    --------
    >>> cells = pd.DataFrame({"agreement_id": list("ppqqrr"), "norm_id": list("AB") * 3,
    ...     "presence": ["explicit"] * 4 + ["absent", "explicit"], "basis": "primary"})
    >>> found = tie_choices(cells, {"all": list("pqr")}, levels=["explicit"], nulls=["sdsm"])
    >>> found[["n_agreements", "n_tested", "n_more"]].values.tolist()
    [[3, 0, 0]]
    """
    rows = []
    for scope, agreements in scopes.items():
        for level in levels:
            matrix = incidence(
                codings, presence=level, min_basis=min_basis, agreements=agreements
            ).matrix
            for null in nulls:
                result = norm_pairs(
                    matrix,
                    null,
                    draws=draws if null == "fdsm" else None,
                    seed=seed,
                    correction=correction,
                    alpha=alpha,
                )
                edges = result.edges
                raw = edges["p_two_sided"] <= alpha
                above = edges["p_upper"] < edges["p_lower"]
                more = edges[edges["sign"] == 1]
                ties = [f"{a}-{b}" for a, b in zip(more["source"], more["target"], strict=True)]
                rows.append(
                    {
                        "scope": scope,
                        "presence": level,
                        "null_model": null,
                        "n_agreements": len(matrix),
                        "n_norms": matrix.shape[1],
                        "n_tested": result.info["number_tested"],
                        "n_more_uncorrected": int((raw & above).sum()),
                        "n_less_uncorrected": int((raw & ~above).sum()),
                        "n_more": len(more),
                        "n_less": int((edges["sign"] == -1).sum()),
                        "smallest_p_adjusted": float(edges["p_adjusted"].min()),
                        "ties": ";".join(ties) or None,
                    }
                )
    return pd.DataFrame(rows)
