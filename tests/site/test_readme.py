"""The README's generated tables are current and stand where they belong."""

from __future__ import annotations

from pathlib import Path

import pytest

from bpfanalysis.commands.docs import documents
from bpfanalysis.errors import InputError
from bpfanalysis.paths import Project
from bpfanalysis.site.readme import cell, fill

ROOT = Path(__file__).parents[2]


def test_generated_documents_are_current():
    for path, text in documents(Project(ROOT)).items():
        present = (ROOT / path).read_text(encoding="utf-8")
        assert present == text, f"{path} is not current; run  bpfanalysis docs"


def test_hand_written_text_stays():
    text = "before\n<!-- generated: a -->\nold\n<!-- end -->\nafter\n"
    assert fill(text, {"a": "x\ny"}) == (
        "before\n<!-- generated: a -->\nx\ny\n<!-- end -->\nafter\n"
    )


def test_filling_twice_changes_nothing_more():
    text = "<!-- generated: a -->\n<!-- end -->"
    assert fill(fill(text, {"a": r"\1 x"}), {"a": r"\1 x"}) == fill(text, {"a": r"\1 x"})


def test_a_lost_mark_is_named():
    with pytest.raises(InputError, match="generated: sources"):
        fill("nothing here", {"sources": "x"})


def test_a_cell_cannot_break_its_row():
    assert cell("a | b\nc") == "a \\| b c"
