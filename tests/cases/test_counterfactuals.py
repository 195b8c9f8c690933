import numpy as np
import pytest

from bpfanalysis.cases.counterfactuals import (
    components,
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
def test_models_found_part_by_part_equal_those_found_at_once(seed):
    rng = np.random.default_rng(100 + seed)
    k = 5
    terms = random_terms(rng, k, 5)
    rows = [r for r in range(2**k) if any(t.covers(r) for t in terms)]
    positive = sorted(rng.choice(rows, size=min(5, len(rows)), replace=False).tolist())
    at_once = minimum_covers(prime_implicants_of(terms), positive)
    sizes = 0
    for part in components(terms):
        inside = [r for r in positive if any(t.covers(r) for t in part)]
        if inside:
            sizes += len(minimum_covers(prime_implicants_of(part), inside).models[0])
    assert sizes == len(at_once.models[0])


def test_parts_never_meet():
    rng = np.random.default_rng(5)
    parts = components(random_terms(rng, 6, 8))
    for i, one in enumerate(parts):
        for other in parts[i + 1 :]:
            assert all(conflicts(a, b).bit_count() >= 2 for a in one for b in other)


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
