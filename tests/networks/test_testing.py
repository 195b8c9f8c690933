"""Corrections: published values, order, and refusals."""

import numpy as np
import pytest

from bpfanalysis.networks.testing import adjust, benjamini_hochberg, holm, sampling_interval

# The fifteen p-values of Benjamini & Hochberg (1995), section 3.2, on thrombolysis.
PUBLISHED = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
    0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
]  # fmt: skip


def test_published_example_rejects_four_by_bh_and_three_by_holm():
    assert (benjamini_hochberg(PUBLISHED) <= 0.05).sum() == 4
    assert (holm(PUBLISHED) <= 0.05).sum() == 3


def test_published_example_by_hand():
    bh, step_down = benjamini_hochberg(PUBLISHED), holm(PUBLISHED)
    assert bh[:4] == pytest.approx([0.0015, 0.003, 0.0095, 0.035625])
    # 0.0278 * 15/6 is more than what its successor gets, 0.0298 * 15/7, and so takes that
    assert bh[4:8] == pytest.approx([0.0201 * 3, 0.0298 * 15 / 7, 0.0298 * 15 / 7, 0.0645])
    assert step_down[:4] == pytest.approx([0.0015, 0.0056, 0.0247, 0.114])


@pytest.mark.parametrize("method", [benjamini_hochberg, holm])
def test_order_of_the_tests_does_not_matter(method):
    rng = np.random.default_rng(0)
    p = rng.random(30)
    p[3] = p[7]
    order = rng.permutation(30)
    assert method(p)[order] == pytest.approx(method(p[order]), abs=0)


@pytest.mark.parametrize("method", [benjamini_hochberg, holm])
def test_never_below_the_raw_value_and_monotone(method):
    p = np.sort(np.random.default_rng(1).random(50))
    adjusted = method(p)
    assert (adjusted >= p).all() and (adjusted <= 1).all() and (np.diff(adjusted) >= 0).all()


def test_bh_is_never_stricter_than_holm():
    p = np.random.default_rng(2).random(40) ** 3
    assert (benjamini_hochberg(p) <= holm(p) + 1e-15).all()


def test_what_is_not_tested_does_not_count():
    p = np.array([0.01, 0.5, 0.02])
    tested = np.array([True, False, True])
    assert adjust(p, "bh", tested).tolist() == [0.02, 1.0, 0.02]
    assert adjust(p, "none", tested).tolist() == [0.01, 1.0, 0.02]
    assert adjust(p, "holm", np.zeros(3, bool)).tolist() == [1.0, 1.0, 1.0]


@pytest.mark.parametrize("bad", [[0.1, np.nan], [-0.1], [1.1]])
def test_p_values_that_are_none(bad):
    with pytest.raises(ValueError, match="not between 0 and 1"):
        benjamini_hochberg(bad)


def test_unknown_correction():
    with pytest.raises(ValueError, match="'bonferroni'"):
        adjust([0.1], "bonferroni")


def test_interval_of_a_sampled_tail_holds_the_estimate_and_narrows_with_draws():
    few = sampling_interval(11 / 1001, 1000)
    many = sampling_interval(1001 / 100_001, 100_000)
    assert few[0] < 0.01 < few[1]
    assert many[1] - many[0] < (few[1] - few[0]) / 5


def test_interval_agrees_with_published_table():
    # 10 of 100: Clopper-Pearson 95% limits 4.90% and 17.62%
    low, high = sampling_interval(11 / 101, 100)
    assert (round(low, 4), round(high, 4)) == (0.0490, 0.1762)


@pytest.mark.parametrize(("p", "draws"), [(0.0, 10), (1.5, 10), (0.5, 0)])
def test_interval_refuses_what_is_no_estimate(p, draws):
    with pytest.raises(ValueError, match="expected"):
        sampling_interval(p, draws)
