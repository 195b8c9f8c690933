"""The run: which stages, in which order, and what is left behind.

A run takes a lock, checks the raw data, runs the stages that are stale in their declared order,
builds the site, and writes a manifest. It can be stopped at any moment: a stage's files are moved
into place only when it has succeeded, and its record is written last, so the next run does just
what is still to be done.
"""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from bpfanalysis.errors import InputError
from bpfanalysis.paths import STATE, Project
from bpfanalysis.pipeline import hashing
from bpfanalysis.pipeline.atomic import write_atomically
from bpfanalysis.pipeline.execute import run_notebook
from bpfanalysis.pipeline.failures import StageFailed
from bpfanalysis.pipeline.manifest import Report, write_manifest
from bpfanalysis.pipeline.parameters import resolve
from bpfanalysis.pipeline.promotion import promote
from bpfanalysis.pipeline.remains import clear_remains, remove_results, retire
from bpfanalysis.pipeline.site_step import build_site as build_the_site
from bpfanalysis.pipeline.site_step import says
from bpfanalysis.pipeline.stages import Stage, check_products, load_stages, stage_parameters
from bpfanalysis.pipeline.staleness import (
    fingerprint,
    read_record,
    reasons,
    record_path,
)

Given = Mapping[str, Mapping[str, Any]]


class Watcher:
    """Is told how a run goes; the command line shows it, others may ignore it."""

    def stage(self, stage: Stage, why: list[str]) -> None:
        """A stage starts, for these reasons."""

    def cell(self, stage: Stage, number: int, total: int, cell_id: str) -> None:
        """A cell of the stage starts."""

    def done(self, stage: Stage, seconds: float) -> None:
        """The stage has succeeded."""

    def fresh(self, stage: Stage) -> None:
        """The stage has nothing to do."""


@contextmanager
def locked(project: Project) -> Iterator[None]:
    """Hold the project for one run.

    Raises
    ------
    InputError
        If another run holds it.
    """
    import fcntl

    folder = project.root / STATE
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InputError(
                "another run is at work in this project; wait until it has ended."
            ) from None
        yield


def plan(
    project: Project, names: list[str], given: Given
) -> list[tuple[Stage, dict[str, Any], dict[str, Any]]]:
    """The stages of a run with all their parameters, and those that differ from the defaults.

    Raises
    ------
    InputError
        If a stage or parameter is unknown or a value is not allowed.
    """
    stages = load_stages(project)
    check_products(project, stages)
    known = [stage.name for stage in stages]
    for name in [*names, *given]:
        if name not in known:
            raise InputError(f"there is no stage {name!r}; the stages are {', '.join(known)}.")
    for name in given:
        if names and name not in names:
            raise InputError(f"a parameter is given for stage {name}, which is not to run.")
    chosen = [stage for stage in stages if not names or stage.name in names]
    planned = []
    for stage in chosen:
        declared = stage_parameters(project, stage)
        values = resolve(declared, given.get(stage.name, {}), stage.name)
        overrides = {p.name: values[p.name] for p in declared if values[p.name] != p.default}
        planned.append((stage, values, overrides))
    return planned


def run(
    project: Project,
    names: list[str] | None = None,
    given: Given | None = None,
    *,
    force: bool = False,
    build_site: bool = True,
    watcher: Watcher | None = None,
) -> Report:
    """Run what is stale.

    Parameters
    ----------
    names
        Stages to consider; all of them by default.
    given
        ``{stage: {parameter: value}}``; what is not given has its default.
    force
        Run the stages though they are fresh.
    build_site
        Build the site afterwards, if anything it shows has changed.
    watcher
        Is told how it goes.

    Raises
    ------
    InputError
        If an input or a parameter is wrong; found before anything runs.
    StageFailed
        If a stage failed; what earlier stages wrote stays.
    """
    watcher = watcher or Watcher()
    planned = plan(project, names or [], given or {})
    report = Report()
    with locked(project):
        check_inputs(project)
        if build_site:
            _check_citation(project)
        check_upstream(project, [stage for stage, _, _ in planned])
        clear_remains(project)
        if not names:
            retire(project)
        for stage, values, overrides in planned:
            prints = fingerprint(project, stage, values)
            why = reasons(project, stage, prints, {})
            if force and not why:
                why = ["it was asked for"]
            if not why:
                report.fresh.append(stage.name)
                watcher.fresh(stage)
                continue
            _run_stage(project, stage, overrides, prints, why, watcher, report)
        if build_site:
            report.site = build_the_site(project)
        if report.ran:
            write_manifest(project, planned, report)
    return report


