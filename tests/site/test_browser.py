"""The built site in a real browser: no request, no error, a phone, a keyboard."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bpfanalysis.paths import Project
from bpfanalysis.site import build

pytestmark = pytest.mark.browser
OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES = [
    "index.html",
    "figures.html",
    "notebooks.html",
    "notebooks/01_agreements.html",
    "tables.html",
    "sources.html",
    "limits.html",
    "cite.html",
]


def no_browser(reason: str) -> None:
    """Skip with the reason; where a browser is required, fail with it."""
    if os.environ.get("BPFANALYSIS_REQUIRE_BROWSER") == "1":
        pytest.fail(f"a browser is required here: {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    path = next(filter(None, (shutil.which(n) for n in ("chromium", "chromium-browser"))), None)
    if path is None:
        no_browser("no chromium found; install the package chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        no_browser("playwright is not installed; install the extra dev")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        yield running
        running.close()


@pytest.fixture
def site(project: Project) -> Path:
    build(project)
    return project.root / "site"


def opened(browser: Any, site: Path, page: str, width: int = 1280, **more: Any) -> Any:
    """A page, with what went wrong and what was asked for noted on it."""
    view = browser.new_page(viewport={"width": width, "height": 800}, **more)
    view.errors, view.requests = [], []
    view.on("console", lambda m: view.errors.append(m.text) if m.type != "log" else None)
    view.on("pageerror", lambda e: view.errors.append(str(e)))
    view.on("requestfailed", lambda r: view.errors.append(f"failed: {r.url}"))
    view.on("request", lambda r: view.requests.append(r.url))
    view.goto((site / page).as_uri())
    view.wait_for_load_state("networkidle")
    return view


@pytest.mark.parametrize("page", PAGES)
def test_no_error_no_request_and_no_sideways_scroll(browser: Any, site: Path, page: str) -> None:
    for width in (1280, 390, 320):
        view = opened(browser, site, page, width)
        assert view.errors == [], f"{page} at {width}: {view.errors}"
        outside = [url for url in view.requests if not url.startswith("file://")]
        assert outside == [], f"{page} asks for {outside}"
        wide = view.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{page} is {wide} px wide on a screen of {width}"
        view.close()


def test_style_and_pictures_are_there(browser: Any, site: Path) -> None:
    view = opened(browser, site, "figures.html")
    loaded = view.evaluate("[...document.images].every(i => i.complete && i.naturalWidth > 0)")
    assert loaded, "a picture did not load"
    family = view.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily")
    assert "Charter" in family, "the style sheet did not load"
    view.close()


def test_the_policy_stops_what_would_load_from_elsewhere(browser: Any, site: Path) -> None:
    path = site / "limits.html"
    html = path.read_text(encoding="utf-8")
    path.write_text(
        html.replace("<h1>", '<img src="https://outside.invalid/x.png" alt="x"><h1>'),
        encoding="utf-8",
    )
    view = opened(browser, site, "limits.html")
    assert any("Content Security Policy" in error for error in view.errors)
    view.close()


def test_by_keyboard_alone(browser: Any, site: Path) -> None:
    view = opened(browser, site, "notebooks/01_agreements.html")
    view.keyboard.press("Tab")
    active = "document.activeElement"
    assert view.evaluate(f"{active}.textContent") == "Skip to the content"
    assert view.evaluate(f"{active}.getBoundingClientRect().left") >= 0, "visible once focused"
    view.keyboard.press("Enter")
    assert view.evaluate(f"{active}.id") == "content"
    reached = set()
    for _ in range(60):
        view.keyboard.press("Tab")
        tag = view.evaluate(f"{active}.tagName")
        reached.add(tag + "." + (view.evaluate(f"{active}.className") or ""))
        if tag != "BODY":
            outline = view.evaluate(f"getComputedStyle({active}).outlineStyle")
            assert outline != "none", f"focus cannot be seen on {tag}"
        if tag == "SUMMARY":
            before = view.evaluate(f"{active}.parentElement.open")
            view.keyboard.press("Enter")
            assert view.evaluate(f"{active}.parentElement.open") is not before
    assert {"A.", "SUMMARY.", "DIV.paper", "DIV.scroll"} <= reached, reached
    view.close()


CONTRAST = """() => {
  const channel = v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4 }
  const parse = c => c.match(/[\\d.]+/g).map(Number)
  const light = c => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2])
  const behind = e => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor)
      if (c.length < 4 || c[3] > 0) return c
    }
    return [255, 255, 255]
  }
  document.querySelectorAll('details').forEach(d => { d.open = true })
  const poor = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement
    if (!walker.currentNode.textContent.trim() || !e.checkVisibility()) continue
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(behind(e))]
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    if (ratio < 4.5) poor.push(`${ratio.toFixed(2)} ${e.tagName}.${e.className}`)
  }
  return [...new Set(poor)]
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_what_is_behind_it(browser: Any, site: Path, scheme: str) -> None:
    for page in PAGES:
        view = opened(browser, site, page, color_scheme=scheme)
        assert view.evaluate(CONTRAST) == [], f"{page}, {scheme}: contrast under 4.5 : 1"
        view.close()


def test_links_can_be_hit_with_a_finger(browser: Any, site: Path) -> None:
    view = opened(browser, site, "index.html", 390)
    small = view.evaluate(
        "[...document.querySelectorAll('nav a, summary, .downloads a')]"
        ".filter(e => e.getBoundingClientRect().height < 24).map(e => e.textContent)"
    )
    assert small == [], f"lower than 24 px: {small}"
    view.close()


def test_in_print_the_whole_picture_shows(browser: Any, site: Path) -> None:
    view = opened(browser, site, "figures.html", 700)
    view.emulate_media(media="print")
    cut = view.evaluate(
        "[...document.querySelectorAll('.paper')].filter(p => p.scrollWidth > p.clientWidth + 1)"
        ".length"
    )
    assert cut == 0, "a picture is cut off on paper"
    assert not view.is_visible(".masthead nav")
    view.close()
