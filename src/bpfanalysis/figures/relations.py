"""Necessity and sufficiency: cases in the plane of a condition and the outcome."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from bpfanalysis.figures import marks, style

COLUMNS = 3
SIDE, GAP_X, GAP_Y = 40.0, 13.0, 24.0  # mm


@style.drawn
def set_relations(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw which conditions are necessary and which solutions sufficient, a panel for each.

    A point is a case or several; its number says how many, where more than one. For a necessary
    condition all points lie below the diagonal (outcome at most condition), for a sufficient one
    above it; the part of the plane that speaks against the relation is shaded, and points in it
    are orange diamonds. Relevance (RoN) near 0 marks a condition that nearly all cases share.

    Parameters
    ----------
    data
        `panel`, `relation` (necessity, sufficiency), `outcome`, `case`, `x`, `y`, `consistency`,
        `coverage`, `ron` (empty for sufficiency).
    ax
        Axes to draw into, split into panels; a new figure at print size by default.

    Returns
    -------
    Axes
        The axes that hold the panels (`child_axes`).

    Raises
    ------
    ValueError
        If a column is missing or there are no rows.
    """
    needed = ["panel", "relation", "outcome", "case", "x", "y", "consistency", "coverage", "ron"]
    marks.require(data, needed, "set_relations")
    titles = list(dict.fromkeys(data["panel"]))
    n_rows = -(-len(titles) // COLUMNS)
    width = COLUMNS * SIDE + (COLUMNS - 1) * GAP_X
    height = n_rows * SIDE + (n_rows - 1) * GAP_Y
    left = 14.0
    ax = ax or style.panel(
        style.PAGE, height, left=left, right=style.PAGE - left - width, top=16, bottom=10
    )
    marks.bare(ax)
    for position, title in enumerate(titles):
        row, column = divmod(position, COLUMNS)
        panel = ax.inset_axes(
            (
                column * (SIDE + GAP_X) / width,
                1 - (row * (SIDE + GAP_Y) + SIDE) / height,
                SIDE / width,
                SIDE / height,
            )
        )
        _panel(panel, title, data[data["panel"] == title])
    return ax


def _panel(panel: Axes, title: str, part: pd.DataFrame) -> None:
    first = part.iloc[0]
    necessary = first["relation"] == "necessity"
    panel.set(xlim=(-0.06, 1.06), ylim=(-0.06, 1.06))
    panel.set_xticks([0, 0.5, 1], ["0", "0.5", "1"])
    panel.set_yticks([0, 0.5, 1], ["0", "0.5", "1"])
    against = [(-0.06, -0.06), (1.06, 1.06), (-0.06, 1.06) if necessary else (1.06, -0.06)]
    panel.fill(*zip(*against, strict=True), color=style.FAINT, lw=0, zorder=0)
    panel.plot([-0.06, 1.06], [-0.06, 1.06], color=style.GREY, lw=0.6, zorder=1)
    panel.axhline(0.5, color=style.PALE, lw=0.5, zorder=0.5)
    panel.axvline(0.5, color=style.PALE, lw=0.5, zorder=0.5)
    counts = part.groupby(["x", "y"], sort=True).size()
    for (x, y), n in counts.items():
        breaks = y > x + 1e-9 if necessary else x > y + 1e-9
        panel.scatter(
            [x],
            [y],
            s=26 if n == 1 else 64 + 12 * n,
            color=style.ACCENT if breaks else style.CALM,
            marker="D" if breaks else "o",
            edgecolors=style.PAPER,
            linewidths=0.5,
            zorder=3,
        )
        if n > 1:
            panel.text(x, y, str(n), color=style.PAPER, ha="center", va="center_baseline", zorder=4)
    beside = ("relevance", first["ron"]) if necessary else ("coverage", first["coverage"])
    numbers = f"consistency {first['consistency']:.2f}, {beside[0]} {beside[1]:.2f}"
    for up, text, bold in ((8.0, title, True), (3.4, numbers, False)):
        panel.text(
            -0.06,
            1.06 + up / SIDE * 1.12,
            text,
            transform=panel.transData,
            va="center_baseline",
            fontweight="bold" if bold else "normal",
            color=style.INK if bold else style.GREY,
        )
    panel.set_xlabel("in the condition" if necessary else "in the solution", labelpad=1.5)
    panel.set_ylabel(str(first["outcome"]), labelpad=1.5)
