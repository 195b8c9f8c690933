"""From the record of contributions as received to tidy tables, with a log of every change.

A contribution is something that an organisation, a person or a group of people gave to the forum,
in writing or aloud; a statement is one coded point of it. Cleaning changes form, never content:
spaces, the order inside a set, and the names of persons, which stay in the raw record.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pandas as pd

LOG_COLUMNS = ("table", "record", "column", "found", "written", "rule")
COUNTED_KINDS = ("organisation", "state")
SET_COLUMNS = ("agreement_ids", "norm_ids")
WITHHELD = "(name withheld)"
PRECISION = {
    "year": re.compile(r"\d{4}"),
    "month": re.compile(r"\d{4}-\d\d"),
    "day": re.compile(r"\d{4}-\d\d-\d\d"),
}

CONTRIBUTION_COLUMNS = (
    "contribution_id",
    "cycle",
    "date",
    "date_precision",
    "contributor_id",
    "contributor",
    "contributor_kind",
    "is_attributed",
    "stakeholder_group",
    "country_iso3",
    "region",
    "region_of_seat",
    "global_south",
    "channel",
    "n_statements",
    "healthcare",
    "source",
    "basis",
)
STATEMENT_COLUMNS = (
    "statement_id",
    "contribution_id",
    "cycle",
    "date",
    "contributor_id",
    "contributor",
    "contributor_kind",
    "stakeholder_group",
    "region",
    "global_south",
    "channel",
    "question",
    "statement",
    "agreement_ids",
    "norm_ids",
    "healthcare",
    "source",
    "basis",
)


def canonical_set(value: object) -> str:
    """Write a set of ids in one way: trimmed, without doubles, in alphabetical order.

    Parameters
    ----------
    value
        Ids joined with ``;``; missing counts as the empty set.

    Returns
    -------
    str
        The same ids joined with ``;``.

    Examples
    --------
    >>> canonical_set("X-MSH; X-AWARE;X-MSH")
    'X-AWARE;X-MSH'
    >>> canonical_set(float("nan"))
    ''
    """
    if pd.isna(value):
        return ""
    return ";".join(sorted({part.strip() for part in str(value).split(";") if part.strip()}))


def date_precision(date: object) -> str:
    """How exactly a date is known: ``day``, ``month``, ``year``, or ``unknown`` where it is empty.

    Raises
    ------
    ValueError
        If the date is not written as YYYY, YYYY-MM or YYYY-MM-DD.

    Examples
    --------
    >>> [date_precision(d) for d in ("2019-11-27", "2019-07", "2019", "")]
    ['day', 'month', 'year', 'unknown']
    """
    if pd.isna(date) or str(date) == "":
        return "unknown"
    precision = next((name for name, form in PRECISION.items() if form.fullmatch(str(date))), None)
    if precision is None:
        raise ValueError(
            f"The date {date!r} is not written as YYYY, YYYY-MM or YYYY-MM-DD; "
            "write it so in the raw table."
        )
    return precision


def person_label(stakeholder_group: str) -> str:
    """What stands for a person's name in tables, figures and pages.

    Examples
    --------
    >>> person_label("academia"), person_label("unknown")
    ('A person (academia)', 'A person (group not known)')
    """
    if stakeholder_group == "unknown":
        return "A person (group not known)"
    return f"A person ({stakeholder_group.replace('-', ' ')})"


def select_cycles(
    frame: pd.DataFrame, cycles_from: int | None = None, cycles_to: int | None = None
) -> pd.DataFrame:
    """Keep the rows of the cycles from one year to another, both included.

    Raises
    ------
    ValueError
        If no row is left.

    Examples
    --------
    >>> frame = pd.DataFrame({"cycle": [2019, 2020, 2021]})
    >>> select_cycles(frame, 2020)["cycle"].tolist()
    [2020, 2021]
    """
    cycle = frame["cycle"].astype(int)
    keep = pd.Series(True, index=frame.index)
    if cycles_from is not None:
        keep &= cycle >= cycles_from
    if cycles_to is not None:
        keep &= cycle <= cycles_to
    if not keep.any():
        known = ", ".join(str(c) for c in sorted(cycle.unique())) or "none"
        raise ValueError(
            f"No cycle lies between {cycles_from} and {cycles_to}; the record holds {known}. "
            "Choose a first cycle that is not after the last."
        )
    return frame[keep].reset_index(drop=True)


def tidy_contributions(
    contributions: pd.DataFrame, statements: pd.DataFrame, country_regions: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One row per contribution, without persons' names, and the log of what was changed.

    Parameters
    ----------
    contributions
        The raw table `bpf_contributions`.
    statements
        The raw table `bpf_contribution_statements`; gives `n_statements` and `healthcare`.
    country_regions
        The crosswalk with `country_iso3` and `un_region`; gives `region_of_seat`, beside the
        `region` that the record states. The two may differ; neither replaces the other.

    Returns
    -------
    tuple of DataFrame
        The tidy table (columns `CONTRIBUTION_COLUMNS`, in the order of the record) and the log
        (columns `LOG_COLUMNS`). `contributor_id` tells contributors apart without naming persons.
        `healthcare` is unknown where no statement was read: that is not the same as no.

    Raises
    ------
    ValueError
        If a statement belongs to no contribution of the record.
    """
    check_joined(contributions, statements)
    tidy = contributions.reset_index(drop=True).copy()
    log: list[dict[str, str]] = []
    for column in (c for c in tidy.columns if not pd.api.types.is_numeric_dtype(tidy[c])):
        tidy[column] = _logged(
            log, "bpf_contributions", tidy["contribution_id"], tidy[column], _trimmed
        )
    tidy["contributor_id"] = contributor_ids(tidy)
    is_person = tidy["contributor_kind"].eq("person")
    shown = tidy["stakeholder_group"].map(person_label)
    tidy["contributor"] = tidy["contributor"].where(~is_person, shown)
    persons = set(tidy.loc[is_person, "contribution_id"])
    log = [
        entry
        for entry in log
        if entry["column"] in CONTRIBUTION_COLUMNS
        and not (entry["column"] == "contributor" and entry["record"] in persons)
    ]
    log += [
        {
            "table": "bpf_contributions",
            "record": record,
            "column": "contributor",
            "found": WITHHELD,
            "written": label,
            "rule": "persons are not named outside the raw record",
        }
        for record, label in tidy.loc[is_person, ["contribution_id", "contributor"]].itertuples(
            index=False
        )
    ]
    tidy["cycle"] = tidy["cycle"].astype(int)
    tidy["date_precision"] = tidy["date"].map(date_precision)
    collective = tidy["contributor_kind"].eq("collective")
    tidy["is_attributed"] = collective.map({True: "no", False: "yes"})
    seat = country_regions.set_index("country_iso3")["un_region"]
    tidy["region_of_seat"] = tidy["country_iso3"].map(seat).fillna("unknown")
    counts = statements["contribution_id"].value_counts()
    tidy["n_statements"] = tidy["contribution_id"].map(counts).fillna(0).astype(int)
    on_health = set(statements.loc[statements["healthcare"].eq("yes"), "contribution_id"])
    tidy["healthcare"] = tidy["contribution_id"].isin(on_health).map({True: "yes", False: "no"})
    tidy.loc[tidy["n_statements"].eq(0), "healthcare"] = "unknown"
    return tidy[list(CONTRIBUTION_COLUMNS)], pd.DataFrame(log, columns=list(LOG_COLUMNS))


