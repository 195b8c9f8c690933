"""Survey exports: CSV of any delimiter, and workbooks (.xlsx), as rows of text cells.

A formula is never calculated: its stored result is text like any other.
"""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime, timedelta

from bpfanalysis.contributions.importing.archives import (
    attribute,
    find,
    local,
    open_archive,
    part,
    xml,
)
from bpfanalysis.contributions.importing.content import Content, Refused, clean

MAX_ROWS = 5_000
MAX_COLUMNS = 300
DATE_FORMATS = {14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47}


def read_csv(text: str) -> Content:
    """Rows of a CSV.

    Raises
    ------
    Refused
        If it is no table, or too large.
    """
    content = Content("csv")
    text = text.replace("\x00", "")
    first = re.match(r"sep=(.)\r?\n", text)
    text = text[first.end() :] if first else text
    delimiter = first[1] if first else delimiter_of(text)
    csv.field_size_limit(1_000_000)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if any(cell.strip() for cell in row):
                rows.append([clean(cell).strip() for cell in row])
            if len(rows) > MAX_ROWS or len(row) > MAX_COLUMNS:
                raise Refused(f"a table of more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns")
    except csv.Error as error:
        raise Refused("the table is broken (a cell without end)") from error
    content.tables.append(rows)
    return content


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the first record into most cells.

    Examples
    --------
    >>> delimiter_of('a;b;"c, d"\\n1;2;3')
    ';'
    """
    counts = []
    for order, delimiter in enumerate(",;\t|"):
        try:
            row = next(csv.reader(io.StringIO(text[:50_000], newline=""), delimiter=delimiter), [])
        except csv.Error:
            row = []
        counts.append((len(row), -order, delimiter))
    return max(counts)[2]


def read_xlsx(data: bytes) -> Content:
    """Rows of every visible sheet of a workbook.

    Raises
    ------
    Refused
        If the archive or its XML is broken, hostile or no workbook, or a sheet is too large.
    """
    archive = open_archive(data)
    if "xl/workbook.xml" not in archive.namelist():
        raise Refused("the file is not what its name says (no workbook inside)")
    strings = []
    if shared := part(archive, "xl/sharedStrings.xml", needed=False):
        strings = [text_of(item) for item in find(xml(shared), "si")]
    dates = date_styles(part(archive, "xl/styles.xml", needed=False))
    hidden = {
        number
        for number, sheet in enumerate(find(xml(part(archive, "xl/workbook.xml")), "sheet"), 1)
        if attribute(sheet, "state") in ("hidden", "veryHidden")
    }
    names = sorted(
        (n for n in archive.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)),
        key=lambda n: int(re.sub(r"\D", "", n)),
    )
    content = Content("xlsx")
    for number, name in enumerate(names[:50], start=1):
        rows = sheet_rows(part(archive, name), strings, dates)
        if rows and number not in hidden:
            content.tables.append(rows)
        elif rows:
            content.aside.append("\n".join("\t".join(row) for row in rows))
            content.notes.append("a hidden sheet was left out")
    return content


def text_of(item) -> str:  # type: ignore[no-untyped-def]
    """Words of a string with its runs, without readings (ruby)."""
    parts = []
    for child in item:
        if local(child) == "t":
            parts.append(child.text or "")
        elif local(child) == "r":
            parts += [t.text or "" for t in find(child, "t")]
    return "".join(parts)


def date_styles(data: bytes) -> set[int]:
    """Numbers of the cell styles that show dates."""
    if not data:
        return {1}  # a workbook without styles that marks a cell at all marks dates
    root = xml(data)
    own = {
        int(attribute(f, "numFmtId") or 0)
        for f in find(root, "numFmt")
        if re.search("[dmyhs]", re.sub(r'"[^"]*"|\[[^\]]*\]', "", attribute(f, "formatCode")), re.I)
    }
    styles = next(find(root, "cellXfs"), None)
    if styles is None:
        return set()
    wanted = DATE_FORMATS | own
    return {n for n, x in enumerate(styles) if int(attribute(x, "numFmtId") or 0) in wanted}


def sheet_rows(data: bytes, strings: list[str], dates: set[int]) -> list[list[str]]:
    """Rows of one sheet as text."""
    rows: list[list[str]] = []
    for row in find(xml(data), "row"):
        cells: dict[int, str] = {}
        for place, cell in enumerate(c for c in row if local(c) == "c"):
            column = column_of(attribute(cell, "r"), place)
            if column >= MAX_COLUMNS:
                raise Refused(f"a table of more than {MAX_COLUMNS} columns")
            cells[column] = clean(cell_text(cell, strings, dates)).strip()
        if any(cells.values()):
            rows.append([cells.get(n, "") for n in range(max(cells) + 1)])
        if len(rows) > MAX_ROWS:
            raise Refused(f"a table of more than {MAX_ROWS:,} rows")
    return rows


def column_of(reference: str, place: int) -> int:
    """Number of a column from a reference such as C7, counted from 0.

    Examples
    --------
    >>> column_of("C7", 0), column_of("AA1", 0), column_of("", 4)
    (2, 26, 4)
    """
    letters = re.match(r"[A-Z]{1,3}", reference)
    if not letters:
        return place
    number = 0
    for letter in letters[0]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def cell_text(cell, strings: list[str], dates: set[int]) -> str:  # type: ignore[no-untyped-def]
    """What a cell shows, as text."""
    kind = attribute(cell, "t")
    if kind == "inlineStr":
        return "".join(text_of(item) for item in cell if local(item) == "is")
    value = next((v.text or "" for v in cell if local(v) == "v"), "")
    if kind == "s":
        return strings[int(value)] if value.isdigit() and int(value) < len(strings) else ""
    if kind in ("str", "b", "e"):
        return value
    if attribute(cell, "s").isdigit() and int(attribute(cell, "s")) in dates:
        try:
            day = datetime(1899, 12, 30) + timedelta(days=float(value))
            return day.strftime("%Y-%m-%d %H:%M")
        except (ValueError, OverflowError):
            return value
    return value.removesuffix(".0")
