"""Tables with both margins fixed: everything against listing all of them."""

from collections.abc import Iterator
from itertools import combinations, combinations_with_replacement

import numpy as np
import pytest
from scipy import stats

from bpfanalysis.networks.cooccurrence import pair_counts
from bpfanalysis.networks.counter_random import key, mix, numbers, places
from bpfanalysis.networks.exact_counts import exact_counts, pair_distributions
from bpfanalysis.networks.fdsm import default_draws, fdsm_tails
from bpfanalysis.networks.margins import components, fixed_counts
from bpfanalysis.networks.null_tails import pair_positions
from bpfanalysis.networks.sampling import sample_counts
from bpfanalysis.networks.trades import Chains


def all_tables(row_sums, column_sums, allowed=None) -> np.ndarray:
    """Every 0/1 table with these margins, row by row: tables x rows x columns."""
    n_rows, n_columns = len(row_sums), len(column_sums)
    free = np.ones((n_rows, n_columns), bool) if allowed is None else allowed
    done = np.zeros((1, 0, n_columns), dtype=np.int8)
    for row, total in enumerate(row_sums):
        places_of = [np.array(c, dtype=int) for c in combinations(np.nonzero(free[row])[0], total)]
        lines = np.zeros((len(places_of), n_columns), dtype=np.int8)
        for at, ones in enumerate(places_of):
            lines[at, ones] = 1
        left = np.asarray(column_sums) - done.sum(axis=1)
        fits = (lines[None] <= left[:, None]).all(axis=2)
        fits &= (left[:, None] - lines[None] <= n_rows - row - 1).all(axis=2)
        old, new = np.nonzero(fits)
        done = np.concatenate([done[old], lines[new][:, None]], axis=1)
    return done[(done.sum(axis=1) == np.asarray(column_sums)).all(axis=1)]


def counts_of(tables: np.ndarray) -> np.ndarray:
    """Pairs x tables."""
    first, second = pair_positions(tables.shape[2])
    return (tables[:, :, first] & tables[:, :, second]).sum(axis=1).T


def small_margins(n_rows: int, n_columns: int) -> Iterator[np.ndarray]:
    """All tables of each pair of margins, margins in descending order."""
    for rows in combinations_with_replacement(range(n_columns, -1, -1), n_rows):
        for columns in combinations_with_replacement(range(n_rows, -1, -1), n_columns):
            if sum(rows) == sum(columns):
                tables = all_tables(rows, columns)
                if len(tables):
                    yield tables


def seeded_tables(number: int, seed: int) -> Iterator[np.ndarray]:
    """Tables up to 6 x 5 of all densities, full and empty rows and columns among them."""
    rng = np.random.default_rng(seed)
    for _ in range(number):
        shape = (int(rng.integers(2, 7)), int(rng.integers(2, 6)))
        table = (rng.random(shape) < rng.random()).astype(np.int8)
        yield table


def assert_exact(tables: np.ndarray, observed: np.ndarray) -> None:
    """fdsm_tails of one table against the list of all."""
    counts = pair_counts(observed)
    listed = counts_of(tables)
    found = fdsm_tails(observed, counts)
    margins = f"rows {observed.sum(axis=1)}, columns {observed.sum(axis=0)}"
    constant = listed.min(axis=1) == listed.max(axis=1)
    assert found.method == "exact", margins
    assert (found.fixed == constant).all(), f"fixed pairs differ: {margins}"
    upper = (listed >= counts[:, None]).mean(axis=1)
    lower = (listed <= counts[:, None]).mean(axis=1)
    np.testing.assert_allclose(found.p_upper, upper, rtol=1e-12, err_msg=margins)
    np.testing.assert_allclose(found.p_lower, lower, rtol=1e-12, err_msg=margins)
    np.testing.assert_allclose(found.expected, listed.mean(axis=1), atol=1e-12, err_msg=margins)


@pytest.mark.parametrize("shape", [(r, c) for r in (2, 3, 4) for c in (2, 3, 4)])
def test_all_margins_up_to_four_by_four(shape):
    seen = 0
    for tables in small_margins(*shape):
        varies = tables.min(axis=0) != tables.max(axis=0)
        rows, columns = components(tables[0])
        assert ((rows[:, None] == columns[None, :]) == varies).all(), tables[0]
        assert_exact(tables, tables[0])
        assert_exact(tables, tables[-1])
        seen += 1
    assert seen >= 7


def test_two_hundred_seeded_margins_up_to_six_by_five():
    single = 0
    for table in seeded_tables(200, seed=7):
        tables = all_tables(table.sum(axis=1), table.sum(axis=0))
        single += len(tables) == 1
        assert_exact(tables, table)
    assert single > 10, "the seeds should give margins that leave a single table, too"


