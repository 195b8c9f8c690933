"""Weak evidence is set aside, never turned into 'no', and never lost from sight."""

import math

import pandas as pd
import pytest

from bpfanalysis.agreements import evidence

CELLS = pd.DataFrame(
    {
        "agreement_id": ["x", "x", "x", "y", "y", "z"],
        "norm_id": ["A", "B", "C", "A", "B", "A"],
        "presence": ["explicit", "implicit", "absent", "by-reference", "absent", "explicit"],
        "strength": ["shall", "should", None, "aspire", None, "should"],
        "basis": ["primary", "unverified", "unverified", "secondary", "primary", "unverified"],
        "source_url": ["u", "u", None, "u", "u", "u"],
    }
)
AGREEMENTS = pd.DataFrame({"agreement_id": ["x", "y", "z"], "short_title": ["X", "Y", "Z"]})


def test_shares_count_present_and_absent_cells_apart():
    # Present: 4, unverified 2 (x-B, z-A). Absent: 2, without address 1 (x-C).
    assert evidence.shares(CELLS) == {"present_unverified": 0.5, "absent_without_address": 0.5}


def test_at_a_stricter_grade_no_present_cell_is_unverified():
    assert evidence.shares(CELLS, "secondary")["present_unverified"] == 0


def test_an_agreement_that_is_dropped_does_not_count_among_the_absent():
    more = pd.concat([CELLS, CELLS[CELLS["norm_id"].eq("C")].assign(agreement_id="z")])
    assert evidence.shares(more)["absent_without_address"] == pytest.approx(2 / 3)
    assert evidence.shares(more, "secondary")["absent_without_address"] == 0.5  # z is gone


def test_shares_of_nothing_are_undefined_rather_than_nought():
    only_present = CELLS[CELLS["presence"].ne("absent")]
    assert math.isnan(evidence.shares(only_present)["absent_without_address"])


def test_everything_counts_at_the_lowest_grade():
    graded = evidence.at_grade(CELLS)
    assert not graded["is_set_aside"].any()
    assert graded["presence"].tolist() == CELLS["presence"].tolist()


def test_a_present_cell_below_the_grade_is_set_aside_with_its_details():
    graded = evidence.at_grade(CELLS, "secondary").set_index(["agreement_id", "norm_id"])
    cell = graded.loc[("x", "B")]
    assert cell["presence"] == "absent"
    assert cell["is_set_aside"]
    assert pd.isna(cell["strength"])
    assert not graded.loc[("x", "C"), "is_set_aside"]  # coded absent, whatever its basis


def test_an_agreement_read_at_the_grade_stays_even_if_nothing_was_found():
    # y has a primary cell, an absent one: it was read, so it stays with no norm counted.
    graded = evidence.at_grade(CELLS, "primary")
    assert set(graded["agreement_id"]) == {"x", "y"}
    assert graded.loc[graded["agreement_id"].eq("y"), "presence"].eq("absent").all()


def test_agreements_without_a_cell_at_the_grade_are_named():
    assert evidence.unread(CELLS, "unverified") == []
    assert evidence.unread(CELLS, "secondary") == ["z"]


def test_the_input_is_not_changed():
    before = CELLS.copy(deep=True)
    evidence.at_grade(CELLS, "primary")
    pd.testing.assert_frame_equal(CELLS, before)


def test_the_effect_of_the_grade_falls_from_weak_to_strong():
    effect = evidence.grade_effect(CELLS, AGREEMENTS).set_index("min_basis")
    assert effect["n_agreements"].tolist() == [3, 2, 2]
    assert effect["n_explicit"].tolist() == [2, 1, 1]
    assert effect["n_by_reference"].tolist() == [1, 1, 0]
    assert effect.loc["secondary", "agreements_dropped"] == "Z"


def test_only_the_agreements_asked_for_are_counted():
    effect = evidence.grade_effect(CELLS, AGREEMENTS[AGREEMENTS["agreement_id"].eq("z")])
    assert effect["n_explicit"].tolist() == [1, 0, 0]


@pytest.mark.parametrize("grade", ["hearsay", "", "Primary"])
def test_an_unknown_grade_is_refused(grade):
    with pytest.raises(ValueError, match="expected unverified, secondary or primary"):
        evidence.at_grade(CELLS, grade)


def test_absent_is_no_level_of_presence():
    with pytest.raises(ValueError, match="expected explicit, implicit or by-reference"):
        evidence.levels_from("absent")
