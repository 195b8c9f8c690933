"""Sentences with computed numbers read as a person would write them."""

import pytest

from bpfanalysis.agreements.wording import counted, listing, named, number, percent


@pytest.mark.parametrize(
    ("names", "limit", "sentence"),
    [
        (["a"], None, "a"),
        (["a", "b"], None, "a and b"),
        (["a", "b", "c"], 3, "a, b and c"),
        (["a", "b", "c"], 1, "a and 2 more"),
        ([], 3, "none"),
    ],
)
def test_listing_joins_and_says_what_is_left_out(names, limit, sentence):
    assert listing(names, limit) == sentence


def test_numbers_beyond_ten_are_figures():
    assert [number(0), number(10), number(11)] == ["no", "ten", "11"]


def test_the_noun_follows_the_number():
    assert counted(0, "agreement") == "no agreements"
    assert counted(1, "body", "bodies") == "one body"


def test_halves_round_up_and_an_undefined_share_is_said_in_words():
    # Python's own rounding would give 12 and 0: neighbours would round in different directions.
    assert percent(0.125) == "13%"
    assert percent(0.005) == "1%"
    assert percent(float("nan")) == "not defined"


def test_a_name_with_a_comma_stays_one_name():
    assert (
        named(["Access, affordability", "b", "c"], limit=2)
        == "*Access, affordability*, *b* and 1 more"
    )
    assert named([]) == "none"
