"""Organisation, country and stakeholder group from one line such as `X (civil society), Kenya`."""

# Patterns and lists of words are easier to check when they are not cut into lines.
# ruff: noqa: E501
from __future__ import annotations

import re
from dataclasses import dataclass

from bpfanalysis.contributions.importing import cues
from bpfanalysis.contributions.importing.folding import fold

LEGAL = re.compile(
    r"^(?:inc|ltd|llc|llp|plc|gmbh|ag|se|s\.?a\.?|s\.?a\.?s|s\.?r\.?l|b\.?v|n\.?v|pty|co|corp|e\.? ?v|a\.?s|oy|ab|kk)\.?$"
)
MAX_WORDS = 24
_countries: dict[str, str] = {}


@dataclass(frozen=True)
class Affiliation:
    """What one line says about its author; empty where it does not."""

    organisation: str = ""
    country: str = ""
    group: str = ""


def set_countries(names: dict[str, str]) -> None:
    """Give the folded names of countries and their codes; once in each process."""
    _countries.clear()
    _countries.update(names)


def country_of(text: str) -> str:
    """ISO 3166 alpha-3 code of a country's name, exactly as known; empty if it is none.

    Examples
    --------
    >>> set_countries({"republic of korea": "KOR"})
    >>> country_of("Republic of Korea"), country_of("Atlantis")
    ('KOR', '')
    """
    low = fold(text).strip(" .,;:()")
    return _countries.get(low) or _countries.get(
        re.sub(r"^(?:the|la|le|el|die|o|a|os|les)\s", "", low), ""
    )


def group_of(text: str, *, loose: bool = True) -> str:
    """Stakeholder group that a value states; empty if none.

    Parameters
    ----------
    text
        A value.
    loose
        Whether further words may follow, as in the field of a form.

    Examples
    --------
    >>> group_of("Civil society"), group_of("Privatwirtschaft"), group_of("Other")
    ('civil-society', 'private-sector', '')
    """
    low = fold(text).strip(" .,;:()*")
    for group, pattern in cues.GROUP_PATTERNS:
        if pattern.fullmatch(low) or pattern.fullmatch(re.sub(r"\s*[(/].*$", "", low)):
            return group
    parts = re.split(r"[/,(]| - ", low)
    found = [g for part in parts for g, p in cues.GROUP_PATTERNS if p.fullmatch(part.strip(" )"))]
    if found:
        return found[0]
    if not loose:
        return ""
    # `intergovernmental organisation`, `academia and research`: the first words decide.
    words = low.split()
    for n in range(min(3, len(words)), 0, -1):
        for group, pattern in cues.GROUP_PATTERNS:
            if pattern.fullmatch(" ".join(words[:n])) and len(words) <= 6:
                return group
    return ""


def named_group(organisation: str) -> str:
    """Stakeholder group that an organisation's own name states: a university, a CERT, a ministry.

    Examples
    --------
    >>> named_group("Universidade Exemplar"), named_group("CERT-Example"), named_group("Acme")
    ('academia', 'technical-community', '')
    """
    low = fold(organisation)
    return next((g for g, pattern in cues.NAMED_GROUPS if pattern.search(low)), "")


def affiliation(line: str, *, stated: bool = False) -> Affiliation | None:
    """Take a line apart; None if it is none.

    Parameters
    ----------
    line
        One line or the value of a field.
    stated
        Whether a label said that it names an organisation; otherwise a country or a group must
        stand in it as a part of its own.

    Examples
    --------
    >>> set_countries({"kenya": "KEN"})
    >>> affiliation("Open Watch, Nairobi, Kenya (civil society)")
    Affiliation(organisation='Open Watch', country='KEN', group='civil-society')
    >>> affiliation("We met in Kenya, and it rained.") is None
    True
    """
    line = line.strip()
    if not line or len(line.split()) > MAX_WORDS:
        return None
    parts = parts_of(strip_title(line))
    country = group = ""
    names: list[str] = []
    for part in parts:
        if not country and (code := country_of(part)):
            country = code
        elif not group and (found := group_of(part, loose=False)):
            group = found
        elif LEGAL.match(fold(part)) and names:
            names[-1] = f"{names[-1]}, {part}"
        else:
            names.append(part)
    # A word such as `academia` or `State` is a group, but not if it is all there is.
    if not (stated or country or group) or (not names and not stated):
        return None
    if stated and not (country or group):
        return Affiliation(line)
    if not stated and (not plausible_name(names[0]) or len(parts) < 2):
        return None
    return Affiliation(names[0].strip(" ,;|–-") if names else "", country, group)


def parts_of(line: str) -> list[str]:
    """Parts of a line between commas, bars and brackets."""
    line = re.sub(r"[\[\]{}]", " ", line)
    pieces = re.split(r"\s*[|;•·]\s*|\s+[–—-]\s+|,\s+|\s*\(\s*|\s*\)\s*,?\s*", line)
    return [
        p.strip(" ,.") if not re.search(r"\b\w\.\w?\.?$", p) else p.strip(" ,")
        for p in pieces
        if p.strip(" ,.")
    ]


def strip_title(line: str) -> str:
    """A title without `Contribution of` and the like."""
    match = cues.TITLE_ON.match(fold(line)) or cues.TITLE.match(fold(line))
    if not match:
        return line
    # Folding keeps the number of signs here but for ligatures: cut word by word.
    words = len(fold(line)[: match.end()].split())
    rest = line.split()
    head = fold(line)[: match.end()].rstrip()
    if head.endswith("l'"):
        first = rest[words - 1]
        return (
            " ".join([re.sub(r"^[lLdD]['’]", "", first), *rest[words:]])
            if first[:1] in "lLdD"
            else line
        )
    return re.sub(r"^(?:the|la|le|el|der|die|das)\s", "", " ".join(rest[words:]))


def plausible_name(name: str) -> bool:
    """Whether words can be the name of an organisation: a capital or a script without, no verb."""
    words = name.split()
    if not words or len(words) > 14 or re.search(r"[!?:]|\.\s", name):
        return False
    letters = [w for w in words if w[:1].isalpha()]
    upper = sum(w[:1].isupper() or not w[:1].islower() for w in letters)
    prose = re.search(
        r"\b(?:we|our|is|are|was|has|have|met|nous|est|sont|avons|somos|es|son|hemos|wir|ist|sind|мы)\b",
        fold(name),
    )
    return (
        bool(letters)
        and words[0][:1].upper() == words[0][:1]
        and upper >= max(1, len(letters) / 3)
        and not prose
    )
