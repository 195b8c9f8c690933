"""A norm is horizontal when independent initiatives state it, however many texts repeat it."""

import pandas as pd
import pytest

from bpfanalysis.agreements.horizontal import norm_reach


def lineage(*blocks: str) -> pd.DataFrame:
    ids = ["pact-2018", "code-2015", "treaty-2001", "late-2021"]
    return pd.DataFrame({"agreement_id": ids, "lineage_block": blocks})


def test_two_blocks_make_a_norm_horizontal(codings, agreements, norms):
    found = norm_reach(codings, agreements, norms, lineage("p", "un", "t", "un"))
    assert found.set_index("norm_id")["reach"].to_dict() == {
        "GGE-A": "horizontal",  # Pact and Code, two blocks
        "GGE-F": "not explicit",  # implicit and by reference only
        "X-LAW": "initiative-specific",  # Code and Late, one block
    }
    assert found["n_agreements"].tolist() == [2, 0, 2]
    assert found["n_blocks"].tolist() == [2, 0, 1]


def test_weak_evidence_can_take_the_second_block_away(codings, agreements, norms):
    found = norm_reach(codings, agreements, norms, lineage("p", "un", "t", "un"), "secondary")
    assert found.loc[0, "reach"] == "initiative-specific"


@pytest.mark.parametrize("change", ["missing", "doubled"])
def test_each_agreement_needs_exactly_one_block(codings, agreements, norms, change):
    rows = lineage("p", "un", "t", "un")
    wrong = (
        rows.iloc[1:] if change == "missing" else pd.concat([rows, rows.assign(lineage_block="q")])
    )
    with pytest.raises(ValueError, match="the first being pact-2018"):
        norm_reach(codings, agreements, norms, wrong)