def tidy_statements(
    statements: pd.DataFrame, contributions: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """One row per coded statement, joined to who made it, and the log of what was changed.

    Parameters
    ----------
    statements
        The raw table `bpf_contribution_statements`.
    contributions
        The tidy table that `tidy_contributions` returns.

    Returns
    -------
    tuple of DataFrame
        The tidy table (columns `STATEMENT_COLUMNS`) and the log (columns `LOG_COLUMNS`).
        `statement_id` is the contribution and the statement's place in it: ``c2019-01/2``.
        `source` and `basis` are those of the statement, not of the contribution.

    Raises
    ------
    ValueError
        If a statement belongs to no contribution of the record.
    """
    check_joined(contributions, statements)
    tidy = statements.reset_index(drop=True).copy()
    place = tidy.groupby("contribution_id").cumcount() + 1
    tidy["statement_id"] = tidy["contribution_id"] + "/" + place.astype(str)
    log: list[dict[str, str]] = []
    for column in statements.columns:
        change = canonical_set if column in SET_COLUMNS else _trimmed
        tidy[column] = _logged(
            log, "bpf_contribution_statements", tidy["statement_id"], tidy[column], change
        )
    taken = [c for c in STATEMENT_COLUMNS if c in contributions.columns and c not in tidy.columns]
    tidy = tidy.merge(
        contributions[["contribution_id", *taken]], on="contribution_id", how="left", validate="m:1"
    )
    return tidy[list(STATEMENT_COLUMNS)], pd.DataFrame(log, columns=list(LOG_COLUMNS))


def contributor_ids(contributions: pd.DataFrame) -> pd.Series:
    """Number the contributors of each kind in the order in which the record first has them.

    Examples
    --------
    >>> frame = pd.DataFrame({
    ...     "contributor": ["A", "N. N.", "A", "B"],
    ...     "contributor_kind": ["organisation", "person", "organisation", "organisation"]})
    >>> contributor_ids(frame).tolist()
    ['organisation-01', 'person-01', 'organisation-01', 'organisation-02']
    """
    seen: dict[tuple[str, str], str] = {}
    per_kind: dict[str, int] = {}
    ids = []
    for kind, name in zip(
        contributions["contributor_kind"], contributions["contributor"], strict=True
    ):
        if (kind, name) not in seen:
            per_kind[kind] = per_kind.get(kind, 0) + 1
            seen[(kind, name)] = f"{kind}-{per_kind[kind]:02d}"
        ids.append(seen[(kind, name)])
    return pd.Series(ids, index=contributions.index, dtype="str")


def check_joined(contributions: pd.DataFrame, statements: pd.DataFrame) -> None:
    """Raise a `ValueError` that names the statements without a contribution, if there are any."""
    known = set(contributions["contribution_id"])
    lost = sorted(set(statements["contribution_id"]) - known)
    if lost:
        raise ValueError(
            f"Statements belong to contributions that are not in the record: {', '.join(lost)}. "
            "Add the contribution, or mend the id in the table of statements."
        )


def _trimmed(value: object) -> str:
    return "" if pd.isna(value) else " ".join(str(value).split())


def _logged(
    log: list[dict[str, str]],
    table: str,
    records: pd.Series,
    values: pd.Series,
    change: Callable[[object], str],
) -> pd.Series:
    """Apply a change to a column and add a line to the log for each cell that it altered."""
    rule = "set in one order, without doubles" if change is canonical_set else "spaces trimmed"
    written = values.map(change)
    for record, found, new in zip(records, values, written, strict=True):
        if not pd.isna(found) and str(found) != new:
            log.append(
                {
                    "table": table,
                    "record": record,
                    "column": str(values.name),
                    "found": str(found),
                    "written": new,
                    "rule": rule,
                }
            )
    return written.astype("str")
