"""Corrections as reviewed entries: what is wrong in a raw table, what is right, and why.

Raw files are never edited. An entry names one row by its key and, for an override, one column;
its guard is the value that must stand in the source. Once the source is mended the guard fails,
so that no entry outlives its reason.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from bpfanalysis.errors import InputError
from bpfanalysis.tables.definitions import Table, definitions
from bpfanalysis.tables.shape import short

SHOWN = "data/raw/corrections/corrections.csv"
LOG_COLUMNS = (
    "correction_id",
    "table",
    "key",
    "column",
    "action",
    "found",
    "new_value",
    "reason",
    "status",
)


@dataclass(frozen=True)
class Correction:
    """One entry of the corrections table, and the row it stands in."""

    row: int
    correction_id: str
    table: str
    key: Mapping[str, str]
    column: str
    action: str
    new_value: str
    expected: str
    reason: str
    status: str

    @property
    def where(self) -> str:
        """How messages name the entry."""
        return f"{SHOWN}, row {self.row} ({self.correction_id})"


def parse_key(text: str) -> dict[str, str]:
    """Read `column=value;column=value`; a value may hold `;` unless `;name=` follows.

    Examples
    --------
    >>> parse_key("report=2020;agreement_title=GCSC norms")
    {'report': '2020', 'agreement_title': 'GCSC norms'}
    """
    parts = re.split(r";(?=[a-z_0-9]+=)", text)
    if not all(re.match(r"[a-z_0-9]+=", part) for part in parts):
        raise ValueError(f"key {text!r}; expected column=value;column=value")
    return dict(part.split("=", 1) for part in parts)


def entries_of(text: pd.DataFrame) -> list[Correction]:
    """The entries of the corrections table, given as text.

    Raises
    ------
    InputError
        If a key cannot be read, the table is not raw, or an entry lacks what its action needs.
    """
    entries = []
    for row, record in text.fillna("").iterrows():
        where = f"{SHOWN}, row {row} ({record['correction_id']})"
        try:
            key = parse_key(record["key"])
        except ValueError as error:
            raise InputError(f"{where}: {error}.") from None
        if record["table"] not in definitions("raw"):
            raise InputError(
                f"{where}: {short(record['table'])} is no raw table of the dictionary."
            )
        if record["action"] == "override" and not record["column"]:
            raise InputError(f"{where}: an override names the column that it changes.")
        if record["action"] == "drop" and record["new_value"]:
            raise InputError(f"{where}: a drop has no new value; leave new_value empty.")
        fields = {c: record[c] for c in Correction.__dataclass_fields__ if c not in ("row", "key")}
        entries.append(Correction(row=int(str(row)), key=key, **fields))
    return entries


def apply(
    text: pd.DataFrame, table: Table, entries: list[Correction]
) -> tuple[pd.DataFrame, list[dict[str, str]]]:
    """Apply the accepted entries that concern a table.

    Parameters
    ----------
    text
        The table as text, as it stands in the source; not changed.
    table
        Its definition.
    entries
        Entries of any table and status; only accepted ones of this table are applied.

    Returns
    -------
    (DataFrame, list of dict)
        The mended text, rows still numbered as in the source, and one record per applied entry.

    Raises
    ------
    InputError
        If an entry names no row or several, or its guard does not hold: by name.
    """
    mended = text.copy()
    log = []
    done: dict[tuple[int, str], str] = {}
    for entry in entries:
        if entry.table != table.name or entry.status != "accepted":
            continue
        row = _row(text, table, entry)
        found = text.loc[row, entry.column] if entry.column else ""
        found = "" if pd.isna(found) else str(found)
        if found != entry.expected:
            raise InputError(
                f"{entry.where}: {table.path.as_posix()}, row {row}, column {entry.column} holds "
                f"{short(found)}, the entry expects {short(entry.expected)}. The source has "
                "changed: look at it, then mend or withdraw the entry."
            )
        if (row, entry.column) in done:
            raise InputError(
                f"{entry.where}: {done[row, entry.column]} changes the same value already; "
                "withdraw one of them."
            )
        done[row, entry.column] = entry.correction_id
        if entry.action == "drop":
            mended = mended.drop(index=row, errors="ignore")
        elif row in mended.index:
            mended.loc[row, entry.column] = entry.new_value or None
        log.append(
            {
                "correction_id": entry.correction_id,
                "table": entry.table,
                "key": ";".join(f"{c}={v}" for c, v in entry.key.items()),
                "column": entry.column,
                "action": entry.action,
                "found": found,
                "new_value": entry.new_value,
                "reason": entry.reason,
                "status": entry.status,
            }
        )
    return mended, log


def _row(text: pd.DataFrame, table: Table, entry: Correction) -> int:
    for column in (*entry.key, *([entry.column] if entry.column else [])):
        if column not in table.columns:
            raise InputError(f"{entry.where}: the table {table.name!r} has no column {column!r}.")
    chosen = pd.Series(True, index=text.index)
    for column, value in entry.key.items():
        chosen &= text[column].fillna("") == value
    rows = [int(r) for r in text.index[chosen]]
    if len(rows) != 1:
        found = f"rows {', '.join(map(str, rows[:3]))}" if rows else "no row"
        raise InputError(
            f"{entry.where}: its key names {found} of {table.path.as_posix()}; expected one row. "
            "Mend the key, or withdraw the entry if the source was mended."
        )
    return rows[0]
