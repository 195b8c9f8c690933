"""Pictures of combinations, clusters, reliability, participation, cases and the work plan."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from bpfanalysis import figures
from bpfanalysis.figures import style
from bpfanalysis.figures.clustering import merges
from bpfanalysis.figures.ladder import LEVELS


def test_combinations_show_dots_bars_and_holders(texts, readable):
    data = pd.DataFrame(
        {
            "norm_ids": ["A;B", "A", None],
            "norms": ["Aid;Bar", "Aid", None],
            "n_norms": [2, 1, 0],
            "n_agreements": [3, 1, 2],
            "agreements": ["One;Two;Three", "Four", "Five;Six"],
        }
    )
    ax = figures.norm_combinations(data)
    shown = texts(ax)
    assert "none of these norms" in shown
    assert "One, Two, Three" in shown
    assert shown.count("4") == 1, "Aid is held by four agreements"
    widths = [bar.get_width() for container in ax.containers for bar in container]
    assert widths == sorted(widths, reverse=True), "largest first"
    assert widths[0] / widths[-1] == pytest.approx(3)
    readable(ax)


def test_combinations_left_out_are_counted(texts):
    data = pd.DataFrame(
        {
            "norm_ids": ["A", "B", "A;B"],
            "norms": ["Aid", "Bar", "Aid;Bar"],
            "n_norms": [1, 1, 2],
            "n_agreements": [5, 2, 1],
            "agreements": ["a;b;c;d;e", "f;g", "h"],
        }
    )
    shown = " ".join(texts(figures.norm_combinations(data, n_largest=1)))
    assert "and 2 more combinations, held by 3 agreements" in shown


def square(values):
    n = len(values)
    return pd.DataFrame(
        [
            {
                "source": str(i),
                "source_agreement": f"Pact {i}",
                "target": str(j),
                "target_agreement": f"Pact {j}",
                "similarity": values[i][j],
                "position_source": i,
                "position_target": j,
            }
            for i in range(n)
            for j in range(n)
        ]
    )


SIMILAR = [[1, 0.9, 0.1], [0.9, 1, 0.2], [0.1, 0.2, 1]]


def test_similarity_draws_every_cell_and_a_tree(texts, readable):
    ax = figures.agreement_similarity(square(SIMILAR))
    assert ax.collections[0].get_array().size == 9
    (tree,) = ax.child_axes
    assert len(tree.lines) == 2, "three agreements are joined twice"
    assert {"Pact 0", "Pact 1", "Pact 2"} <= set(texts(ax))
    readable(ax)


def test_an_incomplete_square_is_refused():
    with pytest.raises(ValueError, match="full square"):
        figures.agreement_similarity(square(SIMILAR).query("position_source != 1"))


def test_an_undefined_similarity_is_blank_not_zero():
    holed = [[None, None], [None, 1.0]]
    ax = figures.agreement_similarity(square(holed))
    assert ax.collections[0].get_array().mask.sum() == 3


def test_the_tree_never_falls_below_its_branches():
    heights = [merge[4] for merge in merges([[1, 0.5, 0.5], [0.5, 1, 0.5], [0.5, 0.5, 1]])]
    assert heights == sorted(heights)


def reliability(**changes):
    rows = [
        {"norm_id": "overall", "norm": "All", "attribute": "presence", "alpha": 0.9, "low": 0.85,
         "high": 0.95, "n_units": 88},
        {"norm_id": "A", "norm": "Aid", "attribute": "presence", "alpha": 0.4, "low": -0.6,
         "high": 0.9, "n_units": 44},
        {"norm_id": "B", "norm": "Bar", "attribute": "presence", "alpha": None, "low": None,
         "high": None, "n_units": 44},
        {"norm_id": "C", "norm": "Care", "attribute": "presence", "alpha": 0.8, "low": 0.7,
         "high": 0.9, "n_units": 44},
    ]  # fmt: skip
    return pd.DataFrame(rows).assign(**changes)


def test_reliability_is_sorted_and_undefined_is_said(texts, readable):
    ax = figures.coder_reliability(reliability())
    shown = texts(ax)
    assert [t for t in shown if t in ("Aid", "Bar", "Care")] == ["Care", "Aid", "Bar"]
    assert "not defined" in shown
    readable(ax)


def test_weak_norms_differ_in_colour_and_filling_and_cut_intervals_end_in_an_arrow():
    (panel,) = figures.coder_reliability(reliability()).child_axes
    points = {
        round(float(line.get_xdata()[0]), 2): (
            to_hex(line.get_color()),
            to_hex(line.get_markerfacecolor()),
        )
        for line in panel.lines
        if line.get_marker() == "o"
    }
    assert points == {0.4: (style.ACCENT, style.PAPER), 0.8: (style.CALM, style.CALM)}
    assert [line.get_marker() for line in panel.lines].count("<") == 1


def test_counts_of_cells_keep_clear_of_the_marks(readable):
    many = reliability().assign(n_units=14088)
    ax = figures.coder_reliability(many)
    (panel,) = ax.child_axes
    ax.figure.draw_without_rendering()
    ends = [t.get_window_extent().x0 for t in ax.texts if t.get_text() == "14088"]
    assert ends, "the number of cells is written for each norm with an alpha"
    assert panel.get_window_extent().x1 <= min(ends) + 1e-6, "a column of their own"
    readable(ax)


def test_regions_count_the_global_south(texts, readable):
    data = pd.DataFrame(
        [
            ("contributions", "2019", "Africa", "yes", 2),
            ("contributions", "2019", "Global", "unknown", 3),
            ("contributions", "2020", "Africa", "yes", 1),
            ("outreach", "", "Asia-Pacific", "no", 4),
        ],
        columns=["record", "cycle", "region", "global_south", "n_entries"],
    )
    ax = figures.participation_regions(data)
    shown = texts(ax)
    assert {"Global South: 2 of 5", "Global South: 1 of 1", "Global South: 0 of 4"} <= set(shown)
    assert {"Contributions 2019", "Documented links", "Worldwide"} <= set(shown)
    readable(ax)


def test_supporters_are_drawn_as_shares_and_written_as_counts(texts, readable):
    data = pd.DataFrame(
        [
            ("Africa", "state", 1, 1),
            ("Asia-Pacific", "state", 3, 3),
            ("Africa", "private-sector", 40, 9),
            ("Asia-Pacific", "private-sector", 40, 8),
            ("No UN group", "state", 0, 0),
        ],
        columns=["region", "category", "n_supporters", "n_countries"],
    )
    ax = figures.paris_call_adherents(data)
    states = ax.child_axes[0]
    assert [round(float(bar.get_width()), 2) for c in states.containers for bar in c] == [
        0.25,
        0.75,
    ]
    shown = texts(ax)
    assert "40 (9)" in shown
    assert "No UN group" not in shown, "a region without a supporter has no row"
    readable(ax)


def life_cycles():
    rows = []
    for case, form, years in (
        ("Landmines", "binding", (1992, 1997, 1999)),
        ("Whaling", "voluntary", (1972, 1982, None)),
    ):
        for event, year in zip(("emerged", "adopted", "cascade"), years, strict=True):
            rows.append(
                {
                    "case_id": case.lower(),
                    "case": case,
                    "field": "a field",
                    "event": event,
                    "year": year,
                    "binding": form,
                }
            )
    return pd.DataFrame(rows)


def test_an_unknown_year_is_a_question_mark_and_no_event(texts, readable):
    ax = figures.case_life_cycles(life_cycles())
    cascades = [line for line in ax.lines if line.get_marker() == "^" and line.axes is ax]
    on_rows = [line for line in cascades if float(line.get_xdata()[0]) > 1000]
    assert len(on_rows) == 1
    assert texts(ax).count("?") == 2, "one on the row, one in the key"
    assert {"binding", "voluntary"} <= set(texts(ax)), "the form is written, not only coloured"
    readable(ax)


def test_no_known_year_is_refused():
    with pytest.raises(ValueError, match="no year is known"):
        figures.case_life_cycles(life_cycles().assign(year=None))


def ladder(level="peer review", basis="primary"):
    return pd.DataFrame(
        [
            ("m", "Mines", "other field", "adoption", "stated", "primary"),
            ("m", "Mines", "other field", "monitoring", level, basis),
            ("c", "UN norms", "cybersecurity", "adoption", "not known", None),
            ("c", "UN norms", "cybersecurity", "monitoring", "none", "secondary"),
        ],
        columns=["case_id", "case", "group", "stage", "level", "basis"],
    )


def test_rungs_are_numbered_and_unknown_is_not_zero(texts, readable):
    ax = figures.assessment_stages(ladder())
    shown = texts(ax)
    assert {"Other fields", "Cybersecurity", "Mines", "UN norms"} <= set(shown)
    assert shown.count("?") == 2, "one cell, one in the key"
    assert shown.count("0") == 2, "one cell, one in the key: not known is not rung 0"
    readable(ax)


def test_unverified_rungs_are_outlines():
    filled = {to_hex(p.get_facecolor()) for p in figures.assessment_stages(ladder()).patches[:4]}
    hollow = figures.assessment_stages(ladder(basis="unverified")).patches[1]
    assert style.PAPER not in filled
    assert to_hex(hollow.get_facecolor()) == style.PAPER


def test_an_unknown_rung_is_named():
    with pytest.raises(ValueError, match="unknown level 'gossip'"):
        figures.assessment_stages(ladder(level="gossip"))


def test_there_is_a_shade_for_every_rung():
    assert len(style.LADDER_COLOURS) >= len(LEVELS)


def plan():
    return pd.DataFrame(
        [
            ("report-final", 2020, "plan", "planned", "2020-12", None),
            ("report-final", 2020, "report", "actual", "", None),
            ("session", 2020, "plan", "planned", "2020-11-10", None),
            ("session", 2020, "session", "actual", "2020-11-17", 7),
            ("meeting", 2021, "plan", "planned", "2021-10-14", None),
        ],
        columns=["milestone", "cycle", "event", "status", "date", "days_late"],
    )


def test_the_plan_says_what_is_late_missing_or_undated(texts, readable):
    ax = figures.workplan(plan())
    shown = texts(ax)
    assert "7 days later than planned" in shown
    assert "happened, date not known" in shown
    assert "no event on record" in shown
    readable(ax)


def test_plan_and_event_differ_in_shape():
    ax = figures.workplan(plan())
    on_axis = [line for line in ax.lines if float(line.get_xdata()[0]) > 2000]
    shapes = [line.get_marker() for line in on_axis if line.get_marker() in ("D", "o")]
    assert (shapes.count("D"), shapes.count("o")) == (3, 1), "an event without a date is not placed"


def test_a_plan_without_any_date_is_refused():
    with pytest.raises(ValueError, match="no date is known"):
        figures.workplan(plan().assign(date=""))
