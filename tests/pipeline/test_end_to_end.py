"""The six notebooks on a small cut of the data, and the site made of what they wrote."""

from __future__ import annotations

import hashlib
import os

import pytest

from bpfanalysis.figures.catalogue import load as load_catalogue
from bpfanalysis.pipeline import execute, runner
from bpfanalysis.pipeline.accepted import accept, compare
from bpfanalysis.pipeline.stages import load_stages, stage_parameters

from .small_cut import KEPT, make_cut, rows_of

RESULTS = ("figures", "data/processed", "notebooks/rendered", "site")


def digests(project):
    return {
        path.relative_to(project.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in RESULTS
        for path in sorted((project.root / folder).rglob("*"))
        if path.is_file()
    }


def few_draws(project):
    """The smallest allowed number of draws wherever a stage has such a parameter."""
    return {
        stage.name: {p.name: int(p.minimum) for p in parameters}
        for stage in load_stages(project)
        if (parameters := [p for p in stage_parameters(project, stage) if "draws" in p.name])
    }


@pytest.fixture(scope="module")
def cut(tmp_path_factory):
    project = make_cut(tmp_path_factory.mktemp("cut"))
    report = runner.run(project, given=few_draws(project))
    return project, report


def test_every_stage_ran_and_the_site_was_built(cut):
    project, report = cut
    assert list(report.ran) == [stage.name for stage in load_stages(project)]
    assert report.site == "built"
    assert (project.root / "site/index.html").stat().st_size > 1000


def test_the_results_are_those_of_the_cut(cut):
    project, _ = cut
    rows = rows_of(project.root / "data/processed/results/norm_coverage.csv")
    assert {row["agreement_id"] for row in rows} <= set(KEPT)


def test_every_figure_of_the_catalogue_was_drawn(cut):
    project, _ = cut
    for figure in load_catalogue(project):
        for suffix in ("svg", "pdf", "png", "csv", "json"):
            assert (project.root / f"figures/{figure}.{suffix}").stat().st_size > 0


def test_nothing_else_was_written(cut):
    project, _ = cut
    declared = {path.as_posix() for stage in load_stages(project) for path in stage.outputs()}
    written = {path for path in digests(project) if not path.startswith("site/")}
    assert written == declared | {"figures/catalogue.toml"}


def test_a_second_run_runs_no_notebook(cut):
    project, _ = cut
    before = digests(project)
    report = runner.run(project, given=few_draws(project))
    assert (report.ran, report.site) == ({}, "unchanged")
    assert digests(project) == before


def test_results_agree_with_themselves_once_accepted(cut):
    project, _ = cut
    accept(project)
    assert compare(project) == []
    report = runner.run(project, given=few_draws(project))
    assert (report.ran, report.site) == ({}, "built"), "what is accepted changes no result"
    assert compare(project) == []


@pytest.mark.slow
def test_another_processor_hash_seed_and_thread_count_write_the_same_bytes(tmp_path, monkeypatch):
    project = make_cut(tmp_path)
    given = few_draws(project)
    runner.run(project, given=given)
    first = digests(project)
    features = "AVX2 FMA3 AVX512F AVX512CD AVX512_SKX"
    monkeypatch.setenv("NPY_DISABLE_CPU_FEATURES", features)
    monkeypatch.setenv("PYTHONHASHSEED", "12345")
    core = os.environ.get("OPENBLAS_CORETYPE")
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Nehalem" if core != "Nehalem" else "Haswell")
    threads = {name: "2" for name in execute.KERNEL_ENVIRONMENT if name.endswith("_THREADS")}
    monkeypatch.setattr(execute, "KERNEL_ENVIRONMENT", execute.KERNEL_ENVIRONMENT | threads)
    runner.run(project, given=given, force=True)
    second = digests(project)
    assert second.keys() == first.keys()
    different = sorted(path for path in first if first[path] != second[path])
    assert not different, f"these depend on the machine: {different}"
