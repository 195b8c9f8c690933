"""Ties between norms and how sure they are: intervals, redrawn codings, single agreements."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from bpfanalysis.figures import layout, legend, marks, style, wording
from bpfanalysis.figures.network import _node
from bpfanalysis.vocabularies import NORM_FAMILY, label

ROW = 7.6  # mm, two lines of text
LEFT = 55.0  # mm for the names
NULLS = {
    "hypergeometric": "norms' frequency kept",
    "sdsm": "lengths of texts kept on average",
    "fdsm": "lengths of texts kept exactly",
}
_PHI = (0.0, 56.0)  # mm: where the scale of phi begins and ends
_SHARE = (64.0, 84.0)  # mm: the bar of P(edge)
_TESTS = (92.0, 100.0, 108.0)  # mm: one column per null model
SURE, LIKELY = 0.95, 0.5


def tie_names(source: str, target: str, width: float) -> tuple[str, str]:
    """Two lines that name a tie.

    Examples
    --------
    >>> tie_names("Cyber hygiene", "Capacity building", 50)
    ('Cyber hygiene', 'with Capacity building')
    """
    return wording.shorten(source, width), wording.shorten(f"with {target}", width)


@style.drawn
def tie_certainty(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw each tie with its association, its interval, P(edge), and the nulls it survives.

    Parameters
    ----------
    data
        One row per tie: `source_norm`, `target_norm`, `phi`, `phi_low`, `phi_high`,
        `p_edge_more`, and `sign_hypergeometric`, `sign_sdsm`, `sign_fdsm`.
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
    signs = [f"sign_{null}" for null in NULLS]
    columns = ["source_norm", "target_norm", "phi", "phi_low", "phi_high", "p_edge_more", *signs]
    marks.require(data, columns, "tie_certainty")
    height = len(data) * ROW
    width = style.PAGE - LEFT - style.MARGIN
    ax = ax or style.panel(style.PAGE, height, left=LEFT, right=style.MARGIN, top=15, bottom=9)
    ax.set(xlim=(0, width), ylim=(height, 0))
    marks.bare(ax)
    least = min(0.0, float(data["phi_low"].min(skipna=True)))
    least = min(-0.2, -0.2 * (-least // 0.2))

    def place(phi: float) -> float:
        return _PHI[0] + (phi - least) / (1 - least) * (_PHI[1] - _PHI[0])

    ticks = [0.0, 0.5, 1.0]
    for tick in ticks:
        ax.plot([place(tick)] * 2, [0, height], color=style.PALE, lw=0.8 if tick == 0 else 0.4)
        ax.text(place(tick), height + 3, f"{tick:g}", ha="center", va="center_baseline")
    ax.text(
        (_PHI[0] + _PHI[1]) / 2,
        height + 7,
        "Correlation of the two norms (phi)",
        ha="center",
        va="center_baseline",
        color=style.GREY,
    )
    for k, record in enumerate(data.to_dict("records")):
        y = (k + 0.5) * ROW
        if k % 2:
            ax.add_patch(
                Rectangle(
                    (-LEFT + 1, y - ROW / 2),
                    style.PAGE - 2,
                    ROW,
                    facecolor="#f5f5f3",
                    edgecolor="none",
                    zorder=-2,
                    clip_on=False,
                )
            )
        first, second = tie_names(record["source_norm"], record["target_norm"], LEFT - 4)
        ax.text(-1.5, y - 1.6, first, ha="right", va="center_baseline")
        ax.text(-1.5, y + 1.6, second, ha="right", va="center_baseline")
        ax.plot([place(record["phi_low"]), place(record["phi_high"])], [y, y], color=style.CALM)
        ax.plot([place(record["phi"])], [y], "o", ms=4.5, color=style.CALM)
        _share(ax, y, float(record["p_edge_more"]))
        for x, sign in zip(_TESTS, signs, strict=True):
            survives = record[sign] != 0
            ax.plot(
                [x],
                [y],
                marker="s",
                ms=5.5,
                markerfacecolor=style.INK if survives else style.PAPER,
                markeredgecolor=style.INK if survives else style.PALE,
                markeredgewidth=0.8,
            )
    _headings(ax)
    return ax


def _share(ax: Axes, y: float, share: float) -> None:
    """A bar of a share, with its number."""
    length = _SHARE[1] - _SHARE[0]
    box: dict[str, Any] = {"height": 2.6, "linewidth": 0.4}
    ax.add_patch(
        Rectangle((_SHARE[0], y - 1.3), length, facecolor="none", edgecolor=style.GREY, **box)
    )
    ax.add_patch(Rectangle((_SHARE[0], y - 1.3), length * share, facecolor=style.GREY, **box))
    text = (
        "0" if share == 0 else "<0.01" if share < 0.01 else f"{share:.2f}".rstrip("0").rstrip(".")
    )
    ax.text(_SHARE[0] - 0.8, y, text, ha="right", va="center_baseline", bbox=style.HALO)


def _headings(ax: Axes) -> None:
    """What the columns mean, above them."""
    lines = [
        (_PHI[0], ["How strongly they go together,", "interval by lineage"], "left"),
        (_SHARE[0] - 4, ["P(edge) when", "contested cells", "are redrawn"], "left"),
    ]
    for x, words, side in lines:
        for k, word in enumerate(reversed(words)):
            ax.text(x, -1.8 - 3.2 * k, word, ha=side, va="center_baseline", color=style.GREY)
    ax.text(
        _TESTS[0] - 3, -11.4, "Tie survives the", ha="left", va="center_baseline", color=style.GREY
    )
    ax.text(_TESTS[0] - 3, -8.2, "null model", ha="left", va="center_baseline", color=style.GREY)
    for x, null in zip(_TESTS, ("hyp.", "SDSM", "FDSM"), strict=True):
        ax.text(x, -1.8, null, ha="center", va="center_baseline", color=style.GREY)


@style.drawn
def tie_network(
    data: pd.DataFrame, nodes: pd.DataFrame, *, most_ties: int = 14, ax: Axes | None = None
) -> Axes:
    """Draw the ties that are an edge in some redrawn coding, with their P(edge) on the line.

    A solid line is an edge in at least 95 of 100 redrawn codings, a dashed one in at least half,
    a dotted one in fewer; a dark line also survives a null model that keeps the lengths of texts.

    Parameters
    ----------
    data
        One row per pair: `source`, `target`, `p_edge_more`, `sign_sdsm`, `sign_fdsm`; pairs with
        P(edge) below 0.01 are left out.
    nodes
        One row per norm: `norm_id`, `norm`, `family`, `n_agreements`; norms without a drawn tie
        are left out.
    most_ties
        At most so many ties are drawn, the surest first; the picture says how many there are.
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
        data, ["source", "target", "p_edge_more", "sign_sdsm", "sign_fdsm"], "tie_network"
    )
    marks.require(nodes, ["norm_id", "norm", "family", "n_agreements"], "tie_network (nodes)")
    ranked = data.assign(_share=data["p_edge_more"].round(9)).sort_values(
        "_share", ascending=False, kind="stable"
    )
    often = ranked[ranked["_share"] >= 0.01]
    ties = often.head(most_ties).to_dict("records")
    if not ties:
        return nothing(ax, "No pair of norms is a tie in any of the redrawn codings.")
    records = _by_component(ties, nodes.to_dict("records"))
    number = {r["norm_id"]: k for k, r in enumerate(records)}
    ax = ax or style.panel(style.PAGE, 96.0, bottom=1.5, top=7)
    width, height = style.size(ax)
    ax.set(xlim=(0, width), ylim=(0, height))
    marks.bare(ax)
    most = max(1.0, float(nodes["n_agreements"].max()))
    radii = [0.9 + 2.8 * (float(r["n_agreements"]) / most) ** 0.5 for r in records]
    across, up = 30.0, height / 2 - 9.0
    spots = [(width / 2 + across * x, height / 2 + up * y) for x, y in layout.circle(len(records))]
    taken = _ring_names(ax, records, spots, radii)
    for tie in ties:
        ends = spots[number[tie["source"]]], spots[number[tie["target"]]]
        share = round(float(tie["p_edge_more"]), 9)
        firm = tie["sign_sdsm"] == 1 or tie["sign_fdsm"] == 1
        ax.plot(
            [x for x, _ in ends],
            [y for _, y in ends],
            color=style.INK if firm else "#8296a3",
            lw=2.4 if firm else 1.6,
            linestyle="-" if share >= SURE else (0, (5, 2)) if share >= LIKELY else (0, (1, 1.6)),
            zorder=1,
        )
        _on_line(ax, ends, "1" if share == 1 else f"{share:.2f}", taken)
    families = [
        (
            label(family),
            {"marker": style.FAMILY_MARKERS[family], "color": style.FAMILY_COLOURS[family]},
        )
        for family in NORM_FAMILY
    ]
    legend.key(ax, families, above=3.8)
    ax.text(
        width,
        height + 3.8,
        "on each line: P(edge); solid 0.95 or more, dashed 0.5 or more, dotted less"
        if len(often) <= most_ties
        else f"the {len(ties)} surest of {len(often)} ties; solid: P(edge) 0.95 or more",
        ha="right",
        va="center_baseline",
        color=style.GREY,
    )
    return ax


