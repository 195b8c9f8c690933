"""Text compared without regard to case, accents and typographic signs, positions kept."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SIGNS = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "«": '"', "»": '"',
     "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "\n": " ", "\t": " ", "\u00a0": " "}
)  # fmt: skip


@lru_cache(maxsize=4096)
def fold_sign(sign: str) -> str:
    """One sign folded; may be none or several.

    Examples
    --------
    >>> fold_sign("É"), fold_sign("ß"), fold_sign("\\u0301")
    ('e', 'ss', '')
    """
    parts = unicodedata.normalize("NFKD", sign.translate(SIGNS).casefold())
    return "".join(c for c in parts if not unicodedata.combining(c)).translate(SIGNS)


def fold(text: str) -> str:
    """Text folded, runs of blanks as one.

    Examples
    --------
    >>> fold("L’Appel  de\\nPARIS – São")
    "l'appel de paris - sao"
    """
    return re.sub(r" +", " ", "".join(map(fold_sign, text))).strip()


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """Text folded sign by sign, and for each folded sign its place in the text.

    Examples
    --------
    >>> fold_with_places("Straße")
    ('strasse', [0, 1, 2, 3, 4, 4, 5])
    """
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        for folded in fold_sign(sign):
            signs.append(folded)
            places.append(place)
    return "".join(signs), places
