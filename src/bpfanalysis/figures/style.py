"""One look for all pictures: sizes for print and colours with a meaning.

A picture is laid out in millimetres of the printed page, so that 7 points of text are 7 points on
paper. Colours carry meaning and never alone: kinds of reading differ in shade and shape, grades of
evidence in filling, families of norms in shape. Every palette stays apart in grey or is always
shown with a second mark, and stays apart for colour-blind readers (tests simulate both).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ParamSpec, TypeVar

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure

P = ParamSpec("P")
R = TypeVar("R")

MM = 1 / 25.4  # inches
COLUMN = 85.0  # width of a printed column, mm
PAGE = 170.0  # width of a printed page, mm
MARGIN = 1.5  # mm kept free at the edges

FONT = "DejaVu Sans"  # comes with matplotlib: the same outlines everywhere
SMALLEST = 7.0  # pt, the least size of text at print size
TEXT, LABEL, SUBTITLE, TITLE = 7.0, 7.5, 8.0, 10.0  # pt

INK = "#1c1c1c"
GREY = "#595959"  # second voice: subtitles, notes (contrast 7:1 on white)
PALE = "#c9c9c9"  # rules and grids
FAINT = "#ececec"  # bands
PAPER = "#ffffff"
ACCENT = "#b03a06"  # the one thing to look at
CALM = "#2b6a99"  # the rest

PRESENCE_COLOURS = {"explicit": "#123f66", "implicit": "#4f8cbd", "by-reference": "#e8b54d"}
FAMILY_COLOURS = {"gge": "#2b6a99", "further": "#c25a12"}
FAMILY_MARKERS = {"gge": "o", "further": "s"}
STRENGTH_COLOURS = {"aspire": "#a3c4dd", "should": "#4f8cbd", "shall": "#123f66"}
DIRECTION_COLOURS = {"restraint": "#74240a", "both": "#e3b98d", "positive": "#3f998a"}
LADDER_COLOURS = ("#f1f1ee", "#d7e6e0", "#a9cdc2", "#6fb0a2", "#3d8b7e", "#1c6459", "#063d36")
DIVERGING = ("#8c4a00", "#d79a4e", "#f6f3ee", "#7fa9cd", "#123f66")  # less ... more than expected

HATCH_UNVERIFIED = "////"
HALO = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6}  # keeps a grid out of a label


@functools.cache
def settings() -> dict[str, Any]:
    """The style sheet: settings of matplotlib, whatever a reader's own settings say.

    Examples
    --------
    >>> settings()["font.sans-serif"], settings()["svg.fonttype"]
    (['DejaVu Sans'], 'none')
    """
    import seaborn  # costs a second, so only when something is drawn

    own_to_the_machine = {"backend", "backend_fallback", "interactive", "toolbar", "timezone"}
    ours: dict[str, Any] = {
        "font.family": "sans-serif",
        "font.sans-serif": [FONT],
        "font.size": TEXT,
        "axes.labelsize": LABEL,
        "axes.titlesize": SUBTITLE,
        "xtick.labelsize": TEXT,
        "ytick.labelsize": TEXT,
        "legend.fontsize": TEXT,
        "text.color": INK,
        "text.parse_math": False,
        "text.hinting": "none",  # the same widths at every resolution
        "axes.labelcolor": GREY,
        "axes.edgecolor": GREY,
        "xtick.color": GREY,
        "ytick.color": GREY,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "xtick.major.size": 2.5,
        "ytick.major.size": 0,
        "xtick.major.pad": 2,
        "ytick.major.pad": 3,
        "axes.linewidth": 0.6,
        "xtick.major.width": 0.6,
        "ytick.major.width": 0.6,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.grid": False,
        "grid.color": PALE,
        "grid.linewidth": 0.4,
        "lines.linewidth": 1.2,
        "patch.linewidth": 0.6,
        "hatch.linewidth": 0.6,
        "figure.facecolor": PAPER,
        "axes.facecolor": "none",
        "savefig.facecolor": PAPER,
        "svg.fonttype": "none",
        "pdf.fonttype": 42,
        "figure.dpi": 100,
        "axes.formatter.use_locale": False,
        "axes.unicode_minus": True,
    }
    defaults = {
        key: value
        for key, value in matplotlib.rcParamsDefault.items()
        if key not in own_to_the_machine
    }
    return {**defaults, **seaborn.axes_style("ticks"), **ours}


@contextmanager
def look() -> Iterator[None]:
    """Use the style sheet inside a `with` block and put back the reader's own settings after."""
    sheet: Any = settings()  # matplotlib types the keys as literals
    with matplotlib.rc_context(sheet):
        yield


def drawn(function: Callable[P, R]) -> Callable[P, R]:
    """Make a drawing function draw with the style sheet."""

    @functools.wraps(function)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        with look():
            return function(*args, **kwargs)

    return inside


def panel(
    width: float,
    height: float,
    *,
    left: float = MARGIN,
    right: float = MARGIN,
    top: float = MARGIN,
    bottom: float = MARGIN,
) -> Axes:
    """Axes in a new figure, laid out in millimetres of the printed page.

    Parameters
    ----------
    width
        Width of the figure in mm: `COLUMN` or `PAGE`.
    height
        Height of the drawing area in mm; the figure is as high as this, `top` and `bottom`.
    left, right, top, bottom
        Room outside the axes for labels, in mm. Title and source are added when it is saved.

    Examples
    --------
    >>> ax = panel(100, 50, left=20, right=5, top=0, bottom=10)
    >>> [round(float(inches / MM), 1) for inches in ax.figure.get_size_inches()]
    [100.0, 60.0]
    """
    total = height + top + bottom
    with look():
        figure = Figure(figsize=(width * MM, total * MM))
        return figure.add_axes(
            (left / width, bottom / total, (width - left - right) / width, height / total)
        )


def figure_of(ax: Axes) -> Figure:
    """The whole figure that axes belong to; a `ValueError` if they were taken out of it."""
    figure = ax.get_figure(root=True)
    if figure is None:
        raise ValueError("These axes belong to no figure any more; draw into others.")
    return figure


def size(ax: Axes) -> tuple[float, float]:
    """Width and height of axes on paper, in mm.

    Examples
    --------
    >>> ax = panel(100, 50, left=20, right=5)
    >>> tuple(round(side, 3) for side in size(ax))
    (75.0, 50.0)
    """
    box = ax.get_position(original=True)
    width, height = figure_of(ax).get_size_inches()
    return float(box.width * width / MM), float(box.height * height / MM)


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on a colour (WCAG relative luminance).

    Examples
    --------
    >>> ink_on("#123f66"), ink_on("#ececec")
    ('#ffffff', '#1c1c1c')
    """
    return PAPER if contrast(colour, PAPER) > contrast(colour, INK) else INK


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, from 1 (none) to 21 (black on white), as WCAG defines it.

    Examples
    --------
    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
