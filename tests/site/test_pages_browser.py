"""The network page and the coded pages in a real browser: read, filter, cite, without a mouse."""

from __future__ import annotations

import importlib.resources
from pathlib import Path
from typing import Any

import pytest
from tests.site.coded_record import STORED, record
from tests.site.conftest import STAGES, as_notebook, code_cell, markdown_cell
from tests.site.test_browser import CONTRAST, PAGES, browser, no_browser, opened

from bpfanalysis.paths import Project
from bpfanalysis.site import build, write_rendered
from bpfanalysis.site import inputs as inputs_module

__all__ = ["browser"]  # the fixture is that of the other pages
pytestmark = pytest.mark.browser
CODED = [
    "network.html",
    "network.html#tie=GGE-A,GGE-J",
    "network.html#norm=GGE-J",
    "coverage.html",
    "search.html",
    "glossary.html",
    "agreements/accord.html",
    "norms/GGE-J.html",
    "cases/whales.html",
]
ACTIVE = "document.activeElement"


@pytest.fixture
def coded_site(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small site with the coded record beside it."""
    stages = STAGES.replace('writes = ["norms_counted"]', 'writes = ["norm_network"]')
    (project.root / "notebooks/stages.toml").write_text(stages, encoding="utf-8")
    lines = "\n".join(f"{n}: {type(v).__name__} = {v!r}  # said" for n, v in STORED.items())
    parameters = code_cell(lines, id="parameters", metadata={"tags": ["parameters"]})
    notebook = as_notebook(markdown_cell("# Ties\n\nWhich?", "title"), parameters)
    write_rendered(notebook, project.root / "notebooks/rendered/01_agreements.ipynb")
    monkeypatch.setattr(inputs_module, "read_codings", lambda project: record())  # noqa: ARG005
    build(project)
    return project.root / "site"


def page(browser: Any, site: Path, address: str, width: int = 1280, **more: Any) -> Any:
    path, _, fragment = address.partition("#")
    view = opened(browser, site, path, width, **more)
    if fragment:
        view.goto((site / path).as_uri() + f"#{fragment}")
        view.reload()
        view.wait_for_load_state("networkidle")
    return view


def choose(view: Any, address: str) -> None:
    """Click the middle of a line, where a reader would."""
    view.locator(address).locator(".hit").dispatch_event("click")


@pytest.mark.parametrize("address", CODED)
def test_no_error_no_request_and_no_sideways_scroll(
    browser: Any, coded_site: Path, address: str
) -> None:
    for width in (1280, 390, 320):
        view = page(browser, coded_site, address, width)
        assert view.errors == [], f"{address} at {width}: {view.errors}"
        outside = [u for u in view.requests if not u.startswith(("file://", "data:"))]
        assert outside == [], f"{address} asks for {outside}"
        wide = view.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{address} is {wide} px wide on a screen of {width}"
        view.close()


def test_the_network_page_is_one_file(browser: Any, coded_site: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    alone.mkdir()
    (alone / "network.html").write_bytes((coded_site / "network.html").read_bytes())
    view = page(browser, alone, "network.html")
    assert [u for u in view.requests if u.startswith("file://")] == [view.url]
    assert view.locator("#ties .tie").count() == 1
    assert view.evaluate("getComputedStyle(document.querySelector('.key')).display") == "flex"
    view.close()


def test_click_a_tie_and_read_both_provisions(browser: Any, coded_site: Path) -> None:
    view = page(browser, coded_site, "network.html")
    choose(view, "#ties .tie >> nth=0")
    panel = view.locator("#panel")
    assert panel.locator("h2").text_content() == "Cooperate and Report flaws"
    assert panel.locator(".both").count() == 3
    first = panel.locator(".both >> nth=0")
    assert first.locator(".provision").count() == 2
    text = first.text_content()
    for said in ("First call", "first-call asks to gge-a.", "art 5", "shall", "should",
                 "states, private sector", "read in the original", "differs"):  # fmt: skip
        assert said in text, f"the provisions do not say {said!r}"
    link = first.locator("a[href^='https']").first
    assert link.get_attribute("rel") == "noopener noreferrer"
    whole = panel.text_content()
    for said in ("More often than chance", "1.5 expected", "0.0210", "0.83", "(SDSM): not beyond"):
        assert said in whole, f"the panel does not say {said!r}"
    assert view.evaluate(f"{ACTIVE}.id") == "panel-title", "focus goes to what was opened"
    assert "#tie=GGE-A,GGE-J" in view.url
    view.close()


def test_click_a_norm_and_read_who_holds_it(browser: Any, coded_site: Path) -> None:
    view = page(browser, coded_site, "network.html")
    choose(view, '#nodes .node[aria-label^="Norm: Report flaws"]')
    text = view.locator("#panel").text_content()
    assert "Held by 3 of 6 agreements counted; 1 of these cells" in text
    assert "Report flaws, in own words." in text
    assert "How its meaning varies" in text
    assert view.locator("#panel .held").count() == 3
    view.close()


def test_texts_stay_texts(browser: Any, coded_site: Path) -> None:
    view = page(browser, coded_site, "network.html#tie=GGE-A,GGE-J")
    assert view.locator("#panel img").count() == 0
    assert "<img src=x" in view.locator("#panel").text_content()
    view.close()


def test_filters_count_again_and_say_what_was_not_tested(browser: Any, coded_site: Path) -> None:
    view = page(browser, coded_site, "network.html#tie=GGE-A,GGE-J")
    status = view.locator("#status")
    assert status.text_content().startswith("6 agreements counted")
    view.select_option("#f-basis", "primary")
    assert status.text_content().startswith("4 agreements counted")
    assert "Left without a norm at this reading" in view.locator("#dropped").text_content()
    assert "Pledge" in view.locator("#dropped").text_content()
    panel = view.locator("#panel").text_content()
    assert "Together in 1 of 4 agreements counted" in panel
    assert "Not tested for this view" in panel and "0.83" not in panel
    view.click("#reset")
    assert "0.83" in view.locator("#panel").text_content()
    view.fill("#f-from", "2012")
    assert status.text_content().startswith("4 agreements counted")
    assert view.locator("#o-from").text_content() == "2012"
    view.uncheck('#f-kinds input[value="5"]')
    assert status.text_content().startswith("2 agreements counted")
    assert "kinds=" in view.url and "from=2012" in view.url
    view.select_option("#f-level", "by-reference")
    view.click("#reset")
    view.select_option("#f-scope", "rule-2020")
    view.select_option("#f-level", "explicit")
    assert "under 1 null model of 3" in view.locator("#panel").text_content()
    assert "Not computed for this view" in view.locator("#panel").text_content()
    view.close()


def test_the_two_ends_of_the_period_do_not_cross(browser: Any, coded_site: Path) -> None:
    view = page(browser, coded_site, "network.html")
    view.fill("#f-to", "2005")
    view.fill("#f-from", "2015")
    assert view.input_value("#f-to") == "2015"
    assert view.locator("#status").text_content().startswith("0 agreements counted")
    assert view.is_visible("#empty")
    view.close()


def test_an_address_leads_to_the_view_and_back(browser: Any, coded_site: Path) -> None:
    address = "network.html#basis=secondary&weight=cosine&least=1&tie=GGE-J,X-LIFE"
    view = page(browser, coded_site, address)
    assert view.input_value("#f-basis") == "secondary"
    assert view.input_value("#f-weight") == "cosine"
    assert view.locator("#panel h2").text_content() == "Report flaws and Design safely"
    assert "basis=secondary" in view.input_value("#cite-text")
    assert "tie: Report flaws and Design safely" in view.input_value("#cite-text")
    choose(view, "#nodes .node >> nth=0")
    assert "norm=GGE-A" in view.url
    view.go_back()
    assert view.locator("#panel h2").text_content() == "Report flaws and Design safely"
    view.close()


def test_an_address_that_is_not_known_is_said(browser: Any, coded_site: Path) -> None:
    view = page(browser, coded_site, "network.html#tie=GGE-A,NONE&basis=guess&from=99")
    assert "basis, from, tie" in view.locator("#problem").text_content()
    assert view.locator("#status").text_content().startswith("6 agreements counted")
    view.close()


def test_the_network_by_keyboard_alone(browser: Any, coded_site: Path) -> None:
    view = page(browser, coded_site, "network.html")
    seen = []
    for _ in range(60):
        view.keyboard.press("Tab")
        seen.append(view.evaluate(f"{ACTIVE}.getAttribute('class') || {ACTIVE}.id"))
        if "tie" in seen[-1]:
            break
    assert "tie" in seen[-1], f"no tie is reached by Tab: {seen}"
    name = view.evaluate(f"{ACTIVE}.getAttribute('aria-label')")
    assert name == (
        "Cooperate and Report flaws: together in 3 agreements, more often than chance, "
        "at least half not verified"
    )
    stroke = view.evaluate(f"getComputedStyle({ACTIVE}.querySelector('.hit')).stroke")
    assert stroke not in ("none", "rgba(0, 0, 0, 0)"), "focus cannot be seen on a tie"
    view.keyboard.press("Enter")
    assert view.evaluate(f"{ACTIVE}.id") == "panel-title"
    view.keyboard.press("Escape")
    assert not view.is_visible("#panel")
    assert "tie" in view.evaluate(f"{ACTIVE}.getAttribute('class')"), "focus goes back"
    view.keyboard.press("Tab")
    assert "node" in view.evaluate(f"{ACTIVE}.getAttribute('class')")
    view.keyboard.press("Space")
    assert view.is_visible("#panel .definition")
    view.close()


def test_the_table_says_the_same_and_sorts(browser: Any, coded_site: Path) -> None:
    view = page(browser, coded_site, "network.html#least=1")
    rows = view.locator("#rows tr")
    n = rows.count()
    assert n == view.locator("#ties .tie").count()
    first = view.locator("#heads button >> nth=0")
    first.focus()
    view.keyboard.press("Enter")
    assert view.locator("#heads th >> nth=0").get_attribute("aria-sort") == "ascending"
    names = view.locator("#rows th").all_text_contents()
    assert names == sorted(names)
    assert view.evaluate(f"{ACTIVE}.textContent").startswith("First norm"), "focus is kept"
    view.locator("#rows button >> nth=0").click()
    assert view.is_visible("#panel .both")
    view.close()


def test_on_a_phone_the_network_is_drawn_tall(browser: Any, coded_site: Path) -> None:
    view = page(browser, coded_site, "network.html", 390)
    box = view.locator("#drawing").bounding_box()
    assert box["height"] > box["width"]
    size = view.evaluate(
        "document.querySelector('#nodes text').getBoundingClientRect().height /"
        "document.querySelector('#nodes text').children.length"
    )
    assert size >= 10, f"names are {size:.1f} px high"
    assert not view.locator("#filter-box").evaluate("d => d.open")
    choose(view, "#ties .tie >> nth=0")
    left, right = (view.locator(f".sides .provision >> nth={k}").bounding_box() for k in (0, 1))
    assert left["y"] < right["y"], "on a phone the provisions stand one above the other"
    view.close()


def test_reduced_motion_and_print(browser: Any, coded_site: Path) -> None:
    view = page(browser, coded_site, "network.html#tie=GGE-A,GGE-J", reduced_motion="reduce")
    moving = view.evaluate("getComputedStyle(document.querySelector('.tie .line')).transition")
    assert moving in ("all", "none", "all 0s ease 0s", "")
    view.emulate_media(media="print")
    assert not view.is_visible("#filter-box")
    assert view.is_visible("#panel .provision")
    view.close()


def test_a_cell_of_the_grid_opens_its_coding(browser: Any, coded_site: Path) -> None:
    view = page(browser, coded_site, "coverage.html")
    view.locator("#grid-norms tbody a.c >> nth=0").focus()
    view.keyboard.press("ArrowDown")
    view.keyboard.press("ArrowRight")
    name = view.evaluate(f"{ACTIVE}.getAttribute('aria-label')")
    assert name == "Report flaws: explicit, read in the original"
    assert "First call" in view.locator("#said").text_content()
    stops = view.locator("#grid-norms tbody td a[tabindex='0']").count()
    assert stops == 1, "a grid is one stop for Tab"
    view.keyboard.press("Enter")
    view.wait_for_url("**/agreements/first-call.html#GGE-J")
    dossier = view.locator("#GGE-J")
    dossier.locator("summary >> nth=0").click()
    assert dossier.locator("table.passes").is_visible()
    dossier.locator(".report summary").click()
    assert "What is wrong:" in dossier.locator("pre").text_content()
    view.close()


def test_search_narrows_the_list(browser: Any, coded_site: Path) -> None:
    view = page(browser, coded_site, "search.html")
    view.fill("#q", "ACCORD report")
    assert view.locator("#provisions li:visible").count() == 1
    assert view.locator("#found").text_content().startswith("1 of 11")
    view.select_option("#s-basis", "primary")
    assert "No provision" in view.locator("#found").text_content()
    view.close()


def test_the_coded_pages_work_without_a_script(browser: Any, coded_site: Path) -> None:
    view = page(browser, coded_site, "coverage.html", java_script_enabled=False)
    view.locator("#grid-norms tbody a.c >> nth=0").click()
    view.wait_for_url("**/agreements/old-treaty.html#GGE-A")
    view.close()
    view = page(browser, coded_site, "network.html", java_script_enabled=False)
    assert view.is_visible("noscript")
    view.close()
    view = page(browser, coded_site, "search.html", java_script_enabled=False)
    assert view.locator("#provisions li").count() == 11
    view.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_what_is_behind_it(
    browser: Any, coded_site: Path, scheme: str
) -> None:
    for address in CODED:
        view = page(browser, coded_site, address, color_scheme=scheme)
        assert view.evaluate(CONTRAST) == [], f"{address}, {scheme}: contrast under 4.5 : 1"
        view.close()


@pytest.fixture(scope="module")
def axe() -> str:
    """The text of axe-core, which a package of the extra dev brings."""
    try:
        folder = importlib.resources.files("axe_playwright_python")
    except ModuleNotFoundError:
        no_browser("axe-core is not installed; install the extra dev")
    return (folder / "axe.min.js").read_text(encoding="utf-8")


def findings(view: Any, axe: str) -> list[str]:
    view.evaluate(axe)
    found = view.evaluate("axe.run(document, {preload: false})")
    return [
        f"{rule['id']} ({rule['impact']}): {rule['nodes'][0]['html'][:120]}"
        for rule in found["violations"]
        if rule["impact"] in ("serious", "critical")
    ]


def test_axe_finds_what_is_wrong(browser: Any, coded_site: Path, axe: str) -> None:
    view = page(browser, coded_site, "glossary.html")
    view.evaluate("document.querySelector('main').append(new Image())")
    assert any(one.startswith("image-alt") for one in findings(view, axe))
    view.close()


@pytest.mark.parametrize("address", [*CODED, *PAGES])
def test_axe_finds_nothing_serious(browser: Any, coded_site: Path, axe: str, address: str) -> None:
    for width, scheme in ((1280, "light"), (1280, "dark"), (390, "light")):
        view = page(browser, coded_site, address, width, color_scheme=scheme)
        assert findings(view, axe) == [], f"{address}, {width} px, {scheme}"
        view.close()
