"""Documents read in parallel, each in a process that may fail without harm.

A worker that takes too long, needs too much memory or dies is replaced, its document is set
aside with the reason, and all others go on.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any

from bpfanalysis.contributions.importing.worker import send

SECONDS = 20.0
START_SECONDS = 60.0
MAX_ANSWER = 64 * 1024 * 1024
LOST = "the reader broke down on it (a fault or too much memory): not read"


class Lost(Exception):
    """A worker that answers no more."""


class Worker:
    """One reading process."""

    def __init__(self, setup: dict[str, Any], seconds: float) -> None:
        self.setup, self.seconds = setup, seconds
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process and hand it its tables."""
        kept = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
        here = str(Path(__file__).resolve().parents[3])
        inherited = os.environ.get("PYTHONPATH")
        kept["PYTHONPATH"] = os.pathsep.join(filter(None, [here, inherited]))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bpfanalysis.contributions.importing.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=kept,
        )
        self.ask(self.setup, START_SECONDS)

    def read(self, path: Path, name: str) -> dict[str, Any]:
        """Understand one document; a dictionary with `document` or `refused`."""
        try:
            if self.process is None:
                self.start()
            return self.ask({"path": str(path), "name": name}, self.seconds)
        except TimeoutError:
            self.stop()
            return {"refused": f"takes longer than {self.seconds:.0f} seconds to read: not read"}
        except Lost:
            self.stop()
            return {"refused": LOST}

    def ask(self, message: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Send a message and wait for its answer.

        Raises
        ------
        TimeoutError
            If none came in time.
        Lost
            If the process ended or sent what is no answer.
        """
        process = self.process
        if process is None or process.stdin is None or process.stdout is None:
            raise Lost
        late = threading.Event()

        def kill() -> None:
            late.set()
            process.kill()

        clock = threading.Timer(seconds, kill)
        clock.start()
        try:
            send(process.stdin, message)
            answer = receive_bounded(process.stdout)
        except (OSError, ValueError) as error:
            raise (TimeoutError() if late.is_set() else Lost()) from error
        finally:
            clock.cancel()
        if answer is None:
            raise TimeoutError if late.is_set() else Lost
        return answer

    def stop(self) -> None:
        """End the process."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            for stream in (process.stdin, process.stdout):
                # What was left to be sent to a process that is gone is lost with it.
                if stream is not None:
                    with contextlib.suppress(OSError):
                        stream.close()
            process.wait()


def receive_bounded(stream: IO[bytes]) -> dict[str, Any] | None:
    """Read one answer; None if the line ended or the answer is beyond bounds."""
    head = stream.read(4)
    size = int.from_bytes(head, "big")
    if len(head) < 4 or size > MAX_ANSWER:
        return None
    data = stream.read(size)
    if len(data) < size:
        return None
    answer = json.loads(data)
    return answer if isinstance(answer, dict) else None


def read_all(
    documents: Sequence[tuple[Path, str]],
    setup: dict[str, Any],
    *,
    jobs: int = 0,
    seconds: float = SECONDS,
    progress: Callable[[int, int], None] | None = None,
) -> list[dict[str, Any]]:
    """Understand documents in parallel; answers in the order of the documents.

    Parameters
    ----------
    documents
        Path and name of each.
    setup
        Aliases, contexts and countries for `Reader`.
    jobs
        Number of processes; 0 is as many as there are processors.
    seconds
        Time for one document.
    progress
        Called with the number done and the number of all.
    """
    answers: list[dict[str, Any]] = [{"refused": LOST} for _ in documents]
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in range(len(documents)):
        waiting.put(number)
    done = 0
    lock = threading.Lock()
    stopping = threading.Event()
    workers: list[Worker] = []

    def work(worker: Worker) -> None:
        nonlocal done
        while not stopping.is_set():
            try:
                number = waiting.get_nowait()
            except queue.Empty:
                break
            answers[number] = worker.read(*documents[number])
            with lock:
                done += 1
                if progress is not None:
                    progress(done, len(documents))
        worker.stop()

    n_jobs = min(jobs or os.cpu_count() or 1, max(len(documents), 1))
    workers = [Worker(setup, seconds) for _ in range(n_jobs)]
    threads = [threading.Thread(target=work, args=(w,), daemon=True) for w in workers]
    for thread in threads:
        thread.start()
    try:
        for thread in threads:
            thread.join()
    except KeyboardInterrupt:
        stopping.set()
        for worker in workers:
            worker.stop()
        raise
    return answers
