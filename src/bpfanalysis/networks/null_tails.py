"""What every null model hands back, and the order in which pairs are listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class NullTails:
    """What a null model says of every pair of columns, in the order of `pair_positions`.

    Attributes
    ----------
    expected
        Mean count under the null.
    p_upper, p_lower
        P(X >= observed) and P(X <= observed).
    fixed
        Pairs whose count the margins leave no choice: both tails are 1 and nothing is tested.
    method
        ``exact``, ``sampled`` or ``approximate``.
    smallest_p
        The smallest two-sided p that any tested pair could have reached; NaN if none is tested.
    details
        What else a reader needs in order to repeat it: draws, seed, mixing.
    """

    expected: Floats
    p_upper: Floats
    p_lower: Floats
    fixed: Bools
    method: str
    smallest_p: float
    details: Mapping[str, Any] = field(default_factory=dict)


def pair_positions(n_columns: int) -> tuple[Ints, Ints]:
    """First and second column of each pair, in file order: (0, 1), (0, 2), ... (1, 2), ...

    Examples
    --------
    >>> [one.tolist() for one in pair_positions(3)]
    [[0, 0, 1], [1, 2, 2]]
    """
    first, second = np.triu_indices(n_columns, 1)
    return first.astype(np.int64), second.astype(np.int64)


def two_sided(p_upper: npt.ArrayLike, p_lower: npt.ArrayLike) -> Floats:
    """min(1, 2 min(p_upper, p_lower)).

    Examples
    --------
    >>> two_sided([0.02, 0.7], [0.99, 0.6]).tolist()
    [0.04, 1.0]
    """
    smaller = np.minimum(np.asarray(p_upper, float), np.asarray(p_lower, float))
    return np.minimum(1.0, 2.0 * smaller)
