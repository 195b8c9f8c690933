"""Writing: the same bytes for the same values, whole or not at all."""

from __future__ import annotations

import errno
import importlib
from pathlib import Path

import pandas as pd
import pytest

from bpfanalysis import tables
from bpfanalysis.errors import InputError
from bpfanalysis.paths import Project
from bpfanalysis.tables import writing

# The module; the package offers a function of the same name.
dictionary = importlib.import_module("bpfanalysis.tables.definitions")

DEMO = """
[demo]
layer = "results"
title = "Demo"
row = "a row"
key = ["id"]
[demo.columns]
id = { meaning = "Id." }
share = { meaning = "Share.", type = "number", unit = "share", required = false }
n = { meaning = "Count.", type = "integer", unit = "rows", required = false }
is_new = { meaning = "Whether it is new.", type = "boolean", required = false }
kind = { meaning = "Kind.", vocabulary = "YES_NO", required = false }
"""


@pytest.fixture
def demo(monkeypatch, tmp_path) -> Project:
    """A project whose dictionary holds the demo table."""
    known = {**dictionary.definitions(), **dictionary.parse({"demo.toml": DEMO})}
    monkeypatch.setattr(dictionary, "_load", lambda: known)
    return Project(tmp_path)


def frame_of(**columns: list) -> pd.DataFrame:
    n = len(next(iter(columns.values())))
    empty: dict[str, list] = {c: [None] * n for c in ("share", "n", "is_new", "kind")}
    return pd.DataFrame({"id": list("abcdefgh"[:n]), **empty, **columns})


def written(demo: Project, frame: pd.DataFrame) -> bytes:
    return tables.write("demo", frame, demo).read_bytes()


def test_numbers_have_one_form(demo):
    frame = frame_of(
        share=[0.1 + 0.2, 2 / 3, -0.0, float("nan")],
        n=[1, 10**12, None, 0],
        is_new=[True, False, None, True],
    )
    assert written(demo, frame) == (
        b"id,share,n,is_new,kind\n"
        b"a,0.3,1,true,\n"
        b"b,0.666667,1000000000000,false,\n"
        b"c,0,,,\n"
        b"d,,0,true,\n"
    )


def test_last_digits_do_not_show(demo):
    one = written(demo, frame_of(share=[0.1 + 0.2]))
    other = written(demo, frame_of(share=[0.3]))
    assert one == other


def test_what_is_written_is_read_back(demo):
    frame = frame_of(share=[0.25, None], n=[3, None], is_new=[True, None], kind=["yes", None])
    tables.write("demo", frame, demo)
    back = tables.read("demo", demo)
    assert back["share"].tolist()[0] == 0.25 and back["n"].tolist()[0] == 3
    assert back["is_new"].tolist()[0] is True and back.isna().iloc[1, 1:].all()
    assert written(demo, back) == written(demo, frame)


def test_columns_take_the_order_of_the_definition_and_rows_keep_theirs(demo):
    frame = frame_of(n=[2, 1])[["kind", "n", "id", "share", "is_new"]].iloc[::-1]
    before = frame.copy()
    assert written(demo, frame).splitlines()[1:] == [b"b,,1,,", b"a,,2,,"]
    pd.testing.assert_frame_equal(frame, before)


def test_text_with_commas_quotes_and_line_breaks_survives(demo):
    text = 'a, "b"\nc; =1+1'
    frame = frame_of(n=[1]).assign(id=[text])
    tables.write("demo", frame, demo)
    assert tables.read("demo", demo)["id"].tolist() == [text]


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"kind": ["maybe"]}, "row 2, column kind: found 'maybe', expected yes, no"),
        ({"n": [1.5]}, "column n: 1.5 is not whole"),
        ({"share": [float("inf")]}, "column share: inf cannot be written"),
        ({"n": [True]}, "column n: True is a truth value"),
        ({"kind": [["yes"]]}, "is a list"),
    ],
)
def test_a_wrong_value_is_refused_and_nothing_is_written(demo, columns, says):
    with pytest.raises(InputError) as caught:
        tables.write("demo", frame_of(**columns), demo)
    assert says in str(caught.value) and "demo.csv" in str(caught.value)
    assert not list(demo.root.rglob("*.csv"))


def test_columns_are_exactly_the_described_ones(demo):
    with pytest.raises(InputError, match="it lacks kind; the dictionary does not describe sort"):
        tables.write("demo", frame_of(n=[1]).rename(columns={"kind": "sort"}), demo)


def test_doubled_keys_are_refused(demo):
    with pytest.raises(InputError, match="row 3: id 'a' stands in row 2 already"):
        tables.write("demo", frame_of(n=[1, 2]).assign(id="a"), demo)


def test_raw_data_is_never_written(demo):
    with pytest.raises(InputError, match="is raw data and is never written"):
        tables.write("norms", pd.DataFrame(), demo)


def test_a_table_without_rows_is_its_header(demo):
    assert written(demo, frame_of(n=[1]).iloc[:0]) == b"id,share,n,is_new,kind\n"
    assert tables.read("demo", demo).empty


def test_a_full_disk_leaves_the_old_file_and_no_leftover(demo, monkeypatch):
    old = written(demo, frame_of(n=[1]))

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    with pytest.raises(tables.WriteError) as caught:
        tables.write("demo", frame_of(n=[2]), demo)
    assert "No space left on device" in str(caught.value) and "demo.csv" in str(caught.value)
    assert isinstance(caught.value, OSError) and caught.value.errno == errno.ENOSPC
    folder = demo.root / "data/processed/results"
    assert [f.name for f in folder.iterdir()] == ["demo.csv"], "the part file is cleaned away"
    assert (folder / "demo.csv").read_bytes() == old


def test_a_folder_that_cannot_be_made_is_a_plain_error(tmp_path):
    (tmp_path / "data").write_text("a file where a folder is needed")
    with pytest.raises(tables.WriteError, match=r"processed"):
        tables.write_bytes(Path(tmp_path / "data" / "processed" / "x.csv"), b"x")


def test_written_files_are_readable_by_others(tmp_path):
    path = tmp_path / "x.txt"
    plain = tmp_path / "y.txt"
    tables.write_bytes(path, b"x")
    plain.write_bytes(b"x")
    assert path.stat().st_mode == plain.stat().st_mode
