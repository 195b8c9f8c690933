"""Words by which a question of the call, a field of a form or boilerplate is known, folded.

Everything here is matched against text without case and accents (`folding.fold`).
"""

# Patterns and lists of words are easier to check when they are not cut into lines.
# ruff: noqa: E501
from __future__ import annotations

import re

# Folding takes these signs apart or off; patterns are written as people write.
FOLDED = str.maketrans(
    {"й": "и", "ё": "е", "ї": "і", "ß": "ss", "ؤ": "و", "أ": "ا", "إ": "ا", "آ": "ا", "ئ": "ي"}
)


def rx(pattern: str) -> re.Pattern[str]:
    """A pattern for folded text.

    Examples
    --------
    >>> bool(rx("частный").match("частныи"))
    True
    """
    return re.compile(pattern.translate(FOLDED))


AGREEMENT = (
    r"(?:agreement|initiative|accord|acuerdo|acordo|vereinbarung|abkommen|ubereink|text[eos]?\b|instrument|"
    r"convention|treat(?:y|ies)|соглашени|инициатив|accordi|afspraken|overeenkomst)"
)
SIGN = rx(
    r"signator|signatar|signatair|\bsign(?:ed|s|ing)?\b|\bfirmat|\bfirmant|\bfirmo\b|ha firmado|unterzeichn|"
    r"подпис|assinante|assinou|adheren(?:t|ce)|\bparty to\b|ondertekend|签署|签字|الموقع|موقع"
)
PROJECT = rx(
    r"\bprojects?\b|\bprogram(?:me)?s?\b|\bprojets?\b|\bprogrammes?\b|\bproyectos?\b|\bprogramas?\b|"
    r"\bprojetos?\b|\bprojekte?n?\b|\bprogrammen?\b|проект|программ|\bprogetti\b|\bprogrammi\b|"
    r"\bprojecten\b|项目|مشاريع|مشروع"
)
NO_AGREEMENT = rx(
    r"\b(?:no|any|aucun|ningun[ao]?|nenhum[ao]?|keine[rnm]?|nessun[ao]?|geen|ни одн\w+|sin)\s(?:\S+\s){0,2}"
    + AGREEMENT
)
OTHER = rx(
    r"\bother\b|\bfurther\b|\badditional\b|\bmissing\b|\bnot (?:yet )?(?:covered|included|listed|in|on)\b|"
    r"\bautres?\b|\bmanqu|\babsents?\b|\botr[ao]s?\b|\bfalta|\boutr[ao]s?\b|\bconviene incluir\b|"
    r"\bweitere|\bfehl|\bandere|друг|ины[еx]|отсутств|\baltr[ie]\b|\bmancan|\bnew agreements?\b|"
    r"\bleft out\b|\bnao constam\b|\bno figuran\b|\bne couvre pas\b|其他|أخرى|\badd(?:ed)?\b"
)
GAP = rx(
    r"\bunaddressed\b|\bgaps?\b|not (?:yet |being |currently )?(?:addressed|regulated|dealt)|\bopen issues?\b|"
    r"\bissues?\b|\blacks?\b|\blacun|\bencore traite|\bne sont\b.*\btrait|\bquestions? de\b|\benjeux\b|"
    r"\bcuestiones\b|\btemas\b|\bproblemas?\b|\bquestoes\b|\bpendientes\b|\bem aberto\b|\blagunas?\b|"
    r"\bfragen?\b|\bungeregelt|\bgeregelt|\boffene?\b|\bthemen\b|вопрос|пробел|проблем|\bquestioni\b|"
    r"\blacune\b|\bkwesties\b|\bsujets\b|问题|قضايا|\baborda|\btratad[ao]s?\b|\bnon traitees?\b|\btopics?\b"
)
OTHER_ANSWER = rx(
    r"^(?:any other|other comments?|anything else|additional comments?|further comments?|comments?|"
    r"general comments?|remarks?|autres commentaires?|commentaires?|remarques?|otros comentarios|"
    r"comentarios?|observaciones|outros comentarios|observacoes|weitere anmerkungen|anmerkungen?|"
    r"kommentare?|комментари\w*|примечани\w*|altri commenti|commenti|message|your (?:message|contribution|input))\b"
)
METHOD = rx(r"\bmethod|\bcoding\b|\bresearch paper\b|\bmethodolog|\bmethodik\b")
OUTREACH = rx(
    r"\boutreach\b|\bparticipation\b.*\bbpf\b|\bwho else should\b|\bsensibilisation du bpf\b"
)

