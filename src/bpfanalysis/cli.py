"""The command line: ``bpfanalysis COMMAND``.

Exit status: 0 done; 2 wrong use, or an input that a person can mend, found before anything ran;
1 a failed cell, a full disk, an unwritable folder, or results that differ; 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse
import errno
import importlib
import sys

from bpfanalysis import __version__
from bpfanalysis.errors import InputError

COMMANDS = ("pipeline", "network", "reliability", "qca", "docs", "seal")


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
    args = make_parser().parse_args(argv)
    handler = args.handler
    try:
        return handler(args)
    except InputError as error:
        return _say(str(error), 2)
    except KeyboardInterrupt:
        return _say("stopped; run again to go on where it stood.", 130)
    except OSError as error:
        return _say(_trouble(error), 1)
    except Exception as error:
        # Imported late: the pipeline is not needed to parse a command.
        from bpfanalysis.pipeline.execute import StageFailed

        if isinstance(error, StageFailed):
            return _say(str(error), 1)
        raise


def _trouble(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    if error.errno == errno.ENOSPC:
        return f"the disk is full{where}; make room and run again. Nothing was half written."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"no right to write or read here{where}; change the folder's rights and run again."
    return f"{error.strerror or error}{where}"


def _say(message: str, status: int) -> int:
    print(f"bpfanalysis: {message}", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
