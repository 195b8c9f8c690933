"""Running one notebook with papermill, apart from everything a reader relies on.

The kernel writes into a staging folder. Nothing reaches the project before the whole stage has
succeeded and has written just what it declared.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bpfanalysis.errors import InputError
from bpfanalysis.paths import OUTPUTS_VARIABLE, PROJECT_VARIABLE, READ_LOG, STATE, Project
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
    "TZ": "UTC",
}

OnCell = Callable[[int, int, str], None]


class StageFailed(Exception):
    """A stage did not end well; the message says where and how, for a person."""


def staging_folder(project: Project, stage: Stage) -> Path:
    """Where a stage writes while it runs."""
    return project.root / STATE / "staging" / stage.name


def failed_copy(stage: Stage) -> Path:
    """Where the executed copy of a failing notebook is kept, relative to the project."""
    return STATE / "failed" / f"{stage.name}.ipynb"


@contextmanager
def kernel_environment(project: Project, outputs: Path) -> Iterator[None]:
    """Set the environment that a kernel inherits, and restore it afterwards."""
    home = project.root / STATE / "home"
    for name in ("ipython", "matplotlib"):
        (home / name).mkdir(parents=True, exist_ok=True)
    values = KERNEL_ENVIRONMENT | {
        PROJECT_VARIABLE: str(project.root),
        OUTPUTS_VARIABLE: str(outputs),
        "IPYTHONDIR": str(home / "ipython"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "MPLCONFIGDIR": str(home / "matplotlib"),
    }
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
    """Execute a stage's notebook into a fresh staging folder.

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
    outputs = staging_folder(project, stage)
    shutil.rmtree(outputs, ignore_errors=True)
    outputs.mkdir(parents=True)
    executed = outputs.with_suffix(".ipynb")
    kept = project.root / failed_copy(stage)
    kept.unlink(missing_ok=True)
    with kernel_environment(project, outputs):
        try:
            notebook = _execute(project, stage, overrides, on_cell, executed)
        except StageFailed as failure:
            if executed.exists():
                kept.parent.mkdir(parents=True, exist_ok=True)
                executed.replace(kept)
                raise StageFailed(
                    f"{failure}\nThe failing copy is kept as {failed_copy(stage).as_posix()}."
                ) from None
            raise
    executed.unlink(missing_ok=True)
    _write_rendered(stage, notebook, outputs)
    check_written(stage, outputs)
    return outputs


def _execute(
    project: Project,
    stage: Stage,
    overrides: Mapping[str, Any],
    on_cell: OnCell,
    executed: Path,
) -> Any:
    import logging

    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill import execute_notebook
    from papermill.exceptions import PapermillExecutionError

    from bpfanalysis.pipeline.engine import register

    register()
    logging.getLogger("papermill").setLevel(logging.ERROR)
    where = stage.notebook.name
    try:
        return execute_notebook(
            str(project.root / stage.notebook),
            str(executed),
            parameters=dict(overrides),
            engine_name=ENGINE,
            kernel_name="python3",
            progress_bar=False,
            request_save_on_cell_execute=False,
            cwd=str(project.root),
            on_cell=on_cell,
        )
    except PapermillExecutionError as error:
        # Without overrides papermill injects no cell, so positions are those of the notebook.
        cell = _cell_name(project, stage, error.source, error.cell_index)
        line = f"{where}, cell {cell}: {error.ename}"
        raise StageFailed(f"{line}: {error.evalue}" if error.evalue else line) from None
    except (DeadKernelError, CellTimeoutError):
        raise StageFailed(
            f"{where}: its kernel died (killed, or out of memory). Run again; what had been "
            "accepted is untouched."
        ) from None


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
        raise StageFailed(f"{where} wrote {path.as_posix()} without declaring it.")


def promote(project: Project, outputs: Path) -> list[Path]:
    """Move the files of a staging folder into place, each whole.

    Returns
    -------
    list of Path
        The files, relative to the project, sorted.
    """
    files = sorted(path.relative_to(outputs) for path in outputs.rglob("*") if path.is_file())
    for relative in files:
        target = project.root / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        (outputs / relative).replace(target)
    shutil.rmtree(outputs, ignore_errors=True)
    return files
