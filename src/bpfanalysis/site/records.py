"""What the site shows, as plain records: stages, figures, tables, sources, findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bpfanalysis.site.codings import Codings


@dataclass(frozen=True)
class Figure:
    """A saved figure: its texts with their numbers, what it rests on, and its size in points."""

    id: str
    title: str
    subtitle: str
    caption: str
    alt: str
    notebook: str
    tables: tuple[str, ...]
    sources: tuple[str, ...] = ()
    width: int = 640
    height: int = 400

    @property
    def shape(self) -> str:
        """How wide the picture stands on a page: a column's width or the whole."""
        return "narrow" if self.width < 320 else "wide"


@dataclass(frozen=True)
class Stage:
    """A step of the pipeline as `notebooks/stages.toml` declares it."""

    name: str
    title: str
    question: str
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """A column of a table: name, meaning, and what it may hold, in words."""

    name: str
    meaning: str
    holds: str


@dataclass(frozen=True)
class TableFile:
    """A table to download: where it is in the project, what a row is, its columns."""

    name: str
    layer: str
    title: str
    row: str
    path: Path
    n_rows: int
    n_bytes: int
    columns: tuple[Column, ...] = ()
    made_by: str = ""
    note: str = ""


@dataclass(frozen=True)
class SourceRecord:
    """A source as its sidecar describes it: lines of (name, value), limits, (file, sha256)."""

    id: str
    title: str
    lines: tuple[tuple[str, str], ...] = ()
    limits: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Finding:
    """One computed finding of the report, with its limit and where it comes from."""

    order: int
    part: str
    question: str
    finding: str
    limit: str
    notebook: str
    figure_id: str = ""
    tables: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inputs:
    """Everything that the site shows."""

    stages: tuple[Stage, ...]
    notebooks: dict[str, dict[str, Any]]
    figures: dict[str, Figure]
    tables: dict[str, TableFile]
    sources: tuple[SourceRecord, ...]
    findings: tuple[Finding, ...]
    citation: dict[str, Any] = field(default_factory=dict)
    version: str = ""
    codings: Codings | None = None
