"""Mails (.eml): the author's own words, from the body and readable attachments.

Quoted mail is left out, but for questions that are answered between the lines; a mail that only
forwards another hands on the one inside. Names of attachments are never used as paths.
"""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable
from datetime import UTC
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses, parseaddr, parsedate_to_datetime

from bpfanalysis.contributions.importing.content import Content, Refused
from bpfanalysis.contributions.importing.read_html import read_html
from bpfanalysis.contributions.importing.read_text import decode, groups

MAX_PARTS = 200
MAX_NESTING = 8
WROTE = re.compile(
    r"^\s*(?:(?:On|Am|Le|El|Em|Il|Op|Den|No dia)\b.{5,200}?"
    r"(?:wrote|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev)\b.{0,80}:?\s*"
    r"|.{3,120}(?:пишет|написал\w*|schrieb|wrote)\s*:\s*)$",
    re.I,
)
ORIGINAL = re.compile(
    r"^\s*-{2,}\s*(?:Original Message|Ursprüngliche Nachricht|Message d'origine|Mensaje original|"
    r"Mensagem original|Messaggio originale|Исходное сообщение|Forwarded message|"
    r"Weitergeleitete Nachricht|Message transféré|Mensaje reenviado)\s*-{2,}\s*$|^_{20,}\s*$",
    re.I,
)
HEADER_LINE = re.compile(
    r"^\s*\*?(?:From|Von|De|Da|От|Sent|Gesendet|Envoyé|Enviado|Date|To|An|À|Para|Subject|Betreff|"
    r"Objet|Asunto|Assunto)\s*:\*?\s",
    re.I,
)

Reader = Callable[[bytes, str], Content]


def read_eml(data: bytes, read_attachment: Reader) -> Content:
    """Blocks of a mail.

    Parameters
    ----------
    data
        The mail.
    read_attachment
        Reads an attachment by its bytes and name; may raise `Refused`.

    Raises
    ------
    Refused
        If it is no mail, or its parts are too many or too deeply nested.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
    except (ValueError, RecursionError, LookupError) as error:
        raise Refused("the mail is broken and cannot be read") from error
    headers = {name.lower() for name in message}
    if not headers & {"from", "to", "subject", "date", "mime-version", "content-type"}:
        raise Refused("the file is not what its name says (no mail headers)")
    content = Content("eml")
    try:
        read_message(message, content, read_attachment, 0)
    except RecursionError as error:
        raise Refused("a mail nested too deeply: not read") from error
    except (ValueError, IndexError, KeyError, AttributeError, TypeError, MessageError) as error:
        raise Refused("the mail is broken and cannot be read") from error
    if not content.blocks:
        reason = content.notes[0] if content.notes else "no text in it"
        raise Refused(f"a mail without readable words ({reason})")
    return content


def read_message(
    message: EmailMessage, content: Content, read_attachment: Reader, depth: int
) -> None:
    """Add a mail's body and attachments; of a forwarding mail, the one inside."""
    if depth > MAX_NESTING:
        raise Refused("a mail nested too deeply: not read")
    note_headers(message, content)
    body = own_words(message, content)
    nested, attached = parts_of(message)
    if nested and is_forward(body):
        content.aside += [text for _, text in body]
        body = []
        content.sender = ""
    for kind, text in body:
        content.add(kind, text)
    for inner in nested:
        read_message(inner, content, read_attachment, depth + 1)
    for number, (name, data) in enumerate(attached, start=1):
        try:
            inside = read_attachment(data, name)
        except Refused as refused:
            content.notes.append(f"attachment {number} was not read: {refused}")
            continue
        for block in inside.blocks:
            content.add(block.kind, block.text, block.cells)
        content.tables += inside.tables
        content.aside += inside.aside


def note_headers(message: EmailMessage, content: Content) -> None:
    """Keep sender, date and addresses of a mail."""
    author, address = parseaddr(header(message, "from"))
    content.sender = author or content.sender
    content.aside.append(address)
    for _, to in getaddresses([header(message, "to")]):
        content.recipients.append(to.lower())
    others = [header(message, name) for name in ("cc", "reply-to", "sender")]
    content.aside += [to for _, to in getaddresses(others)]
    try:
        date = parsedate_to_datetime(header(message, "date"))
        date = date.astimezone(UTC) if date.tzinfo else date
        content.date = date.strftime("%Y-%m-%dT%H:%M")
    except (ValueError, TypeError, IndexError, OverflowError):
        pass


