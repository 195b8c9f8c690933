"""Minimisation held against a brute force that shares nothing with it but the question."""

from itertools import combinations, product

import numpy as np
import pytest

from bpfanalysis.cases.minimise import Term, minimum_covers, prime_implicants


def brute_terms(k, allowed):
    """All terms as tuples of 0, 1, None that cover allowed rows only and can drop nothing."""

    def rows_of(term):
        choices = [(0, 1) if literal is None else (literal,) for literal in term]
        return {"".join(map(str, row)) for row in product(*choices)}

    good = {row for row in ("".join(bits) for bits in product("01", repeat=k)) if allowed[row]}
    fine = [term for term in product((0, 1, None), repeat=k) if rows_of(term) <= good]
    fine_set = set(fine)
    primes = []
    for term in fine:
        shorter = (
            (*term[:i], None, *term[i + 1 :])
            for i, literal in enumerate(term)
            if literal is not None
        )
        if not any(other in fine_set for other in shorter):
            primes.append((term, rows_of(term)))
    return primes


def brute_models(k, positive, allowed):
    primes = [(t, rows) for t, rows in brute_terms(k, allowed) if rows & positive]
    for size in range(1, len(positive) + 1):
        models = {
            frozenset(t for t, _ in chosen)
            for chosen in combinations(primes, size)
            if positive <= set().union(*(rows for _, rows in chosen))
        }
        if models:
            return {t for t, _ in primes}, models
    raise AssertionError("no model")


def as_tuple(term, k):
    return tuple(
        None if not term.care >> (k - 1 - j) & 1 else term.value >> (k - 1 - j) & 1
        for j in range(k)
    )


@pytest.mark.parametrize("k", [2, 3, 4])
def test_primes_and_all_tied_models_equal_brute_force(k):
    rng = np.random.default_rng(20 + k)
    for _ in range(25 if k < 4 else 12):
        kind = rng.choice(["1", "0", "?"], size=2**k, p=[0.3, 0.3, 0.4])
        positive = [i for i in range(2**k) if kind[i] == "1"]
        if not positive:
            continue
        allowed = kind != "0"
        terms = prime_implicants(positive, allowed)
        covers = minimum_covers(terms, positive)
        words = {format(i, f"0{k}b"): bool(allowed[i]) for i in range(2**k)}
        primes, models = brute_models(k, {format(i, f"0{k}b") for i in positive}, words)
        assert {as_tuple(t, k) for t in terms} == primes
        assert {frozenset(as_tuple(t, k) for t in m) for m in covers.models} == models
        assert covers.n_models == len(models)


def test_published_chart_with_four_tied_models():
    # Prime implicant chart of Cederman, Wimmer and Min's ethnic protest as printed with the
    # package of Dusa (2019): rows 5 15 16 24 27 29 30 31 32, six implicants, four models.
    chart = {
        "~NATPRIDE": "xx--xx-x-",
        "~DEMOC*ETHFRACT*POLDIS": "-xx------",
        "DEMOC*ETHFRACT*GEOCON": "-----xxxx",
        "DEMOC*ETHFRACT*~POLDIS": "-----xx--",
        "DEMOC*GEOCON*POLDIS": "---x---xx",
        "ETHFRACT*GEOCON*POLDIS": "-xx----xx",
    }
    conditions = ["DEMOC", "ETHFRACT", "GEOCON", "POLDIS", "NATPRIDE"]
    rows = [n - 1 for n in (5, 15, 16, 24, 27, 29, 30, 31, 32)]
    terms = []
    for name, marks in chart.items():
        care = value = 0
        for literal in name.split("*"):
            bit = 1 << (4 - conditions.index(literal.lstrip("~")))
            care |= bit
            value |= 0 if literal.startswith("~") else bit
        term = Term(care, value)
        assert "".join("x" if term.covers(r) else "-" for r in rows) == marks, name
        terms.append(term)
    covers = minimum_covers(terms, rows)
    both = {"~NATPRIDE", "DEMOC*GEOCON*POLDIS"}
    assert {frozenset(t.name(conditions) for t in m) - both for m in covers.models} == {
        frozenset({"~DEMOC*ETHFRACT*POLDIS", "DEMOC*ETHFRACT*GEOCON"}),
        frozenset({"~DEMOC*ETHFRACT*POLDIS", "DEMOC*ETHFRACT*~POLDIS"}),
        frozenset({"DEMOC*ETHFRACT*GEOCON", "ETHFRACT*GEOCON*POLDIS"}),
        frozenset({"DEMOC*ETHFRACT*~POLDIS", "ETHFRACT*GEOCON*POLDIS"}),
    }


def test_a_cut_list_still_counts_all_models():
    allowed = np.ones(8, dtype=bool)
    allowed[0] = False
    terms = prime_implicants([7], allowed)
    covers = minimum_covers(terms, [7], limit=1)
    assert (len(covers.models), covers.n_models) == (1, 3)


def test_impossible_requests_are_refused():
    with pytest.raises(ValueError, match="may not be covered"):
        prime_implicants([0], np.array([False, True]))
    with pytest.raises(ValueError, match="power of two"):
        prime_implicants([0], np.ones(3, dtype=bool))
    with pytest.raises(ValueError, match="Row 2 is covered by no term"):
        minimum_covers([Term(1, 0)], [1])
