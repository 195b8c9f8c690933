"""Running one notebook with papermill, apart from everything a reader relies on.

The kernel writes into a staging folder. Nothing reaches the project before the whole stage has
succeeded and has written just what it declared.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bpfanalysis.errors import InputError
from bpfanalysis.paths import (
    OUTPUTS_VARIABLE,
    PROJECT_VARIABLE,
    STATE,
    Project,
)
from bpfanalysis.pipeline.failures import KernelDied, StageFailed
from bpfanalysis.pipeline.promotion import check_written
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
