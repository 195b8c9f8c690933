"""Personal data taken out of text: addresses of all kinds, numbers, passwords, access links.

Whatever is found is replaced by a mark that says its kind; the value goes nowhere. Where it is
not sure that something is personal data, it is taken out.
"""

# Patterns and lists of words are easier to check when they are not cut into lines.
# ruff: noqa: E501
from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

MARKS = {
    "link": "[access link removed]",
    "email": "[e-mail address removed]",
    "password": "[password removed]",
    "phone": "[telephone number removed]",
    "address": "[postal address removed]",
}
KINDS = tuple(MARKS)

URL = r"(?:https?://|www\.)[^\s<>\"'\])]+"
SECRET = re.compile(
    r"[?&#;](?:pwd|passw\w*|pass|token|access\w*|auth\w*|key|api_?key|code|secret|sig\w*|invite\w*|"
    r"share\w*|usp|k|s|t|tk|jwt|session\w*|sid|hash|otp|pin|rlkey|e)=[^&\s]{3,}"
    r"|/(?:j|w|wc/join|s|d|f|sh|folders|invite|join|meetup-join|l/meetup-join|meet|i|scl)/[\w%~!-]{6,}"
    r"|//[^/\s@]+:[^/\s@]+@|//(?:[\w.-]*\.)?(?:zoom\.us|meet\.google\.com|webex\.com|"
    r"teams\.(?:microsoft|live)\.com|whereby\.com|gotomeet\.me|bluejeans\.com|chime\.aws|"
    r"drive\.google\.com|docs\.google\.com|dropbox\.com|wetransfer\.com|we\.tl|1drv\.ms|"
    r"t\.me|chat\.whatsapp\.com|signal\.group|discord\.gg|sharepoint\.com|"
    r"onedrive\.live\.com)/\S+|//(?:[\w-]+\.)*(?:meet|bbb|conference|jitsi)[\w.-]*/\S{4,}",
    re.I,
)
# Within bounds on both sides, so that no text makes the search slow.
EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%'-]{1,64}\s?(?:@|＠|\[at\]|\(at\)|\{at\}|<at>|\(arobase\)|\(arroba\)|\s(?:AT|at)\s(?=[\w-]{1,63}\s?(?:\[dot\]|\(dot\)|\sDOT\s|\sdot\s)))"
    r"\s?(?:[\w-]{1,63}\s?(?:\.|\[dot\]|\(dot\)|\{dot\}|\s(?:DOT|dot)\s|\(point\)|\(punto\))\s?){1,6}[a-zA-Z\u0400-\u04ff]{2,24}\b",
)  # fmt: skip
SPOKEN_SPACE = re.compile(r"\s(?=@)")

PASS_LABEL = (
    r"(?:meeting |access |entry |host |conference |wi-?fi |event )?(?:pass ?words?|pass ?codes?|"
    r"pass ?phrase|pwd|pin(?:[ -]?code)?|access codes?|meeting[ -]?id|webinar id|login|"
    r"mots? de passe|codes? d.acc[eè]s|code secret|identifiant de r[eé]union|contrase[ñn]a|clave(?: de acceso)?|"
    r"c[oó]digo de acce?s+o|senha|palavra-passe|passwort|kennwort|zugangscode|kenncode|einwahlcode|"
    r"parola|пароль|код доступа|密码|口令)"
)
PASSWORD = re.compile(
    rf"(?<!\w)({PASS_LABEL})(?!\w)"
    r"(\s{0,3}(?:[:=：]|\(|is\b|est\b|ist\b|es\b|é\b|lautet\b|->)?\s{0,3}[\"'“«]?)"
    r"(?P<value>(?:\d{2,4}[ -]){2,4}\d{2,4}|[^\s\"'”»<>]{3,64})",
    re.I,
)
DIGITS = r"\d(?:[\s./\u2010-\u2015()-]{0,3}\d)"
PHONE_LABEL = (
    r"(?:tele?ph?on[eo]?|telefon[eo]?|tel|t[eé]l[eé]phone|t[eé]l|ph(?:one)?|mob(?:ile|il)?|m[oó]vil|"
    r"celular|cell?(?:ular|phone)?|fax|t[eé]l[eé]copie|whats ?app|signal|handy|gsm|call(?: us)?(?: on| at)?|"
    r"portable|telem[oó]vel|fone|тел(?:ефон)?|моб|факс|电话|電話|هاتف)"
)
PHONES = (
    re.compile(rf"(?<![\w/.-])(?:\+|00(?=[1-9 ]))[\s(]{{0,2}}{DIGITS}{{6,16}}(?:\s?(?:ext|x|poste|Durchwahl)\.?\s?\d{{1,6}})?(?!\w)", re.I),
    re.compile(rf"(?<!\w){PHONE_LABEL}(?!\w)[\s.:№no°()/-]{{0,8}}(?P<value>\(?{DIGITS}{{4,16}}(?:\s?(?:ext|x)\.?\s?\d{{1,6}})?)(?!\w)", re.I),
    re.compile(r"(?<![\w/.-])(?:\(\d{2,4}\)\s?|\d{3}[-. ])\d{3,4}[-. ]\d{4}(?!\w|[-/.]\d)"),
    re.compile(r"(?<![\w/.,-])0\d(?:[ .]\d{2}){4}(?!\w)"),
    re.compile(r"(?<![\w/.,-])\(?0\d{1,4}\)?[ /-]\d{3,4}(?:[ -]?\d{2,4}){1,3}(?!\w|[/-]\d)"),
    re.compile(r"(?<![\w/.,-])0\d{3} \d{6,7}(?!\w)"),
    re.compile(r"(?<![\w/.,-])\d{2}[ -]\d{4,5}[ -]\d{4}(?!\w)"),
)  # fmt: skip

