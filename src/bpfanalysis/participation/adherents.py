"""Supporters of the Paris Call by UN regional group and category, and when they were first seen.

The count is taken from the repository of the Call's website. Its first month is a baseline: it
holds everyone who had joined in the ten months before. A later month holds a bulk import. Neither
is growth, and both are marked so that no figure can draw them as growth without saying so.
"""

from __future__ import annotations

import pandas as pd

from bpfanalysis.participation.regions import (
    NO_COUNTRY,
    NO_COUNTRY_STATED,
    NO_GROUP,
    is_global_south,
    region_of,
)
from bpfanalysis.vocabularies import UN_REGION, YES_NO_UNKNOWN

CATEGORIES = ("state", "public-authority", "private-sector", "civil-society", "other")
REGIONS = (*(r for r in UN_REGION if r not in ("Global", "unknown")), NO_GROUP, NO_COUNTRY_STATED)
BASELINE_MONTH = "2019-09"  # the repository begins; the Call was launched in November 2018
BULK_MONTH = "2019-11"  # holds the bulk import
BULK_IMPORT = 435  # supporters in the import; the rest of that month is not told apart
PHASES = ("baseline", "bulk import", "month")


def by_region_and_category(supporters: pd.DataFrame, country_regions: pd.DataFrame) -> pd.DataFrame:
    """Supporters and countries in each UN regional group and category, zeros included.

    Parameters
    ----------
    supporters
        The raw table `paris_call_supporters`: `iso3`, `category`, `n_supporters`.
    country_regions
        The crosswalk: `country_iso3`, `un_region`.

    Returns
    -------
    DataFrame
        `region` (in the order of `REGIONS`), `category`, `n_supporters`, `n_countries`. Supporters
        of no stated nationality are a row of their own with no country; so are countries in no UN
        group.
    """
    rows = supporters.assign(
        region=region_of(supporters["iso3"], country_regions),
        country=supporters["iso3"].where(supporters["iso3"].ne(NO_COUNTRY)),
    )
    found = rows.groupby(["region", "category"]).agg(
        n_supporters=("n_supporters", "sum"), n_countries=("country", "nunique")
    )
    cross = pd.MultiIndex.from_product([REGIONS, CATEGORIES], names=["region", "category"])
    return found.reindex(cross, fill_value=0).astype(int).reset_index()


def by_global_south(supporters: pd.DataFrame, country_regions: pd.DataFrame) -> pd.DataFrame:
    """Supporters and countries by category and Global South; unknown for no group or no country.

    Returns
    -------
    DataFrame
        `category`, `global_south`, `n_supporters`, `n_countries`, zeros included.
    """
    regions = region_of(supporters["iso3"], country_regions).replace(
        {NO_GROUP: "unknown", NO_COUNTRY_STATED: "unknown"}
    )
    rows = supporters.assign(
        global_south=[
            is_global_south(code, region)
            for code, region in zip(supporters["iso3"], regions, strict=True)
        ],
        country=supporters["iso3"].where(supporters["iso3"].ne(NO_COUNTRY)),
    )
    keys = ["category", "global_south"]
    found = rows.groupby(keys).agg(
        n_supporters=("n_supporters", "sum"), n_countries=("country", "nunique")
    )
    cross = pd.MultiIndex.from_product([CATEGORIES, YES_NO_UNKNOWN], names=keys)
    return found.reindex(cross, fill_value=0).astype(int).reset_index()


def states(
    state_supporters: pd.DataFrame, country_regions: pd.DataFrame, since: str = "2019-10"
) -> pd.DataFrame:
    """States that support the Call beside all member states of each UN regional group.

    Parameters
    ----------
    state_supporters
        The raw table `paris_call_states`: `iso3`, `first_seen`.
    country_regions
        The crosswalk with `un_member`.
    since
        The month from which a state counts as newly seen; states seen before are the baseline.

    Returns
    -------
    DataFrame
        `region`, `n_members` (member states of the United Nations), `n_states`, `n_since`,
        `share` = n_states / n_members (missing where there are no members).
    """
    region = region_of(state_supporters["iso3"], country_regions)
    members = country_regions[country_regions["un_member"].eq("yes")]["un_region"].value_counts()
    supporting = region.value_counts()
    new = region[state_supporters["first_seen"].str[:7].ge(since)].value_counts()
    rows = []
    for name in REGIONS:
        n_members, n_states = int(members.get(name, 0)), int(supporting.get(name, 0))
        if n_members or n_states:
            share = n_states / n_members if n_members else None
            rows.append((name, n_members, n_states, int(new.get(name, 0)), share))
    return pd.DataFrame(rows, columns=["region", "n_members", "n_states", "n_since", "share"])


def growth(first_seen: pd.DataFrame, growth_from: str = "2019-10") -> pd.DataFrame:
    """Supporters first seen in each month, with the baseline and the bulk import set apart.

    Parameters
    ----------
    first_seen
        The raw table `paris_call_growth`: `month`, `category`, `n_new`.
    growth_from
        The first month (YYYY-MM) that is called growth; every month before it is baseline.

    Returns
    -------
    DataFrame
        `month`, `category`, `n_new`, `phase`: ``baseline`` (up to and with 2019-09, and any month
        before `growth_from`), ``bulk import`` (2019-11) or ``month``. Only rows of the last phase
        may be read as growth.

    Raises
    ------
    ValueError
        If `growth_from` is not a month written as YYYY-MM.
    """
    year, _, month = growth_from.partition("-")
    if len(year) != 4 or not year.isdigit() or month not in {f"{m:02d}" for m in range(1, 13)}:
        raise ValueError(f"growth_from is {growth_from!r}; expected a month such as 2019-12.")
    frame = first_seen[["month", "category", "n_new"]].copy()
    frame["phase"] = "month"
    frame.loc[frame["month"].eq(BULK_MONTH), "phase"] = "bulk import"
    is_before = frame["month"].le(BASELINE_MONTH) | frame["month"].lt(growth_from)
    frame.loc[is_before & frame["phase"].eq("month"), "phase"] = "baseline"
    order = {category: place for place, category in enumerate(CATEGORIES)}
    frame["place"] = frame["category"].map(order)
    return frame.sort_values(["month", "place"]).drop(columns="place").reset_index(drop=True)