def _ring_names(
    ax: Axes, records: list[dict], spots: list[layout.Place], radii: list[float]
) -> list[layout.Box]:
    """Draw nodes on a ring with their names outside it; the boxes that names and nodes fill."""
    width, height = style.size(ax)
    line = 3.05
    filled: list[layout.Box] = []
    for (x, y), radius, record in zip(spots, radii, records, strict=True):
        _node(ax, (x, y), radius, record["family"])
        filled.append((x - radius, y - radius, x + radius, y + radius))
        middle = abs(x - width / 2) < 6
        words = wording.wrap(record["norm"], 48.0)
        side = "center" if middle else "left" if x > width / 2 else "right"
        beside = x + {"left": 1, "right": -1, "center": 0}[side] * (radius + 1.2)
        lift = 0.0
        if middle:
            lift = (1 if y > height / 2 else -1) * (radius + 1.5 + line * len(words) / 2)
        for row, text in enumerate(words):
            up = y + lift + ((len(words) - 1) / 2 - row) * line
            ax.text(beside, up, text, ha=side, va="center_baseline", zorder=5)
            long = wording.text_width(text)
            left = {"left": beside, "right": beside - long, "center": beside - long / 2}[side]
            filled.append((left, up - line / 2, left + long, up + line / 2))
    return filled


