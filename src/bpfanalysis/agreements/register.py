"""The register of agreements, made ready to be counted and placed in time."""

from __future__ import annotations

import calendar

import pandas as pd

from bpfanalysis.vocabularies import ADOPTER_TYPE

NO_BODY = "none"  # how the register says that no body carries an agreement

TIMELINE = (
    "agreement_id",
    "agreement",
    "adopted_on",
    "adopted_from",
    "adopted_to",
    "adopter_type",
    "binding",
    "in_scope_2020",
)


def register(agreements: pd.DataFrame) -> pd.DataFrame:
    """The register with dates as intervals, a plain name and whether a body stands behind it.

    Counts of adherents are left out on purpose: they count members, votes, experts' states,
    ratifications or companies at different dates and cannot be set side by side.

    Parameters
    ----------
    agreements
        Raw register: one row per agreement.

    Returns
    -------
    DataFrame
        Sorted by date of adoption, then id. `agreement` is the short title; `adopted_from` and
        `adopted_to` are the first and last day that `adopted_on` allows; `year`;
        `date_precision` (day, month, year); `has_active_body` (yes, no, unknown).

    Examples
    --------
    >>> rows = pd.DataFrame({
    ...     "agreement_id": ["a"], "short_title": ["Pact"], "title": ["The Pact"],
    ...     "adopted_on": ["2018-04"], "adopter": ["Some"], "adopter_type": ["private"],
    ...     "region": ["global"], "binding": ["voluntary"], "norms_focused": ["yes"],
    ...     "active_body": ["none"], "covid_health_mention": ["no"], "in_scope_2020": ["yes"],
    ...     "basis": ["primary"], "source_url": ["https://example.org"]})
    >>> enriched = register(rows).iloc[0]
    >>> enriched["adopted_from"], enriched["adopted_to"], enriched["has_active_body"]
    ('2018-04-01', '2018-04-30', 'no')
    """
    spans = [adoption_interval(date) for date in agreements["adopted_on"]]
    enriched = agreements.assign(
        agreement=agreements["short_title"],
        adopted_from=[first for first, _ in spans],
        adopted_to=[last for _, last in spans],
        year=[int(first[:4]) for first, _ in spans],
        date_precision=[date_precision(date) for date in agreements["adopted_on"]],
        has_active_body=[has_active_body(body) for body in agreements["active_body"]],
    )
    columns = [
        "agreement_id",
        "agreement",
        "title",
        "adopted_on",
        "adopted_from",
        "adopted_to",
        "year",
        "date_precision",
        "adopter",
        "adopter_type",
        "region",
        "binding",
        "norms_focused",
        "active_body",
        "has_active_body",
        "covid_health_mention",
        "in_scope_2020",
        "basis",
        "source_url",
    ]
    by_date = ["adopted_from", "adopted_to", "agreement_id"]
    return enriched.sort_values(by_date, kind="stable")[columns].reset_index(drop=True)


def timeline(agreements: pd.DataFrame) -> pd.DataFrame:
    """Agreements in the order of their adoption, with the span of days that the date allows.

    Parameters
    ----------
    agreements
        Raw register.

    Returns
    -------
    DataFrame
        `agreement_id`, `agreement`, `adopted_on`, `adopted_from`, `adopted_to`, `adopter_type`,
        `binding`, `in_scope_2020`; oldest first.
    """
    return register(agreements)[list(TIMELINE)]


def display_order(agreements: pd.DataFrame) -> list[str]:
    """Ids in the order in which tables and pictures show agreements.

    By kind of adopter as the vocabulary lists them, then by date of adoption, then by id.
    """
    dated = register(agreements)
    rank = {kind: position for position, kind in enumerate(ADOPTER_TYPE)}
    ordered = dated.assign(rank=dated["adopter_type"].map(rank)).sort_values(
        ["rank", "adopted_from", "adopted_to", "agreement_id"], kind="stable"
    )
    return ordered["agreement_id"].tolist()


def adoption_interval(date: str) -> tuple[str, str]:
    """First and last day that a date of day, month or year precision allows.

    Examples
    --------
    >>> adoption_interval("2018"), adoption_interval("2020-02"), adoption_interval("2020-05-26")
    (('2018-01-01', '2018-12-31'), ('2020-02-01', '2020-02-29'), ('2020-05-26', '2020-05-26'))
    """
    parts = date.split("-")
    year = int(parts[0])
    first_month, last_month = (int(parts[1]),) * 2 if len(parts) > 1 else (1, 12)
    if len(parts) > 2:
        return date, date
    last_day = calendar.monthrange(year, last_month)[1]
    return f"{year:04d}-{first_month:02d}-01", f"{year:04d}-{last_month:02d}-{last_day:02d}"


def date_precision(date: str) -> str:
    """Whether a date is known to the day, the month or the year.

    Examples
    --------
    >>> date_precision("2018-04")
    'month'
    """
    return ("year", "month", "day")[date.count("-")]


def has_active_body(body: object) -> str:
    """Whether a body stands behind an agreement: 'none' is no, an empty field is unknown.

    Examples
    --------
    >>> has_active_body("World Economic Forum"), has_active_body("none"), has_active_body(None)
    ('yes', 'no', 'unknown')
    """
    if not isinstance(body, str) or not body.strip():
        return "unknown"
    return "no" if body.strip() == NO_BODY else "yes"
