"""What was said on which question of the call, by whom, and how much of the record was read.

Points that minutes and reports attribute to nobody (`collective`) are a group of their own: they
are never added to a stakeholder group. Every count says whether it counts entries, organisations
or statements, since one organisation often stands behind several entries.
"""

from __future__ import annotations

import pandas as pd

from bpfanalysis.contributions.cleaning import COUNTED_KINDS
from bpfanalysis.vocabularies import (
    CALL_QUESTION,
    STAKEHOLDER_GROUP,
    UN_REGION,
    YES_NO_UNKNOWN,
    label,
)

COLLECTIVE = "collective"
GROUPS = (*STAKEHOLDER_GROUP, COLLECTIVE)
PROFILE_ATTRIBUTES = (
    "stakeholder_group",
    "region",
    "global_south",
    "healthcare",
    "channel",
    "contributor_kind",
)


def attributed_group(frame: pd.DataFrame) -> pd.Series:
    """The stakeholder group, or ``collective`` where a point is attributed to nobody.

    Examples
    --------
    >>> frame = pd.DataFrame({"stakeholder_group": ["academia", "unknown"],
    ...                       "contributor_kind": ["organisation", "collective"]})
    >>> attributed_group(frame).tolist()
    ['academia', 'collective']
    """
    is_collective = frame["contributor_kind"].eq(COLLECTIVE)
    return frame["stakeholder_group"].where(~is_collective, COLLECTIVE)


def by_question(statements: pd.DataFrame) -> pd.DataFrame:
    """Statements by cycle, stakeholder group and question, zeros included.

    Parameters
    ----------
    statements
        The tidy table `contribution_statements`.

    Returns
    -------
    DataFrame
        `cycle`, `stakeholder_group`, `question`, `n_statements`, `n_contributions` (those with at
        least one statement on the question) and `n_unverified` (statements whose basis is
        unverified): a complete cross of the cycles found, the groups (collective points apart)
        and the questions of the call. A zero says that nothing was read, not that nothing was
        said.
    """
    rows = statements.assign(stakeholder_group=attributed_group(statements))
    keys = ["cycle", "stakeholder_group", "question"]
    found = rows.groupby(keys).agg(
        n_statements=("statement_id", "size"),
        n_contributions=("contribution_id", "nunique"),
        n_unverified=("basis", lambda basis: int(basis.eq("unverified").sum())),
    )
    cycles = sorted(int(cycle) for cycle in rows["cycle"].unique())
    cross = pd.MultiIndex.from_product([cycles, GROUPS, CALL_QUESTION], names=keys)
    return found.reindex(cross, fill_value=0).astype(int).reset_index()


