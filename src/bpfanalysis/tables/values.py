"""Values as text and as numbers: one written form for every value.

A table is checked as text, in the form in which it stands in its file; reading turns the text
into numbers afterwards, and writing turns numbers into text before.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import pandas as pd

from bpfanalysis.tables.definitions import Column

DIGITS = 6  # significant digits of written floats, so that no processor's last digit shows
PATTERNS = {
    "integer": (r"-?[0-9]{1,18}", "a whole number such as 12"),
    "number": (r"-?[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?", "a number such as 0.25"),
    "boolean": (r"true|false", "true or false"),
    "date": (
        r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?",
        "a date such as 2020, 2020-11 or 2020-11-17",
    ),
    "month": (r"[0-9]{4}-(0[1-9]|1[0-2])", "a month such as 2020-11"),
    "year": (r"[0-9]{4}", "a year such as 2020"),
    "set": (r"[^\s;]([^;]*[^\s;])?(;[^\s;]([^;]*[^\s;])?)*", "values joined by ; without spaces"),
    "url": (r"https?://[^\s]+", "one address that begins with http:// or https://"),
    "country": (r"[A-Z]{3}", "a country code of three capitals such as FRA"),
}


def format_float(value: float) -> str:
    """A float with six significant digits, in the shortest form; NaN is empty.

    Raises
    ------
    ValueError
        If the value is infinite: no table may hold it.

    Examples
    --------
    >>> [format_float(v) for v in (0.1 + 0.2, 2.0, 1234567.8, 1e-9, -0.0, float("nan"))]
    ['0.3', '2', '1234570', '1e-09', '0', '']
    """
    if math.isnan(value):
        return ""
    if math.isinf(value):
        raise ValueError(f"{value} cannot be written; leave the field empty where undefined")
    rounded = float(f"{value:.{DIGITS}g}")
    if rounded == int(rounded) and abs(rounded) < 1e15:
        return str(int(rounded))
    return repr(rounded)


def to_text(values: pd.Series, column: Column) -> pd.Series:
    """A column as the text that stands in the file; missing values are NaN.

    Parameters
    ----------
    values
        Numbers, booleans, text or timestamps-as-text, by the type of the column.
    column
        Its definition.

    Raises
    ------
    ValueError
        If a value has no written form in a column of this type.

    Examples
    --------
    >>> column = Column("share", "A share.", type="number")
    >>> to_text(pd.Series([1 / 3, 1.0]), column).tolist()
    ['0.333333', '1']
    """
    texts = [_text(v, column.type) for v in values.tolist()]
    return pd.Series(texts, index=values.index, name=values.name, dtype="str")


def _text(value: object, kind: str) -> str | None:
    if value is None or value is pd.NA or value is pd.NaT or value == "":
        return None
    if isinstance(value, bool | np.bool_):
        if kind != "boolean":
            raise ValueError(f"{value} is a truth value; expected {kind}")
        return "true" if value else "false"
    if isinstance(value, int | np.integer):
        return str(int(value))
    if isinstance(value, float | np.floating):
        if kind in ("integer", "year") and not math.isnan(value) and value != int(value):
            raise ValueError(f"{value} is not whole; expected {kind}")
        if kind in ("integer", "year") and not math.isnan(value):
            return str(int(value))  # counts are written in full, however large
        return format_float(float(value)) or None
    if isinstance(value, str):
        return value
    raise ValueError(f"{value!r} is a {type(value).__name__}; expected {kind} as text or number")


def from_text(texts: pd.Series, column: Column) -> pd.Series:
    """A checked text column in its type.

    Whole numbers become `int64` (`Int64` where empty fields are allowed), numbers `float64`,
    truth values `bool` (`boolean`); everything else stays text.

    Examples
    --------
    >>> column = Column("year", "A year.", type="year")
    >>> from_text(pd.Series(["1997", "2004"], dtype="str"), column).tolist()
    [1997, 2004]
    """
    if column.type in ("integer", "year"):
        if column.required:
            return texts.astype("int64")
        return pd.Series(
            [pd.NA if missing else int(v) for v, missing in _pairs(texts)],
            index=texts.index,
            name=texts.name,
            dtype="Int64",
        )
    if column.type == "number":
        return texts.astype("float64")
    if column.type == "boolean":
        truth = [None if missing else v == "true" for v, missing in _pairs(texts)]
        dtype = "bool" if column.required else "boolean"
        return pd.Series(truth, index=texts.index, name=texts.name, dtype=dtype)
    return texts


def _pairs(texts: pd.Series) -> Iterable[tuple[str, bool]]:
    return zip(texts.tolist(), texts.isna().tolist(), strict=True)


def members(value: str) -> list[str]:
    """The members of a set as it is written.

    Examples
    --------
    >>> members("states;private")
    ['states', 'private']
    """
    return value.split(";")
