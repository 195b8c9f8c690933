"""Boolean minimisation, exact and with all tied models.

Rows of a truth table with k conditions are the numbers 0 .. 2^k - 1, the first condition being
the highest bit. A term fixes some conditions and leaves the others free. A *prime implicant* is a
term that covers only rows that may be covered and from which no condition can be dropped; a
*model* is a set of prime implicants that covers every positive row; a *minimum model* has the
fewest terms, and where several have, all of them are models of equal standing.

Prime implicants are found per positive row by a transform over the 2^k sets of freed conditions:
freeing the set T is allowed if all rows that differ from the positive row within T may be
covered. One pass per condition answers this for all T at once, so the work grows with
2^k times k and with the number of positive rows only, however many rows are empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, product
from math import prod
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Term(NamedTuple):
    """A conjunction of conditions.

    Attributes
    ----------
    care
        Bits of the conditions that the term fixes.
    value
        Bits of those fixed as present; within `care`.
    """

    care: int
    value: int

    def covers(self, row: int) -> bool:
        """Whether a row, counted from 0, is covered."""
        return row & self.care == self.value

    def contains(self, other: Term) -> bool:
        """Whether every row of the other term is covered by this one."""
        return other.care & self.care == self.care and other.value & self.care == self.value

    def name(self, conditions: Sequence[str]) -> str:
        """Literals joined by ``*``, absence marked ``~``; ``1`` for the term that fixes nothing.

        Examples
        --------
        >>> Term(0b110, 0b100).name(["A", "B", "C"])
        'A*~B'
        """
        k = len(conditions)
        literals = [
            condition if self.value >> (k - 1 - j) & 1 else f"~{condition}"
            for j, condition in enumerate(conditions)
            if self.care >> (k - 1 - j) & 1
        ]
        return "*".join(literals) or "1"

    def sort_key(self) -> tuple[int, int, int]:
        """Short terms first, then by the first conditions, presence before absence."""
        return (self.care.bit_count(), -self.care, -self.value)


def prime_implicants(positive: Iterable[int], allowed: NDArray[np.bool_]) -> tuple[Term, ...]:
    """All prime implicants of the allowed rows that cover at least one positive row.

    Parameters
    ----------
    positive
        Rows that must be covered, counted from 0; a part of the allowed rows.
    allowed
        For each of the 2^k rows, whether a term may cover it.

    Raises
    ------
    ValueError
        If the number of rows is no power of two, or a positive row may not be covered.

    References
    ----------
    Quine, W. V. (1952). The problem of simplifying truth functions. American Mathematical
    Monthly 59(8). doi:10.1080/00029890.1952.11988183

    Examples
    --------
    >>> allowed = np.array([False, False, True, True])  # A present, whatever B
    >>> [t.name(["A", "B"]) for t in prime_implicants([2, 3], allowed)]
    ['A']
    """
    size = len(allowed)
    k = size.bit_length() - 1
    if size != 1 << k:
        raise ValueError(f"{size} rows are no truth table; expected a power of two.")
    every = np.arange(size)
    found: set[Term] = set()
    for row in positive:
        if not allowed[row]:
            raise ValueError(f"Row {row + 1} is positive and may not be covered.")
        # free[T]: all rows that differ from this one only within T may be covered.
        free = allowed[every ^ row]
        for j in range(k):
            halves = free.reshape(-1, 2, 1 << j)
            halves[:, 1] &= halves[:, 0]
        largest = free.copy()
        for j in range(k):
            halves, bigger = largest.reshape(-1, 2, 1 << j), free.reshape(-1, 2, 1 << j)
            halves[:, 0] &= ~bigger[:, 1]
        for freed in np.flatnonzero(largest).tolist():
            care = (size - 1) & ~freed
            found.add(Term(care, row & care))
    return tuple(sorted(found, key=Term.sort_key))


@dataclass(frozen=True)
class Covers:
    """All minimum models, each a tuple of prime implicants.

    Attributes
    ----------
    models
        The models; the first `limit` of them if there are more.
    n_models
        How many there are.
    """

    models: tuple[tuple[Term, ...], ...]
    n_models: int


def minimum_covers(terms: Sequence[Term], positive: Sequence[int], limit: int = 10_000) -> Covers:
    """All smallest sets of terms that cover every positive row.

    The search looks for covers of 1, 2, 3 ... terms and stops at the first size that has any, so
    it is exact; terms that cover the same positive rows are searched once and multiplied out.

    Parameters
    ----------
    terms
        Candidates, e.g. from `prime_implicants`.
    positive
        Rows to be covered, counted from 0.
    limit
        The most models to list; all are counted.

    Raises
    ------
    ValueError
        If a row is covered by no term.

    Examples
    --------
    >>> a, b, both = Term(2, 2), Term(1, 1), Term(3, 3)
    >>> minimum_covers([a, b, both], [3]).n_models
    3
    """
    rows = sorted(set(positive))
    ordered = sorted(set(terms), key=Term.sort_key)
    groups: dict[int, list[int]] = {}
    for rank, term in enumerate(ordered):
        mask = sum(1 << i for i, row in enumerate(rows) if term.covers(row))
        if mask:
            groups.setdefault(mask, []).append(rank)
    everything = (1 << len(rows)) - 1
    for i, row in enumerate(rows):
        if not any(mask >> i & 1 for mask in groups):
            raise ValueError(f"Row {row + 1} is covered by no term.")
    n_models = 0
    models: list[tuple[int, ...]] = []
    for cover in smallest_covers(groups, everything):
        choices = [groups[mask] for mask in cover]
        n_models += prod(len(choice) for choice in choices)
        models.extend(
            tuple(sorted(model)) for model in islice(product(*choices), limit - len(models))
        )
    models.sort()
    return Covers(tuple(tuple(ordered[rank] for rank in model) for model in models), n_models)


def smallest_covers(masks: Iterable[int], everything: int) -> tuple[tuple[int, ...], ...]:
    """All smallest sets of masks whose union is everything, each sorted, in order.

    Parameters
    ----------
    masks
        Sets of rows as bits, each within `everything` and not empty; every row in one at least.
    everything
        The rows to be covered, as bits.

    Examples
    --------
    >>> smallest_covers([0b011, 0b110, 0b100], 0b111)
    ((3, 4), (3, 6))
    """
    if not everything:
        return ((),)
    found = set(masks)
    by_row = {}
    for i in range(everything.bit_length()):
        if everything >> i & 1:
            covering = [mask for mask in found if mask >> i & 1]
            by_row[i] = sorted(covering, key=lambda mask: (-mask.bit_count(), mask))
    widest = max(mask.bit_count() for mask in found)
    covers: set[tuple[int, ...]] = set()
    size = -(-everything.bit_count() // widest) - 1  # fewer terms cannot cover all rows
    while not covers:
        size += 1
        covers = _covers_of(size, everything, by_row, widest)
    return tuple(sorted(covers))


def _covers_of(
    size: int, everything: int, by_row: dict[int, list[int]], widest: int
) -> set[tuple[int, ...]]:
    """Sets of `size` masks whose union is everything, each sorted."""
    found: set[tuple[int, ...]] = set()
    fewest = sorted(by_row, key=lambda i: (len(by_row[i]), i))
    seen: set[frozenset[int]] = set()

    def extend(chosen: frozenset[int], missing: int, left: int) -> None:
        if not missing:
            if left == 0:
                found.add(tuple(sorted(chosen)))
            return
        if missing.bit_count() > left * widest or chosen in seen:
            return
        seen.add(chosen)
        row = next(i for i in fewest if missing >> i & 1)
        for mask in by_row[row]:
            if left > 1 or missing & ~mask == 0:
                extend(chosen | {mask}, missing & ~mask, left - 1)

    extend(frozenset(), everything, size)
    return found
