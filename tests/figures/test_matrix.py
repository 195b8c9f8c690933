from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.collections import PolyCollection

from bpfanalysis import figures
from bpfanalysis.figures.matrix import difference_class

PAIRS = pd.DataFrame(
    [
        ("A", "Aid", "B", "Bar", 8, 3.0, 1, 0),
        ("A", "Aid", "C", "Care", 2, 4.0, 0, 2),
        ("B", "Bar", "C", "Care", 0, 0.5, 0, 0),
    ],
    columns=[
        "source",
        "source_norm",
        "target",
        "target_norm",
        "count",
        "expected",
        "sign",
        "n_unverified",
    ],
)


def squares(ax):
    return [c for c in ax.collections if isinstance(c, PolyCollection) and len(c.get_paths())]


def test_classes_of_difference_are_symmetric():
    for difference in (0, 0.5, 1, 2, 3, 10):
        assert difference_class(difference, 0) + difference_class(0, difference) == 4


def test_a_class_does_not_hang_on_the_last_digit():
    assert difference_class(0.1 + 0.2 + 0.7, 0.0) == difference_class(1.0, 0.0) == 3


def test_frames_roundness_and_white_middles(texts, readable):
    ax = figures.norm_cooccurrence(PAIRS)
    drawn = squares(ax)
    framed = [c for c in drawn if c.get_linewidths()[0] > 1]
    assert sum(len(c.get_paths()) for c in framed) == 1, "one pair is beyond chance"
    round_ones = [p for c in drawn for p in c.get_paths() if len(p.vertices) > 8]
    assert len(round_ones) == 2, "below the expectation, and its white middle, are round"
    assert {"Aid", "Bar", "Care"} <= set(texts(ax))
    readable(ax)


def test_a_pair_that_never_meets_and_is_not_expected_to_is_left_out():
    drawn = squares(figures.norm_cooccurrence(PAIRS.iloc[[2]]))
    assert not drawn


def test_each_kind_of_adopter_shows_counts_shares_and_evidence(texts):
    data = pd.DataFrame(
        [
            ("private", 4, "A", "Aid", "gge", 3, 0, 0.75),
            ("private", 4, "B", "Bar", "gge", 2, 1, 0.5),
            ("technical", 2, "A", "Aid", "gge", 0, 0, 0.0),
            ("technical", 2, "B", "Bar", "gge", 2, 0, 1.0),
        ],
        columns=[
            "adopter_type",
            "n_group",
            "norm_id",
            "norm",
            "family",
            "n_agreements",
            "n_unverified",
            "share",
        ],
    )
    ax = figures.norms_by_adopter(data)
    shown = texts(ax)
    assert "Private sector (4)" in shown, "the size of a group stands beside its name"
    assert shown.count("2") == 2
    cells = [p for p in ax.patches if 0.9 < p.get_width() < 1 and p.get_height() > 0.8]
    assert [bool(p.get_hatch()) for p in cells].count(True) == 1, "half unverified is hatched"


@pytest.mark.parametrize(
    "draw",
    [figures.norm_cooccurrence, figures.norms_by_adopter],
)
def test_a_wrong_frame_is_named(draw):
    with pytest.raises(ValueError, match=f"{draw.__name__} needs the columns"):
        draw(pd.DataFrame({"norm": ["x"]}))
