"""Whole coding passes side by side: reliability per group, and every disagreement."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from bpfanalysis.reliability.alpha import alpha_with_interval
from bpfanalysis.reliability.coincidence import canonical_set
from bpfanalysis.vocabularies import PRESENT

COLUMNS = ("by", "n_units", "n_coders", "alpha", "low", "high", "agreement", "prevalence")
OVERALL = "overall"
ONLY_WHERE_PRESENT = ("strength", "direction", "addressee")  # properties of a present cell


def ratings(
    passes: Sequence[pd.DataFrame],
    unit: Sequence[str],
    value: str,
    names: Sequence[str] | None = None,
) -> pd.DataFrame:
    """The values of several passes side by side, one row per unit, one column per coder.

    Sets ("states;private") are brought into one spelling. Strength, direction and addressee are
    compared only where all passes coded the cell present, if the passes have a column `presence`.

    Parameters
    ----------
    passes
        At least two tables with the same units.
    unit
        The columns that together name a unit.
    value
        The column to compare.
    names
        A name for each coder; by default A, B, C, ...

    Returns
    -------
    pandas.DataFrame
        Indexed by the unit columns, in the order of the first pass; missing values are NaN.

    Raises
    ------
    ValueError
        For fewer than two passes, a missing column, a unit that stands twice, or passes whose
        units differ.

    Examples
    --------
    >>> a = pd.DataFrame({"cell": [1, 2], "addressee": ["states;private", "all"]})
    >>> b = pd.DataFrame({"cell": [2, 1], "addressee": ["all", "private;states"]})
    >>> ratings([a, b], ["cell"], "addressee").loc[1].tolist()
    ['private;states', 'private;states']
    """
    unit = list(unit)
    if len(passes) < 2:
        raise ValueError(f"{len(passes)} pass given; agreement needs at least two.")
    labels = list(names) if names is not None else [chr(65 + i) for i in range(len(passes))]
    conditional = value in ONLY_WHERE_PRESENT and all("presence" in p.columns for p in passes)
    columns = []
    for name, one in zip(labels, passes, strict=True):
        missing = [column for column in [*unit, value] if column not in one.columns]
        if missing:
            raise ValueError(
                f"Coder {name}: no column {', '.join(missing)}; found {', '.join(one.columns)}."
            )
        if one[unit].isna().any(axis=None):
            raise ValueError(f"Coder {name}: a unit without a value in {', '.join(unit)}.")
        doubled = one[unit].duplicated()
        if doubled.any():
            which = _words(one.loc[doubled, unit].iloc[0])
            raise ValueError(f"Coder {name}: the unit {which} stands twice; expected once.")
        indexed = one.set_index(unit)
        series = indexed[value].map(canonical_set) if _is_text(indexed[value]) else indexed[value]
        if conditional:
            series = series.where(indexed["presence"].isin(PRESENT))
        columns.append(series.rename(name))
    first = columns[0].index
    for column in columns[1:]:
        lacking = first.difference(column.index, sort=False)
        extra = column.index.difference(first, sort=False)
        if len(lacking) or len(extra):
            here = lacking if len(lacking) else extra
            side = f"{column.name} lacks" if len(lacking) else f"{labels[0]} lacks"
            raise ValueError(
                f"The units differ: {side} {len(here)} that the other has, first {here[0]}. "
                "Every coder needs a row for each unit; leave the value empty where none was given."
            )
    table = pd.concat([column.reindex(first) for column in columns], axis=1)
    if conditional:
        everywhere = pd.concat(
            [p.set_index(unit)["presence"].isin(PRESENT).reindex(first) for p in passes], axis=1
        ).all(axis=1)
        table = table[everywhere.to_numpy()]
    return table


def reliability_table(
    passes: Sequence[pd.DataFrame],
    unit: Sequence[str],
    value: str,
    level: str = "nominal",
    order: Sequence[object] | None = None,
    by: str | None = None,
    draws: int = 1000,
    seed: int = 0,
    *,
    names: Sequence[str] | None = None,
    cluster: str | None = None,
    reference: object = None,
) -> pd.DataFrame:
    """Alpha with interval, agreement and prevalence, over all units and for each group.

    Parameters
    ----------
    passes, unit, value, names
        As for `ratings`.
    level, order
        As for `krippendorff_alpha`.
    by
        One of the unit columns, or another column of the first pass: a row for each of its values.
    draws, seed
        Of the bootstrap. Each group uses the seed anew, so its interval does not depend on which
        other groups are in the table.
    cluster
        One of the unit columns: whole clusters are resampled (see `alpha_with_interval`).
    reference
        The value that means "not there", for prevalence.

    Returns
    -------
    pandas.DataFrame
        `COLUMNS`; the row "overall" first, then the groups in the order of the first pass. Alpha
        and its interval are NaN where they are undefined; `explain_undefined` says why.

    Raises
    ------
    ValueError
        As `ratings` and `krippendorff_alpha`.

    Examples
    --------
    >>> a = pd.DataFrame({"text": [1, 2, 1, 2], "norm": list("xxyy"), "found": [1, 0, 1, 1]})
    >>> b = pd.DataFrame({"text": [1, 2, 1, 2], "norm": list("xxyy"), "found": [1, 0, 1, 1]})
    >>> reliability_table([a, b], ["text", "norm"], "found", by="norm")[["by", "n_units", "alpha"]]
            by  n_units  alpha
    0  overall        4    1.0
    1        x        2    1.0
    2        y        2    NaN
    """
    table = ratings(passes, unit, value, names)
    groups: list[tuple[str, pd.DataFrame]] = [(OVERALL, table)]
    if by is not None:
        key = _group_key(passes[0], unit, by, table)
        names_in_order = pd.unique(_group_key(passes[0], unit, by, None))
        groups += [(str(name), table[(key == name).to_numpy()]) for name in names_in_order]
    rows = []
    for name, part in groups:
        labels = None if cluster is None else part.index.get_level_values(cluster)
        found = alpha_with_interval(
            part, level, order, reference=reference, clusters=labels, draws=draws, seed=seed
        )
        rows.append((name, *(getattr(found, column) for column in COLUMNS[1:])))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def explain_undefined(table: pd.DataFrame) -> list[str]:
    """Why alpha is missing in rows of a reliability table, one sentence each.

    Examples
    --------
    >>> row = {"by": "y", "n_units": 2, "n_coders": 2, "alpha": float("nan"), "agreement": 1.0}
    >>> explain_undefined(pd.DataFrame([row]))
    ['y: alpha is undefined, all values of its 2 units are the same (nothing to tell apart).']
    """
    sentences = []
    for row in table[table["alpha"].isna()].itertuples():
        if row.n_units == 0:
            why = "no unit has values of two coders"
        else:
            units = "its one unit" if row.n_units == 1 else f"its {row.n_units} units"
            why = f"all values of {units} are the same (nothing to tell apart)"
        sentences.append(f"{row.by}: alpha is undefined, {why}.")
    return sentences


def disagreements(
    passes: Sequence[pd.DataFrame],
    unit: Sequence[str],
    value: str,
    *,
    names: Sequence[str] | None = None,
    decided: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Every unit on which the passes differ, and how it was decided.

    Parameters
    ----------
    passes, unit, value, names
        As for `ratings`.
    decided
        The adjudicated table with the same units; its value, `decided_by` and `reason` are added
        as `decided`, `decided_by`, `reason`.

    Returns
    -------
    pandas.DataFrame
        The unit columns, `attribute` (the name of the compared column), one column per coder, and
        with `decided` three more; in the order of the first pass.

    Examples
    --------
    >>> a = pd.DataFrame({"cell": [1, 2], "presence": ["explicit", "absent"]})
    >>> b = pd.DataFrame({"cell": [1, 2], "presence": ["implicit", "absent"]})
    >>> disagreements([a, b], ["cell"], "presence")
       cell attribute         A         B
    0     1  presence  explicit  implicit
    """
    table = ratings(passes, unit, value, names)
    differs = table.nunique(axis=1) > 1
    listed = table[differs.to_numpy()].copy()
    coders = list(listed.columns)
    if decided is not None:
        extra = [column for column in ("decided_by", "reason") if column in decided.columns]
        outcome = decided.set_index(list(unit))[[value, *extra]].rename(columns={value: "decided"})
        listed = listed.join(outcome, how="left")
    listed = listed.reset_index()
    listed.insert(len(unit), "attribute", value)
    rest = [column for column in listed.columns if column not in {*unit, "attribute", *coders}]
    return listed[[*unit, "attribute", *coders, *rest]]


def _group_key(
    first: pd.DataFrame, unit: Sequence[str], by: str, table: pd.DataFrame | None
) -> pd.Series:
    """The group of each unit of a table of ratings, or of the first pass."""
    if by not in first.columns:
        raise ValueError(
            f"No column {by!r} to group by in the first pass; found {', '.join(first.columns)}."
        )
    if table is None:
        return first[by]
    if by in table.index.names:
        return pd.Series(table.index.get_level_values(by), index=table.index)
    return first.set_index(list(unit))[by].reindex(table.index)


def _is_text(column: pd.Series) -> bool:
    return bool(column.map(lambda value: isinstance(value, str)).any())


def _words(row: pd.Series) -> str:
    return ", ".join(f"{name} {value}" for name, value in row.items())
