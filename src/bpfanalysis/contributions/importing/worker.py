"""The process that reads hostile files: bounded memory, plain data in, plain data out.

Run as ``python -m bpfanalysis.contributions.importing.worker``; see `workers`. Messages are JSON,
each after its length in four bytes. What a worker sends back is checked by its parent like any
other input: nothing is unpickled.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import IO, Any

MEMORY = 512 * 1024 * 1024
TOO_MUCH = "needs more memory than a contribution may (512 MB): not read"


def main() -> int:
    """Answer requests until the parent closes the line."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints could hold words of a document.
    with Path(os.devnull).open("r+b") as nothing:
        for number in (0, 1, 2):
            os.dup2(nothing.fileno(), number)
    limit()
    from bpfanalysis.contributions.importing.content import Refused
    from bpfanalysis.contributions.importing.document import Reader

    setup = receive(requests)
    if setup is None:
        return 0
    reader = Reader(setup["aliases"], setup["contexts"], setup["countries"])
    send(answers, {"ready": True})
    while (request := receive(requests)) is not None:
        answer: dict[str, Any]
        try:
            data = Path(request["path"]).read_bytes()
            answer = {"document": reader.understand(data, request["name"])}
        except Refused as refused:
            answer = {"refused": str(refused)}
        except MemoryError:
            answer = {"refused": TOO_MUCH}
        except RecursionError:
            answer = {"refused": "is nested too deeply: not read"}
        except OSError as error:
            answer = {
                "refused": f"cannot be read from disk ({error.strerror or 'no reason given'})"
            }
        except Exception as error:
            # Its message could hold words of the document; its kind cannot.
            answer = {"refused": f"the reader failed on it ({type(error).__name__}); please report"}
        try:
            send(answers, answer)
        except MemoryError:
            send(answers, {"refused": TOO_MUCH})
    return 0


def limit() -> None:
    """Bound memory, where the system can; nothing is ever left behind as a core file."""
    try:
        import resource
    except ImportError:  # no such limits on Windows: the parent's clock remains
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ValueError, OSError):
        return


def send(stream: IO[bytes], message: dict[str, Any]) -> None:
    """Write one message."""
    data = json.dumps(message, ensure_ascii=True).encode("ascii")
    stream.write(len(data).to_bytes(4, "big") + data)
    stream.flush()


def receive(stream: IO[bytes]) -> dict[str, Any] | None:
    """Read one message; None at the end of the line."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    message: dict[str, Any] = json.loads(stream.read(int.from_bytes(head, "big")))
    return message


if __name__ == "__main__":
    sys.exit(main())
