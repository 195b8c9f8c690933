"""Supporters add up, no stated nationality is no country, and growth is only growth."""

import pandas as pd
import pytest

from bpfanalysis.participation import adherents
from bpfanalysis.participation.regions import NO_COUNTRY_STATED, NO_GROUP

SUPPORTERS = pd.DataFrame(
    [
        ("FRA", "private-sector", 88),
        ("KEN", "private-sector", 2),
        ("UGA", "private-sector", 1),
        ("KEN", "state", 1),
        ("VAT", "civil-society", 1),
        ("ZZZ", "civil-society", 2),
    ],
    columns=["iso3", "category", "n_supporters"],
)
FIRST_SEEN = pd.DataFrame(
    [
        ("2019-11", "civil-society", 183),
        ("2019-09", "state", 68),
        ("2019-10", "state", 1),
        ("2020-01", "state", 2),
        ("2020-01", "civil-society", 1),
    ],
    columns=["month", "category", "n_new"],
)


def test_the_cross_is_complete_and_adds_up(country_regions):
    frame = adherents.by_region_and_category(SUPPORTERS, country_regions)
    assert len(frame) == len(adherents.REGIONS) * len(adherents.CATEGORIES)
    assert frame["n_supporters"].sum() == 95


def test_regions_by_hand(country_regions):
    frame = adherents.by_region_and_category(SUPPORTERS, country_regions)
    at = frame.set_index(["region", "category"])
    assert at.loc[("Africa", "private-sector")].tolist() == [3, 2]
    assert at.loc[(NO_GROUP, "civil-society")].tolist() == [1, 1]
    assert at.loc[(NO_COUNTRY_STATED, "civil-society")].tolist() == [2, 0], (
        "supporters without a stated nationality belong to no country"
    )


def test_the_global_south_leaves_the_unknown_apart(country_regions):
    at = adherents.by_global_south(SUPPORTERS, country_regions).set_index(
        ["category", "global_south"]
    )
    assert at.loc[("private-sector", "yes")].tolist() == [3, 2]
    assert at.loc[("private-sector", "no")].tolist() == [88, 1]
    assert at.loc[("civil-society", "unknown")].tolist() == [3, 1]


def test_states_beside_all_members(country_regions):
    supporting = pd.DataFrame(
        {"iso3": ["KEN", "JPN", "UGA"], "first_seen": ["2019-09-16", "2019-09-16", "2022-01-11"]}
    )
    frame = adherents.states(supporting, country_regions).set_index("region")
    assert frame.loc["Africa", ["n_members", "n_states", "n_since"]].tolist() == [2, 2, 1]
    assert frame.loc["Asia-Pacific", "share"] == 0.5
    assert NO_GROUP not in frame.index, "a row for no state at all says nothing"


def test_baseline_and_bulk_import_are_set_apart():
    frame = adherents.growth(FIRST_SEEN)
    assert frame[["month", "category", "phase"]].values.tolist() == [
        ["2019-09", "state", "baseline"],
        ["2019-10", "state", "month"],
        ["2019-11", "civil-society", "bulk import"],
        ["2020-01", "state", "month"],
        ["2020-01", "civil-society", "month"],
    ]


def test_a_later_start_widens_the_baseline_but_keeps_the_import():
    phases = adherents.growth(FIRST_SEEN, "2019-12").set_index("month")["phase"]
    assert phases["2019-10"] == "baseline"
    assert phases["2019-11"] == "bulk import"


def test_no_start_makes_growth_of_the_baseline():
    assert adherents.growth(FIRST_SEEN, "2018-01")["phase"].iloc[0] == "baseline"


@pytest.mark.parametrize("month", ["2019", "2019-13", "Dec 2019"])
def test_growth_from_must_be_a_month(month):
    with pytest.raises(ValueError, match="expected a month"):
        adherents.growth(FIRST_SEEN, month)
