import pandas as pd
import pytest

from bpfanalysis.cases.calibration_reliability import calibration_reliability

A = pd.DataFrame({"case_id": list("abcd"), "clear_rule": [0, 0.4, 0.6, 1.0]})
B = pd.DataFrame({"case_id": list("dcbax"), "clear_rule": [1.0, 0.4, 0.4, 0, 0.2]})


def test_identical_passes_agree_fully_and_nobody_crosses():
    table = calibration_reliability({"A": A, "B": A}, {"x": ("A", "B")}, ["clear_rule"], draws=20)
    assert table["alpha"].tolist() == [1, 1]
    assert table["kappa"].tolist() == [1, 1]
    assert table["n_crossing"].tolist() == [0, 0]


def test_shared_cases_only_and_the_crossing_case_is_named():
    table = calibration_reliability({"A": A, "B": B}, {"x": ("A", "B")}, ["clear_rule"], draws=20)
    row = table.set_index("condition").loc["clear_rule"]
    assert (row["n_cases"], row["crossing"]) == (4, "c")
    assert row["agreement"] == 0.75
    # One of four cases differs by one step of 0.2: chance would differ by 14.5 squared steps.
    assert row["kappa"] == pytest.approx(1 - 4 * 1 / 184, abs=0.02)
    assert row["alpha"] < 1


def test_an_unknown_pass_is_named():
    with pytest.raises(ValueError, match="passes are A"):
        calibration_reliability({"A": A}, {"x": ("A", "B")}, ["clear_rule"])
