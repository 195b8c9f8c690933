"""A small project as a run leaves it: two notebooks, two figures, a few tables."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from bpfanalysis.paths import Project

HOSTILE = '<script src="https://evil.example/x.js"></script><b onclick="x()">&amp;</b>'
PIXEL = base64.b64encode(b"\x89PNG not looked at").decode()
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 300" role="img">'
    '<rect x="20" y="40" width="300" height="60"/><text x="20" y="30">norms</text></svg>\n'
)


def markdown_cell(text: str, cell_id: str = "text") -> dict[str, Any]:
    return {"cell_type": "markdown", "id": cell_id, "metadata": {}, "source": text}


def code_cell(source: str, *outputs: dict[str, Any], **more: Any) -> dict[str, Any]:
    cell = {
        "cell_type": "code",
        "id": "code",
        "metadata": {},
        "source": source,
        "outputs": list(outputs),
        "execution_count": 1,
    }
    return cell | more


def shown(metadata: dict[str, Any] | None = None, **data: Any) -> dict[str, Any]:
    data = {mime.replace("_", "/", 1): value for mime, value in data.items()}
    return {"output_type": "display_data", "data": data, "metadata": metadata or {}}


def picture(figure_id: str, alt: str = "Bars of two norms") -> dict[str, Any]:
    return {
        "output_type": "display_data",
        "data": {"image/png": PIXEL, "text/plain": "a picture"},
        "metadata": {"image/png": {"alt": alt, "figure_id": figure_id}},
    }


def as_notebook(*cells: dict[str, Any]) -> dict[str, Any]:
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


PANDAS_TABLE = """<div><style scoped>.dataframe {color: red}</style>
<table border="1" class="dataframe"><thead><tr style="text-align: right;"><th></th>
<th>norm</th><th>agreements</th></tr></thead><tbody>
<tr><th>0</th><td>&lt;i&gt;Aid&lt;/i&gt; on request</td><td>12</td></tr>
<tr><th>1</th><td>NaN</td><td>3</td></tr></tbody></table></div>"""


def first_notebook() -> dict[str, Any]:
    return as_notebook(
        markdown_cell(f"# Agreements\n\n**Which** norms? {HOSTILE}", "title"),
        code_cell(
            'level: str = "implicit"  # {explicit, implicit} the weakest reading that counts\n'
            "n_draws: int = 100  # [10, 1000] draws of the null model",
            id="parameters",
            metadata={"tags": ["parameters"]},
        ),
        markdown_cell("#### Frequency\n\nSee [the report](02_report.ipynb).", "frequency"),
        code_cell("# The norms counted\nframe", shown(text_html=PANDAS_TABLE), id="table"),
        code_cell(
            "figures.save('norm-frequency', ax, frame)",
            picture("norm-frequency"),
            shown(text_markdown="**Most name cooperation** Counts of agreements per norm."),
            shown(text_markdown="Cooperation stands in **12** agreements."),
            id="figure",
        ),
    )


def second_notebook() -> dict[str, Any]:
    return as_notebook(
        markdown_cell("# Report\n\nAll of it.", "title"),
        code_cell("frame", shown(text_html=PANDAS_TABLE), id="table"),
        code_cell("show('norm-network')", picture("norm-network"), id="figure"),
    )


def write_figure(folder: Path, figure_id: str, notebook: str, **texts: str) -> None:
    record = {
        "id": figure_id,
        "title": "Most name cooperation",
        "subtitle": "Agreements per norm",
        "caption": "Counts of agreements per norm.",
        "alt": f"Bars of two norms; the longer is cooperation. {HOSTILE}",
        "notebook": notebook,
        "tables": ["norms_counted"],
        "sources": [{"folder": "norms", "title": "Norm codebook", "producer": "The project"}],
    }
    folder.mkdir(exist_ok=True)
    (folder / f"{figure_id}.json").write_text(json.dumps(record | texts), encoding="utf-8")
    (folder / f"{figure_id}.svg").write_text(SVG, encoding="utf-8")
    for suffix in ("pdf", "png"):
        (folder / f"{figure_id}.{suffix}").write_bytes(suffix.encode())
    (folder / f"{figure_id}.csv").write_text("norm,n\na,1\n", encoding="utf-8")


STAGES = """
[[stage]]
name = "01_agreements"
title = "What the agreements say"
question = "Which norms do agreements hold?"
figures = ["norm-frequency"]
writes = ["norms_counted"]

[[stage]]
name = "02_report"
title = "Report"
question = "What was found?"
reads = ["norms_counted"]
figures = ["norm-network"]
"""
CITATION = """cff-version: 1.2.0
title: "Norms & <agreements>"
version: 0.1.0
authors:
  - name: The bpfanalysis contributors
"""
FINDINGS = (
    "order,part,question,finding,limit,notebook,figure_id,tables\n"
    '1,Part II,Which norms?,"Cooperation stands in 12 of 31 agreements, <b>most</b>.",'
    "As far as read.,01_agreements,norm-frequency,norms_counted\n"
    "2,Part II,Who?,States.,Documented only.,02_report,,\n"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with everything that the site needs; tables and sources are described here."""
    root = tmp_path / "project"
    for folder in ("data/raw", "data/processed/results", "notebooks/rendered"):
        (root / folder).mkdir(parents=True)
    (root / "notebooks/stages.toml").write_text(STAGES, encoding="utf-8")
    (root / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    from bpfanalysis.site import write_rendered

    write_rendered(first_notebook(), root / "notebooks/rendered/01_agreements.ipynb")
    write_rendered(second_notebook(), root / "notebooks/rendered/02_report.ipynb")
    write_figure(root / "figures", "norm-frequency", "01_agreements")
    write_figure(root / "figures", "norm-network", "02_report", title="Two norms meet")
    results = root / "data/processed/results"
    (results / "norms_counted.csv").write_text('norm,n\n"a\nb",1\nc,2\n', encoding="utf-8")
    (results / "findings.csv").write_text(FINDINGS, encoding="utf-8")
    describe_tables(monkeypatch)
    return Project(root)


def describe_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    from bpfanalysis import tables
    from bpfanalysis.site import inputs, records

    column = tables.Column("norm", f"What is asked. {HOSTILE}", allowed=("a", "c"))
    number = tables.Column("n", "How many.", "integer", unit="agreements", minimum=0.0)
    known = {
        name: tables.Table(
            name, "results", title, "a norm", ("norm",), {"norm": column, "n": number}, note="Read."
        )
        for name, title in (("norms_counted", "Norms counted"), ("findings", "Findings"))
    }
    monkeypatch.setattr(tables, "definitions", lambda: known)
    source = records.SourceRecord(
        "codebook",
        f"Norm codebook {HOSTILE}",
        (("Producer", "The project"), ("Address", "https://example.org/norms")),
        ("Read in part only.",),
        (("norms.csv", "0" * 64),),
    )
    monkeypatch.setattr(inputs, "read_sources", lambda project: (source,))  # noqa: ARG005


@pytest.fixture
def pages(project: Project) -> dict[str, str]:
    """The built pages by address."""
    from bpfanalysis.site import build

    build(project)
    site = project.root / "site"
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*.html"))
    }
