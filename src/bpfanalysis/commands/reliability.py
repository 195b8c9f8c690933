"""`bpfanalysis reliability`: agreement between coders, for anybody's files."""

from __future__ import annotations

import argparse
import csv
import os
from pathlib import Path
from typing import TYPE_CHECKING

from bpfanalysis.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

MOST_DRAWS = 1_000_000
LEVELS = ("nominal", "ordinal", "interval")


def add_parser(subparsers: argparse._SubParsersAction) -> argparse.ArgumentParser:
    """Declare the subcommand and its options."""
    parser = subparsers.add_parser(
        "reliability",
        help="agreement between coders: Krippendorff's alpha with interval",
        description="Compare two or more coder files: Krippendorff's alpha with a bootstrap "
        "interval, agreement and prevalence (alpha.csv), and every disagreement "
        "(disagreements.csv). Strength, direction and addressee are compared only where all "
        "coders coded present; sets such as 'states;private' are compared as sets.",
    )
    parser.add_argument("files", nargs="+", metavar="CODER_FILE", help="a CSV file per coder")
    parser.add_argument(
        "--unit", required=True, metavar="A,B", help="the columns that together name a unit"
    )
    parser.add_argument("--value", required=True, metavar="COLUMN", help="the column to compare")
    parser.add_argument("--level", choices=LEVELS, default="nominal", help="kind of scale")
    parser.add_argument("--order", metavar="A,B,C", help="values from lowest to highest")
    parser.add_argument("--by", metavar="COLUMN", help="also one row for each value of this column")
    parser.add_argument("--draws", type=int, default=1000, metavar="N", help="bootstrap draws")
    parser.add_argument("--seed", type=int, default=0, metavar="N", help="seed of the draws")
    parser.add_argument("--out", required=True, metavar="FOLDER", help="where the tables go")
    parser.set_defaults(handler=run)
    return parser


def run(args: argparse.Namespace) -> int:
    """Read the coder files, compare them, write the two tables.

    Raises
    ------
    InputError
        For anything a person can mend: a file, a column, units that differ, an option.
    """
    if len(args.files) < 2:
        raise InputError("One coder file given; agreement needs at least two.")
    if not 1 <= args.draws <= MOST_DRAWS:
        raise InputError(f"--draws {args.draws}: expected a number from 1 to {MOST_DRAWS}.")
    if args.seed < 0:
        raise InputError(f"--seed {args.seed}: expected 0 or a positive number.")
    unit = _names(args.unit, "--unit")
    order = _names(args.order, "--order") if args.order else None
    if args.value in unit:
        raise InputError(f"--value {args.value} is also named in --unit; it can be only one.")

    from bpfanalysis import reliability

    paths = [Path(name) for name in args.files]
    names = _coder_names(paths, [*unit, "attribute"])
    numeric = order is None and args.level in ("ordinal", "interval")
    passes = [read_coder_file(path, [*unit, args.value], args.value, numeric) for path in paths]
    if args.by and args.by not in passes[0].columns:
        raise InputError(
            f"{paths[0].name}: no column {args.by} for --by; found {', '.join(passes[0].columns)}."
        )
    try:
        ordered = [float(value) for value in order] if order and _numbers(passes, args) else order
        if ordered is not order:
            passes = [one.assign(**{args.value: one[args.value].astype(float)}) for one in passes]
        table = reliability.reliability_table(
            passes,
            unit,
            args.value,
            args.level,
            ordered,
            args.by,
            args.draws,
            args.seed,
            names=names,
        )
        differing = reliability.disagreements(passes, unit, args.value, names=names)
    except ValueError as error:
        raise InputError(str(error)) from None
    folder = Path(args.out)
    write_whole(folder, {"alpha.csv": table, "disagreements.csv": differing})
    print(_summary(table.iloc[0], args.value, len(differing)))
    for sentence in reliability.explain_undefined(table):
        print(sentence)
    print("Alpha shows how consistent the coders are with each other, not that they are right.")
    return 0


