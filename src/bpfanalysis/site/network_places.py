"""Where the norms stand on the network page: one drawing for a wide screen, one for a phone.

Places are computed here, not in the browser, so that every reader sees the same picture and a
norm keeps its place when the filters change. Units are those of the drawing (its `viewBox`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from bpfanalysis.figures import layout, naming

LINE = 1.18  # height of a line of a name, in sizes of the letters
LETTER = 0.56  # mean width of a letter, with room to spare
GAPS = (12.0, 10.0, 8.0, 6.0)  # least free room between two norms; the first that fits is taken
N_DRAWN = 90  # ties that may well be drawn, the strongest coming first
LONGEST = 44  # letters; a longer name is cut, its button and its page keep it whole


@dataclass(frozen=True)
class Screen:
    """A drawing: its size, that of its letters, how many of them a line of a name may have.

    `side` is the room at the left and right, `evened` how much places are spread by rank.
    """

    name: str
    width: float
    height: float
    size: float
    letters: int
    side: float
    evened: float


SCREENS = (
    Screen("wide", 210.0, 128.0, 2.7, 18, 15.0, 0.4),
    Screen("tall", 92.0, 260.0, 3.0, 16, 15.0, 0.2),
)


def name_lines(name: str, letters: int) -> list[str]:
    """A name broken into lines between words.

    Examples
    --------
    >>> name_lines("Protect the public core of the internet", 18)
    ['Protect the public', 'core of the', 'internet']
    >>> name_lines("Sovereignty and non-interference in internal affairs (incl. more)", 20)[-1]
    'internal affairs'
    """
    short = name.partition(" (")[0].partition("; ")[0]
    if len(short) > LONGEST + 10:
        short = short[:LONGEST].rpartition(" ")[0] + " …"
    lines = [""]
    for word in short.replace("/", "/\u200b").split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) > letters and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return [line.replace("\u200b", "") for line in lines]


def radius(count: int, most: int) -> float:
    """Radius of a norm: its area is the number of agreements that hold it.

    Examples
    --------
    >>> radius(0, 10), radius(10, 10)
    (0.9, 3.7)
    """
    return round(0.9 + 2.8 * (count / most if most else 0.0) ** 0.5, 3)


def opened(spots: Sequence[layout.Place], weights: Sequence[float]) -> list[layout.Place]:
    """Places with their crowded middle opened: the distance from it becomes its square root.

    Parameters
    ----------
    spots
        Any places.
    weights
        How much each pulls the middle.

    Examples
    --------
    >>> opened([(0.0, 0.0), (1.0, 0.0), (4.0, 0.0)], [1, 0, 0])
    [(0.0, 0.0), (1.0, 0.0), (2.0, 0.0)]
    """
    total = sum(weights) or 1.0
    middle_x = sum(x * w for (x, _), w in zip(spots, weights, strict=True)) / total
    middle_y = sum(y * w for (_, y), w in zip(spots, weights, strict=True)) / total
    found = []
    for x, y in spots:
        dx, dy = x - middle_x, y - middle_y
        away = sqrt(dx * dx + dy * dy)
        shrink = 1.0 / sqrt(away) if away > 1e-9 else 0.0
        found.append((round(dx * shrink, 6) + 0.0, round(dy * shrink, 6) + 0.0))
    return found


def evened(values: Sequence[float], part: float) -> list[float]:
    """Values between 0 and 1 that lie apart: part of each comes from its rank.

    Examples
    --------
    >>> evened([0.0, 0.1, 1.0], 0.5)
    [0.0, 0.3, 1.0]
    """
    low, span = min(values), (max(values) - min(values)) or 1.0
    order = sorted(range(len(values)), key=lambda k: (values[k], k))
    found = [0.0] * len(values)
    for rank, k in enumerate(order):
        share = rank / (len(values) - 1) if len(values) > 1 else 0.0
        found[k] = round((1 - part) * (values[k] - low) / span + part * share, 6)
    return found


def places(
    norms: Mapping[str, str],
    counts: Mapping[str, int],
    ties: Sequence[tuple[str, str, float]],
) -> dict[str, Any]:
    """For each screen its size and, for every norm, where it and its name stand.

    Parameters
    ----------
    norms
        Short name by norm id.
    counts
        Agreements that hold the norm, by id.
    ties
        Pairs that draw norms together, with a weight from 0 to 1, the strongest first.

    Returns
    -------
    dict
        By screen: ``size`` (width, height, letters) and ``nodes``, one ``[x, y, name_x, name_y,
        anchor, lines]`` for each norm in the order given.
    """
    return {screen.name: _drawing(screen, norms, counts, ties) for screen in SCREENS}


def _drawing(
    screen: Screen,
    norms: Mapping[str, str],
    counts: Mapping[str, int],
    ties: Sequence[tuple[str, str, float]],
) -> dict[str, Any]:
    number = {norm: position for position, norm in enumerate(norms)}
    most = max(counts.values(), default=1)
    radii = [radius(counts[norm], most) for norm in norms]
    strongest = max((weight for *_, weight in ties), default=1.0) or 1.0
    edges = [(number[a], number[b], round(1.6 - 0.6 * w / strongest, 9)) for a, b, w in ties]
    joined = [(i, j) for i, j, _ in edges[:N_DRAWN]]  # the lines that names keep off
    wanted = layout.distances(len(number), edges, 1.25)
    inner = (screen.side, 9.0, screen.width - screen.side, screen.height - 9.0)
    area = (1.0, 1.0, screen.width - 1.0, screen.height - 1.0)
    names = [name_lines(name, screen.letters) for name in norms.values()]
    letter, line = LETTER * screen.size, LINE * screen.size
    sizes = [(round(letter * max(map(len, n)), 4), round(line * len(n), 4)) for n in names]
    stress = opened(layout.stress_layout(wanted), [counts[norm] for norm in norms])
    if screen.height > screen.width:  # the longer side of the picture along that of the screen
        stress = [(y, x) for x, y in stress]
    even = screen.evened
    across, down = evened([x for x, _ in stress], even), evened([y for _, y in stress], even)
    stress = list(zip(across, down, strict=True))
    best: tuple[int, list[layout.Place], list[layout.Box]] | None = None
    for gap in GAPS:
        spots = layout.fitted(stress, inner, radii, gap)
        boxes, clashes = naming.name_places(spots, radii, sizes, joined, area)
        if best is None or clashes < best[0]:
            best = (clashes, spots, boxes)
        if not clashes:
            break
    assert best is not None
    nodes = []
    for (x, y), (left, _, right, top), lines in zip(best[1], best[2], names, strict=True):
        anchor = "start" if left > x else "end" if right < x else "middle"
        at = {"start": left, "end": right, "middle": (left + right) / 2}[anchor]
        # layouts count upwards, screens downwards
        down = [round(screen.height - y, 2), round(at, 2), round(screen.height - top, 2)]
        nodes.append([round(x, 2), *down, anchor, lines])
    return {"size": [screen.width, screen.height, screen.size], "nodes": nodes}
