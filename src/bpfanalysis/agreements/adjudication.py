"""How coded cells were decided: by agreement of the passes, by a rule, by judgement, by the text.

The rules stand in the codebook of the codings; `RULES` repeats each in one sentence so that a
reader need not look it up.
"""

from __future__ import annotations

import pandas as pd

from bpfanalysis.vocabularies import PRESENCE

RULES = {
    "agreement": "Both passes read presence, strength and direction alike, and no rule intervened.",
    "rule-1": "The endorsement of a norm set counts as by reference; a mere mention is nothing.",
    "rule-2": "Strength follows the verb, one step lower where the provision is called voluntary.",
    "rule-3": "How GGE norm A is read for adopters that are not states.",
    "rule-4": "How GGE norm C is read for adopters that are not states.",
    "rule-5": "How GGE norm F is read for adopters that are not states.",
    "rule-6": "How provisions of cybercrime law are read.",
    "rule-7": "A description of threats states no norm.",
    "judgement": "The passes differed and no rule settled it; the reason is on record.",
    "text": "Changed when the provision itself was read afterwards.",
}


def decision_counts(codings: pd.DataFrame) -> pd.DataFrame:
    """How many cells each way of deciding settled, by the presence that resulted.

    Parameters
    ----------
    codings
        Adjudicated codings: `presence`, `decided_by`.

    Returns
    -------
    DataFrame
        In the order of `RULES`, ways that settled nothing included: `decided_by`, `sentence`,
        `n_cells`, `n_explicit`, `n_implicit`, `n_by_reference`, `n_absent`.

    Raises
    ------
    ValueError
        If a cell was decided in a way that `RULES` does not name.

    Examples
    --------
    >>> cells = pd.DataFrame({"presence": ["explicit", "absent"],
    ...                       "decided_by": ["judgement", "agreement"]})
    >>> counts = decision_counts(cells).set_index("decided_by")
    >>> int(counts.loc["judgement", "n_explicit"]), int(counts["n_cells"].sum())
    (1, 2)
    """
    unknown = sorted(set(codings["decided_by"]) - set(RULES))
    if unknown:
        raise ValueError(
            f"codings: decided_by has '{unknown[0]}'; expected one of {', '.join(RULES)}."
        )
    rows = []
    for way, sentence in RULES.items():
        levels = codings.loc[codings["decided_by"].eq(way), "presence"].value_counts()
        counts = {
            f"n_{level.replace('-', '_')}": int(levels.get(level, 0))
            for level in reversed(PRESENCE)
        }
        rows.append(
            {
                "decided_by": way,
                "sentence": sentence,
                "n_cells": sum(counts.values()),
                **counts,
            }
        )
    return pd.DataFrame(rows)


def contested_cells(
    codings: pd.DataFrame,
    coder_a: pd.DataFrame,
    coder_b: pd.DataFrame,
    agreements: pd.DataFrame,
    norms: pd.DataFrame,
) -> pd.DataFrame:
    """Cells whose presence the two passes read differently, and how they were settled.

    Parameters
    ----------
    codings, coder_a, coder_b
        Adjudicated codings and both passes: one row per agreement and norm.
    agreements, norms
        Register and codebook, for names.

    Returns
    -------
    DataFrame
        In the order of `codings`: `agreement_id`, `agreement`, `norm_id`, `norm`, `presence_a`,
        `presence_b`, `presence`, `decided_by`, `reason` (may be empty), `basis`.

    Examples
    --------
    >>> cell = pd.DataFrame({"agreement_id": ["x"], "norm_id": ["A"], "presence": ["explicit"],
    ...                      "decided_by": ["judgement"], "reason": ["A verb."],
    ...                      "basis": ["primary"]})
    >>> found = contested_cells(
    ...     cell, cell, cell.assign(presence="absent"),
    ...     pd.DataFrame({"agreement_id": ["x"], "short_title": ["X"]}),
    ...     pd.DataFrame({"norm_id": ["A"], "short_label": ["Aid"]}))
    >>> found[["agreement", "presence_a", "presence_b", "presence"]].values.tolist()
    [['X', 'explicit', 'absent', 'explicit']]
    """
    key = ["agreement_id", "norm_id"]
    joined = codings.merge(
        coder_a[[*key, "presence"]].rename(columns={"presence": "presence_a"}), on=key
    ).merge(coder_b[[*key, "presence"]].rename(columns={"presence": "presence_b"}), on=key)
    differing = joined[joined["presence_a"].ne(joined["presence_b"])]
    named = differing.assign(
        agreement=differing["agreement_id"].map(
            agreements.set_index("agreement_id")["short_title"]
        ),
        norm=differing["norm_id"].map(norms.set_index("norm_id")["short_label"]),
    )
    columns = [
        "agreement_id",
        "agreement",
        "norm_id",
        "norm",
        "presence_a",
        "presence_b",
        "presence",
        "decided_by",
        "reason",
        "basis",
    ]
    return named[columns].reset_index(drop=True)


def verification_counts(verification: pd.DataFrame, agreements: pd.DataFrame) -> pd.DataFrame:
    """How many decided cells were held against the instrument's own words, and with what result.

    The cells were not drawn at random: whole instruments and cells of interest were taken, so the
    share confirmed does not carry over to cells that were not checked.

    Parameters
    ----------
    verification
        One row per cell checked: `agreement_id`, `verdict` (confirmed, changed).
    agreements
        Register rows to report on.

    Returns
    -------
    DataFrame
        One row per agreement of the register, in its order: `agreement_id`, `agreement`,
        `n_checked`, `n_confirmed`, `n_changed`.
    """
    rows = []
    for agreement in agreements.to_dict("records"):
        verdicts = verification.loc[
            verification["agreement_id"].eq(agreement["agreement_id"]), "verdict"
        ]
        rows.append(
            {
                "agreement_id": agreement["agreement_id"],
                "agreement": agreement["short_title"],
                "n_checked": len(verdicts),
                "n_confirmed": int(verdicts.eq("confirmed").sum()),
                "n_changed": int(verdicts.eq("changed").sum()),
            }
        )
    return pd.DataFrame(rows)
