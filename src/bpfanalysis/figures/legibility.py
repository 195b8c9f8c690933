"""Can it be read on paper? Text too small, cut off or printed over text or marks, by drawing.

The figure is drawn onto a renderer that paints nothing and notes each line of text and each point
mark with its place, so what is judged is what is printed: labels outside the limits of an axis do
not count, rotated labels count as the slanted boxes they are. A number written in the middle of a
mark belongs to it. Lines, bars and cells do not count: text stands on them on purpose.
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
GRAZE = 0.3  # mm by which text may run into the box of a mark, whose corners are mostly empty
CENTRED = 0.5  # mm by which the middle of an inscription may lie off the middle of its mark

Box = tuple[tuple[float, float], ...]  # corners in mm, counter-clockwise


PAINTERS = (
    "draw_gouraud_triangles",
    "draw_image",
    "draw_markers",
    "draw_path_collection",
    "draw_quad_mesh",
)


@dataclass(frozen=True)
class Line:
    """A printed line of text: where it stands, in mm from the lower left corner of the figure."""

    text: str
    points: float
    corners: Box  # of the letters


class _Listener(RendererAgg):
    """Draws nothing and notes text and point marks."""

    def __init__(self, width: float, height: float, dpi: float) -> None:
        super().__init__(width, height, dpi)
        for name in PAINTERS:  # an instance gets the painting ones, which would hide ours
            self.__dict__.pop(name, None)
        self.lines: list[Line] = []
        self.marks: list[Box] = []

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

    def draw_markers(  # type: ignore[override]
        self,
        gc: Any,
        marker_path: Any,
        marker_trans: Any,
        path: Any,
        trans: Any,
        rgbFace: Any = None,
    ) -> None:
        del rgbFace
        mm = 1 / self.dpi / MM
        box = marker_path.get_extents(marker_trans)
        clip = gc.get_clip_rectangle()
        for x, y in path.transformed(trans).vertices:
            if not (math.isfinite(x) and math.isfinite(y)):
                continue
            if clip is not None and not clip.contains(x, y):
                continue
            left, right = float(x + box.x0) * mm, float(x + box.x1) * mm
            low, high = float(y + box.y0) * mm, float(y + box.y1) * mm
            self.marks.append(((left, low), (right, low), (right, high), (left, high)))

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
    return _heard(figure).lines


def _heard(figure: Figure) -> _Listener:
    with _at(figure, DPI):
        width, height = (side * DPI for side in figure.get_size_inches())
        listener = _Listener(width, height, DPI)
        figure.draw(listener)
    return listener


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


def over_marks(lines: list[Line], marks: list[Box], graze: float = GRAZE) -> list[str]:
    """Texts that are printed over a point mark, unless they are written in its middle.

    Parameters
    ----------
    lines
        From `printed_lines`.
    marks
        Boxes of marks, in mm.
    graze
        By how many mm text may run into the box of a mark before it counts.

    Examples
    --------
    >>> box = lambda x, y, side: ((x, y), (x + side, y), (x + side, y + side), (x, y + side))
    >>> lines = [Line("408", 7, box(0, 0, 2)), Line("3", 7, box(8, 8, 2))]
    >>> over_marks(lines, [box(-1, 0, 2), box(7.5, 7.5, 3)])
    ['408']
    """
    return [
        line.text
        for line in lines
        if any(
            _depth(line.corners, mark) > graze
            and _apart(_middle(line.corners), _middle(mark)) > CENTRED
            for mark in marks
        )
    ]


def _middle(box: Box) -> tuple[float, float]:
    return sum(x for x, _ in box) / len(box), sum(y for _, y in box) / len(box)


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))


def _depth(one: Box, other: Box) -> float:
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

    Checked are the size of text at print size, text and marks beyond the edge of the figure, text
    over text, and text over point marks.

    Examples
    --------
    >>> from bpfanalysis.figures import style
    >>> ax = style.panel(85, 40, left=10, bottom=10)
    >>> _ = ax.set(xticks=[], yticks=[]), ax.text(0.5, 0.5, "a norm", fontsize=5)
    >>> faults(ax.figure)
    ["'a norm' is 5 pt high in print; at least 7 pt are needed."]
    """
    heard = _heard(figure)
    lines = heard.lines
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
    found += [
        f"'{text}' is printed over a mark: give it more room or write it beside the mark."
        for text in over_marks(lines, heard.marks)
    ]
    if not found:
        with _at(figure, DPI):
            drawn = figure.get_tightbbox(RendererAgg(width * MM * DPI, height * MM * DPI, DPI))
        beyond = max(-drawn.x0 / MM, -drawn.y0 / MM, drawn.x1 / MM - width, drawn.y1 / MM - height)
        if beyond > 0.3:
            found.append(f"A mark sticks out of the figure by {beyond:.1f} mm.")
    return found
