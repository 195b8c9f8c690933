"""Matrices: norms against norms, and norms against kinds of adopter."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.patches import Rectangle

from bpfanalysis.figures import legend, marks, style, wording
from bpfanalysis.figures.bars import norm_rows
from bpfanalysis.vocabularies import ADOPTER_TYPE, label

SHARES = ((0.25, "#dbe8f1"), (0.5, "#a3c4dd"), (0.75, "#4f8cbd"), (1.01, "#123f66"))


def difference_class(count: float, expected: float) -> int:
    """Class of observed against expected, 0 (far fewer) to 4 (far more).

    Examples
    --------
    >>> difference_class(11, 4.25), difference_class(3, 3.4), difference_class(0, 2)
    (4, 2, 1)
    """
    difference = round(count - expected, 6)
    if difference <= -3:
        return 0
    if difference <= -1:
        return 1
    if difference < 1:
        return 2
    return 3 if difference < 3 else 4


@style.drawn
def norm_cooccurrence(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how often norms stand together, against what a null model leads one to expect.

    The area of a mark is the number of agreements that hold both norms; its colour says how far
    that is from the expectation (below it marks are round, so that grey copies tell); a black frame
    marks pairs beyond chance after correction. With a column `n_unverified`, marks that rest at
    least by half on cells not verified have a white middle.

    Parameters
    ----------
    data
        One row per pair: `source`, `source_norm`, `target`, `target_norm`, `count`, `expected`,
        `sign` (1, -1, 0).
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
        ["source", "source_norm", "target", "target_norm", "count", "expected", "sign"],
        "norm_cooccurrence",
    )
    names: dict[str, str] = {}
    for end in ("source", "target"):
        for record in data.to_dict("records"):
            names.setdefault(record[end], record[f"{end}_norm"])
    order = list(names)
    place = {norm_id: position for position, norm_id in enumerate(order)}
    n = len(order)
    left, bottom = 58.0, 56.0
    side = (style.PAGE - left - 1.5) / (n - 1)
    ax = ax or style.panel(style.PAGE, (n - 1) * side, left=left, right=1.5, top=2, bottom=bottom)
    ax.set(xlim=(-0.5, n - 1.5), ylim=(n - 0.5, 0.5))
    marks.bare(ax)
    most = float(data["count"].max()) or 1.0
    hollow: list[list[marks.Point]] = []
    faces: list[tuple[str, list, list]] = [(colour, [], []) for colour in style.DIVERGING]
    for record in data.to_dict("records"):
        i, j = sorted((place[record["source"]], place[record["target"]]))
        if record["count"] <= 0 and difference_class(record["count"], record["expected"]) == 2:
            continue
        size = 0.16 + 0.78 * (float(record["count"]) / most) ** 0.5
        level = difference_class(record["count"], record["expected"])
        square = marks.shape("square" if level > 1 else "circle", "whole", i, j, size, size)
        _, plain, framed = faces[level]
        (framed if record["sign"] != 0 else plain).append(square)
        if 0 < record["count"] <= 2 * float(record.get("n_unverified", 0)):
            hollow.append(
                marks.shape(
                    "square" if level > 1 else "circle", "whole", i, j, size * 0.45, size * 0.45
                )
            )
    for k in range(n):
        ax.plot([-0.5, k - 0.5], [k, k], color=style.FAINT, lw=0.4, zorder=0)
        ax.plot([k, k], [k + 0.5, n - 0.5], color=style.FAINT, lw=0.4, zorder=0)
    for is_framed in (False, True):
        for colour, plain, framed in faces:
            ax.add_collection(
                PolyCollection(
                    framed if is_framed else plain,
                    facecolors=colour,
                    edgecolors=style.INK if is_framed else style.GREY,
                    linewidths=1.1 if is_framed else 0.25,
                    zorder=4 if is_framed else 3,
                ),
                autolim=False,
            )
    ax.add_collection(
        PolyCollection(hollow, facecolors=style.PAPER, edgecolors="none", zorder=5), autolim=False
    )
    marks.row_labels(ax, [(k, wording.shorten(names[order[k]], left - 3)) for k in range(1, n)])
    for k in range(n - 1):
        ax.text(
            k,
            -1.2 / style.size(ax)[1],
            wording.shorten(names[order[k]], bottom - 3),
            transform=ax.get_xaxis_transform(),
            ha="center",
            va="top",
            rotation=90,
        )
    _cooccurrence_key(ax, n, most, side)
    return ax


def _cooccurrence_key(ax: Axes, n: int, most: float, side: float) -> None:
    """What colour, size and frame mean, in the empty half of the matrix."""
    if n < 14:
        return  # no room in the corner; the caption says it
    x, y, step = n - 1.5 - 56 / side, 1.2, 4.2 / side

    def say(text: str, dx: float = 0.0, **kwargs: Any) -> None:
        ax.text(x + dx, y, text, va="center_baseline", **kwargs)

    say("Agreements that hold both norms,", color=style.GREY, fontweight="bold")
    y += step * 0.9
    say("beside what is expected", color=style.GREY, fontweight="bold")
    y += step * 1.1
    for colour, text in zip(
        reversed(style.DIVERGING),
        ("3 or more above", "1 to 3 above", "within 1", "1 to 3 below", "3 or more below"),
        strict=True,
    ):
        kind = "circle" if text.endswith("below") else "square"
        corners = marks.shape(kind, "whole", x + 0.45, y, 0.8, 0.8)
        ax.add_collection(
            PolyCollection([corners], facecolors=colour, edgecolors=style.GREY, linewidths=0.25),
            autolim=False,
        )
        say(text, 5 / side)
        y += step
    corners = marks.shape("square", "whole", x + 0.45, y, 0.8, 0.8)
    ax.add_collection(
        PolyCollection([corners], facecolors="none", edgecolors=style.INK, linewidths=1.1),
        autolim=False,
    )
    say("framed: beyond chance", 5 / side)
    y += step
    for size, colour in ((0.8, style.PALE), (0.36, style.PAPER)):
        ax.add_collection(
            PolyCollection(
                [marks.shape("square", "whole", x + 0.45, y, size, size)],
                facecolors=colour,
                edgecolors=style.GREY if size > 0.5 else "none",
                linewidths=0.25,
            ),
            autolim=False,
        )
    say("white middle: half or more not verified", 5 / side)
    y += step * 1.5
    sizes = sorted({1, round(most / 2), int(most)} - {0})
    dx = 0.0
    for count in sizes:
        size = 0.16 + 0.78 * (count / most) ** 0.5
        corners = marks.shape("square", "whole", x + dx + 0.45, y, size, size)
        ax.add_collection(
            PolyCollection(
                [corners], facecolors=style.PALE, edgecolors=style.GREY, linewidths=0.25
            ),
            autolim=False,
        )
        say(str(count), dx + 4 / side)
        dx += 11 / side
    say("agreements", dx - 1 / side)


@style.drawn
def norms_by_adopter(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how many agreements of each kind of adopter hold each norm.

    The number is the count, the shade the share of the group; where at least half of the count is
    not verified the cell is hatched.

    Parameters
    ----------
    data
        Complete cross: `adopter_type`, `n_group`, `norm_id`, `norm`, `family`, `n_agreements`,
        `share`; with `n_unverified` weak cells are hatched.
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
        ["adopter_type", "n_group", "norm_id", "norm", "family", "n_agreements", "share"],
        "norms_by_adopter",
    )
    kinds = [kind for kind in ADOPTER_TYPE if kind in set(data["adopter_type"])]
    sizes = data.drop_duplicates("adopter_type").set_index("adopter_type")["n_group"].to_dict()
    totals = data.groupby("norm_id")["n_agreements"].sum().to_dict()
    rows, headings, height = norm_rows(data.drop_duplicates("norm_id"), totals)
    left, top, row = 60.0, 29.0, 3.75
    ax = ax or style.panel(style.PAGE, (height + 0.2) * row, left=left, right=17, top=top, bottom=8)
    ax.set(xlim=(-0.5, len(kinds) - 0.5), ylim=(height - 0.4, -0.6))
    marks.bare(ax)
    for y, text in headings:
        marks.heading(ax, y, text, left - style.MARGIN)
    marks.row_labels(ax, [(y, wording.shorten(r["norm"], left - 3)) for y, r in rows])
    marks.column_labels(
        ax,
        [(x - 0.2, f"{label(kind)} ({int(sizes[kind])})") for x, kind in enumerate(kinds)],
        rotation=40,
    )
    cell = {(r["norm_id"], r["adopter_type"]): r for r in data.to_dict("records")}
    for y, record in rows:
        for x, kind in enumerate(kinds):
            found = cell.get((record["norm_id"], kind))
            count = int(found["n_agreements"]) if found else 0
            if not found or count == 0:
                ax.plot([x], [y], marker=".", markersize=1.8, color=style.PALE)
                continue
            share = round(float(found["share"]), 6)
            colour = next(shade for limit, shade in SHARES if share <= limit)
            weak = 2 * float(found.get("n_unverified", 0)) >= count
            ax.add_patch(
                _cell(
                    x,
                    y,
                    facecolor=colour if not weak else style.PAPER,
                    edgecolor=colour if not weak else _darker(colour),
                    hatch=style.HATCH_UNVERIFIED if weak else None,
                    linewidth=0.5,
                )
            )
            ax.text(
                x,
                y,
                str(count),
                ha="center",
                va="center_baseline",
                color=style.INK if weak else style.ink_on(colour),
                bbox=style.HALO if weak else None,
            )
    entries = [
        (text, {"facecolor": colour})
        for text, (_, colour) in zip(
            ("up to a quarter of the group", "to half", "to three quarters", "more"),
            SHARES,
            strict=True,
        )
    ]
    _, tall = style.size(ax)
    legend.key(
        ax,
        [*entries, ("hatched: half or more not verified", marks.unverified_entry()[1])],
        x=-left + 1.5,
        above=-tall - 4.5,
        gap=4,
    )
    return ax


def _cell(x: float, y: float, **kwargs: Any) -> Rectangle:
    return Rectangle((x - 0.47, y - 0.42), 0.94, 0.84, **kwargs)


def _darker(colour: str) -> str:
    """The shade itself, or the next darker one where lines in it would not be seen."""
    return "#4f8cbd" if style.contrast(colour, style.PAPER) < 2.2 else colour
