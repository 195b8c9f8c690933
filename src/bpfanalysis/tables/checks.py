"""Checking the whole raw layer before anything runs."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import pandas as pd

from bpfanalysis.errors import InputError, at_most
from bpfanalysis.paths import RAW, Project
from bpfanalysis.tables import accepted, rules
from bpfanalysis.tables.definitions import Column, Table, definition, definitions
from bpfanalysis.tables.reading import corrections, read_checked
from bpfanalysis.tables.shape import short
from bpfanalysis.tables.sources import file_problems, sources
from bpfanalysis.tables.values import members

NO_COUNTRY = {"country": ("ZZZ",)}  # "none stated" is a value, though no country


def check_raw(project: Project | None = None) -> None:
    """Check every raw table: shape, values, keys, references, crosses, rules, files.

    The checks come in stages, and a stage is reached only when the one before it found nothing,
    so that one mistake is not reported twice: each table by itself; ids of other tables; complete
    crosses; rules between columns and tables; vanished values; sidecars and hashes.

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


def references(frames: Mapping[str, pd.DataFrame]) -> list[str]:
    """Values that refer to a row of another table that does not exist, one sentence each.

    Parameters
    ----------
    frames
        Raw table name -> its text, indexed by row in the file.
    """
    problems = []
    for name, frame in frames.items():
        for column in definition(name).columns.values():
            target, _, target_column = column.references.partition(".")
            if target in frames:
                known = {*frames[target][target_column], *NO_COUNTRY.get(column.type, ())}
                problems += _unknown(definition(name), column, frame, known)
    return problems


def _unknown(table: Table, column: Column, frame: pd.DataFrame, known: set[str]) -> list[str]:
    values = frame[column.name].dropna()
    split = members if column.type == "set" else lambda v: [v]
    lost = {v: [m for m in split(v) if m not in known] for v in values.unique()}
    rows = values.index[[bool(lost[v]) for v in values]]
    if rows.empty:
        return []
    wrong = lost[values[rows[0]]][0]
    more = f" (and {len(rows) - 1} more)" if len(rows) > 1 else ""
    target = column.references.partition(".")[0]
    return [
        f"{table.path.as_posix()}, row {rows[0]}, column {column.name}: {short(wrong)} is not in "
        f"{definition(target).path.as_posix()}; mend it, or add it there{more}"
    ]


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
