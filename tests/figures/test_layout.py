from __future__ import annotations

import itertools
import math

import pytest

from bpfanalysis.figures import layout


def distance(a, b):
    return math.dist(a, b)


def stress(places, wanted):
    return sum(
        (distance(places[i], places[j]) - wanted[i][j]) ** 2 / wanted[i][j] ** 2
        for i, j in itertools.combinations(range(len(places)), 2)
    )


def test_points_of_the_circle_lie_on_it():
    for n in (1, 3, 7, 32):
        points = layout.circle(n)
        assert len({(round(x, 9), round(y, 9)) for x, y in points}) == n
        assert all(abs(x * x + y * y - 1) < 1e-12 for x, y in points)


def test_a_square_is_found_again():
    wanted = [[0, 1, 2**0.5, 1], [1, 0, 1, 2**0.5], [2**0.5, 1, 0, 1], [1, 2**0.5, 1, 0]]
    places = layout.stress_layout(wanted)
    assert stress(places, wanted) < 1e-4


def test_majorisation_never_makes_it_worse():
    wanted = layout.distances(6, [(i, (i + 1) % 6, 1.0) for i in range(6)], 1.3)
    values = [stress(layout.stress_layout(wanted, rounds), wanted) for rounds in (1, 5, 50, 200)]
    assert values == sorted(values, reverse=True)


def test_places_are_rounded_and_centred():
    places = layout.stress_layout(layout.distances(4, [(0, 1, 1.0), (1, 2, 1.0), (2, 3, 1.0)], 2))
    assert all(round(v, layout.DIGITS) == v for place in places for v in place)
    assert sum(x for x, _ in places) == pytest.approx(0, abs=1e-3)


def test_shortest_paths_take_the_shorter_way():
    found = layout.distances(3, [(0, 1, 1.0), (1, 2, 1.0), (0, 2, 5.0)], 1.5)
    assert found[0][2] == 2.0


def test_nodes_without_a_path_stand_furthest():
    found = layout.distances(3, [(0, 1, 2.0)], 1.5)
    assert found[0][2] == 3.0


def test_nodes_are_pushed_apart_inside_the_box():
    box = (0.0, 0.0, 60.0, 40.0)
    places = layout.fitted([(0, 0), (0, 0.001), (1, 1), (1, 1.001)], box, [2.0] * 4, 3.0)
    for a, b in itertools.combinations(places, 2):
        assert distance(a, b) >= 7 - 0.01
    assert all(0 <= x <= 60 and 0 <= y <= 40 for x, y in places)


def test_parts_do_not_mix():
    edges = [(0, 1), (1, 2), (3, 4)]
    wanted = layout.distances(5, [(i, j, 1.0) for i, j in edges], 1.3)
    places = layout.packed(wanted, edges, (0, 0, 100, 50), [1.0] * 5, 2.0)
    assert max(x for x, _ in places[:3]) < min(x for x, _ in places[3:]), "small parts at the right"
