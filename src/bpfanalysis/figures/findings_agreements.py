"""What the pictures of agreements and their norms show, counted from what is drawn."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from bpfanalysis.figures.phrases import Values, leading, listed, quoted, ranked, share_of
from bpfanalysis.vocabularies import ADOPTER_TYPE, label


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
    top, top_n = leading(norms)
    fullest, fullest_n = leading(agreements)
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
        "ranking": ranked(norms),
        "rarest": listed(
            [
                f"{quoted(str(k))} {int(n)}"
                for k, n in norms.sort_values(kind="stable").head(3).items()
            ]
        ),
        "present_unverified": share_of(present["basis"] == "unverified"),
        "absent_without_address": share_of(~absent["has_address"].astype(bool)),
    }


def norm_frequency(data: pd.DataFrame) -> Values:
    explicit = data[data["presence"] == "explicit"].set_index("norm")["n_agreements"]
    totals = data.groupby("norm", sort=False)["n_agreements"].sum()
    top, top_n = leading(explicit)
    referred = data[data["presence"] == "by-reference"].set_index("norm")["n_agreements"]
    return {
        "top_explicit": top,
        "top_explicit_n": top_n,
        "n_norms": len(totals),
        "ranking": ranked(totals),
        "ranking_explicit": ranked(explicit),
        "n_by_reference": int(referred.sum()),
        "rarest": listed(
            [
                f"{quoted(str(k))} {int(n)}"
                for k, n in totals.sort_values(kind="stable").head(3).items()
            ]
        ),
    }


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
            name, n = leading(rows.set_index("norm")["n_agreements"])
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
    widest, widest_n = leading(gaps)
    missing = known["value"] == "no"
    at_widest = known[missing & known["criterion_label"].isin(gaps.index[gaps == gaps.max()])]
    n_open = int((at_widest["basis"] == "unverified").sum())
    if n_open == len(at_widest):
        verified = "none of these readings is verified"
    elif n_open:
        verified = f"{n_open} of these {len(at_widest)} readings not verified"
    else:
        verified = "all of these readings verified"
    return {
        "n_agreements": data["agreement_id"].nunique(),
        "n_criteria": data["criterion"].nunique(),
        "widest": widest,
        "widest_n": widest_n,
        "verified": verified,
        "gaps": ranked(gaps, 4),
        "met": ranked(met, 4),
        "met_unverified": share_of(known.loc[~missing, "basis"] == "unverified"),
        "gaps_unverified": share_of(known.loc[missing, "basis"] == "unverified"),
    }


FINDINGS: dict[str, Callable[[pd.DataFrame], Values]] = {
    "agreements-timeline": agreements_timeline,
    "norm-coverage": norm_coverage,
    "norm-frequency": norm_frequency,
    "norms-by-adopter": norms_by_adopter,
    "norm-combinations": norm_combinations,
    "agreement-similarity": agreement_similarity,
    "coder-reliability": coder_reliability,
    "norm-strength-direction": norm_strength_direction,
    "wsis-gaps": wsis_gaps,
}
