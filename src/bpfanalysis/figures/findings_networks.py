"""What the pictures of norms that stand together show, counted from what is drawn."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd

from bpfanalysis.figures.phrases import Values, counted, leading, listed, quoted, share_of

DIFFERENCES = {
    "addressee": "whom they address",
    "strength": "how firmly they bind",
    "direction": "what conduct they ask for",
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
        headline = "No two norms stand together beyond chance"
    else:
        beyond["distance"] = (beyond["count"] - beyond["expected"]).round(6)
        top = beyond.sort_values("distance", ascending=False, kind="stable").iloc[0]
        headline = (
            f"{quoted(top['source_norm'])} and {quoted(top['target_norm'])} exceed chance most: "
            f"together in {int(top['count'])} agreements, {top['expected']:.0f} expected"
        )
    return {**found, "headline": headline}


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
    held = data[data["n_agreements"] >= 3].assign(d=data["divergence"].round(9))
    parts = held[held["attribute"].isin(list(DIFFERENCES)) & held["d"].notna()]
    means = parts.groupby("attribute")["divergence"].mean()
    ordered = held[held["attribute"] == "overall"].sort_values("d", kind="stable")
    widest = parts[
        (parts["d"] > 0) & (parts["d"] == parts.groupby("norm_id")["d"].transform("max"))
    ]
    leads = widest.groupby("attribute").size().reindex(list(DIFFERENCES), fill_value=0)
    n_measured = parts["norm_id"].nunique()
    headline = f"Agreements that hold the same norm hold it alike: {counted(n_measured, 'norm')}"
    if leads.any():
        headline = (
            "Agreements that hold the same norm differ most in "
            f"{DIFFERENCES[str(leads.idxmax())]}: so for {int(leads.max())} of "
            f"{counted(n_measured, 'norm')}"
        )
    return {
        "headline": headline,
        "n_norms": data["norm_id"].nunique(),
        "mean_strength": _known(means.get("strength")),
        "mean_direction": _known(means.get("direction")),
        "mean_addressee": _known(means.get("addressee")),
        "most_divided": listed([quoted(norm) for norm in ordered["norm"].tail(3)[::-1]]),
        "most_alike": listed([quoted(norm) for norm in ordered["norm"].head(3)]),
    }


def norm_spread(data: pd.DataFrame) -> Values:
    first = data[data["n_so_far"] == 1]
    origins = first["agreement"].value_counts(sort=False)
    reach = data.groupby("norm", sort=False).agg(
        n=("agreement_id", "size"), n_blocks=("n_blocks_so_far", "max")
    )
    single = reach[(reach["n_blocks"] == 1) & (reach["n"] > 1)]
    restated = counted(len(single), "norm was", "norms were")
    latest = first.sort_values(["adopted_on", "norm_id"], kind="stable")["norm"].tail(2)
    widest, n_widest = leading(reach["n_blocks"])
    return {
        "n_norms": data["norm_id"].nunique(),
        "n_marks": len(data),
        "n_new": int(data["is_new_block"].sum()),
        "from_year": int(data["year"].astype(int).min()),
        "to_year": int(data["year"].astype(int).max()),
        "top_origin": listed([str(name) for name in origins.index[origins == origins.max()]], 3),
        "n_top_origin": int(origins.max()),
        "n_one_family": len(single),
        "restated": f"{restated} restated within one family only",
        "one_family": listed([quoted(norm) for norm in single.index], 4),
        "latest": listed([quoted(norm) for norm in latest]),
        "widest": widest,
        "n_widest": n_widest,
        "present_unverified": share_of(data["basis"] == "unverified"),
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
    "norm-cooccurrence": norm_cooccurrence,
    "norm-network": norm_network,
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
