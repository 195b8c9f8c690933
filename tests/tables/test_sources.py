"""Sidecars: complete, true to the files, found from any table."""

from __future__ import annotations

import importlib

import pytest

from bpfanalysis import tables
from bpfanalysis.errors import InputError

# The module; the package offers a function of the same name.
dictionary = importlib.import_module("bpfanalysis.tables.definitions")


def test_every_source_is_described_and_says_its_limits(checkout):
    found = tables.sources(checkout)
    assert [s.name for s in found] == sorted(s.name for s in found)
    assert {t.source for t in tables.definitions("raw").values()} == {s.name for s in found}
    for source in found:
        assert source.limits, f"{source.name}: say at least one limit"
        assert source.description.endswith("."), source.name


def test_sources_of_tables_come_once(checkout):
    found = tables.sources_of(["coder_a", "adjudicated", "norms"], checkout)
    assert [s.name for s in found] == ["norm_codebook", "norm_codings"]
    assert found[1].producer == "The bpfanalysis contributors"


def test_sources_are_found_through_what_a_table_was_made_of(checkout, monkeypatch):
    text = '[{0}]\nlayer = "{1}"\ntitle = "T"\nrow = "a row"\nkey = ["a"]\n'
    text += 'derived_from = ["{2}"]\ncolumns.a = {{ meaning = "A." }}\n'
    demo = dictionary.parse(
        {
            "demo.toml": text.format("first", "processed", "norms")
            + text.format("second", "results", "first")
        }
    )
    known = {**dictionary.definitions(), **demo}
    monkeypatch.setattr(dictionary, "_load", lambda: known)
    assert tables.raw_tables_of(["second"]) == ["norms"]
    assert [s.name for s in tables.sources_of(["second"], checkout)] == ["norm_codebook"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (b'licence = "not stated"\n', b"", "'licence' is missing; write 'not stated'"),
        (b'licence = "not stated"', b'licence = ""', "'licence' is empty; write 'not stated'"),
        (b'date_accessed = "2026-11"', b"date_accessed = 2026", "write it as text in quotes"),
        (b"limits = [", b"limits = 1\nmore = [", "unknown field 'more'"),
        (b"licence =", b"license =", "'licence' is missing"),
        (b"[files]", b'colour = "red"\n[files]', "unknown field 'colour'"),
        (b'licence = "', b"licence = ", "not valid TOML"),
    ],
)
def test_a_wrong_sidecar_is_named(project, spoil, old, new, says):
    spoil("paris_call/source.toml", old, new)
    with pytest.raises(InputError) as caught:
        tables.sources(project)
    assert says in str(caught.value) and "data/raw/paris_call/source.toml" in str(caught.value)


def test_sealing_changes_hashes_only(project, spoil):
    sidecar = project.root / "data/raw/paris_call/source.toml"
    before = sidecar.read_text(encoding="utf-8")
    tables.seal(sidecar.parent)
    assert sidecar.read_text(encoding="utf-8") == before
    spoil("paris_call/paris_call_states.csv", b"ALB", b"AFG")
    tables.seal(sidecar.parent)
    after = sidecar.read_text(encoding="utf-8")
    changed = [a for a, b in zip(after.splitlines(), before.splitlines(), strict=True) if a != b]
    assert len(changed) == 1 and changed[0].startswith('"paris_call_states.csv" = ')
