"""Cells that could not be 1: given as a table with a reason each, never derived from the data."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

ZERO_COLUMNS = ("row", "column", "reason")


def allowed_cells(table: pd.DataFrame, zeros: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Which cells of a table could be 1, given the structural zeros.

    Parameters
    ----------
    table
        Rows x columns, 0/1.
    zeros
        Columns ``row``, ``column``, ``reason``; one row per cell that could not be 1 (an
        instrument older than the norm, an addressee the norm does not bind).

    Returns
    -------
    ndarray
        Shape of the table; False at the structural zeros.

    Raises
    ------
    ValueError
        If a column is missing, an id is unknown, a reason is empty, a cell is listed twice, or a
        cell that holds 1 is listed.

    Examples
    --------
    >>> table = pd.DataFrame({"A": [0, 1], "B": [1, 1]}, index=["x", "y"])
    >>> zeros = pd.DataFrame({"row": ["x"], "column": ["A"], "reason": ["older than A"]})
    >>> allowed_cells(table, zeros).tolist()
    [[False, True], [True, True]]
    """
    missing = [name for name in ZERO_COLUMNS if name not in zeros.columns]
    if missing:
        raise ValueError(
            f"the structural zeros lack the column {missing[0]!r}; expected row,column,reason."
        )
    rows = table.index.get_indexer(zeros["row"])
    columns = table.columns.get_indexer(zeros["column"])
    for axis, found in (("row", rows), ("column", columns)):
        if (found < 0).any():
            at = int(np.argmax(found < 0))
            raise ValueError(
                f"structural zero {at + 1}: {axis} {zeros[axis].iloc[at]!r} "
                "does not stand in the table."
            )
    reasons = zeros["reason"].fillna("").astype(str).str.strip().to_numpy()
    allowed = np.ones(table.shape, bool)
    values = table.to_numpy()
    for at, (row, column) in enumerate(zip(rows, columns, strict=True)):
        cell = f"structural zero {at + 1} ({table.index[row]} x {table.columns[column]})"
        if not reasons[at]:
            raise ValueError(f"{cell} has no reason; say why the cell could not be 1.")
        if not allowed[row, column]:
            raise ValueError(f"{cell} is listed twice.")
        if values[row, column] == 1:
            raise ValueError(f"{cell} holds 1 in the table, so it can be 1; mend one of the two.")
        allowed[row, column] = False
    return allowed
