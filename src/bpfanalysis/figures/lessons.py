"""Lessons of other fields against the cyber norms they speak to."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from bpfanalysis.figures import legend, marks, style, wording

COLOURS = {"high": "#123f66", "medium": "#6fa3cc", "low": "#dce8f1"}
ROW = 4.1  # mm


@style.drawn
def lessons_norms(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw which field's lessons speak to which cyber norm, and how many agreements carry it.

    A square is a lesson that the coder holds to be highly transferable, a circle one of medium
    transferability; two lessons of a case stand side by side. The bar on the right counts the
    agreements that carry the norm.

    Parameters
    ----------
    data
        One row per lesson and norm: `lesson_id`, `case_id`, `case`, `transferability`, `norm_id`,
        `norm`, `family`, `n_agreements`, `n_unverified`.
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
    needed = [
        "lesson_id",
        "case_id",
        "case",
        "transferability",
        "norm_id",
        "norm",
        "family",
        "n_agreements",
        "n_unverified",
    ]
    marks.require(data, needed, "lessons_norms")
    counts = data.groupby("norm_id")["lesson_id"].nunique()
    norms = data.drop_duplicates("norm_id").copy()
    norms["_n"] = -norms["norm_id"].map(counts)
    norms["_family"] = (norms["family"] != "gge").astype(int)
    norms = norms.sort_values(["_family", "_n", "norm_id"])
    cases = data.drop_duplicates("case_id").to_dict("records")
    column = {record["case_id"]: x for x, record in enumerate(cases)}
    left, top, bars = 54.0, 44.0, 24.0
    y = 0.0
    rows: list[tuple[float, dict]] = []
    headings: list[tuple[float, str]] = []
    for family, title in (("gge", "UN GGE 2015 norms"), ("further", "Further norms")):
        of_family = norms[norms["family"] == family].to_dict("records")
        if of_family:
            headings.append((y, title))
            rows += [(y + 1 + k, record) for k, record in enumerate(of_family)]
            y += len(of_family) + 1.3
    ax = ax or style.panel(style.PAGE, y * ROW, left=left, right=bars + 3, top=top, bottom=2)
    ax.set(xlim=(-0.6, len(cases) - 0.4), ylim=(y - 0.8, -0.5))
    marks.bare(ax)
    for place, title in headings:
        marks.heading(ax, place, title, left - style.MARGIN)
    marks.row_labels(ax, [(y, wording.shorten(r["norm"], left - 3)) for y, r in rows])
    marks.column_labels(ax, [(x, r["case"]) for x, r in enumerate(cases)])
    for y, _ in rows:
        ax.plot([-0.5, len(cases) - 0.5], [y, y], color=style.FAINT, lw=0.5, zorder=0)
    row_of = {record["norm_id"]: y for y, record in rows}
    for (norm_id, case_id), found in data.groupby(["norm_id", "case_id"], sort=True):
        n = len(found)
        for k, transferability in enumerate(sorted(found["transferability"])):
            ax.plot(
                [column[case_id] + (k - (n - 1) / 2) * 0.42],
                [row_of[norm_id]],
                marker="s" if transferability == "high" else "o",
                markersize=5.2,
                color=COLOURS.get(transferability, style.GREY),
                linestyle="none",
            )
    width, tall = style.size(ax)
    side = ax.inset_axes((1 + 4 / width, 0, (bars - 6) / width, 1))
    most = int(data["n_agreements"].max()) or 1
    side.set(xlim=(0, most * 1.25), ylim=ax.get_ylim())
    marks.bare(side, spines=("left",))
    for y, record in rows:
        count, weak = int(record["n_agreements"]), int(record["n_unverified"])
        marks.stacked(side, y, [(count, weak, style.CALM)], height=0.64)
        side.text(count + most * 0.05, y, str(count), va="center_baseline")
    side.text(
        0,
        1 + 2.2 / tall,
        "Agreements\nthat carry it",
        transform=side.transAxes,
        va="bottom",
        color=style.GREY,
    )
    legend.key(
        ax,
        [
            ("lesson, highly transferable", {"marker": "s", "color": COLOURS["high"]}),
            ("of medium transferability", {"marker": "o", "color": COLOURS["medium"]}),
            marks.unverified_entry(style.CALM),
        ],
        x=-left + 1.5,
        above=top - 4,
        gap=4,
    )
    return ax
