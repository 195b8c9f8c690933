"""Who contributes: organisation, group, country, consent, date. Unknown stays unknown."""

# Patterns and lists of words are easier to check when they are not cut into lines.
# ruff: noqa: E501
from __future__ import annotations

import re
from dataclasses import dataclass, field

from bpfanalysis.contributions.importing import cues
from bpfanalysis.contributions.importing.affiliation import (
    Affiliation,
    affiliation,
    country_of,
    group_of,
    named_group,
)
from bpfanalysis.contributions.importing.consent import consent_in, consent_of
from bpfanalysis.contributions.importing.content import Block, Content
from bpfanalysis.contributions.importing.fields import date_in, ending, field_of, fields_in
from bpfanalysis.contributions.importing.folding import fold
from bpfanalysis.contributions.importing.parts import Parts
from bpfanalysis.contributions.importing.redaction import scan

SMALL_WORDS = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "in",
        "on",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l'",
        "del",
        "los",
        "las",
        "do",
        "da",
        "dos",
        "das",
        "e",
        "y",
        "et",
        "en",
        "und",
        "für",
        "der",
        "die",
        "an",
        "of",
    ]
)


JOB = re.compile(
    r"^(?:(?:Executive |Managing |General |Deputy |Senior |Policy |Technical |Programme |Program )*(?:Director[a]?|Manager|Head|"
    r"Officer|CEO|CTO|CISO|Chair(?:person)?|President|Presidente|Secretary(?: General)?|Coordinator|Coordinador[a]?|"
    r"Directeur|Directrice|Président[e]?|Responsable|Diretor[a]?|Coordenador[a]?|Leiter(?:in)?|Geschäftsführer(?:in)?|"
    r"Professor[a]?|Prof\.|Researcher|Analyst|Директор))(?: of [A-Z]\w+(?: \w+){0,3})?,\s+"
)


@dataclass
class Identity:
    """What a document says about its author.

    Parameters
    ----------
    organisations, groups, countries
        As many as are named; a group or country may be missing (`unknown`, empty).
    consent
        yes, no or unknown.
    date
        ISO 8601, or empty.
    """

    organisations: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    consent: str = "unknown"
    date: str = ""


def identify(content: Content, parts: Parts) -> Identity:
    """Identity from form fields, title, lines before the answers, and signature."""
    who = Identity()
    lines = "\n".join(b.text for b in parts.before)
    wrapped = content.format == "pdf"
    named = [(field_of(label), value) for label, value in parts.fields]
    for block in parts.before + parts.after:
        named += fields_in(block.text, wrapped=wrapped)
    from_fields(named, who)
    first = fold(lines.split("\n")[0]) if lines else ""
    minutes = bool(cues.MINUTES.match(first))
    if not who.organisations and not minutes:
        for block in parts.before + parts.after:
            signature = any(block is b for b in parts.after)
            if from_lines(block, who, signature=signature, wrapped=wrapped):
                break
    elif not minutes:
        complete(parts.before + parts.after, who)
    settle_consent(who, parts, named)
    who.date = date_of(named, parts.before) or content.date
    fill(who)
    return who


def from_fields(named: list[tuple[str, str]], who: Identity) -> None:
    """Fill in what form fields say."""
    for name, value in named:
        if name == "organisation" and not who.organisations:
            for one in several(value):
                found = affiliation(one, stated=True)
                organisation = found.organisation if found else one
                if is_name(organisation):
                    who.organisations.append(organisation)
                    if found and found.country:
                        who.countries.append(found.country)
                    if found and found.group:
                        who.groups.append(found.group)
        elif name == "group" and not who.groups:
            who.groups += [g for one in re.split(r"\s*;\s*", value) if (g := group_of(one))]
        elif name == "country" and not who.countries:
            found_all = [c for one in several(value) if (c := country_of(one))]
            who.countries += found_all or [c for one in value.split(",") if (c := country_of(one))]


def several(value: str) -> list[str]:
    """Values of a field that holds several.

    Examples
    --------
    >>> several("Alpha Telecom; Beta Bank"), several("Justice and Peace Institute")
    (['Alpha Telecom', 'Beta Bank'], ['Justice and Peace Institute'])
    """
    return [ending(part) for part in re.split(r"\s*[;\n]\s*|\s+/\s+", value) if part.strip()]


def is_name(text: str) -> bool:
    """Whether a value can be an organisation: not `none`, not contact data, not a person alone."""
    low = fold(text).strip(" .-")
    empty = {"", "none", "n/a", "na", "no", "individual", "personal", "personal capacity", "myself"}
    empty |= {"in a personal capacity", "a titre personnel", "a titulo personal", "privat", "self"}
    return low not in empty and not scan(text) and len(text.split()) <= 20


def from_lines(block: Block, who: Identity, *, signature: bool, wrapped: bool) -> bool:
    """Fill in what a line such as `X, Nairobi, Kenya` says; whether it named somebody."""
    text = re.sub(r"\n", " ", block.text) if block.kind == "heading" or wrapped else block.text
    lines = re.split(r"\n|(?<=[a-zà-ÿ)])\.\s+", text)
    if signature and (found := of_office(lines)):
        who.organisations.append(found.organisation)
        who.countries += [found.country] if found.country and not who.countries else []
        return True
    if not signature and 2 <= len(lines) <= 5 and all(len(x.split()) <= 8 for x in lines):
        lines.append(", ".join(lines))  # name, group and country on a line each
    for line in lines:
        if fields_in(line):
            continue
        found = affiliation(line) or described(line)
        behalf = cues.BEHALF.search(fold(line)) if found is None else None
        if behalf and len(line.split()) <= 40:
            found = on_behalf(line)
        if found and is_name(found.organisation) and not asked_for(found.organisation):
            who.organisations.append(ending(found.organisation))
            if found.country and not who.countries:
                who.countries.append(found.country)
            if found.group and not who.groups:
                who.groups.append(found.group)
            return True
    return False


