"""Places for the nodes of a drawn network, the same on every machine.

Stress majorisation (Gansner, Koren & North 2005), in plain Python numbers with no function
but the square root, which every processor rounds alike; results are rounded.

References
----------
Gansner, E. R., Koren, Y. and North, S. (2005). Graph drawing by stress majorization. Graph Drawing
2004. doi:10.1007/978-3-540-31843-9_25
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from bpfanalysis.figures.naming import DIGITS, Box, Place, name_places

__all__ = [
    "Box",
    "Place",
    "circle",
    "components",
    "distances",
    "fitted",
    "name_places",
    "packed",
    "stress_layout",
]

ROUNDS = 300


def circle(n: int) -> list[Place]:
    """Points around a circle, by the rational form of sine and cosine.

    Examples
    --------
    >>> circle(2)
    [(1.0, 0.0), (-1.0, 0.0)]
    """
    points: list[Place] = []
    for k in range(n):
        turn = 4 * k / n
        quarter = int(turn)
        t = turn - quarter
        t = t / (1 + (1 - t) * 0.2)  # nearly even steps within a quarter
        x, y = (1 - t * t) / (1 + t * t), 2 * t / (1 + t * t)
        for _ in range(quarter):
            x, y = -y, x
        points.append((x + 0.0, y + 0.0))
    return points


def distances(n: int, edges: Sequence[tuple[int, int, float]], apart: float) -> list[list[float]]:
    """Lengths of shortest paths between nodes; nodes without a path stand `apart` times as far.

    Parameters
    ----------
    n
        Number of nodes.
    edges
        Two nodes and a length for each edge.
    apart
        Factor on the longest path found, for nodes with no path between them.

    Examples
    --------
    >>> distances(3, [(0, 1, 1.0), (1, 2, 2.0)], 1.5)[0]
    [0.0, 1.0, 3.0]
    """
    far = float("inf")
    found = [[0.0 if i == j else far for j in range(n)] for i in range(n)]
    for i, j, length in edges:
        found[i][j] = found[j][i] = min(length, found[i][j])
    for k in range(n):
        for i in range(n):
            through = found[i][k]
            if through == far:
                continue
            row, other = found[i], found[k]
            for j in range(n):
                if through + other[j] < row[j]:
                    row[j] = through + other[j]
    longest = max([d for row in found for d in row if d != far] or [0.0]) or 1.0
    return [[longest * apart if d == far else d for d in row] for row in found]


def stress_layout(wanted: Sequence[Sequence[float]], rounds: int = ROUNDS) -> list[Place]:
    """Places whose distances are as near as possible to those wanted.

    Minimises ``sum_{i<j} d_ij^-2 (|x_i - x_j| - d_ij)^2`` by majorisation, node by node.

    Parameters
    ----------
    wanted
        Square table of wanted distances; zero on the diagonal only.
    rounds
        How often every node is moved.

    Returns
    -------
    list of (x, y)
        Centred on the origin, rounded to four decimals.

    Examples
    --------
    >>> a, b = stress_layout([[0, 2], [2, 0]])
    >>> abs(a[0] - b[0]), abs(a[1] - b[1])
    (2.0, 0.0)
    """
    n = len(wanted)
    if n == 1:
        return [(0.0, 0.0)]
    spread = max(max(row) for row in wanted) / 2
    x = [px * spread for px, _ in circle(n)]
    y = [py * spread for _, py in circle(n)]
    for _ in range(rounds):
        for i in range(n):
            up_x = up_y = weights = 0.0
            row = wanted[i]
            for j in range(n):
                if i == j:
                    continue
                weight = 1.0 / (row[j] * row[j])
                dx, dy = x[i] - x[j], y[i] - y[j]
                length = sqrt(dx * dx + dy * dy)
                pull = row[j] / length if length > 1e-9 else 0.0
                up_x += weight * (x[j] + pull * dx)
                up_y += weight * (y[j] + pull * dy)
                weights += weight
            x[i], y[i] = up_x / weights, up_y / weights
    middle_x, middle_y = sum(x) / n, sum(y) / n
    return [
        (round(a - middle_x, DIGITS) + 0.0, round(b - middle_y, DIGITS) + 0.0)
        for a, b in zip(x, y, strict=True)
    ]


def fitted(places: Sequence[Place], box: Box, radii: Sequence[float], gap: float) -> list[Place]:
    """Places stretched into a box and pushed apart until no two nodes touch.

    Parameters
    ----------
    places
        Any places.
    box
        Where the middles of nodes may lie, in mm.
    radii
        Radius of each node, in mm.
    gap
        Least free room between two nodes, in mm.
    """
    left, bottom, right, top = box
    low_x, high_x = min(x for x, _ in places), max(x for x, _ in places)
    low_y, high_y = min(y for _, y in places), max(y for _, y in places)

    def within(value: float, low: float, high: float, start: float, end: float) -> float:
        share = (value - low) / (high - low) if high - low > 1e-9 else 0.5
        return start + share * (end - start)

    x = [within(px, low_x, high_x, left, right) for px, _ in places]
    y = [within(py, low_y, high_y, bottom, top) for _, py in places]
    n = len(places)
    for _ in range(200):
        moved = False
        for i in range(n):
            for j in range(i + 1, n):
                least = radii[i] + radii[j] + gap
                dx, dy = x[j] - x[i], y[j] - y[i]
                length = sqrt(dx * dx + dy * dy)
                if length >= least - 1e-6:
                    continue
                moved = True
                if length < 1e-6:
                    dx, dy, length = 1.0, 0.0, 1.0
                push = (least - length) / 2
                x[i], y[i] = x[i] - dx / length * push, y[i] - dy / length * push
                x[j], y[j] = x[j] + dx / length * push, y[j] + dy / length * push
                for k in (i, j):
                    x[k], y[k] = min(max(x[k], left), right), min(max(y[k], bottom), top)
        if not moved:
            break
    return [(round(a, DIGITS), round(b, DIGITS)) for a, b in zip(x, y, strict=True)]


def components(n: int, edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Parts of a network that hang together, the largest first, then by their first node.

    Examples
    --------
    >>> components(4, [(1, 2), (2, 3)])
    [[1, 2, 3], [0]]
    """
    part = list(range(n))
    for _ in range(n):
        for i, j in edges:
            part[i] = part[j] = min(part[i], part[j])
    found = [[k for k in range(n) if part[k] == name] for name in sorted(set(part))]
    return sorted(found, key=lambda nodes: (-len(nodes), nodes[0]))


