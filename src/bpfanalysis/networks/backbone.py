"""The signed backbone: the pairs that a null model does not explain, as a graph."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pandas as pd

PAIR_COLUMNS = ("source", "target", "sign")


def signed_backbone(
    pairs: pd.DataFrame, nodes: pd.DataFrame | None = None, *, keep_unsigned: bool = False
) -> nx.Graph:
    """The pairs with a sign as edges, with every column of the tables as an attribute.

    Works the same for norms tied by the agreements that hold both, and for agreements tied by
    the norms they share.

    Parameters
    ----------
    pairs
        One row per pair: ``source``, ``target``, ``sign`` (1 more together than the null model
        expects, -1 less, 0 as expected) and any further columns.
    nodes
        One row per node, its id in the first column; further columns become node attributes.
        Without it the nodes are the ids that occur in `pairs`. Nodes without an edge stay.
    keep_unsigned
        Whether pairs with sign 0 become edges as well.

    Returns
    -------
    networkx.Graph
        Nodes in the order of `nodes` (or of first appearance), edges in the order of `pairs`;
        attributes are plain Python values, missing ones None. Graph attributes: ``n_pairs``,
        ``n_positive``, ``n_negative``.

    Raises
    ------
    ValueError
        If a column is missing, a sign is not -1, 0 or 1, a pair stands twice, or `nodes` lacks an
        id that `pairs` has.

    Examples
    --------
    >>> pairs = pd.DataFrame(
    ...     {"source": ["A", "A"], "target": ["B", "C"], "sign": [1, 0], "count": [5, 2]}
    ... )
    >>> graph = signed_backbone(pairs)
    >>> sorted(graph), list(graph.edges(data=True))
    (['A', 'B', 'C'], [('A', 'B', {'sign': 1, 'count': 5})])
    """
    missing = [column for column in PAIR_COLUMNS if column not in pairs.columns]
    if missing:
        raise ValueError(f"pairs lack the column {missing[0]!r}; expected {PAIR_COLUMNS}.")
    odd = pairs[~pairs["sign"].isin([-1, 0, 1])]
    if len(odd):
        raise ValueError(f"a sign is {odd['sign'].iloc[0]!r}; expected -1, 0 or 1.")
    graph = nx.Graph()
    if nodes is None:
        ends = zip(pairs["source"], pairs["target"], strict=True)
        graph.add_nodes_from(dict.fromkeys(end for pair in ends for end in pair))
    else:
        key = nodes.columns[0]
        for record in _records(nodes):
            graph.add_node(record[key], **{k: v for k, v in record.items() if k != key})
    known = set(graph)
    seen = set()
    for record in _records(pairs):
        source, target = record.pop("source"), record.pop("target")
        if source not in known or target not in known:
            lost = source if source not in known else target
            raise ValueError(f"nodes lack {lost!r}, which pairs has; add it to the nodes.")
        if frozenset((source, target)) in seen:
            raise ValueError(f"the pair {source} and {target} stands twice in pairs.")
        seen.add(frozenset((source, target)))
        if record["sign"] or keep_unsigned:
            graph.add_edge(source, target, **record)
    graph.graph["n_pairs"] = len(pairs)
    graph.graph["n_positive"] = int((pairs["sign"] == 1).sum())
    graph.graph["n_negative"] = int((pairs["sign"] == -1).sum())
    return graph


def of_sign(graph: nx.Graph, sign: int) -> nx.Graph:
    """The same nodes with only the edges of one sign.

    Examples
    --------
    >>> graph = nx.Graph()
    >>> graph.add_edge("A", "B", sign=1)
    >>> graph.add_edge("B", "C", sign=-1)
    >>> list(of_sign(graph, -1).edges), len(of_sign(graph, -1))
    ([('B', 'C')], 3)
    """
    part = nx.Graph(**graph.graph)
    part.add_nodes_from(graph.nodes(data=True))
    part.add_edges_from(
        (a, b, attributes)
        for a, b, attributes in graph.edges(data=True)
        if attributes["sign"] == sign
    )
    return part


def weighted_graph(pairs: pd.DataFrame, weight: str, nodes: list[str] | None = None) -> nx.Graph:
    """All pairs with a weight above zero as a plain weighted graph (no null model).

    Parameters
    ----------
    pairs
        One row per pair: ``source``, ``target`` and the weight.
    weight
        The column to use; missing values and values of 0 or less give no edge.
    nodes
        The nodes in the order wanted; without it the ids that occur in `pairs`.

    Returns
    -------
    networkx.Graph
        Each edge has ``weight``.

    Examples
    --------
    >>> pairs = pd.DataFrame({"source": ["A", "A"], "target": ["B", "C"], "jaccard": [0.5, 0.0]})
    >>> list(weighted_graph(pairs, "jaccard").edges(data="weight"))
    [('A', 'B', 0.5)]
    """
    graph = nx.Graph()
    ends = zip(pairs["source"], pairs["target"], strict=True)
    graph.add_nodes_from(nodes or dict.fromkeys(end for pair in ends for end in pair))
    for source, target, value in zip(pairs["source"], pairs["target"], pairs[weight], strict=True):
        if value > 0:
            graph.add_edge(source, target, weight=float(value))
    return graph


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as plain Python values; missing ones become None."""
    plain = frame.astype(object).where(frame.notna(), None)
    return [
        {key: value.item() if hasattr(value, "item") else value for key, value in row.items()}
        for row in plain.to_dict("records")
    ]
