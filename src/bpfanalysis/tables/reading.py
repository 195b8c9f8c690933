"""Reading a table: shape, corrections, checks, types."""

from __future__ import annotations

import pandas as pd

from bpfanalysis.errors import InputError
from bpfanalysis.paths import Project
from bpfanalysis.tables.corrections import LOG_COLUMNS, Correction, apply, entries_of
from bpfanalysis.tables.definitions import Table, definition
from bpfanalysis.tables.schemas import validate
from bpfanalysis.tables.shape import read_text
from bpfanalysis.tables.values import from_text

CORRECTIONS = "corrections"


def read(name: str, project: Project | None = None) -> pd.DataFrame:
    """Read a table, checked against its definition.

    Sets stay text joined by `;`, dates stay text (a year, a month or a day). Whole numbers are
    `int64`, or `Int64` where a field may be empty; numbers are `float64`; empty fields are
    missing.

    Parameters
    ----------
    name
        The table's name, such as ``"agreements"``.
    project
        The project folder; found from the working folder by default.

    Returns
    -------
    DataFrame
        Columns in the order of the definition, rows in the order of the file, corrections
        applied.

    Raises
    ------
    InputError
        If the file is missing or breaks its definition: file, row, found, expected.
    """
    table = definition(name)
    frame = read_checked(table, project or Project.find())
    typed = {c.name: from_text(frame[c.name], c) for c in table.columns.values()}
    return pd.DataFrame(typed, columns=list(table.columns)).reset_index(drop=True)


def read_checked(
    table: Table, project: Project, entries: list[Correction] | None = None
) -> pd.DataFrame:
    """The text of a table, corrected and checked; the index is the row in the file.

    Parameters
    ----------
    table
        Its definition.
    project
        The project folder.
    entries
        Corrections, where they have been read already.
    """
    shown = table.path.as_posix()
    text = _source_text(table, project)
    if table.layer == "raw" and table.name != CORRECTIONS:
        text, _ = apply(text, table, corrections(project) if entries is None else entries)
    validate(text, table, shown)
    return text


def _source_text(table: Table, project: Project) -> pd.DataFrame:
    shown = table.path.as_posix()
    path = project.read_path(table.path)
    if not path.exists():
        todo = (
            "put the file back"
            if table.layer == "raw"
            else "run `bpfanalysis run`, which writes it"
        )
        raise InputError(f"{shown} is not there; {todo}.")
    return read_text(path, shown, list(table.columns))


def corrections(project: Project) -> list[Correction]:
    """The entries of the corrections table; none, where the table is not there."""
    table = definition(CORRECTIONS)
    if not project.read_path(table.path).exists():
        return []
    return entries_of(read_checked(table, project))


def corrections_log(project: Project | None = None) -> pd.DataFrame:
    """What corrections change when raw tables are read, one row per applied entry.

    Returns
    -------
    DataFrame
        Columns correction_id, table, key, column, action, found, new_value, reason, status.

    Raises
    ------
    InputError
        If the guard of an entry does not hold.
    """
    project = project or Project.find()
    entries = corrections(project)
    log: list[dict[str, str]] = []
    for name in sorted({e.table for e in entries}):
        log += apply(_source_text(definition(name), project), definition(name), entries)[1]
    log.sort(key=lambda record: record["correction_id"])
    return pd.DataFrame(log, columns=list(LOG_COLUMNS), dtype="str")
