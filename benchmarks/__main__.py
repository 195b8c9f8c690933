"""Run the benchmarks and print one table: ``python -m benchmarks [NAME ...] [--full]``.

Every module ``bench_NAME.py`` beside this file has a function ``run(report)``. Times are never
asserted anywhere: they belong to a machine, whose state is printed with them.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from benchmarks.report import Report


def main() -> int:
    """Run the chosen benchmarks, all by default."""
    names = sorted(path.stem[6:] for path in Path(__file__).parent.glob("bench_*.py"))
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of {', '.join(names)}")
    parser.add_argument("--full", action="store_true", help="also peers that take minutes")
    args = parser.parse_args()
    unknown = [name for name in args.names if name not in names]
    if unknown:
        parser.error(f"no benchmark is called {unknown[0]}; there are {', '.join(names)}")
    report = Report(full=args.full)
    report.print_machine()
    for name in args.names or names:
        importlib.import_module(f"benchmarks.bench_{name}").run(report)
    report.print_table()
    return 0


if __name__ == "__main__":
    sys.exit(main())
