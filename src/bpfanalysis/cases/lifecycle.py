"""When a norm was first put forward, when it was adopted, and when it spread.

The three events are those of the norm life cycle: emergence, adoption by an instrument, and the
cascade in which most of those addressed come in. A year that the sources do not give stays
empty and is named unknown; it is not a sign that the event did not happen.
"""

from __future__ import annotations

import pandas as pd

from bpfanalysis.cases.labels import case_name

EVENTS: dict[str, str] = {
    "emerged": "year_emerged",
    "adopted": "year_adopted",
    "cascade": "year_cascade",
}


def case_life_cycles(case_studies: pd.DataFrame) -> pd.DataFrame:
    """One row per case and event of the life cycle, known or not.

    Parameters
    ----------
    case_studies
        One row per case: `case_id, field, norm, instrument, year_emerged, year_adopted,
        year_cascade, binding, entrepreneur, entrepreneur_group, basis`. Years may be empty.

    Returns
    -------
    pandas.DataFrame
        `case_id, case, field, event, year, is_known, binding, norm, entrepreneur_group, basis`;
        cases in the order of emergence (then adoption, then id), events in the order of `EVENTS`.

    Raises
    ------
    ValueError
        If a column is missing, a case is doubled, or the events of a case run backwards.

    Notes
    -----
    The years are those of the instrument that stands for the norm; an old taboo may precede it.

    References
    ----------
    Finnemore, M. and Sikkink, K. (1998). International norm dynamics and political change.
    International Organization 52(4). doi:10.1162/002081898550789

    Examples
    --------
    >>> table = pd.DataFrame({"case_id": ["x-code"], "field": ["health"], "norm": ["n"],
    ...     "instrument": ["i"], "year_emerged": [1974], "year_adopted": [1981],
    ...     "year_cascade": [None], "binding": ["voluntary"], "entrepreneur": ["e"],
    ...     "entrepreneur_group": ["civil-society"], "basis": ["secondary"]})
    >>> case_life_cycles(table)[["case", "event", "year"]].values.tolist()
    [['X code', 'emerged', 1974], ['X code', 'adopted', 1981], ['X code', 'cascade', <NA>]]
    """
    needed = {"case_id", "field", "norm", "binding", "entrepreneur_group", "basis"}
    missing = sorted((needed | set(EVENTS.values())) - set(case_studies.columns))
    if missing:
        raise ValueError(f"The table of cases lacks the columns {', '.join(missing)}.")
    doubled = case_studies.loc[case_studies["case_id"].duplicated(), "case_id"].tolist()
    if doubled:
        raise ValueError(f"A case stands twice in the table of cases: {doubled[0]}.")
    rows = []
    for case in case_studies.to_dict("records"):
        years = {event: _year(case[column]) for event, column in EVENTS.items()}
        known = [year for year in years.values() if year is not None]
        if known != sorted(known):
            raise ValueError(
                f"{case['case_id']}: the years {known} run backwards; "
                "a norm emerges, is adopted and spreads in this order."
            )
        for event, year in years.items():
            rows.append(
                {
                    "case_id": case["case_id"],
                    "case": case_name(case["case_id"]),
                    "field": case["field"],
                    "event": event,
                    "year": year,
                    "is_known": year is not None,
                    "binding": case["binding"],
                    "norm": case["norm"],
                    "entrepreneur_group": case["entrepreneur_group"],
                    "basis": case["basis"],
                }
            )
    frame = pd.DataFrame(rows)
    frame["year"] = frame["year"].astype("Int64")
    first = {row["case_id"]: _sort_key(row) for row in case_studies.to_dict("records")}
    position = {case_id: i for i, case_id in enumerate(sorted(first, key=first.__getitem__))}
    frame["_case"] = frame["case_id"].map(position)
    frame["_event"] = frame["event"].map({event: i for i, event in enumerate(EVENTS)})
    return (
        frame.sort_values(["_case", "_event"])
        .drop(columns=["_case", "_event"])
        .reset_index(drop=True)
    )


def spans(life_cycles: pd.DataFrame) -> pd.DataFrame:
    """Years from emergence to adoption, and from adoption to cascade, per case.

    Parameters
    ----------
    life_cycles
        As returned by `case_life_cycles`.

    Returns
    -------
    pandas.DataFrame
        `case_id, case, field, binding, entrepreneur_group, emerged, adopted, cascade,
        years_to_adoption, years_to_cascade`, in the order of `life_cycles`. A span with an
        unknown end is empty.

    Examples
    --------
    >>> frame = pd.DataFrame({"case_id": ["a"] * 3, "case": ["A"] * 3, "field": ["f"] * 3,
    ...     "event": ["emerged", "adopted", "cascade"], "year": [1990, 1997, None],
    ...     "binding": ["binding"] * 3, "entrepreneur_group": ["state"] * 3})
    >>> spans(frame)[["years_to_adoption", "years_to_cascade"]].values.tolist()
    [[7, <NA>]]
    """
    fixed = ["case_id", "case", "field", "binding", "entrepreneur_group"]
    table = life_cycles.drop_duplicates("case_id")[fixed].reset_index(drop=True)
    for event in EVENTS:
        of_event = life_cycles.loc[life_cycles["event"] == event].set_index("case_id")["year"]
        table[event] = table["case_id"].map(of_event).astype("Int64")
    table["years_to_adoption"] = table["adopted"] - table["emerged"]
    table["years_to_cascade"] = table["cascade"] - table["adopted"]
    return table


def contested(contestation: pd.DataFrame, cases: pd.DataFrame) -> pd.DataFrame:
    """Each case with the disputes over its norm, as far as the case tables tell of any.

    Parameters
    ----------
    contestation
        `case_id, number, contested (yes, not stated), form, contested_by, what, result, reason,
        basis`.
    cases
        A frame whose `case_id` column gives the order; cases that are not in it come last.

    Returns
    -------
    pandas.DataFrame
        `case_id, case, number, contested, form, contested_by, what, result, reason, basis`.

    Raises
    ------
    ValueError
        If a case of `cases` has no row: then *not stated* was forgotten.
    """
    order = {case_id: i for i, case_id in enumerate(dict.fromkeys(cases["case_id"]))}
    missing = sorted(set(order) - set(contestation["case_id"]))
    if missing:
        raise ValueError(f"No row on contestation for {', '.join(missing)}; say 'not stated'.")
    frame = contestation.assign(
        case=[case_name(case_id) for case_id in contestation["case_id"]],
        _order=[order.get(case_id, len(order)) for case_id in contestation["case_id"]],
    )
    frame = frame.sort_values(["_order", "case_id", "number"]).reset_index(drop=True)
    return frame[
        [
            "case_id",
            "case",
            "number",
            "contested",
            "form",
            "contested_by",
            "what",
            "result",
            "reason",
            "basis",
        ]
    ]


def _year(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]


def _sort_key(case: dict) -> tuple[int, int, str]:
    emerged, adopted = _year(case["year_emerged"]), _year(case["year_adopted"])
    return (emerged or 9999, adopted or 9999, case["case_id"])
