"""Failures of a schema as plain sentences."""

from __future__ import annotations

import time

import pandas as pd
import pytest

from bpfanalysis.errors import InputError
from bpfanalysis.tables.definitions import parse
from bpfanalysis.tables.schemas import validate

TABLE = parse(
    {
        "demo.toml": """
        [demo]
        layer = "processed"
        title = "Demo"
        row = "a row"
        key = ["id"]
        [demo.columns]
        id = { meaning = "Id." }
        n = { meaning = "Number.", type = "integer", minimum = 0, maximum = 9, required = false }
        when = { meaning = "Date.", type = "date", required = false }
        who = { meaning = "Set.", type = "set", vocabulary = "ADDRESSEE", required = false }
        ok = { meaning = "Truth.", type = "boolean", required = false }
        at = { meaning = "Address.", type = "url", required = false }
        iso = { meaning = "Country.", type = "country", required = false }
        x = { meaning = "Number.", type = "number", required = false }
        """
    }
)["demo"]


def frame_of(rows: list[dict[str, str]]) -> pd.DataFrame:
    index = range(2, len(rows) + 2)
    columns = list(TABLE.columns)
    return pd.DataFrame(rows, index=index, columns=columns, dtype="str")


def message(**values: str) -> str:
    with pytest.raises(InputError) as caught:
        validate(frame_of([{"id": "a"}, {"id": "b", **values}]), TABLE, "demo.csv")
    return str(caught.value)


@pytest.mark.parametrize(
    ("column", "good", "bad"),
    [
        ("n", ["0", "9"], ["10", "-1", "1.5", "1,5", " 1", "one", "٣"]),
        ("when", ["2020", "2020-02", "2020-02-29"], ["2019-02-29", "2020-13", "20-2-2", "2020-2"]),
        ("who", ["states", "all;states"], ["states,all", "state", "states;states", "states; all"]),
        ("ok", ["true", "false"], ["True", "1", "yes"]),
        ("at", ["https://a.org/b", "http://a"], ["ftp://a", "a.org", "https://a b"]),
        ("iso", ["FRA"], ["fra", "FR", "FRANCE"]),
        ("x", ["0.5", "-1", "1e-09"], ["0,5", "inf", "nan", ".5", "5."]),
    ],
)
def test_types_by_their_written_form(column, good, bad):
    validate(
        frame_of([{"id": str(i), column: value} for i, value in enumerate(good)]), TABLE, "demo.csv"
    )
    for value in bad:
        assert f"demo.csv, row 3, column {column}: found {value!r}" in message(**{column: value})


def test_a_required_field_may_not_be_empty():
    with pytest.raises(
        InputError, match="row 2, column id: found an empty field, expected a value"
    ):
        validate(frame_of([{"n": "1"}]), TABLE, "demo.csv")


def test_a_blank_is_no_value():
    with pytest.raises(InputError, match="found '  ', expected a value that is not blank"):
        validate(frame_of([{"id": "  "}]), TABLE, "demo.csv")


def test_one_wrong_value_makes_one_line():
    assert len(message(n="many").splitlines()) == 1, "a wrong type is not reported as a range too"


def test_further_rows_are_counted():
    rows = [{"id": str(i), "n": "x"} for i in range(5)]
    with pytest.raises(InputError, match=r"row 2, column n: .* \(and 4 more rows\)"):
        validate(frame_of(rows), TABLE, "demo.csv")


def test_a_doubled_row_names_both():
    with pytest.raises(InputError, match="row 4: id 'a' stands in row 2 already; remove one"):
        validate(frame_of([{"id": "a"}, {"id": "b"}, {"id": "a"}]), TABLE, "demo.csv")


def test_a_large_wrong_table_is_refused_quickly():
    n = 100_000
    row = {"id": "a", "n": "x", "when": "x", "who": "x", "ok": "x", "at": "x", "iso": "x", "x": "x"}
    frame = pd.DataFrame({c: [v] * n for c, v in row.items()}, dtype="str")
    start = time.perf_counter()
    with pytest.raises(InputError):
        validate(frame, TABLE, "demo.csv")
    assert time.perf_counter() - start < 10, "failure cases have to stay bounded"


def test_validating_changes_nothing():
    frame = frame_of([{"id": "a", "n": "1"}])
    before = frame.copy()
    validate(frame, TABLE, "demo.csv")
    pd.testing.assert_frame_equal(frame, before)
