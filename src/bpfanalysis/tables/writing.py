"""Writing a table: whole or not at all, the same bytes for the same values."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import secrets
from pathlib import Path

import pandas as pd

from bpfanalysis.errors import InputError
from bpfanalysis.paths import Project
from bpfanalysis.tables.definitions import Table, definition
from bpfanalysis.tables.schemas import validate
from bpfanalysis.tables.values import to_text


class WriteError(OSError):
    """A file could not be written: a full disk, a folder without permission.

    What stood there before still stands there.
    """


def write(name: str, frame: pd.DataFrame, project: Project | None = None) -> Path:
    """Write a processed or results table, checked against its definition.

    UTF-8, LF, floats with six significant digits, columns in the order of the definition, rows
    in the order given; the index is not written.

    Parameters
    ----------
    name
        The table's name.
    frame
        Its rows, with exactly the defined columns in any order; not changed.
    project
        The project folder; found from the working folder by default.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    InputError
        If the table is raw, or the rows break the definition; nothing is written then.
    WriteError
        If the disk is full or the folder cannot be written; the old file stays.
    """
    table = definition(name)
    if table.layer == "raw":
        raise InputError(
            f"{table.path.as_posix()} is raw data and is never written; "
            "a mistake in it is mended by an entry in data/raw/corrections/corrections.csv."
        )
    text = as_text(frame, table)
    path = (project or Project.find()).write_path(table.path)
    write_bytes(path, csv_bytes(text))
    return path


def as_text(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """A frame as the checked text of a table's file; rows are numbered from 2."""
    missing = [c for c in table.columns if c not in frame.columns]
    added = [str(c) for c in frame.columns if c not in table.columns]
    if missing or added:
        parts = [f"it lacks {', '.join(missing)}"] if missing else []
        parts += [f"the dictionary does not describe {', '.join(added)}"] if added else []
        raise InputError(f"{table.path.as_posix()} cannot be written: {'; '.join(parts)}.")
    rows = frame.reset_index(drop=True)
    rows.index = pd.RangeIndex(2, len(rows) + 2, name="row")
    texts = {}
    for column in table.columns.values():
        try:
            texts[column.name] = to_text(rows[column.name], column)
        except ValueError as error:
            raise InputError(
                f"{table.path.as_posix()} cannot be written, column {column.name}: {error}"
            ) from None
    text = pd.DataFrame(texts, index=rows.index, columns=list(table.columns))
    validate(text, table, table.path.as_posix())
    return text


def csv_bytes(text: pd.DataFrame) -> bytes:
    """A frame of text as CSV: UTF-8, LF, quotes only where they are needed.

    Examples
    --------
    >>> csv_bytes(pd.DataFrame({"a": ["x", None], "b": ["1,2", "y"]}))
    b'a,b\\nx,"1,2"\\n,y\\n'
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(text.columns)
    filled = text.astype(object).where(text.notna(), "")
    writer.writerows(filled.itertuples(index=False, name=None))
    return out.getvalue().encode("utf-8")


def write_bytes(path: Path, data: bytes) -> None:
    """Put a file in place whole or not at all: written beside it, flushed, then renamed.

    Raises
    ------
    WriteError
        With the file and the reason; the old file stays as it was.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink()
        reason = error.strerror or str(error)
        raise WriteError(
            error.errno, f"{reason}; make room or allow writing, then run again", str(path)
        ) from None
