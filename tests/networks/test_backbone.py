"""The signed backbone as a graph."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest

from bpfanalysis.networks.backbone import of_sign, signed_backbone, weighted_graph

PAIRS = pd.DataFrame(
    {
        "source": ["A", "A", "B"],
        "target": ["B", "C", "C"],
        "sign": np.array([1, 0, -1]),
        "count": np.array([5, 2, 0]),
        "lift": [2.0, np.nan, 0.0],
    }
)
NODES = pd.DataFrame({"norm_id": ["C", "B", "A", "D"], "norm": ["See", "Bee", "Ay", "Dee"]})


def test_edges_carry_every_column_as_plain_values():
    graph = signed_backbone(PAIRS, NODES)
    assert {frozenset(edge) for edge in graph.edges} == {frozenset("AB"), frozenset("BC")}
    assert graph.edges["A", "B"] == {"sign": 1, "count": 5, "lift": 2.0}
    assert all(
        type(value) in (int, float, str, type(None))
        for _, _, attributes in graph.edges(data=True)
        for value in attributes.values()
    ), "numpy scalars cannot be written to every graph format"


def test_nodes_keep_their_order_and_isolated_ones_stay():
    graph = signed_backbone(PAIRS, NODES)
    assert list(graph) == ["C", "B", "A", "D"]
    assert graph.nodes["D"] == {"norm": "Dee"}
    assert (graph.graph["n_pairs"], graph.graph["n_positive"], graph.graph["n_negative"]) == (
        3,
        1,
        1,
    )


def test_a_missing_value_becomes_none():
    graph = signed_backbone(PAIRS, NODES, keep_unsigned=True)
    assert graph.edges["A", "C"]["lift"] is None


def test_signs_can_be_taken_apart():
    graph = signed_backbone(PAIRS, NODES)
    assert [set(edge) for edge in of_sign(graph, 1).edges] == [{"A", "B"}]
    assert [set(edge) for edge in of_sign(graph, -1).edges] == [{"B", "C"}]


def test_the_graph_can_be_written(tmp_path):
    nx.write_graphml(signed_backbone(PAIRS, NODES), tmp_path / "norms.graphml")


def test_weights_of_zero_or_missing_give_no_edge():
    assert [set(edge) for edge in weighted_graph(PAIRS, "lift").edges] == [{"A", "B"}]


@pytest.mark.parametrize(
    ("pairs", "nodes", "words"),
    [
        (PAIRS.drop(columns="sign"), None, "lack the column 'sign'"),
        (PAIRS.assign(sign=[2, 0, 0]), None, "expected -1, 0 or 1"),
        (PAIRS, NODES[:2], "nodes lack 'A'"),
        (pd.concat([PAIRS, PAIRS.iloc[:1]]), None, "stands twice"),
        (
            pd.concat(
                [PAIRS, PAIRS.iloc[:1].rename(columns={"source": "target", "target": "source"})]
            ),
            None,
            "stands twice",
        ),
    ],
)
def test_wrong_tables_are_refused_in_words(pairs, nodes, words):
    with pytest.raises(ValueError, match=words):
        signed_backbone(pairs, nodes)
