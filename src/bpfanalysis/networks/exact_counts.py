"""Exact distribution of a pair's count over all tables with given margins.

Columns are taken away one after the other. What matters of the rows is only how many still have
to hold 1, 2, ... ones, so tables need not be listed: a table of weights over those numbers is
carried along (dynamic programming over residual margins). When all columns but two are gone,
each row has 0, 1 or 2 ones left; a row with 2 holds both columns. So the number of rows with 2
is the pair's count, and the weights are its distribution. Pairs share the columns they have in
common to leave out, by halving the set of columns again and again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import comb
from typing import TypeVar

import numpy as np
import pandas as pd

from bpfanalysis.networks.margins import components
from bpfanalysis.networks.null_tails import Bools, Floats, Ints, pair_positions

# Work that is affordable, in transitions of weights from one state to the next: some twenty
# seconds of plain numpy. The same with and without extras: the table alone decides the method.
AFFORDABLE = 300_000_000
STEP_COST = 20_000  # what one step costs however few states it has
BLOCK = 50_000  # transitions made at once: what a processor's cache holds
FIRST_BLOCK = 16  # states of the first block of a step, when their transitions are not yet known
MOST_ROWS = 1_000

Distribution = tuple[int, Floats]  # lowest count, probabilities from there on
State = tuple[Ints, Floats]  # residual margins, packed in one number; their weights
S = TypeVar("S")


@dataclass(frozen=True)
class ExactCounts:
    """Mean and tails of every pair's count; and the smallest two-sided p it could have."""

    expected: Floats
    p_upper: Floats
    p_lower: Floats
    smallest: Floats


def exact_counts(
    matrix: np.ndarray, counts: Ints, tested: Bools, affordable: int = AFFORDABLE
) -> ExactCounts | None:
    """Exact tails of the tested pairs, or None where the table is too large for that.

    Parameters
    ----------
    matrix
        Rows x columns, 0/1.
    counts
        The pairs' observed counts, in the order of `null_tails.pair_positions`.
    tested
        Pairs whose count can vary; the others get their count and tails of 1.
    affordable
        Transitions to spend at most.

    Examples
    --------
    Rows of 2, 1, 1 and columns of 2, 1, 1 leave five tables; A and B meet in two of them:

    >>> table = np.array([[1, 1, 0], [1, 0, 0], [0, 0, 1]])
    >>> found = exact_counts(table, np.array([1, 0, 0]), np.array([True, True, True]))
    >>> found.p_upper.round(3).tolist(), found.expected.round(3).tolist()
    ([0.4, 1.0, 1.0], [0.4, 0.4, 0.2])
    """
    first, second = pair_positions(matrix.shape[1])
    row_labels, column_labels = components(matrix)
    expected, smallest = counts.astype(np.float64), np.ones(counts.size)
    p_upper, p_lower = np.ones(counts.size), np.ones(counts.size)
    for label in np.unique(column_labels[first[tested]]):
        rows = np.nonzero(row_labels == label)[0]
        columns = np.nonzero(column_labels == label)[0]
        part = matrix[np.ix_(rows, columns)].astype(np.int64)
        found = pair_distributions(part.sum(axis=1), part.sum(axis=0), affordable)
        if found is None:
            return None
        square = part.T @ part
        sums = part.sum(axis=0)
        where = np.searchsorted(columns, np.arange(matrix.shape[1]))
        for at in np.nonzero(tested & (column_labels[first] == label))[0]:
            i, j = where[first[at]], where[second[at]]
            low, chance = found[_kind(int(sums[i]), int(sums[j]))]
            inside = int(square[i, j]) - low
            elsewhere = int(counts[at] - square[i, j])  # in rows that are forced
            expected[at] = elsewhere + low + float(chance @ np.arange(chance.size))
            p_upper[at] = min(1.0, float(chance[inside:].sum()))
            p_lower[at] = min(1.0, float(chance[: inside + 1].sum()))
            smallest[at] = min(1.0, 2 * float(min(chance[0], chance[-1])))
    return ExactCounts(expected, p_upper, p_lower, smallest)


