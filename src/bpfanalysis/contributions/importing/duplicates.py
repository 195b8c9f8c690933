"""Copies and revised versions of a contribution, linked; the newest is the current one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

SAME_AUTHOR = 0.4  # share of common runs of words from which two texts are versions
OTHER_AUTHOR = 0.8
FEW = 8  # runs of words; shorter texts are compared only as wholes
COMMON = 60  # a run of words in more texts than this is nobody's


@dataclass(frozen=True)
class Text:
    """What is known of a contribution for comparing it.

    Parameters
    ----------
    key
        File and respondent.
    author
        Folded names of its organisations; empty if unknown.
    date
        ISO 8601, or empty.
    exact
        Fingerprint of all its words.
    shingles
        Fingerprints of its runs of words.
    """

    key: str
    author: str = ""
    date: str = ""
    exact: str = ""
    shingles: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True)
class Link:
    """One contribution is a copy or version of another.

    Parameters
    ----------
    key, of
        The older one, and the current one.
    kind
        copy, version, or undecided where no date says which is newer.
    similarity
        Share of runs of words in common.
    """

    key: str
    of: str
    kind: str
    similarity: float


def links(texts: Sequence[Text]) -> list[Link]:
    """Links from copies and older versions to the current one.

    Examples
    --------
    >>> a = Text("a", "x", "2020-10-01", "1", frozenset(range(20)))
    >>> b = Text("b", "x", "2020-10-09", "2", frozenset(range(1, 21)))
    >>> links([a, b])[0].key, links([a, b])[0].of, links([a, b])[0].kind
    ('a', 'b', 'version')
    """
    by_key = {text.key: text for text in texts}
    similar = pairs(texts)
    groups = connected(similar)
    found: list[Link] = []
    for group in groups:
        members = [by_key[key] for key in sorted(group)]
        exact = len({m.exact for m in members}) == 1
        dates = [m.date for m in members]
        if exact:
            current = min(members, key=lambda m: (m.date or "9", m.key))
            kind = "copy"
        elif all(dates) and len({precise(d, dates) for d in dates}) == len(dates):
            current = max(members, key=lambda m: m.date)
            kind = "version"
        else:
            current, kind = members[0], "undecided"
        for member in members:
            if member.key != current.key:
                same = member.exact == current.exact
                pair = (min(member.key, current.key), max(member.key, current.key))
                similarity = similar.get(pair, 0.0)
                found.append(
                    Link(member.key, current.key, "copy" if same else kind, round(similarity, 3))
                )
    return sorted(found, key=lambda link: link.key)


def precise(date: str, dates: Sequence[str]) -> str:
    """A date as precisely as the least precise of them, so that days and minutes compare."""
    return date[: min(map(len, dates))]


def pairs(texts: Sequence[Text]) -> dict[tuple[str, str], float]:
    """Pairs that are copies or versions, with their similarity (Jaccard)."""
    where: dict[int, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for shingle in text.shingles:
            where[shingle].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in where.values():
        if 1 < len(numbers) <= COMMON:
            for place, first in enumerate(numbers):
                for second in numbers[place + 1 :]:
                    shared[first, second] += 1
    alike: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        if text.exact and text.shingles:
            alike[text.exact].append(number)
    for numbers in alike.values():
        for second in numbers[1:]:
            shared[numbers[0], second] += 0
    found: dict[tuple[str, str], float] = {}
    for first, second in sorted(shared):
        a, b = texts[first], texts[second]
        similarity = len(a.shingles & b.shingles) / max(len(a.shingles | b.shingles), 1)
        if are_versions(a, b, similarity):
            found[min(a.key, b.key), max(a.key, b.key)] = similarity
    return found


def are_versions(a: Text, b: Text, similarity: float) -> bool:
    """Whether two texts are the same contribution.

    The same words from two named organisations are a common letter, not a copy: both count.
    """
    if a.author and b.author and a.author != b.author:
        return False
    if a.exact == b.exact:
        return len(a.shingles) >= FEW or (bool(a.author) and a.author == b.author)
    if min(len(a.shingles), len(b.shingles)) < FEW:
        return False
    same = bool(a.author) and a.author == b.author
    return similarity >= (SAME_AUTHOR if same else OTHER_AUTHOR)


def connected(similar: dict[tuple[str, str], float]) -> list[set[str]]:
    """Groups of contributions that hang together by pairs."""
    group_of: dict[str, set[str]] = {}
    for first, second in sorted(similar):
        union = group_of.get(first, {first}) | group_of.get(second, {second})
        for key in union:
            group_of[key] = union
    unique = {id(group): group for group in group_of.values()}
    return sorted(unique.values(), key=lambda group: min(group))
