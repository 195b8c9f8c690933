"""Pages made from what the project knows of its data: the sources, and the codebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from bpfanalysis.paths import RAW, Project
from bpfanalysis.tables import accepted
from bpfanalysis.tables.checks import read_all
from bpfanalysis.tables.definitions import LAYERS, Column, Table, definitions
from bpfanalysis.tables.sources import Source, sources
from bpfanalysis.tables.writing import write_bytes

README = RAW / "README.md"
CODEBOOK = Path("docs/codebook.md")
LAYER_TITLES = {
    "raw": "Raw tables",
    "processed": "Processed tables",
    "results": "Results tables",
}
LAYER_TEXTS = {
    "raw": "As received, in `data/raw/<source>/`; never edited.",
    "processed": "Tidy tables in `data/processed/`, written by the pipeline alone.",
    "results": "What the analyses found, in `data/processed/results/`.",
}


def raw_readme(found: Iterable[Source]) -> str:
    """The page on the raw data, from the sidecars.

    Parameters
    ----------
    found
        The sources, in the order in which they are shown.

    Returns
    -------
    str
        Markdown.
    """
    found = list(found)
    tables = definitions("raw")
    lines = [
        "# Raw data",
        "",
        "Made from the sidecars (`source.toml`) and the dictionary; edit those, not this page.",
        "",
        "One folder per source. Files stand as they were received and are never edited: a known "
        "mistake is an entry in `corrections/corrections.csv`. What may be altered, and how, is "
        "said in `docs/data_guidelines.md`; what every column means, in `docs/codebook.md`.",
        "",
        "To add a source: make a folder with its files and a `source.toml` like those beside it "
        "(`not stated` where a field is not known), and describe each table in a file of "
        "`src/bpfanalysis/tables/dictionary/`; then `bpfanalysis seal <source>` notes the hashes, "
        "and `bpfanalysis docs` writes this page anew. Nothing else is needed.",
        "",
        "| source | what it is | tables | licence |",
        "|---|---|---|---|",
    ]
    for source in found:
        names = [n for n, t in tables.items() if t.source == source.name]
        listed = ", ".join(f"`{n}`" for n in names)
        lines.append(
            f"| [{source.name}](#{source.name}) | {cell(source.title)} | {listed} "
            f"| {cell(source.licence)} |"
        )
    for source in found:
        lines += _source_section(source, tables)
    return "\n".join(lines) + "\n"


def _source_section(source: Source, tables: Mapping[str, Table]) -> list[str]:
    lines = [
        "",
        f"## {source.name}",
        "",
        f"**{source.title}.** {source.description}",
        "",
        f"- Producer: {source.producer}",
        f"- Cite as: {source.citation}",
        f"- Address: {source.address}",
        f"- Published: {source.date_published}; accessed: {source.date_accessed}",
        f"- Licence: {source.licence}",
        f"- What was done: {source.processing}",
    ]
    if source.limits:
        lines += ["", "Limits:", "", *(f"- {limit}" for limit in source.limits)]
    lines += ["", "| file | a row is | SHA-256 |", "|---|---|---|"]
    for name, digest in sorted(source.files.items()):
        table = tables.get(name.removesuffix(".csv"))
        row = cell(table.row) if table else ""
        lines.append(f"| `{name}` | {row} | `{digest}` |")
    return lines


def codebook(found: Iterable[Table]) -> str:
    """The codebook: every table and column, from the dictionary.

    Parameters
    ----------
    found
        Table definitions of any layers.

    Returns
    -------
    str
        Markdown.
    """
    lines = [
        "# Codebook",
        "",
        "Made from `src/bpfanalysis/tables/dictionary/`; edit that, not this page. Every column "
        "of every table is described once. A field may be empty where it is marked optional; an "
        "empty field means that the value does not apply or is not known, never `no`. Members of "
        "a set are joined by `;`, and their order carries no meaning. Dates are ISO 8601 and may "
        "be a year, a month or a day.",
    ]
    tables = list(found)
    for layer in LAYERS:
        of_layer = sorted((t for t in tables if t.layer == layer), key=lambda t: t.name)
        if not of_layer:
            continue
        lines += ["", f"## {LAYER_TITLES[layer]}", "", LAYER_TEXTS[layer]]
        for table in of_layer:
            lines += _table_section(table)
    return "\n".join(lines) + "\n"


def _table_section(table: Table) -> list[str]:
    key = ", ".join(f"`{c}`" for c in table.key)
    lines = ["", f"### {table.name}", "", f"{table.title}. A row is {table.row}. Key: {key}."]
    if table.source:
        lines += ["", f"Source: `{table.source}`."]
    if table.derived_from:
        lines += ["", f"Made from {', '.join(f'`{n}`' for n in table.derived_from)}."]
    if table.note:
        lines += ["", f"Note: {table.note}"]
    lines += ["", "| column | meaning | type | values |", "|---|---|---|---|"]
    for column in table.columns.values():
        kind = column.type if column.required else f"{column.type}, optional"
        lines.append(f"| `{column.name}` | {cell(column.meaning)} | {kind} | {_values(column)} |")
    return lines


def _values(column: Column) -> str:
    parts = []
    if column.allowed:
        parts.append(", ".join(f"`{v}`" for v in column.allowed))
    elif column.minimum is not None or column.maximum is not None:
        low = "" if column.minimum is None else f"{column.minimum:g}"
        high = "" if column.maximum is None else f"{column.maximum:g}"
        parts.append(f"{low} to {high}" if low and high else f"at least {low}" if low else high)
    if column.references:
        parts.append(f"a value of `{column.references}`")
    if column.unit:
        parts.append(f"in {column.unit}")
    return cell("; ".join(parts))


def cell(text: str) -> str:
    """Text that is safe in a cell of a Markdown table.

    Examples
    --------
    >>> cell("a | b")
    'a \\\\| b'
    """
    return " ".join(text.split()).replace("|", "\\|")


def documents(project: Project) -> dict[Path, str]:
    """Path, relative to the project -> text of every page made from the data's description."""
    return {
        README: raw_readme(sources(project)),
        CODEBOOK: codebook(definitions().values()),
    }


def accept(project: Project | None = None) -> list[Path]:
    """Accept the raw data as it stands: write what later checks compare it with, and the pages.

    Writes `data/raw/vocabularies.toml`, `data/raw/README.md` and `docs/codebook.md`.

    Returns
    -------
    list of Path
        The files that changed, relative to the project.

    Raises
    ------
    InputError
        If a raw table breaks its definition.
    """
    project = project or Project.find()
    texts = {
        accepted.FILE: accepted.render(accepted.observed(read_all(project))),
        **documents(project),
    }
    changed = []
    for relative, text in texts.items():
        path = project.root / relative
        data = text.encode("utf-8")
        if not path.exists() or path.read_bytes() != data:
            write_bytes(path, data)
            changed.append(relative)
    return changed
