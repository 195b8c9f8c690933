"""Centralities with intervals and bands of ranks."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from bpfanalysis.networks.centrality import centralities

RNG = np.random.default_rng(8)
MATRIX = pd.DataFrame(
    (RNG.random((20, 5)) < [0.8, 0.6, 0.5, 0.3, 0.2]).astype(int), columns=list("ABCDE")
)


def test_values_are_those_of_networkx():
    found = centralities(MATRIX, weight="jaccard", draws=5).set_index(["measure", "node"])["value"]
    graph = nx.Graph()
    for i in MATRIX:
        for j in MATRIX:
            if i < j:
                both, either = (MATRIX[i] & MATRIX[j]).sum(), (MATRIX[i] | MATRIX[j]).sum()
                graph.add_edge(i, j, weight=both / either)
    strength = dict(graph.degree(weight="weight"))
    leading = nx.eigenvector_centrality_numpy(graph, weight="weight")
    top = max(leading.values())
    for node in MATRIX:
        assert found["strength", node] == pytest.approx(strength[node])
        assert found["eigenvector", node] == pytest.approx(leading[node] / top, abs=1e-6)


def test_bands_of_ranks_hold_the_rank_and_end_at_whole_numbers():
    found = centralities(MATRIX, draws=200, seed=1)
    assert (found["rank_low"] <= found["rank"]).all() and (
        found["rank"] <= found["rank_high"]
    ).all()
    assert found["rank_high"].between(1, 5).all()


def test_one_block_leaves_nothing_to_resample():
    found = centralities(MATRIX, blocks=["same"] * 20, draws=20)
    assert np.allclose(found["low"], found["value"]) and np.allclose(found["high"], found["value"])


def test_equal_nodes_share_a_rank():
    table = pd.DataFrame({"A": [1, 0, 1], "B": [1, 0, 1], "C": [1, 0, 1]})
    assert set(centralities(table, draws=5)["rank"]) == {1}


def test_blocks_must_match_the_rows():
    with pytest.raises(ValueError, match="3 blocks for 20 rows"):
        centralities(MATRIX, blocks=["a", "b", "c"])
