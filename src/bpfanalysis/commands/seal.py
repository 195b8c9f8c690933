"""``bpfanalysis seal SOURCE``: note the hashes of a source's files after a reviewed change."""

from __future__ import annotations

import argparse
from typing import Any


def add_parser(subparsers: Any) -> None:
    """Declare the command."""
    parser = subparsers.add_parser(
        "seal", help="write the hashes of a raw source's files into its sidecar"
    )
    parser.add_argument("source", metavar="SOURCE", help="a folder of data/raw, such as lineage")
    parser.set_defaults(handler=run)


def run(args: argparse.Namespace) -> int:
    """Seal one source; the change is reviewed like any other."""
    from bpfanalysis import tables
    from bpfanalysis.errors import InputError
    from bpfanalysis.paths import RAW, Project

    project = Project.find()
    folder = project.root / RAW / args.source
    if not (folder / "source.toml").is_file():
        known = sorted(path.parent.name for path in (project.root / RAW).glob("*/source.toml"))
        raise InputError(f"there is no source {args.source!r}; the sources are {', '.join(known)}.")
    tables.seal(folder)
    print(f"sealed: {(RAW / args.source / 'source.toml').as_posix()}")
    return 0
