"""Can it be read on paper? Text too small, cut off or printed over other text, found by drawing.

The figure is drawn onto a renderer that paints nothing and notes each line of text with its place,
so what is judged is what is printed: labels outside the limits of an axis do not count, rotated
labels count as the slanted boxes they are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure

from bpfanalysis.figures.style import MM, SMALLEST

DPI = 300
TOUCH = 0.1  # mm by which boxes of text may run into one another: less than a stroke of a letter


@dataclass(frozen=True)
class Line:
    """A printed line of text: where it stands, in mm from the lower left corner of the figure."""

    text: str
    points: float
    corners: tuple[tuple[float, float], ...]  # counter-clockwise, the box of the letters


class _Listener(RendererAgg):
    """Draws nothing and notes text."""

    def __init__(self, width: float, height: float, dpi: float) -> None:
        super().__init__(width, height, dpi)
        self.lines: list[Line] = []

    def draw_text(  # type: ignore[override]
        self,
        gc: Any,
        x: float,
        y: float,
        s: str,
        prop: Any,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        del gc, mtext
        if not s.strip():
            return
        width, height, descent = self.get_text_width_height_descent(s, prop, ismath)
        turn = math.radians(angle)
        cos, sin = math.cos(turn), math.sin(turn)
        mm = 1 / self.dpi / MM
        up = self.height - y
        box = ((0, -descent), (width, -descent), (width, height - descent), (0, height - descent))
        corners = tuple(
            ((x + u * cos - v * sin) * mm, (up + u * sin + v * cos) * mm) for u, v in box
        )
        self.lines.append(Line(s, float(prop.get_size_in_points()), corners))

    def draw_path(self, *args: Any, **kwargs: Any) -> None: ...

    def draw_markers(self, *args: Any, **kwargs: Any) -> None: ...

    def draw_path_collection(self, *args: Any, **kwargs: Any) -> None: ...

    def draw_quad_mesh(self, *args: Any, **kwargs: Any) -> None: ...

    def draw_gouraud_triangles(self, *args: Any, **kwargs: Any) -> None: ...

    def draw_image(self, *args: Any, **kwargs: Any) -> None: ...


@contextmanager
def _at(figure: Figure, dpi: float) -> Iterator[None]:
    before = figure.get_dpi()
    figure.set_dpi(dpi)
    try:
        yield
    finally:
        figure.set_dpi(before)


def printed_lines(figure: Figure) -> list[Line]:
    """Every line of text that a figure prints, in drawing order.

    Examples
    --------
    >>> from bpfanalysis.figures import style
    >>> ax = style.panel(85, 40, left=10, bottom=10)
    >>> _ = ax.set(xticks=[], yticks=[]), ax.text(0.5, 0.5, "a norm")
    >>> [line.text for line in printed_lines(ax.figure)]
    ['a norm']
    """
    with _at(figure, DPI):
        width, height = (side * DPI for side in figure.get_size_inches())
        listener = _Listener(width, height, DPI)
        figure.draw(listener)
    return listener.lines


def overlaps(lines: list[Line], touch: float = TOUCH) -> list[tuple[str, str]]:
    """Pairs of lines that are printed over one another.

    Parameters
    ----------
    lines
        From `printed_lines`.
    touch
        By how many mm boxes may run into one another before it counts.

    Returns
    -------
    The two texts of each pair, in drawing order.

    Examples
    --------
    >>> box = lambda x: ((x, 0), (x + 4, 0), (x + 4, 2), (x, 2))
    >>> overlaps([Line("a", 7, box(0)), Line("b", 7, box(3)), Line("c", 7, box(9))])
    [('a', 'b')]
    """
    order = sorted(range(len(lines)), key=lambda i: min(x for x, _ in lines[i].corners))
    right = [max(x for x, _ in line.corners) for line in lines]
    pairs = []
    for place, i in enumerate(order):
        for j in order[place + 1 :]:
            if min(x for x, _ in lines[j].corners) >= right[i]:
                break
            if _depth(lines[i].corners, lines[j].corners) > touch:
                pairs.append((min(i, j), max(i, j)))
    return [(lines[i].text, lines[j].text) for i, j in sorted(pairs)]


def _depth(one: tuple[tuple[float, float], ...], other: tuple[tuple[float, float], ...]) -> float:
    """How far two boxes run into one another: least overlap over the axes that could part them."""
    least = math.inf
    for box in (one, other):
        for (x0, y0), (x1, y1) in ((box[0], box[1]), (box[1], box[2])):
            length = math.sqrt((x1 - x0) ** 2 + (y1 - y0) ** 2)
            if length == 0:
                continue
            ux, uy = (x1 - x0) / length, (y1 - y0) / length
            here = [x * ux + y * uy for x, y in one]
            there = [x * ux + y * uy for x, y in other]
            least = min(least, min(max(here), max(there)) - max(min(here), min(there)))
            if least <= 0:
                return least
    return least


def faults(figure: Figure) -> list[str]:
    """What a reader of the printed page could not read, one sentence each.

    Checked are the size of text at print size, text and marks beyond the edge of the figure, and
    text over text.

    Examples
    --------
    >>> from bpfanalysis.figures import style
    >>> ax = style.panel(85, 40, left=10, bottom=10)
    >>> _ = ax.set(xticks=[], yticks=[]), ax.text(0.5, 0.5, "a norm", fontsize=5)
    >>> faults(ax.figure)
    ["'a norm' is 5 pt high in print; at least 7 pt are needed."]
    """
    lines = printed_lines(figure)
    width, height = (float(side) / MM for side in figure.get_size_inches())
    found = [
        f"'{line.text}' is {line.points:g} pt high in print; at least {SMALLEST:g} pt are needed."
        for line in lines
        if line.points < SMALLEST - 1e-6
    ]
    for line in lines:
        xs, ys = [x for x, _ in line.corners], [y for _, y in line.corners]
        beyond = max(-min(xs), max(xs) - width, -min(ys), max(ys) - height)
        if beyond > TOUCH:
            found.append(f"'{line.text}' sticks out of the figure by {beyond:.1f} mm.")
    found += [
        f"'{one}' and '{other}' are printed over one another: shorten a label or give more room."
        for one, other in overlaps(lines)
    ]
    if not found:
        with _at(figure, DPI):
            drawn = figure.get_tightbbox(RendererAgg(width * MM * DPI, height * MM * DPI, DPI))
        beyond = max(-drawn.x0 / MM, -drawn.y0 / MM, drawn.x1 / MM - width, drawn.y1 / MM - height)
        if beyond > 0.3:
            found.append(f"A mark sticks out of the figure by {beyond:.1f} mm.")
    return found
