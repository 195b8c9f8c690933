"""A copy of the real raw layer that a test may spoil."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from bpfanalysis.paths import Project
from bpfanalysis.tables.checks import read_all

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout() -> Project:
    """The project as it stands, for reading only."""
    return Project(ROOT)


@pytest.fixture(scope="session")
def raw_texts() -> dict[str, pd.DataFrame]:
    """The checked text of every raw table as it stands; not to be changed."""
    return read_all(Project(ROOT))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project folder with a copy of the raw layer."""
    shutil.copytree(ROOT / "data" / "raw", tmp_path / "data" / "raw")
    (tmp_path / "notebooks").mkdir()
    return Project(tmp_path)


@pytest.fixture
def spoil(project: Project) -> Callable[[str, bytes, bytes], Path]:
    """Replace the first occurrence of some bytes in a raw file."""

    def change(relative: str, old: bytes, new: bytes) -> Path:
        path = project.root / "data" / "raw" / relative
        data = path.read_bytes()
        assert old in data, f"the test wants to replace {old!r}, which {relative} does not hold"
        path.write_bytes(data.replace(old, new, 1))
        return path

    return change
