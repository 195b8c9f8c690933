"""The configuration model: margins reproduced, tails against adding up every outcome."""

from itertools import product

import numpy as np
import pytest
from scipy import stats

from bpfanalysis.networks.cooccurrence import pair_counts
from bpfanalysis.networks.null_tails import pair_positions
from bpfanalysis.networks.sdsm import cell_probabilities, poisson_binomial_tails, sdsm_tails


def by_adding_up(coins) -> np.ndarray:
    """Distribution of the number of heads, outcome by outcome."""
    coins = np.asarray(coins)
    chance = np.zeros(coins.size + 1)
    for outcome in product((0, 1), repeat=coins.size):
        heads = np.array(outcome)
        chance[heads.sum()] += np.prod(np.where(heads == 1, coins, 1 - coins))
    return chance


def test_tails_of_unequal_coins_by_adding_up():
    rng = np.random.default_rng(0)
    for _ in range(20):
        coins, times = rng.random(4), rng.integers(1, 4, 4)
        chance = by_adding_up(np.repeat(coins, times))
        for observed in range(times.sum() + 1):
            upper, lower = poisson_binomial_tails(coins, times, observed)
            assert upper == pytest.approx(chance[observed:].sum(), rel=1e-12)
            assert lower == pytest.approx(chance[: observed + 1].sum(), rel=1e-12)


def test_equal_coins_are_binomial_and_small_tails_keep_their_digits():
    upper, lower = poisson_binomial_tails([0.01], [200], 60)
    assert upper == pytest.approx(stats.binom.sf(59, 200, 0.01), rel=1e-9)
    assert upper < 1e-60 and lower == pytest.approx(1.0)


@pytest.mark.parametrize("seed", range(8))
def test_pairs_of_a_table_by_adding_up(seed):
    rng = np.random.default_rng(seed)
    table = (rng.random((8, 5)) < 0.2 + 0.6 * rng.random((8, 1))).astype(np.int8)
    counts = pair_counts(table)
    chance = cell_probabilities(table)
    found = sdsm_tails(table, counts)
    for pair, (i, j) in enumerate(zip(*pair_positions(5), strict=True)):
        outcomes = by_adding_up(chance[:, i] * chance[:, j])
        if found.fixed[pair]:
            assert found.expected[pair] == pytest.approx(counts[pair])
            assert found.p_upper[pair] == found.p_lower[pair] == 1
            continue
        assert found.p_upper[pair] == pytest.approx(outcomes[counts[pair] :].sum(), rel=1e-10)
        assert found.p_lower[pair] == pytest.approx(outcomes[: counts[pair] + 1].sum(), rel=1e-10)
        assert found.expected[pair] == pytest.approx(chance[:, i] @ chance[:, j], rel=1e-12)


@pytest.mark.parametrize("with_zeros", [False, True])
def test_expected_margins_are_the_observed_ones(with_zeros):
    rng = np.random.default_rng(1)
    for _ in range(150):
        shape = tuple(rng.integers(2, 9, 2))
        table = (rng.random(shape) < rng.random()).astype(np.int8)
        allowed = (table == 1) | (rng.random(shape) < 0.7) if with_zeros else None
        chance = cell_probabilities(table, allowed)
        assert chance.min() >= 0 and chance.max() <= 1
        np.testing.assert_allclose(chance.sum(axis=0), table.sum(axis=0), atol=1e-8)
        np.testing.assert_allclose(chance.sum(axis=1), table.sum(axis=1), atol=1e-8)
        if with_zeros:
            assert not chance[~allowed].any()


def test_full_and_empty_rows_and_columns_are_peeled():
    table = np.array([[1, 1, 1, 0], [1, 0, 1, 0], [0, 1, 1, 0], [0, 0, 1, 0]])
    chance = cell_probabilities(table)
    assert chance[0, :3].tolist() == [1, 1, 1] and chance[:, 2].tolist() == [1, 1, 1, 1]
    assert chance[:, 3].tolist() == [0, 0, 0, 0] and chance[3].tolist() == [0, 0, 1, 0]
    np.testing.assert_allclose(chance[1:3, :2], 0.5, atol=1e-10)


def test_nested_table_leaves_nothing_to_test():
    nested = np.tri(6, 5, dtype=np.int8)
    assert (cell_probabilities(nested) == nested).all()
    found = sdsm_tails(nested, pair_counts(nested))
    assert found.fixed.all() and (found.p_upper == 1).all() and np.isnan(found.smallest_p)


def test_equal_sums_give_the_odds_form():
    """The probabilities have the form x y / (1 + x y): log odds are a sum of row and column."""
    rng = np.random.default_rng(2)
    table = (rng.random((12, 7)) < 0.4).astype(np.int8)
    table = table[(table.sum(axis=1) > 0) & (table.sum(axis=1) < 7)]
    log_odds = np.log(cell_probabilities(table)) - np.log1p(-cell_probabilities(table))
    centred = log_odds - log_odds.mean(axis=0) - log_odds.mean(axis=1, keepdims=True)
    assert np.ptp(centred) < 1e-8


def test_poisson_option_is_labelled_and_has_the_same_mean():
    table = (np.random.default_rng(3).random((25, 11)) < 0.3).astype(np.int8)
    counts = pair_counts(table)
    exact, rough = sdsm_tails(table, counts), sdsm_tails(table, counts, tails="poisson")
    assert (exact.method, rough.method) == ("exact", "approximate")
    assert (exact.expected == rough.expected).all()
    upper = stats.poisson.sf(counts - 1, rough.expected)
    np.testing.assert_allclose(rough.p_upper, upper, rtol=1e-10)
    assert np.abs(exact.p_upper - rough.p_upper).max() > 1e-3


def test_no_p_is_zero_or_above_one():
    rng = np.random.default_rng(4)
    table = np.zeros((400, 3), dtype=np.int8)
    table[:60, :2] = 1  # two columns that always go together, in long rows and short ones
    table[rng.random(400) < 0.5, 2] = 1
    found = sdsm_tails(table, pair_counts(table))
    for p in (found.p_upper, found.p_lower):
        assert (p > 0).all() and (p <= 1).all()
