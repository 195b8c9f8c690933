"""Divergence of meaning by hand, and the passages behind an edge."""

import numpy as np
import pandas as pd
import pytest

from bpfanalysis.networks.meaning import (
    attribute_distance,
    edge_divergence,
    edge_provisions,
    norm_divergence,
)


def cell(agreement, norm, strength, direction, addressee, presence="explicit", basis="primary"):
    return {
        "agreement_id": agreement,
        "norm_id": norm,
        "presence": presence,
        "strength": strength,
        "direction": direction,
        "addressee": addressee,
        "pinpoint": f"{agreement} {norm}",
        "paraphrase": "In own words.",
        "basis": basis,
        "source_url": "https://example.org",
    }


CELLS = pd.DataFrame(
    [
        cell("p", "A", "shall", "positive", "states"),
        cell("q", "A", "aspire", "both", "states;private"),
        cell("r", "A", "should", "restraint", "all", presence="implicit", basis="unverified"),
        cell("p", "B", "should", "positive", "states"),
        cell("q", "B", "should", "positive", "states"),
        cell("r", "B", np.nan, np.nan, np.nan, presence="absent", basis="unverified"),
    ]
)
EDGES = pd.DataFrame({"source": ["A"], "target": ["B"]})


@pytest.mark.parametrize(
    ("attribute", "first", "second", "expected"),
    [
        ("strength", "aspire", "shall", 1.0),
        ("strength", "should", "should", 0.0),
        ("direction", "positive", "restraint", 1.0),
        ("direction", "both", "positive", 0.5),
        ("addressee", "states;private", "private;states", 0.0),
        ("addressee", "states;private", "private;technical", 1 - 1 / 3),
        ("addressee", "states;all", "all", 0.0),
    ],
)
def test_distances_by_hand(attribute, first, second, expected):
    assert attribute_distance(attribute, first, second) == pytest.approx(expected)
    assert attribute_distance(attribute, second, first) == pytest.approx(expected)


def test_divergence_is_the_mean_over_pairs():
    found = norm_divergence(CELLS).set_index(["norm_id", "attribute"])["divergence"]
    assert found["A", "strength"] == pytest.approx((1 + 0.5 + 0.5) / 3)
    assert found["A", "direction"] == pytest.approx((0.5 + 1 + 0.5) / 3)
    assert found["A", "addressee"] == pytest.approx((0.5 + 0.75 + 0.5) / 3)
    assert found["B", "overall"] == 0


def test_level_and_grade_decide_who_carries_the_norm():
    explicit = norm_divergence(CELLS, presence="explicit")
    primary = norm_divergence(CELLS, min_basis="primary")
    for found in (explicit, primary):
        assert found.loc[found["norm_id"] == "A", "n_agreements"].tolist() == [2] * 4


def test_pairs_within_a_lineage_block_are_left_out():
    found = norm_divergence(CELLS, blocks={"p": "un", "q": "un", "r": "r"})
    row = found[(found["norm_id"] == "A") & (found["attribute"] == "strength")].iloc[0]
    assert row["n_pairs"] == 2 and row["divergence"] == 0.5


def test_a_norm_in_one_agreement_has_no_divergence():
    found = norm_divergence(CELLS[CELLS["agreement_id"] == "p"])
    assert found["divergence"].isna().all()


def test_an_edge_counts_only_agreements_that_carry_both():
    found = edge_divergence(CELLS, EDGES).set_index("attribute")
    assert (found["n_agreements"] == 2).all()
    assert found.loc["strength", "divergence_source"] == 1
    assert found.loc["strength", "divergence_target"] == 0
    assert found.loc["strength", "apart"] == pytest.approx((0.5 + 0.5) / 2)


def test_the_passages_behind_an_edge():
    found = edge_provisions(CELLS, EDGES)
    assert found["agreement_id"].tolist() == ["p", "q"]
    assert found["pinpoint_source"].tolist() == ["p A", "q A"]
    assert found.loc[0, "distance"] == pytest.approx((0.5 + 0 + 0) / 3)
    assert not found["same_provision"].any()


def test_one_sentence_that_makes_a_tie_is_told():
    """Both norms read in one place: the tie may be one provision counted twice."""
    cells = CELLS.assign(pinpoint=["art 1", np.nan, "art 2", "art 1", "art 4", "art 5"])
    found = edge_provisions(cells, EDGES).set_index("agreement_id")["same_provision"]
    assert found["p"] and pd.isna(found["q"]), "an unknown place is not a different one"


def test_an_edge_without_passages_gives_no_rows():
    none = pd.DataFrame({"source": ["A"], "target": ["Z"]})
    assert edge_provisions(CELLS, none).empty
    assert edge_divergence(CELLS, none)["divergence"].isna().all()


@pytest.mark.parametrize(
    ("attribute", "value", "words"),
    [
        ("strength", "must", "strength is 'must'"),
        ("direction", "up", "direction is 'up'"),
        ("addressee", "states;martians", "addressee is"),
        ("colour", "red", "no attribute 'colour'"),
    ],
)
def test_unknown_values_are_refused_in_words(attribute, value, words):
    with pytest.raises(ValueError, match=words):
        attribute_distance(attribute, value, value)


def test_an_agreement_without_a_block_is_refused():
    with pytest.raises(ValueError, match="has no lineage block"):
        norm_divergence(CELLS, blocks={"p": "un"})
