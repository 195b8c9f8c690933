"""A small project whose stages run on real kernels."""

from __future__ import annotations

import json
import shutil
import signal
from pathlib import Path

import pytest

from bpfanalysis.paths import Project

ROOT = Path(__file__).parents[2]
PARAMETERS = "seed: int = 1  # [0, 9] starts the random numbers"
STAGE = '[[stage]]\nname = "{name}"\ntitle = "T"\nquestion = "Q?"\nreads = {reads}\n'


def code(cell_id: str, source: str, *tags: str) -> dict:
    return {
        "cell_type": "code",
        "id": cell_id,
        "metadata": {"tags": list(tags)},
        "execution_count": None,
        "outputs": [],
        "source": source,
    }


def hear_interrupts() -> None:
    """For a child process: hear Ctrl-C, though a shell that runs the tests behind may be deaf."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class SmallProject:
    """A project folder with the real raw data and stages made by the test."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.project = Project(root)
        shutil.copytree(
            ROOT / "data/raw", root / "data/raw", ignore=shutil.ignore_patterns("documents")
        )
        shutil.copy(ROOT / "CITATION.cff", root)
        (root / "notebooks").mkdir()
        (root / "notebooks/stages.toml").write_text("")

    def add(self, name: str, *sources: str, reads: tuple[str, ...] = ()) -> None:
        """Add a stage whose cells are these; the last ones run after the parameters."""
        cells = [code("parameters", PARAMETERS, "parameters")]
        cells += [code(f"cell-{n}", source) for n, source in enumerate(sources, 1)]
        self.write(name, cells)
        with (self.root / "notebooks/stages.toml").open("a") as stages:
            stages.write(STAGE.format(name=name, reads=json.dumps(reads)))

    def write(self, name: str, cells: list[dict]) -> None:
        kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
        notebook = {
            "cells": cells,
            "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        (self.root / f"notebooks/{name}.ipynb").write_text(json.dumps(notebook))

    def rendered(self, name: str) -> str:
        return (self.root / f"notebooks/rendered/{name}.ipynb").read_text()


@pytest.fixture
def small(tmp_path) -> SmallProject:
    root = tmp_path / "project with a space"
    root.mkdir()
    return SmallProject(root)
