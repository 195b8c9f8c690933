"""How far the two coding passes agree, per norm and per attribute, and per WSIS criterion.

Both passes share background knowledge: high agreement shows consistency, not validity.
"""

from __future__ import annotations

import pandas as pd

from bpfanalysis.reliability import OVERALL, reliability_table
from bpfanalysis.vocabularies import STRENGTH, WSIS_VALUE

PASS_PRESENCE = ("absent", "implicit", "explicit")  # by-reference is given by adjudication alone

# attribute: level of measurement, order of the values, value that means "not there"
ATTRIBUTES: dict[str, tuple[str, tuple[str, ...] | None, str | None]] = {
    "presence": ("ordinal", PASS_PRESENCE, "absent"),
    "strength": ("ordinal", STRENGTH, None),
    "direction": ("nominal", None, None),
    "addressee": ("nominal", None, None),
}
MEASURES = ("alpha", "low", "high", "agreement", "prevalence", "n_units")


def coder_reliability(
    coder_a: pd.DataFrame, coder_b: pd.DataFrame, norms: pd.DataFrame, n_draws: int, seed: int
) -> pd.DataFrame:
    """Krippendorff's alpha between the passes for each norm and attribute, with its interval.

    Presence is compared as ordinal (absent < implicit < explicit) over all agreements; strength
    (ordinal), direction and addressee (nominal, addressee as a set) only where both passes coded
    the norm present. The bootstrap draws whole agreements, since the cells of one agreement were
    read together.

    Parameters
    ----------
    coder_a, coder_b
        Both passes: one row per agreement and norm.
    norms
        Codebook, in the order shown.
    n_draws, seed
        Of the bootstrap.

    Returns
    -------
    DataFrame
        For each attribute the row ``overall`` and one row per norm: `norm_id`, `norm`,
        `attribute`, `alpha`, `low`, `high` (95 % interval), `agreement` (share of units with the
        same value), `prevalence`, `n_units`. Alpha is empty where it is undefined: where no unit
        has two values, or all values are the same.

    References
    ----------
    Krippendorff, K. (2019). Content Analysis (4th ed.), chapter 12. doi:10.4135/9781071878781
    """
    label_of = norms.set_index("norm_id")["short_label"].to_dict()
    parts = []
    for attribute, (level, order, reference) in ATTRIBUTES.items():
        table = reliability_table(
            [coder_a, coder_b],
            ["agreement_id", "norm_id"],
            attribute,
            level,
            order,
            by="norm_id",
            draws=n_draws,
            seed=seed,
            cluster="agreement_id",
            reference=reference,
        )
        placed = table.set_index("by").loc[[OVERALL, *norms["norm_id"]]].reset_index()
        parts.append(
            placed.assign(
                norm_id=placed["by"],
                norm=[label_of.get(key, "All norms") for key in placed["by"]],
                attribute=attribute,
            )
        )
    frame = pd.concat(parts, ignore_index=True)
    return frame[["norm_id", "norm", "attribute", *MEASURES]]


def wsis_reliability(
    coder_a: pd.DataFrame, coder_b: pd.DataFrame, criteria: pd.DataFrame, n_draws: int, seed: int
) -> pd.DataFrame:
    """Krippendorff's alpha between the WSIS passes, overall and per criterion.

    Values are ordinal (no < partial < yes); the bootstrap draws whole agreements.

    Parameters
    ----------
    coder_a, coder_b
        Both passes: one row per agreement and criterion.
    criteria
        `criterion` and `label`, in the order shown.
    n_draws, seed
        Of the bootstrap.

    Returns
    -------
    DataFrame
        `criterion` (``overall`` first), `criterion_label`, `alpha`, `low`, `high`, `agreement`,
        `prevalence` (share of values other than no), `n_units`.
    """
    table = reliability_table(
        [coder_a, coder_b],
        ["agreement_id", "criterion"],
        "value",
        "ordinal",
        WSIS_VALUE,
        by="criterion",
        draws=n_draws,
        seed=seed,
        cluster="agreement_id",
        reference="no",
    )
    label_of = criteria.set_index("criterion")["label"].to_dict()
    placed = table.set_index("by").loc[[OVERALL, *criteria["criterion"]]].reset_index()
    named = placed.assign(
        criterion=placed["by"],
        criterion_label=[label_of.get(key, "All criteria") for key in placed["by"]],
    )
    return named[["criterion", "criterion_label", *MEASURES]]
