import pandas as pd
import pytest

from bpfanalysis.cases.transfer import health_thread, methods_in_cyber, transfer_check

METHODS = pd.DataFrame(
    {
        "method_id": ["M1", "M2", "M3"],
        "method": ["Inspectors", "Sensors", "Index"],
        "fields_where_used": ["npt", "ozone;npt", "fatf"],
        "already_in_cyber": ["no", "partial", "yes"],
        "health_sector_example": [None, "None known that fits", "An incident tracker"],
        "basis": ["secondary"] * 3,
    }
)
NEEDS = pd.DataFrame(
    {
        "method_id": ["M1", "M2", "M3"],
        "precondition": ["entry", "traces", "indicators"],
        "in_cyber": ["absent", "present", "partly"],
        "evidence": ["e", "f", "g"],
        "text_in": ["t"] * 3,
        "basis": ["secondary"] * 3,
    }
)
PLACED = pd.DataFrame({"case_id": ["npt", "npt", "ozone"]})


def test_a_method_in_reach_is_told_from_one_out_of_reach_and_one_in_use():
    table = transfer_check(METHODS, NEEDS, PLACED)
    assert table[["method", "reading"]].values.tolist() == [
        ["Sensors", "could be built"],
        ["Index", "in use"],
        ["Inspectors", "out of reach for now"],
    ]
    assert table["n_mechanisms"].tolist() == [3, 0, 2]


def test_a_method_without_a_precondition_is_refused():
    with pytest.raises(ValueError, match="without a precondition: M3"):
        transfer_check(METHODS, NEEDS.iloc[:2], PLACED)


def test_the_health_thread_gathers_each_kind_and_leaves_out_what_is_not_there():
    agreements = pd.DataFrame(
        {
            "agreement_id": ["later", "first", "none"],
            "short_title": ["Later", "First", "None"],
            "adopted_on": ["2020-05", "2019", "2018"],
            "covid_health_mention": ["yes", "yes", "no"],
        }
    )
    codings = pd.DataFrame(
        {
            "agreement_id": ["later", "first", "none"],
            "norm_id": ["X-HEALTH"] * 3,
            "presence": ["explicit", "absent", "absent"],
            "paraphrase": ["spare hospitals", None, None],
            "basis": ["primary", "secondary", "unverified"],
        }
    )
    lessons = pd.DataFrame(
        {
            "case_id": ["ozone", "ozone"],
            "lesson": ["one", "two"],
            "cyber_norm_ids": ["X-HEALTH;GGE-A", "X-HEALTHY"],
            "transferability": ["high", "high"],
        }
    )
    statements = pd.DataFrame(
        {
            "contribution_id": ["c1", "c2"],
            "statement": ["said", "else"],
            "healthcare": ["yes", "no"],
            "basis": ["primary", "primary"],
        }
    )
    table = health_thread(agreements, codings, METHODS, lessons, statements)
    assert table[["kind", "source"]].values.tolist() == [
        ["agreement mentions health", "First"],
        ["agreement carries the norm", "Later"],
        ["method", "Index"],
        ["lesson", "Ozone layer"],
        ["statement", "c1"],
    ]
    assert table.loc[table["kind"] == "lesson", "basis"].isna().all()


def test_methods_that_cyber_lacks_come_first():
    table = pd.DataFrame(
        {
            "method_id": ["M1", "M2"],
            "method": ["has", "lacks"],
            "fields_where_used": ["npt", "npt;fatf"],
            "already_in_cyber": ["yes", "no"],
            "cyber_example": ["x", None],
            "health_sector_example": [None, None],
            "basis": ["secondary", "secondary"],
        }
    )
    assert methods_in_cyber(table)["method"].tolist() == ["lacks", "has"]