def packed(
    wanted: Sequence[Sequence[float]],
    edges: Sequence[tuple[int, int]],
    box: Box,
    radii: Sequence[float],
    gap: float,
) -> list[Place]:
    """Places by stress, the largest part at the left, the others in a column at the right.

    Parameters
    ----------
    wanted
        Square table of wanted distances.
    edges
        Pairs of nodes that are joined.
    box
        Where the middles of nodes may lie, in mm.
    radii
        Radius of each node, in mm.
    gap
        Least free room between two nodes, in mm.
    """
    left, bottom, right, top = box
    parts = components(len(wanted), edges)
    edge = right if len(parts) == 1 else right - 0.27 * (right - left)
    frames: list[Box] = [(left, bottom, edge, top)]
    rest = sum(len(part) for part in parts[1:])
    y = top
    for part in parts[1:]:
        share = (top - bottom) * len(part) / rest
        room = min(8.0, share / 4)
        frames.append((edge + 0.14 * (right - left), y - share + room, right, y - room))
        y -= share
    places: list[Place] = [(0.0, 0.0)] * len(wanted)
    for part, frame in zip(parts, frames, strict=True):
        found = stress_layout([[wanted[i][j] for j in part] for i in part])
        for k, place in zip(part, fitted(found, frame, [radii[k] for k in part], gap), strict=True):
            places[k] = place
    return places
