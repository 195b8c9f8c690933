"""How much the agreements that carry a norm differ in what they make of it."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from bpfanalysis.figures import legend, marks, style, wording
from bpfanalysis.figures.bars import LEFT, ROW, norm_rows

START = 0.025  # of the axis, left of 0: a mark at 0 keeps clear of the names
MARKS: dict[str, dict[str, Any]] = {
    "strength": {"marker": "^", "color": "#123f66"},
    "direction": {"marker": "D", "color": "#b03a06", "markerfacecolor": "none"},
    "addressee": {"marker": "o", "color": "#4f8cbd"},
}
DRAWN = ("addressee", "strength", "direction")  # the empty mark last: it hides no other


@style.drawn
def norm_divergence(data: pd.DataFrame, *, least: int = 3, ax: Axes | None = None) -> Axes:
    """Draw the divergence of strength, direction and addressee of each norm.

    The bar is the mean of the three. Norms carried by fewer agreements than `least` have no mark.

    Parameters
    ----------
    data
        One row per norm and attribute: `norm_id`, `norm`, `family`, `attribute` (strength,
        direction, addressee, overall), `n_agreements`, `divergence`.
    least
        Fewest agreements for which a divergence is drawn.
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
    columns = ["norm_id", "norm", "family", "attribute", "n_agreements", "divergence"]
    marks.require(data, columns, "norm_divergence")
    overall = data[data["attribute"] == "overall"]
    shown = overall[(overall["n_agreements"] >= least) & overall["divergence"].notna()]
    totals = shown.set_index("norm_id")["divergence"].round(9).to_dict()
    rows, headings, height = norm_rows(overall, totals)
    ax = ax or style.panel(style.PAGE, (height + 0.2) * ROW, left=LEFT, right=22, top=8, bottom=8)
    ax.set(xlim=(-START, 1.0), ylim=(height - 0.4, -0.6))
    for y, text in headings:
        marks.heading(ax, y, text, LEFT - style.MARGIN)
    marks.row_labels(ax, [(y, wording.shorten(r["norm"], LEFT - 3)) for y, r in rows])
    value = data.set_index(["norm_id", "attribute"])["divergence"]
    for y, record in rows:
        norm = record["norm_id"]
        ax.text(1.02, y, str(int(record["n_agreements"])), va="center_baseline", color=style.GREY)
        if norm not in totals:
            ax.text(
                0.01,
                y,
                f"in fewer than {least} agreements",
                va="center_baseline",
                color=style.GREY,
                bbox=style.HALO,
            )
            continue
        ax.barh(y, value[norm, "overall"], height=0.62, color=style.FAINT, edgecolor=style.PALE)
        for attribute in DRAWN:
            mark = MARKS[attribute]
            ax.plot([value[norm, attribute]], [y], linestyle="none", ms=4, clip_on=False, **mark)
    ax.text(1.02, -0.4, "Agreements", va="bottom", color=style.GREY, transform=ax.transData)
    ax.set_xticks([0, 0.25, 0.5, 0.75, 1])
    ax.set_yticks([])
    ax.grid(axis="x")
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.axvline(0, color=style.GREY, lw=0.6, zorder=0.5)
    ax.set_xlabel("Distance between two agreements picked at random (0 the same, 1 nothing shared)")
    entries = list(MARKS.items())
    mean = ("mean of the three", {"facecolor": style.FAINT, "edgecolor": style.PALE})
    legend.key(ax, [*entries, mean], x=-LEFT + 1.5, above=4.5)
    return ax
