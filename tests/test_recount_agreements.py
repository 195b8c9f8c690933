"""The numbers of the agreements notebook, counted again from the raw tables alone.

Nothing of the package is imported: the raw tables are read with the csv module, every rule is
written down once more, and what comes out must be what stands in `data/processed/results`.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
RAW = ROOT / "data" / "raw"
RESULTS = ROOT / "data" / "processed" / "results"

# The defaults of the notebook: scope rule-2020, presence from implicit, combinations of explicit
# norms, any evidence, six agreements in the core set.
PRESENT_FROM_IMPLICIT = {"implicit", "explicit"}
N_CORE = 6
GRADES = ("unverified", "secondary", "primary")


@cache
def raw(name: str) -> list[dict[str, str]]:
    found = sorted(RAW.glob(f"*/{name}.csv"))
    assert len(found) == 1, f"expected one data/raw/*/{name}.csv, found {len(found)}"
    with found[0].open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def result(name: str) -> list[dict[str, str]]:
    path = RESULTS / f"{name}.csv"
    assert path.is_file(), (
        f"data/processed/results/{name}.csv is missing: run the notebook 02_agreements "
        "(bpfanalysis run 02_agreements) and commit the table."
    )
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def in_scope() -> dict[str, dict[str, str]]:
    """Voluntary, norms-focused, adopted by the end of 2020: id to register row."""
    return {
        row["agreement_id"]: row
        for row in raw("agreements")
        if row["binding"] == "voluntary"
        and row["norms_focused"] == "yes"
        and row["adopted_on"][:4] <= "2020"
    }


@cache
def scoped_cells() -> list[dict[str, str]]:
    return [cell for cell in raw("adjudicated") if cell["agreement_id"] in in_scope()]


def at_least(grade: str) -> set[str]:
    return set(GRADES[GRADES.index(grade) :])


def close(text: str, value: float) -> bool:
    """Whether a written number is a value to six significant digits."""
    return abs(float(text) - value) <= 5e-6 * max(1.0, abs(value))


def test_the_scope_of_2020_keeps_what_the_register_says():
    said = {row["agreement_id"] for row in raw("agreements") if row["in_scope_2020"] == "yes"}
    assert set(in_scope()) == said


def test_scope_steps():
    left = raw("agreements")
    expected = []
    for passes in (
        lambda row: row["binding"] == "voluntary",
        lambda row: row["norms_focused"] == "yes",
        lambda row: row["adopted_on"][:4] <= "2020",
        lambda row: row["active_body"] != "none",
    ):
        kept = [row for row in left if passes(row)]
        dropped = {row["short_title"] for row in left if not passes(row)}
        expected.append((len(left), len(kept), dropped))
        left = kept
    for scope, n_steps in (("rule-2020", 3), ("rule-2020-active-body", 4)):
        steps = [row for row in result("scope_steps") if row["scope"] == scope]
        found = [
            (int(row["n_in"]), int(row["n_kept"]), set(filter(None, row["dropped"].split(";"))))
            for row in steps
        ]
        assert found == expected[:n_steps], f"scope_steps.csv, {scope}"


def test_scope_decisions():
    for row in result("scope_decisions"):
        if row["scope"] == "rule-2020":
            kept = row["agreement_id"] in in_scope()
            assert (row["decision"] == "kept") == kept, row["agreement_id"]


def test_list_changes_never_turn_unknown_into_no():
    for row in result("agreement_list_changes"):
        for year in ("2019", "2020"):
            said = {
                entry["listed"]
                for entry in raw("bpf_agreement_lists")
                if entry["report"] == year
                and (
                    entry["agreement_id"] == row["agreement_id"]
                    if row["agreement_id"]
                    else entry["agreement_title"] == row["agreement"]
                )
            }
            said |= {
                entry[f"bpf_{year}"]
                for entry in raw("agreements")
                if entry["agreement_id"] == row["agreement_id"]
            }
            known = said & {"yes", "no"}
            expected = known.pop() if len(known) == 1 else "unknown"
            assert row[f"listed_{year}"] == expected, f"{row['agreement']}, {year}"


def test_coverage_carries_every_cell_unchanged():
    decided = {(cell["agreement_id"], cell["norm_id"]): cell for cell in raw("adjudicated")}
    coverage = result("norm_coverage")
    assert {(row["agreement_id"], row["norm_id"]) for row in coverage} == set(decided)
    for row in coverage:
        cell = decided[row["agreement_id"], row["norm_id"]]
        for column in ("presence", "strength", "basis"):
            assert row[column] == cell[column], f"{row['agreement_id']}, {row['norm_id']}"
        assert row["has_address"] == ("true" if cell["source_url"] else "false")


def test_frequency_per_norm_and_level():
    counts = Counter((cell["norm_id"], cell["presence"]) for cell in scoped_cells())
    weak = Counter(
        (cell["norm_id"], cell["presence"])
        for cell in scoped_cells()
        if cell["basis"] == "unverified"
    )
    rows = result("norm_frequency")
    assert len(rows) == 3 * len(raw("norms"))
    for row in rows:
        key = (row["norm_id"], row["presence"])
        assert (int(row["n_agreements"]), int(row["n_unverified"])) == (counts[key], weak[key]), key


def test_strength_and_direction():
    counts: Counter[tuple[str, str, str]] = Counter()
    for cell in scoped_cells():
        if cell["presence"] in PRESENT_FROM_IMPLICIT:
            for attribute in ("strength", "direction"):
                counts[cell["norm_id"], attribute, cell[attribute]] += 1
    for row in result("norm_strength_direction"):
        key = (row["norm_id"], row["attribute"], row["value"])
        assert int(row["n_agreements"]) == counts.pop(key, 0), key
    assert not counts, f"counted again but not in the table: {dict(counts)}"


def test_norms_by_adopter():
    groups = Counter(row["adopter_type"] for row in in_scope().values())
    counts = Counter(
        (in_scope()[cell["agreement_id"]]["adopter_type"], cell["norm_id"])
        for cell in scoped_cells()
        if cell["presence"] in PRESENT_FROM_IMPLICIT
    )
    rows = result("norms_by_adopter")
    assert len(rows) == len(groups) * len(raw("norms"))
    for row in rows:
        n = counts[row["adopter_type"], row["norm_id"]]
        n_group = groups[row["adopter_type"]]
        assert (int(row["n_agreements"]), int(row["n_group"])) == (n, n_group)
        assert close(row["share"], n / n_group)


def test_combinations_of_explicit_un_norms():
    held: dict[str, set[str]] = {key: set() for key in in_scope()}
    for cell in scoped_cells():
        if cell["presence"] == "explicit" and cell["norm_id"].startswith("GGE-"):
            held[cell["agreement_id"]].add(cell["norm_id"])
    groups: dict[frozenset[str], set[str]] = defaultdict(set)
    for key, norm_ids in held.items():
        groups[frozenset(norm_ids)].add(in_scope()[key]["short_title"])
    found = {
        frozenset(filter(None, row["norm_ids"].split(";"))): set(row["agreements"].split(";"))
        for row in result("norm_combinations")
    }
    assert found == dict(groups)


def test_similarity_of_every_pair():
    held: dict[str, set[str]] = {key: set() for key in in_scope()}
    for cell in scoped_cells():
        if cell["presence"] in PRESENT_FROM_IMPLICIT:
            held[cell["agreement_id"]].add(cell["norm_id"])
    rows = {(row["source"], row["target"]): row for row in result("agreement_similarity")}
    assert len(rows) == len(held) ** 2
    for a, b in combinations(held, 2):
        expected = len(held[a] & held[b]) / len(held[a] | held[b])
        assert close(rows[a, b]["similarity"], expected), (a, b)
        assert rows[a, b]["similarity"] == rows[b, a]["similarity"]
    places = {row["source"]: int(row["position_source"]) for row in rows.values()}
    assert sorted(places.values()) == list(range(len(held)))


def test_reach_over_lineage_blocks():
    block = {row["agreement_id"]: row["lineage_block"] for row in raw("lineage")}
    blocks: dict[str, set[str]] = defaultdict(set)
    for cell in scoped_cells():
        if cell["presence"] == "explicit":
            blocks[cell["norm_id"]].add(block[cell["agreement_id"]])
    for row in result("norm_reach"):
        n = len(blocks[row["norm_id"]])
        expected = ("not explicit", "initiative-specific", "horizontal")[min(n, 2)]
        assert (int(row["n_blocks"]), row["reach"]) == (n, expected), row["norm_id"]


def test_evidence_shares_at_each_grade():
    rows = {row["min_basis"]: row for row in result("evidence_grades")}
    for grade in GRADES:
        good = at_least(grade)
        left = [c for c in scoped_cells() if c["presence"] != "absent" and c["basis"] in good]
        levels = Counter(cell["presence"] for cell in left)
        row = rows[grade]
        assert int(row["n_explicit"]) == levels["explicit"]
        assert int(row["n_implicit"]) == levels["implicit"]
        assert int(row["n_by_reference"]) == levels["by-reference"]
        read = {cell["agreement_id"] for cell in scoped_cells() if cell["basis"] in good}
        assert int(row["n_agreements"]) == len(read)
        weak = sum(cell["basis"] == "unverified" for cell in left) / len(left)
        assert close(row["present_unverified"], weak)
        absent = [
            cell
            for cell in scoped_cells()
            if cell["presence"] == "absent" and cell["agreement_id"] in read
        ]
        without = sum(not cell["source_url"] for cell in absent) / len(absent)
        assert close(row["absent_without_address"], without)


def test_wsis_gaps_by_criterion_and_agreement():
    cells = [cell for cell in raw("wsis_adjudicated") if cell["agreement_id"] in in_scope()]
    value = {(cell["agreement_id"], cell["criterion"]): cell["value"] for cell in cells}
    gaps = {(row["agreement_id"], row["criterion"]): row["value"] for row in result("wsis_gaps")}
    assert gaps == value
    for table, key in (("wsis_by_criterion", "criterion"), ("wsis_by_agreement", "agreement_id")):
        counts = Counter((cell[key], cell["value"]) for cell in cells)
        for row in result(table):
            found = tuple(int(row[column]) for column in ("n_met", "n_partial", "n_missing"))
            again = tuple(counts[row[key], v] for v in ("yes", "partial", "no"))
            assert found == again, f"{table}.csv, {row[key]}"


def test_wsis_gaps_by_adopter():
    counts = Counter(
        (in_scope()[cell["agreement_id"]]["adopter_type"], cell["criterion"], cell["value"])
        for cell in raw("wsis_adjudicated")
        if cell["agreement_id"] in in_scope()
    )
    for row in result("wsis_by_adopter"):
        key = (row["adopter_type"], row["criterion"])
        found = [int(row[column]) for column in ("n_met", "n_partial", "n_missing")]
        assert found == [counts[(*key, value)] for value in ("yes", "partial", "no")], key


def test_core_set():
    explicit = Counter(c["agreement_id"] for c in scoped_cells() if c["presence"] == "explicit")
    candidates = {
        key: explicit[key] for key, row in in_scope().items() if row["active_body"] != "none"
    }
    rows = {row["agreement_id"]: row for row in result("core_set")}
    assert {key: int(row["n_explicit"]) for key, row in rows.items()} == candidates
    for key, n in candidates.items():
        broader = sum(other > n for other in candidates.values())
        assert int(rows[key]["rank"]) == broader + 1, key
        assert rows[key]["is_core"] == ("true" if broader < N_CORE else "false"), key


def test_core_set_sizes():
    explicit = Counter(c["agreement_id"] for c in scoped_cells() if c["presence"] == "explicit")
    breadth = [explicit[k] for k, row in in_scope().items() if row["active_body"] != "none"]
    for row in result("core_set_sizes"):
        n_core = int(row["n_core"])
        taken = [n for n in breadth if sum(other > n for other in breadth) < n_core]
        assert int(row["n_taken"]) == len(taken), f"n_core {n_core}"
        assert int(row["least_norms"]) == min(taken), f"n_core {n_core}"


def test_how_cells_were_decided():
    counts = Counter((cell["decided_by"], cell["presence"]) for cell in raw("adjudicated"))
    for row in result("decision_counts"):
        way = row["decided_by"]
        levels = ("explicit", "implicit", "by-reference", "absent")
        columns = ("n_explicit", "n_implicit", "n_by_reference", "n_absent")
        assert [int(row[c]) for c in columns] == [counts[way, level] for level in levels], way
    total = sum(int(row["n_cells"]) for row in result("decision_counts"))
    assert total == len(raw("adjudicated"))


def test_contested_cells():
    presence_b = {(c["agreement_id"], c["norm_id"]): c["presence"] for c in raw("coder_b")}
    differing = {
        (c["agreement_id"], c["norm_id"])
        for c in raw("coder_a")
        if c["presence"] != presence_b[c["agreement_id"], c["norm_id"]]
    }
    found = {(row["agreement_id"], row["norm_id"]) for row in result("contested_cells")}
    assert found == differing


def test_verification():
    verdicts = Counter((row["agreement_id"], row["verdict"]) for row in raw("verification"))
    for row in result("verification_counts"):
        found = (int(row["n_confirmed"]), int(row["n_changed"]))
        key = row["agreement_id"]
        assert found == (verdicts[key, "confirmed"], verdicts[key, "changed"]), key


def ordinal_alpha(pairs: list[tuple[str, str]], order: tuple[str, ...]) -> float:
    """Krippendorff's alpha for two coders and ordered values, by its definition."""
    margins = Counter(value for pair in pairs for value in pair)
    n = sum(margins.values())

    def distance(a: str, b: str) -> float:
        low, high = sorted((order.index(a), order.index(b)))
        between = sum(margins[order[k]] for k in range(low, high + 1))
        return (between - (margins[a] + margins[b]) / 2) ** 2

    observed = sum(2 * distance(a, b) for a, b in pairs)
    expected = sum(margins[a] * margins[b] * distance(a, b) for a in margins for b in margins)
    return 1 - (n - 1) * observed / expected


