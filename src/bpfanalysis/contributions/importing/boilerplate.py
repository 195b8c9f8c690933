"""What is in a document but is not the contributor's: the call's text, notices, sign-offs."""

from __future__ import annotations

import re

from bpfanalysis.contributions.importing import cues
from bpfanalysis.contributions.importing.consent import consent_in
from bpfanalysis.contributions.importing.content import Block
from bpfanalysis.contributions.importing.folding import fold
from bpfanalysis.contributions.importing.redaction import scan

SIGNATURE_WORDS = 120  # a sign-off with more words is none
CONTACT_WORDS = 25  # a block with contact data that is no longer is a sign-off


def without_notices(text: str) -> str:
    """Text without sentences that are notices (test notices, disclaimers, page feet).

    Examples
    --------
    >>> without_notices("We agree. This e-mail may be confidential and is intended for you.")
    'We agree.'
    """
    if not notice_at_all(text):
        return text
    kept = [
        sentence
        for sentence in re.split(r"(?<=[.!?)])(?=\s)", text)
        if not cues.NOTICE.search(fold(sentence))
    ]
    left = "".join(kept).strip()
    # What remains of a foot line: a month and a dash, a lone `document`.
    return "" if re.fullmatch(r"[\w\s,]{0,30}[-–|]?", left) and len(left.split()) <= 3 else left


def notice_at_all(text: str) -> bool:
    """Whether any sentence of a text is a notice."""
    return any(cues.NOTICE.search(fold(s)) for s in re.split(r"(?<=[.!?)])\s+", text))


def is_greeting(block: Block) -> bool:
    """Whether a block only greets or covers: `Dear all,`, `Please find attached ...`."""
    low = fold(block.text)
    short = len(low.split()) <= 8
    return bool(cues.GREETING.match(low) and short) or bool(
        cues.COVER.match(low) and len(low.split()) <= 30
    )


def closes(line: str) -> bool:
    """Whether a line begins a signature.

    Examples
    --------
    >>> closes("Kind regards,"), closes("--"), closes("We sent our regards to the team.")
    (True, True, False)
    """
    return bool(re.fullmatch(r"\s*[-_]{2,3}\s*", line)) or bool(cues.CLOSING.match(fold(line)))


def is_contact(block: Block) -> bool:
    """Whether a block only says who can be reached where."""
    kinds = {found.kind for found in scan(block.text)}
    return bool(kinds & {"email", "phone", "address"}) and len(block.text.split()) <= CONTACT_WORDS


def signs_off(block: Block) -> bool:
    """Whether a block at the end says only who can be reached, whether to publish, or when."""
    if block.kind in ("item", "heading", "row"):
        return False
    short = len(block.text.split()) <= CONTACT_WORDS
    dated = cues.PLACE_AND_DATE.match(fold(block.text))
    return is_contact(block) or (short and bool(consent_in(block.text))) or bool(dated)


def is_call_text(block: Block) -> bool:
    """Whether a block before the answers is the call's own text."""
    return bool(cues.CALL_TEXT.search(fold(block.text)))


def is_call_heading(block: Block) -> bool:
    """Whether a block is a heading of the call's form."""
    return len(block.text.split()) <= 8 and bool(cues.BOILERPLATE_HEADING.match(fold(block.text)))


def cut_signature(blocks: list[Block], *, last: bool = True) -> tuple[list[Block], list[Block]]:
    """Blocks before a sign-off, and the sign-off.

    A sign-off begins at a closing formula or a line of two hyphens. At the end of a document
    (`last`) blocks that only hold contact data, consent, or place and date belong to it too.
    """
    kept, tail = cut_at_closing(blocks)
    while last and len(kept) > 1 and signs_off(kept[-1]):
        tail.insert(0, kept.pop())
    return kept, tail


def cut_at_closing(blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    """Blocks before a closing formula, and those from it on."""
    for number, block in enumerate(blocks):
        lines = block.text.split("\n")
        for place, line in enumerate(lines):
            if not closes(line):
                continue
            rest = "\n".join(lines[place:])
            later = blocks[number + 1 :]
            words = len(rest.split()) + sum(len(b.text.split()) for b in later)
            if words > SIGNATURE_WORDS:  # in the midst of a text a formula closes nothing
                continue
            before = "\n".join(lines[:place]).strip()
            kept = blocks[:number] + ([Block(block.kind, before)] if before else [])
            return kept, [Block("text", rest), *later]
    return list(blocks), []
