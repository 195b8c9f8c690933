"""Whether a contributor agrees to publication; not said is unknown."""

# Patterns and lists of words are easier to check when they are not cut into lines.
# ruff: noqa: E501
from __future__ import annotations

from bpfanalysis.contributions.importing.cues import rx
from bpfanalysis.contributions.importing.folding import fold

YES = rx(
    r"^(?:yes|y|oui|o|si|sim|s|ja|да|d'accord|ok|okay|true|1|agreed?|i agree|we agree|granted|autorisee?|"
    r"autorizad[ao]|de acuerdo|aceptad?o?|accepte?|erlaubt|einverstanden|разрешен\w*|согласны?|x|✓|✔|☒|☑|是|"
    r"نعم|evet|ya|public|publish|concordo|aceito)\b"
)
NO = rx(
    r"^(?:no|n|non|nao|nein|нет|false|0|refused|denied|not|none|do not|don't|confidential|disagree|nicht|не |否|"
    r"لا|hayir|tidak|private|rather not|prefer not|please do not|geen|nee|nej|nie)\b"
)
OBJECT = (
    r"(?:this|it|them|our|my|the (?:contribution|answers?|submission|comments?|note|text|response|document|reply)|"
    r"these|any (?:part|of)|anything)"
)
REFUSALS = rx(
    rf"\b(?:do not|don't|not to|may not|must not|cannot|should not|never|nor) (?:be )?(?:publish(?:ed)?|post(?:ed)?|make public|made public|"
    rf"share(?:d)?|disclose(?:d)?|circulate(?:d)?|put)\b(?: {OBJECT}|\.|,|;|$| (?:on|online|publicly|outside|further))|"
    rf"\bnot (?:for|intended for) (?:publication|circulation|distribution|the public)\b|"
    rf"\b(?:treat|keep|consider|regard) {OBJECT} (?:as )?(?:strictly )?(?:confidential|private)\b|\bin confidence\b(?=.{{0,30}}(?:submitted|contribution|sent))|"
    r"\b(?:we|i) (?:do not|don't) (?:agree|consent|wish|want).{0,40}\bpubli|\b(?:object|opposed?) to (?:the |its |any )?publication|"
    r"\bwithout publication\b|\bno publication\b|\bstrictly confidential\b|\bconsent to publi\w+ (?:is )?(?:withheld|refused|denied)|"
    r"\bne (?:pas|souhaitons pas|voulons pas|veuillez pas).{0,40}publi|\bpublication (?:non autorisee|interdite|refusee)|\b(?:n'autorisons|n'autorise|ne sommes) pas.{0,40}publi|"
    r"\bpriere de ne pas publier|\bnon destinee? a (?:la )?publication|\bconfidentiel(?:le)?\b.{0,20}$|"
    r"\bno (?:se )?(?:publi(?:que|car|quen)|autoriz\w+|permit\w+|deseamos).{0,40}(?:publi|$)|\bno publicar\b|\bfavor de no publicar|\bpublicacion no autorizada|"
    r"\bnao (?:publi\w+|autoriz\w+|permit\w+|desejamos).{0,40}(?:publi|$)|\bpublicacao nao autorizada|"
    r"\bnicht (?:zur veroffentlichung|veroffentlich\w+)|\bkeine(?:r)? veroffentlichung|\bveroffentlichung .{0,30}\b(?:nicht|untersag|wider)|\bvertraulich (?:zu )?behandeln|"
    r"\bне (?:публик|подлежит публикации|разглаш|для публикации)|\bnon (?:pubblicare|autorizziamo la pubblicazione)|\bniet (?:publiceren|openbaar)|请勿公开|لا تنشر"
)
AGREEMENTS = rx(
    r"\bmay (?:be )?publish|\byou (?:can|may) (?:publish|post|share)|\bok(?:ay)? (?:to|for) publi|\bfeel free to publish|\bcan be published|"
    r"\b(?:we|i) (?:agree|consent|have no objection)s? to (?:the |its |this |your )?(?:publication|publishing|being published)|"
    r"\bpublication (?:is |of .{0,30} is )?(?:fine|ok|agreed|permitted|allowed|welcome|granted)|\bhappy (?:for|to see) (?:this|it|our).{0,40}publi|"
    r"\bconsent (?:to publish|to publication)(?: is)? (?:given|granted)|\bplease publish\b|\bno objections? to publi|\bfor publication\b|\bpermission to publish\b|"
    r"\b(?:nous )?autoris(?:ons|e)\b.{0,30}publi|\bpublication (?:est )?(?:autorisee|possible|acceptee)|\bpouvez publier|\bpeut etre publiee?|d'accord pour (?:la publication|publier)|\bacceptons (?:la|sa) publication|"
    r"\b(?:se )?(?:permite|autoriza(?:mos)?|autorizo|consentimos|aceptamos)\b.{0,30}publica|\bpueden publicar|\bpuede (?:ser publicad|publicar)|de acuerdo con la publicacion|\bpublicacion (?:esta )?(?:autorizada|permitida)|"
    r"\b(?:autorizamos|autorizo|concordamos|permitimos|aceitamos)\b.{0,30}publica|\bpodem? (?:ser publicad|publicar)|\bpublicacao (?:esta )?(?:autorizada|permitida)|"
    r"\bveroffentlichung\b.{0,40}(?:zu\b|ordnung|einverstanden|gestattet|erlaubt|gerne)|\b(?:stimmen|stimme)\b.{0,40}veroffentlichung|\bdurfen .{0,30}veroffentlich|\beinverstanden\b.{0,40}veroffentlich|\bkann veroffentlicht werden|"
    r"\bсогласны на публикацию|\bпубликац\w+ (?:разрешена|разрешаем)|\bможно публиковать|\bразрешаем публик|\bautorizziamo la pubblicazione|\bakkoord met publicatie|同意公开"
)


def consent_of(value: str) -> str:
    """Consent from a form field: yes, no or unknown.

    Examples
    --------
    >>> consent_of("Sí"), consent_of("No, thanks"), consent_of(""), consent_of("see below")
    ('yes', 'no', 'unknown', 'unknown')
    """
    low = fold(value)
    if not low:
        return "unknown"
    if NO.match(low) or REFUSALS.search(low):
        return "no"
    if YES.match(low) or AGREEMENTS.search(low):
        return "yes"
    return "unknown"


def consent_in(text: str) -> str:
    """Consent said in running text; empty if nothing is said. A refusal outweighs an agreement.

    Examples
    --------
    >>> consent_in("Please do not publish this note."), consent_in("Publication is fine with us.")
    ('no', 'yes')
    >>> consent_in("Governments do not publish what they find.")
    ''
    """
    low = fold(text)
    if REFUSALS.search(low):
        return "no"
    return "yes" if AGREEMENTS.search(low) else ""
