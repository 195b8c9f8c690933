"""Whether a stage has to run, and why, said in words.

A stage is fresh when everything that its results depend on has the same content as when it last
succeeded: its notebook, its parameters, the tables and figures it reads, the modules of the
library it imports, the descriptions of its tables and figures, the versions of the packages; and
when its outputs are as it left them. File times never count.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from bpfanalysis.paths import FIGURES, RAW, STATE, Project
from bpfanalysis.pipeline import hashing
from bpfanalysis.pipeline.code import module_file, used_modules
from bpfanalysis.pipeline.stages import Stage, read_notebook

RENDERING = "import bpfanalysis.site.normalise"  # makes the rendered copy of every notebook
PACKAGES = (
    "ipykernel",
    "matplotlib",
    "nbclient",
    "nbconvert",
    "networkx",
    "numpy",
    "pandas",
    "pandera",
    "papermill",
    "scipy",
    "seaborn",
)
IMPORTING = "bpfanalysis.contributions.importing"  # reads a folder that no table describes


def package_versions() -> dict[str, str]:
    """The versions that results may depend on, Python's included."""
    versions = {"python": ".".join(map(str, sys.version_info[:3]))}
    for name in PACKAGES:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            versions[name] = "missing"
    return versions


def fingerprint(project: Project, stage: Stage, parameters: Mapping[str, Any]) -> dict[str, str]:
    """What a stage's results depend on, by name.

    Returns
    -------
    dict
        ``{"notebook": hash, "parameter seed": value, "input data/raw/...": hash, ...}``; the
        names are the words that `reasons` uses.
    """
    notebook = read_notebook(project, stage)
    cells = [[cell["cell_type"], "".join(cell["source"])] for cell in notebook["cells"]]
    prints = {f"notebook {stage.notebook.name}": hashing.of_value(cells)}
    for name, value in parameters.items():
        prints[f"parameter {name}"] = repr(value)
    inputs = stage.inputs()
    raw_folders = {path.parent for path in inputs if path.is_relative_to(RAW)}
    inputs += [folder / "source.toml" for folder in raw_folders]
    inputs += [RAW / "corrections" / "corrections.csv"] if raw_folders else []
    for path in sorted(set(inputs)):
        prints[f"input {path.as_posix()}"] = hashing.of_file(project.root / path)
    code = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]
    for module in used_modules([*code, RENDERING]):
        file = module_file(module)
        prints[f"module {module}"] = hashing.of_file(file) if file else "missing"
    if f"module {IMPORTING}" in prints:
        prints["documents to import"] = _documents(project)
    prints |= _descriptions(project, stage)
    prints |= {f"package {name}": number for name, number in package_versions().items()}
    return prints


def _documents(project: Project) -> str:
    """One hash over the contributions as received and the decisions about them."""
    folder = project.root / RAW / "contributions"
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return hashing.of_value([[str(p.relative_to(folder)), hashing.of_file(p)] for p in files])


def _descriptions(project: Project, stage: Stage) -> dict[str, str]:
    from bpfanalysis import tables

    prints = {
        f"description of table {name}": hashing.of_value(repr(tables.definition(name)))
        for name in (*stage.reads, *stage.writes)
    }
    catalogue = project.root / FIGURES / "catalogue.toml"
    try:
        entries = tomllib.loads(catalogue.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        entries = {}
    for figure in stage.figures:
        prints[f"catalogue entry {figure}"] = hashing.of_value(entries.get(figure))
    return prints


def record_path(project: Project, stage: Stage) -> Path:
    """Where the record of a stage's last success is kept."""
    return project.root / STATE / "stages" / f"{stage.name}.json"


def read_record(project: Project, stage: Stage) -> dict[str, Any] | None:
    """The record of a stage's last success; None if there is none or it cannot be read."""
    try:
        record = json.loads(record_path(project, stage).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    parts = [record.get(name) for name in PARTS] if isinstance(record, dict) else []
    return record if parts and all(map(_is_texts, parts)) else None


PARTS = ("fingerprint", "outputs")


def _is_texts(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def reasons(
    project: Project, stage: Stage, prints: Mapping[str, str], remade: Mapping[str, str]
) -> list[str]:
    """Why a stage has to run; empty if it is fresh.

    Parameters
    ----------
    prints
        Its present `fingerprint`.
    remade
        Paths that an earlier stage is going to write again, with that stage's name.
    """
    record = read_record(project, stage)
    if record is None:
        return ["it has not run here yet"]
    before = record["fingerprint"]
    if not before:
        return ["it was stopped while its files were put in place"]
    found = [
        f"{name} changed" for name in prints if name in before and before[name] != prints[name]
    ]
    found += [f"{name} is new" for name in prints if name not in before]
    found += [f"{name} is no longer used" for name in before if name not in prints]
    for path in stage.inputs():
        if path.as_posix() in remade:
            found.append(f"{remade[path.as_posix()]} runs before it")
            break
    for path, expected in record["outputs"].items():
        present = hashing.of_file(project.root / path)
        if present != expected:
            found.append(f"{path} is missing" if present == "missing" else f"{path} was altered")
    missing = [p for p in map(Path.as_posix, stage.outputs()) if p not in record["outputs"]]
    found += [f"{path} is to be written too" for path in missing]
    return found
