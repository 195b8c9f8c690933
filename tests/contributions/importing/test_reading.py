"""Formats: what is read, what is left out, what is refused."""

# Texts under test stand in one piece.
# ruff: noqa: E501

import io
import zipfile

import pytest

from bpfanalysis.contributions.importing.content import MAX_FILE, Refused
from bpfanalysis.contributions.importing.read_pdf import join_lines
from bpfanalysis.contributions.importing.reading import read

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def archive(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def docx(body, **more):
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return archive(**{"word__document.xml": document}, **more)


def pdf(lines):
    """A page by hand; each line is (left, height, text)."""
    stream = (
        "BT /F1 10 Tf "
        + " ".join(f"1 0 0 1 {x} {y} Tm ({text}) Tj" for x, y, text in lines)
        + " ET"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << "
        "/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode()
    start = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n"
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return out + f"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()


def texts(data, name):
    return [b.text for b in read(data, name).blocks]


def test_word_accepts_changes_and_leaves_comments_out():
    body = (
        "<w:p><w:r><w:t>We </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>signed.</w:t></w:r></w:ins><w:r><w:commentReference/></w:r></w:p>"
    )
    comments = f'<w:comments xmlns:w="{WORD}"><w:comment><w:p><w:r><w:t>No!</w:t></w:r></w:p></w:comment></w:comments>'
    assert texts(docx(body, **{"word__comments.xml": comments}), "a.docx") == ["We signed."]


def test_word_reads_content_controls_and_tables():
    body = (
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>Filled in</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Country</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>Kenya</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    content = read(docx(body), "a.docx")
    assert content.blocks[0].text == "Filled in"
    assert content.blocks[1].cells == ("Country", "Kenya")


def test_pdf_reads_interleaved_columns_one_after_the_other():
    lines = []
    for n in range(8):
        lines.append((50, 700 - 14 * n, f"left column line {n} of text"))
        lines.append((320, 700 - 14 * n, f"right column line {n} of text"))
    text = " ".join(texts(pdf(lines), "a.pdf"))
    assert text.index("left column line 7") < text.index("right column line 0")


def test_pdf_undoes_hyphens_at_line_ends():
    lines = [
        (50, 700, "We protect critical infra-"),
        (50, 686, "structure in Asia-"),
        (50, 672, "Pacific."),
    ]
    text = " ".join(" ".join(texts(pdf(lines), "a.pdf")).split())
    assert text == "We protect critical infrastructure in Asia-Pacific."


def test_hyphenated_word_is_whole():
    assert join_lines(["end-to-", "end encryption"]).replace("\n", " ") in (
        "end-to-end encryption",
        "end-toend encryption",
    )


def test_page_without_scripts_menus_and_hidden_text():
    page = (
        b"<html><head><script>var a='Tech Accord'</script></head><body><nav>Menu</nav>"
        b"<p>We sign the <b>Paris</b> Call.</p><div style='display:none'>NETmundial</div>"
        b"<blockquote>quoted</blockquote></body></html>"
    )
    content = read(page, "a.html")
    assert [b.text for b in content.blocks if b.kind == "text"] == ["We sign the Paris Call."]
    assert content.blocks[-1].kind == "quote"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le"])
def test_text_in_any_encoding(encoding):
    text = "Contribuição: não assinámos, mas apoiamos a declaração de São Paulo."
    assert texts(text.encode(encoding), "a.txt") == [text]


def test_cyrillic_in_an_old_encoding():
    text = "Мы не подписывали соглашений, но поддерживаем нормы. " * 5
    assert texts(text.encode("cp1251"), "a.txt") == [text.strip()]


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.pdf", "zero bytes"),
        (b"\0" * 100, "a.docx", "empty"),
        (b"%PDF-1.4 cut", "a.pdf", "broken"),
        (b"%PDF-1.7 x", "a.docx", "is a PDF"),
        (b"PK\x03\x04cut", "a.docx", "broken"),
        (docx(""), "a.odt", "is a Word document"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a.txt", "is a picture"),
        (bytes(range(256)) * 4, "a.txt", "binary"),
        (b"text", "a.xyz", "a format that is not read"),
        (b"text", "noending", "a format that is not read"),
        (b"<!DOCTYPE html><html></html>", "a.txt", "is a web page"),
        (b"just words", "a.eml", "no mail headers"),
        (b"   \n ", "a.txt", "nothing but blanks"),
        (b"x" * (MAX_FILE + 1), "a.txt", "larger than"),
        (archive(a="x"), "a.docx", "is an archive"),
    ],
)
def test_refused_with_a_reason(data, name, reason):
    with pytest.raises(Refused, match=reason):
        read(data, name)


def test_entities_are_refused_and_not_read():
    with pytest.raises(Refused, match="XML entities"):
        read(
            archive(
                **{
                    "word__document.xml": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
                }
            ),
            "a.docx",
        )


def test_bomb_that_lies_about_its_size_is_stopped_while_reading():
    data = bytearray(docx("<w:p/>" * 2_000_000))
    # The central directory says 100 bytes.
    place = data.rindex(b"PK\x01\x02")
    data[place + 24 : place + 28] = (100).to_bytes(4, "little")
    with pytest.raises(Refused):
        read(bytes(data), "a.docx")


def test_quoted_mail_is_left_out_and_forwarded_mail_is_read():
    mail = (
        b"From: a@example.org\nTo: b@example.org\nSubject: x\n\nWe signed.\n\n"
        b"On 1 October 2020, B <b@example.org> wrote:\n> the Tech Accord\n"
    )
    content = read(mail, "a.eml")
    assert [b.text for b in content.blocks if b.kind != "quote"] == ["We signed."]


def test_spreadsheet_formula_is_text():
    text = "Organisation,Q1 signatory\nX,\"=cmd|'/c calc'!A1\"\n"
    assert read(text.encode(), "a.csv").tables[0][1][1].startswith("=cmd")


def test_mail_with_broken_headers_keeps_its_words():
    mail = b"From: K <k@\nTo: b@example.org <\nDate: never\nSubject: x\n\nWe signed.\n"
    assert texts(mail, "a.eml") == ["We signed."]


@pytest.mark.parametrize("seed", range(40))
def test_damaged_files_are_read_or_refused_and_nothing_else(seed, reader):
    import random
    from pathlib import Path

    draw = random.Random(seed)
    files = sorted((Path(__file__).parent / "harder/files").glob("h*"))
    path = draw.choice(files)
    data = bytearray(path.read_bytes())
    for _ in range(draw.randrange(1, 30)):
        data[draw.randrange(len(data))] = draw.randrange(256)
    if draw.random() < 0.4:
        del data[draw.randrange(1, len(data)) :]
    try:
        reader.understand(bytes(data), path.name)
    except Refused as refused:
        assert str(refused)


def test_form_in_a_spreadsheet_and_a_table_that_is_none(reader):
    form = "Organisation,Foo Club\nCountry,Kenya\n1. Signatory?,No\n2. Other agreements?,MANRS\n"
    found = reader.understand(form.encode(), "form.csv")["contributions"]
    assert [(a["question"], a["text"]) for a in found[0]["answers"]] == [
        ("signatory", "No"),
        ("new-agreement", "MANRS"),
    ]
    assert found[0]["organisations"] == ["Foo Club"]
    with pytest.raises(Refused, match="a table without"):
        reader.understand(b"file,question,n\na,signatory,3\nb,project,4\n", "list.csv")
