import pandas as pd
import pytest

from bpfanalysis.cases import comparison
from bpfanalysis.cases.conditions import condition_values, profiles

CONDITIONS = comparison.PUBLISHED
SETS = [*CONDITIONS, "adherence", "internalised"]

# Kept and internalised exactly where there is monitoring and enforcement.
ROWS = [
    ("a", 1, 1, 0, 1, 1, 1),
    ("b", 1, 1, 1, 0, 1, 1),
    ("c", 1, 0, 1, 1, 0, 0),
    ("d", 0, 1, 0, 1, 0, 0),
    ("e", 0, 0, 0, 0, 0, 0),
]


@pytest.fixture
def data():
    return pd.DataFrame(
        [r[1:] for r in ROWS], index=[r[0] for r in ROWS], columns=SETS, dtype=float
    )


@pytest.fixture
def found(data):
    return comparison.run_all(data, comparison.questions(1.0, 0.0, 1))


def test_the_planted_combination_is_found_and_its_absence_is_its_own_analysis(found):
    both = "independent_monitoring*enforcement"
    assert found["adherence"].expressions("parsimonious") == [both]
    assert set(found["~adherence"].expressions("parsimonious")[0].split(" + ")) == {
        "~independent_monitoring",
        "~enforcement",
    }


def test_truth_tables_are_complete_for_each_outcome(found):
    table = comparison.truth_tables(found)
    assert len(table) == 4 * 16
    assert table.groupby("outcome")["n"].sum().tolist() == [5, 5, 5, 5]
    assert set(table["conditions"]) == {
        "Independent monitoring;Enforcement;Capacity support;Great-power support"
    }


def test_terms_and_points_agree_with_the_memberships(data, found):
    terms = comparison.solution_terms(found)
    kept = terms.loc[(terms["outcome"] == "adherence") & (terms["solution"] == "parsimonious")]
    assert kept["term_name"].tolist() == ["independent monitoring and enforcement"]
    points = comparison.set_relations(data, found)
    assert len(points) == (4 + 2) * 5
    enough = points.loc[points["relation"] == "sufficiency"]
    assert (enough["x"] <= enough["y"]).all()


def test_a_cyber_norm_is_placed_and_told_what_it_lacks(found):
    terms = comparison.solution_terms(found)
    cyber = pd.DataFrame([("cyber-x", 0.8, 0.2, 0.8, 0.2, 0.4, 0.4)], columns=["case_id", *SETS])
    reach = comparison.cyber_membership(cyber, terms)
    assert (reach["membership"] <= 0.2).all()
    assert reach["lacking"].str.contains("Enforcement").all()


def test_no_row_for_any_outcome_is_said_in_words(data):
    alike = data.assign(**dict.fromkeys(CONDITIONS, 1.0))
    with pytest.raises(ValueError, match="suffices for any outcome"):
        comparison.run_all(alike, comparison.questions(1.0, 0.0, 1))


def test_the_middle_pass_is_the_median_of_the_other_fields():
    one = pd.DataFrame([(r[0], *r[1:]) for r in ROWS], columns=["case_id", *SETS])
    two = one.assign(enforcement=0.4)
    cyber = one.iloc[:1].assign(case_id="cyber-x")
    values = condition_values({"A": one, "B": pd.concat([two, cyber]), "C": two}, SETS)
    middle = comparison.middle_pass(profiles(values), SETS)
    assert middle.index.tolist() == list("abcde")
    assert set(middle["enforcement"]) == {0.4}
