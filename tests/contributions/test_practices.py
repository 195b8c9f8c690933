"""Practices keep every statement, with one row for each agreement that it names."""

import pandas as pd
import pytest

from bpfanalysis.contributions.cleaning import tidy_contributions, tidy_statements
from bpfanalysis.contributions.practices import NOT_NAMED, agreements_named, practices

REGISTER = pd.DataFrame(
    {"agreement_id": ["manrs-2014", "ungge-2015"], "short_title": ["MANRS", "UN GGE report 2015"]}
)


@pytest.fixture
def statements(raw_contributions, raw_statements, country_regions):
    contributions, _ = tidy_contributions(raw_contributions, raw_statements, country_regions)
    return tidy_statements(raw_statements, contributions)[0]


def test_practices_by_hand(statements):
    rows = practices(statements, REGISTER)[["statement_id", "agreement_id", "agreement"]]
    assert rows.values.tolist() == [
        ["c1/1", "manrs-2014", "MANRS"],
        ["c1/1", "ungge-2015", "UN GGE report 2015"],
        ["c3/1", "", NOT_NAMED],
    ]


def test_agreements_named_by_hand(statements):
    rows = agreements_named(statements, REGISTER).values.tolist()
    assert rows == [
        ["ungge-2015", "UN GGE report 2015", 2, 2, "2019;2020", "method;project"],
        ["manrs-2014", "MANRS", 1, 1, "2019", "project"],
    ]


def test_an_agreement_outside_the_register_is_named(statements):
    with pytest.raises(ValueError, match="manrs-2014"):
        practices(statements, REGISTER[1:])
