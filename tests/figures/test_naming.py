from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bpfanalysis.figures import naming


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.integers(1, 9), st.integers(1, 5)), min_size=1, max_size=12, unique=True)
)
def test_names_on_a_loose_grid_never_clash(grid):
    places = [(15.0 * column, 15.0 * row) for column, row in grid]
    boxes, clashes = naming.name_places(
        places, [1.5] * len(places), [(9.0, 3.0)] * len(places), [], (0, 0, 160, 100)
    )
    assert clashes == 0
    for a, b in itertools.combinations(boxes, 2):
        assert naming._over(a, b) == 0


def test_clashes_are_reported_where_there_is_no_room():
    _, clashes = naming.name_places([(5, 5), (6, 5)], [1, 1], [(9, 3), (9, 3)], [], (0, 0, 11, 6))
    assert clashes > 0


def test_a_name_avoids_a_line_where_it_can():
    (first, _), _ = naming.name_places(
        [(20, 20), (60, 20)], [1, 1], [(10, 3), (10, 3)], [(0, 1)], (0, 0, 100, 40)
    )
    assert not naming._crosses(first, (20, 20), (60, 20))


@pytest.mark.parametrize(
    ("a", "b", "crosses"),
    [
        ((0, 1), (9, 1), True),
        ((0, 5), (9, 5), False),
        ((0, 0), (0.5, 9), False),
        ((2, 1), (2, 1), True),
    ],
)
def test_lines_through_a_box(a, b, crosses):
    assert naming._crosses((1, 0, 3, 2), a, b) is crosses