def _check_citation(project: Project) -> None:
    """The site ends with how to cite; better known now than after a minute's work."""
    from bpfanalysis.site.inputs import read_citation

    read_citation(project)


def check_upstream(project: Project, chosen: list[Stage]) -> None:
    """Raise if a stage would read what another stage wrote and that is no longer as written.

    Raises
    ------
    InputError
        Naming the stage to run too.
    """
    names = {stage.name for stage in chosen}
    for maker in load_stages(project):
        if maker.name in names:
            continue
        record = read_record(project, maker)
        for path in maker.outputs():
            readers = [stage.name for stage in chosen if path in stage.inputs()]
            if not readers:
                continue
            present = hashing.of_file(project.root / path)
            written = record["outputs"].get(path.as_posix()) if record else present
            if present == "missing" or present != written:
                state = "is not there" if present == "missing" else "was altered since"
                raise InputError(
                    f"{readers[0]} reads {path.as_posix()}, which {maker.name} writes and which "
                    f"{state}; run both:  bpfanalysis run {maker.name} {readers[0]}"
                )


def check_inputs(project: Project) -> None:
    """Check the raw data, unless exactly this data has been checked by this very code."""
    from bpfanalysis import tables
    from bpfanalysis.paths import RAW
    from bpfanalysis.pipeline.code import module_file, used_modules

    marker = project.root / STATE / "raw-checked"
    content = {
        path.relative_to(project.root).as_posix(): hashing.of_file(path)
        for path in sorted((project.root / RAW).rglob("*"))
        if path.is_file() and path.parent.name != "documents"
    }
    for module in used_modules(["from bpfanalysis import tables"]):
        file = module_file(module)
        content[module] = hashing.of_file(file) if file else ""
    content["dictionary"] = hashing.of_value(repr(tables.definitions("raw")))
    now = hashing.of_value(content)
    if says(marker, now):
        return
    tables.check_raw(project)
    write_atomically(marker, now)


def _run_stage(
    project: Project,
    stage: Stage,
    overrides: Mapping[str, Any],
    prints: dict[str, str],
    why: list[str],
    watcher: Watcher,
    report: Report,
) -> None:
    watcher.stage(stage, why)
    before = read_record(project, stage)
    started = time.monotonic()

    def on_cell(number: int, total: int, cell_id: str) -> None:
        watcher.cell(stage, number, total, cell_id)

    outputs = run_notebook(project, stage, overrides, on_cell)
    for path in stage.inputs():
        if hashing.of_file(project.root / path) != prints[f"input {path.as_posix()}"]:
            shutil.rmtree(outputs.parent, ignore_errors=True)
            raise StageFailed(
                f"{path.as_posix()} changed while {stage.name} was at work; nothing of it is kept. "
                "If its notebook writes there, mend the notebook; then run again."
            )
    # From here until the record is whole, the files in place are of two runs. A record without
    # a fingerprint says so, and names every file there may be.
    old = before["outputs"] if before else {}
    names = {path.as_posix() for path in stage.outputs()} | set(old)
    unfinished = {"fingerprint": {}, "outputs": dict.fromkeys(sorted(names), "unfinished")}
    record_file = record_path(project, stage)
    if record_file.is_dir():
        shutil.rmtree(record_file)
    try:
        write_atomically(record_file, json.dumps(unfinished))
        files = promote(project, outputs)
    except BaseException:
        shutil.rmtree(outputs.parent, ignore_errors=True)
        if before is not None:  # all is as it was
            with suppress(OSError):
                write_atomically(record_file, json.dumps(before, indent=1, sort_keys=True))
        raise
    declared = {path.as_posix() for other in load_stages(project) for path in other.outputs()}
    remove_results(project, old, declared | {path.as_posix() for path in files})
    record = {
        "fingerprint": prints,
        "outputs": {path.as_posix(): hashing.of_file(project.root / path) for path in files},
    }
    write_atomically(record_path(project, stage), json.dumps(record, indent=1, sort_keys=True))
    seconds = time.monotonic() - started
    report.ran[stage.name] = seconds
    watcher.done(stage, seconds)


def explain(project: Project, given: Given | None = None) -> list[tuple[Stage, list[str]]]:
    """For each stage, why it would run; an empty list if it would not."""
    remade: dict[str, str] = {}
    explained = []
    for stage, values, _ in plan(project, [], given or {}):
        why = reasons(project, stage, fingerprint(project, stage, values), remade)
        if why:
            remade |= {path.as_posix(): stage.name for path in stage.outputs()}
        explained.append((stage, why))
    return explained
