"""The network of norms: which stand together most, drawn so that a reader can follow a line."""

from __future__ import annotations

import itertools

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection

from bpfanalysis.figures import layout, legend, marks, naming, style, wording
from bpfanalysis.vocabularies import NORM_FAMILY, label

HEIGHT = 150.0  # mm
NAME_WIDTHS = (31.0, 25.0, 20.0)  # mm, the first that leaves every name free
WEIGHTS = {"jaccard": "Jaccard index", "association_strength": "association strength"}


def drawn_edges(
    data: pd.DataFrame, *, weight: str = "jaccard", n_edges: int = 42, least: int = 2
) -> pd.DataFrame:
    """The pairs that are drawn: beyond chance, each norm's strongest, then the strongest left.

    Parameters
    ----------
    data
        One row per pair: `source`, `target`, `count`, `expected`, `sign`, and the weight.
    weight
        The column that decides and sets the width of a line.
    n_edges
        How many lines at most, unless pairs beyond chance and the strongest of each norm are
        more; pairs that tie at the limit are left out together.
    least
        Pairs that stand together in fewer agreements, or no more often than expected, are drawn
        only if they are beyond chance.

    Returns
    -------
    DataFrame
        Rows of `data`, strongest first, with `is_beyond_chance`.

    Examples
    --------
    >>> pairs = pd.DataFrame({"source": list("aab"), "target": list("bcc"), "count": [5, 4, 1],
    ...     "expected": [2.0, 5.0, 0.2], "sign": [1, 0, 0], "jaccard": [0.5, 0.4, 0.9]})
    >>> drawn_edges(pairs)[["source", "target", "is_beyond_chance"]].values.tolist()
    [['a', 'b', True]]
    """
    pairs = data.assign(is_beyond_chance=data["sign"] == 1, _weight=data[weight].round(9))
    above = (pairs["count"] >= least) & ((pairs["count"] - pairs["expected"]).round(9) > 0)
    ranked = pairs[above | pairs["is_beyond_chance"]].sort_values(
        "_weight", ascending=False, kind="stable"
    )
    reached: set[str] = set()
    is_first = []
    for source, target in zip(ranked["source"], ranked["target"], strict=True):
        is_first.append(source not in reached or target not in reached)
        reached |= {source, target}
    always = ranked["is_beyond_chance"] | pd.Series(is_first, index=ranked.index, dtype=bool)
    others = ranked[~always]
    room = max(0, n_edges - int(always.sum()))
    if len(others) > room:
        others = others[others["_weight"] > others["_weight"].iloc[room]]
    chosen = pd.concat([ranked[always], others])
    return chosen.sort_values("_weight", ascending=False, kind="stable").drop(columns="_weight")


