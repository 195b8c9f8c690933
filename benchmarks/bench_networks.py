"""Null models and counts of pairs, beside scipy, igraph and bicm where these are installed."""

from __future__ import annotations

import os
import signal
from multiprocessing import get_context
from typing import Any

import numpy as np
from scipy import sparse

from benchmarks.report import Report, installed
from bpfanalysis.networks.compiling import AVAILABLE
from bpfanalysis.networks.cooccurrence import cooccurrence, pair_counts
from bpfanalysis.networks.fdsm import fdsm_tails
from bpfanalysis.networks.sampling import _chains
from bpfanalysis.networks.sdsm import sdsm_tails

PATIENCE = 120  # seconds granted to a peer
LEFT_OVER = 0.05  # correlation of counts between draws at which samplers are compared


def random_table(rows: int, columns: int, density: float, seed: int = 0) -> np.ndarray:
    """Uneven margins, as texts and norms have them: a few hold much, most little."""
    rng = np.random.default_rng(seed)
    chance = np.outer(rng.beta(1.5, 3, rows), rng.beta(1.5, 3, columns))
    chance *= density / chance.mean()
    return (rng.random((rows, columns)) < np.clip(chance, 0, 0.95)).astype(np.int8)


def run(report: Report) -> None:
    """Measure every row of the table of speeds."""
    counts(report)
    configuration_model(report)
    fixed_margins(report)


def counts(report: Report) -> None:
    """X'X of tables with about ten ones a row."""
    rng = np.random.default_rng(0)
    for rows, columns in ((100_000, 500), (1_000_000, 1_000)):
        starts = np.arange(0, 10 * rows + 1, 10, dtype=np.int32)
        where = rng.integers(0, columns, 10 * rows, dtype=np.int32)
        table = sparse.csr_array((np.ones(10 * rows, np.int32), where, starts), (rows, columns))
        table.sum_duplicates()
        table.data[:] = 1
        ours = report.time(lambda table=table: cooccurrence(table), 3)
        theirs = report.time(lambda table=table: table.T @ table, 3)
        growth = report.memory(lambda table=table: cooccurrence(table))
        report.add(
            f"X'X, {rows:,} x {columns:,}",
            ours,
            peer="scipy X.T @ X",
            theirs=theirs,
            aim="0.15, under 50 MB" if AVAILABLE else "1",
            note=f"grows by {growth:.0f} MB" + ("" if AVAILABLE else ", without numba"),
        )


def configuration_model(report: Report) -> None:
    """Tails of the stochastic degree sequence model, exact and approximate."""
    for rows, columns, density in ((25, 11, 0.4), (44, 32, 0.3)):
        table = random_table(rows, columns, density)
        met = pair_counts(table)
        ours = report.time(lambda table=table, met=met: sdsm_tails(table, met), 20)
        report.add(f"SDSM exact, {rows} x {columns}", ours, aim="20 ms")
    for rows, columns, tails, name, aim in (
        (997, 200, "exact", "poibin", "0.04, 1 s"),
        (9_958, 1_000, "poisson", "poisson", "0.01"),
    ):
        table = random_table(rows, columns, 0.07 if rows < 5_000 else 0.02)

        def whole(table: np.ndarray = table, tails: str = tails) -> None:
            sdsm_tails(table, pair_counts(table), tails=tails)

        ours = report.time(whole, 3)
        theirs, note = None, "peer only with --full"
        if not installed("bicm"):
            note = "peer not installed"
        elif report.full:
            taken = _bicm_within(table, name)
            theirs, note = taken or PATIENCE, "" if taken else f"peer stopped after {PATIENCE} s"
        report.add(
            f"SDSM {tails}, {rows:,} x {columns:,}",
            ours,
            peer=f"bicm {name}" if theirs else "",
            theirs=theirs,
            aim=aim,
            note=note,
        )