NUMBER_WORD = (
    r"(?:q(?:uestions?)?|preguntas?|perguntas?|fragen?|domand[ae]|vra(?:ag|gen)|вопрос(?:ы|ам|у)?|"
    r"question no\.?|answers? to (?:questions?)?|responses? to (?:questions?)?|re|ad|zu(?: frage| den fragen)?|"
    r"reponses? (?:a|aux) (?:la |les )?questions?|respuesta a la pregunta|respuesta a las preguntas|"
    r"resposta a(?:s)? perguntas?|ответ(?:ы)? на вопрос(?:ы)?|antwort(?:en)? (?:auf|zu) fragen?|"
    r"a|p|r|respuesta|resposta|reponse|answer|antwort|ответ|soru|soal|سؤال|السؤال|问题|第)"
)
NUMBERS = r"(?P<numbers>[1-9](?:\s*(?:,|/|&|\+|-|and|et|y|e|und|и|to|bis|a)\s*[1-9]){0,3})"
NUMBERED = rx(
    rf"^(?:{NUMBER_WORD}\s*[.:#]?\s*(?:n[o°º.]+\s*)?{NUMBERS}(?!\d)|#{NUMBERS.replace('numbers', 'hashed')}(?!\d))"
)
BARE = rx(r"^\(?(?P<numbers>[1-9])\s*[.):\]-]+(?!\d)\s*(?:[1-9]\s?[.)]\s*)?")

IDENTITY = {
    "organisation": r"(?:name of (?:the |your )?)?organi[sz]ations?(?: name)?|organi[sz]acion(?:es)?|organizac(?:ao|oes)|"
    r"organisationen?|name der organisation|nombre de la organizacion|nom de l'organisation|nome da organizacao|"
    r"организация|entidade|entidad|instituicao|institucion|institution(?: name)?|company(?: name)?|"
    r"affiliation|employer|submitted (?:jointly )?by|submission (?:by|from)|contributors?|contribution from|on behalf of|"
    r"from|organizzazione|ente|organisatie|societe|empresa|firma|einrichtung|structure|organisme|"
    r"au nom de|en nombre de|em nome de|im namen von|eingereicht von|presente par|soumis par|presentado por|"
    r"enviado por|submetido por|remitente|respondent|组织|机构|المنظمة|المؤسسة|kurulus|организации",
    "group": r"type d'acteurs?|tipo de (?:actor|ator|parte interesada)|akteur|actor type|who are you|(?:type of )?stakeholder(?: ?group| ?type| ?category)?s?|type of (?:stakeholder|organisation|organization)|"
    r"(?:stakeholder )?categor(?:y|ie|ia)|sector|secteur|setor|sektor|group|grupo(?: de interes(?:es)?| de partes interesadas)?|"
    r"groupe(?: d'acteurs| de parties prenantes)?|gruppe|interessengruppe|stakeholdergruppe|akteursgruppe|"
    r"группа|категория|сектор|partie prenante|tipo de organizacion|tipo de organizacao|gruppo|categoria de ator|"
    r"community|constituency|利益攸关方|الفئة|القطاع|art der organisation",
    "country": r"countr(?:y|ies)(?: of .*| or .*|/.*)?|pays|pais(?:es)?|land|lander|страна|страны|paese|location|based in|"
    r"nationality|ulke|国家|البلد|الدولة|(?:country|pays|pais) .{0,20}",
    "consent": r".*\b(?:publish|publication|publishing|published|consent)\b.*|.*\bpubli(?:er|cation|cacao|cacion|que|car|quer|quee|cada|car\?)\b.*|"
    r".*\bpublicar\b.*|.*veroffentlich.*|.*публик.*|.*pubblica.*|.*公开.*|.*النشر.*|.*\bmake public\b.*|.*\bconfidential.*",
    "date": r"date(?: of submission)?|datum|fecha|data|дата|timestamp|start ?time|completion time|submitted(?: on| at)?|"
    r"date submitted|zeitstempel|marca temporal|carimbo de data.*|horodat.*|submission date|created|end ?date|start ?date|"
    r"version(?: of)?|日期|التاريخ",
    "contact": r"(?:contact )?e-?mails?(?: address)?|courriel|correo(?: electronico)?|email-?adresse|mail|почта|эл.*почта|"
    r"tele?ph?one?.*|telefon[eo]?|tel|phone.*|fax|mobile|address|adresse.*|direccion|endereco|anschrift|contact.*|kontakt.*|"
    r"contacto?|contato|ip(?: address)?|website|web|url|adres|телефон|адрес|contacts?",
    "person": r"(?:(?:full|first|last|given|family|your|contact) )?name(?: of (?:the )?(?:contact|author|respondent|person).*)?|"
    r"surname|nom(?: et prenom)?|prenom|nombre(?: y apellidos?)?|apellidos?|nome(?: completo)?|vorname|nachname|"
    r"ansprechpartner(?:in)?|responsavel|responsable|imya|имя|фио|contact person|author|position|title|role|"
    r"funktion|cargo|fonction|job title|姓名|الاسم",
    "language": r"language|langue|idioma|lingua|sprache|язык",
    "skip": r"(?:response |respondent |collector |submission |entry )?id|#|no\.?|nr\.?|status|progress|duration.*|"
    r"finished|recorded date|user agent|referrer|ip.*|lfd.*|score|last page|seed|start language|"
    r"notes?|remarks? \(internal\)|hinweis",
}  # fmt: skip
FIELDS = {name: rx(rf"(?:{pattern})") for name, pattern in IDENTITY.items()}

