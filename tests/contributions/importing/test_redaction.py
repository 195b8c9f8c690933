"""Personal data is found in many spellings, and what is none stays."""

# Texts under test stand in one piece.

import pytest

from bpfanalysis.contributions.importing.redaction import redact, scan


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("pat.sample@cert.example.net", ["email"]),
        ("pat [at] example [dot] org", ["email"]),
        ("pat (at) example.org", ["email"]),
        ("pat at example dot org", ["email"]),
        ("mailto:pat@example.org?subject=x", ["email"]),
        ("Tel. +1 202 555 0143", ["phone"]),
        ("Tel: 030 123456", ["phone"]),
        ("01 99 00 12 34", ["phone"]),
        ("(202) 555-0143", ["phone"]),
        ("020 7946 0958", ["phone"]),
        ("00 44 1632 960 118", ["phone"]),
        ("Тел. 8 495 555 01 43", ["phone"]),
        ("12 Sample Street, Level 3, Exampleville 0000", ["address"]),
        ("12, rue de la Paix, 75002 Paris", ["address"]),
        ("Calle Mayor 5, 28013 Madrid", ["address"]),
        ("Rua das Flores, 123, Porto", ["address"]),
        ("Beispielgasse 7, 1010 Musterstadt", ["address"]),
        ("P.O. Box 1234, Nairobi 00100", ["address"]),
        ("Private Mail Bag 55, Accra", ["address"]),
        ("ул. Примерная, д. 5, Москва", ["address"]),
        ("Postal address: House 5, Lane 3, Dhaka", ["address"]),
        ("password Xq7!sample", ["password"]),
        ("Passcode: 1a2B", ["password"]),
        ("Meeting ID: 998 8776 6554", ["password"]),
        ("mot de passe : Abc12345", ["password"]),
        ("the room opens with PIN 448812.", ["password"]),
        ("https://zoom.us/j/99887766554?pwd=abc", ["link"]),
        ("https://files.example.com/s/a8Kd92Lq?token=9fA2zz81Qp", ["link"]),
        ("https://meet.example.net/room-a8kd92", ["link"]),
    ],
)
def test_is_found_and_taken_out(text, kinds):
    assert [f.kind for f in scan(text)] == kinds
    assert scan(redact(text)) == [], f"redacting twice finds more: {redact(text)}"


@pytest.mark.parametrize(
    "text",
    [
        "A/RES/70/237, A/75/816, 2019/881, JOIN(2017) 450 and ETS 185",
        "C/DIR. 1/08/11 of 2011-08-19, adopted on 12 November 2018",
        "between 2015 and 2019, 412 requests and 1,222 files",
        "passwords are no plan, and a comic about passwords is one",
        "see https://pariscall.international/en/ and https://example.org/page?id=3",
        "the source address validation and the IP address: filters",
        "norm 13(f) in 2015, 27 states, 11 norms",
    ],
)
def test_is_left_alone(text):
    assert redact(text) == text


def test_no_text_makes_the_search_slow():
    import time

    hostile = ["a" * 50_000, "a.b" * 20_000, "1 " * 30_000, "12 Aa " * 10_000, "password " * 5_000]
    start = time.perf_counter()
    for text in hostile:
        scan(text)
    assert time.perf_counter() - start < 8, "a text of this kind must not stop an import"
