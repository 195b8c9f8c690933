"""Which conditions, present or absent, are necessary for the outcome.

A condition is necessary where the outcome is contained in it. A condition that nearly all cases
share is trivially necessary, so the relevance (RoN) and the coverage stand beside consistency.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from bpfanalysis.cases.fit import necessity


def necessity_table(
    data: pd.DataFrame, outcome: str, conditions: Sequence[str], negate: bool = False
) -> pd.DataFrame:
    """Each condition and its negation as necessary for the outcome.

    Parameters
    ----------
    data
        Memberships from 0 to 1, one row per case.
    outcome, conditions
        Columns of `data`.
    negate
        Whether the absence of the outcome is to be explained.

    Returns
    -------
    pandas.DataFrame
        `condition` (``A`` or ``~A``), `consistency, ron, coverage`; presence of all conditions
        first, then absence, each in the order given. NaN where undefined.

    Examples
    --------
    >>> data = pd.DataFrame({"A": [1, 1, 0], "Y": [1, 0, 0]})
    >>> necessity_table(data, "Y", ["A"]).round(3).values.tolist()
    [['A', 1.0, 0.5, 0.5], ['~A', 0.0, 0.667, 0.0]]
    """
    y = data[outcome].to_numpy(dtype=float)
    if negate:
        y = 1 - y
    rows = []
    for absent in (False, True):
        for name in conditions:
            x = data[name].to_numpy(dtype=float)
            fit = necessity(1 - x if absent else x, y)
            rows.append(
                {
                    "condition": f"~{name}" if absent else name,
                    "consistency": fit.consistency,
                    "ron": fit.ron,
                    "coverage": fit.coverage,
                }
            )
    return pd.DataFrame(rows)
