"""``bpfanalysis docs``: write the generated parts of README, data/raw/README and the codebook."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bpfanalysis.paths import Project


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "docs", help="write the generated tables of README.md, data/raw/README.md and the codebook"
    )
    parser.set_defaults(handler=run)


def documents(project: Project) -> dict[Path, str]:
    """Every generated document and its text, by path relative to the project."""
    from bpfanalysis.site.inputs import read_inputs
    from bpfanalysis.site.readme import fill, generated
    from bpfanalysis.tables.documents import documents as data_documents

    readme = Path("README.md")
    text = (project.root / readme).read_text(encoding="utf-8")
    return {readme: fill(text, generated(read_inputs(project))), **data_documents(project)}


def run(args: argparse.Namespace) -> int:
    """Write what is not current; say what was written."""
    del args
    from bpfanalysis.paths import Project
    from bpfanalysis.pipeline.atomic import write_atomically

    project = Project.find()
    written = 0
    for relative, text in documents(project).items():
        path = project.root / relative
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            write_atomically(path, text)
            print(f"written: {relative.as_posix()}")
            written += 1
    if not written:
        print("All generated documents are current.")
    return 0
