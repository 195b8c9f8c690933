"""The samples and the harder set against their truth tables."""

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
spec = importlib.util.spec_from_file_location("importing_truth", HERE / "truth.py")
truth = importlib.util.module_from_spec(spec)
sys.modules["importing_truth"] = truth
spec.loader.exec_module(truth)
CONVERTER = any(map(shutil.which, ("antiword", "catdoc", "soffice")))


@pytest.fixture(scope="module")
def samples(imports):
    return truth.score(HERE / "samples", imports["samples"])


@pytest.fixture(scope="module")
def harder(imports):
    return truth.score(HERE / "harder", imports["harder"])


def test_samples_are_understood_in_full(samples):
    assert samples.faults == []
    assert samples.n_answers_found == samples.n_answers == 32


def test_samples_name_every_agreement_and_no_false_one(samples):
    assert samples.precision("agreement") == samples.recall("agreement") == 1.0


def test_samples_norms_are_mostly_found(samples):
    assert samples.precision("norm") >= 0.9
    assert samples.recall("norm") >= 0.9


def test_no_personal_string_is_left(samples, harder):
    assert samples.leaks == []
    assert harder.leaks == []


def without_old_word(faults):
    # Where no converter is installed the one .doc is in quarantine, and that is right.
    return [f for f in faults if CONVERTER or not f.startswith("h30_old_word.doc")]


def test_harder_answers(harder):
    n = harder.n_answers if CONVERTER else harder.n_answers - 4
    assert harder.n_answers_found / n >= 0.95, harder.faults


def test_harder_agreements(harder):
    assert harder.precision("agreement") >= 0.95, harder.faults
    assert harder.recall("agreement") >= (0.9 if CONVERTER else 0.88), harder.faults


def test_harder_nothing_is_lost_and_statuses_are_right(harder):
    assert without_old_word(harder.faults) == []


def test_harder_norms_are_reported(harder):
    assert harder.precision("norm") >= 0.8
    assert harder.recall("norm") >= 0.7


def test_every_document_is_accounted_for(imports):
    names = {r["file"] for r in truth.rows(imports["harder"] / "contributions.csv")}
    assert names == {p.name for p in (HERE / "harder/files").iterdir()}


def test_quarantine_gives_hash_and_reason(imports):
    for row in truth.rows(imports["harder"] / "quarantine.csv"):
        assert len(row["sha256"]) == 64
        assert row["reason"], f"{row['file']} is in quarantine without a reason"
