"""The site is written whole or not at all, the same bytes each time, and names what is missing."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from bpfanalysis.errors import InputError
from bpfanalysis.paths import Project
from bpfanalysis.site import build


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_inputs_give_the_same_bytes(project: Project) -> None:
    first_list = build(project)
    first = hashes(project.root / "site")
    assert sorted(path.as_posix() for path in first_list) == sorted(first)
    assert build(project) == first_list
    assert hashes(project.root / "site") == first
    leftovers = [p.name for p in project.root.iterdir() if p.name.startswith(".site")]
    assert not leftovers, "nothing of the staging stays"


def test_offered_files_are_copies(project: Project) -> None:
    build(project)
    site = project.root / "site"
    for address, source in {
        "figures/norm-frequency.svg": "figures/norm-frequency.svg",
        "data/figures/norm-frequency.csv": "figures/norm-frequency.csv",
        "data/results/norms_counted.csv": "data/processed/results/norms_counted.csv",
        "notebooks/01_agreements.ipynb": "notebooks/rendered/01_agreements.ipynb",
    }.items():
        assert (site / address).read_bytes() == (project.root / source).read_bytes()


def test_raw_data_does_not_leave_its_folder(project: Project) -> None:
    (project.root / "data/raw/people.csv").write_text("name\nAda\n", encoding="utf-8")
    assert not [path for path in build(project) if "people" in path.name]


def test_what_is_gone_from_the_inputs_is_gone_from_the_site(project: Project) -> None:
    build(project)
    (project.root / "site/left-over.html").write_text("old", encoding="utf-8")
    build(project)
    assert not (project.root / "site/left-over.html").exists()


def break_figure(project: Project, key: str) -> None:
    path = project.root / "figures/norm-frequency.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {key: " "}), encoding="utf-8")


@pytest.mark.parametrize(
    ("key", "name"),
    [("alt", "alternative text"), ("caption", "caption"), ("title", "title")],
)
def test_a_figure_without_a_text_is_named(project: Project, key: str, name: str) -> None:
    build(project)
    before = hashes(project.root / "site")
    break_figure(project, key)
    with pytest.raises(InputError, match=f"norm-frequency has no {name}"):
        build(project)
    assert hashes(project.root / "site") == before, "the site that was there stays"


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("notebooks/rendered/02_report.ipynb", "02_report.ipynb is missing; run the stage"),
        ("figures/norm-frequency.csv", "norm-frequency.csv is missing"),
        ("figures/norm-network.json", "norm-network.json is missing"),
        ("notebooks/stages.toml", "stages.toml is missing"),
        ("CITATION.cff", "CITATION.cff is missing"),
    ],
)
def test_a_missing_file_is_named(project: Project, file: str, message: str) -> None:
    (project.root / file).unlink()
    with pytest.raises(InputError, match=message):
        build(project)
    assert not (project.root / "site").exists()


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("notebooks/rendered/02_report.ipynb", "{", "cannot be read as a notebook"),
        ("figures/norm-network.json", "{", "norm-network.json cannot be read"),
        ("notebooks/stages.toml", "[[stage", "cannot be read as a list of stages"),
        ("CITATION.cff", "title: T", "at least title and authors"),
        ("data/processed/results/strange.csv", "a\n1\n", "strange.csv is described nowhere"),
        ("data/processed/results/findings.csv", "order\n1\n", "not the table of findings"),
    ],
)
def test_a_broken_file_is_named(project: Project, file: str, content: str, message: str) -> None:
    (project.root / file).write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        build(project)


def test_a_finding_must_lead_to_what_exists(project: Project) -> None:
    path = project.root / "data/processed/results/findings.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("norm-frequency", "norm-frequencies"), encoding="utf-8")
    with pytest.raises(InputError, match="findings, 1: no figure 'norm-frequencies'"):
        build(project)


def test_without_findings_the_site_is_built_all_the_same(project: Project) -> None:
    (project.root / "data/processed/results/findings.csv").unlink()
    build(project)
    assert "What was found" not in (project.root / "site/index.html").read_text(encoding="utf-8")
