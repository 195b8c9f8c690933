"""The three solutions of a truth table, and the fit of their models.

*Complex*: terms cover only rows that suffice. *Parsimonious*: terms may cover any empty row as
well, i.e. every simplifying assumption is allowed. *Intermediate*: only those empty rows may be
covered that a directional expectation makes plausible (easy counterfactuals).

The intermediate solution is built from each pair of a complex and a parsimonious model. Where a
complex term C lies within a parsimonious term P, the literals of P stay, and of the literals in C
but not in P one is dropped only if it goes against the expectation: a case
had the outcome without a condition that is expected to help, so with it the outcome is expected
all the more. Literals that agree with the expectation, or for which none was stated, stay. The
empty rows covered by the terms so shortened are the easy counterfactuals; positive rows and easy
counterfactuals are then minimised anew.

References
----------
Ragin, C. C. and Sonnett, J. (2005). Between complexity and parsimony: limited diversity,
counterfactual cases, and comparative analysis. doi:10.1007/978-3-322-80441-9_9.
Baumgartner, M. and Thiem, A. (2017). Model ambiguities in configurational comparative research.
Sociological Methods and Research 46(4). doi:10.1177/0049124115610351
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bpfanalysis.cases.fit import Sufficiency, ratio, sufficiency
from bpfanalysis.cases.minimise import Covers, Term, minimum_covers, prime_implicants
from bpfanalysis.cases.truth_table import TruthTable

KINDS = ("complex", "parsimonious", "intermediate")


@dataclass(frozen=True)
class TermFit:
    """A term of a model: its fit, what only it covers, and the cases more in it than out."""

    term: str
    fit: Sufficiency
    unique_coverage: float
    cases: tuple[str, ...]


@dataclass(frozen=True)
class Model:
    """A model: its terms in order, and the fit of all of them together."""

    terms: tuple[TermFit, ...]
    fit: Sufficiency

    @property
    def expression(self) -> str:
        """The model in one line, terms joined by ``+``."""
        return " + ".join(term.term for term in self.terms)


@dataclass(frozen=True)
class Solutions:
    """All tied models of the three solutions, and what was assumed of empty rows.

    Attributes
    ----------
    models
        By kind of solution.
    n_models
        How many there are, also where not all are listed.
    simplifying, easy, difficult
        Row numbers (from 1): empty rows covered by a parsimonious model; by an intermediate
        model; by a parsimonious but no intermediate model.
    """

    models: Mapping[str, tuple[Model, ...]]
    n_models: Mapping[str, int]
    simplifying: tuple[int, ...]
    easy: tuple[int, ...]
    difficult: tuple[int, ...]


def solutions(
    table: TruthTable, expect: Mapping[str, int] | None = None, limit: int = 10_000
) -> Solutions:
    """Minimise a truth table three times.

    Parameters
    ----------
    table
        A truth table.
    expect
        Directional expectations: condition -> 1 where its presence is expected to go with the
        outcome that the table explains, 0 where its absence is. Conditions may be left out;
        without any, the intermediate solution equals the complex one.
    limit
        The most models to list per solution; all are counted.

    Raises
    ------
    ValueError
        If no row suffices (the message names the best row), or an expectation is unknown.

    Examples
    --------
    >>> import pandas as pd
    >>> from bpfanalysis.cases.truth_table import truth_table
    >>> data = pd.DataFrame({"A": [1, 0, 0], "B": [1, 1, 0], "Y": [1, 0, 0]}, index=list("abc"))
    >>> found = solutions(truth_table(data, "Y", ["A", "B"]), expect={"B": 1})
    >>> [(kind, found.models[kind][0].expression) for kind in KINDS]
    [('complex', 'A*B'), ('parsimonious', 'A'), ('intermediate', 'A*B')]
    """
    wanted = check_expectations(expect or {}, table.conditions)
    positive = table.of("1")
    if not positive:
        raise ValueError(nothing_suffices(table))
    k = len(table.conditions)
    on = np.zeros(1 << k, dtype=bool)
    on[list(positive)] = True
    allowed = np.ones(1 << k, dtype=bool)
    allowed[list(table.of("0", "C"))] = False
    complex_ = minimum_covers(prime_implicants(positive, on), positive, limit)
    parsimonious = minimum_covers(prime_implicants(positive, allowed), positive, limit)
    intermediate = complex_
    if wanted:
        intermediate = _intermediate(
            complex_, parsimonious, positive, on, wanted, table.conditions, limit
        )
    covers = dict(zip(KINDS, (complex_, parsimonious, intermediate), strict=True))
    assumed = {kind: _empty_rows(covers[kind], on) for kind in KINDS[1:]}
    fitted = _Fitter(table)
    return Solutions(
        {kind: fitted.models(covers[kind].models) for kind in KINDS},
        {kind: covers[kind].n_models for kind in KINDS},
        simplifying=_numbers(assumed["parsimonious"]),
        easy=_numbers(assumed["intermediate"]),
        difficult=_numbers(assumed["parsimonious"] & ~assumed["intermediate"]),
    )


def check_expectations(expect: Mapping[str, int], conditions: Sequence[str]) -> dict[str, int]:
    """The expectations, or a `ValueError` that says what is wrong with them."""
    for name, direction in expect.items():
        if name not in conditions:
            raise ValueError(
                f"The expectation {name}={direction} names no condition; "
                f"the conditions are {', '.join(conditions)}."
            )
        if direction not in (0, 1):
            raise ValueError(
                f"The expectation {name}={direction} is neither 1 (presence) nor 0 (absence)."
            )
    return dict(expect)


def nothing_suffices(table: TruthTable) -> str:
    """Why there is no solution: which row comes nearest to the cut-offs."""
    full = [row for row in table.rows if row.out != "?"]
    if not full:
        most = max(row.n for row in table.rows)
        return (
            f"No row of the truth table holds enough cases (the fullest holds {most}); "
            "lower the frequency cut-off or use fewer conditions."
        )
    best = max(full, key=lambda row: (np.nan_to_num(row.fit.consistency), -row.number))
    return (
        f"No row of the truth table reaches the cut-offs, so there is no solution; the best is "
        f"row {best.number} ({table.config(best.number)}: {', '.join(best.cases)}) with inclusion "
        f"{best.fit.consistency:.3f} and PRI {best.fit.pri:.3f}."
    )


def _intermediate(
    complex_: Covers,
    parsimonious: Covers,
    positive: Sequence[int],
    on: NDArray[np.bool_],
    expect: Mapping[str, int],
    conditions: Sequence[str],
    limit: int,
) -> Covers:
    k = len(conditions)
    bits = {name: 1 << (k - 1 - j) for j, name in enumerate(conditions)}
    present = sum(bits[name] for name, direction in expect.items() if direction == 1)
    absent = sum(bits[name] for name, direction in expect.items() if direction == 0)
    rows = np.arange(1 << k)
    counterfactuals: set[frozenset[Term]] = set()
    for complex_model in complex_.models:
        for parsimonious_model in parsimonious.models:
            terms = set()
            for c in complex_model:
                for p in parsimonious_model:
                    if p.contains(c):
                        against = (c.value & absent) | (c.care & ~c.value & present)
                        care = c.care & ~(against & ~p.care)
                        terms.add(Term(care, c.value & care))
            counterfactuals.add(frozenset(terms))
    models: set[tuple[Term, ...]] = set()
    n_models = 0
    done: set[bytes] = set()
    for terms in sorted(counterfactuals, key=lambda found: sorted(t.sort_key() for t in found)):
        allowed = on.copy()
        for term in terms:
            allowed |= (rows & term.care) == term.value
        key = np.packbits(allowed).tobytes()
        if key in done:
            continue
        done.add(key)
        found = minimum_covers(prime_implicants(positive, allowed), positive, limit)
        before = len(models)
        models.update(found.models)
        # Where the list was cut, count what was not listed too; such a count is an upper bound.
        n_models += found.n_models - len(found.models) + len(models) - before
    ordered = sorted(models, key=lambda model: [term.sort_key() for term in model])
    return Covers(tuple(ordered[:limit]), n_models)


def _empty_rows(covers: Covers, on: NDArray[np.bool_]) -> NDArray[np.bool_]:
    rows = np.arange(len(on))
    covered = np.zeros(len(on), dtype=bool)
    for term in sorted({term for model in covers.models for term in model}):
        covered |= (rows & term.care) == term.value
    return covered & ~on


def _numbers(rows: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple((np.flatnonzero(rows) + 1).tolist())


class _Fitter:
    """Fit of terms and models, each term worked out once."""

    def __init__(self, table: TruthTable) -> None:
        self.table = table
        self.membership: dict[Term, NDArray[np.float64]] = {}
        self.term_fit: dict[Term, tuple[str, Sufficiency, tuple[str, ...]]] = {}

    def of_term(self, term: Term) -> NDArray[np.float64]:
        if term not in self.membership:
            table, k = self.table, len(self.table.conditions)
            vectors = [
                table.x[:, j] if term.value >> (k - 1 - j) & 1 else 1 - table.x[:, j]
                for j in range(k)
                if term.care >> (k - 1 - j) & 1
            ]
            member = np.min(vectors, axis=0) if vectors else np.ones(len(table.y))
            self.membership[term] = member
            inside = tuple(c for c, m in zip(table.cases, member, strict=True) if m > 0.5)
            fit = sufficiency(member, table.y)
            self.term_fit[term] = (term.name(table.conditions), fit, inside)
        return self.membership[term]

    def models(self, models: Sequence[tuple[Term, ...]]) -> tuple[Model, ...]:
        return tuple(self.model(model) for model in models)

    def model(self, terms: tuple[Term, ...]) -> Model:
        y = self.table.y
        stacked = np.array([self.of_term(term) for term in terms])
        whole = stacked.max(axis=0)
        fit = sufficiency(whole, y)
        if len(terms) == 1:
            others = np.zeros_like(stacked)
        else:
            second = np.partition(stacked, -2, axis=0)[-2]
            is_top = stacked == whole
            # Without a term the model is the second highest membership where the term is the
            # only one at the top, and unchanged elsewhere.
            others = np.where(is_top, second, whole)
        unique = np.minimum(whole, y).sum() - np.minimum(others, y).sum(axis=1)
        total = y.sum()
        return Model(
            tuple(
                TermFit(
                    self.term_fit[term][0],
                    self.term_fit[term][1],
                    max(0.0, round(ratio(float(u), float(total)), 12)),
                    self.term_fit[term][2],
                )
                for term, u in zip(terms, unique, strict=True)
            ),
            fit,
        )
