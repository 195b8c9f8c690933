"""Life cycles of norms in other fields: put forward, adopted, spread, with unknown years shown."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from bpfanalysis.figures import legend, marks, style, wording

EVENTS = {
    "emerged": ("put forward", "o", style.PAPER),
    "adopted": ("adopted", "s", style.CALM),
    "cascade": ("taken up by most", "^", style.CALM),
}
LAW_COLOURS = {"binding": "#123f66", "mixed": "#37729f", "voluntary": "#c25a12"}
ROW = 4.6  # mm


@style.drawn
def case_life_cycles(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw when the norms of other fields were put forward, adopted and taken up.

    Cases stand in the order given. A dotted line to a question mark stands for a later event
    whose year the sources do not give; it is not drawn as if the event had not happened.

    Parameters
    ----------
    data
        One row per case and event: `case_id`, `case`, `field`, `event` (emerged, adopted,
        cascade), `year` (empty where not known), `binding` (binding, mixed, voluntary).
    ax
        Axes to draw into; a new figure at print size by default.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing, there are no rows, or no year is known.
    """
    marks.require(
        data, ["case_id", "case", "field", "event", "year", "binding"], "case_life_cycles"
    )
    cases = data.drop_duplicates("case_id").to_dict("records")
    year_of = {
        (r["case_id"], r["event"]): int(r["year"])
        for r in data.to_dict("records")
        if not pd.isna(r["year"]) and str(r["year"]).strip()
    }
    if not year_of:
        raise ValueError("case_life_cycles has nothing to draw: no year is known.")
    first, last = min(year_of.values()), max(year_of.values())
    left, right = 42.0, 60.0
    ax = ax or style.panel(style.PAGE, len(cases) * ROW, left=left, right=right, top=9, bottom=8)
    width, tall = style.size(ax)
    ax.set(xlim=(first - 3, max(last, 2020) + 6), ylim=(len(cases) - 0.4, -0.6))
    per_mm = (ax.get_xlim()[1] - ax.get_xlim()[0]) / width
    marks.row_labels(ax, [(y, wording.shorten(r["case"], left - 3)) for y, r in enumerate(cases)])
    for y, case in enumerate(cases):
        colour = LAW_COLOURS.get(case["binding"], style.GREY)
        known = [
            (e, year_of[(case["case_id"], e)]) for e in EVENTS if (case["case_id"], e) in year_of
        ]
        unknown = [e for e in EVENTS if (case["case_id"], e) not in year_of]
        ax.axhline(y, color=style.FAINT, lw=0.5, zorder=0)
        years = [year for _, year in known]
        if len(known) > 1:
            ax.plot([min(years), max(years)], [y, y], color=colour, lw=1.6, zorder=2)
        for event, year in known:
            _, marker, face = EVENTS[event]
            ax.plot(
                [year],
                [y],
                marker=marker,
                markersize=5.2 if marker != "^" else 5.8,
                markerfacecolor=face if face == style.PAPER else colour,
                markeredgecolor=colour if event != "cascade" else style.PAPER,
                markeredgewidth=1.1 if event == "emerged" else 0.5,
                zorder=3 + list(EVENTS).index(event) * 0.1,
            )
        if unknown:
            end = max(years) if years else first
            ax.plot(
                [end, end + 9 * per_mm], [y, y], color=colour, lw=1.0, ls=(0, (1.5, 1.5)), zorder=1
            )
            ax.text(
                end + 10.2 * per_mm,
                y,
                "?",
                ha="center",
                va="center_baseline",
                color=colour,
                fontweight="bold",
                bbox=style.HALO,
            )
        for x, text, shade in (
            (3.0, case["binding"], colour),
            (19.0, wording.shorten(case["field"], right - 20.5), style.GREY),
        ):
            ax.text(
                1 + x / width,
                y,
                text,
                transform=ax.get_yaxis_transform(),
                va="center_baseline",
                color=shade,
            )
    ax.set_xticks([year for year in range(1900, 2041, 20) if first - 3 <= year <= ax.get_xlim()[1]])
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x")
    legend.key(
        ax,
        [
            (
                text,
                {
                    "marker": marker,
                    "color": style.GREY,
                    "markerfacecolor": face if face == style.PAPER else style.GREY,
                },
            )
            for text, marker, face in EVENTS.values()
        ]
        + [("year not known", {"text": "?", "color": style.GREY})],
        x=-left + 1.5,
        above=4.8,
        gap=4,
    )
    for x, text in ((3.0, "Form"), (19.0, "Field")):
        ax.text(
            1 + x / width,
            1 + 4.8 / tall,
            text,
            transform=ax.transAxes,
            va="center_baseline",
            color=style.GREY,
            fontweight="bold",
        )
    return ax
