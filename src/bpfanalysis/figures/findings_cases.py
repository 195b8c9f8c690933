"""What the pictures of norms of other fields show, counted from what is drawn."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from bpfanalysis.figures.phrases import Values, listed, share_of


def case_life_cycles(data: pd.DataFrame) -> Values:
    year = data.assign(year=pd.to_numeric(data["year"], errors="coerce")).pivot(
        index="case_id", columns="event", values="year"
    )
    gap = (year["adopted"] - year["emerged"]).dropna()
    forms = data.drop_duplicates("case_id")["binding"].value_counts()
    names = data.drop_duplicates("case_id").set_index("case_id")["case"]
    unknown = year["cascade"].isna()
    return {
        "n_cases": len(year),
        "median_years": f"{float(gap.median()):g}",
        "shortest": int(gap.min()),
        "longest": int(gap.max()),
        "shortest_case": names[gap.idxmin()],
        "longest_case": names[gap.idxmax()],
        "n_unknown": int(unknown.sum()),
        "unknown_cases": listed([str(names[c]) for c in names.index if bool(unknown[c])], 8),
        "earliest": int(year["emerged"].min()),
        "forms": listed([f"{int(n)} {form}" for form, n in sorted(forms.items())]),
    }


def assessment_stages(data: pd.DataFrame) -> Values:
    after = data[~data["stage"].isin(["emergence", "adoption"])]
    is_high = after["level"].isin(["independent monitoring", "consequence"])
    is_cyber = after["group"] == "cybersecurity"
    is_known = after["level"] != "not known"
    known = data[data["level"] != "not known"]
    top = after[is_high].groupby("case", sort=False).size()
    return {
        "n_other": int(data.loc[data["group"] != "cybersecurity", "case_id"].nunique()),
        "n_cyber": int(data.loc[data["group"] == "cybersecurity", "case_id"].nunique()),
        "other_high": int((is_high & ~is_cyber).sum()),
        "other_cells": int((is_known & ~is_cyber).sum()),
        "cyber_high": int((is_high & is_cyber).sum()),
        "cyber_cells": int((is_known & is_cyber).sum()),
        "n_not_known": int((data["level"] == "not known").sum()),
        "cells_unverified": share_of(known["basis"] == "unverified"),
        "cyber_cases": listed(
            [
                f"{case}: {int(top.get(case, 0))}"
                for case in data.loc[data["group"] == "cybersecurity", "case"].unique()
            ]
        ),
    }


FINDINGS: dict[str, Callable[[pd.DataFrame], Values]] = {
    "case-life-cycles": case_life_cycles,
    "assessment-stages": assessment_stages,
}
