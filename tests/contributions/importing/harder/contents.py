"""What the harder set says, and the truth about it, written apart from the importer.

Every document is invented: organisations, persons, addresses and statements. Addresses end in
example.org, .net or .com; telephone numbers come from ranges kept free for fiction. The names of
international agreements are real. A document is a list of blocks: ``h`` heading, ``p`` paragraph,
``li`` item of a list, ``a`` paragraph of an answer (question, text), ``ai`` item of an answer.
The truth is what a careful reader would write down: `agreements` are those that the contributor
names in whatever sense, `norms` those clearly raised.
"""

from __future__ import annotations

from dataclasses import dataclass, field

NOTICE = (
    "Synthetic test material. Organisations, persons and addresses in this document are made up."
)
S, N, P, U, M, O = (  # noqa: E741
    "signatory",
    "new-agreement",
    "project",
    "unaddressed-issue",
    "method",
    "other",
)


@dataclass(frozen=True)
class Contribution:
    """One contribution and what a careful reader would write down about it."""

    name: str
    blocks: tuple[tuple[str, ...], ...] = ()
    respondent: int = 0
    expected: str = "ok"
    organisation: str = ""
    group: str = "unknown"
    iso3: str = ""
    language: str = "en"
    consent: str = "unknown"
    agreements: tuple[str, ...] = ()
    norms: tuple[str, ...] = ()
    healthcare: str = "no"
    personal: tuple[tuple[str, str], ...] = field(default=())
    made_by: str = ""
    duplicate_of: str = ""
    empty: tuple[str, ...] = ()  # asked and left empty

    def answers(self) -> list[tuple[str, str]]:
        """Question and whole text of each answer, in order; parts of one answer are joined."""
        found: dict[str, list[str]] = {}
        for block in self.blocks:
            if block[0] in ("a", "ai"):
                found.setdefault(block[1], []).append(block[2])
        told = [(question, " ".join(texts)) for question, texts in found.items()]
        return told + [(question, "") for question in self.empty]


EN = {
    S: "1. Is your organisation a signatory to any of the agreements identified by the BPF?",
    N: "2. Are there other international agreements that intend to improve cybersecurity "
    "that are not covered by the BPF's analysis?",
    P: "3. Are there particular projects or programs that your organisation has implemented "
    "to support the agreements?",
    U: "4. Are there any cybersecurity issues that are not yet addressed by a cybersecurity "
    "agreement but should be?",
}

