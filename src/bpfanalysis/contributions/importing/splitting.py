"""From the blocks of a document to answers by question, what stands before, and what after."""

from __future__ import annotations

import re

from bpfanalysis.contributions.importing import boilerplate, cues
from bpfanalysis.contributions.importing.content import Block, Content
from bpfanalysis.contributions.importing.folding import fold, fold_with_places
from bpfanalysis.contributions.importing.parts import Answer, Parts, Piece, joined
from bpfanalysis.contributions.importing.questions import (
    Marker,
    asked,
    found_stem,
    marker,
    question_of,
    stem_alone,
)
from bpfanalysis.contributions.importing.unasked import feedback, one_text

LEFTOVER_WORDS = 12  # fewer words before the first question are no answer of their own


def split(content: Content) -> Parts:
    """Take a document apart.

    Examples
    --------
    >>> document = Content("txt")
    >>> document.add("text", "Question 1")
    >>> document.add("text", "No.")
    >>> split(document).answers
    [Answer(question='signatory', text='No.', section='')]
    """
    parts = Parts()
    blocks = [
        Block(b.kind, text, b.cells)
        for b in content.blocks
        if (text := boilerplate.without_notices(b.text))
    ]
    blocks = quoted_questions(blocks)
    pieces = marked(blocks, parts)
    if all(p.marker is None or p.marker.questions == ("other",) for p in pieces):
        # A lone heading such as `Comments` makes no form.
        blocks_only = [p.block for p in pieces]
        pieces = (
            bare_numbers(blocks_only)
            or begun_by_stems(blocks_only)
            or [Piece(b) for b in blocks_only]
        )
    if not any(p.marker for p in pieces):
        pointed = feedback(pieces, parts)
        if not pointed:
            one_text(pieces, parts)
        return parts
    by_question(pieces, parts, cycle_of(pieces, blocks))
    return parts


def quoted_questions(blocks: list[Block]) -> list[Block]:
    """Blocks without quoted mail; quoted questions that are answered between the lines stay."""
    own = [b for b in blocks if b.kind != "quote"]
    if any(b.kind != "quote" and marker(b.text, heading=b.kind == "heading") for b in own):
        return own
    kept: list[Block] = []
    for number, block in enumerate(blocks):
        if block.kind != "quote":
            kept.append(block)
            continue
        found = marker(block.text, heading=False) or stem_alone(block.text, block.text)
        follows = blocks[number + 1 : number + 2]
        answered = follows and (
            follows[0].kind != "quote" or marker(follows[0].text, heading=False)
        )
        if found and answered:
            kept.append(Block("heading", block.text))
    last = max((n for n, b in enumerate(kept) if b.kind != "heading"), default=-1)
    return kept[: last + 1] if not any(b.kind == "quote" for b in kept) else own


def marked(blocks: list[Block], parts: Parts) -> list[Piece]:
    """Blocks cut where an answer begins; rows of forms become fields or answers."""
    pieces: list[Piece] = []
    for block in blocks:
        if block.kind == "row":
            pieces += row_pieces(block, parts)
        else:
            pieces += text_pieces(block)
    return pieces


def row_pieces(block: Block, parts: Parts) -> list[Piece]:
    """A row of a table: a form field, a question with its answer, or text."""
    cells = list(block.cells)
    filled = [c for c in cells if c]
    if not filled:
        return []
    label = fold(cells[0]).strip(" :*?¿")
    if (
        len(cells) >= 2
        and len(label.split()) <= 14
        and any(p.fullmatch(label) for n, p in cues.FIELDS.items() if n != "skip")
        and not (asked(cells[0]) and not cues.FIELDS["consent"].fullmatch(label))
    ):
        parts.fields.append((cells[0], "; ".join(c for c in cells[1:] if c)))
        return []
    for place, cell in enumerate(cells):
        text = (
            f"{cells[place - 1]} {cell}"
            if place and re.fullmatch(r"\W*[1-9]\W*", cells[place - 1])
            else cell
        )
        found = marker(text, heading=True) if cell else None
        if found and (place + 1 < len(cells) or len(filled) == 1 or found.rest):
            rest = "\n".join(c for c in [found.rest, *cells[place + 1 :]] if c)
            pieces = [Piece(Block("heading", text), Marker(found.numbers, found.questions))]
            return pieces + ([Piece(Block("text", rest))] if rest else [])
    return [Piece(Block("text", "\n".join(filled)))]


