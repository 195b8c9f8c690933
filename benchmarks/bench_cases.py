"""Set-theoretic comparison: all solutions with all tied models, beside pyqca and setqca."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from multiprocessing import get_context
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.report import Report, installed
from bpfanalysis.cases.qca import qca

PATIENCE = 60  # seconds granted to a peer
CASES = 25


def random_cases(conditions: int, crisp: bool, seed: int) -> pd.DataFrame:
    """Memberships without any structure: the worst case, since nothing can be shortened much."""
    rng = np.random.default_rng(seed)
    values = rng.random((CASES, conditions + 1)).round(1)
    if crisp:
        values = (values > 0.5).astype(float)
    names = [*(f"C{number}" for number in range(conditions)), "Y"]
    return pd.DataFrame(values, columns=names, index=[f"case {i}" for i in range(CASES)])


def run(report: Report) -> None:
    """Ten and fifteen conditions, crisp and fuzzy, three tables each; the slowest is shown."""
    for conditions, aim in ((4, ""), (10, "0.2 s"), (15, "10 s")):
        for crisp in (True, False):
            slowest, models, data = 0.0, 0, random_cases(conditions, crisp, 0)
            for seed in range(5):
                table = random_cases(conditions, crisp, seed)
                names = list(table.columns[:-1])
                expect = dict.fromkeys(names, 1)
                found: list[Any] = []

                def solve(
                    table: pd.DataFrame = table,
                    names: list[str] = names,
                    expect: dict[str, int] = expect,
                    found: list[Any] = found,
                ) -> None:
                    with contextlib.suppress(ValueError):  # no row suffices: an answer, too
                        found.append(qca(table, "Y", names, incl_cut=0.8, expect=expect))

                taken = report.time(solve, 3) if conditions <= 10 else report.once(solve)
                if taken > slowest:
                    slowest, data = taken, table
                    models = found[-1].solutions.n_models["parsimonious"] if found else 0
            kind = "crisp" if crisp else "fuzzy"
            work = f"QCA, {conditions} conditions, {CASES} {kind} cases"
            note = f"slowest of 5 tables; {models} tied parsimonious models"
            for peer, ask in _peers(crisp).items():
                if conditions <= 10 or report.full:
                    theirs, said = patiently(ask, data)
                    report.add(
                        work, slowest, peer=peer, theirs=theirs, aim=aim, note=f"{note}; {said}"
                    )
            if not _peers(crisp) or (conditions > 10 and not report.full):
                report.add(work, slowest, aim=aim, note=note)


def _peers(crisp: bool) -> dict[str, Callable[[pd.DataFrame], object]]:
    found: dict[str, Callable[[pd.DataFrame], object]] = {}
    if installed("qca") and crisp:
        found["pyqca"] = _pyqca
    if installed("setqca"):
        found["setqca"] = _setqca
    return found


def _pyqca(data: pd.DataFrame) -> object:
    from qca import CSQCA

    names = list(data.columns[:-1])
    model = CSQCA(data=data.astype(int).reset_index(drop=True), outcome="Y", conditions=names)
    return model.fit(consistency_cutoff=0.8)


def _setqca(data: pd.DataFrame) -> object:
    from setqca import FSQCA

    names = list(data.columns[:-1])
    model = FSQCA(consistency=0.8, max_solutions=10_000)
    return model.fit(data, outcome="Y", conditions=names)


def _timed(pipe: Any, ask: Callable[[pd.DataFrame], object], data: pd.DataFrame) -> None:
    import time

    try:
        with contextlib.redirect_stdout(io.StringIO()):
            start = time.perf_counter()
            ask(data)
            pipe.send((time.perf_counter() - start, "solved"))
    except Exception as error:
        pipe.send((None, f"peer failed: {type(error).__name__}"))


def patiently(
    ask: Callable[[pd.DataFrame], object], data: pd.DataFrame
) -> tuple[float | None, str]:
    """A peer's seconds, in a process of its own that is stopped after a minute."""
    context = get_context("fork")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_timed, args=(there, ask, data))
    process.start()
    if here.poll(PATIENCE):
        taken, said = here.recv()
        process.join()
        return taken, said
    process.terminate()
    process.join()
    return None, f"peer stopped after {PATIENCE} s"
