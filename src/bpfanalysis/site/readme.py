"""The tables of the README that are generated, so that they cannot fall behind.

They stand between the lines ``<!-- generated: NAME -->`` and ``<!-- end -->``; everything else in
the file is written by hand and stays as it is.
"""

from __future__ import annotations

import re

from bpfanalysis.errors import InputError
from bpfanalysis.site.records import Inputs


def fill(text: str, tables: dict[str, str]) -> str:
    """Put generated tables between their marks.

    Parameters
    ----------
    text
        The file.
    tables
        Name of a mark -> what stands there.

    Raises
    ------
    InputError
        If a mark is missing.

    Examples
    --------
    >>> print(fill("<!-- generated: n -->\\nold\\n<!-- end -->", {"n": "new"}))
    <!-- generated: n -->
    new
    <!-- end -->
    """
    for name, table in tables.items():
        pattern = re.compile(rf"(<!-- generated: {re.escape(name)} -->\n).*?(<!-- end -->)", re.S)
        found = pattern.search(text)
        if found is None:
            raise InputError(f"README.md has lost its mark <!-- generated: {name} -->.")
        text = f"{text[: found.end(1)]}{table}\n{text[found.start(2) :]}"
    return text


def generated(inputs: Inputs) -> dict[str, str]:
    """The tables of the README: notebooks, figures, sources."""
    return {
        "notebooks": notebooks_table(inputs),
        "figures": figures_table(inputs),
        "sources": sources_table(inputs),
    }


def notebooks_table(inputs: Inputs) -> str:
    """One row for each notebook: its name and its question."""
    rows = [
        f"| [{stage.name}](notebooks/{stage.name}.ipynb) "
        f"([executed](notebooks/rendered/{stage.name}.ipynb)) | {cell(stage.question)} |"
        for stage in inputs.stages
    ]
    return "\n".join(["| notebook | question |", "|---|---|", *rows])


def figures_table(inputs: Inputs) -> str:
    """One row for each figure: the notebook that draws it, the tables it rests on, its files."""
    rows = []
    for figure in inputs.figures.values():
        files = ", ".join(
            f"[{suffix}](figures/{figure.id}.{suffix})" for suffix in ("svg", "pdf", "png", "csv")
        )
        tables = ", ".join(f"`{name}`" for name in figure.tables)
        rows.append(
            f"| {cell(figure.subtitle)} (`{figure.id}`) "
            f"| [{figure.notebook}](notebooks/{figure.notebook}.ipynb) | {tables} | {files} |"
        )
    return "\n".join(["| figure | notebook | tables | files |", "|---|---|---|---|", *rows])


def sources_table(inputs: Inputs) -> str:
    """One row for each source: what it is and its terms."""
    rows = []
    for source in inputs.sources:
        lines = {name.casefold(): value for name, value in source.lines}
        licence = lines.get("licence", "not stated")
        rows.append(f"| [{cell(source.title)}](data/raw/{source.id}/) | {cell(licence)} |")
    return "\n".join(["| source | terms |", "|---|---|", *rows])


def cell(text: str) -> str:
    """Text that can stand in a cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|")