def text_pieces(block: Block) -> list[Piece]:
    """A paragraph, cut before each line that begins an answer."""
    lines = block.text.split("\n")
    starts: list[tuple[int, Marker]] = []
    skip = 0
    for number, line in enumerate(lines):
        rest = "\n".join(lines[number:])
        low = fold(line)
        candidate = (
            number == 0
            or cues.NUMBERED.match(low)
            or cues.BARE.match(low)
            or (re.fullmatch(r"\S+(?: \S+){0,3}\s?:", line.strip()))
        )
        if number < skip or not candidate:
            continue
        heading = block.kind == "heading" and number == 0
        found = marker(rest, heading=heading)
        if found:
            starts.append((number, found))
            stem = rest[: len(rest) - len(found.rest)] if found.rest else rest
            skip = (
                number + max(stem.count("\n") + (not found.rest), 1)
                if found.questions
                else number + 1
            )
    if not starts:
        return [Piece(block)]
    pieces: list[Piece] = []
    if starts[0][0]:
        pieces.append(Piece(Block(block.kind, "\n".join(lines[: starts[0][0]]))))
    for place, (number, found) in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else len(lines)
        text = "\n".join(lines[number:end])
        rest = found.rest
        if end < len(lines):  # the marker looked beyond the next one
            later = len("\n".join(lines[end:]))
            rest = rest[: max(len(rest) - later, 0)].strip()
        pieces.append(Piece(Block("heading", text), Marker(found.numbers, found.questions)))
        if rest:
            pieces.append(Piece(Block("item" if block.kind == "item" else "text", rest)))
    return pieces


def bare_numbers(blocks: list[Block]) -> list[Piece]:
    """Answers that have nothing but a number: `1. Yes.` ... `4. Spyware.`; none if it is not so.

    Only where a document counts from 1 without a gap to 3 or 4 and the numbers open a line.
    """
    lines: list[Block] = []
    for block in blocks:
        for line in block.text.split("\n"):
            opens = block.kind != "heading" and cues.BARE.match(fold(line))
            if opens or not lines or line == block.text.split("\n")[0]:
                lines.append(Block(block.kind, line))
            else:
                lines[-1] = Block(lines[-1].kind, f"{lines[-1].text}\n{line}")
    found = [(n, cues.BARE.match(fold(line.text))) for n, line in enumerate(lines)]
    numbers = {n: int(m["numbers"]) for n, m in found if m and lines[n].kind != "heading"}
    if list(numbers.values()) not in ([1, 2, 3], [1, 2, 3, 4]):
        return []
    made: list[Piece] = []
    for place, part in enumerate(lines):
        if place not in numbers:
            made.append(Piece(part))
            continue
        rest = re.sub(r"^\s*\(?[1-9]\s*[.):\]-]+\s*", "", part.text)
        made.append(Piece(Block("heading", str(numbers[place])), Marker((numbers[place],), ())))
        if rest:
            made.append(Piece(Block("text", rest)))
    return made


def begun_by_stems(blocks: list[Block]) -> list[Piece]:
    """Answers that go on in the line of their question: `Projects: a guide.`; none if not so.

    Only where at least two paragraphs begin so and ask different questions; short titles count
    among them.
    """
    made: list[Piece] = []
    seen: set[tuple[str, ...]] = set()
    for block in blocks:
        stem = opening_stem(block)
        questions = asked(stem) if stem else ()
        if not questions:
            made.append(Piece(block))
            continue
        seen.add(questions)
        made.append(Piece(Block("heading", stem), Marker((), questions)))
        if rest := block.text[len(stem) :].strip():
            made.append(Piece(Block(block.kind, rest)))
    return made if len(seen) >= 2 else []


