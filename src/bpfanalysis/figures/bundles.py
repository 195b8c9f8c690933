"""Bundles of three and four norms beside what chance leads one to expect."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from bpfanalysis.figures import legend, marks, style, wording

LINE = 3.2  # mm
LEFT = 96.0  # mm for the names


@style.drawn
def norm_bundles(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how many agreements hold each bundle, against the number expected.

    Parameters
    ----------
    data
        One row per bundle: `norm_names` (joined with ``;``), `size`, `count`, `expected`, `sign`.
    ax
        Axes to draw into; a new figure at print size by default.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing or there are no rows.
    """
    marks.require(data, ["norm_names", "size", "count", "expected", "sign"], "norm_bundles")
    rows: list[tuple[float, list[str], dict]] = []
    headings: list[tuple[float, str]] = []
    y = 0.0
    for size in dict.fromkeys(data["size"]):
        headings.append((y + LINE / 2, f"Bundles of {size} norms"))
        y += LINE * 1.6
        for record in data[data["size"] == size].to_dict("records"):
            text = " + ".join(record["norm_names"].split(";"))
            lines = wording.wrap(text, LEFT - 5)
            rows.append((y + LINE * len(lines) / 2, lines, record))
            y += LINE * len(lines) + 2.2
        y += 2.0
    ax = ax or style.panel(style.PAGE, y, left=LEFT, right=6, top=8, bottom=8)
    most = float(data[["count", "expected"]].max().max())
    ax.set(xlim=(0, most * 1.06), ylim=(y, 0))
    width, _ = style.size(ax)
    for y_of, text in headings:
        marks.heading(ax, y_of, text, LEFT - style.MARGIN)
    for y_of, lines, record in rows:
        for k, line in enumerate(lines):
            ax.text(
                -1.5 / width,
                y_of + (k - (len(lines) - 1) / 2) * LINE,
                line,
                transform=ax.get_yaxis_transform(),
                ha="right",
                va="center_baseline",
            )
        ax.plot([record["expected"], record["count"]], [y_of, y_of], color=style.PALE, lw=2.2)
        ax.plot([record["expected"]] * 2, [y_of - 1.6, y_of + 1.6], color=style.GREY, lw=1.4)
        ax.plot(
            [record["count"]],
            [y_of],
            "o",
            ms=5.5,
            markeredgecolor=style.CALM,
            markerfacecolor=style.CALM if record["sign"] else style.PAPER,
            markeredgewidth=1.2,
        )
    ax.set_xticks(marks.steps_of(most))
    ax.set_yticks([])
    ax.grid(axis="x")
    ax.spines["bottom"].set_visible(False)
    ax.set_xlabel("Agreements that hold all norms of the bundle")
    legend.key(
        ax,
        [
            ("beyond chance", {"marker": "o", "color": style.CALM}),
            ("not", {"marker": "o", "color": style.CALM, "markerfacecolor": style.PAPER}),
            ("expected", {"marker": "|", "color": style.GREY, "markeredgewidth": 1.4}),
        ],
        x=-LEFT + 1.5,
        above=4.5,
    )
    return ax
