"""Numbers and lists in sentences."""

from __future__ import annotations

from collections.abc import Iterable

SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve")  # fmt: skip


def number(value: float) -> str:
    """A count as it is written in a sentence: words up to twelve, then figures.

    Examples
    --------
    >>> number(3), number(0), number(1200)
    ('three', 'none', '1,200')
    """
    whole = int(value)
    return SMALL[whole] if whole < len(SMALL) else f"{whole:,}"


def listed(names: Iterable[str], limit: int = 4) -> str:
    """Names in a sentence, with the number of those left out.

    Examples
    --------
    >>> listed(["a", "b", "c"]), listed("abcdef", limit=3)
    ('a, b and c', 'a, b, c and three more')
    """
    names = list(names)
    if len(names) > limit + 1:
        names = [*names[:limit], f"{number(len(names) - limit)} more"]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def of(part: float, whole: float) -> str:
    """A count out of a count.

    Examples
    --------
    >>> of(12, 31), of(0, 3)
    ('12 of 31', 'none of 3')
    """
    return f"{int(part):,} of {int(whole):,}" if part else f"none of {int(whole):,}"


def whole_or(part: float, whole: float) -> str:
    """How many of a number that was just given: all, none, or how many.

    Examples
    --------
    >>> whole_or(15, 15), whole_or(0, 15), whole_or(4, 15)
    ('all', 'none', 'four')
    """
    return "all" if part and part == whole else number(part)


def percent(share: float) -> str:
    """A share in whole per cent; less than one per cent is said so.

    Examples
    --------
    >>> percent(0.234), percent(0.004), percent(0)
    ('23%', 'under 1%', '0%')
    """
    return "under 1%" if 0 < share < 0.01 else f"{share:.0%}"


def opening(text: str) -> str:
    """A sentence with its first letter large, the rest as it is.

    Examples
    --------
    >>> opening("none of the UN")
    'None of the UN'
    """
    return text[:1].upper() + text[1:]
