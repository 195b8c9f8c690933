"""The allowed values of coded columns, in the order in which they are shown.

Order carries meaning where it exists: `PRESENCE` runs from nothing to a stated provision,
`BASIS` from the weakest evidence to the strongest, `STRENGTH` from the weakest verb to the
strongest. Labels are what a reader sees; they are declared beside the values so that one thing
has one name everywhere.
"""

from __future__ import annotations

PRESENCE = ("absent", "by-reference", "implicit", "explicit")
PRESENT = PRESENCE[1:]
STRENGTH = ("aspire", "should", "shall")
DIRECTION = ("restraint", "positive", "both")
ADDRESSEE = ("states", "private", "technical", "civil-society", "all")
BASIS = ("unverified", "secondary", "primary")
NORM_FAMILY = ("gge", "further")
ADOPTER_TYPE = (
    "intergovernmental",
    "regional-organisation",
    "state-coalition",
    "expert-group",
    "multistakeholder",
    "private",
    "technical",
    "civil-society",
)
BINDING = ("voluntary", "binding")
YES_NO = ("yes", "no")
YES_NO_UNKNOWN = ("yes", "no", "unknown")
WSIS_VALUE = ("no", "partial", "yes")
STAKEHOLDER_GROUP = (
    "government",
    "intergovernmental",
    "private-sector",
    "civil-society",
    "technical-community",
    "academia",
    "unknown",
)
UN_REGION = (
    "Africa",
    "Asia-Pacific",
    "Eastern Europe",
    "Latin America and Caribbean",
    "Western Europe and Others",
    "Global",
    "unknown",
)
CALL_QUESTION = (
    "signatory",
    "new-agreement",
    "project",
    "unaddressed-issue",
    "method",
    "outreach",
    "other",
)
STAGE = (
    "emergence",
    "adoption",
    "implementation",
    "monitoring",
    "evaluation",
    "feedback",
    "enforcement",
)
ASSESSOR = (
    "none",
    "self-report",
    "peer-review",
    "civil-society",
    "market",
    "technical-verification",
    "independent-body",
)
CONSEQUENCE = ("none", "capacity-support", "naming", "loss-of-status", "sanction")
CONDITION = (
    "clear_rule",
    "legal_form",
    "independent_monitoring",
    "transparency",
    "enforcement",
    "civil_society_role",
    "capacity_support",
    "great_power_support",
    "market_incentive",
)
OUTCOME = ("adherence", "internalised")

LABELS: dict[str, str] = {
    "absent": "not found",
    "by-reference": "by reference",
    "implicit": "implicit",
    "explicit": "explicit",
    "unverified": "not verified",
    "secondary": "secondary source",
    "primary": "read in the original",
    "gge": "UN GGE 2015 norm",
    "further": "further norm",
    "intergovernmental": "Intergovernmental",
    "regional-organisation": "Regional organisation",
    "state-coalition": "Coalition of states",
    "expert-group": "Expert group",
    "multistakeholder": "Multistakeholder",
    "private": "Private sector",
    "technical": "Technical community",
    "civil-society": "Civil society",
    "government": "Government",
    "private-sector": "Private sector",
    "technical-community": "Technical community",
    "academia": "Academia",
    "unknown": "Not known",
    "un-gge": "UN expert reports and kin",
    "cybercrime-law": "Cybercrime laws",
    "eu": "European Union texts",
    "sco": "Shanghai Cooperation texts",
    "collective": "Attributed to nobody",
    "organisation": "Organisation",
    "state": "State",
    "public-authority": "Public authority",
    "person": "Person",
    "signatory": "Being a signatory",
    "new-agreement": "New agreements",
    "project": "Projects",
    "unaddressed-issue": "Issues not addressed",
    "method": "Methods",
    "outreach": "Outreach",
    "other": "Other",
    "Asia-Pacific": "Asia-Pacific",
}


def label(value: str) -> str:
    """What a reader sees for a coded value; the value itself, with spaces, where none is declared.

    Examples
    --------
    >>> label("by-reference")
    'by reference'
    >>> label("great_power_support")
    'great power support'
    """
    return LABELS.get(value, value.replace("_", " ").replace("-", " "))


def at_least(level: str, order: tuple[str, ...]) -> tuple[str, ...]:
    """The values of an ordered vocabulary from a level upwards.

    Examples
    --------
    >>> at_least("implicit", PRESENCE)
    ('implicit', 'explicit')
    """
    return order[order.index(level) :]
