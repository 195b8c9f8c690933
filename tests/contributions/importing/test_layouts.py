"""Layouts that were written after the importer: what each is taken apart into."""

# Texts under test stand in one piece.
# ruff: noqa: E501

import pytest

LAYOUTS = {
    "01.txt": (
        "Response to the call, BPF Cybersecurity 2020\n\nName: J. Doe\nAffiliation: Digital Rights Lab\nStakeholder group: Civil Society\nCountry: Philippines\nEmail: jdoe (at) drl.example.org\nI consent to the publication of this response.\n\n1) Is your organization a signatory to any of the agreements identified by the BPF?\nNo.\n\n2) Are there other international agreements that intend to improve cybersecurity that are not covered?\nN/A\n\n3) Are there particular projects or programs that your organization has implemented to support the agreements?\n\n4) Are there any cybersecurity issues that are not yet addressed by a cybersecurity agreement but should be?\nYes. Gender. Two points:\n1. online abuse is a security matter;\n2. budgets ignore it.\n",
        "utf-8",
        [
            (
                ["signatory", "new-agreement", "project", "unaddressed-issue"],
                [1, 1, 0, 15],
                ["Digital Rights Lab"],
                "yes",
                [],
            )
        ],
    ),
    "02.txt": (
        "To whom it may concern,\n\nI write on behalf of the Ministry of Example Affairs of Ghana.\n\nQuestion 1. We are party to the Budapest Convention.\nQuestion 2. None.\nQuestion 3. We run a national awareness month each October, see question 1 for the legal basis.\nQuestion 4. Cross-border evidence.\n\nYours sincerely,\nA. Person\nMinistry of Example Affairs\nPrivate Mail Bag 55, Accra\n",
        "utf-8",
        [
            (
                ["signatory", "new-agreement", "project", "unaddressed-issue"],
                [7, 1, 15, 2],
                ["Ministry of Example Affairs of Ghana"],
                "unknown",
                ["budapest-2001"],
            )
        ],
    ),
    "03.eml": (
        "From: Sam <sam@ngo.example.org>\nTo: bpf@example.org\nSubject: RE: Call\nDate: Sat, 10 Oct 2020 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\nHi all,\n\nQ1\nWe signed the Contract for the Web.\n\nQ3\nNone yet.\n\nBest,\nSam\nNGO Example (civil society, Nepal)\nm: +977 1 555 0100\n\nFrom: Coordinator <coord@bpf.example.org>\nSent: Monday, 21 September 2020 09:00\nTo: list@bpf.example.org\nSubject: Call\n\nDear all, please answer: 1. Is your organisation a signatory to the Paris Call? \n",
        "utf-8",
        [(["signatory", "project"], [7, 2], ["NGO Example"], "unknown", ["contract-web-2019"])],
    ),
    "04.md": (
        "# Submission by Example Telecom (Private Sector, Kenya)\n\n## Are you a signatory?\n\nYes – of the [Paris Call](https://pariscall.international/en/).\n\n## Other relevant agreements\n\n| Agreement | Why |\n|---|---|\n| GSMA code | mobile |\n| Malabo Convention | Africa |\n\n## Programmes\n\n- one\n- two\n\n## Gaps\n\nSpace.\n",
        "utf-8",
        [
            (
                ["signatory", "new-agreement", "project", "unaddressed-issue"],
                [7, 8, 2, 1],
                ["Example Telecom"],
                "unknown",
                ["au-malabo-2014", "paris-call-2018"],
            )
        ],
    ),
    "05.txt": (
        "Contribution du Ministère de l'Exemple (Togo)\n\nRéponse à la question 1 : Oui, le Togo a signé la Convention de Malabo.\nRéponse à la question 2 : Non.\nRéponse à la question 3 : Une journée portes ouvertes.\nRéponse à la question 4 : La désinformation.\n\nFait à Lomé, le 12 octobre 2020\n",
        "utf-8",
        [
            (
                ["signatory", "new-agreement", "project", "unaddressed-issue"],
                [9, 1, 4, 2],
                ["Ministère de l'Exemple"],
                "unknown",
                ["au-malabo-2014"],
            )
        ],
    ),
    "06.txt": (
        "Here is my personal view. I think norms matter, and 1. states should keep them, 2. firms too.\n\nThe question is whether anyone listens. Are there other agreements? Perhaps the Paris Call.\n\nJane\n",
        "utf-8",
        [(["other"], [33], [], "unknown", ["paris-call-2018"])],
    ),
    "07.txt": (
        "Risposta della Associazione Esempio (società civile, Italia)\n\nDomanda 1: No.\nDomanda 2: La Convenzione di Budapest.\nDomanda 3: Corsi per insegnanti.\nDomanda 4: La sicurezza degli ospedali.\n",
        "utf-8",
        [
            (
                ["signatory", "new-agreement", "project", "unaddressed-issue"],
                [1, 4, 3, 4],
                ["Associazione Esempio"],
                "unknown",
                ["budapest-2001"],
            )
        ],
    ),
    "08.html": (
        "<html><body><table><tr><td>Organisation name</td><td>Foo Institute</td></tr><tr><td>Stakeholder group</td><td>Academia</td></tr><tr><td>Country</td><td>USA</td></tr>\n<tr><td>Q1. Signatory?</td><td>No</td></tr><tr><td>Q2. Missing agreements</td><td>EU Cybersecurity Act</td></tr><tr><td>Q3. Projects</td><td></td></tr><tr><td>Q4. Gaps</td><td>AI</td></tr></table></body></html>",
        "utf-8",
        [
            (
                ["signatory", "new-agreement", "project", "unaddressed-issue"],
                [1, 3, 0, 1],
                ["Foo Institute"],
                "unknown",
                ["eu-csa-2019"],
            )
        ],
    ),
    "09.txt": (
        'Comments on the draft output report by Example Watch, South Africa\n\np. 3, second paragraph: replace "treaty" by "text".\n\np. 12: The Geneva Dialogue should be added to the table.\n\nGeneral: the report is too long.\n',
        "utf-8",
        [
            (
                ["method", "new-agreement", "method"],
                [8, 11, 6],
                ["Example Watch"],
                "unknown",
                ["geneva-dialogue-2018"],
            )
        ],
    ),
    "10.txt": (
        "1. Yes, the Tech Accord.\n2. No others.\n3. We train people.\n4. Drones.\n",
        "utf-8",
        [
            (
                ["signatory", "new-agreement", "project", "unaddressed-issue"],
                [4, 2, 3, 1],
                [],
                "unknown",
                ["tech-accord-2018"],
            )
        ],
    ),
    "11.txt": (
        "Organization: Ejemplo S.A.\nCountry: Perú\nSector: Privado\n\n¿Su organización es signataria de alguno de los acuerdos identificados por el BPF? No, todavía no.\n\n¿Hay otros acuerdos internacionales que no estén cubiertos por el análisis del BPF? Sí: el Convenio de Budapest.\n\n¿Qué proyectos o programas en particular ha implementado su organización para apoyar los acuerdos? Ninguno.\n\n¿Hay problemas de ciberseguridad que aún no se aborden en un acuerdo de ciberseguridad pero que deberían abordarse? El ciberacoso.\n",
        "utf-8",
        [
            (
                ["signatory", "new-agreement", "project", "unaddressed-issue"],
                [3, 5, 1, 2],
                ["Ejemplo S.A."],
                "unknown",
                ["budapest-2001"],
            )
        ],
    ),
    "12.eml": (
        "From: Kim <kim@x.example.net>\nTo: bpf@example.org\nSubject: Re: Call for contributions\nDate: Sat, 10 Oct 2020 10:00:00 +0000\n\nDear team,\n\nplease see our views below.\n\nStates should report vulnerabilities. We like the Paris Call because it is open to everybody and does not need a parliament to be joined; companies like ours can sign at once.\n\nKind regards\nKim\n\nLe lun. 21 sept. 2020 à 09:12, BPF <bpf@example.org> a écrit :\n\n> The Tech Accord was on the list.\n> 1. Is your organisation a signatory?\n",
        "utf-8",
        [(["other"], [31], [], "unknown", ["paris-call-2018"])],
    ),
    "13.txt": (
        "الرد على الدعوة للمساهمات 2020\nالمنظمة: مركز المثال للأمن السيبراني\nالبلد: مصر\n\nالسؤال 1\nلا، لم نوقع على أي اتفاق، لكننا ندعم نداء باريس.\n\nالسؤال 2\nاتفاقية بودابست.\n",
        "utf-8",
        [
            (
                ["signatory", "new-agreement"],
                [10, 2],
                ["مركز المثال للأمن السيبراني"],
                "unknown",
                ["budapest-2001", "paris-call-2018"],
            )
        ],
    ),
    "14.txt": (
        "Signatory to any of the agreements identified by the BPF: yes (Paris Call).\n\nOther international agreements: none.\n\nProjects: a school contest.\n\nIssues not yet addressed: toys.\n",
        "utf-8",
        [
            (
                ["signatory", "new-agreement", "project", "unaddressed-issue"],
                [3, 1, 3, 1],
                [],
                "unknown",
                ["paris-call-2018"],
            )
        ],
    ),
    "15.html": (
        '<html><head><title>Contribution</title></head><body><div id="header"><h1>Example Foundation</h1><ul class="nav"><li>Home</li><li>Tech Accord news</li></ul></div>\n<div class="content"><h2>Our contribution to the BPF on Cybersecurity</h2><p>Example Foundation is a non-profit organisation based in Nairobi, Kenya.</p>\n<p><strong>Q1: Are you a signatory?</strong><br>We are a signatory to the Paris Call.</p><p><strong>Q2: Other agreements?</strong><br>The Malabo Convention.</p>\n<p><strong>Q3: Projects?</strong></p><ol><li>Clinic for small firms.</li><li>Hotline, reachable at +254 20 555 0101.</li></ol><p><strong>Q4: Unaddressed issues?</strong><br>Deep fakes.</p></div>\n<div class="footer">Contact: info@example-foundation.example.org</div></body></html>',
        "utf-8",
        [
            (
                ["signatory", "new-agreement", "project", "unaddressed-issue"],
                [8, 3, 11, 2],
                ["Example Foundation"],
                "unknown",
                ["au-malabo-2014", "paris-call-2018"],
            )
        ],
    ),
    "16.txt": (
        "BPF Cybersicherheit – Antworten auf den Aufruf 2020\nBundesamt für Beispiele, Deutschland (Regierung)\nDatum: 14.10.2020\n\nFrage 1: Nein, als Behörde unterzeichnen wir nicht.\nFrage 2: Das Übereinkommen über Computerkriminalität (Budapest) sowie die OSZE-Maßnahmen.\nFrage 3: Keine Angaben.\nFrage 4: Quantencomputer; Schutz kritischer Infrastrukturen auf See.\n\nDiese Antworten dürfen Sie veröffentlichen.\n\nMit freundlichen Grüßen\ni. A. Dr. Muster\nTel.: 030 / 5550 - 123\n",
        "utf-8",
        [
            (
                ["signatory", "new-agreement", "project", "unaddressed-issue"],
                [6, 8, 2, 6],
                ["Bundesamt für Beispiele"],
                "yes",
                ["budapest-2001", "osce-cbm-2016"],
            )
        ],
    ),
    "17.eml": (
        'From: "Ana Prueba" <ana@org.example.org>\nTo: bpf-call@example.org\nDate: Wed, 14 Oct 2020 09:12:00 -0500\nSubject: Contribución\nMIME-Version: 1.0\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\nEstimados colegas:\n\nAdjunto nuestras respuestas. No publicar, por favor.\n\nRespuesta 1: Sí, somos signatarios del Llamado de París.\nRespuesta 2: Faltan las medidas de fomento de la confianza de la OEA.\nRespuesta 3: Simulacros con hospitales.\nRespuesta 4: Los deepfakes.\n\nSaludos cordiales,\n\nAna Prueba\nDirectora, Observatorio Prueba\nCalle Falsa 123, Bogotá, Colombia\nCel. +57 300 555 0102\n\nEl lun., 21 sep. 2020 a las 10:00, Coordinación <coord@bpf.example.org> escribió:\n\n> Estimados: la lista incluye MANRS y el Tech Accord.\n',
        "latin-1",
        [
            (
                ["signatory", "new-agreement", "project", "unaddressed-issue"],
                [7, 11, 3, 2],
                ["Observatorio Prueba"],
                "no",
                ["oas-cbm-2018", "paris-call-2018"],
            )
        ],
    ),
    "18.md": (
        '---\ntitle: x\n---\nContribution from: Example Operators Group\nStakeholder: Technical Community\nCountry: Solomon Islands\nConsent: We agree that this may be published.\n\n**1. Is your organisation a signatory to any of the agreements identified by the BPF?**\n\nYes: MANRS.\n\n**2. Are there other international agreements that intend to improve cybersecurity that are not covered by the BPF\'s analysis?**\n\nNo\n\n**3. Are there particular projects or programs that your organisation has implemented to support the agreements?**\n\n> "We filter." – our motto\n\nWe validate routes (RPKI).\n\n**4. Are there any cybersecurity issues that are not yet addressed by a cybersecurity agreement but should be?**\n\nNo.\n',
        "utf-8",
        [
            (
                ["signatory", "new-agreement", "project", "unaddressed-issue"],
                [2, 1, 4, 1],
                ["Example Operators Group"],
                "yes",
                ["manrs-2014"],
            )
        ],
    ),
    "19.txt": (
        "SUBMISSION TO THE BEST PRACTICE FORUM ON CYBERSECURITY\n\nEXAMPLE WATCHDOG INTERNATIONAL\nCIVIL SOCIETY\nINDIA\n\nSIGNATORY STATUS\nWE ARE NOT A SIGNATORY OF THE TECH ACCORD.\n\nAGREEMENTS NOT COVERED\nTHE CHRISTCHURCH CALL.\n\nPROJECTS\nNONE.\n\nISSUES NOT ADDRESSED\nSPYWARE SOLD TO STATES.\n",
        "utf-8",
        [
            (
                ["signatory", "new-agreement", "project", "unaddressed-issue"],
                [9, 3, 1, 4],
                ["EXAMPLE WATCHDOG INTERNATIONAL"],
                "unknown",
                ["christchurch-2019", "tech-accord-2018"],
            )
        ],
    ),
    "20.txt": (
        "Contribution écrite\n\nNom : Mme A. Essai\nOrganisation : Chambre Exemple du Numérique\nType d'acteur : secteur privé\nPays : République démocratique du Congo\nAdresse : 14, avenue des Exemples, Kinshasa\nTéléphone : +243 99 000 01 02\nAutorisez-vous la publication ? Non\n\nQ1. Êtes-vous signataire d'un accord ?\nR. Non.\nQ2. D'autres accords à ajouter ?\nR. La Convention de Budapest sur la cybercriminalité et le rapport du GGE de 2015.\nQ3. Projets ou programmes ?\nR. Un concours d'écriture.\nQ4. Sujets non traités ?\nR. L'usurpation d'identité.\n",
        "utf-8",
        [
            (
                ["signatory", "new-agreement", "project", "unaddressed-issue"],
                [1, 14, 3, 2],
                ["Chambre Exemple du Numérique"],
                "no",
                ["budapest-2001", "ungge-2015"],
            )
        ],
    ),
    "21.txt": (
        "Comments from the Example Coalition (civil society, Brazil) on the second draft\n\nPara 12: we would add the NETmundial statement.\nPara 15, line 2: typo.\nAnnex 1: The Freedom Online Coalition is listed, but its recommendations are not.\n\nYou may contact us at hello@coalition.example.org.\n",
        "utf-8",
        [
            (
                ["new-agreement", "method", "method"],
                [8, 5, 13],
                ["Example Coalition"],
                "unknown",
                ["foc-2015", "netmundial-2014"],
            )
        ],
    ),
    "22.csv": (
        '#,Name,Organization,Stakeholder Type,Country/Region,Email Address,"May we publish your response?","Is your organization a signatory to any of the agreements identified by the BPF?","Are there other international agreements that intend to improve cybersecurity that are not covered by the BPF\'s analysis?","Are there particular projects or programs that your organization has implemented to support the agreements?","Are there any cybersecurity issues that are not yet addressed by a cybersecurity agreement but should be?",Any other comments\n1,J. Doe,Example ISP,Private Sector,Jamaica,j@isp.example.net,Yes,MANRS,,Filtering,IoT,"Thank you, call me at 876-555-0101"\n2,,Youth Group,Civil Society,Philippines,,No,no,no,no,no,\n',
        "utf-8",
        [
            (
                ["signatory", "new-agreement", "project", "unaddressed-issue", "other"],
                [1, 0, 1, 1, 6],
                ["Example ISP"],
                "yes",
                ["manrs-2014"],
            ),
            (
                ["signatory", "new-agreement", "project", "unaddressed-issue"],
                [1, 1, 1, 1],
                ["Youth Group"],
                "no",
                [],
            ),
        ],
    ),
    "23.txt": (
        "Resposta ao BPF 2020\nOrganização: Instituto Amostra\nSector: Sociedade Civil\nPaís: Brasil\nNão autorizamos a publicação desta resposta.\n\n1 - Sua organização é signatária de algum dos acordos identificados pelo BPF?\nNão.\n2 - Existem outros acordos internacionais que pretendem melhorar a cibersegurança e não são cobertos pela análise do BPF?\nSim, o Marco Civil não é acordo internacional; a Convenção de Budapeste é.\n3 - Existem projetos ou programas específicos que sua organização implementou para apoiar os acordos?\nOficinas sobre criptografia.\n4 - Existem questões de cibersegurança que ainda não são abordadas por um acordo, mas deveriam ser?\nVigilância.\n",
        "utf-8",
        [
            (
                ["signatory", "new-agreement", "project", "unaddressed-issue"],
                [1, 13, 3, 1],
                ["Instituto Amostra"],
                "no",
                ["budapest-2001"],
            )
        ],
    ),
    "24.txt": (
        "Dear BPF team\n\nThanks for the call. In short: (1) we signed the Cybersecurity Tech Accord in 2018; (2) we know of no further agreements; (3) our bug bounty programme; (4) none.\n\nBest\nExample Soft Inc., United States\n",
        "utf-8",
        [(["other"], [29], ["Example Soft Inc"], "unknown", ["tech-accord-2018"])],
    ),
    "25.txt": (
        "Q1 - Signatory to agreements?\nA: Yes\n\nQ2 - Other agreements?\nA: No\n\nQ3 - Projects?\nA: We host an annual exercise (see https://example.org/exercise)\n\nQ4 - Unaddressed issues?\nA: Ransomware against hospitals\n",
        "utf-8",
        [
            (
                ["signatory", "new-agreement", "project", "unaddressed-issue"],
                [1, 1, 7, 3],
                [],
                "unknown",
                [],
            )
        ],
    ),
    "26.txt": (
        "Interview notes, 5 October 2020\n\nThe respondent (an engineer from Fiji) said that agreements are little known. The norms of the UN GGE (2015) are taught nowhere. The Paris Call was mentioned once in the press.\n",
        "utf-8",
        [(["other"], [31], [], "unknown", ["paris-call-2018", "ungge-2015"])],
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout(reader, name):
    text, encoding, expected = LAYOUTS[name]
    contributions = reader.understand(text.encode(encoding), name)["contributions"]
    found = [
        (
            [a["question"] for a in c["answers"]],
            [a["n_words"] for a in c["answers"]],
            c["organisations"],
            c["consent"],
            sorted({m["id"] for m in c["mentions"] if m["kind"] == "agreement"}),
        )
        for c in contributions
    ]
    assert found == expected
