"""How far the passes of the calibration agree: repeatability of one coder, agreement of two.

Coder A against herself shows whether the anchors lead back to the same value; coder A against
coder B whether they lead two people there. Values are ordered (0, 0.2 ... 1), so alpha is ordinal
and kappa weighted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from bpfanalysis.cases.conditions import SETS
from bpfanalysis.cases.labels import condition_name
from bpfanalysis.reliability import alpha_with_interval, weighted_kappa

SCALE = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def calibration_reliability(
    passes: Mapping[str, pd.DataFrame],
    pairs: Mapping[str, tuple[str, str]],
    sets: Sequence[str] = SETS,
    draws: int = 1000,
    seed: int = 0,
) -> pd.DataFrame:
    """Alpha and weighted kappa per condition, for each pair of passes.

    Parameters
    ----------
    passes
        Name of the pass -> memberships with `case_id`; only cases in both passes of a pair count.
    pairs
        What is compared -> two names of passes, e.g. ``{"repeatability": ("A", "A again")}``.
    sets
        Conditions and outcomes; a row *overall* takes all cells together.
    draws, seed
        Of the bootstrap over cells.

    Returns
    -------
    pandas.DataFrame
        `comparison, condition, condition_name, n_cases, alpha, low, high, kappa, agreement,
        n_crossing, crossing`: `crossing` lists the cases on different sides of 0.5.

    Raises
    ------
    ValueError
        If a pair names an unknown pass or a value is not on the scale.
    """
    rows = []
    for comparison, (one, other) in pairs.items():
        if one not in passes or other not in passes:
            raise ValueError(f"{comparison}: the passes are {', '.join(passes)}.")
        first, second = (passes[name].set_index("case_id") for name in (one, other))
        shared = [case for case in first.index if case in set(second.index)]
        cells: list[tuple[str, list[float], list[float]]] = []
        for name in sets:
            a = first.loc[shared, name].astype(float).round(6).tolist()
            b = second.loc[shared, name].astype(float).round(6).tolist()
            cells.append((name, a, b))
        everything = (
            "overall",
            [value for _, a, _ in cells for value in a],
            [value for _, _, b in cells for value in b],
        )
        for name, a, b in (everything, *cells):
            found = alpha_with_interval(
                pd.DataFrame({"a": a, "b": b}), "ordinal", list(SCALE), draws=draws, seed=seed
            )
            cases = shared * len(sets) if name == "overall" else shared
            crossing = [
                case for case, x, y in zip(cases, a, b, strict=True) if (x > 0.5) != (y > 0.5)
            ]
            rows.append(
                {
                    "comparison": comparison,
                    "condition": name,
                    "condition_name": "All together" if name == "overall" else condition_name(name),
                    "n_cases": len(shared),
                    "alpha": found.alpha,
                    "low": found.low,
                    "high": found.high,
                    "kappa": weighted_kappa(a, b, list(SCALE), "quadratic"),
                    "agreement": round(sum(x == y for x, y in zip(a, b, strict=True)) / len(a), 6),
                    "n_crossing": len(crossing),
                    "crossing": "" if name == "overall" else ";".join(crossing),
                }
            )
    return pd.DataFrame(rows)
