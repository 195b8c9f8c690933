"""Short names of the cases, as a reader knows them.

The tables carry the full title of an instrument; a row of a chart has room for two or three
words. A case without a short name keeps its id with spaces, so that new cases need no code.
"""

from __future__ import annotations

OTHER_FIELD = "other field"
CYBER = "cybersecurity"

CASE_NAMES: dict[str, str] = {
    "landmines": "Anti-personnel mines",
    "chemical-weapons": "Chemical weapons",
    "npt": "Nuclear non-proliferation",
    "whaling": "Commercial whaling",
    "ozone": "Ozone layer",
    "climate-paris": "Paris Agreement (climate)",
    "tobacco-fctc": "Tobacco control",
    "bms-code": "Breast-milk substitutes",
    "fgm": "Female genital cutting",
    "udhr-upr": "Human rights review",
    "sullivan": "Sullivan Principles",
    "kimberley": "Conflict diamonds",
    "fatf": "Money laundering (FATF)",
    "montreux": "Private security firms",
    "r2p": "Responsibility to protect",
    "ihr-jee": "Health emergencies",
    "cyber-gge": "UN norms of 2015",
    "cyber-paris-call": "Paris Call (cyberspace)",
    "cyber-manrs": "Routing security (MANRS)",
}

CONDITION_NAMES: dict[str, str] = {
    "clear_rule": "Clear rule",
    "legal_form": "Legal form",
    "independent_monitoring": "Independent monitoring",
    "transparency": "Public findings",
    "enforcement": "Enforcement",
    "civil_society_role": "Role of civil society",
    "capacity_support": "Capacity support",
    "great_power_support": "Great-power support",
    "market_incentive": "Market incentive",
    "adherence": "Adherence",
    "internalised": "Internalised",
}


def case_name(case_id: str) -> str:
    """The short name of a case.

    Examples
    --------
    >>> case_name("fatf")
    'Money laundering (FATF)'
    >>> case_name("ballast-water")
    'Ballast water'
    """
    return CASE_NAMES.get(case_id, case_id.replace("-", " ").capitalize())


def group_of(case_id: str) -> str:
    """Whether a case belongs to cybersecurity or to another field.

    Examples
    --------
    >>> group_of("cyber-manrs"), group_of("ozone")
    ('cybersecurity', 'other field')
    """
    return CYBER if case_id.startswith("cyber-") else OTHER_FIELD


def condition_name(condition: str) -> str:
    """The name of a condition or outcome as a reader sees it.

    Examples
    --------
    >>> condition_name("great_power_support")
    'Great-power support'
    """
    return CONDITION_NAMES.get(condition, condition.replace("_", " ").capitalize())


def literal_name(literal: str) -> str:
    """A literal in words.

    Examples
    --------
    >>> literal_name("~enforcement"), literal_name("clear_rule")
    ('No enforcement', 'Clear rule')
    """
    if literal.startswith("~"):
        return f"No {condition_name(literal[1:]).lower()}"
    return condition_name(literal)


def term_name(term: str) -> str:
    """A term in words.

    Examples
    --------
    >>> term_name("independent_monitoring*~enforcement")
    'independent monitoring and no enforcement'
    """
    return " and ".join(literal_name(literal).lower() for literal in term.split("*"))
