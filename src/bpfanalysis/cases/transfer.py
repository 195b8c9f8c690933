"""What could carry over: methods with their preconditions, and the thread on health."""

from __future__ import annotations

import pandas as pd

from bpfanalysis.cases.labels import case_name

STANDING = ("present", "partly", "absent")


def methods_in_cyber(methods: pd.DataFrame) -> pd.DataFrame:
    """Which methods of assessing a norm cybersecurity has, has in part, or lacks.

    Parameters
    ----------
    methods
        `method_id, method, fields_where_used (ids joined with ;), already_in_cyber (no, partial,
        yes), cyber_example, health_sector_example, basis`.

    Returns
    -------
    pandas.DataFrame
        `method_id, method, already_in_cyber, n_fields, fields, cyber_example,
        health_sector_example, basis`, the missing first, then by number of fields.

    Examples
    --------
    >>> table = pd.DataFrame({"method_id": ["M1"], "method": ["Visit"],
    ...     "fields_where_used": ["npt;fatf"], "already_in_cyber": ["no"], "cyber_example": [""],
    ...     "health_sector_example": [""], "basis": ["secondary"]})
    >>> methods_in_cyber(table)[["n_fields", "fields"]].values.tolist()
    [[2, 'Nuclear non-proliferation; Money laundering (FATF)']]
    """
    order = {"no": 0, "partial": 1, "yes": 2}
    frame = methods.copy()
    used = [
        str(value).split(";") if not pd.isna(value) else [] for value in frame["fields_where_used"]
    ]
    frame["n_fields"] = [len(fields) for fields in used]
    frame["fields"] = ["; ".join(case_name(field) for field in fields) for fields in used]
    frame["_order"] = frame["already_in_cyber"].map(order)
    frame["_fields"] = -frame["n_fields"]
    frame = frame.sort_values(["_order", "_fields", "method_id"]).reset_index(drop=True)
    return frame[
        [
            "method_id",
            "method",
            "already_in_cyber",
            "n_fields",
            "fields",
            "cyber_example",
            "health_sector_example",
            "basis",
        ]
    ]


def transfer_check(
    methods: pd.DataFrame, preconditions: pd.DataFrame, placed: pd.DataFrame
) -> pd.DataFrame:
    """Each method of assessment: what it rests on, whether cybersecurity has that, and evidence.

    Parameters
    ----------
    methods
        `method_id, method, fields_where_used (ids joined with ;), already_in_cyber`.
    preconditions
        `method_id, precondition, in_cyber (present, partly, absent), evidence, text_in, basis`.
    placed
        Mechanisms with their rung, as from `ladder.place_all`.

    Returns
    -------
    pandas.DataFrame
        `method_id, method, fields, n_mechanisms, precondition, in_cyber, already_in_cyber,
        reading, evidence, text_in, basis`. `n_mechanisms` counts all mechanisms recorded for
        the cases that use the method, i.e. how well these cases are described. `reading` is
        *in use*, *could be built* (precondition present or partly so, method not fully in use)
        or *out of reach for now* (precondition absent). The order is that of the readings,
        precondition present before partly, then id.

    Raises
    ------
    ValueError
        If a method has no precondition.

    Examples
    --------
    >>> reading("partial", "present"), reading("no", "absent"), reading("yes", "partly")
    ('could be built', 'out of reach for now', 'in use')
    """
    missing = sorted(set(methods["method_id"]) - set(preconditions["method_id"]))
    if missing:
        raise ValueError(f"Methods without a precondition: {', '.join(missing)}.")
    joined = methods[["method_id", "method", "fields_where_used", "already_in_cyber"]].merge(
        preconditions, on="method_id", validate="one_to_one"
    )
    counts = placed.groupby("case_id").size().to_dict()
    used = [str(value).split(";") for value in joined["fields_where_used"]]
    joined["fields"] = ["; ".join(case_name(case) for case in cases) for cases in used]
    joined["n_mechanisms"] = [sum(int(counts.get(case, 0)) for case in cases) for cases in used]
    joined["reading"] = [
        reading(already, standing)
        for already, standing in zip(joined["already_in_cyber"], joined["in_cyber"], strict=True)
    ]
    order = ["could be built", "in use", "out of reach for now"]
    joined["_reading"] = joined["reading"].map(order.index)
    joined["_standing"] = joined["in_cyber"].map(STANDING.index)
    joined = joined.sort_values(["_reading", "_standing", "method_id"]).reset_index(drop=True)
    return joined[
        [
            "method_id",
            "method",
            "fields",
            "n_mechanisms",
            "precondition",
            "in_cyber",
            "already_in_cyber",
            "reading",
            "evidence",
            "text_in",
            "basis",
        ]
    ]


