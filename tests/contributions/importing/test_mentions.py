"""Agreements are found under their names and not under words that only look like them."""

# Texts under test stand in one piece.
# ruff: noqa: E501

import pytest

from bpfanalysis.contributions.importing.mentions import look, make_finder


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("The Paris climate Agreement and the Paris Peace Forum were on the agenda.", ""),
        ("Our position is in full accord with the Tech Accord.", "tech-accord-2018"),
        ("We act in accordance with the charter of our association and the UN Charter.", ""),
        ("Members of the Charter of Trust met.", "charter-of-trust-2018"),
        ("Last year the OEWG met in New York; the OSCE region is wide; the WSIS Forum too.", ""),
        (
            "The reports of the GGE of 2013 and 2015 should be read together.",
            "ungge-2013;ungge-2015",
        ),
        ("The UN GGE consensus report (2015) set out eleven norms.", "ungge-2015"),
        (
            "The Group of Governmental Experts adopted its report in July 2015 (A/70/174).",
            "ungge-2015",
        ),
        ("The 2021 report of the Group of Governmental Experts adds guidance.", "ungge-2021"),
        ("A new GGE was set up; we follow it.", ""),
        ("We are a CSIRT from Budapest.", ""),
        ("After the Christchurch earthquake, the network failed.", ""),
        ("We joined the Christchurch Call in 2019 (the Call, for short).", "christchurch-2019"),
        ("The Commonwealth of Learning helps; so do Commonwealth states.", ""),
        (
            "Nous avons signé l’Appel de Paris ; l’accord de Paris n’est pas visé.",
            "paris-call-2018",
        ),
        ("Les normes du GGE de l'ONU de 2015 et la Convention 108.", "ungge-2015"),
        (
            "El Acuerdo de París sobre cambio climático; el Llamamiento de París sí.",
            "paris-call-2018",
        ),
        ("Las normas voluntarias del GEG 2015.", "ungge-2015"),
        (
            "O Acordo de Paris não; o Apelo de Paris para a Confiança e Segurança no Ciberespaço sim.",
            "paris-call-2018",
        ),
        (
            "Wir unterstützen den Pariser Appells nicht; die Budapest-Konvention schon.",
            "paris-call-2018;budapest-2001",
        ),
        ("Das Pariser Abkommen ist hier nicht gemeint.", ""),
        ("The CTA button on our cybersecurity page.", ""),
        ("Cloud Security Alliance (CSA) members.", ""),
        ("Signatories of the Cybersecurity Tech Accord (CTA) agreed.", "tech-accord-2018"),
        ("NATO’s Cyber Defence Pledge of Warsaw", "nato-pledge-2016"),
        ("The WEF's Principles for ISPs", "wef-isp-2020"),
        ("UN General Assembly resolutions 73/27 and 73/266", "unga-73-27;unga-73-266"),
        ("The Freedom Online Coalition met in Ghana.", ""),
        ("FOC's recommendations on human rights and cybersecurity", "foc-2015"),
        ("MANRS, the routing initiative.", "manrs-2014"),
        ("Contract for the\nWeb", "contract-web-2019"),
        ("the paris call", "paris-call-2018"),
        ("PARIS CALL FOR TRUST AND SECURITY IN CYBERSPACE", "paris-call-2018"),
        ("the Paris call centre is closed", ""),
        ("the Tunis Agenda (WSIS 2005)", "wsis-tunis-2005"),
        ("the AU's Malabo Convention", "au-malabo-2014"),
        ("La convention de Malabo", "au-malabo-2014"),
        ("African Union Convention on Human Rights", ""),
        ("EU's Cybersecurity Act; Singapore's Cybersecurity Act", "eu-csa-2019"),
        ("Singapore passed its Cybersecurity Act in 2018.", ""),
        ("the Oxford Statement protects hospitals", "oxford-health-2020"),
        ("an Oxford statement on ethics", ""),
        ("Our staff trust the charter; a charter of fundamental rights", ""),
        ("the GCSC's six norms", "gcsc-2019"),
        ("OSCE CBMs and the OAS's confidence-building measures", "osce-cbm-2016;oas-cbm-2018"),
        ("the Budapest Treaty on the deposit of microorganisms", ""),
        ("the United Nations convention on cybercrime, still a draft", ""),
        ("the Council of Europe's Convention on Cybercrime (Budapest Convention)", "budapest-2001"),
        ("the Shanghai Cooperation Organisation's code of conduct", "sco-code-2015"),
        ("G20 leaders at Antalya said in 2015 that no state should steal", "g20-antalya-2015"),
        ("the G7 Declaration on Responsible States Behaviour", "g7-lucca-2017"),
        ("the BRICS declaration of Xiamen", "brics-xiamen-2017"),
        ("ASEAN's leaders", ""),
        ("the Anti-Botnet Guide of the CSDE", "csde-antibotnet-2018"),
        ("Парижского призыва и Будапештской конвенции", "paris-call-2018;budapest-2001"),
        ("Парижское соглашение по климату", ""),
        ("支持巴黎倡议", "paris-call-2018"),
        ("ندعم نداء باريس للثقة والأمن", "paris-call-2018"),
        ("L’Accord technologique (Cybersecurity Tech Accord)", "tech-accord-2018"),
        ("de Oproep van Parijs", "paris-call-2018"),
        ("the Convention de Budapest sur la cybercriminalité", "budapest-2001"),
        ("We want a new accord between banks, a charter of users and a call centre.", ""),
        ("The joint communication of the European Commission", "eu-jointcomm-2017"),
        ("a joint communication to our members", ""),
        ("ETS 185", "budapest-2001"),
        ("the final report of the OEWG", "oewg-2021"),
        ("relatório final do OEWG", "oewg-2021"),
        ("the multistakeholder NETmundial Initiative of the WEF", ""),
        ("norm 13(f) of the 2015 report of the UN experts", "ungge-2015"),
        ("the Geneva Conventions", ""),
        ("la Déclaration de Lucques du G7", "g7-lucca-2017"),
        ("la declaración de los líderes de la ASEAN", ""),
        ("the ECOWAS Cybercrime Directive", "ecowas-2011"),
        ("UN cyber norms", "ungge-2015"),
        ("the eleven norms of our club", ""),
        ("Group of Governmental Experts’ 11 norms", "ungge-2015"),
        ("the UNGGE", ""),
    ],
)
def test_agreements_of_a_sentence(text, ids, reader):
    found = {m.id for m in look(text, reader.finder)[0] if m.kind == "agreement"}
    assert found == set(filter(None, ids.split(";")))


