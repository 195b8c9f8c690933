import pandas as pd
import pytest

from bpfanalysis.cases.conditions import condition_values, profiles
from bpfanalysis.cases.kin import distances, lacking

SETS = ["clear_rule", "enforcement", "adherence"]


def table(rows):
    return pd.DataFrame(rows, columns=["case_id", *SETS])


A = table([("near", 0.6, 0.2, 0.8), ("far", 1.0, 1.0, 0.8), ("lost", 0.4, 0.2, 0.2)])
B = table([("near", 0.8, 0.2, 0.6), ("far", 1.0, 0.8, 0.8), ("lost", 0.4, 0.4, 0.2)])
CYBER = table([("cyber-x", 0.2, 0.2, 0.4)])


def test_distances_are_means_over_conditions_with_their_spread_over_passes():
    found = distances({"A": A, "B": B}, CYBER, SETS[:2]).set_index("case_id")
    assert found.loc["near", ["low", "distance", "high"]].tolist() == pytest.approx(
        [0.2, 0.25, 0.3]
    )
    assert found["rank"].to_dict() == {"lost": 1, "near": 2, "far": 3}
    assert found.loc["lost", "best_rank"] == 1


def test_the_outcome_plays_no_part_in_the_distance():
    changed = A.assign(adherence=0.0)
    one = distances({"A": A}, CYBER, SETS[:2])
    pd.testing.assert_frame_equal(one, distances({"A": changed}, CYBER, SETS[:2]))


def test_equal_distances_share_a_rank():
    twin = table([("a", 0.4, 0.2, 1), ("b", 0.2, 0.4, 1)])
    assert distances({"A": twin}, CYBER, SETS[:2])["rank"].tolist() == [1, 1]


def test_what_kept_neighbours_have_and_the_cyber_norm_lacks():
    kin = distances({"A": A, "B": B}, CYBER, SETS[:2])
    values = condition_values({"A": A, "B": pd.concat([B, CYBER])}, SETS)
    near = lacking(kin, profiles(values), 2, conditions=SETS[:2])
    assert near[["neighbours_with_outcome", "condition"]].values.tolist() == [
        ["Near", "clear_rule"]
    ]
    every = lacking(kin, profiles(values), 3, conditions=SETS[:2])
    assert every["condition"].tolist() == ["clear_rule", "enforcement"]
    assert every["is_shared"].tolist() == [True, False]


def test_without_kept_neighbours_the_table_is_empty_with_its_columns():
    kin = distances({"A": A}, CYBER, SETS[:2])
    values = condition_values({"A": pd.concat([A, CYBER])}, SETS)
    found = lacking(kin, profiles(values), 1, conditions=SETS[:2])
    assert found.empty
    assert "condition_name" in found.columns
