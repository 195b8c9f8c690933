"""Which single agreement, or family of texts, makes or hides which tie."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from bpfanalysis.figures import legend, marks, style, wording
from bpfanalysis.figures.ties import nothing, tie_names


@style.drawn
def agreement_influence(data: pd.DataFrame, *, most_ties: int = 11, ax: Axes | None = None) -> Axes:
    """Draw which single agreement (or family of texts) makes or hides which tie.

    Parameters
    ----------
    data
        One row per change: `kind` (agreement or lineage block), `left_out_name`, `source_norm`,
        `target_norm`, `effect` (makes, hides, turns). Without rows the picture says so.
    most_ties
        At most so many ties are drawn, those that change most often; the picture says it.
    ax
        Axes to draw into; a new figure at print size by default.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing.
    """
    columns = ["kind", "left_out_name", "source_norm", "target_norm", "effect"]
    if data.empty:
        return nothing(ax, "No single agreement and no family of texts makes or hides a tie.")
    marks.require(data, columns, "agreement_influence")
    pair_of = list(zip(data["source_norm"], data["target_norm"], strict=True))
    changes = (
        pd.Series(pair_of).value_counts(sort=False).sort_values(ascending=False, kind="stable")
    )
    drawn = set(changes.index[:most_ties])
    records = [r for r, pair in zip(data.to_dict("records"), pair_of, strict=True) if pair in drawn]
    made = [(r["source_norm"], r["target_norm"]) for r in records if r["effect"] != "hides"]
    hidden = [(r["source_norm"], r["target_norm"]) for r in records if r["effect"] == "hides"]
    ties = list(dict.fromkeys([*made, *hidden]))
    kinds = list(dict.fromkeys(r["kind"] for r in records))
    rows: list[tuple[float, str, str]] = []
    headings: list[tuple[float, str]] = []
    y = 0.0
    for kind in kinds:
        headings.append((y, f"Without this {kind}"))
        y += 1.1
        for name in dict.fromkeys(r["left_out_name"] for r in records if r["kind"] == kind):
            rows.append((y, kind, name))
            y += 1
        y += 0.6
    top, left = 62.0, 52.0
    step = min(17.0, (style.PAGE - left - 4) / len(ties))
    right = style.PAGE - left - step * len(ties)
    ax = ax or style.panel(
        style.PAGE, (y - 0.4) * 3.9, left=left, right=right, top=top, bottom=style.MARGIN
    )
    ax.set(xlim=(-0.5, len(ties) - 0.5), ylim=(y - 0.9, -0.7))
    marks.bare(ax)
    _, height = style.size(ax)
    for k, (source, target) in enumerate(ties):
        ax.axvline(k, color=style.FAINT, lw=0.6, zorder=0)
        for offset, text in zip((-1.7, 1.7), tie_names(source, target, top - 6), strict=True):
            ax.text(
                k + offset / step,
                1 + 1.5 / height,
                text,
                transform=ax.get_xaxis_transform(),
                ha="center",
                va="bottom",
                rotation=90,
            )
    for y_of, text in headings:
        marks.heading(ax, y_of, text, left - style.MARGIN)
    marks.row_labels(ax, [(y_of, wording.shorten(name, left - 3)) for y_of, _, name in rows])
    place = {(kind, name): y_of for y_of, kind, name in rows}
    column = {tie: k for k, tie in enumerate(ties)}
    for record in records:
        hides = record["effect"] == "hides"
        ax.plot(
            [column[record["source_norm"], record["target_norm"]]],
            [place[record["kind"], record["left_out_name"]]],
            marker="o" if hides else "s",
            ms=5.5,
            markerfacecolor=style.PAPER if hides else style.ACCENT,
            markeredgecolor=style.CALM if hides else style.ACCENT,
            markeredgewidth=1.1,
        )
    for y_of, _, _ in rows:
        ax.axhline(y_of, color=style.FAINT, lw=0.4, zorder=0)
    marked = [("the tie is lost", {"marker": "s", "color": style.ACCENT})]
    marked.append(
        (
            "a tie appears",
            {"marker": "o", "color": style.CALM, "markerfacecolor": style.PAPER},
        )
    )
    for k, entry in enumerate(marked):
        legend.key(ax, [entry], x=-left + 2, above=8.0 - 4.2 * k)
    if len(changes) > most_ties:
        legend.key(ax, [], x=-left + 2, above=12.2, title=f"{most_ties} of {len(changes)} ties")
    return ax
