"""How many rows hold both columns of a pair: X'X, for small and for large tables."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from bpfanalysis.networks.null_tails import Ints, pair_positions

# Ones in a table from which compiling pays; both ways count whole numbers, so they agree.
COMPILED_FROM_ONES = 200_000
SPARSE_FROM_PRODUCTS = 100_000_000  # from here on rows with few ones are better multiplied as such
SPARSE_SHARE = 100
EXACT_IN_SINGLE = 1 << 24  # rows up to which single precision counts exactly


def cooccurrence(matrix: npt.ArrayLike | sparse.sparray) -> Ints:
    """Columns x columns: the number of rows that hold both; column sums on the diagonal.

    Parameters
    ----------
    matrix
        Rows x columns, 0/1: an array, or a scipy sparse array (rows of which hold few ones).

    Returns
    -------
    ndarray
        Symmetric, whole numbers.

    Raises
    ------
    ValueError
        If a sparse array holds other values than 0 and 1.

    Examples
    --------
    >>> cooccurrence([[1, 1, 0], [1, 0, 0]]).tolist()
    [[2, 1, 0], [1, 1, 0], [0, 0, 0]]
    >>> cooccurrence(sparse.csr_array([[1, 1, 0], [1, 0, 0]])).tolist()
    [[2, 1, 0], [1, 1, 0], [0, 0, 0]]
    """
    if sparse.issparse(matrix):
        return _sparse(matrix)
    shape = np.shape(matrix)
    if shape[0] * shape[1] ** 2 > SPARSE_FROM_PRODUCTS:
        held = np.count_nonzero(matrix, axis=1).astype(np.int64)
        if SPARSE_SHARE * int(held @ held) < shape[0] * shape[1] ** 2:
            return _sparse(sparse.csr_array(np.asarray(matrix)))
    # floats count exactly up to here, and are many times faster than the integer product
    single = shape[0] < EXACT_IN_SINGLE
    table: npt.NDArray[Any] = np.asarray(matrix, dtype=np.float32 if single else np.float64)
    return np.rint(table.T @ table).astype(np.int64)


def pair_counts(matrix: npt.ArrayLike | sparse.sparray) -> Ints:
    """The count of every pair, in the order of `pair_positions`.

    Examples
    --------
    >>> pair_counts([[1, 1, 0], [1, 0, 1], [1, 1, 0]]).tolist()
    [2, 1, 0]
    """
    square = cooccurrence(matrix)
    return square[pair_positions(square.shape[0])]


def _sparse(matrix: Any) -> Ints:
    rows = matrix.tocsr()
    if not rows.has_canonical_format:  # a cell stored twice would count twice
        rows = rows.copy()
        rows.sum_duplicates()
    if rows.nnz and not rows.data.min() == rows.data.max() == 1:
        raise ValueError("the sparse table holds other values than 0 and 1, or stored zeros.")
    if rows.nnz >= COMPILED_FROM_ONES:
        from bpfanalysis.networks.compiling import AVAILABLE
        from bpfanalysis.networks.cooccurrence_compiled import add_rows

        if AVAILABLE:  # else the same numbers, later
            half = np.zeros((rows.shape[1],) * 2, dtype=np.uint32)
            starts, columns = (
                part.view(np.uint32 if part.dtype == np.int32 else np.uint64)
                for part in (rows.indptr, rows.indices)
            )
            add_rows(starts, columns, half)
            square = half.astype(np.int64)
            diagonal = np.diag(square).copy()
            square += half.T
            np.fill_diagonal(square, diagonal)
            return square
    if rows.data.dtype.itemsize < 4:  # small integers would overflow
        rows = sparse.csr_array(
            (np.ones(rows.nnz, np.int32), rows.indices, rows.indptr), shape=rows.shape
        )
    return (rows.T @ rows).toarray().astype(np.int64)
