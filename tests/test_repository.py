"""The shape of the repository: rooms, imports between them, notebooks, file names."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src/bpfanalysis"

BASE = {"errors", "paths", "vocabularies"}
# What each room may import of ours, besides itself. One direction only.
MAY_IMPORT = {
    "errors": set(),
    "paths": {"errors"},
    "vocabularies": set(),
    "tables": BASE,
    "reliability": {"vocabularies"},
    "networks": {"vocabularies"},
    "cases": {"vocabularies", "reliability"},
    "agreements": BASE | {"tables", "reliability"},
    "contributions": BASE | {"tables"},
    "participation": BASE | {"tables"},
    "report": {"vocabularies"},
    "figures": BASE | {"tables"},
    "site": BASE | {"tables", "figures", "agreements", "cases"},
    "pipeline": BASE | {"tables", "site"},
    "commands": None,
    "cli": None,
}
READS_NO_FILES = ("networks", "cases", "reliability")
TOP_LEVEL = {
    ".ci", ".git", ".github", ".gitignore", "CHANGELOG.md", "CITATION.cff", "CONTRIBUTING.md",
    "LICENSE", "LICENSE-DATA", "Makefile", "README.md", "benchmarks", "data", "docs",
    "environment.yml", "figures", "notebooks", "pyproject.toml", "requirements-lab.lock",
    "requirements-bench.lock", "requirements-scale.lock", "requirements.lock", "src", "tests",
}  # fmt: skip


def tracked() -> list[str]:
    import subprocess

    command = ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout, so there is no list of its files")
    return [line for line in listed.splitlines() if (ROOT / line).exists()]


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: import by full name, not relatively"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "bpfanalysis" and len(parts) > 1 and parts[1] != "__version__":
                rooms.add(parts[1])
    return rooms


MODULES = sorted(p for p in PACKAGE.rglob("*.py") if p != PACKAGE / "__init__.py")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_one_way(path):
    room = room_of(path)
    assert room in MAY_IMPORT, f"{room} is no room of the house; see docs/decisions"
    allowed = MAY_IMPORT[room]
    if allowed is not None:
        wrong = imported_rooms(path) - allowed - {room}
        assert not wrong, f"{path.relative_to(ROOT)} imports {wrong}; {room} may know {allowed}"


@pytest.mark.parametrize(
    "path", [m for m in MODULES if room_of(m) in READS_NO_FILES], ids=lambda p: p.name
)
def test_pure_rooms_read_no_files(path):
    text = path.read_text(encoding="utf-8")
    found = re.findall(r"\bopen\(|read_csv|read_text|to_csv|savefig|pathlib", text)
    assert not found, f"{path.relative_to(ROOT)} touches files: {found}"


def test_modules_have_a_docstring_and_one_idea():
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert ast.get_docstring(ast.parse(text)), f"{path.relative_to(ROOT)} has no docstring"
        lines = text.count("\n")
        assert lines <= 400, f"{path.relative_to(ROOT)} has {lines} lines; split it"
        assert path.stem not in {"utils", "helpers", "misc", "common"}, f"name {path} by its idea"


def test_every_room_has_tests():
    for room in sorted({room_of(path) for path in MODULES} - BASE - {"cli"}):
        assert list((ROOT / "tests" / room).glob("test_*.py")), f"tests/{room} holds no test"


def test_top_level_is_what_it_should_be():
    found = {name.split("/")[0] for name in tracked()}
    assert not found - TOP_LEVEL, f"unexpected at the top level: {sorted(found - TOP_LEVEL)}"


def test_no_scratch_files():
    pattern = re.compile(r"untitled|-copy\d|scratch|\.orig$|\.rej$|~$", re.I)
    assert not [name for name in tracked() if pattern.search(Path(name).name)]


NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def cells(path: Path, kind: str) -> list[dict]:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return [cell for cell in notebook["cells"] if cell["cell_type"] == kind]


def test_there_are_the_six_notebooks():
    names = [path.stem for path in NOTEBOOKS if path.stem[:2].isdigit()]
    assert names == [
        "01_contributions",
        "02_agreements",
        "03_norm_networks",
        "04_case_studies",
        "05_participation",
        "06_report",
    ]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
class TestNotebook:
    def test_is_committed_without_outputs(self, path):
        for cell in cells(path, "code"):
            assert not cell["outputs"], f"{path.name}, cell {cell['id']}: clear its outputs"
            assert cell["execution_count"] is None

    def test_defines_nothing(self, path):
        for cell in cells(path, "code"):
            for node in ast.walk(ast.parse("".join(cell["source"]))):
                kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
                assert not isinstance(node, kinds), f"{path.name}, cell {cell['id']}: to src/"

    def test_is_thin(self, path):
        assert len(cells(path, "code")) <= 16, f"{path.name} has too many code cells"

    def test_declares_parameters_once(self, path):
        tagged = [c for c in cells(path, "code") if "parameters" in c["metadata"].get("tags", [])]
        assert len(tagged) == 1, f"{path.name} needs one cell tagged parameters"

    def test_cell_ids_are_readable(self, path):
        for kind in ("code", "markdown"):
            for cell in cells(path, kind):
                assert re.fullmatch(r"[a-z][a-z0-9-]*", cell["id"]), f"{path.name}: {cell['id']}"
                assert not re.fullmatch(r"[0-9a-f]{8}", cell["id"]), f"{path.name}: {cell['id']}"

    def test_opens_with_its_question_and_closes_with_limits(self, path):
        texts = ["".join(cell["source"]) for cell in cells(path, "markdown")]
        assert texts[0].startswith("# "), f"{path.name}: open with a title"
        assert "?" in texts[0], f"{path.name}: the first cell asks the question"
        headings = re.findall(r"^#+ .*", "\n".join(texts), re.M)
        assert any("not show" in h.lower() for h in headings), (
            f"{path.name}: a section says what it does not show"
        )

    def test_types_no_number_of_results_in_prose(self, path):
        prose = "\n".join("".join(cell["source"]) for cell in cells(path, "markdown"))
        found = re.findall(r"\b\d+(?:\.\d+)? ?(?:%|per cent|of the \d+)", prose)
        assert not found, f"{path.name}: numbers typed by hand {found}; compute the sentence"
