"""The work plan: what was planned, what is on record, and how far apart the two lie.

A plan and what happened are joined by milestone within a cycle; an event may serve several
milestones. Dates are known to the day, the month, the year or not at all, so a distance is an
interval. Lateness is stated only between steps of the same kind: that a call closed thirty days
after the day planned for its launch says nothing about when it was launched.
"""

from __future__ import annotations

import calendar
from datetime import date as Date

import pandas as pd

from bpfanalysis.contributions.cleaning import date_precision

MILESTONES = (
    "workstreams",
    "meeting",
    "papers",
    "call",
    "report-draft",
    "session",
    "report-final",
)
MILESTONE_LABELS = {
    "workstreams": "Workstreams start",
    "meeting": "Meeting of the group",
    "papers": "Research papers",
    "call": "Call for contributions",
    "report-draft": "Draft report",
    "session": "Session at the annual meeting",
    "report-final": "Final report",
}
OUTCOMES = (
    "no event on record",
    "see the event",
    "no plan known",
    "date not known",
    "another kind of step",
    "early",
    "within the planned time",
    "late",
    "cannot be told",
)


def date_bounds(date: object) -> tuple[Date, Date] | None:
    """The first and the last day that a date can mean; None where it is not known.

    Examples
    --------
    >>> [d.isoformat() for d in date_bounds("2020-02")]
    ['2020-02-01', '2020-02-29']
    >>> date_bounds("") is None
    True
    """
    precision = date_precision(date)
    if precision == "unknown":
        return None
    parts = [int(part) for part in str(date).split("-")]
    if precision == "day":
        day = Date(*parts)
        return day, day
    if precision == "month":
        year, month = parts
        return Date(year, month, 1), Date(year, month, calendar.monthrange(year, month)[1])
    return Date(parts[0], 1, 1), Date(parts[0], 12, 31)


def days_between(planned: object, actual: object) -> tuple[int, int] | None:
    """The least and the most days that an event can lie after its plan; negative means before.

    Examples
    --------
    >>> days_between("2020-09-17", "2020-09-20")
    (3, 3)
    >>> days_between("2020-07", "2020-07-22")
    (-9, 21)
    >>> days_between("2020-12", "") is None
    True
    """
    first, second = date_bounds(planned), date_bounds(actual)
    if first is None or second is None:
        return None
    return (second[0] - first[1]).days, (second[1] - first[0]).days


def workplan(events: pd.DataFrame) -> pd.DataFrame:
    """Every planned and actual event of every milestone, and what the record says of the delay.

    Parameters
    ----------
    events
        The raw table `bpf_events`. Events without a milestone are not part of a plan and are
        left out. An event of several milestones (joined with ``;``) has a row for each.

    Returns
    -------
    DataFrame
        `milestone`, `milestone_label`, `cycle`, `event`, `kind`, `status`, `date`,
        `date_precision`, `days_late`, `days_after_plan_low`, `days_after_plan_high`,
        `compared_with` (the plan's event), `outcome`, `source`, `basis`; by cycle, milestone,
        plan before event, date, with unknown dates last.

        An actual event is compared with the last plan of its milestone in its cycle.
        `days_after_plan_low` and `_high` bound the days from the plan to the event. `days_late`
        is filled only where both dates are known to the day and both are steps of the same kind
        (a launch with a launch). `outcome` is one of `OUTCOMES`.
    """
    rows = _exploded(events)
    plans = rows[rows["status"].eq("planned")]
    last_plan = {key: group.iloc[-1] for key, group in plans.groupby(["cycle", "milestone"])}
    happened = set(
        rows.loc[rows["status"].eq("actual"), ["cycle", "milestone"]].itertuples(
            index=False, name=None
        )
    )
    written = []
    for row in rows.to_dict("records"):
        key = (row["cycle"], row["milestone"])
        if row["status"] == "planned":
            outcome = "see the event" if key in happened else "no event on record"
            written.append({**row, **_no_comparison(outcome)})
        else:
            written.append({**row, **_compared(row, last_plan.get(key))})
    frame = pd.DataFrame(written, columns=list(_COLUMNS))
    for column in ("days_late", "days_after_plan_low", "days_after_plan_high"):
        frame[column] = frame[column].astype("Int64")
    return frame


