"""Agreements by similarity: a matrix in the order of clusters, and the tree beside it."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import BoundaryNorm, ListedColormap

from bpfanalysis.figures import legend, marks, style, wording

SHADES = ("#f7f9fa", "#d3e3ee", "#a3c4dd", "#5b98cc", "#2b6a99", "#123f66")
LIMITS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0001)
ROW = 2.72  # mm


def merges(similarity: list[list[float]]) -> list[tuple[float, float, float, float, float]]:
    """The tree of average linkage over neighbours in a given order, ready to be drawn.

    Of all clusters that stand next to one another the two most similar are joined, until one is
    left; where the order comes from average linkage this is its tree, and its lines never cross.

    Parameters
    ----------
    similarity
        Square table, 0 to 1, in display order.

    Returns
    -------
    list of (place one, height one, place two, height two, height)
        For each join the middles and heights (1 - similarity) of both, and its own height.

    Examples
    --------
    >>> merges([[1, 0.8, 0.1], [0.8, 1, 0.3], [0.1, 0.3, 1]])
    [(0.0, 0.0, 1.0, 0.0, 0.2), (0.5, 0.2, 2.0, 0.0, 0.8)]
    """
    clusters = [([k], float(k), 0.0) for k in range(len(similarity))]
    found = []
    while len(clusters) > 1:
        heights = [
            round(
                1
                - sum(similarity[i][j] for i in one[0] for j in two[0])
                / (len(one[0]) * len(two[0])),
                9,
            )
            for one, two in pairwise(clusters)
        ]
        k = heights.index(min(heights))
        one, two = clusters[k], clusters[k + 1]
        height = max(heights[k], one[2], two[2])
        found.append((one[1], one[2], two[1], two[2], height))
        clusters[k : k + 2] = [(one[0] + two[0], (one[1] + two[1]) / 2, height)]
    return found


@style.drawn
def agreement_similarity(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how alike agreements are in the norms they hold, clustered, with the tree beside it.

    Parameters
    ----------
    data
        Full square: `source`, `source_agreement`, `target`, `target_agreement`, `similarity`
        (0 to 1, empty where undefined), `position_source`, `position_target` (from 0).
    ax
        Axes to draw into; a new figure at print size by default.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing, there are no rows, or the square is not full.
    """
    marks.require(
        data,
        [
            "source",
            "source_agreement",
            "target",
            "similarity",
            "position_source",
            "position_target",
        ],
        "agreement_similarity",
    )
    import seaborn

    square = data.pivot(index="position_source", columns="position_target", values="similarity")
    n = len(square)
    if list(square.index) != list(range(n)) or list(square.columns) != list(range(n)):
        raise ValueError(
            "agreement_similarity needs the full square of agreements, positions from 0; "
            f"found {square.shape[0]} rows and {square.shape[1]} columns."
        )
    names = (
        data.drop_duplicates("source").set_index("position_source")["source_agreement"].to_dict()
    )
    left, right = 55.0, 26.0
    ax = ax or style.panel(style.PAGE, n * ROW, left=left, right=right, top=8, bottom=3)
    seaborn.heatmap(
        square.astype(float),
        mask=square.isna(),
        ax=ax,
        cmap=ListedColormap(SHADES),
        norm=BoundaryNorm(LIMITS, len(SHADES)),
        cbar=False,
        linewidths=0.4,
        linecolor=style.PAPER,
        xticklabels=False,
        yticklabels=False,
    )
    ax.set(xlabel="", ylabel="", xticks=[], yticks=[])
    marks.row_labels(ax, [(k + 0.5, wording.shorten(names[k], left - 3)) for k in range(n)])
    legend.key(
        ax,
        [
            (text, {"facecolor": shade, "edgecolor": style.GREY, "linewidth": 0.25})
            for text, shade in zip(
                ("below 0.2", "to 0.3", "to 0.4", "to 0.5", "to 0.7", "above"), SHADES, strict=True
            )
        ],
        x=-left + 1.5,
        above=4.5,
        gap=4,
        title="Share of norms in common",
    )
    ax.text(
        1,
        -1.8 / style.size(ax)[1],
        "columns in the same order as rows",
        transform=ax.transAxes,
        ha="right",
        va="center_baseline",
        color=style.GREY,
    )
    width, _ = style.size(ax)
    tree = ax.inset_axes((1 + 1 / width, 0, (right - 3) / width, 1))
    tree.set(xlim=(0, 1.02), ylim=(n - 0.5, -0.5))
    marks.bare(tree)
    table = square.fillna(0.0).to_numpy().tolist()
    for one, low, two, other, height in merges(table):
        tree.plot(
            [low, height, height, other],
            [one, one, two, two],
            color=style.GREY,
            lw=0.7,
            solid_joinstyle="miter",
        )
    return ax
