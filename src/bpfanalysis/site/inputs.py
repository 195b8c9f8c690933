"""What the site is made from, read once and checked: stages, notebooks, figures, tables, sources.

Only files that a run has accepted are read. Whatever a reader would miss (an alternative text, a
caption, a rendered notebook) is an error here, before anything is written.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from bpfanalysis.errors import InputError
from bpfanalysis.paths import FIGURES, NOTEBOOKS, PROCESSED, RENDERED, RESULTS, Project
from bpfanalysis.site.codings import read_codings
from bpfanalysis.site.records import Column, Figure, Finding, Inputs, SourceRecord, Stage, TableFile

DOWNLOADS = ("svg", "pdf", "png", "csv")
SVG_SIZE = re.compile(r'\bviewBox="\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*"')


def read_inputs(project: Project) -> Inputs:
    """Read everything that the site shows.

    Raises
    ------
    InputError
        Naming what a reader would miss: a rendered notebook, a figure's alternative text, ...
    """
    stages = read_stages(project)
    citation = read_citation(project)
    return Inputs(
        stages=stages,
        notebooks=read_notebooks(project, stages),
        figures=read_figures(project, stages),
        tables=read_tables(project, stages),
        sources=read_sources(project),
        findings=read_findings(project),
        citation=citation,
        version=str(citation.get("version", "")),
        codings=read_codings(project),
    )


def read_stages(project: Project) -> tuple[Stage, ...]:
    """Read the stages in the order in which they are told.

    Raises
    ------
    InputError
        If the declaration is missing or broken.
    """
    where = NOTEBOOKS / "stages.toml"
    try:
        entries = tomllib.loads((project.root / where).read_text(encoding="utf-8"))["stage"]
        lists = ("reads", "writes", "figures", "shows")
        return tuple(
            Stage(e["name"], e["title"], e["question"], **{n: tuple(e.get(n, ())) for n in lists})
            for e in entries
        )
    except FileNotFoundError:
        raise InputError(f"{where} is missing; it declares the stages of the pipeline.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise InputError(f"{where} cannot be read as a list of stages: {error}.") from None


def read_notebooks(project: Project, stages: tuple[Stage, ...]) -> dict[str, dict[str, Any]]:
    """Read the rendered notebook of every stage.

    Raises
    ------
    InputError
        Naming the one that is missing or cannot be read.
    """
    found = {}
    for stage in stages:
        where = RENDERED / f"{stage.name}.ipynb"
        try:
            found[stage.name] = json.loads(project.read_path(where).read_text(encoding="utf-8"))
            found[stage.name]["cells"][0]["source"]
        except FileNotFoundError:
            raise InputError(
                f"{where} is missing; run the stage: bpfanalysis run {stage.name}."
            ) from None
        except (ValueError, LookupError, TypeError):
            raise InputError(
                f"{where} cannot be read as a notebook; run the stage again: "
                f"bpfanalysis run {stage.name} --force."
            ) from None
    return found


def read_figures(project: Project, stages: tuple[Stage, ...] = ()) -> dict[str, Figure]:
    """Read what was saved of every figure, in the order in which the notebooks draw them.

    Raises
    ------
    InputError
        Naming the figure and what it lacks: a text, a file.
    """
    folder = project.read_path(FIGURES)
    records = sorted(folder.glob("*.json")) if folder.is_dir() else []
    figures = {path.stem: _figure(path, folder) for path in records}
    declared = [figure for stage in stages for figure in stage.figures]
    missing = [figure for figure in declared if figure not in figures]
    if missing:
        raise InputError(
            f"{FIGURES / missing[0]}.json is missing; run the stage that draws the figure."
        )
    order = [*declared, *(figure for figure in figures if figure not in declared)]
    return {figure: figures[figure] for figure in order}


def _figure(path: Path, folder: Path) -> Figure:
    where = FIGURES / path.name
    again = "Add it in figures/catalogue.toml and draw the figure again."
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InputError(f"{where} cannot be read: {error}.") from None
    texts = {}
    needed = {"title": "title", "subtitle": "subtitle", "caption": "caption",
              "alt": "alternative text"}  # fmt: skip
    for key, name in needed.items():
        texts[key] = " ".join(str(record.get(key) or "").split())
        if not texts[key]:
            raise InputError(f"{where}: the figure {path.stem} has no {name}. {again}")
    for suffix in DOWNLOADS:
        if not (folder / f"{path.stem}.{suffix}").is_file():
            raise InputError(f"{FIGURES / path.stem}.{suffix} is missing; draw the figure again.")
    with (folder / f"{path.stem}.svg").open(encoding="utf-8") as svg:
        size = SVG_SIZE.search(svg.read(4000))
    width, height = (round(float(size[1])), round(float(size[2]))) if size else (640, 400)
    sources = tuple(_source_line(source) for source in record.get("sources", ()))
    return Figure(
        path.stem,
        **texts,
        notebook=str(record.get("notebook", "")).removesuffix(".ipynb").rpartition("/")[2],
        tables=tuple(record.get("tables", ())),
        sources=tuple(line for line in sources if line),
        width=width,
        height=height,
    )


def _source_line(source: Any) -> str:
    """A source as one line, whether it was saved as text or as a record."""
    if isinstance(source, dict):
        title, producer = (str(source.get(key) or "") for key in ("title", "producer"))
        return f"{title} ({producer})" if title and producer else title or producer
    return str(source)


def read_tables(project: Project, stages: tuple[Stage, ...]) -> dict[str, TableFile]:
    """Describe every processed and results table that exists, processed ones first.

    Raises
    ------
    InputError
        If a table exists that no dictionary describes.
    """
    from bpfanalysis import tables

    definitions = tables.definitions()
    maker = {name: stage.name for stage in stages for name in stage.writes}
    found = {}
    for layer, folder in (("processed", PROCESSED), ("results", RESULTS)):
        for path in sorted(project.read_path(folder).glob("*.csv")):
            definition = definitions.get(path.stem)
            if definition is None:
                raise InputError(
                    f"{folder / path.name} is described nowhere; add it to a file in "
                    "src/bpfanalysis/tables/dictionary, or delete it."
                )
            content = path.read_bytes()
            found[path.stem] = TableFile(
                path.stem,
                layer,
                definition.title,
                definition.row,
                folder / path.name,
                count_rows(content),
                len(content),
                tuple(_column(name, column) for name, column in definition.columns.items()),
                maker.get(path.stem, ""),
                definition.note,
            )
    return found


def count_rows(content: bytes) -> int:
    """The rows of a CSV file below its header; a line break inside quotes is none.

    Examples
    --------
    >>> count_rows(b'a,b\\n1,"x\\ny"\\n2,z\\n')
    2
    """
    # an odd number of quotes before a line break means that it stands inside a quoted value
    rows = 0
    quotes = 0
    for line in content.split(b"\n"):
        quotes += line.count(b'"')
        if quotes % 2 == 0 and line:
            rows += 1
    return max(0, rows - 1)


def _column(name: str, column: Any) -> Column:
    kind = str(getattr(column, "type", "") or "")
    allowed = getattr(column, "allowed", None) or ()
    parts = [kind]
    if allowed:
        parts = [", ".join(str(value) for value in allowed)]
        if kind == "set":
            parts = [f"any of: {parts[0]} (joined with ;)"]
    unit = getattr(column, "unit", None)
    if unit:
        parts.append(f"in {unit}")
    low, high = getattr(column, "minimum", None), getattr(column, "maximum", None)
    if low is not None and high is not None:
        parts.append(f"{low:g} to {high:g}")
    elif low is not None:
        parts.append(f"at least {low:g}")
    if getattr(column, "required", True) is False:
        parts.append("may be empty")
    return Column(name, str(column.meaning), ", ".join(part for part in parts if part))


def read_findings(project: Project) -> tuple[Finding, ...]:
    """Read the findings that the report's notebook computed, in order; none before it ran."""
    import csv

    path = project.read_path(RESULTS / "findings.csv")
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    try:
        findings = [_finding(row) for row in rows]
    except (KeyError, ValueError) as error:
        raise InputError(
            f"{RESULTS / 'findings.csv'} is not the table of findings ({error}); "
            "run the stage 06_report again."
        ) from None
    return tuple(sorted(findings, key=lambda finding: finding.order))


