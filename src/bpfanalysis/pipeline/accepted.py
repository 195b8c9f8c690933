"""The accepted results, and whether the present ones are the same.

What is accepted stands in two committed files: ``data/processed/results.sha256``, a hash for each
file of results in the form that ``sha256sum -c`` reads, and ``data/processed/results.columns.tsv``,
a hash for each column of each table with its numbers rounded to four significant digits. The first
says whether anything differs, the second whether a difference is more than a last digit.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from pathlib import Path

from bpfanalysis.errors import InputError
from bpfanalysis.paths import FIGURES, PROCESSED, RENDERED, Project
from bpfanalysis.pipeline import hashing

HASHES = PROCESSED / "results.sha256"
COLUMNS = PROCESSED / "results.columns.tsv"
DIGITS = 4
NOT_RESULTS = {HASHES, COLUMNS, PROCESSED / "README.md", FIGURES / "catalogue.toml"}


@dataclass(frozen=True)
class Difference:
    """One file that is not as accepted: which, and in what way."""

    path: str
    what: str

    def __str__(self) -> str:
        """One line for a person."""
        return f"{self.path}: {self.what}"


def result_files(project: Project) -> list[Path]:
    """Every file of results, relative to the project, sorted."""
    files = []
    for folder in (PROCESSED, FIGURES, RENDERED):
        for path in (project.root / folder).rglob("*"):
            relative = path.relative_to(project.root)
            if path.is_file() and relative not in NOT_RESULTS and not path.name.startswith("."):
                files.append(relative)
    return sorted(files)


def column_hashes(path: Path) -> dict[str, str]:
    """A hash for each column of a table, its numbers rounded to four significant digits.

    Parameters
    ----------
    path
        A CSV file in UTF-8.
    """
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream, strict=True))
    except (UnicodeDecodeError, csv.Error):
        return {}  # no table; its hash tells
    hashes = {}
    for position, column in enumerate(rows[0] if rows else []):
        values = [rounded(row[position]) for row in rows[1:] if position < len(row)]
        hashes[column] = hashlib.sha256("\n".join(values).encode()).hexdigest()
    return hashes


def rounded(text: str) -> str:
    """A number with a fraction rounded to four significant digits; anything else as it is.

    Examples
    --------
    >>> rounded("0.123456"), rounded("2015"), rounded("2015-07"), rounded("-0.0")
    ('0.1235', '2015', '2015-07', '0')
    """
    if not any(mark in text for mark in ".eE"):
        return text
    try:
        number = float(text)
    except ValueError:
        return text
    return f"{number + 0.0:.{DIGITS}g}" if number else "0"


def accept(project: Project) -> int:
    """Declare the present results accepted.

    Returns
    -------
    int
        How many files were accepted.

    Raises
    ------
    InputError
        If there are no results.
    """
    from bpfanalysis.pipeline.atomic import write_atomically

    files = result_files(project)
    if not files:
        raise InputError("there are no results to accept; run  bpfanalysis run  first.")
    lines = [f"{hashing.of_file(project.root / path)}  {path.as_posix()}\n" for path in files]
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter="\t", lineterminator="\n")
    writer.writerow(["path", "column_name", "digest"])
    for path in files:
        if path.suffix == ".csv":
            for column, digest in column_hashes(project.root / path).items():
                writer.writerow([path.as_posix(), column, digest[:16]])
    write_atomically(project.root / HASHES, "".join(lines))
    write_atomically(project.root / COLUMNS, buffer.getvalue())
    return len(files)


def read_accepted(project: Project) -> dict[str, str]:
    """The accepted hash of each file.

    Raises
    ------
    InputError
        If nothing has been accepted, or the file is damaged.
    """
    path = project.root / HASHES
    if not path.exists():
        raise InputError(f"{HASHES.as_posix()} is missing; no results have been accepted yet.")
    accepted = {}
    text = path.read_text(encoding="utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        digest, separator, name = line.partition("  ")
        if not (separator and name and re.fullmatch("[0-9a-f]{64}", digest)):
            raise InputError(
                f"{HASHES.as_posix()}, row {number}: expected a hash, two spaces and a file; "
                "restore it from version control."
            )
        accepted[name] = digest
    if not accepted:
        raise InputError(f"{HASHES.as_posix()} is empty; restore it from version control.")
    return accepted


def compare(project: Project) -> list[Difference]:
    """Where the present results differ from the accepted ones, sorted by file."""
    accepted = read_accepted(project)
    columns = _read_columns(project)
    present = {
        path.as_posix(): hashing.of_file(project.root / path) for path in result_files(project)
    }
    differences = []
    for path in sorted(set(accepted) | set(present)):
        if path not in present:
            differences.append(Difference(path, "is missing"))
        elif path not in accepted:
            differences.append(Difference(path, "is not among the accepted results"))
        elif accepted[path] != present[path]:
            differences.append(Difference(path, _what_differs(project, path, columns)))
    return differences


def _read_columns(project: Project) -> dict[str, dict[str, str]]:
    columns: dict[str, dict[str, str]] = {}
    path = project.root / COLUMNS
    if path.exists():
        try:
            with path.open(encoding="utf-8", newline="") as stream:
                for row in csv.DictReader(stream, delimiter="\t", strict=True):
                    columns.setdefault(row["path"], {})[row["column_name"]] = row["digest"]
        except (UnicodeDecodeError, csv.Error, KeyError):
            raise InputError(
                f"{COLUMNS.as_posix()} cannot be read; restore it from version control."
            ) from None
    return columns


def _what_differs(project: Project, path: str, columns: dict[str, dict[str, str]]) -> str:
    if path not in columns:
        return "differs"
    before = columns[path]
    now = {name: digest[:16] for name, digest in column_hashes(project.root / path).items()}
    if not now:
        return "differs; it cannot be read as a table"
    changed = [name for name in now if name in before and before[name] != now[name]]
    parts = []
    if changed:
        parts.append("values differ in " + ", ".join(changed))
    if set(now) - set(before):
        parts.append("new columns " + ", ".join(sorted(set(now) - set(before))))
    if set(before) - set(now):
        parts.append("columns gone: " + ", ".join(sorted(set(before) - set(now))))
    return "; ".join(parts) or f"differs only beyond {DIGITS} significant digits"