def reading(already_in_cyber: str, in_cyber: str) -> str:
    """What follows for a method from its use so far and its precondition."""
    if already_in_cyber == "yes":
        return "in use"
    return "out of reach for now" if in_cyber == "absent" else "could be built"


def health_thread(
    agreements: pd.DataFrame,
    codings: pd.DataFrame,
    methods: pd.DataFrame,
    lessons: pd.DataFrame,
    statements: pd.DataFrame,
    norm_id: str = "X-HEALTH",
) -> pd.DataFrame:
    """All that the tables hold on protecting the health sector, in one list.

    Parameters
    ----------
    agreements
        `agreement_id, short_title, adopted_on, covid_health_mention`.
    codings
        The adjudicated coding: `agreement_id, norm_id, presence, paraphrase, basis`.
    methods
        `method, health_sector_example, basis`; examples that begin with "None known" are left
        out.
    lessons
        `case_id, lesson, cyber_norm_ids, transferability`.
    statements
        Contributions' statements: `contribution_id, statement, healthcare, basis`.
    norm_id
        The norm on the health sector.

    Returns
    -------
    pandas.DataFrame
        `kind, number, source, what, basis`: agreements that carry the norm, agreements that
        mention COVID-19 or health without carrying it, methods, lessons, statements; `basis`
        is empty for lessons, which have no source of their own.
    """
    rows: list[dict[str, object]] = []

    def add(kind: str, source: object, what: object, basis: object) -> None:
        number = sum(row["kind"] == kind for row in rows) + 1
        rows.append(
            {"kind": kind, "number": number, "source": source, "what": what, "basis": basis}
        )

    carried = codings.loc[(codings["norm_id"] == norm_id) & (codings["presence"] != "absent")]
    carried = carried.set_index("agreement_id")
    for row in agreements.sort_values(["adopted_on", "agreement_id"]).to_dict("records"):
        key = row["agreement_id"]
        if key in carried.index:
            found = carried.loc[key]
            add(
                "agreement carries the norm",
                row["short_title"],
                found["paraphrase"],
                found["basis"],
            )
        elif row["covid_health_mention"] == "yes":
            cell = codings.loc[(codings["norm_id"] == norm_id) & (codings["agreement_id"] == key)]
            basis = cell["basis"].iloc[0] if len(cell) else pd.NA
            add("agreement mentions health", row["short_title"], pd.NA, basis)
    for row in methods.to_dict("records"):
        example = row["health_sector_example"]
        if not pd.isna(example) and not str(example).startswith("None known"):
            add("method", row["method"], example, row["basis"])
    for row in lessons.to_dict("records"):
        if norm_id in str(row["cyber_norm_ids"]).split(";"):
            add("lesson", case_name(row["case_id"]), row["lesson"], pd.NA)
    for row in statements.loc[statements["healthcare"] == "yes"].to_dict("records"):
        add("statement", row["contribution_id"], row["statement"], row["basis"])
    return pd.DataFrame(rows, columns=["kind", "number", "source", "what", "basis"])
