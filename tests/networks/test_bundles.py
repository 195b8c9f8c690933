"""Bundles against the null that keeps both margins on average."""

from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest

from bpfanalysis.networks.bundles import beyond_pairs, bundles
from bpfanalysis.networks.null_tails import pair_positions
from bpfanalysis.networks.sdsm import cell_probabilities, sdsm_tails

RNG = np.random.default_rng(4)
MATRIX = pd.DataFrame(
    (RNG.random((9, 5)) < np.linspace(0.2, 0.9, 9)[:, None]).astype(int), columns=list("ABCDE")
)


def test_pairs_as_bundles_have_the_tails_of_pairs():
    found = bundles(MATRIX, 2, min_rows=0).set_index("norms")
    first, second = pair_positions(5)
    values = MATRIX.to_numpy()
    counts = (values.T @ values)[first, second]
    tails = sdsm_tails(values, counts)
    for i, j, p, mean in zip(first, second, tails.p_upper, tails.expected, strict=True):
        row = found.loc[f"{MATRIX.columns[i]};{MATRIX.columns[j]}"]
        assert row["p_upper"] == pytest.approx(p) and row["expected"] == pytest.approx(mean)


def test_triples_agree_with_summing_over_all_outcomes():
    found = bundles(MATRIX, 3, min_rows=0).set_index("norms")
    chance = cell_probabilities(MATRIX)
    for group in combinations(range(5), 3):
        coins = chance[:, group].prod(axis=1)
        row = found.loc[";".join(MATRIX.columns[list(group)])]
        assert row["count"] == MATRIX.iloc[:, list(group)].all(axis=1).sum()
        tail = sum(
            np.prod([p if one else 1 - p for p, one in zip(coins, outcome, strict=True)])
            for outcome in product((0, 1), repeat=9)
            if sum(outcome) >= row["count"]
        )
        assert row["p_upper"] == pytest.approx(tail, rel=1e-9, abs=1e-12)


def test_rare_norms_are_left_out_by_their_number_of_agreements():
    rare = MATRIX.assign(E=[1] + [0] * 8)
    assert not bundles(rare, 3, min_rows=2)["norms"].str.contains("E").any()


def test_batches_do_not_change_the_result(monkeypatch):
    import bpfanalysis.networks.bundles as module

    whole = bundles(MATRIX, 3, min_rows=0)
    monkeypatch.setattr(module, "_AT_ONCE", 20)
    pd.testing.assert_frame_equal(bundles(MATRIX, 3, min_rows=0), whole)


def test_a_bundle_is_told_apart_from_its_pairs():
    pairs = pd.DataFrame({"source": ["A", "A", "B"], "target": ["B", "C", "C"], "sign": [1, -1, 0]})
    found = beyond_pairs(pd.DataFrame({"norms": ["A;B;C", "A;B"]}), pairs)
    assert found[["n_pairs", "n_edges"]].to_numpy().tolist() == [[3, 1], [1, 1]]


@pytest.mark.parametrize(
    ("options", "words"),
    [({"size": 5}, "size is 5"), ({"size": 4, "min_rows": 9}, "Lower min_rows")],
)
def test_wrong_use_is_refused_in_words(options, words):
    with pytest.raises(ValueError, match=words):
        bundles(MATRIX, **options)
