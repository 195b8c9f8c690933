"""Text that could not be read on paper is found; text that can be read is left alone."""

from __future__ import annotations

import pytest

from bpfanalysis.figures import legibility, style


@pytest.fixture
def ax():
    axes = style.panel(85, 60, left=10, right=5, top=5, bottom=10)
    axes.set(xlim=(0, 10), ylim=(0, 10), xticks=[], yticks=[])
    return axes


def found(ax):
    return legibility.faults(ax.figure)


def test_a_clean_figure_has_no_faults(ax):
    ax.text(2, 2, "one")
    ax.text(6, 6, "two")
    assert found(ax) == []


def test_text_over_text_names_both(ax):
    ax.text(4, 5, "Capacity building")
    ax.text(5, 5.1, "Routing security")
    (message,) = found(ax)
    assert "Capacity building" in message
    assert "Routing security" in message


def test_slanted_labels_side_by_side_do_not_count(ax):
    for x in range(2, 8):
        ax.text(x, 1, "a long slanted label", rotation=60, rotation_mode="anchor")
    assert found(ax) == [], "the boxes of slanted labels overlap, their letters do not"


def test_slanted_labels_that_touch_do_count(ax):
    ax.text(3, 1, "a long slanted label", rotation=60, rotation_mode="anchor")
    ax.text(3.15, 1, "another slanted label", rotation=60, rotation_mode="anchor")
    assert len(found(ax)) == 1


def test_upright_labels_are_told_apart(ax):
    ax.text(3, 1, "first", rotation=90)
    ax.text(4, 1, "second", rotation=90)
    assert found(ax) == []


def test_labels_of_ticks_outside_the_limits_do_not_count(ax):
    ax.set_xticks([1, 5, 500], ["one", "five", "five hundred"])
    ax.set_xlim(0, 10)
    assert "five hundred" not in {line.text for line in legibility.printed_lines(ax.figure)}
    assert found(ax) == []


def test_small_text_is_named(ax):
    ax.text(2, 2, "tiny", fontsize=6)
    assert "'tiny' is 6 pt" in found(ax)[0]


def test_text_beyond_the_edge_is_named(ax):
    ax.text(9.5, 2, "a label that runs out of the page")
    assert "sticks out of the figure" in found(ax)[0]


def test_a_mark_beyond_the_edge_is_found(ax):
    ax.plot([5, 14], [5, 5], clip_on=False)
    assert "A mark sticks out" in found(ax)[0]


def test_hidden_and_empty_text_does_not_count(ax):
    ax.text(4, 5, "shown")
    ax.text(4, 5, "hidden", visible=False)
    ax.text(4, 5, " ")
    assert found(ax) == []


def test_lines_of_one_label_do_not_count_against_each_other(ax):
    ax.text(2, 5, "two lines\nof one label")
    assert found(ax) == []


def test_looking_does_not_change_the_figure(ax):
    before = ax.figure.get_dpi()
    found(ax)
    assert ax.figure.get_dpi() == before


def test_text_over_a_point_is_named(ax):
    ax.plot([5], [5], marker="D", markersize=6)
    ax.text(5.1, 5, "1408", va="center")
    (message,) = found(ax)
    assert "'1408' is printed over a mark" in message


def test_text_beside_a_point_or_in_its_middle_does_not_count(ax):
    ax.plot([2, 7], [5, 5], linestyle="none", marker="o", markersize=14, color=style.FAINT)
    ax.text(2, 5, "7", ha="center", va="center_baseline")
    ax.text(8, 5, "beside", va="center")
    assert found(ax) == []


def test_points_outside_the_limits_do_not_count(ax):
    ax.plot([-2], [5], marker="o")
    ax.set_xlim(0, 10)
    ax.text(-0.9, 5, "far", va="center")
    assert found(ax) == []
