"""From a country to its UN regional group and to the Global South, by one rule.

The Global South is a seat in the UN groups of Africa, of Latin America and the Caribbean, or of
Asia-Pacific without Japan and the Republic of Korea. The rule follows electoral groups, not
income or geography: Singapore, Qatar and Cyprus fall inside it, Türkiye and the states of
Eastern Europe outside.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

NO_COUNTRY = "ZZZ"  # stands in the Paris Call tables for "no nationality stated"
NO_COUNTRY_STATED = "No country stated"
NO_GROUP = "No UN group"
SOUTHERN_GROUPS = ("Africa", "Asia-Pacific", "Latin America and Caribbean")
NOT_SOUTHERN = ("JPN", "KOR")
WORLDWIDE = "Global"


def is_global_south(country_iso3: str, un_region: str) -> str:
    """Whether a country counts to the Global South by the rule of this project.

    Parameters
    ----------
    country_iso3
        ISO 3166 alpha-3 code.
    un_region
        Its UN regional group, or ``unknown`` where it is in none.

    Returns
    -------
    str
        ``yes``, ``no``, or ``unknown`` for a country in no group.

    Examples
    --------
    >>> is_global_south("KEN", "Africa"), is_global_south("JPN", "Asia-Pacific")
    ('yes', 'no')
    >>> is_global_south("VAT", "unknown")
    'unknown'
    """
    if un_region == "unknown":
        return "unknown"
    return "yes" if un_region in SOUTHERN_GROUPS and country_iso3 not in NOT_SOUTHERN else "no"


def region_of(codes: pd.Series, country_regions: pd.DataFrame) -> pd.Series:
    """The UN regional group of each code, with countries outside every group and no country apart.

    Parameters
    ----------
    codes
        ISO 3166 alpha-3 codes; ``ZZZ`` stands for no nationality stated.
    country_regions
        The crosswalk: `country_iso3`, `un_region`.

    Returns
    -------
    Series
        A group, `NO_GROUP` for a country in none, or `NO_COUNTRY_STATED`.

    Raises
    ------
    ValueError
        If a code is not in the crosswalk.

    Examples
    --------
    >>> crosswalk = pd.DataFrame({"country_iso3": ["KEN", "VAT"],
    ...                           "un_region": ["Africa", "unknown"]})
    >>> region_of(pd.Series(["KEN", "VAT", "ZZZ"]), crosswalk).tolist()
    ['Africa', 'No UN group', 'No country stated']
    """
    known = country_regions.set_index("country_iso3")["un_region"].replace("unknown", NO_GROUP)
    missing = sorted(set(codes) - set(known.index) - {NO_COUNTRY})
    if missing:
        raise ValueError(
            f"No UN region is given for {', '.join(missing)}. "
            "Add the codes to un_regions/country_regions.csv."
        )
    return codes.map({**known.to_dict(), NO_COUNTRY: NO_COUNTRY_STATED}).astype("str")


def disagreements(
    tables: Mapping[str, tuple[pd.DataFrame, str]], country_regions: pd.DataFrame
) -> pd.DataFrame:
    """Where a table states another region or Global South value than the crosswalk gives.

    Parameters
    ----------
    tables
        Name of a table -> the frame (with `country_iso3`, `region`, `global_south`) and the name
        of the column that says whose seat it is. Rows without a country are not compared, and a
        region ``Global`` is accepted for any seat.
    country_regions
        The crosswalk: `country_iso3`, `un_region`, `global_south`.

    Returns
    -------
    DataFrame
        `table`, `who`, `country_iso3`, `column`, `recorded`, `by_crosswalk`, `n_rows`; sorted.
    """
    crosswalk = country_regions.set_index("country_iso3")
    rows = []
    for name, (frame, who) in sorted(tables.items()):
        for row in frame.to_dict("records"):
            code = row["country_iso3"]
            if pd.isna(code) or code == "":
                continue
            if code not in crosswalk.index:
                rows.append((name, row[who], code, "country_iso3", code, "not in the crosswalk"))
                continue
            by_rule = crosswalk.loc[code]
            if row["region"] not in (WORLDWIDE, by_rule["un_region"]):
                rows.append((name, row[who], code, "region", row["region"], by_rule["un_region"]))
            if row["global_south"] != by_rule["global_south"]:
                rows.append(
                    (
                        name,
                        row[who],
                        code,
                        "global_south",
                        row["global_south"],
                        by_rule["global_south"],
                    )
                )
    columns = ["table", "who", "country_iso3", "column", "recorded", "by_crosswalk"]
    found = pd.DataFrame(rows, columns=columns)
    return found.groupby(columns, sort=True).size().rename("n_rows").reset_index()
