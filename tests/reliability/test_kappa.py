"""Weighted kappa by hand and at its edges."""

import numpy as np
import pytest

from bpfanalysis.reliability import weighted_kappa

ORDER = ["low", "middle", "high"]
FIRST = ["low", "low", "middle", "high", "high", "low"]
SECOND = ["low", "middle", "middle", "high", "low", "low"]


@pytest.mark.parametrize(
    ("weights", "observed", "expected"),
    # weights summed over the six units, and by chance from the margins (3,1,2) and (3,2,1)
    [("none", 2, (3 * 3 + 1 * 4 + 2 * 5) / 6), ("linear", 3, (12 + 4 + 2 * 8) / 6)],
)
def test_by_hand(weights, observed, expected):
    found = weighted_kappa(FIRST, SECOND, ORDER, weights)
    assert found == pytest.approx(1 - observed / expected)


def test_quadratic_by_hand():
    expected = (3 * (2 * 1 + 1 * 4) + 1 * (3 + 1) + 2 * (3 * 4 + 2 * 1)) / 6
    assert weighted_kappa(FIRST, SECOND, ORDER, "quadratic") == pytest.approx(1 - 5 / expected)


def test_full_agreement_is_one_and_missing_units_are_left_out():
    assert weighted_kappa([*FIRST, None], [*FIRST, "low"], ORDER, "linear") == 1


def test_one_value_throughout_is_undefined():
    assert np.isnan(weighted_kappa(["low"] * 3, ["low"] * 3, ORDER))


@pytest.mark.parametrize(
    ("first", "second", "weights", "words"),
    [
        (["low"], ["low", "low"], "linear", "1 and 2 values"),
        (["low"], ["lwo"], "linear", "order lacks: lwo"),
        (["low"], ["low"], "cubic", "Unknown weights"),
    ],
)
def test_wrong_use_is_refused_in_words(first, second, weights, words):
    with pytest.raises(ValueError, match=words):
        weighted_kappa(first, second, ORDER, weights)
