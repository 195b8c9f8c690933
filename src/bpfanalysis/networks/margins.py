"""What row and column sums alone decide: forced cells, and counts that cannot vary.

A table of 0 and 1 with given margins falls into components. Inside one, every cell can be 0 in
one arrangement and 1 in another; between two, every cell is forced. Full and empty rows and
columns are components of their own, and in a nested table every cell is forced.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse

from bpfanalysis.networks.null_tails import Bools, Ints, pair_positions


def components(matrix: npt.ArrayLike, allowed: npt.ArrayLike | None = None) -> tuple[Ints, Ints]:
    """Number of the component of each row and of each column.

    Parameters
    ----------
    matrix
        Rows x columns, 0/1.
    allowed
        Rows x columns, False at structural zeros; all True by default.

    Returns
    -------
    tuple
        Labels of the rows and of the columns. A cell can vary, margins (and structural zeros)
        kept, exactly where its row and its column share a label.

    Examples
    --------
    The first row is full; what is left is one free 2 x 2 block:

    >>> [one.tolist() for one in components([[1, 1], [1, 0], [0, 1]])]
    [[0, 1, 1], [1, 1]]

    References
    ----------
    Brualdi (2006), Combinatorial Matrix Classes, chapter 3, doi:10.1017/CBO9780511721182.
    """
    table = np.asarray(matrix)
    if allowed is None:
        return _by_margins(
            table.sum(axis=1, dtype=np.int64).ravel(), table.sum(axis=0, dtype=np.int64).ravel()
        )
    return _by_cycles(table, np.asarray(allowed, bool))


def _by_margins(row_sums: Ints, column_sums: Ints) -> tuple[Ints, Ints]:
    # With rows and columns sorted downwards, the first e rows must hold ones in the first f
    # columns, and the others zeros elsewhere, exactly where e f + sum(later rows) equals the
    # sum of the first f columns (Ryser's structure matrix is 0). These places form a staircase.
    n_rows, n_columns = row_sums.size, column_sums.size
    row_order = np.argsort(-row_sums, kind="stable")
    column_order = np.argsort(-column_sums, kind="stable")
    later_rows = np.concatenate([np.cumsum(row_sums[row_order][::-1])[::-1], [0]])
    first_columns = np.concatenate([[0], np.cumsum(column_sums[column_order])])
    ascending = np.sort(column_sums)
    e = np.arange(n_rows + 1)
    wider = n_columns - np.searchsorted(ascending, e, side="left")
    narrower = n_columns - np.searchsorted(ascending, e, side="right")
    corners: list[tuple[int, int]] = []
    for at in np.nonzero(e * wider + later_rows == first_columns[wider])[0]:
        corners.extend((int(at), f) for f in range(wider[at], narrower[at] - 1, -1))
    row_labels = np.zeros(n_rows, dtype=np.int64)
    column_labels = np.zeros(n_columns, dtype=np.int64)
    for label, ((above, right), (below, left)) in enumerate(pairwise(corners)):
        row_labels[row_order[above:below]] = label
        column_labels[column_order[left:right]] = label
    return row_labels, column_labels


def _by_cycles(table: npt.NDArray[np.integer], allowed: Bools) -> tuple[Ints, Ints]:
    # A cell can change exactly where it lies on a cycle that alternates between ones and free
    # zeros: row -> column over a free zero, column -> row over a one.
    n_rows, n_columns = table.shape
    zero_row, zero_column = np.nonzero((table == 0) & allowed)
    one_row, one_column = np.nonzero(table)
    start = np.concatenate([zero_row, one_column + n_rows])
    end = np.concatenate([zero_column + n_rows, one_row])
    graph = sparse.coo_array(
        (np.ones(start.size, np.int8), (start, end)), shape=(n_rows + n_columns,) * 2
    )
    _, labels = sparse.csgraph.connected_components(graph, connection="strong")
    renumbered = np.unique(labels, return_inverse=True)[1].astype(np.int64)
    return renumbered[:n_rows], renumbered[n_rows:]


def fixed_by_forced_cells(ones: npt.ArrayLike, varies: npt.ArrayLike) -> Bools:
    """Columns x columns: pairs whose count follows from column sums and forced cells alone.

    That is so where the two columns vary in no row together, and where one varies the other is
    forced to the same value throughout: the count is then a sum of whole columns' parts.

    Parameters
    ----------
    ones
        Rows x columns, True where a cell is forced to 1.
    varies
        Rows x columns, True where a cell is not forced.

    Examples
    --------
    A full column meets every other as often as that has ones:

    >>> ones, varies = [[1, 0], [1, 0]], [[0, 1], [0, 1]]
    >>> bool(fixed_by_forced_cells(ones, varies)[0, 1])
    True
    """
    free = np.asarray(varies, dtype=np.float64)
    forced = np.asarray(ones, dtype=np.float64)
    together = free.T @ free > 0
    held = free.T @ forced  # of the rows where one varies, those where the other is 1
    whole = (held == 0) | (held == free.sum(axis=0)[:, None])
    return ~together & whole & whole.T


def fixed_counts(matrix: npt.ArrayLike, counts: npt.ArrayLike) -> Bools:
    """Which pairs' counts take one value only over all tables with the same margins.

    Given two columns with sums s_i and s_j that meet k times, the rest of the table needs k rows
    to give up two ones and s_i + s_j - 2k to give up one. Taking them from the largest rows
    leaves the most even remainder, so a table with count k exists exactly if that remainder
    passes the Gale-Ryser test. Tables with the same margins are linked by swaps that change the
    count by one at most; so it is fixed exactly if neither k - 1 nor k + 1 is possible.

    Parameters
    ----------
    matrix
        Rows x columns, 0/1.
    counts
        The pairs' observed counts, in the order of `null_tails.pair_positions`.

    Examples
    --------
    Two columns that share out three rows, one each, can never meet; with a third column they can.

    >>> fixed_counts([[1, 0], [0, 1], [1, 0]], [0]).tolist()
    [True]
    >>> fixed_counts([[1, 1, 0], [0, 0, 1], [1, 0, 0]], [1, 0, 0]).tolist()
    [False, False, False]

    References
    ----------
    Ryser (1957), Canad. J. Math. 9, doi:10.4153/CJM-1957-044-3.
    """
    table = np.asarray(matrix)
    n_columns = table.shape[1]
    first, second = pair_positions(n_columns)
    observed = np.asarray(counts, dtype=np.int64)
    _, column_labels = components(table)
    fixed = column_labels[first] != column_labels[second]
    rows = np.sort(table.sum(axis=1, dtype=np.int64))[::-1]
    sums = table.sum(axis=0, dtype=np.int64)
    reach = np.arange(1, rows.size + 1)
    # Gale-Ryser: the e largest rows can hold at most min(e, s) ones of a column with sum s
    holds = {int(s): np.minimum(reach, s) for s in np.unique(sums)}
    everything = np.sum([holds[int(s)] for s in sums], axis=0)
    known: dict[tuple[int, int, int], bool] = {}
    for at in np.nonzero(~fixed)[0]:
        k = int(observed[at])
        small, large = sorted((int(sums[first[at]]), int(sums[second[at]])))
        key = (small, large, k)
        if key not in known:
            capacity = everything - holds[small] - holds[large]
            known[key] = not any(
                _possible(rows, capacity, small, large, other) for other in (k + 1, k - 1)
            )
        fixed[at] = known[key]
    return fixed


def _possible(rows: Ints, capacity: Ints, s_i: int, s_j: int, k: int) -> bool:
    """Whether a table exists in which two columns with sums s_i, s_j meet exactly k times."""
    single = s_i + s_j - 2 * k
    if k < 0 or k > min(s_i, s_j) or k + single > rows.size:
        return False
    left = rows.copy()
    left[:k] -= 2
    left[k : k + single] -= 1
    if left.min() < 0:
        return False
    return bool((np.cumsum(np.sort(left)[::-1]) <= capacity).all())
