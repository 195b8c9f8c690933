"""The rule of the Global South, codes without a group, and disagreements by name."""

import pandas as pd
import pytest

from bpfanalysis.participation.regions import disagreements, is_global_south, region_of


@pytest.mark.parametrize(
    ("code", "region", "expected"),
    [
        ("BRA", "Latin America and Caribbean", "yes"),
        ("KEN", "Africa", "yes"),
        ("VUT", "Asia-Pacific", "yes"),
        ("JPN", "Asia-Pacific", "no"),
        ("KOR", "Asia-Pacific", "no"),
        ("POL", "Eastern Europe", "no"),
        ("AUS", "Western Europe and Others", "no"),
        ("TWN", "unknown", "unknown"),
    ],
)
def test_the_rule(code, region, expected):
    assert is_global_south(code, region) == expected


def test_an_unlisted_code_is_named(country_regions):
    with pytest.raises(ValueError, match="XYZ"):
        region_of(pd.Series(["KEN", "XYZ"]), country_regions)


def test_disagreements_accept_global_but_not_a_wrong_group(country_regions):
    table = pd.DataFrame(
        {
            "name": ["right", "worldwide", "wrong", "no seat"],
            "country_iso3": ["KEN", "FRA", "FRA", None],
            "region": ["Africa", "Global", "Eastern Europe", "Global"],
            "global_south": ["yes", "unknown", "no", "unknown"],
        }
    )
    found = disagreements({"links": (table, "name")}, country_regions)
    assert found[["who", "column", "recorded", "by_crosswalk"]].values.tolist() == [
        ["worldwide", "global_south", "unknown", "no"],
        ["wrong", "region", "Eastern Europe", "Western Europe and Others"],
    ]


def test_agreement_gives_an_empty_table(country_regions):
    table = pd.DataFrame(
        {"name": ["a"], "country_iso3": ["KEN"], "region": ["Africa"], "global_south": ["yes"]}
    )
    assert disagreements({"links": (table, "name")}, country_regions).empty
