"""Reliability of the two coding passes per norm, with intervals."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from bpfanalysis.figures import legend, marks, style, wording

ATTRIBUTES = ("presence", "strength", "direction", "addressee")
CUSTOMARY = 0.8  # alpha from which codings are customarily relied on (Krippendorff 2019)
TENTATIVE = 0.667  # and from which tentative conclusions are drawn
ROW = 3.7  # mm
END = 1.08  # of the axis: a mark at 1 stays inside
OVERALL = "overall"
FIRM: dict[str, Any] = {"markeredgecolor": style.PAPER, "markeredgewidth": 0.5}
# Empty: told apart without colour as well.
WEAK: dict[str, Any] = {"markerfacecolor": style.PAPER, "markeredgewidth": 1.0}


@style.drawn
def coder_reliability(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw Krippendorff's alpha per norm with its interval, a panel for each attribute.

    Norms are sorted by the alpha of the first attribute; all norms together stand on top. The
    number beside a point counts the units compared; a norm without a defined alpha says so.

    Parameters
    ----------
    data
        One row per norm (``overall`` allowed) and attribute: `norm_id`, `norm`, `attribute`,
        `alpha`, `low`, `high` (empty where undefined), `n_units`.
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
    marks.require(
        data,
        ["norm_id", "norm", "attribute", "alpha", "low", "high", "n_units"],
        "coder_reliability",
    )
    attributes = [name for name in ATTRIBUTES if name in set(data["attribute"])]
    found = {(r["norm_id"], r["attribute"]): r for r in data.to_dict("records")}
    norms = data.drop_duplicates("norm_id").to_dict("records")

    def rank(record: dict) -> tuple[bool, float]:
        alpha = found.get((record["norm_id"], attributes[0]), {}).get("alpha")
        return (pd.isna(alpha), 0.0 if pd.isna(alpha) else -round(float(alpha), 9))

    overall = [r for r in norms if r["norm_id"] == OVERALL]
    others = sorted((r for r in norms if r["norm_id"] != OVERALL), key=rank)
    rows = [(0.0, r) for r in overall] + [
        (k + (1.4 if overall else 0.0), r) for k, r in enumerate(others)
    ]
    height = rows[-1][0] + 1
    left = 58.0
    ax = ax or style.panel(style.PAGE, height * ROW, left=left, right=2, top=13, bottom=8)
    ax.set(xlim=(0, 1), ylim=(height - 0.5, -0.5))
    marks.bare(ax)
    marks.row_labels(
        ax,
        [
            (
                y,
                "All norms together"
                if r["norm_id"] == OVERALL
                else wording.shorten(r["norm"], left - 3),
            )
            for y, r in rows
        ],
    )
    lows = [float(r["low"]) for r in found.values() if not pd.isna(r["low"])]
    alphas = [float(r["alpha"]) for r in found.values() if not pd.isna(r["alpha"])]
    start = max(-0.4, min([0.4, *lows, *alphas]) - 0.03)
    gap = 0.035
    wide = (1 - gap * (len(attributes) - 1)) / len(attributes)
    across, tall = style.size(ax)
    counts = ["cells", *(str(int(r["n_units"])) for r in found.values())]
    column = (max(wording.text_width(text) for text in counts) + 0.8) / across  # for the counts
    for place, attribute in enumerate(attributes):
        panel = ax.inset_axes((place * (wide + gap), 0, wide - column, 1))
        panel.set(xlim=(start, END), ylim=ax.get_ylim(), yticks=[])
        panel.set_xticks([tick for tick in (0, 0.5, 1.0) if tick >= start])
        panel.set_xticklabels([f"{tick:g}" for tick in panel.get_xticks()])
        panel.spines["left"].set_visible(False)
        panel.spines["bottom"].set_visible(False)
        panel.axvspan(CUSTOMARY, 1.0, color=style.FAINT, lw=0, zorder=0)
        panel.axvline(TENTATIVE, color=style.PALE, lw=0.6, zorder=0)
        ax.text(
            place * (wide + gap),
            1 + 3.5 / tall,
            attribute.capitalize(),
            transform=ax.transAxes,
            va="center_baseline",
            color=style.GREY,
            fontweight="bold",
        )
        ax.text(
            place * (wide + gap) + wide,
            1 + 3.5 / tall,
            "cells",
            transform=ax.transAxes,
            ha="right",
            va="center_baseline",
            color=style.GREY,
        )
        for y, record in rows:
            cell = found.get((record["norm_id"], attribute))
            if cell is None or pd.isna(cell["alpha"]):
                panel.text(
                    1.0,
                    y,
                    "not defined",
                    ha="right",
                    va="center_baseline",
                    color=style.GREY,
                    bbox=style.HALO,
                )
                continue
            alpha = float(cell["alpha"])
            is_overall = record["norm_id"] == OVERALL
            colour = style.CALM if round(alpha, 9) >= TENTATIVE else style.ACCENT
            if not pd.isna(cell["low"]) and not pd.isna(cell["high"]):
                panel.plot(
                    [max(float(cell["low"]), start), float(cell["high"])],
                    [y, y],
                    color=colour,
                    lw=2.2 if is_overall else 1.2,
                )
                if float(cell["low"]) < start:
                    panel.plot(
                        [start], [y], marker="<", markersize=3.5, color=colour, clip_on=False
                    )
            panel.plot(
                [max(alpha, start)],
                [y],
                marker="D" if is_overall else "o",
                markersize=5 if is_overall else 4.2,
                color=colour,
                **(FIRM if colour == style.CALM else WEAK),
            )
            ax.text(
                place * (wide + gap) + wide,
                y,
                str(int(cell["n_units"])),
                ha="right",
                va="center_baseline",
                color=style.GREY,
            )
        panel.set_xlabel("alpha", x=(0.5 - start) / (END - start))
    legend.key(
        ax,
        [
            (
                f"alpha of {TENTATIVE:g} or more, with interval",
                {"marker": "o", "color": style.CALM},
            ),
            (f"below {TENTATIVE:g}", {"marker": "o", "color": style.ACCENT, **WEAK}),
            (f"{CUSTOMARY:g} to 1", {"facecolor": style.FAINT}),
        ],
        x=-left + 1.5,
        above=9.5,
    )
    return ax
