"""Who contributes, as the document says; unknown stays unknown."""

# Texts under test stand in one piece.
# ruff: noqa: E501

import pytest


def one(reader, text, name="a.txt"):
    return reader.understand(text.encode(), name)["contributions"][0]


@pytest.mark.parametrize(
    ("line", "organisation", "group", "country"),
    [
        ("Organisation: Foo B.V.\nCountry: Republic of Korea", "Foo B.V.", "", "KOR"),
        ("Open Watch, Nairobi, Kenya (civil society)", "Open Watch", "civil-society", "KEN"),
        ("Submitted by: Open Watch (academia), Peru", "Open Watch", "academia", "PER"),
        ("Entidad: Foro Ejemplo\nPaís: España\nSector: sociedad civil", "Foro Ejemplo", "civil-society", "ESP"),
        ("I write on behalf of the Ministry of Examples of Ghana.", "Ministry of Examples of Ghana", "government", "GHA"),
        ("Contribution of Example Telecom (private sector, Malta)", "Example Telecom", "private-sector", "MLT"),
        ("Organisation: none", "", "", ""),
        ("Country: Atlantis", "", "", ""),
    ],
)  # fmt: skip
def test_particulars(reader, line, organisation, group, country):
    found = one(reader, f"{line}\n\nQuestion 1\n\nNo, we have not signed.\n")
    assert found["organisations"] == ([organisation] if organisation else [])
    assert found["groups"] == [group or "unknown"]
    assert found["countries"] == ([country] if country else [])


def test_joint_submission_belongs_to_all(reader):
    found = one(
        reader,
        "Organisations: Alpha Telecom; Beta Bank\nStakeholder group: private sector\n"
        "Countries: Kenya; Ghana\n\nQuestion 1\n\nNo.\n",
    )
    assert found["organisations"] == ["Alpha Telecom", "Beta Bank"]
    assert found["groups"] == ["private-sector", "private-sector"]
    assert found["countries"] == ["KEN", "GHA"]


@pytest.mark.parametrize(
    ("said", "consent"),
    [
        ("You may publish this.", "yes"),
        ("Publication autorisée : oui", "yes"),
        ("Autorizamos a publicação.", "yes"),
        ("Please do not publish this note.", "no"),
        ("Ne pas publier.", "no"),
        ("No se autoriza la publicación.", "no"),
        ("Bitte nicht veröffentlichen.", "no"),
        ("You may publish this. No: please do not publish it.", "no"),
        ("We publish a newsletter.", "unknown"),
    ],
)
def test_consent(reader, said, consent):
    assert one(reader, f"{said}\n\nQuestion 1\n\nNo.\n")["consent"] == consent


def test_minutes_are_attributed_to_nobody(reader):
    text = "Minutes of the call\n\nPresent: Example Corp, Kenya\n\nIt was said that norms matter to all who took part."
    assert one(reader, text)["organisations"] == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We are not a signatory of any of these texts.", "en"),
        ("Nous n'avons signé aucun de ces textes.", "fr"),
        ("No hemos firmado ninguno de estos textos.", "es"),
        ("Não assinámos nenhum destes textos.", "pt"),
        ("Wir haben keinen dieser Texte unterzeichnet.", "de"),
        ("Мы не подписывали ни одного из этих текстов.", "ru"),
    ],
)
def test_language(reader, text, language):
    assert one(reader, f"Q1\n\n{text}\n")["language"] == language
