"""Sentences with computed numbers: lists of names, counts with their noun, shares in per cent."""

from __future__ import annotations

import math
from collections.abc import Iterable

NUMERALS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def listing(names: Iterable[str], limit: int | None = None) -> str:
    """Join names as a sentence does, and say how many were left out.

    Examples
    --------
    >>> listing(["a", "b", "c"])
    'a, b and c'
    >>> listing(["a", "b", "c", "d"], limit=2)
    'a, b and 2 more'
    >>> listing([])
    'none'
    """
    shown = list(names)
    if limit is not None and len(shown) > limit:
        shown = [*shown[:limit], f"{len(shown) - limit} more"]
    if not shown:
        return "none"
    if len(shown) == 1:
        return shown[0]
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def named(names: Iterable[str], limit: int | None = None) -> str:
    """Join names in italics (Markdown), so that a comma within a name divides nothing.

    Examples
    --------
    >>> named(["Access, affordability", "Routing security"])
    '*Access, affordability* and *Routing security*'
    """
    return listing([f"*{name}*" for name in names], limit)


def number(value: int) -> str:
    """A whole number as running text writes it: words up to ten, figures beyond.

    Examples
    --------
    >>> number(3), number(31)
    ('three', '31')
    """
    return NUMERALS[value] if 0 <= value < len(NUMERALS) else str(value)


def tally(value: int) -> str:
    """A whole number that stands alone, without a noun: none where `number` says no.

    Examples
    --------
    >>> tally(0), tally(1), tally(42)
    ('none', 'one', '42')
    """
    return number(value) if value else "none"


def to(low: int, high: int) -> str:
    """The range of a whole number; one number where both ends are the same.

    Examples
    --------
    >>> to(0, 24), to(2, 2), to(0, 0)
    ('none to 24', 'two', 'none')
    """
    return tally(low) if low == high else f"{tally(low)} to {tally(high)}"


def counted(value: int, noun: str, plural: str | None = None) -> str:
    """A number with its noun in the right form.

    Examples
    --------
    >>> counted(1, "agreement"), counted(4, "agreement"), counted(2, "body", "bodies")
    ('one agreement', 'four agreements', 'two bodies')
    """
    return f"{number(value)} {noun if value == 1 else plural or noun + 's'}"


def percent(share: float) -> str:
    """A share between 0 and 1 in whole per cent; an undefined share in words.

    Halves are rounded up, after the share was rounded to nine digits: the same on every machine.

    Examples
    --------
    >>> percent(0.234), percent(0.125), percent(float("nan"))
    ('23%', '13%', 'not defined')
    """
    if math.isnan(share):
        return "not defined"
    return f"{math.floor(round(100 * share, 9) + 0.5)}%"
