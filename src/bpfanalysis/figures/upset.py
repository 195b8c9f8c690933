"""Combinations of norms: which sets of norms agreements hold, largest groups first."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from bpfanalysis.figures import marks, style, wording

ROW = 3.9  # mm


@style.drawn
def norm_combinations(data: pd.DataFrame, *, n_largest: int = 30, ax: Axes | None = None) -> Axes:
    """Draw the combinations of norms that agreements hold: a row each, with who holds it.

    Rows are combinations, columns norms; filled dots are the norms of the combination. The bar is
    the number of agreements that hold exactly this combination, and their names stand beside it.

    Parameters
    ----------
    data
        One row per combination: `norm_ids` and `norms` (``;``-joined, empty for none), `n_norms`,
        `n_agreements`, `agreements` (``;``-joined).
    n_largest
        How many combinations are drawn; the picture says how many are left out.
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
        data, ["norm_ids", "norms", "n_norms", "n_agreements", "agreements"], "norm_combinations"
    )
    ordered = data.sort_values(["n_agreements", "n_norms"], ascending=[False, False], kind="stable")
    shown = ordered.head(n_largest)
    left_out = ordered.iloc[n_largest:]
    names: dict[str, str] = {}
    held: dict[str, int] = {}
    for record in data.to_dict("records"):
        for norm_id, norm in zip(_parts(record["norm_ids"]), _parts(record["norms"]), strict=True):
            names[norm_id] = norm
            held[norm_id] = held.get(norm_id, 0) + int(record["n_agreements"])
    order = sorted(names, key=lambda norm_id: (-held[norm_id], norm_id))
    n = len(order)
    step = 4.6 if n <= 16 else 3.5
    top = 46.0
    nothing = "none of these norms"
    has_nothing = bool((shown["n_norms"] == 0).any())
    matrix = max(n * step + 2, wording.text_width(nothing) + 3 if has_nothing else 0)
    ax = ax or style.panel(
        style.PAGE,
        len(shown) * ROW + (ROW if len(left_out) else 0) + 1,
        left=1.5,
        right=1.5,
        top=top,
        bottom=8,
    )
    width, height = style.size(ax)
    rows_high = len(shown) + (1 if len(left_out) else 0)
    ax.set(xlim=(0, width), ylim=(rows_high - 0.4, -0.6))
    marks.bare(ax)
    xs = {norm_id: 2.4 + place * step for place, norm_id in enumerate(order)}
    for norm_id, x in xs.items():
        ax.text(
            x,
            1 + 5.4 / height,
            wording.shorten(names[norm_id], 48),
            transform=ax.get_xaxis_transform(),
            rotation=50,
            rotation_mode="anchor",
            ha="left",
            va="center",
        )
        ax.text(
            x,
            1 + 2.0 / height,
            str(held[norm_id]),
            transform=ax.get_xaxis_transform(),
            ha="center",
            va="center_baseline",
            color=style.GREY,
        )
    most = max(1, int(shown["n_agreements"].max()))
    bar = min(4.5, 24.0 / most)
    begin = matrix + 3
    for y, record in enumerate(shown.to_dict("records")):
        if y % 2 == 0:
            ax.axhspan(y - 0.5, y + 0.5, color=style.FAINT, lw=0, zorder=0, alpha=0.7)
        members = _parts(record["norm_ids"])
        inside = set(members)
        if members:
            ax.plot(
                [xs[k] for k in order if k not in inside],
                [y] * (n - len(inside)),
                linestyle="none",
                marker="o",
                markersize=2.0,
                color=style.PALE,
            )
            places = sorted(xs[k] for k in members)
            ax.plot([places[0], places[-1]], [y, y], color=style.CALM, lw=1.1)
            ax.plot(
                places,
                [y] * len(places),
                linestyle="none",
                marker="o",
                markersize=6.2,
                color=style.CALM,
                markeredgecolor="none",
            )
        else:
            ax.text(1.2, y, nothing, va="center_baseline")
        length = int(record["n_agreements"]) * bar
        ax.barh(y, length, left=begin, height=0.7, color=style.CALM)
        ax.text(begin + length + 1, y, str(int(record["n_agreements"])), va="center_baseline")
        x = begin + length + 5
        ax.text(
            x,
            y,
            _listed(_parts(record["agreements"]), width - x - 0.5),
            va="center_baseline",
            color=style.GREY,
        )
    if len(left_out):
        n_more, n_holders = len(left_out), int(left_out["n_agreements"].sum())
        ax.text(
            1.2,
            len(shown),
            f"and {n_more} more combination{'s' if n_more > 1 else ''}, "
            f"held by {n_holders} agreement{'s' if n_holders > 1 else ''}",
            va="center_baseline",
            color=style.GREY,
        )
    _, tall = style.size(ax)
    ax.text(
        0,
        -3.2 / tall,
        "Columns: norms, with the number of agreements that hold each",
        transform=ax.transAxes,
        va="center_baseline",
        color=style.GREY,
    )
    ax.text(
        begin / width,
        1 + 2.0 / tall,
        "Agreements that hold exactly these",
        transform=ax.transAxes,
        va="center_baseline",
        color=style.GREY,
    )
    return ax


def _parts(value: object) -> list[str]:
    if not isinstance(value, str):
        return []
    return [part.strip() for part in value.split(";") if part.strip()]


def _listed(names: list[str], room: float) -> str:
    """As many names as fit on a line, then how many more there are.

    Examples
    --------
    >>> _listed(["Paris Call", "Tech Accord", "MANRS"], 34)
    'Paris Call and 2 more'
    """
    for shown in range(len(names), 0, -1):
        rest = len(names) - shown
        text = ", ".join(names[:shown]) + (f" and {rest} more" if rest else "")
        if wording.text_width(text) <= room:
            return text
    return wording.shorten(names[0], room) if len(names) == 1 else f"{len(names)} agreements"
