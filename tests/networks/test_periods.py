"""Norms in time."""

import pandas as pd
import pytest

from bpfanalysis.networks.periods import first_appearance, pairs_by_period, period_label, spread

CELLS = pd.DataFrame(
    [(a, n, "explicit" if n in held else "absent", "primary")
     for a, held in (("old", "A"), ("mid", "AB"), ("new", "AB"), ("late", "B"))
     for n in "ABC"],
    columns=["agreement_id", "norm_id", "presence", "basis"],
)  # fmt: skip
DATES = {"old": "2010", "mid": "2015-07", "new": "2015-07-02", "late": "2019-01-01"}


def test_first_appearance_takes_the_earliest_and_leaves_the_unknown_open():
    found = first_appearance(CELLS, DATES).set_index("norm_id")
    assert found.loc["A", "first_agreement_id"] == "old"
    assert found.loc["B", "first_agreement_id"] == "mid", "a month counts as its first day"
    assert found.loc["C"].isna()["first_on"] and found.loc["C", "n_agreements"] == 0


def test_a_new_agreement_of_a_known_block_is_no_new_witness():
    blocks = {"old": "un", "mid": "un", "new": "new", "late": "late"}
    found = spread(CELLS, DATES, blocks=blocks)
    of_a = found[found["norm_id"] == "A"]
    assert of_a["n_so_far"].tolist() == [1, 2, 3]
    assert of_a["n_blocks_so_far"].tolist() == [1, 1, 2]
    assert of_a["is_new_block"].tolist() == [True, False, True]


def test_each_period_is_tested_by_itself():
    def count_rows(matrix):
        return pd.DataFrame({"source": ["A"], "target": ["B"], "rows": [len(matrix)]})

    found = pairs_by_period(CELLS, DATES, count_rows, starts=(2015, 2019))
    assert found[["period", "n_agreements", "rows"]].to_numpy().tolist() == [["2015-2018", 2, 2]]


@pytest.mark.parametrize(
    ("year", "label"),
    [("2014", "before 2015"), ("2015-01", "2015-2017"), ("2018-01-01", "from 2018")],
)
def test_the_bounds_of_periods(year, label):
    assert period_label(year, [2015, 2018]) == label


def test_wrong_use_is_refused_in_words():
    with pytest.raises(ValueError, match="has no date"):
        first_appearance(CELLS, {"old": "2010"})
    with pytest.raises(ValueError, match="do not ascend"):
        period_label("2015", [2018, 2015])
    with pytest.raises(ValueError, match="has no lineage block"):
        spread(CELLS, DATES, blocks={})
    with pytest.raises(ValueError, match="no period holds two"):
        alone = CELLS[CELLS["agreement_id"] == "old"]
        pairs_by_period(alone, DATES, lambda matrix: matrix)
