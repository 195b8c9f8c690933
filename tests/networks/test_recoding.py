"""Contested cells redrawn, and P(edge)."""

import numpy as np
import pandas as pd
import pytest

from bpfanalysis.networks.pairs import norm_pairs
from bpfanalysis.networks.recoding import contested_cells, edge_probabilities, recoded_matrices

RNG = np.random.default_rng(2)
MATRIX = pd.DataFrame((RNG.random((14, 5)) < 0.5).astype(int), columns=list("ABCDE"))
MATRIX["B"] = MATRIX["A"]
MATRIX.index = [f"text-{number}" for number in range(14)]


def codings(values, decided_by="agreement", basis="primary"):
    return pd.DataFrame(
        [
            (agreement, norm, "explicit" if value else "absent", basis, decided_by)
            for agreement, row in values.iterrows()
            for norm, value in row.items()
        ],
        columns=["agreement_id", "norm_id", "presence", "basis", "decided_by"],
    )


def contested():
    """The cell text-0 x C was decided by judgement; the passes differ there and at text-1 x C."""
    decided = codings(MATRIX)
    passes = [codings(MATRIX), codings(MATRIX)]
    for row, by in ((0, "judgement"), (1, "rule-1")):
        at = (decided["agreement_id"] == f"text-{row}") & (decided["norm_id"] == "C")
        decided.loc[at, "decided_by"] = by
        for one, reading in zip(passes, ("absent", "explicit"), strict=True):
            one.loc[at, "presence"] = reading
    return decided, passes


def test_only_cells_decided_by_judgement_are_redrawn():
    decided, passes = contested()
    assert contested_cells(decided, passes)["agreement_id"].tolist() == ["text-0"]
    base, tables = recoded_matrices(decided, passes, draws=40, seed=1)
    moved = (tables != base.to_numpy()[None]).any(axis=0)
    expected = np.zeros(base.shape, dtype=bool)
    expected[0, 2] = True
    assert (moved == expected).all()
    assert 0.2 < tables[:, 0, 2].mean() < 0.8, "each pass should be drawn about half of the time"


def test_a_reading_below_the_grade_counts_as_not_read():
    decided, passes = contested()
    passes[1]["basis"] = "unverified"
    _, tables = recoded_matrices(decided, passes, min_basis="secondary", draws=20)
    assert not tables[:, 0, 2].any()


def test_without_contested_cells_every_edge_is_sure():
    decided = codings(MATRIX)
    base, tables = recoded_matrices(decided, [decided, decided], draws=3)
    found = edge_probabilities(base, tables)
    assert (found["p_edge_more"] == (found["sign"] == 1)).all()
    assert (found["count_low"] == found["count_high"]).all()
    assert found["sign"].eq(1).any(), "columns A and B are equal and should be an edge"


def test_the_batch_of_hypergeometric_tests_is_the_test_of_each_table():
    tables = np.stack([(RNG.random(MATRIX.shape) < 0.5).astype(np.int8) for _ in range(12)])
    tables[:6, :, 1] = tables[:6, :, 0]
    found = edge_probabilities(MATRIX, tables, correction="bh")
    signs = [
        norm_pairs(
            pd.DataFrame(table, index=MATRIX.index, columns=MATRIX.columns), "hypergeometric"
        ).edges["sign"].to_numpy()
        for table in tables
    ]  # fmt: skip
    assert np.allclose(found["p_edge_more"], (np.array(signs) == 1).mean(axis=0))
    assert np.allclose(found["p_edge_less"], (np.array(signs) == -1).mean(axis=0))
    assert found["p_edge_more"].between(0.1, 0.9).any(), "the comparison must not be trivial"


def test_a_null_may_be_a_function():
    def count_above_five(matrix):
        edges = norm_pairs(matrix, "hypergeometric").edges
        return edges.assign(sign=(edges["count"] > 5).astype(int))

    tables = np.stack([MATRIX.to_numpy(), np.zeros(MATRIX.shape, dtype=int)])
    found = edge_probabilities(MATRIX, tables, count_above_five)
    row = found[(found["source"] == "A") & (found["target"] == "B")].iloc[0]
    assert row["p_edge_more"] == 0.5


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: contested_cells(codings(MATRIX), [codings(MATRIX)]), "at least two"),
        (lambda: recoded_matrices(codings(MATRIX), [codings(MATRIX)] * 2, draws=0), "at least 1"),
        (
            lambda: contested_cells(
                codings(MATRIX, "judgement"), [codings(MATRIX), codings(MATRIX[1:])]
            ),
            "pass 2 lacks the cell text-0 x A",
        ),
    ],
)
def test_wrong_use_is_refused_in_words(call, words):
    with pytest.raises(ValueError, match=words):
        call()
