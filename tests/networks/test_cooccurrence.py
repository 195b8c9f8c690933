"""X'X: dense, sparse and compiled give the same whole numbers."""

import numpy as np
import pytest
from scipy import sparse

from bpfanalysis.networks import cooccurrence as module
from bpfanalysis.networks.cooccurrence import cooccurrence, pair_counts


def table(seed: int = 0) -> np.ndarray:
    return (np.random.default_rng(seed).random((300, 40)) < 0.2).astype(np.int8)


@pytest.mark.parametrize("form", [sparse.csr_array, sparse.csc_array, sparse.coo_array])
@pytest.mark.parametrize("dtype", [np.int8, bool, np.int32, np.float64])
def test_sparse_and_dense_agree(form, dtype):
    dense = table()
    by_hand = dense.astype(int).T @ dense.astype(int)
    assert (cooccurrence(dense) == by_hand).all()
    assert (cooccurrence(form(dense.astype(dtype))) == by_hand).all()


def test_compiled_agrees(monkeypatch):
    pytest.importorskip("numba", reason="numba comes with the scale extra")
    dense = table(1)
    monkeypatch.setattr(module, "COMPILED_FROM_ONES", 0)
    rows = sparse.csr_array(dense)
    assert (cooccurrence(rows) == cooccurrence(dense)).all()
    backwards = sparse.csr_array(rows[:, ::-1])[:, ::-1]  # columns of a row out of order
    assert (cooccurrence(backwards) == cooccurrence(dense)).all()


def test_counts_beyond_a_byte_do_not_overflow():
    rows = sparse.csr_array(np.ones((1000, 2), dtype=np.int8))
    assert cooccurrence(rows).tolist() == [[1000, 1000], [1000, 1000]]


def test_cell_stored_twice_counts_as_two_and_is_refused():
    twice = sparse.csr_array((np.ones(3, int), np.array([0, 0, 1]), np.array([0, 3])), shape=(1, 2))
    with pytest.raises(ValueError, match="other values than 0 and 1"):
        cooccurrence(twice)


def test_symmetric_and_pairs_in_file_order():
    square = cooccurrence(table(2))
    assert (square == square.T).all()
    assert pair_counts(table(2)).tolist() == square[np.triu_indices(40, 1)].tolist()
