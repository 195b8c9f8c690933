"""The values that each coded column held when the data was last accepted.

A dictionary can only say which values may stand in a column. That a value has gone, because
rows were lost or a spelling changed, shows only against what was there before.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping

import pandas as pd

from bpfanalysis.errors import InputError
from bpfanalysis.paths import RAW, Project
from bpfanalysis.tables.definitions import NUMERIC, definitions
from bpfanalysis.tables.values import members

FILE = RAW / "vocabularies.toml"
HEAD = """\
# The values that each coded column of a raw table held when the data was last accepted.
# A value that is missing from the data later is an error, by name. Written by the project:
# take a value out by hand, or accept the data anew, when it is meant to go.
"""

Accepted = dict[str, dict[str, list[str]]]


def observed(frames: Mapping[str, pd.DataFrame]) -> Accepted:
    """The values present in each column with a vocabulary, in the order of the vocabulary.

    Parameters
    ----------
    frames
        Raw table name -> its text.

    Returns
    -------
    dict
        Table -> column -> values; members, for a set.
    """
    found: Accepted = {}
    for name, table in definitions("raw").items():
        if name not in frames:
            continue
        for column in table.columns.values():
            if not column.allowed or column.type in NUMERIC:
                continue
            values = set(frames[name][column.name].dropna())
            if column.type == "set":
                values = {m for v in values for m in members(v)}
            found.setdefault(name, {})[column.name] = [v for v in column.allowed if v in values]
    return found


def load(project: Project) -> Accepted:
    """What was last accepted; nothing, where the file is not there.

    Raises
    ------
    InputError
        If the file is not TOML, or holds something other than lists of values.
    """
    path = project.root / FILE
    if not path.exists():
        return {}
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{FILE.as_posix()} is not valid TOML: {error}") from None
    for name, columns in content.items():
        lists = columns.values() if isinstance(columns, dict) else [columns]
        if not all(isinstance(values, list) for values in lists):
            raise InputError(
                f"{FILE.as_posix()}, [{name}]: expected a list of values for each column; "
                "restore the file from version control."
            )
    return content


def render(accepted: Accepted) -> str:
    """The accepted values as the text of their file.

    Examples
    --------
    >>> print(render({"norms": {"family": ["gge", "further"]}}).splitlines()[-1])
    family = ["gge", "further"]
    """
    lines = [HEAD]
    for name in sorted(accepted):
        lines.append(f"[{name}]")
        for column, values in accepted[name].items():
            quoted = ", ".join(f'"{v}"' for v in values)
            lines.append(f"{column} = [{quoted}]")
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def vanished(before: Accepted, now: Accepted) -> list[str]:
    """One sentence per value that was accepted and is gone, by name.

    Examples
    --------
    >>> vanished({"norms": {"family": ["gge", "further"]}}, {"norms": {"family": ["gge"]}})[0][:80]
    "data/raw/norm_codebook/norms.csv, column family: the value 'further' no longer o"
    """
    problems = []
    known = definitions("raw")
    for name in sorted(before):
        if name not in now:
            problems.append(f"{FILE.as_posix()}: [{name}] is no raw table with coded columns.")
            continue
        for column, values in before[name].items():
            for value in values:
                if value not in now[name].get(column, []):
                    problems.append(
                        f"{known[name].path.as_posix()}, column {column}: the value {value!r} no "
                        "longer occurs. Put it back, or take it out of "
                        f"{FILE.as_posix()} if it is meant to go."
                    )
    return problems
