"""Counts agree with a count by hand, and points of nobody stay with nobody."""

import pytest

from bpfanalysis.contributions import questions
from bpfanalysis.contributions.cleaning import tidy_contributions, tidy_statements
from bpfanalysis.vocabularies import CALL_QUESTION


@pytest.fixture
def tidy(raw_contributions, raw_statements, country_regions):
    contributions, _ = tidy_contributions(raw_contributions, raw_statements, country_regions)
    return contributions, tidy_statements(raw_statements, contributions)[0]


def cell(frame, **keys):
    for column, value in keys.items():
        frame = frame[frame[column].eq(value)]
    assert len(frame) == 1, f"expected one row for {keys}"
    return frame.iloc[0]


def test_by_question_is_a_complete_cross_with_every_statement_once(tidy):
    frame = questions.by_question(tidy[1])
    assert len(frame) == 2 * len(questions.GROUPS) * len(CALL_QUESTION)
    assert frame["n_statements"].sum() == len(tidy[1])


def test_collective_points_are_a_group_of_their_own(tidy):
    frame = questions.by_question(tidy[1])
    both = cell(frame, cycle=2020, stakeholder_group="collective", question="method")
    assert (both["n_statements"], both["n_contributions"], both["n_unverified"]) == (2, 1, 1)
    nobody = cell(frame, cycle=2020, stakeholder_group="unknown", question="method")
    assert nobody["n_statements"] == 0, "collective points must not count as an unknown group"


def test_the_signatory_question_is_shown_even_where_nobody_answered(tidy):
    rows = questions.by_question(tidy[1]).query("question == 'signatory'")
    assert len(rows) == 2 * len(questions.GROUPS)
    assert rows["n_statements"].sum() == 0


def test_the_profile_counts_an_organisation_once(tidy):
    row = cell(
        questions.profile(*tidy), cycle=2019, attribute="stakeholder_group", value="academia"
    )
    assert (row["n_contributions"], row["n_organisations"], row["n_statements"]) == (2, 1, 2)


@pytest.mark.parametrize("attribute", questions.PROFILE_ATTRIBUTES)
def test_each_attribute_adds_up_to_all_contributions(tidy, attribute):
    frame = questions.profile(*tidy)
    frame = frame[frame["attribute"].eq(attribute)]
    assert frame["n_contributions"].sum() == len(tidy[0])
    assert frame["n_statements"].sum() == len(tidy[1])


def test_coverage_by_hand(tidy):
    first, second = questions.coverage(*tidy).to_dict("records")
    assert first == {
        "cycle": 2019,
        "n_contributions": 3,
        "n_organisations": 1,
        "n_persons": 1,
        "n_collective": 0,
        "n_written": 1,
        "n_with_statement": 2,
        "n_without_statement": 1,
        "n_statements": 3,
        "n_statements_collective": 0,
        "n_statements_signatory": 0,
        "n_statements_secondary": 1,
    }
    assert (second["n_collective"], second["n_statements_collective"]) == (1, 2)


def test_healthcare_lists_the_statements_themselves(tidy):
    assert questions.on_healthcare(tidy[1])["statement_id"].tolist() == ["c4/1"]


def test_the_readers_table_keeps_the_order_of_the_vocabulary(tidy):
    table = questions.wide(questions.profile(*tidy), "stakeholder_group")
    assert table.index.tolist() == [
        "Government",
        "Academia",
        "Not known",
        "Attributed to nobody",
    ]
    assert table.loc["Academia", ("statements", 2020)] == 0
