"""The written form of values."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpfanalysis.tables.definitions import Column
from bpfanalysis.tables.values import format_float, from_text, to_text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_written_float_is_its_own_written_form(value):
    text = format_float(value)
    assert format_float(float(text)) == text
    assert float(text) == pytest.approx(value, rel=5.1e-6, abs=1e-323)


@given(st.floats(min_value=1e-6, max_value=1e6))
def test_the_last_digit_does_not_show(value):
    near = np.nextafter(value, np.inf)
    # The two differ only where the value lies at the edge between two written forms.
    if f"{value:.9g}" == f"{near:.9g}" and "5" not in f"{value:.9g}"[-3:]:
        assert format_float(value) == format_float(float(near))


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (np.int64(3), "integer", "3"),
        (np.float64(3.0), "integer", "3"),
        (np.float64(1997.0), "year", "1997"),
        (2**60, "integer", str(2**60)),
        (np.float32(0.5), "number", "0.5"),
        (np.bool_(True), "boolean", "true"),
        ("2020-02", "date", "2020-02"),
        (7, "string", "7"),
    ],
)
def test_values_of_numpy_and_python_have_one_text(value, kind, text):
    column = Column("x", "X.", type=kind)
    assert to_text(pd.Series([value], dtype=object), column).tolist() == [text]


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT, ""])
def test_every_kind_of_nothing_is_an_empty_field(missing):
    column = Column("x", "X.", required=False)
    assert to_text(pd.Series([missing], dtype=object), column).isna().all()


def test_whole_numbers_that_may_be_missing_stay_whole():
    texts = pd.Series(["1999", None], dtype="str")
    read = from_text(texts, Column("y", "Year.", type="year", required=False))
    assert str(read.dtype) == "Int64" and read[0] == 1999 and read.isna()[1]
