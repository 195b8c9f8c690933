"""Whether the same norm means the same: strength, direction and addressee across agreements.

Recurrence is not shared meaning. Two agreements that hold a norm may bind with different force,
ask for restraint or for action, and address others. These differences are measured cell by cell;
what the words mean beyond them only the provisions themselves show (`edge_provisions`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

import numpy as np
import pandas as pd

from bpfanalysis.vocabularies import ADDRESSEE, BASIS, PRESENCE, STRENGTH, at_least

ATTRIBUTES = ("strength", "direction", "addressee")
EVERYBODY = frozenset(ADDRESSEE) - {"all"}
_DIRECTIONS = {
    "restraint": frozenset({"restraint"}),
    "positive": frozenset({"positive"}),
    "both": frozenset({"restraint", "positive"}),
}
CELL_COLUMNS = ("presence", *ATTRIBUTES, "pinpoint", "paraphrase", "basis", "source_url")


def attribute_distance(attribute: str, first: object, second: object) -> float:
    """How far two coded values lie apart, from 0 (the same) to 1.

    strength: steps between the verbs over the largest number of steps (aspire to shall = 1).
    direction and addressee: Jaccard distance of sets, 1 - |a and b| / |a or b|; "both" is the set
    of restraint and positive, "all" the set of all kinds of addressee.

    Parameters
    ----------
    attribute
        One of `ATTRIBUTES`.
    first, second
        Coded values; addressees joined with ``;``.

    Returns
    -------
    float
        NaN where one of the two is missing.

    Raises
    ------
    ValueError
        For an unknown attribute or value.

    Examples
    --------
    >>> attribute_distance("strength", "should", "shall")
    0.5
    >>> attribute_distance("direction", "both", "restraint")
    0.5
    >>> attribute_distance("addressee", "all", "states")
    0.75
    """
    if pd.isna(first) or pd.isna(second):
        return float("nan")
    if attribute == "strength":
        for value in (first, second):
            if value not in STRENGTH:
                raise ValueError(f"strength is {value!r}; expected one of {', '.join(STRENGTH)}.")
        steps = abs(STRENGTH.index(str(first)) - STRENGTH.index(str(second)))
        return steps / (len(STRENGTH) - 1)
    a, b = (_as_set(attribute, str(value)) for value in (first, second))
    return 1 - len(a & b) / len(a | b)


def norm_divergence(
    codings: pd.DataFrame,
    *,
    presence: str = "implicit",
    min_basis: str = "unverified",
    blocks: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """How much the agreements that carry a norm differ in what they make of it.

    The index of divergence of an attribute is the mean distance (`attribute_distance`) over all
    pairs of agreements that carry the norm: the distance that two of them, picked at random, lie
    apart. "overall" is the mean of the three attributes.

    Parameters
    ----------
    codings
        One row per cell with ``agreement_id, norm_id, presence, strength, direction, addressee,
        basis``.
    presence, min_basis
        The weakest reading and evidence that count as carrying.
    blocks
        Agreement to lineage block: pairs within a block are left out, since texts that copy one
        another agree without having been negotiated apart.

    Returns
    -------
    pandas.DataFrame
        One row per norm that is carried at all and attribute (the three, then "overall"):
        ``norm_id, attribute, n_agreements, n_pairs, divergence, most_common, share_most_common,
        n_unverified``. Divergence is NaN where no pair is left.

    Raises
    ------
    ValueError
        For unknown coded values, or an agreement without a block.

    Examples
    --------
    Three texts, one of which only aspires; the others do not differ:

    >>> cells = pd.DataFrame({"agreement_id": list("pqr"), "norm_id": "A", "presence": "explicit",
    ...     "strength": ["shall", "shall", "aspire"], "direction": "positive",
    ...     "addressee": "states", "basis": "primary"})
    >>> found = norm_divergence(cells).set_index("attribute")
    >>> found["divergence"].round(3).to_dict()
    {'strength': 0.667, 'direction': 0.0, 'addressee': 0.0, 'overall': 0.222}
    """
    carried = _carried(codings, presence, min_basis)
    rows = []
    for norm, cells in carried.groupby("norm_id", sort=False):
        pairs = _pairs(cells, blocks)
        n_unverified = int((cells["basis"] == BASIS[0]).sum())
        means = []
        for attribute in ATTRIBUTES:
            mean, n_pairs = _mean_distance(cells, attribute, pairs)
            means.append(mean)
            value, share = _most_common(cells[attribute])
            rows.append((norm, attribute, len(cells), n_pairs, mean, value, share, n_unverified))
        overall = float(np.mean(means))
        rows.append((norm, "overall", len(cells), len(pairs), overall, None, np.nan, n_unverified))
    columns = ["norm_id", "attribute", "n_agreements", "n_pairs", "divergence"]
    return pd.DataFrame(
        rows, columns=[*columns, "most_common", "share_most_common", "n_unverified"]
    )


def edge_divergence(
    codings: pd.DataFrame,
    edges: pd.DataFrame,
    *,
    presence: str = "implicit",
    min_basis: str = "unverified",
    blocks: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """For each edge: how its two norms vary among the agreements that carry both.

    Parameters
    ----------
    codings, presence, min_basis, blocks
        As for `norm_divergence`.
    edges
        ``source`` and ``target``, norm ids.

    Returns
    -------
    pandas.DataFrame
        One row per edge and attribute (then "overall"): ``source, target, attribute,
        n_agreements, n_pairs, divergence_source, divergence_target, divergence`` (mean of the
        two), ``apart`` (mean distance between the two norms' provisions inside the same
        agreement: 0 if each text binds the same addressees with the same force to both).

    Raises
    ------
    ValueError
        As `norm_divergence`.

    Examples
    --------
    >>> cells = pd.DataFrame({"agreement_id": ["p", "p", "q", "q"], "norm_id": ["A", "B"] * 2,
    ...     "presence": "explicit", "strength": ["shall", "should", "shall", "should"],
    ...     "direction": "positive", "addressee": "states", "basis": "primary"})
    >>> edges = pd.DataFrame({"source": ["A"], "target": ["B"]})
    >>> edge_divergence(cells, edges)[["attribute", "divergence", "apart"]].values.tolist()[0]
    ['strength', 0.0, 0.5]
    """
    carried = _carried(codings, presence, min_basis)
    of_norm = {
        norm: cells.set_index("agreement_id", drop=False)
        for norm, cells in carried.groupby("norm_id", sort=False)
    }
    rows = []
    for source, target in zip(edges["source"], edges["target"], strict=True):
        first, second = (of_norm.get(norm, carried.iloc[:0]) for norm in (source, target))
        shared = [agreement for agreement in first.index if agreement in second.index]
        first, second = first.loc[shared], second.loc[shared]
        pairs = _pairs(first, blocks)
        sums = []
        for attribute in ATTRIBUTES:
            of_source, n_pairs = _mean_distance(first, attribute, pairs)
            of_target, _ = _mean_distance(second, attribute, pairs)
            inside = [
                attribute_distance(attribute, a, b)
                for a, b in zip(first[attribute], second[attribute], strict=True)
            ]
            apart = _mean(inside)
            sums.append((of_source, of_target, (of_source + of_target) / 2, apart))
            rows.append((source, target, attribute, len(shared), n_pairs, *sums[-1]))
        means = (float(value) for value in np.mean(np.array(sums), axis=0))
        rows.append((source, target, "overall", len(shared), len(pairs), *means))
    columns = ["source", "target", "attribute", "n_agreements", "n_pairs"]
    measures = ["divergence_source", "divergence_target", "divergence", "apart"]
    return pd.DataFrame(rows, columns=[*columns, *measures])


def edge_provisions(
    codings: pd.DataFrame,
    edges: pd.DataFrame,
    *,
    presence: str = "implicit",
    min_basis: str = "unverified",
) -> pd.DataFrame:
    """The passages behind each edge: both provisions of every agreement that carries both norms.

    Parameters
    ----------
    codings
        One row per cell with `CELL_COLUMNS`.
    edges
        ``source`` and ``target``, norm ids.
    presence, min_basis
        The weakest reading and evidence that count as carrying.

    Returns
    -------
    pandas.DataFrame
        One row per edge and agreement: ``source, target, agreement_id``, then each of
        `CELL_COLUMNS` with the endings ``_source`` and ``_target``; ``distance``: the mean distance
        of strength, direction and addressee between the two provisions; ``same_provision``:
        whether both were read in the same place, so that one sentence may make the tie (missing
        where a place is not stated). In the order of `edges`, then of `codings`.

    Examples
    --------
    >>> cells = pd.DataFrame({"agreement_id": ["p", "p"], "norm_id": ["A", "B"],
    ...     "presence": "explicit", "strength": "shall", "direction": ["positive", "restraint"],
    ...     "addressee": "states", "pinpoint": ["1", "2"], "paraphrase": ["Do.", "Do not."],
    ...     "basis": "primary", "source_url": "https://example.org"})
    >>> found = edge_provisions(cells, pd.DataFrame({"source": ["A"], "target": ["B"]}))
    >>> found[["pinpoint_source", "pinpoint_target", "distance"]].round(3).values.tolist()
    [['1', '2', 0.333]]
    """
    carried = _carried(codings, presence, min_basis)[["agreement_id", "norm_id", *CELL_COLUMNS]]
    of_norm = dict(iter(carried.groupby("norm_id", sort=False)))
    empty = carried.iloc[:0]
    frames = []
    for source, target in zip(edges["source"], edges["target"], strict=True):
        first = of_norm.get(source, empty).drop(columns="norm_id")
        second = of_norm.get(target, empty).drop(columns="norm_id")
        both = first.merge(second, on="agreement_id", suffixes=("_source", "_target"))
        both.insert(0, "target", target)
        both.insert(0, "source", source)
        frames.append(both)
    columns = ["source", "target", "agreement_id"]
    columns += [f"{column}_{end}" for end in ("source", "target") for column in CELL_COLUMNS]
    if not frames:
        return pd.DataFrame(columns=[*columns, "distance", "same_provision"])
    found = pd.concat(frames, ignore_index=True)[columns]
    found["distance"] = [
        _mean(
            [
                attribute_distance(
                    attribute, row[f"{attribute}_source"], row[f"{attribute}_target"]
                )
                for attribute in ATTRIBUTES
            ]
        )
        for row in found.to_dict("records")
    ]
    places = found["pinpoint_source"].notna() & found["pinpoint_target"].notna()
    same = found["pinpoint_source"].eq(found["pinpoint_target"]).astype("boolean")
    found["same_provision"] = same.where(places, pd.NA)
    return found


def _as_set(attribute: str, value: str) -> frozenset[str]:
    if attribute == "direction":
        if value not in _DIRECTIONS:
            raise ValueError(f"direction is {value!r}; expected one of {', '.join(_DIRECTIONS)}.")
        return _DIRECTIONS[value]
    if attribute != "addressee":
        raise ValueError(f"no attribute {attribute!r}; expected one of {', '.join(ATTRIBUTES)}.")
    members = frozenset(part.strip() for part in value.split(";")) - {""}
    unknown = sorted(members - set(ADDRESSEE))
    if unknown or not members:
        raise ValueError(f"addressee is {value!r}; expected some of {', '.join(ADDRESSEE)}.")
    return EVERYBODY if "all" in members else members


def _carried(codings: pd.DataFrame, presence: str, min_basis: str) -> pd.DataFrame:
    enough = codings["presence"].isin(at_least(presence, PRESENCE)) & codings["basis"].isin(
        at_least(min_basis, BASIS)
    )
    return codings[enough]


def _pairs(cells: pd.DataFrame, blocks: Mapping[str, str] | None) -> list[tuple[int, int]]:
    """Positions of the pairs of agreements to compare."""
    names = list(cells["agreement_id"])
    if blocks is not None:
        lost = [name for name in names if name not in blocks]
        if lost:
            raise ValueError(f"the agreement {lost[0]} has no lineage block; give it one.")
    return [
        (i, j)
        for i, j in combinations(range(len(names)), 2)
        if blocks is None or blocks[names[i]] != blocks[names[j]]
    ]


def _mean_distance(
    cells: pd.DataFrame, attribute: str, pairs: list[tuple[int, int]]
) -> tuple[float, int]:
    """Mean distance over pairs, and how many pairs had both values."""
    values = list(cells[attribute])
    known = {
        (a, b): attribute_distance(attribute, a, b)
        for a in dict.fromkeys(values)
        for b in dict.fromkeys(values)
    }
    found = [known[values[i], values[j]] for i, j in pairs]
    defined = [value for value in found if not np.isnan(value)]
    return _mean(defined), len(defined)


def _mean(values: Iterable[float]) -> float:
    defined = [value for value in values if not np.isnan(value)]
    return float(sum(defined) / len(defined)) if defined else float("nan")


def _most_common(values: pd.Series) -> tuple[str | None, float]:
    counts = values.dropna().value_counts(sort=False)
    if counts.empty:
        return None, float("nan")
    top = sorted(counts.index[counts == counts.max()])[0]
    return str(top), float(counts.max() / counts.sum())
