"""PDF: words in reading order, by pdfium; columns, running heads, hyphens at line ends.

Only text is asked for: no script, form action, link or attached file is ever run or opened.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from bpfanalysis.contributions.importing.content import Content, Refused

MAX_PAGES = 300
HYPHENS = "-\u2010\ufffe\u00ad\x02"


@dataclass(frozen=True)
class Line:
    """A line of a page: words, place (points, from the lower left), size and weight of type."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    bold: bool
    page: int


def read_pdf(data: bytes) -> Content:
    """Blocks of a PDF.

    Raises
    ------
    Refused
        If it is broken, locked, too long, or has no text layer.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        n_pages = len(document)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or "ecurity" in str(error):
            raise Refused("the file is protected by a password") from error
        raise Refused("the file is broken or cut off (no complete PDF)") from error
    if n_pages == 0:
        raise Refused("the file is broken or cut off (a PDF without pages)")
    if n_pages > MAX_PAGES:
        raise Refused(f"has more than {MAX_PAGES} pages; no contribution is so long")
    pages: list[list[Line]] = []
    broken = 0
    for number in range(n_pages):
        try:
            pages.append(page_lines(document[number], number))
        except pypdfium2.PdfiumError:
            pages.append([])
            broken += 1
    if broken == n_pages:
        raise Refused("the file is broken or cut off (no page of the PDF can be read)")
    if sum(len(line.text) for lines in pages for line in lines) < 20:
        raise Refused("no text layer (a scan or a picture): type it in or run text recognition")
    content = Content("pdf")
    kept = without_running(pages)
    for kind, text in paragraphs([line for lines in kept for line in in_columns(lines)]):
        content.add(kind, text)
    if broken:
        content.notes.append(f"{broken} of {n_pages} pages are broken: a part was not read")
    empty = sum(not lines for lines in pages) - broken
    if empty:
        content.notes.append(f"{empty} of {n_pages} pages have no text layer")
    return content


def page_lines(page: Any, number: int) -> list[Line]:
    """Lines of a page in the order of its content; a line is cut where a gutter crosses it."""
    from pypdfium2 import raw

    textpage = page.get_textpage()
    count = textpage.count_chars()
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    lines: list[Line] = []
    chars: list[tuple[str, float, float, float, float]] = []
    first = 0

    def end() -> None:
        text = "".join(c[0] for c in chars)
        boxes = [c for c in chars if c[2] > c[1] and not c[0].isspace()]
        if text.strip() and boxes:
            lines.append(
                Line(
                    re.sub(r"[ \t]+", " ", text).strip(),
                    min(c[1] for c in boxes),
                    max(c[2] for c in boxes),
                    min(c[3] for c in boxes),
                    max(c[4] for c in boxes),
                    round(raw.FPDFText_GetFontSize(textpage, first), 1),
                    is_bold(raw, textpage, first),
                    number,
                )
            )
        chars.clear()

    last_right = None
    for index in range(count):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code in (10, 13):
            end()
            last_right = None
            continue
        sign = "-" if code in (2, 0xFFFE) else chr(code) if code else ""
        ok = raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
        box = (left.value, right.value, bottom.value, top.value) if ok else (0.0, 0.0, 0.0, 0.0)
        if not sign.isspace() and box[1] > box[0]:
            height = max(box[3] - box[2], 6.0)
            jump = last_right is not None and abs(box[0] - last_right) > 2.2 * max(height, 8.0)
            if jump and len("".join(c[0] for c in chars).strip()) > 12:
                end()
            last_right = box[1]
        if not chars or not chars[-1][0].strip():
            first = index if sign.strip() and not "".join(c[0] for c in chars).strip() else first
        chars.append((sign, *box))
    end()
    return lines


def is_bold(raw: Any, textpage: Any, index: int) -> bool:
    """Whether a sign is set in bold, by weight or by name of the font."""
    if raw.FPDFText_GetFontWeight(textpage, index) >= 600:
        return True
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, buffer, 128, flags)
    return b"bold" in buffer.raw.lower() or b"black" in buffer.raw.lower()


def without_running(pages: list[list[Line]]) -> list[list[Line]]:
    """Pages without running heads, running feet and page numbers.

    A line is running if it stands at the edge of a page and, figures apart, at the edge of
    at least half of the pages (two at least).
    """

    def pattern(line: Line) -> str:
        return re.sub(r"\d+", "#", line.text.lower()).strip(" -–—|.")

    def edge(lines: list[Line]) -> list[Line]:
        by_height = sorted(lines, key=lambda line: -line.top)
        return by_height[:3] + by_height[-4:] if len(by_height) > 7 else by_height

    seen = Counter(p for lines in pages for p in {pattern(line) for line in edge(lines)})
    running = {p for p, n in seen.items() if n >= max(2, len(pages) / 2) and p}
    number = re.compile(
        r"\s*(?:(?:page|seite|página|pagina|p\.|стр\.)\s*)?(?:#|[ivx]+)(?:\s*(?:/|of|de|von|sur|из)\s*#)?\s*"
    )
    kept = []
    for lines in pages:
        at_edge = set(map(id, edge(lines)[:1] + sorted(lines, key=lambda x: x.bottom)[:2]))
        edges = set(map(id, edge(lines)))
        kept.append(
            [
                line
                for line in lines
                if not (id(line) in edges and pattern(line) in running)
                and not (id(line) in at_edge and number.fullmatch(pattern(line)))
            ]
        )
    return kept


def in_columns(lines: list[Line]) -> list[Line]:
    """Lines in reading order: as they come, or by column where two columns are interleaved."""
    if len(lines) < 6:
        return lines
    low, high = min(x.left for x in lines), max(x.right for x in lines)
    for share in (0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65):
        gutter = low + share * (high - low)
        left = [x for x in lines if x.right <= gutter + 2]
        right = [x for x in lines if x.left >= gutter - 2]
        across = [x for x in lines if x not in left and x not in right]
        if min(len(left), len(right)) >= 3 and len(across) <= 0.3 * len(lines):
            break
    else:
        return lines
    shared = min(max(x.top for x in left), max(x.top for x in right)) - max(
        min(x.bottom for x in left), min(x.bottom for x in right)
    )
    if shared <= 0:
        return lines
    ordered: list[Line] = []
    limits = sorted((x.top for x in across), reverse=True)
    bands = [float("inf"), *limits]
    for number, upper in enumerate(bands):
        lower = bands[number + 1] if number + 1 < len(bands) else float("-inf")
        if number:
            ordered += [x for x in across if x.top == upper]
        for side in (left, right):
            inside = [x for x in side if lower < x.top <= upper]
            ordered += sorted(inside, key=lambda x: (-round(x.top), x.left))
    return ordered if len(ordered) == len(lines) else lines


def paragraphs(lines: list[Line]) -> list[tuple[str, str]]:
    """Lines joined to paragraphs; headings, being bold or larger, stand alone.

    A paragraph keeps its line ends, so that what is a line of its own can still be seen.
    """
    if not lines:
        return []
    sizes = Counter()  # type: ignore[var-annotated]
    for line in lines:
        sizes[line.size] += len(line.text)
    usual = sizes.most_common(1)[0][0]
    gaps = sorted(a.bottom - b.top for a, b in pairwise(lines) if a.page == b.page)
    step = gaps[len(gaps) // 2] if gaps else 0.0
    found: list[tuple[str, list[Line]]] = []
    for line in lines:
        kind = "heading" if line.bold or line.size > 1.12 * usual else "text"
        mark = re.match(r"(?:[•‣▪●○·\uf0b7]|[-–](?=\s))\s*", line.text)
        if mark and kind == "text":
            kind, line = "item", replace_text(line, line.text[mark.end() :])
        if found and joins(found[-1], kind, line, step, usual):
            found[-1][1].append(line)
        else:
            found.append((kind, [line]))
    return [(kind, join_lines([x.text for x in group])) for kind, group in found]


def replace_text(line: Line, text: str) -> Line:
    """The same line with other words."""
    return replace(line, text=text)


def joins(last: tuple[str, list[Line]], kind: str, line: Line, step: float, usual: float) -> bool:
    """Whether a line goes on with the paragraph before it."""
    before, previous = last[0], last[1][-1]
    if (kind == "heading") != (before == "heading") or kind == "item":
        return False
    if kind == "heading":
        return line.page == previous.page and abs(line.size - previous.size) < 0.6
    if line.page != previous.page or line.top > previous.top + usual:  # next page or column
        return not re.search(r"[.?!:;]['\")»”]?$", previous.text)
    return previous.bottom - line.top <= max(step, 0.0) + 0.45 * usual


def join_lines(texts: list[str]) -> str:
    """Lines as one text: a hyphen at a line end goes where a small letter follows.

    Examples
    --------
    >>> join_lines(["cyber-", "security and Asia-", "Pacific"])
    'cybersecurity and\\nAsia-Pacific'
    """
    text = texts[0]
    for line in texts[1:]:
        if re.search(rf"\w[{HYPHENS}]$", text):
            if line[:1].islower():
                # The word that was cut goes to the lower line whole, so that lines stay lines.
                head, _, tail = text[:-1].rpartition(" ")
                text = f"{head}\n{tail}{line}" if head else f"{tail}{line}"
            else:
                head, _, tail = text.rpartition(" ")
                text = f"{head}\n{tail}{line}" if head else f"{tail}{line}"
        else:
            text = f"{text}\n{line}"
    return text
