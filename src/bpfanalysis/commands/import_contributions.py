"""``bpfanalysis import-contributions``: from a folder of contributions to clean tables."""

from __future__ import annotations

import argparse
import importlib.util
import sys
import threading
from pathlib import Path
from typing import Any

from bpfanalysis.errors import InputError

NEEDED = {
    "bs4": "beautifulsoup4", "charset_normalizer": "charset-normalizer",
    "defusedxml": "defusedxml", "pypdfium2": "pypdfium2", "rapidfuzz": "rapidfuzz",
}  # fmt: skip


def add_parser(subparsers: Any) -> None:
    """Declare the command and its arguments."""
    parser = subparsers.add_parser(
        "import-contributions",
        help="read contributions (Word, PDF, mail, pages, surveys) into tables",
        description=(
            "Read every document of a folder, split it into answers to the call, suggest the "
            "agreements and norms that it names, take personal data out, link duplicates, and "
            "write tables and report.html. What cannot be read is set aside with the reason. "
            "Decisions in OUT/decisions.csv are applied and kept."
        ),
    )
    parser.add_argument("folder", metavar="FOLDER", help="where the documents lie")
    parser.add_argument("--out", required=True, metavar="FOLDER", help="where to write")
    parser.add_argument(
        "--jobs",
        type=_at_least_one,
        default=0,
        metavar="N",
        help="reading processes (one per core)",
    )
    parser.add_argument("--quiet", action="store_true", help="no progress on the error stream")
    parser.set_defaults(handler=run)


def run(args: argparse.Namespace) -> int:
    """Import; 0 when done, documents in quarantine included.

    Raises
    ------
    InputError
        If a folder, a decision or the installation cannot be used.
    """
    missing = [NEEDED[n] for n in sorted(NEEDED) if importlib.util.find_spec(n) is None]
    if missing:
        raise InputError(
            f"Reading documents needs {', '.join(missing)}: pip install 'bpfanalysis[import]'."
        )
    # Imported late: parsing another command must not wait for it.
    from bpfanalysis.contributions import importing
    from bpfanalysis.contributions.importing.outputs import check_folders

    source, out = Path(args.folder), Path(args.out)
    check_folders(source, out)
    knowledge = importing.load(importing.find_project())
    shown = None if args.quiet else Progress()
    imported = importing.import_contributions(
        source, out, knowledge, jobs=args.jobs, progress=shown
    )
    if shown is not None:
        shown.end()
    print(summary(imported, out))
    return 0


def summary(imported: Any, out: Path) -> str:
    """What happened, in two or three lines."""
    opted = sum(r["consent_to_publish"] == "no" for r in imported.rows.contributions)
    lines = [
        f"{len(imported.documents)} documents: {imported.count('ok')} contributions understood, "
        f"{imported.count('partial')} in part, {imported.count('duplicate')} duplicates, "
        f"{imported.count('quarantine')} in quarantine; {opted} not to be published.",
        f"Read {out / 'report.html'}; put decisions into {out / 'decisions.csv'} and run again.",
    ]
    if imported.unused:
        rows = ", ".join(str(one.row) for one in imported.unused[:10])
        lines.insert(1, f"Decisions that fit nothing: decisions.csv, row {rows}.")
    return "\n".join(lines)


class Progress:
    """A bar on the error stream; on a stream that is no terminal, a line per tenth."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.tenth = 0
        self.open = False

    def __call__(self, done: int, total: int) -> None:
        with self.lock:
            if sys.stderr.isatty():
                filled = 30 * done // total
                bar = "#" * filled + "." * (30 - filled)
                print(f"\r[{bar}] {done} of {total}", end="", file=sys.stderr, flush=True)
                self.open = True
            elif 10 * done // total > self.tenth:
                self.tenth = 10 * done // total
                print(f"{done} of {total} documents read", file=sys.stderr, flush=True)

    def end(self) -> None:
        """End the bar's line."""
        if self.open:
            print(file=sys.stderr)


def _at_least_one(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text}: expected a whole number from 1")
    return number
