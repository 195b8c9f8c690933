"""Which other field a cyber norm resembles most, and what its better-kept kin have that it lacks.

Distance: the mean absolute difference of memberships over the conditions (outcomes are left out:
kin in circumstances, not in success). Cyber norms were coded in one pass, so the spread given is
that over the passes of the other fields alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from bpfanalysis.cases.labels import case_name, condition_name
from bpfanalysis.vocabularies import CONDITION


def distances(
    passes: Mapping[str, pd.DataFrame],
    cyber: pd.DataFrame,
    conditions: Sequence[str] = CONDITION,
) -> pd.DataFrame:
    """Distance of each cyber norm to each norm of another field, with its spread over passes.

    Parameters
    ----------
    passes
        Name of the pass -> memberships of the other fields, with `case_id`.
    cyber
        Memberships of the cyber norms, with `case_id`.
    conditions
        The conditions compared.

    Returns
    -------
    pandas.DataFrame
        `cyber_id, cyber, case_id, case, low, distance, high, rank, best_rank, worst_rank`;
        `distance` is the mean over the passes, `low` and `high` the extremes, `rank` that of
        the mean (1 is nearest), `best_rank` and `worst_rank` those over the passes. Nearest
        first within each cyber norm; distances are rounded before they are ranked, and equal
        distances share the better rank.

    Examples
    --------
    >>> other = pd.DataFrame({"case_id": ["a", "b"], "clear_rule": [1.0, 0.4]})
    >>> cyber = pd.DataFrame({"case_id": ["cyber-x"], "clear_rule": [0.2]})
    >>> kin = distances({"A": other}, cyber, ["clear_rule"])
    >>> kin[["case_id", "distance", "rank"]].values.tolist()
    [['b', 0.2, 1], ['a', 0.8, 2]]
    """
    columns = list(conditions)
    tables = {name: table.set_index("case_id")[columns] for name, table in passes.items()}
    first = next(iter(tables.values()))
    rows = []
    for cyber_id, profile in cyber.set_index("case_id")[columns].iterrows():
        each = pd.DataFrame(
            {
                name: (table.loc[first.index] - profile).abs().mean(axis=1).round(9)
                for name, table in tables.items()
            }
        )
        ranks = each.rank(method="min").astype(int)
        mean = each.mean(axis=1).round(6)
        overall = mean.rank(method="min").astype(int)
        for case_id in first.index:
            rows.append(
                {
                    "cyber_id": cyber_id,
                    "cyber": case_name(str(cyber_id)),
                    "case_id": case_id,
                    "case": case_name(str(case_id)),
                    "low": round(float(each.loc[case_id].min()), 6),
                    "distance": float(mean.loc[case_id]),
                    "high": round(float(each.loc[case_id].max()), 6),
                    "rank": int(overall.loc[case_id]),
                    "best_rank": int(ranks.loc[case_id].min()),
                    "worst_rank": int(ranks.loc[case_id].max()),
                }
            )
    frame = pd.DataFrame(rows)
    frame["_cyber"] = frame["cyber_id"].map({c: i for i, c in enumerate(cyber["case_id"])})
    frame = frame.sort_values(["_cyber", "distance", "case_id"])
    return frame.drop(columns="_cyber").reset_index(drop=True)


def lacking(
    kin: pd.DataFrame,
    profiles: pd.DataFrame,
    n_neighbours: int = 5,
    outcome: str = "adherence",
    conditions: Sequence[str] = CONDITION,
) -> pd.DataFrame:
    """Conditions that a cyber norm lacks and its neighbours with the outcome have.

    Parameters
    ----------
    kin
        As returned by `distances`.
    profiles
        As returned by `conditions.profiles`, with the cyber cases.
    n_neighbours
        How many of the nearest norms are looked at (ties in rank are all taken).
    outcome
        The outcome that a neighbour must have, on all passes.

    Returns
    -------
    pandas.DataFrame
        `cyber_id, cyber, n_neighbours, neighbours_with_outcome, condition, condition_name,
        n_with_condition, n_with_outcome, is_shared`: one row for each condition in which the
        cyber norm is more out than in and at least one such neighbour is in on all passes;
        `is_shared` where all of them are. Most widely shared first.
    """
    sides = profiles.pivot(index="case_id", columns="condition", values="sides")
    rows = []
    for (cyber_id, cyber), found in kin.groupby(["cyber_id", "cyber"], sort=False):
        near = found.loc[found["rank"] <= n_neighbours, "case_id"].tolist()
        kept = [case for case in near if sides.at[case, outcome] == "in"]
        names = ";".join(case_name(case) for case in kept)
        for order, condition in enumerate(conditions):
            if sides.at[cyber_id, condition] != "out":
                continue
            having = sum(sides.at[case, condition] == "in" for case in kept)
            if having:
                rows.append(
                    {
                        "cyber_id": cyber_id,
                        "cyber": cyber,
                        "n_neighbours": len(near),
                        "neighbours_with_outcome": names,
                        "condition": condition,
                        "condition_name": condition_name(condition),
                        "n_with_condition": int(having),
                        "n_with_outcome": len(kept),
                        "is_shared": having == len(kept),
                        "_order": order,
                    }
                )
    columns = [
        "cyber_id",
        "cyber",
        "n_neighbours",
        "neighbours_with_outcome",
        "condition",
        "condition_name",
        "n_with_condition",
        "n_with_outcome",
        "is_shared",
    ]
    frame = pd.DataFrame(rows, columns=[*columns, "_order"])
    frame["_cyber"] = frame["cyber_id"].map({c: i for i, c in enumerate(kin["cyber_id"].unique())})
    frame = frame.sort_values(
        ["_cyber", "n_with_condition", "_order"], ascending=[True, False, True]
    )
    return frame[columns].reset_index(drop=True)
