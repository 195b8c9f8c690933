"""What the pipeline takes in: nothing of those who opted out."""

# Texts under test stand in one piece.

import shutil
from pathlib import Path

import pytest

from bpfanalysis.contributions import importing
from bpfanalysis.contributions.importing.stage import DOCUMENTS
from bpfanalysis.paths import Project

ROOT = Path(__file__).parents[3]


@pytest.fixture
def project(tmp_path):
    (tmp_path / "notebooks").mkdir()
    shutil.copytree(ROOT / "data/raw", tmp_path / "data/raw")
    return Project(tmp_path)


def test_without_documents_it_says_so_in_words(project):
    shutil.rmtree(project.root / DOCUMENTS, ignore_errors=True)
    found = importing.import_folder(project)
    assert found.contributions.empty
    assert found.sentence().startswith("No documents lie in")


def test_opted_out_texts_never_arrive(project):
    folder = project.root / DOCUMENTS
    folder.mkdir(parents=True)
    (folder / "no.txt").write_text(
        "Organisation: Quiet\nDo not publish this.\n\nQuestion 1\n\nSecret words, the Paris Call.\n"
    )
    (folder / "yes.txt").write_text(
        "Organisation: Loud\nYou may publish this.\n\nQuestion 1\n\nWe signed MANRS.\n"
    )
    (folder / "empty.pdf").write_bytes(b"")
    found = importing.import_folder(project, jobs=1)
    assert list(found.contributions["organisation"]) == ["Loud"]
    everything = "".join(f.to_csv() for f in (found.contributions, found.answers, found.mentions))
    assert "Secret" not in everything and "Quiet" not in everything and "paris" not in everything
    assert (found.n_opted_out, found.n_quarantine) == (1, 1)
    assert "1 contribution with 1 answers" in found.sentence()
