"""Counts of norms against the small register, checked by hand (see conftest)."""

import pytest

from bpfanalysis.agreements import coverage


def test_coverage_is_a_complete_cross_in_display_order(codings, agreements, norms):
    frame = coverage.norm_coverage(codings, agreements, norms)
    assert len(frame) == 12
    # In scope first (coalition of states, then private), the others after them.
    assert frame["agreement"].drop_duplicates().tolist() == ["Code", "Pact", "Treaty", "Late"]
    assert frame["norm_id"].head(3).tolist() == ["GGE-A", "GGE-F", "X-LAW"]


def test_coverage_keeps_strength_evidence_and_address(codings, agreements, norms):
    frame = coverage.norm_coverage(codings, agreements, norms).set_index(["agreement", "norm_id"])
    cell = frame.loc[("Pact", "GGE-F")]
    assert cell[["presence", "strength", "basis"]].tolist() == ["implicit", "should", "unverified"]
    assert not frame.loc[("Pact", "X-LAW"), "has_address"]


def test_a_cell_below_the_grade_is_marked_in_the_coverage(codings, agreements, norms):
    frame = coverage.norm_coverage(codings, agreements, norms, "secondary")
    set_aside = frame[frame["is_set_aside"]]
    assert set_aside[["agreement", "norm_id"]].values.tolist() == [
        ["Code", "GGE-A"],
        ["Pact", "GGE-F"],
    ]
    assert set_aside["presence"].eq("absent").all()


def test_frequency_counts_levels_apart(codings, agreements, norms):
    frame = coverage.norm_frequency(codings, agreements, norms).set_index(["norm_id", "presence"])
    assert frame.loc[("GGE-A", "explicit"), "n_agreements"] == 2
    assert frame.loc[("GGE-A", "explicit"), "n_unverified"] == 1
    assert frame.loc[("GGE-A", "implicit"), "n_agreements"] == 1
    assert frame.loc[("GGE-F", "explicit"), "n_agreements"] == 0  # noughts are rows, too
    assert len(frame) == 9


def test_frequency_adds_up_to_the_present_cells(codings, agreements, norms):
    total = coverage.norm_frequency(codings, agreements, norms)["n_agreements"].sum()
    assert total == codings["presence"].ne("absent").sum()


def test_only_the_agreements_given_are_counted(codings, agreements, norms):
    inside = agreements[agreements["in_scope_2020"].eq("yes")]
    frame = coverage.norm_frequency(codings, inside, norms).set_index(["norm_id", "presence"])
    assert frame.loc[("GGE-A", "implicit"), "n_agreements"] == 0


def test_norms_held_are_ranked_with_ties_in_codebook_order(codings, agreements, norms):
    frame = coverage.norms_held(codings, agreements, norms, "explicit")
    assert frame["norm_id"].tolist() == ["GGE-A", "X-LAW", "GGE-F"]  # 2, 2, 0
    assert frame["share"].tolist() == [0.5, 0.5, 0.0]


def test_a_weaker_reading_never_counts_less(codings, agreements, norms):
    counts = [
        coverage.norms_held(codings, agreements, norms, level)
        .set_index("norm_id")["n_agreements"]
        .sort_index()
        for level in ("explicit", "implicit", "by-reference")
    ]
    assert (counts[0] <= counts[1]).all()
    assert (counts[1] <= counts[2]).all()


def test_adopters_are_counted_within_their_group(codings, agreements, norms):
    frame = coverage.norms_by_adopter(codings, agreements, norms, "explicit")
    states = frame[frame["adopter_type"].eq("state-coalition")].set_index("norm_id")
    assert states["n_group"].tolist() == [2, 2, 2]
    assert states["share"].to_dict() == {"GGE-A": 0.5, "GGE-F": 0.0, "X-LAW": 1.0}
    assert frame["adopter_type"].drop_duplicates().tolist() == [
        "intergovernmental",
        "state-coalition",
        "private",
    ]


def test_a_group_shrinks_with_the_agreements_left_at_the_grade(codings, agreements, norms):
    # At primary the Code has no cell left and leaves its group.
    frame = coverage.norms_by_adopter(codings, agreements, norms, "explicit", "primary")
    states = frame[frame["adopter_type"].eq("state-coalition")]
    assert states["n_group"].eq(1).all()


def test_strength_and_direction_each_add_up_to_the_norms_held(codings, agreements, norms):
    frame = coverage.strength_direction(codings, agreements, norms, "implicit")
    held = coverage.norms_held(codings, agreements, norms, "implicit").set_index("norm_id")
    totals = frame.groupby(["norm_id", "attribute"])["n_agreements"].sum()
    for norm_id in norms["norm_id"]:
        assert totals[norm_id, "strength"] == held.loc[norm_id, "n_agreements"]
        assert totals[norm_id, "direction"] == held.loc[norm_id, "n_agreements"]
    strength = frame.set_index(["norm_id", "value"])["n_agreements"]
    assert strength["GGE-A", "shall"] == 2  # Pact, Treaty
    assert strength["GGE-A", "aspire"] == 0  # Late holds it by reference only


def test_a_missing_coding_is_named(codings, agreements, norms):
    with pytest.raises(ValueError, match="pact-2018 and GGE-A"):
        coverage.norm_coverage(codings.iloc[1:], agreements, norms)


def test_a_doubled_coding_is_named(codings, agreements, norms):
    doubled = codings.iloc[[0, *range(len(codings))]]
    with pytest.raises(ValueError, match="1 of 12 pairs"):
        coverage.norm_frequency(doubled, agreements, norms)
