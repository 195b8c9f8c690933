"""Decisions are counted in full, contested cells found whichever pass read more."""

import pandas as pd
import pytest

from bpfanalysis.agreements import adjudication

DECIDED = pd.DataFrame(
    {
        "agreement_id": ["pact-2018", "pact-2018", "code-2015"],
        "norm_id": ["GGE-A", "GGE-F", "GGE-A"],
        "presence": ["explicit", "by-reference", "absent"],
        "decided_by": ["judgement", "rule-1", "agreement"],
        "reason": ["A verb.", "Endorses a set.", None],
        "basis": ["primary", "secondary", "unverified"],
    }
)
PASS_A = DECIDED.assign(presence=["explicit", "absent", "absent"])
PASS_B = DECIDED.assign(presence=["implicit", "absent", "absent"])


def test_every_cell_is_counted_once():
    counts = adjudication.decision_counts(DECIDED).set_index("decided_by")
    assert counts["n_cells"].sum() == len(DECIDED)
    assert counts.loc["rule-1", "n_by_reference"] == 1
    assert counts.loc["rule-6", "n_cells"] == 0  # a rule that settled nothing is told


def test_an_unknown_way_of_deciding_is_refused():
    with pytest.raises(ValueError, match="decided_by has 'vote'"):
        adjudication.decision_counts(DECIDED.assign(decided_by="vote"))


def test_contested_cells_are_those_the_passes_read_differently(agreements, norms):
    found = adjudication.contested_cells(DECIDED, PASS_A, PASS_B, agreements, norms)
    assert found[["agreement", "norm", "presence_a", "presence_b"]].values.tolist() == [
        ["Pact", "Cooperate", "explicit", "implicit"]
    ]


def test_a_change_by_rule_where_the_passes_agree_is_not_contested(agreements, norms):
    found = adjudication.contested_cells(DECIDED, PASS_A, PASS_A, agreements, norms)
    assert found.empty


def test_agreements_that_were_never_checked_are_shown_with_nought(agreements):
    checked = pd.DataFrame(
        {"agreement_id": ["pact-2018"] * 3, "verdict": ["confirmed", "confirmed", "changed"]}
    )
    counts = adjudication.verification_counts(checked, agreements).set_index("agreement")
    assert counts.loc["Pact", ["n_checked", "n_confirmed", "n_changed"]].tolist() == [3, 2, 1]
    assert counts.loc["Code", "n_checked"] == 0
