"""Parts of sentences: lists, quoted names, leaders and shares as a text tells them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

Values = dict[str, Any]


def listed(words: Iterable[str], most: int = 6) -> str:
    """Words as a list in a sentence.

    Examples
    --------
    >>> listed(["a", "b", "c"]), listed(["a", "b", "c", "d"], most=2), listed([])
    ('a, b and c', 'a, b and 2 more', 'none')
    """
    every = list(words)
    if not every:
        return "none"
    shown, rest = every[:most], len(every) - most
    if rest > 0:
        return f"{', '.join(shown)} and {rest} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def quoted(word: str) -> str:
    """A norm or criterion named in a sentence."""
    return f"“{word}”"


def counted(n: int, one: str, many: str = "") -> str:
    """A count with its noun.

    Examples
    --------
    >>> counted(1, "norm"), counted(2, "norm"), counted(0, "norm was", "norms were")
    ('1 norm', '2 norms', 'no norms were')
    """
    return f"{n or 'no'} {one if n == 1 else many or one + 's'}"


def ranked(counts: pd.Series, most: int = 6) -> str:
    """The largest counts, named: “A” 12, “B” 9."""
    ordered = counts.sort_values(ascending=False, kind="stable").head(most)
    return listed([f"{quoted(str(name))} {int(n)}" for name, n in ordered.items()], most)


def leading(counts: pd.Series) -> tuple[str, int]:
    """The names that share the largest count, and the count."""
    top = int(counts.max())
    return listed([quoted(str(name)) for name in counts.index[counts == top]], 3), top


def share_of(flags: pd.Series) -> float:
    """The share of rows for which something holds; 0 of no rows.

    Examples
    --------
    >>> share_of(pd.Series([True, False, False, False]))
    0.25
    """
    return float(flags.mean()) if len(flags) else 0.0
