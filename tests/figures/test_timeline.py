from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from bpfanalysis import figures
from bpfanalysis.figures import style

DATA = pd.DataFrame(
    [
        ("Early Treaty", "2001-11-23", "intergovernmental", "binding", "no"),
        ("Later Pact", "2018", "intergovernmental", "voluntary", "yes"),
        ("Company Accord", "2018-04", "private", "voluntary", "yes"),
    ],
    columns=["agreement", "adopted_on", "adopter_type", "binding", "in_scope_2020"],
)


def marks(ax):
    return [line for line in ax.lines if line.get_marker() in ("o", "D") and line.axes is ax][:3]


def test_each_agreement_stands_at_its_date_with_its_name(texts, readable):
    ax = figures.agreements_timeline(DATA)
    years = sorted(round(float(line.get_xdata()[0]), 1) for line in marks(ax))
    assert years == [2001.9, 2018.3, 2018.5], "a year alone is drawn in its middle"
    assert {"Early Treaty", "Later Pact", "Company Accord"} <= set(texts(ax))
    readable(ax)


def test_binding_and_scope_are_seen_without_colour():
    ax = figures.agreements_timeline(DATA)
    treaty, pact, _ = marks(ax)
    assert (treaty.get_marker(), pact.get_marker()) == ("D", "o")
    assert to_hex(treaty.get_markerfacecolor()) == style.PAPER, "outside the scope is empty"
    assert to_hex(pact.get_markerfacecolor()) != style.PAPER


def test_a_date_known_to_the_year_only_is_drawn_as_a_span():
    ax = figures.agreements_timeline(DATA)
    spans = [tuple(line.get_xdata()) for line in ax.lines if line.get_linestyle() == "-"]
    assert (2018.0, 2019.0) in spans


def test_kinds_of_adopter_are_counted(texts):
    shown = " ".join(texts(figures.agreements_timeline(DATA)))
    assert "Intergovernmental (2)" in shown


def test_an_unreadable_date_is_named():
    with pytest.raises(ValueError, match="'spring 2018' is no date"):
        figures.agreements_timeline(DATA.assign(adopted_on="spring 2018"))


def test_a_missing_column_is_named():
    with pytest.raises(ValueError, match="agreements_timeline needs the column binding"):
        figures.agreements_timeline(DATA.drop(columns="binding"))


def test_an_empty_frame_is_refused():
    with pytest.raises(ValueError, match="nothing to draw"):
        figures.agreements_timeline(DATA.head(0))


def test_the_frame_is_not_changed():
    before = DATA.copy()
    figures.agreements_timeline(DATA)
    pd.testing.assert_frame_equal(DATA, before)


def test_it_draws_into_the_axes_given():
    ax = style.panel(170, 80, left=40)
    assert figures.agreements_timeline(DATA, ax=ax) is ax
