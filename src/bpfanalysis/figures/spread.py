"""Where each norm first appears in the register, and how it spreads."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from bpfanalysis.figures import legend, marks, style, wording
from bpfanalysis.vocabularies import NORM_FAMILY, label

ROW = 3.7  # mm
LEFT = 60.0  # mm for the names of norms
RIGHT = 40.0  # mm for the first agreement


@style.drawn
def norm_spread(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw every agreement that states a norm, in time; filled where the lineage is new.

    Parameters
    ----------
    data
        One row per norm and agreement: `norm_id`, `norm`, `family`, `adopted_on`, `agreement`,
        `n_so_far`, `is_new_block`.
    ax
        Axes to draw into; a new figure at print size by default.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing, there are no rows, or a date cannot be read.
    """
    columns = ["norm_id", "norm", "family", "adopted_on", "agreement", "n_so_far", "is_new_block"]
    marks.require(data, columns, "norm_spread")
    spans = {date: marks.date_span(date) for date in dict.fromkeys(data["adopted_on"])}
    middle = {date: (span[0] + span[1]) / 2 for date, span in spans.items() if span}
    first = data[data["n_so_far"] == 1].sort_values(["adopted_on", "norm_id"], kind="stable")
    rows: list[tuple[float, dict]] = []
    headings: list[tuple[float, str]] = []
    y = 0.0
    for family in NORM_FAMILY:
        of_family = first[first["family"] == family].to_dict("records")
        if not of_family:
            continue
        text = f"{label(family)}s"
        headings.append((y, text[0].upper() + text[1:]))
        y += 1.05
        for record in of_family:
            rows.append((y, record))
            y += 1
        y += 0.4
    ax = ax or style.panel(style.PAGE, (y - 0.2) * ROW, left=LEFT, right=RIGHT, top=9, bottom=8)
    start, end = int(min(middle.values())), int(max(middle.values())) + 1
    ax.set(xlim=(start - 0.4, end + 0.4), ylim=(y - 0.8, -0.6))
    for y_of, text in headings:
        marks.heading(ax, y_of, text, LEFT - style.MARGIN)
    marks.row_labels(ax, [(y_of, wording.shorten(r["norm"], LEFT - 3)) for y_of, r in rows])
    width, _ = style.size(ax)
    for y_of, record in rows:
        cells = data[data["norm_id"] == record["norm_id"]]
        dates = [middle[date] for date in cells["adopted_on"]]
        ax.plot([min(dates), max(dates)], [y_of, y_of], color=style.PALE, lw=0.8, zorder=1)
        for is_new in (False, True):
            chosen = [
                d for d, new in zip(dates, cells["is_new_block"], strict=True) if new == is_new
            ]
            ax.plot(
                chosen,
                [y_of] * len(chosen),
                linestyle="none",
                marker="o",
                ms=4.2 if is_new else 3.4,
                markerfacecolor=style.FAMILY_COLOURS[record["family"]] if is_new else style.PAPER,
                markeredgecolor=style.FAMILY_COLOURS[record["family"]] if is_new else style.GREY,
                markeredgewidth=0.8,
                zorder=3 if is_new else 2,
            )
        ax.text(
            1 + 1.5 / width,
            y_of,
            wording.shorten(record["agreement"], RIGHT - 3),
            transform=ax.get_yaxis_transform(),
            va="center_baseline",
            color=style.GREY,
        )
    ax.text(
        1 + 1.5 / width,
        0,
        "First in this register",
        transform=ax.get_yaxis_transform(),
        va="center_baseline",
        color=style.GREY,
        fontweight="bold",
    )
    ax.set_xticks([year for year in range(start, end + 1) if year % 5 == 0])
    ax.set_yticks([])
    ax.grid(axis="x")
    ax.spines["bottom"].set_visible(False)
    ax.set_xlabel("Year of adoption")
    new = {"marker": "o", "color": style.GREY}
    legend.key(
        ax,
        [
            ("first of its family of texts to state it", new),
            ("a text of a family that did so before", {**new, "markerfacecolor": style.PAPER}),
        ],
        x=-LEFT + 1.5,
        above=5,
    )
    return ax
