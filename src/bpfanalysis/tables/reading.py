"""Reading a table: shape, corrections, checks, types."""

from __future__ import annotations

import pandas as pd

from bpfanalysis.errors import InputError
from bpfanalysis.paths import Project
from bpfanalysis.tables.definitions import Table, definition
from bpfanalysis.tables.schemas import validate
from bpfanalysis.tables.shape import read_text
from bpfanalysis.tables.values import from_text


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


def read_checked(table: Table, project: Project) -> pd.DataFrame:
    """The text of a table, checked; the index is the row in the file (the header is row 1)."""
    shown = table.path.as_posix()
    path = project.read_path(table.path)
    if not path.exists():
        todo = (
            "put the file back"
            if table.layer == "raw"
            else "run `bpfanalysis run`, which writes it"
        )
        raise InputError(f"{shown} is not there; {todo}.")
    frame = read_text(path, shown, list(table.columns))
    validate(frame, table, shown)
    return frame
