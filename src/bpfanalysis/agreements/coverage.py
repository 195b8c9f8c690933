"""Which norms agreements hold, how often, how strongly, by whom, and on what evidence.

`recurrence is not shared meaning`: a norm counted in two agreements need not mean the same in
both. These functions count codings; what the provisions say stands in the codings.
"""

from __future__ import annotations

import pandas as pd

from bpfanalysis.agreements.evidence import at_grade, levels_from
from bpfanalysis.agreements.register import display_order
from bpfanalysis.vocabularies import ADOPTER_TYPE, DIRECTION, PRESENCE, STRENGTH

ATTRIBUTE_VALUES = {"strength": STRENGTH, "direction": DIRECTION}


def norm_coverage(
    codings: pd.DataFrame,
    agreements: pd.DataFrame,
    norms: pd.DataFrame,
    min_basis: str = "unverified",
) -> pd.DataFrame:
    """Every agreement against every norm: presence, strength, evidence, in display order.

    Parameters
    ----------
    codings
        One row per agreement and norm (complete cross): `agreement_id`, `norm_id`, `presence`,
        `strength`, `basis`, `source_url`.
    agreements
        Register rows to show.
    norms
        Codebook, in the order in which norms are shown.
    min_basis
        Weakest evidence that lets a present cell count, see `evidence.at_grade`.

    Returns
    -------
    DataFrame
        `agreement_id`, `agreement`, `adopter_type`, `in_scope_2020`, `norm_id`, `norm`, `family`,
        `presence`, `strength` (empty where absent), `basis`, `has_address`, `is_set_aside`.
        Agreements inside the scope of 2020 come first, each part by kind of adopter, date, id.

    Raises
    ------
    ValueError
        If a pair of agreement and norm has no coding or two.
    """
    cells = _cells(codings, agreements, norms, min_basis)
    order = display_order(agreements)
    inside = agreements.set_index("agreement_id")["in_scope_2020"].eq("yes")
    rank = {key: position for position, key in enumerate(order)}
    sorted_cells = cells.assign(
        outside=~cells["agreement_id"].map(inside),
        agreement_rank=cells["agreement_id"].map(rank),
        has_address=cells["source_url"].notna(),
    ).sort_values(["outside", "agreement_rank", "norm_rank"], kind="stable")
    columns = [
        "agreement_id",
        "agreement",
        "adopter_type",
        "in_scope_2020",
        "norm_id",
        "norm",
        "family",
        "presence",
        "strength",
        "basis",
        "has_address",
        "is_set_aside",
    ]
    return sorted_cells[columns].reset_index(drop=True)


def norm_frequency(
    codings: pd.DataFrame,
    agreements: pd.DataFrame,
    norms: pd.DataFrame,
    min_basis: str = "unverified",
) -> pd.DataFrame:
    """In how many agreements a norm stands, by how plainly it is stated.

    Parameters
    ----------
    codings, agreements, norms, min_basis
        As in `norm_coverage`; only the agreements given are counted.

    Returns
    -------
    DataFrame
        One row per norm and present level (explicit, implicit, by-reference; zeros included), in
        codebook order: `norm_id`, `norm`, `family`, `presence`, `n_agreements` and, of these,
        `n_unverified`.

    Raises
    ------
    ValueError
        If a pair of agreement and norm has no coding or two.
    """
    cells = _cells(codings, agreements, norms, min_basis)
    rows = []
    for norm in norms.to_dict("records"):
        of_norm = cells[cells["norm_id"].eq(norm["norm_id"])]
        for level in reversed(PRESENCE[1:]):
            held = of_norm[of_norm["presence"].eq(level)]
            rows.append({**_norm(norm), "presence": level, **_counts(held)})
    return pd.DataFrame(rows)


def norms_held(
    codings: pd.DataFrame,
    agreements: pd.DataFrame,
    norms: pd.DataFrame,
    presence_level: str = "implicit",
    min_basis: str = "unverified",
) -> pd.DataFrame:
    """In how many agreements a norm stands at a presence level, most frequent first.

    Returns
    -------
    DataFrame
        `norm_id`, `norm`, `family`, `n_agreements`, `n_unverified`, `share` (of the agreements
        that are left at that grade); ties in codebook order.
    """
    cells = _cells(codings, agreements, norms, min_basis)
    n_left = cells["agreement_id"].nunique()
    held = cells[cells["presence"].isin(levels_from(presence_level))]
    rows = []
    for norm in norms.to_dict("records"):
        counts = _counts(held[held["norm_id"].eq(norm["norm_id"])])
        share = counts["n_agreements"] / n_left if n_left else float("nan")
        rows.append({**_norm(norm), **counts, "share": share})
    frame = pd.DataFrame(rows)
    return frame.sort_values("n_agreements", ascending=False, kind="stable", ignore_index=True)


