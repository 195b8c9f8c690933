"""The reliability command: what it writes, and what it refuses in one line."""

import argparse
import csv

import pytest

from bpfanalysis.commands import reliability as command
from bpfanalysis.errors import InputError

HEADER = "text,norm,presence,strength\n"
A = HEADER + "1,x,explicit,shall\n1,y,absent,\n2,x,implicit,should\n2,y,absent,\n"
B = HEADER + "2,y,absent,\n2,x,explicit,should\n1,y,absent,\n1,x,explicit,should\n"


@pytest.fixture
def files(tmp_path):
    paths = [tmp_path / "anna.csv", tmp_path / "ben.csv"]
    for path, text in zip(paths, (A, B), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def run(*words):
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    return command.run(parser.parse_args(["reliability", *map(str, words)]))


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_two_tables(files, tmp_path, capsys):
    out = tmp_path / "new" / "folder"
    words = ["--unit", "text,norm", "--value", "presence", "--level", "ordinal"]
    words += ["--order", "absent,implicit,explicit", "--by", "norm", "--out", out]
    assert run(*files, *words) == 0
    table = rows(out / "alpha.csv")
    header = ["by", "n_units", "n_coders", "alpha", "low", "high", "agreement", "prevalence"]
    assert list(table[0]) == header
    assert [row["by"] for row in table] == ["overall", "x", "y"]
    assert table[2]["alpha"] == "", "alpha without variation is empty, not a number"
    (difference,) = rows(out / "disagreements.csv")
    assert (difference["text"], difference["anna"], difference["ben"]) == (
        "2",
        "implicit",
        "explicit",
    )
    assert "y: alpha is undefined" in capsys.readouterr().out
    assert sorted(path.name for path in out.iterdir()) == ["alpha.csv", "disagreements.csv"]


def test_strength_only_where_both_coded_present(files, tmp_path):
    run(*files, "--unit", "text,norm", "--value", "strength", "--out", tmp_path)
    assert rows(tmp_path / "alpha.csv")[0]["n_units"] == "2"


def test_the_same_seed_writes_the_same_bytes(files, tmp_path):
    for name in ("one", "two"):
        words = ["--unit", "text,norm", "--value", "presence", "--seed", 4]
        run(*files, *words, "--out", tmp_path / name)
    first, second = ((tmp_path / name / "alpha.csv").read_bytes() for name in ("one", "two"))
    assert first == second


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--value", "colour"], "ben.csv|anna.csv: no column colour"),
        (["--value", "presence", "--by", "colour"], "no column colour for --by"),
        (["--value", "presence", "--level", "ordinal"], "ordinal words need --order"),
        (["--value", "presence", "--level", "interval"], "expected a number"),
        (["--value", "presence", "--seed", "-1"], "--seed -1"),
        (["--value", "presence", "--draws", "1000000000"], "--draws 1000000000"),
        (["--value", "presence", "--draws", "0"], "--draws 0"),
        (["--value", "text"], "also named in --unit"),
        (
            ["--value", "presence", "--level", "ordinal", "--order", "absent,explicit"],
            "order lacks: implicit",
        ),
    ],
)
def test_wrong_use_is_said_in_one_line(files, tmp_path, words, said):
    with pytest.raises(InputError, match=said) as error:
        run(*files, "--unit", "text,norm", *words, "--out", tmp_path / "out")
    assert "\n" not in str(error.value)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no rows"),
        ("text,norm,presence\n", "no rows"),
        ("text,norm,presence\n1,x\n", "row 2: 2 cells, expected 3"),
        ("text,norm,norm,presence\n1,x,x,absent\n", "norm stands twice in the header"),
        ("text,norm,presence\n1,x,absent\n1,x,absent\n", "stands twice"),
        ("text,norm,presence\n1,x,absent\n", "The units differ"),
        ('text,norm,presence\n1,"x,absent\n', "broken CSV line"),
        ("text,norm,presence\n,x,absent\n", "without a value in text, norm"),
    ],
)
def test_a_broken_file_is_said_in_one_line(files, tmp_path, text, said):
    files[1].write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said) as error:
        run(*files, "--unit", "text,norm", "--value", "presence", "--out", tmp_path / "out")
    assert "\n" not in str(error.value)


def test_a_missing_file_and_a_single_file(files, tmp_path):
    with pytest.raises(InputError, match="no such file"):
        run(files[0], tmp_path / "none.csv", "--unit", "text", "--value", "presence", "--out", "o")
    with pytest.raises(InputError, match="at least two"):
        run(files[0], "--unit", "text,norm", "--value", "presence", "--out", "o")
