"""The published comparison: four conditions chosen on theory, two outcomes, each with its absence.

With sixteen cases four conditions are the most that leave rows with more than one case. They are
one for each account of why states and firms keep a norm:

- *independent monitoring*: being seen, the question of the forum's second workstream;
- *enforcement*: being made to (Downs, Rocke and Barsoom 1996, International Organization 50(3));
- *capacity support*: being helped to (Chayes and Chayes 1993, International Organization 47(2));
- *great-power support*: being led to by those who can.

All four are expected to go with adherence, and their absence with its absence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from bpfanalysis.cases.labels import case_name, condition_name, literal_name, term_name
from bpfanalysis.cases.qca import Qca, qca
from bpfanalysis.cases.robustness import Question
from bpfanalysis.cases.solutions import KINDS
from bpfanalysis.vocabularies import OUTCOME

PUBLISHED = ("independent_monitoring", "enforcement", "capacity_support", "great_power_support")
MIDDLE = "middle of the passes"


def middle_pass(profiles: pd.DataFrame, sets: Sequence[str]) -> pd.DataFrame:
    """The median of the passes, one row per case of another field.

    Parameters
    ----------
    profiles
        As returned by `conditions.profiles`.
    sets
        Conditions and outcomes.
    """
    other = profiles.loc[profiles["group"] == "other field"]
    table = other.pivot(index="case_id", columns="condition", values="middle")
    return table.loc[list(dict.fromkeys(other["case_id"])), list(sets)]


def questions(
    incl_cut: float, pri_cut: float, n_cut: int, conditions: Sequence[str] = PUBLISHED
) -> list[Question]:
    """The four comparisons: each outcome and its absence, with the expectations that fit.

    Examples
    --------
    >>> [outcome_name(q) for q in questions(0.8, 0.5, 1)]
    ['adherence', '~adherence', 'internalised', '~internalised']
    """
    return [
        Question(
            outcome,
            tuple(conditions),
            negate,
            incl_cut,
            pri_cut,
            n_cut,
            dict.fromkeys(conditions, 0 if negate else 1),
        )
        for outcome in OUTCOME
        for negate in (False, True)
    ]


def outcome_name(question: Question) -> str:
    """The outcome, with ``~`` for its absence."""
    return f"~{question.outcome}" if question.negate else question.outcome


def run(data: pd.DataFrame, question: Question) -> Qca | None:
    """The full comparison, or None where no row of the truth table suffices.

    Raises
    ------
    ValueError
        If something else is wrong with the question or the data.
    """
    try:
        return qca(
            data,
            question.outcome,
            question.conditions,
            negate=question.negate,
            incl_cut=question.incl_cut,
            pri_cut=question.pri_cut,
            n_cut=question.n_cut,
            expect=question.expect,
        )
    except ValueError as error:
        if str(error).startswith("No row of the truth table"):
            return None
        raise


def run_all(data: pd.DataFrame, asked: Sequence[Question]) -> dict[str, Qca | None]:
    """Every comparison by the name of its outcome; None where no row suffices.

    Raises
    ------
    ValueError
        If no row suffices for any outcome.
    """
    found = {outcome_name(question): run(data, question) for question in asked}
    if all(result is None for result in found.values()):
        raise ValueError(
            "No combination of conditions suffices for any outcome at these cut-offs; "
            "lower the inclusion or the PRI cut-off."
        )
    return found


def cyber_membership(cyber: pd.DataFrame, terms: pd.DataFrame) -> pd.DataFrame:
    """How far each cyber norm has the combinations that suffice in other fields.

    Parameters
    ----------
    cyber
        Memberships of the cyber norms, with `case_id`.
    terms
        As returned by `solution_terms`; the intermediate solutions of outcomes that are present
        are looked at.

    Returns
    -------
    pandas.DataFrame
        `outcome, term, term_name, cyber_id, cyber, membership, lacking`: `lacking` names the
        literals in which the cyber norm is at most 0.5.
    """
    rows = []
    shown = terms.loc[
        (terms["solution"] == "intermediate") & ~terms["outcome"].str.startswith("~")
    ].drop_duplicates(["outcome", "term"])
    table = cyber.set_index("case_id")
    for record in shown.to_dict("records"):
        for cyber_id in table.index:
            profile = table.loc[[cyber_id]]
            parts = record["term"].split("*")
            lacking = [p for p in parts if float(membership(profile, [p]).iloc[0]) <= 0.5]
            rows.append(
                {
                    "outcome": record["outcome"],
                    "term": record["term"],
                    "term_name": record["term_name"],
                    "cyber_id": cyber_id,
                    "cyber": case_name(str(cyber_id)),
                    "membership": float(membership(profile, [record["term"]]).iloc[0]),
                    "lacking": ";".join(literal_name(p) for p in lacking),
                }
            )
    return pd.DataFrame(rows)


def truth_tables(found: Mapping[str, Qca | None]) -> pd.DataFrame:
    """All rows for each outcome: `outcome, row, config, conditions, n, out, incl, pri, cases`.

    Parameters
    ----------
    found
        Outcome -> comparison; where no row suffices (None) the outcome is left out.
    """
    frames = []
    for outcome, result in found.items():
        if result is None:
            continue
        frame = result.table.frame()
        frame.insert(0, "outcome", outcome)
        frame.insert(3, "conditions", ";".join(map(condition_name, result.table.conditions)))
        frame["cases"] = [
            ";".join(case_name(case) for case in cases.split(";")) if cases else ""
            for cases in frame["cases"]
        ]
        frames.append(frame.drop(columns="deviant"))
    return pd.concat(frames, ignore_index=True)


def necessities(found: Mapping[str, Qca | None]) -> pd.DataFrame:
    """Necessity of each condition and its absence, for each outcome."""
    frames = []
    for outcome, result in found.items():
        if result is not None:
            frame = result.necessity.copy()
            frame.insert(0, "outcome", outcome)
            frame.insert(2, "condition_name", [literal_name(c) for c in frame["condition"]])
            frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def solution_terms(found: Mapping[str, Qca | None]) -> pd.DataFrame:
    """Every term of every tied model of the three solutions, for each outcome.

    Returns
    -------
    pandas.DataFrame
        `outcome, solution, model, n_models, term, term_name, consistency, pri, raw_coverage,
        unique_coverage, model_consistency, model_coverage, cases`.
    """
    rows = []
    for outcome, result in found.items():
        if result is None:
            continue
        for kind in KINDS:
            models = result.solutions.models[kind]
            for number, model in enumerate(models, start=1):
                for term in model.terms:
                    rows.append(
                        {
                            "outcome": outcome,
                            "solution": kind,
                            "model": number,
                            "n_models": result.solutions.n_models[kind],
                            "term": term.term,
                            "term_name": term_name(term.term),
                            "consistency": term.fit.consistency,
                            "pri": term.fit.pri,
                            "raw_coverage": term.fit.coverage,
                            "unique_coverage": term.unique_coverage,
                            "model_consistency": model.fit.consistency,
                            "model_coverage": model.fit.coverage,
                            "cases": ";".join(case_name(case) for case in term.cases),
                        }
                    )
    return pd.DataFrame(rows)


def set_relations(data: pd.DataFrame, found: Mapping[str, Qca | None]) -> pd.DataFrame:
    """Points of the plots of necessity (each condition) and sufficiency (the solutions).

    Parameters
    ----------
    data
        Memberships that the comparison used, indexed by case.
    found
        Outcome -> comparison; present outcomes are shown, absences are not.

    Returns
    -------
    pandas.DataFrame
        `panel, relation, expression, outcome, case_id, case, x, y, consistency, coverage, ron`;
        `ron` is empty for sufficiency. The sufficiency panel shows the first model of the
        intermediate solution.
    """
    rows = []
    first = next(name for name in found if not name.startswith("~"))
    y = data[first]
    result = found[first]
    if result is not None:
        table = result.necessity.set_index("condition")
        for condition in result.table.conditions:
            for case_id in data.index:
                rows.append(
                    {
                        "panel": condition_name(condition),
                        "relation": "necessity",
                        "expression": condition,
                        "outcome": first,
                        "case_id": case_id,
                        "case": case_name(str(case_id)),
                        "x": float(data.at[case_id, condition]),
                        "y": float(y[case_id]),
                        "consistency": table.at[condition, "consistency"],
                        "coverage": table.at[condition, "coverage"],
                        "ron": table.at[condition, "ron"],
                    }
                )
    for outcome, result in found.items():
        if result is None or outcome.startswith("~"):
            continue
        model = result.solutions.models["intermediate"][0]
        x = membership(data, model.names)
        for case_id in data.index:
            rows.append(
                {
                    "panel": f"Solution for: {condition_name(outcome).lower()}",
                    "relation": "sufficiency",
                    "expression": model.expression,
                    "outcome": outcome,
                    "case_id": case_id,
                    "case": case_name(str(case_id)),
                    "x": float(x[case_id]),
                    "y": float(data.at[case_id, outcome]),
                    "consistency": model.fit.consistency,
                    "coverage": model.fit.coverage,
                    "ron": np.nan,
                }
            )
    return pd.DataFrame(rows)


def membership(data: pd.DataFrame, terms: Sequence[str]) -> pd.Series:
    """Membership in an expression: the largest over its terms of the smallest over literals.

    Examples
    --------
    >>> membership(pd.DataFrame({"A": [0.8], "B": [0.3]}), ["A*~B", "B"]).tolist()
    [0.7]
    """
    columns = []
    for term in terms:
        parts = [
            1 - data[literal[1:]] if literal.startswith("~") else data[literal]
            for literal in term.split("*")
        ]
        columns.append(pd.concat(parts, axis=1).min(axis=1))
    return pd.concat(columns, axis=1).max(axis=1).round(12)