def _finding(row: dict[str, str]) -> Finding:
    return Finding(
        order=int(row["order"]),
        part=row["part"],
        question=row["question"],
        finding=row["finding"],
        limit=row["limit"],
        notebook=row["notebook"],
        figure_id=row["figure_id"],
        tables=tuple(name for name in row["tables"].split(";") if name),
    )


def read_citation(project: Project) -> dict[str, Any]:
    """Read CITATION.cff as plain data.

    Raises
    ------
    InputError
        If it is missing, broken, or lacks title or authors.
    """
    import yaml

    try:
        content = yaml.safe_load((project.root / "CITATION.cff").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError("CITATION.cff is missing; the site says there how to cite.") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"CITATION.cff cannot be read: {error}.") from None
    if not isinstance(content, dict) or not content.get("title") or not content.get("authors"):
        raise InputError("CITATION.cff: expected at least title and authors.")
    return content


# How the fields of a sidecar are called on the page, in the order in which they are shown.
SOURCE_FIELDS = {
    "producer": "Producer",
    "description": "What it is",
    "citation": "Citation",
    "address": "Address",
    "date_published": "Published",
    "date_accessed": "Accessed",
    "licence": "Licence",
    "processing": "What was done to it",
}


def read_sources(project: Project) -> tuple[SourceRecord, ...]:
    """Read what the sidecars say of each source."""
    from bpfanalysis import tables

    return tuple(
        SourceRecord(
            source.name,
            source.title,
            tuple((label, getattr(source, field)) for field, label in SOURCE_FIELDS.items()),
            tuple(source.limits),
            tuple(sorted(source.files.items())),
        )
        for source in tables.sources(project)
    )
