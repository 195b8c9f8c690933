"""The core set takes the broadest candidates, all of those that tie, and says so."""

import pandas as pd
import pytest

from bpfanalysis.agreements.core_set import core_set, core_set_sizes

EXPLICIT = {"a": 5, "b": 3, "c": 3, "d": 1, "no-body": 5, "treaty": 5}


@pytest.fixture
def texts() -> pd.DataFrame:
    ids = list(EXPLICIT)
    return pd.DataFrame(
        {
            "agreement_id": ids,
            "short_title": [key.upper() for key in ids],
            "adopter_type": ["private"] * 6,
            "binding": ["voluntary"] * 5 + ["binding"],
            "norms_focused": ["yes"] * 6,
            "adopted_on": ["2018"] * 6,
            "active_body": ["Body"] * 4 + ["none", "Body"],
            "in_scope_2020": ["yes"] * 5 + ["no"],
        }
    )


@pytest.fixture
def cells() -> pd.DataFrame:
    rows = [
        (key, norm, "explicit" if place < n else "implicit", "primary" if place else "unverified")
        for key, n in EXPLICIT.items()
        for place, norm in enumerate(["GGE-A", "GGE-B", "GGE-C", "X-LAW", "X-SOV"])
    ]
    return pd.DataFrame(rows, columns=["agreement_id", "norm_id", "presence", "basis"])


def test_only_voluntary_norms_focused_agreements_with_a_body_are_candidates(cells, texts):
    assert core_set(cells, texts, 1)["agreement"].tolist() == ["A", "B", "C", "D"]


def test_explicit_norms_alone_make_breadth(cells, texts):
    found = core_set(cells, texts, 1).set_index("agreement_id")
    assert found["n_explicit"].to_dict() == {"a": 5, "b": 3, "c": 3, "d": 1}
    assert found.loc["a", "n_explicit_gge"] == 3
    assert found.loc["a", "n_unverified"] == 1


def test_a_tie_at_the_cut_brings_in_all_that_tie(cells, texts):
    found = core_set(cells, texts, 2)
    assert found["rank"].tolist() == [1, 2, 2, 4]
    assert found["is_core"].tolist() == [True, True, True, False]
    assert found["is_tied_at_cut"].tolist() == [False, True, True, False]


def test_no_tie_is_told_where_the_set_has_the_size_asked_for(cells, texts):
    found = core_set(cells, texts, 3)
    assert found["is_core"].sum() == 3
    assert not found["is_tied_at_cut"].any()


def test_more_than_there_are_takes_all(cells, texts):
    assert core_set(cells, texts, 99)["is_core"].all()


def test_set_aside_evidence_makes_an_agreement_narrower(cells, texts):
    found = core_set(cells, texts, 1, min_basis="primary").set_index("agreement_id")
    assert found["n_explicit"].to_dict() == {"a": 4, "b": 2, "c": 2, "d": 0}
    assert not found["n_unverified"].any()


def test_the_effect_of_the_number_is_shown(cells, texts):
    sizes = core_set_sizes(cells, texts, [1, 2, 3, 4])
    assert sizes["n_taken"].tolist() == [1, 3, 3, 4]
    assert sizes["least_norms"].tolist() == [5, 3, 3, 1]
    assert sizes["next_norms"].fillna(-1).tolist() == [3, 1, 1, -1]
    assert sizes["n_norms_all"].tolist() == [5, 3, 3, 1]
    assert sizes["n_norms_half"].tolist() == [5, 3, 3, 3]
    assert sizes["n_norms_any"].tolist() == [5, 5, 5, 5]
    assert sizes["joined"].fillna("").tolist() == ["A", "B;C", "", "D"]


def test_a_set_of_none_is_refused(cells, texts):
    with pytest.raises(ValueError, match="expected 1 or more"):
        core_set(cells, texts, 0)


def test_a_register_without_candidates_is_told_in_words(cells, texts):
    with pytest.raises(ValueError, match="nothing to rank"):
        core_set(cells, texts.assign(active_body="none"), 1)
