"""Qualitative comparative analysis in one call, and its result as plain data.

The parts stand in modules of their own: necessity, truth table, minimisation, solutions. Here
they are put together, contradictions and empty rows first, and written as the JSON document that
other programs read.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from bpfanalysis.cases.necessity import necessity_table
from bpfanalysis.cases.solutions import KINDS, Model, Solutions, solutions
from bpfanalysis.cases.truth_table import TruthTable, truth_table


@dataclass(frozen=True)
class Qca:
    """A set-theoretic comparison: what was asked, what was found, what to be told.

    Attributes
    ----------
    table, necessity, solutions
        The truth table, necessity of single conditions, and the three solutions.
    expect
        The directional expectations.
    cuts
        `incl_cut, pri_cut, n_cut`.
    notes
        Sentences a reader must see: contradictions, empty rows, cases in no row, ties.
    """

    table: TruthTable
    necessity: pd.DataFrame
    solutions: Solutions
    expect: Mapping[str, int]
    cuts: Mapping[str, float]
    notes: tuple[str, ...]

    def expressions(self, kind: str = "parsimonious") -> list[str]:
        """The models of a solution, one line each."""
        return [model.expression for model in self.solutions.models[kind]]

    def terms(self, kind: str = "parsimonious") -> pd.DataFrame:
        """One row per model and term: `model, term, consistency, pri, raw_coverage,
        unique_coverage, cases`."""
        return pd.DataFrame(
            [
                {
                    "model": number,
                    "term": term.term,
                    "consistency": term.fit.consistency,
                    "pri": term.fit.pri,
                    "raw_coverage": term.fit.coverage,
                    "unique_coverage": term.unique_coverage,
                    "cases": ";".join(term.cases),
                }
                for number, model in enumerate(self.solutions.models[kind], start=1)
                for term in model.terms
            ]
        )

    def to_dict(self) -> dict[str, Any]:
        """The result as numbers, strings and lists; undefined numbers are None."""
        table = self.table
        rows = [
            {
                **row,
                "incl": number(row["incl"]),
                "pri": number(row["pri"]),
                "cases": row["cases"].split(";") if row["cases"] else [],
                "deviant": row["deviant"].split(";") if row["deviant"] else [],
            }
            for row in table.frame().to_dict("records")
        ]
        return {
            "outcome": f"~{table.outcome}" if table.negate else table.outcome,
            "conditions": list(table.conditions),
            "negate": table.negate,
            "cuts": dict(self.cuts),
            "expect": dict(self.expect),
            "n_cases": len(table.cases),
            "notes": list(self.notes),
            "truth_table": rows,
            "necessity": [
                {
                    "condition": r["condition"],
                    "consistency": number(r["consistency"]),
                    "ron": number(r["ron"]),
                    "coverage": number(r["coverage"]),
                }
                for r in self.necessity.to_dict("records")
            ],
            "solutions": {
                kind: [_model(model) for model in self.solutions.models[kind]] for kind in KINDS
            },
            "n_models": dict(self.solutions.n_models),
            "counterfactuals": {
                "simplifying": list(self.solutions.simplifying),
                "easy": list(self.solutions.easy),
                "difficult": list(self.solutions.difficult),
            },
        }


def qca(
    data: pd.DataFrame,
    outcome: str,
    conditions: Sequence[str],
    *,
    negate: bool = False,
    incl_cut: float = 1.0,
    pri_cut: float = 0.0,
    n_cut: int = 1,
    expect: Mapping[str, int] | None = None,
    limit: int = 10_000,
) -> Qca:
    """Compare cases: necessity, truth table, and the three solutions with all tied models.

    Parameters
    ----------
    data
        Memberships from 0 to 1 (crisp or fuzzy), indexed by case.
    outcome, conditions
        Columns of `data`.
    negate
        Whether the absence of the outcome is to be explained. It needs its own analysis: the
        conditions of absence are not the negation of the conditions of presence.
    incl_cut, pri_cut, n_cut
        Cut-offs, as in `truth_table`.
    expect
        Directional expectations, as in `solutions`; for a negated outcome they speak of its
        absence.
    limit
        The most models to list per solution; all are counted.

    Raises
    ------
    ValueError
        If the data or a cut-off is wrong, or no row reaches the cut-offs; the message says why.

    Notes
    -----
    Few cases and many conditions fit anything: 2^k rows are filled by n cases. The result says
    how many rows are empty.

    Examples
    --------
    >>> data = pd.DataFrame({"A": [1, 1, 0, 0], "B": [1, 0, 1, 0], "Y": [1, 1, 0, 0]},
    ...     index=["w", "x", "y", "z"])
    >>> qca(data, "Y", ["A", "B"]).expressions("complex")
    ['A']
    """
    cuts = {"incl_cut": incl_cut, "pri_cut": pri_cut, "n_cut": n_cut}
    table = truth_table(data, outcome, conditions, negate=negate, **cuts)  # type: ignore[arg-type]
    found = solutions(table, expect, limit)
    needed = necessity_table(data, outcome, conditions, negate)
    return Qca(table, needed, found, dict(expect or {}), cuts, _notes(table, found, limit))


def number(value: float) -> float | None:
    """A number for JSON: ten digits, and None where it is undefined.

    Examples
    --------
    >>> number(1 / 3), number(float("nan"))
    (0.3333333333, None)
    """
    return None if math.isnan(value) else round(float(value), 10)


def _model(model: Model) -> dict[str, Any]:
    return {
        "terms": [
            {
                "term": term.term,
                "consistency": number(term.fit.consistency),
                "pri": number(term.fit.pri),
                "raw_coverage": number(term.fit.coverage),
                "unique_coverage": number(term.unique_coverage),
                "cases": list(term.cases),
            }
            for term in model.terms
        ],
        "consistency": number(model.fit.consistency),
        "pri": number(model.fit.pri),
        "coverage": number(model.fit.coverage),
    }


def _notes(table: TruthTable, found: Solutions, limit: int) -> tuple[str, ...]:
    notes = []
    for row in table.contradictions:
        without = ", ".join(row.deviant)
        fate = "counts as sufficient all the same" if row.out == "1" else "does not count"
        notes.append(
            f"Row {row.number} ({table.config(row.number)}) is contradictory: of "
            f"{', '.join(row.cases)} the outcome is missing in {without}; it {fate}."
        )
    size = 2 ** len(table.conditions)
    notes.append(
        f"{table.n_empty} of {size} rows are empty: what would happen there is not observed."
    )
    if table.homeless:
        notes.append(
            f"At exactly 0.5 in a condition and therefore in no row: {', '.join(table.homeless)}."
        )
    if not table.of("0", "C"):
        notes.append("No row lacks the outcome, so nothing can be told apart.")
    for kind in KINDS:
        count = found.n_models[kind]
        if count > 1:
            least = "at least " if kind == "intermediate" and count >= limit else ""
            listed = "" if count < limit else f"; {limit} of them are listed"
            notes.append(f"The {kind} solution has {least}{count} tied models{listed}.")
    return tuple(notes)
