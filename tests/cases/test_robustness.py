import pandas as pd
import pytest

from bpfanalysis.cases.robustness import (
    NO_SOLUTION,
    Question,
    choice_ranges,
    literals,
    mixed_passes,
    move_crossover,
    stable_range,
    variants,
)

LIPSET = ("DEV", "URB", "LIT", "IND", "STB")


@pytest.fixture
def question():
    return Question("SURV", LIPSET, incl_cut=0.8, kind="parsimonious")


def test_the_range_of_the_inclusion_cut_off_is_that_between_two_rows(lipset_fuzzy, question):
    # Rows 10101 and 10111 have inclusion 0.804 and 0.709; the solution changes there only.
    row = choice_ranges(lipset_fuzzy, question).set_index("choice").loc["inclusion cut-off"]
    assert (row["low"], row["high"]) == (0.71, 0.8)


def test_the_chosen_value_lies_within_each_range(lipset_fuzzy, question):
    table = choice_ranges(lipset_fuzzy, question, step=0.05)
    assert (table["low"] <= table["chosen"]).all()
    assert (table["high"] >= table["chosen"]).all()
    assert (table["low"] >= table["lowest_tried"]).all()
    assert (table["high"] <= table["highest_tried"]).all()
    assert len(table) == 3 + len(LIPSET) + 1


def test_a_range_ends_before_the_first_other_answer_even_if_the_old_one_returns():
    assert stable_range(lambda x: x in (3, 4, 7), 4, range(10)) == (3, 4)


def test_moving_the_crossover_keeps_order_ends_and_the_middle():
    values = pd.Series([0, 0.2, 0.4, 0.6, 0.8, 1.0])
    pd.testing.assert_series_equal(move_crossover(values, 0.5), values)
    moved = move_crossover(values, 0.7)
    assert moved.is_monotonic_increasing
    assert (moved.iloc[0], moved.iloc[-1]) == (0, 1)
    assert (moved > 0.5).tolist() == (values > 0.7).tolist()
    with pytest.raises(ValueError, match="between 0 and 1"):
        move_crossover(values, 1)


def test_variants_name_what_changed_and_count_the_cases(lipset_fuzzy, question):
    passes = {"one": lipset_fuzzy, "two": lipset_fuzzy.assign(DEV=1 - lipset_fuzzy["DEV"])}
    table = variants(passes, question, "one", {"DEV": ["AU", "BE"], "URB": []})
    assert table.iloc[0][["check", "is_same", "n_cases"]].tolist() == ["as published", True, 18]
    assert (table["check"] == "one case left out").sum() == 18
    dropped = table.loc[table["check"] == "doubtful cases left out"]
    assert dropped[["variant", "n_cases"]].values.tolist() == [["DEV", 16]]
    other = table.loc[table["check"] == "another pass"].iloc[0]
    assert not other["is_same"]
    with pytest.raises(ValueError, match="no pass 'three'"):
        variants(passes, question, "three")


def test_no_solution_is_an_answer_and_not_an_error(lipset_fuzzy):
    answer = Question("SURV", LIPSET, incl_cut=0.99).answer(lipset_fuzzy)
    assert answer[0] == NO_SOLUTION
    with pytest.raises(ValueError, match="no column"):
        Question("SURV", ("NOPE",)).answer(lipset_fuzzy)


def test_mixing_equal_passes_changes_nothing_and_the_seed_decides(lipset_fuzzy, question):
    same = mixed_passes([lipset_fuzzy, lipset_fuzzy], question, 4, seed=1)
    assert same["share"].tolist() == [1.0]
    other = lipset_fuzzy.clip(0.3, 0.7)
    first = mixed_passes([lipset_fuzzy, other], question, 15, seed=2)
    again = mixed_passes([lipset_fuzzy, other], question, 15, seed=2)
    pd.testing.assert_frame_equal(first, again)
    assert first["n_draws"].sum() == 15
    with pytest.raises(ValueError, match="two passes"):
        mixed_passes([lipset_fuzzy], question, 5, seed=1)


def test_a_literal_counts_only_where_every_tied_model_has_it():
    frame = pd.DataFrame({"solution": ["A*B | A*~C", NO_SOLUTION, "~C"], "n": [2, 1, 1]})
    found = literals(frame, "n").set_index("literal")["share"]
    assert found.to_dict() == {"A": 0.5, "~C": 0.25}
