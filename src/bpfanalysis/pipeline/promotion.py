"""From the staging folder into place: only what was declared, and all of it or none.

A stage's files are checked against its declaration, against the definitions of its tables and the
hashes of its figures; then each is moved by one rename, and put back if a later one fails.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
from pathlib import Path

from bpfanalysis.errors import InputError
from bpfanalysis.paths import FIGURES, READ_LOG, Project
from bpfanalysis.pipeline.failures import StageFailed
from bpfanalysis.pipeline.stages import Stage


def check_written(stage: Stage, outputs: Path) -> None:
    """Raise unless a stage read only what it declared and wrote just that.

    Raises
    ------
    StageFailed
        Naming the first file that is missing, undeclared, or was read undeclared.
    """
    where = f"stage {stage.name}"
    log = outputs / READ_LOG
    read = set(log.read_text(encoding="utf-8").split()) if log.exists() else set()
    allowed = {path.as_posix() for path in (*stage.inputs(), *stage.outputs())}
    for name in sorted(read - allowed):
        if name.endswith(".csv") and name.startswith("data/") and "/corrections/" not in name:
            raise StageFailed(f"{where} read {name} without declaring it; add it to its 'reads'.")
    log.unlink(missing_ok=True)
    written = {path.relative_to(outputs) for path in outputs.rglob("*") if path.is_file()}
    declared = set(stage.outputs())
    for path in sorted(declared - written):
        raise StageFailed(f"{where} did not write {path.as_posix()}, which it declares.")
    for path in sorted(written - declared):
        raise StageFailed(
            f"{where} wrote {path.as_posix()} without declaring it; declare it, or write it with "
            "tables.write or figures.save under a declared name."
        )
    _check_content(stage, outputs)


def _check_content(stage: Stage, outputs: Path) -> None:
    """Raise unless tables keep to their definitions and figures are as the exporter left them."""
    from bpfanalysis.pipeline import hashing
    from bpfanalysis.tables import definition
    from bpfanalysis.tables.schemas import validate
    from bpfanalysis.tables.shape import read_text

    for path in sorted(stage.outputs()):
        if (outputs / path).is_symlink():
            raise StageFailed(f"stage {stage.name} wrote {path.as_posix()} as a link.")
    for name in stage.writes:
        table = definition(name)
        shown = table.path.as_posix()
        try:
            validate(read_text(outputs / table.path, shown, list(table.columns)), table, shown)
        except InputError as error:
            raise StageFailed(
                f"stage {stage.name} wrote a table badly; write it with tables.write.\n{error}"
            ) from None
    for figure in stage.figures:
        record = outputs / FIGURES / f"{figure}.json"
        try:
            digests = json.loads(record.read_text(encoding="utf-8"))["sha256"]
            wrong = [
                suffix
                for suffix, digest in digests.items()
                if hashing.of_file(record.with_suffix(f".{suffix}")) != digest
            ]
        except (ValueError, LookupError, TypeError, AttributeError):
            wrong = ["json"]
        if wrong:
            raise StageFailed(
                f"stage {stage.name}: {FIGURES.as_posix()}/{figure}.{wrong[0]} is not as "
                "figures.save wrote it; save the figure with figures.save alone."
            )


def promote(project: Project, outputs: Path) -> list[Path]:
    """Move the files of a staging folder into place: each whole, and all of them or none.

    Returns
    -------
    list of Path
        The files, relative to the project, sorted.

    Raises
    ------
    OSError
        If a file cannot be put in place; those that were replaced before it are put back.
    """
    files = sorted(path.relative_to(outputs) for path in outputs.rglob("*") if path.is_file())
    before = outputs.with_name("before")
    done: list[Path] = []
    try:
        for relative in files:
            target = project.root / relative
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                (before / relative).parent.mkdir(parents=True, exist_ok=True)
                _second_name(target, before / relative)
            done.append(relative)
            _move(outputs / relative, target)
    except BaseException:
        for relative in done:
            with contextlib.suppress(OSError):
                if (before / relative).exists():
                    _move(before / relative, project.root / relative)
                else:
                    (project.root / relative).unlink(missing_ok=True)
        raise
    finally:
        shutil.rmtree(outputs.parent, ignore_errors=True)
    return files


def _second_name(path: Path, other: Path) -> None:
    """Keep a file under another name too: a link where the file system has them, else a copy."""
    try:
        os.link(path, other)
    except OSError:
        shutil.copy2(path, other)


def _move(path: Path, target: Path) -> None:
    """Put a file in place whole, on another file system too."""
    try:
        path.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        near = target.with_name(f".{target.name}.{os.getpid()}.tmp")
        try:
            shutil.copy2(path, near)
            near.replace(target)
        finally:
            near.unlink(missing_ok=True)
