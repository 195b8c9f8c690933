"""How much of a solution survives other choices that could as well have been made.

A solution is a set of expressions (all tied models). It is *the same* under another choice if the
set is the same. Ranges are those around the chosen value within which it stays the same;
variants are whole re-runs: under each coding pass, under passes mixed at random, without one
case, without the cases whose membership is in doubt.

References
----------
Oana, I.-E. and Schneider, C. Q. (2024). A robustness test protocol for applied QCA. Sociological
Methods and Research 53(1). doi:10.1177/00491241211036158
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from bpfanalysis.cases.qca import qca
from bpfanalysis.cases.solutions import solutions
from bpfanalysis.cases.truth_table import truth_table

NO_SOLUTION = "no row suffices"


@dataclass(frozen=True)
class Question:
    """What is asked of the data: a comparison with all its choices.

    Attributes
    ----------
    kind
        The solution looked at: complex, parsimonious or intermediate.
    """

    outcome: str
    conditions: tuple[str, ...]
    negate: bool = False
    incl_cut: float = 1.0
    pri_cut: float = 0.0
    n_cut: int = 1
    expect: Mapping[str, int] = field(default_factory=dict)
    kind: str = "intermediate"

    def answer(self, data: pd.DataFrame) -> tuple[str, float, float]:
        """Expression (tied models joined by `` | ``), consistency and coverage of the first.

        Where no row suffices the expression says so and the numbers are NaN.

        Examples
        --------
        >>> data = pd.DataFrame({"A": [1, 0], "Y": [1, 0]}, index=["a", "b"])
        >>> Question("Y", ("A",)).answer(data)
        ('A', 1.0, 1.0)
        """
        try:
            found = qca(
                data,
                self.outcome,
                self.conditions,
                negate=self.negate,
                incl_cut=self.incl_cut,
                pri_cut=self.pri_cut,
                n_cut=self.n_cut,
                expect=self.expect,
            )
        except ValueError as error:
            if str(error).startswith("No row of the truth table"):
                return NO_SOLUTION, float("nan"), float("nan")
            raise
        models = found.solutions.models[self.kind]
        fit = models[0].fit
        return " | ".join(sorted(m.expression for m in models)), fit.consistency, fit.coverage

    def expressions(self, data: pd.DataFrame, memory: dict[Any, str] | None = None) -> str:
        """The expression alone, as in `answer`, remembered by the outputs of the truth table.

        Expressions depend on which rows suffice and which do not, and on nothing else; so a
        `memory` kept over many tables with the same conditions and expectations saves most of
        the work.
        """
        table = truth_table(
            data,
            self.outcome,
            self.conditions,
            negate=self.negate,
            incl_cut=self.incl_cut,
            pri_cut=self.pri_cut,
            n_cut=self.n_cut,
        )
        key = (table.of("1"), table.of("0", "C"))
        if not key[0]:
            return NO_SOLUTION
        memory = {} if memory is None else memory
        if key not in memory:
            models = solutions(table, self.expect).models[self.kind]
            memory[key] = " | ".join(sorted(model.expression for model in models))
        return memory[key]


def stable_range(
    ask: Callable[[float], object], chosen: float, grid: Sequence[float]
) -> tuple[float, float]:
    """The values around the chosen one, up to the last on each side that gives the same answer.

    Parameters
    ----------
    ask
        Gives the answer for a value; answers are compared for equality.
    chosen
        The chosen value.
    grid
        Values to try. The range is walked outwards from the chosen value and ends before the
        first different answer; what lies beyond it is not looked at.

    Returns
    -------
    tuple of float
        Lowest and highest value of the range.

    Examples
    --------
    >>> stable_range(lambda x: x > 3, 5, range(10))
    (4, 9)
    """
    same = ask(chosen)
    low = high = chosen
    for value in sorted((v for v in grid if v < chosen), reverse=True):
        if ask(value) != same:
            break
        low = value
    for value in sorted(v for v in grid if v > chosen):
        if ask(value) != same:
            break
        high = value
    return low, high


def move_crossover(values: pd.Series, crossover: float) -> pd.Series:
    """Memberships as they would be if another degree were the point of indifference.

    m -> m / (2c) up to the new crossover c, and 1/2 + (m - c) / (2 (1 - c)) above it; 0 and 1
    stay. At c = 0.5 nothing changes.

    Examples
    --------
    >>> move_crossover(pd.Series([0, 0.4, 0.7, 1]), 0.4).tolist()
    [0.0, 0.5, 0.75, 1.0]
    """
    if not 0 < crossover < 1:
        raise ValueError(f"The crossover is {crossover}; expected a degree between 0 and 1.")
    below = values / (2 * crossover)
    above = 0.5 + (values - crossover) / (2 * (1 - crossover))
    return below.where(values <= crossover, above).round(12)


def choice_ranges(data: pd.DataFrame, question: Question, step: float = 0.01) -> pd.DataFrame:
    """Ranges of each cut-off and each crossover within which the solution stays the same.

    Parameters
    ----------
    data
        Memberships, indexed by case.
    question
        The comparison.
    step
        Distance of the values tried: inclusion from 0.5 to 1, PRI from 0 to 1, crossovers
        from 0.3 to 0.7. Frequency is tried from 1 to the size of the fullest row.

    Returns
    -------
    pandas.DataFrame
        `choice, chosen, low, high, lowest_tried, highest_tried`. An end that equals the last
        value tried may lie further out.
    """

    memory: dict[Any, str] = {}

    def asked(**changes: Any) -> str:
        return replace(question, **changes).expressions(data, memory)

    def shifted(name: str, crossover: float) -> str:
        moved = data.assign(**{name: move_crossover(data[name], crossover)})
        try:
            return question.expressions(moved, memory)
        except ValueError:  # every case stands at the new crossover
            return NO_SOLUTION

    inclusions = _grid(0.5, 1.0, step)
    shares = _grid(0.0, 1.0, step)
    crossovers = _grid(0.3, 0.7, step)
    counts = list(range(1, len(data) + 1))
    asks: list[tuple[str, Callable[[Any], str], float, Sequence[float]]] = [
        ("inclusion cut-off", lambda v: asked(incl_cut=v), question.incl_cut, inclusions),
        ("PRI cut-off", lambda v: asked(pri_cut=v), question.pri_cut, shares),
        ("frequency cut-off", lambda v: asked(n_cut=int(v)), question.n_cut, counts),
    ]
    for name in (*question.conditions, question.outcome):
        asks.append(
            (f"crossover of {name}", lambda v, name=name: shifted(name, v), 0.5, crossovers)  # type: ignore[misc]
        )
    rows = []
    for choice, ask, chosen, grid in asks:
        low, high = stable_range(ask, chosen, grid)
        rows.append(
            (choice, float(chosen), float(low), float(high), float(grid[0]), float(grid[-1]))
        )
    return pd.DataFrame(
        rows, columns=["choice", "chosen", "low", "high", "lowest_tried", "highest_tried"]
    )


def variants(
    passes: Mapping[str, pd.DataFrame],
    question: Question,
    base: str,
    doubtful: Mapping[str, Sequence[str]] | None = None,
) -> pd.DataFrame:
    """The solution under each pass, without each case, and without doubtful cases.

    Parameters
    ----------
    passes
        Name of the pass -> memberships, indexed by case.
    question
        The comparison.
    base
        The pass that the published solution rests on.
    doubtful
        Condition -> cases whose membership in it is in doubt; they are dropped together.

    Returns
    -------
    pandas.DataFrame
        `check, variant, solution, is_same, consistency, coverage, n_cases`, the base first.

    Raises
    ------
    ValueError
        If the base is no pass.
    """
    if base not in passes:
        raise ValueError(f"There is no pass {base!r}; the passes are {', '.join(passes)}.")
    asked: list[tuple[str, str, pd.DataFrame]] = [("as published", base, passes[base])]
    asked += [("another pass", name, data) for name, data in passes.items() if name != base]
    whole = passes[base]
    asked += [("one case left out", str(case), whole.drop(index=case)) for case in whole.index]
    for name, cases in (doubtful or {}).items():
        kept = whole.drop(index=[case for case in whole.index if case in set(cases)])
        if len(cases) and len(kept) > 1:
            asked.append(("doubtful cases left out", name, kept))
    rows = []
    published = question.answer(whole)[0]
    for check, variant, data in asked:
        solution, consistency, coverage = question.answer(data)
        rows.append(
            {
                "check": check,
                "variant": variant,
                "solution": solution,
                "is_same": solution == published,
                "consistency": consistency,
                "coverage": coverage,
                "n_cases": len(data),
            }
        )
    return pd.DataFrame(rows)


def mixed_passes(
    passes: Sequence[pd.DataFrame], question: Question, n_draws: int, seed: int
) -> pd.DataFrame:
    """Solutions when each cell is taken from one of the passes at random.

    Parameters
    ----------
    passes
        Memberships of the same cases, at least two passes.
    question
        The comparison.
    n_draws
        Number of mixed tables, at least 1.
    seed
        Seed of the draws.

    Returns
    -------
    pandas.DataFrame
        `solution, n_draws, share`, the most frequent first.

    Examples
    --------
    >>> a = pd.DataFrame({"A": [1, 0], "Y": [1, 0]}, index=["a", "b"])
    >>> mixed_passes([a, a], Question("Y", ("A",)), 5, seed=1).values.tolist()
    [['A', 5, 1.0]]
    """
    if len(passes) < 2 or n_draws < 1:
        raise ValueError("Mixing needs at least two passes and one draw.")
    names = [*question.conditions, question.outcome]
    first = passes[0]
    stacked = np.stack([one.loc[first.index, names].to_numpy(dtype=float) for one in passes])
    rng = np.random.default_rng(seed)
    counts: dict[str, int] = {}
    memory: dict[Any, str] = {}
    for _ in range(n_draws):
        pick = rng.integers(0, len(passes), size=stacked.shape[1:])
        mixed = np.take_along_axis(stacked, pick[None], axis=0)[0]
        table = pd.DataFrame(mixed, index=first.index, columns=names)
        solution = question.expressions(table, memory)
        counts[solution] = counts.get(solution, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return pd.DataFrame(
        [(s, n, round(n / n_draws, 6)) for s, n in ordered],
        columns=["solution", "n_draws", "share"],
    )


def literals(solutions: pd.DataFrame, weight: str | None = None) -> pd.DataFrame:
    """In what share of solutions each literal stands in some term of every tied model.

    Parameters
    ----------
    solutions
        A frame with a column `solution`.
    weight
        Column to weight by; equal weights without it.

    Returns
    -------
    pandas.DataFrame
        `literal, share`, the most frequent first.

    Examples
    --------
    >>> literals(pd.DataFrame({"solution": ["A*B + C", "A"]})).values.tolist()
    [['A', 1.0], ['B', 0.5], ['C', 0.5]]
    """
    weights = solutions[weight] if weight else pd.Series(1.0, index=solutions.index)
    found: dict[str, float] = {}
    for solution, amount in zip(solutions["solution"], weights, strict=True):
        if solution in (NO_SOLUTION, "1"):
            continue
        models = [
            {literal for term in model.split(" + ") for literal in term.split("*")}
            for model in solution.split(" | ")
        ]
        for literal in set.intersection(*models):
            found[literal] = found.get(literal, 0.0) + float(amount)
    total = float(weights.sum())
    ordered = sorted(found.items(), key=lambda item: (-round(item[1], 9), item[0]))
    return pd.DataFrame(
        [(n, round(w / total, 6)) for n, w in ordered], columns=["literal", "share"]
    )


def _grid(low: float, high: float, step: float) -> list[float]:
    return [round(low + i * step, 6) for i in range(round((high - low) / step) + 1)]
