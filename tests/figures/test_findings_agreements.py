"""Texts about agreements count the cells that are drawn, and how well they are known."""

from __future__ import annotations

import pandas as pd
import pytest

from bpfanalysis.figures import findings


def test_the_busiest_three_years_are_counted():
    data = pd.DataFrame(
        {
            "adopted_on": ["2001", "2017-05", "2018-01-02", "2019", "2021"],
            "adopter_type": "private",
            "binding": ["binding", *["voluntary"] * 4],
            "in_scope_2020": ["no", *["yes"] * 4],
        }
    )
    found = findings.of("agreements-timeline", data)
    assert (found["n_window"], found["window_from"], found["window_to"]) == (3, 2017, 2019)
    assert (found["n_in_scope"], found["n_binding"], found["earliest"]) == (4, 1, 2001)


def test_shares_of_evidence_are_those_of_the_cells_drawn():
    data = pd.DataFrame(
        {
            "agreement_id": ["p", "p", "q", "q"],
            "agreement": ["P", "P", "Q", "Q"],
            "norm_id": ["A", "B"] * 2,
            "norm": ["Aid", "Bar"] * 2,
            "family": "gge",
            "presence": ["explicit", "absent", "implicit", "absent"],
            "basis": ["unverified", "unverified", "primary", "unverified"],
            "has_address": [True, False, True, True],
        }
    )
    found = findings.of("norm-coverage", data)
    assert found["present_unverified"] == 0.5
    assert found["absent_without_address"] == 0.5
    assert (found["top_norm"], found["top_n"], found["n_present"]) == ("“Aid”", 2, 2)


def test_norms_that_share_the_first_place_are_all_named():
    data = pd.DataFrame({"norm": ["Aid", "Bar"], "presence": "explicit", "n_agreements": [4, 4]})
    assert findings.of("norm-frequency", data)["top_explicit"] == "“Aid” and “Bar”"


@pytest.mark.parametrize(
    ("bases", "told"),
    [
        (["unverified"] * 3, "none of these readings is verified"),
        (["unverified", "secondary", "primary"], "1 of these 3 readings not verified"),
        (["primary", "secondary", "primary"], "all of these readings verified"),
    ],
)
def test_the_widest_gap_says_how_many_readings_are_verified(bases, told):
    data = pd.DataFrame(
        {
            "agreement_id": list("pqrp"),
            "criterion": ["m", "m", "m", "t"],
            "criterion_label": ["Multilingualism"] * 3 + ["Transparent"],
            "value": ["no", "no", "no", "yes"],
            "basis": [*bases, "unverified"],
        }
    )
    found = findings.of("wsis-gaps", data)
    assert (found["widest"], found["widest_n"]) == ("“Multilingualism”", 3)
    assert found["verified"] == told
