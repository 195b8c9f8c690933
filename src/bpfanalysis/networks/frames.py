"""Tables for people: pairs, nodes and tests of a network with names beside every id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from bpfanalysis.networks.incidence import Incidence
from bpfanalysis.vocabularies import BASIS, PRESENCE, at_least

PAIR = ["source", "target"]
COOCCURRENCE = [
    "source",
    "source_norm",
    "target",
    "target_norm",
    "count",
    "expected",
    "p_two_sided",
    "p_adjusted",
    "sign",
    "n_unverified",
]


def node_frame(found: Incidence, codings: pd.DataFrame, norms: pd.DataFrame) -> pd.DataFrame:
    """The norms of a network: name, family, and how many agreements hold each.

    Parameters
    ----------
    found
        As from `incidence`.
    codings
        The cells it was made from, with ``basis``.
    norms
        ``norm_id, short_label, family``.

    Returns
    -------
    pandas.DataFrame
        ``norm_id, norm, family, n_agreements, n_unverified``, in the order of the matrix.

    Examples
    --------
    >>> cells = pd.DataFrame({"agreement_id": ["p", "q"], "norm_id": "A",
    ...     "presence": "explicit", "basis": ["primary", "unverified"]})
    >>> book = pd.DataFrame({"norm_id": ["A"], "short_label": ["Aid"], "family": ["gge"]})
    >>> from bpfanalysis.networks.incidence import incidence
    >>> node_frame(incidence(cells), cells, book).values.tolist()
    [['A', 'Aid', 'gge', 2, 1]]
    """
    book = norms.set_index("norm_id")
    held = _held(found, codings)
    unread = held[held["basis"] == BASIS[0]].groupby("norm_id").size()
    ids = list(found.matrix.columns)
    return pd.DataFrame(
        {
            "norm_id": ids,
            "norm": [book.at[norm, "short_label"] for norm in ids],
            "family": [book.at[norm, "family"] for norm in ids],
            "n_agreements": found.matrix.sum(axis=0).to_numpy(dtype="int64"),
            "n_unverified": [int(unread.get(norm, 0)) for norm in ids],
        }
    )


def pair_frame(
    edges: pd.DataFrame, found: Incidence, codings: pd.DataFrame, norms: pd.DataFrame
) -> pd.DataFrame:
    """The pairs of a network with names, sums, families and how many rest on unread cells.

    Parameters
    ----------
    edges
        As from `norm_pairs` on ``found.matrix``.
    found, codings, norms
        As for `node_frame`.

    Returns
    -------
    pandas.DataFrame
        The columns of `edges` with ``source_norm, target_norm, family_source, family_target,
        n_source, n_target`` and ``n_unverified``: of the agreements that hold both norms, those
        in which at least one of the two cells is unverified.

    Examples
    --------
    >>> cells = pd.DataFrame({"agreement_id": list("ppqq"), "norm_id": list("ABAB"),
    ...     "presence": "explicit", "basis": ["primary", "primary", "primary", "unverified"]})
    >>> book = pd.DataFrame({"norm_id": ["A", "B"], "short_label": ["Aid", "Bug"],
    ...                      "family": "gge"})
    >>> from bpfanalysis.networks.incidence import incidence
    >>> from bpfanalysis.networks.pairs import norm_pairs
    >>> found = incidence(cells)
    >>> edges = norm_pairs(found.matrix, "hypergeometric").edges
    >>> frame = pair_frame(edges, found, cells, book)
    >>> frame[["source_norm", "target_norm", "count", "n_unverified"]].values.tolist()
    [['Aid', 'Bug', 2, 1]]
    """
    nodes = node_frame(found, codings, norms).set_index("norm_id")
    held = _held(found, codings)
    weak = held[held["basis"] == BASIS[0]]
    unread = {norm: set(part["agreement_id"]) for norm, part in weak.groupby("norm_id")}
    holders = {
        norm: set(found.matrix.index[found.matrix[norm].to_numpy() == 1]) for norm in found.matrix
    }
    frame = edges.copy()
    for end in ("source", "target"):
        frame[f"{end}_norm"] = frame[end].map(nodes["norm"])
        frame[f"family_{end}"] = frame[end].map(nodes["family"])
        frame[f"n_{end}"] = frame[end].map(nodes["n_agreements"])
    frame["n_unverified"] = [
        len(holders[a] & holders[b] & (unread.get(a, set()) | unread.get(b, set())))
        for a, b in zip(frame["source"], frame["target"], strict=True)
    ]
    first = ["source", "source_norm", "target", "target_norm"]
    return frame[[*first, *(column for column in frame.columns if column not in first)]]


def with_certainty(
    pairs: pd.DataFrame,
    signs: Mapping[str, pd.DataFrame],
    probabilities: pd.DataFrame,
    intervals: pd.DataFrame,
    weight: str = "phi",
) -> pd.DataFrame:
    """Pairs with what is known of how sure they are.

    Parameters
    ----------
    pairs
        As from `pair_frame`.
    signs
        Null model to edges (``source, target, sign, p_adjusted``).
    probabilities
        As from `edge_probabilities`.
    intervals
        As from `bootstrap_weights`.
    weight
        The weight whose interval is taken over as ``<weight>_low`` and ``<weight>_high``.

    Returns
    -------
    pandas.DataFrame
        `pairs` with ``sign_<null>`` for each null, ``p_edge_more, p_edge_less, count_low,
        count_high``, the interval and ``share_above``.

    Raises
    ------
    ValueError
        If a table lacks one of the pairs.
    """
    frame = pairs.copy()
    key = pd.MultiIndex.from_frame(frame[PAIR])

    def column(table: pd.DataFrame, name: str, what: str) -> list:
        found = table.set_index(PAIR)[name].reindex(key)
        if found.isna().any():
            raise ValueError(f"{what} lacks the pair {' and '.join(found.index[found.isna()][0])}.")
        return found.tolist()

    for null, edges in signs.items():
        frame[f"sign_{null}"] = column(edges, "sign", f"the edges under {null}")
    for name in ("p_edge_more", "p_edge_less", "count_low", "count_high"):
        frame[name] = column(probabilities, name, "the table of probabilities")
    chosen = intervals[intervals["weight"] == weight]
    key_of = chosen.set_index(PAIR)
    for name, new in (("low", f"{weight}_low"), ("high", f"{weight}_high")):
        frame[new] = key_of[name].reindex(key).to_numpy()
    frame["share_above"] = column(chosen, "share_above", "the table of intervals")
    return frame


def leading_ties(frame: pd.DataFrame, limit: int = 16, *, share: float = 0.05) -> pd.DataFrame:
    """The pairs worth a look: edges under any null, often edges when recoded, then by p.

    Parameters
    ----------
    frame
        As from `with_certainty`.
    limit
        How many rows; edges under any null are never cut off.
    share
        P(edge) from which a pair counts as often an edge.

    Returns
    -------
    pandas.DataFrame
        Rows of `frame` with ``n_nulls`` (under how many nulls it is an edge): those edges under
        most nulls first, then by P(edge), then by p.

    Examples
    --------
    >>> frame = pd.DataFrame({"source": list("AB"), "target": list("CD"), "p_two_sided": [0.2, 0.1],
    ...     "p_edge_more": [0.0, 0.0], "p_edge_less": 0.0, "sign_sdsm": [1, 0]})
    >>> leading_ties(frame, 2)["source"].tolist()
    ['A', 'B']
    """
    signs = [column for column in frame.columns if column.startswith("sign_")]
    ranked = frame.assign(
        n_nulls=(frame[signs] != 0).sum(axis=1),
        _often=frame[["p_edge_more", "p_edge_less"]].max(axis=1),
        _p=frame["p_two_sided"].map(lambda p: float(f"{p:.6e}")),
    )
    ranked["_often"] = ranked["_often"].where(ranked["_often"] >= share, 0.0)
    ranked = ranked.sort_values(
        ["n_nulls", "_often", "_p"], ascending=[False, False, True], kind="stable"
    )
    size = max(limit, int((ranked["n_nulls"] > 0).sum()))
    return ranked.head(size).drop(columns=["_often", "_p"]).reset_index(drop=True)


def named(
    frame: pd.DataFrame, names: Mapping[str, str], columns: Iterable[str], ending: str
) -> pd.DataFrame:
    """A table with a column of names after each column of ids.

    Parameters
    ----------
    frame
        Any table.
    names
        Id to name; several ids joined with ``;`` become several names.
    columns
        The columns of ids.
    ending
        What the new columns are called: ``source`` becomes ``source_<ending>``, and an id column
        ending in ``_id`` (or ``_ids``) loses that.

    Examples
    --------
    >>> frame = pd.DataFrame({"norm_id": ["A"], "count": [2]})
    >>> named(frame, {"A": "Aid"}, ["norm_id"], "norm").columns.tolist()
    ['norm_id', 'norm', 'count']
    """
    result = frame.copy()
    for column in columns:
        stem = column.removesuffix("_ids").removesuffix("_id")
        new = stem if stem != column else f"{column}_{ending}"
        said = [
            ";".join(names[part] for part in str(value).split(";")) if pd.notna(value) else None
            for value in result[column]
        ]
        result.insert(result.columns.get_loc(column) + 1, new, said)
    return result


def tie_words(frame: pd.DataFrame) -> list[str]:
    """Each pair as a reader says it.

    Examples
    --------
    >>> tie_words(pd.DataFrame({"source_norm": ["Aid"], "target_norm": ["Bug"]}))
    ['Aid with Bug']
    """
    ends = zip(frame["source_norm"], frame["target_norm"], strict=True)
    return [f"{source} with {target}" for source, target in ends]


def influence_frame(
    by_agreement: pd.DataFrame, by_block: pd.DataFrame, blocks: Iterable[str]
) -> pd.DataFrame:
    """What changes when one agreement, or one family of texts, is left out, in one table.

    Parameters
    ----------
    by_agreement, by_block
        As from `leave_one_out`, over rows and over lineage blocks.
    blocks
        The lineage block of each row: blocks of a single agreement are left out of the second
        part, since they repeat the first.

    Returns
    -------
    pandas.DataFrame
        Both tables with ``kind`` ("agreement" or "family of texts") in front.

    Examples
    --------
    >>> one = pd.DataFrame({"left_out": ["p"], "effect": ["makes"]})
    >>> two = pd.DataFrame({"left_out": ["un", "p"], "effect": ["makes", "makes"]})
    >>> influence_frame(one, two, ["un", "un", "p"])["kind"].tolist()
    ['agreement', 'family of texts']
    """
    sizes = pd.Series(list(blocks)).value_counts()
    shared = by_block[by_block["left_out"].map(sizes) > 1]
    parts = [by_agreement.assign(kind="agreement"), shared.assign(kind="family of texts")]
    frame = pd.concat(parts, ignore_index=True)
    return frame[["kind", *(column for column in frame.columns if column != "kind")]]


def period_summary(pairs: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """One row per period: how many agreements, pairs and ties, and the least likely pair.

    Parameters
    ----------
    pairs
        As from `pairs_by_period`.
    names
        Norm to its name.

    Examples
    --------
    >>> pairs = pd.DataFrame({"period": ["from 2018"] * 2, "n_agreements": 9, "source": "A",
    ...     "target": ["B", "C"], "count": [4, 0], "p_two_sided": [0.01, 0.5],
    ...     "p_adjusted": [0.02, 0.5], "sign": [1, 0]})
    >>> found = period_summary(pairs, {"A": "Aid", "B": "Bug", "C": "Cap"})
    >>> found[["n_pairs", "n_more", "least_likely"]].values.tolist()
    [[1, 1, 'Aid with Bug']]
    """
    rows = []
    for period, part in pairs.groupby("period", sort=False):
        rounded = part["p_two_sided"].map(lambda p: float(f"{p:.6e}"))
        first = part.loc[rounded.sort_values(kind="stable").index[0]]
        rows.append(
            {
                "period": period,
                "n_agreements": int(part["n_agreements"].iloc[0]),
                "n_pairs": int((part["count"] > 0).sum()),
                "n_more": int((part["sign"] == 1).sum()),
                "n_less": int((part["sign"] == -1).sum()),
                "smallest_p_adjusted": float(part["p_adjusted"].min()),
                "least_likely": f"{names[first['source']]} with {names[first['target']]}",
            }
        )
    return pd.DataFrame(rows)


def _held(found: Incidence, codings: pd.DataFrame) -> pd.DataFrame:
    """The cells that are 1 in the matrix."""
    enough = codings["presence"].isin(at_least(found.presence, PRESENCE)) & codings["basis"].isin(
        at_least(found.min_basis, BASIS)
    )
    inside = codings["agreement_id"].isin(found.matrix.index) & codings["norm_id"].isin(
        found.matrix.columns
    )
    return codings[enough & inside]
