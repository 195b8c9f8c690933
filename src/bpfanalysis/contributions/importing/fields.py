"""Label and value in running text: `Organisation: X`; dates; lines that are only particulars."""

# Patterns and lists of words are easier to check when they are not cut into lines.
# ruff: noqa: E501
from __future__ import annotations

import re

from bpfanalysis.contributions.importing import cues
from bpfanalysis.contributions.importing.folding import fold

LABELLED = re.compile(r"(?:^|(?<=[\n.;|•]))[ \t]*([^\s:：|][^:：\n|]{0,60}?)\s?[:：][ \t\n]*", re.M)


def field_of(label: str) -> str:
    """Which field of a form a label names; empty if none.

    Examples
    --------
    >>> field_of("Pays"), field_of("Stakeholder group"), field_of("Our view")
    ('country', 'group', '')
    """
    low = re.sub(r"\s*\([^)]*\)\s*$", "", fold(label)).strip(" :*?¿.-–")
    low = re.sub(r"^(?:\d+[.)]|your|the|votre|su|sua|ihre?)\s+", "", low)
    if not low or len(low.split()) > 14:
        return ""
    return next((n for n, pattern in cues.FIELDS.items() if pattern.fullmatch(low)), "")


def fields_in(text: str, *, wrapped: bool = False) -> list[tuple[str, str]]:
    """Fields named in a text, with their values.

    Parameters
    ----------
    text
        Text that is not an answer.
    wrapped
        Whether lines were cut by a page's width, so that a value may go on in the next line.

    Examples
    --------
    >>> fields_in("Pays : Kenya\\nSecteur : société civile")
    [('country', 'Kenya'), ('group', 'société civile')]
    >>> fields_in("Group: academia. Country: Fiji.")
    [('group', 'academia'), ('country', 'Fiji')]
    """
    places = []
    for match in LABELLED.finditer(text):
        label = match[1]
        name = field_of(label)
        if not name:  # a sentence may come before the label: take its last words
            words = label.split()
            tries = (" ".join(words[-n:]) for n in range(min(4, len(words)), 0, -1))
            name = next((found for t in tries if (found := field_of(t)) and ". " in label), "")
        if name:
            places.append((match.start(), match.end(), name))
    fields: list[tuple[str, str]] = [
        ("consent", match[2])
        for match in re.finditer(r"([^\n.?]{5,90})\?\s*([^\W\d_]{1,12})\b", text)
        if field_of(match[1]) == "consent"
    ]
    for number, (_, end, name) in enumerate(places):
        stop = places[number + 1][0] if number + 1 < len(places) else len(text)
        value = text[end:stop].strip()
        if not wrapped:
            value = value.split("\n")[0]
        elif name not in ("organisation", "group"):
            value = value.split("\n\n")[0]
        value = re.sub(r"\s+", " ", value)
        if name != "consent":
            value = re.split(r"(?<=[a-zà-ÿ)]{3})\.\s", value)[0]
        value = value.strip(" ;|,").removesuffix(".") if name != "organisation" else ending(value)
        if value:
            fields.append((name, value))
    return fields


def ending(name: str) -> str:
    """An organisation's name without a full stop, unless it ends in an abbreviation.

    Examples
    --------
    >>> ending("Example Cloud B.V."), ending("Open Watch.")
    ('Example Cloud B.V.', 'Open Watch')
    """
    name = name.strip(" ;|,")
    abbreviated = re.search(
        r"(?:^|[\s.])(?:[A-Za-z]|Ltd|Inc|Co|Corp|Pty|Plc|Assn|Inst|Dept|Bhd|Soc|Ass)\.$", name
    )
    return name if abbreviated else name.removesuffix(".")


