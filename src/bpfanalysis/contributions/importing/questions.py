"""Which question of the call a heading asks, and how its answer begins on the same line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bpfanalysis.contributions.importing import cues
from bpfanalysis.contributions.importing.folding import fold

BY_NUMBER = {
    2020: {1: "signatory", 2: "new-agreement", 3: "project", 4: "unaddressed-issue"},
    # The call of 2019 asks its first two together.
    2019: {1: "signatory;new-agreement", 2: "project", 3: "unaddressed-issue"},
}
ORDER = (
    "signatory",
    "new-agreement",
    "project",
    "unaddressed-issue",
    "method",
    "outreach",
    "other",
)
LONGEST_STEM = 60  # words


@dataclass(frozen=True)
class Marker:
    """A place where an answer begins.

    Parameters
    ----------
    numbers
        The numbers that stand there; empty where the stem stands alone.
    questions
        What the words ask, by themselves; empty where only a number stands.
    rest
        The beginning of the answer on the same line.
    """

    numbers: tuple[int, ...]
    questions: tuple[str, ...]
    rest: str = ""


def asked(text: str) -> tuple[str, ...]:
    """Questions of the call that a stem or short heading asks; empty if it asks none.

    Examples
    --------
    >>> asked("Is your organisation a signatory to any of the agreements?")
    ('signatory',)
    >>> asked("Quels autres accords internationaux manquent dans l'analyse ?")
    ('new-agreement',)
    >>> asked("Signatory status, and other agreements to include")
    ('signatory', 'new-agreement')
    >>> asked("Our office")
    ()
    """
    low = fold(text)
    sign, project = bool(cues.SIGN.search(low)), bool(cues.PROJECT.search(low))
    other = bool(cues.OTHER.search(low)) and bool(re.search(cues.AGREEMENT, low))
    gap = bool(cues.GAP.search(low))
    none = bool(cues.NO_AGREEMENT.search(low))
    if sign:
        both = other and not re.search(r"\bany other\b", low)
        return ("signatory", "new-agreement") if both else ("signatory",)
    if project:
        return ("project",)
    if (
        none
        and (gap or not low.startswith(("are there other", "other")))
        and not (other and not gap)
    ):
        return ("unaddressed-issue",)
    if other and not (gap and re.search(r"should be|doi(?:vent|t)|deber|dever|sollte", low)):
        return ("new-agreement",)
    if gap:
        return ("unaddressed-issue",)
    if other:
        return ("new-agreement",)
    if cues.OTHER_ANSWER.search(low) and (len(low.split()) <= 3 or low.startswith("any")):
        return ("other",)
    return ()


def marker(text: str, *, heading: bool) -> Marker | None:
    """The marker that a block begins with; None if it is prose.

    Parameters
    ----------
    text
        A block or line.
    heading
        Whether its type or style says that it is a heading.

    Examples
    --------
    >>> marker("Question 3 - Projects", heading=True)
    Marker(numbers=(3,), questions=('project',), rest='')
    >>> marker("Q2: The Paris Call is there already.", heading=False).rest
    'The Paris Call is there already.'
    >>> marker("We agree to sign other agreements.", heading=False) is None
    True
    """
    text = text.strip()
    first = text.split("\n")[0]
    low, places = folded(text)
    numbered = cues.NUMBERED.match(low)
    bare = None if numbered else cues.BARE.match(low)
    if numbered:
        if not plausible(low[numbered.end() :]):
            return None
        numbers = numbers_in(numbered["numbers"] or numbered["hashed"])
        after = text[places[numbered.end()] :]
        return after_number(numbers, after, strong=True)
    if bare:
        after = text[places[bare.end()] :]
        found = after_number(numbers_in(bare["numbers"]), after, strong=heading)
        return found if found.questions and (heading or found_stem(after)) else None
    if heading and is_short(text):
        questions = asked(text)
        inline = re.match(r"([^:?]{3,80})[:?]\s+(\S.*)", text, re.S)
        if questions and inline and asked(inline[1]) == questions and len(inline[2].split()) > 6:
            return Marker((), questions, inline[2])
        return Marker((), questions) if questions else None
    return stem_alone(text, first)


def folded(text: str) -> tuple[str, list[int]]:
    """Text folded, with a last place behind its end."""
    from bpfanalysis.contributions.importing.folding import fold_with_places

    low, places = fold_with_places(text)
    return low, [*places, len(text)]


def plausible(rest: str) -> bool:
    """Whether what follows `question 1` can: nothing, a mark, or a title; not prose such as
    `question 1 was hard` or a unit such as `q1 2020`."""
    return not rest.strip() or (
        bool(re.match(r"\s*[-–:.)(\]|]|\s+[^\s\d]", rest))
        and not re.match(r"\s+(?:is|was|are|were|and|of|asks|has|in|est|es|ist|e)\b", rest)
    )


def numbers_in(text: str) -> tuple[int, ...]:
    """Numbers of a list; a range is filled.

    Examples
    --------
    >>> numbers_in("1 and 2"), numbers_in("1-3")
    ((1, 2), (1, 2, 3))
    """
    numbers = [int(n) for n in re.findall(r"[1-9]", text)]
    if len(numbers) == 2 and re.search(r"-|to|bis|\ba\b", text) and numbers[0] < numbers[1]:
        return tuple(range(numbers[0], numbers[1] + 1))
    return tuple(numbers)


def after_number(numbers: tuple[int, ...], after: str, *, strong: bool) -> Marker:
    """Marker from the words after a number: a stem, an answer, or both."""
    body = re.sub(r"^[\s.:)\]|–—-]+", "", after)
    bracket = re.match(r"\(([^)\n]{3,80})\)[\s.:–-]*", body)
    if bracket:
        return Marker(numbers, asked(bracket[1]), body[bracket.end() :].strip())
    stem = found_stem(body)
    if stem:
        return Marker(numbers, asked(stem), body[len(stem) :].lstrip(" :.–-\n\t"))
    lines = body.split("\n", 1)
    if is_title(lines[0]) and (len(lines) == 2 or asked(lines[0]) or strong):
        if asked(lines[0]):
            return Marker(numbers, asked(lines[0]), lines[1].strip() if len(lines) == 2 else "")
        if len(lines) == 2 and not lines[0].strip():
            return Marker(numbers, (), lines[1].strip())
    whole = body.replace("\n", " ").strip()
    if is_title(whole) and asked(whole):
        return Marker(numbers, asked(whole))
    return Marker(numbers, (), body.strip())


def found_stem(text: str) -> str:
    """The question that a text begins with, to its question mark; empty if there is none."""
    match = re.match(r"[^?？؟]{8,420}[?？؟]", text)
    if match and len(match[0].split()) <= LONGEST_STEM and asked(match[0]):
        inner = re.split(r"[.!]\s", match[0])
        if len(inner) <= 2:
            return match[0]
    return ""


def is_title(text: str) -> bool:
    """Whether a line can be a title: short and without the end of a sentence."""
    text = text.strip()
    return 0 < len(text.split()) <= 14 and not text.endswith((".", ";", "!"))


def is_short(text: str) -> bool:
    """Whether a heading is no longer than a stem is."""
    return len(text.split()) <= LONGEST_STEM


def stem_alone(text: str, first: str) -> Marker | None:
    """Marker from a stem without number and without style: a question that ends its line."""
    stem = found_stem(text)
    if not stem:
        short = re.fullmatch(r"(\S+(?: \S+){0,3})\s?[?:]", first.strip())
        if short and asked(short[1]) and len(text) == len(first):
            return Marker((), asked(short[1]))
        return None
    rest = text[len(stem) :]
    whole = not rest.strip()
    if whole and (len(stem.split()) >= 5 or len(stem.split()) <= 3):
        return Marker((), asked(stem))
    if rest.startswith("\n") and len(stem.split()) >= 6:
        return Marker((), asked(stem), rest.strip())
    return None


def question_of(found: Marker, cycle: int) -> str:
    """The question or questions of a marker, joined by `;`; words count more than numbers.

    Examples
    --------
    >>> question_of(Marker((1, 2), ()), 2020), question_of(Marker((2,), ()), 2019)
    ('signatory;new-agreement', 'project')
    """
    by_number = [
        q for number in found.numbers for q in BY_NUMBER[cycle].get(number, "other").split(";")
    ]
    chosen = set(found.questions or by_number)
    if len(found.numbers) > 1:
        chosen |= set(by_number) - {"other"}
    return ";".join(q for q in ORDER if q in chosen) or "other"
