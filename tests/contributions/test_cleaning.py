"""Cleaning changes form only, joins every statement, and names no person."""

import pandas as pd
import pytest

from bpfanalysis.contributions.cleaning import (
    CONTRIBUTION_COLUMNS,
    LOG_COLUMNS,
    STATEMENT_COLUMNS,
    canonical_set,
    date_precision,
    select_cycles,
    tidy_contributions,
    tidy_statements,
)


@pytest.fixture
def tidy(raw_contributions, raw_statements, country_regions):
    contributions, log = tidy_contributions(raw_contributions, raw_statements, country_regions)
    statements, statement_log = tidy_statements(raw_statements, contributions)
    return contributions, statements, pd.concat([log, statement_log], ignore_index=True)


def test_one_row_for_each_contribution_and_statement(tidy):
    contributions, statements, log = tidy
    assert list(contributions.columns) == list(CONTRIBUTION_COLUMNS)
    assert list(statements.columns) == list(STATEMENT_COLUMNS)
    assert list(log.columns) == list(LOG_COLUMNS)
    assert contributions["contribution_id"].tolist() == ["c1", "c2", "c3", "c4", "c5"]
    assert statements["statement_id"].tolist() == ["c1/1", "c1/2", "c3/1", "c4/1", "c4/2"]


def test_no_person_is_named_in_any_table(tidy):
    text = " ".join(frame.to_csv() for frame in tidy)
    assert "Jane" not in text, "a person's name left the raw record"
    assert "Doe" not in text, "a person's name left the raw record"


def test_a_person_is_shown_by_group_and_told_apart_by_an_id(tidy):
    person = tidy[0].set_index("contribution_id").loc["c3"]
    assert person["contributor"] == "A person (group not known)"
    assert person["contributor_id"] == "person-01"


def test_statements_carry_who_made_them(tidy):
    row = tidy[1].set_index("statement_id").loc["c1/1"]
    assert (row["contributor"], row["cycle"], row["region"]) == ("Org A", 2019, "Africa")


def test_statements_keep_their_own_basis(tidy):
    # the contribution is primary, the statement is not
    assert tidy[1].set_index("statement_id").loc["c3/1", "basis"] == "secondary"


def test_every_changed_cell_is_logged_and_no_other(tidy):
    changed = tidy[2][["record", "column", "found", "written"]].values.tolist()
    assert changed == [
        ["c3", "contributor", "(name withheld)", "A person (group not known)"],
        ["c3/1", "statement", "Runs a help  desk.", "Runs a help desk."],
        ["c1/1", "norm_ids", "X-B;X-A;X-B", "X-A;X-B"],
    ]


def test_healthcare_is_unknown_where_nothing_was_read(tidy):
    healthcare = tidy[0].set_index("contribution_id")["healthcare"]
    assert healthcare.to_dict() == {
        "c1": "no",
        "c2": "unknown",
        "c3": "no",
        "c4": "yes",
        "c5": "unknown",
    }, "a contribution without a statement must not count as 'no'"


def test_the_region_of_the_seat_stands_beside_the_recorded_one(tidy):
    row = tidy[0].set_index("contribution_id").loc["c5"]
    assert (row["region"], row["region_of_seat"]) == ("Asia-Pacific", "Western Europe and Others")


def test_collective_sources_are_not_attributed(tidy):
    assert tidy[0].set_index("contribution_id")["is_attributed"].eq("no").sum() == 1


def test_inputs_are_left_alone(raw_contributions, raw_statements, country_regions):
    before = raw_contributions.copy(), raw_statements.copy()
    contributions, _ = tidy_contributions(raw_contributions, raw_statements, country_regions)
    tidy_statements(raw_statements, contributions)
    pd.testing.assert_frame_equal(raw_contributions, before[0])
    pd.testing.assert_frame_equal(raw_statements, before[1])


def test_a_statement_without_a_contribution_is_named(
    raw_contributions, raw_statements, country_regions
):
    lost = raw_statements.assign(contribution_id="c9")
    with pytest.raises(ValueError, match="c9"):
        tidy_contributions(raw_contributions, lost, country_regions)


@pytest.mark.parametrize("written", ["b;a", " a ; b ", "a;b;a", "a;;b"])
def test_a_set_has_one_form(written):
    assert canonical_set(written) == "a;b"


@pytest.mark.parametrize("date", ["17-11-2020", "2020/11", "20"])
def test_a_date_of_another_form_is_refused(date):
    with pytest.raises(ValueError, match=date):
        date_precision(date)


def test_cycles_that_select_nothing_are_refused():
    with pytest.raises(ValueError, match="No cycle lies between 2021 and 2019"):
        select_cycles(pd.DataFrame({"cycle": [2019, 2020]}), 2021, 2019)
