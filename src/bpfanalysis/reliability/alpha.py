"""Krippendorff's alpha for any number of coders, with missing values and a bootstrap interval."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from bpfanalysis.reliability.coincidence import (
    coincidences,
    counts_per_unit,
    distances,
    value_order,
)

NOTHING = ("absent", "no", "0", 0)  # values that say "not there", in the order they are looked for
_CELLS_AT_ONCE = 4_000_000  # bounds the memory of one batch of bootstrap draws (32 MB)


@dataclass(frozen=True)
class Alpha:
    """Agreement between coders on one set of units.

    Attributes
    ----------
    alpha
        Krippendorff's alpha; NaN where it is undefined (see `note`).
    low, high
        Bootstrap interval; NaN where alpha is.
    n_units
        Units with at least two values.
    n_coders
        Coders with at least one value.
    agreement
        Share of pairs of values within units that are the same.
    prevalence
        Share of values that differ from the reference value ("absent" where it occurs).
    note
        Why alpha is undefined, in words; empty where it is defined.
    """

    alpha: float
    low: float
    high: float
    n_units: int
    n_coders: int
    agreement: float
    prevalence: float
    note: str = ""


def krippendorff_alpha(
    ratings: pd.DataFrame, level: str = "nominal", order: Sequence[object] | None = None
) -> float:
    """Agreement beyond chance: alpha = 1 - observed / expected disagreement.

    alpha = 1 - (n - 1) sum_ck o_ck d_ck / sum_ck n_c n_k d_ck, with the coincidences o_ck, their
    margins n_c, the number n of pairable values and the squared distances d_ck of the level.

    Parameters
    ----------
    ratings
        Units x coders; missing values are NaN.
    level
        nominal, ordinal, interval, or jaccard (for sets such as ``"private;states"``).
    order
        Values from lowest to highest; needed for ordinal words.

    Returns
    -------
    float
        1 for coders who agree throughout, 0 for agreement as by chance, below 0 for less than
        that; NaN if no unit has two values or all values are the same (nothing can be shown).

    Raises
    ------
    ValueError
        For an unknown level or values that do not fit it.

    Examples
    --------
    The binary example of Krippendorff (2011), ten units, two coders:

    >>> meg = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    >>> owen = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    >>> round(krippendorff_alpha(pd.DataFrame({"Meg": meg, "Owen": owen})), 3)
    0.095
    >>> krippendorff_alpha(pd.DataFrame({"A": ["x", "y"], "B": ["x", "y"]}))
    1.0
    >>> krippendorff_alpha(pd.DataFrame({"A": ["x", "x"], "B": ["x", "x"]}))
    nan

    References
    ----------
    Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability.
    Krippendorff, K. (2019). Content Analysis, 4th ed. doi:10.4135/9781071878781
    """
    values = value_order(ratings, level, order)
    counts = _pairable(counts_per_unit(ratings, values))
    if not len(counts):
        return float("nan")
    single = np.ones((1, len(counts)), dtype=np.int64)
    return float(_alphas(counts, single, values, level)[0])


def alpha_with_interval(
    ratings: pd.DataFrame,
    level: str = "nominal",
    order: Sequence[object] | None = None,
    *,
    reference: object = None,
    clusters: Sequence[Hashable] | None = None,
    draws: int = 1000,
    seed: int = 0,
    confidence: float = 0.95,
) -> Alpha:
    """Alpha with a bootstrap interval, the plain agreement and the prevalence beside it.

    The bootstrap resamples units and computes observed *and* expected disagreement anew in each
    draw (percentile interval), as Zapf et al. (2016) recommend: the margins that make the expected
    disagreement are estimates from the same units. The older algorithm of Krippendorff resamples
    single deviations with the expected disagreement held fixed and so leaves this part out. A draw
    in which all values are the same counts as 0, since it cannot show any reliability; where few
    units differ this makes the interval wide, which is what such data deserve.

    Parameters
    ----------
    ratings, level, order
        As for `krippendorff_alpha`.
    reference
        The value that means "not there", against which prevalence is counted. By default "absent",
        "no" or 0 where one of them occurs, else the most frequent value.
    clusters
        One label per unit: whole clusters are resampled (the cells of one agreement are not
        independent of each other). By default each unit is its own.
    draws
        Number of bootstrap draws, at least 1; 0 leaves the interval out.
    seed
        Seed of the draws.
    confidence
        Coverage of the interval.

    Returns
    -------
    Alpha

    Raises
    ------
    ValueError
        As `krippendorff_alpha`, and for a number of draws below 0.

    Examples
    --------
    >>> table = pd.DataFrame({"A": list("xyxyxyxy"), "B": list("xyxyxyyy")})
    >>> found = alpha_with_interval(table, draws=200, seed=1)
    >>> round(found.alpha, 3), found.agreement, found.low < found.alpha < found.high
    (0.762, 0.875, True)
    >>> alpha_with_interval(pd.DataFrame({"A": ["x"], "B": ["x"]})).note
    "no variation: every value is 'x'"

    Notes
    -----
    High alpha shows consistency, not validity.

    References
    ----------
    Zapf, A. et al. (2016). Measuring inter-rater reliability for nominal data.
    doi:10.1186/s12874-016-0200-9
    Hayes, A. F., Krippendorff, K. (2007). Answering the call for a standard reliability measure
    for coding data. doi:10.1080/19312450709336664
    """
    if draws < 0:
        raise ValueError(f"The number of draws is {draws}; expected 0 or more.")
    values = value_order(ratings, level, order)
    every = counts_per_unit(ratings, values)
    keep = every.sum(axis=1) > 1
    counts = every[keep]
    n_units, n_coders = len(counts), int(ratings.notna().any().sum())
    if not n_units:
        nothing = float("nan")
        note = "no unit has values of two coders"
        return Alpha(nothing, nothing, nothing, 0, n_coders, nothing, nothing, note)
    pairs = coincidences(counts)
    agreement = float(np.trace(pairs) / pairs.sum())
    prevalence = _prevalence(counts.sum(axis=0), values, reference)
    alpha = float(_alphas(counts, np.ones((1, n_units), dtype=np.int64), values, level)[0])
    if np.isnan(alpha):
        only = values[int(np.argmax(counts.sum(axis=0)))]
        note = f"no variation: every value is {only!r}"
        return Alpha(alpha, alpha, alpha, n_units, n_coders, agreement, prevalence, note)
    low = high = float("nan")
    if draws:
        labels = None if clusters is None else np.asarray(clusters, dtype=object)[keep]
        low, high = _interval(counts, values, level, labels, draws, seed, confidence)
    return Alpha(alpha, low, high, n_units, n_coders, agreement, prevalence)


def _pairable(counts: np.ndarray) -> np.ndarray:
    return counts[counts.sum(axis=1) > 1]


def _prevalence(margins: np.ndarray, values: Sequence[object], reference: object) -> float:
    if reference is None:
        reference = next(
            (value for value in NOTHING if value in values), values[int(np.argmax(margins))]
        )
    here = [column for column, value in enumerate(values) if value == reference]
    return float(1 - margins[here].sum() / margins.sum())


def _interval(
    counts: np.ndarray,
    values: Sequence[object],
    level: str,
    labels: np.ndarray | None,
    draws: int,
    seed: int,
    confidence: float,
) -> tuple[float, float]:
    """Percentiles of alpha over resampled units, in batches of bounded memory."""
    # Units with the same counts are exchangeable: a draw is a weight for each kind of unit.
    kinds, kind_of = np.unique(counts, axis=0, return_inverse=True)
    kind_of = kind_of.reshape(-1)
    if labels is None:
        blocks = np.eye(len(kinds), dtype=np.int64)
        block_of = kind_of
        n_blocks = len(counts)
    else:
        names, cluster_of = np.unique(labels.astype(str), return_inverse=True)
        blocks = np.zeros((len(names), len(kinds)), dtype=np.int64)
        np.add.at(blocks, (cluster_of.reshape(-1), kind_of), 1)
        block_of = np.arange(len(names))
        n_blocks = len(names)
    rng = np.random.default_rng(seed)
    at_once = max(1, _CELLS_AT_ONCE // max(n_blocks, len(kinds), len(values) ** 2))
    found = []
    for start in range(0, draws, at_once):
        size = min(at_once, draws - start)
        picked = block_of[rng.integers(0, n_blocks, size=(size, n_blocks))]
        offset = np.arange(size)[:, None] * len(blocks)
        weights = np.bincount((picked + offset).ravel(), minlength=size * len(blocks))
        found.append(_alphas(kinds, weights.reshape(size, -1) @ blocks, values, level))
    alphas = np.nan_to_num(np.concatenate(found), nan=0.0)
    tail = (1 - confidence) / 2
    low, high = np.quantile(alphas, [tail, 1 - tail])
    return float(low), float(high)


def _alphas(
    counts: np.ndarray, weights: np.ndarray, values: Sequence[object], level: str
) -> np.ndarray:
    """Alpha for each row of weights (how often each unit counts); NaN without variation."""
    counts = counts.astype(float)
    weights = weights.astype(float)
    share = 1 / (counts.sum(axis=1) - 1)
    margins = weights @ counts
    total = margins.sum(axis=1)
    distance = distances(values, level, margins)
    if distance.ndim == 2:
        within = ((counts @ distance) * counts).sum(axis=1) * share
        observed = weights @ within
        expected = ((margins @ distance) * margins).sum(axis=1)
    else:
        pairs = counts[:, :, None] * counts[:, None, :] * share[:, None, None]
        together = (weights @ pairs.reshape(len(counts), -1)).reshape(distance.shape)
        observed = (together * distance).sum(axis=(1, 2))
        expected = (margins[:, :, None] * margins[:, None, :] * distance).sum(axis=(1, 2))
    varies = (margins > 0).sum(axis=1) > 1
    ratio = np.divide(
        (total - 1) * observed, expected, out=np.full(len(total), np.nan), where=varies
    )
    return 1 - ratio
