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
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bpfanalysis.cases.counterfactuals import intermediate_covers
from bpfanalysis.cases.fit import Sufficiency, ratios, sufficiency
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
    """A model: its terms in order, and the fit of all of them together.

    Attributes
    ----------
    names, unique
        The terms and what only each of them covers.
    fit
        Fit of the whole model.
    """

    names: tuple[str, ...]
    unique: tuple[float, ...]
    fit: Sufficiency
    shared: Mapping[str, tuple[Sufficiency, tuple[str, ...]]] = field(repr=False, compare=False)

    @property
    def terms(self) -> tuple[TermFit, ...]:
        """The terms with their fit."""
        return tuple(
            TermFit(name, self.shared[name][0], unique, self.shared[name][1])
            for name, unique in zip(self.names, self.unique, strict=True)
        )

    @property
    def expression(self) -> str:
        """The model in one line, terms joined by ``+``."""
        return " + ".join(self.names)


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
        intermediate = intermediate_covers(
            complex_.models, parsimonious.models, positive, wanted, table.conditions, limit
        )
    covers = dict(zip(KINDS, (complex_, parsimonious, intermediate), strict=True))
    assumed = {kind: _empty_rows(covers[kind], on) for kind in KINDS[1:]}
    return Solutions(
        {kind: fit_models(table, covers[kind].models) for kind in KINDS},
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


def _empty_rows(covers: Covers, on: NDArray[np.bool_]) -> NDArray[np.bool_]:
    rows = np.arange(len(on))
    covered = np.zeros(len(on), dtype=bool)
    for term in sorted({term for model in covers.models for term in model}):
        covered |= (rows & term.care) == term.value
    return covered & ~on


def _numbers(rows: NDArray[np.bool_]) -> tuple[int, ...]:
    return tuple((np.flatnonzero(rows) + 1).tolist())


def term_membership(table: TruthTable, term: Term) -> NDArray[np.float64]:
    """Membership of every case in a term: the smallest over its literals."""
    k = len(table.conditions)
    literals = [
        table.x[:, j] if term.value >> (k - 1 - j) & 1 else 1 - table.x[:, j]
        for j in range(k)
        if term.care >> (k - 1 - j) & 1
    ]
    return np.min(literals, axis=0) if literals else np.ones(len(table.y))


def fit_models(table: TruthTable, models: Sequence[tuple[Term, ...]]) -> tuple[Model, ...]:
    """The fit of models, many at a time.

    The unique coverage of a term is the coverage of the model less the coverage of the model
    without it. Without a term the model's membership is the second highest over its terms where
    the term is at the top, and unchanged elsewhere.

    Parameters
    ----------
    table
        The truth table that the models explain.
    models
        Each a tuple of terms.
    """
    terms = sorted({term for model in models for term in model}, key=Term.sort_key)
    index = {term: i for i, term in enumerate(terms)}
    y = table.y
    members = np.array([term_membership(table, term) for term in terms])
    names = [term.name(table.conditions) for term in terms]
    shared = {
        name: (
            sufficiency(member, y),
            tuple(case for case, m in zip(table.cases, member, strict=True) if m > 0.5),
        )
        for name, member in zip(names, members, strict=True)
    }
    fitted: list[Model | None] = [None] * len(models)
    total = float(y.sum())
    for size in sorted({len(model) for model in models}):
        of_size = [i for i, model in enumerate(models) if len(model) == size]
        for start in range(0, len(of_size), 2000):
            batch = of_size[start : start + 2000]
            chosen = np.array([[index[term] for term in models[i]] for i in batch])
            stacked = members[chosen]
            whole = stacked.max(axis=1)
            second = np.partition(stacked, -2, axis=1)[:, -2] if size > 1 else np.zeros_like(whole)
            rest = np.where(stacked == whole[:, None], second[:, None], whole[:, None])
            both = np.minimum(whole, y)
            unique = both.sum(axis=1)[:, None] - np.minimum(rest, y).sum(axis=2)
            paradox = np.minimum(both, 1 - y).sum(axis=1)
            part, all_ = both.sum(axis=1), whole.sum(axis=1)
            columns = (
                ratios(part, all_),
                ratios(part - paradox, all_ - paradox),
                ratios(part, np.full(len(part), total)),
            )
            shares = np.fmax(0.0, ratios(unique, np.full(unique.shape, total)).round(12))
            for i, picks, alone, measures in zip(
                batch,
                chosen.tolist(),
                shares.tolist(),
                np.stack(columns, axis=1).tolist(),
                strict=True,
            ):
                model_names = tuple([names[j] for j in picks])
                fitted[i] = Model(model_names, tuple(alone), Sufficiency(*measures), shared)
    return tuple(model for model in fitted if model is not None)
