"""How well one set is contained in another: consistency, PRI, coverage, relevance.

All measures compare memberships case by case. With X a condition or a combination, Y the outcome
and min taken within a case:

    sufficiency (X is contained in Y)    consistency = sum min(X, Y) / sum X
                                         coverage    = sum min(X, Y) / sum Y
    PRI   = (sum min(X, Y) - sum min(X, Y, 1-Y)) / (sum X - sum min(X, Y, 1-Y))
    necessity (Y is contained in X)      consistency = sum min(X, Y) / sum Y
                                         coverage    = sum min(X, Y) / sum X
    RoN   = sum (1 - X) / sum (1 - min(X, Y))

A measure whose denominator is zero is undefined and returned as NaN.

References
----------
Ragin, C. C. (2006). Set relations in social research. Political Analysis 14(3).
doi:10.1093/pan/mpj019. Schneider, C. Q. and Wagemann, C. (2012). Set-theoretic methods for the
social sciences. doi:10.1017/CBO9781139004244 (PRI, RoN).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Memberships = NDArray[np.float64]


@dataclass(frozen=True)
class Sufficiency:
    """How far X is contained in Y."""

    consistency: float
    pri: float
    coverage: float


@dataclass(frozen=True)
class Necessity:
    """How far Y is contained in X, and whether that says anything."""

    consistency: float
    ron: float
    coverage: float


def sufficiency(x: ArrayLike, y: ArrayLike) -> Sufficiency:
    """Consistency, PRI and coverage of X as sufficient for Y.

    Parameters
    ----------
    x, y
        Memberships of the same cases, each from 0 to 1.

    Examples
    --------
    >>> sufficiency([1, 1, 0, 0], [1, 0, 1, 0])
    Sufficiency(consistency=0.5, pri=0.5, coverage=0.5)
    """
    x, y = _pair(x, y)
    both = np.minimum(x, y)
    paradox = np.minimum(both, 1 - y).sum()
    return Sufficiency(
        ratio(both.sum(), x.sum()),
        ratio(both.sum() - paradox, x.sum() - paradox),
        ratio(both.sum(), y.sum()),
    )


def necessity(x: ArrayLike, y: ArrayLike) -> Necessity:
    """Consistency, relevance of necessity and coverage of X as necessary for Y.

    Parameters
    ----------
    x, y
        Memberships of the same cases, each from 0 to 1.

    Examples
    --------
    >>> necessity([1, 1, 1, 0], [1, 0, 0, 0])
    Necessity(consistency=1.0, ron=0.3333333333333333, coverage=0.3333333333333333)
    """
    x, y = _pair(x, y)
    both = np.minimum(x, y)
    return Necessity(
        ratio(both.sum(), y.sum()),
        ratio((1 - x).sum(), (1 - both).sum()),
        ratio(both.sum(), x.sum()),
    )


def ratio(part: float, whole: float) -> float:
    """A share, or NaN where there is nothing to share; sums of decimals below 1e-12 are nothing.

    Examples
    --------
    >>> ratio(1, 4), ratio(0, 0)
    (0.25, nan)
    """
    return float(part) / float(whole) if abs(float(whole)) > 1e-12 else float("nan")


def ratios(parts: Memberships, wholes: Memberships) -> Memberships:
    """Many shares at a time, each as `ratio` gives it.

    Examples
    --------
    >>> ratios(np.array([1.0, 0.0]), np.array([4.0, 0.0])).tolist()
    [0.25, nan]
    """
    told = np.abs(wholes) > 1e-12
    return np.divide(parts, wholes, out=np.full(parts.shape, np.nan), where=told)


def _pair(x: ArrayLike, y: ArrayLike) -> tuple[Memberships, Memberships]:
    first, second = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    if first.shape != second.shape or first.ndim != 1:
        raise ValueError(
            f"Memberships of {first.shape} and {second.shape} cases cannot be compared; "
            "both need one value per case."
        )
    return first, second
