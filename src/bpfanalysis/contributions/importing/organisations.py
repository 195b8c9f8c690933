"""Organisations matched to known ones: exactly, by a reviewed alias, or proposed to a person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bpfanalysis.contributions.importing.folding import fold

PROPOSED_FROM = 86  # of 100; below it names have no more in common than words of their kind


@dataclass(frozen=True)
class Match:
    """A name as received and the known organisation.

    Parameters
    ----------
    received
        The name as the document gives it.
    known
        The organisation in the forum's record.
    how
        exact, alias, or proposed: only a person makes a proposed one.
    score
        0 to 100.
    """

    received: str
    known: str
    how: str
    score: int


def match(
    received: str, known: Iterable[str], aliases: Iterable[tuple[str, str]] = ()
) -> Match | None:
    """The known organisation that a name stands for; None if none is near.

    Parameters
    ----------
    received
        A name.
    known
        Names in the forum's record.
    aliases
        Pairs of alias and known name.

    Examples
    --------
    >>> match("freedom online coalition", ["Freedom Online Coalition"]).how
    'exact'
    >>> match("Freedom Online Coaliton", ["Freedom Online Coalition"]).how
    'proposed'
    >>> match("Example Cloud B.V.", ["Freedom Online Coalition"]) is None
    True
    """
    from rapidfuzz import fuzz

    key = plain(received)
    if not key:
        return None
    names = sorted(set(known))
    for name in names:
        if key in (plain(name), plain(re.sub(r"\s*\([^)]*\)", "", name))):
            return Match(received, name, "exact", 100)
    for alias, name in aliases:
        if key == plain(alias):
            return Match(received, name, "alias", 100)
    scored = [(round(fuzz.token_sort_ratio(key, plain(name))), name) for name in names]
    best = max(scored, key=lambda s: (s[0], s[1]), default=(0, ""))
    return Match(received, best[1], "proposed", best[0]) if best[0] >= PROPOSED_FROM else None


def plain(name: str) -> str:
    """A name without signs, legal forms and articles.

    Examples
    --------
    >>> plain("The Orange Group, S.A.")
    'orange group'
    """
    words = re.sub(r"[^\w\s]", "", re.sub(r"[-/]", " ", fold(name))).split()
    dropped = {"the", "inc", "ltd", "llc", "gmbh", "bv", "sa", "ag", "ev", "plc", "corp", "co"}
    return " ".join(w for w in words if w not in dropped)
