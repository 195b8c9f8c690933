"""Plain text and Markdown: encoding found out, paragraphs, headings, lists."""

from __future__ import annotations

import re

from bpfanalysis.contributions.importing.content import Content, Refused

BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
BULLET = re.compile(r"^\s*(?:[-*+•‣▪●○–]|\(?[a-z]\)|o(?=\s{2}))\s+")
UNDERLINE = re.compile(r"^\s*([=\-~_*#])\1{2,}\s*$")
TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
EMPHASIS = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\S))(.+?)\1")
LINK = re.compile(r"!?\[([^\]]*)\]\(([^)\s]*)[^)]*\)")


def decode(data: bytes) -> str:
    """Text of bytes whose encoding nobody stated.

    Byte-order mark first, then UTF-8, then the likeliest of the old encodings.

    Raises
    ------
    Refused
        If the bytes are no text.

    Examples
    --------
    >>> decode("São Paulo".encode("latin-1")), decode("ok".encode("utf-16"))
    ('São Paulo', 'ok')
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise Refused("the text is broken (its encoding mark does not fit)") from error
    wide = without_mark(data)
    if wide:
        return wide
    if data.count(0) or control_share(data) > 0.02:
        raise Refused("the file is not what its name says (no text but binary data)")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return legacy(data)


def without_mark(data: bytes) -> str:
    """UTF-16 without a byte-order mark; empty if it is not."""
    if len(data) % 2 or len(data) < 8:
        return ""
    for encoding, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if zeros.count(0) > 0.4 * len(zeros):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if control_share(text.encode()) < 0.02:
                return text
    return ""


def control_share(data: bytes) -> float:
    """Share of control signs that no text holds."""
    head = data[:100_000]
    return sum(head.count(bytes([c])) for c in range(32) if c not in (9, 10, 12, 13, 27)) / max(
        len(head), 1
    )


def legacy(data: bytes) -> str:
    """Decode bytes of an old eight-bit encoding: Cyrillic or Arabic where likely, else Western."""
    from charset_normalizer import from_bytes

    found = from_bytes(data[:50_000]).best()
    encoding = found.encoding if found is not None else "cp1252"
    high = sum(byte > 127 for byte in data[:50_000])
    # Few high bytes are accents: the Western reading is right, whatever the statistics say, but
    # for signs inside words that only the Central European reading explains.
    western = high < 0.15 * len(data[:50_000])
    central = len(re.findall(r"[a-z][\xb9\xb3\xbf][a-z]|[\xf8\xec]", data.decode("latin-1"))) > 3
    cyrillic = next((e for e in ("cp1251", "koi8_r", "iso8859_5") if is_cyrillic(data, e)), "")
    chosen = ("cp1250" if central else "cp1252") if western else cyrillic or encoding
    try:
        return data.decode(chosen)
    except (UnicodeDecodeError, LookupError):
        return data.decode("latin-1")


def is_cyrillic(data: bytes, encoding: str) -> bool:
    """Whether an encoding turns the high bytes into small Cyrillic letters, as prose has them."""
    high = [c for c in data[:50_000].decode(encoding, "replace") if ord(c) > 127]
    return sum("а" <= c <= "ё" for c in high) > 0.85 * max(len(high), 1)


def read_txt(text: str, content_format: str = "txt") -> Content:
    """Blocks of plain text: paragraphs between empty lines, items, lines that stand alone."""
    content = Content(content_format)
    for paragraph in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [x.rstrip() for x in paragraph.split("\n") if x.strip() and not UNDERLINE.match(x)]
        for kind, joined in groups(lines):
            content.add(kind, joined)
    return content


def groups(lines: list[str]) -> list[tuple[str, str]]:
    """Items of a list apart, other lines together with their line ends.

    Examples
    --------
    >>> groups(["Two projects:", "- a guide", "  for staff", "- a kit"])
    [('text', 'Two projects:'), ('item', 'a guide for staff'), ('item', 'a kit')]
    """
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        if BULLET.match(line):
            found.append(("item", [BULLET.sub("", line, count=1)]))
        elif (found and found[-1][0] == "item" and line[:1].isspace()) or (
            found and found[-1][0] == "text"
        ):
            found[-1][1].append(line.strip())
        else:
            found.append(("text", [line.strip()]))
    return [(k, (" " if k == "item" else "\n").join(parts)) for k, parts in found]


def read_md(text: str) -> Content:
    """Blocks of Markdown: headings, items, tables, paragraphs; emphasis and tags taken off."""
    content = Content("md")
    text = re.sub(r"<!--.*?-->", "", text.replace("\r\n", "\n"), flags=re.S)
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S)
    text = re.sub(r"^([^\n#>|\-*].*)\n(?:=+|-{3,})[ \t]*$", r"# \1", text, flags=re.M)
    for paragraph in re.split(r"\n[ \t]*\n", text):
        rest: list[str] = []
        for line in filter(str.strip, paragraph.split("\n")):
            heading = re.match(r"\s{0,3}#{1,6}\s+(.*?)\s*#*$", line)
            if heading or line.lstrip().startswith((">", "|")):
                add_groups(content, rest)
                rest = []
            if heading:
                content.add("heading", plain(heading[1]))
            elif line.lstrip().startswith(">"):
                content.add("quote", plain(line.lstrip()[1:]))
            elif line.lstrip().startswith("|"):
                add_row(content, line)
            else:
                rest.append(line)
        add_groups(content, rest)
    return content


def add_groups(content: Content, lines: list[str]) -> None:
    """Add items and paragraphs; a paragraph that is bold throughout is a heading by hand."""
    lines = [line for line in lines if not UNDERLINE.match(line)]
    for kind, text in groups(lines):
        bold = re.fullmatch(r"\s*(?:\*\*|__)([^*\n]+)(?:\*\*|__):?\s*", text)
        content.add("heading" if bold and kind == "text" else kind, plain(text))


def add_row(content: Content, line: str) -> None:
    """Add a row of a pipe table."""
    cells = tuple(plain(cell.strip()) for cell in line.strip().strip("|").split("|"))
    if not all(re.fullmatch(r":?-+:?|", cell) for cell in cells):
        content.add("row", "\t".join(cells), cells)


def plain(text: str) -> str:
    """Markdown without its marks.

    Examples
    --------
    >>> plain("**Section 2:** see [the list](https://example.org) <sub>x</sub>")
    'Section 2: see the list (https://example.org) x'
    """
    text = LINK.sub(lambda m: f"{m[1]} ({m[2]})" if m[2] and m[1] != m[2] else m[1], text)
    text = TAG.sub("", text)
    for _ in range(2):
        text = EMPHASIS.sub(r"\2", text)
    return text.replace("`", "").replace("\\", "")
