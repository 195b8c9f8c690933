"""A rendered notebook as the body of a page: text, figures, tables, and the code folded away.

The page is made from the normalised copy in ``notebooks/rendered``. A figure in it is recognised
by the metadata that `figures.save` leaves beside the picture, and is shown from its committed
SVG with title, alternative text, caption and downloads; a picture without that metadata is
refused, because nobody could say what it shows.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from typing import Any

from markupsafe import Markup

from bpfanalysis.errors import InputError
from bpfanalysis.site.html_table import read_table, write_table
from bpfanalysis.site.markdown import Heading, Outline, Resolve, render_markdown
from bpfanalysis.site.normalise import INJECTED_TAG, describe, whole
from bpfanalysis.site.records import Figure

ShowFigure = Callable[[Figure, str, str], Markup]
FIGURE_LABEL = re.compile(r"\*\*(Figure \d+)\.")
CAPTION_COMMENT = re.compile(r"#\s*(.+)")
FIRST_HEADING = re.compile(r"\A\s*#\s+(.+?)\s*#*\s*(?:\n|\Z)")


@dataclass
class NotebookBody:
    """What a notebook's page shows: title, its opening cell, and all that follows."""

    title: str
    opening: Markup
    html: Markup
    headings: list[Heading]
    figure_ids: list[str] = field(default_factory=list)
    n_tables: int = 0


def render_notebook(
    notebook: Mapping[str, Any],
    figures: Mapping[str, Figure],
    show_figure: ShowFigure,
    resolve: Resolve,
    where: str = "notebook",
) -> NotebookBody:
    """Render a normalised notebook.

    Parameters
    ----------
    notebook
        Format 4, as plain data.
    figures
        The saved figures by id.
    show_figure
        Turns a figure, an address on the page and a label ("Figure 3" or nothing) into its
        block of HTML.
    resolve
        Turns a relative link into an address of the site, or None.
    where
        What to call the notebook in a message.

    Raises
    ------
    InputError
        Naming the cell, for a picture without id and alternative text, an unknown figure, or an
        output that cannot be shown.
    """
    page = _Page(figures, show_figure, resolve, where)
    for position, cell in enumerate(notebook["cells"]):
        page.add(cell, position)
    first = next(iter(notebook["cells"]), None)
    if first is None or first["cell_type"] != "markdown" or not page.outline.headings:
        raise InputError(f"{where}: the first cell should open with a title (# ...).")
    title = str(page.outline.headings[0].text)
    opening, *rest = page.parts
    return NotebookBody(
        title,
        Markup(opening),
        Markup("\n".join(rest)),
        page.outline.headings,
        page.figure_ids,
        page.n_tables,
    )


