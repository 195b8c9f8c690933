"""Groups of nodes that hold together over seeds and resolutions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx
import numpy as np
import pandas as pd
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

RESOLUTIONS = (0.8, 1.0, 1.2)


@dataclass(frozen=True)
class Communities:
    """A consensus partition and how much of it is stable.

    Attributes
    ----------
    groups
        The communities, largest first, members in the order of the graph's nodes.
    co_assignment
        Nodes x nodes: share of the runs in which the two fell into one community.
    members
        One row per node: ``node``, ``community`` (1 = largest), ``size``, ``stability``.
    runs
        One row per run: ``resolution``, ``seed``, ``n_communities``, ``modularity``.
    stability
        Mean over pairs of |2 share - 1|: 1 if every run says the same of every pair, 0 if the
        runs are split in halves on all of them.
    """

    groups: tuple[tuple[str, ...], ...]
    co_assignment: pd.DataFrame
    members: pd.DataFrame
    runs: pd.DataFrame
    stability: float


def consensus_communities(
    graph: nx.Graph,
    *,
    resolutions: Sequence[float] = RESOLUTIONS,
    n_seeds: int = 50,
    seed: int = 0,
    weight: str = "weight",
) -> Communities:
    """Communities on which many runs of the Louvain method agree.

    Louvain depends on the order in which it visits nodes and on a resolution that nobody knows.
    It is run `n_seeds` times at each resolution; the share of runs in which two nodes fall
    together (their co-assignment) is the similarity, and average linkage cut at one half gives
    the consensus: two groups are joined if their members fell together in more than half of the
    runs on average.

    Parameters
    ----------
    graph
        Undirected; edge weights 0 or more (a signed backbone is to be cut to its positive edges).
    resolutions
        Resolutions of the modularity, all above 0; higher values give smaller communities.
    n_seeds
        Runs at each resolution, at least 1.
    seed
        First seed; the runs use ``seed, seed + 1, ...``.
    weight
        Edge attribute; edges without it count 1.

    Returns
    -------
    Communities
        ``stability`` of a node is its mean co-assignment with the other members of its community
        (1 for a node alone in all runs, else the share of runs in which it was alone).

    Raises
    ------
    ValueError
        For no nodes, a negative weight, a resolution of 0 or less, or no run.

    Examples
    --------
    Two triangles joined by one edge:

    >>> graph = nx.Graph([(1, 2), (2, 3), (1, 3), (4, 5), (5, 6), (4, 6), (3, 4)])
    >>> found = consensus_communities(graph, n_seeds=5)
    >>> found.groups, found.stability
    (((1, 2, 3), (4, 5, 6)), 1.0)

    Notes
    -----
    Louvain finds communities in random graphs as well: a partition is a way to read a picture,
    not a finding, unless the null model's edges stand behind it.

    References
    ----------
    Blondel et al. (2008). doi:10.1088/1742-5468/2008/10/P10008
    Lancichinetti & Fortunato (2012). doi:10.1038/srep00336
    """
    names = list(graph)
    if not names:
        raise ValueError("the graph has no nodes; communities need at least one.")
    if n_seeds < 1 or not resolutions:
        raise ValueError("no run was asked for: give at least one resolution and one seed.")
    if min(resolutions) <= 0:
        raise ValueError(f"resolution {min(resolutions)}: expected a number above 0.")
    # Whole numbers as nodes and rounded weights: neither the hash of a name nor the last digit
    # of a weight may decide a tie.
    place = {name: number for number, name in enumerate(names)}
    plain = nx.Graph()
    plain.add_nodes_from(range(len(names)))
    for a, b, value in graph.edges(data=weight, default=1):
        if value < 0:
            raise ValueError(
                f"the edge {a} - {b} has weight {value}; communities need weights of 0 or more, "
                "so keep only the positive edges of a signed backbone."
            )
        plain.add_edge(place[a], place[b], weight=round(float(value), 9))
    together = np.zeros((len(names), len(names)), dtype=np.int64)
    runs = []
    for resolution in resolutions:
        for number in range(seed, seed + n_seeds):
            parts = nx.community.louvain_communities(
                plain, weight="weight", resolution=resolution, seed=number
            )
            label = np.empty(len(names), dtype=np.int64)
            for index, part in enumerate(parts):
                label[list(part)] = index
            together += label[:, None] == label[None, :]
            quality = _modularity(plain, parts, resolution)
            runs.append((float(resolution), number, len(parts), quality))
    share = together / len(runs)
    groups = _consensus(share)
    rows: list[tuple[object, int, int, float]] = []
    for number, members in enumerate(groups, start=1):
        for member in members:
            others = [other for other in members if other != member]
            if others:
                stability = float(share[member, others].mean())
            else:
                outside = np.delete(share[member], member)
                stability = float(1 - outside.max()) if len(outside) else 1.0
            rows.append((names[member], number, len(members), stability))
    pairs = share[np.triu_indices(len(names), 1)]
    return Communities(
        groups=tuple(tuple(names[member] for member in group) for group in groups),
        co_assignment=pd.DataFrame(share, index=names, columns=names),
        members=pd.DataFrame(rows, columns=["node", "community", "size", "stability"]),
        runs=pd.DataFrame(runs, columns=["resolution", "seed", "n_communities", "modularity"]),
        stability=float(np.abs(2 * pairs - 1).mean()) if len(pairs) else 1.0,
    )


def _modularity(graph: nx.Graph, parts: list[set[int]], resolution: float) -> float:
    if graph.size(weight="weight") == 0:
        return 0.0
    value = nx.community.modularity(graph, parts, weight="weight", resolution=resolution)
    return round(float(value), 9)


def _consensus(share: np.ndarray) -> list[list[int]]:
    """Average linkage on 1 - co-assignment, cut at one half; largest group first."""
    if len(share) == 1:
        return [[0]]
    distance = np.round(1 - share, 9)
    np.fill_diagonal(distance, 0)
    tree = linkage(squareform(distance, checks=False), method="average")
    # A distance of one half (up to the last digit) is not "more than half of the runs".
    labels = fcluster(tree, t=0.5 - 1e-6, criterion="distance")
    groups: dict[int, list[int]] = {}
    for member, label in enumerate(labels):
        groups.setdefault(int(label), []).append(member)
    return sorted(groups.values(), key=lambda group: (-len(group), group[0]))
