"""The scope rule keeps, drops and leaves undecided for the reason it says."""

import pytest

from bpfanalysis.agreements import scope


def test_each_step_starts_from_what_the_one_before_kept(agreements):
    steps = scope.scope_steps(agreements, "rule-2020-active-body")
    assert steps["n_in"].tolist() == [4, 3, 3, 2]
    assert steps["n_kept"].tolist() == [3, 3, 2, 1]
    assert steps["dropped"].fillna("").tolist() == ["Treaty", "", "Late", "Code"]
    assert (steps["n_in"] == steps["n_kept"] + steps["n_dropped"] + steps["n_undecided"]).all()


def test_the_variant_is_the_rule_and_one_condition_more(agreements):
    rule = scope.scope_steps(agreements, "rule-2020").drop(columns="scope")
    variant = scope.scope_steps(agreements, "rule-2020-active-body").drop(columns="scope")
    assert variant.head(len(rule)).fillna("").equals(rule.fillna(""))


def test_the_rule_agrees_with_the_register(agreements):
    assert scope.scope_decisions(agreements, "rule-2020")["agrees"].all()


def test_a_register_that_says_otherwise_is_noticed(agreements):
    wrong = agreements.assign(in_scope_2020="yes")
    decisions = scope.scope_decisions(wrong, "rule-2020")
    assert decisions.loc[~decisions["agrees"], "agreement"].tolist() == ["Treaty", "Late"]


@pytest.mark.parametrize(
    ("last_day", "decision"),
    [("2018-04-30", "kept"), ("2018-04-15", "undecided"), ("2018-03-31", "dropped")],
)
def test_a_date_that_straddles_the_last_day_is_undecided(agreements, last_day, decision):
    # The Pact is dated April 2018: mid-April cannot tell.
    found = scope.scope_decisions(agreements, "rule-2020", last_day).set_index("agreement")
    assert found.loc["Pact", "decision"] == decision


def test_what_is_undecided_is_neither_kept_nor_dropped_but_named(agreements):
    steps = scope.scope_steps(agreements, "rule-2020", "2018-04-15").set_index("condition")
    assert steps.loc["adopted in time", "undecided"] == "Pact"
    assert "Pact" not in scope.select(agreements, "rule-2020", "2018-04-15")["short_title"].tolist()


def test_an_unknown_body_is_not_taken_for_none(agreements):
    unknown = agreements.assign(active_body=[None, "none", "Committee", "Office"])
    found = scope.scope_decisions(unknown, "rule-2020-active-body").set_index("agreement")
    assert found.loc["Pact", "decision"] == "undecided"
    assert found.loc["Code", "decision"] == "dropped"


def test_all_keeps_all(agreements):
    assert len(scope.select(agreements, "all")) == len(agreements)
    assert scope.scope_steps(agreements, "all").empty


def test_an_unknown_scope_is_refused(agreements):
    with pytest.raises(ValueError, match="expected rule-2020, rule-2020-active-body or all"):
        scope.select(agreements, "2020")
