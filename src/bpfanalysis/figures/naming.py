"""Places for names beside the nodes of a drawn network, the same on every machine.

Of the places around each node the best free one, chosen in turn and improved until no name stands
over a node, another name or the edge; names keep off lines where they can.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Place = tuple[float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top

DIGITS = 4
OUTSIDE, OVER_NAME = 100, 10  # how bad a place is, beside 1 for standing over a node


def name_places(
    places: Sequence[Place],
    radii: Sequence[float],
    sizes: Sequence[tuple[float, float]],
    edges: Sequence[tuple[int, int]],
    box: Box,
) -> tuple[list[Box], int]:
    """A free box beside each node for its name.

    Parameters
    ----------
    places, radii
        Middle and radius of each node, in mm.
    sizes
        Width and height of each name, in mm.
    edges
        Pairs of nodes that are joined; names avoid the lines where they can.
    box
        Where names may stand.

    Returns
    -------
    boxes, clashes
        A box for each name, and how many names still stand over a node, a name or the edge.

    Examples
    --------
    >>> boxes, clashes = name_places([(10, 10)], [2], [(8, 3)], [], (0, 0, 40, 20))
    >>> boxes[0], clashes
    ((12.7, 8.5, 20.7, 11.5), 0)
    """
    n = len(places)
    options = [_around(places[i], radii[i], sizes[i]) for i in range(n)]
    nodes = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(places, radii, strict=True)]
    lines = [(places[i], places[j]) for i, j in edges]
    fixed = [
        [
            (
                sum(_over(option, node) > 0 for k, node in enumerate(nodes) if k != i)
                + OUTSIDE * (not _inside(option, box)),
                round(0.25 * sum(_crosses(option, a, b) for a, b in lines) + 0.06 * rank, 6),
            )
            for rank, option in enumerate(options[i])
        ]
        for i in range(n)
    ]

    # For each option the options of other names that it would stand over.
    meets: list[list[dict[int, frozenset[int]]]] = [[{} for _ in own] for own in options]
    for i in range(n):
        for j in range(n):
            for k, mine in enumerate(options[i]):
                found = frozenset(
                    m for m, other in enumerate(options[j]) if i != j and _over(mine, other) > 0
                )
                if found:
                    meets[i][k][j] = found

    def cost(i: int, k: int, state: Mapping[int, int]) -> tuple[int, float]:
        hard, soft = fixed[i][k]
        met = sum(state.get(j) in those for j, those in meets[i][k].items())
        return hard + OVER_NAME * met, soft

    chosen: dict[int, int] = {}
    crowded = sorted(
        range(n),
        key=lambda i: (
            -sum(
                abs(places[i][0] - places[j][0]) < 30 and abs(places[i][1] - places[j][1]) < 12
                for j in range(n)
            ),
            i,
        ),
    )
    for i in crowded:
        chosen[i] = min(range(len(options[i])), key=lambda k: (*cost(i, k, chosen), k))

    def total(state: Mapping[int, int]) -> tuple[int, float]:
        found = [cost(i, k, state) for i, k in state.items()]
        return sum(hard for hard, _ in found), round(sum(soft for _, soft in found), 6)

    best = total(chosen)
    for _ in range(12):
        before = best
        for i in crowded:
            for k in range(len(options[i])):
                trial = {**chosen, i: k}
                pushed = [j for j, those in meets[i][k].items() if trial[j] in those]
                for j in pushed:  # a name in the way looks for a new place of its own
                    trial[j] = min(range(len(options[j])), key=lambda m: (*cost(j, m, trial), m))
                if total(trial) < best:
                    chosen, best = trial, total(trial)
        if best == before:
            break
    clashes = sum(cost(i, chosen[i], chosen)[0] > 0 for i in range(n))
    return [options[i][chosen[i]] for i in range(n)], clashes


def _around(place: Place, radius: float, size: tuple[float, float]) -> list[Box]:
    """Places beside a node, the pleasant ones first: right, left, above, below, then between."""
    (x, y), (w, h) = place, size
    out = radius + 0.7
    slant = radius * 0.75 + 0.5
    lower_left = [
        (x + out, y - h / 2),
        (x - out - w, y - h / 2),
        (x - w / 2, y + out),
        (x - w / 2, y - out - h),
        (x + slant, y + slant),
        (x + slant, y - slant - h),
        (x - slant - w, y + slant),
        (x - slant - w, y - slant - h),
    ]
    for part in (0.25, 0.75):
        lower_left += [(x - w * part, y + out), (x - w * part, y - out - h)]
    return [
        (round(a, DIGITS), round(b, DIGITS), round(a + w, DIGITS), round(b + h, DIGITS))
        for a, b in lower_left
    ]


def _over(one: Box, other: Box) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0


def _inside(one: Box, box: Box) -> bool:
    return one[0] >= box[0] and one[1] >= box[1] and one[2] <= box[2] and one[3] <= box[3]


def _crosses(box: Box, a: Place, b: Place) -> bool:
    """Whether a line from a to b runs through a box (Liang and Barsky's clipping)."""
    low, high = 0.0, 1.0
    dx, dy = b[0] - a[0], b[1] - a[1]
    for step, start, least, most in ((dx, a[0], box[0], box[2]), (dy, a[1], box[1], box[3])):
        if abs(step) < 1e-12:
            if start < least or start > most:
                return False
            continue
        first, second = (least - start) / step, (most - start) / step
        if first > second:
            first, second = second, first
        low, high = max(low, first), min(high, second)
        if low > high:
            return False
    return True
