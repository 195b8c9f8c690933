"""What a stage is: a notebook, what it may read, and what it must write.

The stages are declared in ``notebooks/stages.toml`` in the order in which they run::

    [[stage]]
    name = "02_agreements"
    title = "What the agreements say"
    question = "Which norms do international agreements hold?"
    reads = ["agreements", "norms"]
    writes = ["norm_coverage"]
    figures = ["norm-coverage"]

`reads` and `writes` name tables, `figures` the figures that the stage draws; `shows` names
figures of earlier stages that it repeats.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bpfanalysis.errors import InputError
from bpfanalysis.paths import FIGURES, NOTEBOOKS, RENDERED, Project
from bpfanalysis.pipeline.parameters import Parameter, parse_cell

FIGURE_SUFFIXES = (".svg", ".pdf", ".png", ".csv", ".json")
FIELDS = ("name", "title", "question", "reads", "writes", "figures", "shows")


@dataclass(frozen=True)
class Stage:
    """A step of the pipeline: one notebook with its inputs and outputs."""

    name: str
    title: str
    question: str
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()

    @property
    def notebook(self) -> Path:
        """The notebook, relative to the project."""
        return NOTEBOOKS / f"{self.name}.ipynb"

    @property
    def rendered(self) -> Path:
        """The executed, normalised copy, relative to the project."""
        return RENDERED / f"{self.name}.ipynb"

    def inputs(self) -> list[Path]:
        """The data files that the stage may read, relative to the project."""
        from bpfanalysis import tables

        paths = [tables.definition(name).path for name in self.reads]
        return paths + [FIGURES / f"{figure}.json" for figure in self.shows]

    def outputs(self) -> list[Path]:
        """The files that the stage must write, relative to the project."""
        from bpfanalysis import tables

        files = [tables.definition(name).path for name in self.writes]
        files += [FIGURES / f"{f}{suffix}" for f in self.figures for suffix in FIGURE_SUFFIXES]
        return [*files, self.rendered]


def load_stages(project: Project) -> list[Stage]:
    """Read the declared stages, in order.

    Raises
    ------
    InputError
        If the declaration cannot be read, a field is unknown, a name is doubled, a stage reads
        what only a later one writes, or two stages write the same thing.
    """
    path = project.root / NOTEBOOKS / "stages.toml"
    where = (NOTEBOOKS / "stages.toml").as_posix()
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("stage", [])
    except FileNotFoundError:
        raise InputError(f"{where} is missing; it declares the stages of the pipeline.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{where} cannot be read: {error}.") from None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise InputError(f"{where}: expected a table [[stage]] for each stage.")
    if not entries:
        raise InputError(f"{where} declares no stage; restore it from version control.")
    stages: list[Stage] = []
    for entry in entries:
        name = entry.get("name", f"number {len(stages) + 1}")
        unknown = sorted(set(entry) - set(FIELDS))
        if unknown:
            raise InputError(f"{where}, stage {name}: unknown field {unknown[0]!r}.")
        for field in FIELDS[:3]:
            if not entry.get(field):
                raise InputError(f"{where}, stage {name}: {field!r} is missing.")
            if not isinstance(entry[field], str):
                raise InputError(f"{where}, stage {name}: {field!r} must be a text in quotes.")
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]*", name):
            raise InputError(
                f"{where}, stage {name!r}: a name is made of letters, digits, _ and - "
                "and is that of its notebook without .ipynb."
            )
        lists = {field: _names(entry.get(field, []), field, name, where) for field in FIELDS[3:]}
        stages.append(Stage(name, entry["title"], entry["question"], **lists))
    check_order(stages, where)
    return stages


def _names(value: Any, field: str, stage: str, where: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise InputError(f'{where}, stage {stage}: {field!r} must be a list such as ["norms"].')
    return tuple(value)


def check_products(project: Project, stages: list[Stage]) -> None:
    """Raise unless every table and figure named is described, and is there when it is needed.

    Raises
    ------
    InputError
        Naming the stage, and what nobody describes, writes or draws.
    """
    from bpfanalysis import tables

    where = (NOTEBOOKS / "stages.toml").as_posix()
    catalogue = (FIGURES / "catalogue.toml").as_posix()
    declared: dict[str, Any] = {}
    if any(stage.figures for stage in stages):
        try:
            declared = tomllib.loads((project.root / catalogue).read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise InputError(f"{catalogue} is missing; restore it from version control.") from None
        except ValueError as error:
            raise InputError(f"{catalogue} cannot be read: {error}.") from None
    made: set[str] = set()
    for stage in stages:
        for name in (*stage.reads, *stage.writes):
            try:
                layer = tables.definition(name).layer
            except InputError as error:
                raise InputError(f"{where}, stage {stage.name}: {error}") from None
            if name in stage.writes and layer == "raw":
                raise InputError(f"{where}, stage {stage.name}: {name} is raw, nothing writes it.")
            if name in stage.reads and layer != "raw" and f"table {name}" not in made:
                raise InputError(f"{where}, stage {stage.name}: no stage writes the table {name}.")
        for figure in stage.figures:
            if figure not in declared:
                raise InputError(
                    f"{where}, stage {stage.name}: {catalogue} has no entry [{figure}]; add it."
                )
        for figure in stage.shows:
            if f"figure {figure}" not in made:
                raise InputError(f"{where}, stage {stage.name}: no stage draws {figure!r}.")
        made |= set(_products(stage.writes, stage.figures))


def check_order(stages: list[Stage], where: str) -> None:
    """Raise unless every stage can run after those before it.

    Raises
    ------
    InputError
        Naming the stages in conflict.
    """
    makers: dict[str, str] = {}
    for stage in stages:
        for product in _products(stage.writes, stage.figures):
            if product in makers:
                raise InputError(
                    f"{where}: both {makers[product]} and {stage.name} write {product}."
                )
            makers[product] = stage.name
    names = [stage.name for stage in stages]
    if len(set(names)) < len(names):
        raise InputError(f"{where}: a stage is declared twice.")
    for position, stage in enumerate(stages):
        for product in _products(stage.reads, stage.shows):
            maker = makers.get(product)
            if maker is not None and names.index(maker) >= position:
                raise InputError(
                    f"{where}: {stage.name} needs {product}, which {maker} writes; "
                    f"put {maker} before it."
                )


def _products(tables: tuple[str, ...], figures: tuple[str, ...]) -> list[str]:
    return [f"table {name}" for name in tables] + [f"figure {name}" for name in figures]


def read_notebook(project: Project, stage: Stage) -> dict:
    """Read a stage's notebook as plain data.

    Raises
    ------
    InputError
        If it is missing or cannot be read as a notebook.
    """
    path = project.root / stage.notebook
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        whole = all(map(_is_cell, notebook["cells"])) and bool(notebook["cells"])
    except FileNotFoundError:
        raise InputError(f"{stage.notebook.as_posix()} is missing (stage {stage.name}).") from None
    except (ValueError, LookupError, TypeError, RecursionError):
        whole = False
    if not whole:
        raise InputError(
            f"{stage.notebook.as_posix()} cannot be read as a notebook; "
            "restore it from version control."
        )
    if notebook.get("nbformat") != 4 or not isinstance(notebook.get("metadata"), dict):
        raise InputError(
            f"{stage.notebook.as_posix()}: expected a notebook of format 4 with metadata, found "
            f"format {notebook.get('nbformat')!r}; open and save it in JupyterLab."
        )
    names = [cell["id"] for cell in notebook["cells"] if cell.get("id")]
    doubled = [name for name in names if names.count(name) > 1]
    if doubled:
        raise InputError(
            f"{stage.notebook.as_posix()}: two cells have the id {doubled[0]!r}; rename one."
        )
    return notebook


def _is_cell(cell: Any) -> bool:
    """Whether this has the parts of a cell that are relied on."""
    if not isinstance(cell, dict) or cell.get("cell_type") not in ("code", "markdown", "raw"):
        return False
    source = cell.get("source")
    if not isinstance(source, str | list) or not all(isinstance(line, str) for line in source):
        return False
    metadata = cell.get("metadata", {})
    return isinstance(metadata, dict) and isinstance(metadata.get("tags", []), list)


def stage_parameters(project: Project, stage: Stage) -> list[Parameter]:
    """The parameters that a stage's notebook declares.

    Raises
    ------
    InputError
        If the notebook has no cell tagged `parameters`, or more than one.
    """
    cells = [
        cell
        for cell in read_notebook(project, stage)["cells"]
        if "parameters" in cell.get("metadata", {}).get("tags", [])
    ]
    where = stage.notebook.as_posix()
    if len(cells) != 1:
        raise InputError(f"{where}: expected one cell tagged 'parameters', found {len(cells)}.")
    return parse_cell("".join(cells[0]["source"]), where)
