"""Checking the whole raw layer before anything runs."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pandas as pd

from bpfanalysis.errors import InputError, at_most
from bpfanalysis.paths import RAW, Project
from bpfanalysis.tables import accepted, rules
from bpfanalysis.tables.definitions import Column, definition, definitions
from bpfanalysis.tables.reading import CORRECTIONS, corrections, read_checked
from bpfanalysis.tables.shape import short
from bpfanalysis.tables.sources import file_problems, sources
from bpfanalysis.tables.values import members

NO_COUNTRY = {"country": ("ZZZ",)}  # "none stated" is a value, though no country


def check_raw(project: Project | None = None) -> None:
    """Check every raw table: shape, values, keys, references, crosses, rules, files.

    The checks come in stages, and a stage is reached only when the one before it found nothing,
    so that one mistake is not reported twice: each table by itself; tables without rows; ids of
    other tables; complete crosses; rules between columns and tables; vanished values; sidecars
    and hashes.

    Parameters
    ----------
    project
        The project folder; found from the working folder by default.

    Raises
    ------
    InputError
        With one line per mistake, at most ten.
    """
    project = project or Project.find()
    frames = read_all(project)
    for stage in (
        lambda: without_rows(frames),
        lambda: references(frames),
        lambda: crosses(frames),
        lambda: rules.problems(frames),
        lambda: accepted.vanished(accepted.load(project), accepted.observed(frames)),
        lambda: files(project),
    ):
        problems = stage()
        if problems:
            raise InputError(at_most(problems))


def read_all(project: Project) -> dict[str, pd.DataFrame]:
    """The checked text of every raw table, indexed by row in the file.

    Raises
    ------
    InputError
        With the mistakes of all tables together.
    """
    frames: dict[str, pd.DataFrame] = {}
    entries = corrections(project)
    problems: list[str] = []
    for name, table in definitions("raw").items():
        try:
            frames[name] = read_checked(table, project, entries)
        except InputError as error:
            problems += str(error).splitlines()
    if problems:
        raise InputError(at_most(problems))
    return frames


def without_rows(frames: Mapping[str, pd.DataFrame]) -> list[str]:
    """Tables of which only the header is left, one sentence each; there may be no corrections."""
    return [
        f"{definition(name).path.as_posix()}: found the header alone, expected rows; put them back."
        for name, frame in frames.items()
        if frame.empty and name != CORRECTIONS
    ]


def references(frames: Mapping[str, pd.DataFrame]) -> list[str]:
    """Values that refer to a row of another table that does not exist, one sentence each.

    A value that many rows refer to is reported once, with the first of them.

    Parameters
    ----------
    frames
        Raw table name -> its text, indexed by row in the file.
    """
    lost: dict[tuple[str, str], list[str]] = {}
    for name, frame in frames.items():
        table = definition(name)
        for column in table.columns.values():
            target, _, target_column = column.references.partition(".")
            if target in frames:
                known = {*frames[target][target_column], *NO_COUNTRY.get(column.type, ())}
                for value, row in _unknown(column, frame[column.name].dropna(), known):
                    where = f"{table.path.as_posix()}, row {row}, column {column.name}"
                    lost.setdefault((value, target), []).append(where)
    problems = []
    for (value, target), places in lost.items():
        others = f" ({len(places) - 1} more rows refer to it)" if len(places) > 1 else ""
        problems.append(
            f"{places[0]}: {short(value)} is not in {definition(target).path.as_posix()}; "
            f"mend it, or add it there{others}"
        )
    return problems


def _unknown(column: Column, values: pd.Series, known: set[str]) -> list[tuple[str, int]]:
    """Each unknown value with its row."""
    split = members if column.type == "set" else lambda v: [v]
    wrong = {v: [m for m in split(v) if m not in known] for v in values.unique()}
    return [(m, int(row)) for row, value in values.items() for m in wrong[value]]


def crosses(frames: Mapping[str, pd.DataFrame]) -> list[str]:
    """Combinations that a complete cross lacks, one sentence per table.

    Parameters
    ----------
    frames
        Raw table name -> its text, indexed by row in the file.
    """
    problems = []
    for name, frame in frames.items():
        table = definition(name)
        targets = [table.columns[c].references.split(".") for c in table.complete]
        if not targets or any(t not in frames for t, _ in targets):
            continue
        there = set(frame[list(table.complete)].itertuples(index=False, name=None))
        expected = product(*(frames[t][c] for t, c in targets))
        missing = [combination for combination in expected if combination not in there]
        if missing:
            named = ", ".join(
                f"{c} {short(v)}" for c, v in zip(table.complete, missing[0], strict=True)
            )
            more = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
            problems.append(
                f"{table.path.as_posix()}: no row for {named}{more}; "
                f"expected every combination, one row each"
            )
    return problems


def files(project: Project) -> list[str]:
    """What is wrong with sidecars and hashes, one sentence each."""
    problems = []
    for source in sources(project):
        problems += file_problems(source, project.root / RAW / source.name)
    return problems
