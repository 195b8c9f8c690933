import pandas as pd
import pytest

from bpfanalysis.cases.lessons import lessons_by_norm, lessons_norms

LESSONS = pd.DataFrame(
    {
        "case_id": ["ozone", "ozone"],
        "lesson": ["Measure.", "Help."],
        "cyber_norm_ids": ["N1;N2", "N1"],
        "transferability": ["high", "medium"],
        "why": ["w", "v"],
    }
)
NORMS = pd.DataFrame(
    {"norm_id": ["N1", "N2", "N3"], "short_label": ["One", "Two", "Three"], "family": ["gge"] * 3}
)
CODINGS = pd.DataFrame(
    {
        "agreement_id": ["x", "y", "z", "x"],
        "norm_id": ["N1", "N1", "N1", "N2"],
        "presence": ["explicit", "by-reference", "explicit", "absent"],
        "basis": ["primary", "unverified", "primary", "unverified"],
    }
)
AGREEMENTS = pd.DataFrame({"agreement_id": ["y", "x"], "short_title": ["Y text", "X text"]})


def test_a_lesson_stands_once_per_norm_and_names_the_agreements_in_scope():
    frame = lessons_norms(LESSONS, NORMS, CODINGS, AGREEMENTS)
    assert frame["lesson_id"].tolist() == ["ozone-1", "ozone-1", "ozone-2"]
    assert frame["agreements"].tolist() == ["X text", "", "X text"]
    assert frame["n_agreements"].tolist() == [1, 0, 1]


def test_the_presence_level_decides_what_carries_and_unverified_cells_are_counted():
    frame = lessons_norms(LESSONS, NORMS, CODINGS, AGREEMENTS, "by-reference")
    assert frame.loc[0, "agreements"] == "X text;Y text"
    assert frame.loc[0, "n_unverified"] == 1


def test_norms_without_a_lesson_are_listed_too():
    frame = lessons_by_norm(lessons_norms(LESSONS, NORMS, CODINGS, AGREEMENTS), NORMS)
    assert frame["norm"].tolist() == ["One", "Two", "Three"]
    assert frame["n_lessons"].tolist() == [2, 1, 0]
    assert frame["n_high"].tolist() == [1, 1, 0]
    assert pd.isna(frame["n_agreements"].iloc[2])


def test_unknown_norms_and_levels_are_refused():
    with pytest.raises(ValueError, match="unknown norm 'N9'"):
        lessons_norms(LESSONS.assign(cyber_norm_ids="N9"), NORMS, CODINGS, AGREEMENTS)
    with pytest.raises(ValueError, match="Unknown presence level 'absent'"):
        lessons_norms(LESSONS, NORMS, CODINGS, AGREEMENTS, "absent")
