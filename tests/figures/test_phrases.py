"""Lists and counts read like sentences."""

from __future__ import annotations

import pandas as pd

from bpfanalysis.figures import phrases


def test_lists_read_like_a_sentence():
    assert phrases.listed(["a"]) == "a"
    assert phrases.listed(["a", "b"]) == "a and b"
    assert phrases.listed(list("abcdefgh"), most=3) == "a, b, c and 5 more"


def test_counts_agree_with_their_nouns():
    assert phrases.counted(1, "norm") == "1 norm"
    assert phrases.counted(3, "norm was", "norms were") == "3 norms were"
    assert phrases.counted(0, "norm was", "norms were") == "no norms were"


def test_all_leaders_are_named_with_their_count():
    counts = pd.Series({"Aid": 3, "Bar": 1, "Care": 3})
    assert phrases.leading(counts) == ("“Aid” and “Care”", 3)
    assert phrases.ranked(counts, 2) == "“Aid” 3 and “Care” 3"


def test_a_share_of_nothing_is_zero():
    assert phrases.share_of(pd.Series([], dtype=bool)) == 0.0
