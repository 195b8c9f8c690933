"""Dates are spans as long as they are uncertain; a missing body is told from an unknown one."""

import pytest

from bpfanalysis.agreements import register


def test_the_register_is_in_the_order_of_adoption(agreements):
    found = register.register(agreements)
    assert found["agreement"].tolist() == ["Treaty", "Code", "Pact", "Late"]
    assert found["date_precision"].tolist() == ["day", "year", "month", "day"]


def test_counts_of_adherents_do_not_pass(agreements):
    # They count different things at different dates and must never be set side by side.
    assert not [name for name in register.register(agreements) if "adherents" in name]


def test_the_timeline_holds_the_span_that_a_date_allows(agreements):
    spans = register.timeline(agreements).set_index("agreement")
    assert spans.loc["Code", ["adopted_from", "adopted_to"]].tolist() == [
        "2015-01-01",
        "2015-12-31",
    ]
    assert spans.loc["Pact", "adopted_to"] == "2018-04-30"


def test_agreements_are_shown_by_kind_of_adopter_then_date(agreements):
    assert register.display_order(agreements) == [
        "treaty-2001",  # intergovernmental
        "code-2015",  # coalition of states, earlier
        "late-2021",  # coalition of states, later
        "pact-2018",  # private
    ]


def test_the_order_does_not_hang_on_the_order_of_the_rows(agreements):
    turned = agreements.iloc[::-1]
    assert register.display_order(turned) == register.display_order(agreements)


@pytest.mark.parametrize(
    ("date", "last"),
    [("2020-02", "2020-02-29"), ("2019-02", "2019-02-28"), ("2019-12", "2019-12-31")],
)
def test_months_end_where_the_calendar_ends_them(date, last):
    assert register.adoption_interval(date)[1] == last


@pytest.mark.parametrize("unknown", [None, float("nan"), " "])
def test_an_empty_field_is_not_a_missing_body(unknown):
    assert register.has_active_body(unknown) == "unknown"
    assert register.has_active_body("none") == "no"
