import numpy as np
import pytest

from bpfanalysis.cases.counterfactuals import (
    conflicts,
    intermediate_covers,
    prime_implicants_of,
    shorten,
)
from bpfanalysis.cases.minimise import Term, minimum_covers, prime_implicants


def random_terms(rng, k, n):
    terms = set()
    for _ in range(n):
        care = int(rng.integers(1, 2**k))
        terms.add(Term(care, int(rng.integers(0, 2**k)) & care))
    return frozenset(terms)


@pytest.mark.parametrize("seed", range(30))
def test_consensus_finds_the_same_primes_as_the_transform(seed):
    rng = np.random.default_rng(seed)
    k = int(rng.integers(2, 7))
    terms = random_terms(rng, k, int(rng.integers(1, 7)))
    rows = [r for r in range(2**k) if any(t.covers(r) for t in terms)]
    allowed = np.zeros(2**k, dtype=bool)
    allowed[rows] = True
    assert set(prime_implicants_of(terms)) == set(prime_implicants(rows, allowed))


@pytest.mark.parametrize("seed", range(20))
def test_models_found_from_shared_parts_equal_those_found_at_once(seed):
    rng = np.random.default_rng(100 + seed)
    names = list("ABCDE")
    sure = [row for row in range(32) if rng.random() < 0.15] or [5]
    no = [row for row in range(32) if row not in sure and rng.random() < 0.15]
    on, allowed = np.zeros(32, dtype=bool), np.ones(32, dtype=bool)
    on[sure], allowed[no] = True, False
    complex_ = minimum_covers(prime_implicants(sure, on), sure).models
    short = minimum_covers(prime_implicants(sure, allowed), sure).models
    at_once = set()
    for c_model in complex_:
        for p_model in short:
            pairs = [(c, p) for c in c_model for p in p_model if p.contains(c)]
            terms = {shorten(c, p, 0b11111, 0) for c, p in pairs}
            terms |= {c for c in c_model if c not in {c for c, _ in pairs}}
            primes = prime_implicants_of(frozenset(terms))
            at_once.update(frozenset(m) for m in minimum_covers(primes, sure).models)
    found = intermediate_covers(complex_, short, sure, dict.fromkeys(names, 1), names)
    assert {frozenset(model) for model in found.models} == at_once


def test_terms_that_never_meet_are_told_apart():
    assert conflicts(Term(7, 7), Term(7, 6)).bit_count() == 1
    assert conflicts(Term(7, 7), Term(7, 0)).bit_count() == 3


def test_a_literal_against_the_expectation_goes_and_one_with_it_stays():
    c, p = Term(0b111, 0b101), Term(0b001, 0b001)  # A*~B*C within C
    assert shorten(c, p, present=0b110, absent=0).name("ABC") == "A*C"
    assert shorten(c, p, present=0, absent=0b110).name("ABC") == "~B*C"
    assert shorten(c, p, present=0, absent=0).name("ABC") == "A*~B*C"


def test_the_published_example_is_minimised_anew():
    # Lipset fuzzy at 0.8: DEV*URB*LIT*IND*STB + DEV*~URB*LIT*~IND*STB within DEV*~IND + URB*STB.
    names = ["DEV", "URB", "LIT", "IND", "STB"]
    found = intermediate_covers(
        [(Term(31, 31), Term(31, 0b10101))],
        [(Term(0b10010, 0b10000), Term(0b01001, 0b01001))],
        [31, 0b10101],
        dict.fromkeys(names, 1),
        names,
    )
    assert [{t.name(names) for t in m} for m in found.models] == [
        {"DEV*URB*LIT*STB", "DEV*LIT*~IND*STB"}
    ]
