"""Knowledge from the project's own tables, a reader in this process, and one whole import."""

import csv
from pathlib import Path

import pytest

from bpfanalysis.contributions import importing
from bpfanalysis.contributions.importing.document import Reader
from bpfanalysis.paths import Project

HERE = Path(__file__).parent
ROOT = Path(__file__).parents[3]


def rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def knowledge():
    return importing.load(Project(ROOT))


@pytest.fixture(scope="session")
def reader(knowledge):
    return Reader(knowledge.aliases, knowledge.contexts, knowledge.countries)


@pytest.fixture(scope="session")
def imports(knowledge, tmp_path_factory):
    """Output folders of one import each of the samples and of the harder set."""
    made = {}
    for name, folder in (("samples", HERE / "samples"), ("harder", HERE / "harder/files")):
        out = tmp_path_factory.mktemp(name) / "out"
        importing.import_contributions(folder, out, knowledge, jobs=2)
        made[name] = out
    return made
