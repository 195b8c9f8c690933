"""Runs: what is stale runs, failures leave what was there, and nothing is half written."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from bpfanalysis.errors import InputError
from bpfanalysis.pipeline import runner
from bpfanalysis.pipeline.execute import StageFailed
from bpfanalysis.pipeline.runner import explain, locked


def run(small, names=None, given=None, **options):
    return runner.run(small.project, names, given, build_site=False, **options)


def files(small):
    return {
        path.relative_to(small.root).as_posix(): path.read_bytes()
        for path in sorted(small.root.rglob("*"))
        if path.is_file() and ".bpfanalysis" not in path.parts
    }


def test_a_second_run_runs_nothing_and_an_edit_runs_only_its_stage(small):
    small.add("a", "print(seed)")
    small.add("b", "print('b')")
    assert set(run(small).ran) == {"a", "b"}
    before = files(small)
    assert run(small).ran == {}
    assert files(small) == before
    small.write("b", json.loads((small.root / "notebooks/a.ipynb").read_text())["cells"])
    assert [why for _, why in explain(small.project)] == [[], ["notebook b.ipynb changed"]]
    assert set(run(small).ran) == {"b"}


def test_a_changed_input_runs_what_reads_it_and_status_says_so(small):
    small.add("a", "print('reads norms')", reads=("norms",))
    small.add("b", "print('reads nothing')")
    run(small)
    path = small.root / "data/raw/norm_codebook/source.toml"
    path.write_text(path.read_text() + "\n# a remark\n")
    why = {stage.name: found for stage, found in explain(small.project)}
    assert why == {"a": ["input data/raw/norm_codebook/source.toml changed"], "b": []}


def test_a_touched_file_is_not_a_change(small):
    small.add("a", "print('reads norms')", reads=("norms",))
    run(small)
    os.utime(small.root / "data/raw/norm_codebook/norms.csv")
    os.utime(small.root / "notebooks/a.ipynb")
    assert run(small).ran == {}


def test_an_altered_or_missing_output_is_made_again(small):
    small.add("a", "print('x')")
    run(small)
    before = small.rendered("a")
    path = small.root / "notebooks/rendered/a.ipynb"
    path.write_text("altered")
    assert explain(small.project)[0][1] == ["notebooks/rendered/a.ipynb was altered"]
    run(small)
    assert small.rendered("a") == before
    path.unlink()
    run(small)
    assert small.rendered("a") == before


def test_a_parameter_reaches_the_notebook(small):
    small.add("a", "print('seed is', seed)")
    run(small, given={"a": {"seed": "7"}})
    assert "seed is 7" in small.rendered("a")
    run(small)
    assert "seed is 1" in small.rendered("a")


def test_a_failing_cell_is_named_and_what_was_there_stays(small):
    small.add("a", "print('good')")
    run(small)
    before = files(small)
    small.write("a", [*json.loads((small.root / "notebooks/a.ipynb").read_text())["cells"]][:1])
    cells = json.loads((small.root / "notebooks/a.ipynb").read_text())["cells"]
    bad = {**cells[0], "id": "divide", "source": "1 / 0", "metadata": {}}
    small.write("a", [*cells, bad])
    with pytest.raises(StageFailed, match=r"a\.ipynb, cell 'divide': ZeroDivisionError") as caught:
        run(small)
    assert ".bpfanalysis/failed/a.ipynb" in str(caught.value)
    assert (small.root / ".bpfanalysis/failed/a.ipynb").exists()
    after = files(small)
    del before["notebooks/a.ipynb"], after["notebooks/a.ipynb"]
    assert after == before


def test_stages_before_a_failure_stay_done(small):
    small.add("a", "print('a')")
    small.add("b", "raise ValueError('b is broken')")
    with pytest.raises(StageFailed, match="b is broken"):
        run(small)
    small.write("b", json.loads((small.root / "notebooks/a.ipynb").read_text())["cells"])
    assert set(run(small).ran) == {"b"}


def test_an_undeclared_read_or_write_fails(small):
    small.add("a", "from bpfanalysis import tables\nlen(tables.read('norms'))")
    with pytest.raises(StageFailed, match=r"read data/raw/norm_codebook/norms\.csv without"):
        run(small)
    small.write(
        "a",
        [
            {**cell, "source": source}
            for cell, source in zip(
                json.loads((small.root / "notebooks/a.ipynb").read_text())["cells"],
                [
                    "seed: int = 1  # [0, 9] starts the random numbers",
                    "from bpfanalysis.paths import Project\n"
                    "path = Project.find().write_path('figures/extra.svg')\n"
                    "path.parent.mkdir()\npath.write_text('x')",
                ],
                strict=True,
            )
        ],
    )
    with pytest.raises(StageFailed, match=r"wrote figures/extra\.svg without declaring"):
        run(small)
    assert not (small.root / "figures/extra.svg").exists()


def test_a_killed_kernel_is_said(small):
    small.add("a", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)")
    with pytest.raises(StageFailed, match=r"a\.ipynb: its kernel died"):
        run(small)


@pytest.mark.parametrize(
    ("names", "given", "words"),
    [
        (["c"], {}, "no stage 'c'; the stages are a"),
        ([], {"c": {"seed": 1}}, "no stage 'c'"),
        ([], {"a": {"sed": 1}}, "did you mean seed"),
        ([], {"a": {"seed": "12"}}, "from 0 to 9"),
    ],
)
def test_wrong_use_is_found_before_anything_runs(small, names, given, words):
    small.add("a", "print('x')")
    with pytest.raises(InputError, match=words):
        run(small, names, given)
    assert not (small.root / "notebooks/rendered").exists()


def test_broken_raw_data_is_found_before_anything_runs(small):
    small.add("a", "print('x')")
    path = small.root / "data/raw/norm_codebook/norms.csv"
    path.write_text(path.read_text().replace("norm_id", "norm", 1))
    with pytest.raises(InputError, match=r"norms\.csv"):
        run(small)
    assert not (small.root / "notebooks/rendered").exists()


def test_two_runs_at_once_are_refused(small):
    small.add("a", "print('x')")
    with locked(small.project), pytest.raises(InputError, match="another run is at work"):
        run(small)


def test_two_forced_runs_write_the_same_bytes(small):
    small.add("a", "print(sorted({'x', 'y'}))")
    run(small)
    first = files(small)
    run(small, force=True)
    assert files(small) == first


def command(small, *arguments):
    environment = {**os.environ, "BPFANALYSIS_PROJECT": str(small.root)}
    return subprocess.Popen(
        [sys.executable, "-m", "bpfanalysis.cli", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(path, process):
    for _ in range(600):
        if path.exists():
            return
        assert process.poll() is None, process.communicate()
        time.sleep(0.05)
    raise AssertionError(f"{path.name} did not appear")


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_stopped_run_resumes_where_it_stood(small, how):
    small.add("a", "print('a')")
    small.add(
        "b",
        "import os, pathlib, time\n"
        "mark = pathlib.Path(os.environ['BPFANALYSIS_PROJECT'], '.bpfanalysis/reached')\n"
        "first = not mark.exists()\nmark.touch()\n"
        "if first:\n    time.sleep(60)",
    )
    process = command(small, "run")
    wait_for(small.root / ".bpfanalysis/reached", process)
    process.send_signal(how)
    process.communicate(timeout=20)
    assert process.returncode == (130 if how == signal.SIGINT else -how)
    assert not (small.root / "notebooks/rendered/b.ipynb").exists()
    assert set(run(small).ran) == {"b"}


def test_the_manifest_holds_parameters_hashes_and_versions(small):
    small.add("a", "print('x')", reads=("norms",))
    run(small)
    (path,) = (small.root / ".bpfanalysis/runs").glob("*.json")
    manifest = json.loads(path.read_text())
    assert manifest["stages"]["a"]["parameters"] == {"seed": 1}
    assert "data/raw/norm_codebook/norms.csv" in manifest["stages"]["a"]["inputs"]
    assert list(manifest["stages"]["a"]["outputs"]) == ["notebooks/rendered/a.ipynb"]
    assert manifest["packages"]["pandas"]
    assert manifest["peak_memory_kib"] > 0


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_an_unwritable_folder_is_said_and_nothing_is_lost(small):
    small.add("a", "print('x')")
    small.root.chmod(0o555)
    try:
        process = command(small, "run")
        _, error = process.communicate(timeout=60)
    finally:
        small.root.chmod(0o755)
    assert process.returncode == 1
    assert "no right to write" in error
