"""The trades of `trades.Chains`, compiled: the same decisions, the same tables, sooner.

Needs numba (the `scale` extra). Rows are packed into words of 64 columns, and only columns in
which two rows differ are visited; the random number of a place is looked up, not drawn in order
(see `counter_random`), so both ways write the same values. It pays on large tables only, since
compiling takes some seconds.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from bpfanalysis.networks.compiling import compiled, inlined
from bpfanalysis.networks.counter_random import FIRST, GOLDEN, SECOND, key
from bpfanalysis.networks.null_tails import Ints
from bpfanalysis.networks.trades import TRADE_STREAM, Chains

ONE = np.uint64(1)
HALF = np.uint64(32)
LOW_HALF = np.uint64(0xFFFFFFFF)
STEP = np.uint64(GOLDEN)
MIX_FIRST, MIX_SECOND = np.uint64(FIRST), np.uint64(SECOND)
FIVES = np.uint64(0x5555555555555555)
THREES = np.uint64(0x3333333333333333)
FIFTEENS = np.uint64(0x0F0F0F0F0F0F0F0F)
BYTES = np.uint64(0x0101010101010101)


@inlined
def _ones(word: np.uint64) -> np.uint64:
    word = word - ((word >> ONE) & FIVES)
    word = (word & THREES) + ((word >> np.uint64(2)) & THREES)
    return (((word + (word >> np.uint64(4))) & FIFTEENS) * BYTES) >> np.uint64(56)


@inlined
def _mixed(value: np.uint64) -> np.uint64:
    value = (value ^ (value >> np.uint64(30))) * MIX_FIRST
    value = (value ^ (value >> np.uint64(27))) * MIX_SECOND
    return value ^ (value >> np.uint64(31))


@compiled
def _advance(state, one, other, streams):  # type: ignore[no-untyped-def]
    """Pass after pass, chain by chain: `state` is chains x traders x words."""
    n_chains, _, n_words = state.shape
    n_passes, half = one.shape
    for chain in range(n_chains):
        for at in range(n_passes):
            for slot in range(half):
                a = state[chain, one[at, slot]]
                b = state[chain, other[at, slot]]
                left = np.uint64(0)
                due = np.uint64(0)
                for w in range(n_words):
                    differs = a[w] ^ b[w]
                    left += _ones(differs)
                    due += _ones(differs & a[w])
                if due == 0 or due == left:
                    continue
                counter = np.uint64(slot * n_chains + chain) * STEP
                for w in range(n_words):
                    differs = a[w] ^ b[w]
                    both = a[w] & b[w]
                    takes = np.uint64(0)
                    rest = differs
                    while rest != 0 and due != 0:
                        bit = rest & (~rest + ONE)
                        rest ^= bit
                        good = np.uint64(64 * w) + _ones(bit - ONE)
                        word = _mixed(counter + streams[at, good >> ONE])
                        chance = word & LOW_HALF if good & ONE else word >> HALF
                        # no branch: the outcome is random, so a processor would guess wrong
                        taken = np.uint64(chance * left < due << HALF)
                        takes |= bit * taken
                        due -= taken
                        left -= ONE
                    a[w] = both | takes
                    b[w] = both | (differs ^ takes)


@compiled
def _count_columns(state, found):  # type: ignore[no-untyped-def]
    """Traders are the columns: their words are compared directly."""
    n_chains, n_columns, n_words = state.shape
    for chain in range(n_chains):
        pair = 0
        for i in range(n_columns - 1):
            for j in range(i + 1, n_columns):
                met = np.uint64(0)
                for w in range(n_words):
                    met += _ones(state[chain, i, w] & state[chain, j, w])
                found[pair, chain] = met
                pair += 1


@compiled
def _count_rows(state, n_columns, found):  # type: ignore[no-untyped-def]
    """Traders are the rows: words of the columns are built first."""
    n_chains, n_rows, n_words = state.shape
    deep = (n_rows + 63) // 64
    for chain in range(n_chains):
        columns = np.zeros((n_columns, deep), np.uint64)
        for row in range(n_rows):
            mark = ONE << np.uint64(row & 63)
            for w in range(n_words):
                rest = state[chain, row, w]
                while rest != 0:
                    bit = rest & (~rest + ONE)
                    rest ^= bit
                    columns[np.int64(64 * w) + np.int64(_ones(bit - ONE)), row >> 6] |= mark
        pair = 0
        for i in range(n_columns - 1):
            for j in range(i + 1, n_columns):
                met = np.uint64(0)
                for w in range(deep):
                    met += _ones(columns[i, w] & columns[j, w])
                found[pair, chain] = met
                pair += 1


class CompiledChains(Chains):
    """`Chains` without structural zeros, advanced by compiled code."""

    def __init__(self, matrix: npt.ArrayLike, n_chains: int, seed: int) -> None:
        super().__init__(matrix, 1, seed)
        self.n_chains = n_chains
        bits = np.zeros((self.n_traders, -(-self.n_goods // 64) * 64), dtype=np.uint8)
        bits[:, : self.n_goods] = self.state[:, :, 0].T
        packed = np.packbits(bits, axis=1, bitorder="little").view("<u8").astype(np.uint64)
        self.packed = np.repeat(packed[None], n_chains, axis=0)

    def advance(self, passes: int) -> None:
        """Let every row of every chain trade once in each of so many passes."""
        one: list[Ints] = []
        other: list[Ints] = []
        halves = -(-self.n_goods // 2)
        streams = np.empty((passes, halves), dtype=np.uint64)
        for at in range(passes):
            pairs = self.pairing()
            one.append(pairs[0])
            other.append(pairs[1])
            streams[at] = [key(self.seed, TRADE_STREAM, self.passes, h) for h in range(halves)]
            self.passes += 1
        _advance(self.packed, np.array(one), np.array(other), streams)

    def tables(self) -> npt.NDArray[np.uint8]:
        """The tables as they stand: chains x rows x columns."""
        as_bytes = self.packed.astype("<u8").view(np.uint8)
        bits = np.unpackbits(as_bytes, axis=2, bitorder="little")[:, :, : self.n_goods]
        return np.ascontiguousarray(bits.transpose(0, 2, 1) if self.turned else bits)

    def counts(self) -> npt.NDArray[np.uint16]:
        """Count of every pair of columns in every chain: pairs x chains, pairs in file order."""
        n_columns = self.n_traders if self.turned else self.n_goods
        found = np.empty((n_columns * (n_columns - 1) // 2, self.n_chains), dtype=np.uint16)
        if self.turned:
            _count_columns(self.packed, found)
        else:
            _count_rows(self.packed, n_columns, found)
        return found
