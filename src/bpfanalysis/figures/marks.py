"""Marks that several pictures share: cells with their evidence, stacked bars, labels, dates."""

from __future__ import annotations

import calendar
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection

from bpfanalysis.figures import style

Point = tuple[float, float]


def require(frame: pd.DataFrame, columns: Iterable[str], what: str) -> None:
    """Stop with a `ValueError` that names what a frame lacks.

    Examples
    --------
    >>> require(pd.DataFrame({"norm": []}), ["norm", "count"], "norm_frequency")
    Traceback (most recent call last):
    ValueError: norm_frequency needs the column count; the frame has norm.
    """
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise ValueError(
            f"{what} needs the column{'s' if len(missing) > 1 else ''} {', '.join(missing)}; "
            f"the frame has {', '.join(map(str, frame.columns))}."
        )
    if frame.empty:
        raise ValueError(f"{what} has nothing to draw: the frame has no rows.")


def shape(kind: str, part: str, x: float, y: float, width: float, height: float) -> list[Point]:
    """Corners of a cell mark around a middle.

    Parameters
    ----------
    kind
        ``square`` or ``circle``.
    part
        ``whole``, or ``half`` for the half below the rising diagonal.
    x, y
        The middle, in data units.
    width, height
        Full width and height, in data units.

    Examples
    --------
    >>> shape("square", "half", 0, 0, 2, 2)
    [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0)]
    """
    if kind == "square":
        corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
        chosen = corners[:3] if part == "half" else corners
        return [(x + u * width / 2, y + v * height / 2) for u, v in chosen]
    steps = 32
    first, last = (steps // 8 * 5, steps // 8 * 9) if part == "half" else (0, steps - 1)
    turns = [2 * math.pi * step / steps for step in range(first, last + 1)]
    return [(x + math.cos(t) * width / 2, y + math.sin(t) * height / 2) for t in turns]


def evidence_cells(
    ax: Axes,
    cells: Sequence[tuple[float, float, str, str, str]],
    width: float,
    height: float,
    **kwargs: Any,
) -> None:
    """Cells whose filling says how they are known: full, half, or an empty outline.

    Parameters
    ----------
    ax
        Where to draw.
    cells
        For each: x, y, colour, ``square`` or ``circle``, and basis (primary: full, secondary:
        half, unverified: outline).
    width, height
        Size of a mark in data units.
    """
    outlines = [shape(kind, "whole", x, y, width, height) for x, y, _, kind, _ in cells]
    filled = [(c, "whole" if c[4] == "primary" else "half") for c in cells if c[4] != "unverified"]
    fillings = [shape(kind, part, x, y, width, height) for (x, y, _, kind, _), part in filled]
    ax.add_collection(
        PolyCollection(
            fillings,
            facecolors=[cell[2] for cell, _ in filled],
            edgecolors="none",
            **kwargs,
        ),
        autolim=False,
    )
    ax.add_collection(
        PolyCollection(
            outlines,
            facecolors="none",
            edgecolors=[cell[2] for cell in cells],
            linewidths=0.9,
            **kwargs,
        ),
        autolim=False,
    )


def stacked(
    ax: Axes,
    y: float,
    parts: Sequence[tuple[float, float, str]],
    *,
    height: float = 0.72,
    start: float = 0.0,
) -> float:
    """One stacked bar: each part first what is verified (full), then what is not (hatched).

    Parameters
    ----------
    ax, y, height
        Where, and how high in data units.
    parts
        For each: length, how much of it is unverified, colour.
    start
        Where it begins.

    Returns
    -------
    float
        Where it ends.
    """
    for length, unverified, colour in parts:
        if length <= 0:
            continue
        sure = length - unverified
        if sure > 0:
            ax.barh(y, sure, left=start, height=height, color=colour, edgecolor=style.PAPER, lw=0.5)
        if unverified > 0:
            ax.barh(
                y,
                unverified,
                left=start + sure,
                height=height,
                facecolor=style.PAPER,
                edgecolor=colour,
                hatch=style.HATCH_UNVERIFIED,
                lw=0.5,
            )
        start += length
    return start


def unverified_entry(colour: str = style.GREY) -> tuple[str, dict[str, Any]]:
    """The entry of a key for hatched parts."""
    return (
        "hatched: not verified",
        {
            "facecolor": style.PAPER,
            "edgecolor": colour,
            "hatch": style.HATCH_UNVERIFIED * 2,
            "linewidth": 0.5,
        },
    )


def row_labels(
    ax: Axes,
    labels: Sequence[tuple[float, str]],
    *,
    colours: Mapping[float, str] | None = None,
    gap: float = 1.2,
    points: float = style.TEXT,
) -> None:
    """Labels left of the axes, ending at its edge.

    Parameters
    ----------
    ax
        Axes in whose data units rows are placed.
    labels
        y and text of each.
    colours
        Colour by y; ink otherwise.
    gap
        Room to the axes, in mm.
    """
    width, _ = style.size(ax)
    for y, text in labels:
        ax.text(
            -gap / width,
            y,
            text,
            transform=ax.get_yaxis_transform(),
            ha="right",
            va="center_baseline",
            fontsize=points,
            color=(colours or {}).get(y, style.INK),
        )


def column_labels(
    ax: Axes, labels: Sequence[tuple[float, str]], *, gap: float = 1.2, rotation: float = 90
) -> None:
    """Labels above the axes, rising from its edge."""
    _, height = style.size(ax)
    for x, text in labels:
        ax.text(
            x,
            1 + gap / height,
            text,
            transform=ax.get_xaxis_transform(),
            ha="center" if rotation == 90 else "left",
            va="bottom",
            rotation=rotation,
            rotation_mode="default" if rotation == 90 else "anchor",
        )


def heading(ax: Axes, y: float, text: str, left: float) -> None:
    """A grey heading of a group of rows, at the left edge of the label column (mm from axes)."""
    width, _ = style.size(ax)
    ax.text(
        -left / width,
        y,
        text,
        transform=ax.get_yaxis_transform(),
        ha="left",
        va="center_baseline",
        color=style.GREY,
        fontweight="bold",
    )


def bare(ax: Axes, *, spines: Sequence[str] = ()) -> None:
    """Take away ticks and all spines but those named."""
    ax.set(xticks=[], yticks=[])
    for name, spine in ax.spines.items():
        spine.set_visible(name in spines)


def date_span(text: object) -> tuple[float, float] | None:
    """First and last moment that a date allows, as years with a fraction; None if not known.

    Parameters
    ----------
    text
        ISO 8601: a year, a month or a day.

    Examples
    --------
    >>> date_span("2018"), date_span("2018-07"), date_span("")
    ((2018.0, 2019.0), (2018.5, 2018.5833333333333), None)
    """
    if not isinstance(text, str) or not text.strip():
        return None
    try:
        parts = [int(part) for part in text.strip().split("-")]
        year = parts[0]
        if len(parts) == 1:
            return float(year), float(year + 1)
        month = parts[1]
        days = calendar.monthrange(year, month)[1]
        if len(parts) == 2:
            return year + (month - 1) / 12, year + month / 12
        return (
            year + (month - 1 + (parts[2] - 1) / days) / 12,
            year + (month - 1 + parts[2] / days) / 12,
        )
    except (ValueError, IndexError, calendar.IllegalMonthError):
        raise ValueError(f"'{text}' is no date: expected a year, YYYY-MM or YYYY-MM-DD.") from None


def steps_of(limit: float, most: int = 6) -> list[int]:
    """Round tick positions from 0 to a limit.

    Examples
    --------
    >>> steps_of(33), steps_of(4)
    ([0, 10, 20, 30], [0, 1, 2, 3, 4])
    """
    for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000):
        if limit / step <= most - 1:
            return list(range(0, int(limit) + 1, step))
    return [0, int(limit)]
