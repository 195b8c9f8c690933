"""The pages that open the coded record: network, coverage, entities, search, glossary.

A project without codings has none of them; one whose network has not been computed has all but
the network page.
"""

from __future__ import annotations

from collections.abc import Sequence

from bpfanalysis.site.codings import RESULTS, Codings
from bpfanalysis.site.coverage_pages import coverage_page, search_page
from bpfanalysis.site.entity_pages import entity_pages
from bpfanalysis.site.glossary import glossary_page
from bpfanalysis.site.network_page import network_page
from bpfanalysis.site.records import Inputs

NETWORK = ("network.html", "Network")
BEFORE = (("coverage.html", "Coverage"),)  # stand after the front page
AFTER = (("search.html", "Search"), ("glossary.html", "Glossary"))
NETWORK_TABLES = RESULTS[:5]


def navigation(
    pages: Sequence[tuple[str, str]], codings: Codings | None
) -> tuple[tuple[str, str], ...]:
    """The pages of the site in the order of its navigation, with those of the coded record.

    Examples
    --------
    >>> navigation([("index.html", "Findings")], None)
    (('index.html', 'Findings'),)
    """
    if codings is None:
        return tuple(pages)
    network = (NETWORK,) if codings.has(*NETWORK_TABLES) else ()
    tables = [page[0] for page in pages].index("tables.html") + 1
    return (*pages[:1], *network, *BEFORE, *pages[1:tables], *AFTER, *pages[tables:])


def coded_pages(inputs: Inputs) -> dict[str, str]:
    """Every page of the coded record: its address and its HTML."""
    codings = inputs.codings
    if codings is None:
        return {}
    pages = {
        "coverage.html": coverage_page(inputs, codings),
        "search.html": search_page(inputs, codings),
        "glossary.html": glossary_page(inputs, codings),
    }
    if codings.has(*NETWORK_TABLES):
        pages[NETWORK[0]] = network_page(inputs, codings)
    return pages | entity_pages(inputs, codings)
