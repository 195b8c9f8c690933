"""The command line: ``bpfanalysis COMMAND``.

Exit status: 0 done; 2 wrong use, or an input that a person can mend, found before anything ran;
1 a failed cell, a full disk, an unwritable folder, or results that differ; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import importlib
import io
import os
import sys

from bpfanalysis import __version__
from bpfanalysis.errors import InputError

COMMANDS = ("pipeline", "network", "reliability", "qca", "docs", "seal", "import_contributions")


def make_parser() -> argparse.ArgumentParser:
    """The parser of all commands; each module of `bpfanalysis.commands` adds its own."""
    parser = argparse.ArgumentParser(
        prog="bpfanalysis",
        description=(
            "Which norms international agreements hold, which go together, how norms are "
            "assessed, who takes part: the analysis of the IGF Best Practice Forum on "
            "Cybersecurity 2020."
        ),
    )
    parser.add_argument("--version", action="version", version=f"bpfanalysis {__version__}")
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in COMMANDS:
        importlib.import_module(f"bpfanalysis.commands.{name}").add_parser(subparsers)
    return parser


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    _fill_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that knows no accents
    try:
        try:
            args = make_parser().parse_args(argv)
            status = _run(args)
        except SystemExit as end:  # --help, --version, wrong use
            status = end.code if isinstance(end.code, int) else 1
    except KeyboardInterrupt:
        status = _say("stopped; run again to go on where it stood.", 130)
    return _finish(status)


def _fill_closed_streams() -> None:
    """Open what was closed (``>&-``): else a socket or a table could take a stream's number."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            # The lowest free number, which is this one; kernels are to have it too.
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)


def _run(args: argparse.Namespace) -> int:
    try:
        return args.handler(args)
    except InputError as error:
        return _say(str(error), 2)
    except BrokenPipeError:
        return 0  # who listened has heard enough
    except OSError as error:
        return _say(_trouble(error), 1)
    except Exception as error:
        # Imported late: the pipeline is not needed to parse a command.
        from bpfanalysis.pipeline.failures import StageFailed

        if isinstance(error, StageFailed):
            return _say(str(error), 1)
        raise


def _finish(status: int) -> int:
    """Hand over what was printed; a reader who has left early is no error, a full disk is."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
        except (OSError, ValueError) as error:
            # What could not be written must not be tried again when the interpreter ends.
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            if isinstance(error, OSError) and not isinstance(error, BrokenPipeError):
                status = _say(_trouble(error), 1) if stream is sys.stdout else 1
    return status


def _trouble(error: OSError) -> str:
    name = error.filename2 or error.filename  # of a file that is moved, its place is what matters
    where = f" ({name})" if name else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"the disk is full{where}; make room and run again. Nothing was half written."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"no right to write or read here{where}; change the folder's rights and run again."
    if isinstance(error, IsADirectoryError):
        return f"a folder stands in the place of a file{where}; remove it and run again."
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"a file stands in the place of a folder{where}; remove it and run again."
    return f"{error.strerror or error}{where}"


def _say(message: str, status: int) -> int:
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            print(f"bpfanalysis: {message}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
