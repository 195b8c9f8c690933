import numpy as np
import pytest

from bpfanalysis.cases.calibration import LOG_ODDS, crisp, direct

# Developed countries by income per head: Ragin (2008), Redesigning social inquiry, table 5.2;
# anchors 2,500, 5,000 and 20,000 dollars, log odds of 3 at the anchors.
INCOME = {
    "Switzerland": (40110, 1.00),
    "Australia": (20060, 0.95),
    "Israel": (17090, 0.92),
    "Spain": (15320, 0.89),
    "New Zealand": (13680, 0.85),
    "Cyprus": (11720, 0.79),
    "Hungary": (4670, 0.40),
    "Poland": (4420, 0.33),
}


def test_published_memberships_by_the_direct_method():
    values = [income for income, _ in INCOME.values()]
    found = direct(values, 2500, 5000, 20000).round(2).tolist()
    assert found == [membership for _, membership in INCOME.values()]


def test_anchors_reach_their_log_odds_under_both_conventions():
    for odds in LOG_ODDS.values():
        low, middle, high = direct([10, 20, 50], 10, 20, 50, odds)
        assert middle == 0.5
        assert np.log(high / (1 - high)) == pytest.approx(odds)
        assert np.log(low / (1 - low)) == pytest.approx(-odds)
    assert direct([50], 10, 20, 50, LOG_ODDS["membership-0.95"])[0] == pytest.approx(0.95)


def test_a_falling_set_is_the_negation_of_the_rising_one():
    x = np.linspace(0, 60, 13)
    np.testing.assert_allclose(direct(x, 50, 20, 10), 1 - direct(x, 10, 20, 50), atol=1e-12)


def test_extreme_values_stay_within_bounds():
    found = direct([-1e9, 1e9], 10, 20, 50)
    assert (found >= 0).all() and (found <= 1).all()


def test_crisp_thresholds_are_reached_at_the_value():
    assert crisp([549, 550, 700], [550]).tolist() == [0, 1, 1]


def test_wrong_anchors_and_missing_values_are_refused():
    with pytest.raises(ValueError, match="not in order"):
        direct([1], 5, 2, 20)
    with pytest.raises(ValueError, match="log odds"):
        direct([1], 1, 2, 3, 0)
    with pytest.raises(ValueError, match="missing"):
        direct([float("nan")], 1, 2, 3)
    with pytest.raises(ValueError, match="do not rise"):
        crisp([1], [3, 2])
