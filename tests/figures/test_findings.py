"""Values in texts are those of the frame that is drawn."""

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
    assert found["headline"] == "No two norms stand together more often than chance"
    assert found["beyond"] == "No pair is beyond chance"


def test_assessment_counts_only_known_stages_after_adoption():
    data = pd.DataFrame(
        [
            ("m", "Mines", "other field", "adoption", "independent monitoring", "primary"),
            ("m", "Mines", "other field", "monitoring", "consequence", "primary"),
            ("m", "Mines", "other field", "feedback", "not known", None),
            ("c", "UN norms", "cybersecurity", "monitoring", "self-report", "unverified"),
        ],
        columns=["case_id", "case", "group", "stage", "level", "basis"],
    )
    found = findings.of("assessment-stages", data)
    assert (found["other_high"], found["other_cells"]) == (1, 1)
    assert (found["cyber_high"], found["cyber_cells"], found["n_not_known"]) == (0, 1, 1)


def test_milestones_are_planned_done_and_undated():
    data = pd.DataFrame(
        [
            (2020, "session", "planned", "2020-11", None),
            (2020, "session", "actual", "", None),
            (2020, "call", "planned", "2020-07", None),
            (2020, "papers", "actual", "2020-07-22", None),
        ],
        columns=["cycle", "milestone", "status", "date", "days_late"],
    )
    found = findings.of("workplan", data)
    assert (found["n_planned"], found["n_no_event"]) == (2, 1)
    assert (found["n_unplanned"], found["n_undated"]) == (1, 1)


def test_lists_read_like_a_sentence():
    assert findings.listed(["a"]) == "a"
    assert findings.listed(["a", "b"]) == "a and b"
    assert findings.listed(list("abcdefgh"), most=3) == "a, b, c and 5 more"


def test_coded_words_are_spelled_out_and_strange_ones_left():
    assert findings.spelled({"null_model": "fdsm"})["null_model"].startswith("a null model")
    assert findings.spelled({"null_model": "own", "n": 3}) == {"null_model": "own", "n": 3}


@pytest.mark.parametrize("level", ["explicit", "implicit", "by-reference"])
def test_every_level_of_presence_is_spelled_out(level):
    assert findings.spelled({"presence_level": level})["presence_level"] != level


def test_a_figure_without_a_function_has_no_values():
    assert findings.of("unheard-of", pd.DataFrame()) == {}
