"""The import of contributions: found against truth tables, and seconds for a thousand documents.

The samples came with their truth; contents and truth of the harder set were written before the
importer. Both are reported apart; neither figure says how well real contributions are read.
"""

from __future__ import annotations

import importlib.util
import shutil
import sys
import tempfile
from pathlib import Path
from types import ModuleType

from benchmarks.report import Report
from bpfanalysis.contributions import importing

TESTS = Path(__file__).parents[1] / "tests/contributions/importing"
SETS = (("samples", TESTS / "samples", TESTS / "samples"),
        ("harder set", TESTS / "harder", TESTS / "harder/files"))  # fmt: skip
N_DOCUMENTS = 1_000


def run(report: Report) -> None:
    """Print what was found in each set, and time a thousand documents of mixed formats."""
    truth = load_truth()
    knowledge = importing.load(importing.find_project())
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, tables, documents) in enumerate(SETS):
            out = Path(folder) / f"out{number}"
            seconds = Report.once(
                lambda documents=documents, out=out: importing.import_contributions(
                    documents, out, knowledge
                )
            )
            report.add(f"import the {name}", seconds, note=sentence(truth.score(tables, out)))
        many = Path(folder) / "many"
        make_many(many)
        seconds = Report.once(
            lambda: importing.import_contributions(many, Path(folder) / "big", knowledge, jobs=2)
        )
        report.add(
            f"import {N_DOCUMENTS:,} documents, two processes",
            seconds,
            aim="120 s",
            note=f"largest reader {largest_child():.0f} MB",
        )


def load_truth() -> ModuleType:
    """The module that compares, which stands beside the tests."""
    spec = importlib.util.spec_from_file_location("importing_truth", TESTS / "truth.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(TESTS / "truth.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def sentence(score) -> str:  # type: ignore[no-untyped-def]
    """What was found, in one line."""
    right = sum(a for a, _ in score.facts.values())
    facts = sum(b for _, b in score.facts.values())
    kinds = "; ".join(
        f"{kind}s: precision {score.precision(kind):.3f}, recall {score.recall(kind):.3f} "
        f"({score.hits[kind]} hits, {score.false[kind]} false, {score.missed[kind]} missed)"
        for kind in ("agreement", "norm")
    )
    return (
        f"answers in full {score.n_answers_found} of {score.n_answers}; {kinds}; particulars "
        f"{right} of {facts}; leaks {len(score.leaks)}; other faults {len(score.faults)}"
    )


def make_many(folder: Path) -> None:
    """A folder of so many documents: copies of all that can be read, in turn."""
    folder.mkdir()
    sources = [
        path
        for _, _, documents in SETS
        for path in sorted(documents.iterdir())
        if path.name[:1] in "0h" and path.stat().st_size
    ]
    for number in range(N_DOCUMENTS):
        source = sources[number % len(sources)]
        shutil.copyfile(source, folder / f"{number:04d}_{source.name}")


def largest_child() -> float:
    """Memory of the largest reading process so far, in MB; nan where it is not known."""
    try:
        import resource
    except ImportError:
        return float("nan")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)
