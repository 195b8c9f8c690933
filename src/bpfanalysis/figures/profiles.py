"""Profiles of the cases: each condition as the coding passes saw it, disagreement visible."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Polygon, Rectangle

from bpfanalysis.figures import legend, marks, style, wording

SHADES = ("#f1f1ee", "#d3e0ea", "#a9c6dc", "#6f9fc5", "#3a6f9e", "#123f66")
OUTCOMES = ("adherence", "internalised")
ROW = 4.7  # mm


def shade(value: float) -> str:
    """Colour of a degree of membership, in steps of 0.2.

    Examples
    --------
    >>> shade(0), shade(0.6) == SHADES[3], shade(1) == SHADES[5]
    ('#f1f1ee', True, True)
    """
    return SHADES[min(5, round(value * 5))]


@style.drawn
def condition_profiles(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how far each case belongs to each condition and outcome, and where coders differ.

    A cell is split by its diagonal: the lowest value of the passes below, the highest above; a
    cell of one colour is one on which all agree. The number is the median; an orange frame marks
    cells that the passes put on different sides of 0.5.

    Parameters
    ----------
    data
        One row per case and condition: `case_id`, `case`, `group` (other field, cybersecurity),
        `condition`, `condition_name`, `lowest`, `middle`, `highest`, `sides`.
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
    marks.require(
        data,
        [
            "case_id",
            "case",
            "group",
            "condition",
            "condition_name",
            "lowest",
            "middle",
            "highest",
            "sides",
        ],
        "condition_profiles",
    )
    rows: list[tuple[float, dict]] = []
    headings: list[tuple[float, str]] = []
    y = 0.0
    cases = data.drop_duplicates("case_id")
    for group, title in (("other field", "Other fields"), ("cybersecurity", "Cybersecurity")):
        of_group = cases[cases["group"] == group].to_dict("records")
        if of_group:
            headings.append((y, title))
            rows += [(y + 1 + k, record) for k, record in enumerate(of_group)]
            y += len(of_group) + 1.4
    sets = data.drop_duplicates("condition").to_dict("records")
    places: dict[str, float] = {}
    x = 0.0
    for record in sets:
        if record["condition"] == OUTCOMES[0] and places:
            x += 0.5
        places[record["condition"]] = x
        x += 1
    left, top = 46.0, 36.0
    ax = ax or style.panel(style.PAGE, y * ROW, left=left, right=16, top=top, bottom=2)
    ax.set(xlim=(-0.55, x - 0.45), ylim=(y - 0.8, -0.5))
    marks.bare(ax)
    for place, title in headings:
        marks.heading(ax, place, title, left - style.MARGIN)
    marks.row_labels(ax, [(y, wording.shorten(r["case"], left - 3)) for y, r in rows])
    marks.column_labels(
        ax,
        [(places[r["condition"]] - 0.2, r["condition_name"]) for r in sets],
        rotation=45,
    )
    cell = {(r["case_id"], r["condition"]): r for r in data.to_dict("records")}
    for y, record in rows:
        for condition, place in places.items():
            found = cell.get((record["case_id"], condition))
            if found is not None:
                _cell(ax, place, y, found)
    legend.key(
        ax,
        [
            *((f"{k / 5:.1f}", {"facecolor": SHADES[k]}) for k in range(6)),
            (
                "coders on different sides of 0.5",
                {"facecolor": style.PAPER, "edgecolor": style.ACCENT, "linewidth": 1.2},
            ),
        ],
        x=-left + 1.5,
        above=top - 5,
        title="In the set:",
        gap=3.5,
    )
    return ax


def _cell(ax: Axes, x: float, y: float, record: dict) -> None:
    half_w, half_h = 0.46, 0.43
    low, high = shade(record["lowest"]), shade(record["highest"])
    ax.add_patch(Rectangle((x - half_w, y - half_h), 2 * half_w, 2 * half_h, facecolor=high, lw=0))
    if low != high:
        corners = [(x - half_w, y - half_h), (x - half_w, y + half_h), (x + half_w, y + half_h)]
        ax.add_patch(Polygon(corners, closed=True, facecolor=low, lw=0))
    disputed = record["sides"] == "disputed"
    ax.add_patch(
        Rectangle(
            (x - half_w, y - half_h),
            2 * half_w,
            2 * half_h,
            facecolor="none",
            edgecolor=style.ACCENT if disputed else style.PALE,
            lw=1.4 if disputed else 0.4,
            zorder=4 if disputed else 2,
        )
    )
    middle = shade(record["middle"])
    if low != high:  # a plate, so that the number is read on one colour
        ax.add_patch(Rectangle((x - 0.22, y - 0.27), 0.44, 0.54, facecolor=middle, lw=0, zorder=5))
    ax.text(
        x,
        y,
        f"{record['middle']:g}",
        ha="center",
        va="center_baseline",
        color=style.ink_on(middle),
        zorder=6,
    )
