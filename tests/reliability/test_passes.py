"""Whole passes side by side."""

import numpy as np
import pandas as pd
import pytest

from bpfanalysis.reliability import disagreements, ratings, reliability_table

UNIT = ["agreement_id", "norm_id"]


def coding(presence, strength, addressee=("", "", "", "")):
    frame = pd.DataFrame(
        {
            "agreement_id": ["p", "p", "q", "q"],
            "norm_id": ["A", "B", "A", "B"],
            "presence": presence,
            "strength": strength,
            "addressee": addressee,
        }
    )
    return frame.replace("", np.nan)


A = coding(
    ["explicit", "absent", "implicit", "explicit"],
    ["shall", "", "should", "should"],
    ["states;private", "", "states", "all"],
)
B = coding(
    ["explicit", "absent", "absent", "implicit"],
    ["should", "", "", "should"],
    ["private;states", "", "", "states"],
)


def test_strength_is_compared_only_where_all_coders_coded_present():
    """The cell q/A is present for one coder only: its strength is no disagreement."""
    assert ratings([A, B], UNIT, "strength").index.tolist() == [("p", "A"), ("q", "B")]


def test_presence_is_compared_everywhere():
    assert len(ratings([A, B], UNIT, "presence")) == 4


def test_addressees_are_compared_as_sets():
    found = disagreements([A, B], UNIT, "addressee")
    assert found[UNIT].to_numpy().tolist() == [["q", "B"]]


def test_passes_in_another_row_order_give_the_same_table():
    first = reliability_table([A, B], UNIT, "presence", by="norm_id", draws=50)
    again = reliability_table([A, B.iloc[::-1]], UNIT, "presence", by="norm_id", draws=50)
    pd.testing.assert_frame_equal(first, again)


def test_a_group_does_not_depend_on_the_other_groups():
    only = [one[one["norm_id"] == "A"] for one in (A, B)]
    together = reliability_table([A, B], UNIT, "presence", by="norm_id", draws=50)
    alone = reliability_table(only, UNIT, "presence", by="norm_id", draws=50)
    row = together[together["by"] == "A"].reset_index(drop=True)
    pd.testing.assert_frame_equal(row, alone[alone["by"] == "A"].reset_index(drop=True))


def test_inputs_are_not_changed():
    before = A.copy()
    reliability_table([A, B], UNIT, "addressee", draws=10)
    pd.testing.assert_frame_equal(A, before)


def test_how_a_disagreement_was_decided_stands_beside_it():
    decided = coding(["explicit", "absent", "implicit", "explicit"], [""] * 4).assign(
        decided_by=["agreement", "agreement", "judgement", "rule 8"], reason=["", "", "why", "r"]
    )
    found = disagreements([A, B], UNIT, "presence", decided=decided)
    assert found["decided"].tolist() == ["implicit", "explicit"]
    assert found["decided_by"].tolist() == ["judgement", "rule 8"]
    assert found.columns.tolist()[:5] == [*UNIT, "attribute", "A", "B"]


@pytest.mark.parametrize(
    ("passes", "value", "words"),
    [
        ([A], "presence", "needs at least two"),
        ([A, B.iloc[:3]], "presence", "B lacks 1"),
        ([A.iloc[:3], B], "presence", "A lacks 1"),
        ([A, pd.concat([B, B.iloc[:1]])], "presence", "stands twice"),
        ([A, B.rename(columns={"presence": "found"})], "presence", "no column presence"),
    ],
)
def test_passes_that_do_not_match_are_refused_in_words(passes, value, words):
    with pytest.raises(ValueError, match=words):
        ratings(passes, UNIT, value)
