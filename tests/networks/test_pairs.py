"""Pairs of a table against a null: columns, invariants, signs, and what is refused."""

import json

import numpy as np
import pandas as pd
import pytest

from bpfanalysis.networks.pairs import EDGE_COLUMNS, NULLS, norm_pairs
from bpfanalysis.networks.structural_zeros import allowed_cells


def random_table(seed: int = 0, shape: tuple[int, int] = (14, 7)) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    cells = (rng.random(shape) < 0.2 + 0.6 * rng.random((shape[0], 1))).astype(int)
    return pd.DataFrame(
        cells,
        index=[f"row {at}" for at in range(shape[0])],
        columns=[f"norm {at}" for at in range(shape[1])],
    )


@pytest.mark.parametrize("null", NULLS)
def test_columns_order_and_invariants(null):
    table = random_table()
    edges = norm_pairs(table, null, draws=400 if null == "fdsm" else None).edges
    assert tuple(edges.columns) == EDGE_COLUMNS
    names = list(table.columns)
    pairs = [(a, b) for at, a in enumerate(names) for b in names[at + 1 :]]
    assert list(zip(edges["source"], edges["target"], strict=True)) == pairs
    for p in ("p_upper", "p_lower", "p_two_sided", "p_adjusted"):
        assert ((edges[p] > 0) & (edges[p] <= 1)).all(), p
    twice = np.minimum(1, 2 * np.minimum(edges["p_upper"], edges["p_lower"]))
    assert np.array_equal(edges["p_two_sided"], twice)
    assert (edges["p_adjusted"] >= edges["p_two_sided"]).all()
    assert (edges["p_upper"] + edges["p_lower"] > 1 - 1e-9).all(), "both tails hold the observed"
    assert set(edges["sign"]) <= {-1, 0, 1}


@pytest.mark.parametrize("null", NULLS)
def test_order_of_rows_does_not_matter_to_an_exact_null(null):
    table = random_table(1, (9, 5))
    one, other = norm_pairs(table, null), norm_pairs(table.iloc[::-1], null)
    pd.testing.assert_frame_equal(one.edges, other.edges, rtol=1e-9)


@pytest.mark.parametrize("null", NULLS)
def test_order_of_columns_only_reorders_the_pairs(null):
    table = random_table(2, (9, 5))
    one = norm_pairs(table, null).edges
    other = norm_pairs(table[table.columns[::-1]], null).edges
    other = other.rename(columns={"source": "target", "target": "source"})[list(EDGE_COLUMNS)]
    both = [edges.sort_values(["source", "target"], ignore_index=True) for edges in (one, other)]
    pd.testing.assert_frame_equal(*both, rtol=1e-9)


def test_table_is_left_alone():
    table = random_table()
    before = table.copy()
    norm_pairs(table, "sdsm")
    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize("null", NULLS)
def test_norms_that_go_together_and_norms_that_keep_apart(null):
    rng = np.random.default_rng(3)
    half = np.repeat([1, 0], 22)
    cells = {"A": half, "B": half, "C": 1 - half}
    cells |= {f"other {at}": rng.permutation(half) for at in range(4)}
    table = pd.DataFrame(cells, index=[f"r{at}" for at in range(44)])
    edges = norm_pairs(table, null).edges.set_index(["source", "target"])
    assert edges.loc[("A", "B"), "sign"] == 1
    assert edges.loc[("A", "C"), "sign"] == -1
    assert edges.loc[("A", "B"), "count"] == 22 and edges.loc[("A", "C"), "count"] == 0


def test_a_pair_whose_count_the_margins_fix_is_not_among_the_tested():
    table = random_table(4, (10, 5))
    table["always"] = 1
    table["never"] = 0
    for null in NULLS:
        found = norm_pairs(table, null)
        edges = found.edges
        sure = edges["source"].isin(["always", "never"]) | edges["target"].isin(["always", "never"])
        assert (edges.loc[sure, ["p_upper", "p_lower", "p_two_sided", "p_adjusted"]] == 1).all(
            axis=None
        )
        assert (edges.loc[sure, "sign"] == 0).all()
        assert found.info["number_tested"] == 10, null
        assert found.info["number_fixed_by_margins"] == sure.sum()
        alone = norm_pairs(table.drop(columns=["always", "never"]), null).edges
        np.testing.assert_allclose(edges.loc[~sure, "p_adjusted"], alone["p_adjusted"], rtol=1e-9)


