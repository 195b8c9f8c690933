"""Keys above a picture, for what cannot be labelled directly."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from bpfanalysis.figures import style, wording
from bpfanalysis.vocabularies import label


def key(
    ax: Axes,
    entries: list[tuple[str, dict[str, Any]]],
    *,
    x: float = 0.0,
    above: float = 2.5,
    gap: float = 5.0,
    side: float = 2.4,
    title: str = "",
) -> None:
    """A key on one line above the axes, for what cannot be labelled directly.

    Parameters
    ----------
    ax
        The axes it belongs to.
    entries
        Label and the properties of its mark: of a `Rectangle`, with ``marker`` of a point, or
        ``text`` that is itself the mark.
    x
        Where it begins, in mm from the left edge of the axes; negative is left of it.
    above
        Height of its middle over the upper edge of the axes, in mm.
    gap, side
        Room between entries and size of a mark, in mm.
    title
        A word before the first mark.
    """
    width, height = style.size(ax)
    y = 1 + above / height
    if title:
        ax.text(x / width, y, title, transform=ax.transAxes, va="center_baseline", color=style.GREY)
        x += wording.text_width(title) + 2.5
    for text, mark in entries:
        if "text" in mark:
            ax.text(
                (x + side / 2) / width,
                y,
                mark["text"],
                transform=ax.transAxes,
                ha="center",
                va="center_baseline",
                color=mark.get("color", style.INK),
                fontweight="bold",
            )
        elif "marker" in mark:
            point = Line2D(
                [(x + side / 2) / width],
                [y],
                transform=ax.transAxes,
                linestyle="none",
                clip_on=False,
                **{"markersize": side / 25.4 * 72 * 0.9, **mark},
            )
            ax.add_line(point)
        else:
            ax.add_patch(
                Rectangle(
                    (x / width, y - side / 2 / height),
                    side / width,
                    side / height,
                    transform=ax.transAxes,
                    clip_on=False,
                    **mark,
                )
            )
        x += side + 1.2
        ax.text(x / width, y, text, transform=ax.transAxes, va="center_baseline")
        x += wording.text_width(text) + gap


def presence_entries(levels: tuple[str, ...]) -> list[tuple[str, dict[str, Any]]]:
    """Entries of a key for levels of presence."""
    return [(label(level), {"facecolor": style.PRESENCE_COLOURS[level]}) for level in levels]
