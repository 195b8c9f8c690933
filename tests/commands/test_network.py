"""The network command through files: contract of both outputs, and bad inputs."""

import csv
import json

import numpy as np
import pytest

from bpfanalysis.cli import main

HEADER = (
    "source,target,count,expected,jaccard,cosine,association_strength,lift,phi,"
    "p_upper,p_lower,p_two_sided,p_adjusted,sign"
)
TABLE = "id,A,B,C,D\nr1,1,1,0,0\nr2,1,1,0,1\nr3,0,0,1,1\nr4,1,0,1,0\nr5,0,1,1,0\n"


def call(tmp_path, text, *more, null="fdsm", name="in.csv"):
    source = tmp_path / name
    source.write_text(text, encoding="utf-8", newline="")
    out = tmp_path / "out" / "edges.csv"
    status = main(["network", str(source), "--null", null, *more, "--out", str(out)])
    return status, out


@pytest.mark.parametrize("null", ["hypergeometric", "sdsm", "fdsm"])
def test_edges_and_how_they_were_made(tmp_path, capsys, null):
    status, out = call(tmp_path, TABLE, null=null)
    assert status == 0
    lines = out.read_bytes().decode().split("\n")
    assert lines[0] == HEADER and lines[-1] == ""
    assert [line.split(",")[:2] for line in lines[1:-1]] == [
        ["A", "B"], ["A", "C"], ["A", "D"], ["B", "C"], ["B", "D"], ["C", "D"],
    ]  # fmt: skip
    info = json.loads(out.with_suffix(".json").read_text())
    assert info["null"] == null and info["method"] == "exact" and info["draws"] is None
    assert info["number_tested"] == 6 and 0 < info["smallest_attainable_p"] <= 1
    assert info["method_paragraph"] and info["references"] and info["versions"]["bpfanalysis"]
    assert "6 pairs" in capsys.readouterr().out
    assert sorted(path.name for path in out.parent.iterdir()) == ["edges.csv", "edges.json"]


def test_known_values(tmp_path):
    """Five tables have these margins: A and B meet in two, A and C in two, B and C in one."""
    _, out = call(tmp_path, "id,A,B,C\nr1,1,1,0\nr2,0,0,1\nr3,1,0,0\n")
    with out.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    by_hand = {
        ("A", "B"): ("1", "0.4", "0.5", "0.7071067812", "0.5", "1.5", "0.5", "0.4", "1"),
        ("A", "C"): ("0", "0.4", "0", "0", "0", "0", "-1", "1", "0.6"),
        ("B", "C"): ("0", "0.2", "0", "0", "0", "0", "-0.5", "1", "0.8"),
    }
    for row in rows:
        names = HEADER.split(",")[2:11]
        assert tuple(row[name] for name in names) == by_hand[row["source"], row["target"]]


def test_undefined_weights_are_empty_and_digits_are_ten(tmp_path):
    status, out = call(tmp_path, "id,A,B,C\nr1,0,1,1\nr2,0,1,0\nr3,0,1,1\n")
    assert status == 0
    with out.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert rows[0]["cosine"] == rows[0]["lift"] == rows[0]["phi"] == ""
    assert rows[2]["cosine"] == f"{2 / np.sqrt(6):.10g}"


def test_draws_force_sampling_and_repeat_byte_for_byte(tmp_path):
    _, out = call(tmp_path, TABLE, "--draws", "500", "--seed", "3")
    edges, info = out.read_bytes(), out.with_suffix(".json").read_bytes()
    assert json.loads(info)["method"] == "sampled" and json.loads(info)["draws"] == 500
    call(tmp_path, TABLE, "--draws", "500", "--seed", "3")
    assert (out.read_bytes(), out.with_suffix(".json").read_bytes()) == (edges, info)
    call(tmp_path, TABLE, "--draws", "500", "--seed", "4")
    assert out.read_bytes() != edges


def test_too_few_draws_for_the_correction_are_told(tmp_path, capsys):
    call(tmp_path, TABLE, "--draws", "100")
    assert "So few draws" in capsys.readouterr().out
    call(tmp_path, TABLE, "--draws", "300")
    assert "So few draws" not in capsys.readouterr().out


