"""The catalogue of figures: what each is called, says and draws from, and whether files agree.

`figures/catalogue.toml` is edited by people. Its texts hold no numbers of their own but
{placeholders}; the notebook that draws a figure passes the values. A text without its value, a
value without its text, a figure without alternative text or caption, and a file that the catalogue
does not know each stop the build.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bpfanalysis.errors import InputError, at_most
from bpfanalysis.paths import FIGURES, NOTEBOOKS, RESULTS, Project

FILE = FIGURES / "catalogue.toml"
TEXTS = ("title", "subtitle", "caption", "alt")
SUFFIXES = (".svg", ".pdf", ".png", ".csv", ".json")
AUTOMATIC = frozenset({"sources"})  # filled from the sidecars, never passed
BESIDE = frozenset({"catalogue.toml", "README.md", ".gitkeep"})  # may stand in figures/ as well


@dataclass(frozen=True)
class Entry:
    """A figure as the catalogue declares it.

    Parameters
    ----------
    id
        Lower-case words joined by hyphens; the name of the files.
    title, subtitle
        The finding; the measure. Printed on the picture.
    caption
        What a reader must know to read it rightly: definitions, evidence, limits, sources.
    alt
        Alternative text, long form: what the picture shows.
    notebook
        The notebook that draws it, without ending.
    tables
        The tables it draws from.
    """

    id: str
    title: str
    subtitle: str
    caption: str
    alt: str
    notebook: str
    tables: tuple[str, ...]

    @property
    def table(self) -> str:
        """The results table of the same name, which describes the columns of the CSV file."""
        return self.id.replace("-", "_")

    @cached_property
    def placeholders(self) -> dict[str, tuple[str, ...]]:
        """Names in braces and the texts that hold them, in order of appearance.

        Examples
        --------
        >>> entry = Entry("a-b", "{n} norms", "s", "c", "{n} and {top}", "01_x", ("norms",))
        >>> entry.placeholders
        {'n': ('title', 'alt'), 'top': ('alt',)}
        """
        found: dict[str, tuple[str, ...]] = {}
        for field in TEXTS:
            try:
                names = [name for _, name, _, _ in string.Formatter().parse(getattr(self, field))]
            except ValueError as error:
                raise InputError(f"{FILE}, {self.id}, {field}: {error}.") from None
            for name in names:
                if name is None:
                    continue
                if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
                    raise InputError(
                        f"{FILE}, {self.id}, {field}: the placeholder {{{name}}} is no plain name "
                        "(lower-case letters, digits, _). Write {{ }} for a brace."
                    )
                if field not in found.get(name, ()):
                    found[name] = (*found.get(name, ()), field)
        return found

    def fill(self, values: Mapping[str, Any]) -> dict[str, str]:
        """The four texts with their numbers.

        Parameters
        ----------
        values
            One value for each placeholder, no more and no fewer.

        Raises
        ------
        InputError
            If a value is missing, unknown (None, NaN), of the wrong kind or used by no text.

        Examples
        --------
        >>> entry = Entry("a-b", "{n} norms", "s", "c", "{n} norms in all", "01_x", ("norms",))
        >>> entry.fill({"n": 32})["alt"]
        '32 norms in all'
        """
        wanted = self.placeholders
        for name, fields in wanted.items():
            if name not in values:
                raise InputError(
                    f"{FILE}, {self.id}, {fields[0]}: no value for {{{name}}}. "
                    "Pass it in `values` where the figure is saved, or take it out of the text."
                )
            value = values[name]
            if value is None or (isinstance(value, float) and math.isnan(value)):
                raise InputError(
                    f"{FILE}, {self.id}, {fields[0]}: the value of {{{name}}} is empty."
                )
        unused = sorted(set(values) - set(wanted) - AUTOMATIC)
        if unused:
            raise InputError(
                f"{FILE}, {self.id}: no text uses {', '.join(f'{{{name}}}' for name in unused)}. "
                "Use it in a text, or do not pass it."
            )
        filled = {}
        for field in TEXTS:
            try:
                filled[field] = getattr(self, field).format(**values)
            except (ValueError, TypeError) as error:
                raise InputError(f"{FILE}, {self.id}, {field}: {error}.") from None
        return filled


def load(project: Project) -> dict[str, Entry]:
    """Read the catalogue, in the order of the file.

    Raises
    ------
    InputError
        If the file is missing or broken, a key is missing, empty or unknown, or the alternative
        text only repeats the title.
    """
    path = project.read_path(FILE)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{FILE} is missing: it declares every figure.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{FILE} cannot be read: {error}.") from None
    return {figure_id: _entry(figure_id, fields) for figure_id, fields in content.items()}


def _entry(figure_id: str, fields: Any) -> Entry:
    where = f"{FILE}, {figure_id}"
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", figure_id):
        raise InputError(f"{where}: an id is lower-case words joined by hyphens.")
    if not isinstance(fields, dict):
        raise InputError(f"{where}: expected a table [{figure_id}] with title, caption and so on.")
    known = (*TEXTS, "notebook", "tables")
    unknown = sorted(set(fields) - set(known))
    if unknown:
        raise InputError(f"{where}: unknown key {unknown[0]!r}; expected {', '.join(known)}.")
    names = {"alt": "alternative text"}
    for name in (*TEXTS, "notebook"):
        value = fields.get(name)
        if not isinstance(value, str) or not value.strip():
            raise InputError(f"{where}: the {names.get(name, name)} ({name}) is missing or empty.")
    tables = fields.get("tables")
    if not isinstance(tables, list) or not tables or not all(isinstance(t, str) for t in tables):
        raise InputError(f"{where}: `tables` must list the tables that the figure draws from.")
    texts = {name: " ".join(fields[name].split()) for name in TEXTS}
    if texts["alt"].casefold() in (texts["title"].casefold(), texts["caption"].casefold()):
        raise InputError(
            f"{where}: the alternative text (alt) repeats the title or caption; say what is seen."
        )
    entry = Entry(
        figure_id, **texts, notebook=fields["notebook"].strip(), tables=tuple(map(str, tables))
    )
    _ = entry.placeholders  # names what is wrong with a brace now, not when a notebook has run
    return entry


def entry_of(figure_id: str, project: Project) -> Entry:
    """The entry of one figure; an undeclared figure is an error that lists what is declared."""
    entries = load(project)
    if figure_id not in entries:
        raise InputError(
            f"{FILE} declares no figure {figure_id!r}; add an entry, or use one of: "
            f"{', '.join(entries)}."
        )
    return entries[figure_id]


def digest(content: bytes | str) -> str:
    """The sha256 of bytes or of text, in hexadecimal."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def entry_digest(entry: Entry) -> str:
    """A digest of what the catalogue says of a figure, to see whether it changed since."""
    fields = (*(getattr(entry, name) for name in TEXTS), entry.notebook, *entry.tables)
    return digest("\x1f".join(fields))


