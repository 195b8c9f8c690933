from __future__ import annotations

import pandas as pd
import pytest

from bpfanalysis import figures
from bpfanalysis.figures.bars import norm_rows
from bpfanalysis.figures.marks import date_span, steps_of

FREQUENCY = pd.DataFrame(
    [
        ("A", "Aid", "gge", "explicit", 5, 2),
        ("A", "Aid", "gge", "implicit", 3, 0),
        ("A", "Aid", "gge", "by-reference", 1, 1),
        ("B", "Bar", "gge", "explicit", 9, 0),
        ("X", "Care", "further", "explicit", 0, 0),
    ],
    columns=["norm_id", "norm", "family", "presence", "n_agreements", "n_unverified"],
)


def test_unverified_parts_are_hatched_and_lengths_add_up():
    ax = figures.norm_frequency(FREQUENCY)
    drawn = [
        (round(float(p.get_width()), 6), bool(p.get_hatch()))
        for container in ax.containers
        for p in container
    ]
    assert drawn == [(3.0, False), (2.0, True), (3.0, False), (1.0, True), (9.0, False)]


def test_totals_stand_beside_the_bars(texts, readable):
    ax = figures.norm_frequency(FREQUENCY)
    assert texts(ax).count("9") >= 2, "both norms are held nine times"
    assert "0" in texts(ax), "a norm that nobody holds keeps its row"
    readable(ax)


def test_rows_are_sorted_within_families_and_ties_keep_their_order():
    norms = FREQUENCY.drop_duplicates("norm_id")
    rows, headings, _ = norm_rows(norms, {"A": 9, "B": 9, "X": 0})
    assert [record["norm"] for _, record in rows] == ["Aid", "Bar", "Care"]
    assert [text for _, text in headings] == ["UN GGE 2015 norms", "Further norms"]


def test_strength_and_direction_have_a_panel_each(texts, readable):
    data = pd.DataFrame(
        [
            ("A", "Aid", "gge", attribute, value, n, 1)
            for attribute, value, n in [
                ("strength", "shall", 2),
                ("strength", "aspire", 1),
                ("direction", "restraint", 3),
            ]
        ],
        columns=["norm_id", "norm", "family", "attribute", "value", "n_agreements", "n_unverified"],
    )
    ax = figures.norm_strength_direction(data)
    left, right = ax.child_axes
    widths = [sum(p.get_width() for c in panel.containers for p in c) for panel in (left, right)]
    assert widths == [3, 3]
    assert {"shall", "should", "aspire", "restraint", "positive", "both"} <= set(texts(ax))
    readable(ax)


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="n_unverified"):
        figures.norm_frequency(FREQUENCY.drop(columns="n_unverified"))


@pytest.mark.parametrize(
    ("text", "span"),
    [("2020", (2020, 2021)), ("2020-01", (2020, 2020 + 1 / 12)), ("", None), (None, None)],
)
def test_dates_become_spans(text, span):
    assert date_span(text) == (None if span is None else pytest.approx(span))


@pytest.mark.parametrize("text", ["2020-13", "2020-02-30x", "May 2020"])
def test_a_wrong_date_is_named(text):
    with pytest.raises(ValueError, match="is no date"):
        date_span(text)


def test_ticks_are_round_and_few():
    for limit in (1, 3, 7, 33, 99, 405):
        ticks = steps_of(limit)
        assert ticks[0] == 0
        assert len(ticks) <= 7
        assert ticks[-1] <= limit
