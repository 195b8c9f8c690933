"""Texts about norms that stand together count the pairs and distances drawn."""

from __future__ import annotations

import pandas as pd

from bpfanalysis.figures import findings


def pairs(sign):
    return pd.DataFrame(
        {
            "source_norm": ["Aid", "Aid"],
            "target_norm": ["Bar", "Care"],
            "count": [9, 5],
            "expected": [4.0, 5.0],
            "sign": [sign, 0],
        }
    )


def test_the_network_names_the_pair_furthest_beyond_chance():
    headline = findings.of("norm-network", pairs(1))["headline"]
    assert headline == "“Aid” and “Bar” exceed chance most: together in 9 agreements, 4 expected"


def test_without_a_pair_beyond_chance_the_network_says_so():
    found = findings.of("norm-network", pairs(0))
    assert found["headline"] == "No two norms stand together beyond chance"
    assert found["beyond"] == "No pair is beyond chance"


def distances(**of_norm):
    """Strength, direction and addressee distance of each norm, held by the agreements given."""
    rows = [
        (norm, norm, attribute, n, value)
        for norm, (n, *values) in of_norm.items()
        for attribute, value in zip(
            ("strength", "direction", "addressee", "overall"),
            [*values, sum(values) / 3],
            strict=True,
        )
    ]
    return pd.DataFrame(
        rows, columns=["norm_id", "norm", "attribute", "n_agreements", "divergence"]
    )


def test_the_title_names_what_differs_most_and_for_how_many_norms():
    data = distances(
        A=(4, 0.2, 0.1, 0.6), B=(5, 0.5, 0.1, 0.4), C=(3, 0.0, 0.1, 0.2), D=(2, 1, 0, 0)
    )
    found = findings.of("norm-divergence", data)
    assert found["headline"] == (
        "Agreements that hold the same norm differ most in whom they address: so for 2 of 3 norms"
    ), "D is held by two agreements only and is not measured"
    assert (found["most_divided"], found["n_norms"]) == ("“B”, “A” and “C”", 4)


def test_norms_held_alike_are_not_said_to_differ():
    found = findings.of("norm-divergence", distances(A=(4, 0, 0, 0)))
    assert found["headline"] == "Agreements that hold the same norm hold it alike: 1 norm"


def statements(*rows):
    columns = ["norm", "agreement", "n_so_far", "n_blocks_so_far", "is_new_block"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(
        norm_id=frame["norm"],
        agreement_id=frame["agreement"],
        year="2015",
        adopted_on="2015-07",
        basis="unverified",
    )


def test_norms_that_reached_as_many_families_are_both_named():
    data = statements(
        ("Aid", "P", 1, 1, True), ("Aid", "Q", 2, 2, True),
        ("Bar", "P", 1, 1, True), ("Bar", "R", 2, 2, True),
        ("Care", "P", 1, 1, True), ("Care", "P bis", 2, 1, False),
        ("Dams", "P", 1, 1, True),
    )  # fmt: skip
    found = findings.of("norm-spread", data)
    assert (found["widest"], found["n_widest"]) == ("“Aid” and “Bar”", 2)
    assert found["restated"] == "1 norm was restated within one family only"
    assert (found["one_family"], found["n_new"], found["n_marks"]) == ("“Care”", 6, 7)
    assert (found["top_origin"], found["present_unverified"]) == ("P", 1.0)
