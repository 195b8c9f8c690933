"""The command line: what it offers, how it ends, and what it does not load to say so."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bpfanalysis import __version__
from bpfanalysis.cli import COMMANDS, main, make_parser

HEAVY = ("numpy", "pandas", "scipy", "matplotlib", "networkx", "pandera", "papermill", "nbformat")


def ask(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "bpfanalysis.cli", *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        **options,
    )


def offered() -> list[str]:
    (action,) = (a for a in make_parser()._actions if a.dest == "command" or a.choices)
    return list(action.choices)


def test_version(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"bpfanalysis {__version__}\n"


def test_help_lists_every_command_with_a_sentence(capsys):
    assert main(["--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {"run", "status", "check", "accept"} <= set(offered())
    for name in offered():
        (at,) = (i for i, line in enumerate(lines) if line.split()[:1] == [name])
        described = len(lines[at].split()) > 1 or lines[at + 1].startswith(" " * 8)
        assert described, f"{name} has no help"


@pytest.mark.parametrize("command", offered())
def test_every_command_explains_itself(command, capsys):
    assert main([command, "--help"]) == 0
    assert f"bpfanalysis {command}" in capsys.readouterr().out


def test_every_module_of_commands_is_offered():
    folder = Path(__file__).parents[1] / "src/bpfanalysis/commands"
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    offering = {m for m in modules if "def add_parser" in (folder / f"{m}.py").read_text()}
    assert offering == set(COMMANDS)


@pytest.mark.parametrize("arguments", [[], ["frobnicate"], ["run", "--nosuch"], ["run", "-p"]])
def test_wrong_use_ends_with_2_and_says_how_it_is_used(arguments, capsys):
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert said.startswith("usage: bpfanalysis")
    assert "Traceback" not in said


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["run", "--help"]])
def test_help_loads_no_scientific_package(arguments):
    program = (
        "import sys\nfrom bpfanalysis.cli import main\n"
        f"main({arguments!r})\n"
        f"print('LOADED', sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "LOADED []", done.stdout + done.stderr


def test_outside_a_project_one_line_says_what_to_do(tmp_path):
    environment = {k: v for k, v in os.environ.items() if k != "BPFANALYSIS_PROJECT"}
    done = ask("status", cwd=tmp_path, env=environment)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "BPFANALYSIS_PROJECT" in done.stderr


def test_a_reader_who_leaves_early_is_no_error():
    program = f"{sys.executable} -m bpfanalysis.cli --help | head -0; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", program], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("0\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_the_output_is_said():
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bpfanalysis.cli", "--version"],
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("bpfanalysis: the disk is full")


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_do_not_matter(closed):
    program = f"{sys.executable} -m bpfanalysis.cli --version {closed}; echo $?"
    done = subprocess.run(["bash", "-c", program], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "0"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full (there); make room"),
        (errno.EROFS, "no right to write or read here (there)"),
        (errno.EISDIR, "a folder stands in the place of a file (there); remove it"),
        (errno.ENOTDIR, "a file stands in the place of a folder (there); remove it"),
        (errno.EEXIST, "a file stands in the place of a folder (there); remove it"),
    ],
)
def test_trouble_with_files_is_said_in_plain_words(number, words, monkeypatch, capsys):
    def trouble(_args):
        raise OSError(number, "in the system's words", "here", None, "there")

    monkeypatch.setattr("bpfanalysis.commands.pipeline.status", trouble)
    assert main(["status"]) == 1
    said = capsys.readouterr().err
    assert words in said and said.count("\n") == 1
