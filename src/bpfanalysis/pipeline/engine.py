"""The papermill engine of the pipeline: papermill's own, with word of each cell that starts."""

from __future__ import annotations

from typing import Any

from papermill.engines import NBClientEngine, papermill_engines
from traitlets.config import Config

from bpfanalysis.pipeline.execute import ENGINE, OnCell


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
        config = Config({"KernelManager": {"transport_encryption": "auto"}})
        return super().execute_managed_notebook(nb_man, kernel_name, config=config, **kwargs)


def register() -> None:
    """Make the engine known to papermill under its name."""
    papermill_engines.register(ENGINE, PipelineEngine)
