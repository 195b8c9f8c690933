"""Jaccard by hand, and a clustered order that cannot depend on rounding or on chance."""

import itertools
from fractions import Fraction

import pytest
from scipy.cluster.hierarchy import average, cophenet
from scipy.spatial.distance import squareform

from bpfanalysis.agreements.similarity import (
    agreement_similarity,
    cluster_order,
    jaccard,
    nearest_pairs,
)

SETS = {
    "p": frozenset("abcd"),
    "q": frozenset("xyz"),
    "r": frozenset("abce"),
    "s": frozenset("xy"),
    "t": frozenset("abcde"),
}
NAMES = {key: key.upper() for key in [*SETS, "empty", "void"]}


def test_jaccard_by_hand():
    assert jaccard(SETS["p"], SETS["r"]) == Fraction(3, 5)
    assert jaccard(SETS["p"], SETS["q"]) == 0
    assert jaccard(frozenset(), frozenset("a")) == 0


def test_two_empty_sets_are_neither_alike_nor_unlike():
    assert jaccard(frozenset(), frozenset()) is None
    square = agreement_similarity({"empty": frozenset(), "void": frozenset()}, NAMES)
    assert square["similarity"].isna().all()


def test_the_square_is_complete_symmetric_and_one_on_the_diagonal():
    square = agreement_similarity(SETS, NAMES)
    assert len(square) == len(SETS) ** 2
    wide = square.pivot(index="source", columns="target", values="similarity")
    assert (wide == wide.T).all().all()
    assert all(wide.loc[key, key] == 1 for key in SETS)
    assert square["position_source"].is_monotonic_increasing


def test_like_stands_beside_like():
    order = cluster_order(SETS)
    assert {order.index("q"), order.index("s")} in ({0, 1}, {3, 4})
    assert order.index("t") in (1, 3)  # between p and r, nearest to both


def test_agreements_without_norms_come_last():
    assert cluster_order({"empty": frozenset(), **SETS, "void": frozenset()})[-2:] == [
        "empty",
        "void",
    ]


def test_clusters_are_those_of_average_linkage():
    """The members of each cluster that scipy finds stand together in our order."""
    keys = list(SETS)
    distances = [[float(1 - jaccard(SETS[a], SETS[b])) for b in keys] for a in keys]
    tree = average(squareform(distances))
    assert cophenet(tree).shape == (10,)
    members = {place: {key} for place, key in enumerate(keys)}
    order = cluster_order(SETS)
    for step, (left, right, _, _) in enumerate(tree):
        members[len(keys) + step] = members[int(left)] | members[int(right)]
    for cluster in members.values():
        places = sorted(order.index(key) for key in cluster)
        assert places == list(range(places[0], places[0] + len(places))), cluster


def test_full_ties_keep_the_order_given():
    apart = {key: frozenset(key) for key in "abcde"}
    assert cluster_order(apart) == list("abcde")


@pytest.mark.parametrize("order", list(itertools.permutations("prt")))
def test_every_pair_is_measured_the_same_in_any_order(order):
    square = agreement_similarity({key: SETS[key] for key in order}, NAMES)
    pair = square.query("source == 'p' and target == 't'")
    assert pair["similarity"].tolist() == [0.8]


def test_nearest_pairs_are_listed_once_each():
    pairs = nearest_pairs(agreement_similarity(SETS, NAMES), 2)
    assert pairs["similarity"].tolist() == [0.8, 0.8]
    assert {frozenset(pair) for pair in pairs[["source", "target"]].itertuples(index=False)} == {
        frozenset("pt"),
        frozenset("rt"),
    }


def test_nothing_to_order_is_no_error():
    assert cluster_order({}) == []
    assert cluster_order({"p": SETS["p"]}) == ["p"]
