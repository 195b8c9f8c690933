"""Where raw tables come from: one folder per source, each with a sidecar `source.toml`.

The sidecar says who made the data, what exactly it is, what was done to it and what its limits
are, and holds the SHA-256 of every file. Footers, the table of sources and the citation lines
are made from it, so that no source line is typed by hand.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bpfanalysis.errors import InputError
from bpfanalysis.paths import RAW, Project
from bpfanalysis.tables.definitions import definition, definitions
from bpfanalysis.tables.writing import write_bytes

SIDECAR = "source.toml"
NOT_STATED = "not stated"
TEXTS = (
    "title",
    "producer",
    "description",
    "citation",
    "address",
    "date_accessed",
    "date_published",
    "licence",
    "processing",
)


@dataclass(frozen=True)
class Source:
    """What is known of one source; a field that is not known reads `not stated`.

    Attributes
    ----------
    name
        Its folder in `data/raw`.
    title, producer, description, citation, address
        What it is, who made it, what exactly the files hold, how to cite it, where it stands.
    date_accessed, date_published
        When it was fetched and published, as precisely as known.
    licence
        Terms of the source itself.
    processing
        What was done between the source and the files.
    limits
        What a reader must know before relying on it, one sentence each.
    files
        File name -> SHA-256.
    """

    name: str
    title: str
    producer: str
    description: str
    citation: str
    address: str
    date_accessed: str
    date_published: str
    licence: str
    processing: str
    limits: tuple[str, ...]
    files: dict[str, str]


def sources(project: Project | None = None) -> list[Source]:
    """All sources of a project, by name of their folder.

    Raises
    ------
    InputError
        If a folder with files has no sidecar, or a sidecar lacks a field.
    """
    root = (project or Project.find()).root
    folders = sorted(f for f in (root / RAW).iterdir() if f.is_dir() and _files(f))
    return [load(folder) for folder in folders]


def sources_of(names: Iterable[str], project: Project | None = None) -> list[Source]:
    """The sources behind tables, through everything they were derived from.

    Parameters
    ----------
    names
        Names of raw, processed or results tables.
    project
        The project folder; found from the working folder by default.

    Returns
    -------
    list of Source
        Each source once, by name.
    """
    folders = {definition(n).source for n in raw_tables_of(names)}
    return [s for s in sources(project) if s.name in folders]


def raw_tables_of(names: Iterable[str]) -> list[str]:
    """The raw tables behind tables, in alphabetical order.

    Examples
    --------
    >>> raw_tables_of(["norms", "agreements", "norms"])
    ['agreements', 'norms']
    """
    seen: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(definition(name).derived_from)
    return sorted(n for n in seen if definition(n).layer == "raw")


def load(folder: Path) -> Source:
    """Read the sidecar of a source's folder.

    Raises
    ------
    InputError
        If it is missing or not TOML, or a field is missing, empty or unknown.
    """
    shown = f"{RAW.as_posix()}/{folder.name}/{SIDECAR}"
    path = folder / SIDECAR
    if not path.exists():
        raise InputError(f"{shown} is not there; describe the source (see data/raw/README.md).")
    try:
        entry = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{shown} is not valid TOML: {error}") from None
    for field in (*TEXTS, "limits", "files"):
        if field not in entry:
            raise InputError(f"{shown}: {field!r} is missing; write {NOT_STATED!r} if unknown.")
    for field in entry:
        if field not in (*TEXTS, "limits", "files"):
            raise InputError(f"{shown}: unknown field {field!r}; expected {', '.join(TEXTS)}.")
    for field in TEXTS:
        if not isinstance(entry[field], str):
            raise InputError(f"{shown}: {field!r} is {entry[field]}; write it as text in quotes.")
        if not entry[field].strip():
            raise InputError(f"{shown}: {field!r} is empty; write {NOT_STATED!r} if unknown.")
    if not isinstance(entry["limits"], list) or not isinstance(entry["files"], dict):
        raise InputError(f"{shown}: 'limits' is a list of sentences, [files] holds file = hash.")
    return Source(
        name=folder.name,
        limits=tuple(entry["limits"]),
        files=dict(entry["files"]),
        **{field: entry[field] for field in TEXTS},
    )


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def file_problems(source: Source, folder: Path) -> list[str]:
    """What is wrong with the files of a source: hashes, missing and undeclared files.

    Returns
    -------
    list of str
        One sentence per file, each with what was found, what was expected and what to do.
    """
    shown = f"{RAW.as_posix()}/{source.name}"
    present = _files(folder)
    problems = []
    for name, expected in sorted(source.files.items()):
        if name not in present:
            problems.append(f"{shown}/{name} is not there, {SIDECAR} lists it; put it back.")
            continue
        found = sha256(folder / name)
        if found != expected:
            problems.append(
                f"{shown}/{name}: its SHA-256 is {found}, {SIDECAR} expects {expected}. Put the "
                f"file back or, if the change is meant, run  bpfanalysis seal {source.name}"
            )
    for name in present:
        if name != SIDECAR and name not in source.files:
            problems.append(
                f"{shown}/{name} is not listed in {SIDECAR}; describe it there if need be, "
                f"then run  bpfanalysis seal {source.name}"
            )
        stem = name.removesuffix(".csv")
        if name.endswith(".csv") and definitions("raw").get(stem) is None:
            problems.append(
                f"{shown}/{name} is not described; add [{stem}] to a file in "
                "src/bpfanalysis/tables/dictionary."
            )
    return problems


def _files(folder: Path) -> list[str]:
    return sorted(f.name for f in folder.iterdir() if f.is_file() and not f.name.startswith("."))


def seal(folder: Path) -> None:
    """Write the present hashes of a source's files into its sidecar; its other text stays.

    For a source whose files were changed on purpose. Everything from the line `[files]` on is
    written anew.

    Parameters
    ----------
    folder
        The source's folder, such as `data/raw/paris_call`.
    """
    path = folder / SIDECAR
    kept = path.read_text(encoding="utf-8").split("[files]\n", 1)[0]
    lines = [f'"{n}" = "{sha256(folder / n)}"' for n in _files(folder) if n != SIDECAR]
    write_bytes(path, (kept + "[files]\n" + "\n".join(lines) + "\n").encode("utf-8"))