def opening_stem(block: Block) -> str:
    """What may be a question at the beginning of a paragraph: a whole question, a label before
    a colon, or a short first line without a stop; empty if there is none."""
    stem = found_stem(block.text)
    if stem and len(stem.split()) >= 6:
        return stem
    labelled = re.match(r"[^:.!?\n]{4,120}:(?=\s)", block.text)
    if labelled and len(labelled[0].split()) <= 16:
        return labelled[0]
    first = block.text.split("\n")[0]
    title = len(first.split()) <= 8 and not re.search(r"[.!,;:]$", first)
    return first if title and block.kind in ("text", "heading") else ""


def cycle_of(pieces: list[Piece], blocks: list[Block]) -> int:
    """Which call is answered: that of 2019 asks its first two questions together."""
    markers = [p.marker for p in pieces if p.marker]
    words = {
        n: m.questions for m in markers if len(m.numbers) == 1 for n in m.numbers if m.questions
    }
    if set(words.get(1, ())) == {"signatory", "new-agreement"} or words.get(2) == ("project",):
        return 2019
    if words:
        return 2020
    head = fold(" ".join(b.text for b in blocks[:6]))
    only_three = max((n for m in markers for n in m.numbers), default=0) <= 3
    return 2019 if only_three and re.search(r"\b2019\b", head) and "2020" not in head else 2020


def by_question(pieces: list[Piece], parts: Parts, cycle: int) -> None:
    """Fill the answers of a document that has questions."""
    first = next(n for n, p in enumerate(pieces) if p.marker)
    before_answers([p.block for p in pieces[:first]], parts)
    texts: dict[str, list[str]] = {}
    current = ""
    segments: list[tuple[str, list[Block]]] = []
    for piece in pieces[first:]:
        if piece.marker:
            current = question_of(piece.marker, cycle)
            segments.append((current, []))
        else:
            segments[-1][1].append(piece.block)
    for number, (question, blocks) in enumerate(segments, start=1):
        kept, tail = boilerplate.cut_signature(blocks, last=number == len(segments))
        parts.after += tail
        answer = joined([b for b in kept if not boilerplate.is_greeting(b)])
        texts.setdefault(question, [])
        if answer:
            texts[question].append(without_mark(answer))
    for question, said in texts.items():
        covered = {
            q for other, t in texts.items() if other != question and t for q in other.split(";")
        }
        if not said and set(question.split(";")) <= covered:
            continue  # the call's own list of questions above the answers
        parts.answers.append(Answer(question, "\n".join(said)))


def without_mark(answer: str) -> str:
    """An answer without the mark that says that it is one: `A: Yes` is `Yes`."""
    low, places = fold_with_places(answer)
    found = cues.ANSWER_MARK.match(low)
    return answer[places[found.end()] :] if found and found.end() < len(places) else answer


def before_answers(blocks: list[Block], parts: Parts) -> None:
    """Keep what stands before the first question; what is neither the call's own text nor an
    introduction becomes an answer of its own, so that nothing is lost."""
    from bpfanalysis.contributions.importing.fields import is_particulars

    under_call = any(
        b.kind == "heading" and boilerplate.is_call_heading(b) for b in blocks
    ) and any(boilerplate.is_call_text(b) for b in blocks)
    kept, tail = boilerplate.cut_signature(blocks)
    parts.after += tail
    left: list[Block] = []
    in_call = False
    for block in kept:
        parts.before.append(block)
        if block.kind == "heading":
            in_call = under_call and boilerplate.is_call_heading(block)
            continue
        if in_call or boilerplate.is_call_text(block) or boilerplate.is_greeting(block):
            continue
        if not is_particulars(block.text) and len(block.text.split()) >= LEFTOVER_WORDS:
            left.append(block)
    if left and not under_call:
        parts.answers.append(Answer("other", joined(left)))
    elif left:
        parts.flags.append("text before the first question was taken for the call's own")
