"""Norms in time: where each first appears in the register, how it spreads, networks by period."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from bpfanalysis.networks.incidence import incidence
from bpfanalysis.vocabularies import BASIS, PRESENCE, at_least


def first_appearance(
    codings: pd.DataFrame,
    dates: Mapping[str, str],
    *,
    presence: str = "explicit",
    min_basis: str = "unverified",
) -> pd.DataFrame:
    """The earliest agreement of the register that holds each norm.

    Parameters
    ----------
    codings
        One row per cell: ``agreement_id, norm_id, presence, basis``.
    dates
        Agreement to date of adoption (ISO 8601; year or month precision allowed).
    presence, min_basis
        The weakest reading and evidence that count.

    Returns
    -------
    pandas.DataFrame
        One row per norm in the order of `codings`: ``norm_id, first_on, first_agreement_id,
        n_agreements``; the first two are missing where no agreement holds it. A date that gives
        only the year (or month) counts as its first day; equal dates go by id.

    Raises
    ------
    ValueError
        If an agreement has no date.

    Examples
    --------
    >>> cells = pd.DataFrame({"agreement_id": ["p", "q"], "norm_id": "A",
    ...     "presence": "explicit", "basis": "primary"})
    >>> first_appearance(cells, {"p": "2018-11", "q": "2015-07-22"}).values.tolist()
    [['A', '2015-07-22', 'q', 2]]

    Notes
    -----
    First in this register is not first in the world: the register is a selection.
    """
    held = _held(codings, dates, presence, min_basis)
    rows: list[tuple[str, str | None, str | None, int]] = []
    for norm in pd.unique(codings["norm_id"]):
        cells = held[held["norm_id"] == norm]
        if cells.empty:
            rows.append((norm, None, None, 0))
        else:
            first = cells.iloc[0]
            rows.append((norm, first["date"], first["agreement_id"], len(cells)))
    return pd.DataFrame(rows, columns=["norm_id", "first_on", "first_agreement_id", "n_agreements"])


def spread(
    codings: pd.DataFrame,
    dates: Mapping[str, str],
    *,
    blocks: Mapping[str, str] | None = None,
    presence: str = "explicit",
    min_basis: str = "unverified",
) -> pd.DataFrame:
    """How many agreements, and how many lineage blocks, hold each norm as the years go by.

    Parameters
    ----------
    codings, dates, presence, min_basis
        As for `first_appearance`.
    blocks
        Agreement to lineage block; without it each agreement is its own.

    Returns
    -------
    pandas.DataFrame
        One row per agreement that holds a norm, by norm and date: ``norm_id, adopted_on, year,
        agreement_id, n_so_far, n_blocks_so_far, is_new_block``.

    Raises
    ------
    ValueError
        If an agreement has no date or no block.

    Examples
    --------
    >>> cells = pd.DataFrame({"agreement_id": ["p", "q", "r"], "norm_id": "A",
    ...     "presence": "explicit", "basis": "primary"})
    >>> found = spread(cells, {"p": "2013", "q": "2015", "r": "2018"},
    ...                blocks={"p": "un", "q": "un", "r": "r"})
    >>> found[["year", "n_so_far", "n_blocks_so_far"]].values.tolist()
    [[2013, 1, 1], [2015, 2, 1], [2018, 3, 2]]
    """
    held = _held(codings, dates, presence, min_basis)
    rows = []
    for norm in pd.unique(codings["norm_id"]):
        known: set[str] = set()
        cells = held[held["norm_id"] == norm]
        for number, (agreement, date) in enumerate(
            zip(cells["agreement_id"], cells["date"], strict=True), start=1
        ):
            if blocks is not None and agreement not in blocks:
                raise ValueError(f"the agreement {agreement} has no lineage block; give it one.")
            block = agreement if blocks is None else blocks[agreement]
            is_new = block not in known
            known.add(block)
            rows.append((norm, date, int(date[:4]), agreement, number, len(known), is_new))
    columns = ["norm_id", "adopted_on", "year", "agreement_id", "n_so_far"]
    return pd.DataFrame(rows, columns=[*columns, "n_blocks_so_far", "is_new_block"])


def period_label(date: str, starts: Sequence[int]) -> str:
    """The period in which a date falls.

    Parameters
    ----------
    date
        ISO 8601, at least a year.
    starts
        First years of the second and each later period, ascending.

    Examples
    --------
    >>> [period_label(date, [2015, 2018]) for date in ("2013-06", "2015-07-22", "2019")]
    ['before 2015', '2015-2017', 'from 2018']
    """
    if list(starts) != sorted(set(starts)) or not len(starts):
        raise ValueError(f"the years {list(starts)} do not ascend; give each period its first.")
    year = int(date[:4])
    earlier = [start for start in starts if start <= year]
    if not earlier:
        return f"before {starts[0]}"
    start = earlier[-1]
    later = [other for other in starts if other > start]
    return f"{start}-{later[0] - 1}" if later else f"from {start}"


def pairs_by_period(
    codings: pd.DataFrame,
    dates: Mapping[str, str],
    test: Callable[[pd.DataFrame], pd.DataFrame],
    *,
    starts: Sequence[int] = (2015, 2018),
    presence: str = "implicit",
    min_basis: str = "unverified",
) -> pd.DataFrame:
    """The network of each period, tested by itself.

    Parameters
    ----------
    codings, dates, presence, min_basis
        As for `first_appearance`.
    test
        From an incidence table to pairs (``source, target, count, p_adjusted, sign``), such as
        ``lambda table: norm_pairs(table, "sdsm").edges``.
    starts
        As for `period_label`.

    Returns
    -------
    pandas.DataFrame
        The pairs of all periods with ``period`` and ``n_agreements`` in front; periods with
        fewer than two agreements are left out.

    Raises
    ------
    ValueError
        If an agreement has no date, or the years do not ascend.

    Notes
    -----
    Periods hold few agreements: that a pair is no edge in one of them is mostly lack of power.
    """
    _held(codings, dates, presence, min_basis)
    frames = []
    names = ["before", *map(str, starts)]
    for number, _ in enumerate(names):
        year = starts[0] - 1 if number == 0 else starts[number - 1]
        label = period_label(f"{year:04d}", starts)
        chosen = [
            agreement
            for agreement in pd.unique(codings["agreement_id"])
            if period_label(dates[agreement], starts) == label
        ]
        if len(chosen) < 2:
            continue
        matrix = incidence(
            codings, presence=presence, min_basis=min_basis, agreements=chosen
        ).matrix
        if len(matrix) < 2:
            continue
        pairs = test(matrix).copy()
        pairs.insert(0, "n_agreements", len(matrix))
        pairs.insert(0, "period", label)
        frames.append(pairs)
    if not frames:
        raise ValueError("no period holds two agreements; choose other years.")
    return pd.concat(frames, ignore_index=True)


def _held(
    codings: pd.DataFrame, dates: Mapping[str, str], presence: str, min_basis: str
) -> pd.DataFrame:
    """Cells that count, by date and id."""
    undated = [a for a in pd.unique(codings["agreement_id"]) if not isinstance(dates.get(a), str)]
    if undated:
        raise ValueError(f"the agreement {undated[0]} has no date; give each agreement one.")
    enough = codings["presence"].isin(at_least(presence, PRESENCE)) & codings["basis"].isin(
        at_least(min_basis, BASIS)
    )
    cells = codings.loc[enough, ["agreement_id", "norm_id"]]
    cells = cells.assign(date=cells["agreement_id"].map(dict(dates)))
    return cells.sort_values(["date", "agreement_id"], kind="stable")