GROUPS = (
    ("intergovernmental", r"inter-?govern\w*|inter-?governamental|zwischenstaatlich\w*|межправительств\w*|"
     r"international organi[sz]ations?|organisations? internationales?|igo|organismo internacional|"
     r"internationale organisation|政府间.*|organizacion internacional"),
    ("private-sector", r"private(?: sector)?|private-sector|business(?: sector| community)?|industry|compan(?:y|ies)|"
     r"secteur prive|entreprises?|sector privado|setor privado|empresas?|empresarial|privatwirtschaft|wirtschaft|"
     r"privatsektor|частный сектор|бизнес|settore privato|prive|私营部门|القطاع الخاص|corporate"),
    ("civil-society", r"civil[ -]societ\w*|societe civile|sociedad civil|sociedade civil|zivilgesellschaft|"
     r"гражданское общество|societa civile|ngos?|ong|nro|non-?profits?|nichtregierungsorganisation|"
     r"non-governmental(?: organi[sz]ation)?|end users?|民间社会|المجتمع المدني|maatschappelijk middenveld"),
    ("technical-community", r"technical(?: ?communit(?:y|ies))?|technical-community|communaute technique|"
     r"comunidad tecnica|comunidade tecnica|technische (?:gemeinschaft|community)|техническое сообщество|"
     r"comunita tecnica|技术社群|技术界|المجتمع التقني|internet technical community"),
    ("academia", r"academi(?:a|c|cs)(?: community)?|academic community|academia|academique|monde academique|universit\w*|"
     r"research(?: institute)?|recherche|universidad\w*|wissenschaft|академическ\w+(?: сообщество)?|наука|"
     r"accademia|学术界|الأوساط الأكاديمية|academ\w+ e pesquisa|comunidad academica|comunidade academica|academie"),
    ("government", r"governments?(?:al)?|public (?:sector|authority|administration)|gouvernement\w*|"
     r"gobiernos?|governos?|regierung|offentliche verwaltung|behorde|правительств\w*|государств\w*|governo|"
     r"overheid|政府|الحكومة|secteur public|sector publico|setor publico|state"),
)  # fmt: skip
GROUP_PATTERNS = tuple((group, rx(rf"(?:{pattern})")) for group, pattern in GROUPS)
NAMED_GROUPS = (
    ("academia", rx(r"\b(?:university|universite|universidade?|universitat|universita|университет)\b|^universi")),
    ("technical-community", rx(r"^(?:[\w-]+ )?(?:cert|csirt)\b|\b(?:cert|csirt)$|-(?:cert|csirt)\b")),
    ("government", rx(r"^(?:ministry|ministere|ministerio|government|gouvernement|gobierno|governo|bundesministerium|"
                              r"министерство|department|federal office|embassy)\b")),
)  # fmt: skip

