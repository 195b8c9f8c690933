"""The sentences of the report say what small tables, counted by hand, say."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from bpfanalysis.report import sentences as told
from bpfanalysis.report.sentences import FINDINGS, PARTS, TABLES, findings, in_words


def frame(columns: str, *rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=columns.split())


STEPS = frame(
    "scope step n_in n_kept n_undecided",
    ("rule-2020", 1, 44, 40, 0),
    ("rule-2020", 2, 40, 31, 0),
    ("rule-2020-active-body", 1, 44, 40, 0),
    ("rule-2020-active-body", 2, 40, 20, 3),
)
FRAMES = {
    "scope_steps": STEPS,
    "case_spans": frame(
        "years_to_adoption years_to_cascade", (5, 2), (10, None), (90, 4), (None, None)
    ),
    "assessment_ends": frame(
        "group case check consequence n_stages_not_known",
        ("other field", "Landmines", "independent monitoring", "naming", 1),
        ("other field", "Ozone", "independent monitoring", "sanction", 0),
        ("other field", "Bees", "self-report", "loss-of-status", 2),
        ("cybersecurity", "Paris Call", "stated", "none", 3),
        ("cybersecurity", "MANRS", "independent monitoring", "naming", 1),
    ),
    "assessment_methods_gap": frame(
        "method already_in_cyber n_fields",
        ("Peer review", "partial", 5),
        ("Inspection", "no", 2),
        ("Audit", "no", 4),
        ("Survey", "yes", 3),
    ),
    "norm_frequency": frame(
        "norm_id norm presence n_agreements n_unverified",
        ("A", "Cooperation", "explicit", 12, 1),
        ("A", "Cooperation", "implicit", 5, 2),
        ("B", "Restraint", "explicit", 0, 0),
        ("B", "Restraint", "implicit", 3, 0),
        ("C", "Health", "explicit", 9, 4),
        ("C", "Health", "implicit", 0, 0),
    ),
    "norm_reach": frame(
        "norm_id norm reach n_blocks n_agreements",
        ("A", "Cooperation", "horizontal", 7, 12),
        ("B", "Restraint", "not explicit", 0, 0),
        ("C", "Health", "initiative-specific", 1, 9),
    ),
    "norm_cooccurrence": frame(
        "source source_norm target target_norm count expected sign",
        ("A", "Cooperation", "B", "Restraint", 2, 1.64, 0),
        ("A", "Cooperation", "C", "Health", 8, 4.06, 1),
        ("B", "Restraint", "C", "Health", 0, 3.0, 0),
    ),
    "tie_network": frame(
        "sign_hypergeometric sign_sdsm sign_fdsm", (1, 1, 0), (1, 0, 0), (-1, 0, 0)
    ),
    "norm_nodes": frame("norm_id n_agreements", ("A", 17), ("B", 3), ("C", 9)),
    "norm_divergence": frame(
        "norm_id norm attribute n_agreements divergence",
        ("A", "Cooperation", "overall", 12, 0.2),
        ("A", "Cooperation", "addressee", 12, 0.4),
        ("A", "Cooperation", "strength", 12, 0.2),
        ("A", "Cooperation", "direction", 12, 0.0),
        ("B", "Restraint", "overall", 2, 0.9),
        ("B", "Restraint", "addressee", 2, 1.0),
        ("C", "Health", "overall", 9, 0.4),
        ("C", "Health", "addressee", 9, 0.6),
        ("C", "Health", "strength", 9, 0.2),
        ("C", "Health", "direction", 9, 0.2),
        ("D", "Aid", "overall", 9, None),
    ),
    "norm_strength_direction": frame(
        "attribute value n_agreements n_unverified",
        ("strength", "should", 6, 1),
        ("strength", "shall", 2, 1),
        ("strength", "aspire", 2, 0),
        ("direction", "positive", 8, 2),
        ("direction", "restraint", 2, 0),
    ),
    "wsis_by_criterion": frame(
        "criterion criterion_label n_met n_partial n_missing n_unknown n_missing_unverified",
        ("open", "Open", 3, 2, 25, 1, 9),
        ("dev", "Development", 1, 0, 30, 0, 4),
        ("multi", "Multilateral", 28, 1, 2, 0, 0),
    ),
    "coder_reliability": frame(
        "norm_id attribute alpha low high",
        ("overall", "presence", 0.8123, 0.78, 0.84),
        ("overall", "strength", 0.5, 0.4, 0.6),
    ),
    "evidence_grades": frame(
        "min_basis present_unverified absent_without_address",
        ("unverified", 0.234, 0.5),
        ("primary", 0.0, 0.5),
    ),
    "contributions_coverage": frame(
        "cycle n_contributions n_with_statement n_statements n_statements_signatory",
        (2020, 30, 20, 40, 0),
        (2019, 10, 5, 9, 0),
    ),
    "participation_global_south": frame(
        "count_by cycle n_yes n_no n_unknown",
        ("organisations", 2019, 2, 8, 1),
        ("organisations", 2020, 0, 9, 4),
        ("entries", 2019, 99, 99, 99),
    ),
    "paris_call_adherents": frame(
        "region category n_supporters",
        ("Africa", "state", 10),
        ("Western Europe and Others", "private-sector", 60),
        ("Western Europe and Others", "state", 30),
    ),
    "paris_call_state_shares": frame(
        "region n_members n_states share",
        ("Africa", 54, 9, 0.1667),
        ("Western Europe and Others", 29, 28, 0.9655),
        ("No UN group", 0, 2, None),
    ),
}


def test_every_finding_is_a_sentence_with_a_limit_and_a_home() -> None:
    found = findings(FRAMES)
    assert list(found["order"]) == list(range(1, len(FINDINGS) + 1))
    assert 8 <= len(found) <= 14
    for row in found.itertuples():
        assert row.finding.endswith(".") and row.limit.endswith("."), row.question
        assert not re.search(r"\bnan\b", row.finding + row.limit, re.I), row.finding
        assert row.question.endswith("?")
    assert list(found["part"]) == sorted(found["part"], key=PARTS.index), "order of the report"


def sentence(name: str) -> str:
    rows = [row for row in FINDINGS if row[5].__name__ == name]
    return " ".join(rows[0][5](*(FRAMES[table] for table in rows[0][3])))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("life_cycles", ["median of 10 years", "from 5 to 90", "known for 3 of 4 cases",
                         "a median of 3 (known for 2 of 4)", "The 4 cases"]),
        ("assessment", ["recorded for 2 of 3 norms", "in cybersecurity for 1 of 2: MANRS.",
                        "2 of 3, in cybersecurity for none of 2",
                         "three in other fields, four in"]),
        ("methods", ["Of 4 methods", "one in full, one in part and lacks two",
                     "“Audit” and “Inspection”"]),
        ("scope", ["Of 44", "31 are voluntary", "leaves 20, with three undecided"]),
        ("frequency", ["“Cooperation” stands in 17 of 31 agreements in scope (12 "
                       "explicitly), “Health” in 9 (9 explicitly); “Restraint” in three",
                       "knowledge: three of the 17"]),
        ("reach", ["Of 3 norms, explicit in at least two",
                   "texts: one; in one line only, one; nowhere, one.",
                   "in most lines, seven: “Cooperation”"]),
        ("cooccurrence", ["Pairs of norms, of 3, that stand", "chance: two where",
                          "(less often: one)",
                          "one where it also keeps", "none where it keeps both exactly",
                          "“Cooperation” and “Health”, shares 8 agreements (17 hold "
                          "the one, 9 the other), where 4.1"]),
        ("meaning", ["differ most in addressees: a mean distance of 0.50 in addressees, 0.20 in "
                     "strength and 0.10 in direction",
                     "“Health” is held most differently (0.40, in 9 "
                     "agreements), “Cooperation” least (0.20, in 12)", "fewer than three"]),
        ("wording", ["60% of the provisions", "20% only aspire", "20% what shall",
                     "80% ask to act, 20% to",
                     "20% of these readings"]),
        ("wsis", ["“Development” most often (30 of 31), then “Open” (25)",
                  "“Multilateral” is met most (28)",
                  "for four of these 30 agreements"]),
        ("reliability", ["alpha of 0.81 (95% interval 0.78 to 0.84)", "23% are not verified",
                         "50% have no address"]),
        ("contributions", ["40 contributions (10 in 2019 and 30 in 2020); 25 of them",
                           "49 statements", "None of these statements says whether"]),
        ("global_south", ["2 of 10 in 2019 and none of 9 in 2020", "(1 in 2019 and 4 in 2020)"]),
        ("paris_call", ["90% of the 100 supporters", "60% are companies",
                        "28 of 29 of Western Europe and Others support it and 9 of 54 of Africa"]),
    ],
)  # fmt: skip
def test_numbers_are_those_of_the_tables(name: str, parts: list[str]) -> None:
    text = sentence(name)
    for part in parts:
        assert part in text, f"{name} says: {text}"


def test_every_finding_is_held_against_its_tables() -> None:
    assert set(FRAMES) == set(TABLES)


def test_a_changed_table_changes_the_sentence() -> None:
    changed = STEPS.assign(n_kept=[40, 30, 40, 20])
    assert told.scope(changed) != told.scope(STEPS)


def test_inputs_are_left_as_they_were() -> None:
    before = {name: table.copy() for name, table in FRAMES.items()}
    findings(FRAMES)
    for name, table in FRAMES.items():
        pd.testing.assert_frame_equal(table, before[name])


def test_a_missing_table_is_named() -> None:
    with pytest.raises(ValueError, match="'wsis_by_criterion'"):
        findings({name: table for name, table in FRAMES.items() if name != "wsis_by_criterion"})


def test_the_order_of_rows_does_not_matter() -> None:
    turned = {name: table.iloc[::-1].reset_index(drop=True) for name, table in FRAMES.items()}
    assert findings(turned).equals(findings(FRAMES))


def test_limits_stand_beside_the_sentences_in_the_report() -> None:
    text = in_words(findings(FRAMES), PARTS[2])
    assert text.count("*Limit:*") == 3
    assert text.startswith("12. **What was contributed?**")


def test_the_table_is_described() -> None:
    from bpfanalysis import tables

    definition = tables.definition("findings")
    assert list(definition.columns) == list(findings(FRAMES).columns)
    assert set(definition.derived_from) == set(TABLES)
    assert definition.columns["part"].allowed == PARTS
