"""What was measured, against what, on which machine."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import sys
import time
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PACKAGES = ("numpy", "scipy", "pandas", "numba", "igraph", "bicm", "dask")


@dataclass(frozen=True)
class Row:
    """One line of the table; times in seconds."""

    work: str
    ours: float
    peer: str = ""
    theirs: float | None = None
    aim: str = ""
    note: str = ""


@dataclass
class Report:
    """Collects rows; benchmarks call `add`, and `time` or `memory` to measure.

    Attributes
    ----------
    full
        Whether peers that take minutes are run, too.
    """

    full: bool = False
    rows: list[Row] = field(default_factory=list)

    def add(
        self,
        work: str,
        ours: float,
        *,
        peer: str = "",
        theirs: float | None = None,
        aim: str = "",
        note: str = "",
    ) -> None:
        """Add a row: what was done, our seconds, and a peer's for the same work."""
        self.rows.append(Row(work, ours, peer, theirs, aim, note))
        print(f"  measured: {work}", file=sys.stderr, flush=True)

    @staticmethod
    def time(work: Callable[[], Any], repeats: int = 5) -> float:
        """Least seconds of so many runs, after one that warms up (and compiles).

        The least is what other work on the machine disturbs least.
        """
        work()
        taken = []
        for _ in range(repeats):
            start = time.perf_counter()
            work()
            taken.append(time.perf_counter() - start)
        return min(taken)

    @staticmethod
    def once(work: Callable[[], Any]) -> float:
        """Seconds of a single run, for work that takes long."""
        start = time.perf_counter()
        work()
        return time.perf_counter() - start

    @staticmethod
    def memory(work: Callable[[], Any]) -> float:
        """Largest growth of memory during the work, in MB, as numpy and Python report it."""
        tracemalloc.start()
        before, _ = tracemalloc.get_traced_memory()
        try:
            work()
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        return (peak - before) / 1e6

    @staticmethod
    def print_machine() -> None:
        """Say what machine this is and in which state."""
        load = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "not known"
        print(f"machine: {_processor()}, {os.cpu_count()} processors, load {load}")
        print(f"system: {platform.system()} {platform.machine()}, Python {sys.version.split()[0]}")
        print(f"bytecode of bpfanalysis: {_bytecode()}")
        versions = {name: _version(name) for name in PACKAGES}
        print("packages: " + ", ".join(f"{name} {version}" for name, version in versions.items()))

    def print_table(self) -> None:
        """Print the rows with ratios."""
        head = ("work", "ours", "peer", "peer's", "ratio", "aim", "note")
        lines = [head] + [
            (
                row.work,
                _seconds(row.ours),
                row.peer,
                "" if row.theirs is None else _seconds(row.theirs),
                "" if row.theirs is None else f"{row.ours / row.theirs:.3g}",
                row.aim,
                row.note,
            )
            for row in self.rows
        ]
        widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
        print()
        for number, line in enumerate(lines):
            cells = zip(line, widths, strict=True)
            print(" | ".join(text.ljust(width) for text, width in cells).rstrip())
            if number == 0:
                print("-|-".join("-" * width for width in widths))


def installed(name: str) -> bool:
    """Whether a peer is there; peers are optional."""
    return importlib.util.find_spec(name) is not None


def _seconds(value: float) -> str:
    if value < 1e-3:
        return f"{value * 1e6:.0f} us"
    return f"{value * 1e3:.3g} ms" if value < 1 else f"{value:.3g} s"


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "absent"


def _processor() -> str:
    cpu = Path("/proc/cpuinfo")
    if cpu.exists():
        for line in cpu.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or "processor not known"


def _bytecode() -> str:
    import bpfanalysis.vocabularies as module

    cached = Path(importlib.util.cache_from_source(str(module.__file__)))
    state = "compiled" if cached.exists() else "not compiled"
    return f"{state}{', writing switched off' if sys.dont_write_bytecode else ''}"
