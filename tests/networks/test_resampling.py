"""Block weights and the counts of resampled tables."""

import numpy as np
import pandas as pd
import pytest

from bpfanalysis.networks.resampling import block_weights, weighted_counts

MATRIX = pd.DataFrame({"A": [1, 1, 0, 1], "B": [1, 0, 1, 1], "C": [0, 1, 1, 0]})


def test_each_draw_has_as_many_blocks_as_there_are():
    weights = block_weights(["x", "x", "y", "z"], draws=50, seed=1)
    assert (weights[:, [0, 2, 3]].sum(axis=1) == 3).all()
    assert (weights[:, 0] == weights[:, 1]).all()


def test_counts_are_those_of_the_table_with_its_rows_repeated():
    weights = block_weights(MATRIX.index, draws=5, seed=2)
    for times, counts in zip(weights, weighted_counts(MATRIX, weights), strict=True):
        repeated = MATRIX.to_numpy().repeat(times, axis=0)
        assert (counts == repeated.T @ repeated).all()


def test_all_ones_give_the_observed_counts():
    values = MATRIX.to_numpy()
    assert (weighted_counts(MATRIX, np.ones((1, 4)))[0] == values.T @ values).all()


@pytest.mark.parametrize(
    ("blocks", "draws", "words"),
    [([], 5, "no rows"), (["x"], 0, "at least 1"), (["x", None], 5, "has no block")],
)
def test_wrong_use_is_refused_in_words(blocks, draws, words):
    with pytest.raises(ValueError, match=words):
        block_weights(blocks, draws=draws)