def pair_distributions(
    row_sums: Ints, column_sums: Ints, affordable: int = AFFORDABLE
) -> dict[tuple[int, int], Distribution] | None:
    """Distribution of the count of two columns, for each pair of column sums.

    Parameters
    ----------
    row_sums, column_sums
        Margins of a table without forced cells.
    affordable
        Transitions to spend at most.

    Returns
    -------
    dict or None
        For each pair of column sums (smaller first) the lowest count and the probabilities from
        there on; None where that would take more than is affordable.

    References
    ----------
    Miller & Harrison (2013), Ann. Stat. 41, doi:10.1214/13-AOS1131.
    """
    n_rows, n_columns = row_sums.size, column_sums.size
    turned = 2 * int(row_sums.sum()) > n_rows * n_columns
    if turned:  # count the zeros instead: fewer residuals to tell apart
        row_sums, column_sums = n_columns - row_sums, n_rows - column_sums
    if n_rows > MOST_ROWS or (n_rows + 1) ** int(row_sums.max()) >= 2**62:
        return None
    columns = sorted((int(s) for s in column_sums), reverse=True)
    counter = _Counter(n_rows, int(row_sums.max()))
    start = counter.start(row_sums)

    # large and small columns in turn cost about what the mean of all orders costs
    spent = _probe(counter, start, columns[::2] + columns[1::2], affordable)
    if spent is None:
        return None
    visits = [0] * (n_columns - 2)

    def visit(state: int, column: int, left: int) -> int:
        del column
        visits[n_columns - 1 - left] += 1
        return state

    def pass_by(state: int, i: int, j: int) -> None:
        del state, i, j

    _walk(0, columns, visit, pass_by)
    if sum(v * (s + STEP_COST) for v, s in zip(visits, spent, strict=True)) > affordable:
        return None

    found: dict[tuple[int, int], Distribution] = {}

    def leaf(state: State, i: int, j: int) -> None:
        low, chance = counter.finish(state, i, j)
        if turned:
            i, j, low = n_rows - i, n_rows - j, low + n_rows - i - j
        found[_kind(i, j)] = (low, chance)

    _walk(start, columns, counter.take, leaf)
    return found


def _kind(i: int, j: int) -> tuple[int, int]:
    return (i, j) if i <= j else (j, i)


def _probe(
    counter: _Counter, state: State, columns: Sequence[int], affordable: int
) -> list[int] | None:
    """Transitions of each step when all columns but two go in turn; None if far too many."""
    spent = []
    for at, column in enumerate(columns[:-2]):
        counter.spent, counter.most = 0, affordable // 4
        try:
            state = counter.take(state, column, len(columns) - 1 - at)
        except _TooMuch:
            return None
        finally:
            counter.most = None
        spent.append(counter.spent)
        if sum(spent) > affordable // 4:
            return None
    return spent


def _walk(
    start: S,
    columns: Sequence[int],
    take: Callable[[S, int, int], S],
    leaf: Callable[[S, int, int], None],
) -> None:
    """Leave out every pair of columns once, and call `leaf` with what is left for each kind."""
    done: set[tuple[int, int]] = set()

    def without(state: S, gone: Sequence[int], left: int) -> S:
        for column in gone:
            left -= 1
            state = take(state, column, left)
        return state

    def within(state: S, group: Sequence[int]) -> None:
        """All pairs of a group; nothing else is left."""
        kinds = {_kind(i, j) for at, i in enumerate(group) for j in group[at + 1 :]}
        if kinds <= done:
            return
        if len(group) == 2:
            done.add(_kind(*group))
            leaf(state, *group)
            return
        half = len(group) // 2
        one, other = group[:half], group[half:]
        if len(one) > 1:
            within(without(state, other, len(group)), one)
        within(without(state, one, len(group)), other)
        across(state, one, other)

    def across(state: S, one: Sequence[int], other: Sequence[int]) -> None:
        """All pairs with one column of each group; nothing else is left."""
        if {_kind(i, j) for i in one for j in other} <= done:
            return
        if len(one) == len(other) == 1:
            done.add(_kind(one[0], other[0]))
            leaf(state, one[0], other[0])
            return
        if len(one) > len(other):
            one, other = other, one
        half, left = len(other) // 2, len(one) + len(other)
        across(without(state, other[half:], left), one, other[:half])
        across(without(state, other[:half], left), one, other[half:])

    within(start, columns)


