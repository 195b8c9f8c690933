"""Many tests at once: how p-values are corrected for their number."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

CORRECTIONS = ("bh", "holm", "none")


def benjamini_hochberg(p_values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Adjust p-values so that the expected share of false finds is bounded.

    With the p-values sorted upwards, adjusted p_(k) = min over l >= k of min(1, p_(l) T / l).

    Parameters
    ----------
    p_values
        T p-values, in any order, none missing.

    Returns
    -------
    ndarray
        The adjusted values, in the order given.

    Examples
    --------
    >>> benjamini_hochberg([0.01, 0.04, 0.03, 0.5]).round(4).tolist()
    [0.04, 0.0533, 0.0533, 0.5]

    References
    ----------
    Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57, doi:10.1111/j.2517-6161.1995.tb02031.x.
    Holds under independence and positive dependence; pairs that share a norm are dependent in
    ways that are not covered by proof, so it is a guide and not a guarantee.
    """
    p = _checked(p_values)
    order = np.argsort(-p, kind="stable")
    ranks = np.arange(p.size, 0, -1)
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(1.0, np.minimum.accumulate(p[order] * p.size / ranks))
    return adjusted


def holm(p_values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Adjust p-values so that the chance of even one false find is bounded under any dependence.

    With the p-values sorted upwards, adjusted p_(k) = max over l <= k of min(1, p_(l) (T - l + 1)).

    Parameters
    ----------
    p_values
        T p-values, in any order, none missing.

    Returns
    -------
    ndarray
        The adjusted values, in the order given.

    Examples
    --------
    >>> holm([0.01, 0.04, 0.03, 0.5]).round(4).tolist()
    [0.04, 0.09, 0.09, 0.5]

    References
    ----------
    Holm (1979), Scand. J. Stat. 6, 65-70.
    """
    p = _checked(p_values)
    order = np.argsort(p, kind="stable")
    factors = np.arange(p.size, 0, -1)
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(1.0, np.maximum.accumulate(p[order] * factors))
    return adjusted


def adjust(
    p_values: npt.ArrayLike, correction: str, tested: npt.ArrayLike | None = None
) -> npt.NDArray[np.float64]:
    """Adjust p-values by the name of a correction; those not tested get 1 and do not count.

    Parameters
    ----------
    p_values
        One p-value per hypothesis.
    correction
        ``bh``, ``holm`` or ``none``.
    tested
        Which of them are tests at all; all by default.

    Raises
    ------
    ValueError
        If the correction is unknown, or a p-value is missing or outside 0 to 1.

    Examples
    --------
    >>> adjust([0.02, 1.0, 0.04], "holm", tested=[True, False, True]).tolist()
    [0.04, 1.0, 0.04]
    """
    methods = {"bh": benjamini_hochberg, "holm": holm, "none": _checked}
    if correction not in methods:
        raise ValueError(
            f"no correction is called {correction!r}; expected one of {', '.join(CORRECTIONS)}."
        )
    p = _checked(p_values)
    chosen = np.ones(p.size, bool) if tested is None else np.asarray(tested, bool)
    adjusted = np.ones_like(p)
    adjusted[chosen] = methods[correction](p[chosen])
    return adjusted


def _checked(p_values: npt.ArrayLike) -> npt.NDArray[np.float64]:
    p = np.array(p_values, dtype=np.float64).ravel()
    if not ((p >= 0) & (p <= 1)).all():
        raise ValueError("a p-value is missing or not between 0 and 1.")
    return p


def sampling_interval(p: float, draws: int, confidence: float = 0.95) -> tuple[float, float]:
    """How far a tail estimated by sampling may lie from the true one (Clopper and Pearson).

    Parameters
    ----------
    p
        The estimate (b + 1) / (N + 1), where b of N draws were as extreme as the observed table.
    draws
        N, at least 1.
    confidence
        Between 0 and 1.

    Returns
    -------
    tuple of float
        Lower and upper bound of the true tail. Draws are taken as independent; where successive
        draws are correlated the interval is somewhat too narrow.

    Raises
    ------
    ValueError
        If `draws` is below 1 or `p` is no such estimate.

    Examples
    --------
    >>> low, high = sampling_interval(1 / 100, draws=99)
    >>> low, round(high, 4)
    (0.0, 0.0366)

    References
    ----------
    Clopper and Pearson (1934), Biometrika 26, 404-413, doi:10.1093/biomet/26.4.404
    """
    if draws < 1 or not 0 < p <= 1:
        raise ValueError(f"a tail of {p} from {draws} draws; expected 0 < p <= 1 and draws >= 1.")
    from scipy.stats import beta

    hits = max(0, round(p * (draws + 1)) - 1)
    outside = (1 - confidence) / 2
    low = float(beta.ppf(outside, hits, draws - hits + 1)) if hits else 0.0
    high = float(beta.ppf(1 - outside, hits + 1, draws - hits)) if hits < draws else 1.0
    return low, high
