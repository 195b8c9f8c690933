"""The hypergeometric null against scipy and against listing every placement."""

from itertools import combinations, product

import numpy as np
import pytest
from scipy import stats

from bpfanalysis.networks.cooccurrence import pair_counts
from bpfanalysis.networks.hypergeometric import hypergeometric_tails
from bpfanalysis.networks.null_tails import pair_positions


def test_against_scipy():
    rng = np.random.default_rng(0)
    table = (rng.random((20, 8)) < rng.random(8)).astype(np.int8)
    counts, sums = pair_counts(table), table.sum(axis=0)
    found = hypergeometric_tails(table, counts)
    i, j = pair_positions(8)
    null = stats.hypergeom(20, sums[i], sums[j])
    free = ~found.fixed
    np.testing.assert_allclose(found.p_upper[free], null.sf(counts - 1)[free], rtol=1e-10)
    np.testing.assert_allclose(found.p_lower[free], null.cdf(counts)[free], rtol=1e-10)
    np.testing.assert_allclose(found.expected, sums[i] * sums[j] / 20, rtol=1e-12)


def test_full_and_empty_columns_are_fixed():
    table = np.array([[1, 0, 1], [1, 0, 0], [1, 0, 1]])
    found = hypergeometric_tails(table, pair_counts(table))
    assert found.fixed.all()
    assert (found.p_upper == 1).all() and (found.p_lower == 1).all()


@pytest.mark.parametrize("seed", range(6))
def test_structural_zeros_by_listing_every_placement(seed):
    rng = np.random.default_rng(seed)
    table = (rng.random((6, 2)) < 0.4).astype(np.int8)
    allowed = (table == 1) | (rng.random((6, 2)) < 0.6)
    count = pair_counts(table)
    sums = table.sum(axis=0)
    ways = [combinations(np.nonzero(allowed[:, c])[0], sums[c]) for c in (0, 1)]
    listed = np.array([len(set(a) & set(b)) for a, b in product(*map(list, ways))])
    found = hypergeometric_tails(table, count, allowed)
    assert found.expected[0] == pytest.approx(listed.mean(), rel=1e-12)
    assert bool(found.fixed[0]) == (listed.min() == listed.max())
    assert found.p_upper[0] == pytest.approx((listed >= count[0]).mean(), rel=1e-12)
    assert found.p_lower[0] == pytest.approx((listed <= count[0]).mean(), rel=1e-12)
