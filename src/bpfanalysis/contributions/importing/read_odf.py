"""OpenDocument texts (.odt): headings, lists, tables; tracked deletions and comments left out."""

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

LEFT_OUT = {"tracked-changes", "annotation", "annotation-end", "sequence-decls", "forms"}
LEFT_OUT |= {"table-of-content", "alphabetical-index", "script", "event-listeners"}


def read_odt(data: bytes) -> Content:
    """Blocks of an OpenDocument text.

    Raises
    ------
    Refused
        If the archive or its XML is broken, hostile, encrypted, or no OpenDocument text.
    """
    archive = open_archive(data)
    manifest = part(archive, "META-INF/manifest.xml", needed=False)
    if b"encryption-data" in manifest:
        raise Refused("the file is protected by a password")
    root = xml(part(archive, "content.xml"))
    body = next(find(root, "text"), None)
    if body is None:
        raise Refused("the file is not what its name says (no text document inside)")
    content = Content("odt")
    walk(body, content, in_list=False)
    return content


def walk(element: Element, content: Content, *, in_list: bool) -> None:
    """Add the blocks below an element in reading order."""
    for child in element:
        name = local(child)
        if name in LEFT_OUT:
            continue
        if name == "h":
            content.add("heading", words(child))
        elif name == "p":
            text = words(child)
            content.add("item" if in_list else "text", text)
            for box in find(child, "text-box"):
                walk(box, content, in_list=False)
        elif name == "table-row":
            cells = tuple(
                "\n".join(filter(None, (words(p) for p in [*find(cell, "h"), *find(cell, "p")])))
                for cell in child
                if local(cell) == "table-cell"
            )
            if len(cells) == 1:
                content.add("text", cells[0])
            else:
                content.add("row", "\t".join(cells), cells)
        else:
            walk(child, content, in_list=in_list or name == "list-item")


def words(element: Element) -> str:
    """Text of a paragraph, without comments and deleted words."""
    parts = [element.text or ""]
    for child in element:
        name = local(child)
        if name == "s":
            parts.append(" " * min(int(attribute(child, "c") or 1), 100))
        elif name == "tab":
            parts.append(" ")
        elif name == "line-break":
            parts.append("\n")
        elif name not in LEFT_OUT and name not in ("text-box", "frame", "note-citation"):
            parts.append(words(child))
        parts.append(child.tail or "")
    return "".join(parts)
