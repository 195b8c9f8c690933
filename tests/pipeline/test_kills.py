"""Runs that are killed at random moments: nothing is half written, and the next run is whole.

``BPFANALYSIS_KILLS=200 make test-slow`` tries more often than the dozen times of every day;
``BPFANALYSIS_KILL_SEED`` chooses other moments.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bpfanalysis.pipeline.accepted import result_files

from .conftest import PARAMETERS, code, hear_interrupts

KILLS = int(os.environ.get("BPFANALYSIS_KILLS", "12"))
SEED = int(os.environ.get("BPFANALYSIS_KILL_SEED", "1"))
WAYS = ("runner", "kernel", "Ctrl-C")
TABLES = {
    "a": ("paris_call_adherents", "region"),
    "b": ("paris_call_global_south", "global_south"),
}
CELL = """\
import pandas as pd
from bpfanalysis import tables
columns = tables.definition("{table}").columns
rows = [(x, y, 100 * seed + n, seed)
        for n, x in enumerate(columns["{group}"].allowed) for y in columns["category"].allowed]
frame = pd.DataFrame(rows, columns=["{group}", "category", "n_supporters", "n_countries"])
tables.write("{table}", frame)
frame"""
STAGE = (
    '[[stage]]\nname = "{0}"\ntitle = "T"\nquestion = "Q?"\nreads = ["norms"]\nwrites = ["{1}"]\n'
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="looks into /proc"),
]


@pytest.fixture
def project(small):
    title = {"cell_type": "markdown", "id": "title", "metadata": {}, "source": "# Title\n\nQ?"}
    for name, (table, group) in TABLES.items():
        cell = code("write", CELL.format(table=table, group=group))
        small.write(name, [title, code("parameters", PARAMETERS, "parameters"), cell])
        with (small.root / "notebooks/stages.toml").open("a") as stages:
            stages.write(STAGE.format(name, table))
    return small


def start(project, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "bpfanalysis.cli", "run", *arguments],
        env={**os.environ, "BPFANALYSIS_PROJECT": str(project.root)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=hear_interrupts,
    )


def finish(project, *arguments):
    process = start(project, *arguments)
    _, said = process.communicate(timeout=300)
    assert process.returncode == 0, said


def everything(project):
    """Every file of the project but its state; results, site and inputs alike."""
    return {
        path.relative_to(project.root).as_posix(): path.read_bytes()
        for path in project.root.rglob("*")
        if path.is_file() and ".bpfanalysis" not in path.parts
    }


def results(project):
    return {
        path.as_posix(): (project.root / path).read_bytes()
        for path in result_files(project.project)
    }


def kernels(project):
    """The processes that work for this project with a kernel's environment."""
    wanted = f"BPFANALYSIS_PROJECT={project.root}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if wanted in (folder / "environ").read_bytes().split(b"\0"):
                command = (folder / "cmdline").read_bytes()
                state = (folder / "stat").read_text().rsplit(")", 1)[1].split()[0]
                if b"ipykernel" in command and state != "Z":
                    found.append(int(folder.name))
        except OSError:
            continue
    return found


def hit(project, process, way):
    """Strike; return the seconds until the run had ended."""
    if way == "kernel":
        for kernel in kernels(project):
            os.kill(kernel, signal.SIGKILL)
    else:
        process.send_signal(signal.SIGKILL if way == "runner" else signal.SIGINT)
    started = time.monotonic()
    process.communicate(timeout=300)
    return time.monotonic() - started


def no_kernel_stays(project):
    for _ in range(50):
        if not kernels(project):
            return True
        time.sleep(0.1)
    return False


def test_runs_killed_at_random_moments_lose_nothing(project):
    started = time.monotonic()
    finish(project)
    length = time.monotonic() - started
    whole = everything(project)
    finish(project, "-p", "a.seed=2", "-p", "b.seed=2")
    other = results(project)
    finish(project)
    assert everything(project) == whole, "two undisturbed runs differ"
    moments = random.Random(SEED)
    for number in range(KILLS):
        way = WAYS[number % len(WAYS)]
        moment = moments.uniform(0.3, length)
        what = f"attack {number}: {way} after {moment:.2f} s"
        process = start(project, "-p", "a.seed=2", "-p", "b.seed=2")
        time.sleep(moment)
        took = hit(project, process, way)
        expected = {"runner": (-9, 0), "kernel": (0, 1), "Ctrl-C": (130, -2, 1, 0)}[way]
        assert process.returncode in expected, f"{what}: ended with {process.returncode}"
        assert way != "Ctrl-C" or took < 10, f"{what}: took {took:.1f} s to stop"
        assert no_kernel_stays(project), f"{what}: a kernel is still at work"
        for path, content in results(project).items():
            assert content in (whole.get(path), other.get(path)), f"{what}: {path} is half written"
        finish(project)
        now = everything(project)
        stray = sorted(set(now) - set(whole))
        assert not stray, f"{what}: left behind {stray}"
        wrong = [path for path in whole if now.get(path) != whole[path]]
        assert not wrong, f"{what}: not made whole again: {wrong}"
        left = list((project.root / ".bpfanalysis").glob("staging/*"))
        assert not left, f"{what}: staging is not cleared: {left}"
