"""Word documents (.docx): headings, tables, content controls, form fields, accepted changes.

Our own reading of the XML: what was deleted and what comments say is left out, what was inserted
is in; content controls and form fields count as the text that they show. Only the document's own
text and its notes are looked at: no relation is followed, so no template, image or macro is ever
fetched or run.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from bpfanalysis.contributions.importing.archives import (
    attribute,
    find,
    local,
    open_archive,
    part,
    xml,
)
from bpfanalysis.contributions.importing.content import Content, Refused

LEFT_OUT = {"del", "delText", "moveFrom", "commentReference", "instrText", "pPr", "rPr", "sectPr"}
LEFT_OUT |= {"sdtPr", "sdtEndPr", "tblPr", "tcPr", "trPr", "tblGrid", "proofErr", "fldChar"}
LEFT_OUT |= {"footnoteReference", "endnoteReference", "Fallback", "annotationRef"}
BREAKS = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-", "softHyphen": "", "ptab": " "}


def read_docx(data: bytes) -> Content:
    """Blocks of a Word document.

    Raises
    ------
    Refused
        If the archive or its XML is broken, hostile, or no Word document.
    """
    archive = open_archive(data)
    name = main_part(archive)
    root = xml(part(archive, name))
    if local(root) != "document":
        raise Refused("the file is not what its name says (no Word document inside)")
    styles = heading_styles(part(archive, "word/styles.xml", needed=False))
    content = Content("docx")
    body = next(find(root, "body"), root)
    walk(body, content, styles)
    for notes in ("word/footnotes.xml", "word/endnotes.xml"):
        if data := part(archive, notes, needed=False):
            for paragraph in find(xml(data), "p"):
                content.add("text", words(paragraph))
    return content


def main_part(archive) -> str:  # type: ignore[no-untyped-def]
    """Name of the main part: the usual one, else the first that looks like it."""
    names = archive.namelist()
    if "word/document.xml" in names:
        return "word/document.xml"
    return next((n for n in sorted(names) if n.startswith("word/document")), "word/document.xml")


def heading_styles(data: bytes) -> set[str]:
    """Ids of paragraph styles that are headings in any language (by outline level or name)."""
    if not data:
        return set()
    found = set()
    for style in find(xml(data), "style"):
        label = next((attribute(n, "val") for n in style if local(n) == "name"), "").lower()
        outline = next(find(style, "outlineLvl"), None)
        level = attribute(outline, "val") if outline is not None else "9"
        if label.startswith(("heading", "title", "subtitle")) or level in "01234567":
            found.add(attribute(style, "styleId"))
    return found


def walk(element: Element, content: Content, styles: set[str]) -> None:
    """Add the blocks below an element in reading order."""
    for child in element:
        name = local(child)
        if name == "p":
            add_paragraph(child, content, styles)
        elif name == "tbl":
            add_table(child, content, styles)
        elif name not in LEFT_OUT:
            walk(child, content, styles)


def add_paragraph(paragraph: Element, content: Content, styles: set[str]) -> None:
    """Add one paragraph; text boxes anchored in it follow."""
    style = next((attribute(s, "val") for s in find(paragraph, "pStyle")), "")
    low = style.lower()
    if style in styles or low.startswith(("heading", "title", "subtitle")):
        kind = "heading"
    elif next(find(paragraph, "numPr"), None) is not None or low.startswith("list"):
        kind = "item"
    elif all_bold(paragraph):
        kind = "heading"
    else:
        kind = "text"
    content.add(kind, words(paragraph))
    for box in find(paragraph, "txbxContent"):
        walk(box, content, styles)


def all_bold(paragraph: Element) -> bool:
    """Whether every run with text is bold: a heading by hand."""
    runs = [r for r in find(paragraph, "r") if any(local(e) == "t" and e.text for e in r)]

    def bold(run: Element) -> bool:
        mark = next((b for p in run if local(p) == "rPr" for b in p if local(b) == "b"), None)
        return mark is not None and attribute(mark, "val") not in ("0", "false", "off")

    return bool(runs) and all(bold(run) for run in runs)


def add_table(table: Element, content: Content, styles: set[str]) -> None:
    """Add the rows of a table; a cell that holds a table is read in place."""
    for row in rows_of(table):
        cells = list(cells_of(row))
        if any(next(find(cell, "tbl"), None) is not None for cell in cells) or len(cells) == 1:
            for cell in cells:
                walk(cell, content, styles)
            continue
        texts = tuple("\n".join(filter(None, map(words, find(c, "p")))) for c in cells)
        content.add("row", "\t".join(texts), texts)


def rows_of(table: Element) -> list[Element]:
    """Rows of a table, through content controls."""
    rows: list[Element] = []
    for child in table:
        if local(child) == "tr":
            rows.append(child)
        elif local(child) not in LEFT_OUT:
            rows += rows_of(child)
    return rows


def cells_of(row: Element) -> list[Element]:
    """Cells of a row, through content controls."""
    cells: list[Element] = []
    for child in row:
        if local(child) == "tc":
            cells.append(child)
        elif local(child) not in LEFT_OUT:
            cells += cells_of(child)
    return cells


def words(element: Element) -> str:
    """Text of a paragraph as it reads when all changes are accepted."""
    parts: list[str] = []
    for child in element:
        name = local(child)
        if name == "t":
            parts.append(child.text or "")
        elif name in BREAKS:
            parts.append(BREAKS[name])
        elif name == "checkBox":
            parts.append("")
        elif name not in LEFT_OUT and name != "txbxContent":
            parts.append(words(child))
    return "".join(parts)