def norms_by_adopter(
    codings: pd.DataFrame,
    agreements: pd.DataFrame,
    norms: pd.DataFrame,
    presence_level: str = "implicit",
    min_basis: str = "unverified",
) -> pd.DataFrame:
    """How many agreements of each kind of adopter hold each norm.

    Groups are small: read `n_agreements` with `n_group`, not the share alone.

    Parameters
    ----------
    codings, agreements, norms, min_basis
        As in `norm_coverage`.
    presence_level
        Weakest reading that counts as present: explicit, implicit or by-reference.

    Returns
    -------
    DataFrame
        Complete cross of the kinds of adopter that occur and the norms: `adopter_type`,
        `n_group` (agreements of that kind left at the grade), `norm_id`, `norm`, `family`,
        `n_agreements`, `n_unverified`, `share` (`n_agreements / n_group`).

    Raises
    ------
    ValueError
        If the level or grade is unknown, or a pair has no coding or two.
    """
    cells = _cells(codings, agreements, norms, min_basis)
    held = cells[cells["presence"].isin(levels_from(presence_level))]
    rows = []
    for kind in ADOPTER_TYPE:
        n_group = cells.loc[cells["adopter_type"].eq(kind), "agreement_id"].nunique()
        if not n_group:
            continue
        of_kind = held[held["adopter_type"].eq(kind)]
        for norm in norms.to_dict("records"):
            counts = _counts(of_kind[of_kind["norm_id"].eq(norm["norm_id"])])
            rows.append(
                {
                    "adopter_type": kind,
                    "n_group": n_group,
                    **_norm(norm),
                    **counts,
                    "share": counts["n_agreements"] / n_group,
                }
            )
    return pd.DataFrame(rows)


def strength_direction(
    codings: pd.DataFrame,
    agreements: pd.DataFrame,
    norms: pd.DataFrame,
    presence_level: str = "implicit",
    min_basis: str = "unverified",
) -> pd.DataFrame:
    """How firmly agreements word a norm, and whether as restraint or as positive duty.

    Parameters
    ----------
    codings, agreements, norms, presence_level, min_basis
        As in `norms_by_adopter`.

    Returns
    -------
    DataFrame
        One row per norm, attribute (``strength``, ``direction``) and value, zeros included:
        `norm_id`, `norm`, `family`, `attribute`, `value`, `n_agreements`, `n_unverified`.

    Raises
    ------
    ValueError
        If the level or grade is unknown, or a pair has no coding or two.
    """
    cells = _cells(codings, agreements, norms, min_basis)
    held = cells[cells["presence"].isin(levels_from(presence_level))]
    rows = []
    for norm in norms.to_dict("records"):
        of_norm = held[held["norm_id"].eq(norm["norm_id"])]
        for attribute, values in ATTRIBUTE_VALUES.items():
            for value in values:
                counts = _counts(of_norm[of_norm[attribute].eq(value)])
                rows.append({**_norm(norm), "attribute": attribute, "value": value, **counts})
    return pd.DataFrame(rows)


def _cells(
    codings: pd.DataFrame, agreements: pd.DataFrame, norms: pd.DataFrame, min_basis: str
) -> pd.DataFrame:
    """Codings of the given agreements and norms with their names; a complete cross or an error."""
    names = agreements[["agreement_id", "short_title", "adopter_type", "in_scope_2020"]].rename(
        columns={"short_title": "agreement"}
    )
    codebook = pd.DataFrame(
        {
            "norm_id": norms["norm_id"],
            "norm": norms["short_label"],
            "family": norms["family"],
            "norm_rank": range(len(norms)),
        }
    )
    cross = names.merge(codebook, how="cross")[["agreement_id", "norm_id"]]
    found = cross.merge(codings[["agreement_id", "norm_id"]], on=["agreement_id", "norm_id"])
    once = found.groupby(["agreement_id", "norm_id"], sort=False).size()
    wanted = pd.MultiIndex.from_frame(cross)
    wrong = [pair for pair in wanted if once.get(pair, 0) != 1]
    if wrong:
        agreement_id, norm_id = wrong[0]
        raise ValueError(
            f"{len(wrong)} of {len(wanted)} pairs of agreement and norm are not coded exactly "
            f"once, the first being {agreement_id} and {norm_id}; add or remove their codings."
        )
    graded = at_grade(codings[codings["agreement_id"].isin(names["agreement_id"])], min_basis)
    return graded.merge(names, on="agreement_id").merge(codebook, on="norm_id")


def _norm(norm: dict) -> dict[str, str]:
    return {
        "norm_id": norm["norm_id"],
        "norm": norm["short_label"],
        "family": norm["family"],
    }


def _counts(held: pd.DataFrame) -> dict[str, int]:
    return {
        "n_agreements": len(held),
        "n_unverified": int(held["basis"].eq("unverified").sum()),
    }
