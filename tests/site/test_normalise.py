"""An executed notebook keeps its results and loses the traces of its run."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from bpfanalysis.errors import InputError
from bpfanalysis.site.normalise import normalise, to_bytes, write_rendered


def executed(run: int) -> dict[str, Any]:
    """The same notebook as two runs leave it: other times, ids, counts, pieces of a stream."""
    pieces = ["one\n", "two\n", "three\n"] if run == 1 else ["one\ntwo\n", "three\n"]
    return {
        "cells": [
            {
                "cell_type": "markdown",
                "id": "title",
                "metadata": {"papermill": {"duration": run / 7, "status": "completed"}},
                "source": ["# Norms\n", "\n", "Why?"],
            },
            {
                "cell_type": "code",
                "id": f"{run * 12345:08x}",
                "metadata": {"tags": ["injected-parameters"], "papermill": {"duration": run}},
                "source": "seed = 1",
                "outputs": [],
                "execution_count": 3 + run,
            },
            {
                "cell_type": "code",
                "id": "read",
                "metadata": {"execution": {"iopub.execute_input": f"2026-01-0{run}T00:00:00"}},
                "source": "show()",
                "execution_count": 4 + run,
                "outputs": [
                    *(
                        {"output_type": "stream", "name": "stdout", "text": piece}
                        for piece in pieces
                    ),
                    {
                        "output_type": "execute_result",
                        "execution_count": 4 + run,
                        "data": {
                            "text/html": f'<table id="T_ab{run}cd"><tr><td>1</td></tr></table>',
                            "text/plain": f"<Styler at 0x7f{run}0aa0>",
                        },
                        "metadata": {},
                    },
                    {
                        "output_type": "display_data",
                        "data": {"image/png": "iVBORw0KGgo=" + "\n" * run},
                        "metadata": {"image/png": {"alt": "Bars", "figure_id": "bars"}},
                        "transient": {"display_id": str(run)},
                    },
                ],
            },
        ],
        "metadata": {
            "kernelspec": {"display_name": f"Python {run}", "name": "python3"},
            "language_info": {"name": "python", "version": f"3.11.{run}"},
            "papermill": {"output_path": f"/tmp/run{run}/x.ipynb", "duration": run},
            "widgets": {"state": {str(run): 1}},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def with_output(text: str, **data: str) -> dict[str, Any]:
    notebook = executed(1)
    output = {"output_type": "stream", "name": "stdout", "text": text}
    if data:
        mime = next(iter(data))
        output = {
            "output_type": "display_data",
            "data": {mime.replace("_", "/", 1): text},
            "metadata": {},
        }
    notebook["cells"][2]["outputs"] = [output]
    return notebook


def test_two_runs_with_the_same_results_give_the_same_bytes() -> None:
    one, two = executed(1), executed(2)
    assert to_bytes(normalise(one)) == to_bytes(normalise(two))


def test_a_changed_result_changes_the_bytes() -> None:
    assert to_bytes(normalise(with_output("12\n"))) != to_bytes(normalise(with_output("13\n")))


def test_normalising_what_is_normal_changes_nothing() -> None:
    once = to_bytes(normalise(executed(1)))
    assert to_bytes(normalise(json.loads(once))) == once


def test_the_notebook_given_is_not_changed() -> None:
    notebook = executed(1)
    before = copy.deepcopy(notebook)
    normalise(notebook)
    assert notebook == before


def test_results_and_alternative_text_stay() -> None:
    cell = normalise(executed(1))["cells"][2]
    assert cell["outputs"][0]["text"] == "one\ntwo\nthree\n"
    assert cell["outputs"][2]["metadata"]["image/png"] == {"alt": "Bars", "figure_id": "bars"}
    assert cell["execution_count"] == 2, "cells are counted in the order in which they stand"


def test_no_trace_of_the_run_stays() -> None:
    text = to_bytes(normalise(executed(1))).decode()
    for trace in ("papermill", "2026-01", "0x7f", "3.11", "transient", "widgets", "/tmp"):
        assert trace not in text, f"{trace!r} is a trace of one run and must not be kept"


def test_the_injected_cell_gets_an_id_from_its_place_and_source() -> None:
    kept = normalise(executed(1))["cells"][1]["id"]
    assert kept == normalise(executed(2))["cells"][1]["id"]
    other = executed(1)
    other["cells"][1]["source"] = "seed = 2"
    assert normalise(other)["cells"][1]["id"] != kept


def test_the_result_is_a_valid_notebook() -> None:
    import nbformat

    nbformat.validate(json.loads(to_bytes(normalise(executed(1)))))


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("read /home/ada/project/data/raw/norms.csv\n", {}),
        ("C:\\Users\\ada\\norms.csv", {}),
        ("PosixPath('/home/someone/data')", {"text_plain": ""}),
        ('<a href="/home/someone/x.csv">x</a>', {"text_html": ""}),
        ("see /tmp/figure.svg", {"text_markdown": ""}),
    ],
)
def test_an_absolute_path_is_refused_and_the_cell_named(text: str, data: dict[str, str]) -> None:
    with pytest.raises(InputError, match=r"cell 'read' \(number 3\).*absolute path"):
        normalise(with_output(text, **data))


def test_a_path_of_this_machine_is_refused_when_named() -> None:
    notebook = with_output("wrote /checkout/site/index.html")
    normalise(notebook)
    with pytest.raises(InputError, match="/checkout"):
        normalise(notebook, folders=["/checkout"])


@pytest.mark.parametrize(
    "text",
    [
        "data/processed/norms.csv",
        "https://example.org/home/page and https://a.org/usr/x",
        "and/or 3/4 2019/2020",
        "<td>a</td>",
        "../home/x",
    ],
)
def test_addresses_and_relative_names_are_no_absolute_paths(text: str) -> None:
    normalise(with_output(text))


def test_a_failed_cell_is_refused() -> None:
    notebook = executed(1)
    notebook["cells"][2]["outputs"] = [
        {"output_type": "error", "ename": "ValueError", "evalue": "x", "traceback": []}
    ]
    with pytest.raises(InputError, match=r"'read'.*ValueError"):
        normalise(notebook)


def test_doubled_ids_and_old_formats_are_refused() -> None:
    notebook = executed(1)
    notebook["cells"][0]["id"] = "read"
    with pytest.raises(InputError, match="same id"):
        normalise(notebook)
    with pytest.raises(InputError, match="format 4"):
        normalise(executed(1) | {"nbformat": 3})


def test_written_whole_and_left_alone_when_nothing_changed(tmp_path: Path) -> None:
    path = write_rendered(executed(1), tmp_path / "rendered" / "01.ipynb")
    before = path.stat().st_mtime_ns
    write_rendered(executed(2), path)
    assert path.stat().st_mtime_ns == before, "an unchanged file must not be written again"
    assert [p.name for p in path.parent.iterdir()] == ["01.ipynb"]
    assert path.read_bytes().endswith(b"}\n")


def test_what_is_refused_leaves_the_old_copy(tmp_path: Path) -> None:
    path = write_rendered(executed(1), tmp_path / "01.ipynb")
    before = path.read_bytes()
    with pytest.raises(InputError):
        write_rendered(with_output("/home/ada/x"), path)
    assert path.read_bytes() == before
