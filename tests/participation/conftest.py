"""Six entries of four contributors, three links, and a crosswalk of six countries."""

import io

import pandas as pd
import pytest

CONTRIBUTIONS = """
contribution_id|cycle|contributor_id|contributor|contributor_kind|stakeholder_group|country_iso3|region|channel
c1|2019|organisation-01|Org A|organisation|academia|KEN|Africa|written
c2|2019|organisation-01|Org A|organisation|academia|KEN|Africa|session
c3|2019|person-01|A person (group not known)|person|unknown||unknown|session
c4|2020|collective-01|Members (not named)|collective|unknown||Global|meeting
c5|2020|state-01|State B|state|government|FRA|Western Europe and Others|meeting
c6|2020|organisation-01|Org A|organisation|academia|KEN|Africa|session
"""
LINKS = """
organisation|stakeholder_group|country_iso3|region|global_south|youth|reached
Org A|academia|KEN|Africa|yes|no|participated
Org Z|civil-society|KEN|Africa|yes|unknown|contacted
Body|unknown||Global|unknown|yes|unknown
"""
COUNTRIES = """
country_iso3|un_region|global_south|un_member
FRA|Western Europe and Others|no|yes
JPN|Asia-Pacific|no|yes
KEN|Africa|yes|yes
SGP|Asia-Pacific|yes|yes
UGA|Africa|yes|yes
VAT|unknown|unknown|no
"""


def frame(text: str) -> pd.DataFrame:
    return pd.read_csv(io.StringIO(text.strip()), sep="|")


@pytest.fixture
def contributions() -> pd.DataFrame:
    south = ["yes", "yes", "unknown", "unknown", "no", "yes"]
    return frame(CONTRIBUTIONS).assign(global_south=south, n_statements=[2, 0, 1, 3, 0, 0])


@pytest.fixture
def links() -> pd.DataFrame:
    return frame(LINKS).assign(source="minutes", basis="primary")


@pytest.fixture
def country_regions() -> pd.DataFrame:
    return frame(COUNTRIES)
