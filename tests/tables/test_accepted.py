"""Values that vanish are named; values that may come are not refused."""

from __future__ import annotations

import pytest

from bpfanalysis.errors import InputError
from bpfanalysis.tables import accepted


def test_sets_are_taken_apart(raw_texts):
    found = accepted.observed(raw_texts)
    assert found["adjudicated"]["addressee"] == [
        "states",
        "private",
        "technical",
        "civil-society",
        "all",
    ]
    assert "sanction" in found["case_assessment"]["consequence"]


def test_a_vanished_member_of_a_set_is_named(raw_texts):
    before = accepted.observed(raw_texts)
    coded = raw_texts["coder_b"]
    fewer = coded[~coded["addressee"].fillna("").str.contains("technical")]
    problems = accepted.vanished(before, accepted.observed({**raw_texts, "coder_b": fewer}))
    assert len(problems) == 1 and "column addressee: the value 'technical'" in problems[0]


def test_a_new_value_of_the_vocabulary_is_welcome():
    before = {"norms": {"family": ["gge"]}}
    assert accepted.vanished(before, {"norms": {"family": ["gge", "further"]}}) == []


def test_a_table_that_is_gone_is_named():
    (problem,) = accepted.vanished({"gone": {"a": ["x"]}}, {})
    assert "[gone]" in problem


def test_a_broken_file_is_named(project):
    (project.root / accepted.FILE).write_text("[norms")
    with pytest.raises(InputError, match=r"vocabularies\.toml is not valid TOML"):
        accepted.load(project)


@pytest.mark.parametrize("text", ["norms = 3", "[norms]\nfamily = 3\n"])
def test_a_file_of_another_shape_is_named(project, text):
    (project.root / accepted.FILE).write_text(text)
    with pytest.raises(InputError, match=r"\[norms\]: expected a list of values"):
        accepted.load(project)