@pytest.mark.parametrize("norm_id", ["overall", "GGE-A", "GGE-F", "X-VEP"])
def test_reliability_of_presence(norm_id):
    b = {(c["agreement_id"], c["norm_id"]): c["presence"] for c in raw("coder_b")}
    pairs = [
        (c["presence"], b[c["agreement_id"], c["norm_id"]])
        for c in raw("coder_a")
        if norm_id in ("overall", c["norm_id"])
    ]
    row = next(
        row
        for row in result("coder_reliability")
        if (row["norm_id"], row["attribute"]) == (norm_id, "presence")
    )
    assert int(row["n_units"]) == len(pairs)
    assert close(row["agreement"], sum(x == y for x, y in pairs) / len(pairs))
    assert close(row["alpha"], ordinal_alpha(pairs, ("absent", "implicit", "explicit")))


def test_details_are_compared_only_where_both_passes_found_the_norm():
    b = {(c["agreement_id"], c["norm_id"]): c["presence"] for c in raw("coder_b")}
    both = Counter(
        c["norm_id"]
        for c in raw("coder_a")
        if c["presence"] != "absent" and b[c["agreement_id"], c["norm_id"]] != "absent"
    )
    for row in result("coder_reliability"):
        if row["attribute"] != "presence":
            expected = both.total() if row["norm_id"] == "overall" else both[row["norm_id"]]
            assert int(row["n_units"]) == expected, (row["norm_id"], row["attribute"])