class _TooMuch(Exception):
    """The probe went beyond what is affordable."""


class _Counter:
    """Takes columns away from residual margins and keeps count of the ways.

    A state is the number of rows that still have to hold v ones, for v = 1, 2, ..., packed as
    the digits of one number in base n + 1.
    """

    def __init__(self, n_rows: int, highest: int) -> None:
        self.n_rows, self.highest, self.base = n_rows, highest, n_rows + 1
        self.place = [0] + [self.base ** (v - 1) for v in range(1, highest + 1)]
        size = range(n_rows + 1)
        self.ways = np.array([[float(comb(a, b)) for b in size] for a in size])
        self.spent = 0
        self.most: int | None = None

    def start(self, row_sums: Ints) -> State:
        packed = sum(self.place[int(v)] for v in row_sums)
        return np.array([packed], dtype=np.int64), np.ones(1)

    def take(self, state: State, column: int, left: int) -> State:
        """Take away a column; `left` columns remain, so a row with more to go must hold it."""
        packed, weights = state
        parts = []
        at, size = 0, FIRST_BLOCK
        while at < packed.size:
            before = self.spent
            block = slice(at, at + size)
            parts.append(self._block(packed[block], weights[block], column, left))
            at += size
            size = max(1, BLOCK * size // max(1, self.spent - before))
        joined = _joined(
            np.concatenate([part[0] for part in parts]),
            np.concatenate([part[1] for part in parts]),
        )
        return joined[0], joined[1] / joined[1].max()

    def _block(self, packed: Ints, weights: Floats, column: int, left: int) -> State:
        rows_with = self._digits(packed)
        at_most = np.cumsum(rows_with, axis=0)
        of = np.arange(packed.size)
        due = np.full(packed.size, column, dtype=np.int64)
        for v in range(self.highest, 0, -1):
            have = rows_with[v][of]
            fewest = np.maximum(0, due - at_most[v - 1][of])
            if v == left + 1:
                fewest = np.maximum(fewest, have)
            choices = np.maximum(0, np.minimum(have, due) - fewest + 1)
            ends = np.cumsum(choices)
            again = np.repeat(np.arange(of.size), choices)
            chosen = np.arange(again.size) - (ends - choices - fewest)[again]
            packed = packed[again] + chosen * (self.place[v - 1] - self.place[v])
            weights = weights[again] * self.ways[have[again], chosen]
            due, of = due[again] - chosen, of[again]
        self.spent += packed.size
        if self.most is not None and self.spent > self.most:
            raise _TooMuch
        return _joined(packed, weights)

    def _digits(self, packed: Ints) -> Ints:
        digits = np.zeros((self.highest + 1, packed.size), dtype=np.int64)
        for v in range(1, self.highest + 1):
            packed, digits[v] = np.divmod(packed, self.base)
        return digits

    def finish(self, state: State, i: int, j: int) -> Distribution:
        """Distribution of the count of the last two columns."""
        packed, weights = state
        digits = self._digits(packed)
        both = digits[2] if self.highest >= 2 else np.zeros_like(packed)
        # more rows with two ones left than the smaller column has ones: no way to finish
        ends = both <= min(i, j)
        weights, both = weights[ends], both[ends]
        ways = np.array([float(comb(i + j - 2 * int(k), i - int(k))) for k in both])
        low, high = int(both.min()), int(both.max())
        chance = np.zeros(high - low + 1)
        chance[both - low] = weights * ways
        return low, chance / chance.sum()


def _joined(packed: Ints, weights: Floats) -> State:
    codes, unique = pd.factorize(packed)
    sums = np.bincount(codes, weights=weights, minlength=unique.size).astype(np.float64)
    return np.asarray(unique, dtype=np.int64), sums
