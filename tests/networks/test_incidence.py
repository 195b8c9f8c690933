"""Incidence: what counts as present, what is dropped, and what is refused."""

import numpy as np
import pandas as pd
import pytest

from bpfanalysis.networks.incidence import check_incidence, incidence


@pytest.fixture
def codings() -> pd.DataFrame:
    rows = [
        ("paris", "A", "explicit", "primary"),
        ("paris", "B", "implicit", "secondary"),
        ("paris", "C", "by-reference", "unverified"),
        ("nato", "A", "implicit", "unverified"),
        ("nato", "B", "absent", "unverified"),
        ("nato", "C", "absent", "primary"),
        ("oas", "A", "absent", "unverified"),
        ("oas", "B", "absent", "unverified"),
        ("oas", "C", "by-reference", "primary"),
    ]
    return pd.DataFrame(rows, columns=["agreement_id", "norm_id", "presence", "basis"])


@pytest.mark.parametrize(
    ("presence", "ones", "dropped"),
    [
        ("explicit", {("paris", "A")}, ("nato", "oas")),
        ("implicit", {("paris", "A"), ("paris", "B"), ("nato", "A")}, ("oas",)),
        (
            "by-reference",
            {("paris", "A"), ("paris", "B"), ("paris", "C"), ("nato", "A"), ("oas", "C")},
            (),
        ),
    ],
)
def test_presence_level(codings, presence, ones, dropped):
    found = incidence(codings, presence=presence)
    held = {(r, c) for r, row in found.matrix.iterrows() for c, one in row.items() if one}
    assert held == ones
    assert found.dropped == dropped
    assert not set(found.dropped) & set(found.matrix.index)


def test_present_cells_below_the_grade_count_zero(codings):
    found = incidence(codings, presence="by-reference", min_basis="secondary")
    assert found.matrix.loc["paris"].tolist() == [1, 1, 0]
    assert found.dropped == ("nato",)
    assert found.label.endswith("as far as read")


def test_chosen_ids_keep_their_order(codings):
    found = incidence(codings, agreements=["nato", "paris"], norms=["B", "A"])
    assert found.matrix.index.tolist() == ["nato", "paris"]
    assert found.matrix.columns.tolist() == ["B", "A"]
    assert found.matrix.dtypes.unique().tolist() == [np.dtype("int8")]


def test_order_of_the_cells_does_not_matter(codings):
    shuffled = codings.iloc[::-1]
    ids = {"agreements": ["paris", "nato"], "norms": ["A", "B", "C"]}
    pd.testing.assert_frame_equal(
        incidence(codings, **ids).matrix, incidence(shuffled, **ids).matrix
    )


def test_codings_are_left_alone(codings):
    before = codings.copy()
    incidence(codings)
    pd.testing.assert_frame_equal(codings, before)


@pytest.mark.parametrize(
    ("change", "arguments", "message"),
    [
        (lambda c: c.drop(columns="basis"), {}, "lack the column 'basis'"),
        (lambda c: c.replace("explicit", "yes"), {}, "paris x A has presence 'yes'"),
        (lambda c: c.replace("secondary", "hearsay"), {}, "paris x B has basis 'hearsay'"),
        (lambda c: pd.concat([c, c.iloc[:1]]), {}, "paris x A is coded twice"),
        (lambda c: c.iloc[1:], {}, "paris x A is not coded"),
        (lambda c: c, {"presence": "absent"}, "presence is 'absent'"),
        (lambda c: c, {"min_basis": "sure"}, "min_basis is 'sure'"),
        (lambda c: c, {"norms": ["Z"]}, "norms: 'Z' does not occur"),
        (lambda c: c, {"agreements": []}, "nothing was chosen"),
        (lambda c: c, {"agreements": ["oas"], "presence": "explicit"}, "No agreement holds"),
    ],
)
def test_codings_that_cannot_be_used(codings, change, arguments, message):
    with pytest.raises(ValueError, match=message):
        incidence(change(codings), **arguments)


def frame(rows, index=None, columns=None) -> pd.DataFrame:
    rows = np.array(rows, dtype=object)
    return pd.DataFrame(
        rows,
        index=index or [f"r{at}" for at in range(rows.shape[0])],
        columns=columns or [f"c{at}" for at in range(rows.shape[1])],
    )


@pytest.mark.parametrize("cells", [["1", "0"], [1, 0], [True, False], [1.0, 0.0], [" 1", "0 "]])
def test_any_way_to_write_one_and_zero(cells):
    checked = check_incidence(frame([cells, cells[::-1]]))
    assert checked.to_numpy().tolist() == [[1, 0], [0, 1]]
    assert checked.to_numpy().dtype == np.int8


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (frame([[1, 2], [0, 1]]), "row 'r0', column 'c1' holds '2'"),
        (frame([[1, -1], [0, 1]]), "holds '-1'"),
        (frame([["x", 1], [0, 1]]), "row 'r0', column 'c0' holds 'x'"),
        (frame([[1, 0], [0, ""]]), "row 'r1', column 'c1' is empty"),
        (frame([[1, 0], [0, None]]), "row 'r1', column 'c1' is empty"),
        (pd.DataFrame([[1, 0.5], [0, 1]], index=["x", "y"]), "row 'x', column '1' holds '0.5'"),
        (pd.DataFrame([[1, np.nan], [0, 1]], index=["x", "y"]), "column '1' is empty"),
        (frame([[1], [0]]), "1 column beside"),
        (frame([[1, 0]]), "1 row;"),
        (pd.DataFrame(columns=["a", "b"]), "0 rows"),
        (frame([[1, 0], [0, 1]], index=["a", "a"]), "the row id 'a' stands twice"),
        (frame([[1, 0], [0, 1]], columns=["a", "a "]), "the column id 'a' stands twice"),
        (frame([[1, 0], [0, 1]], index=["a", " "]), "row 2 has no id"),
    ],
)
def test_tables_that_are_refused(table, message):
    with pytest.raises(ValueError, match=message):
        check_incidence(table)
