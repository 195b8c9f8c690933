from __future__ import annotations

from pathlib import Path

import pytest
from tests.site.coded_record import record

from bpfanalysis.paths import Project
from bpfanalysis.site.codings import host, is_present, read_codings, web_address

ROOT = Path(__file__).parents[2]


def test_a_project_without_codings_has_no_record(tmp_path: Path) -> None:
    assert read_codings(Project(tmp_path)) is None


def test_the_project_s_own_record_is_whole() -> None:
    codings = read_codings(Project(ROOT))
    assert codings is not None
    assert len(codings.cells) == len(codings.agreements) * len(codings.norms)
    dates = [row["adopted_on"] for row in codings.agreements.values()]
    assert dates == sorted(dates), "agreements stand in the order of adoption"
    for cell in codings.cells.values():
        assert set(cell.values()).isdisjoint({"nan", "<NA>"}), f"missing shown as text: {cell}"


def test_corrections_are_applied_before_anything_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    from bpfanalysis.tables import corrections

    seen = []

    def spy(frame, table, entries):  # type: ignore[no-untyped-def]
        seen.append(table.name)
        return original(frame, table, entries)

    original = corrections.apply
    monkeypatch.setattr(corrections, "apply", spy)
    read_codings(Project(ROOT))
    assert {"adjudicated", "coder_a", "coder_b", "agreements", "case_studies"} <= set(seen)


def test_a_result_that_has_not_been_made_is_empty_and_said() -> None:
    assert record().has("norm_network", "norm_nodes")
    assert not record(norm_nodes=[]).has("norm_network", "norm_nodes")


@pytest.mark.parametrize(
    ("presence", "basis", "level", "grade", "expected"),
    [
        ("explicit", "primary", "explicit", "primary", True),
        ("implicit", "primary", "explicit", "unverified", False),
        ("by-reference", "primary", "by-reference", "primary", True),
        ("explicit", "secondary", "implicit", "primary", False),
        ("absent", "primary", "by-reference", "unverified", False),
    ],
)
def test_what_counts_as_present(
    presence: str, basis: str, level: str, grade: str, expected: bool
) -> None:
    assert is_present({"presence": presence, "basis": basis}, level, grade) is expected


@pytest.mark.parametrize(
    "text", ["", "javascript:alert(1)", "data:text/html,x", "//host/x", "https://a b", "repo:path"]
)
def test_only_web_addresses_are_linked(text: str) -> None:
    assert web_address(text) == "" == host(text)