def is_particulars(text: str) -> bool:
    """Whether a text only says who contributes, when, and on what terms; not an answer.

    Examples
    --------
    >>> is_particulars("Organisation: X\\nCountry: Kenya"), is_particulars("States meet and agree.")
    (True, False)
    """
    for line in filter(None, map(str.strip, text.split("\n"))):
        sentences = re.split(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ])", line)
        if not tells_particulars(line) and not all(map(tells_particulars, sentences)):
            return False
    return True


def tells_particulars(sentence: str) -> bool:
    """Whether one sentence or line tells nothing but particulars, or is a title."""
    from bpfanalysis.contributions.importing.affiliation import affiliation
    from bpfanalysis.contributions.importing.consent import consent_in

    low = fold(sentence)
    words = len(low.split())
    title = words <= 8 and not re.search(r"[.!?,;:]$", sentence.strip())
    return bool(
        words < 3
        or title
        or (fields_in(sentence) and words <= 30)
        or (consent_in(sentence) and words <= 40)
        or affiliation(sentence)
        or has_contact(sentence)
        or (date_in(sentence) and words <= 15)
        or cues.TITLE.match(low)
        or cues.GREETING.match(low)
        or cues.COVER.match(low)
        or (cues.BEHALF.search(low) and words <= 40)
    )


def has_contact(sentence: str) -> bool:
    """Whether a short line holds contact data."""
    from bpfanalysis.contributions.importing.redaction import scan

    return len(sentence.split()) <= 25 and bool(scan(sentence))


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan janvier enero janeiro januar января gennaio", "february feb fevrier febrero fevereiro februar февраля febbraio",
            "march mar mars marzo marco marz марта", "april apr avril abril апреля aprile", "may mai mayo maio мая maggio",
            "june jun juin junio junho juni июня giugno", "july jul juillet julio julho juli июля luglio", "august aug aout agosto августа",
            "september sep sept septembre septiembre setembro сентября settembre", "october oct octobre octubre outubro oktober октября ottobre",
            "november nov novembre noviembre novembro ноября", "december dec decembre diciembre dezembro dezember декабря dicembre",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip


def date_in(text: str) -> str:
    """The first full date of a text, ISO 8601; empty if there is none.

    Examples
    --------
    >>> date_in("Date: 15 October 2020 (second version)"), date_in("le 1er octobre 2020")
    ('2020-10-15', '2020-10-01')
    >>> date_in("2020-10-03 11:20"), date_in("in 2020")
    ('2020-10-03T11:20', '')
    """
    low = fold(text)
    iso = re.search(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)(?:[t ](\d\d:\d\d))?", low)
    if iso:
        return f"{iso[1]}-{iso[2]}-{iso[3]}" + (f"T{iso[4]}" if iso[4] else "")
    for match in re.finditer(
        r"\b(\d{1,2})(?:st|nd|rd|th|er|º|\.)?\s+(?:de |d'|of )?(\w+)\.?,?\s+(?:de |del )?((?:19|20)\d\d)\b",
        low,
    ):
        if match[2] in MONTHS and 1 <= int(match[1]) <= 31:
            return f"{match[3]}-{MONTHS[match[2]]:02d}-{int(match[1]):02d}"
    for match in re.finditer(r"\b(\w+)\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b", low):
        if match[1] in MONTHS and 1 <= int(match[2]) <= 31:
            return f"{match[3]}-{MONTHS[match[1]]:02d}-{int(match[2]):02d}"
    dotted = re.search(r"\b(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)\b", low)
    if dotted and 1 <= int(dotted[2]) <= 12:
        return f"{dotted[3]}-{int(dotted[2]):02d}-{int(dotted[1]):02d}"
    # 03/10/2020 is read only where it can mean one day.
    slashed = re.search(r"\b(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b", low)
    if slashed:
        a, b = int(slashed[1]), int(slashed[2])
        if a > 12 >= b or a == b:
            return f"{slashed[3]}-{b:02d}-{a:02d}"
        if b > 12 >= a:
            return f"{slashed[3]}-{a:02d}-{b:02d}"
    return ""
