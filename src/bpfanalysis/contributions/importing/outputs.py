"""Files that an import writes: tables safe for spreadsheets, texts, and one swap at the end."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from bpfanalysis.errors import InputError

CONTRIBUTIONS = (
    "file", "respondent", "status", "organisation", "stakeholder_group", "country_iso3",
    "language", "consent_to_publish", "agreement_ids", "norm_ids", "healthcare", "n_redacted",
    "duplicate_of", "reason", "date",
)  # fmt: skip
ANSWERS = ("file", "respondent", "question", "text", "section", "n_words", "answer")
MENTIONS = (
    "file", "respondent", "question", "kind", "id", "alias", "start", "end", "confidence",
    "status", "answer",
)  # fmt: skip
QUARANTINE = ("file", "sha256", "reason")
REDACTIONS = ("file", "respondent", "kind", "n")
PROPOSALS = ("file", "respondent", "about", "value", "proposed", "how", "score")
TEXTS = ("file", "sha256", "text_file", "n_characters")
OURS = (
    "contributions.csv", "answers.csv", "mentions.csv", "quarantine.csv", "report.html",
    "redactions.csv", "proposals.csv", "doubtful_mentions.csv", "to_decide.csv", "texts.csv",
    "texts",
)  # fmt: skip
# What a spreadsheet takes for the beginning of a formula, wide signs included.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def guarded(value: object) -> str:
    """A cell that no spreadsheet takes for a formula.

    Examples
    --------
    >>> guarded("=1+1"), guarded(7), guarded("Paris Call")
    ("'=1+1", '7', 'Paris Call')
    """
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def table(columns: Iterable[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Rows as CSV text.

    Examples
    --------
    >>> table(("file", "n"), [{"file": "+a", "n": 2}])
    "file,n\\n'+a,2\\n"
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = list(columns)
    writer.writerow(names)
    writer.writerows([guarded(row.get(name, "")) for name in names] for row in rows)
    return out.getvalue()


def check_folders(source: Path, out: Path) -> None:
    """Refuse folders that cannot be used, before anything is read.

    Raises
    ------
    InputError
        If the source is no folder, or the output would overwrite the source or foreign files.
    """
    if not source.is_dir():
        what = "is a file" if source.exists() else "does not exist"
        raise InputError(f"{source} {what}; name the folder that holds the documents.")
    inside, outside = source.resolve(), out.resolve()
    if inside == outside or outside in inside.parents:
        raise InputError(f"--out {out} holds the documents themselves; name another folder.")
    if out.exists() and not out.is_dir():
        raise InputError(f"--out {out} is a file; name a folder.")
    if out.is_dir():
        names = {p.name for p in out.iterdir()}
        if names - {"decisions.csv"} and "contributions.csv" not in names:
            raise InputError(
                f"--out {out} holds files that are not from an import; name an empty folder."
            )


def write_whole(out: Path, files: Mapping[str, str]) -> None:
    """Write all files into a new folder, then put it in the place of the old one.

    What is not ours in the old folder, `decisions.csv` above all, is carried over unchanged.
    """
    target = out.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    try:
        for name, text in files.items():
            path = made / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        if target.is_dir():
            for old in target.iterdir():
                if old.name not in OURS:
                    (shutil.copytree if old.is_dir() else shutil.copy2)(old, made / old.name)
        made.chmod(0o755)
        swap(made, target)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def swap(made: Path, target: Path) -> None:
    """Put a finished folder in the place of another; the old one returns if that fails."""
    if not target.exists():
        made.replace(target)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{target.name}.old.", dir=target.parent)) / "old"
    target.replace(old)
    try:
        made.replace(target)
    except OSError:
        old.replace(target)
        raise
    finally:
        shutil.rmtree(old.parent, ignore_errors=True)
