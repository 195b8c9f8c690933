"""Rules between columns: each is broken once, and the message names the row."""

from __future__ import annotations

import pandas as pd
import pytest

from bpfanalysis.tables import coding_rules, rules


@pytest.fixture
def frames(raw_texts):
    return raw_texts


def broken(frames, name, row, **changes):
    """The problems after some values of one row were changed."""
    frame = frames[name].copy()
    for column, value in changes.items():
        frame.loc[row, column] = value
    return rules.problems({**frames, name: frame})


def first_row(frame: pd.DataFrame, **values) -> int:
    """The first row that holds the values."""
    chosen = pd.Series(True, index=frame.index)
    for column, value in values.items():
        chosen &= frame[column] == value
    return int(frame.index[chosen][0])


def test_the_real_tables_keep_every_rule(frames):
    assert rules.problems(frames) == []


@pytest.mark.parametrize("column", coding_rules.CODED)
@pytest.mark.parametrize("name", ["coder_a", "coder_b", "adjudicated"])
def test_absent_cells_are_bare_and_present_cells_are_not(frames, name, column):
    values = {"strength": "shall", "direction": "both", "addressee": "all", "pinpoint": "art 1"}
    absent = first_row(frames[name], presence="absent")
    found, *_ = broken(frames, name, absent, **{column: values[column]})
    assert f"row {absent}: presence is 'absent', yet {column} is" in found
    present = first_row(frames[name], presence="explicit", basis="unverified")
    found, *_ = broken(frames, name, present, **{column: None})
    assert f"row {present}: presence is 'explicit', yet {column} is empty" in found


@pytest.mark.parametrize(
    ("name", "where", "changes", "says"),
    [
        ("agreements", {"in_scope_2020": "yes"}, {"in_scope_2020": "no"}, "in_scope_2020 is 'no'"),
        ("agreements", {"binding": "binding"}, {"in_scope_2020": "yes"}, "in_scope_2020 is 'yes'"),
        (
            "agreements",
            {"in_scope_2020": "yes"},
            {"adopted_on": "2021-01-01"},
            "adopted_on '2021-01-01'",
        ),
        ("agreements", {"n_adherents": "21"}, {"n_adherents_as_of": None}, "stand together"),
        ("norms", {"family": "gge"}, {"paragraph": None}, "have a paragraph"),
        ("norms", {"family": "further"}, {"paragraph": "13(l)"}, "have a paragraph"),
        ("aliases", {"kind": "norm"}, {"kind": "agreement"}, "is no 'agreement'"),
        ("bpf_events", {"status": "planned"}, {"milestone": None}, "a plan needs both"),
        ("bpf_events", {"status": "planned"}, {"date": None}, "a plan needs both"),
        ("bpf_contributions", {"cycle": "2019"}, {"cycle": "2020"}, "an id is c, its cycle"),
        (
            "bpf_outreach",
            {"region": "Africa"},
            {"global_south": "no"},
            "yet global_south is 'no'",
        ),
        ("bpf_outreach", {"country_iso3": "JPN"}, {"global_south": "yes"}, "without Japan"),
        (
            "bpf_contributions",
            {"region": "unknown"},
            {"global_south": "no"},
            "expected 'unknown'",
        ),
        (
            "bpf_outreach",
            {"organisation": "APNIC"},
            {"country_iso3": "POL"},
            "UN group of 'POL' is 'Eastern Europe'",
        ),
        ("case_studies", {"case_id": "npt"}, {"year_adopted": "1950"}, "out of order"),
        ("case_studies", {"case_id": "npt"}, {"year_cascade": "1967"}, "out of order"),
        ("adjudicated", {"decided_by": "agreement"}, {"reason": "so"}, "do not agree"),
        ("wsis_adjudicated", {"decided_by": "judgement"}, {"reason": None}, "do not agree"),
        ("case_assessment", {"basis": "secondary"}, {"source_url": None}, "source_url is empty"),
        ("bpf_agreement_lists", {"basis": "primary"}, {"source": None}, "source is empty"),
        ("paris_call_growth", {"category": "other"}, {"n_new": "99"}, "other adds up to"),
        ("paris_call_states", {"iso3": "ALB"}, {"iso3": "USA"}, "the same states"),
    ],
)
def test_a_broken_rule_is_named(frames, name, where, changes, says):
    row = first_row(frames[name], **where)
    found = [p for p in broken(frames, name, row, **changes) if f"{name}.csv" in p]
    assert found, f"no rule noticed {changes} in row {row} of {name}"
    assert any(says in p for p in found), found
    assert all(f"row {row}:" in p or ": " in p for p in found)


def test_a_verified_cell_equals_the_decided_one(frames):
    (found,) = broken(frames, "verification", 2, strength="shall")
    assert "verification.csv, row 2" in found and "adjudicated.csv holds 'aspire'" in found


def test_the_scope_rule_takes_a_bare_year_as_its_last_day(frames):
    row = first_row(frames["agreements"], in_scope_2020="yes")
    assert broken(frames, "agreements", row, adopted_on="2020") == []
    assert broken(frames, "agreements", row, adopted_on="2020-12") == []
    assert len(broken(frames, "agreements", row, adopted_on="2021")) == 1


def test_missing_anchors_are_named(frames):
    frame = frames["case_calibration"]
    fewer = {**frames, "case_calibration": frame[frame["condition"] != "transparency"]}
    (found,) = rules.problems(fewer)
    assert "no anchors for transparency" in found


def test_rules_without_their_tables_are_skipped():
    assert rules.problems({}) == []


def test_agreement_means_that_the_passes_agree(frames):
    row = first_row(frames["coder_a"], presence="explicit", strength="shall")
    decided = frames["adjudicated"].loc[row, "decided_by"]
    assert decided == "agreement", "the first such cell is decided by agreement"
    (found,) = broken(frames, "coder_a", row, strength="aspire")
    assert f"adjudicated.csv, row {row}" in found
    assert "strength is 'aspire' in pass A and 'shall' in pass B" in found
    row = first_row(frames["wsis_adjudicated"], decided_by="agreement", value="yes")
    (found,) = broken(frames, "wsis_adjudicated", row, value="no")
    assert "decided by agreement as 'no', yet value is 'yes' in pass A and 'yes'" in found
