"""Which empty rows an expectation makes plausible, and the models that rest on them.

For a complex term C within a parsimonious term P, the intermediate term keeps P's literals and
drops from the rest of C those literals that go against the expectation. All rows covered by such
terms form the set that is minimised anew. It is a union of a few terms, so its prime implicants
are found by consensus: two terms that contradict each other in one condition imply the term that
joins them and leaves this condition free. Terms that contradict one another in two conditions or
more never meet, so the set falls into parts that are minimised apart and remembered.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice, product

from bpfanalysis.cases.minimise import Covers, Term, minimum_covers

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
    memory: dict[frozenset[Term], tuple[Model, ...]] = {}
    models: dict[Model, None] = {}
    done: set[frozenset[Term]] = set()
    solved: set[frozenset[Term]] = set()
    for complex_model in complex_:
        within: dict[Term, tuple[tuple[int, Term], ...]] = {}
        for parsimonious_model in parsimonious:
            for p in parsimonious_model:
                if p not in within:
                    within[p] = tuple(
                        (i, shorten(c, p, present, absent))
                        for i, c in enumerate(complex_model)
                        if p.contains(c)
                    )
            pairs = [pair for p in parsimonious_model for pair in within[p]]
            reached = {i for i, _ in pairs}
            # A complex term that spans several parsimonious ones lies within none of them.
            alone = (c for i, c in enumerate(complex_model) if i not in reached)
            terms = frozenset((*(term for _, term in pairs), *alone))
            if terms in done:
                continue
            done.add(terms)
            # Terms within others add nothing: without them many sets turn out to be the same.
            terms = frozenset(
                t for t in terms if not any(t != other and other.contains(t) for other in terms)
            )
            if terms in solved:
                continue
            solved.add(terms)
            parts = [_models_of_part(part, positive, memory, limit) for part in components(terms)]
            for chosen in islice(product(*parts), limit - len(models)):
                model = [term for part in chosen for term in part]
                models[tuple(sorted(model, key=Term.sort_key))] = None
            if len(models) >= limit:
                return Covers(_ordered(models), len(models))
    return Covers(_ordered(models), len(models))


def components(terms: frozenset[Term]) -> list[frozenset[Term]]:
    """Groups of terms linked by contradicting each other in at most one condition.

    Examples
    --------
    >>> a, b, c = Term(7, 7), Term(7, 6), Term(7, 0)
    >>> sorted(len(group) for group in components(frozenset([a, b, c])))
    [1, 2]
    """
    left = sorted(terms, key=Term.sort_key)
    groups = []
    while left:
        group, queue = [], [left.pop(0)]
        while queue:
            term = queue.pop()
            group.append(term)
            near = [other for other in left if conflicts(term, other).bit_count() <= 1]
            queue.extend(near)
            left = [other for other in left if other not in near]
        groups.append(frozenset(group))
    return groups


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
    # Written out on whole numbers: this is where nearly all the time of a large problem goes.
    found: list[tuple[int, int]] = []
    queue: list[tuple[int, int]] = [*sorted(terms, key=Term.sort_key, reverse=True)]
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
    return tuple(sorted((Term(*term) for term in found), key=Term.sort_key))


def _models_of_part(
    part: frozenset[Term],
    positive: Sequence[int],
    memory: dict[frozenset[Term], tuple[Model, ...]],
    limit: int,
) -> tuple[Model, ...]:
    if part not in memory:
        inside = [row for row in positive if any(term.covers(row) for term in part)]
        memory[part] = minimum_covers(prime_implicants_of(part), inside, limit).models
    return memory[part]


def _ordered(models: dict[Model, None]) -> tuple[Model, ...]:
    rank = {
        term: i
        for i, term in enumerate(
            sorted({term for model in models for term in model}, key=Term.sort_key)
        )
    }
    return tuple(sorted(models, key=lambda model: [rank[term] for term in model]))
