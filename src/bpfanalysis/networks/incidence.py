"""From coded cells, or from anybody's table, to an incidence matrix of 0 and 1."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from bpfanalysis.vocabularies import BASIS, PRESENCE, PRESENT, at_least

CODING_COLUMNS = ("agreement_id", "norm_id", "presence", "basis")


@dataclass(frozen=True)
class Incidence:
    """Agreements by norms, 0/1, with what was left out to get there.

    Attributes
    ----------
    matrix
        Rows are agreements, columns norms, values 0 or 1 (int8).
    dropped
        Agreements that hold no cell at this level and grade, in their order; they are not rows
        of `matrix`.
    presence, min_basis
        The weakest reading and the weakest evidence that counted as present.
    label
        How a result that rests on this matrix is to be labelled.
    """

    matrix: pd.DataFrame
    dropped: tuple[str, ...]
    presence: str
    min_basis: str
    label: str


def incidence(
    codings: pd.DataFrame,
    *,
    presence: str = "implicit",
    min_basis: str = "unverified",
    agreements: Iterable[str] | None = None,
    norms: Iterable[str] | None = None,
) -> Incidence:
    """Agreements by norms as 0/1, at a chosen level of presence and grade of evidence.

    A cell is 1 where its presence is at least `presence` and its basis at least `min_basis`. An
    absent cell is 0 whatever its basis, and so is a present cell below `min_basis`: what was not
    read is arithmetically the same as what was not found, so such results hold "as far as read".
    Agreements left without a single 1 are dropped and named.

    Parameters
    ----------
    codings
        One row per cell: ``agreement_id``, ``norm_id``, ``presence``, ``basis``.
    presence
        The weakest reading that counts: ``by-reference``, ``implicit`` or ``explicit``.
    min_basis
        The weakest evidence that counts: ``unverified``, ``secondary`` or ``primary``.
    agreements, norms
        Ids to keep, in the order wanted (scope, kind of adopter, period, family are chosen by
        the caller this way). Without them: all, in order of first appearance.

    Returns
    -------
    Incidence
        The matrix, the agreements dropped, and the label of results that rest on it.

    Raises
    ------
    ValueError
        If a column is missing, a value is unknown, a cell is coded twice or not at all, or
        nothing is left.

    Examples
    --------
    >>> codings = pd.DataFrame(
    ...     [
    ...         ("paris", "GGE-A", "explicit", "primary"),
    ...         ("paris", "GGE-B", "implicit", "unverified"),
    ...         ("draft", "GGE-A", "absent", "unverified"),
    ...         ("draft", "GGE-B", "implicit", "unverified"),
    ...     ],
    ...     columns=["agreement_id", "norm_id", "presence", "basis"],
    ... )
    >>> found = incidence(codings, min_basis="secondary")
    >>> found.matrix.to_dict("index")
    {'paris': {'GGE-A': 1, 'GGE-B': 0}}
    >>> found.dropped
    ('draft',)
    >>> found.label
    'implicit or stronger, at least secondary source, as far as read'
    """
    missing = [column for column in CODING_COLUMNS if column not in codings.columns]
    if missing:
        raise ValueError(f"codings lack the column {missing[0]!r}; expected {CODING_COLUMNS}.")
    _one_of("presence", presence, PRESENT)
    _one_of("min_basis", min_basis, BASIS)
    _known(codings, "presence", PRESENCE)
    _known(codings[codings["presence"] != "absent"], "basis", BASIS)

    rows = _chosen(codings["agreement_id"], agreements, "agreements")
    columns = _chosen(codings["norm_id"], norms, "norms")
    cells = codings[codings["agreement_id"].isin(rows) & codings["norm_id"].isin(columns)]
    twice = cells[cells.duplicated(["agreement_id", "norm_id"])]
    if len(twice):
        first = twice.iloc[0]
        raise ValueError(
            f"codings: {first['agreement_id']} x {first['norm_id']} is coded twice "
            f"({len(twice)} such cells); keep one row per cell."
        )
    if len(cells) < len(rows) * len(columns):
        have = set(zip(cells["agreement_id"], cells["norm_id"], strict=True))
        row, column = next((r, c) for r in rows for c in columns if (r, c) not in have)
        raise ValueError(
            f"codings: {row} x {column} is not coded "
            f"({len(rows) * len(columns) - len(cells)} cells missing); unknown is not absent, so "
            "code the cell or leave the agreement or the norm out."
        )
    counts = cells["presence"].isin(at_least(presence, PRESENCE)) & cells["basis"].isin(
        at_least(min_basis, BASIS)
    )
    values = np.zeros((len(rows), len(columns)), dtype=np.int8)
    values[
        pd.Index(rows).get_indexer(cells["agreement_id"]),
        pd.Index(columns).get_indexer(cells["norm_id"]),
    ] = counts.to_numpy()
    matrix = pd.DataFrame(
        values,
        index=pd.Index(rows, name="agreement_id"),
        columns=pd.Index(columns, name="norm_id"),
    )
    empty = (values == 0).all(axis=1)
    if empty.all():
        raise ValueError(
            f"No agreement holds a norm at presence {presence!r} and basis {min_basis!r}; "
            "lower one of the two."
        )
    return Incidence(
        matrix=matrix.loc[~empty],
        dropped=tuple(matrix.index[empty]),
        presence=presence,
        min_basis=min_basis,
        label=incidence_label(presence, min_basis),
    )


def incidence_label(presence: str, min_basis: str) -> str:
    """How a result that rests on an incidence matrix is labelled.

    Examples
    --------
    >>> incidence_label("explicit", "unverified")
    'explicit, any evidence, as far as read'
    >>> incidence_label("by-reference", "primary")
    'by reference or stronger, read in the original, as far as read'
    """
    level = {"explicit": "explicit", "implicit": "implicit or stronger"}.get(
        presence, "by reference or stronger"
    )
    grade = {"unverified": "any evidence", "secondary": "at least secondary source"}.get(
        min_basis, "read in the original"
    )
    return f"{level}, {grade}, as far as read"


def check_incidence(frame: pd.DataFrame) -> pd.DataFrame:
    """Check anybody's incidence table and return it as int8, ids as text.

    Parameters
    ----------
    frame
        Row ids as index, one column per item, every cell 0 or 1 (numbers, booleans, or text
        that reads 0 or 1).

    Returns
    -------
    DataFrame
        The same table, int8.

    Raises
    ------
    ValueError
        If there are fewer than two rows or columns, an id is empty or doubled, or a cell is
        empty or holds another value; the message names the first such row and column.

    Examples
    --------
    >>> check_incidence(pd.DataFrame({"A": ["1", "0"], "B": ["1", "1"]}, index=["x", "y"]))
       A  B
    x  1  1
    y  0  1
    >>> check_incidence(pd.DataFrame({"A": [1, 2], "B": [1, 1]}, index=["x", "y"]))
    Traceback (most recent call last):
    ...
    ValueError: row 'y', column 'A' holds '2'; every cell must be 0 or 1.
    """
    n_rows, n_columns = frame.shape
    if n_columns < 2:
        raise ValueError(
            f"the table has {n_columns} column{'' if n_columns == 1 else 's'} beside the row "
            "ids; at least two are needed to form a pair."
        )
    if n_rows < 2:
        raise ValueError(
            f"the table has {n_rows} row{'' if n_rows == 1 else 's'}; at least two are needed."
        )
    for what, labels in (("row", frame.index), ("column", frame.columns)):
        names = ["" if pd.isna(label) else str(label).strip() for label in labels]
        if "" in names:
            raise ValueError(f"{what} {names.index('') + 1} has no id; give every {what} one.")
        doubled = pd.Index(names)[pd.Index(names).duplicated()]
        if len(doubled):
            raise ValueError(f"the {what} id {doubled[0]!r} stands twice; ids must be unique.")
    values = frame.to_numpy()
    if values.dtype.kind in "biuf":
        good = (values == 0) | (values == 1)
        ones = values == 1
    else:
        text = np.array(
            [["" if pd.isna(cell) else str(cell).strip() for cell in row] for row in values]
        )
        ones = np.isin(text, ("1", "1.0", "True"))
        good = ones | np.isin(text, ("0", "0.0", "False"))
    if not good.all():
        row, column = (int(at[0]) for at in np.nonzero(~good))
        cell = values[row, column]
        where = f"row {str(frame.index[row])!r}, column {str(frame.columns[column])!r}"
        if pd.isna(cell) or str(cell).strip() == "":
            raise ValueError(
                f"{where} is empty; every cell must be 0 or 1, "
                "so decide the cell or leave the row out."
            )
        raise ValueError(f"{where} holds {str(cell)!r}; every cell must be 0 or 1.")
    return pd.DataFrame(
        ones.astype(np.int8),
        index=pd.Index([str(label).strip() for label in frame.index], name=frame.index.name),
        columns=pd.Index([str(label).strip() for label in frame.columns], name=frame.columns.name),
    )


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{name} is {value!r}; expected one of {', '.join(allowed)}.")


def _known(codings: pd.DataFrame, column: str, allowed: tuple[str, ...]) -> None:
    unknown = codings[~codings[column].isin(allowed)]
    if len(unknown):
        first = unknown.iloc[0]
        raise ValueError(
            f"codings: {first['agreement_id']} x {first['norm_id']} has {column} "
            f"{first[column]!r}; expected one of {', '.join(allowed)}."
        )


def _chosen(ids: pd.Series, wanted: Iterable[str] | None, what: str) -> list[str]:
    present = list(dict.fromkeys(ids))
    if wanted is None:
        return present
    chosen = list(dict.fromkeys(wanted))
    unknown = [one for one in chosen if one not in set(present)]
    if unknown:
        raise ValueError(f"{what}: {unknown[0]!r} does not occur in the codings.")
    if not chosen:
        raise ValueError(f"{what}: nothing was chosen.")
    return chosen
