"""What a table is: its columns, their meaning and their allowed values.

Definitions are TOML files in `dictionary/`, read once. They say everything that the project
knows about a table: schemas, checks, the codebook and the tables on the site all derive from
them, so that a column is described in one place.
"""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from bpfanalysis import vocabularies
from bpfanalysis.errors import InputError
from bpfanalysis.paths import PROCESSED, RAW, RESULTS

LAYERS = ("raw", "processed", "results")
TYPES = (
    "string",
    "integer",
    "number",
    "boolean",
    "date",
    "month",
    "year",
    "set",
    "url",
    "country",
)
NUMERIC = ("integer", "number", "year")


@dataclass(frozen=True)
class Column:
    """One column: what it means and what may stand in it.

    Attributes
    ----------
    name, meaning
        The column's name and one or two sentences on what a value says.
    type
        One of `TYPES`. A `date` may be a year, a month or a day; a `set` holds values joined
        by `;`; a `country` is an ISO 3166 alpha-3 code (`ZZZ`: none stated).
    required
        Whether a value must stand in every row.
    allowed
        The allowed values in the order in which they are shown; empty where any value may stand.
    unit
        What a number counts or measures.
    minimum, maximum
        Inclusive bounds of a number.
    references
        `table.column` whose values (each value, for a set) must exist.
    """

    name: str
    meaning: str
    type: str = "string"
    required: bool = True
    allowed: tuple[str, ...] = ()
    unit: str = ""
    minimum: float | None = None
    maximum: float | None = None
    references: str = ""


@dataclass(frozen=True)
class Table:
    """One table: where it lives, what a row is, its key and its columns.

    Attributes
    ----------
    name
        The table's name, which is also the file's stem.
    layer
        `raw`, `processed` or `results`.
    source
        Folder in `data/raw`, for raw tables.
    title, row
        What the table is, and what one row of it is.
    key
        Columns that together name a row; no two rows share them.
    complete
        Columns whose every combination must be a row (a complete cross of what they refer to).
    derived_from
        Tables a processed or results table was made of; sources are found through them.
    note
        What a reader has to know before using the table.
    """

    name: str
    layer: str
    title: str
    row: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]
    source: str = ""
    complete: tuple[str, ...] = ()
    derived_from: tuple[str, ...] = ()
    note: str = ""

    @property
    def path(self) -> Path:
        """Where the table lives, relative to the project's folder."""
        folder = {"raw": RAW / self.source, "processed": PROCESSED, "results": RESULTS}
        return folder[self.layer] / f"{self.name}.csv"


def definition(name: str) -> Table:
    """The definition of a table.

    Parameters
    ----------
    name
        The table's name, which is also the stem of its file.

    Raises
    ------
    InputError
        If no table of that name is defined.

    Examples
    --------
    >>> definition("agreements").key
    ('agreement_id',)
    >>> definition("agreements").columns["binding"].allowed
    ('voluntary', 'binding')
    """
    known = definitions()
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1)
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise InputError(
            f"There is no table {name!r} in the dictionary.{hint} "
            "Tables are defined in src/bpfanalysis/tables/dictionary."
        )
    return known[name]


def definitions(layer: str | None = None) -> dict[str, Table]:
    """All table definitions by name, in the order of the dictionary.

    Parameters
    ----------
    layer
        `raw`, `processed` or `results`; all layers by default.

    Examples
    --------
    >>> "norms" in definitions("raw"), "norms" in definitions("results")
    (True, False)
    """
    return {n: t for n, t in _load().items() if layer is None or t.layer == layer}


@lru_cache(maxsize=1)
def _load() -> dict[str, Table]:
    texts = {
        entry.name: entry.read_text(encoding="utf-8")
        for entry in resources.files(f"{__package__}.dictionary").iterdir()
        if entry.name.endswith(".toml")
    }
    return parse(texts)


