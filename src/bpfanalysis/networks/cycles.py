"""Moves that trades cannot make when some cells must stay 0: turning cycles of any length.

Two tables with the same margins differ by cycles that alternate between ones and zeros. Without
structural zeros, cycles over two rows (which trades contain) reach everything; with them longer
ones may be needed. A cycle is proposed by walking: from a row to one of its ones, from that
column to one of its free zeros, and so on; it is turned if it closes and no row or column came
twice. Margins fix the number of ones of a row and of free zeros of a column, so a cycle and its
reverse are proposed with the same probability, and the uniform distribution stays.
"""

from __future__ import annotations

import numpy as np

from bpfanalysis.networks.counter_random import below, key, numbers, places
from bpfanalysis.networks.null_tails import Bools, Ints

CYCLE_STREAM = 3
PROPOSALS = 2  # a pass; trades do most of the work, and the spacing of draws adapts


def turn_cycles(state: np.ndarray, free: Bools, stream: int) -> None:
    """Propose cycles in every chain and turn those that close; `state` is changed in place.

    Parameters
    ----------
    state
        Columns x rows x chains, 0/1.
    free
        Rows x columns, False at structural zeros.
    stream
        Key of the random numbers.
    """
    _n_columns, n_rows, n_chains = state.shape
    chains = np.arange(n_chains)
    counters = places(n_chains)
    longest = min(state.shape[:2])
    for proposal in range(PROPOSALS):
        words = numbers(key(stream, CYCLE_STREAM, proposal), counters)
        row = below(words, n_rows)
        length = _length(proposal, longest, stream)
        rows, columns = [], []
        # half of the proposals are passed over: where every one closes, chains would alternate
        open_walk = (words & np.uint64(1)) == 0
        for step in range(length):
            rows.append(row)
            ones = state[:, row, chains] == 1
            column, found = _pick(ones, key(stream, CYCLE_STREAM, proposal, step, 0), counters)
            open_walk &= found
            columns.append(column)
            if step + 1 < length:
                zeros = (state[column, :, chains].T == 0) & free[:, column]
                row, found = _pick(zeros, key(stream, CYCLE_STREAM, proposal, step, 1), counters)
                open_walk &= found
        closes = open_walk & (state[columns[-1], rows[0], chains] == 0)
        closes &= free[rows[0], columns[-1]]
        closes &= _distinct(rows) & _distinct(columns)
        which = chains[closes]
        for step in range(length):
            here, there = rows[step][closes], rows[(step + 1) % length][closes]
            state[columns[step][closes], here, which] = 0
            state[columns[step][closes], there, which] = 1


def _length(proposal: int, longest: int, stream: int) -> int:
    """Rows of a cycle: three, four, five ..., each half as often; all lengths have a chance."""
    word = key(stream, CYCLE_STREAM, proposal, 1 << 20)
    length = 3
    while word & 1 and length < longest:
        word >>= 1
        length += 1
    return min(length, longest)


def _pick(choices: Bools, stream: int, counters: np.ndarray) -> tuple[Ints, Bools]:
    """One of the true places of each chain, all equally likely; and whether there is any."""
    total = choices.sum(axis=0)
    wanted = below(numbers(stream, counters), np.maximum(total, 1))
    reached = np.cumsum(choices, axis=0) > wanted[None, :]
    return np.argmax(reached, axis=0), total > 0


def _distinct(parts: list[Ints]) -> Bools:
    ordered = np.sort(np.stack(parts), axis=0)
    return (ordered[1:] != ordered[:-1]).all(axis=0)
