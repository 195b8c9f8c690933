import pandas as pd
import pytest

from bpfanalysis.cases.conditions import by_outcome, condition_values, profiles


def one(values, outcome, case_ids=("a", "b", "c", "d")):
    return pd.DataFrame({"case_id": list(case_ids), "clear_rule": values, "adherence": outcome})


SETS = ["clear_rule", "adherence"]


def test_passes_stand_side_by_side_and_disputed_sides_are_named():
    passes = {
        "A": one([0.6, 0.2, 0.5, 1], [1, 0, 0.4, 0.6]),
        "B": one([0.4, 0.4, 0.5, 1], [1, 0, 0.6, 0.8]),
    }
    frame = profiles(condition_values(passes, SETS)).set_index(["case_id", "condition"])
    assert frame.loc[("a", "clear_rule"), "sides"] == "disputed"
    assert frame.loc[("b", "clear_rule"), "sides"] == "out"
    assert frame.loc[("c", "clear_rule"), "sides"] == "at 0.5"
    assert frame.loc[("a", "clear_rule"), "spread"] == 0.2
    assert frame.loc[("a", "clear_rule"), "middle"] == 0.5


def test_a_case_of_one_pass_has_no_spread_and_says_so():
    passes = {"A": one([1, 1, 1, 1], [1, 1, 1, 1]), "B": one([1], [1], ["cyber-x"])}
    frame = profiles(condition_values(passes, SETS))
    cyber = frame.loc[frame["case_id"] == "cyber-x"]
    assert set(cyber["n_passes"]) == {1}
    assert set(cyber["group"]) == {"cybersecurity"}


def test_counts_by_outcome_leave_disputed_cases_out_and_count_them():
    passes = {
        "A": one([1, 1, 0, 0.6], [1, 0, 0, 1]),
        "B": one([1, 1, 0, 0.4], [1, 0, 0, 1]),
    }
    row = by_outcome(profiles(condition_values(passes, SETS)), conditions=["clear_rule"]).iloc[0]
    assert (row["with_outcome_in"], row["with_outcome"]) == (1, 1)
    assert (row["without_outcome_in"], row["without_outcome"]) == (1, 2)
    assert row["n_disputed"] == 1
    assert row["difference"] == 0.5


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (one([1.2, 0, 0, 0], [0, 0, 0, 0]), "not a degree of membership"),
        (one([0, 0, 0, 0], [0, 0, 0, 0], "aabc"), "stands twice"),
        (one([0, 0, 0, 0], [0, 0, 0, 0]).drop(columns="adherence"), "lacks the columns adherence"),
    ],
)
def test_what_is_wrong_is_said(table, words):
    with pytest.raises(ValueError, match=words):
        condition_values({"A": table}, SETS)
