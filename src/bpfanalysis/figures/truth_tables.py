"""The truth table as a picture: what was observed, what followed, and what nobody has seen."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from bpfanalysis.figures import legend, marks, style, wording

OUTPUTS = {
    "1": ("suffices", "#123f66"),
    "C": ("contradictory: some cases have it, some not", "#e3a83b"),
    "0": ("does not suffice", "#d3e0ea"),
    "?": ("no case", style.PAPER),
}
OUTCOME_NAMES = {
    "adherence": "Kept",
    "~adherence": "Not kept",
    "internalised": "Internalised",
    "~internalised": "Not internalised",
}
ROW = 5.2  # mm


@style.drawn
def qca_truth_table(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the truth table: configurations, their cases, and the output for each outcome.

    A full mark is a condition present, an empty ring one absent. Rows with cases come first, by
    number of conditions present; the rows below hold no case: nothing was observed there.

    Parameters
    ----------
    data
        `outcome`, `row`, `config` (zeros and ones), `conditions` (names joined with a
        semicolon), `n`, `out` (1, 0, C or ?), `cases` (joined with a semicolon).
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
    needed = ["outcome", "row", "config", "conditions", "n", "out", "cases"]
    marks.require(data, needed, "qca_truth_table")
    data = data.assign(config=_as_text(data))
    outcomes = list(dict.fromkeys(data["outcome"]))
    conditions = str(data["conditions"].iloc[0]).split(";")
    rows = data.drop_duplicates("row")
    held = rows[rows["n"] > 0].sort_values(["config", "row"], key=_by_size, ascending=[False, True])
    empty = rows[rows["n"] == 0].sort_values(
        ["config", "row"], key=_by_size, ascending=[False, True]
    )
    k = len(conditions)
    left, top = 4.0, 34.0
    text_x = k - 0.45
    boxes_x = text_x + 14.2
    height = len(rows) + (1.3 if len(empty) else 0) + 1
    ax = ax or style.panel(style.PAGE, height * ROW, left=left, right=2, top=top, bottom=2)
    last = boxes_x + len(outcomes)
    ax.set(xlim=(-0.6, last - 0.3), ylim=(height - 0.5, -0.6))
    marks.bare(ax)
    width, _ = style.size(ax)
    room = 13.9 * width / (last + 0.3)
    marks.column_labels(ax, [(j - 0.15, c) for j, c in enumerate(conditions)], rotation=45)
    marks.column_labels(
        ax, [(boxes_x + j, OUTCOME_NAMES.get(o, str(o))) for j, o in enumerate(outcomes)]
    )
    output = {(r["outcome"], r["row"]): r["out"] for r in data.to_dict("records")}
    y = 0.0
    ax.text(-0.45, y, "Observed", color=style.GREY, fontweight="bold", va="center_baseline")
    y += 1
    for part, is_empty in ((held, False), (empty, True)):
        if is_empty and len(part):
            y += 0.3
            ax.text(
                -0.45,
                y,
                f"Never observed: {len(part)} of {len(rows)} configurations",
                color=style.GREY,
                fontweight="bold",
                va="center_baseline",
            )
            y += 1
        for record in part.to_dict("records"):
            _configuration(ax, y, record["config"], is_empty)
            if not is_empty:
                cases = str(record["cases"]).split(";")
                names = ", ".join(case.split(" (")[0] for case in cases)
                ax.text(
                    text_x,
                    y,
                    _fit(f"{len(cases)}: {names}", room),
                    va="center_baseline",
                    fontsize=style.TEXT,
                )
            for j, outcome in enumerate(outcomes):
                _box(ax, boxes_x + j, y, output.get((outcome, record["row"]), "?"))
            y += 1
    legend.key(
        ax,
        [
            *(
                (
                    text,
                    {"facecolor": colour, "edgecolor": style.GREY, "linewidth": 0.4},
                )
                for text, colour in OUTPUTS.values()
            ),
        ],
        x=0,
        above=top - 5,
        gap=4,
    )
    return ax


def _configuration(ax: Axes, y: float, config: str, is_empty: bool) -> None:
    colour = style.PALE if is_empty else style.INK
    for x, bit in enumerate(config):
        ax.plot(
            [x],
            [y],
            marker="o",
            markersize=7,
            markerfacecolor=colour if bit == "1" else style.PAPER,
            markeredgecolor=colour,
            markeredgewidth=0.8,
            linestyle="none",
        )


def _box(ax: Axes, x: float, y: float, out: str) -> None:
    _, colour = OUTPUTS[str(out)]
    ax.add_patch(
        Rectangle(
            (x - 0.45, y - 0.4),
            0.9,
            0.8,
            facecolor=colour,
            edgecolor=style.GREY if out != "?" else style.PALE,
            lw=0.4,
        )
    )
    ax.text(
        x,
        y,
        {"1": "yes", "0": "no", "C": "split", "?": "?"}[str(out)],
        ha="center",
        va="center_baseline",
        color=style.ink_on(colour) if out != "?" else style.GREY,
    )


def _fit(text: str, room: float) -> str:
    """The names that fit, and how many more there are."""
    if wording.text_width(text) <= room:
        return text
    names = text.split(", ")
    for kept in range(len(names) - 1, 0, -1):
        shown = f"{', '.join(names[:kept])} and {len(names) - kept} more"
        if wording.text_width(shown) <= room:
            return shown
    return wording.shorten(text, room)


def _as_text(data: pd.DataFrame) -> list[str]:
    """Configurations as text of full length, also where a table gave them as numbers."""
    k = len(str(data["conditions"].iloc[0]).split(";"))
    return [str(value).zfill(k) for value in data["config"]]


def _by_size(column: pd.Series) -> pd.Series:
    """Sort configurations by the number of conditions present, then as they stand."""
    if column.name != "config":
        return column
    return column.map(lambda text: (text.count("1"), text))
