"""Tables for people: names, evidence, choices, certainty."""

import pandas as pd
import pytest

from bpfanalysis.networks.choices import tie_choices
from bpfanalysis.networks.frames import (
    influence_frame,
    leading_ties,
    named,
    node_frame,
    pair_frame,
    period_summary,
    with_certainty,
)
from bpfanalysis.networks.incidence import incidence
from bpfanalysis.networks.pairs import norm_pairs
from bpfanalysis.networks.recoding import edge_probabilities
from bpfanalysis.networks.uncertainty import bootstrap_weights, leave_one_out

BOOK = pd.DataFrame(
    {
        "norm_id": list("ABC"),
        "short_label": ["Aid", "Bug", "Cap"],
        "family": ["gge", "gge", "further"],
    }
)
TEXTS = [f"t{number}" for number in range(12)]
CELLS = pd.DataFrame(
    [
        (text, norm, "explicit" if held else "absent", "unverified" if weak else "primary")
        for number, text in enumerate(TEXTS)
        for norm, held, weak in (
            ("A", number < 6, number == 0),
            ("B", number < 6, number == 1),
            ("C", number > 3, False),
        )
    ],
    columns=["agreement_id", "norm_id", "presence", "basis"],
)
FOUND = incidence(CELLS)
EDGES = norm_pairs(FOUND.matrix, "hypergeometric").edges


def test_nodes_count_what_is_not_verified():
    found = node_frame(FOUND, CELLS, BOOK).set_index("norm_id")
    assert found.loc["A", ["n_agreements", "n_unverified"]].tolist() == [6, 1]
    assert found.loc["C", "family"] == "further"


def test_a_pair_rests_on_unread_cells_where_either_is():
    found = pair_frame(EDGES, FOUND, CELLS, BOOK).set_index(["source", "target"])
    assert found.loc[("A", "B"), "n_unverified"] == 2
    assert found.loc[("A", "C"), "n_unverified"] == 0, "t0 does not hold C"
    assert found.loc[("A", "B"), ["source_norm", "n_source"]].tolist() == ["Aid", 6]


def test_absent_cells_never_count_as_unread():
    absent = CELLS.assign(basis="unverified").where(CELLS["presence"] == "absent", CELLS)
    pd.testing.assert_frame_equal(
        node_frame(incidence(absent), absent, BOOK), node_frame(FOUND, CELLS, BOOK)
    )


def certain():
    pairs = pair_frame(EDGES, FOUND, CELLS, BOOK)
    chances = edge_probabilities(FOUND.matrix, FOUND.matrix.to_numpy()[None])
    intervals = bootstrap_weights(FOUND.matrix, draws=20)
    return with_certainty(pairs, {"hypergeometric": EDGES}, chances, intervals)


def test_certainty_is_joined_by_pair_not_by_place():
    pairs = pair_frame(EDGES, FOUND, CELLS, BOOK)
    chances = edge_probabilities(FOUND.matrix, FOUND.matrix.to_numpy()[None]).iloc[::-1]
    intervals = bootstrap_weights(FOUND.matrix, draws=20).iloc[::-1]
    again = with_certainty(pairs, {"hypergeometric": EDGES.iloc[::-1]}, chances, intervals)
    pd.testing.assert_frame_equal(again, certain())


def test_a_missing_pair_is_named():
    pairs = pair_frame(EDGES, FOUND, CELLS, BOOK)
    chances = edge_probabilities(FOUND.matrix, FOUND.matrix.to_numpy()[None])
    with pytest.raises(ValueError, match="lacks the pair A and B"):
        with_certainty(
            pairs, {"sdsm": EDGES[1:]}, chances, bootstrap_weights(FOUND.matrix, draws=5)
        )


def test_edges_lead_and_are_never_cut_off():
    leading = leading_ties(certain(), 1)
    n_edges = int((EDGES["sign"] != 0).sum())
    assert n_edges >= 1 and len(leading) == max(1, n_edges)
    assert leading.loc[0, ["source", "target"]].tolist() == ["A", "B"]


def test_names_stand_beside_every_id_and_unknown_stays_open():
    frame = pd.DataFrame({"source": ["A"], "norm_ids": ["A;B"], "first_agreement_id": [None]})
    names = {"A": "Aid", "B": "Bug"}
    found = named(frame, names, ["source", "norm_ids", "first_agreement_id"], "norm")
    assert found.columns.tolist() == [
        "source", "source_norm", "norm_ids", "norm", "first_agreement_id", "first_agreement",
    ]  # fmt: skip
    assert found["norm"].tolist() == ["Aid;Bug"] and found["first_agreement"].isna().all()


def test_families_of_one_text_do_not_repeat_the_text():
    blocks = ["un"] * 6 + TEXTS[6:]
    single = leave_one_out(FOUND.matrix)
    family = leave_one_out(FOUND.matrix, blocks=blocks)
    found = influence_frame(single, family, blocks)
    assert set(found.loc[found["kind"] == "family of texts", "left_out"]) <= {"un"}


def test_choices_count_what_the_test_itself_says():
    found = tie_choices(CELLS, {"all": TEXTS}, levels=["explicit"], nulls=["hypergeometric"])
    row = found.iloc[0]
    assert row["n_more"] == (EDGES["sign"] == 1).sum()
    assert row["n_less"] == (EDGES["sign"] == -1).sum()
    assert row["ties"] == "A-B"


def test_the_least_likely_pair_of_a_period_is_named():
    pairs = EDGES.assign(period="from 2018", n_agreements=12)
    found = period_summary(pairs, {"A": "Aid", "B": "Bug", "C": "Cap"}).iloc[0]
    assert found["least_likely"] == "Aid with Bug"
    assert found["n_pairs"] == (EDGES["count"] > 0).sum()