class _Page:
    def __init__(
        self,
        figures: Mapping[str, Figure],
        show_figure: ShowFigure,
        resolve: Resolve,
        where: str,
    ) -> None:
        self.outline = Outline()
        # the frame of the page has these addresses already
        self.outline.addresses.update({"content", "contents", "top"})
        self.parts: list[str] = []
        self.figure_ids: list[str] = []
        self.n_tables = 0
        self.figures = figures
        self.show_figure = show_figure
        self.resolve = resolve
        self.where = where

    def add(self, cell: Mapping[str, Any], position: int) -> None:
        source = whole(cell["source"]).strip()
        if cell["cell_type"] == "markdown":
            self.parts.append(render_markdown(source, self.outline, self.resolve))
            return
        if cell["cell_type"] != "code" or not source:
            return
        tags = cell.get("metadata", {}).get("tags", [])
        if "parameters" in tags:
            self.parts.append(show_parameters(source))
        self.parts.append(show_code(source, _code_title(tags)))
        name = f"{self.where}, {describe(cell, position)}"
        outputs = cell.get("outputs", [])
        for place, output in enumerate(outputs):
            before, after = outputs[:place][-1:], outputs[place + 1 : place + 2]
            self.parts.append(self.output(output, before, after, source, name))

    def output(
        self,
        output: Mapping[str, Any],
        before: list[Mapping[str, Any]],
        after: list[Mapping[str, Any]],
        source: str,
        name: str,
    ) -> str:
        """One output as HTML; a caption that follows a figure goes into the figure's block."""
        if output["output_type"] == "stream":
            return "" if output["name"] == "stderr" else _printed(whole(output["text"]))
        data = _data(output)
        picture = _picture(data)
        if picture is not None:
            figure = self.figure(output.get("metadata", {}).get(picture, {}), name)
            self.figure_ids.append(figure.id)
            label = ""
            if after and _is_caption(after[0], figure):
                found = FIGURE_LABEL.match(_data(after[0])["text/markdown"])
                label = found[1] if found else ""
            address = self.outline.address(f"figure-{figure.id}")
            return self.show_figure(figure, address, label)
        if "text/markdown" in data:
            if before and self.captions(output, before[0]):
                return ""
            return render_markdown(data["text/markdown"], self.outline, self.resolve)
        if "text/html" in data:
            table = read_table(data["text/html"])
            if table is not None:
                self.n_tables += 1
                caption = _caption(source, self.outline)
                address = self.outline.address(f"table-{self.n_tables}")
                return write_table(table, caption, address)
        if "text/plain" in data:
            return _printed(data["text/plain"])
        kinds = ", ".join(sorted(data)) or "nothing"
        raise InputError(f"{name} shows {kinds}, which a page cannot show; show a table or text.")

    def captions(self, output: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
        """Whether an output is the caption of the figure before it."""
        picture = _picture(_data(before))
        told = before.get("metadata", {}).get(picture, {}) if picture else {}
        figure = self.figures.get(str(told.get("figure_id", "")))
        return figure is not None and _is_caption(output, figure)

    def figure(self, told: Mapping[str, Any], name: str) -> Figure:
        """The figure that a picture's metadata names."""
        figure_id = str(told.get("figure_id", ""))
        if not figure_id or not str(told.get("alt", "")).strip():
            raise InputError(
                f"{name} shows a picture without figure id and alternative text; "
                "save it with figures.save and declare it in figures/catalogue.toml."
            )
        if figure_id not in self.figures:
            raise InputError(
                f"{name} shows the figure {figure_id!r}, which is not among the saved figures; "
                "run the stage that draws it again."
            )
        return self.figures[figure_id]


def show_code(source: str, title: str = "Code") -> str:
    """Code folded away, one click to show, coloured by classes.

    Examples
    --------
    >>> "<summary>Code</summary>" in show_code("a = 1")
    True
    """
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers.python import PythonLexer

    coloured = highlight(source, PythonLexer(), HtmlFormatter(nowrap=True)).rstrip("\n")
    lines = source.count("\n") + 1
    size = f"{lines} line{'' if lines == 1 else 's'}"
    return (
        f'<details class="code"><summary>{escape(title)}</summary>'
        f'<pre tabindex="0" aria-label="Code, {size}"><code>{coloured}</code></pre></details>'
    )


def show_parameters(source: str) -> str:
    """The parameters of a notebook as a table: name, value, what is allowed, what it does.

    Examples
    --------
    >>> "draws of the null model" in show_parameters(
    ...     "n_draws: int = 20000  # [100, 1000000] draws of the null model")
    True
    """
    rows = []
    for line in source.splitlines():
        declared = PARAMETER.match(line.strip())
        if declared is None:
            continue
        allowed = (declared["allowed"] or "").strip()
        if allowed.startswith("["):
            allowed = " to ".join(part.strip() for part in allowed.strip("[]").split(","))
        else:
            allowed = allowed.strip("{}")
        value = _plain(declared["value"])
        rows.append(
            f'<tr><th scope="row"><code>{escape(declared["name"])}</code></th>'
            f"<td>{escape(value)}</td><td>{escape(allowed)}</td>"
            f"<td>{escape(declared['sentence'].strip())}</td></tr>"
        )
    if not rows:
        return ""
    return (
        '<details class="parameters"><summary>Parameters of this page</summary>'
        '<div class="scroll" role="region" aria-label="Parameters" tabindex="0"><table>'
        "<caption><span>What can be changed when the notebook is run</span></caption>"
        '<thead><tr><th scope="col">Parameter</th><th scope="col">Default</th>'
        '<th scope="col">Allowed</th><th scope="col">What it does</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div></details>"
    )


PARAMETER = re.compile(
    r"^(?P<name>\w+)\s*:\s*\w+\s*=\s*(?P<value>.+?)\s*#\s*"
    r"(?P<allowed>\{[^}]*\}|\[[^\]]*\])?(?P<sentence>.*)$"
)


def title_of(notebook: Mapping[str, Any]) -> str:
    """The title with which a notebook opens; empty if it has none."""
    for cell in notebook["cells"][:1]:
        match = FIRST_HEADING.match(whole(cell["source"]))
        if match:
            return match[1]
    return ""


def _printed(text: str) -> str:
    return f'<pre class="printed" tabindex="0">{escape(text)}</pre>'


def _data(output: Mapping[str, Any]) -> dict[str, Any]:
    found = output.get("data", {})
    return {mime: whole(v) if isinstance(v, list) else v for mime, v in found.items()}


def _picture(data: Mapping[str, Any]) -> str | None:
    return next((mime for mime in data if mime.startswith("image/")), None)


def _is_caption(output: Mapping[str, Any], figure: Figure) -> bool:
    text = _data(output).get("text/markdown")
    return isinstance(text, str) and _words(figure.caption) in _words(text)


def _words(text: str) -> str:
    """A text without the marks of Markdown, to see whether two say the same."""
    return " ".join(re.sub(r"[\\*_`]", "", text).split())


def _plain(text: str) -> str:
    try:
        return str(ast.literal_eval(text))
    except (ValueError, SyntaxError):
        return text


def _code_title(tags: list[str]) -> str:
    if INJECTED_TAG in tags:
        return "Code: parameters of this run"
    return "Code: parameters" if "parameters" in tags else "Code"


def _caption(source: str, outline: Outline) -> str:
    """The caption of a table: the comment that opens its cell, else the heading above it."""
    match = CAPTION_COMMENT.match(source)
    if match:
        return match[1].strip()
    return str(Markup(outline.headings[-1].text).unescape()) if outline.headings else "Table"