def fixed_margins(report: Report) -> None:
    """Draws of tables with both margins fixed, and exact counting."""
    small = random_table(44, 32, 0.3)
    met = pair_counts(small)
    ours = report.time(lambda: fdsm_tails(small, met, draws=20_000), 3)
    report.add("FDSM 20,000 draws, 44 x 32, no compiler", ours, aim="5 s")
    for rows, columns, density in ((25, 11, 0.4), (18, 14, 0.4)):
        table = random_table(rows, columns, density)
        found: list[str] = []
        ours = report.once(lambda t=table, f=found: f.append(fdsm_tails(t, pair_counts(t)).method))
        report.add(f"FDSM by default, {rows} x {columns}", ours, note=found[0])

    table = random_table(997, 200, 0.07)
    chains = _chains(table, 64, 0, None)
    chains.advance(50)
    passes = _until_forgotten(lambda: chains.advance(1), chains.counts, 64)

    def draw() -> None:
        chains.advance(passes)
        chains.counts()

    ours = report.time(draw, 3) / chains.n_chains
    work = "FDSM per draw, 997 x 200, one thread"
    how = f"{passes} passes a draw" + ("" if AVAILABLE else ", without numba")
    if not installed("igraph"):
        report.add(work, ours, aim="0.1", note=f"{how}; peer not installed")
        return
    steps, step = _igraph_steps(table)
    theirs = report.time(step, 5)
    for sweeps, aim, which in (
        (steps, "0.1, equal mixing", f"{steps / 4:g} trials a one"),
        (40, "0.1", "its default of 10 trials a one"),
    ):
        report.add(
            work,
            ours,
            peer="igraph rewire",
            theirs=sweeps * theirs,
            aim=aim,
            note=f"{how}; peer {which}",
        )


def _until_forgotten(advance: Any, read: Any, chains: int) -> int:
    """Steps until the counts of pairs correlate with those at the start by less than LEFT_OVER."""
    references, needed = 256 // chains, []
    for _ in range(references):
        start = read().astype(float)
        start -= start.mean(axis=1, keepdims=True)
        steps = 0
        while True:
            advance()
            steps += 1
            now = read().astype(float)
            now -= now.mean(axis=1, keepdims=True)
            left = (start * now).sum() / np.sqrt((start**2).sum() * (now**2).sum())
            if left < LEFT_OVER:
                break
        needed.append(steps)
    return int(np.ceil(np.mean(needed)))


def _igraph_steps(table: np.ndarray) -> tuple[int, Any]:
    """Quarter-sweeps of igraph's rewire until as much is forgotten; and one such step."""
    import igraph

    rows, columns = table.shape
    where = np.argwhere(table)
    edges = [(int(r), int(c) + rows) for r, c in where]
    # directed, so that a swap keeps rows with columns
    graphs = [igraph.Graph(rows + columns, edges, directed=True) for _ in range(32)]
    trials = len(edges) // 4
    first, second = np.triu_indices(columns, 1)

    def read() -> np.ndarray:
        found = []
        for graph in graphs:
            ends = np.array(graph.get_edgelist())
            one = np.zeros(table.shape, np.float32)
            one[ends[:, 0], ends[:, 1] - rows] = 1
            found.append((one.T @ one)[first, second])
        return np.array(found).T

    def advance() -> None:
        for graph in graphs:
            graph.rewire(n=trials)

    for _ in range(40):
        advance()
    steps = _until_forgotten(advance, read, 32)
    return steps, lambda: graphs[0].rewire(n=trials)


def _bicm_within(table: np.ndarray, name: str) -> float | None:
    """Seconds of bicm for the same work, or None where it takes too long."""
    context = get_context("spawn")
    queue = context.SimpleQueue()
    process = context.Process(target=_bicm, args=(table, name, queue))
    process.start()
    process.join(PATIENCE)
    if process.is_alive():
        os.killpg(process.pid, signal.SIGKILL)  # its workers, too: it leads a group of its own
        process.join()
        return None
    return None if queue.empty() else queue.get()


def _bicm(table: np.ndarray, name: str, queue: Any) -> None:
    os.setsid()
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    from bicm import BipartiteGraph

    def whole() -> None:
        graph = BipartiteGraph()
        graph.set_biadjacency_matrix(table.astype(int))
        graph.solve_tool(verbose=False)
        graph.compute_projection(
            rows=False, alpha=0.05, approx_method=name, threads_num=2, progress_bar=False
        )

    queue.put(Report.once(whole))
