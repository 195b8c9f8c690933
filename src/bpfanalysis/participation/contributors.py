"""Who takes part: entries, and the organisations, persons and groups behind them.

An entry is a contribution of the record; one organisation may stand behind many. Persons and
points attributed to nobody are counted apart and never as organisations. A value that is not
known is its own group: it is never added to "no".
"""

from __future__ import annotations

import pandas as pd

from bpfanalysis.vocabularies import STAKEHOLDER_GROUP, UN_REGION, YES_NO_UNKNOWN, label

COUNTED_KINDS = ("organisation", "state")
COUNTS = ("n_entries", "n_organisations", "n_persons", "n_collective")
COUNT_BY = {"entries": "n_entries", "organisations": "n_organisations"}
COLLECTIVE = "collective"
ORDERS = {
    "stakeholder_group": (*STAKEHOLDER_GROUP, COLLECTIVE),
    "region": UN_REGION,
    "global_south": YES_NO_UNKNOWN,
}


def count(contributions: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Entries, organisations (each once), persons and collective entries in each group.

    Parameters
    ----------
    contributions
        The tidy table `contributions`.
    by
        Columns to group by; empty counts everything in one row.

    Returns
    -------
    DataFrame
        The columns of `by`, then `n_entries`, `n_organisations` (organisations and states, each
        once within the row), `n_persons` (each once) and `n_collective` (entries attributed to
        nobody). Rows are in the order of the vocabularies. `n_organisations` of two rows may
        count the same organisation, so it does not add up over rows.

    Examples
    --------
    >>> frame = pd.DataFrame({"contributor_id": ["organisation-01"] * 2 + ["person-01"],
    ...                       "contributor_kind": ["organisation"] * 2 + ["person"],
    ...                       "region": ["Africa", "Africa", "unknown"]})
    >>> count(frame, ["region"])[["region", "n_entries", "n_organisations"]].values.tolist()
    [['Africa', 2, 1], ['unknown', 1, 0]]
    """
    kind = contributions["contributor_kind"]
    who = contributions["contributor_id"]
    marked = contributions.assign(
        organisation=who.where(kind.isin(COUNTED_KINDS)),
        person=who.where(kind.eq("person")),
        collective=kind.eq(COLLECTIVE),
        every="all",
    )
    keys = by or ["every"]
    found = (
        marked.groupby(keys)
        .agg(
            n_entries=("contributor_id", "size"),
            n_organisations=("organisation", "nunique"),
            n_persons=("person", "nunique"),
            n_collective=("collective", "sum"),
        )
        .reset_index()
    )
    return in_order(found, by)[[*by, *COUNTS]]


def profile(contributions: pd.DataFrame, split: str = "cycle") -> pd.DataFrame:
    """Counts by group, region and Global South within each cycle or each channel.

    Parameters
    ----------
    contributions
        The tidy table `contributions`.
    split
        ``cycle`` or ``channel``.

    Returns
    -------
    DataFrame
        `split` (the name), `within` (the cycle or channel, as text), `attribute`, `value` and the
        counts of `count`. Under `stakeholder_group`, points attributed to nobody are a value of
        their own, ``collective``.
    """
    is_collective = contributions["contributor_kind"].eq(COLLECTIVE)
    attributed = contributions.assign(
        stakeholder_group=contributions["stakeholder_group"].where(~is_collective, COLLECTIVE)
    )
    parts = []
    for attribute in ORDERS:
        part = count(attributed, [split, attribute])
        part = part.rename(columns={split: "within", attribute: "value"})
        part["within"] = part["within"].astype("str")
        part.insert(0, "split", split)
        part.insert(2, "attribute", attribute)
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def wide(profile_frame: pd.DataFrame, split: str, attribute: str) -> pd.DataFrame:
    """One attribute of a profile as a small table for readers: values down, cycles across.

    Parameters
    ----------
    profile_frame
        The frame that `profile` returns.
    split
        ``cycle`` or ``channel``: what the columns are.
    attribute
        ``stakeholder_group``, ``region`` or ``global_south``.

    Returns
    -------
    DataFrame
        Index: labels of the values in the order of their vocabulary. Columns: entries and
        organisations, then the cycle or channel. A missing combination is 0.
    """
    rows = profile_frame[
        profile_frame["split"].eq(split) & profile_frame["attribute"].eq(attribute)
    ]
    values = [value for value in ORDERS[attribute] if value in set(rows["value"])]
    table = pd.concat(
        {
            name: rows.pivot(index="value", columns="within", values=column).reindex(values)
            for name, column in COUNT_BY.items()
        },
        axis=1,
    )
    return (
        table.fillna(0)
        .astype(int)
        .rename(index=label)
        .rename_axis(index=attribute.replace("_", " "), columns=["", split])
    )


def global_south(contributions: pd.DataFrame, count_by: str = "entries") -> pd.DataFrame:
    """The Global South's part in each cycle, among those whose seat is known.

    Parameters
    ----------
    contributions
        The tidy table `contributions`.
    count_by
        ``entries`` or ``organisations`` (organisations and states, each once a cycle).

    Returns
    -------
    DataFrame
        `cycle`, `n_yes`, `n_no`, `n_unknown`, `share_of_known` = yes / (yes + no), missing where
        none is known. `n_unknown` is stated beside it since it is no part of the share.

    Raises
    ------
    ValueError
        If `count_by` is neither of the two.
    """
    if count_by not in COUNT_BY:
        raise ValueError(f"count_by is {count_by!r}; expected entries or organisations.")
    counted = count(contributions, ["cycle", "global_south"])
    wide = counted.pivot(index="cycle", columns="global_south", values=COUNT_BY[count_by])
    wide = wide.reindex(columns=list(YES_NO_UNKNOWN)).fillna(0).astype(int)
    known = wide["yes"] + wide["no"]
    return pd.DataFrame(
        {
            "cycle": [int(cycle) for cycle in wide.index],
            "n_yes": wide["yes"].to_numpy(),
            "n_no": wide["no"].to_numpy(),
            "n_unknown": wide["unknown"].to_numpy(),
            "share_of_known": (wide["yes"] / known.where(known > 0)).to_numpy(),
        }
    )


def organisations(contributions: pd.DataFrame) -> pd.DataFrame:
    """One row per organisation or state, with the cycles and channels in which it took part.

    Returns
    -------
    DataFrame
        `organisation`, `stakeholder_group`, `country_iso3`, `region`, `global_south`,
        `n_entries`, `n_statements`, `cycles`, `channels` (sets); most entries first, then by name.
    """
    rows = contributions[contributions["contributor_kind"].isin(COUNTED_KINDS)]
    found = (
        rows.groupby("contributor_id")
        .agg(
            organisation=("contributor", "first"),
            stakeholder_group=("stakeholder_group", "first"),
            country_iso3=("country_iso3", "first"),
            region=("region", "first"),
            global_south=("global_south", "first"),
            n_entries=("contribution_id", "size"),
            n_statements=("n_statements", "sum"),
            cycles=("cycle", lambda values: ";".join(sorted({str(v) for v in values}))),
            channels=("channel", lambda values: ";".join(sorted(set(values)))),
        )
        .reset_index(drop=True)
    )
    found["country_iso3"] = found["country_iso3"].fillna("")
    return found.sort_values(["n_entries", "organisation"], ascending=[False, True]).reset_index(
        drop=True
    )


def in_order(frame: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Sort rows by columns, each in the order of its vocabulary where it has one."""
    places = pd.DataFrame(index=frame.index)
    for column in by:
        if column in ORDERS:
            order = {value: place for place, value in enumerate(ORDERS[column])}
            places[column] = frame[column].map(order).fillna(len(order)).astype(int)
        else:
            places[column] = frame[column]
    if not by:
        return frame
    return frame.loc[places.sort_values(by, kind="stable").index].reset_index(drop=True)
