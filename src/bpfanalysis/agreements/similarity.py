"""How alike agreements are by the norms they hold, and an order that puts like beside like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pandas as pd


def jaccard(a: frozenset[str], b: frozenset[str]) -> Fraction | None:
    """Shared norms over norms held by either, ``|A and B| / |A or B|``; None where both hold none.

    Examples
    --------
    >>> jaccard(frozenset("ab"), frozenset("bc"))
    Fraction(1, 3)
    """
    either = len(a | b)
    return Fraction(len(a & b), either) if either else None


def agreement_similarity(
    sets: Mapping[str, frozenset[str]], names: Mapping[str, str]
) -> pd.DataFrame:
    """Jaccard similarity of every pair of agreements, both ordered by clusters.

    Parameters
    ----------
    sets
        Norms held by each agreement, as `combinations.norm_sets` gives them.
    names
        Agreement id to the name that is shown.

    Returns
    -------
    DataFrame
        Full square, sorted by position: `source`, `source_agreement`, `target`,
        `target_agreement`, `similarity` (empty where both hold no norm), `n_shared`,
        `position_source`, `position_target` (from 0).

    Examples
    --------
    >>> square = agreement_similarity(
    ...     {"x": frozenset("ab"), "y": frozenset("z"), "w": frozenset("abc")},
    ...     {"x": "X", "y": "Y", "w": "W"})
    >>> square.drop_duplicates("source")["source"].tolist()
    ['x', 'w', 'y']
    >>> round(float(square.query("source == 'x' and target == 'w'")["similarity"].iloc[0]), 3)
    0.667
    """
    order = cluster_order(sets)
    rows = []
    for position_source, source in enumerate(order):
        for position_target, target in enumerate(order):
            similarity = jaccard(sets[source], sets[target])
            rows.append(
                {
                    "source": source,
                    "source_agreement": names[source],
                    "target": target,
                    "target_agreement": names[target],
                    "similarity": float("nan") if similarity is None else float(similarity),
                    "n_shared": len(sets[source] & sets[target]),
                    "position_source": position_source,
                    "position_target": position_target,
                }
            )
    return pd.DataFrame(rows)


def cluster_order(sets: Mapping[str, frozenset[str]]) -> list[str]:
    """Order by average linkage on the distance 1 - Jaccard, the same on every machine.

    The two clusters with the smallest mean distance between their members are joined until one
    is left. Distances are exact fractions, so a tie is a tie: it goes to the pair whose first
    members stand earliest in `sets`. When two clusters are joined, each may be turned round; the
    turn is taken that brings the nearest end members together, again the first one on a tie.
    Agreements without any norm are at distance 1 from all and are put last, in the order given.

    Parameters
    ----------
    sets
        Norms held by each agreement; the order of the mapping settles ties.

    Returns
    -------
    list of str
        The keys of `sets`, clustered.

    References
    ----------
    Sokal, R. R. & Michener, C. D. (1958). A statistical method for evaluating systematic
    relationships. University of Kansas Science Bulletin 38, 1409-1438 (average linkage).

    Examples
    --------
    >>> cluster_order({"x": frozenset("ab"), "empty": frozenset(), "y": frozenset("ab")})
    ['x', 'y', 'empty']
    """
    filled = [key for key, held in sets.items() if held]
    distance = {
        (a, b): 1 - (jaccard(sets[a], sets[b]) or Fraction(0)) for a in filled for b in filled
    }
    clusters: dict[int, list[str]] = {place: [key] for place, key in enumerate(filled)}
    # Sum of distances between the members of two clusters, so that means stay exact.
    sums = {(i, j): distance[filled[i], filled[j]] for i in clusters for j in clusters if i < j}
    while len(clusters) > 1:
        _, i, j = min(
            (total / (len(clusters[i]) * len(clusters[j])), i, j) for (i, j), total in sums.items()
        )
        for k in clusters:
            if k not in (i, j):
                sums[min(i, k), max(i, k)] += sums[min(j, k), max(j, k)]
        sums = {pair: total for pair, total in sums.items() if j not in pair}
        clusters[i] = _join(clusters[i], clusters.pop(j), distance)
    ordered = next(iter(clusters.values()), [])
    return ordered + [key for key, held in sets.items() if not held]


def nearest_pairs(similarity: pd.DataFrame, n_pairs: int) -> pd.DataFrame:
    """The most similar pairs of different agreements, each once; ties in clustered order.

    Parameters
    ----------
    similarity
        Frame of `agreement_similarity`.
    n_pairs
        How many pairs.
    """
    once = similarity[similarity["position_source"] < similarity["position_target"]]
    rounded = once.assign(rounded=once["similarity"].round(9))
    ordered = rounded.sort_values(
        ["rounded", "position_source", "position_target"],
        ascending=[False, True, True],
        kind="stable",
    )
    return ordered.drop(columns="rounded").head(n_pairs).reset_index(drop=True)


def _join(
    a: Sequence[str], b: Sequence[str], distance: Mapping[tuple[str, str], Fraction]
) -> list[str]:
    turns = [(list(first), list(second)) for first in (a, a[::-1]) for second in (b, b[::-1])]
    first, second = min(turns, key=lambda turn: distance[turn[0][-1], turn[1][0]])
    return first + second
