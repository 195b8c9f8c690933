"""Tails of every pair's count from draws of tables with both margins fixed."""

from __future__ import annotations

from dataclasses import dataclass
from math import log, sqrt
from typing import Any

import numpy as np
import numpy.typing as npt

from bpfanalysis.networks.null_tails import Bools, Floats, Ints
from bpfanalysis.networks.trades import Chains

# What follows depends on the table alone, so that the same draws are made with and without numba.
COMPILED_FROM_CELLS = 20_000  # below, compiling takes longer than it saves
MOST_CHAINS = 500
CELLS_AT_ONCE = 32_000_000  # bytes of tables held side by side
FEWEST_CHAINS = 64  # so that the pilot sees enough, however few draws are asked for
DRAWS_PER_CHAIN = 32
FIRST_PASSES = 50
PILOT_DRAWS = 8
LONGEST_SPACING = 256
AGREED_CORRELATION = 0.05
FEWEST_MOVES = 100  # variance times readings: with fewer a correlation says nothing


@dataclass(frozen=True)
class Sampled:
    """What the draws say of each pair: mean count, and how many draws reach the observed."""

    mean: Floats
    at_least: Ints
    at_most: Ints
    mixing: dict[str, Any]


def sample_counts(
    matrix: npt.ArrayLike,
    counts: npt.ArrayLike,
    tested: Bools,
    *,
    draws: int,
    seed: int,
    allowed: npt.ArrayLike | None = None,
) -> Sampled:
    """Draw tables uniformly among those with the same margins and compare every pair's count.

    Several chains start at the observed table, run until they have left it behind, and are then
    read at a spacing that a pilot finds: it is doubled until no tested pair's counts in
    successive readings correlate by more than 0.05 (beyond the pilot's own noise). Never is a
    chain set back to the observed table, which would pull every draw towards it.

    Parameters
    ----------
    matrix
        Rows x columns, 0/1.
    counts
        The pairs' observed counts, in the order of `null_tails.pair_positions`.
    tested
        Pairs whose count can vary.
    draws
        Number of tables compared.
    seed
        Start of the random numbers.
    allowed
        Rows x columns, False at structural zeros.

    Returns
    -------
    Sampled
        Mean counts, numbers of draws at or beyond the observed, and how well the chains mixed.
    """
    observed = np.asarray(counts, dtype=np.int64)[:, None]
    table = np.asarray(matrix)
    per_table = max(1, CELLS_AT_ONCE // table.size)
    n_chains = max(1, min(MOST_CHAINS, per_table, max(FEWEST_CHAINS, draws // DRAWS_PER_CHAIN)))
    chains = _chains(table, n_chains, seed, allowed)
    chains.advance(FIRST_PASSES)
    spacing, first_passes = _spacing(chains, tested)

    at_least = np.zeros(observed.size, dtype=np.int64)
    at_most = np.zeros_like(at_least)
    halves = [_Moments(observed.size), _Moments(observed.size)]
    successive = _Successive(observed.size)
    rounds = -(-draws // n_chains)
    for at in range(rounds):
        chains.advance(spacing)
        found = chains.counts()[:, : min(n_chains, draws - at * n_chains)]
        at_least += (found >= observed).sum(axis=1)
        at_most += (found <= observed).sum(axis=1)
        halves[2 * at // rounds].add(found)
        successive.add(found)
    total = halves[0].total + halves[1].total
    mixing = {
        "chains": int(n_chains),
        "burn_in_passes": int(first_passes),
        "passes_between_draws": int(spacing),
        "largest_autocorrelation": _rounded(successive.largest(tested)),
        "largest_difference_of_halves_in_standard_errors": _rounded(_difference(halves, tested)),
        "pairs_that_never_moved": int(((at_least == draws) & (at_most == draws) & tested).sum()),
    }
    return Sampled(total / draws, at_least, at_most, mixing)


def _chains(
    table: npt.NDArray[np.integer], n_chains: int, seed: int, allowed: npt.ArrayLike | None
) -> Chains:
    if allowed is None and table.size >= COMPILED_FROM_CELLS:
        from bpfanalysis.networks.compiling import AVAILABLE
        from bpfanalysis.networks.trades_compiled import CompiledChains

        if AVAILABLE:  # else the same values, later
            return CompiledChains(table, n_chains, seed)
    return Chains(table, n_chains, seed, allowed)


def _spacing(chains: Chains, tested: Bools) -> tuple[int, int]:
    """Passes between draws, and all passes made before the first draw."""
    spacing = 1
    while True:
        successive = _Successive(tested.size)
        for _ in range(PILOT_DRAWS):
            chains.advance(spacing)
            successive.add(chains.counts())
        readings = (PILOT_DRAWS - 1) * chains.n_chains
        # the largest of many correlations of independent numbers is about this large by chance
        noise = sqrt(2 * log(max(2, int(tested.sum()))) / readings)
        if successive.largest(tested) <= AGREED_CORRELATION + noise:
            return spacing, chains.passes
        if spacing >= LONGEST_SPACING:
            return spacing, chains.passes
        spacing *= 2


class _Moments:
    """Sum and sum of squares of each pair's counts."""

    def __init__(self, n_pairs: int) -> None:
        self.total = np.zeros(n_pairs)
        self.squares = np.zeros(n_pairs)
        self.number = 0

    def add(self, found: npt.NDArray[np.integer]) -> None:
        wide = found.astype(np.float64)
        self.total += wide.sum(axis=1)
        self.squares += (wide * wide).sum(axis=1)
        self.number += found.shape[1]


class _Successive:
    """Correlation of each pair's counts in successive readings of the same chain."""

    def __init__(self, n_pairs: int) -> None:
        self.all = _Moments(n_pairs)
        self.products = np.zeros(n_pairs)
        self.earlier = np.zeros(n_pairs)
        self.later = np.zeros(n_pairs)
        self.number = 0
        self.before: npt.NDArray[np.float64] | None = None

    def add(self, found: npt.NDArray[np.integer]) -> None:
        wide = found.astype(np.float64)
        self.all.add(found)
        if self.before is not None:
            before = self.before[:, : wide.shape[1]]
            self.products += (before * wide).sum(axis=1)
            self.earlier += before.sum(axis=1)
            self.later += wide.sum(axis=1)
            self.number += wide.shape[1]
        self.before = wide

    def largest(self, tested: Bools) -> float:
        if not self.number:
            return 0.0
        mean = self.all.total / self.all.number
        variance = self.all.squares / self.all.number - mean**2
        moves = tested & (variance * self.all.number >= FEWEST_MOVES)
        if not moves.any():
            return 0.0
        # each with the mean of its own readings: the two sets differ at their ends
        common = self.products / self.number - self.earlier * self.later / self.number**2
        return float((common[moves] / variance[moves]).max())


def _difference(halves: list[_Moments], tested: Bools) -> float:
    first, second = halves
    if not first.number or not second.number:
        return 0.0
    means = [half.total / half.number for half in halves]
    variances = [
        (half.squares / half.number - mean**2) / half.number
        for half, mean in zip(halves, means, strict=True)
    ]
    spread = np.sqrt(variances[0] + variances[1])
    moves = tested & (variances[0] * first.number**2 >= FEWEST_MOVES)
    moves &= variances[1] * second.number**2 >= FEWEST_MOVES
    if not moves.any():
        return 0.0
    return float((np.abs(means[0] - means[1])[moves] / spread[moves]).max())


def _rounded(value: float) -> float:
    return round(value, 4)