CONTRIBUTIONS = (
    Contribution(
        "h01_form_controls.docx",
        (
            ("title", "Call for contributions: form"),
            ("sdt", "Organisation", "Northern Registry Example Ltd."),
            ("sdt", "Stakeholder group", "Technical community"),
            ("sdt", "Country", "Iceland"),
            ("sdt", "E-mail", "hostmaster@registry.example.com"),
            ("sdt", "May we publish your contribution?", "Yes"),
            ("h", EN[S]),
            ("a", S, "We are a signatory of the DNS Abuse Framework and, since March, of MANRS."),
            ("h", EN[N]),
            (
                "tracked",
                N,
                "The work of the Geneva Dialogue on Responsible Behaviour in Cyberspace is "
                "missing from ",
                "the Siemens Charter list",
                "the list",
                " and would help companies.",
            ),
            ("h", EN[P]),
            (
                "field",
                P,
                "Every complaint about a phishing domain is answered within one working day, "
                "and our parser for zone files is free software.",
            ),
            ("h", EN[U]),
            ("a", U, "Nobody speaks about the security of the time service on which logs rely."),
            ("comment", "Reviewer: should we name the Christchurch Call here?"),
            ("p", NOTICE),
        ),
        organisation="Northern Registry Example Ltd.",
        group="technical-community",
        iso3="ISL",
        consent="yes",
        agreements=("dns-abuse-2019", "geneva-dialogue-2018", "manrs-2014"),
        norms=("X-DNS",),
        personal=(("email", "hostmaster@registry.example.com"),),
        made_by="hand-written OOXML with content controls, form fields, tracked changes, comments",
    ),
    Contribution(
        "h02_tabla_respuestas.docx",
        (
            ("title", "Contribución al Foro de Buenas Prácticas sobre Ciberseguridad 2020"),
            ("row", "Organización", "Instituto Muestra de Políticas Digitales"),
            ("row", "Grupo de interés", "Academia"),
            ("row", "País", "México"),
            ("row", "Correo electrónico", "contacto@instituto-muestra.example.org"),
            ("row", "Teléfono", "+52 55 5550 1234"),
            ("row", "¿Autoriza la publicación?", "No"),
            (
                "arow",
                "1. ¿Es su organización signataria de alguno de los acuerdos identificados?",
                S,
                "No hemos firmado ninguno. Enseñamos el Llamamiento de París y las normas del "
                "Grupo de Expertos Gubernamentales de la ONU de 2015 en el curso de verano.",
            ),
            (
                "arow",
                "2. ¿Existen otros acuerdos internacionales que no estén en el análisis?",
                N,
                "Falta el Convenio de Malabo. También el Acuerdo de Escazú, que trata del medio "
                "ambiente, tiene ideas útiles sobre participación.",
            ),
            (
                "arow",
                "3. ¿Qué proyectos o programas ha llevado a cabo su organización en apoyo de los "
                "acuerdos?",
                P,
                "Un observatorio de incidentes en hospitales públicos y un taller anual de "
                "ciberhigiene para docentes rurales.",
            ),
            (
                "arow",
                "4. ¿Qué cuestiones de ciberseguridad no aborda todavía ningún acuerdo?",
                U,
                "La brecha digital agrava la inseguridad: quien no puede pagar un equipo nuevo "
                "no recibe parches.",
            ),
            ("p", NOTICE),
        ),
        organisation="Instituto Muestra de Políticas Digitales",
        group="academia",
        iso3="MEX",
        language="es",
        consent="no",
        agreements=("au-malabo-2014", "paris-call-2018", "ungge-2015"),
        norms=("X-ACCESS", "X-AWARE", "X-HYG"),
        healthcare="yes",
        personal=(
            ("email", "contacto@instituto-muestra.example.org"),
            ("phone", "+52 55 5550 1234"),
        ),
        made_by="hand-written OOXML, questions and answers in a table",
    ),
    Contribution(
        "h03_stellungnahme.docx",
        (
            ("title", "Stellungnahme zum Best Practice Forum Cybersicherheit 2020"),
            ("p", "Organisation: Musterverband Netzsicherheit e. V."),
            ("p", "Interessengruppe: Zivilgesellschaft"),
            ("p", "Land: Deutschland"),
            ("p", "Ansprechpartnerin: Frau M. Beispiel, m.beispiel@netz.example.net"),
            ("p", "Einer Veröffentlichung stimmen wir zu."),
            ("h", "Ist Ihre Organisation Unterzeichnerin einer der Vereinbarungen?"),
            (
                "a",
                S,
                "Ja, wir haben den Pariser Appell unterzeichnet. Die Charter of Trust ist "
                "Unternehmen vorbehalten, wir begleiten sie kritisch.",
            ),
            ("h", "Gibt es weitere internationale Vereinbarungen, die in der Analyse fehlen?"),
            (
                "a",
                N,
                "Die Budapester Konvention und der Vertrag für das Web. Das Übereinkommen von "
                "Paris zum Klima meinen wir nicht.",
            ),
            ("h", "Welche Projekte oder Programme unterstützen die Vereinbarungen?"),
            (
                "a",
                P,
                "Ein Meldeportal für Schwachstellen, das Hinweise an die Hersteller weitergibt, "
                "sowie Schulungen für Lehrkräfte.",
            ),
            ("h", "Welche Fragen der Cybersicherheit sind noch nicht geregelt?"),
            ("a", U, "Die Haftung für Software, die niemand mehr pflegt."),
            ("p", NOTICE),
        ),
        organisation="Musterverband Netzsicherheit e. V.",
        group="civil-society",
        iso3="DEU",
        language="de",
        consent="yes",
        agreements=(
            "budapest-2001",
            "charter-of-trust-2018",
            "contract-web-2019",
            "paris-call-2018",
        ),
        norms=("GGE-J", "X-AWARE"),
        personal=(("email", "m.beispiel@netz.example.net"),),
        made_by="LibreOffice (.docx)",
    ),
    Contribution(
        "h04_essay.docx",
        (
            ("title", "Words and walls: an essay for the Best Practice Forum"),
            ("p", "Sample Centre for Peace Studies, Colombo, Sri Lanka (academia)"),
            (
                "a",
                O,
                "States meet, agree on words and go home. The eleven norms of the 2015 GGE report "
                "were hailed as a breakthrough; five years on it is hard to say who keeps them. "
                "A charter is not a wall, and a call is not a guard.",
            ),
            (
                "a",
                O,
                "Budapest, the city where the first treaty on cybercrime was opened for "
                "signature, gave its name to the Budapest Convention. Our survey covered "
                "twelve countries of the Commonwealth; few officials had read the Commonwealth "
                "Cyber Declaration.",
            ),
            (
                "a",
                O,
                "Human rights online should be the measure of every text. Anyone who follows up "
                "an accord, whatever its name, should ask who was not in the room.",
            ),
            ("p", NOTICE),
        ),
        organisation="Sample Centre for Peace Studies",
        group="academia",
        iso3="LKA",
        agreements=("budapest-2001", "commonwealth-2018", "ungge-2015"),
        norms=("GGE-E",),
        made_by="LibreOffice (.docx)",
    ),
    Contribution(
        "h05_joint.docx",
        (
            ("title", "Joint contribution to the BPF Cybersecurity 2020"),
            ("row", "Organisations", "Alpha Telecom Example; Beta Bank Example"),
            ("row", "Stakeholder group", "Private sector"),
            ("row", "Countries", "Viet Nam; Republic of Korea"),
            ("row", "Contact", "regulatory@alpha.example.com"),
            ("row", "Consent to publish", "yes"),
            ("h", "Questions 1 and 2: signatory, and agreements that are missing"),
            (
                "a",
                S + ";" + N,
                "Alpha signed the Cybersecurity Tech Accord. Beta signed nothing, but the WEF "
                "principles for internet service providers guide its purchasing. ASEAN leaders' "
                "statement 2018 should stand in the list.",
            ),
            ("h", "Question 3: projects"),
            (
                "a",
                P,
                "A shared desk that warns customers about infected devices and helps to clean "
                "them of botnets.",
            ),
            ("h", "Question 4: issues that no agreement addresses"),
            ("a", U, "Insurance: who pays when an attack is called an act of war."),
            ("p", NOTICE),
        ),
        organisation="Alpha Telecom Example; Beta Bank Example",
        group="private-sector;private-sector",
        iso3="VNM;KOR",
        consent="yes",
        agreements=("asean-leaders-2018", "tech-accord-2018", "wef-isp-2020"),
        norms=("X-BOTN",),
        personal=(("email", "regulatory@alpha.example.com"),),
        made_by="hand-written OOXML",
    ),
    Contribution(
        "h06_reponse.odt",
        (
            ("header", "Collectif Exemple - réponse à l'appel 2020"),
            ("title", "Réponse à l'appel à contributions"),
            ("p", "Organisation : Collectif Exemple des usagers du numérique"),
            ("p", "Catégorie : société civile"),
            ("p", "Pays : Côte d'Ivoire"),
            ("p", "Courriel : collectif@usagers.example.org ; tél. +225 01 99 00 55 66"),
            ("p", "Nous autorisons la publication de cette réponse."),
            (
                "h",
                "1. Votre organisation est-elle signataire de l'un des accords recensés par le "
                "BPF ?",
            ),
            (
                "a",
                S,
                "Non. Nous suivons l'Appel de Paris et l'Appel de Christchurch sans les avoir "
                "signés ; nous agissons en accord avec nos statuts.",
            ),
            ("h", "2. Quels autres accords internationaux manquent dans l'analyse ?"),
            (
                "a",
                N,
                "La Convention de Malabo et la directive de la CEDEAO sur la lutte contre la "
                "cybercriminalité. L'Accord de Paris sur le climat n'a pas sa place ici.",
            ),
            ("h", "3. Quels projets ou programmes soutiennent ces accords ?"),
            (
                "a",
                P,
                "Des caravanes de sensibilisation à la cybersécurité dans quinze lycées, et une "
                "permanence juridique pour les victimes.",
            ),
            ("h", "4. Quelles questions ne sont traitées par aucun accord ?"),
            (
                "a",
                U,
                "Le chiffrement de bout en bout des messageries, que plusieurs gouvernements "
                "veulent affaiblir.",
            ),
            ("p", NOTICE),
        ),
        organisation="Collectif Exemple des usagers du numérique",
        group="civil-society",
        iso3="CIV",
        language="fr",
        consent="yes",
        agreements=("au-malabo-2014", "christchurch-2019", "ecowas-2011", "paris-call-2018"),
        norms=("X-AWARE", "X-ENC"),
        personal=(("email", "collectif@usagers.example.org"), ("phone", "+225 01 99 00 55 66")),
        made_by="LibreOffice (.odt)",
    ),
    Contribution(
        "h07_contributo.odt",
        (
            ("title", "Contribuição ao BPF Cibersegurança"),
            ("p", "Entidade: Rede Exemplo de Operadores"),
            ("p", "Setor: comunidade técnica"),
            ("p", "País: Moçambique"),
            ("p", "Pode publicar: sim"),
            ("h", "A sua organização é signatária de algum dos acordos identificados?"),
            ("a", S, "Sim, somos signatários do MANRS desde 2018."),
            ("h", "Há outros acordos internacionais que não constam da análise?"),
            (
                "odt-tracked",
                N,
                "O Chamado de Paris já consta. Falta a Convenção de Malabo",
                " e o Acordo Ortográfico",
                ", que poucos ratificaram.",
            ),
            ("h", "Que projetos ou programas apoiam os acordos?"),
            ("a", P, "Validamos rotas com RPKI em quatro pontos de troca de tráfego."),
            ("h", "Que problemas de cibersegurança ainda não são tratados por nenhum acordo?"),
            ("annotation", "Revisor: citar a Carta de Confiança?"),
            ("a", U, "A segurança dos cabos submarinos e a formação de mulheres técnicas."),
            ("p", NOTICE),
        ),
        organisation="Rede Exemplo de Operadores",
        group="technical-community",
        iso3="MOZ",
        language="pt",
        consent="yes",
        agreements=("au-malabo-2014", "manrs-2014", "paris-call-2018"),
        norms=("X-AWARE", "X-ROUTE"),
        made_by="hand-written OpenDocument with tracked changes and an annotation",
    ),
    Contribution(
        "h08_two_columns.pdf",
        (
            ("header", "Sample Operators' Forum - submission to the BPF"),
            ("title", "Submission of the Sample Operators' Forum"),
            ("p", "Organisation: Sample Operators' Forum"),
            ("p", "Stakeholder group: technical community. Country: Fiji."),
            ("p", "Contact: desk@operators.example.net. You may publish this submission."),
            ("h", EN[S]),
            (
                "a",
                S,
                "The forum as such has not signed anything. Fourteen of its thirty members are "
                "participants of the Mutually Agreed Norms for Routing Security, and two of the "
                "larger ones support the Cybersecurity Tech Accord. Membership of either is a "
                "decision of each company; the secretariat gives advice when asked and keeps a "
                "list of those who joined, which is renewed each spring.",
            ),
            ("h", EN[N]),
            (
                "a",
                N,
                "The International Anti-Botnet Guide deserves a place although it is no treaty. "
                "The Tunis Agenda is older than the question, yet it is where multistakeholder "
                "cooperation was first written down by governments; without it the later texts "
                "cannot be understood. The APEC ISP guidelines were used by three members.",
            ),
            ("h", EN[P]),
            (
                "a",
                P,
                "Quarterly clinics on filtering, source address validation and route origin "
                "authorisation, each with a hands-on exercise; an internal mailing list on which "
                "incidents are shared in confidence; and a small fund that pays the travel of "
                "engineers from outer islands.",
            ),
            ("h", EN[U]),
            (
                "a",
                U,
                "Recovery after natural disasters. When a cyclone cuts the cable, every safeguard "
                "is dropped to bring the network up again, and it takes months until filters are "
                "back in place.",
            ),
            ("p", NOTICE),
        ),
        organisation="Sample Operators' Forum",
        group="technical-community",
        iso3="FJI",
        consent="yes",
        agreements=(
            "apec-isp-2012",
            "csde-antibotnet-2018",
            "manrs-2014",
            "tech-accord-2018",
            "wsis-tunis-2005",
        ),
        norms=("X-CAP", "X-MSH", "X-ROUTE"),
        personal=(("email", "desk@operators.example.net"),),
        made_by="LibreOffice (.pdf, two columns, hyphenated, running heads)",
    ),
    Contribution(
        "h09_aportacion.pdf",
        (
            ("header", "Cámara Ficticia de Software"),
            ("title", "Aportación de la Cámara Ficticia de Software"),
            ("p", "Cámara Ficticia de Software, Montevideo, Uruguay (sector privado)"),
            ("p", "Se permite la publicación. Contacto: camara@software.example.com"),
            ("h", "Pregunta 1"),
            (
                "a",
                S,
                "Sí: la Cámara suscribió el Llamado de París y anima a sus socios a sumarse al "
                "Acuerdo Tecnológico de Ciberseguridad.",
            ),
            ("h", "Pregunta 2"),
            (
                "a",
                N,
                "Las medidas de fomento de la confianza de la OEA, aprobadas por el CICTE, no "
                "figuran en la lista.",
            ),
            ("h", "Pregunta 3"),
            (
                "a",
                P,
                "Un programa de divulgación coordinada de vulnerabilidades para pequeñas "
                "empresas, con una oficina que clasifica los reportes en cuarenta y ocho horas.",
            ),
            ("h", "Pregunta 4"),
            (
                "a",
                U,
                "La seguridad desde el diseño en los aparatos baratos: ninguna regla fija durante "
                "cuánto tiempo deben recibir actualizaciones.",
            ),
            ("p", NOTICE),
        ),
        organisation="Cámara Ficticia de Software",
        group="private-sector",
        iso3="URY",
        language="es",
        consent="yes",
        agreements=("oas-cbm-2018", "paris-call-2018", "tech-accord-2018"),
        norms=("GGE-J", "X-LIFE"),
        personal=(("email", "camara@software.example.com"),),
        made_by="LibreOffice (.pdf, running head, page numbers)",
    ),
    Contribution(
        "h10_scanned.pdf", expected="quarantine", language="", made_by="hand-written PDF, no text"
    ),
    Contribution(
        "h11_pagina.html",
        (
            ("title", "Red Ejemplo por los Derechos Digitales responde al BPF"),
            ("p", "Organización: Red Ejemplo por los Derechos Digitales"),
            ("p", "Sector: sociedad civil"),
            ("p", "País: Chile"),
            ("p", "Publicación: autorizada"),
            ("h", "¿Es su organización signataria de alguno de los acuerdos?"),
            (
                "a",
                S,
                "Firmamos el Contrato para la Web y el Llamamiento de Christchurch nos parece "
                "insuficiente.",
            ),
            ("h", "¿Hay otros acuerdos internacionales que mejoren la ciberseguridad?"),
            (
                "a",
                N,
                "Las recomendaciones de la Coalición por la Libertad en Línea sobre derechos "
                "humanos y ciberseguridad.",
            ),
            ("h", "¿Qué proyectos o programas apoyan los acuerdos?"),
            (
                "ai",
                P,
                "Una guía de cifrado para periodistas.",
            ),
            ("ai", P, "Una escuela de verano sobre derechos humanos en línea."),
            ("h", "¿Qué temas de ciberseguridad no están en ningún acuerdo?"),
            ("a", U, "El uso de programas espía contra opositores."),
            ("p", NOTICE),
        ),
        organisation="Red Ejemplo por los Derechos Digitales",
        group="civil-society",
        iso3="CHL",
        language="es",
        consent="yes",
        agreements=("christchurch-2019", "contract-web-2019", "foc-2015"),
        norms=("GGE-E", "GGE-I", "X-AWARE", "X-ENC"),
        personal=(("email", "prensa@red.example.org"),),
        made_by="hand-written page with menus, cookie banner, script, hidden text, remote image",
    ),
    Contribution(
        "h12_pagina_exportada.html",
        (
            ("title", "Contribuição da Ordem Exemplo de Engenheiros"),
            ("p", "Organização: Ordem Exemplo de Engenheiros"),
            ("p", "Grupo: sociedade civil"),
            ("p", "País: Portugal"),
            ("p", "Contacto: +351 21 555 0101"),
            ("h", "Pergunta 1 - Signatário"),
            ("a", S, "A Ordem não assinou nenhum acordo e não pretende fazê-lo este ano."),
            ("h", "Pergunta 2 - Outros acordos"),
            (
                "a",
                N,
                "A Convenção de Budapeste sobre o Cibercrime e o Regulamento (UE) 2019/881, "
                "conhecido como Regulamento Cibersegurança.",
            ),
            ("h", "Pergunta 3 - Projetos"),
            ("a", P, "Um selo para produtos com segurança desde a conceção."),
            ("h", "Pergunta 4 - Questões em aberto"),
            ("a", U, "A segurança de equipamentos médicos ligados à rede nos hospitais."),
            ("p", NOTICE),
        ),
        organisation="Ordem Exemplo de Engenheiros",
        group="civil-society",
        iso3="PRT",
        language="pt",
        agreements=("budapest-2001", "eu-csa-2019"),
        norms=("X-HEALTH", "X-LIFE"),
        healthcare="yes",
        personal=(("phone", "+351 21 555 0101"),),
        made_by="LibreOffice (.html)",
    ),
    Contribution(
        "h13_piece_jointe.eml",
        (
            ("title", "Contribution de l'Agence Exemple de Cybersécurité"),
            ("p", "Organisation : Agence Exemple de Cybersécurité"),
            ("p", "Groupe : gouvernement"),
            ("p", "Pays : Bénin"),
            ("p", "Publication autorisée : oui"),
            ("h", "Question 1"),
            (
                "a",
                S,
                "Notre pays a adhéré à la Convention de Budapest ; l'Agence elle-même ne signe "
                "pas.",
            ),
            ("h", "Question 2"),
            (
                "a",
                N,
                "Le rapport final du groupe de travail à composition non limitée sera un texte "
                "important, tout comme les normes onusiennes de comportement responsable.",
            ),
            ("h", "Question 3"),
            ("a", P, "Un point de contact joignable jour et nuit pour les demandes d'assistance."),
            ("h", "Question 4"),
            (
                "a",
                U,
                "La protection des infrastructures critiques partagées par plusieurs États.",
            ),
            ("p", NOTICE),
        ),
        organisation="Agence Exemple de Cybersécurité",
        group="government",
        iso3="BEN",
        language="fr",
        consent="yes",
        agreements=("budapest-2001", "oewg-2021", "ungge-2015"),
        norms=("GGE-G", "GGE-H", "X-CBM"),
        personal=(
            ("email", "a.exemple@agence.example.org"),
            ("email", "coordinator@bpf.example.org"),
            ("phone", "+229 99 00 01 02"),
        ),
        made_by="hand-written MIME, multipart with a .docx attachment made by LibreOffice",
    ),
    Contribution(
        "h14_forwarded.eml",
        (
            ("h", "Answer to question 1"),
            (
                "a",
                S,
                "Example Exchange is not a signatory of the Paris Call; our bylaws forbid "
                "political declarations.",
            ),
            ("h", "Answer to question 4"),
            (
                "a",
                U,
                "Nobody has agreed on what to do when an exchange point is cut off by order of "
                "a court. The public core of the internet should include exchanges.",
            ),
            ("p", NOTICE),
        ),
        organisation="Example Exchange Cooperative",
        group="technical-community",
        iso3="EST",
        agreements=("paris-call-2018",),
        norms=("X-CORE",),
        personal=(
            ("email", "lee.tester@ix.example.net"),
            ("email", "assistant@forum.example.org"),
            ("phone", "+372 5550 1177"),
            ("address", "4 Sample Quay, 10111 Exampletown"),
        ),
        made_by="hand-written MIME, the contribution is a nested message/rfc822",
    ),
    Contribution(
        "h15_nur_html.eml",
        (
            ("h", "Zu Frage 1"),
            ("a", S, "Die Beispielwerke AG ist Partnerin der Charter of Trust."),
            ("h", "Zu Frage 2"),
            ("a", N, "Uns fehlt der EU Cybersecurity Act."),
            ("h", "Zu Frage 3"),
            (
                "a",
                P,
                "Wir prüfen unsere Lieferkette zweimal im Jahr und bilden Lehrlinge in sicherer "
                "Entwicklung aus.",
            ),
            ("p", NOTICE),
        ),
        organisation="Beispielwerke AG",
        group="private-sector",
        iso3="AUT",
        language="de",
        consent="yes",
        agreements=("charter-of-trust-2018", "eu-csa-2019"),
        norms=("GGE-I", "X-AWARE", "X-LIFE"),
        personal=(
            ("email", "k.muster@werke.example.com"),
            ("phone", "+43 1 5550 1234"),
            ("address", "Beispielgasse 7, 1010 Musterstadt"),
        ),
        made_by="hand-written MIME, HTML only, signature and quoted call below",
    ),
    Contribution(
        "h16_inline_reply.eml",
        (
            ("quoted", EN[S]),
            ("a", S, "Not yet; our board will discuss the Contract for the Web in December."),
            ("quoted", EN[N]),
            ("a", N, "Please look at the Oxford Statement on health care, and at nothing else."),
            ("quoted", EN[P]),
            ("a", P, "A newsletter, a film night and a repair café for old routers."),
            ("quoted", EN[U]),
            ("a", U, "Deep fakes that copy the voice of a nurse or a doctor."),
        ),
        organisation="Digital Citizens Example",
        group="civil-society",
        iso3="IRL",
        consent="no",
        agreements=("contract-web-2019", "oxford-health-2020"),
        norms=("X-HEALTH",),
        healthcare="yes",
        personal=(("email", "noor.sample@citizens.example.org"), ("phone", "+353 20 915 0123")),
        made_by="hand-written MIME, answers between quoted questions",
    ),
    Contribution(
        "h17_otvet.txt",
        (
            ("title", "Ответ на призыв к участию, форум по кибербезопасности 2020"),
            ("p", "Организация: Примерный центр сетевых исследований"),
            ("p", "Группа: академическое сообщество"),
            ("p", "Страна: Казахстан"),
            ("p", "Публикация разрешена: да"),
            ("h", "Вопрос 1"),
            ("a", S, "Нет, центр не подписывал соглашений. Парижский призыв мы переводили."),
            ("h", "Вопрос 2"),
            (
                "a",
                N,
                "В списке нет соглашения ШОС о международной информационной безопасности. "
                "Будапештская конвенция у нас не действует.",
            ),
            ("h", "Вопрос 3"),
            ("a", P, "Летняя школа для молодых исследователей и обучение учителей."),
            ("h", "Вопрос 4"),
            ("a", U, "Защита школьных данных."),
        ),
        organisation="Примерный центр сетевых исследований",
        group="academia",
        iso3="KAZ",
        language="ru",
        consent="yes",
        agreements=("budapest-2001", "paris-call-2018", "sco-agreement-2009"),
        norms=("X-AWARE",),
        personal=(("email", "centr@primer.example.org"),),
        made_by="written by hand, UTF-16 with byte-order mark",
    ),
    Contribution(
        "h18_respuesta_antigua.txt",
        (
            ("title", "Respuesta a la convocatoria 2019"),
            ("p", "Organización: Asociación Ficticia de Usuarios"),
            ("p", "País: España"),
            (
                "h",
                "1. ¿Es su organización signataria de algún acuerdo y qué otros acuerdos "
                "conviene incluir?",
            ),
            (
                "a",
                S + ";" + N,
                "Aún no. Añadan el Convenio sobre la Ciberdelincuencia (Budapest) y la "
                "Declaración de NETmundial.",
            ),
            ("h", "2. ¿Qué proyectos o programas apoyan los acuerdos?"),
            ("a", P, "Charlas de concienciación en ciberseguridad para mayores."),
            ("h", "3. ¿Qué problemas de ciberseguridad no trata ningún acuerdo?"),
            ("a", U, "El fraude telefónico que imita a un banco."),
        ),
        organisation="Asociación Ficticia de Usuarios",
        iso3="ESP",
        language="es",
        agreements=("budapest-2001", "netmundial-2014"),
        norms=("X-AWARE",),
        made_by="written by hand, windows-1252, the call of 2019",
    ),
    Contribution(
        "h19_short_answers.txt",
        (
            ("p", "From: Gamma Charter Airlines Example (private sector, Malta)"),
            ("p", "Date: 2 October 2020"),
            ("p", "OK to publish."),
            (
                "inline",
                "Q1:",
                S,
                "No. Our charter flights are no Charter of Trust, and we have signed neither.",
            ),
            (
                "inline",
                "Q2:",
                N,
                "The Paris Call is there already; the FIRST code of ethics is not.",
            ),
            (
                "inline",
                "Q3:",
                P,
                "We test our booking system every month and reward those who report a flaw "
                "through a bug bounty that has paid forty-one people so far.",
            ),
            ("inline", "Q4:", U, "Loyalty points are stolen as money is, yet no text says so."),
        ),
        organisation="Gamma Charter Airlines Example",
        group="private-sector",
        iso3="MLT",
        consent="yes",
        expected="duplicate",
        duplicate_of="h26_short_answers_revised.txt",
        agreements=("charter-of-trust-2018", "ethicsfirst-2019", "paris-call-2018"),
        norms=("GGE-J",),
        made_by="written by hand, answers in the line of the question",
    ),
    Contribution(
        "h20_reponse.md",
        (
            ("title", "Réponse de la Fondation Exemple pour l'école numérique"),
            ("p", "**Organisation :** Fondation Exemple pour l'école numérique"),
            ("p", "**Groupe :** société civile"),
            ("p", "**Pays :** Canada"),
            ("p", "**Publication :** oui"),
            ("h", "Question 1"),
            ("a", S, "Pas encore, mais nous soutenons la Déclaration du Commonwealth."),
            ("h", "Question 2"),
            (
                "a",
                N,
                "Le Contrat pour le Web et la Charte de confiance lancée par Siemens.",
            ),
            ("h", "Question 3"),
            ("a", P, "Un jeu de cartes sur l'hygiène informatique pour les classes de CM2."),
            ("h", "Question 4"),
            ("a", U, "La fracture numérique entre les écoles."),
        ),
        organisation="Fondation Exemple pour l'école numérique",
        group="civil-society",
        iso3="CAN",
        language="fr",
        consent="yes",
        agreements=("charter-of-trust-2018", "commonwealth-2018", "contract-web-2019"),
        norms=("X-ACCESS", "X-HYG"),
        made_by="written by hand, Markdown",
    ),
    Contribution(
        "h21_comments_on_draft.md",
        (
            ("title", "Feedback on the draft report"),
            ("p", "Institute of Examples, Ghana. You may publish these comments."),
            (
                "feedback",
                M,
                "Section 1.2: the word agreement is used for texts that nobody signed. Please "
                "define it.",
            ),
            (
                "feedback",
                N,
                "Section 2, table 3: the Xiamen Declaration of the BRICS is missing and should "
                "be added.",
            ),
            (
                "feedback",
                M,
                "Page 14, line 3: the count for the Lucca Declaration looks wrong; we find one "
                "norm less.",
            ),
            (
                "feedback",
                M,
                "Annex B: say how the coders were trained and whether they read the texts in the "
                "original language.",
            ),
        ),
        organisation="Institute of Examples",
        iso3="GHA",
        consent="yes",
        agreements=("brics-xiamen-2017", "g7-lucca-2017"),
        made_by="written by hand, Markdown",
    ),
    Contribution(
        "h22_umfrage.csv",
        (
            ("a", S, "Ja, Pariser Appell."),
            ("a", N, '=HYPERLINK("http://example.org/x";"Budapester Konvention")'),
            ("a", P, "Beratung für Arztpraxen während der Pandemie."),
            ("a", U, "Abhängigkeit von wenigen Anbietern."),
        ),
        respondent=1,
        organisation="Verein Muster Digital",
        group="civil-society",
        iso3="CHE",
        language="de",
        consent="yes",
        agreements=("budapest-2001", "paris-call-2018"),
        healthcare="yes",
        personal=(("email", "verein@muster.example.org"),),
        made_by="written by hand, semicolons, German headings, cells that look like formulas",
    ),
    Contribution(
        "h22_umfrage.csv",
        (
            ("a", S, "Nein"),
            ("a", P, "+++ siehe Netz +++ Kurse für Senioren"),
            ("a", U, "Sicherheit der Wahlen und der Auszählung."),
        ),
        respondent=2,
        organisation="Stadtwerke Probeort",
        group="unknown",
        iso3="DEU",
        language="de",
        consent="no",
        norms=("X-AWARE", "X-ELEC"),
        empty=(N,),
        made_by="written by hand, semicolons, German headings, cells that look like formulas",
    ),
    Contribution(
        "h23_export.xlsx",
        (
            ("a", S, "Yes, we signed the Charter of Trust."),
            ("a", N, "NATO pledge"),
            ("a", P, "We publish an inventory of the components in each product we ship."),
            ("a", U, "Quantum computers."),
        ),
        respondent=1,
        organisation="Delta Devices Example",
        group="private-sector",
        iso3="JPN",
        consent="yes",
        agreements=("charter-of-trust-2018", "nato-pledge-2016"),
        norms=("GGE-I",),
        personal=(("email", "pr@delta.example.com"),),
        made_by="hand-written OOXML spreadsheet (shared and inline strings, formulas, dates)",
    ),
    Contribution(
        "h23_export.xlsx",
        (
            ("a", S, "Non, aucun des accords de la liste."),
            ("a", N, "L'Agenda de Tunis, et le Dialogue de Genève."),
            ("a", P, "Des ateliers pour les élues locales sur la protection des électeurs."),
        ),
        respondent=2,
        organisation="Union Exemple des communes",
        group="government",
        iso3="MAR",
        language="fr",
        consent="no",
        agreements=("geneva-dialogue-2018", "wsis-tunis-2005"),
        norms=("X-ELEC",),
        empty=(U,),
        personal=(("phone", "+212 5 99 00 11 22"),),
        made_by="hand-written OOXML spreadsheet (shared and inline strings, formulas, dates)",
    ),
    Contribution(
        "h24_inquerito.xlsx",
        (
            ("a", S, "Assinámos o Apelo de Paris em 2019."),
            ("a", N, "O Contrato para a Web."),
            ("a", P, "Um laboratório aberto de análise de código malicioso."),
            ("a", U, "O trabalho remoto."),
        ),
        respondent=1,
        organisation="Laboratório Exemplo",
        group="academia",
        iso3="AGO",
        language="pt",
        consent="yes",
        agreements=("contract-web-2019", "paris-call-2018"),
        made_by="LibreOffice (.xlsx)",
    ),
    Contribution(
        "h25_english_stems.html",
        (
            ("title", "Our input"),
            ("p", "Consumers' League Example | South Africa | Civil society"),
            ("h", "Signatory"),
            ("a", S, "We are signatories to the Contract for the Web."),
            ("h", "Agreements that are missing"),
            (
                "a",
                N,
                "UNGA resolution 73/27 and resolution 74/247, which we oppose; the UN Charter "
                "itself needs no listing.",
            ),
            ("h", "Our projects"),
            ("a", P, "A comic about passwords and a travelling exhibition."),
            ("h", "What no agreement addresses"),
            ("a", U, "Smart toys."),
            ("p", "Call us on +27 11 555 0199 or write to 88 Sample Road, Testville 2000."),
        ),
        organisation="Consumers' League Example",
        group="civil-society",
        iso3="ZAF",
        agreements=("contract-web-2019", "unga-73-27", "unga-74-247"),
        personal=(
            ("phone", "+27 11 555 0199"),
            ("address", "88 Sample Road, Testville 2000"),
        ),
        made_by="hand-written page, short headings",
    ),
    Contribution(
        "h26_short_answers_revised.txt",
        (
            ("p", "From: Gamma Charter Airlines Example (private sector, Malta)"),
            ("p", "Date: 15 October 2020 (second version)"),
            ("p", "OK to publish."),
            (
                "inline",
                "Q1:",
                S,
                "No. Our charter flights are no Charter of Trust, and we have signed neither.",
            ),
            (
                "inline",
                "Q2:",
                N,
                "The Paris Call is there already; the FIRST code of ethics is not.",
            ),
            (
                "inline",
                "Q3:",
                P,
                "We test our booking system every month and reward those who report a flaw "
                "through a bug bounty that has paid forty-four people so far.",
            ),
            ("inline", "Q4:", U, "Loyalty points are stolen as money is, yet no text says so."),
        ),
        organisation="Gamma Charter Airlines Example",
        group="private-sector",
        iso3="MLT",
        consent="yes",
        agreements=("charter-of-trust-2018", "ethicsfirst-2019", "paris-call-2018"),
        norms=("GGE-J",),
        made_by="written by hand, a revision of another document",
    ),
    Contribution(
        "h27_copie_de_la_reponse.md",
        expected="duplicate",
        duplicate_of="h20_reponse.md",
        organisation="Fondation Exemple pour l'école numérique",
        group="civil-society",
        iso3="CAN",
        language="fr",
        consent="yes",
        agreements=("charter-of-trust-2018", "commonwealth-2018", "contract-web-2019"),
        norms=("X-ACCESS", "X-HYG"),
        made_by="a copy under another name",
    ),
    Contribution(
        "h28_confidential.txt",
        (
            ("p", "Organisation: Quiet Bank Example"),
            ("p", "Stakeholder group: private sector"),
            ("p", "Country: Türkiye"),
            ("p", "Please treat this as confidential and do not publish it."),
            ("h", "Signatory?"),
            ("a", S, "We signed the Paris Call without telling our customers."),
            ("h", "Projects?"),
            (
                "a",
                P,
                "Meeting notes are at https://files.example.com/s/a8Kd92Lq?token=9fA2zz81Qp and "
                "the conference room opens with PIN 448812.",
            ),
        ),
        organisation="Quiet Bank Example",
        group="private-sector",
        iso3="TUR",
        consent="no",
        agreements=("paris-call-2018",),
        personal=(
            ("link", "https://files.example.com/s/a8Kd92Lq?token=9fA2zz81Qp"),
            ("password", "448812"),
        ),
        made_by="written by hand, opted out, with an access link and a PIN",
    ),
    Contribution(
        "h29_minutes.txt",
        (
            ("title", "Minutes of the BPF Cybersecurity call of 7 October 2020"),
            ("p", "Join: https://meet.example.net/j/99887766554?pwd=QmFzZTY0ZXhhbXBsZQ"),
            (
                "a",
                O,
                "One participant said that the GCSC norms go further than those of the UN. "
                "Another replied that the OSCE confidence-building measures are better kept. "
                "It was asked whether capacity building is a norm at all.",
            ),
        ),
        agreements=("gcsc-2019", "osce-cbm-2016"),
        norms=("X-CAP", "X-CBM"),
        personal=(("link", "https://meet.example.net/j/99887766554?pwd=QmFzZTY0ZXhhbXBsZQ"),),
        made_by="written by hand, minutes that attribute nothing",
    ),
    Contribution(
        "h30_old_word.doc",
        (
            ("title", "Contribution of the Example Radio Union"),
            ("p", "Organisation: Example Radio Union"),
            ("p", "Stakeholder group: intergovernmental organisation"),
            ("p", "Country: Switzerland"),
            ("h", EN[S]),
            ("a", S, "As an intergovernmental body we cannot sign. We welcomed the Paris Call."),
            ("h", EN[N]),
            ("a", N, "The Antalya communiqué of the G20."),
            ("h", EN[P]),
            ("a", P, "Regional exercises in which response teams train together."),
            ("h", EN[U]),
            ("a", U, "Interference with satellites."),
        ),
        organisation="Example Radio Union",
        group="intergovernmental",
        iso3="CHE",
        agreements=("g20-antalya-2015", "paris-call-2018"),
        norms=("X-AWARE", "X-CAP"),
        made_by="LibreOffice (.doc); quarantine where no converter is installed",
    ),
    Contribution(
        "a01_bomb.docx", expected="quarantine", language="", made_by="archive bomb (ratio)"
    ),
    Contribution("a02_entity.docx", expected="quarantine", language="", made_by="external entity"),
    Contribution(
        "a03_laughs.odt", expected="quarantine", language="", made_by="entities that explode"
    ),
    Contribution(
        "a04_path.docx", expected="quarantine", language="", made_by="archive member ../../x"
    ),
    Contribution(
        "a05_remote.docx",
        (
            ("p", "Organisation: Remote Example Ltd"),
            ("h", EN[S]),
            ("a", S, "No, we have signed no agreement at all."),
        ),
        organisation="Remote Example Ltd",
        made_by="remote template and remote image; macro project inside",
    ),
    Contribution(
        "a06_encrypted.docx", expected="quarantine", language="", made_by="password (OLE container)"
    ),
    Contribution(
        "a07_truncated.docx", expected="quarantine", language="", made_by="cut in the middle"
    ),
    Contribution("a08_empty.odt", expected="quarantine", language="", made_by="zero bytes"),
    Contribution(
        "a09_wrong_name.pdf", expected="quarantine", language="", made_by="a .docx named .pdf"
    ),
    Contribution(
        "a10_locked.pdf",
        expected="quarantine",
        language="",
        made_by="LibreOffice (.pdf with a password)",
    ),
    Contribution(
        "a11_script.html",
        (
            ("p", "Organisation: Script Example <script>alert(1)</script>"),
            ("h", EN[S]),
            ("a", S, "We like <b onmouseover=alert(2)>MANRS</b> and say so."),
        ),
        organisation="Script Example <script>alert(1)</script>",
        agreements=("manrs-2014",),
        made_by="escaped markup in names and answers",
    ),
    Contribution(
        "a12_attachment_path.eml",
        (
            ("h", "Re 1"),
            ("a", S, "We have signed the Tech Accord; the attachment is a picture."),
        ),
        organisation="",
        agreements=("tech-accord-2018",),
        personal=(("email", "lou@paths.example.net"),),
        made_by="hand-written MIME, attachment named ../../../../tmp/evil.sh",
    ),
    Contribution(
        "a13_truncated.pdf", expected="quarantine", language="", made_by="cut in the middle"
    ),
    Contribution(
        "a14_deep.html", expected="quarantine", language="", made_by="20,000 nested elements"
    ),
    Contribution(
        "a15_many_members.odt", expected="quarantine", language="", made_by="3,000 members"
    ),
    Contribution(
        "a16_binary.txt", expected="quarantine", language="", made_by="a program named .txt"
    ),
)
