"""Stages are declared once, in an order that can run."""

from __future__ import annotations

import json

import pytest

from bpfanalysis.errors import InputError
from bpfanalysis.paths import Project
from bpfanalysis.pipeline.stages import (
    check_products,
    load_stages,
    read_notebook,
    stage_parameters,
)

STAGE = """
[[stage]]
name = "{name}"
title = "T"
question = "Q?"
reads = {reads}
writes = {writes}
figures = {figures}
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data/raw").mkdir(parents=True)
    return Project(tmp_path)


def declare(project, *stages):
    text = "".join(
        STAGE.format(name=name, reads=json.dumps(r), writes=json.dumps(w), figures=json.dumps(f))
        for name, r, w, f in stages
    )
    (project.root / "notebooks/stages.toml").write_text(text)


def test_outputs_follow_from_the_declaration(project):
    declare(project, ("one", ["norms"], ["contributions"], ["workplan"]))
    (stage,) = load_stages(project)
    assert [path.as_posix() for path in stage.inputs()] == ["data/raw/norm_codebook/norms.csv"]
    assert [path.as_posix() for path in stage.outputs()] == [
        "data/processed/contributions.csv",
        "figures/workplan.svg",
        "figures/workplan.pdf",
        "figures/workplan.png",
        "figures/workplan.csv",
        "figures/workplan.json",
        "notebooks/rendered/one.ipynb",
    ]


@pytest.mark.parametrize(
    ("stages", "words"),
    [
        ([("a", ["x"], [], []), ("b", [], ["x"], [])], "put b before it"),
        ([("a", ["x"], ["x"], [])], "put a before it"),
        ([("a", [], ["x"], []), ("b", [], ["x"], [])], "both a and b write table x"),
        ([("a", [], [], []), ("a", [], [], [])], "declared twice"),
    ],
)
def test_an_order_that_cannot_run_is_refused(project, stages, words):
    declare(project, *stages)
    with pytest.raises(InputError, match=words):
        load_stages(project)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[stage]]\nname = 'a'\n", "'title' is missing"),
        (
            "[[stage]]\nname = 'a'\ntitle = 'T'\nquestion = 'Q?'\nwrite = []",
            "unknown field 'write'",
        ),
        ("[[stage]\n", "cannot be read"),
        ("", "declares no stage"),
        ("stage = 'a'", r"expected a table \[\[stage\]\]"),
        ("[[stage]]\nname = 3\ntitle = 'T'\nquestion = 'Q?'\n", "'name' must be a text"),
        ("[[stage]]\nname = '../a'\ntitle = 'T'\nquestion = 'Q?'\n", "letters, digits"),
        (
            "[[stage]]\nname = 'a'\ntitle = 'T'\nquestion = 'Q?'\nreads = 'norms'",
            "'reads' must be a list",
        ),
    ],
)
def test_a_broken_declaration_is_named(project, text, words):
    (project.root / "notebooks/stages.toml").write_text(text)
    with pytest.raises(InputError, match=words):
        load_stages(project)


def test_a_missing_declaration_is_named(project):
    with pytest.raises(InputError, match=r"stages\.toml is missing"):
        load_stages(project)


@pytest.mark.parametrize(
    ("stages", "words"),
    [
        ([("a", ["nosuch"], [], [])], "There is no table 'nosuch'"),
        ([("a", ["norm_reach"], [], [])], "no stage writes the table norm_reach"),
        ([("a", [], ["norms"], [])], "norms is raw, nothing writes it"),
        ([("a", [], [], ["nosuch"])], r"has no entry \[nosuch\]"),
    ],
)
def test_what_nobody_makes_or_describes_is_found_before_a_run(project, stages, words):
    (project.root / "figures").mkdir()
    (project.root / "figures/catalogue.toml").write_text("[workplan]\n")
    declare(project, *stages)
    with pytest.raises(InputError, match=words):
        check_products(project, load_stages(project))


def test_a_broken_catalogue_is_found_before_a_run(project):
    declare(project, ("a", [], [], ["workplan"]))
    with pytest.raises(InputError, match=r"catalogue\.toml is missing"):
        check_products(project, load_stages(project))
    (project.root / "figures").mkdir()
    (project.root / "figures/catalogue.toml").write_text("[workplan\n")
    with pytest.raises(InputError, match=r"catalogue\.toml cannot be read"):
        check_products(project, load_stages(project))


DEEP = "[" * 100_000
CELLS = [
    '{"cells": "abc"}',
    '{"cells": [3]}',
    '{"cells": [{"cell_type": "code"}]}',
    '{"cells": [{"cell_type": "cod", "source": ""}]}',
    '{"cells": [{"cell_type": "code", "source": "", "metadata": []}]}',
]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"cells": []}', "\x00", DEEP, *CELLS])
def test_an_unreadable_notebook_is_named(project, text):
    declare(project, ("one", [], [], []))
    (project.root / "notebooks/one.ipynb").write_text(text)
    (stage,) = load_stages(project)
    with pytest.raises(InputError, match=r"one\.ipynb cannot be read as a notebook"):
        read_notebook(project, stage)


def test_a_notebook_without_parameters_cell_is_named(project):
    declare(project, ("one", [], [], []))
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": "", "outputs": []}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (project.root / "notebooks/one.ipynb").write_text(json.dumps(notebook))
    (stage,) = load_stages(project)
    with pytest.raises(InputError, match="expected one cell tagged 'parameters', found 0"):
        stage_parameters(project, stage)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"nbformat": 9}, "found format 9"),
        ({"metadata": None}, "format 4 with metadata"),
        ({}, "two cells have the id 'a'"),
    ],
)
def test_a_notebook_that_cannot_run_is_found_before_a_run(project, change, words):
    declare(project, ("one", [], [], []))
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": "", "outputs": []}
    notebook = {"cells": [cell, cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    (project.root / "notebooks/one.ipynb").write_text(json.dumps(notebook | change))
    (stage,) = load_stages(project)
    with pytest.raises(InputError, match=words):
        read_notebook(project, stage)
