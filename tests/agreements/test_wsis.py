"""Gaps against the WSIS criteria: counted in full, unknown kept apart from missing."""

import pandas as pd
import pytest

from bpfanalysis.agreements import wsis

CRITERIA = pd.DataFrame({"criterion": ["open", "rights"], "label": ["Open", "Human rights"]})


@pytest.fixture
def codings() -> pd.DataFrame:
    rows = [
        ("pact-2018", "open", "no", "unverified"),
        ("pact-2018", "rights", "yes", "primary"),
        ("code-2015", "open", "partial", "secondary"),
        ("code-2015", "rights", "no", "primary"),
        ("treaty-2001", "open", "no", "secondary"),
        ("treaty-2001", "rights", "yes", "unverified"),
        ("late-2021", "open", "yes", "primary"),
        ("late-2021", "rights", "yes", "primary"),
    ]
    return pd.DataFrame(rows, columns=["agreement_id", "criterion", "value", "basis"])


def test_gaps_are_a_complete_cross_in_display_order(codings, agreements):
    frame = wsis.wsis_gaps(codings, agreements, CRITERIA)
    assert frame["agreement"].tolist()[::2] == ["Treaty", "Code", "Late", "Pact"]
    assert frame["criterion_label"].tolist()[:2] == ["Open", "Human rights"]


def test_below_the_grade_a_value_is_unknown_and_not_no(codings, agreements):
    frame = wsis.wsis_gaps(codings, agreements, CRITERIA, "secondary")
    unknown = frame[frame["value"].isna()]
    assert unknown[["agreement", "criterion"]].values.tolist() == [
        ["Treaty", "rights"],
        ["Pact", "open"],
    ]
    counted = wsis.gaps_by_criterion(frame).set_index("criterion")
    assert counted.loc["open", ["n_missing", "n_unknown"]].tolist() == [1, 1]


def test_criteria_are_ranked_by_the_width_of_the_gap(codings, agreements):
    counted = wsis.gaps_by_criterion(wsis.wsis_gaps(codings, agreements, CRITERIA))
    assert counted["criterion"].tolist() == ["open", "rights"]
    assert counted["n_missing"].tolist() == [2, 1]
    assert counted["n_missing_unverified"].tolist() == [1, 0]


def test_each_agreement_adds_up_to_the_criteria(codings, agreements):
    counted = wsis.gaps_by_agreement(wsis.wsis_gaps(codings, agreements, CRITERIA))
    totals = counted[["n_met", "n_partial", "n_missing", "n_unknown"]].sum(axis=1)
    assert totals.eq(len(CRITERIA)).all()
    missing = counted.set_index("agreement")["missing"].fillna("").to_dict()
    assert missing == {"Treaty": "Open", "Code": "Human rights", "Late": "", "Pact": "Open"}


def test_kinds_of_adopter_are_counted_within_their_group(codings, agreements):
    counted = wsis.gaps_by_adopter(wsis.wsis_gaps(codings, agreements, CRITERIA))
    states = counted[counted["adopter_type"].eq("state-coalition")]
    assert states["n_group"].tolist() == [2, 2]
    assert states[["n_met", "n_partial", "n_missing"]].values.tolist() == [[1, 1, 0], [1, 0, 1]]


def test_a_missing_cell_is_named(codings, agreements):
    with pytest.raises(ValueError, match="pact-2018 and open"):
        wsis.wsis_gaps(codings.iloc[1:], agreements, CRITERIA)


def test_a_doubled_cell_is_named(codings, agreements):
    with pytest.raises(ValueError, match="more than one value"):
        wsis.wsis_gaps(pd.concat([codings, codings.head(1)]), agreements, CRITERIA)
