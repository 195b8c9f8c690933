"""From measurements to degrees of membership.

The direct method turns a measurement into membership by three anchors: full non-membership, the
crossover (0.5), full membership. Distances from the crossover are scaled to log odds that reach
`log_odds` at the anchors, and become membership by the logistic function. Two conventions are in
use and give slightly different numbers: log odds of 3 at the anchors (membership 0.953), and log
odds that make the anchors exactly 0.95 (2.944); so the convention is a parameter.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

LOG_ODDS = {"three": 3.0, "membership-0.95": math.log(0.95 / 0.05)}


def direct(
    values: ArrayLike,
    full_out: float,
    crossover: float,
    full_in: float,
    log_odds: float = LOG_ODDS["three"],
) -> NDArray[np.float64]:
    """Memberships by the direct method.

    m = 1 / (1 + exp(-L (x - c) / |a - c|)), where c is the crossover, L the log odds at the
    anchors, and a the anchor on the side of x. A set that shrinks as the measurement grows has
    `full_in` below `full_out`.

    Parameters
    ----------
    values
        Measurements, in the unit of the anchors.
    full_out, crossover, full_in
        The anchors, strictly rising or strictly falling.
    log_odds
        Log odds at `full_in` (and, negative, at `full_out`); greater than 0.

    Raises
    ------
    ValueError
        If the anchors are not in order, the log odds not positive, or a value is missing.

    References
    ----------
    Ragin, C. C. (2008). Redesigning social inquiry, chapter 5.
    doi:10.7208/chicago/9780226702797.001.0001

    Examples
    --------
    >>> direct([2500, 5000, 20000], 2500, 5000, 20000).round(3).tolist()
    [0.047, 0.5, 0.953]
    >>> direct([20000], 2500, 5000, 20000, LOG_ODDS["membership-0.95"]).round(3).tolist()
    [0.95]
    """
    rising = full_out < crossover < full_in
    if not rising and not full_out > crossover > full_in:
        raise ValueError(
            f"The anchors {full_out}, {crossover}, {full_in} are not in order; expected full "
            "non-membership, crossover, full membership, rising or falling."
        )
    if not log_odds > 0:
        raise ValueError(f"The log odds at the anchors are {log_odds}; expected more than 0.")
    x = np.asarray(values, dtype=float)
    if np.isnan(x).any():
        raise ValueError("A measurement is missing; a case without a value has no membership.")
    distance = (x - crossover) if rising else (crossover - x)
    scale = np.where(distance >= 0, abs(full_in - crossover), abs(crossover - full_out))
    odds = np.clip(log_odds * distance / scale, -700, 700)
    return 1 / (1 + np.exp(-odds))


def crisp(values: ArrayLike, thresholds: Sequence[float]) -> NDArray[np.int64]:
    """Class numbers by thresholds: how many thresholds a value reaches.

    Parameters
    ----------
    values
        Measurements.
    thresholds
        Strictly rising; one threshold gives 0 and 1. A value at a threshold has reached it.

    Examples
    --------
    >>> crisp([719, 550, 550.5, 600], [550, 600]).tolist()
    [2, 1, 1, 2]
    """
    cuts = np.asarray(thresholds, dtype=float)
    if cuts.ndim != 1 or len(cuts) == 0 or (np.diff(cuts) <= 0).any():
        raise ValueError(f"The thresholds {list(thresholds)} do not rise; give at least one.")
    x = np.asarray(values, dtype=float)
    if np.isnan(x).any():
        raise ValueError("A measurement is missing; a case without a value has no class.")
    return np.searchsorted(cuts, x, side="right").astype(np.int64)
