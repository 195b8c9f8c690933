"""What the pictures of work and participation show, counted from what is drawn."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from bpfanalysis.figures.phrases import Values, listed
from bpfanalysis.vocabularies import label

QUESTIONS = {
    "signatory": "being a signatory",
    "new-agreement": "new agreements",
    "project": "projects",
    "unaddressed-issue": "issues not addressed",
    "method": "methods",
    "outreach": "outreach",
    "other": "other points",
}


def contributions_by_question(data: pd.DataFrame) -> Values:
    questions = data.groupby("question", sort=False)["n_statements"].sum()
    cycles = data.groupby("cycle")["n_statements"].sum()
    groups = data.groupby("stakeholder_group")["n_statements"].sum()
    top = int(questions.max())
    silent = [QUESTIONS.get(str(q), str(q)) for q in questions.index[questions == 0]]
    first = [QUESTIONS.get(str(q), str(q)) for q in questions.index[questions == top]]
    largest = groups.sort_values(ascending=False, kind="stable")
    names = {"collective": "attributed to nobody", "unknown": "group not known"}
    return {
        "n_statements": int(questions.sum()),
        "top_n": top,
        "top_question": listed(first),
        "silent": f"; none answers the question about {listed(silent)}" if silent else "",
        "per_cycle": listed([f"{int(n)} in {c}" for c, n in cycles.items()]),
        "per_group": listed(
            [f"{names.get(str(g), label(str(g)))} {int(n)}" for g, n in largest.items()], 8
        ),
        "per_question": listed(
            [f"{QUESTIONS.get(str(q), str(q))} {int(n)}" for q, n in questions.items()], 8
        ),
    }


def participation_regions(data: pd.DataFrame) -> Values:
    is_given = data["record"] == "contributions"
    south = data["global_south"] == "yes"
    given, linked = data[is_given], data[~is_given]
    regions = given.groupby("region")["n_entries"].sum()
    cycles = sorted({str(c).removesuffix(".0") for c in given["cycle"]})
    unknown = data["global_south"] == "unknown"
    return {
        "n_contributions": int(given["n_entries"].sum()),
        "n_south": int(data.loc[is_given & south, "n_entries"].sum()),
        "n_unknown": int(data.loc[is_given & unknown, "n_entries"].sum()),
        "cycles": f"{cycles[0]} to {cycles[-1]}" if len(cycles) > 1 else listed(cycles),
        "n_links": int(linked["n_entries"].sum()),
        "n_links_south": int(data.loc[~is_given & south, "n_entries"].sum()),
        "regions": listed(
            [
                f"{name} {int(n)}"
                for name, n in regions.sort_values(ascending=False, kind="stable").items()
            ],
            8,
        ),
    }


def paris_call_adherents(data: pd.DataFrame) -> Values:
    regions = data.groupby("region", sort=False)["n_supporters"].sum()
    states = data[data["category"] == "state"].set_index("region")["n_supporters"]
    top = str(regions.idxmax())
    categories = data.groupby("category", sort=False)["n_supporters"].sum()
    total, n_states = int(regions.sum()), int(states.sum())
    return {
        "n_supporters": total,
        "top_region": top,
        "top_share": int(regions.max()) / total if total else 0.0,
        "n_states": n_states,
        "state_share": int(states.get(top, 0)) / n_states if n_states else 0.0,
        "regions": listed([f"{name} {int(n)}" for name, n in regions.items() if n], 8),
        "categories": listed(
            [f"{str(name).replace('-', ' ')} {int(n)}" for name, n in categories.items()], 8
        ),
    }


def workplan(data: pd.DataFrame) -> Values:
    keys = ["cycle", "milestone"]
    plans = data[data["status"] == "planned"].drop_duplicates(keys)
    happened = data[data["status"] == "actual"]
    done = set(happened[keys].itertuples(index=False, name=None))
    planned = list(plans[keys].itertuples(index=False, name=None))
    undated = happened["date"].fillna("").astype(str).str.strip() == ""
    return {
        "n_planned": len(planned),
        "n_no_event": sum(pair not in done for pair in planned),
        "n_unplanned": len(done - set(planned)),
        "n_undated": int(undated.sum()),
        "n_compared": int(pd.to_numeric(data["days_late"], errors="coerce").notna().sum()),
        "first_cycle": int(data["cycle"].astype(int).min()),
        "last_cycle": int(data["cycle"].astype(int).max()),
        "milestones": listed(
            list(dict.fromkeys(str(m).replace("-", " ") for m in data["milestone"])),
            8,
        ),
    }


FINDINGS: dict[str, Callable[[pd.DataFrame], Values]] = {
    "contributions-by-question": contributions_by_question,
    "participation-regions": participation_regions,
    "paris-call-adherents": paris_call_adherents,
    "workplan": workplan,
}
