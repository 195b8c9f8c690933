"""Organisations with a documented link to the forum, beside those in its record.

Nobody knows whom the forum meant to reach: no list of intended contacts was found. The table
therefore has no denominator, and nothing here divides by it. A link that is documented is no
proof that others were not contacted.
"""

from __future__ import annotations

import pandas as pd

from bpfanalysis.participation.contributors import count, in_order

REACHED = ("participated", "contacted", "unknown")
PROFILE_ATTRIBUTES = ("stakeholder_group", "region", "global_south", "youth")


def participation_regions(contributions: pd.DataFrame, outreach: pd.DataFrame) -> pd.DataFrame:
    """Contributions by cycle, and documented links, by region and Global South.

    Parameters
    ----------
    contributions
        The tidy table `contributions`.
    outreach
        The raw table `bpf_outreach`; one row is one organisation, so its entries and its
        organisations are the same number.

    Returns
    -------
    DataFrame
        `record` (``contributions`` or ``outreach``), `cycle` (empty for outreach, which has no
        dates), `region`, `global_south`, `n_entries`, `n_organisations`, `n_persons`,
        `n_collective`. The two records overlap and must not be added up.
    """
    given = count(contributions, ["cycle", "region", "global_south"])
    given["cycle"] = given["cycle"].astype("str")
    linked = (
        outreach.groupby(["region", "global_south"])
        .agg(n_entries=("organisation", "size"), n_organisations=("organisation", "nunique"))
        .reset_index()
    )
    linked = in_order(linked, ["region", "global_south"])
    linked = linked.assign(cycle="", n_persons=0, n_collective=0)
    frame = pd.concat(
        [given.assign(record="contributions"), linked.assign(record="outreach")],
        ignore_index=True,
    )
    return frame[
        [
            "record",
            "cycle",
            "region",
            "global_south",
            "n_entries",
            "n_organisations",
            "n_persons",
            "n_collective",
        ]
    ]


def profile(outreach: pd.DataFrame) -> pd.DataFrame:
    """Documented links by group, region, Global South and youth, and what is known of each.

    Returns
    -------
    DataFrame
        `attribute`, `value`, `n_participated`, `n_contacted`, `n_unknown`, `n_organisations`
        (their sum). Counts only: the links are no sample of those whom the forum addressed.
    """
    parts = []
    for attribute in PROFILE_ATTRIBUTES:
        wide = pd.crosstab(outreach[attribute], outreach["reached"])
        wide = wide.reindex(columns=list(REACHED), fill_value=0).astype(int)
        part = wide.rename(columns=lambda name: f"n_{name}")
        part["n_organisations"] = part.sum(axis=1)
        part = in_order(part.rename_axis(attribute).reset_index(), [attribute])
        part = part.rename(columns={attribute: "value"})
        part.columns.name = None
        part.insert(0, "attribute", attribute)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def beside_the_record(outreach: pd.DataFrame, contributions: pd.DataFrame) -> pd.DataFrame:
    """Each linked organisation, and how many contributions the record holds of it.

    Returns
    -------
    DataFrame
        `organisation`, `stakeholder_group`, `region`, `global_south`, `youth`, `reached`,
        `n_contributions`, `source`, `basis`; in the order of `REACHED`, then by name. A linked
        organisation that took part without a contribution in the record is no error: it may have
        spoken where no minutes were kept.
    """
    per_name = contributions["contributor"].value_counts()
    rows = outreach.assign(
        n_contributions=outreach["organisation"].map(per_name).fillna(0).astype(int),
        place=outreach["reached"].map({value: place for place, value in enumerate(REACHED)}),
    )
    rows = rows.sort_values(["place", "organisation"]).reset_index(drop=True)
    return rows[
        [
            "organisation",
            "stakeholder_group",
            "region",
            "global_south",
            "youth",
            "reached",
            "n_contributions",
            "source",
            "basis",
        ]
    ]
