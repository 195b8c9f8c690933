"""Tables that pandas wrote are read as text and written for readers."""

from __future__ import annotations

import pandas as pd

from bpfanalysis.site.html_table import read_table, write_table


def written(frame: pd.DataFrame, **more: int) -> str:
    with pd.option_context("display.max_rows", more.get("rows", 60)):
        html = frame._repr_html_()
    table = read_table(html)
    assert table is not None
    return str(write_table(table, "Norms", "table-1"))


def test_caption_scopes_and_no_counter() -> None:
    html = written(pd.DataFrame({"norm": ["a", "b"], "n": [1, 2]}))
    assert '<caption><span id="table-1">Norms</span></caption>' in html
    assert html.count('<th scope="col"') == 2, "the counting header of the rows says nothing"
    assert '<td class="number">2</td>' in html
    assert "scoped" not in html and "style" not in html


def test_an_index_that_says_something_stays_as_row_headers() -> None:
    frame = pd.DataFrame({"n": [1, 2]}, index=pd.Index(["a", "b"], name="norm"))
    html = written(frame)
    assert '<th scope="row">a</th>' in html
    assert '<th scope="col">norm</th><th scope="col" class="number">n</th>' in html


def test_years_as_index_stay() -> None:
    assert '<th scope="row"' in written(pd.DataFrame({"n": [1, 2]}, index=[2019, 2020]))


def test_a_shortened_table_says_so() -> None:
    html = written(pd.DataFrame({"n": range(100)}), rows=10)
    assert "beginning and end of 100 rows" in html
    assert '<th scope="row"' not in html


def test_grouped_headings_keep_their_spans() -> None:
    frame = pd.DataFrame([[1, 2, 3]], columns=pd.MultiIndex.from_tuples(
        [("contributions", "2019"), ("contributions", "2020"), ("outreach", "all")]
    ))  # fmt: skip
    html = written(frame)
    assert '<th scope="colgroup" colspan="2">contributions</th>' in html


def test_hostile_values_are_escaped_and_missing_ones_shown_as_such() -> None:
    html = written(pd.DataFrame({"a": ["<script>x</script>", None], "b": ["javascript:x", "y"]}))
    assert "<script" not in html and "&lt;script&gt;" in html
    assert 'title="no value"' in html
    assert "<a " not in html


def test_long_texts_get_room() -> None:
    html = written(
        pd.DataFrame({"a": ["a provision that takes more than a few words"], "b": ["x"]})
    )
    assert html.count('class="text"') == 2, "heading and cell"


def test_addresses_become_links() -> None:
    html = written(pd.DataFrame({"source": ["https://a.org/b", "x"]}))
    assert '<a href="https://a.org/b">' in html


def test_what_holds_no_table_is_none() -> None:
    assert read_table("<p>text</p>") is None
