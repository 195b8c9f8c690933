from __future__ import annotations

import itertools

import pandas as pd
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex

from bpfanalysis import figures
from bpfanalysis.figures import style
from bpfanalysis.figures.network import drawn_edges

NAMES = {
    "A": "Interstate cooperation on security",
    "B": "Respect human rights and privacy",
    "C": "Multistakeholder cooperation",
    "D": "Routing security",
    "E": "Sovereignty and non-interference in internal affairs (incl. content)",
}
NODES = pd.DataFrame(
    {
        "norm_id": list(NAMES),
        "norm": list(NAMES.values()),
        "family": ["gge", "gge", "further", "further", "further"],
        "n_agreements": [40, 36, 32, 4, 10],
    }
)


def edges(**signs):
    rows = []
    for k, (a, b) in enumerate(itertools.combinations("ABCD", 2)):
        rows.append(
            {
                "source": a,
                "target": b,
                "count": 10 - k,
                "expected": 5.0,
                "sign": signs.get(a + b, 0),
                "jaccard": (10 - k) / 20,
                "n_unverified": 9 if a + b == "AC" else 0,
            }
        )
    rows += [
        {
            "source": a,
            "target": "E",
            "count": 1,
            "expected": 3.0,
            "sign": signs.get(a + "E", 0),
            "jaccard": 0.1,
            "n_unverified": 0,
        }
        for a in "ABCD"
    ]
    return pd.DataFrame(rows)


def lines(ax):
    return [c for c in ax.collections if isinstance(c, LineCollection)]


def drawn_with(colour, ax):
    return sum(len(c.get_segments()) for c in lines(ax) if to_hex(c.get_colors()[0]) == colour)


def test_ties_beyond_chance_are_dark_and_the_others_pale():
    ax = figures.norm_network(edges(AB=1), NODES)
    assert drawn_with(style.INK, ax) == 1
    assert drawn_with("#b9c4cc", ax) == len(drawn_edges(edges(AB=1))) - 1


def test_ties_that_are_not_verified_are_broken():
    ax = figures.norm_network(edges(), NODES)
    styles = [dashes for c in lines(ax) for _, dashes in c.get_linestyle()]
    assert sum(dashes is not None for dashes in styles) == 1


def test_the_picture_says_how_many_pairs_it_shows(texts):
    shown = " ".join(texts(figures.norm_network(edges(), NODES)))
    assert "5 of 10 pairs are drawn" in shown


def test_a_norm_without_a_tie_is_still_named(texts, readable):
    ax = figures.norm_network(edges(), NODES)
    assert "No tie drawn" in texts(ax)
    assert any(text.startswith("Sovereignty and non-interference") for text in texts(ax))
    readable(ax)


def test_families_differ_in_shape():
    ax = figures.norm_network(edges(), NODES)
    shapes = [line.get_marker() for line in ax.lines if line.get_markersize() > 3]
    assert {"o", "s"} <= set(shapes)


def test_larger_nodes_are_held_by_more():
    ax = figures.norm_network(edges(), NODES)
    circles = [line.get_markersize() for line in ax.lines if line.get_zorder() == 4]
    assert circles[0] > circles[1], "A is held by more agreements than B"


def test_the_same_frame_gives_the_same_places():
    def places():
        ax = figures.norm_network(edges(), NODES)
        return [c.get_segments()[0].tolist() for c in lines(ax) if len(c.get_segments())]

    assert places() == places()


def test_ties_beyond_chance_are_always_drawn_even_if_weak():
    data = edges(DE=1)
    chosen = drawn_edges(data, n_edges=1)
    assert ("D", "E") in set(zip(chosen["source"], chosen["target"], strict=True))


def test_pairs_less_often_than_expected_are_not_drawn():
    assert not (drawn_edges(edges())["count"] < 5).any()


def test_pairs_that_tie_at_the_limit_are_left_out_together():
    data = pd.DataFrame(
        {
            "source": ["a", "a", "b", "a"],
            "target": ["b", "c", "c", "d"],
            "count": 5,
            "expected": 1.0,
            "sign": 0,
            "jaccard": [0.9, 0.8, 0.5, 0.5],
        }
    )
    assert len(drawn_edges(data, n_edges=3)) == 3
    extra = pd.concat(
        [data, pd.DataFrame([{**data.iloc[2].to_dict(), "source": "c", "target": "d"}])]
    )
    assert len(drawn_edges(extra, n_edges=4)) == 3, "two tied pairs, one place: neither"


def test_an_edge_to_an_unknown_norm_is_named():
    with pytest.raises(ValueError, match="joins E, which is not among the nodes"):
        figures.norm_network(edges(), NODES[NODES["norm_id"] != "E"])


def test_a_network_without_a_single_tie_can_be_drawn(texts, readable):
    data = edges().assign(count=0)
    ax = figures.norm_network(data, NODES)
    assert "0 of 10 pairs are drawn" in " ".join(texts(ax))
    readable(ax)
