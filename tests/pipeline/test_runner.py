"""Runs: what is stale runs, failures leave what was there, and nothing is half written."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from bpfanalysis.errors import InputError
from bpfanalysis.pipeline import execute, promotion, runner
from bpfanalysis.pipeline.failures import KernelDied, StageFailed
from bpfanalysis.pipeline.runner import explain, locked

from .conftest import code, hear_interrupts


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


def test_a_new_document_runs_the_stage_that_imports(small):
    small.add("a", "from bpfanalysis.contributions import importing")
    small.add("b", "print('imports nothing')")
    run(small)
    folder = small.root / "data/raw/contributions/documents"
    folder.mkdir(parents=True)
    (folder / "answer.txt").write_text("Q1: yes")
    why = {stage.name: found for stage, found in explain(small.project)}
    assert why == {"a": ["documents to import changed"], "b": []}


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


def test_a_file_written_under_a_relative_name_is_noticed(small):
    small.add("a", "open('junk.txt', 'w').write('x')")
    with pytest.raises(StageFailed, match=r"wrote junk\.txt without declaring"):
        run(small)
    assert not list(small.root.rglob("junk.txt"))


def declare_a_table(small, source):
    small.add("a", source)
    with (small.root / "notebooks/stages.toml").open("a") as stages:
        stages.write('writes = ["paris_call_global_south"]\n')


def test_a_table_written_past_the_library_is_refused(small):
    declare_a_table(
        small,
        "from bpfanalysis.paths import Project\n"
        "path = Project.find().write_path('data/processed/results/paris_call_global_south.csv')\n"
        "path.parent.mkdir(parents=True)\npath.write_text('junk')",
    )
    with pytest.raises(StageFailed, match="wrote a table badly"):
        run(small)
    assert not (small.root / "data/processed").exists()


def test_more_output_than_can_be_read_is_refused(small):
    small.add("a", "for _ in range(25): print('x' * 1_000_000)")
    with pytest.raises(StageFailed, match="cell 'cell-1': the notebook shows 25 million"):
        run(small)


def test_the_users_kernels_and_start_up_files_do_not_count(small, tmp_path, monkeypatch):
    kernel = tmp_path / "jupyter/kernels/python3"
    kernel.mkdir(parents=True)
    (kernel / "kernel.json").write_text('{"argv": ["false"], "display_name": "x"}')
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "jupyter"))
    (tmp_path / "start.py").write_text("1 / 0")
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "start.py"))
    (small.root / "random.py").write_text("1 / 0")
    small.add("a", "import random")
    assert set(run(small).ran) == {"a"}


def test_what_a_cell_started_ends_with_its_kernel(small):
    small.add(
        "a",
        "import os, pathlib, subprocess\n"
        "child = subprocess.Popen(['sleep', '600'])\n"
        "home = pathlib.Path(os.environ['BPFANALYSIS_PROJECT'], '.bpfanalysis')\n"
        "_ = (home / 'child').write_text(str(child.pid))",
    )
    run(small)
    stat = f"/proc/{(small.root / '.bpfanalysis/child').read_text()}/stat"
    for _ in range(50):
        if not os.path.exists(stat) or ") Z" in open(stat).read():  # noqa: PTH110, PTH123, SIM115
            return
        time.sleep(0.1)
    raise AssertionError("the child is still at work")


DAMAGED = [
    "",
    "[]",
    "[" * 100_000,
    '{"fingerprint": "x", "outputs": []}',
    '{"fingerprint": null, "outputs": {"a": 3}}',
]


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_record_means_that_the_stage_runs(small, text):
    small.add("a", "print('x')")
    record = small.root / ".bpfanalysis/stages/a.json"
    record.parent.mkdir(parents=True)
    record.write_text(text)
    assert explain(small.project)[0][1] == ["it has not run here yet"]


def test_a_damaged_record_cannot_remove_inputs(small):
    small.add("a", "print('x')")
    run(small)
    names = [
        "notebooks/a.ipynb",
        "data/raw/README.md",
        "../outside",
        "figures/../notebooks/a.ipynb",
    ]
    (small.root.parent / "outside").write_text("x")
    record = small.root / ".bpfanalysis/stages/a.json"
    record.write_text(json.dumps({"fingerprint": {}, "outputs": dict.fromkeys(names, "x")}))
    (small.root / ".bpfanalysis/raw-checked").write_bytes(b"\xff\xfe")
    before = files(small)
    run(small)
    assert files(small) == before
    assert (small.root.parent / "outside").exists()


def test_an_input_that_changes_meanwhile_spoils_the_stage(small):
    path = small.root / "data/raw/norm_codebook/norms.csv"
    source = (
        "import os, pathlib\n"
        "root = pathlib.Path(os.environ['BPFANALYSIS_PROJECT'])\n"
        "path = root / 'data/raw/norm_codebook/norms.csv'\n"
        "_ = path.write_text(path.read_text() + ' ')"
    )
    small.add("a", source, reads=("norms",))
    before = path.read_bytes()
    with pytest.raises(StageFailed, match=r"norms\.csv changed while a was at work"):
        run(small)
    assert path.read_bytes() != before, "the test's cell did not write"
    assert not (small.root / "notebooks/rendered").exists()


def test_a_kernel_that_does_not_start_is_tried_again(small, monkeypatch):
    small.add("a", "print('x')")
    real, calls = execute._execute, []

    def unlucky(*arguments):
        calls.append(1)
        if len(calls) < execute.STARTS:
            raise KernelDied("a.ipynb: its kernel died")
        return real(*arguments)

    monkeypatch.setattr(execute, "_execute", unlucky)
    assert set(run(small).ran) == {"a"}
    assert len(calls) == execute.STARTS


def test_a_disk_that_fills_up_while_files_are_put_in_place_changes_nothing(small, monkeypatch):
    declare_a_table(small, WRITE)
    run(small)
    before = files(small)
    move, calls = promotion._move, []

    def full(path, target):
        calls.append(target)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, "No space left on device", str(target))
        move(path, target)

    monkeypatch.setattr(promotion, "_move", full)
    with pytest.raises(OSError, match="No space left"):
        run(small, given={"a": {"seed": 2}})
    assert len(calls) > 2, "nothing was put back"
    monkeypatch.undo()
    assert files(small) == before
    assert explain(small.project)[0][1] == []
    assert not list((small.root / ".bpfanalysis/staging").iterdir())


WRITE = """\
import pandas as pd
from bpfanalysis import tables
group = tables.definition("paris_call_global_south").columns["global_south"].allowed
frame = pd.DataFrame({"category": "state", "global_south": group, "n_supporters": seed})
_ = tables.write("paris_call_global_south", frame.assign(n_countries=1))"""


def test_results_of_a_stage_that_is_gone_go_too_but_not_what_another_writes_now(small):
    declare_a_table(small, WRITE)
    small.add("b", "print('b')")
    run(small)
    table = small.root / "data/processed/results/paris_call_global_south.csv"
    # The table moves from the later stage to the earlier one, and a third stage disappears.
    stages = small.root / "notebooks/stages.toml"
    declared = stages.read_text()
    stages.write_text(declared[: declared.index('[[stage]]\nname = "b"')])
    run(small)
    assert table.exists()
    assert not (small.root / "notebooks/rendered/b.ipynb").exists()
    stages.write_text("")
    small.add("b", WRITE)
    with stages.open("a") as more:
        more.write('writes = ["paris_call_global_south"]\n')
    small.add("a", "print('nothing')")
    run(small)
    assert table.exists(), "the stage that no longer writes the table took it away"


def test_a_stage_does_not_run_on_results_altered_by_hand(small):
    declare_a_table(small, WRITE)
    small.add("b", "print('b')", reads=("paris_call_global_south",))
    run(small)
    table = small.root / "data/processed/results/paris_call_global_south.csv"
    table.write_text(table.read_text().replace("state", "other"))
    with pytest.raises(InputError, match=r"was altered since; run both:  bpfanalysis run a b"):
        run(small, ["b"])
    table.unlink()
    with pytest.raises(InputError, match="is not there"):
        run(small, ["b"])


def test_remains_of_a_killed_run_are_cleared(small):
    small.add("a", "print('x')")
    run(small)
    before = files(small)
    for name in (".site-abc/index.html", "notebooks/rendered/.a.ipynb.12.tmp"):
        (small.root / name).parent.mkdir(exist_ok=True)
        (small.root / name).write_text("half")
    stale = small.root / ".bpfanalysis/staging/a-x1/outputs/figures"
    stale.mkdir(parents=True)
    run(small)
    assert files(small) == before
    assert not stale.exists()


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
        preexec_fn=hear_interrupts,
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


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&- >&- 2>&-"])
def test_a_run_goes_on_with_closed_streams(small, closed):
    cells = code("title", "", "x") | {"cell_type": "markdown", "source": "# T\n\nQ?"}
    small.add("a", "print('x')")
    notebook = json.loads((small.root / "notebooks/a.ipynb").read_text())
    small.write("a", [{k: cells[k] for k in NOT_CODE}, *notebook["cells"]])
    environment = {**os.environ, "BPFANALYSIS_PROJECT": str(small.root)}
    program = f"{sys.executable} -m bpfanalysis.cli run {closed}"
    done = subprocess.run(["bash", "-c", program], env=environment, timeout=120)
    assert done.returncode == 0
    assert "x" in small.rendered("a")


NOT_CODE = ("cell_type", "id", "metadata", "source")


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
