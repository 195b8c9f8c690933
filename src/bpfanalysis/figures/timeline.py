"""Agreements in time: a row for each, by kind of adopter."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from bpfanalysis.figures import legend, marks, style, wording
from bpfanalysis.vocabularies import ADOPTER_TYPE, label

ROW = 3.25  # mm


@style.drawn
def agreements_timeline(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw when agreements were adopted, a row for each, grouped by kind of adopter.

    A filled mark is inside the scope of 2020, an empty one outside; a diamond is binding. A line
    under the mark shows how far a date known only to the month or year may reach.

    Parameters
    ----------
    data
        One row per agreement: `agreement`, `adopted_on`, `adopter_type`, `binding`,
        `in_scope_2020`.
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
    marks.require(
        data,
        ["agreement", "adopted_on", "adopter_type", "binding", "in_scope_2020"],
        "agreements_timeline",
    )
    kinds = [kind for kind in ADOPTER_TYPE if kind in set(data["adopter_type"])]
    rows: list[tuple[float, dict]] = []
    headings: list[tuple[float, str]] = []
    y = 0.0
    for kind in kinds:
        of_kind = data[data["adopter_type"] == kind].sort_values(
            ["adopted_on", "agreement"], kind="stable"
        )
        headings.append((y, f"{label(kind)} ({len(of_kind)})"))
        for place, record in enumerate(of_kind.to_dict("records")):
            rows.append((y + place, record))
        y += max(len(of_kind), 1) + 0.55
    left = 36.0
    ax = ax or style.panel(style.PAGE, y * ROW, left=left, right=4, top=9, bottom=7)

    spans = {row_y: marks.date_span(record["adopted_on"]) for row_y, record in rows}
    known = [span for span in spans.values() if span is not None]
    first, last = int(min(s for s, _ in known)), int(max(e for _, e in known)) + 1
    width, _ = style.size(ax)
    ax.set_xlim(first - 0.3, last + 0.2)
    ax.set_ylim(y - 0.6, -0.8)
    per_mm = (last + 0.5 - first) / width

    for place, (row_y, text) in enumerate(headings):
        if place:
            ax.axhline(row_y - 0.78, color=style.PALE, lw=0.4, xmin=-left / width, clip_on=False)
        lines = wording.wrap(text, left - 3)
        for k, line in enumerate(lines):
            marks.heading(ax, row_y + k * 0.95, line, left - style.MARGIN)
    for row_y, record in rows:
        span = spans[row_y]
        colour = style.CALM if record["in_scope_2020"] == "yes" else style.GREY
        if span is None:
            ax.text(first, row_y, f"{record['agreement']}: date not known", va="center_baseline")
            continue
        start, end = span
        x = (start + end) / 2
        if end - start > 0.5:
            ax.plot([start, end], [row_y, row_y], color=colour, lw=1)
        ax.plot(
            [x],
            [row_y],
            linestyle="none",
            marker="D" if record["binding"] == "binding" else "o",
            markersize=4.6 if record["binding"] == "binding" else 5,
            markerfacecolor=colour if record["in_scope_2020"] == "yes" else style.PAPER,
            markeredgecolor=colour,
            markeredgewidth=1,
        )
        room = (last + 0.2 - x) / per_mm
        right_side = wording.text_width(record["agreement"]) + 3 < room
        edge = end if end - start > 0.5 else x
        begin = start if end - start > 0.5 else x
        ax.text(
            edge + 1.8 * per_mm if right_side else begin - 1.8 * per_mm,
            row_y,
            record["agreement"],
            ha="left" if right_side else "right",
            va="center_baseline",
            color=style.INK if record["in_scope_2020"] == "yes" else style.GREY,
            bbox=style.HALO,
        )
    ax.set_xticks(range(first, last + 1, 1 if last - first < 9 else 2))
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x")
    ax.set_xlabel("Year of adoption")
    legend.key(
        ax,
        [
            ("in the scope of 2020", {"marker": "o", "color": style.CALM}),
            (
                "outside it",
                {"marker": "o", "color": style.GREY, "markerfacecolor": style.PAPER},
            ),
            (
                "binding",
                {
                    "marker": "D",
                    "color": style.GREY,
                    "markerfacecolor": style.PAPER,
                    "markersize": 4.6,
                },
            ),
        ],
        x=0,
        above=4.5,
    )
    return ax
