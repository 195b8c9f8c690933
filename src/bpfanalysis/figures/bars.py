"""Bars of counted agreements per norm, with the part that is not verified hatched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes

from bpfanalysis.figures import legend, marks, style, wording
from bpfanalysis.vocabularies import DIRECTION, NORM_FAMILY, PRESENCE, STRENGTH, label

LEFT = 60.0  # mm for the names of norms
ROW = 3.7  # mm


def norm_rows(
    norms: pd.DataFrame, totals: Mapping[str, float]
) -> tuple[list[tuple[float, dict]], list[tuple[float, str]], float]:
    """Norms in rows under a heading for each family, the most frequent first.

    Parameters
    ----------
    norms
        One row per norm: `norm_id`, `norm`, `family`.
    totals
        What rows are sorted by; ties keep the order given.

    Returns
    -------
    rows, headings, height
        y and record of each norm; y and text of each heading; room in rows.
    """
    rows: list[tuple[float, dict]] = []
    headings: list[tuple[float, str]] = []
    y = 0.0
    for family in NORM_FAMILY:
        of_family = norms[norms["family"] == family].to_dict("records")
        if not of_family:
            continue
        headings.append((y, f"{label(family)}s"[0].upper() + f"{label(family)}s"[1:]))
        y += 1.05
        for record in sorted(of_family, key=lambda r: -totals.get(r["norm_id"], 0)):
            rows.append((y, record))
            y += 1
        y += 0.4
    return rows, headings, y - 0.4


def _named(
    ax: Axes, rows: Sequence[tuple[float, dict]], headings: Sequence[tuple[float, str]], left: float
) -> None:
    for y, text in headings:
        marks.heading(ax, y, text, left - style.MARGIN)
    marks.row_labels(ax, [(y, wording.shorten(r["norm"], left - 3)) for y, r in rows])


@style.drawn
def norm_frequency(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw in how many agreements each norm stands, by how plainly it is stated.

    Parameters
    ----------
    data
        One row per norm and level of presence: `norm_id`, `norm`, `family`, `presence`,
        `n_agreements` and, of these, `n_unverified`.
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
        ["norm_id", "norm", "family", "presence", "n_agreements", "n_unverified"],
        "norm_frequency",
    )
    totals = data.groupby("norm_id")["n_agreements"].sum().to_dict()
    rows, headings, height = norm_rows(data.drop_duplicates("norm_id"), totals)
    ax = ax or style.panel(style.PAGE, (height + 0.2) * ROW, left=LEFT, right=6, top=8, bottom=8)
    most = max(totals.values())
    ax.set(xlim=(0, most * 1.04), ylim=(height - 0.4, -0.6))
    _named(ax, rows, headings, LEFT)
    levels = tuple(reversed(PRESENCE[1:]))
    count = data.set_index(["norm_id", "presence"])
    for y, record in rows:
        parts = []
        for level in levels:
            if (record["norm_id"], level) in count.index:
                cell = count.loc[(record["norm_id"], level)]
                parts.append(
                    (
                        float(cell["n_agreements"]),
                        float(cell["n_unverified"]),
                        style.PRESENCE_COLOURS[level],
                    )
                )
        end = marks.stacked(ax, y, parts)
        ax.text(
            end + most * 0.01,
            y,
            str(int(totals[record["norm_id"]])),
            va="center_baseline",
            bbox=style.HALO,
        )
    ax.set_xticks(marks.steps_of(most))
    ax.set_yticks([])
    ax.grid(axis="x")
    ax.spines["bottom"].set_visible(False)
    ax.set_xlabel("Agreements that hold the norm")
    legend.key(
        ax, [*legend.presence_entries(levels), marks.unverified_entry()], x=-LEFT + 1.5, above=4.5
    )
    return ax


@style.drawn
def norm_strength_direction(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how firmly each norm is worded, and whether as restraint or as a positive duty.

    Parameters
    ----------
    data
        One row per norm, attribute (strength, direction) and value: `norm_id`, `norm`, `family`,
        `attribute`, `value`, `n_agreements` and, of these, `n_unverified`.
    ax
        Axes to draw into, split into two panels; a new figure at print size by default.

    Returns
    -------
    Axes
        The axes that hold both panels (`child_axes`).

    Raises
    ------
    ValueError
        If a column is missing or there are no rows.
    """
    marks.require(
        data,
        ["norm_id", "norm", "family", "attribute", "value", "n_agreements", "n_unverified"],
        "norm_strength_direction",
    )
    sums = data.groupby(["norm_id", "attribute"])["n_agreements"].sum()
    totals = sums.groupby("norm_id").max().to_dict()
    rows, headings, height = norm_rows(data.drop_duplicates("norm_id"), totals)
    ax = ax or style.panel(style.PAGE, (height + 0.2) * ROW, left=LEFT, right=4, top=12, bottom=8)
    ax.set(xlim=(0, 1), ylim=(height - 0.4, -0.6))
    _named(ax, rows, headings, LEFT)
    marks.bare(ax)
    most = max(totals.values())
    count = data.set_index(["norm_id", "attribute", "value"])
    panels = (
        ("strength", "How firmly it is worded", tuple(reversed(STRENGTH)), style.STRENGTH_COLOURS),
        ("direction", "Restraint or positive duty", DIRECTION, style.DIRECTION_COLOURS),
    )
    for place, (attribute, title, values, colours) in enumerate(panels):
        panel = ax.inset_axes((place * 0.53, 0, 0.47, 1))
        panel.set(xlim=(0, most * 1.02), ylim=ax.get_ylim())
        for y, record in rows:
            parts = []
            for value in values:
                index = (record["norm_id"], attribute, value)
                if index in count.index:
                    cell = count.loc[index]
                    parts.append(
                        (float(cell["n_agreements"]), float(cell["n_unverified"]), colours[value])
                    )
            marks.stacked(panel, y, parts)
        panel.set_xticks(marks.steps_of(most, 5))
        panel.set_yticks([])
        panel.grid(axis="x")
        panel.spines["bottom"].set_visible(False)
        panel.set_xlabel("Agreements that hold the norm")
        _panel_key(ax, place * 0.53, title, [(label(v), {"facecolor": colours[v]}) for v in values])
    legend.key(ax, [marks.unverified_entry()], x=-LEFT + 1.5, above=3.5)
    return ax


def _panel_key(ax: Axes, x: float, title: str, entries: list) -> None:
    width, height = style.size(ax)
    ax.text(
        x,
        1 + 8.5 / height,
        title,
        transform=ax.transAxes,
        va="center_baseline",
        fontweight="bold",
        color=style.GREY,
    )
    legend.key(ax, entries, x=x * width, above=3.5, gap=4)
