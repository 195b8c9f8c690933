"""Questions of the call in several languages, and prose that asks none."""

# Texts under test stand in one piece.
# ruff: noqa: E501

import pytest

from bpfanalysis.contributions.importing.content import Content
from bpfanalysis.contributions.importing.questions import marker, question_of
from bpfanalysis.contributions.importing.splitting import split

STEMS = {
    "signatory": [
        "1. Is your organisation a signatory to any of the agreements identified by the BPF?",
        "Votre organisation est-elle signataire de l'un des accords recensés ?",
        "¿Es su organización signataria de alguno de los acuerdos?",
        "A sua organização é signatária de algum dos acordos?",
        "Ist Ihre Organisation Unterzeichnerin einer der Vereinbarungen?",
    ],
    "new-agreement": [
        "Are there other international agreements that are not covered by the analysis?",
        "Quels autres accords internationaux manquent dans l'analyse ?",
        "¿Existen otros acuerdos internacionales que no estén en el análisis?",
        "Há outros acordos internacionais que não constam da análise?",
    ],
    "project": [
        "Are there particular projects or programs that support the agreements?",
        "Quels projets ou programmes soutiennent ces accords ?",
        "¿Qué proyectos o programas apoyan los acuerdos?",
        "Que projetos ou programas apoiam os acordos?",
    ],
    "unaddressed-issue": [
        "Are there any cybersecurity issues that are not yet addressed by an agreement but should be?",
        "Quelles questions ne sont traitées par aucun accord ?",
        "¿Qué cuestiones de ciberseguridad no aborda todavía ningún acuerdo?",
        "Que problemas de cibersegurança ainda não são tratados por nenhum acordo?",
    ],
}


@pytest.mark.parametrize(("question", "stem"), [(q, s) for q, ss in STEMS.items() for s in ss])
def test_stem_alone(question, stem):
    found = marker(stem, heading=False)
    assert found is not None, f"not seen as a question: {stem}"
    assert question_of(found, 2020) == question


@pytest.mark.parametrize(
    "prose",
    [
        "We signed the Paris Call and other agreements.",
        "Question 1 was hard to answer.",
        "In 2015 eleven norms were agreed.",
        "Are there other agreements? We think so, and we say why.",
        "Q1 2020 was quiet.",
    ],
)
def test_prose_is_no_question(prose):
    assert marker(prose, heading=False) is None


def answers(*paragraphs, kind="txt"):
    content = Content(kind)
    for paragraph in paragraphs:
        content.add("text", paragraph)
    return [(a.question, a.text) for a in split(content).answers]


def test_empty_answer_is_kept_as_empty():
    assert answers("Question 1", "Question 2", "None.") == [
        ("signatory", ""),
        ("new-agreement", "None."),
    ]


def test_merged_questions():
    assert answers("Perguntas 1 e 2", "Não.") == [("signatory;new-agreement", "Não.")]


def test_call_of_2019_counts_differently():
    found = answers(
        "1. Are you a signatory of an agreement, and which other agreements should be added?",
        "No.",
        "2. Which projects support the agreements?",
        "A guide.",
    )
    assert [q for q, _ in found] == ["signatory;new-agreement", "project"]


def test_numbers_alone():
    assert answers("1. Yes.\n2. No.\n3. Guides.\n4. Toys.")[3] == ("unaddressed-issue", "Toys.")


def test_numbered_list_in_an_essay_is_no_form():
    found = answers("We ask for three things, in order of weight for us.", "1. Peace.", "2. Rest.")
    assert [q for q, _ in found] == ["other"]


def test_answer_in_the_line_of_its_question():
    found = answers(
        "Signatory to any of the agreements: yes.", "Projects and programmes: a school contest."
    )
    assert found == [("signatory", "yes."), ("project", "a school contest.")]


def test_feedback_keeps_its_pointers():
    content = Content("md")
    content.add("item", "Section 2.1, second paragraph: define it.")
    content.add("item", "Page 14: the Xiamen Declaration is missing.")
    found = split(content).answers
    assert [(a.question, a.section) for a in found] == [
        ("method", "Section 2.1, second paragraph"),
        ("new-agreement", "Page 14"),
    ]


def test_signature_belongs_to_no_answer():
    found = answers("Question 4", "Drones.", "Kind regards,", "Pat Sample\n12 Sample Street")
    assert found == [("unaddressed-issue", "Drones.")]
