"""Texts become safe HTML with headings in order."""

from __future__ import annotations

import pytest

from bpfanalysis.site.markdown import Outline, render_inline, render_markdown


def test_raw_html_is_shown_and_not_interpreted() -> None:
    html = render_markdown('a <script>alert(1)</script> <img src=x onerror="y">')
    assert "<script" not in html and "<img" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"])
def test_links_lead_to_the_web_or_to_a_page_only(url: str) -> None:
    assert render_markdown(f"[read]({url})").strip() == "<p>read</p>"


def test_links_to_the_web_stay_and_others_are_resolved() -> None:
    html = render_markdown(
        "[a](https://example.org/?a=1&b=2) [b](b.ipynb) [c](c.csv)",
        resolve={"b.ipynb": "b.html"}.get,
    )
    assert 'href="https://example.org/?a=1&amp;b=2"' in html
    assert 'href="b.html"' in html
    assert "c.csv" not in html


def test_a_picture_in_a_text_is_not_loaded() -> None:
    assert "<img" not in render_markdown("![bars](https://example.org/x.png)")


def test_headings_never_skip_a_level_and_addresses_are_never_doubled() -> None:
    outline = Outline()
    for text in ("### Title", "# Part", "##### Deep", "## Part"):
        render_markdown(text, outline)
    assert [h.level for h in outline.headings] == [1, 2, 3, 2]
    assert [h.address for h in outline.headings] == ["title", "part", "deep", "part-2"]


def test_tables_scroll_within_themselves_and_have_scopes() -> None:
    html = render_markdown("| norm | n |\n|---|--:|\n| a | 1 |")
    assert html.count('<th scope="col"') == 2
    assert "<thead>" in html and '<div class="scroll"' in html


def test_inline_text_has_no_paragraph() -> None:
    assert render_inline("a **b** <c>") == "a <strong>b</strong> &lt;c&gt;"
