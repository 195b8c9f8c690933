"""Which empty rows an expectation makes plausible, and the models that rest on them.

For a complex term C within a parsimonious term P, the intermediate term keeps P's literals and
drops from the rest of C those literals that go against the expectation. All rows covered by such
terms form the set that is minimised anew. It is a union of a few terms, so its prime implicants
are found by consensus: two terms that contradict each other in one condition imply the term that
joins them and leaves this condition free. Terms that contradict one another in two conditions or
more never meet, so the set falls into parts that are minimised apart and remembered.

Tied models share most of their terms. So terms are numbered, the most frequent first, sets of
them are whole numbers, and the prime implicants of a set are those of the set without its rarest
term, with this one added: what many models share is worked out once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product

from bpfanalysis.cases.minimise import Covers, Term, smallest_covers

Model = tuple[Term, ...]


def shorten(c: Term, p: Term, present: int, absent: int) -> Term:
    """A complex term as short as the expectations and a parsimonious term around it allow.

    Parameters
    ----------
    c, p
        The complex term and a parsimonious term that contains it.
    present, absent
        Bits of the conditions whose presence, or absence, is expected.

    Examples
    --------
    >>> c, p = Term(0b11111, 0b10101), Term(0b10010, 0b10000)  # A*~B*C*~D*E within A*~D
    >>> shorten(c, p, 0b11111, 0).name("ABCDE")
    'A*C*~D*E'
    """
    against = (c.value & absent) | (c.care & ~c.value & present)
    care = c.care & ~(against & ~p.care)
    return Term(care, c.value & care)


def intermediate_covers(
    complex_: Sequence[Model],
    parsimonious: Sequence[Model],
    positive: Sequence[int],
    expect: Mapping[str, int],
    conditions: Sequence[str],
    limit: int = 10_000,
) -> Covers:
    """All models of the intermediate solution, for each pair of complex and parsimonious models.

    Parameters
    ----------
    complex_, parsimonious
        The models of both solutions.
    positive
        Rows that suffice, counted from 0.
    expect
        Condition -> 1 (presence) or 0 (absence).
    conditions
        The conditions; the first is the highest bit.
    limit
        The search ends when so many models were found.

    Returns
    -------
    Covers
        Smallest models for each set of easy counterfactuals, each model once; `n_models` is
        their number, or `limit` where the search ended.
    """
    k = len(conditions)
    bits = {name: 1 << (k - 1 - j) for j, name in enumerate(conditions)}
    present = sum(bits[name] for name, direction in expect.items() if direction == 1)
    absent = sum(bits[name] for name, direction in expect.items() if direction == 0)
    chosen_sets: dict[frozenset[Term], None] = {}
    for complex_model in complex_:
        within: dict[Term, tuple[frozenset[int], frozenset[Term]]] = {}
        for p in sorted({p for model in parsimonious for p in model}):
            inside = [i for i, c in enumerate(complex_model) if p.contains(c)]
            shortened = [shorten(complex_model[i], p, present, absent) for i in inside]
            within[p] = frozenset(inside), frozenset(shortened)
        for model in parsimonious:
            reached = frozenset[int]().union(*(within[p][0] for p in model))
            terms = frozenset[Term]().union(*(within[p][1] for p in model))
            if len(reached) < len(complex_model):
                # A complex term that spans several parsimonious ones lies within none of them.
                terms |= {c for i, c in enumerate(complex_model) if i not in reached}
            chosen_sets[terms] = None
    shared = _Shared(list(chosen_sets), positive, limit)
    models: dict[Model, None] = {}
    solved: set[int] = set()
    for terms in chosen_sets:
        numbers = shared.needed(terms)
        if numbers in solved:
            continue
        solved.add(numbers)
        parts = [shared.models(part) for part in shared.parts(numbers)]
        for chosen in islice(product(*parts), limit - len(models)):
            joint = [term for part in chosen for term in part]
            models[tuple(sorted(joint, key=Term.sort_key))] = None
        if len(models) >= limit:
            break
    return Covers(_ordered(models), len(models))


class _Shared:
    """Sets of terms as whole numbers, and what was worked out for them before."""

    def __init__(
        self, sets: Sequence[frozenset[Term]], positive: Sequence[int], limit: int
    ) -> None:
        often = Counter(term for terms in sets for term in terms)
        self.terms = sorted(often, key=lambda term: (-often[term], Term.sort_key(term)))
        self.bit = {term: 1 << i for i, term in enumerate(self.terms)}
        # Terms within others add nothing: without them many sets turn out to be the same.
        self.within = [
            self._bits(t for t in self.terms if t != u and u.contains(t)) for u in self.terms
        ]
        self.near = [
            self._bits(t for t in self.terms if conflicts(t, u).bit_count() <= 1)
            for u in self.terms
        ]
        self.positive = sorted(set(positive))
        self.limit = limit
        self.primes: dict[int, tuple[tuple[int, int], ...]] = {0: ()}
        self.solved: dict[int, tuple[Model, ...]] = {}
        self.covers: dict[frozenset[int], tuple[tuple[int, ...], ...]] = {}
        self.rows: dict[tuple[int, int], int] = {}

    def _bits(self, terms: Iterable[Term]) -> int:
        return sum(self.bit[term] for term in terms)

    def needed(self, terms: frozenset[Term]) -> int:
        """A set of terms as a number, without those that lie within others of the set."""
        numbers = self._bits(terms)
        for i in _places(numbers):
            numbers &= ~self.within[i]
        return numbers

    def parts(self, numbers: int) -> list[int]:
        """Groups of terms linked by contradicting each other in at most one condition."""
        groups = []
        while numbers:
            group = queue = numbers & -numbers
            while queue:
                lowest = queue & -queue
                near = self.near[lowest.bit_length() - 1] & numbers & ~group
                group |= near
                queue = queue & ~lowest | near
            groups.append(group)
            numbers &= ~group
        return groups

    def models(self, part: int) -> tuple[Model, ...]:
        """The minimum models of the positive rows within a part."""
        if part not in self.solved:
            groups: dict[int, list[Term]] = {}
            for term in self._primes(part):
                rows = self._rows(term)
                if rows:
                    groups.setdefault(rows, []).append(Term(*term))
            masks = frozenset(groups)
            if masks not in self.covers:
                everything = 0
                for mask in masks:
                    everything |= mask
                self.covers[masks] = smallest_covers(masks, everything)
            every = (product(*(groups[mask] for mask in cover)) for cover in self.covers[masks])
            found = islice((model for models in every for model in models), self.limit)
            self.solved[part] = tuple(found)
        return self.solved[part]

    def _primes(self, part: int) -> tuple[tuple[int, int], ...]:
        if part not in self.primes:
            last = part.bit_length() - 1
            self.primes[part] = _joined(self._primes(part & ~(1 << last)), [self.terms[last]])
        return self.primes[part]

    def _rows(self, term: tuple[int, int]) -> int:
        if term not in self.rows:
            care, value = term
            self.rows[term] = sum(
                1 << i for i, row in enumerate(self.positive) if row & care == value
            )
        return self.rows[term]


def _places(numbers: int) -> Iterator[int]:
    while numbers:
        lowest = numbers & -numbers
        yield lowest.bit_length() - 1
        numbers &= ~lowest


def conflicts(a: Term, b: Term) -> int:
    """Bits of the conditions that one term wants present and the other absent."""
    return a.care & b.care & (a.value ^ b.value)


def prime_implicants_of(terms: frozenset[Term]) -> tuple[Term, ...]:
    """Prime implicants of a union of terms, by iterated consensus.

    References
    ----------
    Quine, W. V. (1955). A way to simplify truth functions. American Mathematical Monthly 62(9).
    doi:10.1080/00029890.1955.11988710

    Examples
    --------
    >>> union = frozenset([Term(0b11, 0b11), Term(0b11, 0b10)])  # A*B + A*~B
    >>> [term.name("AB") for term in prime_implicants_of(union)]
    ['A']
    """
    longest_last = sorted(terms, key=Term.sort_key)
    found = _joined((), longest_last[::-1])
    return tuple(sorted((Term(*term) for term in found), key=Term.sort_key))


def _joined(
    primes: tuple[tuple[int, int], ...], terms: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int], ...]:
    """The prime implicants of a union, and of what terms add to it."""
    # Written out on whole numbers: this is where nearly all the time of a large problem goes.
    found = list(primes)
    queue = [(care, value) for care, value in terms]
    while queue:
        care, value = new = queue.pop()
        for c, v in found:
            if c & care == c and value & c == v:
                break
        else:
            kept = []
            for old in found:
                c, v = old
                both = c & care
                if both == care and v & care == value:
                    continue
                kept.append(old)
                clash = both & (v ^ value)
                if clash and not clash & (clash - 1):
                    joined = (c | care) & ~clash
                    queue.append((joined, (v | value) & joined))
            kept.append(new)
            found = kept
    return tuple(found)


def _ordered(models: dict[Model, None]) -> tuple[Model, ...]:
    rank = {
        term: i
        for i, term in enumerate(
            sorted({term for model in models for term in model}, key=Term.sort_key)
        )
    }
    return tuple(sorted(models, key=lambda model: [rank[term] for term in model]))
