"""The layout of a project folder, and where a run writes.

Every folder that the project knows is named here and nowhere else. A run writes into a staging
folder and moves what it wrote into place when a stage has succeeded, so a `Project` has two
places: `root`, where accepted files are, and `outputs`, where new ones go. Outside a run both
are the same folder.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from bpfanalysis.errors import InputError

PROJECT_VARIABLE = "BPFANALYSIS_PROJECT"
OUTPUTS_VARIABLE = "BPFANALYSIS_OUTPUTS"

RAW = Path("data/raw")  # as received, one folder per source, with a sidecar
PROCESSED = Path("data/processed")  # tidy tables, written only by the pipeline
RESULTS = Path("data/processed/results")  # what the analyses found, as tables
FIGURES = Path("figures")  # catalogue, and each figure as svg, pdf, png and csv
NOTEBOOKS = Path("notebooks")  # the narrative, without outputs
RENDERED = Path("notebooks/rendered")  # executed copies, normalised
SITE = Path("site")  # built, not committed
STATE = Path(".bpfanalysis")  # what ran, staging and failed copies; ignored by git
READ_LOG = "reads.log"  # what a running stage asked for, in its outputs folder


@dataclass(frozen=True)
class Project:
    """A project folder: where it is and where new files go.

    Parameters
    ----------
    root
        The folder that holds `data/raw` and `notebooks`.
    outputs
        The folder that mirrors `root` and takes what is written; `root` itself by default.

    Examples
    --------
    >>> project = Project(Path("here"))
    >>> project.write_path("figures/norm-network.svg").as_posix()
    'here/figures/norm-network.svg'
    """

    root: Path
    outputs: Path | None = None

    @classmethod
    def find(cls, root: str | Path | None = None) -> Project:
        """Find the project: the argument, else the environment, else the nearest parent folder.

        Parameters
        ----------
        root
            A project folder. Without it the environment variable ``BPFANALYSIS_PROJECT`` counts,
            and without that the nearest parent of the working folder.

        Raises
        ------
        InputError
            If no folder with `data/raw` and `notebooks` is found.
        """
        outputs = os.environ.get(OUTPUTS_VARIABLE)
        named = root or os.environ.get(PROJECT_VARIABLE)
        if named:
            folder = Path(named).resolve()
            if not is_project(folder):
                raise InputError(
                    f"{named} is not a project folder: it needs {RAW} and {NOTEBOOKS} inside."
                )
        else:
            here = Path.cwd().resolve()
            found = next((f for f in (here, *here.parents) if is_project(f)), None)
            if found is None:
                raise InputError(
                    f"No project folder here or above (it holds {RAW} and {NOTEBOOKS}). "
                    f"Go into the checkout, or set {PROJECT_VARIABLE} to its path."
                )
            folder = found
        return cls(folder, Path(outputs).resolve() if outputs else None)

    def read_path(self, relative: str | Path) -> Path:
        """Where a file is read: the copy written by the present run if there is one.

        During a run the name is noted, so that a stage cannot read what it did not declare.
        """
        if self.outputs is None:
            return self.root / relative
        self.outputs.mkdir(parents=True, exist_ok=True)
        with (self.outputs / READ_LOG).open("a", encoding="utf-8") as log:
            log.write(f"{Path(relative).as_posix()}\n")
        written = self.outputs / relative
        return written if written.exists() else self.root / relative

    def write_path(self, relative: str | Path) -> Path:
        """Where a file is written."""
        return (self.outputs or self.root) / relative


def is_project(folder: Path) -> bool:
    """Whether a folder has the layout of a project."""
    return (folder / RAW).is_dir() and (folder / NOTEBOOKS).is_dir()
