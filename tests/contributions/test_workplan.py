"""Plans and events are joined by milestone; what is not known is never a delay."""

import pandas as pd
import pytest

from bpfanalysis.contributions.workplan import (
    OUTCOMES,
    date_bounds,
    days_between,
    distances,
    milestones,
    workplan,
)


def events(*rows):
    columns = ["date", "event", "kind", "status", "milestone", "cycle"]
    return pd.DataFrame(rows, columns=columns).assign(source="minutes", basis="primary")


RECORD = events(
    ("2020-07", "paper and call planned", "publication", "planned", "papers;call", 2020),
    ("2020-09-17", "launch planned", "call", "planned", "call", 2020),
    ("2020-09-20", "launch", "call", "actual", "call", 2020),
    ("2020-10-17", "call closes", "deadline", "actual", "call", 2020),
    ("2020-09", "paper out", "publication", "actual", "papers", 2020),
    (None, "final report out", "publication", "actual", "report-final", 2020),
    ("2020-12", "final report planned", "publication", "planned", "report-final", 2020),
    ("2020-05", "workstreams begin", "meeting", "actual", "workstreams", 2020),
    ("2021-10-14", "meeting announced", "meeting", "planned", "meeting", 2021),
    ("2020-02-19", "no milestone", "meeting", "actual", None, 2020),
)


@pytest.fixture
def plan():
    return workplan(RECORD)


def row(plan, event, milestone=None):
    found = plan[plan["event"].eq(event)]
    if milestone:
        found = found[found["milestone"].eq(milestone)]
    assert len(found) == 1
    return found.iloc[0]


def test_several_milestones_give_several_rows_and_none_gives_no_row(plan):
    assert plan["event"].tolist().count("paper and call planned") == 2
    assert "no milestone" not in plan["event"].tolist()
    assert len(plan) == 10


def test_a_launch_is_late_against_the_last_planned_launch(plan):
    launch = row(plan, "launch")
    assert (launch["days_late"], launch["outcome"]) == (3, "late")
    assert launch["compared_with"] == "launch planned"


def test_a_closing_day_is_no_late_launch(plan):
    closing = row(plan, "call closes")
    assert pd.isna(closing["days_late"]), "a deadline says nothing about the launch"
    assert closing["days_after_plan_low"] == closing["days_after_plan_high"] == 30
    assert closing["outcome"] == "another kind of step"


def test_months_give_an_interval_and_no_number_of_days(plan):
    paper = row(plan, "paper out")
    assert pd.isna(paper["days_late"])
    # from 31 July to 1 September, from 1 July to 30 September
    assert (paper["days_after_plan_low"], paper["days_after_plan_high"]) == (32, 91)
    assert paper["outcome"] == "late"


def test_an_unknown_date_stays_unknown(plan):
    report = row(plan, "final report out")
    assert report["date"] == ""
    assert pd.isna(report["days_after_plan_low"])
    assert report["outcome"] == "date not known"


def test_unmatched_plans_and_events_are_shown(plan):
    assert row(plan, "meeting announced")["outcome"] == "no event on record"
    assert row(plan, "workstreams begin")["outcome"] == "no plan known"


def test_every_outcome_is_one_of_those_declared(plan):
    assert set(plan["outcome"]) <= set(OUTCOMES)


def test_milestones_by_hand(plan):
    found = milestones(plan).set_index("milestone")
    assert found["match"].to_dict() == {
        "workstreams": "event only",
        "papers": "plan and event",
        "call": "plan and event",
        "report-final": "plan and event",
        "meeting": "plan only",
    }
    call = found.loc["call"]
    assert (call["n_planned"], call["n_actual"]) == (2, 2)
    assert (call["first_planned"], call["last_planned"]) == ("2020-07", "2020-09-17")
    assert found.loc["report-final", "n_actual_undated"] == 1


@pytest.mark.parametrize(
    ("planned", "actual", "outcome"),
    [
        ("2020-07", "2020-07-22", "within the planned time"),
        ("2020-07-22", "2020-07", "cannot be told"),
        ("2020-07", "2020-06-30", "early"),
        ("2020", "2021-01-01", "late"),
    ],
)
def test_outcome_of_dates_of_any_precision(planned, actual, outcome):
    record = events(
        (planned, "plan", "call", "planned", "call", 2020),
        (actual, "event", "call", "actual", "call", 2020),
    )
    assert row(workplan(record), "event")["outcome"] == outcome


def test_plans_are_not_joined_across_cycles():
    record = events(
        ("2019-05-01", "plan", "meeting", "planned", "meeting", 2019),
        ("2020-05-01", "event", "meeting", "actual", "meeting", 2020),
    )
    assert workplan(record)["outcome"].tolist() == ["no event on record", "no plan known"]


def test_bounds():
    assert days_between("2020-09-17", "2020-09-10") == (-7, -7)
    assert date_bounds("2020")[1].isoformat() == "2020-12-31"
    assert days_between("", "2020") is None


def test_distances_read_as_sentences(plan):
    sentences = distances(plan)
    assert any("lies 3 days after *launch planned* (late)." in s for s in sentences)
    assert any("lies 32 to 91 days after" in s for s in sentences)


def test_an_unknown_milestone_is_named():
    with pytest.raises(ValueError, match="party"):
        workplan(events(("2020", "x", "call", "planned", "party", 2020)))
