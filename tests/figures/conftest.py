"""What tests of drawing functions share."""

from __future__ import annotations

import pytest

from bpfanalysis.figures import framing, legibility, style


@pytest.fixture
def readable():
    """Check, as an exporter would, that a drawn figure can be read on paper."""

    def check(ax):
        figure = ax.get_figure(root=True)
        with style.look(), framing.framed(figure, "A finding", "a measure", "Source: a register."):
            assert legibility.faults(figure) == []

    return check


@pytest.fixture
def texts():
    """All that a figure prints, line by line."""

    def of(ax):
        return [line.text for line in legibility.printed_lines(ax.get_figure(root=True))]

    return of
