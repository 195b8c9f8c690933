"""A frame adds room for its lines and leaves the figure as it was."""

from __future__ import annotations

import pytest

from bpfanalysis.figures import framing, style


def test_a_frame_adds_room_and_leaves_the_figure_as_it_was():
    ax = style.panel(85, 40, left=10, bottom=10)
    figure = ax.figure
    note = figure.text(0.5, 0.5, "inside")
    before = (
        tuple(figure.get_size_inches()),
        ax.get_position().bounds,
        len(figure.texts),
        note.get_position(),
    )
    width, height = style.size(ax)
    with framing.framed(figure, "A finding", "a measure", "Source: a register."):
        assert figure.get_size_inches()[1] > before[0][1]
        assert style.size(ax) == pytest.approx((width, height)), "axes must keep their size"
        assert {t.get_text() for t in figure.texts} >= {"A finding", "a measure"}
    after = (
        tuple(figure.get_size_inches()),
        ax.get_position().bounds,
        len(figure.texts),
        note.get_position(),
    )
    assert after[2] == before[2], "title, subtitle and source must be gone again"
    assert after[0] == pytest.approx(before[0])
    assert after[1] == pytest.approx(before[1])
    assert after[3] == pytest.approx(before[3])


def test_a_frame_is_taken_away_after_an_error():
    ax = style.panel(85, 40)
    with pytest.raises(RuntimeError), framing.framed(ax.figure, "A finding", "a measure", ""):
        raise RuntimeError
    assert not ax.figure.texts
