"""What a case teaches, the cyber norms it speaks to, and the agreements that carry them.

A lesson is a coder's reading of a case. It is joined to cyber norms by the coder, and to
agreements by the coding of those norms; the join says where a lesson could be taken up, not that
anybody has done so.
"""

from __future__ import annotations

import pandas as pd

from bpfanalysis.cases.labels import case_name
from bpfanalysis.vocabularies import PRESENCE, at_least

TRANSFER = ("low", "medium", "high")


def lessons_norms(
    lessons: pd.DataFrame,
    norms: pd.DataFrame,
    codings: pd.DataFrame,
    agreements: pd.DataFrame,
    presence_level: str = "implicit",
) -> pd.DataFrame:
    """One row per lesson and cyber norm, with the agreements that carry the norm.

    Parameters
    ----------
    lessons
        `case_id, lesson, cyber_norm_ids (joined with ;), transferability, why`.
    norms
        `norm_id, short_label, family`.
    codings
        The adjudicated coding: `agreement_id, norm_id, presence, basis`.
    agreements
        The agreements to count, `agreement_id, short_title`; codings of others are left out.
    presence_level
        The weakest presence that counts as carrying a norm.

    Returns
    -------
    pandas.DataFrame
        `lesson_id, case_id, case, lesson, transferability, why, norm_id, norm, family,
        n_agreements, n_unverified, agreements`. `lesson_id` is the case id and the number of
        the lesson within the case; `agreements` holds short titles joined with a semicolon.

    Raises
    ------
    ValueError
        If a lesson names an unknown norm or the presence level is unknown.

    Examples
    --------
    >>> out = lessons_norms(
    ...     pd.DataFrame({"case_id": ["ozone"], "lesson": ["Measure."], "cyber_norm_ids": ["N1"],
    ...         "transferability": ["high"], "why": ["traces"]}),
    ...     pd.DataFrame({"norm_id": ["N1"], "short_label": ["Routing"], "family": ["further"]}),
    ...     pd.DataFrame({"agreement_id": ["x", "y"], "norm_id": ["N1", "N1"],
    ...         "presence": ["explicit", "absent"], "basis": ["primary", "unverified"]}),
    ...     pd.DataFrame({"agreement_id": ["x", "y"], "short_title": ["X", "Y"]}))
    >>> out[["lesson_id", "norm", "n_agreements", "agreements"]].values.tolist()
    [['ozone-1', 'Routing', 1, 'X']]
    """
    if presence_level not in PRESENCE[1:]:
        raise ValueError(
            f"Unknown presence level {presence_level!r}; expected one of {', '.join(PRESENCE[1:])}."
        )
    titles = agreements.set_index("agreement_id")["short_title"].to_dict()
    levels = at_least(presence_level, PRESENCE)
    present = codings.loc[codings["presence"].isin(levels) & codings["agreement_id"].isin(titles)]
    labels = norms.set_index("norm_id")
    carriers = dict(list(present.groupby("norm_id", sort=True)))
    rows = []
    number: dict[str, int] = {}
    for lesson in lessons.to_dict("records"):
        case_id = lesson["case_id"]
        number[case_id] = number.get(case_id, 0) + 1
        for norm_id in str(lesson["cyber_norm_ids"]).split(";"):
            if norm_id not in labels.index:
                raise ValueError(f"A lesson of {case_id} names the unknown norm {norm_id!r}.")
            found = carriers.get(norm_id, present.iloc[0:0])
            names = sorted(str(titles[key]) for key in found["agreement_id"])
            rows.append(
                {
                    "lesson_id": f"{case_id}-{number[case_id]}",
                    "case_id": case_id,
                    "case": case_name(case_id),
                    "lesson": lesson["lesson"],
                    "transferability": lesson["transferability"],
                    "why": lesson["why"],
                    "norm_id": norm_id,
                    "norm": labels.at[norm_id, "short_label"],
                    "family": labels.at[norm_id, "family"],
                    "n_agreements": len(names),
                    "n_unverified": int((found["basis"] == "unverified").sum()),
                    "agreements": ";".join(names),
                }
            )
    return pd.DataFrame(rows)


def lessons_by_norm(joined: pd.DataFrame, norms: pd.DataFrame) -> pd.DataFrame:
    """Every cyber norm with the number of lessons that speak to it; those without any included.

    Parameters
    ----------
    joined
        As returned by `lessons_norms`.
    norms
        `norm_id, short_label, family`, in display order.

    Returns
    -------
    pandas.DataFrame
        `norm_id, norm, family, n_lessons, n_high, n_cases, cases, n_agreements`; `n_agreements`
        is empty for a norm that no lesson speaks to. Most lessons first, then norms' order.
    """
    rows = []
    for order, norm in enumerate(norms.to_dict("records")):
        found = joined.loc[joined["norm_id"] == norm["norm_id"]]
        names = sorted(set(found["case"]))
        rows.append(
            {
                "norm_id": norm["norm_id"],
                "norm": norm["short_label"],
                "family": norm["family"],
                "n_lessons": int(found["lesson_id"].nunique()),
                "n_high": int((found["transferability"] == "high").sum()),
                "n_cases": len(names),
                "cases": ";".join(names),
                "n_agreements": int(found["n_agreements"].iloc[0]) if len(found) else pd.NA,
                "_order": order,
            }
        )
    frame = pd.DataFrame(rows).sort_values(["n_lessons", "_order"], ascending=[False, True])
    frame["n_agreements"] = frame["n_agreements"].astype("Int64")
    return frame.drop(columns="_order").reset_index(drop=True)