def header(message: EmailMessage, name: str) -> str:
    """A header's text; empty where it is missing or so broken that it cannot be read."""
    try:
        return ", ".join(str(value) for value in message.get_all(name, []))
    except (ValueError, IndexError, KeyError, AttributeError, TypeError, MessageError):
        return ""


def own_words(message: EmailMessage, content: Content) -> list[tuple[str, str]]:
    """Blocks of the body without quoted mail: the plain part if it says anything, else HTML."""
    for wanted in ("plain", "html"):
        part = message.get_body(preferencelist=(wanted,))
        if part is None or part.get_content_maintype() != "text":
            continue
        text = text_of(part)
        if not text.strip():
            continue
        if wanted == "plain":
            return unquoted(text, content)
        page = read_html(text)
        content.aside += page.aside
        lines = "\n\n".join(
            ("\n".join(f"> {x}" for x in b.text.split("\n")) if b.kind == "quote" else b.text)
            if b.kind in ("quote", "text")
            else f"\x01{b.kind}\x01{b.text}"
            for b in page.blocks
        )
        return unquoted(lines, content)
    return []


def text_of(part: MIMEPart) -> str:
    """Decoded text of a part, whatever it says about its encoding."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    charset = part.get_content_charset()
    try:
        return data.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def parts_of(message: EmailMessage) -> tuple[list[EmailMessage], list[tuple[str, bytes]]]:
    """Nested mails and attached files of one mail, not looking into nested mails."""
    nested: list[EmailMessage] = []
    attached: list[tuple[str, bytes]] = []
    stack = list(message.iter_parts()) if message.is_multipart() else []
    seen = 0
    while stack:
        seen += 1
        if seen > MAX_PARTS:
            raise Refused(f"a mail of more than {MAX_PARTS} parts: not read")
        part = stack.pop(0)
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload()
            nested += [m for m in inner if isinstance(m, EmailMessage)][:5]
        elif part.is_multipart():
            stack = [p for p in part.get_payload() if isinstance(p, EmailMessage)] + stack
        elif part.get_filename() or part.get_content_disposition() == "attachment":
            data = part.get_payload(decode=True)
            if isinstance(data, bytes) and not kind.startswith(("image/", "audio/", "video/")):
                attached.append((str(part.get_filename() or ""), data))
    return nested, attached


def is_forward(body: list[tuple[str, str]]) -> bool:
    """Whether the body only hands on another mail: few words, and no answer among them."""
    words = " ".join(text for _, text in body)
    return len(words.split()) < 40 and not re.search(r"^(?:re|q|question)\s*\d", words, re.I | re.M)


def unquoted(text: str, content: Content) -> list[tuple[str, str]]:
    """Blocks of a plain body; quoted lines come as blocks of the kind quote."""
    kept: list[str] = []
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines):
        rest = lines[number + 1 :]
        # The line that introduces a quotation is often wrapped.
        two = f"{line} {rest[0]}" if rest else line
        if WROTE.match(line) or (line[:3].strip() and WROTE.match(two) and len(line) > 20):
            content.aside.append(two)
            if not any(later.lstrip().startswith(">") for later in rest):
                content.aside.append("\n".join(rest))
                break
            if not WROTE.match(line):
                lines[number + 1] = ""
            continue
        headers = sum(bool(HEADER_LINE.match(later)) for later in lines[number : number + 5])
        if ORIGINAL.match(line) or (HEADER_LINE.match(line) and headers >= 3):
            content.aside.append("\n".join(lines[number:]))
            break
        kept.append(line)
    blocks: list[tuple[str, str]] = []
    for paragraph in re.split(r"\n[ \t]*\n", "\n".join(kept)):
        marked = re.match(r"\x01(\w+)\x01", paragraph)
        if marked:
            blocks.append((marked[1], paragraph[marked.end() :]))
            continue
        run: list[str] = []
        for line in [*paragraph.split("\n"), ">"]:
            if line.lstrip().startswith(">"):
                blocks += groups([x for x in run if x.strip()])
                run = []
                quoted = line.lstrip(" >|\t")
                if blocks and blocks[-1][0] == "quote" and quoted:
                    blocks[-1] = ("quote", f"{blocks[-1][1]} {quoted}")
                elif quoted:
                    blocks.append(("quote", quoted))
            else:
                run.append(line)
        blocks.append(("quote", ""))  # a paragraph's end also ends a quotation
    return [(kind, text) for kind, text in blocks if text]
