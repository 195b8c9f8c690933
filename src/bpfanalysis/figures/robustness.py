"""How much of a solution survives other choices: ranges, and what stays in it."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from bpfanalysis.figures import legend, marks, style, wording

OUTCOME_TITLES = {
    "adherence": "Norms that are kept",
    "~adherence": "Norms that are not kept",
    "internalised": "Norms that are internalised",
    "~internalised": "Norms that are not internalised",
}
ROW = 4.6  # mm
FEW = 6  # literals shown per outcome


@style.drawn
def solution_robustness(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw within which range of each choice a solution stays, and how often each part returns.

    Left: the pale bar is what was tried, the dark bar the range within which the solution stays
    the same, the mark the value chosen; the frequency cut-off, a count, is not drawn. Right: the
    share of re-runs (full mark) and of randomly mixed coding passes (ring) in whose solution a
    condition stands.

    Parameters
    ----------
    data
        `outcome`, `part` (choice, literal), `item`, `chosen`, `low`, `high`, `lowest_tried`,
        `highest_tried`, `share_variants`, `share_mixed`.
    ax
        Axes to draw into, split in two; a new figure at print size by default.

    Returns
    -------
    Axes
        The axes that hold the two panels (`child_axes`).

    Raises
    ------
    ValueError
        If a column is missing or there are no rows.
    """
    needed = [
        "outcome",
        "part",
        "item",
        "chosen",
        "low",
        "high",
        "lowest_tried",
        "highest_tried",
        "share_variants",
        "share_mixed",
    ]
    marks.require(data, needed, "solution_robustness")
    blocks = []
    y = 0.0
    for outcome in dict.fromkeys(data["outcome"]):
        part = data[data["outcome"] == outcome]
        choices = part[(part["part"] == "choice") & (part["highest_tried"] <= 1)]
        found = part[part["part"] == "literal"].head(FEW)
        blocks.append((y, outcome, choices, found))
        y += 1.1 + max(len(choices), len(found)) + 0.5
    left, middle, right = 50.0, 42.0, 4.0
    width = style.PAGE - left - right
    ax = ax or style.panel(style.PAGE, y * ROW, left=left, right=right, top=14, bottom=6)
    ax.set(xlim=(0, 1), ylim=(y - 0.6, -0.6))
    marks.bare(ax)
    half = (width - middle) / 2
    ranges = ax.inset_axes((0, 0, half / width, 1))
    shares = ax.inset_axes(((half + middle) / width, 0, half / width, 1))
    for panel in (ranges, shares):
        panel.set(xlim=(-0.02, 1.02), ylim=ax.get_ylim())
        marks.bare(panel)
        for value in (0, 0.25, 0.5, 0.75, 1):
            panel.axvline(
                value, color=style.PALE if value in (0, 0.5, 1) else style.FAINT, lw=0.5, zorder=0
            )
            if value in (0, 0.5, 1):
                text = f"{value:g}" if panel is ranges else f"{value:.0%}"
                _, tall = style.size(ax)
                panel.text(
                    value,
                    -2.4 / tall,
                    text,
                    transform=panel.get_xaxis_transform(),
                    ha="center",
                    va="center_baseline",
                    color=style.GREY,
                )
    for top, outcome, choices, found in blocks:
        marks.heading(ax, top, OUTCOME_TITLES.get(outcome, outcome), left - style.MARGIN)
        for k, record in enumerate(choices.to_dict("records"), start=1):
            _range(ranges, top + k, record)
        marks.row_labels(
            ax,
            [
                (float(top + k), wording.shorten(item, left - 3))
                for k, item in enumerate(choices["item"], start=1)
            ],
        )
        for k, record in enumerate(found.to_dict("records"), start=1):
            _share(shares, top + k, record)
            shares.text(
                -0.04,
                top + k,
                wording.shorten(record["item"], middle - 3),
                ha="right",
                va="center_baseline",
            )
    legend.key(
        ax,
        [
            ("solution stays the same", {"facecolor": style.CALM}),
            ("tried", {"facecolor": style.FAINT}),
            ("chosen", {"marker": "D", "color": style.INK, "markersize": 4}),
        ],
        x=0,
        above=3.5,
        gap=3,
    )
    legend.key(
        ax,
        [
            ("re-runs", {"marker": "o", "color": style.CALM}),
            (
                "mixed passes",
                {
                    "marker": "o",
                    "markerfacecolor": style.PAPER,
                    "markeredgecolor": style.ACCENT,
                    "markeredgewidth": 1.2,
                    "color": style.ACCENT,
                },
            ),
        ],
        x=half + middle,
        above=3.5,
        gap=3,
    )
    for x, text in ((0.0, "How far a choice may move"), (half + middle, "What is in the solution")):
        _, tall = style.size(ax)
        ax.text(
            x / width,
            1 + 9.0 / tall,
            text,
            transform=ax.transAxes,
            fontweight="bold",
            va="center_baseline",
        )
    return ax


def _range(panel: Axes, y: float, record: dict) -> None:
    tried = (record["lowest_tried"], record["highest_tried"])
    panel.barh(y, tried[1] - tried[0], left=tried[0], height=0.62, color=style.FAINT)
    wide = max(record["high"] - record["low"], 0.008)
    panel.barh(y, wide, left=record["low"], height=0.62, color=style.CALM)
    panel.plot(
        [record["chosen"]],
        [y],
        marker="D",
        markersize=4,
        color=style.INK,
        markeredgecolor=style.PAPER,
        markeredgewidth=0.5,
        zorder=4,
    )


def _share(panel: Axes, y: float, record: dict) -> None:
    a, b = record["share_variants"], record["share_mixed"]
    panel.plot([a, b], [y, y], color=style.PALE, lw=1.6, zorder=2)
    panel.plot(
        [b],
        [y],
        marker="o",
        markersize=5.4,
        markerfacecolor=style.PAPER,
        markeredgecolor=style.ACCENT,
        markeredgewidth=1.2,
        zorder=3,
        clip_on=False,
    )
    panel.plot([a], [y], marker="o", markersize=4, color=style.CALM, zorder=4, clip_on=False)
