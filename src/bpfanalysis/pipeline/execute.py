"""Running one notebook with papermill, apart from everything a reader relies on.

The kernel writes into a staging folder. Nothing reaches the project before the whole stage has
succeeded and has written just what it declared.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bpfanalysis.errors import InputError
from bpfanalysis.paths import (
    FIGURES,
    OUTPUTS_VARIABLE,
    PROJECT_VARIABLE,
    READ_LOG,
    STATE,
    Project,
)
from bpfanalysis.pipeline.stages import Stage

ENGINE = "bpfanalysis"

# One core's worth of threads each, one time zone, no window: a kernel must not depend on the
# settings of the machine. The hash seed is left free, since nothing may depend on it.
KERNEL_ENVIRONMENT = {
    "MKL_NUM_THREADS": "1",
    "MPLBACKEND": "agg",
    "NUMEXPR_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    "PYTHONOPTIMIZE": "",
    "PYTHONSTARTUP": "",
    "PYTHONUTF8": "1",
    "PYTHONWARNINGS": "",
    "TZ": "UTC",
}

LARGEST_COPY = 20  # million characters of output that a reader's browser still opens
STARTS = 3  # how often a kernel is started before its stage is given up

OnCell = Callable[[int, int, str], None]


class StageFailed(Exception):
    """A stage did not end well; the message says where and how, for a person."""


class KernelDied(StageFailed):
    """The kernel ended before its notebook did."""


def new_staging(project: Project, stage: Stage) -> Path:
    """A folder of its own for one execution of a stage.

    No two executions share one, so that a kernel that outlives its run cannot write among the
    files of the next.
    """
    parent = project.root / STATE / "staging"
    parent.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix=f"{stage.name}-", dir=parent))


def failed_copy(stage: Stage) -> Path:
    """Where the executed copy of a failing notebook is kept, relative to the project."""
    return STATE / "failed" / f"{stage.name}.ipynb"


@contextmanager
def kernel_environment(project: Project, outputs: Path) -> Iterator[None]:
    """Set the environment that a kernel inherits, and restore it afterwards."""
    home = project.root / STATE / "home"
    folders = {
        "IPYTHONDIR": home / "ipython",
        "JUPYTER_CONFIG_DIR": home / "config",
        "JUPYTER_DATA_DIR": home / "data",
        "JUPYTER_RUNTIME_DIR": home / "runtime",
        "MPLCONFIGDIR": home / "matplotlib",
    }
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    values = KERNEL_ENVIRONMENT | {
        PROJECT_VARIABLE: str(project.root),
        OUTPUTS_VARIABLE: str(outputs),
        "JUPYTER_PREFER_ENV_PATH": "1",
    }
    values |= {name: str(folder) for name, folder in folders.items()}
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def run_notebook(
    project: Project, stage: Stage, overrides: Mapping[str, Any], on_cell: OnCell
) -> Path:
    """Execute a stage's notebook into a staging folder of its own.

    Parameters
    ----------
    overrides
        Parameters that differ from the notebook's defaults.
    on_cell
        Called as ``on_cell(number, total, cell_id)`` when a cell starts.

    Returns
    -------
    Path
        The staging folder, complete: declared tables and figures, and the rendered copy.

    Raises
    ------
    StageFailed
        If a cell fails, the kernel dies, or what was written is not what was declared.
    """
    folder = new_staging(project, stage)
    outputs = folder / "outputs"
    executed = folder / f"{stage.name}.ipynb"
    kept = project.root / failed_copy(stage)
    try:
        outputs.mkdir()
        kept.unlink(missing_ok=True)
        with kernel_environment(project, outputs):
            notebook = _start(project, stage, overrides, on_cell, outputs, executed)
        _check_size(stage, notebook)
        executed.unlink(missing_ok=True)
        _write_rendered(stage, notebook, outputs)
        check_written(stage, outputs)
    except BaseException as error:
        if isinstance(error, StageFailed) and executed.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            executed.replace(kept)
            error = StageFailed(
                f"{error}\nThe failing copy is kept as {failed_copy(stage).as_posix()}."
            )
        shutil.rmtree(folder, ignore_errors=True)
        raise error from None
    return outputs


def _start(
    project: Project,
    stage: Stage,
    overrides: Mapping[str, Any],
    on_cell: OnCell,
    outputs: Path,
    executed: Path,
) -> Any:
    """Execute, and try again if the kernel did not even start.

    Kernels are given free ports, which another process may take before they do.
    """
    for attempt in range(1, STARTS + 1):
        started: list[int] = []

        def heard(number: int, total: int, cell_id: str, started: list[int] = started) -> None:
            started.append(number)
            on_cell(number, total, cell_id)

        try:
            return _execute(project, stage, overrides, heard, outputs, executed)
        except KernelDied:
            if started or attempt == STARTS:
                raise
    raise AssertionError("unreachable")


def _execute(
    project: Project,
    stage: Stage,
    overrides: Mapping[str, Any],
    on_cell: OnCell,
    outputs: Path,
    executed: Path,
) -> Any:
    import logging

    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill import execute_notebook
    from papermill.exceptions import PapermillExecutionError

    from bpfanalysis.pipeline.engine import register

    register()
    for name in ("asyncio", "papermill", "traitlets"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what they would say is said below
    where = stage.notebook.name
    died = (
        f"{where}: its kernel died (killed, out of memory, or a cell ended it). Run again; what "
        "had been accepted is untouched."
    )
    try:
        return execute_notebook(
            str(project.root / stage.notebook),
            str(executed),
            parameters=dict(overrides),
            engine_name=ENGINE,
            kernel_name="python3",
            progress_bar=False,
            request_save_on_cell_execute=False,
            # A file written under a relative name lands among the outputs, where it is noticed,
            # and no module in the project's folder stands in for an installed one.
            cwd=str(outputs),
            on_cell=on_cell,
        )
    except PapermillExecutionError as error:
        # Without overrides papermill injects no cell, so positions are those of the notebook.
        cell = _cell_name(project, stage, error.source, error.cell_index)
        what = _short(f"{error.ename}: {error.evalue}" if error.evalue else error.ename)
        raise StageFailed(f"{where}, cell {cell}: {what}") from None
    except (DeadKernelError, CellTimeoutError):
        raise KernelDied(died) from None
    except (InputError, OSError):
        raise
    except Exception as error:
        if "kernel" in str(error).lower():
            raise KernelDied(died) from None
        raise StageFailed(
            f"{where} could not be run: {type(error).__name__}: {_short(str(error))}"
        ) from error


def _short(text: str, lines: int = 3, width: int = 400) -> str:
    """The first lines of an error, as much as a person reads."""
    kept = [line[:width] for line in text.strip().splitlines()[:lines]]
    return "\n".join(kept)


def _check_size(stage: Stage, notebook: Any) -> None:
    sizes = {
        str(cell.get("id", "")): sum(len(str(output)) for output in cell.get("outputs", ()))
        for cell in notebook.cells
    }
    total = sum(sizes.values())
    if total > LARGEST_COPY * 1_000_000:
        cell = max(sizes, key=lambda name: sizes[name])
        raise StageFailed(
            f"{stage.notebook.name}, cell '{cell}': the notebook shows {total / 1e6:.0f} million "
            f"characters, at most {LARGEST_COPY} million can be read; print less."
        )


def _cell_name(project: Project, stage: Stage, source: str, position: int) -> str:
    from bpfanalysis.pipeline.stages import read_notebook

    for cell in read_notebook(project, stage)["cells"]:
        if "".join(cell["source"]) == source and cell.get("id"):
            return f"'{cell['id']}'"
    return f"number {position + 1}"


def _write_rendered(stage: Stage, notebook: Any, outputs: Path) -> None:
    from bpfanalysis.site.normalise import write_rendered

    target = outputs / stage.rendered
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        write_rendered(notebook, target)
    except InputError as error:
        raise StageFailed(f"{stage.notebook.name}: {error}") from None


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