def parse(texts: Mapping[str, str]) -> dict[str, Table]:
    """Read table definitions from the texts of dictionary files, sorted by file name.

    Parameters
    ----------
    texts
        File name -> TOML text.

    Returns
    -------
    dict
        Table name -> definition: raw tables first, then processed, then results.

    Raises
    ------
    InputError
        If a file is not TOML, a table is defined twice or an entry is wrong.

    Examples
    --------
    >>> text = '''
    ... [years]
    ... layer = "processed"
    ... title = "Years"
    ... row = "a year"
    ... key = ["year"]
    ... columns.year = { meaning = "The year.", type = "year" }
    ... '''
    >>> parse({"demo.toml": text})["years"].path.as_posix()
    'data/processed/years.csv'
    """
    found: dict[str, Table] = {}
    for file in sorted(texts):
        try:
            entries = tomllib.loads(texts[file])
        except tomllib.TOMLDecodeError as error:
            raise InputError(f"tables/dictionary/{file} is not valid TOML: {error}") from None
        for name, entry in entries.items():
            if name in found:
                raise InputError(f"tables/dictionary/{file}: the table {name!r} is defined twice")
            found[name] = _table(file, name, entry)
    return {n: t for layer in LAYERS for n, t in found.items() if t.layer == layer}


def _table(file: str, name: str, entry: Mapping[str, Any]) -> Table:
    where = f"tables/dictionary/{file}, [{name}]"
    _known(
        where,
        entry,
        [*Table.__dataclass_fields__],
        needed=("layer", "title", "row", "key", "columns"),
    )
    if entry["layer"] not in LAYERS:
        raise InputError(f"{where}: layer {entry['layer']!r}; expected {_list(LAYERS)}")
    if (entry["layer"] == "raw") != bool(entry.get("source")):
        raise InputError(f"{where}: a raw table, and only a raw table, names its source folder")
    columns = {c: _column(f"{where}, column {c}", c, e) for c, e in entry["columns"].items()}
    for listed in ("key", "complete"):
        for column in entry.get(listed, ()):
            if column not in columns:
                raise InputError(f"{where}: {listed} names {column!r}, which is no column of it")
    return Table(
        name=name,
        layer=entry["layer"],
        title=entry["title"],
        row=entry["row"],
        key=tuple(entry["key"]),
        columns=columns,
        source=entry.get("source", ""),
        complete=tuple(entry.get("complete", ())),
        derived_from=tuple(entry.get("derived_from", ())),
        note=entry.get("note", ""),
    )


def _column(where: str, name: str, entry: Mapping[str, Any]) -> Column:
    _known(where, entry, [*Column.__dataclass_fields__, "vocabulary"], needed=("meaning",))
    kind = entry.get("type", "string")
    if kind not in TYPES:
        raise InputError(f"{where}: type {kind!r}; expected {_list(TYPES)}")
    if "vocabulary" in entry and "allowed" in entry:
        raise InputError(f"{where}: give a vocabulary or a list of allowed values, not both")
    allowed = tuple(str(v) for v in entry.get("allowed", ()))
    if "vocabulary" in entry:
        allowed = getattr(vocabularies, entry["vocabulary"], ())
        if not allowed:
            raise InputError(f"{where}: vocabularies.py has no {entry['vocabulary']!r}")
    return Column(
        name=name,
        meaning=entry["meaning"],
        type=kind,
        required=entry.get("required", True),
        allowed=tuple(allowed),
        unit=entry.get("unit", ""),
        minimum=entry.get("minimum"),
        maximum=entry.get("maximum"),
        references=entry.get("references", ""),
    )


def _known(
    where: str, entry: Mapping[str, Any], fields: Iterable[str], needed: Iterable[str]
) -> None:
    for field in needed:
        if not entry.get(field):
            raise InputError(f"{where}: {field!r} is missing")
    for field in entry:
        if field not in fields or field == "name":
            raise InputError(f"{where}: unknown entry {field!r}; known are {_list(fields)}")


def _list(values: Iterable[str]) -> str:
    return ", ".join(v for v in values if v != "name")