def profile(contributions: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Contributions and statements by group, region, Global South, healthcare, channel and kind.

    Parameters
    ----------
    contributions, statements
        The tidy tables.

    Returns
    -------
    DataFrame
        One row per cycle, attribute and value that occurs: `cycle`, `attribute`, `value`,
        `n_contributions`, `n_organisations` (each organisation or state once within the row; a
        sum over rows may count one twice), `n_statements`. Under `stakeholder_group` collective
        points are a value of their own. Healthcare is an attribute of the statement: a
        contribution counts under ``yes`` if at least one of its statements is on healthcare, and
        under ``unknown`` if no statement of it was read.
    """
    entries = contributions.assign(stakeholder_group=attributed_group(contributions))
    points = statements.assign(stakeholder_group=attributed_group(statements))
    parts = []
    for attribute in PROFILE_ATTRIBUTES:
        keys = ["cycle", attribute]
        counted = entries[entries["contributor_kind"].isin(COUNTED_KINDS)]
        part = pd.DataFrame(
            {
                "n_contributions": entries.groupby(keys).size(),
                "n_organisations": counted.groupby(keys)["contributor_id"].nunique(),
                "n_statements": points.groupby(keys).size(),
            }
        )
        part = part.fillna(0).astype(int).rename_axis(["cycle", "value"]).reset_index()
        part.insert(1, "attribute", attribute)
        order = {group: place for place, group in enumerate(GROUPS)}
        part["place"] = part["value"].map(order).fillna(len(GROUPS))
        part = part.sort_values(["cycle", "place", "value"]).drop(columns="place")
        parts.append(part)
    return pd.concat(parts, ignore_index=True)


def wide(profile_frame: pd.DataFrame, attribute: str) -> pd.DataFrame:
    """One attribute of a profile as a small table for readers: values down, cycles across.

    Parameters
    ----------
    profile_frame
        The frame that `profile` returns.
    attribute
        One of `PROFILE_ATTRIBUTES`.

    Returns
    -------
    DataFrame
        Index: labels of the values in the order of their vocabulary. Columns: what is counted,
        then the cycle. A missing combination is 0.
    """
    rows = profile_frame[profile_frame["attribute"].eq(attribute)]
    order = {"stakeholder_group": GROUPS, "region": UN_REGION, "global_south": YES_NO_UNKNOWN}
    values = [
        v for v in order.get(attribute, sorted(set(rows["value"]))) if v in set(rows["value"])
    ]
    counts = {
        "contributions": "n_contributions",
        "organisations": "n_organisations",
        "statements": "n_statements",
    }
    table = pd.concat(
        {
            name: rows.pivot(index="value", columns="cycle", values=column).reindex(values)
            for name, column in counts.items()
        },
        axis=1,
    )
    return (
        table.fillna(0)
        .astype(int)
        .rename(index=label)
        .rename_axis(index=attribute.replace("_", " "), columns=["", "cycle"])
    )


def coverage(contributions: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """How much of each cycle could be read: entries with and without a statement, and who spoke.

    Returns
    -------
    DataFrame
        One row per cycle: `n_contributions`, `n_organisations`, `n_persons`, `n_collective`
        (entries), `n_written`, `n_with_statement`, `n_without_statement`, `n_statements`,
        `n_statements_collective`, `n_statements_signatory`, `n_statements_secondary`.

    Notes
    -----
    `n_written` counts entries that came in writing. Such an entry is not always an answer to the
    call: it may be a message to the mailing list, the work plan or part in a background paper.
    """
    rows = []
    for cycle in sorted(int(c) for c in contributions["cycle"].unique()):
        entries = contributions[contributions["cycle"].eq(cycle)]
        points = statements[statements["cycle"].eq(cycle)]
        kind = entries["contributor_kind"]
        rows.append(
            {
                "cycle": cycle,
                "n_contributions": len(entries),
                "n_organisations": entries.loc[
                    kind.isin(COUNTED_KINDS), "contributor_id"
                ].nunique(),
                "n_persons": entries.loc[kind.eq("person"), "contributor_id"].nunique(),
                "n_collective": int(kind.eq(COLLECTIVE).sum()),
                "n_written": int(entries["channel"].eq("written").sum()),
                "n_with_statement": int(entries["n_statements"].gt(0).sum()),
                "n_without_statement": int(entries["n_statements"].eq(0).sum()),
                "n_statements": len(points),
                "n_statements_collective": int(points["contributor_kind"].eq(COLLECTIVE).sum()),
                "n_statements_signatory": int(points["question"].eq("signatory").sum()),
                "n_statements_secondary": int(points["basis"].eq("secondary").sum()),
            }
        )
    return pd.DataFrame(rows)


def on_healthcare(statements: pd.DataFrame) -> pd.DataFrame:
    """The statements on healthcare, with who made them and on which question.

    Returns
    -------
    DataFrame
        `statement_id`, `cycle`, `contributor`, `question`, `statement`, `source`, `basis`.
    """
    columns = ["statement_id", "cycle", "contributor", "question", "statement", "source", "basis"]
    return statements.loc[statements["healthcare"].eq("yes"), columns].reset_index(drop=True)
