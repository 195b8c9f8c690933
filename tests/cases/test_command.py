"""The command, from the outside: what it writes and how it refuses."""

import argparse
import json

import pytest

from bpfanalysis.commands import qca as command
from bpfanalysis.errors import InputError


def run(*arguments):
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    args = parser.parse_args(["qca", *map(str, arguments)])
    return args.handler(args)


@pytest.fixture
def data(tmp_path, lipset_fuzzy):
    path = tmp_path / "cases.csv"
    lipset_fuzzy.to_csv(path, index_label="case")
    return path


def call(data, *more, conditions="DEV,URB,LIT,IND,STB", outcome="SURV"):
    out = data.with_name("result.json")
    status = run(data, "--outcome", outcome, "--conditions", conditions, "--out", out, *more)
    return status, json.loads(out.read_text(encoding="utf-8"))


def test_the_published_result_comes_out_of_the_command(data, capsys):
    status, document = call(data, "--incl-cut", 0.8, "--expect", "DEV=1,URB=1,LIT=1,IND=1,STB=1")
    assert status == 0
    terms = {t["term"] for t in document["solutions"]["intermediate"][0]["terms"]}
    assert terms == {"DEV*URB*LIT*STB", "DEV*LIT*~IND*STB"}
    said = capsys.readouterr().out
    assert "23 of 32 rows are empty" in said
    assert said.index("rows are empty") < said.index("complex:")


def test_the_negated_outcome_is_named(data):
    _, document = call(data, "--negate", "--incl-cut", 0.8)
    assert document["outcome"] == "~SURV"


def test_twice_the_same_bytes(data):
    call(data, "--incl-cut", 0.8)
    first = data.with_name("result.json").read_bytes()
    call(data, "--incl-cut", 0.8)
    assert data.with_name("result.json").read_bytes() == first


@pytest.mark.parametrize(
    ("more", "changes", "words"),
    [
        ([], {}, "No row of the truth table reaches the cut-offs"),
        ([], {"conditions": "DEV,SURV"}, "outcome 'SURV' is among the conditions"),
        ([], {"conditions": "DEV,NOPE"}, "no column NOPE; found DEV"),
        ([], {"conditions": "DEV,,URB"}, "expected names"),
        ([], {"conditions": "DEV,~URB"}, "mark absence"),
        ([], {"outcome": "~SURV"}, "Use --negate"),
        (["--expect", "DEV=1,DEV=0"], {}, "named twice and contradicts itself"),
        (["--expect", "DEV=yes"], {}, "'DEV=yes' is no expectation"),
        (["--expect", "NOPE=1"], {}, "names no condition"),
        (["--incl-cut", "2"], {}, "inclusion cut-off is 2"),
        (["--n-cut", "0"], {}, "frequency cut-off is 0"),
    ],
)
def test_wrong_use_is_refused_in_words_and_nothing_is_written(data, more, changes, words):
    with pytest.raises(InputError, match=words):
        call(data, *more, **changes)
    assert not data.with_name("result.json").exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("case,A,Y\n", "no cases"),
        ("case,A,Y\na,1,1\n", "1 case cannot be compared"),
        ("case,A,Y\na,1,1\na,0,0\n", "row 3: the case a stands twice"),
        ("case,A,Y\na,1.2,1\nb,0,0\n", "row 2: A of a is '1.2'"),
        ("case,A,Y\na,high,1\nb,0,0\n", "row 2: A of a is 'high'"),
        ("case,A,Y\na,,1\nb,0,0\n", "row 2: A of a is ''"),
        ("case,A,Y\na,1\nb,0,0\n", "row 2: 2 cells, expected 3"),
        ("case,A,A,Y\na,1,1,1\nb,0,0,0\n", "column A stands twice"),
        ("case,A,Y\na,0.5,0.5\nb,0.5,0.5\n", r"All memberships are 0\.5"),
        ("case,A,Y\n,1,1\nb,0,0\n", "names no case"),
    ],
)
def test_wrong_files_are_refused_with_their_row(tmp_path, text, words):
    path = tmp_path / "cases.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=words):
        call(path, conditions="A", outcome="Y")


def test_a_missing_file_and_a_folder_as_target_are_named(tmp_path, data):
    with pytest.raises(InputError, match="no such file"):
        call(tmp_path / "none.csv")
    with pytest.raises(InputError, match="a folder stands there"):
        run(data, "--outcome", "SURV", "--conditions", "DEV", "--out", tmp_path)


def test_an_older_result_survives_a_refused_run(data):
    call(data, "--incl-cut", 0.8)
    before = data.with_name("result.json").read_bytes()
    with pytest.raises(InputError):
        call(data, "--incl-cut", 1)
    assert data.with_name("result.json").read_bytes() == before
