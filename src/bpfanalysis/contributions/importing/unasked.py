"""Documents without questions: comments on a draft by section, and texts kept as one."""

from __future__ import annotations

import re
from collections.abc import Callable

from bpfanalysis.contributions.importing import boilerplate, cues
from bpfanalysis.contributions.importing.content import Block
from bpfanalysis.contributions.importing.folding import fold
from bpfanalysis.contributions.importing.parts import Answer, Parts, Piece, joined

LEFTOVER_WORDS = 12  # a first paragraph with fewer words is no text of its own


def feedback(pieces: list[Piece], parts: Parts) -> bool:
    """Fill the answers of comments on a draft: one per pointer to a section."""

    def pointer(block: Block) -> str:
        text = block.text.split("\n")[0]
        match = cues.POINTER.match(fold(text if block.kind != "heading" else f"{text}:"))
        if not match or (block.kind == "heading" and not re.search(r"\d", text)):
            return ""
        return text[match.start("section") : match.end("section")].strip(" ,:.")

    pieces = [Piece(part) for p in pieces for part in by_lines(p.block, pointer)]
    pointers = [pointer(p.block) for p in pieces]
    if sum(bool(p) for p in pointers) < 2:
        return False
    first = next(n for n, p in enumerate(pointers) if p)
    parts.before += [p.block for p in pieces[:first]]
    rest, tail = boilerplate.cut_signature([p.block for p in pieces[first:]])
    parts.after += tail
    groups: list[tuple[str, list[Block]]] = []
    for block in rest:
        where = pointer(block)
        if where:
            groups.append((where, [] if block.kind == "heading" else [block]))
        elif block.kind == "heading" or signs_off(block):
            parts.after.append(block)
        else:
            groups[-1][1].append(block)
    for where, blocks in groups:
        text = joined(blocks)
        missing = cues.MISSING.search(fold(text)) and not cues.METHOD.search(fold(text))
        if text:
            parts.answers.append(Answer("new-agreement" if missing else "method", text, where))
    return True


def by_lines(block: Block, pointer: Callable[[Block], str]) -> list[Block]:
    """A paragraph cut before each line that points to a section."""
    if block.kind not in ("text", "item"):
        return [block]
    found: list[Block] = []
    for line in block.text.split("\n"):
        if not found or pointer(Block(block.kind, line)):
            found.append(Block(block.kind, line))
        else:
            found[-1] = Block(block.kind, f"{found[-1].text}\n{line}")
    return found


def signs_off(block: Block) -> bool:
    """Whether a block after comments only says who wrote them, or how to meet."""
    from bpfanalysis.contributions.importing.redaction import scan

    low = fold(block.text)
    capacity = re.search(r"in (?:a|my) personal capacity|a titre personnel|a titulo personal", low)
    return len(low.split()) <= 25 and (bool(scan(block.text)) or bool(capacity))


def one_text(pieces: list[Piece], parts: Parts) -> None:
    """Fill one answer `other` with a text that has no question."""
    from bpfanalysis.contributions.importing.fields import is_particulars

    blocks = [p.block for p in pieces]
    kept, tail = boilerplate.cut_signature(blocks)
    parts.after += tail
    body: list[Block] = []
    for block in kept:
        at_head = not body
        head = at_head and (
            block.kind == "heading"
            or boilerplate.is_greeting(block)
            or is_particulars(block.text)
            or is_title_line(block)
        )
        if head:
            parts.before.append(block)
        else:
            body.append(block)
    if not body and parts.before:
        longest = max(parts.before, key=lambda b: len(b.text.split()))
        if len(longest.text.split()) >= LEFTOVER_WORDS and longest.kind != "heading":
            body = [longest]
    if body:
        parts.answers.append(Answer("other", joined(body)))
        parts.flags.append("no question of the call was found: kept as one text")


def is_title_line(block: Block) -> bool:
    """Whether a first block is a title: one short line without a full stop."""
    text = block.text.strip()
    return "\n" not in text and len(text.split()) <= 14 and not re.search(r"[.!?;,]$", text)