@style.drawn
def norm_network(
    data: pd.DataFrame,
    nodes: pd.DataFrame,
    *,
    weight: str = "jaccard",
    n_edges: int = 42,
    least: int = 2,
    ax: Axes | None = None,
) -> Axes:
    """Draw norms as nodes and the strongest ties between them as lines.

    The area of a node is the number of agreements that hold the norm; circles are norms of the
    UN GGE report of 2015, squares further norms. A line is as wide as its weight; dark lines are
    beyond chance after correction, broken lines rest at least by half on cells that are not
    verified (with a column `n_unverified`). Norms without a drawn tie stand in rows below.

    Parameters
    ----------
    data
        One row per pair of norms: `source`, `target`, `count`, `expected`, `sign` and the weight.
    nodes
        One row per norm: `norm_id`, `norm`, `family`, `n_agreements`.
    weight
        ``jaccard`` or ``association_strength``.
    n_edges, least
        Which pairs are drawn, see `drawn_edges`; the picture says it.
    ax
        Axes to draw into; a new figure at print size by default.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing, there are no rows, or an edge joins a norm that is no node.
    """
    marks.require(data, ["source", "target", "count", "expected", "sign", weight], "norm_network")
    marks.require(nodes, ["norm_id", "norm", "family", "n_agreements"], "norm_network (nodes)")
    edges = drawn_edges(data, weight=weight, n_edges=n_edges, least=least)
    number = {norm_id: k for k, norm_id in enumerate(nodes["norm_id"])}
    strange = sorted((set(data["source"]) | set(data["target"])) - set(number))
    if strange:
        raise ValueError(f"norm_network: an edge joins {strange[0]}, which is not among the nodes.")
    records = nodes.to_dict("records")
    joined = {number[end] for column in ("source", "target") for end in edges[column]}
    tied = [k for k in range(len(records)) if k in joined]
    loose = [k for k in range(len(records)) if k not in joined]

    ax = ax or style.panel(style.PAGE, HEIGHT, bottom=1.5, top=11)
    width, height = style.size(ax)
    ax.set(xlim=(0, width), ylim=(0, height))
    marks.bare(ax)
    most = max(1.0, float(nodes["n_agreements"].max()))
    radius = [0.7 + 2.6 * (float(r["n_agreements"]) / most) ** 0.5 for r in records]

    columns = 3
    rows_below = -(-len(loose) // columns)
    floor = 6.0 + rows_below * 4.4 + 5.0 if loose else 7.0
    if tied:
        _draw_tied(ax, records, radius, tied, edges, number, weight, floor)
    _draw_loose(ax, records, radius, loose, columns, rows_below)
    _network_key(
        ax,
        f"{len(edges)} of {len(data)} pairs are drawn: all beyond chance, each norm's strongest, "
        f"and the strongest of the rest by {WEIGHTS.get(weight, weight)}",
    )
    return ax


def _draw_tied(ax, records, radius, tied, edges, number, weight, floor) -> None:  # type: ignore[no-untyped-def]
    width, height = style.size(ax)
    local = {k: position for position, k in enumerate(tied)}
    strongest = float(edges[weight].max())
    lines = [
        (
            local[number[e["source"]]],
            local[number[e["target"]]],
            round(float(e[weight]) / strongest, 9) if strongest else 1.0,
            bool(e["is_beyond_chance"]),
            2 * float(e.get("n_unverified", 0)) >= float(e["count"]),
        )
        for e in edges.to_dict("records")
    ]
    wanted = layout.distances(
        len(tied), [(i, j, round(1.6 - 0.6 * w, 9)) for i, j, w, *_ in lines], 1.3
    )
    radii = [radius[k] for k in tied]
    line = 3.05
    area = (1.0, floor, width - 1.0, height - 1.0)
    inner = (16.0, floor + 6, width - 16.0, height - 7.0)
    pairs = [(i, j) for i, j, *_ in lines]
    fewest = len(tied) + 1
    for room, gap in itertools.product(NAME_WIDTHS, (3.0, 5.0, 7.0, 9.0, 11.0)):
        tried = [_name_lines(records[k]["norm"], room) for k in tied]
        sizes = [
            (max(wording.text_width(row) for row in name) + 0.4, line * len(name)) for name in tried
        ]
        places = layout.packed(wanted, pairs, inner, radii, gap)
        found, clashes = naming.name_places(places, radii, sizes, pairs, area)
        if clashes < fewest:
            fewest, names, spots, boxes = clashes, tried, places, found
        if not clashes:
            break
    for beyond in (False, True):
        some = [edge for edge in lines if edge[3] is beyond]
        ax.add_collection(
            LineCollection(
                [(spots[i], spots[j]) for i, j, *_ in some],
                linewidths=[0.4 + 2.6 * w * w for _, _, w, *_ in some],
                colors=style.INK if beyond else "#b9c4cc",
                linestyles=[(0, (1.6, 1.4)) if weak else "solid" for *_, weak in some],
                capstyle="butt",
                zorder=2 if beyond else 1,
            ),
            autolim=False,
        )
    for position, k in enumerate(tied):
        _node(ax, spots[position], radius[k], records[k]["family"])
        left, _, right, top = boxes[position]
        side = "left" if left > spots[position][0] else "right"
        if left <= spots[position][0] <= right:
            side = "center"
        x = {"left": left, "right": right, "center": (left + right) / 2}[side]
        for row, text in enumerate(names[position]):
            ax.text(
                x,
                top - line * (row + 0.5),
                text,
                ha=side,
                va="center_baseline",
                zorder=5,
                bbox={**style.HALO, "pad": 0.3, "alpha": 0.85},
            )


def _name_lines(name: str, room: float) -> list[str]:
    """A name on at most two lines."""
    lines = wording.wrap(name, room)
    return lines if len(lines) <= 2 else [lines[0], wording.shorten(" ".join(lines[1:]), room)]


def _draw_loose(ax, records, radius, loose, columns, rows_below) -> None:  # type: ignore[no-untyped-def]
    if not loose:
        return
    width, _ = style.size(ax)
    top = 3.0 + rows_below * 4.4
    ax.plot([0, width], [top + 5.0] * 2, color=style.PALE, lw=0.5)
    ax.text(
        0.0,
        top + 2.0,
        "No tie drawn",
        color=style.GREY,
        fontweight="bold",
        va="center_baseline",
    )
    step = (width - 2) / columns
    for position, k in enumerate(loose):
        x = 3.0 + (position // rows_below) * step
        y = top - 2.2 - (position % rows_below) * 4.4
        _node(ax, (x, y), radius[k], records[k]["family"])
        ax.text(
            x + 3.4,
            y,
            wording.shorten(records[k]["norm"], step - 8),
            va="center_baseline",
            zorder=5,
        )


def _node(ax: Axes, place: layout.Place, radius: float, family: str) -> None:
    ax.plot(
        [place[0]],
        [place[1]],
        marker=style.FAMILY_MARKERS.get(family, "D"),
        markersize=radius * 2 / 25.4 * 72 * (0.9 if family == "further" else 1),
        markerfacecolor=style.FAMILY_COLOURS.get(family, style.GREY),
        markeredgecolor=style.PAPER,
        markeredgewidth=0.7,
        zorder=4,
    )


def _network_key(ax: Axes, note: str) -> None:
    entries = [
        (
            label(family),
            {"marker": style.FAMILY_MARKERS[family], "color": style.FAMILY_COLOURS[family]},
        )
        for family in NORM_FAMILY
    ]
    legend.key(
        ax,
        [
            *entries,
            ("tie beyond chance", {"facecolor": style.INK}),
            ("other strong tie", {"facecolor": "#b9c4cc"}),
            ("broken: half or more not verified", {"text": "╌", "color": style.GREY}),
        ],
        above=8.0,
        gap=3.2,
    )
    ax.text(
        0,
        1 + 3.6 / style.size(ax)[1],
        note,
        transform=ax.transAxes,
        va="center_baseline",
        color=style.GREY,
    )
