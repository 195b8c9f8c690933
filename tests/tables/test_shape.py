"""The shape of a CSV file: records, fields, header, encoding."""

from __future__ import annotations

import pytest

from bpfanalysis.errors import InputError
from bpfanalysis.tables.shape import read_text


def read(tmp_path, data: bytes, columns=("a", "b")):
    path = tmp_path / "t.csv"
    path.write_bytes(data)
    return read_text(path, "t.csv", columns)


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path):
    frame = read(tmp_path, b'a,b\n1,"two\nlines"\n3,4\n')
    assert frame.index.tolist() == [2, 3], "a line break inside quotes makes no new row"
    assert frame.loc[2, "b"] == "two\nlines"


def test_a_wrong_row_is_counted_over_fields_with_line_breaks(tmp_path):
    with pytest.raises(InputError, match=r"row 3: found 1 fields, expected 2"):
        read(tmp_path, b'a,b\n1,"two\nlines"\n3\n')
    with pytest.raises(InputError, match=r"row 3: the byte 0xff"):
        read(tmp_path, b'a,b\n1,"two\nlines"\n3,\xff\n')


@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"])
def test_any_line_end_is_read(tmp_path, ends):
    assert read(tmp_path, ends.join([b"a,b", b"1,2", b""])).values.tolist() == [["1", "2"]]


def test_a_byte_order_mark_and_closing_blank_lines_do_no_harm(tmp_path):
    frame = read(tmp_path, b"\xef\xbb\xbfa,b\r\n1,2\r\n\r\n\r\n")
    assert frame.columns.tolist() == ["a", "b"] and len(frame) == 1


def test_a_blank_line_inside_is_named(tmp_path):
    with pytest.raises(InputError, match="row 3: the line is blank; remove it"):
        read(tmp_path, b"a,b\n1,2\n\n3,4\n")


def test_columns_come_in_the_order_asked_for(tmp_path):
    assert read(tmp_path, b"b,a\n1,2\n").values.tolist() == [["2", "1"]]


def test_values_that_other_readers_change_stay_as_they_are(tmp_path):
    odd = ["NA", "None", "007", "1e5", "=SUM(A1)", "+1", "@x", "-", "TRUE", " x ", "nan"]
    lines = "".join(f"{value},y\n" for value in odd)
    assert read(tmp_path, f"a,b\n{lines}".encode())["a"].tolist() == odd


def test_an_empty_field_is_missing(tmp_path):
    frame = read(tmp_path, b"a,b\n,2\n")
    assert frame["a"].isna().all() and str(frame["a"].dtype) == "str"


def test_a_table_without_rows_has_its_columns(tmp_path):
    frame = read(tmp_path, b"a,b\n")
    assert frame.empty and frame.columns.tolist() == ["a", "b"]


def test_a_long_field_is_not_printed(tmp_path):
    with pytest.raises(InputError) as caught:
        read(tmp_path, b"a,b\n1," + b"x" * 120_000 + b"\n")
    assert "row 2, column b" in str(caught.value) and len(str(caught.value)) < 300


def test_another_file_in_its_place_is_said(tmp_path):
    with pytest.raises(InputError, match="found '<html>', expected the header 'a,b'"):
        read(tmp_path, b"<html>\n")


def test_a_comma_at_the_end_of_the_header_is_said(tmp_path):
    with pytest.raises(InputError, match="a column without a name is not in the dictionary"):
        read(tmp_path, b"a,b,\n1,2,\n")


def test_a_folder_is_no_table(tmp_path):
    with pytest.raises(InputError, match="is a folder"):
        read_text(tmp_path, "t.csv", ["a"])
