"""Values in texts are those of the frame that is drawn."""

from __future__ import annotations

import pandas as pd
import pytest

from bpfanalysis.figures import (
    findings,
    findings_agreements,
    findings_cases,
    findings_networks,
    findings_participation,
)


def test_coded_words_are_spelled_out_and_strange_ones_left():
    assert findings.spelled({"null_model": "fdsm"})["null_model"].startswith("a null model")
    assert findings.spelled({"null_model": "own", "n": 3}) == {"null_model": "own", "n": 3}


@pytest.mark.parametrize("level", ["explicit", "implicit", "by-reference"])
def test_every_level_of_presence_is_spelled_out(level):
    assert findings.spelled({"presence_level": level})["presence_level"] != level


def test_a_figure_without_a_function_has_no_values():
    assert findings.of("unheard-of", pd.DataFrame()) == {}


def test_each_figure_is_counted_by_one_module():
    homes = (
        findings_agreements, findings_networks, findings_cases, findings_participation
    )  # fmt: skip
    assert len(findings.FINDINGS) == sum(len(home.FINDINGS) for home in homes)
