"""Title and subtitle above a picture, its source below: the frame that a saved figure wears."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from bpfanalysis.figures.style import GREY, INK, MARGIN, MM, SUBTITLE, TEXT, TITLE, look
from bpfanalysis.figures.wording import wrap


@contextmanager
def framed(figure: Figure, title: str, subtitle: str, source: str) -> Iterator[Figure]:
    """Put title and subtitle above a picture and the source below it, inside a `with` block.

    The figure grows by what the lines need, the axes keep their size on paper, and afterwards the
    figure is as it was: saving twice gives the same picture.

    Parameters
    ----------
    figure
        Any figure; axes are moved, never resized.
    title
        The finding, in a sentence.
    subtitle
        What is measured.
    source
        Where the data comes from.
    """
    width, height = (float(side) / MM for side in figure.get_size_inches())
    room = width - 2 * MARGIN
    blocks = [
        (wrap(title, room, TITLE, bold=True), TITLE, INK, "bold", 1.2),
        (wrap(subtitle, room, SUBTITLE), SUBTITLE, GREY, "normal", 3.0),
    ]
    foot = wrap(source, room, TEXT)
    leading = 1.28
    line = {points: points * leading * 25.4 / 72 for points in (TITLE, SUBTITLE, TEXT)}
    above = MARGIN + sum(len(rows) * line[p] + space for rows, p, _, _, space in blocks if rows)
    below = (len(foot) * line[TEXT] + 3.5) if foot else 0.0
    total = above + height + below

    axes = [(ax, ax.get_position(original=True)) for ax in figure.axes]
    texts = [(text, text.get_position()) for text in figure.texts]
    added = []
    try:
        figure.set_size_inches(width * MM, total * MM)
        for ax, box in axes:
            ax.set_position(
                Bbox.from_bounds(
                    box.x0,
                    (below + box.y0 * height) / total,
                    box.width,
                    box.height * height / total,
                )
            )
        for text, (x, y) in texts:
            text.set_position((x, (below + y * height) / total))
        down = MARGIN
        with look():
            for rows, points, colour, weight, space in blocks:
                for row in rows:
                    down += line[points]
                    added.append(
                        figure.text(
                            MARGIN / width,
                            1 - (down - 0.28 * points * 25.4 / 72) / total,
                            row,
                            fontsize=points,
                            color=colour,
                            fontweight=weight,
                            va="baseline",
                        )
                    )
                if rows:
                    down += space
            for place, row in enumerate(reversed(foot)):
                added.append(
                    figure.text(
                        MARGIN / width,
                        (MARGIN * 0.6 + place * line[TEXT] + 0.28 * TEXT * 25.4 / 72) / total,
                        row,
                        fontsize=TEXT,
                        color=GREY,
                        va="baseline",
                    )
                )
        yield figure
    finally:
        for text in added:
            text.remove()
        figure.set_size_inches(width * MM, height * MM)
        for ax, box in axes:
            ax.set_position(box)
        for text, spot in texts:
            text.set_position(spot)
