from __future__ import annotations

import re
from html.parser import HTMLParser
from posixpath import dirname, join, normpath

import pytest
from tests.site.coded_record import AGREEMENTS, HOSTILE, NORMS, inputs, record, tables

from bpfanalysis.site.coded_pages import coded_pages, navigation
from bpfanalysis.site.dossiers import norm_dossier, wsis_dossier
from bpfanalysis.site.pages import NAVIGATION
from bpfanalysis.site.records import Inputs


class Addresses(HTMLParser):
    """What a page links to, and the places that links can lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.outside: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
            if str(given["href"]).startswith("http"):
                self.outside.append(given)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return coded_pages(inputs())


@pytest.fixture(scope="module")
def addresses(pages: dict[str, str]) -> dict[str, Addresses]:
    found = {}
    for address, html in pages.items():
        found[address] = Addresses()
        found[address].feed(html)
    return found


def test_each_agreement_norm_and_case_has_a_page(pages: dict[str, str]) -> None:
    wanted = {f"agreements/{a}.html" for a in AGREEMENTS} | {f"norms/{n}.html" for n in NORMS}
    wanted |= {"cases/whales.html", "cases/cyber-gge.html"}
    wanted |= {"network.html", "coverage.html", "search.html", "glossary.html"}
    assert set(pages) == wanted


def test_a_project_without_codings_has_none_of_them() -> None:
    assert coded_pages(Inputs((), {}, {}, {}, (), ())) == {}
    assert navigation(NAVIGATION, None) == tuple(NAVIGATION)


def test_without_results_there_is_no_network_page_and_no_way_to_it() -> None:
    bare = record(norm_network=[])
    assert "network.html" not in dict(navigation(NAVIGATION, bare))
    given = inputs()
    without = Inputs(given.stages, given.notebooks, {}, {}, (), (), given.citation, "1", bare)
    assert "network.html" not in coded_pages(without)


def test_links_within_the_coded_pages_lead_somewhere(addresses: dict[str, Addresses]) -> None:
    others = {address for address, _ in NAVIGATION} | {"notebooks/03_ties.html"}
    for page, found in addresses.items():
        for link in found.links:
            if link.startswith("http"):
                continue
            path, _, fragment = link.partition("#")
            target = normpath(join(dirname(page), path)) if path else page
            if target in others:
                continue
            assert target in addresses, f"{page} links to {link}, which is no page"
            if fragment and "=" not in fragment and fragment != "content":
                assert fragment in addresses[target].ids, f"{page} links to {link}: no such place"


def test_no_address_stands_twice_on_a_page(addresses: dict[str, Addresses]) -> None:
    for page, found in addresses.items():
        twice = {one for one in found.ids if found.ids.count(one) > 1}
        assert not twice, f"{page} has {twice} twice"


def test_links_to_the_web_carry_rel_and_a_web_address(addresses: dict[str, Addresses]) -> None:
    n = 0
    for page, found in addresses.items():
        for link in found.outside:
            n += 1
            assert "noopener" in str(link.get("rel")), f"{page}: {link['href']} lacks rel"
        assert not any(link.startswith("javascript") for link in found.links), page
    assert n, "no source is linked"


def test_texts_are_escaped_on_every_page(pages: dict[str, str]) -> None:
    shown = 0
    for page, html in pages.items():
        assert HOSTILE not in html and "<img" not in html, f"{page}: a text became markup"
        shown += "&lt;/script&gt;" in html
    assert shown >= len(AGREEMENTS), "the text is not shown at all"


def test_every_cell_of_the_grid_opens_its_dossier(
    pages: dict[str, str], addresses: dict[str, Addresses]
) -> None:
    links = set(addresses["coverage.html"].links)
    for agreement in AGREEMENTS:
        for norm in NORMS:
            assert f"agreements/{agreement}.html#{norm}" in links
        assert f"agreements/{agreement}.html#wsis-open" in links
    assert "cases/whales.html#monitoring" in links
    label = re.search(r'href="agreements/accord.html#GGE-A"[^>]*aria-label="([^"]+)"',
                      pages["coverage.html"])  # fmt: skip
    assert label and label[1] == "Cooperate: implicit, not verified"


def test_unverified_cells_look_different_and_are_counted(pages: dict[str, str]) -> None:
    html = pages["coverage.html"]
    assert re.search(r'accord.html#GGE-A" class="c implicit weak"', html)
    assert re.search(r'old-treaty.html#GGE-A" class="c explicit"', html)
    assert "Of 11 present cells 4 are not verified; of 13 cells" in html


def test_a_dossier_tells_passes_decision_reason_check_and_report() -> None:
    found = norm_dossier(record(), "accord", "GGE-J", "1.0")
    assert found.decided.startswith("Rule 2. Strength follows the verb")
    assert found.reason == "The verb decides here."
    assert found.check == ()
    assert ("Addressee", *["states, private sector"] * 3, False) in found.rows
    assert "Accord (accord) x Report flaws (GGE-J)" in found.report
    assert "What is wrong:" in found.report
    differing = norm_dossier(record(), "accord", "GGE-A", "1.0")
    assert ("Stated", "implicit", "explicit", "implicit", True) in differing.rows
    checked = norm_dossier(record(), "first-call", "GGE-A", "1.0").check
    assert checked[:2] == ("confirmed", "https://texts.example.org/first")


def test_what_was_not_found_is_never_a_no() -> None:
    found = norm_dossier(record(), "old-treaty", "X-DNS", "")
    assert found.line == "not found; no address: unknown rather than “no”"
    assert not found.is_present


def test_a_bare_cell_is_bare_only_where_nothing_is_known() -> None:
    rows = [row | {"reason": "", "decided_by": "agreement"} for row in tables()["adjudicated"]]
    assert norm_dossier(record(adjudicated=rows), "old-treaty", "X-DNS", "").is_bare
    assert not norm_dossier(record(), "old-treaty", "X-DNS", "").is_bare, "it has a reason"
    assert not norm_dossier(record(adjudicated=rows), "accord", "GGE-J", "").is_bare


def test_a_criterion_has_a_dossier_too() -> None:
    codings = record()
    found = wsis_dossier(codings, "accord", codings.tables["wsis_criteria"][0], "1.0")
    assert found.anchor == "wsis-open"
    assert ("Value", "partial", "no", "partial", True) in found.rows


def test_a_norm_says_who_holds_it_and_how_it_varies(pages: dict[str, str]) -> None:
    html = pages["norms/GGE-J.html"]
    assert "Held by 4 of 6 agreements: explicit in 2, implicit in 1, by reference in 1." in html
    assert "0.25 between two agreements" in html
    assert "network.html#tie=GGE-A,GGE-J" in html
    assert "Count in public." in html


def test_a_case_says_what_is_not_known_and_who_coded(pages: dict[str, str]) -> None:
    html = pages["cases/whales.html"]
    assert "Highest rung: self-report" in html
    assert html.count("not known") >= 6
    assert re.search(r"Enforcement.*?differs", html, re.DOTALL)
    assert "Coded by coder B only." in pages["cases/cyber-gge.html"]


def test_search_lists_every_provision_without_a_script(pages: dict[str, str]) -> None:
    assert pages["search.html"].count("<li data-presence") == 11


def test_the_glossary_holds_norms_words_and_statistics(pages: dict[str, str]) -> None:
    for term in ("Cooperate, in own words.", "By reference", "P(edge)", "Rule 7."):
        assert term in pages["glossary.html"]
