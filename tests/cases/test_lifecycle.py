import pandas as pd
import pytest

from bpfanalysis.cases.lifecycle import case_life_cycles, spans


def cases(**changes):
    table = {
        "case_id": ["late", "early"],
        "field": ["f", "g"],
        "norm": ["n", "m"],
        "year_emerged": [1990, 1950],
        "year_adopted": [1997, 1960],
        "year_cascade": [1999, None],
        "binding": ["binding", "voluntary"],
        "entrepreneur_group": ["state", "civil-society"],
        "basis": ["secondary", "unverified"],
    }
    return pd.DataFrame({**table, **changes})


def test_every_case_has_three_events_and_the_oldest_comes_first():
    frame = case_life_cycles(cases())
    assert frame["case_id"].tolist() == ["early"] * 3 + ["late"] * 3
    assert frame["event"].tolist() == ["emerged", "adopted", "cascade"] * 2


def test_an_unknown_year_stays_unknown_and_is_never_a_number():
    frame = case_life_cycles(cases()).set_index(["case_id", "event"])
    assert pd.isna(frame.loc[("early", "cascade"), "year"])
    assert not frame.loc[("early", "cascade"), "is_known"]
    assert frame["is_known"].sum() == 5


def test_spans_are_differences_and_empty_where_an_end_is_unknown():
    table = spans(case_life_cycles(cases())).set_index("case_id")
    assert table.loc["late", "years_to_adoption"] == 7
    assert table.loc["late", "years_to_cascade"] == 2
    assert pd.isna(table.loc["early", "years_to_cascade"])


def test_the_input_is_left_as_it_was():
    given = cases()
    case_life_cycles(given)
    pd.testing.assert_frame_equal(given, cases())


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (cases().drop(columns="year_adopted"), "lacks the columns year_adopted"),
        (cases(case_id=["a", "a"]), "stands twice"),
        (cases(year_adopted=[1980, 1960]), "run backwards"),
    ],
)
def test_what_is_wrong_with_a_table_is_said(table, words):
    with pytest.raises(ValueError, match=words):
        case_life_cycles(table)
