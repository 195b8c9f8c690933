"""The papermill engine of the pipeline: papermill's own, with word of each cell that starts.

Kernels are started so that none outlives its run: the interpreter that runs the pipeline is the
kernel's (no kernel specification of the user's is consulted), it dies with the process that
started it, and whatever a cell started dies with it.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import secrets
import signal
import sys
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from papermill.engines import NBClientEngine, papermill_engines
from traitlets.config import Config

from bpfanalysis.pipeline.execute import ENGINE, OnCell

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux
_PRCTL = getattr(ctypes.CDLL(None), "prctl", None) if sys.platform == "linux" else None


def _die_with_parent() -> None:
    """Ask the system to kill this process when its parent dies.

    A kernel also looks after its parent once a second, but too late while it starts, and never
    where a process other than the first adopts orphans.
    """
    if _PRCTL is not None:
        _PRCTL(DIE_WITH_PARENT, signal.SIGKILL)


class KernelManager(AsyncKernelManager):
    """Starts kernels with the running interpreter, and ends them with all that they started."""

    _group: int | None = None

    @property
    def kernel_spec(self) -> KernelSpec:
        """The one kernel that results may come from, whatever else is installed."""
        command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(
            argv=command,
            display_name="Python 3",
            language="python",
            metadata={"supported_encryption": "curve"},
        )

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kwargs: Any) -> None:
        await super()._async_launch_kernel(kernel_cmd, preexec_fn=_die_with_parent, **kwargs)
        self._group = getattr(self.provisioner, "pgid", None)

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        if self._group is not None and self._group != os.getpgid(0):
            with contextlib.suppress(OSError):  # all of them have ended already
                os.killpg(self._group, signal.SIGKILL)
            self._group = None
        await super()._async_cleanup_resources(restart)

    cleanup_resources = _async_cleanup_resources  # type: ignore[assignment]


class PipelineEngine(NBClientEngine):
    """Runs a notebook on a real kernel and reports the cell at work."""

    @classmethod
    def execute_managed_notebook(
        cls, nb_man: Any, kernel_name: str, *, on_cell: OnCell | None = None, **kwargs: Any
    ) -> Any:
        """Execute as papermill does; see `papermill.engines.NBClientEngine`."""
        start = nb_man.cell_start
        total = len(nb_man.nb.cells)

        def cell_start(cell: Any, cell_index: int | None = None, **more: Any) -> None:
            if on_cell is not None and cell_index is not None:
                on_cell(cell_index + 1, total, str(cell.get("id", "")))
            start(cell, cell_index, **more)

        nb_man.cell_start = cell_start
        # Kernels talk on the loopback address, where other users of the machine could listen.
        # Their address stands in the project's state, where the next run clears what was left.
        address = Path(os.environ["JUPYTER_RUNTIME_DIR"], f"kernel-{secrets.token_hex(8)}.json")
        settings = {"transport_encryption": "auto", "connection_file": str(address)}
        config = Config({"KernelManager": settings})
        return super().execute_managed_notebook(
            nb_man,
            kernel_name,
            config=config,
            kernel_manager_class=KernelManager,
            # All is written when the last cell has ended; asking politely takes half a second,
            # and five where a cell is stopped with Ctrl-C.
            shutdown_kernel="immediate",
            **kwargs,
        )


def register() -> None:
    """Make the engine known to papermill under its name."""
    papermill_engines.register(ENGINE, PipelineEngine)
