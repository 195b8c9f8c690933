"""The work plan: what was planned beside what happened, unknown dates shown."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from bpfanalysis.figures import legend, marks, style

MILESTONES = {
    "workstreams": "Workstreams start",
    "meeting": "Meeting of the group",
    "papers": "Research papers",
    "call": "Call for contributions",
    "report-draft": "Draft report",
    "session": "Annual session",
    "report-final": "Final report",
}
STATUS = {"planned": ("D", style.PAPER), "actual": ("o", style.CALM)}
ROW = 5.2  # mm
MONTHS = ("Jan", "Apr", "Jul", "Oct")


@style.drawn
def workplan(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw planned and actual dates of each milestone on one axis of time, a row per cycle.

    A bar under a mark shows how far a date known only to the month may reach. What has no date,
    and what has a plan and no event or an event and no plan, is written at the right.

    Parameters
    ----------
    data
        One row per milestone and event: `milestone`, `cycle`, `event`, `status` (planned,
        actual), `date` (ISO, empty where not known), `days_late` (empty where not comparable).
    ax
        Axes to draw into; a new figure at print size by default.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        If a column is missing, there are no rows, no date is known or one cannot be read.
    """
    marks.require(data, ["milestone", "cycle", "event", "status", "date", "days_late"], "workplan")
    order = [*MILESTONES, *sorted(set(data["milestone"]) - set(MILESTONES))]
    spans = [marks.date_span(date) for date in data["date"]]
    known = [span for span in spans if span is not None]
    if not known:
        raise ValueError("workplan has nothing to draw: no date is known.")
    records = [
        {**record, "span": span}
        for record, span in zip(data.to_dict("records"), spans, strict=True)
    ]
    rows: list[tuple[float, str, list[dict]]] = []
    headings: list[tuple[float, str]] = []
    y = 0.0
    for cycle in sorted({int(record["cycle"]) for record in records}):
        headings.append((y, f"Cycle {cycle}"))
        for milestone in order:
            of_row = [
                r for r in records if int(r["cycle"]) == cycle and r["milestone"] == milestone
            ]
            if of_row:
                rows.append((y, MILESTONES.get(milestone, milestone), of_row))
                y += 1
        y += 0.25
    left, right = 55.0, 43.0
    ax = ax or style.panel(style.PAGE, y * ROW, left=left, right=right, top=9, bottom=8)
    width, _ = style.size(ax)
    first = min(s for s, _ in known) - 0.08
    last = max(e for _, e in known) + 0.08
    ax.set(xlim=(first, last), ylim=(y - 0.5, -0.6))
    for place, (row_y, text) in enumerate(headings):
        marks.heading(ax, row_y, text, left - style.MARGIN)
        if place:
            ax.axhline(row_y - 0.62, color=style.PALE, lw=0.4, xmin=-left / width, clip_on=False)
    marks.row_labels(ax, [(row_y, text) for row_y, text, _ in rows])
    for row_y, _, of_row in rows:
        _draw_row(ax, row_y, of_row)
        ax.text(
            1 + 3 / width,
            row_y,
            _verdict(of_row),
            transform=ax.get_yaxis_transform(),
            va="center_baseline",
            color=style.GREY,
        )
    years = range(int(first), int(last) + 1)
    ax.set_xticks(
        [
            year + quarter / 4
            for year in years
            for quarter in range(0, 4, 2)
            if first <= year + quarter / 4 <= last
        ]
    )
    ax.set_xticklabels(
        [
            f"{MONTHS[round((tick - int(tick)) * 4)]} {int(tick)}" if tick == int(tick) else "Jul"
            for tick in ax.get_xticks()
        ]
    )
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    ax.grid(axis="x")
    legend.key(
        ax,
        [
            ("planned", {"marker": "D", "color": style.ACCENT, "markerfacecolor": style.PAPER}),
            ("happened", {"marker": "o", "color": style.CALM}),
        ],
        x=-left + 1.5,
        above=4.8,
    )
    return ax


def _draw_row(ax: Axes, y: float, of_row: list[dict]) -> None:
    dated = [r for r in of_row if r["span"] is not None]
    middle = {id(r): (r["span"][0] + r["span"][1]) / 2 for r in dated}
    plans = [middle[id(r)] for r in dated if r["status"] == "planned"]
    events = [middle[id(r)] for r in dated if r["status"] == "actual"]
    ax.axhline(y, color=style.FAINT, lw=0.5, zorder=0)
    if plans and events:
        ax.plot([min(plans), max(events)], [y, y], color=style.PALE, lw=1.6, zorder=1)
    apart = 0.14 if plans and events else 0.0  # so that neither hides the other
    for record in dated:
        start, end = record["span"]
        is_plan = record["status"] == "planned"
        colour = style.ACCENT if is_plan else style.CALM
        level = y - apart if is_plan else y + apart
        if end - start > 0.02:
            ax.plot(
                [start, end],
                [level, level],
                color=colour,
                lw=3.2,
                alpha=0.35,
                solid_capstyle="butt",
                zorder=2,
            )
        ax.plot(
            [middle[id(record)]],
            [level],
            marker="D" if is_plan else "o",
            markersize=4.8 if is_plan else 5,
            markerfacecolor=style.PAPER if is_plan else colour,
            markeredgecolor=colour if is_plan else style.PAPER,
            markeredgewidth=1.1 if is_plan else 0.5,
            zorder=3 if is_plan else 4,
        )


def _verdict(of_row: list[dict]) -> str:
    """What the record says of a milestone, in a few words.

    Examples
    --------
    >>> _verdict([{"status": "planned", "span": (2020.0, 2020.1), "days_late": None}])
    'no event on record'
    """
    plans = [r for r in of_row if r["status"] == "planned"]
    events = [r for r in of_row if r["status"] == "actual"]
    if not events:
        return "no event on record"
    if all(r["span"] is None for r in events):
        return "happened, date not known"
    if not plans:
        return "no plan known"
    late = [int(r["days_late"]) for r in events if not pd.isna(r["days_late"])]
    if not late:
        return "delay cannot be told"
    days = max(late)
    if days == 0:
        return "on the day planned"
    word = "later" if days > 0 else "earlier"
    return f"{abs(days)} day{'s' if abs(days) != 1 else ''} {word} than planned"
