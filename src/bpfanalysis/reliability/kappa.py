"""Cohen's kappa with weights, for two coders and ordered values."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

WEIGHTS = ("none", "linear", "quadratic")


def weighted_kappa(
    first: Sequence[object],
    second: Sequence[object],
    order: Sequence[object],
    weights: str = "linear",
) -> float:
    """Agreement of two coders beyond chance, with near misses counted in part.

    kappa = 1 - sum_ij w_ij p_ij / sum_ij w_ij p_i q_j with w_ij = [i != j] (none), |i - j|
    (linear) or (i - j)^2 (quadratic), where i and j are places in the order.

    Parameters
    ----------
    first, second
        The values of the two coders, one per unit; units with a missing value are left out.
    order
        All possible values, from lowest to highest.
    weights
        One of `WEIGHTS`.

    Returns
    -------
    float
        1 for full agreement; NaN if no unit has both values or both coders used the same single
        value throughout.

    Raises
    ------
    ValueError
        For unequal lengths, unknown weights or a value that the order lacks.

    Examples
    --------
    One of four units differs, by one step (1/4 on average); by chance it would be 14/16:

    >>> round(weighted_kappa([0, 1, 2, 2], [0, 1, 2, 1], [0, 1, 2]), 4)
    0.7143

    References
    ----------
    Cohen, J. (1968). Weighted kappa. doi:10.1037/h0026256
    """
    if weights not in WEIGHTS:
        raise ValueError(f"Unknown weights {weights!r}; expected one of {', '.join(WEIGHTS)}.")
    if len(first) != len(second):
        raise ValueError(
            f"The two coders have {len(first)} and {len(second)} values; expected as many each."
        )
    place = {value: index for index, value in enumerate(order)}
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if not (pd.isna(a) or pd.isna(b))]
    foreign = sorted({str(value) for pair in pairs for value in pair if value not in place})
    if foreign:
        raise ValueError(
            f"Values that the order lacks: {', '.join(foreign[:5])}; "
            f"the order is {', '.join(map(str, order))}."
        )
    if not pairs:
        return float("nan")
    table = np.zeros((len(place), len(place)))
    for a, b in pairs:
        table[place[a], place[b]] += 1
    steps = np.abs(np.subtract.outer(np.arange(len(place)), np.arange(len(place))))
    weight = {"none": (steps > 0) * 1.0, "linear": steps * 1.0, "quadratic": steps**2.0}[weights]
    expected = float(table.sum(axis=1) @ weight @ table.sum(axis=0)) / len(pairs)
    if expected == 0:
        return float("nan")
    return float(1 - (weight * table).sum() / expected)
