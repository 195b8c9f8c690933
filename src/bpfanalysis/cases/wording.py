"""Values for the texts of the case figures, so that no number is typed by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from bpfanalysis.cases.labels import literal_name

OUTCOME_WORDS = {
    "adherence": "kept",
    "~adherence": "not kept",
    "internalised": "internalised",
    "~internalised": "not internalised",
}


def listed(names: Sequence[object], last: str = "and") -> str:
    """Names as a sentence lists them.

    Examples
    --------
    >>> listed(["a", "b", "c"]), listed(["a"]), listed([])
    ('a, b and c', 'a', 'none')
    """
    words = [str(name) for name in names]
    if not words:
        return "none"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def profile_values(profiles: pd.DataFrame) -> dict[str, Any]:
    """For the figure of the profiles."""
    other = profiles.loc[profiles["group"] == "other field"]
    disputed = other.loc[other["sides"] == "disputed"]
    counts = disputed.groupby("condition_name", sort=False).size()
    most = sorted(counts.index, key=lambda name: (-counts[name], name))[:2]
    cyber = profiles.loc[profiles["group"] == "cybersecurity"]
    low = cyber.loc[cyber["middle"] < 0.5]
    return {
        "n_disputed": len(disputed),
        "n_cells": len(other),
        "most_disputed": listed([name.lower() for name in most]),
        "n_cases": int(other["case_id"].nunique()),
        "n_cyber": int(cyber["case_id"].nunique()),
        "n_cyber_low": len(low),
        "n_cyber_cells": len(cyber),
    }


def relation_values(relations: pd.DataFrame) -> dict[str, Any]:
    """For the figure of necessity and sufficiency."""
    panels = relations.drop_duplicates("panel")
    needed = panels.loc[panels["relation"] == "necessity"].copy()
    needed["_order"] = -needed["consistency"].round(9)
    top = needed.sort_values(["_order", "panel"]).iloc[0]
    enough = panels.loc[panels["relation"] == "sufficiency"]
    return {
        "n_cases": int(relations["case_id"].nunique()),
        "top_condition": str(top["panel"]),
        "top_consistency": float(top["consistency"]),
        "top_relevance": float(top["ron"]),
        "necessities": listed(
            [f"{r.panel.lower()} {r.consistency:.2f}" for r in needed.itertuples()]
        ),
        "solutions": listed(
            [
                f"{r.outcome} {r.consistency:.2f} (coverage {r.coverage:.2f})"
                for r in enough.itertuples()
            ]
        ),
    }


def truth_table_values(table: pd.DataFrame) -> dict[str, Any]:
    """For the figure of the truth table."""
    rows = table.drop_duplicates("row")
    held = rows.loc[rows["n"] > 0]
    kept = table.loc[table["outcome"] == "adherence"]
    split = table.loc[table["out"] == "C"].drop_duplicates("row")
    return {
        "n_rows": len(rows),
        "n_empty": int((rows["n"] == 0).sum()),
        "n_single": int((held["n"] == 1).sum()),
        "n_held": len(held),
        "n_kept": int((kept["out"] == "1").sum()),
        "n_split": len(split),
        "split_cases": listed(
            [f"{row.cases.replace(';', ' with ')}" for row in split.itertuples()], last="and"
        ),
    }


def robustness_values(robustness: pd.DataFrame) -> dict[str, Any]:
    """For the figure of the solution's robustness."""
    kept = robustness.loc[robustness["outcome"] == "adherence"]
    literal = kept.loc[kept["part"] == "literal"].iloc[0]
    pri = kept.loc[kept["item"] == "PRI cut-off"].iloc[0]
    per_outcome = robustness.loc[robustness["part"] == "literal"].drop_duplicates("outcome")
    return {
        "top_literal": str(literal["item"]),
        "top_mixed": float(literal["share_mixed"]),
        "n_solutions": int(literal["n_solutions"]),
        "pri_low": float(pri["low"]),
        "pri_high": float(pri["high"]),
        "leaders": listed(
            [
                f"for norms {OUTCOME_WORDS[r.outcome]} {r.item.lower()} ({r.share_mixed:.0%})"
                for r in per_outcome.itertuples()
            ]
        ),
    }


def kin_values(kin: pd.DataFrame) -> dict[str, Any]:
    """For the figure of the nearest kin."""
    nearest = kin.loc[kin["rank"] == 1].drop_duplicates("cyber_id")
    first = nearest.iloc[0]
    near = kin.loc[(kin["cyber_id"] == first["cyber_id"]) & (kin["rank"] <= 5)]
    return {
        "first_cyber": str(first["cyber"]),
        "first_kin": str(first["case"]),
        "first_distance": float(first["distance"]),
        "n_near": len(near),
        "kept_words": _are(int((near["kept"] == "in").sum())),
        "nearest": listed(
            [f"{r.cyber}: {r.case} ({r.distance:.2f})" for r in nearest.itertuples()]
        ),
        "n_cases": int(kin["case_id"].nunique()),
        "farthest": str(kin.loc[kin["cyber_id"] == first["cyber_id"], "case"].iloc[-1]),
    }


def _are(n: int) -> str:
    return {0: "none is", 1: "one is"}.get(n, f"{n} are")


def lesson_values(lessons: pd.DataFrame) -> dict[str, Any]:
    """For the figure of the lessons."""
    counts = lessons.groupby("norm_id")["lesson_id"].nunique()
    norms = lessons.drop_duplicates("norm_id").set_index("norm_id")
    order = sorted(counts.index, key=lambda n: (-int(counts[n]), n))
    carried = int(norms["n_agreements"].sum())
    unverified = int(norms["n_unverified"].sum())
    return {
        "n_lessons": int(lessons["lesson_id"].nunique()),
        "n_cases": int(lessons["case_id"].nunique()),
        "n_norms": len(norms),
        "top_norm": str(norms.at[order[0], "norm"]),
        "n_top": int(counts[order[0]]),
        "ranking": listed([f"{norms.at[n, 'norm']} ({int(counts[n])})" for n in order[:4]]),
        "share_unverified": unverified / carried if carried else 0.0,
    }


def solution_in_words(terms: pd.DataFrame) -> str:
    """A model of a solution in words, from the rows of its terms.

    Examples
    --------
    >>> solution_in_words(pd.DataFrame({"term": ["legal_form*~enforcement", "transparency"]}))
    'legal form and no enforcement; or public findings'
    """
    return "; or ".join(
        " and ".join(literal_name(literal).lower() for literal in term.split("*"))
        for term in terms["term"]
    )