def _on_line(
    ax: Axes, ends: tuple[layout.Place, layout.Place], text: str, taken: list[layout.Box]
) -> None:
    """Write a short text on a line where it covers nothing; leave it out where there is no room."""
    (x0, y0), (x1, y1) = ends
    half, high = wording.text_width(text) / 2 + 0.6, 1.9
    for part in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74):
        x, y = x0 + part * (x1 - x0), y0 + part * (y1 - y0)
        box = (x - half, y - high, x + half, y + high)
        if all(box[2] <= b[0] or b[2] <= box[0] or box[3] <= b[1] or b[3] <= box[1] for b in taken):
            taken.append(box)
            ax.text(x, y, text, ha="center", va="center_baseline", zorder=3, bbox=style.HALO)
            return


def nothing(ax: Axes | None, words: str) -> Axes:
    """A picture of an empty result, which says so."""
    ax = ax or style.panel(style.PAGE, 24.0)
    ax.set(xlim=(0, 1), ylim=(0, 1))
    marks.bare(ax)
    ax.text(0.5, 0.5, words, ha="center", va="center_baseline", color=style.GREY)
    return ax


def _by_component(ties: list[dict], records: list[dict]) -> list[dict]:
    """The norms that have a tie, those tied with one another side by side, along their ties."""
    beside: dict[str, list[str]] = {}
    for tie in ties:
        beside.setdefault(tie["source"], []).append(tie["target"])
        beside.setdefault(tie["target"], []).append(tie["source"])
    record_of = {r["norm_id"]: r for r in records}
    order: list[str] = []
    # An end of a chain first, so that neighbours on the circle are mostly tied.
    for start in sorted(beside, key=lambda norm: (len(beside[norm]), list(record_of).index(norm))):
        waiting = [start]
        while waiting:
            norm = waiting.pop(0)
            if norm not in order:
                order.append(norm)
                waiting = [other for other in beside[norm] if other not in order] + waiting
    return [record_of[norm] for norm in order]
