"""Figures of the comparison of cases: what a reader must be able to see in each."""

import pandas as pd
import pytest

from bpfanalysis import figures
from bpfanalysis.figures import framing, style
from bpfanalysis.figures.legibility import faults


def texts(ax):
    whole = ax.get_figure(root=True)
    return [t.get_text() for t in whole.findobj(lambda a: hasattr(a, "get_text")) if t.get_text()]


def readable(ax):
    whole = ax.get_figure(root=True)
    with style.look(), framing.framed(whole, "Title", "Subtitle", "Source"):
        return faults(whole)


@pytest.fixture
def profiles():
    rows = [
        ("a", "Mines", "other field", "clear_rule", "Clear rule", 1.0, 1.0, 1.0, "in"),
        ("a", "Mines", "other field", "adherence", "Adherence", 0.4, 0.4, 0.6, "disputed"),
        ("cyber-x", "UN norms", "cybersecurity", "clear_rule", "Clear rule", 0.4, 0.4, 0.4, "out"),
        ("cyber-x", "UN norms", "cybersecurity", "adherence", "Adherence", 0.4, 0.4, 0.4, "out"),
    ]
    columns = [
        "case_id",
        "case",
        "group",
        "condition",
        "condition_name",
        "lowest",
        "middle",
        "highest",
        "sides",
    ]
    return pd.DataFrame(rows, columns=columns)


def test_profiles_show_every_value_and_frame_disputed_cells(profiles):
    ax = figures.condition_profiles(profiles)
    found = texts(ax)
    assert found.count("0.4") >= 3  # three cells (and the key)
    assert "Cybersecurity" in found
    frames = [p for p in ax.patches if p.get_linewidth() == 1.4]
    assert len(frames) == 1, "exactly one cell is disputed"
    assert readable(ax) == []


def test_truth_table_shows_empty_rows_apart_with_question_marks():
    table = pd.DataFrame(
        {
            "outcome": ["adherence"] * 4,
            "row": [1, 2, 3, 4],
            "config": ["00", "01", "10", "11"],
            "conditions": ["Seen;Helped"] * 4,
            "n": [1, 0, 2, 0],
            "out": ["0", "?", "C", "?"],
            "cases": ["Whaling", "", "Mines;Ozone layer", ""],
        }
    )
    found = texts(figures.qca_truth_table(table))
    assert "Never observed: 2 of 4 configurations" in found
    assert found.count("?") == 2
    assert "2: Mines, Ozone layer" in found
    assert "split" in found
    numbers = table.assign(config=[0, 1, 10, 11])  # as a reader's CSV program may give them
    assert texts(figures.qca_truth_table(numbers)) == found


def relation(kind, xs, ys):
    return pd.DataFrame(
        {
            "panel": "Seen",
            "relation": kind,
            "outcome": "adherence",
            "case": [f"case {i}" for i in range(len(xs))],
            "x": xs,
            "y": ys,
            "consistency": 0.9,
            "coverage": 0.8,
            "ron": 0.7 if kind == "necessity" else float("nan"),
        }
    )


@pytest.mark.parametrize(("kind", "against"), [("necessity", 2), ("sufficiency", 1)])
def test_points_against_the_relation_are_marked(kind, against):
    data = relation(kind, [0.2, 0.2, 0.4, 0.8, 0.6], [0.6, 0.6, 0.8, 0.4, 0.6])
    ax = figures.set_relations(data)
    panel = ax.child_axes[0]
    orange = [c for c in panel.collections if tuple(c.get_facecolor()[0][:3]) == rgb(style.ACCENT)]
    assert len(orange) == against
    assert "2" in texts(ax), "two cases on one place are counted"
    assert readable(ax) == []


def rgb(colour):
    from matplotlib.colors import to_rgb

    return to_rgb(colour)


def test_robustness_draws_ranges_and_shares_but_no_count():
    choice = {"outcome": "adherence", "part": "choice", "share_variants": None, "share_mixed": None}
    rows = [
        {
            **choice,
            "item": "PRI cut-off",
            "chosen": 0.6,
            "low": 0.5,
            "high": 0.7,
            "lowest_tried": 0,
            "highest_tried": 1,
        },
        {
            **choice,
            "item": "Frequency cut-off",
            "chosen": 1,
            "low": 1,
            "high": 2,
            "lowest_tried": 1,
            "highest_tried": 16,
        },
        {
            "outcome": "adherence",
            "part": "literal",
            "item": "Seen",
            "share_variants": 0.9,
            "share_mixed": 0.8,
        },
    ]
    found = texts(figures.solution_robustness(pd.DataFrame(rows)))
    assert "PRI cut-off" in found
    assert "Seen" in found
    assert "Frequency cut-off" not in found


def test_kin_are_in_the_order_of_the_first_cyber_norm_and_the_nearest_stands_out():
    rows = [
        ("cyber-x", "UN norms", "b", "Near", 0.1, 0.1, 0.2, 1, "out"),
        ("cyber-x", "UN norms", "a", "Far", 0.4, 0.5, 0.6, 2, "in"),
        ("cyber-y", "Call", "a", "Far", 0.2, 0.2, 0.2, 1, "in"),
        ("cyber-y", "Call", "b", "Near", 0.3, 0.3, 0.3, 2, "out"),
    ]
    columns = ["cyber_id", "cyber", "case_id", "case", "low", "distance", "high", "rank", "kept"]
    ax = figures.nearest_kin(pd.DataFrame(rows, columns=columns))
    assert [t.get_text() for t in ax.texts][:2] == ["Near", "Far"]
    assert len(ax.child_axes) == 2
    orange = [line for line in ax.child_axes[1].lines if line.get_color() == style.ACCENT]
    assert {tuple(line.get_ydata()) for line in orange} == {(1, 1), (1,)}


def test_lessons_show_both_of_a_case_and_the_agreements():
    rows = [
        ("a-1", "a", "Mines", "high", "N1", "Protect", "gge", 12, 3),
        ("a-2", "a", "Mines", "medium", "N1", "Protect", "gge", 12, 3),
        ("b-1", "b", "Ozone", "high", "N2", "Route", "further", 4, 0),
    ]
    columns = [
        "lesson_id",
        "case_id",
        "case",
        "transferability",
        "norm_id",
        "norm",
        "family",
        "n_agreements",
        "n_unverified",
    ]
    ax = figures.lessons_norms(pd.DataFrame(rows, columns=columns))
    points = [line for line in ax.lines if line.get_marker() in ("s", "o")]
    in_cells = [p for p in points if p.get_transform() == ax.transData]
    assert len(in_cells) == 3
    assert {"12", "4", "Protect"} <= set(texts(ax))


@pytest.mark.parametrize(
    "name",
    [
        "condition_profiles",
        "qca_truth_table",
        "set_relations",
        "solution_robustness",
        "nearest_kin",
        "lessons_norms",
    ],
)
def test_a_missing_column_is_named(name):
    with pytest.raises(ValueError, match=f"{name} needs the column"):
        getattr(figures, name)(pd.DataFrame({"x": [1]}))