def milestones(plan: pd.DataFrame) -> pd.DataFrame:
    """One row per milestone and cycle: plans and events counted, first and last dates, unmatched.

    Parameters
    ----------
    plan
        The frame that `workplan` returns.

    Returns
    -------
    DataFrame
        `milestone`, `milestone_label`, `cycle`, `n_planned`, `n_actual`, `n_actual_undated`,
        `first_planned`, `last_planned`, `first_actual`, `last_actual` (empty where not known) and
        `match`: ``plan and event``, ``plan only`` or ``event only``.
    """
    rows = []
    for (cycle, milestone), group in plan.groupby(["cycle", "milestone"], sort=False):
        planned = group[group["status"].eq("planned")]
        actual = group[group["status"].eq("actual")]
        match = "plan and event"
        if actual.empty:
            match = "plan only"
        elif planned.empty:
            match = "event only"
        rows.append(
            {
                "milestone": milestone,
                "milestone_label": MILESTONE_LABELS.get(milestone, milestone),
                "cycle": int(cycle),
                "n_planned": len(planned),
                "n_actual": len(actual),
                "n_actual_undated": int(actual["date"].eq("").sum()),
                "first_planned": _first(planned["date"]),
                "last_planned": _last(planned["date"]),
                "first_actual": _first(actual["date"]),
                "last_actual": _last(actual["date"]),
                "match": match,
            }
        )
    return pd.DataFrame(rows)


def distances(plan: pd.DataFrame) -> list[str]:
    """One sentence for each event whose distance from its plan can be bounded, for readers.

    Parameters
    ----------
    plan
        The frame that `workplan` returns.

    Returns
    -------
    list of str
        Sentences in Markdown, in the order of the frame.
    """
    sentences = []
    for row in plan[plan["days_after_plan_low"].notna()].to_dict("records"):
        low, high = int(row["days_after_plan_low"]), int(row["days_after_plan_high"])
        sentences.append(
            f"{row['milestone_label']} ({row['cycle']}): *{row['event']}* lies "
            f"{_span(low, high)} *{row['compared_with']}* ({row['outcome']})."
        )
    return sentences


def _span(low: int, high: int) -> str:
    if low == high:
        return f"{abs(low)} days {'after' if low >= 0 else 'before'}"
    if low < 0 < high:
        return f"at most {-low} days before or {high} days after"
    if high <= 0:
        return f"{-high} to {-low} days before"
    return f"{low} to {high} days after"


_COLUMNS = (
    "milestone",
    "milestone_label",
    "cycle",
    "event",
    "kind",
    "status",
    "date",
    "date_precision",
    "days_late",
    "days_after_plan_low",
    "days_after_plan_high",
    "compared_with",
    "outcome",
    "source",
    "basis",
)


def _exploded(events: pd.DataFrame) -> pd.DataFrame:
    rows = events.copy()
    rows["date"] = rows["date"].fillna("").astype("str")
    rows["cycle"] = rows["cycle"].astype(int)
    rows["milestone"] = rows["milestone"].fillna("").astype("str").str.split(";")
    rows = rows.explode("milestone")
    rows["milestone"] = rows["milestone"].astype("str").str.strip()
    rows = rows[rows["milestone"].ne("")]
    unknown = sorted(set(rows["milestone"]) - set(MILESTONES))
    if unknown:
        raise ValueError(
            f"Events have unknown milestones: {', '.join(unknown)}. "
            f"Expected {', '.join(MILESTONES)}."
        )
    rows["date_precision"] = rows["date"].map(date_precision)
    rows["milestone_label"] = rows["milestone"].map(MILESTONE_LABELS)
    rows["place"] = rows["milestone"].map({name: place for place, name in enumerate(MILESTONES)})
    rows["late_status"] = rows["status"].ne("planned")
    rows["sort_date"] = rows["date"].where(rows["date"].ne(""), "9999")
    rows = rows.sort_values(["cycle", "place", "late_status", "sort_date"], kind="stable")
    return rows.drop(columns=["place", "late_status", "sort_date"]).reset_index(drop=True)


def _compared(row: dict, plan: pd.Series | None) -> dict:
    if plan is None:
        return _no_comparison("no plan known")
    bounds = days_between(plan["date"], row["date"])
    if bounds is None:
        return _no_comparison("date not known", plan["event"])
    low, high = bounds
    same_kind = plan["kind"] == row["kind"]
    exact = low == high and plan["date_precision"] == "day" == row["date_precision"]
    return {
        "days_late": low if same_kind and exact else None,
        "days_after_plan_low": low,
        "days_after_plan_high": high,
        "compared_with": plan["event"],
        "outcome": _outcome(plan["date"], row["date"]) if same_kind else "another kind of step",
    }


def _outcome(planned: str, actual: str) -> str:
    plan, event = date_bounds(planned), date_bounds(actual)
    assert plan is not None and event is not None
    if event[0] > plan[1]:
        return "late"
    if event[1] < plan[0]:
        return "early"
    if plan[0] <= event[0] and event[1] <= plan[1]:
        return "within the planned time"
    return "cannot be told"


def _no_comparison(outcome: str, compared_with: str = "") -> dict:
    return {
        "days_late": None,
        "days_after_plan_low": None,
        "days_after_plan_high": None,
        "compared_with": compared_with,
        "outcome": outcome,
    }


def _first(dates: pd.Series) -> str:
    known = sorted(d for d in dates if d)
    return known[0] if known else ""


def _last(dates: pd.Series) -> str:
    known = sorted(d for d in dates if d)
    return known[-1] if known else ""
