"""How strongly two norms go together: weights of a pair, with formula, range and source.

All are functions of four numbers of a pair: `count` (rows that hold both), `first` and `second`
(rows that hold each) and `rows` (all rows). They say how much, not whether it is more than
chance; that is what the null models answer. An undefined 0/0 is NaN, never 0.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def jaccard(count: npt.ArrayLike, first: npt.ArrayLike, second: npt.ArrayLike) -> Array:
    """Share of the rows holding either that hold both: c / (s_i + s_j - c).

    Examples
    --------
    >>> float(jaccard(2, 3, 4))
    0.4
    """
    c, i, j = _floats(count, first, second)
    return _ratio(c, i + j - c)


def cosine(count: npt.ArrayLike, first: npt.ArrayLike, second: npt.ArrayLike) -> Array:
    """Cosine of the two columns (Ochiai): c / sqrt(s_i s_j).

    Examples
    --------
    >>> float(cosine(2, 4, 4))
    0.5
    """
    c, i, j = _floats(count, first, second)
    return _ratio(c, np.sqrt(i * j))


def association_strength(
    count: npt.ArrayLike, first: npt.ArrayLike, second: npt.ArrayLike
) -> Array:
    """Count over the product of the column sums: c / (s_i s_j).

    Examples
    --------
    >>> float(association_strength(2, 4, 5))
    0.1

    References
    ----------
    van Eck & Waltman (2009), J. Am. Soc. Inf. Sci. Technol. 60, doi:10.1002/asi.21075.
    """
    c, i, j = _floats(count, first, second)
    return _ratio(c, i * j)


def lift(
    count: npt.ArrayLike, first: npt.ArrayLike, second: npt.ArrayLike, rows: npt.ArrayLike
) -> Array:
    """Observed over expected if the columns were independent: n c / (s_i s_j).

    Examples
    --------
    >>> float(lift(2, 4, 5, 10))
    1.0
    """
    c, i, j, n = _floats(count, first, second, rows)
    return _ratio(n * c, i * j)


def phi(
    count: npt.ArrayLike, first: npt.ArrayLike, second: npt.ArrayLike, rows: npt.ArrayLike
) -> Array:
    """Pearson correlation of the columns: (n c - s_i s_j) / sqrt(s_i (n - s_i) s_j (n - s_j)).

    Examples
    --------
    Four rows, each norm in two of them, always together, then never:

    >>> float(phi(2, 2, 2, 4)), float(phi(0, 2, 2, 4))
    (1.0, -1.0)
    """
    c, i, j, n = _floats(count, first, second, rows)
    return _ratio(n * c - i * j, np.sqrt(i * (n - i)) * np.sqrt(j * (n - j)))


@dataclass(frozen=True)
class Weight:
    """A weight of a pair: what it is called, its formula, its range, where it is defined."""

    name: str
    function: Callable[..., Array]
    formula: str
    range: tuple[str, str]
    source: str
    needs_rows: bool = False


def _count(count: npt.ArrayLike, first: npt.ArrayLike, second: npt.ArrayLike) -> Array:
    return _floats(count, first, second)[0]


WEIGHTS: dict[str, Weight] = {
    weight.name: weight
    for weight in (
        Weight("count", _count, "c_ij", ("0", "min(s_i, s_j)"), "by definition"),
        Weight(
            "jaccard",
            jaccard,
            "c_ij / (s_i + s_j - c_ij)",
            ("0", "1"),
            "Jaccard (1912), doi:10.1111/j.1469-8137.1912.tb05611.x",
        ),
        Weight(
            "cosine",
            cosine,
            "c_ij / sqrt(s_i s_j)",
            ("0", "1"),
            "Ochiai (1957), doi:10.2331/suisan.22.526",
        ),
        Weight(
            "association_strength",
            association_strength,
            "c_ij / (s_i s_j)",
            ("0", "1"),
            "van Eck & Waltman (2009), doi:10.1002/asi.21075",
        ),
        Weight(
            "lift",
            lift,
            "n c_ij / (s_i s_j)",
            ("0", "n"),
            "n times the association strength; van Eck & Waltman (2009), doi:10.1002/asi.21075",
            needs_rows=True,
        ),
        Weight(
            "phi",
            phi,
            "(n c_ij - s_i s_j) / sqrt(s_i (n - s_i) s_j (n - s_j))",
            ("-1", "1"),
            "Pearson correlation of two 0/1 columns",
            needs_rows=True,
        ),
    )
}


def weight(
    name: str,
    count: npt.ArrayLike,
    first: npt.ArrayLike,
    second: npt.ArrayLike,
    rows: npt.ArrayLike,
) -> Array:
    """A weight by its name in `WEIGHTS`.

    Raises
    ------
    ValueError
        If there is no weight of that name.

    Examples
    --------
    >>> float(weight("lift", 2, 4, 5, 10))
    1.0
    """
    if name not in WEIGHTS:
        raise ValueError(f"no weight is called {name!r}; there are {', '.join(WEIGHTS)}.")
    chosen = WEIGHTS[name]
    if chosen.needs_rows:
        return chosen.function(count, first, second, rows)
    return chosen.function(count, first, second)


def _floats(*values: npt.ArrayLike) -> list[Array]:
    return [np.asarray(value, dtype=np.float64) for value in values]


def _ratio(above: Array, below: Array) -> Array:
    above, below = np.broadcast_arrays(above, below)
    result = np.full(above.shape, np.nan)
    np.divide(above, below, out=result, where=below != 0)
    return result
