"""From a definition to a pandera schema, and from its failures to plain sentences.

A schema checks the text of a table: types by their written form, vocabularies, ranges, empty
fields and keys. Failure cases are bounded to one per column and rule, with a count of the rest:
collecting them all takes half a minute on a table of 100,000 wrong rows.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from bpfanalysis.errors import InputError, at_most
from bpfanalysis.tables.definitions import NUMERIC, Column, Table, definition, definitions
from bpfanalysis.tables.shape import short
from bpfanalysis.tables.values import PATTERNS, members

if TYPE_CHECKING:
    import pandera.pandas as pa

LONGEST_LIST = 12  # allowed values that a message spells out


def schema_of(table: Table) -> pa.DataFrameSchema:
    """The pandera schema of a table's text.

    Parameters
    ----------
    table
        The definition.

    Returns
    -------
    pandera.pandas.DataFrameSchema
        One column per defined column, in order; every value `str`, empty fields NaN.

    Examples
    --------
    >>> list(schema_of(definition("wsis_criteria")).columns)
    ['criterion', 'label', 'definition', 'source']
    """
    import pandera.pandas as pa  # slow to import, and only needed where a table is checked

    columns = {
        c.name: pa.Column(str, checks=_checks(c), nullable=not c.required)
        for c in table.columns.values()
    }
    key = list(table.key)
    unique = pa.Check(
        lambda frame: ~frame.duplicated(key), name="key", n_failure_cases=1, ignore_na=False
    )
    return pa.DataFrameSchema(columns, checks=unique, strict=True, ordered=True, name=table.name)


@cache
def _schema_by_name(name: str) -> pa.DataFrameSchema:
    return schema_of(definition(name))


def _checks(column: Column) -> list[Any]:
    import pandera.pandas as pa

    def check(function: Any, expected: str) -> Any:
        return pa.Check(function, name=expected, n_failure_cases=1)

    checks = []
    if column.required and column.type == "string" and not column.allowed:
        checks.append(check(lambda s: s.str.strip() != "", "a value that is not blank"))
    if column.type in PATTERNS:
        pattern, expected = PATTERNS[column.type]
        checks.append(check(lambda s: s.str.fullmatch(pattern), expected))
    if column.type == "date":
        checks.append(check(lambda s: ~s.isin(impossible_days(s)), "a day that exists"))
    if column.type == "set":
        checks.append(check(_distinct, "every member once"))
    if column.allowed:
        expected = _one_of(column)
        if column.type == "set":
            allowed = frozenset(column.allowed)
            checks.append(check(lambda s: _each(s, allowed), f"members among {expected}"))
        elif column.type in NUMERIC:
            numbers = [float(v) for v in column.allowed]
            checks.append(check(lambda s: _number(s).isin(numbers), expected))
        else:
            checks.append(check(lambda s: s.isin(column.allowed), expected))
    if column.minimum is not None:
        low = column.minimum
        checks.append(check(lambda s: ~(_number(s) < low), f"{low:g} or more"))
    if column.maximum is not None:
        high = column.maximum
        checks.append(check(lambda s: ~(_number(s) > high), f"{high:g} or less"))
    return checks


def _one_of(column: Column) -> str:
    if len(column.allowed) <= LONGEST_LIST:
        return ", ".join(column.allowed)
    return f"one of the {len(column.allowed)} values the codebook lists"


def _number(texts: pd.Series) -> pd.Series:
    return pd.to_numeric(texts, errors="coerce")  # what is no number fails its pattern already


def _distinct(texts: pd.Series) -> pd.Series:
    verdict = {t: len(set(members(t))) == len(members(t)) for t in texts.unique()}
    return texts.map(verdict).astype(bool)


def _each(texts: pd.Series, allowed: frozenset[str]) -> pd.Series:
    verdict = {t: allowed.issuperset(members(t)) for t in texts.unique()}
    return texts.map(verdict).astype(bool)


def impossible_days(texts: pd.Series) -> list[str]:
    """The values that look like a day of the calendar and are none.

    Examples
    --------
    >>> impossible_days(pd.Series(["2020-02-29", "2019-02-29", "2019"]))
    ['2019-02-29']
    """
    wrong = []
    for text in texts.unique():
        if len(text) == 10:
            try:
                date.fromisoformat(text)
            except ValueError:
                wrong.append(text)
    return wrong


def validate(frame: pd.DataFrame, table: Table, shown: str) -> None:
    """Check the text of a table against its definition.

    Parameters
    ----------
    frame
        The table as text; its index numbers the rows as the messages name them.
    table
        Its definition.
    shown
        How messages name the file.

    Raises
    ------
    InputError
        One line per column and rule that is broken: first row, value, what is expected, and how
        many further rows; at most five lines.
    """
    from pandera.errors import SchemaErrors

    if frame.empty:
        return
    known = definitions().get(table.name) is table
    schema = _schema_by_name(table.name) if known else schema_of(table)
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        messages = [_message(error, frame, table, shown) for error in errors.schema_errors]
        first_of_column = {m[:2]: m for m in reversed(messages)}  # a wrong type fails ranges too
        ordered = sorted(first_of_column.values())
        raise InputError(at_most((text for _, _, text in ordered), limit=5)) from None


def _message(error: Any, frame: pd.DataFrame, table: Table, shown: str) -> tuple[int, str, str]:
    check = error.check
    name = getattr(check, "name", check)
    if name == "key":
        return _doubled(frame, table, shown)
    column = str(error.schema.name)
    if name == "not_nullable":
        failed = frame[column].isna()
        value, expected = "an empty field", "a value"
    else:
        output = error.check_output
        failed = ~output.reindex(frame.index, fill_value=True).astype(bool)
        value, expected = short(frame.loc[failed, column].iloc[0]), str(name)
    row = int(frame.index[failed][0])
    more = int(failed.sum()) - 1
    tail = f" (and {more} more row{'s' if more > 1 else ''})" if more else ""
    coded = bool(table.columns[column].allowed) and name != "not_nullable"
    todo = "mend it, or allow the value in the dictionary" if coded else "mend it"
    text = f"{shown}, row {row}, column {column}: found {value}, expected {expected}; {todo}{tail}"
    return row, column, text


def _doubled(frame: pd.DataFrame, table: Table, shown: str) -> tuple[int, str, str]:
    key = list(table.key)
    repeated = frame.duplicated(key)
    row = int(frame.index[repeated][0])
    values = frame.loc[row, key]
    same = (frame[key].fillna("") == values.fillna("")).all(axis=1)
    first = int(frame.index[same][0])
    named = ", ".join(f"{c} {short(values[c])}" for c in key)
    more = int(repeated.sum()) - 1
    tail = f" (and {more} more)" if more else ""
    text = f"{shown}, row {row}: {named} stands in row {first} already; remove one of them{tail}"
    return row, "", text
