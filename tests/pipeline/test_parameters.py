"""Parameters are declared once and checked before a run."""

from __future__ import annotations

import pytest

from bpfanalysis.errors import InputError
from bpfanalysis.pipeline.parameters import parse_cell, resolve

CELL = """
presence_level: str = "implicit"  # {explicit, implicit} the weakest reading that counts
n_draws: int = 100  # [10, 1000] draws of the null model
alpha: float = 0.05  # [0, 1] level of the test
with_treaties: bool = False  # whether treaties count
"""


@pytest.fixture
def declared():
    return parse_cell(CELL)


def test_declaration_is_read_whole(declared):
    assert [(p.name, p.type, p.default) for p in declared] == [
        ("presence_level", str, "implicit"),
        ("n_draws", int, 100),
        ("alpha", float, 0.05),
        ("with_treaties", bool, False),
    ]
    assert declared[0].choices == ("explicit", "implicit")
    assert (declared[1].minimum, declared[1].maximum) == (10, 1000)
    assert declared[3].sentence == "whether treaties count"


def test_defaults_are_replaced_by_what_is_given(declared):
    values = resolve(declared, {"n_draws": "20", "with_treaties": "true", "alpha": "1"}, "s")
    assert values == {
        "presence_level": "implicit",
        "n_draws": 20,
        "alpha": 1.0,
        "with_treaties": True,
    }


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"presense_level": "explicit"}, "did you mean presence_level"),
        ({"presence_level": "absent"}, "one of explicit, implicit"),
        ({"n_draws": "many"}, "a whole number from 10 to 1000"),
        ({"n_draws": "9"}, "from 10 to 1000"),
        ({"n_draws": "20.5"}, "a whole number"),
        ({"n_draws": True}, "a whole number"),
        ({"alpha": "nan"}, "a number from 0 to 1"),
        ({"with_treaties": "perhaps"}, "true or false"),
    ],
)
def test_wrong_parameter_is_refused_in_one_line(declared, given, words):
    with pytest.raises(InputError, match=words) as caught:
        resolve(declared, given, "03_norm_networks")
    assert str(caught.value).count("\n") == 0
    assert "03_norm_networks" in str(caught.value)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("x = 1  # no type", "expected a declaration"),
        ("x: int = 1", "no sentence"),
        ("x: int = 5  # [1, 3] too large", "default is not allowed"),
        ("x: int = 1  # [1] half a range", "range is written"),
        ("x: list = []  # a list", "expected a declaration"),
        ('x: str = "a=b"  # one more equals sign', "single '='"),
        ("x: int = y  # a name", "plain value"),
        ("x: int =", "not Python"),
    ],
)
def test_wrong_declaration_is_refused(source, words):
    with pytest.raises(InputError, match=words):
        parse_cell(source, "n.ipynb")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("a: int = 1  # {x, y} which", "not choices of type int"),
        ("a: int = 1  # one\na: int = 2  # two", "line 2: parameter a is declared twice"),
        ("a: int = 1\0  # one", "not Python"),
        ("a: int = " + "(" * 3000 + "1" + ")" * 3000 + "  # one", "not Python"),
    ],
)
def test_a_spoilt_declaration_is_named(cell, words):
    with pytest.raises(InputError, match=words):
        parse_cell(cell)


@pytest.mark.parametrize("text", ["(" * 5000, "9" * 5000])
def test_a_monstrous_value_is_refused_in_a_short_line(declared, text):
    with pytest.raises(InputError, match="from 10 to 1000") as caught:
        resolve(declared, {"n_draws": text}, "stage")
    assert len(str(caught.value)) < 200
