"""The pages as a browser and a screen reader meet them, without a browser."""

from __future__ import annotations

from html.parser import HTMLParser
from itertools import pairwise
from posixpath import dirname, join, normpath

import pytest
from tests.site.conftest import HOSTILE

from bpfanalysis.paths import Project
from bpfanalysis.site.citation import authors, bibtex, citation_text

VOID = {"meta", "link", "img", "br", "hr", "input"}
ADDRESSES = ["index.html", "figures.html", "notebooks.html", "tables.html", "sources.html",
             "limits.html", "cite.html", "notebooks/01_agreements.html",
             "notebooks/02_report.html"]  # fmt: skip


class Reader(HTMLParser):
    """Collects what the tests ask of a page, and whether its elements nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[int] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.headings.append(int(tag[1]))
        if tag == "div" and "p" in self.open[:-1]:
            self.faults.append("a div inside a paragraph")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        else:
            self.open.pop()

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def ids(self) -> list[str]:
        return [a["id"] for _, a in self.elements if a.get("id")]  # type: ignore[misc]


@pytest.fixture
def read(pages: dict[str, str]) -> dict[str, Reader]:
    return {address: Reader(html) for address, html in pages.items()}


def test_the_site_has_its_pages(pages: dict[str, str]) -> None:
    assert sorted(pages) == sorted(ADDRESSES)


def test_elements_nest_and_ids_are_unique(read: dict[str, Reader]) -> None:
    for address, page in read.items():
        assert not page.faults and not page.open, f"{address}: {page.faults} {page.open}"
        assert len(set(page.ids)) == len(page.ids), f"{address}: an id is doubled"


def test_language_landmarks_skip_link_and_one_title(read: dict[str, Reader]) -> None:
    for address, page in read.items():
        assert page.all("html")[0].get("lang") == "en", address
        assert [len(page.all(tag)) for tag in ("main", "header", "footer", "title")] == [1] * 4
        assert page.all("a")[0]["href"] == "#content" and "content" in page.ids, address
        for nav in page.all("nav"):
            assert nav.get("aria-label") or nav.get("aria-labelledby") in page.ids, address


def test_headings_are_in_order(read: dict[str, Reader]) -> None:
    for address, page in read.items():
        levels = page.headings
        assert levels[0] == 1 and levels.count(1) == 1, f"{address}: {levels}"
        steps = [b - a for a, b in pairwise(levels)]
        assert all(step <= 1 for step in steps), f"{address} skips a level: {levels}"


def test_every_picture_has_an_alternative_text(read: dict[str, Reader]) -> None:
    pictures = [(a, image) for a, page in read.items() for image in page.all("img")]
    assert len(pictures) >= 5
    for address, image in pictures:
        assert (image.get("alt") or "").strip(), f"{address}: {image.get('src')}"
        assert image.get("width") and image.get("height"), "a page must not jump while loading"


def test_nothing_is_loaded_from_elsewhere(read: dict[str, Reader]) -> None:
    for address, page in read.items():
        assert not page.all("script") and not page.all("iframe"), address
        for tag, attributes in page.elements:
            assert not any(name.startswith("on") or name == "style" for name in attributes), (
                f"{address}: <{tag}> with {sorted(attributes)}"
            )
            loads = [attributes.get(name) for name in ("src", "srcset", "poster", "data")]
            if tag == "link":
                loads.append(attributes.get("href"))
            for value in filter(None, loads):
                assert "//" not in value, f"{address}: <{tag}> loads {value}"
        policy = [m for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy"]
        assert "default-src 'none'" in (policy[0]["content"] or ""), address
        assert "http" not in (policy[0]["content"] or ""), address


def test_the_style_loads_nothing(project: Project, pages: dict[str, str]) -> None:
    assert pages
    style = (project.root / "site/assets/style.css").read_text(encoding="utf-8")
    assert "url(" not in style and "@import" not in style


def test_internal_links_resolve(project: Project, read: dict[str, Reader]) -> None:
    n_links = 0
    for address, page in read.items():
        for link in (*page.all("a"), *page.all("img"), *page.all("link")):
            target = link.get("href") or link.get("src") or ""
            if target.startswith(("https://", "http://")):
                continue
            n_links += 1
            path, _, fragment = target.partition("#")
            place = normpath(join(dirname(address), path)) if path else address
            assert (project.root / "site" / place).is_file(), f"{address}: {target} leads nowhere"
            if fragment:
                assert fragment in read[place].ids, f"{address}: {target} has no such place"
    assert n_links > 50


def test_hostile_text_is_shown_as_text(pages: dict[str, str], read: dict[str, Reader]) -> None:
    shown = "".join(pages.values())
    assert "evil.example" in shown, "the test must meet the hostile text somewhere"
    assert HOSTILE not in shown
    for page in read.values():
        assert not any(tag in ("b", "script", "i") for tag, _ in page.elements)


def test_tables_have_captions_scopes_and_scroll(read: dict[str, Reader]) -> None:
    for address, page in read.items():
        assert len(page.all("table")) == len(page.all("caption")), address
        assert all(cell.get("scope") for cell in page.all("th")), address
        scrolling = [d for d in page.all("div") if d.get("class") == "scroll"]
        assert len(scrolling) == len(page.all("table")), address
        assert all(d.get("tabindex") == "0" for d in scrolling), "reachable by keyboard"


def test_the_front_page_tells_what_was_found_with_its_limit(pages: dict[str, str]) -> None:
    html = pages["index.html"]
    assert "Cooperation stands in 12 of 31 agreements, &lt;b&gt;most&lt;/b&gt;." in html
    assert "As far as read." in html
    assert 'href="notebooks/01_agreements.html"' in html
    assert 'href="figures.html#norm-frequency"' in html
    assert 'href="tables.html#table-norms_counted"' in html


def test_notebooks_are_linked_in_order(pages: dict[str, str]) -> None:
    first, second = pages["notebooks/01_agreements.html"], pages["notebooks/02_report.html"]
    assert 'rel="next" href="02_report.html"' in first and 'rel="prev"' not in first
    assert 'rel="prev" href="01_agreements.html"' in second and 'rel="next"' not in second
    assert 'href="02_report.html">the report</a>' in first, "a link between notebooks leads on"
    assert '<a href="#frequency">Frequency</a>' in first, "the table of contents"


def test_tables_are_described(pages: dict[str, str]) -> None:
    html = pages["tables.html"]
    assert 'href="data/results/norms_counted.csv"' in html
    assert "2 rows" in html, "a line break inside quotes is no row"
    assert "a, c" in html and "in agreements" in html and "at least 0" in html


def test_no_address_or_doi_is_invented(pages: dict[str, str]) -> None:
    html = pages["cite.html"]
    assert "doi.org" not in html
    assert "no published address and no DOI so far" in html
    with_doi = {"title": "T", "authors": [{"name": "N"}], "doi": "10.1/x"}
    assert citation_text(with_doi).endswith("https://doi.org/10.1/x")
    assert "doi = {10.1/x}" in bibtex(with_doi)
    assert authors(with_doi) == ["N"]