def of_office(lines: list[str]) -> Affiliation | None:
    """Whose office a signature states: `Director, Open Watch` above `Bogotá, Colombia`."""
    office = next((JOB.sub("", line) for line in lines if JOB.match(line)), "")
    name = ending(re.split(r"\s*[,(|]\s*", office)[0])
    if not name or not name[:1].isupper() or not is_name(name):
        return None
    places = [part for line in lines for part in re.split(r"\s*[,()|]\s*", line)]
    return Affiliation(name, next((c for part in places if (c := country_of(part))), ""))


def described(line: str) -> Affiliation | None:
    """Who is described in `X is a charity based in Nairobi, Kenya`; None if nobody."""
    found = re.match(
        r"((?:[A-ZÀ-Þ][\w'’.&-]*\s){1,8})(?:\([^)]{2,12}\)\s)?(?:is|est|es|é|ist)\s(?:an?|une?|una?|uma?|eine?)\s"
        r"(.{3,90}?)(?:\s(?:based|located|headquartered|basée?|située?|con sede|com sede|mit Sitz)\s.{1,12}?"
        r"\s?([A-ZÀ-Þ][^.]{2,60}))?\.?$",
        line.strip(),
    )
    if found is None:
        return None
    place = (found[3] or "").split(",")[-1]
    words = found[2]
    group = next(
        (g for n in (4, 3, 2, 1) if (g := group_of(" ".join(words.split()[:n]), loose=False))), ""
    )
    country = country_of(place)
    return Affiliation(found[1].strip(), country, group) if country or group else None


def on_behalf(line: str) -> Affiliation | None:
    """Who is named in `I write on behalf of the Ministry of X of Ghana.`; None if unclear."""
    match = re.search(
        r"(?:on behalf of|au nom de|en nombre de|em nome de|im Namen)\s+((?:\S+\s?){1,14})",
        line,
        re.I,
    )
    if match is None:
        return None
    words = re.sub(
        r"^(?:(?:the|la|le|les|de|der|des|del|do|da|dos|das|el|o|a)\s|l['’])*", "", match[1]
    )
    name: list[str] = []
    for word in words.split():
        small = word[:1].islower() and word.lower() not in SMALL_WORDS
        if small:
            break
        name.append(word)
        if re.search(r"[.,;:]$", word) and not re.search(r"\b\w\.$", word):
            break
    while name and name[-1].lower() in SMALL_WORDS:
        name.pop()
    text = ending(" ".join(name)).rstrip(",;:")
    last = re.split(r"\s(?:of|de|du|del|do|da|des|von)\s(?:the\s)?", text)[-1]
    return Affiliation(text, country_of(last)) if text[:1].isupper() else None


def asked_for(name: str) -> bool:
    """Whether a name is that of the forum itself."""
    return bool(re.search(r"\bbest practice forum\b|\bbpf\b|\bigf \d{4}\b", fold(name)))


def complete(blocks: list[Block], who: Identity) -> None:
    """Look for country and group beside an organisation that is already known."""
    known = {fold(name) for name in who.organisations}
    for block in blocks:
        for line in block.text.split("\n"):
            found = affiliation(line)
            if found and fold(found.organisation) in known:
                if found.country and not who.countries:
                    who.countries.append(found.country)
                if found.group and not who.groups:
                    who.groups.append(found.group)


def settle_consent(who: Identity, parts: Parts, named: list[tuple[str, str]]) -> None:
    """Consent from fields and text; a refusal anywhere outweighs an agreement."""
    stated = [consent_of(value) for name, value in named if name == "consent"]
    around = [consent_in(b.text) for b in parts.before + parts.after]
    inside = [consent_in(a.text) for a in parts.answers]
    said = stated + around + [value for value in inside if value == "no"]
    who.consent = "no" if "no" in said else "yes" if "yes" in said else "unknown"


def date_of(named: list[tuple[str, str]], before: list[Block]) -> str:
    """Date of the document: a field, else a line that is nothing but a date or a version."""
    for name, value in named:
        if name == "date" and (found := date_in(value)):
            return found
    for block in before:
        for line in block.text.split("\n"):
            dated = date_in(line)
            short = len(line.split()) <= 6 or re.search(
                r"revis|version|updated|second draft", fold(line)
            )
            if dated and short and not cues.MINUTES.match(fold(line)):
                return dated
    return ""


def fill(who: Identity) -> None:
    """Give each organisation a group and a country; one that all share counts for each."""
    n = max(len(who.organisations), 1)
    if not who.groups:
        named = [named_group(name) for name in who.organisations]
        who.groups = named if any(named) else []
    if len(who.groups) == 1:
        who.groups *= n
    who.groups = [g or "unknown" for g in who.groups][:n]
    who.groups += ["unknown"] * (n - len(who.groups))
    if len(who.countries) == 1 and n > 1:
        who.countries *= n
    who.countries = who.countries[:n]
