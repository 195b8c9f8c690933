"""A notebook's page: text, figures and tables; the code folded away."""

from __future__ import annotations

import pytest
from markupsafe import Markup
from tests.site.conftest import as_notebook, code_cell, markdown_cell, picture, shown

from bpfanalysis.errors import InputError
from bpfanalysis.site.notebook_page import NotebookBody, render_notebook, show_parameters
from bpfanalysis.site.records import Figure

FIGURE = Figure("bars", "T", "s", "Counts per *norm*.", "Bars", "01", ())


def render(*cells: dict) -> NotebookBody:
    return render_notebook(
        as_notebook(markdown_cell("# Norms", "title"), *cells),
        {"bars": FIGURE},
        lambda figure, address, label: (
            Markup('<figure id="%s">%s%s</figure>') % (address, label, figure.alt)
        ),
        lambda url: None,  # noqa: ARG005
        "01_norms.ipynb",
    )


def test_code_is_folded_and_escaped() -> None:
    html = render(code_cell("x = '<script>'")).html
    assert '<details class="code"><summary>Code</summary>' in html
    assert "<script>" not in html


def test_a_figure_is_shown_once_with_its_caption_once() -> None:
    body = render(
        code_cell(
            "save()",
            picture("bars"),
            shown(text_markdown="**T** Counts per \\*norm\\*."),
            shown(text_markdown="Said by the numbers."),
        )
    )
    assert body.figure_ids == ["bars"]
    assert '<figure id="figure-bars">Bars</figure>' in body.html
    assert "Counts per" not in body.html, "the caption stands in the figure's own block"
    assert "Said by the numbers." in body.html


@pytest.mark.parametrize(
    "metadata",
    [{}, {"image/png": {"figure_id": "bars"}}, {"image/png": {"figure_id": "bars", "alt": " "}}],
)
def test_a_picture_that_nobody_described_is_refused(metadata: dict) -> None:
    cell = code_cell("plot()", shown(metadata, image_png="aa"), id="draw")
    with pytest.raises(InputError, match=r"01_norms.ipynb, cell 'draw'.*alternative text"):
        render(cell)


def test_a_numbered_figure_keeps_its_number() -> None:
    body = render(
        code_cell(
            "show()",
            picture("bars"),
            shown(text_markdown="**Figure 7. T** Counts per \\*norm\\*."),
        )
    )
    assert '<figure id="figure-bars">Figure 7Bars</figure>' in body.html


def test_an_unknown_figure_is_refused() -> None:
    with pytest.raises(InputError, match="'lines', which is not among the saved figures"):
        render(code_cell("plot()", picture("lines")))


def test_an_output_that_a_page_cannot_show_is_refused() -> None:
    with pytest.raises(InputError, match="application/javascript"):
        render(code_cell("x", {"output_type": "display_data", "metadata": {},
                               "data": {"application/javascript": "alert(1)"}}))  # fmt: skip


def test_a_table_takes_its_caption_from_the_comment_above_it() -> None:
    html = "<table><tr><th>a</th></tr><tr><td>1</td></tr></table>"
    body = render(
        code_cell("# Norms by family\nframe", shown(text_html=html)),
        markdown_cell("## Read & counted"),
        code_cell("frame", shown(text_html=html)),
    )
    assert '<caption><span id="table-1">Norms by family</span></caption>' in body.html
    assert '<caption><span id="table-2">Read &amp; counted</span></caption>' in body.html


def test_other_html_is_never_passed_on() -> None:
    body = render(code_cell("x", shown(text_html="<iframe src=x></iframe>", text_plain="frame")))
    assert "<iframe" not in body.html and "frame</pre>" in body.html


def test_warnings_of_a_run_are_not_shown() -> None:
    cell = code_cell("x", {"output_type": "stream", "name": "stderr", "text": "careful"})
    assert "careful" not in render(cell).html


def test_parameters_are_shown_with_what_is_allowed() -> None:
    html = show_parameters('level: str = "implicit"  # {explicit, implicit} weakest reading\n'
                           "n: int = 10  # [1, 99] draws")  # fmt: skip
    assert "<td>implicit</td><td>explicit, implicit</td><td>weakest reading</td>" in html
    assert "<td>10</td><td>1 to 99</td><td>draws</td>" in html


def test_a_notebook_without_a_title_is_refused() -> None:
    with pytest.raises(InputError, match="open with a title"):
        render_notebook(
            as_notebook(markdown_cell("text")),
            {},
            lambda f, a, n: Markup(),  # noqa: ARG005
            lambda u: None,  # noqa: ARG005
        )
