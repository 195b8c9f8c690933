"""The case studies, counted a second time from the raw tables.

Nothing of the package is imported: the raw files are read with the csv module alone, and ladder,
memberships, fit and distances are worked out here in plain Python, by the text of their rules.
"""

import csv
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from statistics import mean, median

import pytest

ROOT = Path(__file__).resolve().parents[1]
RAW = ROOT / "data/raw"
RESULTS = ROOT / "data/processed/results"
LADDER = ["none", "stated", "self-report", "peer review", "independent monitoring", "consequence"]
CONDITIONS = (
    "clear_rule",
    "legal_form",
    "independent_monitoring",
    "transparency",
    "enforcement",
    "civil_society_role",
    "capacity_support",
    "great_power_support",
    "market_incentive",
)
FOUR = ("independent_monitoring", "enforcement", "capacity_support", "great_power_support")
PASSES = ("case_conditions", "case_conditions_pass2", "case_conditions_coder_b")


def rows_of(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        pytest.fail(
            f"{path.relative_to(ROOT)} is not there; `bpfanalysis run` writes it. "
            "If it was renamed, rename it in this test too."
        )
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def raw(table: str) -> tuple[dict[str, str], ...]:
    """A raw table with its reviewed corrections."""
    rows = rows_of(next(RAW.glob(f"*/{table}.csv"), RAW / f"{table}.csv"))
    for entry in rows_of(RAW / "corrections/corrections.csv"):
        if entry["table"] == table and entry["action"] == "override":
            column, _, value = entry["key"].partition("=")
            for row in rows:
                if row[column] == value:
                    row[entry["column"]] = entry["new_value"]
    return tuple(rows)


@cache
def result(table: str) -> tuple[dict[str, str], ...]:
    return tuple(rows_of(RESULTS / f"{table}.csv"))


def mechanisms():
    return [*raw("case_assessment"), *raw("cyber_assessment")]


def rung(row: dict[str, str]) -> str:
    """The rung of a mechanism, by the words of the rule at its default settings."""
    stage, who, what = row["stage"], row["assessor"], row["consequence"]
    rhythm = row["frequency_years"] != ""
    if stage == "emergence":
        return "stated"
    if what in ("loss-of-status", "sanction"):
        return "consequence"
    if stage == "adoption" and who in ("none", "self-report"):
        return "stated"
    if who == "none":
        return "none"
    if who == "self-report":
        return "self-report"
    if who == "peer-review":
        return "peer review"
    if who in ("civil-society", "market"):
        return "independent monitoring" if rhythm else "peer review"
    once = stage in ("monitoring", "evaluation") and what == "none" and not rhythm
    if who == "independent-body" and once:
        return "peer review"
    return "independent monitoring"


@cache
def coded() -> dict[str, dict[str, list[float]]]:
    """Case -> condition -> the values of the passes."""
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for table in PASSES:
        for row in raw(table):
            for name in (*CONDITIONS, "adherence", "internalised"):
                found[row["case_id"]][name].append(float(row[name]))
    return found


def middle(case: str, name: str) -> float:
    return median(coded()[case][name])


def sides(values: list[float]) -> str:
    kinds = {"in" if v > 0.5 else "out" for v in values}
    return kinds.pop() if len(kinds) == 1 else "disputed"


def test_life_cycles_hold_the_years_of_the_sources_and_nothing_else():
    told = {
        (row["case_id"], event): row[f"year_{event}"]
        for row in raw("case_studies")
        for event in ("emerged", "adopted", "cascade")
    }
    found = {(r["case_id"], r["event"]): r["year"] for r in result("case_life_cycles")}
    assert found == told


def test_every_mechanism_stands_on_the_rung_of_the_rule():
    expected = {(r["case_id"], r["stage"], r["mechanism"]): rung(r) for r in mechanisms()}
    found = {
        (r["case_id"], r["stage"], r["mechanism"]): r["level"]
        for r in result("assessment_mechanisms")
    }
    assert found == expected


def test_each_stage_shows_the_highest_rung_and_unknown_where_nothing_is_recorded():
    best: dict[tuple[str, str], int] = {}
    for row in mechanisms():
        key = (row["case_id"], row["stage"])
        best[key] = max(best.get(key, 0), LADDER.index(rung(row)))
    table = result("assessment_stages")
    cases = {r["case_id"] for r in raw("case_studies")} | {
        r["case_id"] for r in raw("cyber_conditions_coder_b")
    }
    assert len(table) == 7 * len(cases)
    for row in table:
        key = (row["case_id"], row["stage"])
        expected = LADDER[best[key]] if key in best else "not known"
        assert row["level"] == expected, key


def test_methods_that_cyber_lacks():
    counted = Counter(row["already_in_cyber"] for row in raw("assessment_methods"))
    assert Counter(row["already_in_cyber"] for row in result("assessment_methods_gap")) == counted


def test_profiles_are_medians_with_their_range():
    for row in result("condition_profiles"):
        if row["group"] != "other field":
            continue
        values = coded()[row["case_id"]][row["condition"]]
        assert float(row["middle"]) == pytest.approx(median(values)), row["case_id"]
        assert (float(row["lowest"]), float(row["highest"])) == (min(values), max(values))
        assert row["sides"] == sides(values)


def test_the_truth_table_for_norms_that_are_kept():
    cases = list(coded())
    table = {
        r["config"].zfill(4): r for r in result("qca_truth_table") if r["outcome"] == "adherence"
    }
    assert len(table) == 16
    for config, row in table.items():
        member = {
            case: min(
                middle(case, name) if bit == "1" else 1 - middle(case, name)
                for name, bit in zip(FOUR, config, strict=True)
            )
            for case in cases
        }
        inside = [case for case in cases if member[case] > 0.5 + 1e-12]
        assert int(row["n"]) == len(inside), config
        if not inside:
            assert row["out"] == "?"
            continue
        both = sum(min(member[c], middle(c, "adherence")) for c in cases)
        paradox = sum(
            min(member[c], middle(c, "adherence"), 1 - middle(c, "adherence")) for c in cases
        )
        total = sum(member.values())
        assert float(row["incl"]) == pytest.approx(both / total, rel=1e-4)
        pri = (both - paradox) / (total - paradox)
        assert float(row["pri"]) == pytest.approx(pri, rel=1e-4, abs=1e-6)
        suffices = both / total >= 0.85 - 1e-9 and pri >= 0.65 - 1e-9
        assert (row["out"] == "1") == suffices, config


def test_the_fit_of_every_term_of_the_solutions():
    cases = list(coded())

    def degree(case: str, literal: str) -> float:
        value = middle(case, literal.lstrip("~"))
        return 1 - value if literal.startswith("~") else value

    for row in result("qca_solutions"):
        x = {case: min(degree(case, part) for part in row["term"].split("*")) for case in cases}
        y = {case: degree(case, row["outcome"]) for case in cases}
        both = sum(min(x[case], y[case]) for case in cases)
        assert float(row["consistency"]) == pytest.approx(both / sum(x.values()), rel=1e-4)
        assert float(row["raw_coverage"]) == pytest.approx(both / sum(y.values()), rel=1e-4)


def test_necessity_of_each_condition():
    cases = list(coded())
    for row in result("qca_necessity"):
        flip_x, flip_y = row["condition"].startswith("~"), row["outcome"].startswith("~")
        name, outcome = row["condition"].lstrip("~"), row["outcome"].lstrip("~")
        x = [1 - middle(c, name) if flip_x else middle(c, name) for c in cases]
        y = [1 - middle(c, outcome) if flip_y else middle(c, outcome) for c in cases]
        both = [min(a, b) for a, b in zip(x, y, strict=True)]
        assert float(row["consistency"]) == pytest.approx(sum(both) / sum(y), rel=1e-4)
        ron = sum(1 - a for a in x) / sum(1 - b for b in both)
        assert float(row["ron"]) == pytest.approx(ron, rel=1e-4)


def test_distances_to_each_cyber_norm():
    cyber = {row["case_id"]: row for row in raw("cyber_conditions_coder_b")}
    table = result("nearest_kin")
    assert len(table) == len(cyber) * len(coded())
    for row in table:
        profile = cyber[row["cyber_id"]]
        each = [
            mean(abs(coded()[row["case_id"]][n][p] - float(profile[n])) for n in CONDITIONS)
            for p in range(len(PASSES))
        ]
        assert float(row["distance"]) == pytest.approx(mean(each), abs=1e-5)
        assert float(row["low"]) == pytest.approx(min(each), abs=1e-5)


def test_lessons_and_the_agreements_that_carry_their_norms():
    carried = Counter(
        row["norm_id"] for row in raw("adjudicated") if row["presence"] in ("implicit", "explicit")
    )
    pairs = [
        (row["case_id"], norm)
        for row in raw("case_lessons")
        for norm in row["cyber_norm_ids"].split(";")
    ]
    table = result("lessons_norms")
    assert Counter((r["case_id"], r["norm_id"]) for r in table) == Counter(pairs)
    for row in table:
        assert int(row["n_agreements"]) == carried[row["norm_id"]], row["norm_id"]


def test_the_health_thread_leaves_nothing_out():
    kinds = Counter(row["kind"] for row in result("health_thread"))
    carrying = {
        r["agreement_id"]
        for r in raw("adjudicated")
        if r["norm_id"] == "X-HEALTH" and r["presence"] != "absent"
    }
    assert kinds["agreement carries the norm"] == len(carrying)
    mention = {r["agreement_id"] for r in raw("agreements") if r["covid_health_mention"] == "yes"}
    assert kinds["agreement mentions health"] == len(mention - carrying)
    assert kinds["lesson"] == sum(
        "X-HEALTH" in r["cyber_norm_ids"].split(";") for r in raw("case_lessons")
    )
    assert kinds["statement"] == sum(
        r["healthcare"] == "yes" for r in raw("bpf_contribution_statements")
    )
