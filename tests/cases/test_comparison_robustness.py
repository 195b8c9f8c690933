import pandas as pd
import pytest

from bpfanalysis.cases import comparison, comparison_robustness

SETS = [*comparison.PUBLISHED, "adherence", "internalised"]

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


def test_variants_and_robustness_cover_all_outcomes(data):
    asked = comparison.questions(1.0, 0.0, 1)
    passes = {comparison.MIDDLE: data, "A": data, "B": data.clip(0.2, 0.8)}
    reruns = comparison_robustness.all_variants(
        passes, asked, {"enforcement": ["a"], "clear_rule": ["b"]}
    )
    assert reruns.groupby("outcome").size().tolist() == [9, 9, 9, 9]
    table = comparison_robustness.solution_robustness(passes, asked, reruns, n_draws=3, seed=1)
    assert set(table["outcome"]) == {"adherence", "~adherence", "internalised", "~internalised"}
    assert table.loc[table["part"] == "literal", "share_mixed"].between(0, 1).all()
