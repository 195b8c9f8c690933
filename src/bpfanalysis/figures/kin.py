"""Nearest kin: how far each norm of another field is from each cyber norm."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from bpfanalysis.figures import legend, marks, style, wording

KEPT = {"in": ("kept", "o"), "out": ("not kept", "X"), "disputed": ("coders disagree", "D")}
ROW = 4.8  # mm
GAP = 8.0  # mm


@style.drawn
def nearest_kin(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the distance of the norms of other fields to each cyber norm, nearest first.

    A mark is the mean distance over the coding passes, the line its spread; the shape says whether
    the norm is kept. The rows are sorted by the distance to the first cyber norm.

    Parameters
    ----------
    data
        `cyber_id`, `cyber`, `case_id`, `case`, `low`, `distance`, `high`, `rank`, `kept` (in, out,
        disputed).
    ax
        Axes to draw into, a panel for each cyber norm; a new figure at print size by default.

    Returns
    -------
    Axes
        The axes that hold the panels (`child_axes`).

    Raises
    ------
    ValueError
        If a column is missing or there are no rows.
    """
    needed = ["cyber_id", "cyber", "case_id", "case", "low", "distance", "high", "rank", "kept"]
    marks.require(data, needed, "nearest_kin")
    targets = data.drop_duplicates("cyber_id").to_dict("records")
    first = data[data["cyber_id"] == targets[0]["cyber_id"]]
    place = {case: y for y, case in enumerate(first["case_id"])}
    names = first.set_index("case_id")["case"]
    left, right = 46.0, 4.0
    width = style.PAGE - left - right
    wide = (width - GAP * (len(targets) - 1)) / len(targets)
    ax = ax or style.panel(style.PAGE, len(place) * ROW, left=left, right=right, top=15, bottom=6)
    ax.set(xlim=(0, 1), ylim=(len(place) - 0.4, -0.6))
    marks.bare(ax)
    marks.row_labels(
        ax, [(float(y), wording.shorten(names[c], left - 3)) for c, y in place.items()]
    )
    limit = float(data["high"].max()) * 1.06
    _, tall = style.size(ax)
    for position, target in enumerate(targets):
        panel = ax.inset_axes((position * (wide + GAP) / width, 0, wide / width, 1))
        panel.set(xlim=(0, limit), ylim=ax.get_ylim())
        marks.bare(panel, spines=("left",))
        for value in (0.2, 0.4, 0.6):
            if value < limit:
                panel.axvline(value, color=style.FAINT, lw=0.6, zorder=0)
                panel.text(
                    value,
                    -2.6 / tall,
                    f"{value:g}",
                    transform=panel.get_xaxis_transform(),
                    ha="center",
                    va="center_baseline",
                    color=style.GREY,
                )
        panel.text(
            0,
            1 + 3.0 / tall,
            target["cyber"],
            transform=panel.transAxes,
            fontweight="bold",
            va="center_baseline",
        )
        for record in data[data["cyber_id"] == target["cyber_id"]].to_dict("records"):
            y = place[record["case_id"]]
            nearest = record["rank"] == 1
            colour = style.ACCENT if nearest else style.CALM
            panel.plot(
                [record["low"], record["high"]], [y, y], color=colour, lw=2.2, alpha=0.55, zorder=2
            )
            panel.plot(
                [record["distance"]],
                [y],
                marker=KEPT[record["kept"]][1],
                markersize=6.5,
                color=colour,
                markeredgecolor=style.PAPER,
                markeredgewidth=0.5,
                zorder=3,
            )
    legend.key(
        ax,
        [
            *((text, {"marker": shape, "color": style.CALM}) for text, shape in KEPT.values()),
            ("nearest kin", {"facecolor": style.ACCENT}),
        ],
        x=-left + 1.5,
        above=10.5,
        gap=4,
        title="The norm is",
    )
    return ax
