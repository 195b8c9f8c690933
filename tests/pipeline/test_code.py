"""The modules that a notebook uses are found without running it."""

from __future__ import annotations

from bpfanalysis.pipeline.code import module_file, used_modules


def test_imports_inside_functions_count():
    source = "def f():\n    from bpfanalysis.pipeline import stages\n"
    assert "bpfanalysis.pipeline.parameters" in used_modules([source])


def test_other_rooms_are_left_out():
    assert not [m for m in used_modules(["from bpfanalysis import vocabularies"]) if "site" in m]


def test_magics_and_broken_cells_are_passed_over():
    assert used_modules(
        ["%matplotlib inline\nimport bpfanalysis.errors", "this is not python"]
    ) == [
        "bpfanalysis",
        "bpfanalysis.errors",
    ]


def test_names_that_are_no_modules_are_left_out():
    assert "bpfanalysis.paths.Project" not in used_modules(
        ["from bpfanalysis.paths import Project"]
    )


def test_every_named_module_has_a_file():
    for name in used_modules(["import bpfanalysis.cli"]):
        assert module_file(name) is not None
