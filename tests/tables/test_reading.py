"""Reading: types, missing values, corrections."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest

from bpfanalysis import tables
from bpfanalysis.errors import InputError


@pytest.mark.parametrize("name", tables.definitions("raw"))
def test_every_raw_table_is_read_with_its_types(checkout, name):
    table = tables.definition(name)
    frame = tables.read(name, checkout)
    assert frame.columns.tolist() == list(table.columns) and not frame.empty
    assert frame.index.equals(pd.RangeIndex(len(frame)))
    for column in table.columns.values():
        found = str(frame[column.name].dtype)
        whole = "int64" if column.required else "Int64"
        expected = {"integer": whole, "year": whole, "number": "float64"}.get(column.type, "str")
        assert found == expected, f"{name}.{column.name} is {found}"


def test_dates_and_sets_stay_as_they_are_written(checkout):
    agreements = tables.read("agreements", checkout).set_index("agreement_id")
    assert agreements.loc["geneva-dialogue-2018", "adopted_on"] == "2018"
    assert agreements.loc["asean-leaders-2018", "adopted_on"] == "2018-04"
    lessons = tables.read("case_lessons", checkout)
    assert lessons["cyber_norm_ids"].iloc[0] == "GGE-A;GGE-F;X-MSH;X-HEALTH"


def test_the_word_none_is_a_value_and_an_empty_field_is_none(checkout):
    assessment = tables.read("case_assessment", checkout)
    assert (assessment["assessor"] == "none").any() and assessment["assessor"].notna().all()
    assert assessment["frequency_years"].isna().any()


def test_cells_that_look_like_formulas_are_read_as_they_stand(project, spoil):
    spoil("norm_codebook/norms.csv", b"Supply-chain integrity", b"=HYPERLINK(1)")
    labels = tables.read("norms", project)["short_label"]
    assert "=HYPERLINK(1)" in set(labels)


def test_a_table_that_is_not_written_yet_says_what_to_do(project):
    name = next(iter(tables.definitions("results")))
    with pytest.raises(InputError, match="is not there; run `bpfanalysis run`"):
        tables.read(name, project)


def test_the_copy_of_the_present_run_is_read_first(project, tmp_path):
    staged = type(project)(project.root, tmp_path / "staging")
    table = tables.definition("norms")
    copy = staged.write_path(table.path)
    copy.parent.mkdir(parents=True)
    data = (project.root / table.path).read_bytes()
    copy.write_bytes(data.replace(b"Supply-chain integrity", b"Staged"))
    assert "Staged" in set(tables.read("norms", staged)["short_label"])
    assert "Staged" not in set(tables.read("norms", project)["short_label"])


def test_pandera_is_not_imported_before_a_table_is_checked():
    code = "import sys, bpfanalysis.tables; sys.exit('pandera' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
