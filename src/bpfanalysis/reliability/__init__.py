"""How far independent coders agree: pure functions over tables of codings.

Alpha says how consistent the passes are with each other. It does not say that they are right:
coders who share background knowledge agree on the same mistakes.
"""

from bpfanalysis.reliability.alpha import Alpha, alpha_with_interval, krippendorff_alpha
from bpfanalysis.reliability.coincidence import LEVELS, canonical_set, coincidences
from bpfanalysis.reliability.kappa import weighted_kappa
from bpfanalysis.reliability.passes import (
    COLUMNS,
    ONLY_WHERE_PRESENT,
    OVERALL,
    disagreements,
    explain_undefined,
    ratings,
    reliability_table,
)

__all__ = [
    "COLUMNS",
    "LEVELS",
    "ONLY_WHERE_PRESENT",
    "OVERALL",
    "Alpha",
    "alpha_with_interval",
    "canonical_set",
    "coincidences",
    "disagreements",
    "explain_undefined",
    "krippendorff_alpha",
    "ratings",
    "reliability_table",
    "weighted_kappa",
]