def test_every_seeded_distribution_is_that_of_the_list():
    for table in seeded_tables(60, seed=8):
        rows, columns = components(table)
        if len(np.unique(rows)) > 1 or len(np.unique(columns)) > 1:
            continue  # forced cells: `exact_counts` splits these first
        tables = all_tables(table.sum(axis=1), table.sum(axis=0))
        found = pair_distributions(table.sum(axis=1), table.sum(axis=0))
        sums = table.sum(axis=0)
        listed = counts_of(tables)
        for pair, (i, j) in enumerate(zip(*pair_positions(table.shape[1]), strict=True)):
            low, chance = found[tuple(sorted((int(sums[i]), int(sums[j]))))]
            counted = np.bincount(listed[pair], minlength=low + chance.size) / len(tables)
            np.testing.assert_allclose(chance, counted[low:], rtol=1e-12)


def test_nested_table_has_a_single_arrangement():
    nested = np.tri(5, 4, dtype=np.int8)
    found = fdsm_tails(nested, pair_counts(nested))
    assert found.fixed.all() and (found.p_upper == 1).all() and (found.p_lower == 1).all()
    assert np.isnan(found.smallest_p)


def test_what_is_not_affordable_is_not_counted():
    table = np.random.default_rng(0).integers(0, 2, (12, 10))
    counts = pair_counts(table)
    tested = ~fixed_counts(table, counts)
    assert exact_counts(table, counts, tested, affordable=1_000) is None
    assert exact_counts(table, counts, tested) is not None


def test_a_large_table_is_sampled_and_explicit_draws_force_it():
    rng = np.random.default_rng(1)
    small, large = rng.integers(0, 2, (5, 5)), (rng.random((50, 40)) < 0.4).astype(np.int8)
    assert fdsm_tails(small, pair_counts(small), draws=500).method == "sampled"
    assert exact_counts(large, pair_counts(large), np.ones(780, bool)) is None


# --- the sampler ---------------------------------------------------------------------------


def chi_square(tables: np.ndarray, start: np.ndarray, allowed=None, seed: int = 0) -> float:
    """p-value of: all tables are equally frequent in the chains' readings."""
    chains = Chains(start, 1000, seed, allowed)
    name = {one.tobytes(): at for at, one in enumerate(tables.astype(np.uint8))}
    seen = np.zeros(len(tables))
    chains.advance(40)
    for _ in range(10):
        chains.advance(25)
        for one in chains.tables():
            seen[name[one.tobytes()]] += 1
    return float(stats.chisquare(seen).pvalue) if len(tables) > 1 else 1.0


MARGINS = {
    "regular": ([2, 2, 2, 2], [2, 2, 2, 2]),
    "uneven": ([3, 2, 1, 1], [3, 2, 1, 1]),
    "wide": ([3, 2, 1], [2, 1, 1, 1, 1]),
    "tall": ([2, 1, 1, 1, 1], [3, 2, 1]),
    "with a full row and an empty column": ([4, 1, 2, 1], [3, 2, 2, 1, 0]),
    "one row left over": ([1, 1, 1], [1, 1, 1]),
    "forced block": ([4, 4, 1, 1], [3, 3, 2, 2]),
    "single": ([3, 2, 1], [3, 2, 1]),
}


@pytest.mark.parametrize("margins", list(MARGINS.values()), ids=list(MARGINS))
def test_sampler_is_uniform(margins):
    tables = all_tables(*margins)
    assert len(tables), "no such table"
    assert chi_square(tables, tables[0]) > 0.001
    assert chi_square(tables, tables[-1], seed=1) > 0.001


def test_sampler_is_uniform_on_seeded_margins():
    p_values = []
    for table in seeded_tables(60, seed=9):
        tables = all_tables(table.sum(axis=1), table.sum(axis=0))
        if 1 < len(tables) <= 200:
            p_values.append(chi_square(tables, table))
    assert len(p_values) > 15
    # smallest of so many uniform p-values, and their spread as a whole
    assert min(p_values) > 0.001 / len(p_values)
    assert stats.kstest(p_values, "uniform").pvalue > 0.001


@pytest.mark.parametrize("number", [3, 4, 5])
def test_sampler_with_structural_zeros_is_uniform_where_trades_alone_are_stuck(number):
    allowed = ~np.eye(number, dtype=bool)
    ones = [1] * number
    tables = all_tables(ones, ones, allowed)  # arrangements without a fixed point
    assert len(tables) == {3: 2, 4: 9, 5: 44}[number]
    assert chi_square(tables, tables[0], allowed) > 0.001


def test_sampler_with_seeded_structural_zeros_is_uniform():
    rng = np.random.default_rng(3)
    p_values = []
    for table in seeded_tables(24, seed=10):
        allowed = (table == 1) | (rng.random(table.shape) < 0.7)
        tables = all_tables(table.sum(axis=1), table.sum(axis=0), allowed)
        rows, columns = components(table, allowed)
        varies = tables.min(axis=0) != tables.max(axis=0)
        assert (((rows[:, None] == columns[None, :]) & allowed) == varies).all()
        if 1 < len(tables) <= 200:
            p_values.append(chi_square(tables, table, allowed))
    assert len(p_values) > 5
    assert min(p_values) > 0.001 / len(p_values)


