"""Weights of a pair: values by hand, ranges, and 0/0."""

import numpy as np
import pytest

from bpfanalysis.networks.weights import WEIGHTS, weight

# c, s_i, s_j, n and the value worked out by hand
BY_HAND = [
    ("count", (3, 5, 4, 10), 3.0),
    ("jaccard", (3, 5, 4, 10), 3 / 6),
    ("cosine", (3, 9, 4, 10), 3 / 6),
    ("association_strength", (3, 5, 4, 10), 3 / 20),
    ("lift", (3, 5, 4, 10), 30 / 20),
    ("phi", (3, 5, 4, 10), 10 / np.sqrt(600)),
]


@pytest.mark.parametrize(("name", "numbers", "value"), BY_HAND)
def test_by_hand(name, numbers, value):
    assert float(weight(name, *numbers)) == pytest.approx(value, rel=1e-14)


def test_every_weight_is_tested_by_hand():
    assert {name for name, _, _ in BY_HAND} == set(WEIGHTS)


def test_phi_is_the_correlation_of_the_columns():
    rng = np.random.default_rng(0)
    a, b = rng.integers(0, 2, (2, 40))
    assert float(weight("phi", a @ b, a.sum(), b.sum(), 40)) == pytest.approx(
        np.corrcoef(a, b)[0, 1], rel=1e-12
    )


@pytest.mark.parametrize("name", [name for name in WEIGHTS if name != "count"])
def test_two_empty_columns_leave_it_undefined(name):
    assert np.isnan(weight(name, 0, 0, 0, 10))


def test_a_full_column_leaves_phi_undefined_and_lift_one():
    assert np.isnan(weight("phi", 4, 10, 4, 10))
    assert float(weight("lift", 4, 10, 4, 10)) == 1.0


@pytest.mark.parametrize("name", list(WEIGHTS))
def test_within_the_declared_range_and_symmetric(name):
    rng = np.random.default_rng(1)
    for _ in range(200):
        n = int(rng.integers(2, 20))
        a, b = rng.integers(0, 2, (2, n))
        c, i, j = int(a @ b), int(a.sum()), int(b.sum())
        value, other = float(weight(name, c, i, j, n)), float(weight(name, c, j, i, n))
        if np.isnan(value):
            continue
        low, high = (
            {"min(s_i, s_j)": min(i, j), "n": n}.get(end, end) for end in WEIGHTS[name].range
        )
        assert float(low) - 1e-12 <= value <= float(high) + 1e-12
        assert value == pytest.approx(other, rel=1e-14)


def test_unknown_name():
    with pytest.raises(ValueError, match="no weight is called 'tanimoto'"):
        weight("tanimoto", 1, 1, 1, 1)
