"""The pages of the site: each a pure function from what it shows to HTML.

Every template escapes what it prints; what is HTML already arrives as `Markup` from the modules
that made it safe. A policy in each page forbids the browser to load anything from elsewhere.
"""

from __future__ import annotations

from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bpfanalysis.errors import InputError
from bpfanalysis.paths import PROCESSED
from bpfanalysis.site import coded_pages
from bpfanalysis.site.citation import bibtex, citation_text
from bpfanalysis.site.markdown import render_inline
from bpfanalysis.site.notebook_page import NotebookBody, render_notebook
from bpfanalysis.site.records import Figure, Inputs, Stage, TableFile

TEMPLATES = Path(__file__).parent / "templates"
SITE_TITLE = "Cybersecurity norms in agreements"
HEADLINE = "What cybersecurity agreements ask for, and who checks that it is done"
NAVIGATION = (
    ("index.html", "Findings"),
    ("figures.html", "Figures"),
    ("notebooks.html", "Notebooks"),
    ("tables.html", "Tables"),
    ("sources.html", "Sources"),
    ("limits.html", "Limits"),
    ("cite.html", "How to cite"),
)
# `file:` lets the pages work when they are opened from a folder, where browsers do not agree on
# what 'self' means; it reaches no other machine.
POLICY = (
    "default-src 'none'; img-src 'self' file: data:; style-src 'self' file:; "
    "base-uri 'none'; form-action 'none'"
)


@cache
def environment() -> Environment:
    """The templates, escaping everything and stopping at an unknown name."""
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    templates.filters["inline"] = render_inline
    return templates


def render(template: str, inputs: Inputs, **context: Any) -> str:
    """Fill a template with what every page has and what this one shows."""
    given = {
        "root": "",
        "kind": "",
        "active": template,
        "site_title": SITE_TITLE,
        "navigation": coded_pages.navigation(NAVIGATION, inputs.codings),
        "policy": POLICY,
        "version": inputs.version,
        "description": "Norms in international cybersecurity agreements: data, figures, findings.",
        "tables": inputs.tables,
        "figures": inputs.figures,
        "stage_titles": titles(inputs),
    }
    return environment().get_template(template).render(**(given | context))


def all_pages(inputs: Inputs) -> dict[str, str]:
    """Every page of the site: its address and its HTML."""
    bodies = {stage.name: notebook_body(stage, inputs) for stage in inputs.stages}
    pages = {
        "index.html": index(inputs),
        "figures.html": gallery(inputs, bodies),
        "notebooks.html": notebooks(inputs, bodies),
        "tables.html": tables(inputs),
        "sources.html": render("sources.html", inputs, title="Sources", sources=inputs.sources),
        "limits.html": limits(inputs),
        "cite.html": cite(inputs),
    }
    for position, stage in enumerate(inputs.stages):
        pages[f"notebooks/{stage.name}.html"] = notebook(inputs, position, bodies[stage.name])
    return pages | coded_pages.coded_pages(inputs)


def titles(inputs: Inputs) -> dict[str, str]:
    """The title of each stage by name."""
    return {stage.name: stage.title for stage in inputs.stages}


def index(inputs: Inputs) -> str:
    """The front page: what was found, and the ways in."""
    for finding in inputs.findings:
        if finding.notebook not in inputs.notebooks:
            raise InputError(f"findings, {finding.order}: no notebook {finding.notebook!r}.")
        if finding.figure_id and finding.figure_id not in inputs.figures:
            raise InputError(f"findings, {finding.order}: no figure {finding.figure_id!r}.")
    parts = [(part, list(g)) for part, g in groupby(inputs.findings, key=lambda f: f.part)]
    return render("index.html", inputs, title=SITE_TITLE, headline=HEADLINE, findings=parts)


def gallery(inputs: Inputs, bodies: dict[str, NotebookBody]) -> str:
    """All figures, in the order in which the notebooks draw them."""
    known = {stage.name: stage for stage in inputs.stages}
    groups: list[tuple[dict[str, Any], list[Figure]]] = []
    for name, entries in groupby(inputs.figures.values(), key=lambda figure: figure.notebook):
        stage = known.get(name)
        drawn = list(entries)
        shown = stage is not None and all(f.id in bodies[name].figure_ids for f in drawn)
        group = {
            "name": name or "others",
            "title": stage.title if stage else "Further figures",
            "notebook": shown,
        }
        groups.append((group, drawn))
    return render("figures.html", inputs, title="Figures", groups=groups)