@pytest.mark.parametrize("shape", [(9, 20), (20, 9), (70, 66), (7, 7)])
def test_chains_keep_the_margins_and_count_their_own_tables(shape):
    rng = np.random.default_rng(4)
    table = (rng.random(shape) < 0.4).astype(np.int8)
    chains = Chains(table, 3, seed=5)
    chains.advance(4)
    tables = chains.tables()
    assert (tables.sum(axis=1) == table.sum(axis=0)).all()
    assert (tables.sum(axis=2) == table.sum(axis=1)).all()
    assert (tables[0] != table).any() and (tables[0] != tables[1]).any()
    for chain in range(3):
        assert (chains.counts()[:, chain] == pair_counts(tables[chain])).all()


def test_structural_zeros_stay_zero_in_every_draw():
    rng = np.random.default_rng(5)
    table = (rng.random((12, 8)) < 0.4).astype(np.int8)
    allowed = (table == 1) | (rng.random(table.shape) < 0.6)
    chains = Chains(table, 20, seed=0, allowed=allowed)
    for _ in range(5):
        chains.advance(3)
        tables = chains.tables()
        assert not tables[:, ~allowed].any()
        assert (tables.sum(axis=1) == table.sum(axis=0)).all()
        assert (tables.sum(axis=2) == table.sum(axis=1)).all()


def test_sampled_tails_agree_with_exact_ones():
    rng = np.random.default_rng(6)
    table = (rng.random((14, 9)) < 0.45).astype(np.int8)
    counts = pair_counts(table)
    exact = fdsm_tails(table, counts)
    sampled = fdsm_tails(table, counts, draws=20_000, seed=1)
    assert exact.method == "exact" and sampled.method == "sampled"
    for tail in ("p_upper", "p_lower"):
        p, estimate = getattr(exact, tail), getattr(sampled, tail)
        error = np.sqrt(p * (1 - p) / 20_000) + 1e-4
        assert (np.abs(p - estimate) / error).max() < 5, f"{tail} is biased"
    assert np.abs(exact.expected - sampled.expected).max() < 0.05


def test_sampled_p_is_b_plus_one_over_n_plus_one():
    table = np.random.default_rng(7).integers(0, 2, (8, 6))
    found = fdsm_tails(table, pair_counts(table), draws=999)
    for p in (found.p_upper, found.p_lower):
        assert np.allclose(p * 1000, np.rint(p * 1000)) and p.min() >= 0.001 and p.max() <= 1
    assert found.smallest_p == 0.002


def test_few_draws_are_drawn_exactly_as_many():
    table = np.random.default_rng(8).integers(0, 2, (8, 6))
    counts = pair_counts(table)
    found = sample_counts(table, counts, np.ones(15, bool), draws=7, seed=0)
    assert ((found.at_least + found.at_most) >= 7).all()
    assert found.at_least.max() <= 7 and found.at_most.max() <= 7


def test_same_seed_same_values_other_seed_other_values():
    table = np.random.default_rng(9).integers(0, 2, (10, 8))
    counts = pair_counts(table)
    one, same, other = (fdsm_tails(table, counts, draws=300, seed=s) for s in (3, 3, 4))
    assert (one.p_upper == same.p_upper).all()
    assert (one.p_upper != other.p_upper).any()


def test_chains_leave_the_observed_table_behind():
    """Blocks that only touch at two rows: started there, a chain must not be read too soon."""
    table = np.kron(np.eye(2, dtype=np.int8), np.ones((6, 5), dtype=np.int8))
    counts = pair_counts(table)
    sampled = fdsm_tails(table, counts, draws=4000)
    assert sampled.details["mixing"]["burn_in_passes"] >= 50
    assert sampled.details["mixing"]["largest_autocorrelation"] < 0.25
    # by symmetry every pair has the same mean: 5 ones a row, 10 columns, 12 rows
    assert np.abs(sampled.expected - 12 * 5 * 4 / (10 * 9)).max() < 0.1


def test_compiled_chains_write_the_same_values():
    pytest.importorskip("numba", reason="numba comes with the scale extra")
    from bpfanalysis.networks.trades_compiled import CompiledChains

    rng = np.random.default_rng(10)
    for shape in [(20, 9), (9, 20), (70, 130), (131, 70), (7, 7)]:
        table = (rng.random(shape) < 0.3).astype(np.int8)
        plain, compiled = Chains(table, 4, seed=2), CompiledChains(table, 4, seed=2)
        plain.advance(5)
        compiled.advance(2)
        compiled.advance(3)
        assert (plain.tables() == compiled.tables()).all()
        assert (plain.counts() == compiled.counts()).all()


def test_default_draws_let_a_single_pair_pass_the_correction():
    for tested in (1, 55, 300, 496, 4950):
        draws = default_draws(tested, 0.05)
        assert draws >= 10_000 and 2 / (draws + 1) * tested <= 0.05


def test_random_numbers_are_those_of_splitmix64():
    state, by_hand = 0, []
    for _ in range(3):
        state = (state + 0x9E3779B97F4A7C15) % 2**64
        by_hand.append(mix(state))
    assert by_hand[0] == 0xE220A8397B1DCDAF and by_hand[1] == 0x6E789E6AA1B965F4
    assert numbers(0x9E3779B97F4A7C15, places(3)).tolist() == by_hand
    assert len({key(a, b) for a in range(50) for b in range(50)}) == 2500