def problems(project: Project) -> list[str]:
    """What is wrong with the files in `figures/`, one sentence each, in the order of the catalogue.

    Found are: files that no entry declares, entries without their files, figures that were saved
    before the catalogue's text or the table of the same name changed, files changed by hand, and
    notebooks that do not exist.
    """
    entries = load(project)
    folder = project.read_path(FIGURES)
    found: list[str] = []
    for entry in entries.values():
        if not project.read_path(NOTEBOOKS / f"{entry.notebook}.ipynb").is_file():
            found.append(f"{FILE}, {entry.id}: there is no notebook {entry.notebook}.ipynb.")
        found += _file_problems(entry, project)
    declared = {f"{figure_id}{suffix}" for figure_id in entries for suffix in SUFFIXES}
    present = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    found += [
        f"{FIGURES / name}: no entry of the catalogue declares it; delete the file or add an entry."
        for name in sorted(present - declared - BESIDE)
    ]
    return found


def _file_problems(entry: Entry, project: Project) -> list[str]:
    files = {suffix: project.read_path(FIGURES / f"{entry.id}{suffix}") for suffix in SUFFIXES}
    missing = [path.name for path in files.values() if not path.is_file()]
    again = f"run the notebook {entry.notebook} again."
    if missing:
        return [f"{FIGURES}: {', '.join(missing)} missing; {again}"]
    try:
        record = json.loads(files[".json"].read_text(encoding="utf-8"))
        hashes, saved_from = record["sha256"], record["catalogue_sha256"]
    except (ValueError, KeyError, TypeError):
        return [f"{FIGURES / files['.json'].name} cannot be read; {again}"]
    found = [
        f"{FIGURES / path.name} is not the file that was saved; {again}"
        for suffix, path in files.items()
        if suffix != ".json" and hashes.get(suffix[1:]) != digest(path.read_bytes())
    ]
    if saved_from != entry_digest(entry):
        found.append(f"{FIGURES / entry.id}: the catalogue changed since it was saved; {again}")
    table = project.read_path(RESULTS / f"{entry.table}.csv")
    if table.is_file() and table.read_bytes() != files[".csv"].read_bytes():
        found.append(f"{FIGURES / entry.id}.csv differs from {RESULTS / table.name}; {again}")
    return found


def check(project: Project) -> None:
    """Stop with an `InputError` that names what is wrong with the figures, if anything is."""
    found = problems(project)
    if found:
        raise InputError(at_most(found))
