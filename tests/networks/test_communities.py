"""Consensus communities: stable where the graph is clear, honest where it is not."""

import subprocess
import sys

import networkx as nx
import numpy as np
import pytest

from bpfanalysis.networks.communities import consensus_communities


def two_cliques():
    graph = nx.Graph()
    for group in ("abcd", "efgh"):
        graph.add_weighted_edges_from((u, v, 1.0) for u in group for v in group if u < v)
    graph.add_edge("d", "e", weight=0.1)
    return graph


def test_two_cliques_are_found_in_every_run():
    found = consensus_communities(two_cliques(), n_seeds=10)
    assert found.groups == (tuple("abcd"), tuple("efgh"))
    assert found.stability == 1
    assert (found.members["stability"] == 1).all()
    assert len(found.runs) == 30


def test_a_ring_is_not_called_stable():
    """A ring can be cut anywhere: different runs cut it in different places."""
    found = consensus_communities(nx.cycle_graph(12), n_seeds=20)
    assert found.stability < 0.9


def test_co_assignment_is_a_share_of_runs():
    share = consensus_communities(nx.cycle_graph(7), n_seeds=5).co_assignment.to_numpy()
    assert np.allclose(share, share.T) and (np.diag(share) == 1).all()
    assert ((share >= 0) & (share <= 1)).all()


def test_a_node_without_edges_stands_alone():
    graph = two_cliques()
    graph.add_node("z")
    assert ("z",) in consensus_communities(graph, n_seeds=3).groups


def test_a_graph_without_edges_falls_apart():
    graph = nx.Graph()
    graph.add_nodes_from("abc")
    found = consensus_communities(graph, n_seeds=2)
    assert found.groups == (("a",), ("b",), ("c",))


def test_the_hash_of_names_does_not_matter():
    code = (
        "import networkx as nx;"
        "from bpfanalysis.networks.communities import consensus_communities;"
        "g = nx.relabel_nodes(nx.karate_club_graph(), str);"
        "print(consensus_communities(g, n_seeds=3).groups)"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("graph", "options", "words"),
    [
        (nx.Graph(), {}, "no nodes"),
        (nx.path_graph(2), {"resolutions": [0]}, "above 0"),
        (nx.path_graph(2), {"n_seeds": 0}, "no run"),
        (nx.Graph([(0, 1, {"weight": -1})]), {}, "weights of 0 or more"),
    ],
)
def test_wrong_use_is_refused_in_words(graph, options, words):
    with pytest.raises(ValueError, match=words):
        consensus_communities(graph, **options)
