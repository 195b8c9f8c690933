"""Contributions and participation, counted a second time from the raw tables.

Nothing of the package is imported: the raw files are read with the csv module alone, the
reviewed corrections are applied here by hand, and every count is made in plain Python.
"""

import csv
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
RAW = ROOT / "data/raw"
PROCESSED = ROOT / "data/processed"
RESULTS = PROCESSED / "results"
ORGANISED = ("organisation", "state")


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


def group_of(contribution: dict[str, str]) -> str:
    collective = contribution["contributor_kind"] == "collective"
    return "collective" if collective else contribution["stakeholder_group"]


@cache
def by_id() -> dict[str, dict[str, str]]:
    return {row["contribution_id"]: row for row in raw("bpf_contributions")}


def test_no_person_of_the_record_is_named_in_any_table_figure_or_notebook():
    names = [
        " ".join(row["contributor"].split())
        for row in raw("bpf_contributions")
        if row["contributor_kind"] == "person"
    ]
    assert names, "the record names persons; without any, this test checks nothing"
    files = [
        path
        for folder in (PROCESSED, ROOT / "figures", ROOT / "notebooks/rendered")
        for path in sorted(folder.rglob("*"))
        if path.suffix in (".csv", ".json", ".svg", ".ipynb")
    ]
    assert files, "no result is there; run `bpfanalysis run`"
    for path in files:
        text = path.read_text(encoding="utf-8")
        named = [name for name in names if name in text]
        assert not named, f"{path.relative_to(ROOT)} names a person: {', '.join(named)}"


def test_every_contribution_and_statement_stands_once_in_the_tidy_tables():
    tidy = rows_of(PROCESSED / "contributions.csv")
    assert [r["contribution_id"] for r in tidy] == [
        r["contribution_id"] for r in raw("bpf_contributions")
    ]
    statements = rows_of(PROCESSED / "contribution_statements.csv")
    assert [r["statement"] for r in statements] == [
        " ".join(r["statement"].split()) for r in raw("bpf_contribution_statements")
    ]
    per_contribution = Counter(r["contribution_id"] for r in raw("bpf_contribution_statements"))
    assert {r["contribution_id"]: int(r["n_statements"]) for r in tidy} == {
        i: per_contribution[i] for i in by_id()
    }


@pytest.mark.parametrize(
    "column", ["cycle", "date", "stakeholder_group", "region", "global_south", "channel", "basis"]
)
def test_the_tidy_contributions_carry_the_values_of_the_record(column):
    tidy = rows_of(PROCESSED / "contributions.csv")
    assert {r["contribution_id"]: r[column] for r in tidy} == {
        i: r[column] for i, r in by_id().items()
    }


def test_sets_hold_the_same_ids_as_the_record():
    tidy = rows_of(PROCESSED / "contribution_statements.csv")
    for new, old in zip(tidy, raw("bpf_contribution_statements"), strict=True):
        for column in ("agreement_ids", "norm_ids"):
            assert set(new[column].split(";")) == set(old[column].split(";")), new["statement_id"]


def test_statements_by_question():
    statements = defaultdict(list)
    for row in raw("bpf_contribution_statements"):
        contribution = by_id()[row["contribution_id"]]
        key = (contribution["cycle"], group_of(contribution), row["question"])
        statements[key].append(row["contribution_id"])
    table = rows_of(RESULTS / "contributions_by_question.csv")
    for row in table:
        found = statements[(row["cycle"], row["stakeholder_group"], row["question"])]
        expected = (len(found), len(set(found)))
        assert (int(row["n_statements"]), int(row["n_contributions"])) == expected, row
    assert sum(int(row["n_statements"]) for row in table) == len(raw("bpf_contribution_statements"))
    signatory = [row for row in table if row["question"] == "signatory"]
    assert signatory and not any(int(row["n_statements"]) for row in signatory)


