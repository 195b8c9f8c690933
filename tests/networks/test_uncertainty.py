"""How sure an edge is."""

import numpy as np
import pandas as pd
import pytest

from bpfanalysis.networks.pairs import norm_pairs
from bpfanalysis.networks.uncertainty import bootstrap_weights, leave_one_out

RNG = np.random.default_rng(2)
MATRIX = pd.DataFrame((RNG.random((14, 5)) < 0.5).astype(int), columns=list("ABCDE"))
MATRIX["B"] = MATRIX["A"]
MATRIX.index = [f"text-{number}" for number in range(14)]


def test_leaving_a_row_out_is_testing_the_table_without_it():
    found = leave_one_out(MATRIX, correction="none", alpha=0.4)
    assert len(found), "some sign should change at this loose level"
    row = found.iloc[0]
    rest = norm_pairs(
        MATRIX.drop(index=row["left_out"]), "hypergeometric", correction="none", alpha=0.4
    ).edges
    same = rest[(rest["source"] == row["source"]) & (rest["target"] == row["target"])].iloc[0]
    assert same["sign"] == row["sign_without"]
    assert same["p_adjusted"] == pytest.approx(row["p_adjusted_without"])


def test_whole_blocks_are_left_out():
    blocks = ["x"] * 5 + ["y"] * 5 + ["z"] * 4
    found = leave_one_out(MATRIX, blocks=blocks)
    assert set(found["left_out"]) <= {"x", "y", "z"}
    assert set(found["effect"]) <= {"makes", "hides", "turns"}


def test_intervals_hold_the_observed_weight():
    found = bootstrap_weights(MATRIX, weights=["phi"], draws=300, seed=3)
    assert (found["low"] <= found["value"]).all() and (found["value"] <= found["high"]).all()


def test_copies_of_a_text_count_once_where_they_form_a_block():
    """Four copies of each text: without blocks the intervals pretend to four times the data."""
    copies = pd.concat([MATRIX] * 4)
    alone = bootstrap_weights(copies, weights=["phi"], draws=300, seed=3)
    by_text = bootstrap_weights(
        copies, blocks=list(MATRIX.index) * 4, weights=["phi"], draws=300, seed=3
    )
    wide, narrow = ((one["high"] - one["low"]).mean() for one in (by_text, alone))
    assert wide > 1.5 * narrow


def test_equal_columns_stay_equal_in_every_draw():
    found = bootstrap_weights(MATRIX, weights=["jaccard"], draws=50)
    row = found.iloc[0]
    assert (row["source"], row["target"], row["low"], row["high"]) == ("A", "B", 1, 1)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: bootstrap_weights(MATRIX, blocks=["a"]), "1 blocks for 14 rows"),
        (lambda: leave_one_out(MATRIX[:2]), "at least three"),
        (lambda: leave_one_out(MATRIX, blocks=["a"]), "1 blocks for 14 rows"),
    ],
)
def test_wrong_use_is_refused_in_words(call, words):
    with pytest.raises(ValueError, match=words):
        call()
