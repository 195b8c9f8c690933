"""`bpfanalysis qca`: a set-theoretic comparison of anybody's cases."""

from __future__ import annotations

import argparse
import csv
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bpfanalysis.errors import InputError

if TYPE_CHECKING:
    import pandas as pd


def add_parser(subparsers: argparse._SubParsersAction) -> argparse.ArgumentParser:
    """Declare the subcommand and its options."""
    parser = subparsers.add_parser(
        "qca",
        help="qualitative comparative analysis: truth table and the three solutions",
        description="Compare cases by set relations. DATA.csv holds a case per row: its id in the "
        "first column, memberships from 0 to 1 in the others. Written are the necessity of single "
        "conditions, the truth table with its contradictions and empty rows, and the complex, "
        "parsimonious and intermediate solutions with all tied models and their fit.",
    )
    parser.add_argument("data", metavar="DATA.csv", help="cases and memberships")
    parser.add_argument("--outcome", required=True, metavar="NAME", help="column to be explained")
    parser.add_argument("--conditions", required=True, metavar="A,B,C", help="columns that explain")
    parser.add_argument("--negate", action="store_true", help="explain the outcome's absence")
    parser.add_argument(
        "--incl-cut", type=float, default=1.0, metavar="X", help="least inclusion of a row (1)"
    )
    parser.add_argument(
        "--pri-cut", type=float, default=0.0, metavar="X", help="least PRI of a row (0)"
    )
    parser.add_argument(
        "--n-cut", type=int, default=1, metavar="N", help="least number of cases of a row (1)"
    )
    parser.add_argument(
        "--expect",
        metavar="A=1,B=0",
        help="conditions whose presence (1) or absence (0) is expected to go with what is "
        "explained; without it the intermediate solution equals the complex one",
    )
    parser.add_argument("--out", required=True, metavar="RESULT.json", help="where the result goes")
    parser.set_defaults(handler=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Read the cases, compare them, write the result.

    Raises
    ------
    InputError
        For anything a person can mend: the file, a name, a membership, an option, or cut-offs
        that no row of the truth table reaches.
    """
    conditions = _conditions(args.conditions)
    expect = _expectations(args.expect) if args.expect is not None else {}
    out = Path(args.out)
    if out.is_dir():
        raise InputError(f"--out {out}: a folder stands there; name a file.")

    from bpfanalysis.cases.qca import qca

    path = Path(args.data)
    data = read_cases(path, [*conditions, args.outcome])
    try:
        result = qca(
            data,
            args.outcome,
            conditions,
            negate=args.negate,
            incl_cut=args.incl_cut,
            pri_cut=args.pri_cut,
            n_cut=args.n_cut,
            expect=expect,
        )
    except ValueError as error:
        raise InputError(f"{path.name}: {error}") from None
    write_json(out, result.to_dict())
    for note in result.notes:
        print(note)
    for kind, models in result.solutions.models.items():
        more = f" (and {len(models) - 1} tied)" if len(models) > 1 else ""
        fit = models[0].fit
        print(
            f"{kind}: {models[0].expression}{more}, consistency {fit.consistency:.3f}, "
            f"coverage {fit.coverage:.3f}"
        )
    return 0


def read_cases(path: Path, needed: list[str]) -> pd.DataFrame:
    """Cases and memberships, indexed by the first column.

    Parameters
    ----------
    path
        A UTF-8 CSV file.
    needed
        Columns that must be there and hold numbers.

    Raises
    ------
    InputError
        If the file cannot be read, a line is broken, a case doubled, or a cell is no number.
    """
    import pandas as pd

    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, strict=True))
    except (FileNotFoundError, IsADirectoryError):
        raise InputError(f"{path}: no such file.") from None
    except PermissionError:
        raise InputError(f"{path}: may not be read; check its permissions.") from None
    except UnicodeDecodeError:
        raise InputError(f"{path.name}: not UTF-8 text; save it as CSV UTF-8.") from None
    except csv.Error as error:
        raise InputError(f"{path.name}: a broken CSV line ({error}).") from None
    numbered = [(number, row) for number, row in enumerate(rows, start=1) if row]
    if len(numbered) < 2:
        raise InputError(f"{path.name}: no cases; expected a header and one row per case.")
    header = [name.strip() for name in numbered[0][1]]
    doubled = sorted({name for name in header[1:] if header[1:].count(name) > 1})
    if doubled:
        raise InputError(f"{path.name}: the column {doubled[0]} stands twice in the header.")
    for name in needed:
        if name not in header[1:]:
            hint = " Use --negate to explain an absence." if name.startswith("~") else ""
            raise InputError(f"{path.name}: no column {name}; found {', '.join(header[1:])}.{hint}")
    cases: dict[str, dict[str, float]] = {}
    for number, row in numbered[1:]:
        if len(row) != len(header):
            raise InputError(
                f"{path.name}, row {number}: {len(row)} cells, expected {len(header)}."
            )
        case = row[0].strip()
        if not case:
            raise InputError(f"{path.name}, row {number}: the first column names no case.")
        if case in cases:
            raise InputError(f"{path.name}, row {number}: the case {case} stands twice.")
        cells = dict(zip(header, row, strict=True))
        cases[case] = {}
        for name in dict.fromkeys(needed):
            try:
                value = float(cells[name])
            except ValueError:
                value = float("nan")
            if not 0 <= value <= 1:
                raise InputError(
                    f"{path.name}, row {number}: {name} of {case} is {cells[name]!r}; expected a "
                    "membership from 0 to 1. Calibrate measurements first."
                )
            cases[case][name] = value
    return pd.DataFrame.from_dict(cases, orient="index")


def write_json(path: Path, document: dict[str, Any]) -> None:
    """Write a document whole or not at all, the same bytes for the same document."""
    text = json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise InputError(f"--out {path}: a file stands where a folder is needed.") from None
    partial = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        partial.write_text(text, encoding="utf-8", newline="")
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _conditions(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",")]
    if "" in names:
        raise InputError(f"--conditions {text}: expected names, separated by commas.")
    for name in names:
        if name.startswith("~") or "*" in name:
            raise InputError(
                f"--conditions {text}: {name} holds ~ or *, which mark absence and 'and' in the "
                "result; name the column, and rename it if it has such a sign."
            )
    return names


def _expectations(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in text.split(","):
        name, sign, direction = (piece.strip() for piece in part.partition("="))
        if not name or not sign or direction not in ("0", "1"):
            raise InputError(
                f"--expect {text}: {part.strip()!r} is no expectation; expected NAME=1 "
                "(presence) or NAME=0 (absence), separated by commas."
            )
        if name in found:
            against = " and contradicts itself" if found[name] != int(direction) else ""
            raise InputError(f"--expect {text}: {name} is named twice{against}; name it once.")
        found[name] = int(direction)
    return found