def test_the_profile():
    healthy = {
        r["contribution_id"] for r in raw("bpf_contribution_statements") if r["healthcare"] == "yes"
    }
    told = {r["contribution_id"] for r in raw("bpf_contribution_statements")}
    entries = defaultdict(list)
    for contribution_id, row in by_id().items():
        read = "yes" if contribution_id in healthy else "no"
        values = {
            "stakeholder_group": group_of(row),
            "healthcare": read if contribution_id in told else "unknown",
            **{c: row[c] for c in ("region", "global_south", "channel", "contributor_kind")},
        }
        for attribute, value in values.items():
            entries[(row["cycle"], attribute, value)].append(row)
    table = rows_of(RESULTS / "contributions_profile.csv")
    assert {(r["cycle"], r["attribute"], r["value"]) for r in table} == set(entries)
    for row in table:
        found = entries[(row["cycle"], row["attribute"], row["value"])]
        organisations = {r["contributor"] for r in found if r["contributor_kind"] in ORGANISED}
        assert int(row["n_contributions"]) == len(found), row
        assert int(row["n_organisations"]) == len(organisations), row


def test_coverage():
    told = {r["contribution_id"] for r in raw("bpf_contribution_statements")}
    for row in rows_of(RESULTS / "contributions_coverage.csv"):
        entries = [r for r in by_id().values() if r["cycle"] == row["cycle"]]
        statements = [
            r
            for r in raw("bpf_contribution_statements")
            if by_id()[r["contribution_id"]]["cycle"] == row["cycle"]
        ]
        kinds = Counter(r["contributor_kind"] for r in entries)
        assert int(row["n_contributions"]) == len(entries)
        assert int(row["n_collective"]) == kinds["collective"]
        assert int(row["n_written"]) == sum(r["channel"] == "written" for r in entries)
        assert int(row["n_with_statement"]) == sum(r["contribution_id"] in told for r in entries)
        assert int(row["n_without_statement"]) == len(entries) - int(row["n_with_statement"])
        assert int(row["n_statements"]) == len(statements)
        assert int(row["n_statements_secondary"]) == sum(
            r["basis"] == "secondary" for r in statements
        )


def test_practices():
    expected = [
        (" ".join(r["statement"].split()), agreement)
        for r in raw("bpf_contribution_statements")
        if r["question"] == "project"
        for agreement in sorted(r["agreement_ids"].split(";"))
    ]
    found = [(r["practice"], r["agreement_id"]) for r in rows_of(RESULTS / "practices.csv")]
    assert found == expected


def test_the_work_plan_holds_every_event_of_every_milestone():
    expected = sorted(
        (milestone, r["cycle"], r["status"], r["event"], r["date"])
        for r in raw("bpf_events")
        for milestone in r["milestone"].split(";")
        if milestone
    )
    keys = ("milestone", "cycle", "status", "event", "date")
    found = rows_of(RESULTS / "workplan.csv")
    assert sorted(tuple(r[k] for k in keys) for r in found) == expected


def test_delays_of_the_work_plan():
    plan = rows_of(RESULTS / "workplan.csv")
    planned = {
        (r["milestone"], r["cycle"], r["event"]): r for r in plan if r["status"] == "planned"
    }
    for row in plan:
        if row["status"] == "planned":
            assert not row["days_late"], "a plan is not late"
            continue
        against = planned.get((row["milestone"], row["cycle"], row["compared_with"]))
        if against is None or not row["date"]:
            assert not row["days_late"] and not row["days_after_plan_low"], row
        elif len(row["date"]) == len(against["date"]) == 10:
            days = (date.fromisoformat(row["date"]) - date.fromisoformat(against["date"])).days
            assert int(row["days_after_plan_low"]) == int(row["days_after_plan_high"]) == days
            comparable = row["kind"] == against["kind"]
            assert row["days_late"] == (str(days) if comparable else ""), row
        else:
            assert not row["days_late"], "a delay needs two dates known to the day"
            assert int(row["days_after_plan_low"]) < int(row["days_after_plan_high"])


def test_regions_of_contributions_and_outreach():
    entries = defaultdict(list)
    for row in raw("bpf_contributions"):
        organised = row["contributor_kind"] in ORGANISED
        key = ("contributions", row["cycle"], row["region"], row["global_south"])
        entries[key].append(row["contributor"] if organised else None)
    for row in raw("bpf_outreach"):
        key = ("outreach", "", row["region"], row["global_south"])
        entries[key].append(row["organisation"])
    keys = ("record", "cycle", "region", "global_south")
    table = rows_of(RESULTS / "participation_regions.csv")
    assert {tuple(r[k] for k in keys) for r in table} == set(entries)
    for row in table:
        found = entries[tuple(row[k] for k in keys)]
        assert int(row["n_entries"]) == len(found), row
        assert int(row["n_organisations"]) == len(set(found) - {None}), row


