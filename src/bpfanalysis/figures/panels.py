"""Who takes part: small panels of bars over the UN regional groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes

from bpfanalysis.figures import legend, marks, style, wording
from bpfanalysis.vocabularies import UN_REGION, label

SOUTH_COLOURS = {"yes": "#a33405", "no": "#7fb0d5", "unknown": "#d6d6d6"}
SOUTH_NAMES = {"yes": "Global South", "no": "other countries", "unknown": "worldwide or not known"}
REGION_NAMES = {"Global": "Worldwide", "unknown": "Not known"}
CATEGORY_NAMES = {
    "state": "States",
    "public-authority": "Public bodies",
    "private-sector": "Private sector",
    "civil-society": "Civil society",
    "other": "No category",
}
GAP = 0.03


def _panels(ax: Axes, n: int) -> list[Axes]:
    wide = (1 - GAP * (n - 1)) / n
    return [ax.inset_axes((k * (wide + GAP), 0, wide, 1)) for k in range(n)]


def _title(panel: Axes, ax: Axes, text: str, second: str = "", *, up: float = 3.0) -> None:
    _, tall = style.size(ax)
    panel.text(
        0,
        1 + (up + (3.6 if second else 0)) / tall,
        text,
        transform=panel.transAxes,
        va="center_baseline",
        fontweight="bold",
        color=style.GREY,
    )
    if second:
        panel.text(
            0,
            1 + up / tall,
            second,
            transform=panel.transAxes,
            va="center_baseline",
            color=style.GREY,
        )


def _regions(found: Sequence[str]) -> list[str]:
    present = set(found)
    known = [region for region in UN_REGION if region in present and region != "unknown"]
    rest = sorted(present - set(known) - {"unknown"})
    return [*known, *rest, *(["unknown"] if "unknown" in present else [])]


def _names(ax: Axes, rows: Sequence[str], left: float, names: Mapping[str, str]) -> None:
    marks.row_labels(
        ax,
        [(y, wording.shorten(names.get(row, row), left - 3)) for y, row in enumerate(rows)],
        colours={
            float(y): style.GREY
            for y, row in enumerate(rows)
            if row not in UN_REGION or row in ("Global", "unknown")
        },
    )


@style.drawn
def participation_regions(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw where contributions and documented links come from, and how far from the Global South.

    Parameters
    ----------
    data
        `record` (contributions, outreach), `cycle` (empty for outreach), `region`,
        `global_south` (yes, no, unknown), `n_entries`.
    ax
        Axes to draw into, split into a panel per cycle and one for outreach; a new figure at print
        size by default.

    Returns
    -------
    Axes
        The axes that hold the panels (`child_axes`).

    Raises
    ------
    ValueError
        If a column is missing or there are no rows.
    """
    marks.require(
        data, ["record", "cycle", "region", "global_south", "n_entries"], "participation_regions"
    )
    data = data.assign(
        cycle=["" if pd.isna(c) else str(c).removesuffix(".0") for c in data["cycle"]]
    )
    given = data[data["record"] == "contributions"]
    parts = [
        (given[given["cycle"] == cycle], f"Contributions {cycle}")
        for cycle in sorted(set(given["cycle"]))
    ]
    linked = data[data["record"] == "outreach"]
    if not linked.empty:
        parts.append((linked, "Documented links"))
    regions = _regions(data["region"].tolist())
    left = 44.0
    ax = ax or style.panel(style.PAGE, len(regions) * 5.6, left=left, right=4, top=18, bottom=3)
    ax.set(xlim=(0, 1), ylim=(len(regions) - 0.4, -0.6))
    marks.bare(ax)
    _names(ax, regions, left, REGION_NAMES)
    sums = [part.groupby(["region", "global_south"])["n_entries"].sum() for part, _ in parts]
    most = max([int(s.groupby("region").sum().max()) for s in sums] or [1])
    for panel, (part, title), count in zip(_panels(ax, len(parts)), parts, sums, strict=True):
        panel.set(xlim=(0, most * 1.16), ylim=ax.get_ylim())
        marks.bare(panel, spines=("left",))
        total = int(part["n_entries"].sum())
        south = int(part.loc[part["global_south"] == "yes", "n_entries"].sum())
        _title(panel, ax, title, f"Global South: {south} of {total}")
        for y, region in enumerate(regions):
            end = 0.0
            for value, colour in SOUTH_COLOURS.items():
                length = int(count.get((region, value), 0))
                if length:
                    panel.barh(
                        y,
                        length,
                        left=end,
                        height=0.66,
                        color=colour,
                        edgecolor=style.PAPER,
                        lw=0.5,
                    )
                    end += length
            panel.text(
                end + most * 0.03,
                y,
                str(int(end)),
                va="center_baseline",
                color=style.INK if end else style.GREY,
            )
    legend.key(
        ax,
        [(SOUTH_NAMES[value], {"facecolor": colour}) for value, colour in SOUTH_COLOURS.items()],
        x=-left + 1.5,
        above=14.0,
    )
    return ax


@style.drawn
def paris_call_adherents(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw where the supporters of the Paris Call come from, a panel for each category.

    A bar is the share of the category that comes from a UN regional group; the number is the
    count, and in brackets the number of countries.

    Parameters
    ----------
    data
        `region`, `category`, `n_supporters`, `n_countries`. Supporters of no stated nationality
        and countries in no group are regions of their own.
    ax
        Axes to draw into, split into a panel per category; a new figure at print size by default.

    Returns
    -------
    Axes
        The axes that hold the panels (`child_axes`).

    Raises
    ------
    ValueError
        If a column is missing or there are no rows.
    """
    marks.require(
        data, ["region", "category", "n_supporters", "n_countries"], "paris_call_adherents"
    )
    totals = data.groupby("region")["n_supporters"].sum()
    regions = [region for region in _regions(data["region"].tolist()) if totals[region] > 0]
    known = [c for c in CATEGORY_NAMES if c in set(data["category"])]
    categories = known + sorted(set(data["category"]) - set(known))
    count = data.set_index(["region", "category"])["n_supporters"]
    countries = data.set_index(["region", "category"])["n_countries"]
    left = 44.0
    ax = ax or style.panel(style.PAGE, len(regions) * 5.6, left=left, right=5, top=11, bottom=3)
    ax.set(xlim=(0, 1), ylim=(len(regions) - 0.4, -0.6))
    marks.bare(ax)
    _names(ax, regions, left, REGION_NAMES)
    sums = data.groupby("category")["n_supporters"].sum()
    shares = [int(number) / max(1, int(sums[category])) for (_, category), number in count.items()]
    limit = max(shares) / 0.5
    for panel, category in zip(_panels(ax, len(categories)), categories, strict=True):
        panel.set(xlim=(0, limit), ylim=ax.get_ylim())
        marks.bare(panel, spines=("left",))
        total = int(sums[category])
        _title(panel, ax, CATEGORY_NAMES.get(category, label(category)), f"{total} in all")
        for y, region in enumerate(regions):
            value = int(count.get((region, category), 0))
            places = int(countries.get((region, category), 0))
            share = value / max(1, total)
            panel.barh(
                y,
                share,
                height=0.66,
                color=style.CALM if region in UN_REGION else "#9a9a9a",
            )
            panel.text(
                share + limit * 0.03,
                y,
                f"{value} ({places})" if places and category != "state" else str(value),
                va="center_baseline",
                color=style.INK if value else style.GREY,
            )
    return ax