def notebooks(inputs: Inputs, bodies: dict[str, NotebookBody]) -> str:
    """The list of notebooks with their questions."""
    counts = {
        name: f"{count(len(body.figure_ids), 'figure')}, {count(body.n_tables, 'table')}"
        for name, body in bodies.items()
    }
    return render(
        "notebooks.html",
        inputs,
        title="Notebooks",
        stages=inputs.stages,
        titles={name: body.title for name, body in bodies.items()},
        counts=counts,
    )


def notebook_body(stage: Stage, inputs: Inputs) -> NotebookBody:
    """The rendered notebook of a stage, with its figures and links put in place."""

    macros: Any = environment().get_template("macros.html").module

    def show_figure(figure: Figure, address: str, label: str) -> Markup:
        return Markup(macros.figure_block(figure, "../", address, label))

    return render_notebook(
        inputs.notebooks[stage.name],
        inputs.figures,
        show_figure,
        lambda url: resolve(url, inputs),
        f"{stage.name}.ipynb",
    )


def notebook(inputs: Inputs, position: int, body: NotebookBody) -> str:
    """The page of one notebook, between its neighbours."""
    stage = inputs.stages[position]
    return render(
        "notebook.html",
        inputs,
        root="../",
        active="notebooks.html",
        title=body.title,
        description=stage.question,
        stage=stage,
        number=position + 1,
        total=len(inputs.stages),
        opening=body.opening,
        body=body.html,
        headings=body.headings,
        reads=list(stage.reads),
        titles={other.name: other.title for other in inputs.stages},
        previous=inputs.stages[position - 1] if position else None,
        next=inputs.stages[position + 1] if position + 1 < len(inputs.stages) else None,
    )


def resolve(url: str, inputs: Inputs) -> str | None:
    """The address on the site of what a notebook links to, seen from a notebook's page.

    Examples
    --------
    >>> stage = Stage("01_a", "A", "Why?")
    >>> resolve("01_a.ipynb", Inputs((stage,), {"01_a": {}}, {}, {}, (), ()))
    '01_a.html'
    """
    path, _, fragment = url.partition("#")
    name = path.rpartition("/")[2]
    stem, _, suffix = name.rpartition(".")
    if suffix in ("ipynb", "html") and stem in inputs.notebooks:
        return f"{stem}.html" + (f"#{fragment}" if fragment else "")
    if suffix == "csv" and stem in inputs.tables:
        return f"../tables.html#table-{stem}"
    if stem in inputs.figures:
        return f"../figures.html#{stem}"
    if path.removeprefix("../") in {address for address, _ in NAVIGATION}:
        return f"../{path.removeprefix('../')}" + (f"#{fragment}" if fragment else "")
    return None


def tables(inputs: Inputs) -> str:
    """All tables to download by the notebook that writes them, with every column described."""
    headings = [*titles(inputs).items(), ("", "Others")]
    groups = []
    for stage, heading in headings:
        entries = [shown_table(t) for t in inputs.tables.values() if t.made_by == stage]
        if entries:
            groups.append((stage or "others", heading, entries))
    return render("tables.html", inputs, title="Tables", groups=groups)


def shown_table(table: TableFile) -> dict[str, Any]:
    """A table as its entry on the page shows it."""
    size = table.n_bytes / 1000
    shown = {name: getattr(table, name) for name in table.__dataclass_fields__}
    return shown | {"address": data_address(table), "size": f"{max(1, round(size)):,} kB"}


def data_address(table: TableFile) -> str:
    """Where a table is on the site.

    Examples
    --------
    >>> table = TableFile("a", "results", "A", "a row", Path("data/processed/results/a.csv"), 0, 0)
    >>> data_address(table)
    'data/results/a.csv'
    """
    return (Path("data") / table.path.relative_to(PROCESSED)).as_posix()


def limits(inputs: Inputs) -> str:
    """What the results cannot show."""
    notes = [table for table in inputs.tables.values() if table.note]
    return render("limits.html", inputs, title="Limits", findings=inputs.findings, notes=notes)


def cite(inputs: Inputs) -> str:
    """How to cite, from CITATION.cff alone: no address or DOI that is not there."""
    citation = inputs.citation
    first = next(iter(inputs.figures.values()), None)
    text = citation_text(citation)
    example = f"Figure “{first.title}”, in {text}" if first else text
    return render(
        "cite.html",
        inputs,
        title="How to cite",
        citation_text=text,
        bibtex=bibtex(citation),
        figure_example=example,
        has_address=any(citation.get(key) for key in ("doi", "url", "repository-code")),
    )


def count(number: int, noun: str) -> str:
    """A number with its noun.

    Examples
    --------
    >>> count(1, "figure"), count(3, "table")
    ('1 figure', '3 tables')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
