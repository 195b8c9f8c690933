"""The words of the site: the norms, how cells are coded, what the statistics mean."""

from __future__ import annotations

from bpfanalysis.agreements.adjudication import RULES
from bpfanalysis.site.codings import Codings
from bpfanalysis.site.dossiers import decided_words
from bpfanalysis.site.records import Inputs

Entry = tuple[str, str]

CODING: tuple[Entry, ...] = (
    ("Agreement", "a text in which actors say how they and others should behave in cyberspace; "
     "treaties and unilateral commitments are called so too"),
    ("Provision", "the passage of an agreement that states a norm; shown in own words, with where "
     "it stands"),
    ("Cell", "one norm in one agreement: what was found of it"),
    ("Pass", "one reading of all cells by one coder, made without sight of the other"),
    ("Adjudication", "the decision on a cell after both passes: by their agreement, by a numbered "
     "rule, by judgement, or by the text itself when it was read afterwards"),
    ("Explicit", "a provision states the norm"),
    ("Implicit", "a provision clearly entails a part of the norm"),
    ("By reference", "the agreement endorses a set of norms that contains it"),
    ("Not found", "no provision is known; it is not proof that there is none"),
    ("Verb (strength)", "shall binds, should advises, aspire hopes; one step lower where the "
     "provision is called voluntary"),
    ("Direction", "whether the provision asks for restraint, for action (positive), or for both"),
    ("Addressee", "who is to act: states, the private sector, the technical community, civil "
     "society, or all"),
    ("Read in the original (primary)", "the text’s own words were read for the part in question"),
    ("Secondary source", "a source that describes the text was read"),
    ("Not verified", "background knowledge, to be checked before it is cited"),
    ("Lineage, family of texts", "agreements that restate one another, counted as one observation "
     "where it matters"),
    ("Scope of 2020", "the rule by which the forum’s year is followed: voluntary, centred on "
     "norms, adopted by the end of 2020"),
    ("Rung", "how far assessment of a norm goes at a stage: stated, self-report, peer review, "
     "independent monitoring, consequence"),
)  # fmt: skip
STATISTICS: tuple[Entry, ...] = (
    ("Co-occurrence", "the number of agreements that hold both norms of a pair"),
    ("Tie", "a pair of norms that stand in the same agreements, drawn as a line"),
    ("Jaccard index", "agreements that hold both, over those that hold at least one; 0 to 1"),
    ("Cosine", "agreements that hold both, over the square root of the product of both counts"),
    ("Association strength", "agreements that hold both, over the product of both counts"),
    ("Lift", "agreements that hold both, over what independent norms of the same frequency would "
     "give; 1 is what chance gives"),
    ("Phi", "the correlation of two norms over agreements; -1 to 1"),
    ("Null model", "what chance would give: agreements and norms are shuffled while something is "
     "kept. The weakest keeps how frequent each norm is; SDSM also keeps, on average, how many "
     "norms each text holds; FDSM keeps both exactly"),
    ("Expected", "agreements that would hold both under the null model, on average"),
    ("p, corrected p", "how rarely the null model gives a count as far out as the one found; "
     "corrected for the number of pairs tested. A large p does not show that there is no tie"),
    ("Beyond chance", "the corrected p lies under the level set; it is not an explanation"),
    ("P(edge)", "cells decided by judgement on which the coders differed are redrawn from what "
     "the coders said; the share of redrawn codings in which the pair is a tie under the weakest "
     "null model"),
    ("Divergence", "the mean distance, in verb, direction and addressee, between two agreements "
     "that hold the same norm; 0 the same, 1 nothing shared"),
    ("Alpha (Krippendorff)", "agreement between coders beyond chance; it shows consistency, not "
     "validity"),
    ("Set membership", "how far a case belongs to a condition, from 0 (fully out) to 1 (fully in)"),
)  # fmt: skip


def glossary_page(inputs: Inputs, codings: Codings) -> str:
    """All terms on one page, each with an address of its own."""
    from bpfanalysis.site.pages import render

    norms = list(codings.norms.values())
    rules = [(name, decided_words(name)) for name in RULES]
    return render(
        "glossary.html",
        inputs,
        title="Glossary",
        description="The norms, the words of the coding, the statistics.",
        kind="coded",
        gge=[norm for norm in norms if norm["family"] == "gge"],
        further=[norm for norm in norms if norm["family"] != "gge"],
        groups=[
            ("coding", "Words of the coding", [(slug(t), t, m) for t, m in CODING]),
            ("statistics", "Statistics", [(slug(t), t, m) for t, m in STATISTICS]),
        ],
        rules=[text for _, text in rules],
    )


def slug(term: str) -> str:
    """A term as an address on the page.

    Examples
    --------
    >>> slug("Verb (strength)")
    'verb-strength'
    """
    plain = "".join(c if c.isalnum() else " " for c in term.lower())
    return "-".join(plain.split())
