"""The circumstances of a norm, each between 0 and 1, as several passes saw them.

A condition is a set ("norms with an independent monitor"), and a case belongs to it by a degree
from 0 to 1; above 0.5 it is more in than out. Three passes coded the other fields: coder A, coder
A once more, and coder B. Cybersecurity was coded by B alone. Nothing is averaged away here: the
passes stand side by side, and where they put a case on different sides of 0.5 it is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from bpfanalysis.cases.labels import case_name, condition_name, group_of
from bpfanalysis.vocabularies import CONDITION, OUTCOME

PASSES = ("A", "A again", "B")
SETS = (*CONDITION, *OUTCOME)


def condition_values(
    passes: Mapping[str, pd.DataFrame], sets: Sequence[str] = SETS
) -> pd.DataFrame:
    """One row per case, condition and pass, in the order of the passes.

    Parameters
    ----------
    passes
        Name of the pass -> table with `case_id` and one column per condition, values 0 to 1.
        A case need not stand in every pass.
    sets
        The columns to take, conditions and outcomes.

    Returns
    -------
    pandas.DataFrame
        `pass, case_id, case, group, condition, condition_name, value`.

    Raises
    ------
    ValueError
        If a column is missing, a case stands twice in a pass, or a value is not within 0..1.

    Examples
    --------
    >>> one = pd.DataFrame({"case_id": ["a"], "clear_rule": [0.6]})
    >>> condition_values({"A": one}, ["clear_rule"]).values.tolist()
    [['A', 'a', 'A', 'other field', 'clear_rule', 'Clear rule', 0.6]]
    """
    rows = []
    for name, table in passes.items():
        missing = [column for column in ("case_id", *sets) if column not in table.columns]
        if missing:
            raise ValueError(f"Pass {name} lacks the columns {', '.join(missing)}.")
        if table["case_id"].duplicated().any():
            raise ValueError(f"A case stands twice in pass {name}.")
        for row in table.to_dict("records"):
            for condition in sets:
                value = row[condition]
                if pd.isna(value) or not 0 <= float(value) <= 1:
                    raise ValueError(
                        f"Pass {name}, {row['case_id']}, {condition}: {value!r} is not a degree "
                        "of membership from 0 to 1."
                    )
                rows.append(
                    {
                        "pass": name,
                        "case_id": row["case_id"],
                        "case": case_name(row["case_id"]),
                        "group": group_of(row["case_id"]),
                        "condition": condition,
                        "condition_name": condition_name(condition),
                        "value": float(value),
                    }
                )
    return pd.DataFrame(rows)


def profiles(values: pd.DataFrame) -> pd.DataFrame:
    """Each case and condition once: the passes side by side, and how far they are apart.

    Parameters
    ----------
    values
        As returned by `condition_values`.

    Returns
    -------
    pandas.DataFrame
        `case_id, case, group, condition, condition_name, n_passes, lowest, middle, highest,
        spread, sides`; `middle` is the median of the passes; `sides` is *in*, *out*,
        *at 0.5* or, where the passes disagree about the side, *disputed*. Cases and conditions
        in the order of first appearance.

    Examples
    --------
    >>> a = pd.DataFrame({"case_id": ["x"], "clear_rule": [0.6]})
    >>> b = pd.DataFrame({"case_id": ["x"], "clear_rule": [0.4]})
    >>> table = profiles(condition_values({"A": a, "B": b}, ["clear_rule"]))
    >>> table[["lowest", "middle", "highest", "sides"]].values.tolist()
    [[0.4, 0.5, 0.6, 'disputed']]
    """
    keys = ["case_id", "case", "group", "condition", "condition_name"]
    rows = []
    for key, found in values.groupby(keys, sort=False):
        numbers = sorted(found["value"].tolist())
        rows.append(
            {
                **dict(zip(keys, key, strict=True)),
                "n_passes": len(numbers),
                "lowest": numbers[0],
                "middle": round(float(pd.Series(numbers).median()), 6),
                "highest": numbers[-1],
                "spread": round(numbers[-1] - numbers[0], 6),
                "sides": side(numbers),
            }
        )
    frame = pd.DataFrame(rows)
    cases = {case: i for i, case in enumerate(dict.fromkeys(values["case_id"]))}
    sets = {name: i for i, name in enumerate(dict.fromkeys(values["condition"]))}
    frame["_case"] = frame["case_id"].map(cases)
    frame["_set"] = frame["condition"].map(sets)
    return (
        frame.sort_values(["_case", "_set"]).drop(columns=["_case", "_set"]).reset_index(drop=True)
    )


def side(numbers: Sequence[float]) -> str:
    """On which side of 0.5 the passes put a case.

    Examples
    --------
    >>> side([0.6, 0.8]), side([0.2]), side([0.4, 0.6]), side([0.5, 0.6])
    ('in', 'out', 'disputed', 'disputed')
    """
    found = {"in" if n > 0.5 else "out" if n < 0.5 else "at 0.5" for n in numbers}
    return found.pop() if len(found) == 1 else "disputed"


def by_outcome(
    profile: pd.DataFrame, outcome: str = "adherence", conditions: Sequence[str] = CONDITION
) -> pd.DataFrame:
    """How the cases with an outcome differ from those without, condition by condition.

    A description of a handful of chosen cases, not a test: it says in how many cases with and
    without the outcome the condition is present, with the disputed cases counted apart.

    Parameters
    ----------
    profile
        As returned by `profiles`; only the group *other field* is counted.
    outcome
        The set that divides the cases.

    Returns
    -------
    pandas.DataFrame
        `condition, condition_name, with_outcome_in, with_outcome, without_outcome_in,
        without_outcome, n_disputed, difference`; the largest difference of shares first.
        Cases disputed in the outcome or in the condition are left out of the shares.
    """
    other = profile.loc[profile["group"] == "other field"]
    wide = other.pivot(index="case_id", columns="condition", values="sides")
    rows = []
    for condition in conditions:
        clear = wide[condition].isin(["in", "out"]) & wide[outcome].isin(["in", "out"])
        inside = wide[condition] == "in"
        achieved = wide[outcome] == "in"
        with_n, without_n = int((clear & achieved).sum()), int((clear & ~achieved).sum())
        with_in = int((clear & achieved & inside).sum())
        without_in = int((clear & ~achieved & inside).sum())
        share = (with_in / with_n if with_n else 0.0) - (without_in / without_n if without_n else 0)
        rows.append(
            {
                "condition": condition,
                "condition_name": condition_name(condition),
                "with_outcome_in": with_in,
                "with_outcome": with_n,
                "without_outcome_in": without_in,
                "without_outcome": without_n,
                "n_disputed": int((~clear).sum()),
                "difference": round(share, 6),
            }
        )
    frame = pd.DataFrame(rows)
    frame["_order"] = range(len(frame))
    frame = frame.sort_values(["difference", "_order"], ascending=[False, True])
    return frame.drop(columns="_order").reset_index(drop=True)
