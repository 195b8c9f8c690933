"""Practices and projects that contributors named in support of agreements.

The source is thin: only statements coded as answering the question about projects count, and a
statement that names no agreement is kept and shown as such.
"""

from __future__ import annotations

import pandas as pd

NOT_NAMED = "none named"


def practices(statements: pd.DataFrame, agreements: pd.DataFrame) -> pd.DataFrame:
    """One row per practice or project and the agreement that it supports.

    Parameters
    ----------
    statements
        The tidy table `contribution_statements`.
    agreements
        The register, with `agreement_id` and `short_title`.

    Returns
    -------
    DataFrame
        `statement_id`, `cycle`, `contributor`, `stakeholder_group`, `region`, `practice`,
        `agreement_id` (empty where the statement names none), `agreement`, `norm_ids`, `source`,
        `basis`. A statement that names two agreements has two rows.

    Raises
    ------
    ValueError
        If a statement names an agreement that is not in the register.
    """
    rows = statements[statements["question"].eq("project")].rename(
        columns={"statement": "practice"}
    )
    rows = _per_agreement(rows, agreements)
    columns = [
        "statement_id",
        "cycle",
        "contributor",
        "stakeholder_group",
        "region",
        "practice",
        "agreement_id",
        "agreement",
        "norm_ids",
        "source",
        "basis",
    ]
    return rows[columns].reset_index(drop=True)


def agreements_named(statements: pd.DataFrame, agreements: pd.DataFrame) -> pd.DataFrame:
    """How often each agreement is named in a statement, and on which questions.

    Returns
    -------
    DataFrame
        `agreement_id`, `agreement`, `n_statements`, `n_contributions`, `cycles` and `questions`
        (sets); most statements first, then by id. Being named is neither support nor use.
    """
    rows = _per_agreement(statements, agreements)
    rows = rows[rows["agreement_id"].ne("")]
    found = (
        rows.groupby(["agreement_id", "agreement"])
        .agg(
            n_statements=("statement_id", "nunique"),
            n_contributions=("contribution_id", "nunique"),
            cycles=("cycle", lambda values: ";".join(sorted({str(v) for v in values}))),
            questions=("question", lambda values: ";".join(sorted(set(values)))),
        )
        .reset_index()
    )
    return found.sort_values(["n_statements", "agreement_id"], ascending=[False, True]).reset_index(
        drop=True
    )


def _per_agreement(statements: pd.DataFrame, agreements: pd.DataFrame) -> pd.DataFrame:
    titles = agreements.set_index("agreement_id")["short_title"]
    rows = statements.assign(
        agreement_id=statements["agreement_ids"].fillna("").astype("str").str.split(";")
    )
    rows = rows.explode("agreement_id", ignore_index=True)
    rows["agreement_id"] = rows["agreement_id"].fillna("").astype("str")
    unknown = sorted(set(rows["agreement_id"]) - set(titles.index) - {""})
    if unknown:
        raise ValueError(
            f"Statements name agreements that are not in the register: {', '.join(unknown)}. "
            "Add them to the register, or mend the ids in the table of statements."
        )
    rows["agreement"] = rows["agreement_id"].map(titles).fillna(NOT_NAMED).astype("str")
    return rows
