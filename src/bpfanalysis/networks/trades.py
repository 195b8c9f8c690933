"""Tables with both margins fixed, changed at random by trades: many chains side by side.

In one pass all rows are paired at random and each pair trades: the columns that exactly one of
the two holds are dealt out anew, every split equally likely, each row keeping its number. Both
margins stay, and so does the uniform distribution over all tables with those margins (global
curveball). All chains are advanced by the same array operations, so no compiler is needed.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from bpfanalysis.networks.counter_random import key, numbers, places, shuffled
from bpfanalysis.networks.cycles import turn_cycles
from bpfanalysis.networks.null_tails import Bools, Ints

PASS_STREAM, TRADE_STREAM = 1, 2
LOW_HALF = np.uint64(0xFFFFFFFF)
HALF = np.uint64(32)


class Chains:
    """Chains of tables, all started at the observed one.

    Parameters
    ----------
    matrix
        Rows x columns, 0/1.
    n_chains
        Number of tables advanced side by side.
    seed
        Start of the random numbers.
    allowed
        Rows x columns, False at structural zeros. Trades alone do not reach every table then,
        so each pass also turns random cycles (see `cycles`).

    Examples
    --------
    >>> chains = Chains(np.eye(3, dtype=np.int8), n_chains=2, seed=0)
    >>> chains.advance(5)
    >>> tables = chains.tables()
    >>> tables.shape, tables.sum(axis=1).tolist(), tables.sum(axis=2).tolist()
    ((2, 3, 3), [[1, 1, 1], [1, 1, 1]], [[1, 1, 1], [1, 1, 1]])
    """

    def __init__(
        self,
        matrix: npt.ArrayLike,
        n_chains: int,
        seed: int,
        allowed: npt.ArrayLike | None = None,
    ) -> None:
        table = np.asarray(matrix, dtype=np.uint8)
        free = None if allowed is None else np.asarray(allowed, bool)
        # the longer side trades: its vectors are the shorter ones, and there are more of them
        self.turned = table.shape[0] < table.shape[1]
        if self.turned:
            table = table.T
            free = None if free is None else free.T
        self.n_traders, self.n_goods = table.shape
        self.n_chains, self.seed, self.passes = n_chains, seed, 0
        self.free: Bools | None = free
        # goods x traders x chains: every step below is one operation on a contiguous block
        self.state = np.repeat(table.T[:, :, None], n_chains, axis=2)
        self.counters = places(self.n_traders // 2 * n_chains).reshape(-1, n_chains)
        self.words = np.empty_like(self.counters)

    def pairing(self) -> tuple[Ints, Ints]:
        """Who trades with whom in the present pass; the same in all chains."""
        order = shuffled(key(self.seed, PASS_STREAM, self.passes), self.n_traders)
        half = self.n_traders // 2
        return order[:half], order[half : 2 * half]

    def advance(self, passes: int) -> None:
        """Let every row of every chain trade once in each of so many passes."""
        for _ in range(passes):
            self._trade()
            if self.free is not None:
                turn_cycles(self.state, self.free, key(self.seed, self.passes))
            self.passes += 1

    def _trade(self) -> None:
        one, other = self.pairing()
        a, b = self.state[:, one], self.state[:, other]
        differs = a ^ b
        if self.free is not None:
            differs &= (self.free[one] & self.free[other]).T[:, :, None]
        wide = np.uint64
        left = differs.sum(axis=0, dtype=wide)
        # in units of 2**32, so that "random share of what is left < what is due" is one product
        due = (a & differs).sum(axis=0, dtype=wide) << HALF
        for good in range(self.n_goods):
            if good % 2 == 0:
                stream = key(self.seed, TRADE_STREAM, self.passes, good // 2)
                numbers(stream, self.counters, out=self.words)
                chance = self.words >> HALF
            else:
                chance = self.words & LOW_HALF
            chance *= left
            takes = (chance < due).view(np.uint8)
            takes &= differs[good]
            both = a[good] & b[good]
            gives = differs[good] ^ takes
            left -= differs[good]
            due -= takes.astype(wide) << HALF
            if self.free is not None:
                # where they may not trade, both keep what they have
                keeps = (a[good] ^ b[good]) & ~differs[good]
                takes |= keeps & a[good]
                gives |= keeps & b[good]
            self.state[good, one] = both | takes
            self.state[good, other] = both | gives

    def tables(self) -> npt.NDArray[np.uint8]:
        """The tables as they stand: chains x rows x columns."""
        axes = (2, 0, 1) if self.turned else (2, 1, 0)
        return np.ascontiguousarray(self.state.transpose(axes))

    def counts(self) -> npt.NDArray[np.uint16]:
        """Count of every pair of columns in every chain: pairs x chains, pairs in file order."""
        columns = self.state.transpose(1, 2, 0) if self.turned else self.state.transpose(0, 2, 1)
        n_columns, n_chains, n_rows = columns.shape
        padded = np.zeros((n_columns, n_chains, -(-n_rows // 64) * 64), dtype=np.uint8)
        padded[:, :, :n_rows] = columns
        packed = np.packbits(padded, axis=2).view(np.uint64)
        found = np.empty((n_columns * (n_columns - 1) // 2, n_chains), dtype=np.uint16)
        start = 0
        for column in range(n_columns - 1):
            met = np.bitwise_count(packed[column] & packed[column + 1 :])
            stop = start + n_columns - 1 - column
            found[start:stop] = met.sum(axis=2, dtype=np.uint16)
            start = stop
        return found
