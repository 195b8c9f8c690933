from __future__ import annotations

import itertools

import pandas as pd
import pytest

from bpfanalysis import figures


def test_questions_and_groups_have_their_counts_and_sums(texts, readable):
    data = pd.DataFrame(
        [
            (cycle, group, question, n, n)
            for (cycle, group, question), n in zip(
                itertools.product((2019, 2020), ("academia", "collective"), ("method", "project")),
                (3, 0, 1, 0, 12, 0, 0, 0),
                strict=True,
            )
        ],
        columns=["cycle", "stakeholder_group", "question", "n_statements", "n_contributions"],
    )
    ax = figures.contributions_by_question(data)
    shown = texts(ax)
    assert {"2019", "2020", "Academia", "Attributed to nobody", "Methods", "12"} <= set(shown)
    assert "4" in shown, "the column of methods in 2019 sums to four"
    assert len(ax.child_axes) == 2
    readable(ax)


def test_a_wrong_frame_is_named():
    with pytest.raises(ValueError, match="contributions_by_question needs the columns"):
        figures.contributions_by_question(pd.DataFrame({"norm": ["x"]}))
