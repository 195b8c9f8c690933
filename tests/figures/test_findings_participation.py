"""Texts about work and participation count entries, never rates."""

from __future__ import annotations

import pandas as pd

from bpfanalysis.figures import findings


def test_milestones_are_planned_done_and_undated():
    data = pd.DataFrame(
        [
            (2020, "session", "planned", "2020-11", None),
            (2020, "session", "actual", "", None),
            (2020, "call", "planned", "2020-07", None),
            (2020, "papers", "actual", "2020-07-22", None),
        ],
        columns=["cycle", "milestone", "status", "date", "days_late"],
    )
    found = findings.of("workplan", data)
    assert (found["n_planned"], found["n_no_event"]) == (2, 1)
    assert (found["n_unplanned"], found["n_undated"]) == (1, 1)


def test_contributions_and_links_are_counted_apart():
    data = pd.DataFrame(
        [
            ("contributions", 2019, "Africa", "yes", 2),
            ("contributions", 2020, "Eastern Europe", "no", 5),
            ("contributions", 2020, "unknown", "unknown", 1),
            ("outreach", None, "Africa", "yes", 3),
            ("outreach", None, "Global", "unknown", 4),
        ],
        columns=["record", "cycle", "region", "global_south", "n_entries"],
    )
    found = findings.of("participation-regions", data)
    assert (found["n_south"], found["n_contributions"], found["n_unknown"]) == (2, 8, 1)
    assert (found["n_links_south"], found["n_links"]) == (3, 7)
    assert found["cycles"] == "2019 to 2020"
