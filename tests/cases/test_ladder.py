from itertools import product

import pandas as pd
import pytest

from bpfanalysis.cases.ladder import (
    LADDER,
    RULE,
    assessment_stages,
    ladder_ends,
    levels_by_group,
    place,
    place_all,
)
from bpfanalysis.vocabularies import ASSESSOR, CONSEQUENCE, STAGE


def mechanism(case_id="a", stage="monitoring", assessor="self-report", **changes):
    row = {
        "case_id": case_id,
        "stage": stage,
        "mechanism": f"{assessor} at {stage}",
        "assessor": assessor,
        "frequency_years": None,
        "public": "yes",
        "consequence": "none",
        "source_url": "",
        "basis": "secondary",
    }
    return {**row, **changes}


def stages_of(*rows, cases=("a",), **options):
    return assessment_stages(place_all(pd.DataFrame(rows), **options), list(cases))


def test_the_rule_places_every_stage_assessor_consequence_and_rhythm():
    clauses = {clause for clause, _, _ in RULE}
    met = set()
    for combination in product(STAGE, ASSESSOR, CONSEQUENCE, (True, False)):
        level, clause = place(*combination)
        assert level in LADDER, combination
        met.add(clause)
    assert met == clauses, f"clauses of the rule that decide nothing: {clauses - met}"


@pytest.mark.parametrize(
    ("stage", "assessor", "consequence", "rhythm", "level"),
    [
        ("emergence", "civil-society", "naming", True, "stated"),
        ("adoption", "none", "none", False, "stated"),
        ("adoption", "self-report", "none", False, "stated"),
        ("adoption", "peer-review", "loss-of-status", False, "consequence"),
        ("implementation", "none", "capacity-support", False, "none"),
        ("monitoring", "self-report", "naming", True, "self-report"),
        ("monitoring", "technical-verification", "none", False, "independent monitoring"),
        ("monitoring", "civil-society", "naming", False, "peer review"),
        ("monitoring", "civil-society", "naming", True, "independent monitoring"),
        ("evaluation", "independent-body", "none", False, "peer review"),
        ("evaluation", "independent-body", "naming", False, "independent monitoring"),
        ("evaluation", "independent-body", "none", True, "independent monitoring"),
        ("enforcement", "peer-review", "naming", False, "peer review"),
        ("enforcement", "none", "sanction", False, "consequence"),
        ("enforcement", "market", "none", True, "independent monitoring"),
    ],
)
def test_hand_placed_mechanisms(stage, assessor, consequence, rhythm, level):
    assert place(stage, assessor, consequence, rhythm)[0] == level


def test_capacity_support_never_changes_the_rung():
    for stage, assessor in product(STAGE, ASSESSOR):
        if assessor == "independent-body":
            continue  # help that follows shows that the look was not a single study
        assert (
            place(stage, assessor, "capacity-support", True)[0]
            == place(stage, assessor, "none", True)[0]
        )


def test_naming_is_a_consequence_only_where_the_parameter_says_so():
    assert place("enforcement", "peer-review", "naming", False)[0] == "peer review"
    place_naming = place("enforcement", "peer-review", "naming", False, consequence_from="naming")
    assert place_naming[0] == "consequence"


def test_none_is_told_from_not_known():
    frame = stages_of(mechanism(stage="implementation", assessor="none")).set_index("stage")
    assert frame.loc["implementation", "level"] == "none"
    assert frame.loc["monitoring", "level"] == "not known"
    assert frame.loc["implementation", "rank"] == 0
    assert pd.isna(frame.loc["monitoring", "rank"])


def test_the_cross_is_complete_and_a_case_without_mechanisms_is_not_known_throughout():
    frame = stages_of(mechanism(), cases=("a", "cyber-b"))
    assert len(frame) == 2 * len(STAGE)
    assert set(frame.loc[frame["case_id"] == "cyber-b", "level"]) == {"not known"}
    assert set(frame.loc[frame["case_id"] == "cyber-b", "group"]) == {"cybersecurity"}


def test_the_highest_rung_counts_and_its_assessor_and_basis_are_shown():
    frame = stages_of(
        mechanism(basis="primary"),
        mechanism(assessor="technical-verification", basis="unverified"),
        mechanism(assessor="technical-verification", basis="secondary", mechanism="better"),
    ).set_index("stage")
    row = frame.loc["monitoring"]
    assert row["level"] == "independent monitoring"
    assert (row["basis"], row["mechanism"], row["n_mechanisms"]) == ("secondary", "better", 3)


def test_a_consequence_without_an_outside_finding_is_named():
    frame = stages_of(
        mechanism(assessor="self-report"),
        mechanism(stage="enforcement", assessor="peer-review", consequence="sanction"),
    )
    end = ladder_ends(frame).iloc[0]
    assert (end["top"], end["check"]) == ("consequence", "self-report")
    assert end["lacks_independent_check"]


def test_levels_by_group_counts_each_case_once_per_stage():
    counts = levels_by_group(stages_of(mechanism(), cases=("a", "cyber-b")))
    totals = counts.groupby(["group", "stage"])["n_cases"].sum()
    assert set(totals) == {1}


def test_unknown_values_and_unlisted_cases_are_refused():
    with pytest.raises(ValueError, match="Unknown assessor 'nobody'"):
        place("monitoring", "nobody", "none", False)
    with pytest.raises(ValueError, match="not listed: a"):
        assessment_stages(place_all(pd.DataFrame([mechanism()])), ["b"])
