import math

import numpy as np
import pytest

from bpfanalysis.cases.fit import necessity, sufficiency
from bpfanalysis.cases.necessity import necessity_table

X, Y = [0.6, 0.4, 0.9], [0.8, 0.2, 0.3]  # min: 0.6, 0.2, 0.3; with 1-Y: 0.2, 0.2, 0.3


def test_hand_computed_sufficiency():
    fit = sufficiency(X, Y)
    assert fit.consistency == pytest.approx(1.1 / 1.9)
    assert fit.pri == pytest.approx((1.1 - 0.7) / (1.9 - 0.7))
    assert fit.coverage == pytest.approx(1.1 / 1.3)


def test_hand_computed_necessity():
    fit = necessity(X, Y)
    assert fit.consistency == pytest.approx(1.1 / 1.3)
    assert fit.coverage == pytest.approx(1.1 / 1.9)
    assert fit.ron == pytest.approx(1.1 / 1.9)  # (0.4+0.6+0.1) / (0.4+0.8+0.7)


def test_necessity_of_x_is_sufficiency_seen_from_y():
    rng = np.random.default_rng(1)
    x, y = rng.random(9), rng.random(9)
    assert necessity(x, y).consistency == pytest.approx(sufficiency(x, y).coverage)
    assert necessity(x, y).coverage == pytest.approx(sufficiency(x, y).consistency)


def test_a_set_in_itself_is_perfectly_consistent():
    fit = sufficiency(X, X)
    assert (fit.consistency, fit.coverage) == (1, 1)


def test_undefined_measures_are_not_a_number():
    assert math.isnan(sufficiency([0, 0], [1, 0]).consistency)
    assert math.isnan(necessity([1, 0], [0, 0]).consistency)


def test_unequal_numbers_of_cases_are_refused():
    with pytest.raises(ValueError, match="one value per case"):
        sufficiency([1], [1, 0])


def test_negated_outcome_and_negated_conditions(lipset_crisp):
    table = necessity_table(lipset_crisp, "SURV", ["DEV"], negate=True).set_index("condition")
    # eight of the ten breakdowns were not developed; all eight not developed broke down
    assert table.loc["~DEV", "consistency"] == pytest.approx(0.8)
    assert table.loc["~DEV", "coverage"] == 1
