"""Contributions: who spoke to which question, cycle by cycle."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from bpfanalysis.figures import marks, style
from bpfanalysis.vocabularies import CALL_QUESTION, STAKEHOLDER_GROUP, label

QUESTIONS = {
    "signatory": "Signatories",
    "new-agreement": "New agreements",
    "project": "Projects",
    "unaddressed-issue": "Gaps",
    "method": "Methods",
    "outreach": "Outreach",
    "other": "Other points",
}
GROUP_NAMES = {"collective": "Attributed to nobody", "unknown": "Group not known"}


@style.drawn
def contributions_by_question(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how many statements each stakeholder group made on each question, cycle by cycle.

    Parameters
    ----------
    data
        `cycle`, `stakeholder_group`, `question`, `n_statements`, `n_contributions`. The group
        ``collective`` holds points that minutes attribute to nobody.
    ax
        Axes to draw into, split into a panel per cycle; a new figure at print size by default.

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
        data,
        ["cycle", "stakeholder_group", "question", "n_statements"],
        "contributions_by_question",
    )
    known = [*STAKEHOLDER_GROUP, "collective"]
    groups = [g for g in known if g in set(data["stakeholder_group"])]
    groups += sorted(set(data["stakeholder_group"]) - set(known))
    questions = [q for q in CALL_QUESTION if q in set(data["question"])]
    cycles = sorted({int(cycle) for cycle in data["cycle"]})
    left, top = 36.0, 28.0
    ax = ax or style.panel(
        style.PAGE, (len(groups) + 1) * 5.2, left=left, right=1.5, top=top, bottom=2
    )
    ax.set(xlim=(0, 1), ylim=(len(groups) + 0.5, -0.5))
    marks.bare(ax)
    marks.row_labels(
        ax,
        [
            *((y, GROUP_NAMES.get(g, label(g))) for y, g in enumerate(groups)),
            (len(groups), "All"),
        ],
        colours={float(len(groups)): style.GREY},
    )
    count = data.groupby(["cycle", "stakeholder_group", "question"])["n_statements"].sum()
    most = max(1, int(count.max()))
    gap = 0.03
    wide = (1 - gap * (len(cycles) - 1)) / len(cycles)
    _, height = style.size(ax)
    for place, cycle in enumerate(cycles):
        x0 = place * (wide + gap)
        panel = ax.inset_axes((x0, 0, wide, 1))
        panel.set(xlim=(-0.5, len(questions) - 0.5), ylim=ax.get_ylim())
        marks.bare(panel)
        ax.text(
            x0,
            1 + (top - 3) / height,
            str(cycle),
            transform=ax.transAxes,
            fontweight="bold",
            color=style.GREY,
            va="center_baseline",
        )
        for x, question in enumerate(questions):
            panel.text(
                x,
                1 + 1.2 / height,
                QUESTIONS.get(question, label(question)),
                transform=panel.get_xaxis_transform(),
                rotation=90,
                ha="center",
                va="bottom",
            )
            column = 0
            for y, group in enumerate(groups):
                found = int(count.get((cycle, group, question), 0))
                column += found
                if not found:
                    panel.plot([x], [y], marker=".", markersize=1.8, color=style.PALE)
                    continue
                colour = style.GREY if group in ("unknown", "collective") else style.CALM
                panel.plot(
                    [x],
                    [y],
                    marker="o",
                    markersize=8.5 + 5.5 * (found / most) ** 0.5,
                    color=colour,
                    markeredgecolor="none",
                )
                panel.text(x, y, str(found), ha="center", va="center_baseline", color=style.PAPER)
            panel.text(
                x, len(groups), str(column), ha="center", va="center_baseline", color=style.GREY
            )
        panel.axhline(len(groups) - 0.45, color=style.PALE, lw=0.5)
    return ax
