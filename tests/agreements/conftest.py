"""A register of four agreements and a codebook of three norms, small enough to check by hand."""

import pandas as pd
import pytest


@pytest.fixture
def agreements() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "agreement_id": ["pact-2018", "code-2015", "treaty-2001", "late-2021"],
            "title": ["The Pact", "The Code", "The Treaty", "The Late One"],
            "short_title": ["Pact", "Code", "Treaty", "Late"],
            "adopted_on": ["2018-04", "2015", "2001-11-23", "2021-03-12"],
            "adopter": ["Companies", "States", "Council", "States"],
            "adopter_type": ["private", "state-coalition", "intergovernmental", "state-coalition"],
            "region": ["global"] * 4,
            "binding": ["voluntary", "voluntary", "binding", "voluntary"],
            "norms_focused": ["yes", "yes", "no", "yes"],
            "active_body": ["Secretariat", "none", "Committee", "Office"],
            "n_adherents": [34, 6, 64, 193],
            "bpf_2019": ["yes", "unknown", "unknown", "no"],
            "bpf_2020": ["unknown", "unknown", "no", "no"],
            "covid_health_mention": ["no"] * 4,
            "basis": ["primary"] * 4,
            "source_url": ["https://example.org"] * 4,
            "in_scope_2020": ["yes", "yes", "no", "no"],
        }
    )


@pytest.fixture
def norms() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "norm_id": ["GGE-A", "GGE-F", "X-LAW"],
            "short_label": ["Cooperate", "Spare infrastructure", "Law applies"],
            "family": ["gge", "gge", "further"],
        }
    )


@pytest.fixture
def codings() -> pd.DataFrame:
    """Complete cross of the four agreements and three norms.

    Pact: A explicit (shall, primary), F implicit (should, unverified), LAW absent.
    Code: A explicit (should, unverified), F absent, LAW explicit (should, secondary).
    Treaty: A implicit (shall, primary), F absent, LAW absent.
    Late: A by reference (aspire, secondary), F by reference (aspire, secondary), LAW explicit.
    """
    rows = [
        ("pact-2018", "GGE-A", "explicit", "shall", "positive", "primary", "u"),
        ("pact-2018", "GGE-F", "implicit", "should", "restraint", "unverified", "u"),
        ("pact-2018", "X-LAW", "absent", None, None, "unverified", None),
        ("code-2015", "GGE-A", "explicit", "should", "positive", "unverified", "u"),
        ("code-2015", "GGE-F", "absent", None, None, "secondary", "u"),
        ("code-2015", "X-LAW", "explicit", "should", "both", "secondary", "u"),
        ("treaty-2001", "GGE-A", "implicit", "shall", "positive", "primary", "u"),
        ("treaty-2001", "GGE-F", "absent", None, None, "unverified", None),
        ("treaty-2001", "X-LAW", "absent", None, None, "unverified", None),
        ("late-2021", "GGE-A", "by-reference", "aspire", "positive", "secondary", "u"),
        ("late-2021", "GGE-F", "by-reference", "aspire", "restraint", "secondary", "u"),
        ("late-2021", "X-LAW", "explicit", "shall", "positive", "primary", "u"),
    ]
    columns = [
        "agreement_id",
        "norm_id",
        "presence",
        "strength",
        "direction",
        "basis",
        "source_url",
    ]
    return pd.DataFrame(rows, columns=columns)
