"""Counts of values per unit, coincidences, and the distances between values."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

LEVELS = ("nominal", "ordinal", "interval", "jaccard")


def canonical_set(value: object, separator: str = ";") -> object:
    """One spelling for a set written as a joined string; a missing value stays missing.

    Parameters
    ----------
    value
        ``"states;private"``, or anything else, which is returned as it is.
    separator
        What stands between the members.

    Examples
    --------
    >>> canonical_set("states; private") == canonical_set("private;states;states")
    True
    >>> canonical_set("states; private")
    'private;states'
    """
    if not isinstance(value, str):
        return value
    members = sorted({part.strip() for part in value.split(separator)} - {""})
    return separator.join(members) if members else np.nan


def value_order(
    ratings: pd.DataFrame, level: str = "nominal", order: Sequence[object] | None = None
) -> list:
    """The distinct values of a table of ratings, in the order that the level needs.

    Parameters
    ----------
    ratings
        Units x coders; missing values are NaN.
    level
        One of `LEVELS`.
    order
        The values from lowest to highest. Required for ordinal ratings that are not numbers.

    Returns
    -------
    list
        The values that occur (with `order`, only those of it that occur).

    Raises
    ------
    ValueError
        For an unknown level, a value that the order lacks, words on an interval scale, or ordinal
        words without an order.

    Examples
    --------
    >>> table = pd.DataFrame({"A": ["implicit", "absent"], "B": ["explicit", "absent"]})
    >>> value_order(table, "ordinal", ["absent", "implicit", "explicit"])
    ['absent', 'implicit', 'explicit']
    """
    if level not in LEVELS:
        raise ValueError(f"Unknown level {level!r}; expected one of {', '.join(LEVELS)}.")
    found = pd.unique(pd.Series(ratings.to_numpy(dtype=object).ravel(), dtype=object))
    values = [value for value in found if not pd.isna(value)]
    if order is not None:
        known = list(order)
        if len(set(known)) < len(known):
            raise ValueError(f"The order names a value twice: {', '.join(map(str, known))}.")
        foreign = sorted({str(value) for value in values if value not in known})
        if foreign:
            raise ValueError(
                f"Values that the order lacks: {', '.join(foreign[:5])}; "
                f"the order is {', '.join(map(str, known))}. Add them to it or mend the table."
            )
        present = set(values)
        values = [value for value in known if value in present]
    elif level == "ordinal" and any(isinstance(value, str) for value in values):
        raise ValueError(
            "Ordinal values that are words need an order, from lowest to highest, "
            "for example absent,implicit,explicit."
        )
    elif level in ("nominal", "jaccard"):
        values = sorted(values, key=lambda value: (str(type(value)), value))
    else:
        values = sorted(values)
    if level == "interval" and any(isinstance(value, str) for value in values):
        words = [str(value) for value in values if isinstance(value, str)]
        raise ValueError(f"An interval scale needs numbers; found {', '.join(words[:5])}.")
    return values


def counts_per_unit(ratings: pd.DataFrame, values: Sequence[object]) -> np.ndarray:
    """How often each value was given to each unit.

    Parameters
    ----------
    ratings
        Units x coders; missing values are NaN.
    values
        The K distinct values, in order.

    Returns
    -------
    numpy.ndarray
        Units x K, whole numbers. Units with fewer than two values are kept (they pair nothing).

    Examples
    --------
    >>> counts_per_unit(pd.DataFrame({"A": ["x", "x"], "B": ["x", "y"]}), ["x", "y"]).tolist()
    [[2, 0], [1, 1]]
    """
    cells = ratings.to_numpy(dtype=object)
    counts = np.zeros((len(cells), len(values)), dtype=np.int64)
    for column, value in enumerate(values):
        counts[:, column] = (cells == value).sum(axis=1)
    return counts


def coincidences(counts: np.ndarray) -> np.ndarray:
    """The coincidence matrix: pairs of values within units.

    o_ck = sum over units u of n_uc (n_uk - [c = k]) / (m_u - 1), where n_uc counts value c in unit
    u and m_u is the number of values of u. Units with one value add nothing.

    Parameters
    ----------
    counts
        Units x K, as from `counts_per_unit`.

    Returns
    -------
    numpy.ndarray
        K x K, symmetric; its sum is the number of pairable values.

    Examples
    --------
    >>> coincidences(np.array([[2, 0], [1, 1]])).tolist()
    [[2.0, 1.0], [1.0, 0.0]]
    """
    counts = np.asarray(counts, dtype=float)
    totals = counts.sum(axis=1)
    kept, totals = counts[totals > 1], totals[totals > 1]
    weighted = kept / (totals - 1)[:, None]
    return weighted.T @ kept - np.diag(weighted.sum(axis=0))


def distances(values: Sequence[object], level: str, margins: np.ndarray) -> np.ndarray:
    """Squared distance between each pair of values.

    nominal: 0 or 1. interval: (c - k)^2. ordinal: (n_c/2 + ... + n_k/2)^2, that is the number of
    pairable values from c to k with the two ends counted half, squared. jaccard, for sets: the
    share of members that the two do not have in common, 1 - |c and k| / |c or k|. Jaccard is
    preferred to MASI because it is a plain share that a reader can check by hand; MASI multiplies
    it with chosen weights.

    Parameters
    ----------
    values
        The K values in order.
    level
        One of `LEVELS`.
    margins
        Pairable values by category, shape (..., K). Only the ordinal distance depends on them.

    Returns
    -------
    numpy.ndarray
        K x K, or (..., K, K) for the ordinal distance.

    Examples
    --------
    >>> distances(["a", "b", "c"], "ordinal", np.array([2, 4, 2])).tolist()
    [[0.0, 9.0, 36.0], [9.0, 0.0, 9.0], [36.0, 9.0, 0.0]]
    >>> distances(["private;states", "states"], "jaccard", np.array([1, 1])).tolist()
    [[0.0, 0.5], [0.5, 0.0]]

    References
    ----------
    Krippendorff, K. (2019). Content Analysis, 4th ed. doi:10.4135/9781071878781
    """
    size = len(values)
    if level == "nominal":
        return 1.0 - np.eye(size)
    if level == "interval":
        numbers = np.array([float(value) for value in values])  # type: ignore[arg-type]
        return (numbers[:, None] - numbers[None, :]) ** 2
    if level == "jaccard":
        sets = [frozenset(str(value).split(";")) for value in values]
        return np.array([[1 - len(a & b) / len(a | b) for b in sets] for a in sets]).reshape(
            size, size
        )
    margins = np.asarray(margins, dtype=float)
    middle = np.cumsum(margins, axis=-1) - margins / 2
    return (middle[..., :, None] - middle[..., None, :]) ** 2
