"""Counting contributions of several organisations as one or as many."""

from __future__ import annotations

from collections import Counter

import pandas as pd

WEIGHTS = ("one", "many")


def count_by(contributions: pd.DataFrame, column: str, *, joint: str = "one") -> dict[str, float]:
    """How many contributions there are per value of a column that may hold several.

    Parameters
    ----------
    contributions
        Rows of `contributions.csv`.
    column
        organisation, stakeholder_group or country_iso3.
    joint
        `one`: a joint submission counts 1 in all, in equal shares; `many`: 1 for each
        organisation behind it.

    Raises
    ------
    ValueError
        If `joint` is neither.

    Examples
    --------
    >>> frame = pd.DataFrame({"stakeholder_group": ["academia", "academia;government"]})
    >>> count_by(frame, "stakeholder_group")
    {'academia': 1.5, 'government': 0.5}
    >>> count_by(frame, "stakeholder_group", joint="many")
    {'academia': 2.0, 'government': 1.0}
    """
    if joint not in WEIGHTS:
        raise ValueError(f"joint={joint!r}: expected 'one' or 'many'.")
    counts: Counter[str] = Counter()
    for value in contributions[column].fillna("").astype(str):
        parts = [part.strip() for part in value.split(";") if part.strip()] or ["unknown"]
        for part in parts:
            counts[part] += 1.0 if joint == "many" else 1.0 / len(parts)  # type: ignore[assignment]
    return {name: float(n) for name, n in sorted(counts.items())}
