"""The dictionary: every table and column described, every reference real."""

from __future__ import annotations

import csv
import re

import pytest

from bpfanalysis import tables
from bpfanalysis.errors import InputError
from bpfanalysis.tables.definitions import NUMERIC, parse

HEAD = '[t]\nlayer = "results"\ntitle = "T"\nrow = "a row"\nkey = ["a"]\n[t.columns]\n'


def test_every_column_of_every_raw_file_is_described(checkout):
    for path in sorted((checkout.root / "data/raw").glob("*/*.csv")):
        table = tables.definitions("raw").get(path.stem)
        assert table, f"{path.name} has no entry in src/bpfanalysis/tables/dictionary"
        assert checkout.root / table.path == path, f"[{path.stem}] names another source folder"
        with path.open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert header == list(table.columns), f"mend the columns of [{path.stem}]"


def test_every_written_table_is_described(checkout):
    for layer, folder in (("processed", "data/processed"), ("results", "data/processed/results")):
        for path in sorted((checkout.root / folder).glob("*.csv")):
            assert path.stem in tables.definitions(layer), f"describe {path.stem} in the dictionary"


@pytest.mark.parametrize("table", tables.definitions().values(), ids=lambda t: t.name)
def test_a_definition_says_what_a_reader_needs(table):
    assert re.fullmatch(r"[a-z][a-z0-9_]*", table.name), "names are lower snake case"
    assert table.layer == "raw" or table.derived_from, (
        f"[{table.name}] needs derived_from = [tables it was made of]: sources are found by it"
    )
    for source in table.derived_from:
        assert source in tables.definitions(), f"[{table.name}] derives from unknown {source!r}"
    for column in table.columns.values():
        where = f"[{table.name}.columns] {column.name}"
        assert re.fullmatch(r"[a-z][a-z0-9_]*", column.name), f"{where}: lower snake case"
        assert column.meaning.strip(), f"{where}: say what a value means"
        if column.name.startswith(("is_", "has_")) and table.layer != "raw":
            assert column.type == "boolean" or column.allowed, f"{where}: is_/has_ answers yes/no"
        if column.minimum is not None or column.maximum is not None:
            assert column.type in NUMERIC, f"{where}: only numbers have bounds"
        if column.type in ("integer", "number"):
            assert column.unit, f"{where}: a number needs a unit (for a share: 'share of ...')"
        if column.references:
            target, _, name = column.references.partition(".")
            known = tables.definitions()
            assert target in known and name in known[target].columns, (
                f"{where}: references {column.references}, which is not in the dictionary"
            )
    for column in table.complete:
        assert table.columns[column].references, f"[{table.name}]: a cross needs references"
    for column in table.key:
        assert column in table.columns


def test_an_unknown_table_is_answered_with_the_nearest_name():
    with pytest.raises(InputError, match="Did you mean 'agreements'"):
        tables.definition("agrements")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[t", "not valid TOML"),
        ('[t]\nlayer = "raw"', "'title' is missing"),
        (HEAD + 'a = { meaning = "A.", type = "text" }', "type 'text'; expected string"),
        (HEAD + 'a = { meaning = "A.", sort = 1 }', "unknown entry 'sort'"),
        (HEAD + 'a = { meaning = "A.", vocabulary = "NONE" }', "vocabularies.py has no 'NONE'"),
        ('[t]\nlayer = "results"\ntitle = "T"\nrow = "r"\nkey = ["a"]', "'columns' is missing"),
        (HEAD + 'b = { meaning = "B." }', "key names 'a'"),
        (HEAD + 'a = { type = "string" }', "'meaning' is missing"),
        (HEAD.replace("results", "raw") + 'a = { meaning = "A." }', "names its source folder"),
        (HEAD.replace("results", "cooked") + 'a = { meaning = "A." }', "layer 'cooked'"),
    ],
)
def test_a_wrong_entry_is_named(text, says):
    with pytest.raises(InputError) as caught:
        parse({"demo.toml": text})
    assert says in str(caught.value) and "demo.toml" in str(caught.value)


def test_a_table_is_defined_once():
    text = HEAD + 'a = { meaning = "A." }'
    with pytest.raises(InputError, match="defined twice"):
        parse({"one.toml": text, "two.toml": text})


def test_paths_by_layer():
    assert tables.definition("norms").path.as_posix() == "data/raw/norm_codebook/norms.csv"
    results = parse({"demo.toml": HEAD + 'a = { meaning = "A." }'})
    assert results["t"].path.as_posix() == "data/processed/results/t.csv"
