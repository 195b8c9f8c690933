"""What runs leave behind and a later run removes: half-written files, results nobody declares."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from bpfanalysis.paths import STATE, Project
from bpfanalysis.pipeline.stages import Stage, load_stages
from bpfanalysis.pipeline.staleness import read_record


def clear_remains(project: Project) -> None:
    """Remove what a run that was killed left behind: half-written files, a half-built site."""
    from bpfanalysis.paths import FIGURES, PROCESSED, RENDERED, RESULTS

    for folder in (STATE / "staging", STATE / "home" / "runtime"):
        remove(project.root / folder)
    for path in project.root.glob(".site-*"):
        remove(path)
    for folder in (PROCESSED, RESULTS, FIGURES, RENDERED, STATE, STATE / "stages", STATE / "runs"):
        for pattern in (".*.tmp", ".*.part"):
            for path in (project.root / folder).glob(pattern):
                remove(path)


def remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        for folder in (path, *(inside for inside in path.rglob("*") if inside.is_dir())):
            with suppress(OSError):
                folder.chmod(0o700)  # a copy of a folder that was made read-only
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def retire(project: Project) -> None:
    """Remove the results of stages that are no longer declared."""
    stages = load_stages(project)
    declared = {path.as_posix() for stage in stages for path in stage.outputs()}
    names = {stage.name for stage in stages}
    for path in sorted((project.root / STATE / "stages").glob("*.json")):
        if path.stem not in names:
            record = read_record(project, Stage(path.stem, "", ""))
            remove_results(project, record["outputs"] if record else (), declared)
            path.unlink()


def remove_results(project: Project, paths: Iterable[str], keep: set[str]) -> None:
    """Remove files that a stage once wrote; a damaged record can name nothing else."""
    from bpfanalysis.paths import FIGURES, PROCESSED, RENDERED
    from bpfanalysis.pipeline.accepted import NOT_RESULTS

    for name in paths:
        path = Path(name)
        inside = any(path.is_relative_to(folder) for folder in (FIGURES, PROCESSED, RENDERED))
        if inside and ".." not in path.parts and path not in NOT_RESULTS and name not in keep:
            with suppress(IsADirectoryError):
                (project.root / path).unlink(missing_ok=True)
