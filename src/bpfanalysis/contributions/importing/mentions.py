"""Where agreements and norms are named: suggestions with position, alias and confidence.

An alias is matched as whole words, without regard to case and accents; a blank in it matches a
hyphen too, ``*`` lets a word go on, ``...`` stands for up to five words of the same sentence.
A longer name hides the shorter ones inside it, and a norm's alias inside an agreement's name
does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bpfanalysis.contributions.importing.folding import fold, fold_with_places

PLAIN, REVIEWED, PHRASE, HINT = 0.95, 0.7, 0.7, 0.4
BOUNDLESS = re.compile(r"[\u0600-\u06ff\u3040-\u30ff\u4e00-\u9fff]")
KEY = 3  # letters of the first word by which aliases are looked up


@dataclass(frozen=True)
class Alias:
    """A name under which an agreement or a norm is mentioned."""

    kind: str
    id: str
    alias: str
    ambiguous: bool


@dataclass(frozen=True)
class Context:
    """Words that must stand near an alias (`needs`) or must not (`unless`), and how near."""

    needs: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    window: int


@dataclass(frozen=True)
class Mention:
    """A suggestion; `start` and `end` count signs of the text that was searched."""

    kind: str
    id: str
    alias: str
    start: int
    end: int
    confidence: float


@dataclass
class Finder:
    """Aliases made ready for search; build it once with `make_finder`."""

    by_key: dict[str, list[tuple[re.Pattern[str], Alias]]] = field(default_factory=dict)
    boundless: list[tuple[str, Alias]] = field(default_factory=list)
    contexts: dict[tuple[str, str], Context] = field(default_factory=dict)


def make_finder(aliases: Iterable[Sequence[str]], contexts: Iterable[Sequence[str]] = ()) -> Finder:
    """Make aliases ready.

    Parameters
    ----------
    aliases
        Rows of kind, id, alias, ambiguous (yes or no).
    contexts
        Rows of id, alias (or ``*`` for every ambiguous one of the id), needs, unless, window.

    Examples
    --------
    >>> finder = make_finder([("agreement", "paris-call-2018", "Paris Call", "no")])
    >>> mentions("They joined the PARIS CALL.", finder)[0].start
    16
    >>> mentions("the Paris Agreement, in accord with them", finder)
    []
    """
    finder = Finder()
    seen: set[tuple[str, str, str]] = set()
    for kind, id_, alias, ambiguous in aliases:
        entry = Alias(kind, id_, alias, ambiguous == "yes")
        key = (kind, id_, fold(alias))
        if key in seen:
            continue
        seen.add(key)
        if BOUNDLESS.search(alias):
            finder.boundless.append((fold(alias), entry))
        else:
            first = re.match(r"\w*", fold(alias))
            start = (first[0] if first else "")[:KEY]
            finder.by_key.setdefault(start, []).append((pattern_of(alias), entry))
    for id_, alias, needs, unless, window in contexts:
        finder.contexts[id_, fold(alias)] = Context(words(needs), words(unless), int(window))
    return finder


def pattern_of(alias: str) -> re.Pattern[str]:
    """Regular expression of an alias, for folded text.

    Examples
    --------
    >>> bool(pattern_of("multi-stakeholder").match("multistakeholder"))
    True
    >>> bool(pattern_of("attack* ... response team*").match("attacking a national response team"))
    True
    """
    parts = []
    for word in fold(alias).split(" "):
        if word == "...":
            parts.append("...")
            continue
        escaped = re.escape(word).replace(r"\*", r"\w*").replace(r"\-", r"[\s\-]*")
        parts.append(escaped)
    # A possessive may stand between the words of a name: `the OAS's measures`.
    blank = r"(?:'s?)?[\s\-]+"
    joined = blank.join(parts)
    joined = joined.replace(f"{blank}...{blank}", r"(?:[^\w.!?;]+[\w'-]+){0,5}?[^\w.!?;]+")
    end = "" if joined.endswith(r"\w*") or not re.search(r"\w$", fold(alias)) else r"(?!\w)"
    return re.compile(joined + end)


def words(text: str) -> re.Pattern[str] | None:
    """Pattern of words joined by `;`; None for none, and for ``*``, which is always there."""
    if not text:
        return None
    if text.strip() == "*":
        return re.compile("")
    found = "|".join(
        re.escape(fold(w)).replace(r"\*", r"\w*").replace(r"\ ", r"[\s\-]+")
        for w in text.split(";")
        if w.strip()
    )
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)")


def mentions(text: str, finder: Finder) -> list[Mention]:
    """Mentions in a text, in order of position."""
    return look(text, finder)[0]


def look(text: str, finder: Finder) -> tuple[list[Mention], list[Mention]]:
    """Mentions, and doubtful ones: names whose surroundings do not bear them out.

    Doubtful ones are shown to a person and count nowhere.
    """
    low, places = fold_with_places(text)
    places.append(len(text))
    hits = sorted(candidates(text, low, places, finder), key=lambda h: (h[0] - h[1], h[0], h[2].id))
    found: list[Mention] = []
    doubtful: list[Mention] = []
    claimed: list[tuple[int, int]] = []
    for kind in ("agreement", "norm"):
        own: list[tuple[int, int, str]] = []
        for start, end, alias in hits:
            if alias.kind != kind:
                continue
            inside = any(s < end and start < e for s, e in claimed if (s, e) != (start, end))
            repeated = any(
                s < end and start < e and (kind == "agreement" or i == alias.id)
                for s, e, i in own
                if (s, e) != (start, end) or i == alias.id
            )
            if (kind == "norm" and any(s < end and start < e for s, e in claimed)) or repeated:
                continue
            if kind == "agreement" and inside:
                continue
            own.append((start, end, alias.id))
            confidence = weigh(low, start, end, alias, finder)
            first, last = places[start], places[end - 1] + 1
            mention = Mention(kind, alias.id, alias.alias, first, last, abs(confidence))
            (found if confidence > 0 else doubtful).append(mention)
        if kind == "agreement":
            claimed = [(s, e) for s, e, _ in own]
    sure = {(m.start, m.end) for m in found}
    doubtful = [m for m in doubtful if m.kind == "agreement" and (m.start, m.end) not in sure]
    order = lambda m: (m.start, m.end, m.kind, m.id)  # noqa: E731
    return sorted(found, key=order), sorted(doubtful, key=order)


def candidates(
    text: str, low: str, places: list[int], finder: Finder
) -> list[tuple[int, int, Alias]]:
    """Every alias that matches, with its place in the folded text."""
    hits: list[tuple[int, int, Alias]] = []
    for word in re.finditer(r"\w+", low):
        for length in range(1, KEY + 1):
            if length < KEY and len(word[0]) > length and not finder.by_key.get(word[0][:length]):
                continue
            for pattern, alias in finder.by_key.get(word[0][:length], ()):
                match = pattern.match(low, word.start())
                if match and right_case(
                    alias, text[places[match.start()] : places[match.end() - 1] + 1]
                ):
                    hits.append((match.start(), match.end(), alias))
            if length >= len(word[0]):
                break
    for folded, alias in finder.boundless:
        hits += [(m.start(), m.end(), alias) for m in re.finditer(re.escape(folded), low)]
    return hits


def right_case(alias: Alias, found: str) -> bool:
    """Whether capitals are kept where they tell an abbreviation from a word.

    Examples
    --------
    >>> right_case(Alias("agreement", "x", "CoT", True), "cot")
    False
    >>> right_case(Alias("agreement", "x", "FIRST code of ethics", False), "first code of ethics")
    False
    """
    if alias.ambiguous and " " not in alias.alias and len(alias.alias) <= 5:
        letters = [c for c in alias.alias if c.isalpha()]
        if letters and sum(c.isupper() for c in letters) >= 2:
            return found == alias.alias
    return "FIRST" not in alias.alias.split() or "FIRST" in found


def weigh(low: str, start: int, end: int, alias: Alias, finder: Finder) -> float:
    """Confidence of a match; negative where its surroundings do not bear it out."""
    base = PLAIN if alias.kind == "agreement" else PHRASE
    hint = REVIEWED if alias.kind == "agreement" else HINT
    context = finder.contexts.get((alias.id, fold(alias.alias)))
    if context is None and alias.ambiguous:
        context = finder.contexts.get((alias.id, "*"))
    if context is None:
        return hint if alias.ambiguous else base
    near = low[max(0, start - context.window) : end + context.window]
    needed = [m[0] for m in context.needs.finditer(near)] if context.needs else [""]
    around = low[max(0, start - context.window) : start] + " \n " + low[end : end + context.window]
    against = bool(context.unless and context.unless.search(around))
    years = any(n.isdigit() for n in needed)
    borne_out = bool(needed) and (not against or years)
    confidence = hint if alias.ambiguous else base
    return confidence if borne_out else -confidence
