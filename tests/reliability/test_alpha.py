"""Alpha against published values, hand-checked ones and its invariants."""

import numpy as np
import pandas as pd
import pytest

from bpfanalysis.reliability import alpha_with_interval, coincidences, krippendorff_alpha
from bpfanalysis.reliability.coincidence import counts_per_unit

NAN = float("nan")

# Krippendorff (2011), "Computing Krippendorff's alpha-reliability", section C: four observers,
# twelve units, missing values.
FOUR_OBSERVERS = pd.DataFrame(
    {
        "A": [1, 2, 3, 3, 2, 1, 4, 1, 2, NAN, NAN, NAN],
        "B": [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NAN, 3],
        "C": [NAN, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NAN],
        "D": [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NAN],
    }
)
# The same, section B: two observers, nominal values.
TWO_OBSERVERS = pd.DataFrame({"Ben": list("aabbdcccedda"), "Gerry": list("babbbccceddd")})


@pytest.mark.parametrize(
    ("level", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_four_observers_with_missing_data_give_the_published_values(level, published):
    assert round(krippendorff_alpha(FOUR_OBSERVERS, level), 3) == published


def test_two_observers_nominal_give_the_published_value():
    assert round(krippendorff_alpha(TWO_OBSERVERS), 3) == 0.692


def test_the_coincidence_matrix_of_the_binary_example():
    counts = counts_per_unit(
        pd.DataFrame(
            {"Meg": [0, 1, 0, 0, 0, 0, 0, 0, 1, 0], "Owen": [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]}
        ),
        [0, 1],
    )
    assert coincidences(counts).tolist() == [[10, 4], [4, 2]]


def test_a_unit_with_one_value_changes_nothing():
    without = FOUR_OBSERVERS.iloc[:11]
    assert krippendorff_alpha(without) == pytest.approx(krippendorff_alpha(FOUR_OBSERVERS))


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
def test_identical_coders_have_alpha_one_and_an_interval_of_one(level):
    column = [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]
    found = alpha_with_interval(pd.DataFrame({"A": column, "B": column, "C": column}), level)
    assert (found.alpha, found.low, found.high, found.agreement) == (1, 1, 1, 1)


def test_order_of_coders_and_of_units_does_not_matter():
    shuffled = FOUR_OBSERVERS[["D", "A", "C", "B"]].sample(frac=1, random_state=1)
    assert krippendorff_alpha(shuffled, "ordinal") == pytest.approx(
        krippendorff_alpha(FOUR_OBSERVERS, "ordinal")
    )


def test_names_of_categories_do_not_matter_for_nominal():
    renamed = TWO_OBSERVERS.replace({"a": "z", "b": "y"})
    assert krippendorff_alpha(renamed) == pytest.approx(krippendorff_alpha(TWO_OBSERVERS))


def test_with_two_ordered_values_ordinal_equals_nominal():
    table = pd.DataFrame({"A": [0, 1, 0, 1, 1], "B": [0, 1, 1, 1, 0]})
    assert krippendorff_alpha(table, "ordinal") == pytest.approx(krippendorff_alpha(table))


def test_no_variation_is_undefined_and_says_so():
    found = alpha_with_interval(pd.DataFrame({"A": ["absent"] * 4, "B": ["absent"] * 4}))
    assert np.isnan([found.alpha, found.low, found.high]).all()
    assert found.agreement == 1
    assert "every value is 'absent'" in found.note


def test_nothing_to_pair_is_undefined_and_says_so():
    found = alpha_with_interval(pd.DataFrame({"A": ["x", np.nan], "B": [np.nan, "y"]}))
    assert np.isnan(found.alpha) and found.n_units == 0
    assert found.note == "no unit has values of two coders"


def test_draws_without_variation_count_as_zero():
    """One unit of ten differs from the rest: a third of the draws miss it, so the bound is 0."""
    column = ["x"] + ["y"] * 9
    found = alpha_with_interval(pd.DataFrame({"A": column, "B": column}))
    assert (found.alpha, found.low, found.high) == (1, 0, 1)


def test_the_interval_is_the_percentile_interval_of_a_plain_resampling():
    rng = np.random.default_rng(5)
    table = pd.DataFrame(rng.integers(0, 3, size=(30, 3)), columns=list("ABC"))
    table["B"] = table["A"].where(rng.random(30) < 0.7, table["B"])
    found = alpha_with_interval(table, "ordinal", draws=60, seed=3)
    picks = np.random.default_rng(3).integers(0, 30, size=(60, 30))
    plain = [krippendorff_alpha(table.iloc[pick], "ordinal") for pick in picks]
    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(plain, [0.025, 0.975])))


def test_the_same_seed_gives_the_same_interval_and_another_seed_another():
    first, again, other = (
        alpha_with_interval(TWO_OBSERVERS, draws=100, seed=seed).low for seed in (1, 1, 2)
    )
    assert first == again != other


def test_whole_clusters_are_resampled():
    """Five copies of each unit carry no more than one: by cluster the interval ignores them."""
    copies = pd.concat([TWO_OBSERVERS] * 5)
    clusters = list(range(12)) * 5
    narrow = alpha_with_interval(copies, draws=400)
    wide = alpha_with_interval(copies, draws=400, clusters=clusters)
    assert wide.high - wide.low > 1.5 * (narrow.high - narrow.low)


def test_prevalence_counts_what_is_not_absent():
    table = pd.DataFrame({"A": ["absent", "explicit"], "B": ["implicit", "explicit"]})
    assert alpha_with_interval(table, draws=0).prevalence == 0.75
    assert alpha_with_interval(table, draws=0, reference="explicit").prevalence == 0.5


def test_sets_are_compared_by_the_share_they_do_not_have_in_common():
    """Unit 1 pairs {a} with {a, b}, distance 1/2; unit 2 agrees on {b}; n = 4 values.

    Observed sum 2 * 1/2 = 1; expected sum 2 (1*1*1/2 + 1*2*1 + 1*2*1/2) = 7 over the pairs a-ab,
    a-b, ab-b; alpha = 1 - (n - 1) * 1 / 7.
    """
    table = pd.DataFrame({"A": ["a", "b"], "B": ["a;b", "b"]})
    assert krippendorff_alpha(table, "jaccard") == pytest.approx(1 - 3 / 7)


@pytest.mark.parametrize(
    ("table", "options", "words"),
    [
        ({"A": ["x"], "B": ["y"]}, {"level": "ratio"}, "Unknown level"),
        ({"A": ["x"], "B": ["y"]}, {"level": "ordinal"}, "need an order"),
        ({"A": ["x"], "B": ["y"]}, {"level": "interval"}, "needs numbers"),
        ({"A": ["x"], "B": ["y"]}, {"level": "ordinal", "order": ["x"]}, "the order lacks: y"),
        ({"A": ["x"], "B": ["y"]}, {"level": "ordinal", "order": ["x", "x"]}, "twice"),
    ],
)
def test_values_that_do_not_fit_the_level_are_refused_in_words(table, options, words):
    with pytest.raises(ValueError, match=words):
        krippendorff_alpha(pd.DataFrame(table), **options)


def test_many_groups_are_quick():
    import time

    rng = np.random.default_rng(0)
    table = pd.DataFrame(rng.integers(0, 3, size=(1408, 2)), columns=["A", "B"])
    start = time.perf_counter()
    alpha_with_interval(table, "ordinal", draws=1000)
    assert time.perf_counter() - start < 2, "1,000 draws over 1,408 units took over two seconds"
