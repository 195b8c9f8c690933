"""What a reader hands on: blocks of text in order, whatever the format was."""

from __future__ import annotations

from dataclasses import dataclass, field

MEGABYTE = 1_000_000
MAX_FILE = 50 * MEGABYTE  # a larger file is no contribution
MAX_TEXT = 5 * MEGABYTE  # characters of text in one document
MAX_BLOCKS = 100_000


class Refused(Exception):
    """A document that is set aside for a person; the message is the reason.

    The message never holds anything of the document's text.
    """


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, item of a list, row of a table or line of a quoted mail.

    Parameters
    ----------
    kind
        heading, text, item, row or quote.
    text
        Its words; the cells of a row are joined by tabs. Line ends inside are kept.
    cells
        The cells of a row; empty for other kinds.

    Examples
    --------
    >>> Block("row", "Country\\tKenya", ("Country", "Kenya")).cells[1]
    'Kenya'
    """

    kind: str
    text: str
    cells: tuple[str, ...] = ()


@dataclass
class Content:
    """A document as read.

    Parameters
    ----------
    format
        docx, odt, pdf, html, eml, txt, md, csv, xlsx or doc.
    blocks
        Its text in reading order.
    tables
        Sheets of a spreadsheet, as rows of cells; empty for running text.
    aside
        Text that is no contribution (quoted mail, mail headers, menus); looked at only to count
        personal data.
    recipients
        Addresses that the mail was sent to: the call's own mailbox, not the contributor's data.
    sender
        Display name of the mail's author.
    date
        Date of the mail, ISO 8601, or empty.
    notes
        What could not be read, for the report.
    """

    format: str
    blocks: list[Block] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    sender: str = ""
    date: str = ""
    notes: list[str] = field(default_factory=list)

    def add(self, kind: str, text: str, cells: tuple[str, ...] = ()) -> None:
        """Add a block unless it is empty.

        Raises
        ------
        Refused
            If the document holds more than a contribution can.
        """
        text = clean(text)
        if not text.strip():
            return
        if len(self.blocks) >= MAX_BLOCKS or len(text) > MAX_TEXT:
            raise Refused("holds far more text than a contribution; split it")
        self.blocks.append(Block(kind, text.strip(), tuple(clean(c).strip() for c in cells)))


INVISIBLE = dict.fromkeys(
    [0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
INVISIBLE |= {code: None for code in range(32) if code not in (9, 10, 13)} | {127: None}
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st"}


def clean(text: str) -> str:
    """Text without invisible signs: soft hyphens, zero-width and direction marks, controls.

    Ligatures are taken apart, line ends become LF, hard spaces plain ones.

    Examples
    --------
    >>> clean("of\\u00adfice\\u00a0of the \\ufb01rst\\r\\n")
    'office of the first\\n'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(INVISIBLE).translate(LIGATURES)
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2028", "\n")
