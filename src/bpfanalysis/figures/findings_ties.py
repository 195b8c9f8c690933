"""What the pictures of ties, meaning, spread and bundles show, counted from what is drawn."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd

from bpfanalysis.figures.findings import Values, listed, quoted


def tie_certainty(data: pd.DataFrame) -> Values:
    weak = data[data["sign_hypergeometric"] == 1]
    fixed = data[data["sign_fdsm"] == 1]
    sure = weak[weak["p_edge_more"].round(9) >= 0.95]
    interval = weak["phi_low"].dropna()
    return {
        "n_shown": len(data),
        "n_weak": len(weak),
        "n_sdsm": int((data["sign_sdsm"] == 1).sum()),
        "n_fixed": len(fixed),
        "n_strict": max(len(fixed), int((data["sign_sdsm"] == 1).sum())),
        "n_sure": len(sure),
        "strict_ties": listed(_pairs(fixed), 3) if len(fixed) else "no tie",
        "weak_ties": listed(_pairs(weak), 6),
        "n_above_zero": int((interval.round(9) > 0).sum()),
    }


def tie_network(data: pd.DataFrame) -> Values:
    drawn = data[data["p_edge_more"].round(9) >= 0.01]
    sure = drawn[drawn["p_edge_more"].round(9) >= 0.95]
    firm = drawn[(drawn["sign_sdsm"] == 1) | (drawn["sign_fdsm"] == 1)]
    unsure = drawn[drawn["p_edge_more"].round(9) < 0.95]
    return {
        "n_pairs": len(data),
        "n_drawn": len(drawn),
        "n_sure": len(sure),
        "n_firm": len(firm),
        "sure_ties": listed(_pairs(sure), 6),
        "unsure_ties": listed(_pairs(unsure), 6),
        "firm_ties": listed(_pairs(firm), 3),
    }


def agreement_influence(data: pd.DataFrame) -> Values:
    lost = data[data["effect"] == "makes"]
    single = lost[lost["kind"] == "agreement"]
    family = lost[lost["kind"] == "family of texts"]
    by_family = family["left_out_name"].value_counts(sort=False)
    widest = by_family.sort_values(ascending=False, kind="stable")
    one = single.drop_duplicates(["source", "target"])
    hidden = data[(data["effect"] == "hides") & (data["kind"] == "agreement")]
    return {
        "n_lost_to_one": len(one),
        "lost_to_one": listed(_pairs(one), 4),
        "n_makers": single["left_out"].nunique(),
        "widest_family": str(widest.index[0]) if len(widest) else "any family",
        "n_lost_to_family": int(widest.iloc[0]) if len(widest) else 0,
        "n_hidden": len(hidden.drop_duplicates(["source", "target"])),
        "hidden_ties": listed(_pairs(hidden.drop_duplicates(["source", "target"])), 3),
    }


def norm_divergence(data: pd.DataFrame) -> Values:
    means = data[data["n_agreements"] >= 3].groupby("attribute")["divergence"].mean()
    overall = data[(data["attribute"] == "overall") & (data["n_agreements"] >= 3)]
    ordered = overall.assign(d=overall["divergence"].round(9)).sort_values("d", kind="stable")
    actors = {
        "addressee": "it addresses different actors",
        "strength": "it binds with different force",
        "direction": "it asks for different conduct",
    }
    known = means.reindex(list(actors)).fillna(0.0).round(9)
    return {
        "headline": f"The same norm is held differently: most of all {actors[known.idxmax()]}",
        "n_norms": data["norm_id"].nunique(),
        "mean_strength": _known(means.get("strength")),
        "mean_direction": _known(means.get("direction")),
        "mean_addressee": _known(means.get("addressee")),
        "most_divided": listed([quoted(norm) for norm in ordered["norm"].tail(3)[::-1]]),
        "most_alike": listed([quoted(norm) for norm in ordered["norm"].head(3)]),
    }


def norm_spread(data: pd.DataFrame) -> Values:
    first = data[data["n_so_far"] == 1]
    origins = (
        first["agreement"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
    )
    reach = data.groupby("norm", sort=False).agg(
        n=("agreement_id", "size"), n_blocks=("n_blocks_so_far", "max")
    )
    single = reach[(reach["n_blocks"] == 1) & (reach["n"] > 1)]
    latest = first.sort_values(["adopted_on", "norm_id"], kind="stable")["norm"].tail(2)
    widest = reach["n_blocks"].sort_values(ascending=False, kind="stable")
    return {
        "n_norms": data["norm_id"].nunique(),
        "n_marks": len(data),
        "n_new": int(data["is_new_block"].sum()),
        "from_year": int(data["year"].astype(int).min()),
        "to_year": int(data["year"].astype(int).max()),
        "top_origin": str(origins.index[0]),
        "n_top_origin": int(origins.iloc[0]),
        "n_one_family": len(single),
        "one_family": listed([quoted(norm) for norm in single.index], 4),
        "latest": listed([quoted(norm) for norm in latest]),
        "widest": quoted(str(widest.index[0])),
        "n_widest": int(widest.iloc[0]),
        "present_unverified": float((data["basis"] == "unverified").mean()),
    }


def norm_bundles(data: pd.DataFrame) -> Values:
    first = data.iloc[0]
    n_beyond = int(data["sign"].sum())
    headline = "No bundle of three or four norms is more frequent than chance and length explain"
    if n_beyond:
        headline = f"{n_beyond} bundles of three or four norms are more frequent than chance"
    return {
        "headline": headline,
        "n_shown": len(data),
        "n_beyond": n_beyond,
        "top_bundle": listed([quoted(norm) for norm in first["norm_names"].split(";")]),
        "n_top": int(first["count"]),
        "expected_top": float(first["expected"]),
    }


FINDINGS: dict[str, Callable[[pd.DataFrame], Values]] = {
    "tie-certainty": tie_certainty,
    "tie-network": tie_network,
    "agreement-influence": agreement_influence,
    "norm-divergence": norm_divergence,
    "norm-spread": norm_spread,
    "norm-bundles": norm_bundles,
}


def _pairs(data: pd.DataFrame) -> list[str]:
    ends = zip(data["source_norm"], data["target_norm"], strict=True)
    return [f"{quoted(source)} with {quoted(target)}" for source, target in ends]


def _known(value: float | None) -> float:
    return 0.0 if value is None or math.isnan(value) else float(value)
