"""``bpfanalysis run``, ``status``, ``check`` and ``accept``."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from bpfanalysis.errors import InputError

if TYPE_CHECKING:
    from bpfanalysis.pipeline.runner import Watcher


def add_parser(subparsers: Any) -> None:
    """Declare the commands of the pipeline."""
    run_parser = subparsers.add_parser(
        "run",
        help="run what is stale, write tables and figures, build the site",
        description="Run the stages that are stale, in their order, and build the site.",
    )
    run_parser.add_argument("stages", nargs="*", metavar="STAGE", help="only these stages")
    run_parser.add_argument(
        "-p",
        dest="parameters",
        action="append",
        default=[],
        metavar="STAGE.name=value",
        help="a parameter, or @FILE: a TOML file with a table for each stage",
    )
    run_parser.add_argument("--force", action="store_true", help="run though nothing changed")
    run_parser.set_defaults(handler=run)
    status_parser = subparsers.add_parser("status", help="say what would run, and why")
    status_parser.set_defaults(handler=status)
    check_parser = subparsers.add_parser(
        "check", help="say whether the results are the accepted ones"
    )
    check_parser.set_defaults(handler=check)
    accept_parser = subparsers.add_parser(
        "accept", help="declare the present results, and the values in the raw data, accepted"
    )
    accept_parser.set_defaults(handler=accept)


def parse_given(items: list[str]) -> dict[str, dict[str, Any]]:
    """Read ``-p`` arguments into ``{stage: {parameter: value}}``; later ones win.

    Raises
    ------
    InputError
        If an argument is neither STAGE.name=value nor @FILE, or the file cannot be read.

    Examples
    --------
    >>> parse_given(["03_norm_networks.seed=4"])
    {'03_norm_networks': {'seed': '4'}}
    """
    import tomllib
    from pathlib import Path

    given: dict[str, dict[str, Any]] = {}
    for item in items:
        if item.startswith("@"):
            try:
                content = tomllib.loads(Path(item[1:]).read_text(encoding="utf-8"))
            except OSError as error:
                raise InputError(
                    f"parameter file {item[1:] or '(no name)'} cannot be read: {error.strerror}."
                ) from None
            except ValueError as error:
                raise InputError(
                    f"parameter file {item[1:]} is not TOML in UTF-8: {error}."
                ) from None
            for stage, values in content.items():
                if not isinstance(values, dict):
                    raise InputError(
                        f"parameter file {item[1:]}: {stage} stands outside a [stage] table."
                    )
                given.setdefault(stage, {}).update(values)
            continue
        target, equals, value = item.partition("=")
        stage, dot, name = target.partition(".")
        if not (equals and dot and stage and name):
            raise InputError(f"-p {item}: expected STAGE.name=value or @FILE.")
        given.setdefault(stage, {})[name] = value
    return given


def run(args: argparse.Namespace) -> int:
    """Run the pipeline; 0 when done."""
    from bpfanalysis.paths import Project
    from bpfanalysis.pipeline import runner

    given = parse_given(args.parameters)
    project = Project(Project.find().root)  # a run writes in its project, whatever else is set
    report = runner.run(project, args.stages, given, force=args.force, watcher=make_watcher())
    if report.ran:
        print(f"{len(report.ran)} stages ran, {len(report.fresh)} were fresh.")
    else:
        print(f"Nothing to run: all {len(report.fresh)} stages are fresh.")
    if report.site == "built":
        print("The site is built: site/index.html")
    return 0


def status(args: argparse.Namespace) -> int:
    """Say for each stage whether it would run, and why."""
    del args
    from bpfanalysis.paths import Project
    from bpfanalysis.pipeline.runner import explain

    for stage, why in explain(Project.find()):
        if not why:
            print(f"{stage.name}: fresh")
            continue
        more = f" (and {len(why) - 3} more)" if len(why) > 3 else ""
        print(f"{stage.name}: would run, since {'; '.join(why[:3])}{more}")
    return 0


def check(args: argparse.Namespace) -> int:
    """Hold results against the accepted ones, figures against the catalogue; 1 if they differ."""
    del args
    from bpfanalysis.figures import catalogue
    from bpfanalysis.paths import Project
    from bpfanalysis.pipeline.accepted import compare, read_accepted

    project = Project.find()
    differences = compare(project)
    problems = catalogue.problems(project)
    if not differences and not problems:
        print(f"The same results as accepted: {len(read_accepted(project))} files agree.")
        return 0
    print(
        f"Not the accepted results: {len(differences)} files differ, {len(problems)} figures do "
        "not agree with their catalogue."
    )
    for line in [*map(str, differences), *problems]:
        print(f"  {line}")
    return 1


def accept(args: argparse.Namespace) -> int:
    """Declare the present results, and the vocabularies of the raw data, accepted."""
    del args
    from bpfanalysis import tables
    from bpfanalysis.paths import Project
    from bpfanalysis.pipeline.accepted import accept as accept_results
    from bpfanalysis.pipeline.runner import explain, locked

    project = Project(Project.find().root)
    with locked(project):
        for stage, why in explain(project):
            if why:
                raise InputError(
                    f"{stage.name} has not run as it stands ({why[0]}); accepted are the results "
                    "of a whole run with the declared parameters:  bpfanalysis run"
                )
        for path in tables.accept(project):
            print(f"written: {path.as_posix()}")
        print(f"Accepted {accept_results(project)} files of results.")
    return 0


def tell(text: str) -> None:
    """Say how the run goes, if anybody listens; a closed pipe is no reason to stop it."""
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            print(text, file=sys.stderr, flush=True)


def make_watcher() -> Watcher:
    """A watcher that shows a bar on a terminal and plain lines elsewhere."""
    from bpfanalysis.pipeline.runner import Watcher

    class Shown(Watcher):
        """Writes to standard error, so that output stays clean."""

        def __init__(self) -> None:
            self.bar: Any = None

        def stage(self, stage: Any, why: list[str]) -> None:
            more = f" (and {len(why) - 1} more)" if len(why) > 1 else ""
            tell(f"{stage.name}: {why[0]}{more}")

        def cell(self, stage: Any, number: int, total: int, cell_id: str) -> None:
            if sys.stderr is None or not sys.stderr.isatty():
                return
            from tqdm import tqdm

            if self.bar is None:
                self.bar = tqdm(total=total, unit="cell", leave=False, file=sys.stderr)
            self.bar.set_description(f"{stage.name} {cell_id}")
            self.bar.update(number - 1 - self.bar.n)

        def done(self, stage: Any, seconds: float) -> None:
            self.close()
            tell(f"{stage.name}: done in {seconds:.1f} s")

        def close(self) -> None:
            if self.bar is not None:
                self.bar.close()
                self.bar = None

    return Shown()
