"""Coverage: agreements against norms and against WSIS criteria, each cell with its evidence."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from bpfanalysis.figures import marks, style, wording
from bpfanalysis.vocabularies import ADOPTER_TYPE, NORM_FAMILY, label

WSIS_COLOURS = {"yes": "#123f66", "partial": "#5b98cc", "no": "#b03a06"}
WSIS_KINDS = {"yes": "square", "partial": "square", "no": "circle"}


def grouped_rows(
    data: pd.DataFrame, heading_room: float = 1.15
) -> tuple[list[tuple[float, dict]], list[tuple[float, str]], float]:
    """Agreements in rows under a heading for each kind of adopter, in the order given.

    Returns
    -------
    rows, headings, height
        y and first record of each agreement; y and text of each heading; room in rows.
    """
    agreements = data.drop_duplicates("agreement_id")
    rows: list[tuple[float, dict]] = []
    headings: list[tuple[float, str]] = []
    y = 0.0
    for kind in ADOPTER_TYPE:
        of_kind = agreements[agreements["adopter_type"] == kind].to_dict("records")
        if not of_kind:
            continue
        headings.append((y + heading_room - 1, label(kind)))
        y += heading_room
        for record in of_kind:
            rows.append((y, record))
            y += 1
        y += 0.25
    return rows, headings, y - 0.25


@style.drawn
def norm_coverage(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw which agreements hold which norms, how plainly they say it, and how that is known.

    Shade and shape say how the norm is read (explicit and implicit: squares; by reference:
    circle); the filling says on what evidence (full: read in the original, half: secondary source,
    outline: not verified). A dot marks a cell where nothing was found in a source that is cited; an
    empty cell was listed by nobody and is not evidence of absence.

    Parameters
    ----------
    data
        Complete cross of agreements and norms: `agreement_id`, `agreement`, `adopter_type`,
        `in_scope_2020`, `norm_id`, `norm`, `family`, `presence`, `basis`, `has_address`. With a
        column `is_set_aside`, cells below the wanted grade are crossed.
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
        [
            "agreement_id",
            "agreement",
            "adopter_type",
            "in_scope_2020",
            "norm_id",
            "norm",
            "family",
            "presence",
            "basis",
            "has_address",
        ],
        "norm_coverage",
    )
    rows, headings, height = grouped_rows(data)
    norms = data.drop_duplicates("norm_id")
    columns: list[tuple[float, dict]] = []
    x = 0.0
    families: list[tuple[float, float, str]] = []
    for family in NORM_FAMILY:
        of_family = norms[norms["family"] == family].to_dict("records")
        if of_family:
            families.append((x - 0.5, x + len(of_family) - 0.5, label(family)))
            columns += [(x + place, record) for place, record in enumerate(of_family)]
            x += len(of_family) + 0.7
    width = x - 0.7
    left, top = 54.0, 56.0
    ax = ax or style.panel(
        style.PAGE, (height + 0.4) * 2.98, left=left, right=1.5, top=top, bottom=11
    )
    ax.set_xlim(-0.7, width - 0.3)
    ax.set_ylim(height - 0.3, -0.7)
    marks.bare(ax)

    row_of = {record["agreement_id"]: y for y, record in rows}
    column_of = {record["norm_id"]: place for place, record in columns}
    for y, _ in rows:
        ax.plot([-0.5, width - 0.5], [y, y], color=style.FAINT, lw=0.5, zorder=0)
    for y, text in headings:
        marks.heading(ax, y, text, left - style.MARGIN)
    marks.row_labels(
        ax,
        [(y, wording.shorten(record["agreement"], left - 3)) for y, record in rows],
        colours={y: style.GREY for y, record in rows if record["in_scope_2020"] != "yes"},
    )
    marks.column_labels(
        ax, [(place, wording.shorten(record["norm"], top - 3)) for place, record in columns]
    )

    cells, dots, crosses = [], [], []
    for record in data.to_dict("records"):
        place, y = column_of[record["norm_id"]], row_of[record["agreement_id"]]
        if record["presence"] in style.PRESENCE_COLOURS:
            kind = "circle" if record["presence"] == "by-reference" else "square"
            colour = style.PRESENCE_COLOURS[record["presence"]]
            cells.append((place, y, colour, kind, record["basis"]))
        elif record.get("is_set_aside") is True:
            crosses.append((place, y))
        elif bool(record["has_address"]):
            dots.append((place, y))
    marks.evidence_cells(ax, cells, 0.72, 0.72, zorder=3)
    for points, marker, size in ((dots, ".", 2.2), (crosses, "x", 2.6)):
        ax.plot(
            [place for place, _ in points],
            [y for _, y in points],
            linestyle="none",
            marker=marker,
            markersize=size,
            markeredgewidth=0.7,
            color=style.GREY,
            zorder=2,
        )
    present = data[data["presence"].isin(list(style.PRESENCE_COLOURS))]
    totals = present.groupby("norm_id").size()
    mm = (height + 0.4) / style.size(ax)[1]
    for place, record in columns:
        ax.text(
            place,
            height - 0.3 + 2.4 * mm,
            str(int(totals.get(record["norm_id"], 0))),
            ha="center",
            va="center_baseline",
        )
    marks.row_labels(ax, [(height - 0.3 + 2.4 * mm, "agreements that hold it")])
    for begin, end, text in families:
        ax.plot(
            [begin + 0.1, end - 0.1],
            [height - 0.3 + 4.9 * mm] * 2,
            color=style.GREY,
            lw=0.8,
            clip_on=False,
        )
        ax.text(
            (begin + end) / 2,
            height - 0.3 + 7.0 * mm,
            f"{text}s",
            ha="center",
            va="center_baseline",
            color=style.GREY,
        )
    _coverage_key(ax, left, top, has_crosses=bool(crosses))
    return ax


def _coverage_key(ax: Axes, left: float, top: float, *, has_crosses: bool) -> None:
    """What marks mean, in the corner above the names of the agreements."""
    width, height = style.size(ax)
    per_x = (ax.get_xlim()[1] - ax.get_xlim()[0]) / width
    per_y = (ax.get_ylim()[0] - ax.get_ylim()[1]) / height
    x0, y0 = ax.get_xlim()[0] - (left - 3.2) * per_x, ax.get_ylim()[1] - (top - 3) * per_y
    colours = style.PRESENCE_COLOURS
    entries: list[tuple[str, tuple[str, str, str] | str | None]] = [
        ("How the norm is read", None),
        ("explicit: stated", (colours["explicit"], "square", "primary")),
        ("implicit: entailed in part", (colours["implicit"], "square", "primary")),
        ("by reference to a set of norms", (colours["by-reference"], "circle", "primary")),
        ("nothing found in a cited source", "."),
        ("(empty) listed by nobody", ""),
        ("How that is known", None),
        ("read in the original", (colours["explicit"], "square", "primary")),
        ("secondary source", (colours["explicit"], "square", "secondary")),
        ("not verified", (colours["explicit"], "square", "unverified")),
    ]
    if has_crosses:
        entries.insert(6, ("set aside: evidence too weak", "x"))
    y = y0
    for text, mark in entries:
        if mark is None:
            y += 1.2 * per_y
            ax.text(
                x0 - 1.2 * per_x,
                y,
                text,
                va="center_baseline",
                color=style.GREY,
                fontweight="bold",
            )
        else:
            if isinstance(mark, tuple):
                marks.evidence_cells(ax, [(x0, y, *mark)], 0.72, 0.72, clip_on=False)
            elif mark:
                ax.plot([x0], [y], marker=mark, markersize=2.6, color=style.GREY, clip_on=False)
            ax.text(x0 + 3 * per_x, y, text, va="center_baseline")
        y += 3.9 * per_y
    ax.text(
        x0 - 1.2 * per_x,
        y + 0.6 * per_y,
        "Grey name: outside the scope of 2020",
        color=style.GREY,
        va="center_baseline",
    )


@style.drawn
def wsis_gaps(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw which WSIS criteria agreements meet, meet in part or do not meet, with the evidence.

    Parameters
    ----------
    data
        Complete cross of agreements and criteria: `agreement_id`, `agreement`, `adopter_type`,
        `criterion`, `criterion_label`, `value` (yes, partial, no, or empty where not known),
        `basis`.
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
        [
            "agreement_id",
            "agreement",
            "adopter_type",
            "criterion",
            "criterion_label",
            "value",
            "basis",
        ],
        "wsis_gaps",
    )
    rows, headings, height = grouped_rows(data)
    criteria = data.drop_duplicates("criterion").to_dict("records")
    left, top = 54.0, 39.0
    n = len(criteria)
    right = max(1.5, 170 - left - n * 7.6)
    ax = ax or style.panel(
        style.PAGE, (height + 0.4) * 3.0, left=left, right=right, top=top, bottom=5
    )
    ax.set_xlim(-0.5, n - 0.5)
    ax.set_ylim(height - 0.3, -0.7)
    marks.bare(ax)
    row_of = {record["agreement_id"]: y for y, record in rows}
    column_of = {record["criterion"]: x for x, record in enumerate(criteria)}
    for y, _ in rows:
        ax.plot([-0.4, n - 0.6], [y, y], color=style.FAINT, lw=0.5, zorder=0)
    for y, text in headings:
        marks.heading(ax, y, text, left - style.MARGIN)
    marks.row_labels(
        ax, [(y, wording.shorten(record["agreement"], left - 3)) for y, record in rows]
    )
    marks.column_labels(
        ax,
        [(x - 0.15, wording.shorten(r["criterion_label"], 46)) for x, r in enumerate(criteria)],
        rotation=52,
    )
    width_mm, height_mm = style.size(ax)
    side = 0.72
    narrow = side * (height_mm / (height + 0.4)) / (width_mm / n)
    cells = [
        (
            column_of[record["criterion"]],
            row_of[record["agreement_id"]],
            WSIS_COLOURS[record["value"]],
            WSIS_KINDS[record["value"]],
            record["basis"],
        )
        for record in data.to_dict("records")
        if record["value"] in WSIS_COLOURS
    ]
    marks.evidence_cells(ax, cells, narrow, side, zorder=3)
    gaps = data[data["value"] == "no"].groupby("criterion").size()
    mm = (height + 0.4) / height_mm
    y = height - 0.3 + 1.8 * mm
    for x, record in enumerate(criteria):
        ax.text(x, y, str(int(gaps.get(record["criterion"], 0))), ha="center", va="center_baseline")
    marks.row_labels(ax, [(y, "agreements that do not meet it")])

    per_x = n / width_mm
    x0, y0 = -0.5 - (left - 3.2) * per_x, ax.get_ylim()[1] - (top - 3) * mm
    entries: list[tuple[str, tuple[str, str, str] | None]] = [
        ("Criterion", None),
        ("met", (WSIS_COLOURS["yes"], "square", "primary")),
        ("met in part", (WSIS_COLOURS["partial"], "square", "primary")),
        ("not met", (WSIS_COLOURS["no"], "circle", "primary")),
        ("How that is known", None),
        ("read in the original", (WSIS_COLOURS["yes"], "square", "primary")),
        ("secondary source", (WSIS_COLOURS["yes"], "square", "secondary")),
        ("not verified", (WSIS_COLOURS["yes"], "square", "unverified")),
    ]
    y = y0
    for text, mark in entries:
        if mark is None:
            y += 1.0 * mm
            ax.text(
                x0 - 1.2 * per_x,
                y,
                text,
                va="center_baseline",
                color=style.GREY,
                fontweight="bold",
            )
        else:
            marks.evidence_cells(ax, [(x0, y, *mark)], narrow, side, clip_on=False)
            ax.text(x0 + 3 * per_x, y, text, va="center_baseline")
        y += 3.9 * mm
    return ax