def read_coder_file(
    path: Path, needed: list[str], value: str, numeric: bool = False
) -> pd.DataFrame:
    """One coder's table; empty cells are missing values.

    Parameters
    ----------
    path
        A UTF-8 CSV file with one row per unit.
    needed
        Columns that must be there.
    value
        The compared column.
    numeric
        Whether the compared values must be numbers.

    Raises
    ------
    InputError
        If the file cannot be read, a line is broken, a column is missing or a value is no number.
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
    rows = [row for row in rows if row]
    if len(rows) < 2:
        raise InputError(f"{path.name}: no rows; expected a header and one row per unit.")
    header = [name.strip() for name in rows[0]]
    doubled = sorted({name for name in header if header.count(name) > 1})
    if doubled:
        raise InputError(f"{path.name}: the column {doubled[0]} stands twice in the header.")
    missing = [name for name in needed if name not in header]
    if missing:
        raise InputError(f"{path.name}: no column {', '.join(missing)}; found {', '.join(header)}.")
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(header):
            raise InputError(
                f"{path.name}, row {number}: {len(row)} cells, expected {len(header)}."
            )
    table = pd.DataFrame([[cell.strip() for cell in row] for row in rows[1:]], columns=header)
    table = table.where(table != "")
    if numeric:
        numbers = pd.to_numeric(table[value], errors="coerce")
        wrong = table[value].notna() & numbers.isna()
        if wrong.any():
            first = int(wrong.to_numpy().argmax())
            raise InputError(
                f"{path.name}, row {first + 2}: {value} is {table[value].iloc[first]!r}; expected "
                "a number (ordinal words need --order, from lowest to highest)."
            )
        table[value] = numbers
    return table


def write_whole(folder: Path, tables: dict[str, pd.DataFrame]) -> None:
    """Write several tables into a folder, each whole or not at all.

    Raises
    ------
    InputError
        If the folder cannot be made or the given path is a file.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise InputError(f"--out {folder}: a file stands there; name a folder.") from None
    waiting = []
    for name, table in tables.items():
        text = table.to_csv(index=False, lineterminator="\n", float_format="%.10g")
        partial = folder / f".{name}.{os.getpid()}.part"
        partial.write_text(text, encoding="utf-8", newline="")
        waiting.append((partial, folder / name))
    for partial, target in waiting:
        partial.replace(target)


def _names(text: str, option: str) -> list[str]:
    names = [name.strip() for name in text.split(",")]
    if "" in names or len(set(names)) < len(names):
        raise InputError(f"{option} {text}: expected different names, separated by commas.")
    return names


def _coder_names(paths: list[Path], taken: list[str]) -> list[str]:
    """The file names without ending; numbered where these are not distinct."""
    stems = [path.stem for path in paths]
    if len(set(stems)) < len(stems) or set(stems) & set(taken):
        return [f"coder_{number}" for number in range(1, len(paths) + 1)]
    return stems


def _numbers(passes: list[pd.DataFrame], args: argparse.Namespace) -> bool:
    """Whether an order and the values it orders are written as numbers (1 and 1.0 are one)."""
    import pandas as pd

    words = [*_names(args.order, "--order")]
    for one in passes:
        words += one[args.value].dropna().tolist()
    return bool(pd.to_numeric(pd.Series(words), errors="coerce").notna().all())


def _summary(overall: pd.Series, value: str, n_disagreements: int) -> str:
    if overall["n_units"] == 0:
        return f"{value}: no unit has values of two coders."
    alpha = "undefined" if overall["alpha"] != overall["alpha"] else f"{overall['alpha']:.3f}"
    interval = (
        ""
        if overall["low"] != overall["low"]
        else f" (95% interval {overall['low']:.3f} to {overall['high']:.3f})"
    )
    return (
        f"{value}: alpha {alpha}{interval}, {overall['n_coders']} coders, "
        f"{overall['n_units']} units, agreement {overall['agreement']:.3f}, "
        f"{n_disagreements} disagreements."
    )
