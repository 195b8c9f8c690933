"""Texts about norms of other fields count what is known."""

from __future__ import annotations

import pandas as pd

from bpfanalysis.figures import findings


def test_assessment_counts_only_known_stages_after_adoption():
    data = pd.DataFrame(
        [
            ("m", "Mines", "other field", "adoption", "independent monitoring", "primary"),
            ("m", "Mines", "other field", "monitoring", "consequence", "primary"),
            ("m", "Mines", "other field", "feedback", "not known", None),
            ("c", "UN norms", "cybersecurity", "monitoring", "self-report", "unverified"),
        ],
        columns=["case_id", "case", "group", "stage", "level", "basis"],
    )
    found = findings.of("assessment-stages", data)
    assert (found["other_high"], found["other_cells"]) == (1, 1)
    assert (found["cyber_high"], found["cyber_cells"], found["n_not_known"]) == (0, 1, 1)
