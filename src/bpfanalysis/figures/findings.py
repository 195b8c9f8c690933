"""What a picture shows, counted from the very frame that is drawn.

For each figure a function turns its frame into the values of placeholders in the catalogue's
texts, so that titles, captions and alternative texts say what the picture says. A notebook passes
only what a frame cannot know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from bpfanalysis.vocabularies import ADOPTER_TYPE, label

Values = dict[str, Any]

SPELLED: Mapping[str, Mapping[str, str]] = {
    "presence_level": {
        "explicit": "stated explicitly",
        "implicit": "stated explicitly or clearly entailed",
        "by-reference": "stated, clearly entailed or endorsed by reference",
    },
    "null_model": {
        "hypergeometric": "a null model that keeps how often each norm occurs",
        "sdsm": (
            "a null model that keeps on average how often each norm occurs and how many norms "
            "each agreement holds"
        ),
        "fdsm": (
            "a null model that keeps how often each norm occurs and how many norms each agreement "
            "holds"
        ),
    },
}
QUESTIONS = {
    "signatory": "being a signatory",
    "new-agreement": "new agreements",
    "project": "projects",
    "unaddressed-issue": "issues not addressed",
    "method": "methods",
    "outreach": "outreach",
    "other": "other points",
}


def of(figure_id: str, data: pd.DataFrame) -> Values:
    """Values for the texts of a figure; none for a figure without a function."""
    from bpfanalysis.figures import findings_ties  # it builds on this module

    function = {**FINDINGS, **findings_ties.FINDINGS}.get(figure_id)
    return function(data) if function is not None else {}


def spelled(values: Mapping[str, Any]) -> Values:
    """Values with coded words spelled out for a reader.

    Examples
    --------
    >>> spelled({"presence_level": "explicit", "alpha": 0.05})
    {'presence_level': 'stated explicitly', 'alpha': 0.05}
    """
    return {
        name: SPELLED.get(name, {}).get(value, value) if isinstance(value, str) else value
        for name, value in values.items()
    }


def listed(words: Iterable[str], most: int = 6) -> str:
    """Words as a list in a sentence.

    Examples
    --------
    >>> listed(["a", "b", "c"]), listed(["a", "b", "c", "d"], most=2), listed([])
    ('a, b and c', 'a, b and 2 more', 'none')
    """
    every = list(words)
    if not every:
        return "none"
    shown, rest = every[:most], len(every) - most
    if rest > 0:
        return f"{', '.join(shown)} and {rest} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def quoted(word: str) -> str:
    """A norm or criterion named in a sentence."""
    return f"“{word}”"


def _ranked(counts: pd.Series, most: int = 6) -> str:
    """The largest counts, named: “A” 12, “B” 9."""
    ordered = counts.sort_values(ascending=False, kind="stable").head(most)
    return listed([f"{quoted(str(name))} {int(n)}" for name, n in ordered.items()], most)


def _first(counts: pd.Series) -> tuple[str, int]:
    """The names that share the largest count, and the count."""
    top = int(counts.max())
    return listed([quoted(str(name)) for name in counts.index[counts == top]], 3), top


def agreements_timeline(data: pd.DataFrame) -> Values:
    years = data["adopted_on"].astype(str).str[:4].astype(int)
    starts = range(int(years.min()), int(years.max()) - 1) or [int(years.min())]
    begin = max(starts, key=lambda start: (int(years.between(start, start + 2).sum()), -start))
    kinds = data.groupby("adopter_type").size()
    return {
        "n_agreements": len(data),
        "n_window": int(years.between(begin, begin + 2).sum()),
        "window_from": begin,
        "window_to": begin + 2,
        "earliest": int(years.min()),
        "latest": int(years.max()),
        "n_in_scope": int((data["in_scope_2020"] == "yes").sum()),
        "n_binding": int((data["binding"] == "binding").sum()),
        "kinds": listed([f"{label(k)} {int(kinds[k])}" for k in ADOPTER_TYPE if k in kinds], 9),
    }


def norm_coverage(data: pd.DataFrame) -> Values:
    is_present = data["presence"] != "absent"
    present, absent = data[is_present], data[~is_present]
    norms = present.groupby("norm").size().reindex(data["norm"].unique(), fill_value=0)
    agreements = (
        present.groupby("agreement").size().reindex(data["agreement"].unique(), fill_value=0)
    )
    top, top_n = _first(norms)
    fullest, fullest_n = _first(agreements)
    levels = present["presence"].value_counts()
    family = data.drop_duplicates("norm").set_index("norm")["family"]
    return {
        "n_agreements": data["agreement_id"].nunique(),
        "n_norms": data["norm_id"].nunique(),
        "top_norm": top,
        "top_n": top_n,
        "half": int(norms.median()),
        "gge_mean": float(norms[family == "gge"].mean()),
        "further_mean": float(norms[family == "further"].mean()),
        "fullest": fullest.replace("“", "").replace("”", ""),
        "fullest_n": fullest_n,
        "n_present": len(present),
        "n_explicit": int(levels.get("explicit", 0)),
        "n_implicit": int(levels.get("implicit", 0)),
        "n_by_reference": int(levels.get("by-reference", 0)),
        "ranking": _ranked(norms),
        "rarest": listed(
            [
                f"{quoted(str(k))} {int(n)}"
                for k, n in norms.sort_values(kind="stable").head(3).items()
            ]
        ),
        "present_unverified": _share(present["basis"] == "unverified"),
        "absent_without_address": _share(~absent["has_address"].astype(bool)),
    }


def norm_frequency(data: pd.DataFrame) -> Values:
    explicit = data[data["presence"] == "explicit"].set_index("norm")["n_agreements"]
    totals = data.groupby("norm", sort=False)["n_agreements"].sum()
    top, top_n = _first(explicit)
    referred = data[data["presence"] == "by-reference"].set_index("norm")["n_agreements"]
    return {
        "top_explicit": top,
        "top_explicit_n": top_n,
        "n_norms": len(totals),
        "ranking": _ranked(totals),
        "ranking_explicit": _ranked(explicit),
        "n_by_reference": int(referred.sum()),
        "rarest": listed(
            [
                f"{quoted(str(k))} {int(n)}"
                for k, n in totals.sort_values(kind="stable").head(3).items()
            ]
        ),
    }


def norm_cooccurrence(data: pd.DataFrame) -> Values:
    more, less = data[data["sign"] == 1], data[data["sign"] == -1]
    named = more.assign(distance=(more["count"] - more["expected"]).round(6)).sort_values(
        "distance", ascending=False, kind="stable"
    )
    pairs = [
        f"{quoted(r['source_norm'])} with {quoted(r['target_norm'])} "
        f"({int(r['count'])} agreements, {r['expected']:.1f} expected)"
        for r in named.head(4).to_dict("records")
    ]
    most = data.sort_values("count", ascending=False, kind="stable").iloc[0]
    return {
        "n_pairs": len(data),
        "n_more": len(more),
        "n_less": len(less),
        "beyond": f"The clearest: {listed(pairs)}" if pairs else "No pair is beyond chance",
        "most_pair": f"{quoted(most['source_norm'])} and {quoted(most['target_norm'])}",
        "most_n": int(most["count"]),
    }


def norm_network(data: pd.DataFrame) -> Values:
    found = norm_cooccurrence(data)
    beyond = data[data["sign"] == 1].copy()
    if beyond.empty:
        headline = "No two norms stand together more often than chance"
    else:
        beyond["distance"] = (beyond["count"] - beyond["expected"]).round(6)
        top = beyond.sort_values("distance", ascending=False, kind="stable").iloc[0]
        headline = (
            f"{quoted(top['source_norm'])} and {quoted(top['target_norm'])} exceed chance most: "
            f"together in {int(top['count'])} agreements, {top['expected']:.0f} expected"
        )
    return {**found, "headline": headline}


def norms_by_adopter(data: pd.DataFrame) -> Values:
    held = data[data["n_agreements"] > 0]
    n_kinds = data["adopter_type"].nunique()
    kinds = held.groupby("norm")["adopter_type"].nunique()
    kinds = kinds.reindex(data["norm"].unique(), fill_value=0)
    sizes = data.drop_duplicates("adopter_type").set_index("adopter_type")["n_group"]
    favourites = []
    for kind in ADOPTER_TYPE:
        rows = data[data["adopter_type"] == kind]
        if not rows.empty:
            name, n = _first(rows.set_index("norm")["n_agreements"])
            favourites.append(f"{label(kind)}: {name} ({n} of {int(sizes[kind])})")
    return {
        "n_norms": len(kinds),
        "n_kinds": n_kinds,
        "n_shared": int((kinds == n_kinds).sum()),
        "n_single": int((kinds == 1).sum()),
        "shared": listed([quoted(str(n)) for n in kinds.index[kinds == n_kinds]]),
        "n_agreements": int(sizes.sum()),
        "favourites": "; ".join(favourites),
    }


def norm_combinations(data: pd.DataFrame) -> Values:
    norms: set[str] = set()
    for ids in data["norm_ids"].dropna():
        norms |= {part for part in str(ids).split(";") if part}
    ordered = data.sort_values("n_agreements", ascending=False, kind="stable")
    named = [
        f"{str(r['norms']).replace(';', ', ') if r['n_norms'] else 'none of them'} "
        f"({int(r['n_agreements'])})"
        for r in ordered.head(3).to_dict("records")
    ]
    return {
        "n_agreements": int(data["n_agreements"].sum()),
        "n_combinations": len(data),
        "n_norms": len(norms),
        "n_single": int((data["n_agreements"] == 1).sum()),
        "largest": "; ".join(named),
    }


def agreement_similarity(data: pd.DataFrame) -> Values:
    pairs = data[data["position_source"] < data["position_target"]].dropna(subset=["similarity"])
    top = pairs.assign(rounded=pairs["similarity"].round(9)).sort_values(
        "rounded", ascending=False, kind="stable"
    )
    near = [
        f"{r['source_agreement']} and {r['target_agreement']} ({r['similarity']:.0%})"
        for r in top.head(4).to_dict("records")
    ]
    return {
        "n_agreements": data["source"].nunique(),
        "mean_similarity": float(pairs["similarity"].mean()) if len(pairs) else 0.0,
        "nearest": near[0] if near else "none",
        "near_pairs": listed(near),
    }


def coder_reliability(data: pd.DataFrame) -> Values:
    overall = data[data["norm_id"] == "overall"]
    single = data[(data["norm_id"] != "overall") & (data["attribute"] == "presence")]
    weak = single[single["alpha"].round(9) < 0.667]
    others = data[data["norm_id"] != "overall"]
    widths = (others["high"] - others["low"]).groupby(others["attribute"], sort=False).mean()
    return {
        "alphas": listed(
            [f"{r['alpha']:.2f} for {r['attribute']}" for r in overall.to_dict("records")]
        ),
        "intervals": listed(
            [
                f"{r['attribute']} {r['alpha']:.2f} ({r['low']:.2f} to {r['high']:.2f})"
                for r in overall.to_dict("records")
            ]
        ),
        "widths": listed([f"{w:.2f} for {name}" for name, w in widths.items()]),
        "n_norms": len(single),
        "n_firm": int((single["alpha"].round(9) >= 0.8).sum()),
        "weak": listed([f"{quoted(r['norm'])} {r['alpha']:.2f}" for r in weak.to_dict("records")]),
        "n_undefined": int(data["alpha"].isna().sum()),
    }


def norm_strength_direction(data: pd.DataFrame) -> Values:
    sums = data.groupby(["attribute", "value"])["n_agreements"].sum()
    totals = sums.groupby("attribute").sum()

    def share(attribute: str, value: str) -> float:
        total = int(totals.get(attribute, 0))
        return int(sums.get((attribute, value), 0)) / total if total else 0.0

    wide = data[data["attribute"] == "direction"].pivot_table(
        index="norm",
        columns="value",
        values="n_agreements",
        aggfunc="sum",
        fill_value=0,
        sort=False,
    )
    restraint = wide.get("restraint", pd.Series(0, index=wide.index))
    mostly = wide.index[(2 * restraint > wide.sum(axis=1)).to_numpy()]
    return {
        "n_held": int(totals.get("strength", 0)),
        "shall": share("strength", "shall"),
        "should": share("strength", "should"),
        "aspire": share("strength", "aspire"),
        "restraint": share("direction", "restraint"),
        "positive": share("direction", "positive"),
        "mostly_restraint": listed([quoted(str(norm)) for norm in mostly]),
    }


def wsis_gaps(data: pd.DataFrame) -> Values:
    known = data[data["value"].isin(["yes", "partial", "no"])]
    gaps = known[known["value"] == "no"].groupby("criterion_label").size()
    gaps = gaps.reindex(data["criterion_label"].unique(), fill_value=0)
    met = known[known["value"] == "yes"].groupby("criterion_label").size()
    met = met.reindex(data["criterion_label"].unique(), fill_value=0)
    widest, widest_n = _first(gaps)
    missing = known["value"] == "no"
    return {
        "n_agreements": data["agreement_id"].nunique(),
        "n_criteria": data["criterion"].nunique(),
        "widest": widest,
        "widest_n": widest_n,
        "gaps": _ranked(gaps, 4),
        "met": _ranked(met, 4),
        "met_unverified": _share(known.loc[~missing, "basis"] == "unverified"),
        "gaps_unverified": _share(known.loc[missing, "basis"] == "unverified"),
    }


def contributions_by_question(data: pd.DataFrame) -> Values:
    questions = data.groupby("question", sort=False)["n_statements"].sum()
    cycles = data.groupby("cycle")["n_statements"].sum()
    groups = data.groupby("stakeholder_group")["n_statements"].sum()
    top = int(questions.max())
    silent = [QUESTIONS.get(str(q), str(q)) for q in questions.index[questions == 0]]
    leading = [QUESTIONS.get(str(q), str(q)) for q in questions.index[questions == top]]
    ranked = groups.sort_values(ascending=False, kind="stable")
    names = {"collective": "attributed to nobody", "unknown": "group not known"}
    return {
        "n_statements": int(questions.sum()),
        "top_n": top,
        "top_question": listed(leading),
        "silent": f"; none answers the question about {listed(silent)}" if silent else "",
        "per_cycle": listed([f"{int(n)} in {c}" for c, n in cycles.items()]),
        "per_group": listed(
            [f"{names.get(str(g), label(str(g)))} {int(n)}" for g, n in ranked.items()], 8
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
        "cells_unverified": _share(known["basis"] == "unverified"),
        "cyber_cases": listed(
            [
                f"{case}: {int(top.get(case, 0))}"
                for case in data.loc[data["group"] == "cybersecurity", "case"].unique()
            ]
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


def _share(flags: pd.Series) -> float:
    return float(flags.mean()) if len(flags) else 0.0


FINDINGS: dict[str, Callable[[pd.DataFrame], Values]] = {
    "agreements-timeline": agreements_timeline,
    "norm-coverage": norm_coverage,
    "norm-frequency": norm_frequency,
    "norm-cooccurrence": norm_cooccurrence,
    "norm-network": norm_network,
    "norms-by-adopter": norms_by_adopter,
    "norm-combinations": norm_combinations,
    "agreement-similarity": agreement_similarity,
    "coder-reliability": coder_reliability,
    "norm-strength-direction": norm_strength_direction,
    "wsis-gaps": wsis_gaps,
    "contributions-by-question": contributions_by_question,
    "participation-regions": participation_regions,
    "paris-call-adherents": paris_call_adherents,
    "case-life-cycles": case_life_cycles,
    "assessment-stages": assessment_stages,
    "workplan": workplan,
}
