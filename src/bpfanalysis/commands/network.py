"""``bpfanalysis network``: which columns of a 0/1 table meet more or less often than chance."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bpfanalysis.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

DIGITS = 10


def add_parser(subparsers: Any) -> None:
    """Declare the command and its arguments."""
    parser = subparsers.add_parser(
        "network",
        help="test which columns of a 0/1 table go together",
        description=(
            "Test for every pair of columns of a 0/1 table whether they stand in the same rows "
            "more or less often than a null model explains. Writes EDGES.csv and EDGES.json."
        ),
    )
    parser.add_argument(
        "incidence",
        metavar="INCIDENCE.csv",
        help="first column row id, every other column 0 or 1",
    )
    parser.add_argument(
        "--null",
        required=True,
        choices=("hypergeometric", "sdsm", "fdsm"),
        help="what stays fixed: column sums, both margins on average, both margins exactly",
    )
    parser.add_argument(
        "--draws",
        type=_whole_number,
        metavar="N",
        help="number of draws (fdsm); forces sampling where exact counting is possible",
    )
    parser.add_argument(
        "--seed", type=_whole_number, default=0, metavar="N", help="start of the draws (0)"
    )
    parser.add_argument(
        "--zeros", metavar="CSV", help="cells that could not be 1: row,column,reason"
    )
    parser.add_argument(
        "--correction",
        choices=("bh", "holm", "none"),
        default="bh",
        help="correction for the number of tests (bh)",
    )
    parser.add_argument(
        "--alpha", type=float, default=0.05, metavar="P", help="level of the signs (0.05)"
    )
    parser.add_argument("--out", required=True, metavar="EDGES.csv", help="where to write")
    parser.set_defaults(handler=run)


def run(args: argparse.Namespace) -> int:
    """Read the table, test its pairs, write both files; 0 when done.

    Raises
    ------
    InputError
        If the table, the structural zeros or an argument cannot be used.
    """
    from bpfanalysis.networks.incidence import check_incidence
    from bpfanalysis.networks.pairs import norm_pairs

    source, out = Path(args.incidence), Path(args.out)
    if out.suffix.lower() != ".csv" or out.is_dir():
        raise InputError(f"--out {args.out}: expected the name of a file that ends in .csv.")
    table = read_incidence(source)
    zeros = None
    if args.zeros is not None:
        zeros = read_zeros(Path(args.zeros))
    try:
        table = check_incidence(table)
    except ValueError as error:
        raise InputError(f"{source.name}: {error}") from None
    if table.to_numpy().min() == table.to_numpy().max():
        value = int(table.iat[0, 0])
        raise InputError(
            f"{source.name}: every cell is {value}, so no pair can be tested; "
            "the table needs both 0 and 1."
        )
    try:
        found = norm_pairs(
            table,
            args.null,
            draws=args.draws,
            seed=args.seed,
            zeros=zeros,
            correction=args.correction,
            alpha=args.alpha,
        )
    except ValueError as error:
        raise InputError(str(error)) from None
    write_edges(found.edges, {**_provenance(source), **found.info}, out)
    for line in _summary(found.info, out, args.draws):
        print(line)
    return 0


def read_incidence(path: Path) -> pd.DataFrame:
    """Read an incidence file as text; its values are checked by `check_incidence`.

    Raises
    ------
    InputError
        If the file is missing, is not UTF-8 text, is empty, or a row is too long or too short.
    """
    import pandas as pd

    header, rows = _read_csv(path)
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise InputError(
                f"{path.name}, row {number}: {len(row)} fields; expected {len(header)} "
                "as in the header."
            )
    frame = pd.DataFrame(
        [row[1:] for row in rows], index=[row[0] for row in rows], columns=header[1:], dtype=object
    )
    frame.index.name = header[0]
    return frame


def read_zeros(path: Path) -> pd.DataFrame:
    """Read a table of structural zeros: ``row,column,reason``.

    Raises
    ------
    InputError
        If the file cannot be read or has other columns.
    """
    import pandas as pd

    header, rows = _read_csv(path)
    if header != ["row", "column", "reason"]:
        raise InputError(
            f"{path.name}: the header is {','.join(header)!r}; expected row,column,reason."
        )
    for number, row in enumerate(rows, start=2):
        if len(row) != 3:
            raise InputError(f"{path.name}, row {number}: {len(row)} fields; expected 3.")
    return pd.DataFrame([[cell.strip() for cell in row] for row in rows], columns=header)


def write_edges(edges: pd.DataFrame, info: dict[str, Any], out: Path) -> None:
    """Write the edges and, beside them, how they were made; both files whole or neither.

    Parameters
    ----------
    edges
        One row per pair; floats are written to 10 significant digits, undefined ones empty.
    info
        Plain values, written as JSON.
    out
        Name of the CSV; the JSON has the same name and ends in ``.json``.
    """
    import json

    out.parent.mkdir(parents=True, exist_ok=True)
    text = {
        out: edges.to_csv(index=False, float_format=f"%.{DIGITS}g", na_rep="", lineterminator="\n"),
        out.with_suffix(".json"): json.dumps(_short(info), indent=2, ensure_ascii=False) + "\n",
    }
    halves = {path.with_name(f".{path.name}.part"): path for path in text}
    try:
        for half, path in halves.items():
            half.write_text(text[path], encoding="utf-8", newline="")
        for half, path in halves.items():
            half.replace(path)
    finally:
        for half in halves:
            half.unlink(missing_ok=True)


def _read_csv(path: Path) -> tuple[list[str], list[list[str]]]:
    import csv

    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = [row for row in csv.reader(stream, strict=True) if row]
    except FileNotFoundError:
        raise InputError(f"{path} does not exist.") from None
    except IsADirectoryError:
        raise InputError(f"{path} is a folder; expected a CSV file.") from None
    except UnicodeDecodeError:
        raise InputError(f"{path.name} is not UTF-8 text; save it as CSV in UTF-8.") from None
    except csv.Error as error:
        raise InputError(f"{path.name} cannot be read as CSV: {error}.") from None
    if not rows:
        raise InputError(f"{path.name} is empty; expected a header and rows.")
    return [name.strip() for name in rows[0]], rows[1:]


def _provenance(source: Path) -> dict[str, Any]:
    import hashlib
    import platform

    import numpy
    import pandas
    import scipy

    from bpfanalysis import __version__

    return {
        "input": source.name,
        "input_sha256": hashlib.sha256(source.read_bytes()).hexdigest(),
        "versions": {
            "bpfanalysis": __version__,
            "python": platform.python_version(),
            "numpy": numpy.__version__,
            "scipy": scipy.__version__,
            "pandas": pandas.__version__,
        },
    }


def _short(value: Any) -> Any:
    """Floats to as many digits as the CSV has, all the way down."""
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, dict):
        return {key: _short(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_short(one) for one in value]
    return value


def _summary(info: dict[str, Any], out: Path, draws: int | None) -> list[str]:
    if info["single_arrangement"]:
        return [
            f"{out.name}: the margins fix the count of all {info['n_pairs']:,} pairs, "
            "so every p is 1 and nothing was tested."
        ]
    how = "exact" if info["method"] != "sampled" else f"{info['draws']:,} draws"
    lines = [
        f"{out.name}: {info['n_pairs']:,} pairs, {info['number_tested']:,} tested ({info['null']}, "
        f"{how}); {info['number_more_than_expected']:,} more and "
        f"{info['number_less_than_expected']:,} less often together than expected "
        f"at {info['alpha']:g} ({info['correction']}).",
        f"Smallest p a pair could reach: {info['smallest_attainable_p']:.3g}.",
    ]
    strictest = info["alpha"] / (1 if info["correction"] == "none" else info["number_tested"])
    if info["method"] == "sampled" and info["smallest_attainable_p"] > strictest:
        lines.append(
            f"So few draws cannot show a single pair past the correction; {2 / strictest:,.0f} can."
        )
    if draws is not None and info["null"] != "fdsm":
        lines.append(f"--draws was not used: {info['null']} is computed, not sampled.")
    return lines


def _whole_number(text: str) -> int:
    try:
        value = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None
    if not value.is_integer():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text) if text.lstrip("+-").isdigit() else int(value)