@pytest.mark.parametrize("cells", [np.tri(5, 4, dtype=int), np.ones((3, 3), int), np.zeros((3, 3))])
@pytest.mark.parametrize("null", ["sdsm", "fdsm"])
def test_single_arrangement(cells, null):
    table = pd.DataFrame(cells.astype(int), index=list("vwxyz")[: len(cells)])
    found = norm_pairs(table, null, draws=100 if null == "fdsm" else None)
    assert found.info["single_arrangement"] and found.info["number_tested"] == 0
    assert (found.edges[["p_upper", "p_lower", "p_two_sided", "p_adjusted"]] == 1).all(axis=None)
    assert (found.edges["sign"] == 0).all()
    assert (found.edges["expected"] == found.edges["count"]).all()


def test_info_says_how_it_was_made():
    table = random_table()
    sampled = norm_pairs(table, "fdsm", draws=1999, seed=5).info
    assert (sampled["method"], sampled["draws"], sampled["seed"]) == ("sampled", 1999, 5)
    assert sampled["smallest_attainable_p"] == 0.001
    assert "1,999 draws" in sampled["method_paragraph"]
    assert "seed 5" in sampled["method_paragraph"]
    exact = norm_pairs(table, "fdsm").info
    assert exact["method"] == "exact" and exact["draws"] is None
    assert any("Miller & Harrison" in work for work in exact["references"])
    rough = norm_pairs(table, "sdsm", tails="poisson", correction="holm").info
    assert rough["method"] == "approximate" and "approximated" in rough["method_paragraph"]
    assert any("Holm" in work for work in rough["references"])
    for info in (sampled, exact, rough):
        json.dumps(info)
        assert "does not say that they mean the same" in info["method_paragraph"]


def test_structural_zeros_change_the_expected_count():
    table = random_table(5, (12, 5))
    empty = [(r, c) for r in table.index for c in table.columns if table.loc[r, c] == 0][:6]
    zeros = pd.DataFrame(empty, columns=["row", "column"]).assign(reason="older than the norm")
    for null in NULLS:
        plain, held = (
            norm_pairs(table, null, draws=500),
            norm_pairs(table, null, zeros=zeros, draws=500),
        )
        assert held.info["structural_zeros"] == 6
        assert (plain.edges["count"] == held.edges["count"]).all()
        assert not np.allclose(plain.edges["expected"], held.edges["expected"], atol=1e-6), null
        assert "held at 0" in held.info["method_paragraph"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"column": "norm 99"}, "column 'norm 99' does not stand"),
        ({"row": "nobody"}, "row 'nobody' does not stand"),
        ({"reason": " "}, "has no reason"),
        ({"row": "held"}, "holds 1 in the table"),
    ],
)
def test_structural_zeros_that_are_refused(change, message):
    table = pd.DataFrame({"norm 0": [0, 1, 0], "norm 1": [1, 1, 0]}, index=["free", "held", "c"])
    zeros = pd.DataFrame([{"row": "free", "column": "norm 0", "reason": "older"} | change])
    with pytest.raises(ValueError, match=message):
        allowed_cells(table, zeros)
    with pytest.raises(ValueError, match="listed twice"):
        once = pd.DataFrame([{"row": "free", "column": "norm 0", "reason": "older"}])
        allowed_cells(table, pd.concat([once, once]))
    with pytest.raises(ValueError, match="lack the column 'reason'"):
        allowed_cells(table, once.drop(columns="reason"))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"null": "swap"}, "'swap'"),
        ({"draws": 0}, "draws is 0"),
        ({"draws": 10**9}, "draws is 1000000000"),
        ({"seed": -1}, "seed is -1"),
        ({"alpha": 0}, "alpha is 0"),
        ({"alpha": float("nan")}, "alpha is nan"),
        ({"correction": "fdr"}, "'fdr'"),
        ({"null": "fdsm", "tails": "poisson"}, "belongs to the sdsm null"),
        ({"tails": "rough"}, "tails is 'rough'"),
    ],
)
def test_arguments_that_are_refused(arguments, message):
    with pytest.raises(ValueError, match=message):
        norm_pairs(random_table(), **arguments)
