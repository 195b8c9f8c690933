"""The truth table: every combination of conditions, the cases in it, and whether it suffices.

With k conditions there are 2^k rows. A case belongs to the one row in which its membership (the
smallest over the conditions, each taken as present or absent) is above 0.5; a case at exactly
0.5 in a condition belongs to no row. A row suffices ("1") where it holds enough cases and its
inclusion and PRI reach the cut-offs; it is empty ("?") where it holds too few; else it does not
("0"), and is contradictory ("C") where some of its cases have the outcome and others have not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bpfanalysis.cases.fit import Sufficiency, sufficiency

MOST_CONDITIONS = 18
TOLERANCE = 1e-9  # a share of 0.8 computed from decimals must reach a cut-off of 0.8


@dataclass(frozen=True)
class Row:
    """A row that holds at least one case.

    Attributes
    ----------
    number
        From 1 (all conditions absent) to 2^k (all present); the first condition weighs most.
    out
        ``"1"``, ``"0"``, ``"C"`` or ``"?"``.
    cases, deviant
        Cases in the row, and those of them on the wrong side of the outcome for a row that
        suffices (0.5 counts as the wrong side).
    """

    number: int
    out: str
    fit: Sufficiency
    cases: tuple[str, ...]
    deviant: tuple[str, ...]

    @property
    def n(self) -> int:
        """The number of cases in the row."""
        return len(self.cases)


@dataclass(frozen=True)
class TruthTable:
    """A truth table, with the memberships it was made from.

    Attributes
    ----------
    x, y
        Memberships: cases x conditions, and in the outcome (its absence if `negate`).
    rows
        The rows that hold a case, by number; all others are empty.
    homeless
        Cases that belong to no row, being at 0.5 in a condition.
    """

    conditions: tuple[str, ...]
    outcome: str
    negate: bool
    cases: tuple[str, ...]
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    rows: tuple[Row, ...]
    homeless: tuple[str, ...]

    def of(self, *outs: str) -> tuple[int, ...]:
        """Numbers of the occupied rows with one of these outputs, counted from 0."""
        return tuple(row.number - 1 for row in self.rows if row.out in outs)

    @property
    def contradictions(self) -> tuple[Row, ...]:
        """Rows whose cases differ in the outcome, whatever their output."""
        return tuple(row for row in self.rows if 0 < len(row.deviant) < row.n)

    @property
    def n_empty(self) -> int:
        """Rows without enough cases."""
        return 2 ** len(self.conditions) - len(self.of("1", "0", "C"))

    def config(self, number: int) -> str:
        """The configuration of a row as zeros and ones in the order of the conditions."""
        return format(number - 1, f"0{len(self.conditions)}b")

    def frame(self, empty: bool = True) -> pd.DataFrame:
        """One row per configuration: `row, config, n, out, incl, pri, cases, deviant`."""
        held = {row.number: row for row in self.rows}
        numbers = range(1, 2 ** len(self.conditions) + 1) if empty else sorted(held)
        return pd.DataFrame(
            [
                {
                    "row": number,
                    "config": self.config(number),
                    "n": held[number].n if number in held else 0,
                    "out": held[number].out if number in held else "?",
                    "incl": held[number].fit.consistency if number in held else np.nan,
                    "pri": held[number].fit.pri if number in held else np.nan,
                    "cases": ";".join(held[number].cases) if number in held else "",
                    "deviant": ";".join(held[number].deviant) if number in held else "",
                }
                for number in numbers
            ]
        )


def truth_table(
    data: pd.DataFrame,
    outcome: str,
    conditions: Sequence[str],
    *,
    negate: bool = False,
    incl_cut: float = 1.0,
    pri_cut: float = 0.0,
    n_cut: int = 1,
) -> TruthTable:
    """Build the truth table.

    Parameters
    ----------
    data
        Memberships from 0 to 1, indexed by case.
    outcome, conditions
        Columns of `data`; at most 18 conditions.
    negate
        Whether the absence of the outcome is to be explained.
    incl_cut, pri_cut
        Smallest inclusion (consistency) and PRI of a row that suffices.
    n_cut
        Smallest number of cases of a row that is not empty.

    Raises
    ------
    ValueError
        If a name is unknown or doubled, the outcome is among the conditions, a value is missing
        or not within 0..1, there are fewer than two cases, all memberships are 0.5, or a cut-off
        is out of range.

    Examples
    --------
    >>> data = pd.DataFrame({"A": [1, 1, 0], "B": [1, 0, 0.5], "Y": [1, 0, 0]}, index=list("abc"))
    >>> table = truth_table(data, "Y", ["A", "B"])
    >>> table.frame()[["row", "config", "n", "out"]].values.tolist()
    [[1, '00', 0, '?'], [2, '01', 0, '?'], [3, '10', 1, '0'], [4, '11', 1, '1']]
    >>> table.homeless
    ('c',)
    """
    _check_cuts(incl_cut, pri_cut, n_cut)
    check_data(data, outcome, conditions)
    x = data[list(conditions)].to_numpy(dtype=float)
    y = data[outcome].to_numpy(dtype=float)
    if negate:
        y = 1 - y
    cases = tuple(str(case) for case in data.index)
    k = len(conditions)
    weights = 2 ** np.arange(k - 1, -1, -1)
    corner = (x > 0.5) @ weights
    at_home = ~np.isclose(x, 0.5, rtol=0, atol=1e-12).any(axis=1)
    if not at_home.any():
        raise ValueError(
            "Every case has a membership of exactly 0.5 in a condition and belongs to no row of "
            "the truth table; calibrate so that cases are more in than out, or more out than in."
        )
    rows = []
    for index in sorted({int(c) for c in corner[at_home]}):
        inside = [i for i in range(len(cases)) if at_home[i] and corner[i] == index]
        fit = sufficiency(row_membership(x, index), y)
        members = tuple(cases[i] for i in inside)
        without = tuple(cases[i] for i in inside if y[i] <= 0.5)
        passes = fit.consistency >= incl_cut - TOLERANCE and (
            np.isnan(fit.pri) or fit.pri >= pri_cut - TOLERANCE
        )
        if len(inside) < n_cut:
            out = "?"
        elif passes:
            out = "1"
        elif 0 < len(without) < len(inside):
            out = "C"
        else:
            out = "0"
        rows.append(Row(index + 1, out, fit, members, without))
    homeless = tuple(case for case, home in zip(cases, at_home, strict=True) if not home)
    return TruthTable(tuple(conditions), outcome, negate, cases, x, y, tuple(rows), homeless)


def row_membership(x: NDArray[np.float64], index: int) -> NDArray[np.float64]:
    """Membership of every case in a row of the truth table, counted from 0."""
    k = x.shape[1]
    present = np.array([(index >> (k - 1 - j)) & 1 for j in range(k)], dtype=bool)
    return np.where(present, x, 1 - x).min(axis=1)


def check_data(data: pd.DataFrame, outcome: str, conditions: Sequence[str]) -> None:
    """Stop with a `ValueError` that says what is wrong with names or memberships."""
    names = [*conditions, outcome]
    if not conditions:
        raise ValueError("No condition was named; name at least one.")
    if len(conditions) > MOST_CONDITIONS:
        raise ValueError(
            f"{len(conditions)} conditions make {2 ** len(conditions)} combinations; "
            f"at most {MOST_CONDITIONS} can be compared, and few cases carry more than four."
        )
    if outcome in conditions:
        raise ValueError(
            f"The outcome {outcome!r} is among the conditions; it cannot explain itself. "
            "Take it out of the conditions."
        )
    doubled = sorted({name for name in conditions if list(conditions).count(name) > 1})
    if doubled:
        raise ValueError(f"The condition {doubled[0]!r} is named twice; name it once.")
    unknown = [name for name in names if name not in data.columns]
    if unknown:
        columns = ", ".join(str(c) for c in data.columns)
        raise ValueError(f"There is no column {unknown[0]!r}; the columns are {columns}.")
    if len(data) < 2:
        raise ValueError(f"{len(data)} case cannot be compared; at least two are needed.")
    if data.index.duplicated().any():
        raise ValueError(f"The case {data.index[data.index.duplicated()][0]!r} stands twice.")
    for name in names:
        try:
            values = data[name].astype(float)
        except (TypeError, ValueError):
            bad = next(v for v in data[name] if not _is_number(v))
            raise ValueError(
                f"Column {name!r} holds {bad!r}, which is no number; memberships are 0 to 1."
            ) from None
        wrong = values[~((values >= 0) & (values <= 1))]
        if len(wrong):
            value = wrong.iloc[0]
            found = "no value" if np.isnan(value) else f"{value:g}"
            raise ValueError(
                f"Column {name!r}, case {wrong.index[0]!r}: {found}; memberships lie between "
                "0 and 1. Calibrate measurements first."
            )
    if np.isclose(data[names].to_numpy(dtype=float), 0.5, rtol=0, atol=1e-12).all():
        raise ValueError("All memberships are 0.5: no case is more in than out of any set.")


def _is_number(value: object) -> bool:
    try:
        float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False
    return True


def _check_cuts(incl_cut: float, pri_cut: float, n_cut: int) -> None:
    if not 0 < incl_cut <= 1:
        raise ValueError(f"The inclusion cut-off is {incl_cut}; expected above 0, at most 1.")
    if not 0 <= pri_cut <= 1:
        raise ValueError(f"The PRI cut-off is {pri_cut}; expected 0 to 1.")
    if n_cut != int(n_cut) or n_cut < 1:
        raise ValueError(f"The frequency cut-off is {n_cut}; expected a whole number from 1.")