NO_LABEL = r"(?!(?:T[eé]l|Phone|Fax|Mob|E-?mail|Mail|Courriel|Correo|Web|Телефон|Fon)\w*\b)"
CAP = NO_LABEL + r"[A-ZÀ-ÖØ-ÞŁŚŻČŠŽ0-9][\w'’.\u2010-\u2015-]{0,30}"
LINK_WORD = r"(?:de|du|des|la|le|les|d'|l'|del|los|las|da|do|dos|das|di|of|the|and|e|y|et|van|von|der|den|am|an|zum|zur|im|in)"
NAME = rf"(?:(?:{LINK_WORD} ?){{0,3}}{CAP})(?: (?:{LINK_WORD} ){{0,3}}{CAP}){{0,5}}"
# What follows a street: parts between commas (or on the next line) that are a place or a code.
PLACE = rf"(?:\d[\w-]{{1,9}}(?: {CAP}){{0,4}}|{CAP}(?: (?:{LINK_WORD} )?{CAP}){{0,4}}(?: \d[\w -]{{1,9}})?)"
UNIT = r"(?:(?:Level|Floor|Suite|Unit|Apt\.?|Room|Flat|Étage|Piso|Andar|Of\.|Oficina|Sala|Stock|Etage|[0-9]+(?:st|nd|rd|th|º|ª|er|e|ème)) ?[\w.]{0,8}(?: floor| Floor| étage| piso| andar)?)"
TAIL = rf"(?:,? ?\n? ?(?:,|–|-|\n) ?{NO_LABEL}(?:{UNIT}|{PLACE})){{0,4}}"
NUMBER = r"\d{1,5}[a-zA-Z]?(?:[-/]\d{1,4}[a-zA-Z]?)?"
EN_TYPE = (
    r"(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Boulevard|Blvd\.?|Lane|Drive|Way|Square|Sq\.?|Quay|"
    r"Place|Court|Terrace|Highway|Parade|Close|Crescent|Row|Gardens|Park|Hill|Walk|Wharf|Plaza)"
)
FR_TYPE = r"(?:[Rr]ue|[Aa]venue|[Aa]v\.|[Bb]oulevard|[Bb]d\.?|[Pp]lace|[Qq]uai|[Cc]hemin|[Aa]llée|[Ii]mpasse|[Rr]oute|[Cc]ours|[Ss]quare|[Pp]assage)"
ES_TYPE = (
    r"(?:Calle|C/|Avenida|Av\.|Avda\.?|Paseo|Plaza|Carrera|Cra\.|Calzada|Jirón|Jr\.|Rua|R\.|Travessa|"
    r"Praça|Largo|Alameda|Rodovia|Estrada|Via|Viale|Piazza|Corso|Rúa|Carrer)"
)
DE_TYPE = r"(?:straße|strasse|str\.|gasse|weg|platz|allee|ufer|ring|damm|straat|laan|plein|gracht|kade|gatan|vägen|vej|gade|steig|markt)"
BOX = r"(?:P\. ?O\. ?Box|PO Box|P\. ?O\. ?B\.|Postfach|Boîte [Pp]ostale|B\. ?P\.|BP|Apartado(?: [Pp]ostal)?|Caixa [Pp]ostal|Casilla|Postbus|а/я|Private(?: Mail)? Bag)"
ADDRESS_LABEL = r"(?:(?:postal|mailing|street|office|visiting|our) )?(?:address|adresse(?: postale)?|direcci[oó]n(?: postal)?|domicilio|endere[çc]o|morada|anschrift|postanschrift|indirizzo|adres|адрес|地址|العنوان)"
ADDRESSES = (
    re.compile(rf"(?<![\w/.]){NUMBER},? (?:{CAP} ){{1,4}}{EN_TYPE}(?!\w){TAIL}"),
    re.compile(rf"(?<![\w/.]){NUMBER}(?: ?(?:bis|ter))?,? {FR_TYPE} {NAME}{TAIL}"),
    re.compile(rf"(?<!\w){ES_TYPE} {NAME},? ?(?:n\.?[º°o]?\.? ?|№ ?|# ?|num\.? ?)?{NUMBER}(?!\w){TAIL}"),
    re.compile(rf"(?<!\w)(?:[A-ZÄÖÜ][\w-]{{1,30}}{DE_TYPE}|(?:[A-ZÄÖÜ]\w{{1,20}}[ -]){{1,3}}(?:Straße|Strasse|Str\.|Platz|Allee|Weg|Ring|Ufer)|(?:Am|An der|Im|Unter den|Zum|Zur) [A-ZÄÖÜ]\w{{2,20}}) {NUMBER}(?!\w){TAIL}"),
    re.compile(rf"(?<!\w){BOX}[ :]{{1,2}}[\w-]{{1,12}}{TAIL}"),
    re.compile(r"(?<!\w)(?:ул\.|улица|проспект|пр-т|просп\.|пер\.|переулок|наб\.|бульвар)\s[^\n,]{2,40},\s?(?:д\.|дом)?\s?\d{1,4}[\w/]{0,4}(?:,\s?[^\n,.;]{2,30}){0,4}"),
    re.compile(rf"(?<![\w-])(?<!mail )(?<!web )(?<!IP )(?<!e-mail )(?<!email )(?<!source ){ADDRESS_LABEL}\s?:\s?(?P<value>[^\s;@\[][^\n;@]{{5,119}})", re.I),
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """One piece of personal data: kind, place, and the value with signs and case taken off."""

    kind: str
    start: int
    end: int
    value: str


def scan(text: str) -> list[Found]:
    """Personal data in a text, in order, without overlaps.

    Examples
    --------
    >>> [f.kind for f in scan("Call +44 1632 960 118 or write to desk@example.org, PIN 448812")]
    ['phone', 'email', 'password']
    >>> scan("A/RES/70/237 of 2015, on 12 November 2018; passwords are no plan")
    []
    """
    found: list[Found] = []
    taken = bytearray(len(text))
    for kind, search in SEARCHES:
        for start, end in search(text):
            if start < end and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(Found(kind, start, end, plain_value(kind, text[start:end])))
    return sorted(found, key=lambda f: f.start)


def links(text: str) -> Iterable[tuple[int, int]]:
    for match in re.finditer(URL, text):
        if SECRET.search(match[0]):
            yield match.start(), match.start() + len(match[0].rstrip(".,;:!?"))


def emails(text: str) -> Iterable[tuple[int, int]]:
    for match in EMAIL.finditer(text):
        yield match.span()


def passwords(text: str) -> Iterable[tuple[int, int]]:
    for match in PASSWORD.finditer(text):
        value = match["value"].rstrip(".,;:!?)")
        between, label = match[2].strip(" \"'“«"), match[1].lower()
        shouted = re.search(r"[\d!#$%&*+=@^_~?]", value[:-1] if value.endswith("?") else value)
        mixed = re.search(r"[a-z][A-Z]|[A-Z][a-z]*[A-Z]", value)
        stated = between in (":", "=", "：") and (
            label.rstrip("s") not in ("login",)
            and text[match.end() : match.end() + 2].strip(" ") in ("", "\n")
        )
        if len(value) >= 3 and (shouted or mixed or stated):
            start = match.start("value")
            yield start, start + len(value)


def phones(text: str) -> Iterable[tuple[int, int]]:
    for pattern in PHONES:
        for match in pattern.finditer(text):
            group = "value" if "value" in pattern.groupindex else 0
            digits = re.sub(r"\D", "", match[group])
            if 6 <= len(digits) <= 17 and not re.fullmatch(
                r"(?:19|20)\d\d[ ./-](?:19|20)\d\d", match[group].strip()
            ):
                yield match.span(group)


def addresses(text: str) -> Iterable[tuple[int, int]]:
    for pattern in ADDRESSES:
        for match in pattern.finditer(text):
            group = "value" if "value" in pattern.groupindex else 0
            if re.search(r"\d", match[group]) or group:
                yield match.span(group)


SEARCHES: tuple[tuple[str, Callable[[str], Iterable[tuple[int, int]]]], ...] = (
    ("link", links),
    ("email", emails),
    ("password", passwords),
    ("address", addresses),
    ("phone", phones),
)


def plain_value(kind: str, value: str) -> str:
    """A value as it is counted: the same number written in two ways is one.

    Examples
    --------
    >>> plain_value("phone", "+44 (0)1632-960 118")
    '4401632960118'
    """
    if kind == "phone":
        return re.sub(r"\D", "", value)
    return re.sub(r"\s+", " ", value.lower()).strip(" .,;:")


def redact(text: str) -> str:
    """Text with a mark in place of each piece of personal data.

    Examples
    --------
    >>> redact("Write to desk@example.org.")
    'Write to [e-mail address removed].'
    """
    for found in reversed(scan(text)):
        text = text[: found.start] + MARKS[found.kind] + text[found.end :]
    return text