def test_single_arrangement_is_one_line_and_no_error(tmp_path, capsys):
    status, out = call(tmp_path, "id,A,B,C\nr1,1,1,1\nr2,1,1,0\nr3,1,0,0\n")
    assert status == 0
    assert capsys.readouterr().out.count("\n") == 1
    with out.open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {(row["p_two_sided"], row["p_adjusted"], row["sign"]) for row in rows} == {
        ("1", "1", "0")
    }


def test_structural_zeros_with_reasons(tmp_path):
    zeros = tmp_path / "zeros.csv"
    zeros.write_text("row,column,reason\nr1,C,older than the norm\nr3,A,not addressed\n")
    status, out = call(tmp_path, TABLE, "--zeros", str(zeros), "--draws", "200")
    assert status == 0
    assert json.loads(out.with_suffix(".json").read_text())["structural_zeros"] == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (TABLE.replace("r1,1", "r1,2"), "row 'r1', column 'A' holds '2'"),
        (TABLE.replace("r1,1", "r1,"), "row 'r1', column 'A' is empty"),
        (TABLE.replace("r2", "r1"), "the row id 'r1' stands twice"),
        (TABLE.replace("id,A,B", "id,A,A"), "the column id 'A' stands twice"),
        ("id,A\nr1,1\nr2,0\n", "1 column beside"),
        ("id,A,B\n", "0 rows"),
        ("id,A,B\nr1,1,0\n", "1 row;"),
        ("", "is empty"),
        ("id,A,B\nr1,1,1\nr2,1,1\n", "every cell is 1"),
        ("id,A,B\nr1,1,1\nr2,1\n", "row 3: 2 fields; expected 3"),
        ("id,A,B\nr1,1,0\n,1,1\n", "row 2 has no id"),
    ],
)
def test_tables_that_a_person_can_mend(tmp_path, capsys, text, message):
    status, out = call(tmp_path, text, null="sdsm")
    said = capsys.readouterr().err
    assert status == 2 and message in said and "in.csv" in said
    assert said.count("\n") == 1 and "Traceback" not in said
    assert not out.exists() and not out.parent.exists(), "nothing may be written"


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--draws", "1000000000"], "draws is 1000000000; expected 1 to 10,000,000"),
        (["--draws", "1e9"], "draws is 1000000000"),
        (["--draws", "0"], "draws is 0"),
        (["--seed", "-1"], "seed is -1"),
        (["--alpha", "2"], "alpha is 2"),
        (["--zeros", "nowhere.csv"], "nowhere.csv does not exist"),
    ],
)
def test_arguments_that_a_person_can_mend(tmp_path, capsys, more, message):
    status, out = call(tmp_path, TABLE, *more)
    assert status == 2 and message in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize("more", [["--draws", "many"], ["--draws", "1.5"], ["--correction", "x"]])
def test_wrong_use(tmp_path, capsys, more):
    status, out = call(tmp_path, TABLE, *more)
    assert status == 2 and more[1] in capsys.readouterr().err
    assert not out.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("row,column\nr1,C\n", "expected row,column,reason"),
        ("row,column,reason\nr1,C,\n", "has no reason"),
        ("row,column,reason\nr1,A,older\n", "holds 1 in the table"),
        ("row,column,reason\nr9,A,older\n", "'r9' does not stand in the table"),
        ("row,column,reason\nr1,C\n", "row 2: 2 fields"),
    ],
)
def test_structural_zeros_that_a_person_can_mend(tmp_path, capsys, text, message):
    zeros = tmp_path / "zeros.csv"
    zeros.write_text(text)
    status, _ = call(tmp_path, TABLE, "--zeros", str(zeros))
    assert status == 2 and message in capsys.readouterr().err


def test_files_that_are_no_tables(tmp_path, capsys):
    (tmp_path / "latin.csv").write_bytes("id,Ä,B\nr1,1,0\n".encode("latin-1"))
    for name, message in [
        ("latin.csv", "not UTF-8"),
        ("nowhere.csv", "does not exist"),
        (".", "is a folder"),
    ]:
        out = str(tmp_path / "e.csv")
        status = main(["network", str(tmp_path / name), "--null", "sdsm", "--out", out])
        assert status == 2 and message in capsys.readouterr().err
    source = tmp_path / "in.csv"
    source.write_text(TABLE)
    status = main(["network", str(source), "--null", "sdsm", "--out", str(tmp_path / "edges.json")])
    assert status == 2 and "ends in .csv" in capsys.readouterr().err
