"""The language of a text, by its script and its commonest words."""

# Patterns and lists of words are easier to check when they are not cut into lines.
# ruff: noqa: E501
from __future__ import annotations

import re
from collections import Counter

WORDS = {
    "en": "the of and to in is that for it on are with as we our not by be or an this which have has "
    "but from was at should no yes would who their its they all also any when where what than",
    "fr": "le la les de des et en du un une est que pour dans qui sur pas par au aux nous notre ne ce "
    "cette avec sont ou mais il elle plus se son ses leur leurs sans oui non été être aucun deux",
    "es": "el la los las de y en que del un una es por para con no se su al lo como más pero sus le ya "
    "este esta nuestra nuestro son sí aunque ningún ninguno hay muy sobre hemos fue tiene entre",
    "pt": "o a os as de e em que do da dos das um uma é por para com não se no na nos nas ao mais mas "
    "seu sua ou são nosso nossa pelo pela sim também já foi há sobre nenhum nenhuma ainda",
    "de": "der die das und in den von zu mit ist nicht ein eine im dem für auf des sich auch als es an "
    "werden wir unsere sind wird bei oder nach aus am zum zur ja nein noch sowie durch einer uns",
    "it": "il lo la i gli le di e che in un una è per con non del della dei delle nel nella si come "
    "sono anche più ma abbiamo nostra nostro sì al alla dal questo questa nessun nessuno ancora",
    "nl": "de het een en van in is dat op te voor met niet zijn aan er ook als om bij wij onze door "
    "maar naar hebben ja nee geen worden wordt deze dit uit kan meer over",
    "tr": "ve bir bu için ile de da ne olarak olan gibi daha çok en biz bizim var yok değil evet hayır",
    "id": "yang dan di untuk dengan dari pada ini itu tidak kami adalah dalam akan oleh atau ke juga",
    "sv": "och att det som en på är av för med den till inte har ett om vi vår eller kan ska från",
    "pl": "i w na z do się nie że jest to o jak po co dla przez są oraz nasza nasz tak od za jako",
}  # fmt: skip
SETS = {language: frozenset(words.split()) for language, words in WORDS.items()}
HINTS = {
    "ñ": "es", "¿": "es", "¡": "es", "ã": "pt", "õ": "pt", "ß": "de", "ä": "de", "ü": "de",
    "œ": "fr", "ê": "fr", "ù": "fr", "è": "fr", "ò": "it", "ı": "tr", "ğ": "tr", "ł": "pl",
}  # fmt: skip
SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("uk", re.compile(r"[ієїґІЄЇҐ]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("fa", re.compile(r"[پچژگ]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
)


def language_of(text: str) -> str:
    """ISO 639-1 code of a text's language; empty where it cannot be told.

    Examples
    --------
    >>> language_of("We are not a signatory of the text."), language_of("Nein, wir sind es nicht.")
    ('en', 'de')
    >>> language_of("Нет, не подписывали."), language_of("12345")
    ('ru', '')
    """
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return ""
    for language, script in SCRIPTS:
        share = len(script.findall(text)) / len(letters)
        if share > (0.02 if language in ("uk", "fa", "ja") else 0.3):
            return language
    words = re.findall(r"[^\W\d_]+", text.lower())
    scores: Counter[str] = Counter()
    for word in words:
        for language, common in SETS.items():
            if word in common:
                scores[language] += 2
    for sign, language in HINTS.items():
        scores[language] += min(text.lower().count(sign), 3)
    ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < 2:
        return ""
    if len(ranked) > 1 and ranked[0][1] == ranked[1][1]:
        return ""
    return ranked[0][0]
