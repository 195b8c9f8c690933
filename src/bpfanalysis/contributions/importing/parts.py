"""A document taken apart: answers, what stands before and after, form fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bpfanalysis.contributions.importing.content import Block
from bpfanalysis.contributions.importing.questions import Marker


@dataclass(frozen=True)
class Answer:
    """What was said on one question; `section` is the part of a draft that it points to."""

    question: str
    text: str
    section: str = ""


@dataclass
class Parts:
    """A document taken apart.

    Parameters
    ----------
    answers
        Answers in order.
    before, after
        Blocks before the first answer, and signatures.
    fields
        Label and value of form fields, in order.
    flags
        What a person should look at.
    """

    answers: list[Answer] = field(default_factory=list)
    before: list[Block] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    fields: list[tuple[str, str]] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)


@dataclass
class Piece:
    """A block, or the place where an answer begins."""

    block: Block
    marker: Marker | None = None


def joined(blocks: list[Block]) -> str:
    """Blocks as one text, a line each."""
    return "\n".join(re.sub(r"\s*\n\s*", " ", b.text).strip() for b in blocks).strip()
