"""A record of five contributions, small enough to count by hand."""

import io

import pandas as pd
import pytest

CONTRIBUTIONS = """
contribution_id|cycle|date|contributor|contributor_kind|stakeholder_group|country_iso3|region|global_south|channel
c1|2019|2019-07|Org A|organisation|academia|KEN|Africa|yes|written
c2|2019|2019|Org A|organisation|academia|KEN|Africa|yes|session
c3|2019|2019-11-27|Jane  Doe|person|unknown||unknown|unknown|session
c4|2020|2020-02-19|Members (not named)|collective|unknown||Global|unknown|meeting
c5|2020|2020-02-19|State B|state|government|AUS|Asia-Pacific|no|meeting
"""
STATEMENTS = """
contribution_id|question|statement|agreement_ids|norm_ids|healthcare|basis
c1|project|Trains operators.|manrs-2014;ungge-2015|X-B;X-A;X-B|no|primary
c1|method|Go on.|||no|primary
c3|project|Runs a help  desk.|||no|secondary
c4|method|Look at hospitals.|ungge-2015||yes|unverified
c4|method|Limit the scope.|||no|primary
"""


def frame(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text.strip()), sep="|").assign(source="minutes")


@pytest.fixture
def raw_contributions() -> pd.DataFrame:
    return frame(CONTRIBUTIONS).assign(basis="primary", note="Jane Doe spoke")


@pytest.fixture
def raw_statements() -> pd.DataFrame:
    return frame(STATEMENTS)


@pytest.fixture
def country_regions() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "country_iso3": ["KEN", "AUS"],
            "un_region": ["Africa", "Western Europe and Others"],
        }
    )
