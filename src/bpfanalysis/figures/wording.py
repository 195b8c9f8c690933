"""Words that fit on paper: how wide a text is, where it breaks, how a label is shortened."""

from __future__ import annotations

import functools

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextToPath

from bpfanalysis.figures.style import FONT, TEXT

_LINKS = frozenset({"a", "and", "by", "for", "in", "of", "on", "the", "to"})


@functools.cache
def text_width(text: str, points: float = TEXT, bold: bool = False) -> float:
    """Width of a line of text on paper, in mm.

    Examples
    --------
    >>> text_width("norm") < text_width("norms") < text_width("norms", bold=True)
    True
    """
    if not text:
        return 0.0
    font = FontProperties(family=FONT, size=points, weight="bold" if bold else "normal")
    width, _, _ = TextToPath().get_text_width_height_descent(text, font, False)
    return float(width) * 25.4 / 72


def wrap(text: str, width: float, points: float = TEXT, *, bold: bool = False) -> list[str]:
    """Break text into lines that are at most so wide on paper.

    Parameters
    ----------
    text
        One paragraph.
    width
        Room in mm. A single word that is wider stands alone and sticks out.
    points, bold
        Size and weight of the text.

    Examples
    --------
    >>> wrap("Do not damage critical infrastructure", 32)
    ['Do not damage critical', 'infrastructure']
    """
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", points, bold) <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def shorten(text: str, width: float, points: float = TEXT, *, bold: bool = False) -> str:
    """A label that fits: without what stands in brackets, else cut at a word, with an ellipsis.

    Parameters
    ----------
    text
        The full label.
    width
        Room in mm.
    points, bold
        Size and weight of the text.

    Examples
    --------
    >>> shorten("Sovereignty and non-interference in internal affairs (incl. content)", 50)
    'Sovereignty and non-interference…'
    >>> shorten("Support for encryption", 50)
    'Support for encryption'
    """
    for whole in (text, text.split(" (")[0]):
        if text_width(whole, points, bold) <= width:
            return whole
    words = text.split(" (")[0].split()
    while len(words) > 1:
        words.pop()
        while len(words) > 1 and words[-1].lower() in _LINKS:
            words.pop()
        cut = " ".join(words).rstrip(",;:/") + "…"
        if text_width(cut, points, bold) <= width:
            return cut
    return words[0].rstrip(",;:/") + "…"
