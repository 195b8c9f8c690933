from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.site.coded_record import HOSTILE, NORMS, STORED, executed, inputs, record, tables

from bpfanalysis.errors import InputError
from bpfanalysis.site import network_page as page_module
from bpfanalysis.site.network_data import assigned, payload, stored_parameters
from bpfanalysis.site.network_page import as_data, digest, network_page
from bpfanalysis.site.network_places import SCREENS, name_lines, places


@pytest.fixture(scope="module")
def html() -> str:
    return network_page(inputs(), record())


def carried(html: str) -> dict[str, object]:
    found = re.search(r'id="network-data">(.*?)</script>', html, re.DOTALL)
    assert found, "the page carries no data"
    return json.loads(found[1])


def test_every_present_cell_is_carried_with_its_provision() -> None:
    data = payload(record(), STORED)
    assert len(data["cells"]) == 11
    assert all(cell[7] and cell[8] for cell in data["cells"]), "a cell without its passage"
    first = data["cells"][0]
    assert data["agreements"][first[0]][0] == "old-treaty"
    assert data["norms"][first[1]][0] == "GGE-A"


def test_only_web_addresses_become_links() -> None:
    data = payload(record(), STORED)
    by_id = {row[0]: row for row in data["agreements"]}
    assert by_id["pledge"][7] == "", "javascript: must not become a link"
    assert all(address.startswith("https://") for address in data["addresses"])


def test_a_tie_without_its_passage_stops_the_build_and_is_named() -> None:
    rows = tables()["adjudicated"]
    for row in rows:
        if (row["agreement_id"], row["norm_id"]) == ("accord", "GGE-J"):
            row["paraphrase"] = ""
    with pytest.raises(InputError, match=r"GGE-A – GGE-J.*accord x GGE-J.*no passage"):
        payload(record(adjudicated=rows), STORED)


def test_a_tie_whose_count_the_cells_do_not_give_stops_the_build() -> None:
    rows = tables()["norm_network"]
    rows[0]["count"] = "9"
    with pytest.raises(InputError, match=r"GGE-A – GGE-J.*stored with 9 agreements, but 3"):
        payload(record(norm_network=rows), STORED)


def test_a_tie_that_is_missing_from_the_results_stops_the_build() -> None:
    with pytest.raises(InputError, match="stored with 0 agreements, but 3"):
        payload(record(norm_network=tables()["norm_network"][1:]), STORED)


def test_a_tie_of_a_norm_that_the_codebook_lacks_stops_the_build() -> None:
    rows = tables()["norm_network"]
    rows.append(rows[0] | {"target": "X-GONE"})
    with pytest.raises(InputError, match="norm X-GONE, which the codebook does not hold"):
        payload(record(norm_network=rows), STORED)


def test_a_cell_that_is_not_coded_is_named() -> None:
    with pytest.raises(InputError, match="coder_b: old-treaty x GGE-A is not coded"):
        record(coder_b=tables()["coder_b"][1:])


def test_the_stored_view_is_read_from_the_executed_notebook() -> None:
    source = executed(alpha=0.01)
    cells = source["cells"]
    assert isinstance(cells, list)
    injected = {"metadata": {"tags": ["injected-parameters"]}, "source": 'scope = "rule-2020"\n'}
    found = stored_parameters(inputs({"cells": [*cells, injected]}))
    assert (found["scope"], found["alpha"]) == ("rule-2020", 0.01)


def test_a_notebook_without_a_parameter_of_the_view_is_named() -> None:
    with pytest.raises(InputError, match=r"03_ties.*no parameter 'scope'"):
        stored_parameters(inputs({"cells": []}))


def test_what_is_no_plain_value_is_passed_over() -> None:
    assert assigned("a: int = 3\nb = list(range(3))") == {"a": 3}


def test_no_text_ends_the_element_that_holds_it(html: str) -> None:
    assert HOSTILE in json.dumps(carried(html), ensure_ascii=False).replace('\\"', '"')
    assert "<img" not in html, "a text became markup"
    assert html.count("</script>") == 2, "one for the data, one for the script"


def test_json_keeps_line_separators_out_of_the_script() -> None:
    assert "\u2028" not in as_data(["\u2028"])


def test_the_page_is_one_file_that_asks_for_nothing(html: str) -> None:
    assert "<link" not in html.replace('<link rel="icon" href="data:', ""), "a file beside it"
    assert not re.search(r'\ssrc="', html)
    assert "unsafe-inline" not in html
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL)
    assert style and script
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    allowed = policy[1].replace("&#39;", "'")
    assert f"style-src {digest(style[1])}" in allowed, "the digest is not that of the style"
    assert f"script-src {digest(script[1])}" in allowed, "the digest is not that of the script"


def test_links_out_of_the_site_carry_rel() -> None:
    script = (page_module.ASSETS / "network.js").read_text(encoding="utf-8")
    assert 'rel: "noopener noreferrer"' in script
    assert "innerHTML" not in script and "eval(" not in script, "text enters as text only"


def test_the_page_says_what_it_must(html: str) -> None:
    assert "Recurrence is not shared meaning" in html
    assert "not tested for this view" in html
    assert "<noscript>" in html


def test_the_same_record_gives_the_same_bytes(html: str) -> None:
    assert network_page(inputs(), record()) == html


def test_a_page_beyond_its_limit_stops_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_module, "LARGEST", 1000)
    with pytest.raises(InputError, match="its limit is 1,000"):
        network_page(inputs(), record())


def test_an_asset_that_would_end_its_element_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.js").write_text("'</SCRIPT>'", encoding="utf-8")
    monkeypatch.setattr(page_module, "ASSETS", tmp_path)
    with pytest.raises(ValueError, match=r"x\.js holds the end of its own element"):
        page_module.inline("x.js")


def test_norms_and_their_names_stand_inside_every_drawing() -> None:
    found = places(NORMS, dict.fromkeys(NORMS, 2), [("GGE-A", "GGE-J", 0.5)])
    for screen in SCREENS:
        assert found[screen.name]["size"][:2] == [screen.width, screen.height]
        for x, y, _, top, anchor, lines in found[screen.name]["nodes"]:
            assert 0 < x < screen.width and 0 < y < screen.height
            assert 0 <= top <= screen.height
            assert anchor in ("start", "middle", "end") and lines


def test_the_drawing_is_the_same_each_time() -> None:
    ties = [("GGE-A", "GGE-J", 0.5), ("GGE-J", "X-LIFE", 0.25)]
    counts = {"GGE-A": 3, "GGE-J": 4, "X-LIFE": 3, "X-DNS": 0}
    assert places(NORMS, counts, ties) == places(NORMS, counts, ties)


def test_a_name_loses_its_brackets_and_no_word_is_broken() -> None:
    lines = name_lines("Sovereignty and more (incl. contents)", 12)
    assert lines == ["Sovereignty", "and more"]
