"""Contrast between kinds of adopter within margins."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from bpfanalysis.networks.contrast import group_contrast, keep_apart

MATRIX = pd.DataFrame({"A": [1, 1, 1, 0, 0], "B": [0, 1, 0, 1, 1], "C": [1, 1, 0, 1, 0]})
GROUPS = ["state", "state", "state", "firm", "firm"]


def all_tables(matrix):
    """Every table with the same margins."""
    values = matrix.to_numpy()
    cells = values.size
    for bits in product((0, 1), repeat=cells):
        table = np.array(bits).reshape(values.shape)
        same_rows = (table.sum(axis=1) == values.sum(axis=1)).all()
        if same_rows and (table.sum(axis=0) == values.sum(axis=0)).all():
            yield table


def test_sampled_tails_over_all_tables_are_the_exact_permutation_test():
    tables = list(all_tables(MATRIX.iloc[:, :3]))
    found = group_contrast(MATRIX, GROUPS, tables=tables, correction="none").iloc[0]
    counts = [table[:3, 0].sum() for table in tables]
    above = sum(count >= 3 for count in counts)
    assert found["count"] == 3
    assert found["p_upper"] == pytest.approx((above + 1) / (len(tables) + 1))
    assert found["expected"] == pytest.approx(np.mean(counts))


def test_expected_counts_keep_the_margins_of_the_norm():
    found = group_contrast(MATRIX, GROUPS)
    by_norm = found.groupby("norm")["expected"].sum()
    assert np.allclose(by_norm, MATRIX.sum())


def test_a_longer_text_is_expected_to_hold_more():
    """One state text holds nearly all norms: that alone makes no norm typical of states."""
    long_texts = pd.DataFrame({name: [1] * 4 + [0] * 4 for name in "ABCDEF"})
    long_texts["G"] = [0, 0, 0, 0, 1, 1, 1, 1]
    found = group_contrast(long_texts, ["state"] * 4 + ["firm"] * 4)
    row = found[(found["group"] == "state") & (found["norm"] == "A")].iloc[0]
    assert row["expected"] > 2, "half of the four would be expected if length did not count"


def test_norms_that_keep_apart_are_listed_least_likely_first():
    pairs = pd.DataFrame(
        {
            "source": ["A", "A", "B"],
            "target": ["B", "C", "C"],
            "count": [1, 0, 3],
            "expected": [2.0, 2.0, 3.0],
            "p_lower": [0.3, 0.1, 0.6],
        }
    )
    assert keep_apart(pairs)["target"].tolist() == ["C", "B"]
    assert len(keep_apart(pairs, 1)) == 1


@pytest.mark.parametrize(
    ("groups", "tables", "words"),
    [
        (GROUPS[:3], None, "3 groups for 5 rows"),
        (["state"] * 5, None, "needs two"),
        (GROUPS, [], "no permuted table"),
    ],
)
def test_wrong_use_is_refused_in_words(groups, tables, words):
    with pytest.raises(ValueError, match=words):
        group_contrast(MATRIX, groups, tables=tables)
