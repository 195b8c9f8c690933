"""A CSV file as text: every record has the columns that the dictionary names.

Files are read with the csv module before anything else, because only then can a broken line be
named by its row. Rows are counted as a spreadsheet shows them: the header is row 1.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from bpfanalysis.errors import InputError

LONGEST_FIELD = 100_000  # characters; longer ones come from a quote that was never closed
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read_text(path: Path, shown: str, columns: Sequence[str]) -> pd.DataFrame:
    """Read a CSV file (RFC 4180, UTF-8) as text, without judging any value.

    Parameters
    ----------
    path
        The file.
    shown
        How messages name it, relative to the project.
    columns
        The columns it must have, in any order.

    Returns
    -------
    DataFrame
        The columns in the order asked for, as `str`; empty fields are NaN. The index is the row
        number in the file, the header being row 1.

    Raises
    ------
    InputError
        If the file is missing, is not UTF-8, holds control characters, a broken record or a
        wrong number of fields, or lacks, doubles or adds a column.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{shown} is not there.") from None
    except IsADirectoryError:
        raise InputError(f"{shown} is a folder; expected a CSV file.") from None
    text = decode(data, shown)
    records = _records(text, shown)
    if not records:
        raise InputError(f"{shown} is empty; expected the header {','.join(columns)}")
    header = records[0]
    _check_header(header, columns, shown)
    body = records[1:]
    while body and not body[-1]:
        body.pop()  # blank lines at the end are no rows
    for row, record in enumerate(body, start=2):
        if len(record) != len(header):
            raise InputError(_wrong_width(shown, row, record, header))
    _check_length(body, header, shown)
    fields = list(zip(*body, strict=True)) or [()] * len(header)
    index = pd.RangeIndex(2, len(body) + 2, name="row")
    by_name = dict(zip(header, fields, strict=True))
    series = {
        c: pd.Series([v if v else None for v in by_name[c]], index=index, dtype="str")
        for c in columns
    }
    return pd.DataFrame(series, index=index, columns=list(columns))


def decode(data: bytes, shown: str) -> str:
    """Decode a file as UTF-8; a byte order mark is dropped.

    Examples
    --------
    >>> decode(b"\\xef\\xbb\\xbfa,b\\n", "t.csv")
    'a,b\\n'
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError(f"{shown} is UTF-16; save it as CSV in UTF-8.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = _row_at(data[: error.start].decode("utf-8-sig"))
        raise InputError(
            f"{shown}, row {row}: the byte 0x{data[error.start]:02x} is not UTF-8; "
            "save the file as CSV in UTF-8."
        ) from None
    control = CONTROL.search(text)
    if control:
        row = _row_at(text[: control.start()])
        raise InputError(
            f"{shown}, row {row}: control character {ord(control[0]):#04x}; remove it."
        )
    return text


def _row_at(before: str) -> int:
    """The row in which a position lies, given the text before it."""
    try:
        return sum(1 for _ in csv.reader(io.StringIO(before + "x", newline="")))
    except csv.Error:
        return before.count("\n") + 1


def _records(text: str, shown: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records: list[list[str]] = []
    try:
        for record in reader:
            records.append(record)
    except csv.Error as error:
        row = len(records) + 1
        reason = str(error)
        if "field larger" in reason:
            raise InputError(_too_long(shown, row)) from None
        if "unexpected end of data" in reason:
            raise InputError(
                f"{shown}, row {row}: a quoted field is opened and never closed; "
                'close it with " (a quote inside a field is written "").'
            ) from None
        raise InputError(
            f"{shown}, row {row}: broken CSV ({reason}); "
            'quote the whole field and double the quotes inside it ("").'
        ) from None
    return records


def _check_header(header: list[str], columns: Sequence[str], shown: str) -> None:
    if len(header) == 1 and len(columns) > 1:
        for separator, word in ((";", "semicolons"), ("\t", "tabs")):
            if separator in header[0]:
                raise InputError(
                    f"{shown}, row 1: the fields are separated by {word}; expected commas. "
                    "Save the file as comma-separated CSV."
                )
    doubled = sorted({c for c in header if header.count(c) > 1})
    if doubled:
        raise InputError(f"{shown}, row 1: the column {doubled[0]!r} stands twice; remove one.")
    if not set(header) & set(columns):
        raise InputError(
            f"{shown}, row 1: found {short(','.join(header))}, expected the header "
            f"{short(','.join(columns))}; this is another file, or its header is lost."
        )
    missing = [c for c in columns if c not in header]
    added = [c for c in header if c not in columns]
    messages = []
    for column in missing:
        near = difflib.get_close_matches(column, added, n=1, cutoff=0.6)
        if near:
            added.remove(near[0])
            messages.append(f"found the column {near[0]!r} where {column!r} is expected; rename it")
        else:
            messages.append(f"the column {column!r} is missing; add it")
    for column in added:
        named = f"the column {column!r}" if column else "a column without a name"
        messages.append(f"{named} is not in the dictionary; remove or describe it")
    if messages:
        more = f" (and {len(messages) - 2} more)" if len(messages) > 2 else ""
        raise InputError(f"{shown}, row 1: {'; '.join(messages[:2])}{more}.")


def _wrong_width(shown: str, row: int, record: list[str], header: list[str]) -> str:
    if not record:
        return f"{shown}, row {row}: the line is blank; remove it."
    hint = (
        "a field that holds a comma needs quotes"
        if len(record) > len(header)
        else f"the last field found is {short(record[-1])}"
    )
    return (
        f"{shown}, row {row}: found {len(record)} fields, expected {len(header)} "
        f"({header[0]} to {header[-1]}); {hint}."
    )


def _check_length(body: list[list[str]], header: list[str], shown: str) -> None:
    for row, record in enumerate(body, start=2):
        if max(map(len, record)) > LONGEST_FIELD:
            column = header[max(range(len(record)), key=lambda i: len(record[i]))]
            raise InputError(_too_long(f"{shown}", row, f", column {column}"))


def _too_long(shown: str, row: int, column: str = "") -> str:
    return (
        f"{shown}, row {row}{column}: a field holds more than {LONGEST_FIELD:,} characters; "
        "a quote that was never closed is the usual cause. Close it or shorten the text."
    )


def short(value: object, limit: int = 60) -> str:
    """A value as it is shown in a message: quoted, and cut where it is long.

    Examples
    --------
    >>> short("a" * 100, limit=5)
    "'aaaaa...'"
    """
    text = str(value)
    return repr(text if len(text) <= limit else text[:limit] + "...")
