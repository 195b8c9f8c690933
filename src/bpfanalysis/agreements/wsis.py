"""How far agreements meet the WSIS criteria for internet governance, and where the gaps are.

The criteria come from the World Summit on the Information Society. They were written for
internet governance, not for security norms: a gap says that an agreement is not made that way,
not that it is bad. `no` is the reading of the coders; where its basis is unverified, it means
that nothing was found, not that a source denies it.
"""

from __future__ import annotations

import pandas as pd

from bpfanalysis.agreements.evidence import grades_from
from bpfanalysis.agreements.register import display_order
from bpfanalysis.vocabularies import ADOPTER_TYPE


def wsis_gaps(
    codings: pd.DataFrame,
    agreements: pd.DataFrame,
    criteria: pd.DataFrame,
    min_basis: str = "unverified",
) -> pd.DataFrame:
    """Every agreement against every criterion, in display order.

    Parameters
    ----------
    codings
        Adjudicated WSIS codings: one row per agreement and criterion with `value` (yes, partial,
        no) and `basis`.
    agreements
        Register rows to show.
    criteria
        One row per criterion, `criterion` and `label`, in the order shown.
    min_basis
        Cells below this grade have no value: they are not known at that grade, neither met nor
        missing.

    Returns
    -------
    DataFrame
        `agreement_id`, `agreement`, `adopter_type`, `criterion`, `criterion_label`, `value` (empty
        where not known at the grade), `basis`.

    Raises
    ------
    ValueError
        If a pair of agreement and criterion has no coding or two.
    """
    cross = agreements[["agreement_id", "short_title", "adopter_type"]].merge(
        criteria[["criterion", "label"]], how="cross"
    )
    pair = ["agreement_id", "criterion"]
    doubled = codings.duplicated(pair)
    if doubled.any():
        first = codings[doubled].iloc[0]
        raise ValueError(
            f"WSIS codings: {first['agreement_id']} has more than one value for "
            f"{first['criterion']}; keep one."
        )
    joined = cross.merge(codings[[*pair, "value", "basis"]], on=pair, how="left")
    uncoded = joined[joined["value"].isna()]
    if len(uncoded):
        first = uncoded.iloc[0]
        raise ValueError(
            f"WSIS codings: {len(uncoded)} cells are missing, the first being "
            f"{first['agreement_id']} and {first['criterion']}; code them."
        )
    order = {key: place for place, key in enumerate(display_order(agreements))}
    shown = joined.assign(
        value=joined["value"].where(joined["basis"].isin(grades_from(min_basis))),
        agreement_rank=joined["agreement_id"].map(order),
    ).sort_values("agreement_rank", kind="stable")
    renamed = shown.rename(columns={"short_title": "agreement", "label": "criterion_label"})
    columns = [
        "agreement_id",
        "agreement",
        "adopter_type",
        "criterion",
        "criterion_label",
        "value",
        "basis",
    ]
    return renamed[columns].reset_index(drop=True)


def gaps_by_criterion(gaps: pd.DataFrame) -> pd.DataFrame:
    """Per criterion, how many agreements meet it, meet it in part or miss it; widest gap first.

    Parameters
    ----------
    gaps
        Frame of `wsis_gaps`.

    Returns
    -------
    DataFrame
        `criterion`, `criterion_label`, `n_met`, `n_partial`, `n_missing`, `n_unknown`,
        `n_missing_unverified` (of the missing, those that rest on background knowledge alone),
        sorted by most missing, then fewest met, then the order of the criteria.
    """
    counted = _tally(gaps, ["criterion", "criterion_label"])
    return counted.sort_values(
        ["n_missing", "n_met"], ascending=[False, True], kind="stable", ignore_index=True
    )


def gaps_by_agreement(gaps: pd.DataFrame) -> pd.DataFrame:
    """Per agreement, how many criteria it meets, meets in part or misses; in display order.

    Parameters
    ----------
    gaps
        Frame of `wsis_gaps`.

    Returns
    -------
    DataFrame
        `agreement_id`, `agreement`, `adopter_type`, `n_met`, `n_partial`, `n_missing`,
        `n_unknown`, `n_missing_unverified`, `missing` (labels joined with ``;``, empty where none).
    """
    key = ["agreement_id", "agreement", "adopter_type"]
    counted = _tally(gaps, key)
    missing = gaps[gaps["value"].eq("no")].groupby("agreement_id", sort=False)["criterion_label"]
    named = missing.agg(";".join)
    return counted.assign(missing=counted["agreement_id"].map(named))


def gaps_by_adopter(gaps: pd.DataFrame) -> pd.DataFrame:
    """Per kind of adopter and criterion, how many agreements meet it, in part, or miss it.

    Parameters
    ----------
    gaps
        Frame of `wsis_gaps`.

    Returns
    -------
    DataFrame
        `adopter_type` (order of the vocabulary), `n_group`, `criterion`, `criterion_label`,
        `n_met`, `n_partial`, `n_missing`, `n_unknown`, `n_missing_unverified`.
    """
    key = ["adopter_type", "criterion", "criterion_label"]
    counted = _tally(gaps, key)
    sizes = gaps.groupby("adopter_type")["agreement_id"].nunique()
    counted.insert(1, "n_group", counted["adopter_type"].map(sizes).astype(int))
    rank = {kind: place for place, kind in enumerate(ADOPTER_TYPE)}
    placed = counted.assign(rank=counted["adopter_type"].map(rank))
    return placed.sort_values("rank", kind="stable", ignore_index=True).drop(columns="rank")


def _tally(gaps: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    missing = gaps["value"].eq("no")
    flags = gaps[key].assign(
        n_met=gaps["value"].eq("yes"),
        n_partial=gaps["value"].eq("partial"),
        n_missing=missing,
        n_unknown=gaps["value"].isna(),
        n_missing_unverified=missing & gaps["basis"].eq("unverified"),
    )
    return flags.groupby(key, sort=False).sum().astype(int).reset_index()
