"""From bytes and a name to content: what the file is, whether its name agrees, who reads it."""

from __future__ import annotations

from pathlib import PurePath

from bpfanalysis.contributions.importing.content import MAX_FILE, MEGABYTE, Content, Refused

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
KINDS = {
    ".docx": "docx", ".odt": "odt", ".pdf": "pdf", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".eml": "eml", ".txt": "txt", ".text": "txt", ".md": "md",
    ".markdown": "md", ".csv": "csv", ".tsv": "csv", ".xlsx": "xlsx", ".doc": "doc",
}  # fmt: skip
NAMES = {
    "docx": "a Word document", "odt": "an OpenDocument text", "pdf": "a PDF",
    "xlsx": "a workbook", "zip": "an archive", "ole": "an old Office file",
    "html": "a web page", "rtf": "a Rich Text file", "program": "a program",
    "image": "a picture", "ods": "an OpenDocument spreadsheet", "xml": "an XML file",
}  # fmt: skip
MAGIC = (
    (b"%PDF-", "pdf"), (OLE, "ole"), (b"{\\rtf", "rtf"), (b"\x7fELF", "program"),
    (b"MZ", "program"), (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"),
    (b"Rar!", "zip"), (b"7z\xbc\xaf", "zip"), (b"\x1f\x8b", "zip"), (b"II*\0", "image"),
)  # fmt: skip
BINARY = {"pdf", "docx", "odt", "xlsx", "doc"}


def read(data: bytes, name: str, *, nested: bool = False) -> Content:
    """Content of a document.

    Parameters
    ----------
    data
        Its bytes.
    name
        Its file name; only the ending is used.
    nested
        Whether it came as an attachment; a mail within is then not opened.

    Raises
    ------
    Refused
        If it cannot be read: the reason is for a person and holds nothing of the text.
    """
    if not data:
        raise Refused("zero bytes: the file is empty")
    if len(data) > MAX_FILE:
        raise Refused(f"larger than {MAX_FILE // MEGABYTE} MB; no contribution is so large")
    kind = KINDS.get(PurePath(name.lower()).suffix)
    if kind is None:
        raise Refused("a format that is not read (known: " + ", ".join(sorted(KINDS)) + ")")
    check_name(kind, data)
    return reader(kind, data, nested)


def check_name(kind: str, data: bytes) -> None:
    """Refuse a file that is not what its name says."""
    found = sniff(data)
    if (kind == "doc" and found == "ole") or found == kind:
        return
    if found == "ole" and "EncryptedPackage".encode("utf-16-le") in data:
        raise Refused("the file is protected by a password")
    if found is None:
        if kind not in BINARY:
            return
        if not data.strip(b"\0 \r\n\t"):
            raise Refused("the file is empty (nothing but zeros or blanks)")
        if kind == "doc":
            raise Refused("the file is not what its name says (no Word document inside)")
        if data[:4] != b"PK\x03\x04":
            raise Refused("the file is not what its name says, or it is broken")
        return  # an archive whose list of parts is cut off: the reader says so
    if kind in ("html", "md", "eml", "csv") and found in ("html", "xml"):
        return
    raise Refused(f"the file is not what its name says: it is {NAMES[found]}")


def sniff(data: bytes) -> str | None:
    """What the first bytes, or the parts of an archive, say a file is; None for text or unknown.

    Examples
    --------
    >>> sniff(b"%PDF-1.7"), sniff(b"Dear all")
    ('pdf', None)
    """
    head = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    for magic, kind in MAGIC:
        if head.startswith(magic) and not (kind == "program" and magic == b"MZ" and is_text(data)):
            return kind
    if data.startswith(b"PK"):
        return sniff_archive(data)
    low = head[:300].lower()
    if low.startswith((b"<!doctype html", b"<html")) or (
        low.startswith(b"<?xml") and b"<html" in low
    ):
        return "html"
    return "xml" if low.startswith(b"<?xml") else None


def is_text(data: bytes) -> bool:
    """Whether the first bytes hold no zero."""
    return b"\0" not in data[:1024]


def sniff_archive(data: bytes) -> str | None:
    """What the list of parts at an archive's end says; None where it is cut off."""
    import io
    import zipfile

    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except Exception:  # whatever is wrong with it, the reader tells
        return None
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "content.xml" in names:
        start = data[:300]
        return "ods" if b"opendocument.spreadsheet" in start else "odt"
    return "zip"


def reader(kind: str, data: bytes, nested: bool) -> Content:
    """Call the reader of a format."""
    # Imported late: each document needs one of them.
    if kind == "docx":
        from bpfanalysis.contributions.importing.read_word import read_docx

        return read_docx(data)
    if kind == "odt":
        from bpfanalysis.contributions.importing.read_odf import read_odt

        return read_odt(data)
    if kind == "pdf":
        from bpfanalysis.contributions.importing.read_pdf import read_pdf

        return read_pdf(data)
    if kind == "xlsx":
        from bpfanalysis.contributions.importing.read_sheets import read_xlsx

        return read_xlsx(data)
    if kind == "doc":
        from bpfanalysis.contributions.importing.read_old_word import read_doc

        return read_doc(data)
    if kind == "eml":
        from bpfanalysis.contributions.importing.read_mail import read_eml

        if nested:
            raise Refused("a mail attached to an attachment: not opened")
        return read_eml(data, lambda inner, inner_name: read(inner, inner_name, nested=True))
    return text_reader(kind, data)


def text_reader(kind: str, data: bytes) -> Content:
    """Call the reader of a format that is text."""
    from bpfanalysis.contributions.importing import read_text

    text = html_text(data) if kind == "html" else read_text.decode(data)
    if not text.strip():
        raise Refused("the file is empty (nothing but blanks)")
    if kind == "html":
        from bpfanalysis.contributions.importing.read_html import read_html

        return read_html(text)
    if kind == "csv":
        from bpfanalysis.contributions.importing.read_sheets import read_csv

        return read_csv(text)
    return read_text.read_md(text) if kind == "md" else read_text.read_txt(text)


def html_text(data: bytes) -> str:
    """A page's text by the encoding that it declares, else as found out."""
    import re

    from bpfanalysis.contributions.importing.read_text import decode

    stated = re.search(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{2,30})", data[:4096], re.I)
    if stated and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(stated[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data)
