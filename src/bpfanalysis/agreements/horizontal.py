"""Norms that independent initiatives share, and norms that belong to a single one.

Instruments restate one another. Counting texts would take one idea repeated five times for five
ideas; counting lineage blocks (groups of instruments that descend from the same text) does not.
"""

from __future__ import annotations

import pandas as pd

from bpfanalysis.agreements.evidence import at_grade

HORIZONTAL, SPECIFIC, NOWHERE = "horizontal", "initiative-specific", "not explicit"
REACH = (HORIZONTAL, SPECIFIC, NOWHERE)


def norm_reach(
    codings: pd.DataFrame,
    agreements: pd.DataFrame,
    norms: pd.DataFrame,
    lineage: pd.DataFrame,
    min_basis: str = "unverified",
) -> pd.DataFrame:
    """Whether a norm is horizontal: explicit in at least two lineage blocks.

    Parameters
    ----------
    codings
        One row per agreement and norm.
    agreements, norms
        Register rows that are looked at, and the codebook.
    lineage
        `agreement_id` and `lineage_block`, one row per agreement.
    min_basis
        Weakest evidence that lets a present cell count.

    Returns
    -------
    DataFrame
        In codebook order: `norm_id`, `norm`, `family`, `reach` (``horizontal``: explicit in two
        blocks or more; ``initiative-specific``: in one; ``not explicit``: in none),
        `n_blocks`, `n_agreements` (explicit) and, of these, `n_unverified`; `blocks` and
        `agreements`, joined with ``;`` (empty where none).

    Raises
    ------
    ValueError
        If an agreement has no lineage block or two.

    Examples
    --------
    >>> cells = pd.DataFrame({"agreement_id": ["x", "y"], "norm_id": ["A", "A"],
    ...                       "presence": ["explicit"] * 2, "basis": ["primary", "unverified"]})
    >>> texts = pd.DataFrame({"agreement_id": ["x", "y"], "short_title": ["X", "Y"]})
    >>> book = pd.DataFrame({"norm_id": ["A"], "short_label": ["Aid"], "family": ["gge"]})
    >>> descent = pd.DataFrame({"agreement_id": ["x", "y"], "lineage_block": ["un", "un"]})
    >>> found = norm_reach(cells, texts, book, descent).iloc[0]
    >>> found["reach"], int(found["n_blocks"]), int(found["n_agreements"])
    ('initiative-specific', 1, 2)
    """
    blocks = lineage.groupby("agreement_id")["lineage_block"].nunique()
    unclear = [key for key in agreements["agreement_id"] if blocks.get(key, 0) != 1]
    if unclear:
        raise ValueError(
            f"lineage: {len(unclear)} agreements have no lineage block or more than one, the "
            f"first being {unclear[0]}; give each agreement exactly one block."
        )
    block_of = lineage.drop_duplicates("agreement_id").set_index("agreement_id")["lineage_block"]
    name_of = agreements.set_index("agreement_id")["short_title"]
    cells = at_grade(codings[codings["agreement_id"].isin(name_of.index)], min_basis)
    explicit = cells[cells["presence"].eq("explicit")]
    rows = []
    for norm in norms.to_dict("records"):
        held = explicit[explicit["norm_id"].eq(norm["norm_id"])]
        descents = sorted(set(held["agreement_id"].map(block_of)))
        rows.append(
            {
                "norm_id": norm["norm_id"],
                "norm": norm["short_label"],
                "family": norm["family"],
                "reach": NOWHERE
                if not descents
                else SPECIFIC
                if len(descents) == 1
                else HORIZONTAL,
                "n_blocks": len(descents),
                "n_agreements": len(held),
                "n_unverified": int(held["basis"].eq("unverified").sum()),
                "blocks": ";".join(descents) or None,
                "agreements": ";".join(held["agreement_id"].map(name_of)) or None,
            }
        )
    return pd.DataFrame(rows)
