"""Whether results are the accepted ones, and how they differ."""

from __future__ import annotations

import pytest

from bpfanalysis.errors import InputError
from bpfanalysis.paths import Project
from bpfanalysis.pipeline.accepted import accept, compare


@pytest.fixture
def project(tmp_path):
    table = tmp_path / "data/processed/results/edges.csv"
    table.parent.mkdir(parents=True)
    table.write_text("source,p\nGGE-A,0.123451\nGGE-B,1\n")
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures/edges.svg").write_text("<svg/>")
    (tmp_path / "notebooks/rendered").mkdir(parents=True)
    return Project(tmp_path)


def edit(project, before, after):
    path = project.root / "data/processed/results/edges.csv"
    path.write_text(path.read_text().replace(before, after))


def test_accepted_results_agree(project):
    assert accept(project) == 2
    assert compare(project) == []


def test_a_changed_value_names_its_column(project):
    accept(project)
    edit(project, "0.123451", "0.2")
    assert [str(d) for d in compare(project)] == [
        "data/processed/results/edges.csv: values differ in p"
    ]


def test_a_last_digit_is_told_apart(project):
    accept(project)
    edit(project, "0.123451", "0.123452")
    assert "only beyond 4 significant digits" in str(compare(project)[0])


def test_missing_and_further_files_are_named(project):
    accept(project)
    (project.root / "figures/edges.svg").rename(project.root / "figures/other.svg")
    assert [str(d) for d in compare(project)] == [
        "figures/edges.svg: is missing",
        "figures/other.svg: is not among the accepted results",
    ]


def test_nothing_accepted_is_said(project):
    with pytest.raises(InputError, match="no results have been accepted"):
        compare(project)


@pytest.mark.parametrize(
    ("damaged", "words"),
    [(b"abc\n", "row 1"), (b"", "is empty"), (b"\xff\x00x\n", "row 1"), (b"g" * 64, "row 1")],
)
def test_damaged_record_is_said(project, damaged, words):
    accept(project)
    (project.root / "data/processed/results.sha256").write_bytes(damaged)
    with pytest.raises(InputError, match=words):
        compare(project)


@pytest.mark.parametrize("damaged", [b"a,b\n1,2\n", b"\xff\xfe\x00"])
def test_damaged_columns_are_said(project, damaged):
    accept(project)
    (project.root / "data/processed/results.columns.tsv").write_bytes(damaged)
    with pytest.raises(InputError, match=r"results\.columns\.tsv cannot be read"):
        compare(project)


def test_a_result_that_is_no_table_any_more_differs(project):
    accept(project)
    (project.root / "data/processed/results/edges.csv").write_bytes(b'\xff\x00,"')
    assert "cannot be read as a table" in str(compare(project)[0])