TITLE = rx(
    r"^(?:joint |written |our |notre |the )?(?:contribution|submission|response|input|comments?|answers?|reply|statement|"
    r"reponse|contribucion|aportacion|respuesta|contribuicao|resposta|stellungnahme|beitrag|antwort(?:en)?|contributo|"
    r"ответ|вклад|risposta|bijdrage)\s(?:of|by|from|della|dell'|di|dei|delle|van|de la|de l'|de|du|des|del|da|do|dos|das|der|vom|von|des|from the|of the|by the)\s?"
)
TITLE_ON = rx(
    r"^(?:joint |written |our )?(?:comments?|feedback|remarks?|input|contribution|submission|response|observations?|"
    r"commentaires?|remarques|comentarios?|observaciones|contribucion|contribuicao|kommentare?|anmerkungen|beitrag)\s"
    r"(?:on|to|for|regarding|sur|a l'|au|a|sobre|al|ao|zu|zum|zur)\s.{3,90}?\s(?:by|from|submitted by|on behalf of|par|por|von|vom)\s(?:the )?"
)
BEHALF = rx(
    r"\b(?:on behalf of|au nom de|en nombre de|em nome de|im namen)\s(?:the |la |le |les |l'|de |der |des |del |do |da |dos |das |el |o |a )*"
)
MINUTES = rx(
    r"^(?:draft )?(?:minutes|meeting (?:notes|summary|report)|summary of the (?:call|meeting)|compte rendu|proces-verbal|"
    r"acta|ata|protokoll|протокол|notes from the)\b"
)
BOILERPLATE_HEADING = rx(
    r"^(?:(?:[ivx\d]+[.)]\s*)?(?:introduction|instructions?|background(?: reading| information)?|about (?:the|this) (?:bpf|call|forum).*|"
    r"how to (?:submit|contribute|respond).*|privacy(?: notice| policy)?|data protection.*|deadline|next steps|"
    r"call for (?:contributions|input|inputs)|further reading|timeline|contact us|purpose(?: of .*)?|"
    r"introduccion|instrucciones|antecedentes|introducao|instrucoes|contexto|contexte|consignes|einleitung|hinweise|"
    r"hintergrund|введение|инструкция|contributor|contributor information|about you|questions?|questionnaire|"
    r"vos coordonnees|preguntas|perguntas|fragen|вопросы|answers?|reponses|respuestas|respostas|antworten))\s*:?$"
)
CALL_TEXT = rx(
    r"\bcall for (?:contributions?|inputs?)\b|\bis calling for input\b|\bsend (?:the|your) (?:completed form|answers|contributions?)\b|"
    r"\bcontributions are published\b|\bplease answer the questions\b|\bdo not need to answer all\b|"
    r"\bthis year's bpf\b|\bthe bpf cybersecurity is building\b|\bdraft (?:research|background) paper\)|"
    r"\bappel a contributions?\b.*\bbpf\b|\benvoy(?:ez|er) (?:vos|le formulaire)|\benvie su|\bconvocatoria\b.*\bplazo|"
    r"\benvie (?:a sua|o formulario)|\bbitte (?:senden|beantworten) sie\b|\bwill feed into\b.*\b(?:bpf|output)\b|"
    r"\bthe 2019 set\b"
)
NOTICE = rx(
    r"synthetic test material|^organi[sz]ations, persons and addresses in|^document are made up|"
    r"^this document (?:is )?(?:made up|are made up)|documento? de (?:test|teste|prueba) sintetico?|"
    r"document de test synthetique|^made up\.$|^persons and addresses in this document|"
    r"^addresses in this document|^organisations, persons and|^this message (?:and any attach|is confidential and intended|contains confidential)|"
    r"^(?:ce message|este mensaje|esta mensagem|diese e-?mail|this e-?mail) .{0,80}(?:confidenti|vertraulich|intended)|"
    r"^sent from my |^envoye de mon |^enviado desde mi |^von meinem .{0,20} gesendet|"
    r"^get outlook for|^please consider the environment|^page \d+(?: of \d+)?$|^powered by |^©|^copyright "
)
GREETING = rx(
    r"^(?:dear|hello|hi|good (?:morning|day|afternoon)|greetings|madame|monsieur|bonjour|chere?s?|estimad[ao]s?|hola|"
    r"buen[oa]s (?:dias|tardes)|prezad[ao]s?|ola|bom dia|sehr geehrte|liebe|guten tag|hallo|уважаемые|добрый день|"
    r"здравствуйте|gentile|buongiorno|geachte|to whom)\b"
)
COVER = rx(
    r"^(?:please (?:find|see)|see (?:below|attached)|our (?:views|comments|contribution) (?:are|is)|find attached|attached (?:is|are|please)|veuillez trouver|ci-joint|adjunto|adjuntamos|segue em anexo|"
    r"em anexo|anbei|im anhang|во вложении|unsere antworten|our (?:short )?answers|thank you for|thanks for|merci (?:de|pour)|"
    r"gracias por|obrigad[ao]|vielen dank|fyi|here (?:is|are) our|below (?:is|are)|we are pleased to|nous avons le plaisir)\b"
)
CLOSING = rx(
    r"^(?:with )?(?:kind(?:est)?|best|warm(?:est)?|many)? ?(?:regards|wishes|greetings)\b.{0,30}$|^(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?\b.{0,10}$|"
    r"^(?:bien )?cordialement\b.{0,20}$|^(?:un )?(?:cordial |atento )?saludos?\b.{0,20}$|^atentamente\b.{0,5}$|^atenciosamente\b.{0,5}$|"
    r"^com os melhores cumprimentos\b.{0,5}$|^cumprimentos\b.{0,5}$|^mit (?:freundlichen|besten|herzlichen) grußen\b.{0,5}$|"
    r"^mit (?:freundlichen|besten) grussen\b.{0,5}$|^(?:viele|beste|freundliche) gruss?e\b.{0,5}$|^с уважением\b.{0,5}$|"
    r"^cordiali saluti\b.{0,5}$|^met vriendelijke groet\b.{0,10}$|^thanks(?: again| in advance)?[,.!]?$|^thank you[,.!]?$|^cheers[,.!]?$|"
    r""
    r"^veuillez agreer\b.{0,160}$|^abrazos?[,.!]?$|^salutations\b.{0,30}$"
)
PLACE_AND_DATE = rx(
    r"^fait a .{2,30}, le .{6,20}$|^(?:en |a )?\w[\w ]{1,20}, (?:le |den |a |em |the )?\d{1,2}\.?(?:st|nd|rd|th|er)? (?:de |of )?\w+ (?:de )?20\d\d\.?$"
)
ANSWER_MARK = rx(
    r"^(?:a|r|ans|answer|reponse|respuesta|resposta|antwort|ответ|risposta)\s?:\s+|^r\.\s+(?=\S)"
)
POINTER = rx(
    r"^(?:(?:on|re|ad|at|in|to|comment on|zu|sur|sobre|a|au)\s)?(?P<section>(?:sections?|sec\.|chapters?|ch\.|para(?:graph)?s?\.?|pages?|p\.|pp\.|annex(?:es)?|"
    r"appendix|table|figure|fig\.|box|footnote|line|lines|part|secciones|seccion|apartado|parrafo|pagina|capitulo|anexo|secao|paragrafo|"
    r"chapitre|paragraphe|annexe|tableau|abschnitt|kapitel|absatz|seite|anhang|tabelle|раздел|глава|страница|стр\.|пункт|"
    r"executive summary|introduction|conclusions?|title|abstract|general(?: comments?| remarks?)?|overall|§+)\s?[\w.§-]*(?:\d+(?:\.\d+)*)?(?:(?:,\s?|\s)(?:(?:first|second|third|fourth|last|"
    r"line|lines|paragraph|para|table|figure|page|p\.|bullet|item|footnote|premier|deuxieme|segundo|primer|zweiter|erster|linea|ligne|zeile|"
    r"tabla|tabela|tableau|tabelle|parrafo|paragraphe|paragrafo|absatz|\d+(?:\.\d+)*|and|to|-)\s?)*)?)\s?[:.)–-]"
)
MISSING = rx(
    r"\b(?:is|are|was|were) (?:also )?(?:missing|left out|absent|omitted|not (?:listed|included|mentioned|covered))\b|"
    r"\bshould (?:also )?be (?:added|included|listed|mentioned)\b|\b(?:please |we suggest to |consider )?add(?:ing)? the\b|"
    r"\bmanqu(?:e|ent)\b|\bdoit etre ajoute|\bfalta[n]?\b|\bdeberia(?:n)? (?:incluirse|anadirse)|\bdeve(?:m|ria)? ser (?:incluid|acrescentad)|"
    r"\bfehl(?:t|en)\b|\bsollte(?:n)? (?:aufgenommen|erganzt)|\bотсутству|\bleft out\b|\bomits?\b"
)
