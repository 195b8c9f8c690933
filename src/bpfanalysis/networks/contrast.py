"""Which norms kinds of adopter hold more or less often, and which norms keep apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from bpfanalysis.networks.null_tails import two_sided
from bpfanalysis.networks.sdsm import cell_probabilities, poisson_binomial_tails
from bpfanalysis.networks.testing import adjust


def group_contrast(
    matrix: pd.DataFrame,
    groups: Sequence[str],
    *,
    tables: Iterable[np.ndarray] | None = None,
    correction: str = "bh",
    alpha: float = 0.05,
) -> pd.DataFrame:
    """Whether a kind of adopter holds a norm more or less often than its length explains.

    Permuting the labels of agreements would call a norm typical of a kind of adopter that merely
    writes longer texts. So the table is permuted instead, within its margins: every agreement
    keeps its number of norms and every norm its number of agreements, and the norm's count in
    the group is compared with that.

    Parameters
    ----------
    matrix
        Agreements x norms, 0/1.
    groups
        The kind of adopter of each agreement.
    tables
        Permuted tables with the margins of `matrix`, each rows x columns 0/1, from a sampler of
        the fixed-margin null; p = (b + 1) / (N + 1). Without it the margins are kept on average
        (SDSM), with exact tails.
    correction, alpha
        Over all norms and groups.

    Returns
    -------
    pandas.DataFrame
        One row per group and norm: ``group, n_group, norm, count, share, expected, p_upper,
        p_lower, p_two_sided, p_adjusted, sign``. Groups in order of first appearance.

    Raises
    ------
    ValueError
        If groups do not match the rows, there is a single group, or no table is given.

    Examples
    --------
    >>> matrix = pd.DataFrame({"A": [1, 1, 0, 0], "B": [0, 0, 1, 1]})
    >>> found = group_contrast(matrix, ["states", "states", "firms", "firms"])
    >>> found[["group", "norm", "count", "expected"]].values.tolist()[0]
    ['states', 'A', 2, 1.0]

    References
    ----------
    Strona et al. (2014). doi:10.1038/ncomms5114
    """
    labels = list(groups)
    if len(labels) != len(matrix):
        raise ValueError(f"{len(labels)} groups for {len(matrix)} rows; expected one per row.")
    names = list(dict.fromkeys(labels))
    if len(names) < 2:
        raise ValueError("all agreements are of one kind; a contrast needs two.")
    inside = np.array([[label == name for label in labels] for name in names], dtype=np.int64)
    observed = inside @ matrix.to_numpy(dtype=np.int64)
    if tables is None:
        expected, upper, lower, fixed = _exact(matrix, inside, observed)
    else:
        expected, upper, lower, fixed = _sampled(tables, inside, observed)
    p = two_sided(upper, lower)
    adjusted = adjust(p.ravel(), correction, ~fixed.ravel()).reshape(p.shape)
    direction = np.where(upper < lower, 1, -1)
    sizes = inside.sum(axis=1)
    frames = [
        pd.DataFrame(
            {
                "group": name,
                "n_group": int(sizes[place]),
                "norm": list(matrix.columns),
                "count": observed[place],
                "share": observed[place] / sizes[place],
                "expected": expected[place],
                "p_upper": upper[place],
                "p_lower": lower[place],
                "p_two_sided": p[place],
                "p_adjusted": adjusted[place],
                "sign": np.where(~fixed[place] & (adjusted[place] <= alpha), direction[place], 0),
            }
        )
        for place, name in enumerate(names)
    ]
    return pd.concat(frames, ignore_index=True)


def keep_apart(pairs: pd.DataFrame, limit: int | None = None) -> pd.DataFrame:
    """The pairs of norms that meet less often than expected, the least likely first.

    Parameters
    ----------
    pairs
        As from `norm_pairs`: ``source, target, count, expected, p_lower``.
    limit
        How many to list; all by default.

    Returns
    -------
    pandas.DataFrame
        Rows of `pairs` with count below expected, by p_lower. Those with sign -1 are findings;
        the others are listed for reading only.

    Examples
    --------
    >>> pairs = pd.DataFrame({"source": ["A", "A"], "target": ["B", "C"], "count": [0, 4],
    ...     "expected": [2.0, 3.0], "p_lower": [0.01, 0.9], "sign": [-1, 0]})
    >>> keep_apart(pairs)["target"].tolist()
    ['B']
    """
    below = pairs[pairs["count"] < pairs["expected"].round(9)]
    rounded = below["p_lower"].map(lambda p: float(f"{p:.9e}"))
    order = below.assign(rounded=rounded).sort_values("rounded", kind="stable").index
    return below.loc[order].head(limit if limit is not None else len(below)).reset_index(drop=True)


def _exact(
    matrix: pd.DataFrame, inside: np.ndarray, observed: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Expected counts and Poisson-binomial tails of each group and norm."""
    chance = cell_probabilities(matrix)
    expected = inside @ chance
    upper, lower = np.ones(observed.shape), np.ones(observed.shape)
    uncertain = inside @ ((chance > 0) & (chance < 1)).astype(np.int64)
    for place, column in np.argwhere(uncertain > 0):
        coins = chance[inside[place] == 1, column]
        upper[place, column], lower[place, column] = poisson_binomial_tails(
            coins, np.ones(len(coins), dtype=np.int64), int(observed[place, column])
        )
    return expected, upper, lower, uncertain == 0


def _sampled(
    tables: Iterable[np.ndarray], inside: np.ndarray, observed: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Means and tails over permuted tables."""
    total = np.zeros(observed.shape)
    above = np.zeros(observed.shape, dtype=np.int64)
    below = np.zeros(observed.shape, dtype=np.int64)
    moved = np.zeros(observed.shape, dtype=bool)
    n_tables = 0
    for table in tables:
        count = inside @ np.asarray(table, dtype=np.int64)
        total += count
        above += count >= observed
        below += count <= observed
        moved |= count != observed
        n_tables += 1
    if not n_tables:
        raise ValueError("no permuted table was given; at least one is needed.")
    upper, lower = (above + 1) / (n_tables + 1), (below + 1) / (n_tables + 1)
    return total / n_tables, np.where(moved, upper, 1.0), np.where(moved, lower, 1.0), ~moved