def test_position_is_that_of_the_text_with_its_accents(reader):
    text = "Où ? L’Appel de Paris."
    mention = look(text, reader.finder)[0][0]
    assert text[mention.start : mention.end] == "Appel de Paris"


def test_norm_inside_an_agreements_name_does_not_count(reader):
    found, _ = look("the OSCE confidence-building measures", reader.finder)
    assert {m.id for m in found} == {"osce-cbm-2016"}


def test_norm_outside_counts(reader):
    found, _ = look("confidence-building measures in our region", reader.finder)
    assert "X-CBM" in {m.id for m in found}


def test_doubtful_names_are_shown_but_do_not_count(reader):
    found, doubtful = look("We are from Budapest.", reader.finder)
    assert found == []
    assert [m.id for m in doubtful] == ["budapest-2001"]


def test_gap_stays_in_the_sentence():
    finder = make_finder([("norm", "GGE-K", "attack* ... response team*", "no")])
    assert look("They attacked a national response team.", finder)[0]
    assert not look("They attacked. A response team came.", finder)[0]


def test_confidence_is_lower_where_the_name_is_ambiguous(reader):
    sure = look("the Paris Call", reader.finder)[0][0]
    less = look("the UN GGE report of 2015", reader.finder)[0][0]
    assert 0 < less.confidence < sure.confidence <= 1