def test_the_global_south_by_cycle():
    seats = defaultdict(set)
    for row in raw("bpf_contributions"):
        seats[("entries", row["cycle"], row["global_south"])].add(row["contribution_id"])
        if row["contributor_kind"] in ORGANISED:
            seats[("organisations", row["cycle"], row["global_south"])].add(row["contributor"])
    for row in rows_of(RESULTS / "participation_global_south.csv"):
        counts = {
            south: len(seats[(row["count_by"], row["cycle"], south)])
            for south in ("yes", "no", "unknown")
        }
        assert {s: int(row[f"n_{s}"]) for s in counts} == counts, row
        known = counts["yes"] + counts["no"]
        if known:
            assert float(row["share_of_known"]) == pytest.approx(counts["yes"] / known, rel=1e-5)
        else:
            assert row["share_of_known"] == ""


def test_no_table_of_outreach_holds_a_rate():
    for name in ("outreach_profile", "outreach_beside_record", "participation_regions"):
        columns = rows_of(RESULTS / f"{name}.csv")[0]
        assert not [c for c in columns if "rate" in c or "share" in c], name


def test_paris_call_by_region_and_category():
    regions = {r["country_iso3"]: r["un_region"] for r in raw("country_regions")}
    names = {"unknown": "No UN group"}
    supporters, countries = Counter(), defaultdict(set)
    for row in raw("paris_call_supporters"):
        if row["iso3"] == "ZZZ":
            key = ("No country stated", row["category"])
        else:
            region = regions[row["iso3"]]
            key = (names.get(region, region), row["category"])
            countries[key].add(row["iso3"])
        supporters[key] += int(row["n_supporters"])
    table = rows_of(RESULTS / "paris_call_adherents.csv")
    for row in table:
        key = (row["region"], row["category"])
        assert int(row["n_supporters"]) == supporters[key], row
        assert int(row["n_countries"]) == len(countries[key]), row
    assert sum(int(r["n_supporters"]) for r in table) == sum(supporters.values()) == 1218
    states = sum(int(r["n_supporters"]) for r in table if r["category"] == "state")
    assert states == len(raw("paris_call_states")) == 81


def test_paris_call_growth_is_the_source_with_a_phase():
    table = rows_of(RESULTS / "paris_call_growth_phases.csv")
    source = {(r["month"], r["category"]): r["n_new"] for r in raw("paris_call_growth")}
    assert {(r["month"], r["category"]): r["n_new"] for r in table} == source
    phases = {r["month"]: r["phase"] for r in table}
    assert phases.pop("2019-09") == "baseline"
    assert phases.pop("2019-11") == "bulk import"
    assert set(phases.values()) == {"month"}


def test_the_list_of_un_groups_has_every_member_and_every_code_that_occurs():
    # 54, 54, 23, 33 and 28 members; with the United States, an observer counted there, 29
    members = Counter(r["un_region"] for r in raw("country_regions") if r["un_member"] == "yes")
    assert members == {
        "Africa": 54,
        "Asia-Pacific": 54,
        "Eastern Europe": 23,
        "Latin America and Caribbean": 33,
        "Western Europe and Others": 29,
    }
    listed = {r["country_iso3"] for r in raw("country_regions")}
    occurring = {r["iso3"] for r in raw("paris_call_supporters")}
    occurring |= {r["country_iso3"] for r in raw("bpf_contributions")}
    occurring |= {r["country_iso3"] for r in raw("bpf_outreach")}
    missing = sorted(occurring - listed - {"", "ZZZ"})
    assert not missing, f"add to un_regions/country_regions.csv: {', '.join(missing)}"


def test_the_global_south_follows_the_groups():
    southern = {"Africa", "Asia-Pacific", "Latin America and Caribbean"}
    for row in raw("country_regions"):
        expected = "yes" if row["un_region"] in southern else "no"
        if row["country_iso3"] in ("JPN", "KOR"):
            expected = "no"
        if row["un_region"] == "unknown":
            expected = "unknown"
        assert row["global_south"] == expected, row
