"""How far the assessment of a norm goes at each stage: other fields above, cybersecurity below."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from bpfanalysis.figures import marks, style, wording
from bpfanalysis.vocabularies import STAGE

LEVELS = (
    "none",
    "stated",
    "self-report",
    "peer review",
    "independent monitoring",
    "consequence",
)
LEVEL_NAMES = {
    "none": "nobody assesses",
    "stated": "stated only",
    "self-report": "self-report",
    "peer review": "peer review",
    "independent monitoring": "independent monitoring",
    "consequence": "a consequence",
}
NOT_KNOWN = "not known"
ROW = 4.5  # mm
KEY = 48.0  # mm that the key at the right needs


@style.drawn
def assessment_stages(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw on which rung of the ladder of assessment each case stands at each stage.

    The number is the rung, 0 to 5; the darker, the higher. A cell that rests on an unverified
    source is an outline; where no mechanism was recorded a question mark says not known, which is
    not rung 0.

    Parameters
    ----------
    data
        One row per case and stage: `case_id`, `case`, `group` (other field, cybersecurity),
        `stage`, `level`, `basis`.
    ax
        Axes to draw into; a new figure at print size by default.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing, there are no rows, or a level is not on the ladder.
    """
    marks.require(
        data, ["case_id", "case", "group", "stage", "level", "basis"], "assessment_stages"
    )
    strange = sorted(set(data["level"]) - {*LEVELS, NOT_KNOWN})
    if strange:
        raise ValueError(
            f"assessment_stages: unknown level '{strange[0]}'; "
            f"expected {', '.join(LEVELS)} or {NOT_KNOWN}."
        )
    cases = data.drop_duplicates("case_id")
    rows: list[tuple[float, dict]] = []
    headings: list[tuple[float, str]] = []
    y = 0.0
    for group, title in (("other field", "Other fields"), ("cybersecurity", "Cybersecurity")):
        of_group = cases[cases["group"] == group].to_dict("records")
        if not of_group:
            continue
        headings.append((y, title))
        y += 1.0
        rows += [(y + k, record) for k, record in enumerate(of_group)]
        y += len(of_group) + 0.5
    rows_high = max(y - 0.4, KEY / ROW)
    stages = [stage for stage in STAGE if stage in set(data["stage"])]
    left, right = 46.0, 46.0
    ax = ax or style.panel(style.PAGE, rows_high * ROW, left=left, right=right, top=22, bottom=2)
    ax.set(xlim=(-0.5, len(stages) - 0.5), ylim=(rows_high - 0.5, -0.5))
    marks.bare(ax)
    for place, title in headings:
        marks.heading(ax, place, title, left - style.MARGIN)
    marks.row_labels(ax, [(y, wording.shorten(r["case"], left - 3)) for y, r in rows])
    marks.column_labels(
        ax, [(x - 0.25, stage.capitalize()) for x, stage in enumerate(stages)], rotation=45
    )
    cell = {(r["case_id"], r["stage"]): r for r in data.to_dict("records")}
    for y, record in rows:
        for x, stage in enumerate(stages):
            found = cell.get((record["case_id"], stage))
            if found is None or found["level"] == NOT_KNOWN:
                ax.text(x, y, "?", ha="center", va="center_baseline", color=style.GREY)
                continue
            _rung(ax, x, y, found["level"], found["basis"] == "unverified")
    width, tall = style.size(ax)
    per_x, per_y = len(stages) / width, (ax.get_ylim()[0] - ax.get_ylim()[1]) / tall
    x0 = len(stages) - 0.5 + 6 * per_x
    y = headings[0][0] if headings else 0.0
    ax.text(
        x0 - 2.5 * per_x,
        y,
        "How far it goes",
        va="center_baseline",
        color=style.GREY,
        fontweight="bold",
    )
    entries = [*((level, False) for level in reversed(LEVELS)), ("self-report", True)]
    for level, is_weak in entries:
        y += 5.2 * per_y
        _rung(ax, x0, y, level, is_weak, narrow=4.4 * per_x)
        text = "outline: not verified" if is_weak else LEVEL_NAMES[level]
        ax.text(x0 + 4 * per_x, y, text, va="center_baseline")
    y += 5.2 * per_y
    ax.text(x0, y, "?", ha="center", va="center_baseline", color=style.GREY)
    ax.text(x0 + 4 * per_x, y, "no mechanism recorded", va="center_baseline")
    return ax


def _rung(ax: Axes, x: float, y: float, level: str, is_weak: bool, *, narrow: float = 0.92) -> None:
    rung = LEVELS.index(level)
    colour = style.LADDER_COLOURS[rung]
    edge = colour if style.contrast(colour, style.PAPER) > 1.6 else style.PALE
    ax.add_patch(
        Rectangle(
            (x - narrow / 2, y - 0.43),
            narrow,
            0.86,
            facecolor=style.PAPER if is_weak else colour,
            edgecolor=edge,
            linewidth=1.4 if is_weak else 0.5,
            clip_on=False,
        )
    )
    ax.text(
        x,
        y,
        str(rung),
        ha="center",
        va="center_baseline",
        color=style.INK if is_weak else style.ink_on(colour),
    )
